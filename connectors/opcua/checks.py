"""Slow reading beside the subscription: quiet points are asked whether their value still holds.

A subscription reports by exception, so a value that does not change looks like one that is no
longer measured; and servers are known whose subscriptions miss changes or stand still while reads
are right. A read answers both: the value is stored again with the present time, or as it came.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from asyncua import ua

from app.domain.samples import NO_TIME, SampleBatch
from app.services.ports import Clock
from connectors.opcua.memory import PointMemory
from connectors.opcua.session import Session
from connectors.opcua.targets import Target
from connectors.opcua.values import Reading, Slot, read_value

QUIET_FACTOR: Final = 2
"""A point is quiet after so many expected intervals: before it is stale, which takes three."""

PATIENCE_US: Final = 2_000_000
"""A change this much older than the publishing interval should have come by subscription."""


class Checks:
    """Finds quiet points and reads them, the longest quiet first, one call a round."""

    def __init__(self, session: Session, memory: PointMemory, clock: Clock) -> None:
        """Keep what is needed; `round` does the work.

        Args:
            session: An open session.
            memory: The last sample of each point.
            clock: The time.
        """
        self._session = session
        self._memory = memory
        self._clock = clock
        self.missed = 0
        """Changes that the subscription had not delivered when they were read."""

    async def round(self, nodes: Mapping[int, tuple[Target, ua.NodeId]]) -> SampleBatch:
        """Read points that have been quiet for too long; return their samples."""
        quiet = self._quiet(nodes)
        if not quiet:
            return SampleBatch.from_columns([], [], 0, [])
        found = await self._session.read([node for _, node in quiet], ua.AttributeIds.Value)
        received_us = self._clock.now_us()
        now_us = self._session.source_now_us
        slots = [target.slot for target, _ in quiet]
        readings = [
            self._as_of_now(slot, read_value(slot, data, received_us), now_us)
            for slot, data in zip(slots, found, strict=False)
        ]
        return SampleBatch.from_columns(
            [slot.key for slot in slots[: len(readings)]],
            [reading.time_us for reading in readings],
            received_us,
            [reading.value for reading in readings],
            [int(reading.quality) for reading in readings],
        )

    def _quiet(
        self, nodes: Mapping[int, tuple[Target, ua.NodeId]]
    ) -> Sequence[tuple[Target, ua.NodeId]]:
        now_us = self._session.source_now_us
        last_us = self._memory.source_us
        quiet = [
            (last_us.get(key, NO_TIME), key)
            for key, (target, _) in nodes.items()
            if now_us - last_us.get(key, NO_TIME) > QUIET_FACTOR * target.slot.interval_us
        ]
        quiet.sort()
        return [nodes[key] for _, key in quiet[: self._session.facts.limits.read]]

    def _as_of_now(self, slot: Slot, reading: Reading, now_us: int) -> Reading:
        """Return a reading whose time lies after the last sample: a value read now holds now."""
        last_us = self._memory.source_us.get(slot.key, NO_TIME)
        is_changed = not _is_same(reading.value, self._memory.value.get(slot.key))
        late_us = round(self._session.options.publishing_interval_ms * 2_000) + PATIENCE_US
        if last_us != NO_TIME and is_changed and reading.time_us < now_us - late_us:
            self.missed += 1
        if reading.time_us > last_us and now_us - reading.time_us <= slot.interval_us:
            return reading
        step = slot.resolution_us
        time_us = max(-(-now_us // step) * step, last_us + step)
        return Reading(time_us, reading.value, reading.quality)


def _is_same(value: float, before: float | None) -> bool:
    """Compare two values; NaN, which is no value, equals itself here."""
    return value == before or (value != value and before != before)  # noqa: PLR0124 -- NaN
