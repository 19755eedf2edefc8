"""Pictures that walls are tiled with: windows, doors, shops, gates, and the sides of cars."""

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from twin_viewer.synthetic.panoramas import CELL

_Box = tuple[int, int, int, int, tuple[int, int, int, int]]
"""Left, top, right and bottom of a rectangle, and its colour."""

_WALL: Final = (255, 255, 255, 255)
_FRAME: Final = (238, 238, 234, 0)
_GLASS: Final = (74, 86, 96, 0)
_BRIGHT_GLASS: Final = (116, 130, 140, 0)
_DOOR: Final = (78, 66, 58, 0)
_METAL: Final = (150, 154, 158, 0)
_DARK: Final = (38, 40, 42, 0)
_SILL: Final = (196, 194, 188, 0)


class Cell(IntEnum):
    """A picture of the atlas."""

    BLANK = 0
    PLINTH = 1
    WINDOW = 2
    WINDOW_PAIR = 3
    DOOR = 4
    SHOP = 5
    GATE = 6
    BAND = 7
    CAR_SIDE = 8
    CAR_END = 9
    CAR_GLASS = 10
    PLATE = 11
    BARK = 12
    GARAGE = 13


def make_atlas() -> NDArray[np.uint8]:
    """Return all pictures, (N, `CELL`, `CELL`, 4); see `panoramas.Canvas`."""
    return np.stack([_draw(cell) for cell in Cell])


def _draw(cell: Cell) -> NDArray[np.uint8]:
    image = Image.new("RGBA", (CELL, CELL), _WALL)
    draw = ImageDraw.Draw(image)
    for left, top, right, bottom, color in _RECTANGLES.get(cell, ()):
        draw.rectangle((left, top, right - 1, bottom - 1), fill=color)
    if cell is Cell.CAR_SIDE:
        for middle in (26, 102):
            draw.ellipse((middle - 15, 76, middle + 15, 140), fill=_DARK)
            draw.ellipse((middle - 8, 92, middle + 8, 124), fill=_METAL)
    pixels = np.array(image)
    pixels[:, :, :3] = np.clip(pixels[:, :, :3] * _roughness(cell), 0, 255).astype(np.uint8)
    return pixels


def _roughness(cell: Cell) -> NDArray[np.float64]:
    chance = np.random.default_rng([51, cell])
    spread = 0.10 if cell is Cell.BARK else 0.018
    rough = chance.normal(1.0, spread, (CELL, CELL, 1)).clip(0.6, 1.25)
    if cell is not Cell.PLATE and cell < Cell.CAR_SIDE:
        rough *= np.linspace(1.0, 0.97, CELL)[:, None, None]
    return rough


def _window(left: int, top: int, right: int, bottom: int) -> tuple[_Box, ...]:
    middle = (left + right) // 2
    return (
        (left - 4, top - 4, right + 4, bottom + 4, _FRAME),
        (left, top, right, bottom, _GLASS),
        (left, top, right, top + (bottom - top) // 3, _BRIGHT_GLASS),
        (middle - 2, top, middle + 2, bottom, _FRAME),
        (left - 8, bottom + 4, right + 8, bottom + 9, _SILL),
    )


_RECTANGLES: Final[dict[Cell, tuple[_Box, ...]]] = {
    Cell.PLINTH: ((0, 0, 128, 128, (128, 126, 122, 0)),),
    Cell.WINDOW: _window(38, 26, 90, 92),
    Cell.WINDOW_PAIR: (*_window(16, 26, 54, 92), *_window(74, 26, 112, 92)),
    Cell.DOOR: (
        (34, 22, 94, 128, _FRAME),
        (38, 48, 90, 128, _DOOR),
        (38, 26, 90, 45, _BRIGHT_GLASS),
        (80, 84, 85, 90, _METAL),
        (54, 58, 74, 76, _GLASS),
        (26, 122, 102, 128, _SILL),
    ),
    Cell.SHOP: (
        (4, 12, 124, 30, (92, 98, 104, 0)),
        (6, 34, 122, 118, _FRAME),
        (9, 37, 62, 115, _GLASS),
        (66, 37, 119, 115, _GLASS),
        (9, 37, 62, 62, _BRIGHT_GLASS),
        (66, 37, 119, 62, _BRIGHT_GLASS),
    ),
    Cell.GATE: (
        (24, 30, 104, 128, _METAL),
        *((24, row, 104, row + 2, (124, 128, 132, 0)) for row in range(36, 128, 9)),
    ),
    Cell.BAND: (
        (0, 40, 128, 84, _GLASS),
        (0, 40, 128, 54, _BRIGHT_GLASS),
        (62, 40, 66, 84, _FRAME),
    ),
    Cell.CAR_SIDE: ((0, 104, 128, 128, _DARK), (40, 44, 52, 48, _DARK), (78, 44, 90, 48, _DARK)),
    Cell.CAR_END: (
        (0, 104, 128, 128, _DARK),
        (4, 28, 26, 52, (172, 92, 84, 0)),
        (102, 28, 124, 52, (172, 92, 84, 0)),
    ),
    Cell.CAR_GLASS: (
        (4, 12, 124, 118, _GLASS),
        (4, 12, 124, 44, _BRIGHT_GLASS),
        (61, 12, 67, 118, _DARK),
    ),
    Cell.PLATE: (
        (0, 0, 128, 128, (236, 236, 232, 0)),
        (0, 0, 12, 128, (52, 78, 148, 0)),
        *((left, 28, left + 9, 102, _DARK) for left in (20, 33, 46, 66, 79, 95, 108)),
    ),
    Cell.BARK: ((0, 0, 128, 128, (96, 84, 72, 0)),),
    Cell.GARAGE: (
        (14, 30, 114, 128, (206, 206, 202, 0)),
        *((14, row, 114, row + 2, (176, 176, 172, 0)) for row in range(48, 128, 18)),
    ),
}
