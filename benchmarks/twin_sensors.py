"""5,000 sensors in the twin: states written in place and a picture; then ten times a second.

The scene holds the sensors only, as in the limit. `--minutes=N` after the name says how long the
second part runs (1 without it); its memory may grow by 2 % from the first tenth to the last.
"""

import sys
import time

import numpy as np

from benchmarks._stage import SIZE, load, memory_mib, running_stage, wait_for
from benchmarks.result import Result
from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.rendering.layers.sensors import SensorLayer, full_color, normal_color, stale_color
from twin_viewer.rendering.scenes import Scene
from widgets.theme import DARK
from widgets.theme.tokens import ALARM_LOOKS

COUNT = 5_000
FRAMES = 60
LIMIT_MS = 25.0
GROWTH = 0.02
HERTZ = 10.0


def run() -> Result:
    """Measure both parts; the frame counts, growing memory fails it."""
    update, frame = _frames()
    print(f"update {update:.2f} ms, update and frame {frame:.1f} ms (medians), load {load()}")
    growth = _sustained(_minutes())
    print(f"memory after {_minutes():g} min at {HERTZ:.0f} Hz: {growth:+.2%}")
    return Result(
        "twin_sensors",
        round(frame, 2),
        "ms",
        f"{LIMIT_MS:.0f} ms, memory within {GROWTH:.0%} ({growth:+.2%}); {COUNT:,} sensors",
        round(frame / LIMIT_MS, 3),
        "<= 1.0",
        frame <= LIMIT_MS and growth <= GROWTH,
    )


def _minutes() -> float:
    given = [one.partition("=")[2] for one in sys.argv if one.startswith("--minutes=")]
    return float(given[0]) if given else 1.0


def _layer() -> SensorLayer:
    random = np.random.default_rng(5)
    places = np.column_stack((random.uniform(-7_500, 7_500, (COUNT, 2)), np.full(COUNT, 5.0)))
    layer = SensorLayer()
    ids = [f"sensor-{row}" for row in range(COUNT)]
    layer.set_places(ids, places.astype(np.float32), np.zeros(COUNT, np.float32))
    return layer


def _states() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(6)
    looks = [normal_color(DARK), stale_color(DARK)]
    looks += [full_color(look.fill) for look in ALARM_LOOKS.values()]
    rows = random.choice(
        len(looks), COUNT, p=[0.85, 0.1, *[0.05 / (len(looks) - 2)] * (len(looks) - 2)]
    )
    return np.array(looks)[rows], np.where(rows > 1, 1.4, 1.0).astype(np.float32)


def _frames() -> tuple[float, float]:
    """Return the medians of writing states and of that with a picture, ms, in this thread."""
    scene = Scene(SceneFrame(413_000, 5_725_000), DARK)
    scene.resize(*SIZE)
    layer = _layer()
    scene.put(layer)
    rgba, scale = _states()
    camera = looking_at(np.zeros(3), 9_000.0, 30.0, -35.0)
    updates, frames = [], []
    for number in range(FRAMES):
        shown = np.roll(rgba, number, axis=0)
        began = time.perf_counter()
        layer.set_states(shown, scale)
        scene.prepare(camera, is_moving=False)
        updates.append(time.perf_counter() - began)
        scene.draw()
        frames.append(time.perf_counter() - began)
    scene.close()
    return float(np.median(updates)) * 1e3, float(np.median(frames)) * 1e3


def _sustained(minutes: float) -> float:
    """Return how much the memory grew while states came ten times a second, as a share."""
    rgba, scale = _states()
    with running_stage(SceneFrame(413_000, 5_725_000)) as (stage, _):
        layer = _layer()
        stage.do(lambda scene: scene.put(layer))
        stage.set_camera(looking_at(np.zeros(3), 9_000.0, 30.0, -35.0))
        count = round(minutes * 60 * HERTZ)
        memory = []
        began = time.perf_counter()
        for number in range(count):
            shown = np.roll(rgba, number, axis=0)

            def write(_: Scene, shown: np.ndarray = shown) -> None:
                layer.set_states(shown, scale)

            stage.do(write)
            until = began + (number + 1) / HERTZ
            wait_for(lambda until=until: time.perf_counter() >= until)  # type: ignore[misc]  # bound
            memory.append(memory_mib())
        print(f"{stage.pictures} pictures of {count} states")
    tenth = max(1, count // 10)
    # What the first pictures take belongs to the start, not to growth.
    first = float(np.median(memory[tenth : 2 * tenth]))
    return float(np.median(memory[-tenth:])) / first - 1.0
