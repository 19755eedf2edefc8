"""A made-up city of 100,000 buildings as square kilometres, for the benchmarks of the twin."""

from collections.abc import Iterator
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.cities import BuildingTile, CityObject, Surface, TileKey
from twin_viewer.model.frames import SceneFrame

FRAME: Final = SceneFrame(412_000, 5_725_000)
BUILDINGS: Final = 100_000
RADIUS_KM: Final = 10
LOT_M: Final = 24.0
_ACROSS: Final = int(1_000 // LOT_M)
_W, _R, _G = Surface.WALL, Surface.ROOF, Surface.GROUND
_FACES: Final = (
    ((0, 1, 5), _W),
    ((0, 5, 4), _W),
    ((1, 2, 6), _W),
    ((1, 6, 5), _W),
    ((2, 3, 7), _W),
    ((2, 7, 6), _W),
    ((3, 0, 4), _W),
    ((3, 4, 7), _W),
    ((5, 6, 9), _W),
    ((7, 4, 8), _W),
    ((4, 5, 9), _R),
    ((4, 9, 8), _R),
    ((6, 7, 8), _R),
    ((6, 8, 9), _R),
    ((0, 2, 1), _G),
    ((0, 3, 2), _G),
)
"""A house with a gable: corners 0-3 on the ground, 4-7 at the eaves, 8 and 9 its ridge."""


@cache
def counts() -> dict[TileKey, int]:
    """Return how many buildings each of the 316 squares has: many in the middle, few outside."""
    keys, weights = [], []
    for east in range(-RADIUS_KM, RADIUS_KM):
        for north in range(-RADIUS_KM, RADIUS_KM):
            away = np.hypot(east + 0.5, north + 0.5)
            if away < RADIUS_KM:
                keys.append(TileKey(412 + east, 5725 + north))
                weights.append(np.exp(-away / 3.5))
    shares = np.array(weights)
    most = _ACROSS * _ACROSS * 0.8
    scale = BUILDINGS / shares.sum()
    for _ in range(30):
        scale *= BUILDINGS / np.minimum(shares * scale, most).sum()
    found = np.minimum(shares * scale, most).astype(int)
    found[np.argsort(-shares)[: BUILDINGS - found.sum()]] += 1
    return dict(zip(keys, found.tolist(), strict=True))


def tiles() -> Iterator[BuildingTile]:
    """Yield the city, one square kilometre after the other; the same in every run."""
    for key, count in counts().items():
        yield make_tile(key, count)


def make_tile(key: TileKey, count: int) -> BuildingTile:
    """Return a square kilometre of houses with gables, 16 triangles each."""
    rng = np.random.default_rng((key.east_km, key.north_km))
    lots = np.sort(rng.permutation(_ACROSS * _ACROSS)[:count])
    middle = np.column_stack((lots % _ACROSS, lots // _ACROSS)) * LOT_M + LOT_M / 2
    middle += ((key.east_km - 412) * 1_000.0, (key.north_km - 5725) * 1_000.0)
    half = rng.uniform((4.0, 5.0), (6.5, 9.0), (count, 2))
    angle = rng.uniform(-0.2, 0.2, count) + rng.integers(0, 2, count) * np.pi / 2
    points = _corners(half, rng.uniform(4, 12, count), rng.uniform(2, 5, count))
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    east, north = points[:, :, 0].copy(), points[:, :, 1].copy()
    points[:, :, 0] = middle[:, :1] + east * cos - north * sin
    points[:, :, 1] = middle[:, 1:] + east * sin + north * cos
    rows = np.arange(count, dtype=np.int32)
    faces = np.array([face for face, _ in _FACES], np.int32)
    return BuildingTile(
        key,
        FRAME,
        points.reshape(-1, 3).astype(np.float32),
        (rows[:, None, None] * 10 + faces[None]).reshape(-1, 3).astype(np.int32),
        np.repeat(rows, len(_FACES)),
        np.tile(np.array([surface for _, surface in _FACES], np.uint8), count),
        tuple(
            CityObject(f"{key}-{row}", "Building", attributes={"Baujahr": 1900 + row % 120})
            for row in range(count)
        ),
        "stadt",
    )


def _corners(
    half: NDArray[np.float64], eaves: NDArray[np.float64], roof: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the ten corners of each house about its middle, (N, 10, 3)."""
    signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)] * 2 + [(-1, 0), (1, 0)], np.float64)
    points = np.zeros((len(half), 10, 3))
    points[:, :, :2] = signs[None] * half[:, None, ::-1]
    points[:, 4:8, 2] = eaves[:, None]
    points[:, 8:, 2] = (eaves + roof)[:, None]
    return points
