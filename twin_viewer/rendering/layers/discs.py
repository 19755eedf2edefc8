"""Round marks that face the camera, thousands of them in one go."""

import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.frames import Floats
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.colors import share_of

_SHADER: Final = """//VTK::Color::Impl
float away = length(offsetVCVSOutput.xy);
float pixel = fwidth(away);
if (away > 1.0) {{ discard; }}
float width = min({rim} * pixel, 0.4);
float rim = smoothstep(1.0 - width, 1.0 - width + min(pixel, 0.2), away);
vec3 edge = opacity > 0.99 ? vec3({red:.4f}, {green:.4f}, {blue:.4f}) : ambientColor + diffuseColor;
ambientColor = mix(ambientColor + diffuseColor, edge, rim);
diffuseColor = vec3(0.0);
opacity = mix(opacity, 1.0, rim) * (1.0 - smoothstep(1.0 - pixel, 1.0, away));
if (opacity < 0.02) {{ discard; }}
"""
"""A filled disc with a rim; where the inside is not opaque the rim has the disc's own colour."""

_FORWARD: Final = 1.5
"""Discs are drawn so many radii nearer than they are, or walls and ground would cut them."""


class Discs:
    """Marks at places of the scene; made and used in the render thread.

    Their radius is `radius_m` in the scene, bounded on the screen: seen from far they stay large
    enough to be seen, seen from near they do not cover the street.

    Args:
        places: float32 (N, 3), metres of the scene.
        rgba: Colours, uint8 (N, 4); the fourth is how opaque the inside is: 255 a full disc with a
            fine rim, 0 a ring. Kept, not copied.
        scale: How many times larger each is, float32 (N,). Kept, not copied.
        radius_m: Radius in the scene, m.
        least: Smallest radius on the screen, in shares of the picture's height.
        most: Largest radius on the screen, likewise.
        rim: Width of the rim, pixels.

    Attributes:
        actor: What VTK draws.
        reach_m: Discs farther away than this are left out.
    """

    def __init__(
        self,
        places: Floats,
        rgba: NDArray[np.uint8],
        scale: Floats,
        *,
        radius_m: float,
        least: float,
        most: float,
        rim: float = 2.0,
    ) -> None:
        from twin_viewer.rendering.layers import props  # noqa: PLC0415 - loads VTK: here only

        self._touch = props.touch
        self._places = places
        self._scale = scale
        self._radius, self._least, self._most, self._rim = radius_m, least, most, rim
        self.reach_m = math.inf
        self._drawn = places.copy()
        self._radii = np.ones(len(places), np.float32)
        self._data: Any = props.point_data(self._drawn, color=rgba, radius=self._radii)
        self.actor: Any = props.splat_actor(
            self._data,
            "color",
            scale="radius",
            shader=_SHADER.format(rim=rim, red=0, green=0, blue=0),
        )

    def restyle(self, edge: str) -> None:
        """Take the colour of the rim of full discs."""
        red, green, blue = share_of(edge)
        shader = _SHADER.format(rim=self._rim, red=red, green=green, blue=blue)
        self.actor.GetMapper().SetSplatShaderCode(shader)

    def fit(self, camera: Camera) -> None:
        """Give each the radius that is right for a camera; colours are taken anew, too."""
        towards = camera.position.astype(np.float32) - self._places
        depth = -(towards @ camera.direction.astype(np.float32))
        away = np.linalg.norm(towards, axis=1)
        reach = math.tan(math.radians(camera.fov) / 2) * 2
        span = np.maximum(depth, 0.1) * reach
        radii = np.clip(self._radius, self._least * span, self._most * span) * self._scale
        self._radii[:] = np.where((depth > 0) & (away < self.reach_m), radii, 0)
        forward = np.minimum(_FORWARD * self._radii, 0.3 * away) / np.maximum(away, 0.01)
        np.multiply(towards, forward[:, None], out=self._drawn)
        self._drawn += self._places
        self._touch(self._data)
