"""GeoJSON geometries, as strangers write them, become shapes; what does not is named."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Array = npt.NDArray[np.float64]

# Typed as making one or many; here each makes one.
_lines: Final[Any] = shapely.linestrings
_rings: Final[Any] = shapely.linearrings
_polygons: Final[Any] = shapely.polygons
_points_at: Final[Any] = shapely.points
_multipoints: Final[Any] = shapely.multipoints

_DEEPEST: Final = 8
"""Collections inside collections."""
_RING: Final = 4
"""The fewest places of a ring, the first of them repeated at the end."""
_SIMPLE: Final = {
    "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon",
}  # fmt: skip
TYPES: Final = frozenset(_SIMPLE | {"GeometryCollection"})
"""The types of geometries there are."""


class UnusableError(ValueError):
    """A shape, or a part of one, cannot be drawn.

    Attributes:
        reason: Why.
        place: Where in the geometry.
        remedy: What a person can do.
    """

    def __init__(self, reason: str, remedy: str, place: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.place = place


@dataclass(slots=True)
class Made:
    """What became of a geometry.

    Attributes:
        shapes: What is drawn; more than one where a collection was taken apart.
        mended: What was put right: place, reason, remedy.
        has_heights: True when a third coordinate was dropped.
    """

    shapes: list[BaseGeometry] = field(default_factory=list)
    mended: list[tuple[str, str, str]] = field(default_factory=list)
    has_heights: bool = False


def shapes_of(geometry: object) -> Made:
    """Return the shapes of a geometry.

    Raises:
        UnusableError: There is nothing to draw; it says why.
    """
    made = Made()
    _add(geometry, made, 0)
    if not made.shapes and made.mended:
        place, reason, remedy = made.mended[-1]
        raise UnusableError(reason, remedy, place)
    if not made.shapes:
        raise _empty()
    return made


def _empty(place: str = "") -> UnusableError:
    return UnusableError(
        "Die Geometrie ist leer.", "Bitte das Objekt ergänzen oder aus der Datei nehmen.", place
    )


def _add(geometry: object, made: Made, depth: int) -> None:
    if geometry is None:
        raise UnusableError(
            "Das Objekt hat keine Geometrie.", "Bitte seine Lage ergänzen; es fehlt auf der Karte."
        )
    if not isinstance(geometry, dict):
        raise UnusableError(
            "Die Geometrie ist kein Objekt mit „type“ und „coordinates“.",
            "Bitte die Datei mit einem GIS-Programm neu ausgeben.",
        )
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        _add_collection(geometry, made, depth)
        return
    if not isinstance(kind, str) or kind not in _SIMPLE:
        shown = kind if isinstance(kind, str) else "ohne Namen"
        raise UnusableError(
            f"Die Geometrieart „{shown[:40]}“ ist unbekannt.",
            "Bitte in Punkte, Linien oder Flächen umwandeln.",
        )
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list | np.ndarray):
        raise UnusableError(
            "Die Koordinaten fehlen oder sind keine Liste.",
            "Bitte die Datei mit einem GIS-Programm neu ausgeben.",
        )
    if not len(coordinates):
        raise _empty()
    made.shapes.append(_MAKERS[kind](coordinates, made))


def _add_collection(geometry: dict[str, Any], made: Made, depth: int) -> None:
    parts = geometry.get("geometries")
    if not isinstance(parts, list) or depth >= _DEEPEST:
        raise UnusableError(
            "Die Sammlung von Geometrien ist falsch verschachtelt.",
            "Bitte in einfache Geometrien zerlegen.",
        )
    for number, part in enumerate(parts, 1):
        try:
            _add(part, made, depth + 1)
        except UnusableError as problem:
            place = f"Teil {number}" + (f", {problem.place}" if problem.place else "")
            made.mended.append((place, problem.reason, problem.remedy))
    if depth == 0 and len(made.shapes) > 1:
        made.mended.append(
            (
                "",
                f"Die Sammlung wurde in {len(made.shapes)} Objekte zerlegt.",
                "Es ist nichts zu tun; die Eigenschaften stehen an jedem Teil.",
            )
        )


def _positions(value: object, made: Made, place: str = "") -> Array:
    """Return places as two columns."""
    array = _as_array(value, place)
    if array.shape[1] > 2:  # noqa: PLR2004 - longitude and latitude
        made.has_heights = True
        array = array[:, :2]
    is_good = np.isfinite(array).all(axis=1)
    if not is_good.all():
        number = int(np.argmin(is_good)) + 1
        raise UnusableError(
            "Eine Koordinate ist keine endliche Zahl (NaN oder Infinity).",
            "Bitte die Koordinate berichtigen.",
            _joined(place, f"Stützpunkt {number}"),
        )
    return array


def _as_array(value: object, place: str) -> Array:
    if isinstance(value, np.ndarray):
        return value
    try:
        rows = msgspec.convert(value, list[list[float]])
    except msgspec.ValidationError as error:
        raise _wrong(value, place) from error
    width = min(map(len, rows), default=2)
    if width < 2:  # noqa: PLR2004 - x and y
        number = next(number for number, row in enumerate(rows, 1) if len(row) < 2)  # noqa: PLR2004 - x, y
        raise UnusableError(
            "Einer Koordinate fehlt die zweite Zahl.",
            "Bitte die Koordinate berichtigen.",
            _joined(place, f"Stützpunkt {number}"),
        )
    width = min(width, 3) if width == max(map(len, rows), default=2) else 2
    return np.array([row[:width] for row in rows], dtype=np.float64).reshape(-1, width)


def _wrong(value: object, place: str) -> UnusableError:
    """Return what is wrong with something that should be places."""
    rows = value if isinstance(value, list) else []
    if any(isinstance(row, list) and any(isinstance(one, list) for one in row) for row in rows):
        return _nested(place)
    for number, row in enumerate(rows, 1):
        if isinstance(row, list) and any(
            isinstance(one, bool) or not isinstance(one, int | float) for one in row
        ):
            return UnusableError(
                "Eine Koordinate ist keine Zahl.",
                "Bitte die Koordinate berichtigen; Zahlen stehen ohne Anführungszeichen.",
                _joined(place, f"Stützpunkt {number}"),
            )
    return _nested(place)


def _nested(place: str) -> UnusableError:
    return UnusableError(
        "Die Koordinaten sind falsch verschachtelt.",
        "Bitte die Datei mit einem GIS-Programm neu ausgeben.",
        place,
    )


def _joined(first: str, second: str) -> str:
    return f"{first}, {second}" if first else second


def _point(value: Any, made: Made, place: str = "") -> BaseGeometry:
    if isinstance(value, np.ndarray):
        raise _nested(place)
    # Most files are points, and have many of them: the plain ones go the short way.
    if len(value) == 2 and type(value[0]) is float and type(value[1]) is float:  # noqa: PLR2004 - x, y
        x, y = value
        if math.isfinite(x) and math.isfinite(y):
            shape: BaseGeometry = _points_at(x, y)
            return shape
    return shapely.Point(_positions([value], made, place)[0])


def _points(value: Any, made: Made) -> BaseGeometry:
    shape: BaseGeometry = _multipoints(_positions(value, made))
    return shape


def _line(value: Any, made: Made, place: str = "") -> BaseGeometry:
    places = _positions(value, made, place)
    if len(places) < 2:  # noqa: PLR2004 - both ends
        raise UnusableError(
            "Eine Linie hat weniger als zwei Stützpunkte.",
            "Bitte die Linie ergänzen oder aus der Datei nehmen.",
            place,
        )
    shape: BaseGeometry = _lines(places)
    return shape


def _ring(value: Any, made: Made, place: str) -> BaseGeometry:
    places = _positions(value, made, place)
    if not len(places):
        raise _empty(place)
    is_open = not np.array_equal(places[0], places[-1])
    if len(places) + is_open < _RING:
        raise UnusableError(
            "Der Umriss einer Fläche hat weniger als drei Ecken.",
            "Bitte die Fläche ergänzen oder aus der Datei nehmen.",
            place,
        )
    if is_open:
        places = np.concatenate([places, places[:1]])
        made.mended.append(
            (
                place,
                "Der Umriss einer Fläche war nicht geschlossen; sein Anfang wurde angefügt.",
                "Bitte bei Gelegenheit in der Quelle schließen.",
            )
        )
    shape: BaseGeometry = _rings(places)
    return shape


def _area(value: Any, made: Made, place: str = "") -> BaseGeometry:
    if isinstance(value, np.ndarray):
        raise _nested(place)
    rings: list[BaseGeometry] = []
    for number, part in enumerate(value, 1):
        where = _joined(place, f"Ring {number}")
        if not isinstance(part, list | np.ndarray):
            raise _nested(where)
        try:
            rings.append(_ring(part, made, where))
        except UnusableError as problem:
            if number == 1:
                raise
            made.mended.append((where, problem.reason, problem.remedy))
    if not rings:
        raise _empty(place)
    return polygon_of(rings)


def polygon_of(rings: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return the area of an outline and its holes."""
    shape: BaseGeometry = _polygons(rings[0], holes=list(rings[1:]) or None)
    return shape


def _many(
    make: Callable[[Any, Made, str], BaseGeometry],
    join: Any,
) -> Callable[[Any, Made], BaseGeometry]:
    """Return what makes a shape of several parts, leaving out the parts that are unusable."""

    def made_of(value: Any, made: Made) -> BaseGeometry:
        if isinstance(value, np.ndarray):
            raise _nested("")
        parts: list[BaseGeometry] = []
        problems: list[UnusableError] = []
        for number, part in enumerate(value, 1):
            place = f"Teil {number}"
            try:
                if not isinstance(part, list | np.ndarray):
                    raise _nested(place)
                if not len(part):
                    raise _empty(place)
                parts.append(make(part, made, place))
            except UnusableError as problem:
                problems.append(problem)
        if not parts:
            raise problems[0]
        made.mended += [(one.place, one.reason, one.remedy) for one in problems]
        shape: BaseGeometry = join(parts)
        return shape

    return made_of


_MAKERS: Final[dict[str, Callable[[Any, Made], BaseGeometry]]] = {
    "Point": _point,
    "LineString": _line,
    "Polygon": _area,
    "MultiPoint": _points,
    "MultiLineString": _many(_line, shapely.multilinestrings),
    "MultiPolygon": _many(_area, shapely.multipolygons),
}


def rebuilt(shape: BaseGeometry, change: Callable[[Array], Array]) -> BaseGeometry:
    """Return a shape with its places changed, line by line, ring by ring.

    `shapely.transform` would hold the interpreter for all places of a large shape at once.
    """
    match shape.geom_type:
        case "Polygon":
            rings = [_rings(change(shapely.get_coordinates(ring))) for ring in rings_of(shape)]
            return polygon_of(rings)
        case "MultiPolygon" | "MultiLineString" | "MultiPoint":
            parts = [rebuilt(part, change) for part in shapely.get_parts(shape)]
            return _JOINERS[shape.geom_type](parts)
        case "LineString" | "LinearRing":
            line: BaseGeometry = _lines(change(shapely.get_coordinates(shape)))
            return line
        case _:
            return shapely.transform(shape, change)


_JOINERS: Final[dict[str, Callable[[Any], BaseGeometry]]] = {
    "MultiPolygon": shapely.multipolygons,
    "MultiLineString": shapely.multilinestrings,
    "MultiPoint": shapely.multipoints,
}


def rings_of(area: Any) -> Iterator[Any]:
    """Give the outline of a polygon, then its holes."""
    yield shapely.get_exterior_ring(area)
    for number in range(shapely.get_num_interior_rings(area)):
        yield shapely.get_interior_ring(area, number)
