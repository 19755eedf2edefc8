"""The process of the map's page killed twenty times: seconds until the same map is seen again.

The real canvas and stage show 10,000 devices with states, 2,000 lines and a selection. A round is
over when the picture is that of before the kill, selection included; the picture without the
selection is another one, which is checked first. Memory is what our process holds, and how many
processes the engine has.
"""

import json
import os
import signal
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.domain.maps import LayerKind, MapLayer
from app.domain.texts import Text
from app.services.maps.sources import MapSource, StateRows
from benchmarks.result import Result
from widgets.map.canvas import Condition, MapCanvas
from widgets.map.schemes import share_graphics
from widgets.map.stage import MapStage
from widgets.theme import theme

KILLS: Final = 20
BUDGET_S: Final = 2.0
PAUSE_S: Final = 13.0
"""Between two kills: more than five in a minute are taken for a fault that does not go away."""
DEVICES: Final = 10_000
LINES: Final = 2_000
SELECTED: Final = 40
MIDDLE: Final = (7.82, 51.66)
ALIKE: Final = 0.9995
_PATIENCE_S: Final = 20.0
_PAGE: Final = 4_096


def run() -> Result:
    """Kill, wait, compare; the worst round counts."""
    share_graphics()
    application = QApplication.instance() or QApplication([])
    theme().apply("dark")
    canvas = MapCanvas()
    canvas.resize(1000, 700)
    stage = MapStage(canvas)
    near = _fill(stage)
    canvas.show()
    canvas.start()
    _wait(lambda: canvas.condition is Condition.ALIVE)
    bare = _settled(canvas)
    stage.select("points", near)
    wanted = _settled(canvas)
    has_selection = not _alike(bare, wanted)
    seconds, memory, processes = [], [], []
    for number in range(KILLS):
        seconds.append(_kill(canvas, stage, wanted))
        memory.append(_held_mb())
        processes.append(_children())
        print(
            f"kill {number + 1}: seen again after {seconds[-1]:.2f} s, "
            f"{memory[-1]:.0f} MB, {processes[-1]} processes of the engine",
            flush=True,
        )
        _spin(PAUSE_S if number < KILLS - 1 else 0.0)
    canvas.close_engine()
    canvas.close()
    application.processEvents()
    worst = max(seconds)
    settled = memory[KILLS // 4 :]
    growth = (statistics.mean(settled[-5:]) - statistics.mean(settled[:5])) / settled[0]
    is_flat = abs(growth) < 0.05 and max(processes) == min(processes)
    return Result(
        "map_renderer",
        round(worst, 2),
        "s",
        f"limit {BUDGET_S} s; median {statistics.median(seconds):.2f} s; selection "
        f"{'kept' if has_selection else 'not seen'}; memory {growth:+.1%}, processes "
        f"{min(processes)} to {max(processes)}",
        round(worst / BUDGET_S, 3),
        f"the same picture within {BUDGET_S} s after each of {KILLS} kills; memory flat (5 %)",
        worst <= BUDGET_S and has_selection and is_flat,
    )


def _fill(stage: MapStage) -> list[int]:
    """Let the stage show devices with states, and lines; return the devices near its middle."""
    numbers = np.random.default_rng(5)
    east = 7.66 + numbers.random(DEVICES) * 0.35
    north = 51.57 + numbers.random(DEVICES) * 0.18
    devices = [
        {
            "type": "Feature",
            "id": row,
            "properties": {"k": f"d{row}", "f": "umwelt"},
            "geometry": {"type": "Point", "coordinates": [float(x), float(y)]},
        }
        for row, (x, y) in enumerate(zip(east, north, strict=True))
    ]
    lines = [
        {
            "type": "Feature",
            "id": row,
            "properties": {"k": f"c{row}"},
            "geometry": {
                "type": "LineString",
                "coordinates": [
                    [float(east[row]), float(north[row])],
                    [float(east[row + LINES]), float(north[row + LINES])],
                ],
            },
        }
        for row in range(LINES)
    ]
    stage.set_layers(
        [
            MapLayer("connections", Text("Verbindungen"), LayerKind.CONNECTIONS),
            MapLayer("points:umwelt", Text("Umwelt"), LayerKind.POINTS),
        ]
    )
    stage.set_source(MapSource("connections", 1, _collection(lines)))
    stage.set_source(MapSource("points", 1, _collection(devices)))
    ranks = numbers.integers(0, 7, DEVICES)
    stage.set_states(
        StateRows("points", ("r", "a"), range(DEVICES), [[int(rank), 0] for rank in ranks])
    )
    stage.fly_to(*MIDDLE, 14.0, at_once=True)
    distance = np.hypot(east - MIDDLE[0], north - MIDDLE[1])
    return [int(row) for row in np.argsort(distance)[:SELECTED]]


def _collection(features: list[dict[str, object]]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _kill(canvas: MapCanvas, stage: MapStage, wanted: QImage) -> float:
    """Kill the page's process; return how long until the wanted picture is seen."""
    marks: list[float] = []

    def note(*_: object) -> None:
        marks.append(time.perf_counter())

    for fact in (canvas.ready, stage.shown):
        fact.connect(note)
    began = time.perf_counter()
    os.kill(canvas.page_pid, signal.SIGKILL)
    _wait(lambda: len(marks) > 1)  # looking at pixels before would only hold it up
    _wait(lambda: _alike(_pixels(canvas), wanted), every_s=0.05)
    seen = time.perf_counter()
    for fact in (canvas.ready, stage.shown):
        fact.disconnect(note)
    print(f"page ready after {marks[0] - began:.2f} s, drawn after {marks[1] - began:.2f} s")
    return seen - began


def _pixels(canvas: MapCanvas) -> QImage:
    """Return what a person sees: the canvas with all that may cover the map."""
    return canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _settled(canvas: MapCanvas) -> QImage:
    """Return the picture once it has not changed for half a second."""
    deadline = time.monotonic() + _PATIENCE_S
    before = _pixels(canvas)
    _spin(1.5)
    while time.monotonic() < deadline:
        now = _pixels(canvas)
        if _alike(before, now) and len(np.unique(_array(now))) > 50:
            return now
        before = now
        _spin(0.5)
    raise TimeoutError("the map does not come to rest")


def _array(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)


def _alike(one: QImage, other: QImage) -> bool:
    """Tell whether two pictures are the same but for some pixels."""
    if one.size() != other.size():
        return False
    return bool(np.mean(_array(one) == _array(other)) >= ALIKE)


def _held_mb() -> float:
    """Return the memory our process holds."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * _PAGE / 1e6


def _children() -> int:
    """Return how many processes descend from ours and have not ended."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = entry.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if words[0] != "Z":
            parents[int(entry.parent.name)] = int(words[1])
    family, size = {os.getpid()}, 0
    while len(family) != size:
        size = len(family)
        family |= {pid for pid, parent in parents.items() if parent in family}
    return size - 1


def _wait(is_true: Callable[[], bool], every_s: float = 0.02) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not is_true():
        if time.monotonic() > deadline:
            raise TimeoutError("the map does not come back")
        _spin(every_s)


def _spin(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
