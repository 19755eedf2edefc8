"""The answer to "Warum?": from the question to the whole explanation, read from files on disk.

The simulated city of Hamm with two days of samples and 90 days of alarms; asked of alarms of the
last day, each once, so that nothing was read for it before.
"""

import tempfile
import time
from pathlib import Path
from statistics import median

from app.domain.alarms import AlarmEventKind
from app.services.explanations import Explainer
from app.services.profiles import load_city
from app.storage.historian import SqliteHistorian, SqliteHistorianReader
from app.storage.journal import SqliteJournal, SqliteJournalReader
from benchmarks.result import Result
from connectors.simulated_city.alarm_past import past_alarms
from connectors.simulated_city.history import day_bounds, parts
from connectors.simulated_city.world import World

NOW_US = 1_796_000_000_000_000
DAYS = 2
ASKED = 60
LIMIT_MS = 500.0
_MINUTE_US = 60_000_000


def run() -> Result:
    """Explain alarms of the last day; the slowest counts."""
    city = load_city(Path("resources/cities/hamm"))
    world = World(city, 1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _fill(world, folder / "hist", city.time_zone)
        began = time.perf_counter()
        events = past_alarms(world, NOW_US)
        print(f"{len(events)} lines of 90 days made in {time.perf_counter() - began:.1f} s")
        journal = SqliteJournal(folder / "journal.db")
        journal.record([(event, "") for event in events], {})
        journal.close()
        history = SqliteHistorianReader(folder / "hist", city.time_zone)
        reader = SqliteJournalReader(folder / "journal.db")
        explainer = Explainer(city, history, reader)
        day_us = NOW_US - 1_440 * _MINUTE_US
        raised = [e for e in events if e.kind is AlarmEventKind.RAISED and e.time_us > day_us]
        took, found = [], []
        for event in raised[-ASKED:]:
            began = time.perf_counter()
            found.append(explainer.explain(event.alarm, event.time_us + 15 * _MINUTE_US))
            took.append((time.perf_counter() - began) * 1e3)
        history.close()
        reader.close()
    changes = sum(len(one.changes) for one in found) / len(found)
    cases = sum(len(one.past.cases) for one in found) / len(found)
    return Result(
        "explanation",
        round(max(took), 1),
        "ms",
        f"median {median(took):.0f} ms of {len(took)}; on average {changes:.1f} changes near by "
        f"and {cases:.1f} former cases",
        round(max(took) / LIMIT_MS, 3),
        f"each <= {LIMIT_MS:.0f} ms",
        max(took) <= LIMIT_MS,
    )


def _fill(world: World, folder: Path, zone: str) -> None:
    historian = SqliteHistorian(folder, zone)
    for start_us, end_us in reversed(list(day_bounds(world, NOW_US, DAYS))):
        for part in parts(world, start_us, end_us):
            historian.append(part)
            while historian.maintain(1.0):
                pass
    historian.close()
