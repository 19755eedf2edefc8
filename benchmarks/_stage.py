"""A canvas with a running stage for the benchmarks of the twin, 1280 x 800, and waiting for it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from twin_viewer.canvas import TwinCanvas
from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.stage import Stage
from widgets.theme import theme

SIZE = (1280, 800)
_DEADLINE_S = 120.0


@contextmanager
def running_stage(frame: SceneFrame) -> Iterator[tuple[Stage, TwinCanvas]]:
    """Lend a stage that has drawn its first, empty picture."""
    QApplication.instance() or QApplication([])
    theme().apply("dark")
    stage = Stage(frame)
    canvas = TwinCanvas(stage)
    canvas.resize(*SIZE)
    stage.start()
    canvas.show()
    wait_for(lambda: canvas.picture is not None)
    try:
        yield stage, canvas
    finally:
        stage.close()
        canvas.close()
        canvas.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def wait_for(is_done: Callable[[], bool], deadline_s: float = _DEADLINE_S) -> float:
    """Run the event loop until something is true; return the seconds it took."""
    app = QApplication.instance()
    assert app is not None
    began = time.perf_counter()
    while not is_done():
        app.processEvents()
        if time.perf_counter() - began > deadline_s:
            raise TimeoutError("It did not happen in time.")
        time.sleep(0.0005)
    return time.perf_counter() - began


def memory_mib() -> float:
    """Return the resident memory of this process, MiB."""
    return _status("VmRSS") / 1024


def peak_mib() -> float:
    """Return the highest resident memory of this process so far, MiB."""
    return _status("VmHWM") / 1024


def load() -> str:
    """Return how busy the machine is: tasks that ran in the last minute."""
    return Path("/proc/loadavg").read_text("ascii").split()[0]


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])
