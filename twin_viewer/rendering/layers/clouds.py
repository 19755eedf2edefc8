"""Points of a laser scan, node by node of its octree."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from typing_extensions import override

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.layers.base import Layer
from twin_viewer.rendering.layers.cloud_colors import Coloring, NodePoints, Palette

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene

LARGEST: Final = 0.015
"""Largest point on the screen, as a share of the picture's height: 12 of 800 pixels."""

SMALLEST: Final = 0.0025

_FILL: Final = 1.4
"""Points are drawn so many times larger than their distance, so that surfaces close."""

_FEWEST_MOVING: Final = 150_000


@dataclass(slots=True, eq=False)
class _Drawn:
    points: NodePoints
    parent: int | None
    data: Any
    actor: Any
    spacing: float


class CloudLayer(Layer):
    """A scan, or what is loaded of it. One actor a node: others need not be uploaded again.

    Args:
        layer_id: Its name in the scene.
        coloring: What its points are coloured by.

    Attributes:
        moving_share: Which share of the points is drawn while the camera moves; the coarsest nodes
            come first, and a minimum is always drawn.
    """

    def __init__(self, layer_id: str, coloring: Coloring | None = None) -> None:
        super().__init__(layer_id)
        self.moving_share = 1.0
        self._coloring = coloring or Coloring()
        self._nodes: dict[int, _Drawn] = {}
        self._palette: Palette | None = None

    @property
    def count(self) -> int:
        """How many points are shown."""
        return sum(len(node.points) for node in self._nodes.values())

    @property
    def rows(self) -> frozenset[int]:
        """Numbers of the nodes that are shown."""
        return frozenset(self._nodes)

    # ---- what is shown -------------------------------------------------------------------------
    def change(
        self,
        add: Mapping[int, tuple[NodePoints, int | None]],
        drop: Iterable[int] = (),
    ) -> None:
        """Show more nodes and others no longer, in one picture.

        Args:
            add: Points and number of the parent by number of the node.
            drop: Numbers of nodes.
        """
        scene = self.scene
        if scene is None:
            return
        for row in drop:
            node = self._nodes.pop(row, None)
            if node is not None:
                scene.renderer.RemoveActor(node.actor)
                node.actor.ReleaseGraphicsResources(scene.window)
        for row, (points, parent) in add.items():
            if row not in self._nodes and len(points):
                self._nodes[row] = self._made(scene, points, parent)
        self._space()

    def set_coloring(self, coloring: Coloring) -> None:
        """Colour all points by something else."""
        self._coloring = coloring
        self._paint()

    # ---- life ----------------------------------------------------------------------------------
    @override
    def attach(self, scene: "Scene") -> None:
        super().attach(scene)
        self._palette = Palette(scene.tokens)

    @override
    def detach(self) -> None:
        self.change({}, tuple(self._nodes))
        super().detach()

    @override
    def show(self, *, is_visible: bool) -> None:
        super().show(is_visible=is_visible)
        self.take_strength()

    @override
    def take_strength(self) -> None:
        for node in self._nodes.values():
            node.actor.SetVisibility(self._is_seen)
            node.actor.GetProperty().SetOpacity(self.strength)

    @property
    def _is_seen(self) -> bool:
        return self.is_visible and self.strength > 0

    @override
    def restyle(self) -> None:
        if self.scene is not None:
            self._palette = Palette(self.scene.tokens)
            self._paint()

    @override
    def prepare(self, camera: Camera, *, is_moving: bool) -> bool:
        if self.scene is None or not self._nodes:
            return False
        height = self.scene.size[1]
        focal = height / (2 * math.tan(math.radians(camera.fov) / 2))
        smallest = max(1.0, SMALLEST * height)
        largest = max(smallest, LARGEST * height)
        nodes = list(self._nodes.values())
        centres = np.array([node.points.centre for node in nodes])
        away = np.linalg.norm(centres - camera.position, axis=1)
        near = np.maximum(away - np.array([node.points.radius for node in nodes]) * 0.7, 1.0)
        spacings = np.array([node.spacing for node in nodes])
        sizes = np.clip(spacings * _FILL * focal / near, smallest, largest)
        for node, size in zip(nodes, sizes.tolist(), strict=True):
            node.actor.GetProperty().SetPointSize(round(size))
        self._thin(nodes, near, is_moving=is_moving)
        return False

    # ---- inside --------------------------------------------------------------------------------
    def _made(self, scene: "Scene", points: NodePoints, parent: int | None) -> _Drawn:
        from twin_viewer.rendering.layers import props  # noqa: PLC0415 - loads VTK: here only

        palette = self._palette or Palette(scene.tokens)
        data = props.point_data(points.xyz, color=palette.colors(points, self._coloring))
        actor = props.splat_actor(data, "color")
        actor.GetMapper().StaticOn()
        actor.SetVisibility(self._is_seen)
        actor.GetProperty().SetOpacity(self.strength)
        scene.renderer.AddActor(actor)
        return _Drawn(points, parent, data, actor, points.spacing)

    def _space(self) -> None:
        """Reckon with the points of children: they lie between those of their parent."""
        finer: dict[int, list[float]] = {}
        for row in sorted(self._nodes, reverse=True):
            node = self._nodes[row]
            below = finer.get(row)
            node.spacing = node.points.spacing if not below else sum(below) / len(below)
            if node.parent is not None:
                finer.setdefault(node.parent, []).append(node.spacing)

    def _thin(self, nodes: list[_Drawn], near: Doubles, *, is_moving: bool) -> None:
        """While the camera moves, leave out the nodes that are the finest on the screen."""
        if not is_moving or self.moving_share >= 1.0:
            for node in nodes:
                node.actor.SetVisibility(self._is_seen)
            return
        left = max(_FEWEST_MOVING, round(self.count * self.moving_share))
        coarseness = near / np.array([node.points.spacing for node in nodes])
        for row in np.argsort(coarseness):
            node = nodes[row]
            node.actor.SetVisibility(self._is_seen and left > 0)
            left -= len(node.points)

    def _paint(self) -> None:
        from twin_viewer.rendering.layers import props  # noqa: PLC0415 - loads VTK: here only

        if self._palette is None:
            return
        for node in self._nodes.values():
            colors = self._palette.colors(node.points, self._coloring)
            node.data.GetPointData().AddArray(props.vtk_array(colors, "color"))
            node.data.Modified()
            node.actor.GetMapper().Modified()
