"""The state of the city at past moments: jumps anywhere, the visible rows, playing, dragging.

A folder as days of operation leave it (`_recorded_city`), with a journal of 50,000 lines. "First
look" is a moment whose samples were never decoded before; "again" one that was shown a while ago.
The files themselves are in the system's cache, as on a control room's machine.
"""

import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import numpy as np

from app.domain.alarms import AlarmEvent, AlarmEventKind
from app.domain.samples import Int64Array
from app.services.states import HistorianStateProvider
from app.storage.historian import SqliteHistorianReader
from app.storage.journal import SqliteJournal, SqliteJournalReader
from benchmarks._recorded_city import (
    DAY_US,
    END_US,
    MONTH_US,
    POINTS,
    SLICE_US,
    START_US,
    keys_of,
    record,
)
from benchmarks.result import Result
from tests.fakes.city import make_city

JUMP_MS: Final = 15.0
VISIBLE_MS: Final = 3.0
STEP_MS: Final = 10.0
VISIBLE: Final = 200
JUMPS: Final = 60
STEPS: Final = 120
LINES: Final = 50_000
SECOND_US: Final = 1_000_000
RATES: Final = (1, 60, 600, 3_600)
PLAY_FPS: Final = 10

PERIODS: Final = {
    "merged month": (START_US + DAY_US // 4, MONTH_US),
    "this month": (MONTH_US + DAY_US // 4, END_US - SLICE_US),
    "head": (END_US - SLICE_US // 2, END_US),
}


def run() -> Result:
    """Measure everything on one folder; the worst of the three limits counts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begin = time.perf_counter()
        record(folder / "hist")
        _write_journal(folder / "journal.db")
        print(f"recorded in {time.perf_counter() - begin:.0f} s")
        return _measure(folder)


def _measure(folder: Path) -> Result:
    reader = SqliteHistorianReader(folder / "hist", "Europe/Berlin")
    journal = SqliteJournalReader(folder / "journal.db")
    provider = HistorianStateProvider(make_city(POINTS), reader, journal)
    for start, _ in PERIODS.values():
        took = _timed(lambda at=start: provider.at(at - SECOND_US))  # type: ignore[misc]  # bound now
        print(f"after the start of the program: {took:.1f} ms")
    ratios = [
        *_jumps(provider, reader),
        *_steps(provider),
    ]
    sparks = [
        _timed(lambda at=at: provider.with_sparks(provider.at(at)))  # type: ignore[misc]  # bound now
        for at in _moments(9, START_US + DAY_US, END_US)
    ]
    print(f"with the last hour of all points: {np.median(sparks):.1f} ms")
    journal.close()
    reader.close()
    worst = max(ratios)
    return Result(
        "state_at_t",
        round(worst, 3),
        "of the limit",
        f"first look at {POINTS:,} points {JUMP_MS:.0f} ms, {VISIBLE} visible {VISIBLE_MS:.0f} ms, "
        f"a step of 60 s {STEP_MS:.0f} ms; medians",
        round(worst, 3),
        "<= 1",
        worst <= 1,
    )


def _jumps(provider: HistorianStateProvider, reader: SqliteHistorianReader) -> Iterable[float]:
    rows = np.random.default_rng(3).permutation(POINTS)[:VISIBLE]
    visible = keys_of()[rows]
    for seed, (name, (start, end)) in enumerate(PERIODS.items()):
        moments = _moments(seed, start, end)
        yield _report(f"{name}, first look", moments, provider.at, JUMP_MS)
        yield _report(f"{name}, again", moments[-3:], provider.at, JUMP_MS)
        shown = moments[-1] + np.arange(-JUMPS, 0) * SECOND_US
        yield _report(
            f"{name}, {VISIBLE} points", shown, lambda at: reader.as_of(visible, at), VISIBLE_MS
        )
        others = _moments(seed + 50, start, end)
        took = [_timed(lambda at=at: reader.as_of(visible, at)) for at in others.tolist()]  # type: ignore[misc]  # bound now
        print(f"{name}, {VISIBLE} points alone, first look: {np.median(took):.2f} ms")


def _steps(provider: HistorianStateProvider) -> Iterable[float]:
    for name, (start, end) in PERIODS.items():
        middle = (start + end) // 2
        for word, sign in (("forward", 1), ("back", -1)):
            moments = middle + sign * np.arange(STEPS) * 60 * SECOND_US
            moments = moments[(moments >= start) & (moments < end)]
            yield _report(f"{name}, 60 s {word}", moments, provider.at, STEP_MS)
    start = PERIODS["merged month"][0]
    for rate in RATES:
        moments = start + np.arange(STEPS) * rate * SECOND_US // PLAY_FPS
        yield _report(f"play {rate}x at {PLAY_FPS} fps", moments, provider.at, STEP_MS)
    swing = np.sin(np.linspace(0, 12 * np.pi, STEPS * 2)) * 3 * 3_600 * SECOND_US
    moments = start + DAY_US + swing.astype(np.int64)
    yield _report("dragging to and fro over 6 h", moments, provider.at, JUMP_MS)


def _report(
    name: str, moments: Int64Array, look: Callable[[int], object], limit_ms: float
) -> float:
    begin = time.thread_time()
    took = [_timed(lambda at=at: look(at)) for at in moments.tolist()]  # type: ignore[misc]  # bound now
    computing = (time.thread_time() - begin) * 1e3 / len(took)
    median, late = np.median(took), np.quantile(took, 0.95)
    print(
        f"{name:32} {median:6.2f} ms, p95 {late:6.2f} ms; limit {limit_ms:.0f} ms; "
        f"computing {computing:.1f} ms on average"
    )
    return float(median / limit_ms)


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1e3


def _moments(seed: int, start: int, end: int) -> Int64Array:
    return np.random.default_rng(seed).integers(start, end, JUMPS)


def _write_journal(path: Path) -> None:
    """Write a year of alarms, most of them before the recorded days: raised, seen, returned."""
    rng = np.random.default_rng(8)
    rules = make_city(POINTS).rules
    kinds = (AlarmEventKind.RAISED, AlarmEventKind.ACKNOWLEDGED, AlarmEventKind.CLEARED)
    n = LINES // len(kinds)
    raised = rng.integers(END_US - 365 * DAY_US, END_US, n)
    places = rng.integers(0, len(rules), n).tolist()
    lasts = rng.integers(60, 20_000, (2, n)).cumsum(axis=0) * SECOND_US
    events = [
        AlarmEvent(rules[place].id, kind, at, 1.0, "Anna" if kind is kinds[1] else "")
        for kind, times in zip(kinds, (raised, *(raised + lasts)), strict=True)
        for place, at in zip(places, times.tolist(), strict=True)
    ]
    events.sort(key=lambda event: event.time_us)
    journal = SqliteJournal(path)
    journal.record([(event, "") for event in events], {})
    journal.close()
