"""Shapes are checked before they are drawn: on the earth, in the city, sound, not too many places.

Everything here is bounded in time: what a hostile shape would make last for minutes (mending a
polygon whose edges all cross) is not begun, and that is said.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from app.domain.maps import Box
from app.domain.points import Location
from app.services.maps.crs import coordinate_texts
from app.services.maps.files.features import Features
from app.services.maps.files.results import FaultKind, Watch
from app.services.maps.files.shapes import Array, rebuilt

MOST_VERTICES: Final = 300_000
"""Beyond that shapes are drawn simpler than they are."""
MOST_CHECKED: Final = 50_000
"""Areas with more vertices are not looked through for crossing edges: that takes the square."""
MOST_CROSSINGS: Final = 10_000
"""Areas whose edges meet more often are not mended: that takes worse than the square."""

BATCH: Final = 20_000
"""Vertices that are worked on in one go."""
_MOST_NOTES: Final = 50
"""When more features lie outside of the city, only their number is told."""
_FEW: Final = 64
"""Shapes with no more vertices than that are never simplified."""
_FINEST: Final = 2.0**-17
_ROUNDS: Final = 10
_PAIRS: Final = 1_000_000
"""Pairs of edges compared in one go, at worst."""
_POSITION: Final = re.compile(r"\[(-?[\d.e+-]+) (-?[\d.e+-]+)\]")
_REASONS: Final = {
    "Self-intersection": "Der Umriss der Fläche überschneidet sich selbst.",
    "Ring Self-intersection": "Der Umriss der Fläche berührt sich selbst.",
    "Hole lies outside shell": "Ein Loch der Fläche liegt außerhalb ihres Umrisses.",
    "Holes are nested": "Löcher der Fläche liegen ineinander.",
    "Nested shells": "Teile der Fläche liegen ineinander.",
    "Interior is disconnected": "Das Innere der Fläche hängt nicht zusammen.",
    "Duplicate Rings": "Ein Umriss der Fläche kommt doppelt vor.",
    "Too few points in geometry component": "Ein Umriss der Fläche hat zu wenige Ecken.",
}


def batches(shapes: Sequence[BaseGeometry], most: int = BATCH) -> Iterator[slice]:
    """Give runs of shapes with no more vertices than `most` together, single ones excepted."""
    if not shapes:
        return
    ends = np.cumsum(shapely.get_num_coordinates(as_array(shapes)))
    start = done = 0
    while start < len(shapes):
        stop = max(int(np.searchsorted(ends, done + most, side="right")), start + 1)
        yield slice(start, stop)
        start, done = stop, int(ends[stop - 1])


def as_array(shapes: Sequence[BaseGeometry]) -> npt.NDArray[Any]:
    """Return shapes as the array that shapely works on."""
    result = np.empty(len(shapes), dtype=object)
    result[:] = shapes
    return result


def kept_on_earth(features: Features, before: Array, watch: Watch) -> Features:
    """Leave out what does not lie on the earth.

    Args:
        features: Features in WGS 84.
        before: The middles of them in the coordinates of the file, to name them.
        watch: Told the progress.
    """
    bounds: Array = shapely.bounds(as_array(features.shapes))
    watch.step(0.5)
    with np.errstate(invalid="ignore"):
        good: npt.NDArray[np.bool_] = np.asarray(
            np.isfinite(bounds).all(axis=1)
            & (np.abs(bounds[:, [0, 2]]) <= 180).all(axis=1)  # noqa: PLR2004 - degrees
            & (np.abs(bounds[:, [1, 3]]) <= 90).all(axis=1)  # noqa: PLR2004 - degrees
        )
    if good.all():
        return features
    lost = np.flatnonzero(~good).tolist()
    if len(lost) > _MOST_NOTES:
        features.faults.note_file(
            f"{len(lost)} von {len(good)} Objekten liegen außerhalb der Erde und fehlen.",
            "Bitte das Koordinatensystem prüfen.",
            FaultKind.LEFT_OUT,
        )
    for number in lost if len(lost) <= _MOST_NOTES else ():
        x, y = before[number]
        features.faults.add(
            features.rows[number], features.names[number], f"{x:.6g} / {y:.6g}",
            "Die Koordinaten liegen außerhalb der Erde.",
            "Bitte die Koordinaten oder das Koordinatensystem prüfen.", FaultKind.LEFT_OUT,
        )  # fmt: skip
    keep = np.flatnonzero(good).tolist()
    features.shapes = [features.shapes[number] for number in keep]
    features.rows = [features.rows[number] for number in keep]
    features.names = [features.names[number] for number in keep]
    features.properties = [features.properties[number] for number in keep]
    return features


def note_outside(features: Features, box: Box) -> None:
    """Note which features do not lie in the city, and where only the axes are swapped."""
    if not features.shapes:
        return
    west, south, east, north = shapely.bounds(as_array(features.shapes)).T
    apart = (west > box.east) | (east < box.west) | (south > box.north) | (north < box.south)
    numbers = np.flatnonzero(apart).tolist()
    if len(numbers) > _MOST_NOTES:
        features.faults.note_file(
            f"{len(numbers)} von {len(features.shapes)} Objekten liegen außerhalb der Stadt.",
            "Bitte das Koordinatensystem und die Datei prüfen; gezeigt werden alle.",
        )
        return
    for number in numbers:
        longitude, latitude = (west + east)[number] / 2, (south + north)[number] / 2
        is_swapped = box.holds(latitude, longitude)
        reason, remedy = (
            ("Länge und Breite sind vertauscht.", "Bitte die Koordinaten in der Quelle tauschen.")
            if is_swapped
            else ("Das Objekt liegt außerhalb der Stadt.", "Bitte prüfen, ob es dazugehört.")
        )
        features.faults.add(
            features.rows[number], features.names[number],
            coordinate_texts(Location(float(longitude), float(latitude)))[0],
            reason, remedy, FaultKind.NOTE,
        )  # fmt: skip


def mend(features: Features, watch: Watch) -> None:
    """Put areas right whose edges cross, and note those that cannot be."""
    for run in batches(features.shapes):
        watch.step(run.start / len(features.shapes))
        shapes = as_array(features.shapes[run])
        is_area = shapely.get_dimensions(shapes) == 2  # noqa: PLR2004 - an area
        if not is_area.any():
            continue
        if len(shapes) == 1 and shapely.get_num_coordinates(shapes[0]) > MOST_CHECKED:
            _note(
                features, run.start, "",
                f"Die Fläche hat mehr als {MOST_CHECKED} Stützpunkte; sie wurde nicht auf "
                "Überschneidungen geprüft.", "Bitte bei Gelegenheit vereinfachen.",
            )  # fmt: skip
            continue
        for number in np.flatnonzero(is_area & ~shapely.is_valid(shapes)).tolist():
            watch.step(run.start / len(features.shapes))
            _mend_one(features, run.start + number, watch)


def _mend_one(features: Features, number: int, watch: Watch) -> None:
    shape = features.shapes[number]
    text = str(shapely.is_valid_reason(shape))
    found = _POSITION.search(text)
    place = coordinate_texts(Location(float(found[1]), float(found[2])))[0] if found else ""
    kind = text.partition("[")[0].strip()
    reason = _REASONS.get(kind, "Die Fläche ist in sich widersprüchlich.")
    mended = None
    if not _crosses_often(shape, watch):
        try:
            mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
        except GEOSException:
            mended = None
    if mended is None or shapely.is_empty(mended):
        _note(features, number, place, reason, "Bitte in der Quelle berichtigen.")
        return
    features.shapes[number] = mended
    features.faults.add(
        features.rows[number], features.names[number], place, reason,
        "Sie wurde für die Anzeige berichtigt; bitte auch in der Quelle berichtigen.",
        FaultKind.MENDED,
    )  # fmt: skip


def _note(features: Features, number: int, place: str, reason: str, remedy: str) -> None:
    features.faults.add(
        features.rows[number], features.names[number], place, reason, remedy, FaultKind.NOTE
    )


def _crosses_often(shape: BaseGeometry, watch: Watch) -> bool:
    """Tell whether so many edges cross or touch that mending would take too long."""
    if int(shapely.get_num_coordinates(shape)) ** 2 < 2 * MOST_CROSSINGS:
        return False
    places, owners = shapely.get_coordinates(as_array(list(_rings(shape))), return_index=True)
    is_edge = owners[1:] == owners[:-1]
    edges = shapely.linestrings(np.stack([places[:-1], places[1:]], axis=1)[is_edge])
    tree = shapely.STRtree(edges)
    # Each edge meets itself and its two neighbours; every other meeting is found from both sides.
    meetings = -3 * len(edges)
    step = max(1, _PAIRS // len(edges))
    for start in range(0, len(edges), step):
        watch.step(0.0)
        part = edges[start : start + step]
        meetings += tree.query(part, predicate="intersects").shape[1]
        if meetings > 2 * MOST_CROSSINGS:
            return True
    return False


def _rings(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    for area in shapely.get_parts(shape):
        yield from shapely.get_rings(area)


def thin_out(features: Features, watch: Watch) -> None:
    """Draw shapes simpler when there are too many vertices altogether.

    Of vertices that lie together in one cell of a grid only the first one stays; the grid is as
    coarse as it must be. That takes one pass however the shape looks; the usual way (Douglas and
    Peucker) takes the square of the number of vertices for shapes made to hurt.
    """
    counts = shapely.get_num_coordinates(as_array(features.shapes))
    total = int(counts.sum())
    if total <= MOST_VERTICES:
        return
    large = np.flatnonzero(counts > _FEW).tolist()
    fixed = total - int(counts[large].sum())
    bounds = shapely.total_bounds(as_array(features.shapes))
    cell = float(max(bounds[2] - bounds[0], bounds[3] - bounds[1], 1e-9)) * _FINEST
    for attempt in range(_ROUNDS):
        watch.step(attempt / _ROUNDS / 2)
        kept = sum(
            int(_kept(shapely.get_coordinates(features.shapes[number]), cell).sum())
            for number in large
        )
        if fixed + kept <= MOST_VERTICES:
            break
        cell *= 2
    change = _thinner(cell)
    for place, number in enumerate(large):
        watch.step(0.5 + place / len(large) / 2)
        features.shapes[number] = rebuilt(features.shapes[number], change)
    left = int(shapely.get_num_coordinates(as_array(features.shapes)).sum())
    metres = cell * 111_000
    features.faults.note_file(
        f"Die Datei hat {total} Stützpunkte; für die Anzeige wurden sie auf {left} vereinfacht "
        f"(auf etwa {metres:.1f} m genau).",
        "Für genaue Umrisse bitte auf das Stadtgebiet zuschneiden, oder als PMTiles ausgeben.",
    )


def _kept(places: Array, cell: float) -> npt.NDArray[np.bool_]:
    """Return which places begin a new cell of the grid; both ends always stay."""
    result = np.ones(len(places), bool)
    cells = np.floor(places / cell)
    is_new = cells[1:-1] != cells[:-2]
    result[1:-1] = is_new[:, 0] | is_new[:, 1]  # twenty times as fast as any(axis=1)
    return result


def _thinner(cell: float) -> Callable[[Array], Array]:
    def thinner(places: Array) -> Array:
        if len(places) <= _FEW // 8:
            return places
        keep = np.flatnonzero(_kept(places, cell))
        if len(keep) < 4:  # noqa: PLR2004 - a ring would be lost
            keep = np.linspace(0, len(places) - 1, 5).astype(np.int64)
        return places[keep]

    return thinner
