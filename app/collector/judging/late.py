"""Data that came too late to alert anybody: told once in the journal, never by a bell."""

from collections.abc import Mapping
from typing import Final

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmState

BURST_US: Final = 300_000_000
"""Late data that come closer together than this belong to one burst."""


class LateBook:
    """Knows of which rules late violations were told already."""

    def __init__(self) -> None:
        self._seen_us: dict[AlarmId, int] = {}

    def note(
        self,
        alarm: AlarmId,
        value: float,
        time_us: int,
        now_us: int,
        states: Mapping[AlarmId, AlarmState],
    ) -> AlarmEvent | None:
        """Take a late value beyond a limit; return what the journal says of it, if anything.

        Args:
            alarm: The alarm that was not raised.
            value: The measure.
            time_us: When it was measured, µs UTC.
            now_us: When it came.
            states: The states of all alarms.
        """
        state = states.get(alarm)
        if state is not None and state.is_active and state.raised_us <= time_us:
            return None  # it stands since before: this is no news
        before_us = self._seen_us.get(alarm)
        self._seen_us[alarm] = now_us
        if before_us is not None and now_us - before_us <= BURST_US:
            return None
        return AlarmEvent(alarm, AlarmEventKind.LATE, time_us, value)
