"""How devices look: colours and sizes of their ranks, or of the one quantity that is shown."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.services.maps.sources import Rank
from twin_viewer.model.frames import Floats
from twin_viewer.rendering.colors import ramp_of
from twin_viewer.rendering.layers.sensors import full_color, normal_color, stale_color
from widgets.map.style.scenes import LOOKS
from widgets.theme.tokens import Tokens

_SIZES: Final = np.array((1.0, 0.9, 1.2, 1.3, 1.4, 1.5, 1.75), np.float32)
"""How many times larger than normal each rank is, in the proportions of the map."""

_VALUE_SIZE: Final = 1.35
_HOLLOW: Final = 0


def rank_looks(
    ranks: NDArray[np.uint8], seen: NDArray[np.uint8], tokens: Tokens
) -> tuple[NDArray[np.uint8], Floats]:
    """Return colours and sizes of devices by their ranks.

    Args:
        ranks: `Rank` of each, uint8 (N,).
        seen: 1 where all alarms are acknowledged: those are outlined, not filled; uint8 (N,).
        tokens: Colours of the theme.

    Returns:
        uint8 (N, 4) as `SensorLayer.set_states` takes them, and float32 (N,).
    """
    palette = np.array([_colour(Rank(rank), tokens) for rank in range(len(Rank))], np.uint8)
    rgba = palette[ranks]
    rgba[(seen > 0) & (ranks >= Rank.LOW), 3] = _HOLLOW
    return rgba, _SIZES[ranks]


def value_looks(
    rgba: NDArray[np.uint8],
    scale: Floats,
    rows: NDArray[np.int64],
    shares: NDArray[np.float64],
    tokens: Tokens,
) -> None:
    """Colour some devices by a value instead; one without a value that counts stays as it is.

    Args:
        rgba: Colours of all devices; changed in place.
        scale: Sizes of all devices; changed in place.
        rows: The devices that have the value.
        shares: Where it lies on its scale, 0 to 1; NaN for none.
        tokens: Colours of the theme.
    """
    is_known = np.isfinite(shares)
    ramp = ramp_of(tokens.map.ramp)
    places = np.rint(shares[is_known] * (len(ramp) - 1)).astype(np.int64)
    rgba[rows[is_known], :3] = ramp[places]
    rgba[rows[is_known], 3] = 255
    scale[rows[is_known]] = _VALUE_SIZE


def _colour(rank: Rank, tokens: Tokens) -> NDArray[np.uint8]:
    if rank in LOOKS:
        return full_color(LOOKS[rank].fill)
    return stale_color(tokens) if rank is Rank.STALE else normal_color(tokens)
