"""What a file is, and what reading all of it finds: amounts, extent, faults. Nothing is kept."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from twin_viewer.jobs.messages import Found
from twin_viewer.jobs.reading import city_reader, extent_of, united
from twin_viewer.jobs.recognition import recognise
from twin_viewer.jobs.tasks import fault_of


def counted(path: Path) -> Found:
    """Return what a file is, with what only reading it tells."""
    found = recognise(path)
    count = _COUNTERS.get(found.kind)
    if count is None:
        return found
    try:
        return count(found, path)
    except Exception as error:  # noqa: BLE001 - any content may come; it is told with its file
        return msgspec.structs.replace(found, faults=(*found.faults, fault_of(path, error)))


def _buildings(found: Found, path: Path) -> Found:
    extent, count, reference = None, 0, found.reference
    faults = list(found.faults)
    for model in city_reader(path, found.form)():
        extent = united(extent, extent_of(model))
        count += len(model.objects)
        reference = model.reference
        faults += model.faults
    return msgspec.structs.replace(
        found, extent=extent, count=count, reference=reference, faults=tuple(faults)
    )


def _scans(found: Found, path: Path) -> Found:
    from twin_viewer.formats.e57 import read_e57  # noqa: PLC0415 - heavy, only when counted

    if found.form != "E57":
        return found
    clouds = list(read_e57(path))
    return msgspec.structs.replace(
        found,
        count=sum(len(cloud.points) for cloud in clouds),
        faults=(*found.faults, *(fault for cloud in clouds for fault in cloud.faults)),
    )


def _heights(found: Found, path: Path) -> Found:
    from twin_viewer.formats.dgm import read_grid  # noqa: PLC0415 - heavy, only when counted

    grid = read_grid(path)
    rows, columns = grid.heights.shape
    east, north = grid.west + columns * grid.step, grid.south + rows * grid.step
    return msgspec.structs.replace(
        found,
        extent=(grid.west, grid.south, east, north) if grid.heights.size else None,
        count=int(np.isfinite(grid.heights).sum()),
        reference=grid.reference,
        faults=(*found.faults, *grid.faults),
    )


def _photograph(found: Found, path: Path) -> Found:
    from twin_viewer.formats.ortho import read_ortho  # noqa: PLC0415 - heavy, only when counted

    image = read_ortho(path)
    rows, columns = image.pixels.shape[:2]
    return msgspec.structs.replace(
        found,
        extent=(image.west, image.south, image.east, image.north) if image.pixels.size else None,
        count=rows * columns,
        reference=image.reference,
        faults=(*found.faults, *image.faults),
    )


def _single(found: Found, path: Path) -> Found:
    from twin_viewer.formats.objects import read_object  # noqa: PLC0415 - heavy, only when counted

    model = read_object(path)
    return msgspec.structs.replace(
        found, count=len(model.objects), faults=(*found.faults, *model.faults)
    )


_COUNTERS: Final[Mapping[str, Callable[[Found, Path], Found]]] = {
    "buildings": _buildings,
    "cloud": _scans,
    "terrain": _heights,
    "ortho": _photograph,
    "object": _single,
}
