"""Light from the sun where it stands, and from the sky; at night just enough to read the city."""

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from typing_extensions import override

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.scenes import Effect

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene

NIGHT_DEGREES: Final = -6.0
"""Below it even twilight has ended (end of civil twilight)."""

_DAY: Final = (1.0, 1.0, 1.0)
_NIGHT: Final = (0.72, 0.82, 1.0)
"""Light without the sun, as shares of red, green and blue: a little blue, as the eye sees it."""

_LOWEST: Final = 12.0
"""The light never comes flatter than this, degrees, or streets would be black all evening."""

_SUN: Final = 0.95
_MOON: Final = 0.3
_SKY: Final = 0.3
"""Strength of the light from the other side, so that walls in the shade differ from each other."""


@dataclass(slots=True, eq=False)
class Sunlight(Effect):
    """The sun's light.

    Attributes:
        azimuth: Where it stands, degrees clockwise from north.
        elevation: How high, degrees; negative below the horizon.
    """

    azimuth: float = 215.0
    elevation: float = 42.0
    _lights: list[Any] = field(default_factory=list)

    @property
    def daylight(self) -> float:
        """How much of the day there is: 1 with the sun up, 0 at night, between in twilight."""
        return min(1.0, max(0.0, (self.elevation - NIGHT_DEGREES) / (10.0 - NIGHT_DEGREES)))

    @property
    def direction(self) -> Doubles:
        """Unit vector towards the light, float64 (3,)."""
        return _towards(self.azimuth, max(_LOWEST, self.elevation))

    @override
    def apply(self, scene: "Scene") -> None:
        from vtkmodules.vtkRenderingCore import vtkLight  # noqa: PLC0415 - in the render thread

        if not self._lights:
            self._lights = [vtkLight(), vtkLight()]
            for light in self._lights:
                light.SetLightTypeToSceneLight()
                light.PositionalOff()
                scene.renderer.AddLight(light)
        day = self.daylight
        color = [day * sun + (1 - day) * night for sun, night in zip(_DAY, _NIGHT, strict=True)]
        strength = day * _SUN + (1 - day) * _MOON
        other = _towards(self.azimuth + 150.0, 35.0)
        directions = ((self.direction, strength), (other, strength * _SKY / _SUN))
        for light, (direction, intensity) in zip(self._lights, directions, strict=True):
            light.SetFocalPoint(0.0, 0.0, 0.0)
            light.SetPosition(*direction)
            light.SetColor(*color)
            light.SetIntensity(intensity)

    @override
    def remove(self, scene: "Scene") -> None:
        for light in self._lights:
            scene.renderer.RemoveLight(light)
        self._lights = []


def _towards(azimuth: float, elevation: float) -> Doubles:
    around, up = math.radians(azimuth), math.radians(elevation)
    flat = math.cos(up)
    return np.array((math.sin(around) * flat, math.cos(around) * flat, math.sin(up)), np.float64)
