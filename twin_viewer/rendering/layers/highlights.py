"""What is pointed at, selected, or marked by its state: drawn over the city, with outlines."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from typing_extensions import override

from twin_viewer.model.frames import Floats
from twin_viewer.rendering.colors import share_of
from twin_viewer.rendering.layers.base import Layer
from twin_viewer.rendering.meshes import Ints, outline_of

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene

HOVERED: Final = "hovered"
SELECTED: Final = "selected"

_TINT: Final = 0.55
"""How much of the neutral colour a highlight replaces; the light stays visible on it."""

_FORWARD: Final = -1.0
_WIDTH: Final = {HOVERED: 1.5, SELECTED: 2.5}


@dataclass(frozen=True, slots=True, eq=False)
class Highlight:
    """Triangles to be drawn over the city; made in any thread.

    Attributes:
        points: float32 (N, 3), metres of the scene.
        triangles: Rows of `points`, int32 (M, 3).
        edge_points: float32 (P, 3).
        edges: Rows of `edge_points`, int32 (E, 2).
    """

    points: Floats
    triangles: Ints
    edge_points: Floats
    edges: Ints


def highlight_of(points: Floats, triangles: Ints) -> Highlight:
    """Return triangles with their outline.

    Args:
        points: float32 (N, 3), metres of the scene; more than the triangles use is allowed.
        triangles: Rows of `points`, int32 (M, 3).
    """
    used, rows = np.unique(triangles, return_inverse=True)
    own, corners = np.ascontiguousarray(points[used]), rows.reshape(-1, 3).astype(np.int32)
    return Highlight(own, corners, *outline_of(own, corners))


class HighlightLayer(Layer):
    """Draws a few objects in another colour.

    Args:
        layer_id: Its name in the scene.
    """

    def __init__(self, layer_id: str = "highlights") -> None:
        super().__init__(layer_id)
        self._marks: dict[str, tuple[Highlight, str]] = {}
        self._actors: dict[str, list[Any]] = {}

    def set(self, name: str, highlight: Highlight | None, color: str = "") -> None:
        """Set what is drawn under a name; what was there before goes in the same picture.

        Args:
            name: `HOVERED`, `SELECTED`, or another for marks by state.
            highlight: What is drawn; None for nothing.
            color: Its colour, a token; empty for the theme's accent (hovered) or selection.
        """
        self._remove(name)
        self._marks.pop(name, None)
        if highlight is not None and len(highlight.triangles):
            self._marks[name] = (highlight, color)
            self._add(name)

    @override
    def attach(self, scene: "Scene") -> None:
        super().attach(scene)
        for name in self._marks:
            self._add(name)

    @override
    def detach(self) -> None:
        for name in tuple(self._actors):
            self._remove(name)
        self._marks.clear()
        super().detach()

    @override
    def show(self, *, is_visible: bool) -> None:
        super().show(is_visible=is_visible)
        for actors in self._actors.values():
            for actor in actors:
                actor.SetVisibility(is_visible)

    @override
    def restyle(self) -> None:
        for name in self._marks:
            self._remove(name)
            self._add(name)

    def _add(self, name: str) -> None:
        from twin_viewer.rendering.layers import surfaces  # noqa: PLC0415 - loads VTK: here only

        if self.scene is None:
            return
        highlight, color = self._marks[name]
        tokens = self.scene.tokens
        line = color or (tokens.accent if name == HOVERED else tokens.map.selected)
        body = surfaces.surface_actor(surfaces.surface_data(highlight.points, highlight.triangles))
        surfaces.push_back(body, _FORWARD)
        strength = _TINT if name != HOVERED else _TINT / 2
        pairs = zip(share_of(line), share_of(tokens.map.motorway), strict=True)
        body.GetProperty().SetColor([strength * a + (1 - strength) * b for a, b in pairs])
        outline = surfaces.surface_actor(surfaces.edge_data(highlight.edge_points, highlight.edges))
        surfaces.push_back(outline, 2 * _FORWARD)
        outline.GetProperty().LightingOff()
        outline.GetProperty().SetColor(share_of(line))
        outline.GetProperty().SetLineWidth(_WIDTH.get(name, _WIDTH[SELECTED]))
        self._actors[name] = [body, outline]
        for actor in self._actors[name]:
            actor.SetVisibility(self.is_visible)
            self.scene.renderer.AddActor(actor)

    def _remove(self, name: str) -> None:
        for actor in self._actors.pop(name, []):
            if self.scene is not None:
                self.scene.renderer.RemoveActor(actor)
