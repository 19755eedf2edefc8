"""Coordinates of any reference system become EPSG:25832 and say what their heights count from."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyproj
from pyproj.exceptions import ProjError

from twin_viewer.formats import heights as height_grids
from twin_viewer.formats.reference_names import plain_name
from twin_viewer.model.frames import CRS, Doubles, HeightReference, Reference

UNKNOWN_HEIGHTS: Final = "Die Datei nennt keinen Höhenbezug; die Höhen werden als DHHN2016 gelesen."
OTHER_HEIGHTS: Final = "Die Höhen stehen in „{0}“ und wurden unverändert übernommen."
DHHN92_HEIGHTS: Final = (
    "Die Höhen stehen in DHHN92 und wurden unverändert übernommen; "
    "sie weichen wenige Zentimeter von DHHN2016 ab."
)
NO_CRS: Final = "Die Datei nennt kein Koordinatensystem; die Zahlen passen zu EPSG:25832."
NO_CRS_FOREIGN: Final = (
    "Die Datei nennt kein Koordinatensystem, und die Zahlen passen nicht zu EPSG:25832. "
    "Die Daten werden dort gezeigt, wohin ihre Zahlen unverändert weisen; geben Sie das "
    "Koordinatensystem an."
)
BROKEN_CRS: Final = (
    "Das Koordinatensystem „{0}“ ist unbekannt oder beschädigt. "
    "Die Daten werden dort gezeigt, wohin ihre Zahlen unverändert weisen; geben Sie das "
    "Koordinatensystem an."
)
FAR_AWAY: Final = (
    "Die Daten in „{0}“ liegen außerhalb des Gebiets, das EPSG:25832 abbilden kann. "
    "Sie werden dort gezeigt, wohin ihre Zahlen unverändert weisen."
)
IN_METRES: Final = "Die Längen wurden von „{0}“ in Meter umgerechnet."
SWAPPED: Final = "Ost- und Nordwert waren vertauscht und wurden berichtigt."
PREFIX: Final = "Die Zonenkennziffer 32 vor dem Ostwert wurde weggelassen."
NO_PREFIX: Final = "Dem Ostwert fehlte die Zonenkennziffer 32; sie wurde ergänzt."
INACCURATE: Final = "Ohne das amtliche Gitter für „{0}“ kann die Lage um etwa {1} m abweichen."
LOST_POINTS: Final = "Punkte, die sich nicht umrechnen ließen: {0}."

_ZONE_PREFIX = 32e6
_ITSELF = (25832, 3044)
"""Codes of ETRS89 / UTM 32N; 3044 has the axes the other way round, which we undo anyway."""
_DHHN2016 = 7837
_DHHN92 = 5783
_REACH = ((-1.5e6, 2.5e6), (3.5e6, 8.5e6))
"""Eastings and northings for which UTM 32N still makes sense: most of Europe."""
_GERMANY = ((2.0e5, 1.0e6), (5.2e6, 6.2e6))
_HIGHEST = 1e4
_SAMPLE = 512
_GEOGRAPHIC_AXES = 3


@dataclass(frozen=True, slots=True)
class _Way:
    """How a reference system becomes EPSG:25832.

    Attributes:
        name: The system, short.
        transform: Makes (N, 2) of (N, 2), or (N, 3) of geocentric (N, 3); None where nothing
            needs to be done.
        metres: Metres in a unit of its plane; 1 for degrees.
        metres_up: Metres in a unit of its heights.
        unit: The unit of its plane.
        heights: What its heights count from.
        note: What is uncertain of the place, however good the numbers.
        height_note: What is uncertain of its heights.
        is_geocentric: True for X, Y, Z from the middle of the earth.
    """

    name: str
    transform: Callable[[Doubles], Doubles] | None
    metres: float = 1.0
    metres_up: float = 1.0
    unit: str = ""
    heights: HeightReference = HeightReference.UNKNOWN
    note: str = ""
    height_note: str = ""
    is_geocentric: bool = False


class _Ways(threading.local):
    """The ways a thread has found; PROJ's objects belong to the thread that made them."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int], _Way | None] = {}


_ways = _Ways()


def brought(
    points: Doubles, crs: str, heights: HeightReference | None = None
) -> tuple[Doubles, Reference]:
    """Bring points to EPSG:25832, order east, north; heights are kept or converted, and marked.

    Swapped axes and a missing or superfluous zone number are mended and noted. Points that cannot
    be brought here stay at their own numbers, feet become metres, and they are marked as foreign.
    A point that lies beyond what can be converted becomes NaN.

    Args:
        points: float64 (N, 3), east, north and height in the unit of `crs`.
        crs: EPSG code, compound code, URN, address, WKT; empty where the file does not say.
        heights: What the heights count from, where a person or the file says so; it goes before
            what `crs` says.

    Returns:
        Points, the same array where nothing had to be done; and what they were.
    """
    if not crs.strip():
        return _unlabelled(points, heights)
    way = _way_from(crs)
    if way is None:
        kind = heights or HeightReference.UNKNOWN
        return points, Reference(crs, kind, BROKEN_CRS.format(_short(crs)), is_foreign=True)
    placed, notes, is_foreign = _placed(points, way)
    placed, kind, height_note = _with_heights(placed, way, heights, is_foreign=is_foreign)
    return placed, Reference(way.name, kind, _joined(*notes, height_note), is_foreign)


def reference_of(crs: str) -> str | None:
    """Return the short name of a reference system such as `EPSG:25832`; None when it is broken."""
    way = _way_from(crs)
    return None if way is None else way.name


def heights_in(crs: str) -> tuple[HeightReference, float]:
    """Return what heights count from in a reference system, and how many metres their unit has."""
    way = _way_from(crs) if crs.strip() else None
    return (HeightReference.UNKNOWN, 1.0) if way is None else (way.heights, way.metres_up)


def is_utm32(crs: str) -> bool:
    """Return whether a reference system is EPSG:25832 itself, whatever it says of heights."""
    way = _way_from(crs)
    return way is not None and way.transform is None


def _unlabelled(points: Doubles, heights: HeightReference | None) -> tuple[Doubles, Reference]:
    way = _Way("", None)
    mended, notes, is_foreign = _placed(points, way, _GERMANY)
    if is_foreign:
        kind = heights or HeightReference.UNKNOWN
        return points, Reference("", kind, NO_CRS_FOREIGN, is_foreign=True)
    mended, kind, height_note = _with_heights(mended, way, heights, is_foreign=False)
    return mended, Reference("", kind, _joined(NO_CRS, *notes, height_note))


def _placed(
    points: Doubles, way: _Way, reach: tuple[tuple[float, float], tuple[float, float]] = _REACH
) -> tuple[Doubles, list[str], bool]:
    """Return points in EPSG:25832 with notes, or at their own numbers in metres and True."""
    if not len(points):
        return points, [], False
    sample = points[:: max(1, len(points) // _SAMPLE)]
    for mend, note in _MENDS[:1] if way.is_geocentric else _MENDS:
        if _is_within(_converted(mend(sample), way), reach):
            notes = [note, way.note]
            result = _converted(mend(points), way)
            lost = int(np.isinf(result[:, 0]).sum()) if way.transform else 0
            if lost:
                result[np.isinf(result[:, 0])] = np.nan
                notes.append(LOST_POINTS.format(lost))
            return result, notes, False
    note = FAR_AWAY.format(way.name)
    if way.metres == 1.0 and way.metres_up == 1.0:
        return points, [note], True
    scaled = points * (way.metres, way.metres, way.metres_up)
    return scaled, [note, IN_METRES.format(way.unit)], True


def _converted(points: Doubles, way: _Way) -> Doubles:
    if way.transform is None:
        return points
    if way.is_geocentric:
        return way.transform(points)
    plane = way.transform(points)
    up = points[:, 2:] if way.metres_up == 1.0 else points[:, 2:] * way.metres_up
    return np.hstack((plane, up))


def _is_within(points: Doubles, reach: tuple[tuple[float, float], tuple[float, float]]) -> bool:
    """Return whether most points are where they may be; single outliers decide nothing."""
    whole = points[np.isfinite(points[:, :2]).all(axis=1)]
    if 2 * len(whole) < len(points):
        return False
    east, north, height = np.median(whole, axis=0)
    (west_end, east_end), (south_end, north_end) = reach
    is_placed = west_end <= east <= east_end and south_end <= north <= north_end
    return bool(is_placed and not abs(height) > _HIGHEST)


def _with_heights(
    points: Doubles, way: _Way, given: HeightReference | None, *, is_foreign: bool
) -> tuple[Doubles, HeightReference, str]:
    kind = way.heights if given is None else given
    if is_foreign:
        return points, (given or HeightReference.UNKNOWN), ""
    if kind is not HeightReference.ELLIPSOID:
        if kind is HeightReference.UNKNOWN:
            return points, kind, UNKNOWN_HEIGHTS
        return points, kind, way.height_note if given is None else ""
    normal = height_grids.normal_heights(points)
    if normal is None:
        return points, kind, height_grids.NO_GRID.format(height_grids.GRID)
    return normal, HeightReference.DHHN2016, height_grids.CONVERTED


def _way_from(crs: str) -> _Way | None:
    key = (crs, height_grids.generation())
    if key not in _ways.known:
        _ways.known[key] = _made_way(crs)
    return _ways.known[key]


def _made_way(crs: str) -> _Way | None:
    try:
        system = pyproj.CRS.from_user_input(plain_name(crs))
        plane = system.sub_crs_list[0] if system.is_compound else system
        name = _name_of(system, plane, crs)
        if plane.is_geocentric:
            return _Way(name, _geocentric(plane), heights=_ELLIPSOID, is_geocentric=True)
        if not (plane.is_projected or plane.is_geographic):
            return None
        heights, height_note = _heights_of(system, plane)
        metres = plane.axis_info[0].unit_conversion_factor if plane.is_projected else 1.0
        up = system.axis_info[2].unit_conversion_factor if len(system.axis_info) > 2 else metres  # noqa: PLR2004 - the third axis is up
        flat = plane.to_2d()
        if flat.to_epsg() in _ITSELF:
            return _Way(name, None, heights=heights, height_note=height_note)
        transform, note = _planar(flat)
    except (ProjError, ValueError, IndexError):  # pyproj fails so where PROJ knows no way at all
        return None
    unit = plane.axis_info[0].unit_name
    return _Way(name, transform, metres, up, unit, heights, note, height_note)


_ELLIPSOID = HeightReference.ELLIPSOID


def _heights_of(system: pyproj.CRS, plane: pyproj.CRS) -> tuple[HeightReference, str]:
    if system.is_compound:
        vertical = system.sub_crs_list[1]
        code, name = vertical.to_epsg(), vertical.name
        if code == _DHHN2016 or "DHHN2016" in name:
            return HeightReference.DHHN2016, ""
        if code == _DHHN92 or "DHHN92" in name:
            return HeightReference.OTHER, DHHN92_HEIGHTS
        if "ellips" in name.lower():
            return _ELLIPSOID, ""
        return HeightReference.OTHER, OTHER_HEIGHTS.format(name)
    if len(plane.axis_info) == _GEOGRAPHIC_AXES:
        return _ELLIPSOID, ""
    return HeightReference.UNKNOWN, ""


def _planar(flat: pyproj.CRS) -> tuple[Callable[[Doubles], Doubles], str]:
    ways = height_grids.group(flat, CRS)
    transformer = pyproj.Transformer.from_crs(flat, CRS, always_xy=True)
    note = ""
    if not ways.best_available and ways.transformers:
        accuracy = ways.transformers[0].accuracy
        if accuracy > 0:
            note = INACCURATE.format(flat.name, f"{accuracy:g}".replace(".", ","))

    def transform(points: Doubles) -> Doubles:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    return transform, note


def _geocentric(system: pyproj.CRS) -> Callable[[Doubles], Doubles]:
    target = pyproj.CRS.from_user_input(CRS).to_3d()
    transformer = pyproj.Transformer.from_crs(system, target, always_xy=True)

    def transform(points: Doubles) -> Doubles:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1], points[:, 2]))

    return transform


def _name_of(system: pyproj.CRS, plane: pyproj.CRS, crs: str) -> str:
    code = system.to_epsg()
    if code is not None:
        return f"EPSG:{code}"
    parts = [part.to_epsg() for part in system.sub_crs_list]
    if parts and None not in parts:
        return "EPSG:" + "+".join(str(part) for part in parts)
    if plane.to_epsg() is not None:
        return f"EPSG:{plane.to_epsg()}"
    return system.name if system.name.lower() != "unknown" else _short(crs)


def _short(crs: str) -> str:
    line = " ".join(crs.split())
    return line if len(line) <= 60 else line[:57] + "…"  # noqa: PLR2004 - a line of a table


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _as_is(points: Doubles) -> Doubles:
    return points


def _swapped(points: Doubles) -> Doubles:
    return np.ascontiguousarray(points[:, (1, 0, 2)])


def _shifted(metres: float) -> Callable[[Doubles], Doubles]:
    return lambda points: points + np.array((metres, 0.0, 0.0))


_MENDS: Final[tuple[tuple[Callable[[Doubles], Doubles], str], ...]] = (
    (_as_is, ""),
    (_swapped, SWAPPED),
    (_shifted(-_ZONE_PREFIX), PREFIX),
    (lambda points: _swapped(points) - (_ZONE_PREFIX, 0.0, 0.0), f"{SWAPPED} {PREFIX}"),
    (_shifted(_ZONE_PREFIX), NO_PREFIX),
)
"""What is tried until the points lie where they may, and what is said of it."""
