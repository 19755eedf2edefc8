"""Stand-ins for what surrounds a collector: historian, journal, connector."""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence

from app.domain.alarms import (
    AlarmColumns,
    AlarmEvent,
    AlarmId,
    AlarmOrder,
    AlarmState,
    Mirror,
    MirroredCondition,
)
from app.domain.cities import SourceConfig
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.limits import LimitChange
from app.domain.points import Point, PointKey, SourceId
from app.domain.samples import NO_TIME, Int64Array, PointStates, SampleBatch
from app.domain.series import SeriesFrame, SeriesStats, Tier
from app.domain.sources import BrowseNode, RawMessage, SourceHealth, SourceState
from app.services.columns import LiveColumns
from app.services.ports import (
    RAW_DAYS,
    ConnectorError,
    HistorianHealth,
    JournalEntry,
    SampleSink,
    StorageError,
)


class FakeHistorian:
    """Keeps batches in a list; fails when told to; can be held up."""

    def __init__(self) -> None:
        self.batches: list[SampleBatch] = []
        self.failure = ""
        self.notices: tuple[str, ...] = ()
        self.is_closed = False
        self.maintained = 0
        self.dropped_older_than: list[int] = []
        self.gate = threading.Event()
        self.gate.set()

    def append(self, batch: SampleBatch) -> None:
        self.gate.wait(10)
        if self.failure:
            raise StorageError(self.failure)
        self.batches.append(batch)

    def maintain(self, budget_s: float) -> bool:
        self.maintained += 1
        return False

    def drop_raw(self, older_than_days: int = RAW_DAYS) -> list[str]:
        """Note what was asked for."""
        self.dropped_older_than.append(older_than_days)
        return []

    @property
    def stored(self) -> SampleBatch:
        return SampleBatch.concatenate(self.batches)

    def latest(self, keys: Int64Array) -> PointStates:
        return self.as_of(keys, 2**62)

    def as_of(self, keys: Int64Array, time_us: int) -> PointStates:
        columns = LiveColumns(keys)
        stored = self.stored
        columns.take(stored.select(stored.source_time <= time_us))
        return columns.states

    def query(
        self,
        keys: Sequence[PointKey],
        start_us: int,
        end_us: int,
        max_points: int,
        tier: Tier | None = None,
    ) -> list[SeriesFrame]:
        raise NotImplementedError

    def stats(self, keys: Sequence[PointKey], start_us: int, end_us: int) -> list[SeriesStats]:
        raise NotImplementedError

    def health(self) -> HistorianHealth:
        return HistorianHealth(0, len(self.stored), NO_TIME, NO_TIME, self.notices)

    def close(self) -> None:
        self.is_closed = True


class FakeJournal:
    """Keeps lines in a list; fails when told to."""

    def __init__(self) -> None:
        self.lines: list[tuple[AlarmEvent, str]] = []
        self.states: dict[AlarmId, AlarmState] = {}
        self.limits: list[LimitChange] = []
        self.documents: list[DocumentVersion] = []
        self.known_mirrors: dict[AlarmId, Mirror] = {}
        self.notices: list[str] = []
        self.trouble = ""
        self.failure = ""

    def alarm_states(self) -> dict[AlarmId, AlarmState]:
        return dict(self.states)

    def events_after(self, entry_id: int, limit: int) -> list[tuple[int, AlarmEvent]]:
        lines = [(i, event) for i, (event, _) in enumerate(self.lines, 1) if i > entry_id]
        return lines[:limit]

    def entries(
        self, limit: int, before_id: int | None = None, alarm: AlarmId | None = None
    ) -> list[JournalEntry]:
        lines = [JournalEntry(i, event, text) for i, (event, text) in enumerate(self.lines, 1)]
        found = [
            line
            for line in lines
            if (before_id is None or line.id < before_id)
            and (alarm is None or line.event.alarm == alarm)
        ]
        return found[::-1][:limit]

    def events_between(
        self, start_us: int, end_us: int, alarms: Collection[AlarmId] | None = None
    ) -> list[AlarmEvent]:
        """Give more than asked for: every event up to the end and what followed it."""
        events = [event for event, _ in self.lines if alarms is None or event.alarm in alarms]
        return sorted(events, key=lambda event: event.time_us)

    def alarm_columns(self, start_us: int, end_us: int) -> AlarmColumns:
        """Give more than asked for: every event up to the end."""
        return AlarmColumns.of_events(event for event, _ in self.lines if event.time_us < end_us)

    def limit_changes(self) -> list[LimitChange]:
        return list(self.limits)

    def versions(self, kind: DocumentKind) -> list[DocumentVersion]:
        return [version for version in self.documents if version.kind is kind]

    def mirrors(self) -> dict[AlarmId, Mirror]:
        return dict(self.known_mirrors)

    def record_version(self, version: DocumentVersion) -> None:
        if self.failure:
            raise StorageError(self.failure)
        self.documents.append(version)

    def record_limits(self, changes: Sequence[LimitChange]) -> None:
        if self.failure:
            raise StorageError(self.failure)
        self.limits += changes

    def record(
        self, events: Sequence[tuple[AlarmEvent, str]], states: Mapping[AlarmId, AlarmState]
    ) -> None:
        if self.failure:
            raise StorageError(self.failure)
        self.lines += events
        self.states |= states
        self.known_mirrors |= {
            alarm: state.mirror for alarm, state in states.items() if state.mirror is not None
        }

    def close(self) -> None:
        pass


class FakeConnector:
    """Does what a test tells it."""

    def __init__(self, config: SourceConfig, points: Sequence[Point], sink: SampleSink) -> None:
        self.config = config
        self.points = list(points)
        self.sink = sink
        self.state = SourceState.STOPPED
        self.calls: list[str] = []
        self.orders: list[tuple[AlarmOrder, dict[AlarmId, Mirror]]] = []
        self.refusal = ""

    @property
    def source(self) -> SourceId:
        return self.config.id

    async def start(self) -> None:
        self.state = SourceState.ONLINE
        self.calls.append("start")

    async def stop(self) -> None:
        self.state = SourceState.STOPPED
        self.calls.append("stop")

    async def apply_points(self, points: Sequence[Point]) -> None:
        self.points = list(points)
        self.calls.append("apply_points")

    def health(self) -> SourceHealth:
        return SourceHealth(self.config.id, self.state)

    def raw_messages(self) -> list[RawMessage]:
        return [RawMessage(1, "topic", 3, b"abc")]

    async def browse(self, address: str) -> list[BrowseNode]:
        if address == "away":
            raise ConnectorError("Der Server antwortet nicht.")
        if address == "bug":
            raise ZeroDivisionError
        return [BrowseNode(address, "Knoten")]

    async def operate(self, order: AlarmOrder, mirrors: Mapping[AlarmId, Mirror]) -> None:
        if self.refusal:
            raise ConnectorError(self.refusal)
        self.orders.append((order, dict(mirrors)))

    async def trust(self, fingerprint: str) -> None:
        self.calls.append(f"trust {fingerprint}")

    async def retry(self) -> None:
        self.calls.append("retry")

    def deliver(self, batch: SampleBatch, committed: Callable[[], None] | None = None) -> None:
        """Deliver samples as if they had come over the wire."""
        self.sink.submit(self.config.id, batch, committed)

    def tell(self, *conditions: MirroredCondition, is_whole: bool = False) -> None:
        """Tell of conditions as if the server had."""
        self.sink.submit_conditions(self.config.id, conditions, is_whole=is_whole)
