"""Layers that stay to be seen over a photograph: another renderer draws them meanwhile."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from twin_viewer.rendering.layers.base import Layer

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene


class LiftedLayer(Layer):
    """A layer whose actors can be given to another renderer and taken back."""

    def __init__(self, layer_id: str) -> None:
        super().__init__(layer_id)
        self._renderer: Any = None
        self._reach_m = math.inf

    def lift(self, renderer: Any, reach_m: float = math.inf) -> None:
        """Be drawn by another renderer, and only up to some distance; None is the scene's own."""
        self._reach_m = reach_m
        if self.scene is None:
            return
        wanted = self.scene.renderer if renderer is None else renderer
        for actor in self._actors():
            self._renderer.RemoveActor(actor)
            wanted.AddActor(actor)
        self._renderer = wanted

    @override
    def attach(self, scene: "Scene") -> None:
        super().attach(scene)
        self._renderer = scene.renderer

    def _actors(self) -> Iterable[Any]:
        """Return what VTK draws of it."""
        return ()
