"""Reading a day of a 1 Hz point against `fetchall` of rows, and a year's window until painted."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from app.domain.points import PointKey
from app.domain.samples import SampleBatch
from app.domain.series import SeriesFrame, Tier
from app.storage.historian import SqliteHistorian, SqliteHistorianReader
from benchmarks.result import Result

DAY_US = 86_400_000_000
START_US = 1_700_000_000_000_000 // DAY_US * DAY_US
DENSE = PointKey(7_000_000_000_000_000_007)
YEAR = PointKey(-5_000_000_000_000_000_003)
BUDGET = 30.0
YEAR_LIMIT_MS = 50.0
REPEATS = 9


def fill(folder: Path) -> SampleBatch:
    """Store three days at 1 Hz and a year at one sample a minute; return the middle day."""
    rng = np.random.default_rng(3)
    historian = SqliteHistorian(folder, "Europe/Berlin")
    n = 3 * 86_400
    dense = SampleBatch.from_columns(
        np.full(n, DENSE),
        START_US + np.arange(n) * 1_000_000 + rng.integers(0, 900, n) * 1_000,
        0,
        np.round(20 + np.cumsum(rng.normal(0, 0.02, n)), 2),
    )
    n = 365 * 1_440
    year = SampleBatch.from_columns(
        np.full(n, YEAR),
        START_US + np.arange(n) * 60_000_000,
        0,
        np.round(20 + np.cumsum(rng.normal(0, 0.02, n)), 2),
    )
    historian.append(dense)
    historian.append(year)
    historian.settle()
    historian.close()
    inside = (dense.source_time >= START_US + DAY_US) & (dense.source_time < START_US + 2 * DAY_US)
    return dense.select(inside)


def median_ms(work: Callable[[], object]) -> float:
    """Return the median time of some repetitions in ms."""
    took = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        work()
        took.append(time.perf_counter() - begin)
    return float(np.median(took)) * 1e3


def fetched(path: Path, day: SampleBatch) -> float:
    """Return ms for the same day as rows into numpy columns."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE sample(key INT, time INT, value REAL, PRIMARY KEY(key, time))")
    columns = (day.key, day.source_time, day.value)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    connection.executemany("INSERT INTO sample VALUES(?,?,?)", rows)
    connection.commit()

    def read() -> object:
        sql = "SELECT time, value FROM sample WHERE key=? AND time>=? AND time<?"
        found = connection.execute(sql, (int(DENSE), 0, 2**62)).fetchall()
        times, values = zip(*found, strict=True)
        return np.array(times), np.array(values)

    took = median_ms(read)
    connection.close()
    return took


def painted_ms(read: Callable[[], SeriesFrame]) -> float:
    """Return ms from the question to the picture, with a bare curve in a window of 1500 x 800."""
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
    import pyqtgraph as pg  # noqa: PLC0415 - Qt only after the platform is chosen

    application = pg.mkQApp()
    widget = pg.PlotWidget()
    widget.resize(1_500, 800)
    curve = pg.PlotCurveItem(connect="finite")
    widget.addItem(curve)
    widget.show()
    application.processEvents()

    def paint() -> None:
        frame = read()
        x = np.repeat(frame.time / 1e6, 2)
        y = np.column_stack([frame.low, frame.high]).ravel()
        curve.setData(x, y)
        widget.setXRange(x[0], x[-1], padding=0)
        widget.grab()

    paint()
    took = median_ms(paint)
    widget.close()
    return took


def run() -> Result:
    """Measure both in one run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "hist"
        day = fill(folder)
        reader = SqliteHistorianReader(folder, "Europe/Berlin")
        first, last = START_US + DAY_US, START_US + 2 * DAY_US

        def read_day() -> SeriesFrame:
            return reader.query([DENSE], first, last, 1_500, Tier.RAW)[0]

        def read_year() -> SeriesFrame:
            return reader.query([YEAR], START_US, START_US + 365 * DAY_US, 1_500)[0]

        begin = time.perf_counter()
        assert len(read_day()) >= len(day)
        print(f"first read of the day: {(time.perf_counter() - begin) * 1e3:.2f} ms")
        ours = median_ms(read_day)
        peer = fetched(Path(name) / "rows.db", day)
        year = median_ms(read_year)
        painted = painted_ms(read_year)
        print(f"day {ours:.2f} ms, rows {peer:.1f} ms")
        print(f"year {year:.2f} ms ({read_year().tier.name}), painted {painted:.1f} ms")
        reader.close()
    ratio = peer / ours
    return Result(
        "historian_read",
        ours,
        "ms",
        f"fetchall of the day's rows: {peer:.1f} ms; year painted in {painted:.1f} ms",
        ratio,
        f">= {BUDGET:.0f}; year painted < {YEAR_LIMIT_MS:.0f} ms",
        ratio >= BUDGET and painted < YEAR_LIMIT_MS,
    )
