"""What the journal must say, kept until it says it; and what consoles are shown of alarms.

A flood must not drown anybody: changes of one alarm within a fifth of a second are shown as one,
and the journal is written once for all that came together.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.collector.judging import Verdict
from app.collector.publisher import Publisher
from app.domain.alarms import AlarmEvent, AlarmId, AlarmRule, AlarmState
from app.domain.limits import LimitChange, changed_limits
from app.domain.samples import NO_TIME
from app.services.ports import Clock, Journal, StorageError

JOURNAL_RETRY_S: Final = 1.0
SHOW_EVERY_S: Final = 0.2
"""Changes of alarms are shown at most so often; whatever a person ordered at once."""

MAX_UNRECORDED: Final = 1_000_000
"""Journal lines kept while the journal cannot be written, some 400 MB; hours of any flood. Should
even these be too many the oldest go, and a person is told how many."""

log = logging.getLogger(__name__)


class Chronicle:
    """Writes the journal and shows alarms. In the writing thread.

    Args:
        publisher: Shows everything to consoles.
        clock: The time.
    """

    def __init__(self, publisher: Publisher, clock: Clock) -> None:
        self._publisher = publisher
        self._clock = clock
        self._journal: Journal | None = None
        self._events: list[tuple[AlarmEvent, str]] = []
        self._states: dict[AlarmId, AlarmState] = {}
        self._limits: list[LimitChange] = []
        self._known_limits: list[LimitChange] = []
        self._lost = 0
        self._record_at = 0.0
        self._shown: dict[AlarmId, AlarmState] = {}
        self._show_at = 0.0

    def open(self, journal: Journal) -> None:
        """Write into a journal from now on."""
        self._journal = journal
        self._known_limits = journal.limit_changes()

    def close(self) -> None:
        """Try a last time."""
        if self.is_behind:
            self._record()

    @property
    def is_behind(self) -> bool:
        """True while the journal lacks something."""
        return bool(self._events or self._states or self._limits)

    def keep(self, verdict: Verdict, message: Callable[[AlarmEvent], str]) -> None:
        """Take what happened: write it down, and show it soon.

        Args:
            verdict: What happened.
            message: Returns the journal's message of an event.
        """
        if not verdict:
            return
        self.note(verdict.events, message)
        self._states |= verdict.states
        self._shown |= verdict.shown
        self.record_when_due()
        if self._clock.monotonic() >= self._show_at:
            self.show()

    def note(self, events: Iterable[AlarmEvent], message: Callable[[AlarmEvent], str]) -> None:
        """Keep lines for the journal."""
        now_us = self._clock.now_us()
        self._events += [
            (event if event.recorded_us != NO_TIME else replace(event, recorded_us=now_us), text)
            for event, text in ((event, message(event)) for event in events)
        ]
        surplus = len(self._events) - MAX_UNRECORDED
        if surplus > 0:
            del self._events[:surplus]
            self._lost += surplus

    def note_limits(self, rules: Sequence[AlarmRule]) -> None:
        """Write down which limits differ from those recorded last."""
        changes = changed_limits(self._known_limits, rules, self._clock.now_us())
        self._known_limits += changes
        self._limits += changes
        if changes:
            self.record_when_due()

    def record_when_due(self) -> None:
        """Write what the journal lacks, unless it failed just now."""
        if self.is_behind and self._clock.monotonic() >= self._record_at:
            self._record()

    def show(self) -> None:
        """Show the alarms that changed."""
        self._show_at = self._clock.monotonic() + SHOW_EVERY_S
        if self._shown:
            self._publisher.alarms(self._shown)
            self._shown = {}

    def show_all(self, states: Mapping[AlarmId, AlarmState]) -> None:
        """Show all alarms that are not at rest."""
        self._shown = {}
        self._publisher.alarms(states, is_whole=True)

    def record_past(
        self,
        events: Sequence[AlarmEvent],
        message: Callable[[AlarmEvent], str],
    ) -> int:
        """Record what happened before this journal began, as the simulated past of a city does.

        Readers take the events of an alarm in the order of recording: those of an alarm that the
        journal has a line of already are left out.

        Args:
            events: Events in order of time; of each alarm all of them, ending at rest.
            message: Returns the journal's message of an event.

        Returns:
            How many were recorded.

        Raises:
            StorageError: The journal cannot be written; nothing was.
        """
        if self._journal is None:
            return 0
        waiting = {event.alarm for event, _ in self._events}
        journal = self._journal
        known = {
            alarm
            for alarm in {event.alarm for event in events}
            if alarm in waiting or journal.entries(1, alarm=alarm)
        }
        fresh = [(event, message(event)) for event in events if event.alarm not in known]
        if fresh:
            journal.record(fresh, {})
        return len(fresh)

    def _record(self) -> None:
        """Write what the journal lacks; when it fails, keep it and try again."""
        if self._journal is None:
            return
        events, states = self._events, self._states
        try:
            if self._limits:
                self._journal.record_limits(self._limits)
                self._limits = []
            if events or states:
                self._journal.record(events, states)
        except StorageError as error:
            self._record_at = self._clock.monotonic() + JOURNAL_RETRY_S
            text = f"Das Alarmjournal kann zurzeit nicht geschrieben werden. {error}{self._loss()}"
            self._publisher.notice("journal", text, is_severe=True)
            return
        self._events, self._states = [], {}
        # A loss stays told: the journal is whole only up to it.
        self._publisher.notice("journal", self._loss().strip(), is_severe=bool(self._lost))
        self._publisher.journal(events)

    def _loss(self) -> str:
        if not self._lost:
            return ""
        return f" {self._lost} Zeilen sind verloren, weil zu viele auf das Schreiben warteten."
