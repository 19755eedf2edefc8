"""What is to be loaded next: pure decisions from where the camera is and what is there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from math import hypot
from typing import Final

import numpy as np

from twin_viewer.analysis.terrain import Patch, patches
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import Doubles, SceneFrame
from twin_viewer.rendering.cameras import Camera

MOST_TILES: Final = 400
"""So many squares are kept at most, buildings and ground alike: more than any German city has."""

KEPT_TILES: Final = 420
"""Squares beyond `MOST_TILES` go only here, or the last ones would come and go with every step."""

PHOTO_SIDES: Final = ((700.0, 2_048), (1_800.0, 1_024), (5_000.0, 512), (1e9, 256))
"""Distance up to which, m, a photograph is how many pixels wide."""

REACH_M: Final = 100_000.0
"""Squares farther from the origin of the scene are left out: float32 would shake them."""

REPLANNED_M: Final = 20.0
REPLANNED_SHARE: Final = 0.12
"""The ground is planned anew when the camera moved so far: metres, or a share of its height."""

_KM: Final = 1_000.0
_BEHIND_M: Final = 2_500.0
_REFINED_M: Final = 1_500.0
_PHOTO_M: Final = 1_000.0


class Kind(IntEnum):
    """What is loaded."""

    TILE = 0
    TERRAIN = 1
    PHOTO = 2


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be loaded.

    Attributes:
        kind: What.
        key: Which square kilometre.
        patches: Fineness of the ground, patch by patch.
        pixels: Width of a photograph, pixels.
    """

    kind: Kind
    key: TileKey
    patches: tuple[Patch, ...] = ()
    pixels: int = 0


def distances(keys: Collection[TileKey], frame: SceneFrame, camera: Camera) -> Doubles:
    """Return how far squares are from the camera, float64 (N,), m; those behind it count farther.

    Args:
        keys: The squares.
        frame: Origin of the camera's metres.
        camera: From where they are seen.
    """
    if not keys:
        return np.zeros(0)
    corner = np.array(list(keys), np.float64) * _KM - (frame.east, frame.north)
    eye = np.array((camera.east, camera.north))
    aside = np.maximum(np.maximum(corner - eye, eye - corner - _KM), 0.0)
    middle = corner + _KM / 2 - eye
    is_behind = (middle @ camera.direction[:2] < 0) & (aside.sum(axis=1) > 0)
    away: Doubles = np.hypot(aside[:, 0], aside[:, 1]) + is_behind * _BEHIND_M
    return away


def reachable(keys: Iterable[TileKey], frame: SceneFrame) -> frozenset[TileKey]:
    """Return the squares that can be shown in a scene; others need a scene of their own.

    Args:
        keys: The squares.
        frame: Origin of the scene.
    """
    east, north = frame.east / _KM, frame.north / _KM
    reach = REACH_M / _KM
    return frozenset(
        key
        for key in keys
        if abs(key.east_km - east) <= reach and abs(key.north_km - north) <= reach
    )


def nearest(
    keys: Collection[TileKey], frame: SceneFrame, camera: Camera, most: int
) -> list[TileKey]:
    """Return the squares nearest to the camera, the nearest first."""
    ordered = list(keys)
    return [ordered[row] for row in np.argsort(distances(ordered, frame, camera))[:most]]


def patches_of(
    key: TileKey, frame: SceneFrame, camera: Camera, above: float, detail: float
) -> tuple[Patch, ...]:
    """Return how fine the ground of a square is wanted.

    Args:
        key: The square.
        frame: Origin of the camera's metres.
        camera: From where it is seen.
        above: How far the camera is above the ground, m.
        detail: As for `analysis.terrain.ring_of`.
    """
    box = (
        key.east_km * _KM,
        key.north_km * _KM,
        (key.east_km + 1) * _KM,
        (key.north_km + 1) * _KM,
    )
    east, north = camera.east + frame.east, camera.north + frame.north
    return tuple(patches(box, east, north, above, detail))


def pixels_of(distance: float) -> int:
    """Return how many pixels wide a photograph so far away is wanted."""
    return next(side for reach, side in PHOTO_SIDES if distance <= reach)


def has_moved(before: Camera, now: Camera, above: float) -> bool:
    """Tell whether the camera went so far that the ground has to be planned anew."""
    aside = hypot(now.east - before.east, now.north - before.north)
    step = max(REPLANNED_M, REPLANNED_SHARE * above)
    return max(aside, abs(now.height - before.height)) > step


@dataclass(slots=True)
class Plan:
    """What is there, what is wanted, and what comes next.

    Attributes:
        frame: Origin of the scene.
        tiles: Squares with buildings.
        terrain: Squares with heights.
        photos: Squares with photographs; empty while they are not shown.
        has_tile: Squares whose buildings are in the scene, or found to have none.
        has_terrain: How fine the ground of a square is in the scene.
        has_photo: How many pixels wide the photograph of a square is in the scene.
        detail: Fineness of the ground, as for `analysis.terrain.ring_of`.
    """

    frame: SceneFrame
    tiles: frozenset[TileKey] = frozenset()
    terrain: frozenset[TileKey] = frozenset()
    photos: frozenset[TileKey] = frozenset()
    has_tile: set[TileKey] = field(default_factory=set)
    has_terrain: dict[TileKey, tuple[Patch, ...]] = field(default_factory=dict)
    has_photo: dict[TileKey, int] = field(default_factory=dict)
    detail: float = 0.6
    _wanted: dict[TileKey, tuple[Patch, ...]] = field(default_factory=dict)
    _planned_at: Camera | None = None

    def aim(self, camera: Camera, ground: float) -> None:
        """Plan the ground for a camera, if it went far enough.

        Args:
            camera: From where it is seen.
            ground: Height of the ground below it, m of the scene.
        """
        above = max(0.0, camera.height - ground)
        is_same = self._planned_at and not has_moved(self._planned_at, camera, above)
        if is_same and self._wanted.keys() >= self._near(self.terrain, camera):
            return
        self._planned_at = camera
        self._wanted = {
            key: patches_of(key, self.frame, camera, above, self.detail)
            for key in self._near(self.terrain, camera)
        }

    def next(self, camera: Camera) -> tuple[Job | None, int]:
        """Return what is to be loaded next, and how much there is left with it.

        Near comes before far, rough ground before fine, photographs last.
        """
        best: tuple[float, Kind, TileKey] | None = None
        left = 0
        for kind, (keys, scores) in (
            (Kind.TILE, self._missing_tiles(camera)),
            (Kind.TERRAIN, self._missing_terrain(camera)),
            (Kind.PHOTO, self._missing_photos(camera)),
        ):
            left += len(keys)
            if keys:
                row = int(np.argmin(scores))
                found = (float(scores[row]), kind, keys[row])
                best = found if best is None or found < best else best
        return (None, 0) if best is None else (self._job(best[1], best[2], camera), left)

    def surplus(self, camera: Camera) -> list[Job]:
        """Return what is to go: far squares, and those the library no longer has."""
        gone = []
        for kind, there in (
            (Kind.TILE, self.has_tile),
            (Kind.TERRAIN, self.has_terrain),
            (Kind.PHOTO, self.has_photo),
        ):
            kept = set(nearest(self._known(kind), self.frame, camera, KEPT_TILES))
            gone += [Job(kind, key) for key in there if key not in kept]
        return gone

    def note(self, job: Job) -> None:
        """Note that a job was done."""
        if job.kind is Kind.TILE:
            self.has_tile.add(job.key)
        elif job.kind is Kind.TERRAIN:
            self.has_terrain[job.key] = job.patches
        else:
            self.has_photo[job.key] = job.pixels

    def renew(self, kind: Kind, keys: Iterable[TileKey]) -> None:
        """Note that squares are to be read again; those the library lost are surplus instead."""
        known = self._known(kind)
        self.forget(kind, [key for key in keys if key in known])

    def forget(self, kind: Kind, keys: Iterable[TileKey]) -> None:
        """Note that squares are no longer in the scene."""
        for key in keys:
            if kind is Kind.TILE:
                self.has_tile.discard(key)
            elif kind is Kind.TERRAIN:
                self.has_terrain.pop(key, None)
            else:
                self.has_photo.pop(key, None)

    def _known(self, kind: Kind) -> frozenset[TileKey]:
        return {Kind.TILE: self.tiles, Kind.TERRAIN: self.terrain, Kind.PHOTO: self.photos}[kind]

    def _job(self, kind: Kind, key: TileKey, camera: Camera) -> Job:
        if kind is Kind.TERRAIN:
            return Job(kind, key, self._wanted[key])
        if kind is Kind.PHOTO:
            return Job(kind, key, pixels=self._pixels([key], camera)[0])
        return Job(kind, key)

    def _missing_tiles(self, camera: Camera) -> tuple[list[TileKey], Doubles]:
        keys = [key for key in self._near(self.tiles, camera) if key not in self.has_tile]
        return keys, distances(keys, self.frame, camera)

    def _missing_terrain(self, camera: Camera) -> tuple[list[TileKey], Doubles]:
        has = self.has_terrain
        keys = [key for key, wish in self._wanted.items() if has.get(key) != wish]
        is_finer = np.array([key in has for key in keys], np.bool_)
        return keys, distances(keys, self.frame, camera) + _REFINED_M * is_finer

    def _missing_photos(self, camera: Camera) -> tuple[list[TileKey], Doubles]:
        near = [key for key in self._near(self.photos, camera) if key in self.has_terrain]
        sides = zip(near, self._pixels(near, camera), strict=True)
        keys = [key for key, pixels in sides if self.has_photo.get(key) != pixels]
        is_finer = np.array([key in self.has_photo for key in keys], np.bool_)
        return keys, distances(keys, self.frame, camera) + _PHOTO_M * (1 + is_finer)

    def _pixels(self, keys: list[TileKey], camera: Camera) -> list[int]:
        away: list[float] = distances(keys, self.frame, camera).tolist()
        return [pixels_of(distance) for distance in away]

    def _near(self, keys: frozenset[TileKey], camera: Camera) -> set[TileKey]:
        if len(keys) <= MOST_TILES:
            return set(keys)
        return set(nearest(keys, self.frame, camera, MOST_TILES))
