"""A formula of five points over a year at 1,500 px, read from disk and computed."""

import tempfile
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.points import (
    Address,
    DeviceId,
    EngineeringUnit,
    FieldId,
    Point,
    PointId,
    PointKind,
    SourceId,
    point_key,
)
from app.domain.samples import SampleBatch
from app.domain.series import SeriesFrame
from app.domain.texts import NO_TEXT, Text
from app.services.derived.formulas import FormulaSeries, plan
from app.services.derived.historian import Question
from app.services.formulas import FormulaDefinition
from app.storage.historian import SqliteHistorian, SqliteHistorianReader
from benchmarks.result import Result

DAY_US = 86_400_000_000
YEAR_US = 365 * DAY_US
START_US = 1_700_000_000_000_000 // DAY_US * DAY_US
BERLIN = ZoneInfo("Europe/Berlin")
FORMULA = PointId("formel:1")
LIMIT_MS = 100.0
REPEATS = 9

POINTS = {
    PointId(f"p{number}"): Point(
        PointId(f"p{number}"), Text(f"P{number}"), PointKind.ANALOG,
        EngineeringUnit("kw", "kW", Text("Kilowatt")), SourceId("s"), Address("a"),
        FieldId("f"), DeviceId("d"), NO_TEXT, interval_s=60,
    )
    for number in range(5)
}  # fmt: skip

TEXTS = {
    "sum of five": "[p0] + [p1] + [p2] + [p3] + [p4]",
    "with rolling mean and maximum": "mittel([p0], 1 d) + [p1] + max([p2], 1 h) - [p3] / 2 + [p4]",
    "sum since the year began": "summe([p0] + [p1] + [p2] + [p3] + [p4], Jahr)",
}


def fill(folder: Path) -> None:
    """Store a year of five points at one sample a minute, rolled up as in operation."""
    rng = np.random.default_rng(6)
    historian = SqliteHistorian(folder, "Europe/Berlin")
    time_us = START_US + np.arange(365 * 1_440) * 60_000_000
    for point in POINTS.values():
        values = np.round(20 + np.cumsum(rng.normal(0, 0.02, len(time_us))), 2)
        keys = np.full(len(time_us), point.key)
        historian.append(SampleBatch.from_columns(keys, time_us, 0, values))
    historian.settle()
    historian.close()


def planned(text: str) -> FormulaSeries:
    """Return the series of a formula."""
    found = plan([FormulaDefinition(FORMULA, "Formel", text)], POINTS, BERLIN)
    assert not found.errors
    return next(iter(found.series.values()))


def run() -> Result:
    """Measure each formula; the slowest counts."""
    slowest = 0.0
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name))
        reader = SqliteHistorianReader(Path(name), "Europe/Berlin")
        question = Question(point_key(FORMULA), START_US, START_US + YEAR_US, 1_500)
        for title, text in TEXTS.items():
            series = planned(text)
            took = []
            frame: SeriesFrame | None = None
            for _ in range(REPEATS):
                begin = time.perf_counter()
                frame = series.query(reader, question)
                took.append((time.perf_counter() - begin) * 1e3)
            assert frame is not None
            median = float(np.median(took))
            print(f"{title}: {median:.1f} ms, {len(frame)} rows of tier {frame.tier.name}")
            slowest = max(slowest, median)
        keys = [point.key for point in POINTS.values()]
        begin = time.perf_counter()
        for _ in range(REPEATS):
            reader.query(keys, START_US, START_US + YEAR_US, 1_500)
        alone = (time.perf_counter() - begin) * 1e3 / REPEATS
        reader.close()
    return Result(
        "formula_year",
        slowest,
        "ms",
        f"reading the five points as they are drawn: {alone:.1f} ms",
        slowest / alone,
        f"< {LIMIT_MS:.0f} ms",
        slowest < LIMIT_MS,
    )
