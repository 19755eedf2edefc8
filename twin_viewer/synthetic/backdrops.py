"""What surrounds a panorama: the ground below, the sky above, and the air between."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from twin_viewer.model.frames import Doubles, Floats

Pixels = NDArray[np.uint8]

_HAZE: Final = np.array((206.0, 212.0, 218.0), dtype=np.float32)
HAZE_REACH: Final = 900.0
"""Distance at which about two thirds of what is seen is haze, m."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Level ground with two pictures from above: a fine one near, a coarse one around it.

    Attributes:
        height: Of the ground, m.
        pictures: The pictures, `packed`, the finest first, (size, size).
        wests: Western edge of each, m.
        norths: Northern edge of each, m.
        pixels: Metres a pixel of each.
    """

    height: float
    pictures: tuple[NDArray[np.uint32], ...]
    wests: tuple[float, ...]
    norths: tuple[float, ...]
    pixels: tuple[float, ...]

    def colors(self, place: Doubles, east: Floats, north: Floats) -> Pixels:
        """Return the colours of places given from a camera at `place`, (rows, columns, 3)."""
        reach = float(max(np.abs(east).max(), np.abs(north).max()))
        which = next(
            (row for row in range(len(self.pictures)) if self._holds(row, place, reach)), -1
        )
        picture, pixel = self.pictures[which], self.pixels[which]
        size = len(picture)
        first = (place[0] - self.wests[which]) / pixel, (self.norths[which] - place[1]) / pixel
        column = east * np.float32(1.0 / pixel) + np.float32(first[0])
        row = north * np.float32(-1.0 / pixel) + np.float32(first[1])
        # Half a pixel of chance each way makes soft edges of what would be steps.
        chance = np.random.default_rng(7).random(column.shape, dtype=np.float32) - np.float32(0.5)
        column = (column + chance).astype(np.int32).clip(0, size - 1)
        row = (row + chance[:, ::-1]).astype(np.int32).clip(0, size - 1)
        found = np.take(picture.ravel(), row * size + column)
        return np.asarray(found.view(np.uint8).reshape(*found.shape, 4)[:, :, :3])

    def _holds(self, which: int, place: Doubles, reach: float) -> bool:
        """Tell whether a picture shows all ground within some metres of a place."""
        size = len(self.pictures[which]) * self.pixels[which]
        east, north = place[0] - self.wests[which], self.norths[which] - place[1]
        return bool(reach < min(east, north, size - east, size - north))


def packed(picture: Pixels) -> NDArray[np.uint32]:
    """Return a picture as one number a pixel, which is found four times as fast."""
    alpha = np.zeros((*picture.shape[:2], 1), dtype=np.uint8)
    whole = np.ascontiguousarray(np.concatenate((picture, alpha), axis=2))
    return np.asarray(whole.view(np.uint32)[:, :, 0])


def hazed(colors: NDArray[np.float32], away: Doubles) -> NDArray[np.float32]:
    """Return colours as seen through the air, the paler the farther."""
    share = (1.0 - np.exp(-away / HAZE_REACH)).astype(np.float32)[:, None]
    mixed = colors * (1.0 - share) + _HAZE * share
    return np.asarray(np.clip(mixed, 0.0, 255.0), dtype=np.float32)


@cache
def make_sky(width: int, seed: int) -> Pixels:
    """Return the upper half of a panorama: paler to the horizon, with some cloud."""
    rows, columns = 256, 1_024
    up = np.linspace(1.0, 0.0, rows, dtype=np.float32)[:, None, None]
    low, high = np.array((212.0, 218.0, 224.0)), np.array((128.0, 158.0, 192.0))
    sky = (low + (high - low) * np.sqrt(up)).astype(np.float32)
    chance = np.random.default_rng([seed, 41])
    cloud = np.zeros((rows, columns), dtype=np.float32)
    for count, weight in ((32, 0.6), (64, 0.3), (256, 0.14)):
        patches = chance.integers(0, 255, (max(count // 4, 6), count), dtype=np.uint8)
        # Two columns more at each end, cut off again: so that both ends fit together.
        patches = np.concatenate((patches[:, -2:], patches, patches[:, :2]), axis=1)
        scale = columns // count
        soft = Image.fromarray(patches).resize(
            (scale * (count + 4), rows), Image.Resampling.BICUBIC
        )
        around = np.asarray(soft)[:, scale * 2 : scale * (count + 2)]
        cloud += around.astype(np.float32) * np.float32(weight / 255.0)
    cover = np.clip((cloud - 0.52) * 3.0, 0.0, 0.85)[:, :, None]
    mixed = np.clip(sky * (1.0 - cover) + 236.0 * cover, 0.0, 255.0).astype(np.uint8)
    wide = Image.fromarray(np.concatenate((mixed[:, -8:], mixed, mixed[:, :8]), axis=1))
    box = (8, 0, columns + 8, rows)
    return np.asarray(wide.resize((width, width // 4), Image.Resampling.BILINEAR, box=box))
