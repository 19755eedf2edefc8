"""What the inside needs of the outside, as Protocols. Adapters are named only in `app.main`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final, Protocol, runtime_checkable

from app.domain.alarms import AlarmEvent, AlarmId, AlarmState
from app.domain.annotations import Annotation, AnnotationChange
from app.domain.limits import LimitChange
from app.domain.points import Point, PointId, PointKey, SourceId
from app.domain.samples import Float64Array, Int64Array, PointStates, SampleBatch
from app.domain.series import SeriesFrame, SeriesStats, Tier
from app.domain.sources import BrowseNode, RawMessage, SourceHealth
from app.domain.trend_sheets import TrendSheet


class Clock(Protocol):
    """Where time comes from; tests bring their own."""

    def now_us(self) -> int:
        """Return the time of day, µs UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds of a clock that never jumps."""
        ...


# --- historian ------------------------------------------------------------------------------

RAW_DAYS: Final = 90
"""Raw samples are kept at least this long; the buckets made of them stay for ever."""


@dataclass(frozen=True, slots=True)
class HistorianHealth:
    """State of the historian for `--check` and the health page.

    Attributes:
        size_bytes: Bytes of all files.
        hot_samples: Samples in the write-ahead head.
        first_time: Time of the oldest sample, µs UTC, `NO_TIME` if none.
        last_time: Time of the newest one.
        notices: What a person should know (a file set aside, an old SQLite), whole sentences.
    """

    size_bytes: int
    hot_samples: int
    first_time: int
    last_time: int
    notices: tuple[str, ...] = ()


class HistorianReader(Protocol):
    """Reading side; any number of processes and threads, never blocks the writer."""

    def latest(self, keys: Int64Array) -> PointStates:
        """Return the last sample of each point."""
        ...

    def as_of(self, keys: Int64Array, time_us: int) -> PointStates:
        """Return the last sample of each point at or before a moment (µs UTC)."""
        ...

    def query(
        self,
        keys: Sequence[PointKey],
        start_us: int,
        end_us: int,
        max_points: int,
        tier: Tier | None = None,
    ) -> list[SeriesFrame]:
        """Return the points' series over [start, end) with at most about `max_points` rows each.

        Without a tier the historian takes the coarsest one that still fills the positions, and
        raw data where it has at most 2 x `max_points` samples. The newest samples that are not
        rolled up yet are included. One sample before the window is included in RAW frames (its
        time lies before `start_us`), so that a step or line enters the window from the left.
        """
        ...

    def stats(self, keys: Sequence[PointKey], start_us: int, end_us: int) -> list[SeriesStats]:
        """Return statistics of each point over [start, end)."""
        ...

    def health(self) -> HistorianHealth:
        """Return the state of the files."""
        ...

    def close(self) -> None:
        """Release the files."""
        ...


@runtime_checkable
class CityHistory(Protocol):
    """What a reader of files can do for all points of a city at once; others need not."""

    def measured_at(self, keys: Int64Array, time_us: int) -> PointStates:
        """Return the last sample of each point at or before a moment that is no gap marker."""
        ...

    def last_values(self, keys: Int64Array, end_us: int, width_us: int, count: int) -> Float64Array:
        """Return the last good or uncertain value of each of some periods.

        Args:
            keys: The points.
            end_us: A moment (µs UTC) in the last period; what came after it does not count.
            width_us: Width of each period, which begins at a multiple of it.
            count: How many periods.

        Returns:
            float64[points, count], NaN where there is none; likewise where samples were dropped.
        """
        ...


class Historian(HistorianReader, Protocol):
    """Writing side: one process, one instance, one thread at a time."""

    def append(self, batch: SampleBatch) -> None:
        """Store a batch; when this returns it is on disk and survives a crash.

        The same (point, source time) again replaces the earlier sample; order does not matter.

        Raises:
            StorageError: The disk is full or the file cannot be written; nothing was stored.
        """
        ...

    def maintain(self, budget_s: float) -> bool:
        """Seal, roll up and compact for at most about `budget_s` seconds; True if more is due."""
        ...

    def drop_raw(self, older_than_days: int = RAW_DAYS) -> list[str]:
        """Remove the samples of months that ended so long ago; their buckets stay for ever.

        Returns:
            The months removed, as `YYYY-MM`.

        Raises:
            StorageError: It cannot be written now; nothing is lost.
        """
        ...


class StorageError(Exception):
    """Storage failed in a way a person must know; the text says what to do."""


# --- journal --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the journal as read back."""

    id: int
    event: AlarmEvent
    message: str


class JournalReader(Protocol):
    """Reading side of the alarm and operator journal."""

    @property
    def trouble(self) -> str:
        """Why the last reading gave nothing, a whole sentence; empty when it succeeded."""
        ...

    def alarm_states(self) -> dict[AlarmId, AlarmState]:
        """Return the last stored state of each alarm that is not at rest."""
        ...

    def entries(
        self, limit: int, before_id: int | None = None, alarm: AlarmId | None = None
    ) -> list[JournalEntry]:
        """Return journal lines, newest first."""
        ...

    def events_after(self, entry_id: int, limit: int) -> list[tuple[int, AlarmEvent]]:
        """Return the lines after one as (id, event), oldest first; 0 begins with the first."""
        ...

    def events_between(
        self, start_us: int, end_us: int, alarms: Collection[AlarmId] | None = None
    ) -> list[AlarmEvent]:
        """Return what happened to alarms in [start, end), in order of time.

        What belongs to it comes along: of each alarm the last occurrence that was raised before
        the start, and how the last one raised before the end went on (its return, its
        acknowledgement). None means all alarms.
        """
        ...

    def limit_changes(self) -> list[LimitChange]:
        """Return all recorded changes of limits, oldest first, see `LimitChange`."""
        ...


class Journal(JournalReader, Protocol):
    """Writing side: append-only, hash chained, durable when `record` returns."""

    @property
    def notices(self) -> Sequence[str]:
        """What a person should know of the file (it was set aside), whole sentences."""
        ...

    def record(
        self, events: Sequence[tuple[AlarmEvent, str]], states: Mapping[AlarmId, AlarmState]
    ) -> None:
        """Append events with their messages, and keep the states they led to, in one transaction.

        Raises:
            StorageError: The journal cannot be written.
        """
        ...

    def record_limits(self, changes: Sequence[LimitChange]) -> None:
        """Append changes of limits in one transaction.

        Raises:
            StorageError: The journal cannot be written; nothing was.
        """
        ...

    def close(self) -> None:
        """Release the file."""
        ...


# --- connectors -----------------------------------------------------------------------------


class SampleSink(Protocol):
    """Where connectors put samples. Thread-safe."""

    def submit(
        self, source: SourceId, batch: SampleBatch, committed: Callable[[], None] | None = None
    ) -> None:
        """Hand over a batch; it is stored with others in one commit.

        Blocks while more than the allowed bytes wait (back-pressure); a connector on an event
        loop calls it through `asyncio.to_thread` or asks `has_room` first.

        Args:
            source: Who delivers.
            batch: The samples; must not be changed afterwards.
            committed: Called from the writing thread once the batch is on disk, never before.
                Must not block. Not called when the process dies or storage fails.
        """
        ...

    def has_room(self) -> bool:
        """Tell whether `submit` would return without waiting."""
        ...


class Connector(Protocol):
    """One connection to one source. Runs on the collector's asyncio loop; never raises into it."""

    @property
    def source(self) -> SourceId:
        """The source it serves."""
        ...

    async def start(self) -> None:
        """Begin to connect, and keep trying until `stop`; returns at once."""
        ...

    async def stop(self) -> None:
        """Close the connection and leave nothing running."""
        ...

    async def apply_points(self, points: Sequence[Point]) -> None:
        """Take a changed list of points without dropping the connection."""
        ...

    def health(self) -> SourceHealth:
        """Return a snapshot; cheap, callable at 1 Hz and from any thread."""
        ...

    def raw_messages(self) -> list[RawMessage]:
        """Return the newest messages (at most 200), newest first."""
        ...

    async def browse(self, address: str) -> list[BrowseNode]:
        """Return what lies below an address; the empty address is the root.

        Raises:
            ConnectorError: The source cannot be browsed now; the text says why.
        """
        ...

    async def trust(self, fingerprint: str) -> None:
        """Trust the certificate with this fingerprint from now on, and connect again."""
        ...

    async def retry(self) -> None:
        """Try again now, also from FAILED."""
        ...


class ConnectorError(Exception):
    """A connector could not do what a person asked for; the text says why and what to do."""


# --- console side of the link ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AlarmSnapshot:
    """An alarm as the console shows it; rules come from the profile by `alarm`."""

    alarm: AlarmId
    state: AlarmState


class CollectorClient(Protocol):
    """What the console may ask of the collector. Requests return at once with a future.

    A future fails with `ConnectorError` when the collector refuses or is away.
    """

    def acknowledge(self, alarms: Sequence[AlarmId], actor: str, comment: str) -> Future[None]:
        """Acknowledge alarms."""
        ...

    def browse(self, source: SourceId, address: str) -> Future[list[BrowseNode]]:
        """Browse a source."""
        ...

    def raw_messages(self, source: SourceId) -> Future[list[RawMessage]]:
        """Fetch the newest raw messages of a source."""
        ...

    def trust(self, source: SourceId, fingerprint: str) -> Future[None]:
        """Trust a certificate."""
        ...

    def retry(self, source: SourceId) -> Future[None]:
        """Try to connect now."""
        ...

    def reload_profile(self) -> Future[list[str]]:
        """Read the profile again; the result lists its problems, empty when all is well."""
        ...


# --- settings -------------------------------------------------------------------------------


class SettingsStore(Protocol):
    """Small JSON-like values of the console by name (window layout, columns, language)."""

    def get(self, name: str, default: Any = None) -> Any:
        """Return a stored value."""
        ...

    def set(self, name: str, value: Any) -> None:
        """Store a value; returns before it is on disk, in order."""
        ...


# --- what people write ------------------------------------------------------------------------


class AnnotationStore(Protocol):
    """Notes on the city's course. Thread-safe.

    What is put is seen at once and written soon, in order; when the disk fails it is tried again
    until it is there, and the person is told. Nothing is lost by an edit or a removal: `changes`
    keeps what was there before.
    """

    def annotations(
        self, start_us: int, end_us: int, points: Collection[PointId] | None = None
    ) -> list[Annotation]:
        """Return the notes that touch [start, end), in order of their begin.

        Args:
            start_us: Begin, µs UTC.
            end_us: End.
            points: Only notes on any of these points, and those on the city as a whole; None for
                all notes.
        """
        ...

    def annotation(self, annotation_id: str) -> Annotation | None:
        """Return one note, None when there is no such (any more)."""
        ...

    def put(self, annotation: Annotation) -> None:
        """Add a note, or replace the one of the same id; this also undoes `remove`."""
        ...

    def remove(self, annotation_id: str) -> None:
        """Take a note away; one that is not there changes nothing."""
        ...

    def changes(self, annotation_id: str) -> list[AnnotationChange]:
        """Return what became of a note, oldest first, also of one that was removed."""
        ...


class TrendSheetStore(Protocol):
    """Saved trend sheets of a city (Kurvenblätter). Thread-safe; durable like annotations."""

    def sheets(self) -> list[TrendSheet]:
        """Return the sheets in their order."""
        ...

    def save(self, sheet: TrendSheet) -> None:
        """Add a sheet at the end, or replace the one of the same id (also to rename or lock it).

        Saving a removed sheet undoes its removal: it stands where it stood.

        Raises:
            SheetRefusedError: The name is empty or taken, or the sheet is locked.
        """
        ...

    def remove(self, sheet_id: str) -> None:
        """Take a sheet away; one that is not there changes nothing.

        Raises:
            SheetRefusedError: It is locked.
        """
        ...

    def arrange(self, sheet_ids: Sequence[str]) -> None:
        """Put sheets into this order; those not named keep theirs and come last."""
        ...


# --- secrets --------------------------------------------------------------------------------


class SecretStore(Protocol):
    """Passwords and keys by reference; they never stand in a profile or a database."""

    def get(self, reference: str) -> str | None:
        """Return the secret of a reference such as `hamm/lorawan-ttn`, or None."""
        ...
