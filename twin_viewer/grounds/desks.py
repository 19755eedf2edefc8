"""The window's end of the base map: hands what was painted over to the ground of the scene."""

import math
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.domain.cities import City
from app.domain.maps import NO_MAP, MapConfig
from twin_viewer.grounds.painters import GroundPainter, Painted
from twin_viewer.model.cities import TileKey
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.layers.terrain import TerrainLayer
from twin_viewer.rendering.stage import Stage
from widgets.texts import language
from widgets.theme import theme

REDRAWN_S: Final = 0.25
"""While squares come in, a picture is drawn so often."""


class GroundDesk(QObject):
    """Keeps the base map of a city on the ground.

    Args:
        stage: What draws.
        terrain: The ground; touched in acts of the stage only.
        height_at: Says how high the ground is at a place of the scene; None where nobody knows.
        parent: Owner.

    Signals:
        settled: All squares are painted as they are wanted now.
    """

    settled = Signal()
    _came = Signal(object)
    _covers = Signal(object)

    def __init__(
        self,
        stage: Stage,
        terrain: TerrainLayer,
        height_at: Callable[[float, float], float | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        self._terrain = terrain
        self._height_at = height_at
        self._config: MapConfig = NO_MAP
        self._is_started = self._is_closed = False
        self._is_visible = True
        self._drawn_at = -math.inf
        self._painter = GroundPainter(
            stage.frame, deliver=self._came.emit, spread=self._covers.emit
        )
        self._came.connect(self._take)
        self._covers.connect(self._cover)
        stage.camera_changed.connect(self._aim)
        theme().changed.connect(self._dress)
        stage.do(lambda _: terrain.show_maps(is_visible=True), redraw=False)

    def close(self) -> None:
        """End the thread; what is on the ground stays there."""
        self._is_closed = True
        self._stage.camera_changed.disconnect(self._aim)
        theme().changed.disconnect(self._dress)
        self._painter.close()

    # ---- wishes --------------------------------------------------------------------------------
    def set_city(self, city: City) -> None:
        """Lay the base map of a city on the ground; its files are read in a thread."""
        if self._is_closed or not (city.map.folder or self._config.folder):
            return
        self._config = city.map
        self._painter.read(city.map)
        if not self._is_started:
            self._is_started = True
            self._dress()
            self._aim(self._stage.camera)
            self._painter.start()

    def show(self, *, is_visible: bool) -> None:
        """Show the base map, or the plain ground."""
        if is_visible != self._is_visible:
            self._is_visible = is_visible
            self._painter.want(is_wanted=is_visible)
            self._stage.do(lambda _: self._terrain.show_maps(is_visible=is_visible))

    @property
    def credits(self) -> tuple[str, ...]:
        """Whose base map is seen, and what must be known of it; empty while none is."""
        if not self._is_visible or not self._config.folder:
            return ()
        words = (self._config.attribution, self._config.notice.in_language(language()))
        return tuple(one for one in words if one)

    # ---- what is told on -----------------------------------------------------------------------
    def _dress(self) -> None:
        self._painter.dress(theme().tokens.map)

    def _aim(self, camera: Camera) -> None:
        ground = self._height_at(camera.east, camera.north)
        self._painter.aim(camera, 0.0 if ground is None else ground)

    def _cover(self, keys: frozenset[TileKey]) -> None:
        if not self._is_closed:
            self._stage.do(lambda _: self._terrain.set_mapped(keys))

    def _take(self, painted: Painted) -> None:
        if self._is_closed:
            return
        now = time.monotonic()
        is_drawing = not painted.left or now - self._drawn_at >= REDRAWN_S
        if is_drawing:
            self._drawn_at = now
        key, image = painted.key, painted.image
        self._stage.do(lambda _: self._terrain.put_map(key, image), redraw=is_drawing)
        if not painted.left:
            self.settled.emit()
