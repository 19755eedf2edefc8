"""The past of the simulated city into the historian, against the million samples a second promised.

First as fast as it goes: curves and `Historian.append`. Then as the collector does it: behind live
samples, which are committed and timed meanwhile, with sealing and rolling up in between.
"""

import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from app.collector.writer import Writer
from app.domain.points import SourceId
from app.domain.samples import SampleBatch
from app.services.clocks import SystemClock
from app.services.profiles import find_city, load_city
from app.storage.historian import SqliteHistorian
from benchmarks._follower import Onlooker
from benchmarks.result import Result
from connectors.simulated_city.history import BackFill
from connectors.simulated_city.world import World

PROMISED = 1_000_000
DAYS = 14
ROUNDS = 3
LIVE_SAMPLES = 75
"""So many live samples come twice a second: what the city of Hamm sends."""
LIVE_EVERY_S = 0.5


def directly(folder: Path, world: World, now_us: int) -> float:
    """Return samples a second of making and appending them, the best of some rounds."""
    rates = []
    for number in range(ROUNDS):
        historian = SqliteHistorian(folder / str(number), "Europe/Berlin")
        fill = BackFill(historian.append, lambda *_: False, world, now_us, count=DAYS, pause_s=0.0)
        began = time.perf_counter()
        fill.run()
        took = time.perf_counter() - began
        assert not fill.progress.error, fill.progress.error
        rates.append(fill.progress.samples / took)
        print(f"{fill.progress.samples:,} samples of {DAYS} days: {rates[-1]:,.0f}/s")
        historian.close()
    return max(rates)


def behind_live(folder: Path, world: World, now_us: int) -> None:
    """Print the rate behind live samples, and how long those waited for their commit."""
    writer = Writer(lambda: SqliteHistorian(folder, "Europe/Berlin"), Onlooker(), SystemClock())
    writer.start()
    waits = _commit_waits(writer, 20, threading.Event())
    print(f"live commits alone: {_quantiles(waits)}")
    fill = BackFill(writer.append_history, lambda *_: False, world, now_us, count=DAYS)
    ended = threading.Event()
    began = time.perf_counter()

    def work() -> None:
        fill.run()
        ended.set()

    thread = threading.Thread(target=work, name="fill")
    thread.start()
    waits = _commit_waits(writer, 10_000, ended)
    thread.join()
    took = time.perf_counter() - began
    writer.close()
    print(f"behind live samples: {fill.progress.samples / took:,.0f}/s, {took:.1f} s")
    print(f"live commits meanwhile: {_quantiles(waits)}")


def _commit_waits(writer: Writer, most: int, ended: threading.Event) -> list[float]:
    """Return how long each live batch waited for its commit, in seconds."""
    waits: list[float] = []
    keys = np.arange(LIVE_SAMPLES, dtype=np.int64)
    while len(waits) < most and not ended.is_set():
        stored = threading.Event()
        now_us = round(time.time() * 1e6)
        times = np.full(LIVE_SAMPLES, now_us, np.int64)
        batch = SampleBatch.from_columns(keys, times, now_us, np.ones(LIVE_SAMPLES))
        asked = time.perf_counter()
        writer.submit(SourceId("live"), batch, stored.set)
        stored.wait(30.0)
        waits.append(time.perf_counter() - asked)
        ended.wait(LIVE_EVERY_S)
    return waits


def _quantiles(waits: list[float]) -> str:
    p50, p99 = np.quantile(waits, (0.5, 0.99))
    return f"p50 {p50 * 1e3:.0f} ms, p99 {p99 * 1e3:.0f} ms, max {max(waits) * 1e3:.0f} ms"


def run() -> Result:
    """Measure both."""
    city = load_city(find_city("hamm"))
    world = World(city)
    now_us = SystemClock().now_us()
    with tempfile.TemporaryDirectory() as name:
        rate = directly(Path(name) / "direct", world, now_us)
        behind_live(Path(name) / "behind", world, now_us)
    ratio = rate / PROMISED
    return Result(
        "backfill_rate",
        rate,
        "samples/s",
        f"promised: {PROMISED:,} samples/s",
        ratio,
        ">= 1.0",
        ratio >= 1.0,
    )
