"""A note in words: its time, its points, its place, who wrote it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.annotations import Annotation, shared_location
from app.domain.cities import City
from app.domain.points import Location, Point, PointId
from widgets.folding import fold
from widgets.texts import language, time_text

_DATE_LENGTH: Final = len("24.11.2025")


class NoteColumn(IntEnum):
    """Columns of the list in their first order."""

    TIME = 0
    TEXT = 1
    POINTS = 2
    PLACE = 3
    AUTHOR = 4
    WRITTEN = 5


WIDTHS: Final = {
    NoteColumn.TIME: 31.0,
    NoteColumn.TEXT: 40.0,
    NoteColumn.POINTS: 28.0,
    NoteColumn.PLACE: 18.0,
    NoteColumn.AUTHOR: 14.0,
    NoteColumn.WRITTEN: 21.0,
}
"""First widths in widths of the digit 0; the text takes what the others leave."""

HIDDEN_AT_FIRST: Final = frozenset({NoteColumn.WRITTEN})


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


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One row of the list.

    Attributes:
        note: The note.
        texts: The text of each column.
        folded: All of it, for the search.
    """

    note: Annotation
    texts: tuple[str, ...]
    folded: str


class NoteWording:
    """Turns notes into words.

    Args:
        city: The profile; None while there is none.
    """

    def __init__(self, city: City | None) -> None:
        self.zone = "UTC" if city is None else city.time_zone
        self._points = {} if city is None else {point.id: point for point in city.points}

    def row(self, note: Annotation) -> NoteRow:
        """Return a note as a row."""
        points = ", ".join(self.point_text(point) for point in note.points)
        texts = (
            self.time(note),
            " ".join(note.text.split()),
            points or whole_city(),
            self.place(note.location, self.points(note.points)),
            note.author,
            time_text(note.created_us, self.zone, with_date=True),
        )
        return NoteRow(note, texts, fold("\n".join((*texts, *note.points))))

    def points(self, ids: Iterable[PointId]) -> list[Point]:
        """Return those of some points that are in the profile."""
        return [self._points[name] for name in ids if name in self._points]

    def point_text(self, point_id: PointId) -> str:
        """Return the name of a point; of one that is not in the profile its id."""
        point = self._points.get(point_id)
        return str(point_id) if point is None else point.name.in_language(language())

    def time(self, note: Annotation) -> str:
        """Return the moment, or the begin and the end of the span."""
        start = time_text(note.start_us, self.zone, with_date=True)
        if note.end_us == note.start_us:
            return start
        end = time_text(note.end_us, self.zone, with_date=True)
        is_same_day = end[:_DATE_LENGTH] == start[:_DATE_LENGTH]
        return f"{start} – {end[_DATE_LENGTH + 1 :] if is_same_day else end}"

    @staticmethod
    def place(location: Location | None, points: Iterable[Point]) -> str:
        """Return the name of a place: the site of the points there, or its coordinates."""
        if location is None:
            return ""
        known = list(points)
        sites = {point.site.in_language(language()) for point in known}
        if shared_location(known) == location and len(sites) == 1:
            return sites.pop()
        number = QLocale().toString
        latitude, longitude = location.latitude, location.longitude
        return f"{number(latitude, 'f', 5)}° N, {number(longitude, 'f', 5)}° O"


def whole_city() -> str:
    """Return what a note without points is about."""
    return QCoreApplication.translate("annotations", "ganze Stadt")
