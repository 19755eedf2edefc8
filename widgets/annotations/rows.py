"""A note in words: its time, its points, its place, who wrote it."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from app.domain.annotations import Annotation
from widgets.records.rows import RecordColumns, RecordWording, whole_city
from widgets.texts import time_text

_DATE_LENGTH: Final = len("24.11.2025")


class NoteColumn(IntEnum):
    """Columns of the list in their first order."""

    TIME = 0
    TEXT = 1
    POINTS = 2
    PLACE = 3
    AUTHOR = 4
    WRITTEN = 5


def column_title(column: NoteColumn) -> str:
    """Return the heading of a column."""
    titles = {
        NoteColumn.TIME: QCoreApplication.translate("annotations", "Zeit"),
        NoteColumn.TEXT: QCoreApplication.translate("annotations", "Notiz"),
        NoteColumn.POINTS: QCoreApplication.translate("annotations", "Datenpunkte"),
        NoteColumn.PLACE: QCoreApplication.translate("annotations", "Ort"),
        NoteColumn.AUTHOR: QCoreApplication.translate("annotations", "Von"),
        NoteColumn.WRITTEN: QCoreApplication.translate("annotations", "Geschrieben am"),
    }
    return titles[column]


NOTE_COLUMNS: Final[RecordColumns[Annotation]] = RecordColumns(
    every=list(NoteColumn),
    title=column_title,
    widths={
        NoteColumn.TIME: 31.0,
        NoteColumn.TEXT: 40.0,
        NoteColumn.POINTS: 28.0,
        NoteColumn.PLACE: 18.0,
        NoteColumn.AUTHOR: 14.0,
        NoteColumn.WRITTEN: 21.0,
    },
    time=NoteColumn.TIME,
    written=NoteColumn.WRITTEN,
    text=NoteColumn.TEXT,
    time_of=lambda note: note.start_us,
    hidden=frozenset({NoteColumn.WRITTEN}),
    fixed=frozenset({NoteColumn.TIME, NoteColumn.TEXT}),
)


class NoteWording(RecordWording[Annotation]):
    """Turns notes into words."""

    @override
    def texts(self, record: Annotation) -> tuple[str, ...]:
        points = ", ".join(self.point_text(point) for point in record.points)
        return (
            self.time(record),
            " ".join(record.text.split()),
            points or whole_city(),
            self.place_of(record),
            record.author,
            time_text(record.created_us, self.zone, with_date=True),
        )

    def time(self, note: Annotation) -> str:
        """Return the moment, or the begin and the end of the span."""
        start = time_text(note.start_us, self.zone, with_date=True)
        if note.end_us == note.start_us:
            return start
        end = time_text(note.end_us, self.zone, with_date=True)
        is_same_day = end[:_DATE_LENGTH] == start[:_DATE_LENGTH]
        return f"{start} – {end[_DATE_LENGTH + 1 :] if is_same_day else end}"
