"""Colours of the theme as VTK and numpy want them."""

import numpy as np
from numpy.typing import NDArray


def bytes_of(color: str) -> NDArray[np.uint8]:
    """Return red, green, blue of a token such as `#1f6feb`, uint8 (3,)."""
    return np.frombuffer(bytes.fromhex(color[1:]), np.uint8)


def share_of(color: str) -> tuple[float, float, float]:
    """Return red, green, blue of a token, each from 0 to 1."""
    red, green, blue = (int(part) / 255 for part in bytes_of(color))
    return red, green, blue


def ramp_of(colors: tuple[str, ...], steps: int = 256) -> NDArray[np.uint8]:
    """Return a ramp through tokens in even steps, uint8 (steps, 3)."""
    stops = np.array([bytes_of(color) for color in colors], np.float64)
    places = np.linspace(0, len(colors) - 1, steps)
    columns = [np.interp(places, np.arange(len(colors)), stops[:, part]) for part in range(3)]
    ramp: NDArray[np.uint8] = np.column_stack(columns).round().astype(np.uint8)
    return ramp
