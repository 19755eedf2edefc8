"""Bytes a sample after merging, rollups included, against rows with a primary key."""

import sqlite3
import tempfile
from pathlib import Path

import numpy as np

from app.domain.samples import SampleBatch
from app.storage.historian import SqliteHistorian
from benchmarks.result import Result

POINTS = 60
SECONDS = 86_400
BUDGET = 0.2
START_US = 1_780_000_000_000_000 // 86_400_000_000 * 86_400_000_000


def samples() -> SampleBatch:
    """Make a day of every kind: walks, noise, counters, states; every stamp jitters by ms.

    Two thirds of the points report every 10 s, one third each second.
    """
    rng = np.random.default_rng(2)
    parts = []
    for point in range(POINTS):
        step = 1 if point % 3 == 0 else 10
        n = SECONDS // step
        values = (
            np.round(20 + np.cumsum(rng.normal(0, 0.02, n)), 2),
            rng.normal(100, 5, n),
            np.cumsum(rng.poisson(2, n)).astype(np.float64),
            np.repeat(rng.integers(0, 4, n // 60 + 1), 60)[:n].astype(np.float64),
            np.round(rng.gamma(2, 10, n), 1),
        )[point % 5]
        times = START_US + np.arange(n) * step * 1_000_000 + rng.integers(0, 500, n) * 1_000
        key = int(rng.integers(-(2**63), 2**63 - 1))
        parts.append(SampleBatch.from_columns(np.full(n, key), times, START_US, values))
    return SampleBatch.concatenate(parts)


def run() -> Result:
    """Write the same samples both ways and compare the files."""
    made = samples()
    order = np.argsort(made.source_time, kind="stable")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "hist"
        historian = SqliteHistorian(folder, "Europe/Berlin")
        for part in np.array_split(order, 96):
            historian.append(made.select(part))
            historian.maintain(0.0)
        historian.settle()
        historian.close()
        names = [path for path in folder.glob("*.db") if path.name != "hot.db"]
        ours = sum(_used(path) for path in names) / len(made)
        for path in sorted(names):
            print(f"{path.name}: {_used(path) / len(made):.2f} B/sample")
        peer = _rows(Path(name) / "rows.db", made) / len(made)
    return Result(
        "historian_size",
        ours,
        "B/sample",
        f"rows with primary key (point, time): {peer:.1f} B/sample",
        ours / peer,
        f"<= {BUDGET}",
        ours / peer <= BUDGET,
    )


def _rows(path: Path, made: SampleBatch) -> int:
    connection = sqlite3.connect(path)
    connection.execute(
        "CREATE TABLE sample(key INT, time INT, value REAL, quality INT, PRIMARY KEY(key, time))"
        " WITHOUT ROWID"
    )
    columns = (made.key, made.source_time, made.value, made.quality)
    connection.executemany(
        "INSERT INTO sample VALUES(?,?,?,?)",
        zip(*(column.tolist() for column in columns), strict=True),
    )
    connection.commit()
    connection.close()
    return path.stat().st_size


def _used(path: Path) -> int:
    """Return the bytes of a file without its free pages, which the next samples fill."""
    connection = sqlite3.connect(path)
    pages, free, size = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    connection.close()
    return (pages - free) * size
