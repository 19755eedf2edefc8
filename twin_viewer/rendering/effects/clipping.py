"""Cuts through the city: a plane, or a box of which only the inside is seen."""

from typing import TYPE_CHECKING, Any

from typing_extensions import override

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.scenes import Effect

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene


class Clipping(Effect):
    """Cuts all layers, also those that come later.

    Args:
        planes: Rows a, b, c, d in metres of the scene, float64 (N, 4), as `analysis.sections` makes
            them: what stays has a*x + b*y + c*z + d >= 0.
    """

    def __init__(self, planes: Doubles) -> None:
        self.planes = planes
        self._cuts: Any = None
        self._closed: list[Any] = []

    @override
    def apply(self, scene: "Scene") -> None:
        from vtkmodules.vtkCommonDataModel import (  # noqa: PLC0415 - in the render thread
            vtkPlane,
            vtkPlaneCollection,
        )

        if self._cuts is None:
            self._cuts = vtkPlaneCollection()
            for row in self.planes:
                plane = vtkPlane()
                plane.SetNormal(*row[:3])
                plane.SetOrigin(*(-row[3] * row[:3] / (row[:3] @ row[:3])))
                self._cuts.AddItem(plane)

    @override
    def prepare(self, scene: "Scene") -> bool:
        for actor in scene.renderer.GetActors():
            mapper, look = actor.GetMapper(), actor.GetProperty()
            if mapper is not None and mapper.GetClippingPlanes() is not self._cuts:
                mapper.SetClippingPlanes(self._cuts)
                if look.GetBackfaceCulling():
                    # Through the cut the inside of walls is seen.
                    look.BackfaceCullingOff()
                    self._closed.append(look)
        return False

    @override
    def remove(self, scene: "Scene") -> None:
        for actor in scene.renderer.GetActors():
            mapper = actor.GetMapper()
            if mapper is not None and mapper.GetClippingPlanes() is self._cuts:
                mapper.RemoveAllClippingPlanes()
                mapper.Modified()
        for look in self._closed:
            look.BackfaceCullingOn()
        self._closed.clear()
        self._cuts = None
