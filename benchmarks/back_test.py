"""Back-tests of alarm rules over 90 days at one sample a minute: of one rule, of all of a city.

1,500 points, 194,400,000 samples, in the real historian on disk. Building it takes some minutes, so
it is kept in the folder for temporary files and used again by the next run.
"""

import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from app.domain.alarms import AlarmId, AlarmRule, RuleKind
from app.domain.cities import City
from app.domain.points import PointKind
from app.domain.texts import Text
from app.services.backtests import BackTester
from app.storage.historian import SqliteHistorianReader
from benchmarks import _minutes_city as minutes
from benchmarks.result import Result
from tests.fakes.city import base_value

ONE_LIMIT_S = 0.3
ALL_LIMIT_S = 30.0
ONE_OF = 25
"""So many rules are tested one by one, each with a reader that has read nothing before."""

ZONE = "Europe/Berlin"


def rules_of(city: City) -> list[AlarmRule]:
    """Return two rules of each measured point, and one of each state."""
    made: list[AlarmRule] = []
    for index, point in enumerate(city.points):
        rule = AlarmRule(
            AlarmId(f"{point.id}#hi"), point.id, RuleKind.HI, 1.5 * base_value(index),
            city.rules[0].priority, Text("zu hoch"), Text("nachsehen"),
            deadband=0.05 * base_value(index), on_delay_s=300.0, off_delay_s=120.0,
        )  # fmt: skip
        if point.kind is PointKind.STATE:
            codes = frozenset({2})
            made.append(replace(rule, id=AlarmId(f"{point.id}#state"), kind=RuleKind.STATE,
                                deadband=0.0, on_delay_s=0.0, codes=codes))  # fmt: skip
            continue
        low = replace(
            rule,
            id=AlarmId(f"{point.id}#lo"),
            kind=RuleKind.LO,
            threshold=0.5 * base_value(index),
        )
        made += [rule, low]
    return made


def history() -> Path:
    """Return the folder of the history; made where it is not there yet."""
    folder = Path(tempfile.gettempdir()) / "leitstand-back-test"
    done = folder / "complete"
    if not done.exists():
        begin = time.perf_counter()
        minutes.record(folder / "hist")
        done.touch()
        print(f"history made in {time.perf_counter() - begin:.0f} s", flush=True)
    return folder / "hist"


def each_alone(folder: Path, city: City, rules: list[AlarmRule]) -> float:
    """Return the median time of testing one rule beside its saved one, in s."""
    took = []
    for rule in rules[:: len(rules) // ONE_OF]:
        reader = SqliteHistorianReader(folder, ZONE)
        edited = replace(rule, on_delay_s=rule.on_delay_s + 60.0)
        begin = time.perf_counter()
        report = BackTester(reader, city).run(edited, rule, minutes.START_US, minutes.END_US)
        took.append(time.perf_counter() - begin)
        assert len(report.measures.value) > 120_000
        reader.close()
    print(f"one rule: median {np.median(took) * 1e3:.1f} ms, worst {max(took) * 1e3:.1f} ms")
    return max(took)


def all_together(folder: Path, city: City, rules: list[AlarmRule]) -> float:
    """Return the time of testing all rules with one reader, in s."""
    reader = SqliteHistorianReader(folder, ZONE)
    begin, busy = time.perf_counter(), time.process_time()
    found = BackTester(reader, city).run_all(rules, minutes.START_US, minutes.END_US)
    took, busy = time.perf_counter() - begin, time.process_time() - busy
    reader.close()
    assert len(found.rules) == len(rules)
    print(
        f"{len(rules):,} rules of {len(city.points):,} points, {minutes.SAMPLES:,} samples: "
        f"{took:.1f} s ({busy:.1f} s of one core), "
        f"{found.figures.count:,} alarms, {found.figures.floods:,} floods"
    )
    return took


def run() -> Result:
    """Measure both; that of all rules is the figure."""
    city = minutes.city()
    rules = rules_of(city)
    folder = history()
    one = each_alone(folder, city, rules)
    whole = all_together(folder, city, rules)
    return Result(
        "back_test",
        round(whole, 2),
        "s",
        f"one rule, first look at its history: {one * 1e3:.0f} ms (worst of {ONE_OF})",
        round(max(one / ONE_LIMIT_S, whole / ALL_LIMIT_S), 3),
        f"one rule <= {ONE_LIMIT_S} s; all of {minutes.POINTS:,} points <= {ALL_LIMIT_S:.0f} s",
        one <= ONE_LIMIT_S and whole <= ALL_LIMIT_S,
    )
