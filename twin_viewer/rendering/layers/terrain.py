"""The ground: patches of triangles, pictures on them, and a plane below everything."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from typing_extensions import override

from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import Floats, SceneFrame
from twin_viewer.model.grids import OrthoImage
from twin_viewer.rendering.colors import share_of
from twin_viewer.rendering.layers.base import Layer
from twin_viewer.rendering.layers.ground_maps import GroundMaps
from twin_viewer.rendering.meshes import GroundMesh

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene

Box = tuple[float, float, float, float]
"""West, south, east, north, metres of the scene."""

PLANE_M: Final = 40_000.0
"""How far the plane reaches beyond the city; it is cut off where the city's depth ends."""

_FLAT: Final = 0.97
"""Share of its own light that a photograph keeps; it has light and shade of its own."""

_BELOW: Final = 40.0
"""Steps of depth by which the plane loses against level squares of the base map that lie in it."""

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

    def cover(self, picture: tuple[OrthoImage, Any], frame: SceneFrame) -> None:
        """Lay a picture on it; light and shade of the ground stay."""
        from twin_viewer.rendering.layers import surfaces  # noqa: PLC0415 - loads VTK: here only

        image, texture = picture
        for points, data, actor in zip(self.points, self.data, self.actors, strict=True):
            surfaces.set_texture_places(data, places_in(image, frame, points))
            actor.SetTexture(texture)
            surfaces.set_matt(actor)
            actor.GetProperty().SetColor(1.0, 1.0, 1.0)
            actor.GetMapper().Modified()

    def flatten(self, shade: float) -> None:
        """Let its picture be seen as it was taken, only darker."""
        for actor in self.actors:
            actor.GetProperty().SetColor(shade, shade, shade)
            actor.GetProperty().SetAmbient(_FLAT)
            actor.GetProperty().SetDiffuse(1.0 - _FLAT)

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
        self._maps = GroundMaps()
        self._plane: Any = None
        self._extent: Box = (-1_000.0, -1_000.0, 1_000.0, 1_000.0)

    def put(self, key: TileKey, meshes: Sequence[GroundMesh]) -> None:
        """Draw a square kilometre; its older patches go in the same picture."""
        self._remove(key)
        tile = self._tiles[key] = _Tile(meshes)
        self._show(tile.actors)
        self._look(key)
        if self.scene is not None:
            for actor in tile.actors:
                self.scene.renderer.AddActor(actor)

    def drop(self, key: TileKey) -> None:
        """Take a square kilometre away; one that is not drawn is passed over."""
        self._remove(key)
        self._look(key)

    def _remove(self, key: TileKey) -> None:
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

    def put_map(self, key: TileKey, image: OrthoImage) -> None:
        """Lay the base map on a square kilometre; a photograph that is shown hides it.

        Where no heights are known it lies on the plane.
        """
        self._maps.put(key, image)
        self._look(key)

    def set_mapped(self, keys: frozenset[TileKey]) -> None:
        """Take which squares the base map covers; all else lies outside the city."""
        before = set(self._maps.keys)
        self._maps.cover(keys)
        for key in before | set(self._tiles):
            self._look(key)

    def show_maps(self, *, is_visible: bool) -> None:
        """Show the base map, or the plain ground."""
        self._maps.is_shown = is_visible
        for key in {*self._maps.keys, *self._tiles}:
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
            for key in self._maps.keys:
                self._lay_map(key)

    @override
    def attach(self, scene: "Scene") -> None:
        super().attach(scene)
        self._lay()
        for key in self._maps.keys:
            self._look(key)
        for key, tile in self._tiles.items():
            self._look(key)
            for actor in tile.actors:
                scene.renderer.AddActor(actor)

    @override
    def detach(self) -> None:
        for key in tuple(self._tiles):
            self._remove(key)
        self._photos.clear()
        self._maps.leave(self.scene)
        if self.scene is not None and self._plane is not None:
            self.scene.renderer.RemoveActor(self._plane)
        self._plane = None
        super().detach()

    @override
    def show(self, *, is_visible: bool) -> None:
        super().show(is_visible=is_visible)
        self.take_strength()

    @override
    def take_strength(self) -> None:
        for tile in self._tiles.values():
            self._show(tile.actors)
        self._show(self._maps.levels())
        if self._plane is not None:
            self._show([self._plane])

    def _show(self, actors: Sequence[Any]) -> None:
        is_seen = self.is_visible and self.strength > 0
        for actor in actors:
            actor.SetVisibility(is_seen)
            actor.GetProperty().SetOpacity(self.strength)

    @override
    def restyle(self) -> None:
        for key in self._tiles:
            self._look(key)
        if self._plane is not None and self.scene is not None:
            self._plane.GetProperty().SetColor(share_of(self.scene.tokens.map.outside))

    def _look(self, key: TileKey) -> None:
        """Show on a square what is wanted: photograph, base map, or nothing."""
        if self.scene is None:
            return
        self._lay_map(key)
        tile = self._tiles.get(key)
        if tile is None:
            return
        photo = self._photos.get(key) if self._has_photos else None
        picture = photo or self._maps.of(key)
        colours = self.scene.tokens.map
        if picture is None:
            beyond = self._maps.is_beyond(key)
            tile.bare(share_of(colours.outside if beyond else colours.land))
            return
        tile.cover(picture, self.scene.frame)
        if photo is not None:
            tile.flatten(_DIMMED if self.scene.tokens.name == "dark" else 1.0)

    def _lay_map(self, key: TileKey) -> None:
        """Lay the base map on the plane where no ground carries it."""
        if self.scene is not None:
            self._maps.lay(key, self.scene, is_bare=key not in self._tiles)
            self._show(self._maps.levels_of(key))

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
        surfaces.push_back(self._plane, _BELOW)
        self._show([self._plane])
        self._plane.GetProperty().SetColor(share_of(self.scene.tokens.map.outside))
        self.scene.renderer.AddActor(self._plane)
