"""What the console keeps: settings, what people write, secrets."""

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from app.domain.annotations import Annotation, AnnotationChange
from app.domain.points import PointId
from app.domain.shifts import Handover, LogEntry
from app.domain.trend_sheets import TrendSheet
from app.domain.twins import FactTable, FactValue, PlacedAsset, TwinBookmark


class SettingsStore(Protocol):
    """Small JSON-like values of the console by name (window layout, columns, language)."""

    def get(self, name: str, default: Any = None) -> Any:
        """Return a stored value."""
        ...

    def set(self, name: str, value: Any) -> None:
        """Store a value; returns before it is on disk, in order."""
        ...


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


class LogbookStore(Protocol):
    """The logbook of the control room and its handovers. Thread-safe; durable like annotations."""

    def entries(self, start_us: int, end_us: int) -> list[LogEntry]:
        """Return the lines about [start, end), in order of time."""
        ...

    def open_entries(self) -> list[LogEntry]:
        """Return the lines that somebody still has to deal with, in order of time."""
        ...

    def entry(self, entry_id: str) -> LogEntry | None:
        """Return one line, None when there is none."""
        ...

    def put(self, entry: LogEntry) -> None:
        """Add a line, or replace the one of the same id; this also undoes `remove`."""
        ...

    def remove(self, entry_id: str) -> None:
        """Take a line away; the log of changes keeps it."""
        ...

    def handovers(self) -> list[Handover]:
        """Return all handovers in order of their shifts."""
        ...

    def handover(self, handover_id: str) -> Handover | None:
        """Return one handover, None when there is none."""
        ...

    def put_handover(self, handover: Handover) -> None:
        """Keep a draft, or a signature.

        Raises:
            HandoverRefusedError: It would change what was signed.
        """
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


class TwinStore(Protocol):
    """What people keep of the twin. Thread-safe; durable like annotations."""

    def bookmarks(self) -> list[TwinBookmark]:
        """Return the kept views, oldest first."""
        ...

    def put_bookmark(self, bookmark: TwinBookmark) -> None:
        """Add a view, or replace the one of the same id; this also undoes its removal."""
        ...

    def remove_bookmark(self, bookmark_id: str) -> None:
        """Take a view away; the log of changes keeps it."""
        ...

    def assets(self) -> list[PlacedAsset]:
        """Return the placed things, oldest first."""
        ...

    def put_asset(self, asset: PlacedAsset) -> None:
        """Add a thing, or replace the one of the same id; this also undoes its removal."""
        ...

    def remove_asset(self, asset_id: str) -> None:
        """Take a thing away; the log of changes keeps it."""
        ...

    def tables(self) -> list[FactTable]:
        """Return the tables about buildings, oldest first."""
        ...

    def put_table(self, table: FactTable) -> None:
        """Add a table, or replace the one of the same id; this also undoes its removal."""
        ...

    def remove_table(self, table_id: str) -> None:
        """Take a table away."""
        ...

    def facts_of(self, object_id: str) -> dict[str, FactValue]:
        """Return what all tables say of a building, by column; later tables win."""
        ...


class SecretStore(Protocol):
    """Passwords and keys by reference; they never stand in a profile or a database."""

    def get(self, reference: str) -> str | None:
        """Return the secret of a reference such as `hamm/lorawan-ttn`, or None."""
        ...
