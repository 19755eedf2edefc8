"""Depth made visible: edges where something lies before something else, without any light.

Eye-dome lighting (Boucheny 2009) darkens a pixel by how much farther it is than its neighbours;
points of a scan become shapes.
"""

from typing import TYPE_CHECKING, Any, Final

from typing_extensions import override

from twin_viewer.rendering.scenes import Effect

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene

_SLOW: Final = ("llvmpipe", "softpipe", "swiftshader", "swr")
"""Graphics drawn by the processor, by parts of their names."""


class DepthShading(Effect):
    """Eye-dome lighting of the whole scene.

    Where the processor draws, it is left out while the camera moves: it costs a third of a picture.
    """

    def __init__(self) -> None:
        self._shading: Any = None
        self._is_slow = False

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
    def prepare(self, scene: "Scene") -> None:
        is_on = not (self._is_slow and scene.is_moving)
        scene.renderer.SetPass(self._shading if is_on else None)

    @override
    def remove(self, scene: "Scene") -> None:
        scene.renderer.SetPass(None)
        if self._shading is not None:
            self._shading.ReleaseGraphicsResources(scene.window)
            self._shading = None
