"""The inventory at a moment: 1,000,000 assets, 300,000 of them with a past, 20,000 removed.

What a person sees when the time slider stops: one visible page with columns through references,
and which records there were at all. The file lies in the system's cache.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from app.domain.inventory.queries import Filter, Operator, Query
from app.storage.inventory import SqliteInventoryReader
from benchmarks._inventory import END_US, START_US, million
from benchmarks.result import Result

PAGE_MS: Final = 50.0
PAGE: Final = 60
MOMENTS: Final = 40
PATHS: Final = (
    "tag",
    "name",
    "type.kind",
    "type.name",
    "state",
    "site.name",
    "space.name",
    "site.district.name",
    "serial",
    "bought_on",
)


def run() -> Result:
    """Measure pages at moments all over the years; the 95th percentile counts."""
    with tempfile.TemporaryDirectory() as name:
        begin = time.perf_counter()
        path = million(Path(name))
        print(f"made in {time.perf_counter() - begin:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
        with SqliteInventoryReader(path) as reader:
            return _measure(reader)


def _measure(reader: SqliteInventoryReader) -> Result:
    chance = np.random.default_rng(5)
    moments = chance.integers(START_US, END_US, MOMENTS).tolist()
    last = moments[-1]
    district = Filter("site.district.name", Operator.IS, ("Pelkum",))
    for name, query in (
        ("all ids", Query("asset", at_us=last)),
        ("ids of a district", Query("asset", [district], at_us=last)),
        ("ids of a text", Query("asset", text="leuchte 12", at_us=last)),
    ):
        print(f"{name}: {_timed(lambda query=query: reader.ids(query)):.0f} ms")  # type: ignore[misc]
    print(f"count: {_timed(lambda: reader.count(Query('asset', at_us=last))):.0f} ms")
    took = []
    for at_us in moments:
        begin = int(chance.integers(1, 1_000_000))
        ids = range(begin, begin + PAGE)
        took.append(_timed(lambda ids=ids, at_us=at_us: reader.rows("asset", ids, PATHS, at_us)))  # type: ignore[misc]
    median, late = float(np.median(took)), float(np.quantile(took, 0.95))
    print(f"page of {PAGE} rows: {median:.1f} ms, p95 {late:.1f} ms; limit {PAGE_MS:.0f} ms")
    return Result(
        "inventory_at",
        round(late, 2),
        "ms",
        f"{PAGE} rows, {len(PATHS)} paths at any moment, p95: limit {PAGE_MS:.0f} ms",
        round(late / PAGE_MS, 3),
        f"<= {PAGE_MS:.0f}",
        late <= PAGE_MS,
    )


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1e3
