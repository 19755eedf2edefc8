"""Scans of terrestrial scanners in E57 (ASTM E2807): every scan with its pose, in blocks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.formats.references import brought
from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Doubles

NO_E57: Final = (
    "Die Datei ist keine lesbare E57-Datei; sie ist beschädigt oder endet mittendrin. Laden Sie "
    "sie bitte noch einmal herunter."
)
BROKEN_SCAN: Final = "Diese Aufnahme ist beschädigt; ihre restlichen Punkte fehlen im Bild."
NO_PLACE: Final = "Diese Aufnahme hat keine Koordinaten und fehlt im Bild."
NO_SCAN: Final = "Die Datei enthält keine Punkte. Bitte prüfen Sie, ob es die richtige Datei ist."

BLOCK: Final = 50_000
"""Points of a block: a call that decodes them holds the interpreter's lock only shortly."""

_CARTESIAN: Final = ("cartesianX", "cartesianY", "cartesianZ")
_SPHERICAL: Final = ("sphericalRange", "sphericalAzimuth", "sphericalElevation")
_INVALID: Final = ("cartesianInvalidState", "sphericalInvalidState")
_COLORS: Final = ("colorRed", "colorGreen", "colorBlue")
_FULL: Final = float(np.iinfo(np.uint16).max)


def read_e57(path: Path) -> Iterator[PointCloud]:
    """Yield the points of all scans of a file in blocks of at most 50,000, placed by their poses.

    Never raises for broken content: what is broken is in the faults of the last block.

    Raises:
        OSError: If the file cannot be opened.
    """
    import pye57  # noqa: PLC0415 - heavy, only in threads

    with path.open("rb"):
        pass  # an OSError that says which file, where libE57 knows only that it failed
    try:
        file = pye57.E57(str(path))
    except _errors():
        yield _nothing(Fault(path.name, "", NO_E57, is_fatal=True))
        return
    faults: list[Fault] = []
    try:
        shown = 0
        for number in range(file.scan_count):
            for cloud in _scan(file, number, path.name, faults):
                shown += len(cloud.points)
                yield cloud
        if not shown:
            faults.append(Fault(path.name, "", NO_SCAN, is_fatal=True))
        if faults:
            yield _nothing(*faults)
    finally:
        file.close()


def _scan(file: Any, number: int, name: str, faults: list[Fault]) -> Iterator[PointCloud]:
    """Yield the blocks of one scan."""
    try:
        header = file.get_header(number)
        there = set(header.point_fields)
        place = next((kind for kind in (_CARTESIAN, _SPHERICAL) if there.issuperset(kind)), None)
        if place is None:
            faults.append(Fault(name, str(number + 1), NO_PLACE))
            return
        wanted = [*place, *(each for each in (*_INVALID, "intensity") if each in there)]
        if there.issuperset(_COLORS):
            wanted += _COLORS
        crs, intensity = _crs_of(file), _Intensity(header)
        for data in _blocks(file, header, wanted):
            points = _posed(_cartesian(data, place), header)
            placed, reference = brought(points, crs)
            colors = None
            if _COLORS[0] in data:
                colors = np.stack([data[each] for each in _COLORS], axis=1).astype(np.uint8)
            strength = intensity.scaled(data["intensity"]) if "intensity" in data else None
            yield PointCloud(placed, colors, strength, None, reference)
    except _errors():
        faults.append(Fault(name, str(number + 1), BROKEN_SCAN))


def _blocks(file: Any, header: Any, wanted: list[str]) -> Iterator[dict[str, NDArray[Any]]]:
    """Yield the valid points of a scan as arrays that are nobody else's."""
    if not header.point_count:
        return
    data, buffers = file.make_buffers(wanted, min(BLOCK, header.point_count))
    reader = header.points.reader(buffers)
    try:
        while count := reader.read():
            is_valid = np.ones(count, np.bool_)
            for state in _INVALID:
                if state in data:
                    is_valid &= data[state][:count] == 0
            yield {each: values[:count][is_valid] for each, values in data.items()}
    finally:
        reader.close()


def _cartesian(data: dict[str, NDArray[Any]], place: tuple[str, ...]) -> Doubles:
    first, second, third = (data[each].astype(np.float64) for each in place)
    if place is _CARTESIAN:
        return np.stack([first, second, third], axis=1)
    flat = first * np.cos(third)
    return np.stack([flat * np.cos(second), flat * np.sin(second), first * np.sin(third)], axis=1)


def _posed(points: Doubles, header: Any) -> Doubles:
    """Return points of a scanner where it stood."""
    if not header.has_pose():
        return points
    turned: Doubles = points @ np.asarray(header.rotation_matrix, np.float64).T
    turned += np.asarray(header.translation, np.float64)
    return turned


class _Intensity:
    """Makes 16 bits of the intensity of a scan, whose scale every scanner chooses itself."""

    def __init__(self, header: Any) -> None:
        self._low, self._high = 0.0, 0.0
        if header.node.isDefined("intensityLimits"):
            self._low = float(header.intensityMinimum)
            self._high = float(header.intensityMaximum)

    def scaled(self, values: NDArray[Any]) -> NDArray[np.uint16]:
        """Return values as uint16; without limits the first block says how far they reach."""
        if self._high <= self._low and len(values):
            highest = float(np.nanmax(values, initial=0.0))
            self._high = next(end for end in (1.0, 255.0, _FULL, highest) if highest <= end)
        share = (values.astype(np.float64) - self._low) / ((self._high - self._low) or 1.0)
        scaled = np.nan_to_num(np.clip(share, 0.0, 1.0)) * _FULL
        return scaled.astype(np.uint16)


def _errors() -> tuple[type[Exception], ...]:
    """Return what libE57 and pye57 raise for broken content."""
    from pye57 import libe57  # noqa: PLC0415 - heavy, only in threads

    return (libe57.E57Exception, RuntimeError, ValueError, KeyError, UnicodeDecodeError)


def _crs_of(file: Any) -> str:
    root = file.root
    if not root.isDefined("coordinateMetadata"):
        return ""
    return str(root["coordinateMetadata"].value()).strip()


def _nothing(*faults: Fault) -> PointCloud:
    return PointCloud(np.empty((0, 3)), faults=faults)
