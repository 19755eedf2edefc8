"""A record in words, and what a list must know of its columns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.annotations import shared_location
from app.domain.cities import City
from app.domain.points import Location, Point, PointId
from widgets.folding import fold
from widgets.texts import language


class Record(Protocol):
    """Something a person wrote to the city's course."""

    @property
    def id(self) -> str:
        """Permanent name."""
        ...

    @property
    def text(self) -> str:
        """What was written."""
        ...

    @property
    def created_us(self) -> int:
        """When it was written, µs UTC."""
        ...

    @property
    def points(self) -> tuple[PointId, ...]:
        """The points it is about."""
        ...

    @property
    def location(self) -> Location | None:
        """The place it is about, when there is one."""
        ...


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class RecordRow(Generic[R]):
    """One row of a list.

    Attributes:
        record: The record.
        texts: The text of each column.
        folded: All of it, for the search.
    """

    record: R
    texts: tuple[str, ...]
    folded: str


@dataclass(frozen=True, slots=True)
class RecordColumns(Generic[R]):
    """The columns of a list, and where in them the common parts stand.

    Attributes:
        every: All columns in their first order, numbered from 0.
        title: Says the heading of one.
        widths: First widths in widths of the digit 0; the text takes what the others leave.
        hidden: Columns that are hidden at first.
        fixed: Columns that cannot be hidden.
        time: Column of the time, by which the list is sorted at first.
        written: Column that tells when it was written.
        text: Column of the text.
        time_of: Tells of a record when it was, µs UTC.
    """

    every: Sequence[IntEnum]
    title: Callable[[Any], str]
    widths: Mapping[Any, float]
    time: IntEnum
    written: IntEnum
    text: IntEnum
    time_of: Callable[[R], int]
    hidden: frozenset[Any] = field(default_factory=frozenset)
    fixed: frozenset[Any] = field(default_factory=frozenset)


class RecordWording(Generic[R]):
    """Turns records into words.

    Args:
        city: The profile; None while there is none.
    """

    def __init__(self, city: City | None) -> None:
        self.zone = "UTC" if city is None else city.time_zone
        self._points = {} if city is None else {point.id: point for point in city.points}

    def texts(self, record: R) -> tuple[str, ...]:
        """Return the text of each column."""
        raise NotImplementedError

    def row(self, record: R) -> RecordRow[R]:
        """Return a record as a row."""
        texts = self.texts(record)
        return RecordRow(record, texts, fold("\n".join((*texts, *record.points))))

    def points(self, ids: Iterable[PointId]) -> list[Point]:
        """Return those of some points that are in the profile."""
        return [self._points[name] for name in ids if name in self._points]

    def point_text(self, point_id: PointId) -> str:
        """Return the name of a point; of one that is not in the profile its id."""
        point = self._points.get(point_id)
        return str(point_id) if point is None else point.name.in_language(language())

    def place_of(self, record: R) -> str:
        """Return the name of the place a record is about."""
        return self.place(record.location, self.points(record.points))

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
    """Return what a record without points is about."""
    return QCoreApplication.translate("annotations", "ganze Stadt")
