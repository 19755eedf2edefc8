"""Data that lie in another land, or nowhere: they get a scene of their own.

Graphics count in float32: a thousand kilometres from the origin of the scene it steps by six
centimetres, and points shake. So what lies far away is shown in a scene with its own origin.
"""

from typing import Final

from twin_viewer.cache.store import Box
from twin_viewer.loading.plans import REACH_M
from twin_viewer.model.frames import SceneFrame
from twin_viewer.navigation.grounds import Reach

_LEAST_M: Final = 100.0


def is_abroad(extent: Box, frame: SceneFrame) -> bool:
    """Tell whether something lies too far from the origin of a scene to be shown in it.

    Args:
        extent: What it covers: west, south, east, north, m.
        frame: Origin of the scene.
    """
    east, north = _middle(extent)
    return max(abs(east - frame.east), abs(north - frame.north)) > REACH_M


def abroad_frame(extent: Box, lowest: float = 0.0) -> SceneFrame:
    """Return the origin of a scene for what lies elsewhere.

    Args:
        extent: What it covers: west, south, east, north, m.
        lowest: Height of its lowest thing, m: the scene's ground, where nothing else is known.
    """
    east, north = _middle(extent)
    return SceneFrame(round(east), round(north), round(lowest))


def abroad_reach(extent: Box, frame: SceneFrame) -> Reach:
    """Return where the camera of such a scene may be, metres of the scene."""
    west, south, east, north = extent
    across = max(0.0, (_LEAST_M - (east - west)) / 2)
    along = max(0.0, (_LEAST_M - (north - south)) / 2)
    return Reach(
        west - across - frame.east,
        south - along - frame.north,
        east + across - frame.east,
        north + along - frame.north,
    )


def _middle(extent: Box) -> tuple[float, float]:
    west, south, east, north = extent
    return (west + east) / 2, (south + north) / 2
