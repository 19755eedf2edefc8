"""The thread that reads the base map and paints it, square by square."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.domain.maps import MapConfig
from app.services.maps.grounds import read_ground
from app.services.maps.sources import MapSource
from twin_viewer.grounds.features import GroundMap, ground_map
from twin_viewer.grounds.painting import paint
from twin_viewer.grounds.plans import GroundPlan, Wish
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import SceneFrame
from twin_viewer.model.grids import OrthoImage
from twin_viewer.rendering.cameras import Camera
from widgets.theme.tokens import MapTokens

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """A picture of a square.

    Attributes:
        key: Which square.
        image: The picture.
        left: How many are left to be painted.
    """

    key: TileKey
    image: OrthoImage
    left: int


class GroundPainter:
    """Reads and paints in a thread of its own.

    Args:
        frame: Origin of the scene.
        deliver: Given each picture, from that thread; must not block.
        spread: Told which squares the map covers, before they are painted, from that thread;
            pictures of others are to go.
    """

    def __init__(
        self,
        frame: SceneFrame,
        *,
        deliver: Callable[[Painted], None],
        spread: Callable[[frozenset[TileKey]], None],
    ) -> None:
        self._deliver = deliver
        self._spread = spread
        self._plan = GroundPlan(frame)
        self._news = threading.Condition()
        self._config: MapConfig | None = None
        self._colours: MapTokens | None = None
        self._camera: Camera | None = None
        self._ground = 0.0
        self._is_wanted = True
        self._is_new = False
        self._is_closing = False
        self._sources: tuple[MapSource, ...] = ()
        self._map = GroundMap({})
        self._painted: MapTokens | None = None
        self._thread = threading.Thread(target=self._run, name="twin-grounds", daemon=True)

    # ---- wishes --------------------------------------------------------------------------------
    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self) -> None:
        """End the thread once it has painted what it paints."""
        with self._news:
            self._is_closing = True
            self._news.notify()
        if self._thread.ident is not None:
            self._thread.join()

    def read(self, config: MapConfig) -> None:
        """Read what the map of a profile is made of; it is painted anew where it is another."""
        with self._news:
            self._config, self._is_new = config, True
            self._news.notify()

    def dress(self, colours: MapTokens) -> None:
        """Paint in these colours."""
        with self._news:
            self._colours, self._is_new = colours, True
            self._news.notify()

    def aim(self, camera: Camera, ground: float) -> None:
        """Tell from where the scene is seen, and how high the ground is there."""
        with self._news:
            self._camera, self._ground, self._is_new = camera, ground, True
            self._news.notify()

    def want(self, *, is_wanted: bool) -> None:
        """Paint, or rest."""
        with self._news:
            self._is_wanted, self._is_new = is_wanted, True
            self._news.notify()

    # ---- in the thread -------------------------------------------------------------------------
    def _run(self) -> None:
        while True:
            config: MapConfig | None = None
            with self._news:
                if self._is_closing:
                    return
                camera, ground, colours = self._camera, self._ground, self._colours
                is_ready = self._is_wanted and camera is not None and colours is not None
                if is_ready:
                    config, self._config = self._config, None
                self._is_new = False
            if is_ready and camera is not None and colours is not None:
                if config is not None:
                    self._read(config, camera)
                if self._paint_next(camera, ground, colours):
                    continue
            with self._news:
                if not (self._is_new or self._is_closing):
                    self._news.wait()

    def _read(self, config: MapConfig, camera: Camera) -> None:
        """Read a map. What cannot be shown of it is told by the map itself."""
        sources, _ = read_ground(config)
        if sources == self._sources:
            return
        self._sources = sources
        try:
            self._map = ground_map(sources)
        except Exception:  # noqa: BLE001 - files of others break in many ways; the rest goes on
            _LOG.exception("The base map could not be laid on the ground.")
            self._map = GroundMap({})
        self._plan.take(self._map.squares, camera)
        self._spread(self._plan.squares)

    def _paint_next(self, camera: Camera, ground: float, colours: MapTokens) -> bool:
        """Paint one square; False when there is nothing to do."""
        if colours != self._painted:
            self._painted = colours
            self._plan.made.clear()
        wish = self._plan.next(camera, ground)
        if wish is None:
            return False
        self._plan.made[wish.key] = wish.pixels
        self._paint(wish, colours)
        return True

    def _paint(self, wish: Wish, colours: MapTokens) -> None:
        try:
            image = paint(self._map, wish.key, colours, wish.pixels)
        except Exception:  # noqa: BLE001 - one broken square must not end all others
            _LOG.exception("A square kilometre of the base map could not be painted.")
            return
        self._deliver(Painted(wish.key, image, wish.left - 1))
