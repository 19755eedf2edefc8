"""City objects by square kilometre: split up when read, joined when shown.

An object lies in the square its middle lies in, together with the parts it consists of. A square
may have been filled by several files; each keeps a part of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from twin_viewer.cache.blocks import DamagedBlockError, read_block, write_block
from twin_viewer.model.cities import BuildingTile, CityModel, CityObject, TileKey, Value
from twin_viewer.model.frames import SceneFrame

KIND: Final = "buildings"
SUFFIX: Final = ".tile"
_KM: Final = 1_000.0
_ROUNDS: Final = 6

_OBJECTS: Final = msgspec.msgpack.Decoder(tuple[CityObject, ...])
_ATTRIBUTES: Final = msgspec.msgpack.Decoder(tuple[dict[str, Value], ...])


@dataclass(frozen=True, slots=True)
class TilePart:
    """Where a part of a square kilometre lies in the cache.

    Attributes:
        file: Its file.
        dataset: Id of the data set it belongs to.
        date: Date of its survey, ISO; of objects that were delivered twice the newest is shown.
        source: Name of the file it was read from.
    """

    file: Path
    dataset: str
    date: str = ""
    source: str = ""


class TileGatherer:
    """Gathers the models of a file by square kilometre until they are written.

    Args:
        home: Square of objects without any place; None takes the middle of their model.
    """

    def __init__(self, home: TileKey | None = None) -> None:
        self._home = home
        self._gathered: dict[TileKey, list[CityModel]] = {}
        self.count = 0
        """City objects gathered since the last `take`."""

    def add(self, model: CityModel) -> None:
        """Add a model, split up."""
        self.count += len(model.objects)
        for key, part in split_model(model, self._home):
            self._gathered.setdefault(key, []).append(part)

    def take(self) -> Iterator[BuildingTile]:
        """Yield a tile for each square with anything in it, and forget them."""
        gathered, self._gathered, self.count = self._gathered, {}, 0
        for key in sorted(gathered):
            frame = SceneFrame(key.east_km * 1_000, key.north_km * 1_000)
            tiles = [_placed(part, key, frame) for part in gathered[key]]
            yield _joined(tiles)


def split_model(
    model: CityModel, home: TileKey | None = None
) -> Iterator[tuple[TileKey, CityModel]]:
    """Yield the parts of a model by the square kilometre their objects lie in.

    Args:
        model: The model.
        home: Square of objects without any triangle; None takes the middle of the model.
    """
    if not model.objects:
        return
    keys = _keys(model, home)
    squares, square = np.unique(keys, axis=0, return_inverse=True)
    square = square.reshape(-1)
    if len(squares) == 1:
        yield TileKey(*map(int, squares[0])), model
        return
    objects_by = np.argsort(square, kind="stable")
    object_ends = np.cumsum(np.bincount(square, minlength=len(squares)))
    of_triangle = square[model.owners]
    triangles_by = np.argsort(of_triangle, kind="stable")
    triangle_ends = np.cumsum(np.bincount(of_triangle, minlength=len(squares)))
    new_row = np.empty(len(model.objects), np.int32)
    starts = zip((0, *object_ends[:-1]), object_ends, strict=True)
    spans = zip((0, *triangle_ends[:-1]), triangle_ends, strict=True)
    for key, (first, last), (begin, end) in zip(squares, starts, spans, strict=True):
        objects = objects_by[first:last]
        triangles = triangles_by[begin:end]
        new_row[objects] = np.arange(len(objects), dtype=np.int32)
        rows, corners = np.unique(model.triangles[triangles], return_inverse=True)
        yield (
            TileKey(*map(int, key)),
            replace(
                model,
                points=model.points[rows],
                triangles=corners.reshape(-1, 3).astype(np.int32),
                owners=new_row[model.owners[triangles]],
                surfaces=model.surfaces[triangles],
                objects=tuple(model.objects[row] for row in objects.tolist()),
                faults=(),
            ),
        )


def write_tile(path: Path, tile: BuildingTile) -> int:
    """Write a tile to the cache; return its bytes.

    Raises:
        OSError: It cannot be written.
    """
    frame = tile.frame
    meta = {"key": list(tile.key), "frame": [frame.east, frame.north, frame.height]}
    arrays: dict[str, NDArray[Any]] = {
        "points": tile.points,
        "triangles": tile.triangles,
        "owners": tile.owners,
        "surfaces": tile.surfaces,
    }
    objects = [{"id": o.id, "kind": o.kind, "parent": o.parent} for o in tile.objects]
    blobs = {
        "objects": msgspec.msgpack.encode(objects),
        "attributes": msgspec.msgpack.encode([o.attributes for o in tile.objects]),
    }
    return write_block(path, KIND, meta, arrays, blobs)


def read_tile(path: Path, dataset: str = "", *, with_attributes: bool = False) -> BuildingTile:
    """Read a tile of the cache.

    Args:
        path: Its file.
        dataset: Id of the data set, for the tile.
        with_attributes: Give the objects their attributes; else they are left empty and unread.

    Raises:
        DamagedBlockError: The file is damaged or of another version.
        OSError: It cannot be read.
    """
    block = read_block(path, KIND, without="" if with_attributes else "attributes")
    try:
        objects = _OBJECTS.decode(block.blob("objects"))
        if with_attributes:
            known = _ATTRIBUTES.decode(block.blob("attributes"))
            objects = tuple(
                CityObject(o.id, o.kind, o.parent, attributes)
                for o, attributes in zip(objects, known, strict=True)
            )
        key = TileKey(*block.meta["key"])
        frame = SceneFrame(*block.meta["frame"])
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as error:
        raise DamagedBlockError(str(error)) from error
    return BuildingTile(
        key,
        frame,
        block.array("points"),
        block.array("triangles"),
        block.array("owners"),
        block.array("surfaces"),
        objects,
        dataset,
    )


def join_tiles(tiles: Sequence[BuildingTile]) -> tuple[BuildingTile, tuple[int, ...]]:
    """Join parts of one square kilometre; an object that is in several is taken from the first.

    Args:
        tiles: At least one part, the one that wins first; all with the same frame.

    Returns:
        The joined tile, and how many objects of each part were left out.
    """
    if len(tiles) == 1:
        return tiles[0], (0,)
    seen: set[str] = set()
    kept: list[BuildingTile] = []
    left_out: list[int] = []
    for tile in tiles:
        families = [tile.objects[row].id for row in _roots(tile.objects).tolist()]
        is_new = np.array([family not in seen for family in families], np.bool_)
        seen.update(families)
        left_out.append(len(families) - int(np.count_nonzero(is_new)))
        kept.append(tile if is_new.all() else _only(tile, is_new))
    return _joined(kept), tuple(left_out)


def _joined(tiles: Sequence[BuildingTile]) -> BuildingTile:
    if len(tiles) == 1:
        return tiles[0]
    points = np.cumsum([0, *(len(tile.points) for tile in tiles)])
    objects = np.cumsum([0, *(len(tile.objects) for tile in tiles)])
    datasets = {tile.dataset for tile in tiles}
    return BuildingTile(
        tiles[0].key,
        tiles[0].frame,
        np.concatenate([tile.points for tile in tiles]),
        np.concatenate([t.triangles + np.int32(n) for t, n in zip(tiles, points, strict=False)]),
        np.concatenate([t.owners + np.int32(n) for t, n in zip(tiles, objects, strict=False)]),
        np.concatenate([tile.surfaces for tile in tiles]),
        tuple(item for tile in tiles for item in tile.objects),
        datasets.pop() if len(datasets) == 1 else "",
    )


def _only(tile: BuildingTile, wanted: NDArray[np.bool_]) -> BuildingTile:
    """Return the tile with the wanted objects only; points nobody uses any more may stay."""
    new_row = np.cumsum(wanted, dtype=np.int32) - np.int32(1)
    triangles = wanted[tile.owners]
    return replace(
        tile,
        triangles=tile.triangles[triangles],
        owners=new_row[tile.owners[triangles]],
        surfaces=tile.surfaces[triangles],
        objects=tuple(o for o, is_kept in zip(tile.objects, wanted, strict=True) if is_kept),
    )


def _placed(part: CityModel, key: TileKey, frame: SceneFrame) -> BuildingTile:
    points = frame.to_local(part.points)
    return BuildingTile(
        key, frame, points, part.triangles, part.owners, part.surfaces, part.objects
    )


def _keys(model: CityModel, home: TileKey | None) -> NDArray[np.int64]:
    """Return the square of each object, (objects, 2), families together."""
    count = len(model.objects)
    roots = _roots(model.objects)
    corners = model.points[model.triangles, :2]
    low, high = np.full((count, 2), np.inf), np.full((count, 2), -np.inf)
    family = roots[model.owners]
    np.minimum.at(low, family, corners.min(axis=1))
    np.maximum.at(high, family, corners.max(axis=1))
    has_place = np.isfinite(low).all(axis=1) & np.isfinite(high).all(axis=1)
    keys = np.zeros((count, 2), np.int64)
    keys[has_place] = np.floor((low[has_place] + high[has_place]) / (2 * _KM)).astype(np.int64)
    if home is not None:
        keys[~has_place] = home
    elif has_place.any():
        keys[~has_place] = np.median(keys[has_place], axis=0).astype(np.int64)
    chosen: NDArray[np.int64] = keys[roots]
    return chosen


def _roots(objects: Sequence[CityObject]) -> NDArray[np.int64]:
    """Return the row of the object each one is a part of in the end; its own where of none."""
    rows = {item.id: row for row, item in enumerate(objects)}
    parents = np.fromiter(
        (rows.get(item.parent, row) if item.parent else row for row, item in enumerate(objects)),
        np.int64,
        len(objects),
    )
    # Each round doubles how far up we look; parts that name each other in a circle never settle.
    for _ in range(_ROUNDS):
        parents = parents[parents]
    return parents
