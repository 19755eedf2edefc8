"""A back-test tells what the collector would have raised, had it judged the same samples live."""

from dataclasses import replace

import numpy as np
import pytest

from app.collector.judging import AlarmJudge
from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmRule, Priority, RuleKind
from app.domain.cities import City
from app.domain.points import Point, PointKind
from app.domain.samples import NO_TIME, Quality, SampleBatch
from app.domain.texts import Text
from app.services.backtests import BackTester
from tests.fakes.city import make_city
from tests.fakes.historian import MemoryHistorian

S = 1_000_000
START = 1_800_000_000 * S
ROWS = 400

CITY = make_city(30)
POINT, OTHER = [p for p in CITY.points if p.unit.id == "ug_m3"][:2]
STATE = next(p for p in CITY.points if p.kind is PointKind.STATE)


def rule_of(point: Point, kind: RuleKind, threshold: float) -> AlarmRule:
    return AlarmRule(
        AlarmId("a"), point.id, kind, threshold, Priority.HIGH, Text("a"), Text("b"),
        deadband=0.0 if kind in {RuleKind.STATE, RuleKind.INACTIVE} else 1.0,
        on_delay_s=40.0, off_delay_s=25.0,
    )  # fmt: skip


RULES = {
    "limit": rule_of(POINT, RuleKind.HI, 22.0),
    "low": rule_of(POINT, RuleKind.LO, 18.0),
    "reference": replace(rule_of(POINT, RuleKind.HI, 1.0), reference=OTHER.id),
    "setpoint": replace(rule_of(POINT, RuleKind.DEVIATION, 2.0), setpoint=20.0),
    "deviation": replace(rule_of(POINT, RuleKind.DEVIATION, 2.0), reference=OTHER.id),
    "rate": replace(rule_of(POINT, RuleKind.RATE, 2.0), span_s=120.0),
    "state": replace(rule_of(STATE, RuleKind.STATE, 0.0), codes=frozenset({2})),
    "formula": replace(
        rule_of(POINT, RuleKind.FORMULA, 1.0), formula=f"[{POINT.id}] - [{OTHER.id}]"
    ),
    "mean": replace(rule_of(POINT, RuleKind.FORMULA, 21.0), formula=f"mittel([{POINT.id}], 5 min)"),
    "silence": rule_of(POINT, RuleKind.INACTIVE, 75.0),
}


def samples(seed: int) -> SampleBatch:
    """Return random walks of two points and random states, with bad values and pauses."""
    rng = np.random.default_rng(seed)
    parts = []
    for point in (POINT, OTHER, STATE):
        steps = rng.choice([10, 20, 30, 60, 90, 150], ROWS) * S + rng.integers(0, 999, ROWS)
        steps[0] = 0  # before the first value the collector knows a silence, history does not
        walk = 20 + 2.5 * np.sin(np.arange(ROWS) / 6) + rng.normal(0, 0.6, ROWS)
        if point is STATE:
            walk = rng.choice([0.0, 1.0, 2.0], ROWS)
        quality = np.where(rng.random(ROWS) < 0.05, Quality.BAD, Quality.GOOD).astype(np.uint8)
        keys = np.full(ROWS, point.key)
        parts.append(SampleBatch.from_columns(keys, START + np.cumsum(steps), 0, walk, quality))
    batch = SampleBatch.concatenate(parts)
    ordered = batch.select(np.argsort(batch.source_time, kind="stable"))
    return replace(ordered, received_time=ordered.source_time)


def live(city: City, batch: SampleBatch, end_us: int) -> list[tuple[str, int]]:
    """Judge sample by sample as the collector does, second by second."""
    judge = AlarmJudge(city, {})
    delivering = {source.id: True for source in city.sources}
    events: list[AlarmEvent] = []
    now, row = START, 0
    events += judge.tick(now, delivering).events
    while now < end_us:
        until = int(batch.source_time[row]) if row < len(batch) else end_us
        for second in range(now + S, until, S):
            events += judge.tick(second, delivering).events
        now = until
        if row < len(batch):
            events += judge.judge(batch.select(np.array([row])), now).events
            row += 1
        events += judge.tick(now, delivering).events
    kinds = {AlarmEventKind.RAISED: "raised", AlarmEventKind.CLEARED: "cleared"}
    return [(kinds[e.kind], e.time_us) for e in events if e.kind in kinds and e.alarm == "a"]


@pytest.mark.parametrize("name", RULES)
def test_it_comes_out_as_the_collector_judges(name: str) -> None:
    rule = RULES[name]
    city = replace(CITY, rules=(rule,))
    batch = samples(7)
    history = MemoryHistorian(city.time_zone)
    history.append(batch)
    end_us = int(batch.source_time[-1]) + 600 * S
    found = BackTester(history, city).run(rule, None, START, end_us).episodes
    expected = live(city, batch, end_us)
    told = [("raised", time) for time in found.start_us.tolist()]
    told += [("cleared", time) for time in found.end_us.tolist() if time != NO_TIME]
    assert len(expected) > 4
    assert sorted(told, key=lambda one: one[1]) == expected
