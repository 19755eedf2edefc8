"""The loop that holds the scene: does what it is told, and draws when something is new."""

import gc
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.scenes import Act, Scene

ACTS_S: Final = 0.025
"""How long acts go on at least before a picture that is due is drawn between them; where pictures
take longer, acts get as long as a picture does, or loading would wait for pictures of itself."""

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A finished picture of the scene.

    Attributes:
        pixels: Red, green, blue, nothing; uint8 (height, width, 4), uppermost row first.
        camera: From where it was taken.
        size: What was asked for, pixels; `pixels` may be coarser while the camera moves.
        number: How many pictures there were, from 1.
        took_s: How long it took to draw.
        is_final: False when a better one of the same view follows.
    """

    pixels: NDArray[np.uint8]
    camera: Camera
    size: tuple[int, int]
    number: int
    took_s: float
    is_final: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What the next picture is to be.

    Attributes:
        camera: From where.
        size: Width and height, pixels.
        coarseness: Each pixel drawn stands for so many across and down; 1 is the best.
        is_moving: True while a person moves the camera.
    """

    camera: Camera
    size: tuple[int, int]
    coarseness: float = 1.0
    is_moving: bool = False


class RenderThread:
    """Runs a scene in a thread of its own.

    Args:
        make_scene: Makes the scene, in that thread.
        started: Told the name of the graphics, from that thread.
        deliver: Given each picture, from that thread; must not block.
        failed: Told why the scene cannot be drawn (an exception), from that thread.
    """

    def __init__(
        self,
        make_scene: Callable[[], Scene],
        *,
        started: Callable[[str], None],
        deliver: Callable[[Picture], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._make_scene = make_scene
        self._started = started
        self._deliver = deliver
        self._failed = failed
        self._news = threading.Condition()
        self._acts: deque[Act] = deque()
        self._wish: Wish | None = None
        self._is_due = False
        self._is_closing = False
        self._number = 0
        self._took_s = 0.0
        self._thread = threading.Thread(target=self._run, name="twin-rendering", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self, patience_s: float = 10.0) -> None:
        """End the thread once the picture it draws is done."""
        with self._news:
            self._is_closing = True
            self._news.notify()
        if self._thread.ident is not None:
            self._thread.join(patience_s)

    def do(self, act: Act) -> None:
        """Have something done to the scene, in order."""
        with self._news:
            self._acts.append(act)
            self._news.notify()

    def draw(self, wish: Wish) -> None:
        """Have a picture drawn; a newer wish replaces one that waits."""
        with self._news:
            self._wish = wish
            self._is_due = True
            self._news.notify()

    # ---- in the thread -------------------------------------------------------------------------
    def _run(self) -> None:
        try:
            with _no_collections():
                scene = self._make_scene()
        except Exception as error:  # noqa: BLE001 - graphics fail in many ways; the view says so
            self._failed(error)
            return
        try:
            self._started(scene.graphics)
            while self._turn(scene):
                pass
        except Exception as error:  # noqa: BLE001 - likewise: told and logged, never silent
            _LOG.exception("The twin cannot be drawn.")
            self._failed(error)
        finally:
            scene.close()

    def _turn(self, scene: Scene) -> bool:
        with self._news:
            while not (self._acts or self._is_due or self._is_closing):
                self._news.wait()
            if self._is_closing:
                return False
        self._do_some(scene)
        with self._news:
            wish, is_due = self._wish, self._is_due
            # What is left of the acts has to be seen, too.
            self._is_due = is_due and bool(self._acts)
        if is_due and wish is not None:
            self._picture(scene, wish)
        return True

    def _do_some(self, scene: Scene) -> None:
        """Do acts for a moment; one that fails costs only itself."""
        end = time.perf_counter() + max(ACTS_S, self._took_s)
        while time.perf_counter() < end:
            with self._news:
                if not self._acts:
                    return
                act = self._acts.popleft()
            try:
                act(scene)
            except Exception:  # noqa: BLE001 - a broken part must not take the scene away
                _LOG.exception("A part of the twin could not be shown.")

    def _picture(self, scene: Scene, wish: Wish) -> None:
        width, height = wish.size
        scene.resize(
            max(1, round(width / wish.coarseness)), max(1, round(height / wish.coarseness))
        )
        begin = time.perf_counter()
        is_better_later = scene.prepare(wish.camera, is_moving=wish.is_moving)
        pixels = scene.draw()
        self._number += 1
        self._took_s = took = time.perf_counter() - begin
        if is_better_later:
            with self._news:
                self._is_due = True
        is_final = not is_better_later
        self._deliver(Picture(pixels, wish.camera, wish.size, self._number, took, is_final))


@contextmanager
def _no_collections() -> Iterator[None]:
    """Keep the collector of garbage away while the graphics are loaded, and from them for ever.

    They bring hundreds of thousands of objects that never go. Looking at all of them time and again
    while they come would stop the window for half a second each time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
