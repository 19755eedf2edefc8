"""Where a record is: its own geometry, its coordinates, or those of what it belongs to.

A route has a course; a duct and a cable have that of their route, a cable without one the straight
line between its sites. Everything else is a point: its own, else that of its site or address.
Places are EPSG:25832, as the inventory keeps them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from app.domain.inventory.fields import FieldType, Kind, Publication, Value
from app.domain.inventory.generalising import generalised
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import resolve
from app.domain.inventory.publications import Fate, class_of, class_of_path, may_show
from app.services.inventory.exports.columns import Guard, Reading

Shape = Any
"""A geometry of shapely."""

_THROUGH: Final = ("route", "site", "address", "rack", "asset", "closure", "from_site")
"""References through which a record has a place, the nearest first."""
_DEEP: Final = 2
"""Through so many of them."""
_ENDS: Final = ("a_site", "b_site")
_SITE: Final = "site"


@dataclass(frozen=True, slots=True)
class Source:
    """One way to a place.

    Attributes:
        places: Where its values stand in a row: WKT; or easting and northing; or those of two ends.
        guards: Records it is reached through.
        is_open: False when the class of its fields forbids the exact place.
    """

    places: tuple[int, ...]
    guards: tuple[Guard, ...]
    is_open: bool

    def values(self, row: tuple[Value, ...]) -> tuple[Value, ...] | None:
        """Return its values, None unless all of them are there."""
        found = tuple(row[place] for place in self.places)
        return found if all(one is not None and one != "" for one in found) else None

    def may_show(self, row: tuple[Value, ...], target: Publication) -> bool:
        """Tell whether the exact place may be shown."""
        return self.is_open and all(
            may_show(target, class_of(guard.kind, row[guard.place])) for guard in self.guards
        )


def has_place(kind: Kind) -> bool:
    """Tell whether records of a kind can have a place at all."""
    return any(True for _ in _ways(kind))


def sources(reading: Reading, target: Publication) -> list[Source]:
    """Return the ways to a place for the kind that is read, the best first."""
    return [_source(reading, paths, target) for paths in _ways(KINDS[reading.kind])]


def _ways(kind: Kind) -> Iterator[tuple[str, ...]]:
    """Yield the paths of each way to a place: one of WKT, two of a point, four of two ends."""
    yield from _own(kind, "")
    waiting = [(kind, "", 0)]
    while waiting:
        here, before, deep = waiting.pop(0)
        for name in _THROUGH:
            if deep < _DEEP and here.has_field(name):
                target = KINDS[here.field(name).target]
                yield from _own(target, f"{before}{name}.")
                waiting.append((target, f"{before}{name}.", deep + 1))
    if all(kind.has_field(name) for name in _ENDS):
        yield tuple(f"{end}.{axis}" for end in _ENDS for axis in ("east", "north"))


def _own(kind: Kind, before: str) -> Iterator[tuple[str, ...]]:
    # An outline in a floor plan is a geometry as well, but no place on the earth.
    if kind.has_field("geometry") and kind.field("geometry").type is FieldType.GEOMETRY:
        yield (f"{before}geometry",)
    if kind.has_field("east") and kind.has_field("north"):
        yield f"{before}east", f"{before}north"


def _source(reading: Reading, paths: tuple[str, ...], target: Publication) -> Source:
    found = [resolve(reading.kind, path) for path in paths]
    guards = {guard for path in found for guard in reading.guards(path)}
    if KINDS[reading.kind].has_field(_SITE):
        # Coordinates of one's own would give away where a confidential site is.
        guards.update(reading.guards(resolve(reading.kind, _SITE)))
    return Source(
        tuple(reading.place(path) for path in paths),
        tuple(sorted(guards, key=lambda guard: guard.place)),
        all(may_show(target, class_of_path(path)) for path in found),
    )


def shapes(
    rows: Sequence[tuple[Value, ...]],
    fates: Sequence[Fate],
    ways: Sequence[Source],
    target: Publication,
) -> list[Shape | None]:
    """Return where records are; None for those without a place that may be shown.

    Points whose exact place may not be shown are left out, lines are generalised.

    Args:
        rows: What was read.
        fates: What becomes of each record.
        ways: The ways to a place.
        target: Class of the file.
    """
    found: list[Shape | None] = [None] * len(rows)
    spots: list[tuple[int, float, float]] = []
    for number, (row, what) in enumerate(zip(rows, fates, strict=True)):
        for way in ways:
            values = way.values(row)
            if values is None:
                continue
            is_exact = what is Fate.WHOLE and way.may_show(row, target)
            if len(values) == 2:  # noqa: PLR2004 - easting and northing
                if is_exact:
                    spots.append((number, float(values[0] or 0), float(values[1] or 0)))
            else:
                found[number] = _line(values, None if is_exact else target)
            break
    if spots:
        numbers, easts, norths = zip(*spots, strict=True)
        for number, point in zip(numbers, shapely.points(easts, norths), strict=True):
            found[number] = point
    return found


def _line(values: tuple[Value, ...], target: Publication | None) -> Shape | None:
    """Return a geometry of WKT or between two ends; generalised for a target that is given."""
    shape: Shape
    if len(values) == 1:
        shape = shapely.from_wkt(str(values[0]), on_invalid="ignore")
    else:
        numbers = [float(one or 0) for one in values]
        shape = shapely.linestrings([numbers[:2], numbers[2:]])
    if shape is None or shape.is_empty:
        return None
    shape = shapely.force_2d(shape)
    return shape if target is None else _coarse(shape, target)


def _coarse(shape: Shape, target: Publication) -> Shape | None:
    """Return a line made coarse; None for what is no line: its place is not to be shown."""
    parts = shapely.get_parts(shape)
    if any(part.geom_type != "LineString" for part in parts):
        return None
    done = [generalised(shapely.get_coordinates(part), target) for part in parts]
    lines: list[Shape] = [shapely.linestrings(one) for one in done if len(one) > 1]
    if not lines:
        return shapely.points(np.asarray(done[0][0]))
    return lines[0] if len(lines) == 1 else shapely.multilinestrings(lines)
