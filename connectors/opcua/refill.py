"""Fills the gaps of broken connections from the server's own history, where it has one.

The gap marker stays where nobody knows what was: while the server itself was away. Where the
server has recorded all the time, the value that held replaces the marker.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import nan
from typing import Any, Final

from asyncua import ua

from app.domain.samples import NO_TIME, Quality, SampleBatch
from app.services.ports import Clock
from connectors.opcua.memory import Gap
from connectors.opcua.session import Session, batched
from connectors.opcua.targets import Target
from connectors.opcua.values import EPOCH, Reading, read_value, source_time_us
from connectors.tally import Tally

GAPS_WAITING: Final = 100_000
"""Gaps that may wait to be filled; the oldest are given up first."""

BEFORE_US: Final = 60_000_000
"""So long before the marker history is read: what was under way when the connection broke."""

PAGES: Final = 10_000
"""Pages of one node's history; a server that never comes to an end is left."""

_ANY_TIME_US: Final = 2**62


@dataclass(frozen=True, slots=True)
class Wanted:
    """A gap to fill.

    Attributes:
        key: The point.
        gap: Its gap.
        end_us: Until when, the source's clock, µs UTC.
    """

    key: int
    gap: Gap
    end_us: int

    @property
    def start_us(self) -> int:
        """From when history is read."""
        return max(self.gap.last_us, self.gap.marker_us - BEFORE_US)


class Refill:
    """What is still to be filled, across connections. Used on the event loop only."""

    def __init__(self, tally: Tally, clock: Clock) -> None:
        """Begin with nothing to fill."""
        self._tally = tally
        self._clock = clock
        self._waiting: deque[Wanted] = deque(maxlen=GAPS_WAITING)

    @property
    def waiting(self) -> int:
        """Gaps that are still to be filled."""
        return len(self._waiting)

    def want(self, gaps: dict[int, Gap], end_us: int) -> None:
        """Remember gaps that end now, because we are connected again."""
        self._waiting.extend(Wanted(key, gap, end_us) for key, gap in gaps.items())

    async def run(
        self,
        session: Session,
        find: Callable[[int], tuple[Target, ua.NodeId] | None],
        deliver: Callable[[SampleBatch], Awaitable[None]],
    ) -> None:
        """Fill what waits. What a lost connection interrupts is done on the next one.

        Args:
            session: An open session.
            find: Returns target and node of a point, None when it is no longer served.
            deliver: Takes the samples; waits while the store is busy.
        """
        while self._waiting:
            part = list(self._waiting)[: session.facts.limits.history]
            readings = [
                _Reading(wanted, *found)
                for wanted in part
                if (found := find(wanted.key)) is not None
            ]
            if readings:
                await self._read(session, readings)
                await self._hand_over(readings, session.facts.start_us, deliver)
            if session.error is not None:
                return
            for _ in part:
                self._waiting.popleft()

    async def _hand_over(
        self,
        readings: Sequence["_Reading"],
        server_start_us: int,
        deliver: Callable[[SampleBatch], Awaitable[None]],
    ) -> None:
        now_us = self._clock.now_us()
        for reading in readings:
            rows = reading.rows(now_us)
            if not rows:
                continue
            step = reading.target.slot.resolution_us
            bridged = bridge(reading.wanted.gap, rows, server_start_us, step)
            batch = _batch(reading.wanted.key, rows + bridged, now_us)
            await deliver(batch)
            self._tally.add(gaps_filled=len(rows))

    async def _read(self, session: Session, readings: Sequence["_Reading"]) -> None:
        """Read the history of some nodes: the first pages together, then each by itself."""
        options = session.options
        oldest_us = session.source_now_us - round(options.history_max_hours * 3_600e6)
        start_us = max(min(reading.wanted.start_us for reading in readings), oldest_us)
        end_us = max(reading.wanted.end_us for reading in readings)
        if start_us >= end_us:
            return
        size = session.facts.limits.history
        for part in batched(readings, size):
            await self._pages(session, part, start_us, end_us)
        for reading in readings:
            for _ in range(PAGES):
                if not reading.has_more:
                    break
                await self._pages(session, [reading], reading.next_us or start_us, end_us)

    async def _pages(
        self, session: Session, readings: Sequence["_Reading"], start_us: int, end_us: int
    ) -> None:
        """Read a page of each node; nodes of one call share the time span."""
        page = session.options.history_page
        details = ua.ReadRawModifiedDetails(
            IsReadModified=False,
            StartTime=_moment(start_us),
            EndTime=_moment(end_us),
            NumValuesPerNode=page,
            ReturnBounds=False,
        )

        async def call(part: Sequence["_Reading"]) -> list[Any]:
            nodes = [
                ua.HistoryReadValueId(NodeId=reading.node, ContinuationPoint=reading.point)
                for reading in part
            ]
            parameters = ua.HistoryReadParameters(
                details, ua.TimestampsToReturn.Both, ReleaseContinuationPoints=False,
                NodesToRead=nodes,
            )  # fmt: skip
            results: list[Any] = await session.wire.history_read(parameters)
            session.touch()
            return results

        try:
            results = await session.in_parts(readings, len(readings), call)
        except ua.UaStatusCodeError as error:
            self._tally.detail("Historie des Servers", type(error).__name__)
            for reading in readings:
                reading.has_more = False
            return
        for reading, result in zip(readings, results, strict=False):
            status = reading.take(result, page)
            self._tally.detail("Historie des Servers", status)


class _Reading:
    """The history of one node while it is read."""

    def __init__(self, wanted: Wanted, target: Target, node: ua.NodeId) -> None:
        self.wanted = wanted
        self.target = target
        self.node = node
        self.point: bytes | None = None
        self.next_us = 0
        self.has_more = False
        self._values: list[Any] = []

    def take(self, result: Any, page: int) -> str:
        """Take a page; return how the server put it."""
        values = list(getattr(result.HistoryData, "DataValues", None) or ())
        before, self.point = self.point, result.ContinuationPoint or None
        self.has_more = self.point is not None and self.point != before
        if result.StatusCode.is_bad():
            self.has_more = False
        elif self.point is None and len(values) >= page:
            # Some servers cut at the number asked for and keep no place to go on from.
            last_us, _ = source_time_us(values[-1], _ANY_TIME_US)
            self.has_more = last_us >= self.next_us
            self.next_us = last_us + 1
        self._values += values
        return str(result.StatusCode.name)

    def rows(self, received_us: int) -> list[Reading]:
        """Return what lies in the gap, by time; values without a time of their own do not."""
        gap, end_us = self.wanted.gap, self.wanted.end_us
        slot = self.target.slot
        read = [
            read_value(slot, data, received_us)
            for data in self._values
            if getattr(data, "SourceTimestamp", None) or getattr(data, "ServerTimestamp", None)
        ]
        rows = [reading for reading in read if gap.last_us < reading.time_us <= end_us]
        return sorted(rows, key=lambda reading: reading.time_us)


def bridge(gap: Gap, rows: Sequence[Reading], server_start_us: int, step: int) -> list[Reading]:
    """Return what must be stored beside the values of a gap so that its marker tells the truth.

    Args:
        gap: The gap.
        rows: What history holds for it, by time; not empty.
        server_start_us: When the server started.
        step: Resolution of the point, µs.
    """
    was_away = server_start_us > gap.last_us
    known = [row for row in rows if not was_away or row.time_us < server_start_us]
    if was_away and (not known or known[-1].time_us <= gap.marker_us):
        return []
    bridged: list[Reading] = []
    if not any(row.time_us == gap.marker_us for row in rows):
        held = next((row for row in reversed(known) if row.time_us < gap.marker_us), None)
        if held is not None:
            bridged.append(replace(held, time_us=gap.marker_us))
        elif gap.last_us != NO_TIME:
            bridged.append(Reading(gap.marker_us, gap.value, Quality(gap.quality)))
    if was_away:
        # What was recorded reaches beyond the marker; nothing is known from there to the start.
        moved_us = known[-1].time_us + step
        if not any(row.time_us == moved_us for row in rows):
            bridged.append(Reading(moved_us, nan, Quality.GAP))
    return bridged


def _batch(key: int, readings: Sequence[Reading], received_us: int) -> SampleBatch:
    return SampleBatch.from_columns(
        [key] * len(readings),
        [reading.time_us for reading in readings],
        received_us,
        [reading.value for reading in readings],
        [int(reading.quality) for reading in readings],
    )


def _moment(time_us: int) -> Any:
    return EPOCH + timedelta(microseconds=time_us)
