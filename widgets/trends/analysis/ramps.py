"""The scale of colours of the carpet: lightness rises or falls all the way.

Whoever sees no hues still sees the order, for lightness alone carries it; hues only help the
others to tell steps apart. All colours are blends of the theme's tokens.
"""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from app.domain.samples import Float64Array
from widgets.theme import Tokens
from widgets.trends.tints import blended

STEPS: Final = 256
_BLUE, _GREEN, _YELLOW = 0, 3, 6
"""Places of these hues among the tokens of curves."""


@lru_cache(maxsize=4)
def ramp(tokens: Tokens) -> NDArray[np.uint32]:
    """Return 256 colours from low to high as 0xffRRGGBB: from near the ground to far from it."""
    ground, text = QColor(tokens.surface), QColor(tokens.text)
    blue, green, yellow = (QColor(tokens.curves[i]) for i in (_BLUE, _GREEN, _YELLOW))
    if tokens.name == "light":
        stops = [
            blended(yellow, ground, 0.14),
            blended(green, ground, 0.42),
            blended(blue, blended(green, ground, 0.8), 0.6),
            blended(blue, text, 0.75),
            blended(blue, text, 0.15),
        ]
    else:
        stops = [
            blended(blue, ground, 0.16),
            blended(blue, ground, 0.5),
            blended(green, ground, 0.75),
            blended(yellow, text, 0.85),
            blended(yellow, text, 0.2),
        ]
    places = np.linspace(0, len(stops) - 1, STEPS)
    columns = [
        np.interp(places, range(len(stops)), [channel(stop) for stop in stops])
        for channel in (QColor.red, QColor.green, QColor.blue)
    ]
    red, green_, blue_ = (np.rint(column).astype(np.uint32) for column in columns)
    packed: NDArray[np.uint32] = (
        np.uint32(0xFF000000) | (red << np.uint32(16)) | (green_ << np.uint32(8)) | blue_
    )
    return packed


def places_of(values: Float64Array, low: float, high: float) -> NDArray[np.intp]:
    """Return the place of each value on the ramp; those of NaN mean nothing."""
    width = high - low if high > low else 1.0
    share = np.nan_to_num((values - low) / width, nan=0.0)
    found: NDArray[np.intp] = np.clip(share * (STEPS - 1), 0, STEPS - 1).astype(np.intp)
    return found
