"""The city: buildings, bridges, roads and waters, one actor for each square kilometre."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from twin_viewer.model.cities import Surface
from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.colors import bytes_of
from twin_viewer.rendering.layers.base import Layer
from twin_viewer.rendering.meshes import SURFACES, Bytes, TileId, TileMesh
from widgets.theme.tokens import Tokens

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene

NEUTRAL: Final = 0
"""Class of an object that has no colour of its own."""


def neutral_colors(tokens: Tokens) -> Bytes:
    """Return the grey of each `Surface`, uint8 (surfaces, 3)."""
    own = tokens.map
    roof, wall = own.motorway, own.casing if tokens.name == "light" else own.road
    named = {
        Surface.ROOF: roof,
        Surface.WALL: wall,
        Surface.WATER: own.water,
        Surface.ROAD: own.road,
        Surface.GREEN: own.green,
        Surface.BRIDGE: own.motorway,
        Surface.GROUND: own.land,
        Surface.OTHER: own.land,
    }
    return np.array([bytes_of(named.get(Surface(row), wall)) for row in range(SURFACES)], np.uint8)


def palette(tokens: Tokens, colors: tuple[str, ...]) -> Bytes:
    """Return the colour of each class and surface, uint8 (1 + len(colors), surfaces, 3).

    Class 0 is neutral; roof and wall of another class have its one colour, and the light alone
    tells them apart.
    """
    neutral = neutral_colors(tokens)
    own = [np.tile(bytes_of(color), (SURFACES, 1)) for color in colors]
    return np.array([neutral, *own], np.uint8)


class _Drawn:
    """A tile in the scene."""

    def __init__(self, mesh: TileMesh) -> None:
        from twin_viewer.rendering.layers import surfaces  # noqa: PLC0415 - loads VTK: here only

        self.mesh = mesh
        self._colors = np.zeros((len(mesh.points), 3), np.uint8)
        self._data: list[Any] = []
        self.actors: list[Any] = []
        closed, others = np.split(mesh.triangles, [mesh.solid])
        for triangles in (closed, others):
            if not len(triangles):
                continue
            data = surfaces.surface_data(mesh.points, triangles)
            surfaces.set_colors(data, self._colors)
            actor = surfaces.surface_actor(data)
            actor.GetProperty().SetBackfaceCulling(triangles is closed)
            self._data.append(data)
            self.actors.append(actor)

    def paint(self, colors: Bytes, classes: Bytes | None) -> None:
        mesh = self.mesh
        rows = NEUTRAL if classes is None else classes[mesh.owners]
        self._colors[:] = colors[rows, mesh.surfaces]
        for data, actor in zip(self._data, self.actors, strict=True):
            data.GetPointData().GetScalars().Modified()
            data.Modified()
            actor.GetMapper().Modified()

    def show(self, *, is_visible: bool) -> None:
        for actor in self.actors:
            actor.SetVisibility(is_visible)

    def fade(self, opacity: float) -> None:
        for actor in self.actors:
            actor.GetProperty().SetOpacity(opacity)

    def box(self) -> Doubles:
        spans = np.array([actor.GetBounds() for actor in self.actors]).reshape(-1, 3, 2)
        return np.array((spans[:, :, 0].min(axis=0), spans[:, :, 1].max(axis=0)))

    def enter(self, scene: "Scene") -> None:
        for actor in self.actors:
            scene.renderer.AddActor(actor)

    def leave(self, scene: "Scene") -> None:
        for actor in self.actors:
            scene.renderer.RemoveActor(actor)


class BuildingLayer(Layer):
    """Draws tiles of city objects, grey, or coloured by one attribute.

    Args:
        layer_id: Its name in the scene.
    """

    def __init__(self, layer_id: str = "buildings") -> None:
        super().__init__(layer_id)
        self._tiles: dict[TileId, _Drawn] = {}
        self._classes: dict[TileId, Bytes] = {}
        self._class_colors: tuple[str, ...] = ()

    @property
    def tile_ids(self) -> frozenset[TileId]:
        """The tiles that are drawn."""
        return frozenset(self._tiles)

    @property
    def meshes(self) -> dict[TileId, TileMesh]:
        """What is drawn of each tile."""
        return {tile_id: drawn.mesh for tile_id, drawn in self._tiles.items()}

    def box_of(self, tile_id: TileId) -> Doubles:
        """Return the least and the greatest corner of a tile that is drawn, float64 (2, 3)."""
        return self._tiles[tile_id].box()

    def put(self, mesh: TileMesh) -> None:
        """Draw a tile; the one of the same id is replaced in the same picture."""
        self.drop(mesh.id)
        if not len(mesh.triangles):
            return
        drawn = self._tiles[mesh.id] = _Drawn(mesh)
        drawn.show(is_visible=self._is_seen)
        drawn.fade(self.strength)
        if self.scene is not None:
            self._paint([drawn])
            drawn.enter(self.scene)

    def drop(self, tile_id: TileId) -> None:
        """Take a tile away; one that is not drawn is passed over."""
        drawn = self._tiles.pop(tile_id, None)
        if drawn is not None and self.scene is not None:
            drawn.leave(self.scene)

    def color(self, colors: tuple[str, ...], classes: Mapping[TileId, Bytes]) -> None:
        """Colour objects by their class.

        Args:
            colors: Colour of class 1, 2, …, as `#rrggbb`.
            classes: Class of each object of a tile, uint8 (objects,); 0 is neutral, and so are
                tiles that are not named. Tiles may be named before they come.
        """
        self._class_colors = colors
        self._classes = dict(classes)
        self._paint(self._tiles.values())

    @override
    def attach(self, scene: "Scene") -> None:
        super().attach(scene)
        self._paint(self._tiles.values())
        for drawn in self._tiles.values():
            drawn.enter(scene)

    @override
    def detach(self) -> None:
        if self.scene is not None:
            for drawn in self._tiles.values():
                drawn.leave(self.scene)
        self._tiles.clear()
        super().detach()

    @override
    def show(self, *, is_visible: bool) -> None:
        super().show(is_visible=is_visible)
        for drawn in self._tiles.values():
            drawn.show(is_visible=self._is_seen)

    @override
    def take_strength(self) -> None:
        for drawn in self._tiles.values():
            drawn.show(is_visible=self._is_seen)
            drawn.fade(self.strength)

    @property
    def _is_seen(self) -> bool:
        return self.is_visible and self.strength > 0

    @override
    def restyle(self) -> None:
        self._paint(self._tiles.values())

    def _paint(self, tiles: Iterable[_Drawn]) -> None:
        if self.scene is None:
            return
        colors = palette(self.scene.tokens, self._class_colors)
        for drawn in tiles:
            drawn.paint(colors, self._fitting(drawn.mesh))

    def _fitting(self, mesh: TileMesh) -> NDArray[np.uint8] | None:
        """Return the classes of a tile's objects; None where they are those of an older tile."""
        classes = self._classes.get(mesh.id)
        is_fitting = classes is not None and len(classes) > int(mesh.owners.max())
        return classes if is_fitting else None
