"""Jobs that read a file into the cache: buildings, heights, photographs, drives, single objects.

Each ends with a manifest; a source whose manifest is there is not read again. What a broken file
still gives is kept, and its faults say what is missing.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from twin_viewer.cache.blocks import write_whole
from twin_viewer.cache.rasters import (
    IMAGE_SIDES,
    cut_grid,
    squares,
    write_grid,
    write_image,
)
from twin_viewer.cache.sources import SourceStamp, stamp
from twin_viewer.cache.store import Box, Manifest, Part
from twin_viewer.cache.tiles import SUFFIX, TileGatherer, write_tile
from twin_viewer.jobs.gathering import grouped
from twin_viewer.jobs.messages import Found, Made, TileMade
from twin_viewer.jobs.tasks import AlteredError, Task, fault_of
from twin_viewer.model.cities import BuildingTile, CityModel, TileKey
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import SceneFrame

SPILLED_OBJECTS: Final = 20_000
"""City objects after which tiles are written although their file goes on."""

SURVEY: Final = "survey.msgpack"
OBJECT: Final = "object"

_BYTES_PER_OBJECT: Final = 12_000
"""Of GML, as a rule; only for the progress."""
_WIDEST_KM: Final = 10_000
"""Squares a photograph may cover; more is a wrong reference."""

EMPTY: Final = "Die Datei enthält nichts, was der Zwilling zeigen kann."
CUT_SHORT: Final = "Ab hier war die Datei nicht mehr lesbar; das Gelesene wird gezeigt. ({reason})"
TOO_WIDE: Final = (
    "Die Datei deckt eine Fläche ab, die nicht stimmen kann. Bitte prüfen Sie ihr "
    "Koordinatensystem."
)


def read_buildings(task: Task) -> None:
    """Read city objects into tiles, and tell each as soon as it can be shown."""
    source = begun(task)
    if source is None:
        return
    place = task.cache.begin(source)
    home = _home(task.path.name)
    gatherer = TileGatherer(home)
    parts: list[Part] = []
    faults: list[Fault] = []
    found = task.job.found or Found(task.job.path)
    reference = found.reference
    extent: Box | None = None
    count = 0
    expected = max(source.size / _BYTES_PER_OBJECT, 1.0)
    for model in _until_broken(city_reader(task.path, found.form), task.path, faults):
        task.check()
        gatherer.add(model)
        count += len(model.objects)
        faults += model.faults
        reference = model.reference
        extent = united(extent, extent_of(model))
        task.progress(count / (count + expected), f"Objekte gelesen: {count}")
        if gatherer.count >= SPILLED_OBJECTS:
            parts += _spill(task, source, gatherer, place, len(parts))
    parts += _spill(task, source, gatherer, place, len(parts))
    manifest = Manifest(source, tuple(parts), count, 0, extent, reference, grouped(faults))
    finish(task, manifest)


def read_terrain(task: Task) -> None:
    """Read heights into square kilometres with levels."""
    from twin_viewer.formats.dgm import read_grid  # noqa: PLC0415 - heavy, only in the worker

    source = begun(task)
    if source is None:
        return
    place = task.cache.begin(source)
    grid = read_grid(task.path)
    task.check()
    parts = []
    rows, columns = grid.heights.shape
    for key, part in cut_grid(grid):
        task.check()
        write_grid(place, str(key), part)
        made = Part(*key, str(key), int(np.isfinite(part.heights).sum()), grid.step)
        parts.append(made)
        task.say(TileMade(task.job.id, source.key, made))
        task.progress(sum(p.count for p in parts) / max(rows * columns, 1))
    box = None
    if parts:
        east = grid.west + (columns - 1) * grid.step
        box = (grid.west, grid.south, east, grid.south + (rows - 1) * grid.step)
    count = sum(part.count for part in parts)
    finish(task, Manifest(source, tuple(parts), count, 0, box, grid.reference, grid.faults))


def read_orthophoto(task: Task) -> None:
    """Read a photograph into overviews of square kilometres."""
    from twin_viewer.formats.ortho import read_ortho  # noqa: PLC0415 - heavy, only in the worker

    source = begun(task)
    if source is None:
        return
    place = task.cache.begin(source)
    whole = read_ortho(task.path, max_pixels=1_000)
    box = (whole.west, whole.south, whole.east, whole.north)
    faults = list(whole.faults)
    if whole.pixels.size and not _is_sound(box):
        faults.append(Fault(task.path.name, "", TOO_WIDE, is_fatal=True))
    keys = list(squares(box)) if _is_sound(box) else []
    parts = []
    reference = whole.reference
    for number, key in enumerate(keys):
        task.check()
        image = read_ortho(task.path, box=_clipped(box, key), max_pixels=IMAGE_SIDES[0] ** 2)
        faults += [fault for fault in image.faults if fault not in faults]
        if image.pixels.size:
            write_image(place, str(key), image)
            step = (image.east - image.west) / image.pixels.shape[1]
            made = Part(*key, str(key), image.pixels.shape[0] * image.pixels.shape[1], step)
            parts.append(made)
            task.say(TileMade(task.job.id, source.key, made))
        task.progress((number + 1) / len(keys))
    count = sum(part.count for part in parts)
    finish(task, Manifest(source, tuple(parts), count, 0, box, reference, tuple(faults)))


def read_poses(task: Task) -> None:
    """Read where the photographs of a drive were taken."""
    from twin_viewer.formats.poses import read_survey  # noqa: PLC0415 - heavy, only in the worker

    source = begun(task)
    if source is None:
        return
    survey = read_survey(task.path)
    place = task.cache.begin(source)
    write_whole(place / SURVEY, [msgspec.msgpack.encode(survey, enc_hook=_plain)])
    extent = box_of([(pose.east, pose.north) for pose in survey.poses])
    count = len(survey.poses)
    finish(task, Manifest(source, (), count, 0, extent, survey.reference, survey.faults))


def read_objects(task: Task) -> None:
    """Read a single object, in metres around its own origin."""
    from twin_viewer.formats.objects import read_object  # noqa: PLC0415 - heavy, only here

    source = begun(task)
    if source is None:
        return
    model = read_object(task.path)
    place = task.cache.begin(source)
    # Some exporters leave the numbers of a map in: they are too large for float32.
    extent = extent_of(model)
    frame = SceneFrame(0, 0) if extent is None else SceneFrame(round(extent[0]), round(extent[1]))
    tile = BuildingTile(
        TileKey(0, 0),
        frame,
        frame.to_local(model.points),
        model.triangles,
        model.owners,
        model.surfaces,
        model.objects,
    )
    write_tile(place / f"{OBJECT}{SUFFIX}", tile)
    count = len(model.objects)
    finish(task, Manifest(source, (), count, 0, extent, model.reference, model.faults))


def begun(task: Task) -> SourceStamp | None:
    """Return the stamp of the job's source, to be read; None when it was read before, and told."""
    source = stamp(task.path, task.job.verb)
    known = task.cache.manifest(source.key)
    if known is None:
        return source
    task.say(Made(task.job.id, known))
    return None


def finish(task: Task, manifest: Manifest) -> None:
    """Write the manifest and tell it.

    A source that gave nothing at all has a fault that says so, and is not kept: what it lacked may
    lie beside it the next time.

    Raises:
        AlteredError: The source is another one by now; half of what was read may be of each.
        CancelledError: The job was cancelled meanwhile.
    """
    task.check()
    if task.path.exists() and not manifest.source.is_unchanged():
        task.cache.remove(manifest.source.key)
        raise AlteredError(task.path)
    found = task.job.found or Found(task.job.path)
    if not manifest.count and not any(fault.is_fatal for fault in manifest.faults):
        fault = Fault(task.path.name, "", EMPTY, is_fatal=True)
        manifest = msgspec.structs.replace(manifest, faults=(*manifest.faults, fault))
    manifest = msgspec.structs.replace(manifest, owner=task.job.owner, date=found.date)
    if manifest.count:
        task.say(Made(task.job.id, task.cache.finish(manifest)))
    else:
        task.cache.remove(manifest.source.key)
        task.say(Made(task.job.id, manifest))


def box_of(places: Iterable[tuple[float, float]]) -> Box | None:
    """Return the box around places; None around none."""
    points = np.array(list(places), np.float64).reshape(-1, 2)
    points = points[np.isfinite(points).all(axis=1)]
    if not len(points):
        return None
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return west, south, east, north


def city_reader(path: Path, form: str) -> Callable[[], Iterator[CityModel]]:
    """Return what reads a city model of a format."""
    from twin_viewer.formats.citygml import read_citygml  # noqa: PLC0415 - heavy, only here
    from twin_viewer.formats.cityjson import read_cityjson  # noqa: PLC0415 - heavy, only here

    if form.startswith("CityJSON"):
        return lambda: read_cityjson(path)
    return lambda: read_citygml(path, batch=500)


def _until_broken(
    read: Callable[[], Iterator[CityModel]], path: Path, faults: list[Fault]
) -> Iterator[CityModel]:
    """Yield models until a reader fails; what it gave before stays."""
    has_any = False
    try:
        for model in read():
            yield model
            has_any = True
    except MemoryError:
        raise
    except OSError as error:
        if error.errno is not None and not has_any:
            raise
        faults.append(Fault(path.name, "", CUT_SHORT.format(reason=fault_of(path, error).reason)))
    except Exception as error:
        if not has_any:
            raise
        faults.append(Fault(path.name, "", CUT_SHORT.format(reason=fault_of(path, error).reason)))


def _spill(
    task: Task, source: SourceStamp, gatherer: TileGatherer, place: Path, number: int
) -> list[Part]:
    parts: list[Part] = []
    for tile in gatherer.take():
        task.check()
        name = f"{tile.key}.{number + len(parts)}"
        write_tile(place / f"{name}{SUFFIX}", tile)
        part = Part(*tile.key, name, len(tile.objects))
        parts.append(part)
        task.say(TileMade(task.job.id, source.key, part))
    return parts


def _home(name: str) -> TileKey | None:
    from twin_viewer.formats.tile_names import tile_of  # noqa: PLC0415 - with the other readers

    tile = tile_of(name)
    return tile.key if tile else None


def extent_of(model: CityModel) -> Box | None:
    """Return what a model covers; None where it has no corner."""
    points = model.points[np.isfinite(model.points).all(axis=1), :2]
    if not len(points):
        return None
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return west, south, east, north


def united(one: Box | None, other: Box | None) -> Box | None:
    """Return the box around two."""
    if one is None or other is None:
        return one or other
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _is_sound(box: Box) -> bool:
    west, south, east, north = box
    return (east - west) / 1e3 * (north - south) / 1e3 < _WIDEST_KM


def _clipped(box: Box, key: TileKey) -> Box:
    west, south, east, north = box
    left, low = key.east_km * 1e3, key.north_km * 1e3
    return max(west, left), max(south, low), min(east, left + 1e3), min(north, low + 1e3)


def _plain(value: object) -> str:
    """Encode paths for msgspec."""
    return str(value)
