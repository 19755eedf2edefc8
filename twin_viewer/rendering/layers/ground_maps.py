"""Pictures of the base map: textures for the ground, level squares where no heights are known."""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from twin_viewer.model.cities import TileKey
from twin_viewer.model.grids import OrthoImage

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene


class GroundMaps:
    """The pictures by square; used in the render thread only.

    Attributes:
        is_shown: True while the base map is to be seen.
    """

    def __init__(self) -> None:
        self.is_shown = False
        self._pictures: dict[TileKey, tuple[OrthoImage, Any]] = {}
        self._covered: frozenset[TileKey] = frozenset()
        self._levels: dict[TileKey, Any] = {}

    @property
    def keys(self) -> Collection[TileKey]:
        """Squares with a picture."""
        return self._pictures.keys()

    def put(self, key: TileKey, image: OrthoImage) -> None:
        """Keep the picture of a square."""
        from twin_viewer.rendering.layers import surfaces  # noqa: PLC0415 - loads VTK: here only

        # The texture has the pixels; here only their place is wanted.
        place = replace(image, pixels=np.zeros((0, 0, 3), np.uint8))
        self._pictures[key] = (place, surfaces.texture_of(image.pixels))

    def cover(self, keys: frozenset[TileKey]) -> None:
        """Take which squares there are; pictures of others go."""
        self._covered = keys
        for key in self._pictures.keys() - keys:
            del self._pictures[key]

    def of(self, key: TileKey) -> tuple[OrthoImage, Any] | None:
        """Return place and texture of a square's picture; None while there is none to be seen."""
        return self._pictures.get(key) if self.is_shown else None

    def is_beyond(self, key: TileKey) -> bool:
        """Tell whether a square lies outside the city, as far as the base map knows."""
        return self.is_shown and bool(self._covered) and key not in self._covered

    # ---- level squares -------------------------------------------------------------------------
    def lay(self, key: TileKey, scene: "Scene", *, is_bare: bool) -> None:
        """Lay a level square on the plane, or take it away.

        Args:
            key: Which.
            scene: The scene.
            is_bare: True where nothing else carries the picture.
        """
        picture = self.of(key)
        level = self._levels.get(key)
        if picture is None or not is_bare:
            if level is not None:
                scene.renderer.RemoveActor(level)
                del self._levels[key]
            return
        if level is None:
            level = self._levels[key] = _level(picture[0], scene)
            scene.renderer.AddActor(level)
        level.SetPosition(0.0, 0.0, scene.bottom)
        level.SetTexture(picture[1])

    def levels_of(self, key: TileKey) -> list[Any]:
        """Return the actor of a level square, if there is one."""
        return [self._levels[key]] if key in self._levels else []

    def levels(self) -> list[Any]:
        """Return the actors of all level squares."""
        return list(self._levels.values())

    def leave(self, scene: "Scene | None") -> None:
        """Take everything out of a scene."""
        if scene is not None:
            for level in self._levels.values():
                scene.renderer.RemoveActor(level)
        self._levels.clear()
        self._pictures.clear()


def _level(image: OrthoImage, scene: "Scene") -> Any:
    """Return a level square with the picture's places, at height 0."""
    from twin_viewer.rendering.layers import surfaces  # noqa: PLC0415 - loads VTK: here only

    west, south = image.west - scene.frame.east, image.south - scene.frame.north
    east, north = image.east - scene.frame.east, image.north - scene.frame.north
    corners = [(west, south, 0), (east, south, 0), (east, north, 0), (west, north, 0)]
    rows = np.array([(0, 1, 2), (0, 2, 3)], np.int32)
    data = surfaces.surface_data(np.array(corners, np.float32), rows)
    places = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)
    surfaces.set_texture_places(data, places)
    return surfaces.surface_actor(data)
