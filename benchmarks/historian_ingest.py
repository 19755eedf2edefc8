"""Ingest with sealing and rolling up, against a plain append table filled by `executemany`."""

import sqlite3
import tempfile
import time
from pathlib import Path

import numpy as np

from app.domain.samples import SampleBatch
from app.storage.historian import SqliteHistorian
from benchmarks.result import Result

POINTS = 1_000
SECONDS = 3_600
BUDGET = 0.8
START_US = 1_780_000_000_000_000 // 3_600_000_000 * 3_600_000_000


def batches(seconds: int) -> list[SampleBatch]:
    """Make one batch a second of a thousand points, as a busy city delivers them."""
    rng = np.random.default_rng(1)
    keys = rng.integers(-(2**63), 2**63 - 1, POINTS)
    walk = rng.uniform(0, 100, POINTS)
    made = []
    for second in range(seconds):
        walk = walk + rng.normal(0, 0.1, POINTS)
        times = START_US + second * 1_000_000 + rng.integers(0, 1_000, POINTS) * 1_000
        made.append(SampleBatch.from_columns(keys, times, START_US, np.round(walk, 2)))
    return made


def ours(folder: Path, made: list[SampleBatch]) -> float:
    """Return samples a second, until everything is sealed and rolled up to minutes."""
    historian = SqliteHistorian(folder, "Europe/Berlin")
    waits = []
    begin = time.perf_counter()
    for batch in made:
        asked = time.perf_counter()
        historian.append(batch)
        waits.append(time.perf_counter() - asked)
        historian.maintain(0.02)
    historian.settle(is_merging=False)
    took = time.perf_counter() - begin
    historian.close()
    print(
        f"append: p50 {np.median(waits) * 1e3:.2f} ms, p99 {np.quantile(waits, 0.99) * 1e3:.2f} ms"
    )
    return sum(map(len, made)) / took


def plain(path: Path, made: list[SampleBatch]) -> float:
    """Return samples a second of one `executemany` and one durable commit a batch."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
    connection.execute("CREATE TABLE sample(key INT, time INT, value REAL, quality INT)")
    begin = time.perf_counter()
    for batch in made:
        rows = zip(
            batch.key.tolist(),
            batch.source_time.tolist(),
            batch.value.tolist(),
            batch.quality.tolist(),
            strict=True,
        )
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO sample VALUES(?,?,?,?)", rows)
        connection.execute("COMMIT")
    took = time.perf_counter() - begin
    connection.close()
    return sum(map(len, made)) / took


def run() -> Result:
    """Measure both with the same samples."""
    made = batches(SECONDS)
    with tempfile.TemporaryDirectory() as name:
        peer = plain(Path(name) / "plain.db", made)
        rate = ours(Path(name) / "hist", made)
    ratio = rate / peer
    return Result(
        "historian_ingest",
        rate,
        "samples/s",
        f"executemany into an append table: {peer:,.0f} samples/s",
        ratio,
        f">= {BUDGET}",
        ratio >= BUDGET,
    )
