"""A hostile GeoJSON of 10^6 vertices read in a thread: heartbeat beside it, time, giving up.

One line of 500,000 places, an area of 400,000 corners, and thousands of small areas that cross
themselves, with a script for a name. A thread that wakes each 5 ms stands for the window: it must
never wait longer than 50 ms because of the reader. Reading must end within 15 s, and within 1 s
after it is given up.
"""

import gc
import json
import tempfile
import threading
import time
from pathlib import Path
from typing import Self

import numpy as np

from app.domain.maps import Box
from app.services.maps.files import LayerData
from app.services.maps.files.reading import read_layer
from benchmarks.result import Result

BOX = Box(7.67, 51.57, 8.0, 51.75)
BEAT_S = 0.005
LIMIT_MS = 50.0
START = np.array([7.8, 51.65])
LIMIT_READ_S = 15.0
LIMIT_CANCEL_S = 1.0
LINE, AREA, BOWS = 500_000, 400_000, 20_000
CANCELS = (0.1, 0.3, 0.5, 0.7, 0.9, 0.97)


class Heartbeat:
    """A thread that wakes each 5 ms and keeps how late it was at worst.

    On a busy machine it is also late because others compute. So a wait counts only as far as the
    reader computed meanwhile; the clock on the wall is kept beside it.

    Attributes:
        worst_ms: Longest wait while the reader computed.
        wall_ms: Longest wait by the clock on the wall.
    """

    def __init__(self, reader: threading.Thread) -> None:
        self.worst_ms = 0.0
        self.wall_ms = 0.0
        self._reader = reader
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._thread.join()

    def _beat(self) -> None:
        last, computed = time.perf_counter(), self._computed()
        while not self._ended.wait(BEAT_S):
            now, then = time.perf_counter(), self._computed()
            late_ms = (now - last - BEAT_S) * 1e3
            self.wall_ms = max(self.wall_ms, late_ms)
            self.worst_ms = max(self.worst_ms, min(late_ms, (then - computed) * 1e3))
            last, computed = now, then

    def _computed(self) -> float:
        """Return for how many seconds the reader has computed; by the wall where nobody knows."""
        if not hasattr(time, "pthread_getcpuclockid"):
            return time.perf_counter()
        reader = self._reader.ident
        if reader is None or not self._reader.is_alive():
            return 0.0
        return time.clock_gettime(time.pthread_getcpuclockid(reader))


def write(path: Path) -> None:
    """Write the file, about 40 MB."""
    rng = np.random.default_rng(5)
    line = np.round(np.cumsum(rng.normal(0, 1e-5, (LINE, 2)), axis=0) + START, 9)
    angle = np.linspace(0, 2 * np.pi, AREA, endpoint=False)
    wave = 1 + 0.01 * np.sin(angle * 5_000)
    area = np.stack([7.8 + 0.1 * wave * np.cos(angle), 51.65 + 0.05 * wave * np.sin(angle)], axis=1)
    corners = np.array([[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]) * 1e-4
    bows = rng.random((BOWS, 1, 2)) * 0.1 + [7.7, 51.6] + corners
    name = "<script>alert('Hamm')</script>"
    shapes = [
        {"type": "LineString", "coordinates": line.tolist()},
        {"type": "Polygon", "coordinates": [area.tolist()]},
        *({"type": "Polygon", "coordinates": [bow.tolist()]} for bow in bows),
    ]
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","features":[')
        for number, shape in enumerate(shapes):
            feature = {"type": "Feature", "properties": {"name": name}, "geometry": shape}
            file.write(("," if number else "") + json.dumps(feature))
        file.write("]}")


def read(path: Path) -> tuple[LayerData, float, Heartbeat]:
    """Read in a thread; return the layer, the seconds and the heartbeat beside it."""
    found: list[LayerData] = []
    is_over = threading.Event()

    def work() -> None:
        found.append(read_layer(path, BOX))
        is_over.wait()  # its clock is asked until the last beat

    worker = threading.Thread(target=work)
    begin = time.perf_counter()
    worker.start()
    with Heartbeat(worker) as beat:
        while not found and worker.is_alive():
            time.sleep(BEAT_S)
        took = time.perf_counter() - begin
    is_over.set()
    worker.join()
    return found[0], took, beat


def give_up(path: Path, share: float) -> float:
    """Give up when a share is done; return after how many seconds reading ended."""
    wanted_at: list[float] = []
    is_far = threading.Event()

    def progress(done: float) -> None:
        if done >= share and not is_far.is_set():
            is_far.set()
            # The next question is answered with no, as if asked right behind this step.
            wanted_at.append(time.perf_counter())

    data = read_layer(path, BOX, progress=progress, is_cancelled=is_far.is_set)
    ended = time.perf_counter()
    assert data.is_cancelled
    return ended - wanted_at[0]


def run() -> Result:
    """Measure the heartbeat; time and giving up are told beside it and must be kept too."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "boese.geojson"
        write(path)
        gc.freeze()  # as the program does when it has started
        data, took, beat = read(path)
        assert data.count == 2 + BOWS
        print(
            f"{path.stat().st_size / 1e6:.0f} MB, {data.vertices} vertices, {len(data.faults)} "
            f"faults listed, read in {took:.1f} s (limit {LIMIT_READ_S:.0f} s), heartbeat at worst "
            f"{beat.worst_ms:.1f} ms late ({beat.wall_ms:.1f} ms by the clock on the wall)",
            flush=True,
        )
        slowest = max(give_up(path, share) for share in CANCELS)
        print(f"given up at {CANCELS}: ended after {slowest:.2f} s at worst", flush=True)
    return Result(
        "hostile_layer",
        round(beat.worst_ms, 1),
        "ms",
        f"limit {LIMIT_MS:.0f} ms; read in {took:.1f} s, given up in {slowest:.2f} s",
        round(beat.worst_ms / LIMIT_MS, 3),
        f"<= {LIMIT_MS:.0f} ms, read <= {LIMIT_READ_S:.0f} s, given up <= {LIMIT_CANCEL_S:.0f} s",
        beat.worst_ms <= LIMIT_MS and took <= LIMIT_READ_S and slowest <= LIMIT_CANCEL_S,
    )
