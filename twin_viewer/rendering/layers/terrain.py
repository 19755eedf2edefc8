"""The ground: patches of triangles, photographs on them, and a plane below everything."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from typing_extensions import override

from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import Floats, SceneFrame
from twin_viewer.model.grids import OrthoImage
from twin_viewer.rendering.colors import share_of
from twin_viewer.rendering.layers.base import Layer
from twin_viewer.rendering.meshes import GroundMesh

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene

Box = tuple[float, float, float, float]
"""West, south, east, north, metres of the scene."""

PLANE_M: Final = 40_000.0
"""How far the plane reaches beyond the city; it is cut off where the city's depth ends."""

_FLAT: Final = 0.97
"""Share of its own light that a photograph keeps; it has light and shade of its own."""

_DIMMED: Final = 0.7
"""Share of its brightness that a photograph keeps in the dark theme."""


def places_in(image: OrthoImage, frame: SceneFrame, points: Floats) -> Floats:
    """Return where points of the scene lie in a photograph, float32 (N, 2): 0 to 1, from south."""
    west, south = image.west - frame.east, image.south - frame.north
    size = (max(image.east - image.west, 1e-9), max(image.north - image.south, 1e-9))
    places: Floats = ((points[:, :2] - np.array((west, south))) / size).astype(np.float32)
    return places


class _Tile:
    """The patches of a square kilometre in the scene."""

    def __init__(self, meshes: Sequence[GroundMesh]) -> None:
        from twin_viewer.rendering.layers import surfaces  # noqa: PLC0415 - loads VTK: here only

        self.points = [mesh.points for mesh in meshes]
        self.data: list[Any] = []
        self.actors: list[Any] = []
        for mesh in meshes:
            data = surfaces.surface_data(mesh.points, mesh.triangles)
            surfaces.set_normals(data, mesh.normals)
            actor = surfaces.surface_actor(data)
            # Of a skirt only the outside may be seen; the back of it would be a dark line.
            actor.GetProperty().BackfaceCullingOn()
            self.data.append(data)
            self.actors.append(actor)

    def cover(self, texture: Any, image: OrthoImage, frame: SceneFrame, shade: float) -> None:
        from twin_viewer.rendering.layers import surfaces  # noqa: PLC0415 - loads VTK: here only

        for points, data, actor in zip(self.points, self.data, self.actors, strict=True):
            surfaces.set_texture_places(data, places_in(image, frame, points))
            actor.SetTexture(texture)
            actor.GetProperty().SetColor(shade, shade, shade)
            actor.GetProperty().SetAmbient(_FLAT)
            actor.GetProperty().SetDiffuse(1.0 - _FLAT)
            actor.GetMapper().Modified()

    def bare(self, color: tuple[float, float, float]) -> None:
        from twin_viewer.rendering.layers import surfaces  # noqa: PLC0415 - loads VTK: here only

        for actor in self.actors:
            actor.SetTexture(None)
            surfaces.set_matt(actor)
            actor.GetProperty().SetColor(*color)


class TerrainLayer(Layer):
    """Draws the ground.

    Args:
        layer_id: Its name in the scene.
    """

    def __init__(self, layer_id: str = "terrain") -> None:
        super().__init__(layer_id)
        self._tiles: dict[TileKey, _Tile] = {}
        self._photos: dict[TileKey, tuple[OrthoImage, Any]] = {}
        self._has_photos = False
        self._plane: Any = None
        self._extent: Box = (-1_000.0, -1_000.0, 1_000.0, 1_000.0)

    def put(self, key: TileKey, meshes: Sequence[GroundMesh]) -> None:
        """Draw a square kilometre; its older patches go in the same picture."""
        self.drop(key)
        tile = self._tiles[key] = _Tile(meshes)
        for actor in tile.actors:
            actor.SetVisibility(self.is_visible)
        if self.scene is not None:
            self._look(key)
            for actor in tile.actors:
                self.scene.renderer.AddActor(actor)

    def drop(self, key: TileKey) -> None:
        """Take a square kilometre away; one that is not drawn is passed over."""
        tile = self._tiles.pop(key, None)
        if tile is not None and self.scene is not None:
            for actor in tile.actors:
                self.scene.renderer.RemoveActor(actor)

    def put_photo(self, key: TileKey, image: OrthoImage) -> None:
        """Lay a photograph on a square kilometre, if photographs are shown."""
        from twin_viewer.rendering.layers import surfaces  # noqa: PLC0415 - loads VTK: here only

        self._photos[key] = (image, surfaces.texture_of(image.pixels))
        self._look(key)

    def drop_photo(self, key: TileKey) -> None:
        """Take a photograph away; one that is not there is passed over."""
        if self._photos.pop(key, None) is not None:
            self._look(key)

    def show_photos(self, *, is_visible: bool) -> None:
        """Show photographs, or the plain ground."""
        self._has_photos = is_visible
        for key in self._tiles:
            self._look(key)

    def set_plane(self, extent: Box, height: float) -> None:
        """Lay the plane below everything.

        Args:
            extent: What the city covers; the plane reaches beyond it.
            height: Its height, m of the scene.
        """
        self._extent = extent
        if self.scene is not None:
            self.scene.bottom = height
            self._lay()

    @override
    def attach(self, scene: "Scene") -> None:
        super().attach(scene)
        self._lay()
        for key, tile in self._tiles.items():
            self._look(key)
            for actor in tile.actors:
                scene.renderer.AddActor(actor)

    @override
    def detach(self) -> None:
        for key in tuple(self._tiles):
            self.drop(key)
        self._photos.clear()
        if self.scene is not None and self._plane is not None:
            self.scene.renderer.RemoveActor(self._plane)
        self._plane = None
        super().detach()

    @override
    def show(self, *, is_visible: bool) -> None:
        super().show(is_visible=is_visible)
        actors = [actor for tile in self._tiles.values() for actor in tile.actors]
        for actor in (*actors, self._plane):
            if actor is not None:
                actor.SetVisibility(is_visible)

    @override
    def restyle(self) -> None:
        for key in self._tiles:
            self._look(key)
        if self._plane is not None and self.scene is not None:
            self._plane.GetProperty().SetColor(share_of(self.scene.tokens.map.outside))

    def _look(self, key: TileKey) -> None:
        tile = self._tiles.get(key)
        if tile is None or self.scene is None:
            return
        photo = self._photos.get(key) if self._has_photos else None
        if photo is not None:
            shade = _DIMMED if self.scene.tokens.name == "dark" else 1.0
            tile.cover(photo[1], photo[0], self.scene.frame, shade)
        else:
            tile.bare(share_of(self.scene.tokens.map.land))

    def _lay(self) -> None:
        from twin_viewer.rendering.layers import surfaces  # noqa: PLC0415 - loads VTK: here only

        if self.scene is None:
            return
        if self._plane is not None:
            self.scene.renderer.RemoveActor(self._plane)
        west, south, east, north = self._extent
        height = self.scene.bottom
        west, south, east, north = west - PLANE_M, south - PLANE_M, east + PLANE_M, north + PLANE_M
        corners = [(west, south), (east, south), (east, north), (west, north)]
        points = np.array([(*corner, height) for corner in corners], np.float32)
        data = surfaces.surface_data(points, np.array([(0, 1, 2), (0, 2, 3)], np.int32))
        self._plane = surfaces.surface_actor(data)
        self._plane.UseBoundsOff()
        self._plane.SetVisibility(self.is_visible)
        self._plane.GetProperty().SetColor(share_of(self.scene.tokens.map.outside))
        self.scene.renderer.AddActor(self._plane)
