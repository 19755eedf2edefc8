"""How long the window's event loop waits while 316 tiles and the ground below them are loaded.

A precise timer of 1 ms in the window's thread notes every gap from the start of loading until all
is drawn, three times over; the same timer notes the gaps of a second at rest. The city is read from
its cache, the ground is made of waves, 1 m fine near the camera.
"""

import time
from typing import Final

import numpy as np
from PySide6.QtCore import Qt, QTimer
from typing_extensions import override

from benchmarks._twin_desks import CachedCity, Desk, cached_city
from benchmarks.result import Result
from twin_viewer.model.cities import TileKey
from twin_viewer.model.grids import HeightGrid
from twin_viewer.rendering.cameras import looking_at

LIMIT_P99_MS: Final = 30.0
LIMIT_MAX_MS: Final = 100.0
ROUNDS: Final = 3


class HillyCity(CachedCity):
    """The made-up city with ground below it."""

    @override
    def terrain_keys(self) -> tuple[TileKey, ...]:
        return tuple(self.tile_keys())

    @override
    def read_terrain(  # type: ignore[override]  # the city without hills has none to return
        self, key: TileKey, step: float
    ) -> HeightGrid:
        factor = max(1, int(step))
        places = np.arange(0, 1_000, factor) + 0.5
        east, north = key.east_km * 1_000 + places, key.north_km * 1_000 + places
        waves = np.sin(east / 300)[None] * np.cos(north / 250)[:, None]
        heights = (waves * 6 - 7).astype(np.float32)
        return HeightGrid(heights, float(east[0]), float(north[0]), float(factor))


class Gaps:
    """Notes how long the event loop does not come round."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def take(self) -> list[float]:
        """Return the gaps since the last call, ms."""
        times, self.times = self.times, []
        self._last = time.perf_counter()
        return times

    def stop(self) -> None:
        """End noting."""
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.times.append((now - self._last) * 1e3)
        self._last = now


def run() -> Result:
    """Measure the gaps of three loadings; the longest counts."""
    longest, late, calm = 0.0, 0.0, []
    with cached_city(HillyCity) as library:
        for _ in range(ROUNDS):
            with Desk(library) as desk:
                desk.start()
                gaps = Gaps()
                desk.wait(1.0)
                calm += gaps.take()
                begun = time.perf_counter()
                desk.load(looking_at(np.zeros(3), 700.0, 30.0, -25.0))
                took = time.perf_counter() - begun
                found = gaps.take()
                gaps.stop()
                longest = max(longest, *found)
                late = max(late, float(np.percentile(found, 99)))
                print(
                    f"loaded in {took:.2f} s: p99 {np.percentile(found, 99):.1f} ms, "
                    f"longest {max(found):.1f} ms of {len(found)} gaps"
                )
    print(f"at rest: p99 {np.percentile(calm, 99):.1f} ms, longest {max(calm):.1f} ms")
    worst = max(late / LIMIT_P99_MS, longest / LIMIT_MAX_MS)
    return Result(
        "twin_stalls",
        round(longest, 1),
        "ms",
        f"{LIMIT_MAX_MS:.0f} ms longest; p99 {late:.1f} ms of {LIMIT_P99_MS:.0f}",
        round(worst, 3),
        "<= 1.0 of each limit",
        worst <= 1.0,
    )
