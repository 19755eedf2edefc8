"""What can be shown of all data sets at one moment, and how it is read from the cache.

A `Contents` never changes; the library makes a new one. So any thread may read while jobs go on.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
import numpy as np

from twin_viewer.cache.blocks import DamagedBlockError
from twin_viewer.cache.rasters import join_grids, read_grid, read_image
from twin_viewer.cache.store import CLOUD, CacheFolder, Part
from twin_viewer.cache.tiles import SUFFIX, join_tiles, read_tile
from twin_viewer.jobs.catalogue import LEFT_OUT, READY, Entry, File
from twin_viewer.jobs.conversions import NETWORKS
from twin_viewer.jobs.datasets import Change, CloudSource, Dataset
from twin_viewer.jobs.places import ObjectPlace
from twin_viewer.jobs.reading import OBJECT, SURVEY
from twin_viewer.model.cities import BuildingTile, CityModel, TileKey
from twin_viewer.model.grids import HeightGrid, OrthoImage
from twin_viewer.model.networks import Fibre, Mast, NetworkPlan
from twin_viewer.model.panoramas import Survey

FINEST_PIXELS: Final = 2_048

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a square kilometre in the cache, and whose it is.

    Attributes:
        dataset: Id of the data set.
        source: The file it was read from.
        folder: Its folder in the cache.
        part: Which part.
        age: By which the newer of two is told.
    """

    dataset: str
    source: str
    folder: Path
    part: Part
    age: tuple[str, int]


Pieces = Mapping[TileKey, tuple[Piece, ...]]
"""The newest first."""

Reported = Callable[[Piece, Exception], None]
"""Told of a piece that cannot be read."""

Doubled = Callable[[Piece, Piece, int], None]
"""Told of objects of a piece that are left out for those of another, and how many."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What there is.

    Attributes:
        datasets: The data sets by id.
        tiles: Buildings ready to be shown, of all data sets.
        terrain: Heights.
        ortho: Photographs from above.
        clouds: Laser scans of visible data sets.
        surveys: Drives of visible data sets.
        networks: Networks of visible data sets.
        objects: Single objects of visible data sets.
    """

    datasets: Mapping[str, Dataset] = field(default_factory=dict)
    tiles: Pieces = field(default_factory=dict)
    terrain: Pieces = field(default_factory=dict)
    ortho: Pieces = field(default_factory=dict)
    clouds: tuple[CloudSource, ...] = ()
    surveys: tuple[tuple[str, Survey], ...] = ()
    networks: tuple[tuple[str, NetworkPlan], ...] = ()
    objects: tuple[tuple[str, CityModel], ...] = ()

    def shown(self, pieces: Pieces, key: TileKey) -> list[Piece]:
        """Return the pieces of a square that belong to visible data sets."""
        return [
            piece
            for piece in pieces.get(key, ())
            if (dataset := self.datasets.get(piece.dataset)) is not None and dataset.is_visible
        ]


def pieces_of(
    entries: Iterable[Entry], kind: str, cache: CacheFolder
) -> dict[TileKey, tuple[Piece, ...]]:
    """Return the parts in the cache of all data sets of a kind, by square."""
    gathered: dict[TileKey, list[Piece]] = {}
    for entry in entries:
        if entry.kind != kind:
            continue
        for file in entry.files.values():
            if not file.key:
                continue
            place, age = cache.place(file.key), file.age
            for part in file.parts:
                piece = Piece(entry.id, file.found.path, place, part, age)
                gathered.setdefault(part.key, []).append(piece)
    return {
        key: tuple(sorted(pieces, key=lambda piece: piece.age, reverse=True))
        for key, pieces in gathered.items()
    }


def cloud_of(entry: Entry, file: File, cache: CacheFolder) -> CloudSource | None:
    """Return how a laser scan is shown now; None when it cannot be."""
    if file.state == LEFT_OUT:
        return None
    if file.found.form == "COPC":
        return _source(entry, file, file.path, is_copc=True)
    if file.state == READY and file.key:
        octree = cache.place(file.key) / CLOUD
        return _source(entry, file, octree, is_copc=True)
    is_hopeless = any(fault.is_fatal for fault in file.faults)
    return None if is_hopeless else _source(entry, file, file.path, is_copc=False)


def _source(entry: Entry, file: File, path: Path, *, is_copc: bool) -> CloudSource:
    return CloudSource(entry.id, path, is_copc=is_copc, source=file.path, extent=file.extent)


def joined_tile(
    pieces: list[Piece], report: Reported, tell: Doubled, *, with_attributes: bool
) -> BuildingTile | None:
    """Read and join the pieces of a square; None when there is nothing."""
    read = _read_all(
        pieces,
        lambda piece: read_tile(
            piece.folder / f"{piece.part.name}{SUFFIX}",
            piece.dataset,
            with_attributes=with_attributes,
        ),
        report,
    )
    if not read:
        return None
    tile, left_out = join_tiles([part for _, part in read])
    for (piece, _), count in zip(read, left_out, strict=True):
        if count:
            tell(piece, read[0][0], count)
    return tile


def joined_grid(pieces: list[Piece], step: float, report: Reported) -> HeightGrid | None:
    """Read and join the heights of a square, the finest; None when there is nothing."""
    read = _read_all(
        sorted(pieces, key=lambda piece: piece.part.step),
        lambda piece: read_grid(piece.folder, piece.part.name, piece.part.step, step),
        report,
    )
    return join_grids([grid for _, grid in read]) if read else None


def best_image(pieces: list[Piece], pixels: int, report: Reported) -> OrthoImage | None:
    """Read the photograph of a square: of several the one that covers most, then the newest.

    More pixels than the cache has are read from the source itself, while it is there.
    """
    for piece in sorted(pieces, key=_covered, reverse=True):
        image = _read_all([piece], _finest(pixels), report)
        if image:
            return image[0][1]
    return None


def read_survey(place: Path) -> Survey:
    """Read a drive from the cache.

    Raises:
        OSError: It cannot be read.
        msgspec.MsgspecError: It is damaged.
    """
    return msgspec.msgpack.decode((place / SURVEY).read_bytes(), type=Survey, dec_hook=_path)


def read_networks(place: Path) -> NetworkPlan:
    """Read networks from the cache.

    Raises:
        OSError: They cannot be read.
        msgspec.MsgspecError: They are damaged.
    """
    said: dict[str, Any] = msgspec.msgpack.decode((place / NETWORKS).read_bytes())
    fibres = tuple(
        Fibre(f["id"], f["name"], np.array(f["points"], np.float64).reshape(-1, 3), f["state"])
        for f in said["fibres"]
    )
    masts = msgspec.convert(said["masts"], tuple[Mast, ...])
    return NetworkPlan(fibres, masts, bool(said["is_simulated"]))


def read_single(place: Path) -> CityModel:
    """Read a single object from the cache, in metres around its own origin.

    Raises:
        OSError: It cannot be read.
        DamagedBlockError: It is damaged.
    """
    tile = read_tile(place / f"{OBJECT}{SUFFIX}", with_attributes=True)
    return CityModel(
        tile.frame.to_world(tile.points), tile.triangles, tile.owners, tile.surfaces, tile.objects
    )


def difference(before: Contents, now: Contents) -> Change:
    """Return what of the contents is other than before."""
    shown_before = {id_ for id_, one in before.datasets.items() if one.is_visible}
    shown_now = {id_ for id_, one in now.datasets.items() if one.is_visible}
    turned = shown_before ^ shown_now
    return Change(
        tuple(id_ for id_, one in now.datasets.items() if before.datasets.get(id_) != one),
        tuple(id_ for id_ in before.datasets if id_ not in now.datasets),
        _changed_keys(before.tiles, now.tiles, turned),
        _changed_keys(before.terrain, now.terrain, turned),
        _changed_keys(before.ortho, now.ortho, turned),
        clouds=before.clouds != now.clouds,
        surveys=_is_other(before.surveys, now.surveys),
        networks=_is_other(before.networks, now.networks),
        objects=_is_other(before.objects, now.objects) or _places(before) != _places(now),
    )


def _changed_keys(before: Pieces, now: Pieces, turned: set[str]) -> frozenset[TileKey]:
    """Return the squares whose pieces are others, or belong to a data set shown or hidden since."""
    if before is now and not turned:
        return frozenset()
    return frozenset(
        key
        for key in before.keys() | now.keys()
        if before.get(key) != now.get(key)
        or any(piece.dataset in turned for piece in now.get(key, ()))
    )


def _is_other(before: tuple[tuple[str, Any], ...], now: tuple[tuple[str, Any], ...]) -> bool:
    """Compare by identity: what was made of a file is read once."""
    return [(id_, id(value)) for id_, value in before] != [(id_, id(value)) for id_, value in now]


def _places(contents: Contents) -> dict[str, ObjectPlace]:
    """Return where single objects stand."""
    return {id_: one.place for id_, one in contents.datasets.items() if one.place is not None}


def _read_all(
    pieces: list[Piece], read: Callable[[Piece], T], report: Reported
) -> list[tuple[Piece, T]]:
    done: list[tuple[Piece, T]] = []
    for piece in pieces:
        try:
            done.append((piece, read(piece)))
        except (FileNotFoundError, DamagedBlockError) as error:
            report(piece, error)
        except OSError as error:
            # Such as too many open files: nothing is wrong with the cache.
            log.info("%s cannot be read: %s", piece.folder, error)
    return done


def _finest(pixels: int) -> Callable[[Piece], OrthoImage]:
    def read(piece: Piece) -> OrthoImage:
        cached = read_image(piece.folder, piece.part.name, pixels)
        is_enough = pixels <= FINEST_PIXELS or piece.part.step > 1e3 / FINEST_PIXELS * 1.01
        if is_enough or not Path(piece.source).exists():
            return cached
        from twin_viewer.formats.ortho import read_ortho  # noqa: PLC0415 - heavy, only in threads

        box = (cached.west, cached.south, cached.east, cached.north)
        image = read_ortho(Path(piece.source), box=box, max_pixels=pixels * pixels)
        return image if image.pixels.size else cached

    return read


def _covered(piece: Piece) -> tuple[float, tuple[str, int]]:
    return round(piece.part.count * piece.part.step**2), piece.age


def _path(wanted: type, value: Any) -> Any:
    """Decode paths for msgspec."""
    return Path(value) if wanted is Path else value
