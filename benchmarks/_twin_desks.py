"""Stage, canvas, loader and picker over a made-up city, as the benchmarks of the twin use them."""

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from benchmarks._twin_scenes import FRAME, tiles
from twin_viewer.cache.tiles import read_tile, write_tile
from twin_viewer.canvas import TwinCanvas
from twin_viewer.loading import CityLoader
from twin_viewer.model.cities import BuildingTile, TileKey
from twin_viewer.rendering.cameras import Camera, looking_at
from twin_viewer.rendering.effects.sky import Sky
from twin_viewer.rendering.effects.sunlight import Sunlight
from twin_viewer.rendering.picking import Picker
from twin_viewer.rendering.scenes import Scene
from twin_viewer.rendering.stage import Stage
from twin_viewer.rendering.threads import Picture

SIZE: Final = (1280, 800)
DEADLINE_S: Final = 120.0
SWITCH_S: Final = 0.0005
"""How long a thread may keep the interpreter while others wait; as the program sets it."""


class CachedCity:
    """The made-up city in a cache on disk, as a library gives it to the loader."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys: list[TileKey] = []
        for tile in tiles():
            write_tile(self._path(tile.key), tile)
            self._keys.append(tile.key)

    def tile_keys(self) -> list[TileKey]:
        """Return the squares with buildings."""
        return self._keys

    def read_tile(self, key: TileKey, *, with_attributes: bool = False) -> BuildingTile:
        """Read a square from the cache."""
        return read_tile(self._path(key), "stadt", with_attributes=with_attributes)

    def terrain_keys(self) -> tuple[TileKey, ...]:
        """Return no squares: the ground is a plane."""
        return ()

    def read_terrain(self, key: TileKey, step: float) -> None:
        """Read nothing."""

    def ortho_keys(self) -> tuple[TileKey, ...]:
        """Return no squares."""
        return ()

    def read_ortho(self, key: TileKey, pixels: int) -> None:
        """Read nothing."""

    def _path(self, key: TileKey) -> Path:
        return self._folder / f"{key}.tile"


@contextmanager
def cached_city(kind: type[CachedCity] = CachedCity) -> Iterator[CachedCity]:
    """Write the city to a cache in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield kind(Path(folder))


class Desk:
    """Everything that draws and finds the city; a context that ends its threads.

    Args:
        library: What is loaded.

    Attributes:
        stage: What draws.
        picker: What finds.
        loader: What loads.
        graphics: Name of the graphics.
        first_s: When the first picture after `load` was there, s.
    """

    def __init__(self, library: Any) -> None:
        self.app = QApplication.instance() or QApplication([])
        self._switch_s = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_S)
        self.stage = Stage(FRAME)
        self.picker = Picker(FRAME)
        self.loader = CityLoader(library, self.stage, self.picker)
        self.canvas = TwinCanvas(self.stage)
        self.graphics = ""
        self.first_s = 0.0
        self._is_settled = False
        self.loader.settled.connect(self._settle)
        self.stage.started.connect(self._note)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the threads and close the window."""
        self.loader.close()
        self.stage.close()
        self.canvas.close()
        sys.setswitchinterval(self._switch_s)

    def start(self) -> float:
        """Load the graphics and show an empty picture; return how long that took, s."""
        begun = time.perf_counter()
        self.stage.do(_light, redraw=False)
        self.canvas.resize(*SIZE)
        self.canvas.show()
        self.stage.start()
        self.wait_until(lambda: bool(self.graphics) and self.stage.pictures > 0)
        took = time.perf_counter() - begun
        gc.freeze()  # as the program does once the scene has started
        return took

    def load(self, camera: Camera) -> None:
        """Load everything and return once it is drawn."""
        begun = time.perf_counter()
        before = self.stage.pictures
        self.stage.set_camera(camera)
        self.loader.start()
        self.wait_until(lambda: self.stage.pictures > before)
        self.first_s = time.perf_counter() - begun
        self.wait_until(lambda: self._is_settled)
        self.picture()

    def frame(self, camera: Any) -> float:
        """Draw one picture at full resolution; return how long the render thread took, s."""
        return self.picture(camera).took_s

    def picture(self, camera: Camera | None = None) -> Picture:
        """Return a picture that shows everything that was done so far."""
        got: list[Picture] = []
        take = got.append
        done: list[bool] = []
        self.stage.do(lambda _: done.append(True), redraw=False)
        self.wait_until(lambda: bool(done))
        self.wait(0.0)
        self.stage.pictured.connect(take)
        if camera is None or camera == self.stage.camera:
            self.stage.request_frame()
        else:
            self.stage.set_camera(camera)
        self.wait_until(lambda: bool(got) and got[-1].camera == self.stage.camera)
        self.stage.pictured.disconnect(take)
        return got[-1]

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Let the window live until something holds."""
        end = time.perf_counter() + DEADLINE_S
        while not holds():
            assert time.perf_counter() < end, "the twin did not answer"
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            time.sleep(0.0005)

    def wait(self, seconds: float) -> None:
        """Let the window live for a while."""
        end = time.perf_counter() + seconds
        self.app.processEvents()
        while time.perf_counter() < end:
            self.app.processEvents()
            time.sleep(0.0005)

    def overview(self, heading: float) -> Camera:
        """Return a camera that sees most of the city."""
        return looking_at(np.zeros(3), 9_000.0, heading, -35.0)

    def street(self, heading: float) -> Camera:
        """Return a camera just above the roofs in the middle of the city."""
        return Camera(0.0, 0.0, 40.0, heading % 360.0, -8.0)

    def walk(self, heading: float) -> Camera:
        """Return a camera at the height of a person in the middle of the city."""
        return Camera(0.0, 0.0, 1.7, heading % 360.0, 0.0)

    def _settle(self) -> None:
        self._is_settled = True

    def _note(self, graphics: str) -> None:
        self.graphics = graphics


def _light(scene: Scene) -> None:
    scene.set_effect("sun", Sunlight())
    scene.set_effect("sky", Sky())
