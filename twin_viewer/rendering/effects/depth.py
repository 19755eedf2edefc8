"""Depth made visible: edges where something lies before something else, without any light.

Eye-dome lighting (Boucheny 2009) darkens a pixel by how much farther it is than its neighbours;
points of a scan become shapes.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from typing_extensions import override

from twin_viewer.rendering.scenes import Effect

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene

_SLOW: Final = ("llvmpipe", "softpipe", "swiftshader", "swr")
"""Graphics drawn by the processor, by parts of their names."""

MOST: Final = 2.0
"""A picture may take so many times as long with it as without."""

CHEAP_S: Final = 0.1
"""A picture that comes so soon is never too slow."""

PAUSE_S: Final = 30.0
"""Where it took too long it is left out for so long before it is tried again."""


class DepthShading(Effect):
    """Eye-dome lighting of the whole scene.

    Where the processor draws it is left out while the camera moves, and the first picture of
    a view comes without it: so it is known what it costs, and it pauses where that is too much.

    Args:
        clock: Seconds of a steady clock.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._shading: Any = None
        self._is_slow = self._is_on = False
        self._view: object = None
        self._plain_s = 0.0
        self._paused_until = 0.0

    @override
    def apply(self, scene: "Scene") -> None:
        if self._shading is not None:
            return
        from vtkmodules.vtkRenderingOpenGL2 import (  # noqa: PLC0415 - in the render thread
            vtkEDLShading,
            vtkRenderStepsPass,
        )

        graphics = scene.graphics.lower()
        self._is_slow = any(name in graphics for name in _SLOW)
        self._shading = vtkEDLShading()
        self._shading.SetDelegatePass(vtkRenderStepsPass())

    @override
    def prepare(self, scene: "Scene") -> bool:
        self._is_on = not self._is_slow or self._is_worth_it(scene)
        scene.renderer.SetPass(self._shading if self._is_on else None)
        return not (self._is_on or scene.is_moving or self._clock() < self._paused_until)

    def _is_worth_it(self, scene: "Scene") -> bool:
        """Learn from the last picture; tell whether the next one may take longer."""
        now, view = self._clock(), (scene.camera, scene.size)
        is_same, self._view = view == self._view, view
        if scene.is_moving or not is_same:
            self._plain_s = 0.0
            return False
        if not self._is_on:
            self._plain_s = scene.drawn_s
        elif self._plain_s and scene.drawn_s > max(CHEAP_S, MOST * self._plain_s):
            self._paused_until = now + PAUSE_S
        return now >= self._paused_until

    @override
    def remove(self, scene: "Scene") -> None:
        scene.renderer.SetPass(None)
        if self._shading is not None:
            self._shading.ReleaseGraphicsResources(scene.window)
            self._shading = None
