"""COPC in the twin: first picture of 10 M points and of 50 M, and until 1 M points are shown.

Times count from opening the file to a picture that shows points, in a window that is there already;
each run is a process of its own. With `--large` after the name the 50 M file is made too (once, a
minute) and read as a whole with laspy for comparison: time to the first picture and memory.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks._point_clouds import DENSITY, SOUTH, WEST, cloud_file
from benchmarks._stage import SIZE, load, memory_mib, peak_mib, running_stage, wait_for
from benchmarks.result import Result
from twin_viewer.lod.governor import BudgetGovernor
from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.cameras import Camera, looking_at
from twin_viewer.rendering.layers.cloud_colors import NodePoints
from twin_viewer.rendering.layers.clouds import CloudLayer
from twin_viewer.rendering.scenes import Scene
from twin_viewer.streaming.clouds import CloudStreamer
from widgets.theme import DARK

SMALL, LARGE = 10_000_000, 50_000_000
BUDGET = 1_000_000
LIMIT_FIRST_S = 1.0
LIMIT_FULL_S = 1.5
LIMIT_FASTER = 10.0
LIMIT_MEMORY = 0.25
_FRAME = SceneFrame(int(WEST), int(SOUTH), 60)
_FOLDER = Path(tempfile.gettempdir()) / "leitstand-benchmarks"


def run() -> Result:
    """Measure each case in a process of its own; the figure nearest to its limit counts."""
    found = {points: _apart("copc", points) for points in _sizes()}
    for points, one in found.items():
        times = f"first {one['first']:.2f} s, full {one['full']:.2f} s"
        print(f"{points / 1e6:.0f} M: {times}, load {load()}")
    firsts = [one["first"] for one in found.values()]
    fulls = [one["full"] for one in found.values()]
    ratios = [*(one / LIMIT_FIRST_S for one in firsts), *(one / LIMIT_FULL_S for one in fulls)]
    against = f"first {LIMIT_FIRST_S} s ({', '.join(f'{one:.2f}' for one in firsts)}), full "
    against += f"{LIMIT_FULL_S} s ({', '.join(f'{one:.2f}' for one in fulls)})"
    if LARGE in found:
        whole = _apart("whole", LARGE)
        ours = found[LARGE]
        faster = whole["first"] / ours["first"]
        memory = ours["memory"] / whole["memory"]
        ratios += [LIMIT_FASTER / faster, memory / LIMIT_MEMORY]
        against += f"; all of it with laspy {whole['first']:.1f} s, {whole['memory']:.0f} MiB: "
        against += f"{faster:.0f} times faster, {memory:.2f} of the memory"
    return Result(
        "copc_first_frame",
        round(max(firsts), 3),
        "s",
        against,
        round(max(ratios), 3),
        "<= 1.0 of each limit",
        max(ratios) <= 1.0,
    )


def _sizes() -> list[int]:
    return [SMALL, LARGE] if "--large" in sys.argv else [SMALL]


def _apart(kind: str, points: int) -> dict[str, float]:
    """Measure one case in a fresh process."""
    path = cloud_file(_FOLDER, points, "copc" if kind == "copc" else "laz")
    command = [sys.executable, "-m", "benchmarks.copc_first_frame", kind, str(path), str(points)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _camera(points: int) -> Camera:
    """Return a camera that sees all of the square."""
    side = float(np.sqrt(points / DENSITY))
    return looking_at(np.array((side / 2, side / 2, 0.0)), side * 1.5, 30.0, -35.0)


def _copc(path: Path, points: int) -> dict[str, float]:
    import twin_viewer.formats.copc  # noqa: F401, PLC0415 - its libraries count as part of the start

    with running_stage(_FRAME) as (stage, canvas):
        streamer = CloudStreamer(stage, BudgetGovernor(BUDGET, BUDGET, BUDGET))
        stage.set_camera(_camera(points))
        filled: list[bool] = []
        streamer.filled.connect(lambda: filled.append(streamer.points > 0))
        empty, number = memory_mib(), stage.pictures
        began = time.perf_counter()
        streamer.open_cloud("scan", path)
        wait_for(lambda: streamer.points > 0 and stage.pictures > number and _sees(canvas.image()))
        first = time.perf_counter() - began
        wait_for(lambda: any(filled))
        number = stage.pictures
        wait_for(lambda: stage.pictures > number)
        full = time.perf_counter() - began
        memory = peak_mib() - empty
        shown = streamer.points
        streamer.close()
    return {"first": first, "full": full, "memory": memory, "points": shown}


def _sees(image: object) -> bool:
    """Tell whether a picture shows anything but the ground of the window."""
    middle = [image.pixelColor(SIZE[0] // 2 + step, SIZE[1] // 2) for step in range(-200, 200, 5)]  # type: ignore[attr-defined]  # QImage
    return any(color.name() != DARK.map.outside for color in middle)


def _whole(path: Path, points: int) -> dict[str, float]:
    """Read all of a scan with laspy and show it, as programs without an octree do."""
    import laspy  # noqa: PLC0415 - heavy, in this process only

    scene = Scene(_FRAME, DARK)
    scene.resize(*SIZE)
    scene.draw()
    empty = memory_mib()
    began = time.perf_counter()
    scan = laspy.read(path)
    xyz = np.column_stack((scan.x - WEST, scan.y - SOUTH, scan.z - 60.0)).astype(np.float32)
    rgb = (np.column_stack((scan.red, scan.green, scan.blue)) >> 8).astype(np.uint8)
    layer = CloudLayer("whole")
    scene.put(layer)
    layer.change({0: (NodePoints(xyz, 0.3, rgb), None)})
    scene.prepare(_camera(points), is_moving=False)
    scene.draw()
    first = time.perf_counter() - began
    return {"first": first, "full": first, "memory": peak_mib() - empty}


if __name__ == "__main__":
    measure = {"copc": _copc, "whole": _whole}[sys.argv[1]]
    print(json.dumps(measure(Path(sys.argv[2]), int(sys.argv[3]))))
