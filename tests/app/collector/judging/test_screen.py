"""The sieve loses nothing: sample by sample the same happens at the same moments."""

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest

from app.collector.judging import AlarmJudge
from app.collector.judging.timers import Timers
from app.domain.alarms import AlarmEvent, AlarmId, AlarmRule, AlarmState, RuleKind, step
from app.domain.points import PointId
from app.domain.samples import NO_TIME, Quality, SampleBatch
from tests.fakes.judging import ANALOG, CITY, SECOND, a_rule, at_us, city_of

K = RuleKind


def rules() -> list[AlarmRule]:
    """Return rules of all kinds that a value alone decides, with and without delays."""
    made = []
    for number, point in enumerate(ANALOG[:8]):
        delays = {"on_delay_s": (0.0, 7.0)[number % 2], "off_delay_s": (0.0, 0.0, 9.0)[number % 3]}
        limits = {K.HIHI: 60.0, K.HI: 50.0, K.LO: 20.0, K.LOLO: 10.0}
        made += [
            a_rule(point, kind, threshold=limit, deadband=number % 4, **delays)
            for kind, limit in limits.items()
        ]
        made.append(
            a_rule(point, K.DEVIATION, setpoint=35.0, threshold=20.0, deadband=2.0, **delays)
        )
        codes = frozenset({60, 15, -3, 700})
        made.append(a_rule(point, K.STATE, codes=codes, threshold=float("nan"), **delays))
    return made


def plainly(
    all_rules: list[AlarmRule], batches: list[SampleBatch]
) -> dict[AlarmId, list[AlarmEvent]]:
    """Step each rule with each sample of its point, in order of time."""
    keys = {point.id: point.key for point in CITY.points}
    states: dict[AlarmId, AlarmState] = {}
    events: dict[AlarmId, list[AlarmEvent]] = defaultdict(list)
    for batch in batches:
        order = np.argsort(batch.source_time, kind="stable")
        for place in order.tolist():
            for rule in all_rules:
                if keys[rule.point] != batch.key[place]:
                    continue
                value = float(batch.value[place])
                measure = abs(value - rule.setpoint) if rule.kind is K.DEVIATION else value
                done = step(
                    rule,
                    states.get(rule.id, AlarmState()),
                    measure,
                    Quality(int(batch.quality[place])),
                    int(batch.source_time[place]),
                )
                states[rule.id] = done.state
                events[rule.id] += done.events
    return events


@pytest.mark.parametrize("seed", range(3))
def test_the_same_happens_as_sample_by_sample(seed: int) -> None:
    rng = np.random.default_rng(seed)
    all_rules = rules()
    judge = AlarmJudge(city_of(*all_rules), {})
    values = [35.0, 50.0, 50.1, 47.0, 60.0, 60.5, 57.0, 20.0, 19.9, 23.0, 10.0, 9.0, 15.0, 55.1]
    values += [-3.0, 700.0, float("nan"), float("inf"), -float("inf")]
    batches, found = [], defaultdict(list)
    for second in range(0, 200, 10):
        n = int(rng.integers(1, 60))
        times = np.sort(rng.choice(np.arange(10 * SECOND), n, replace=False)) + at_us(second)
        batch = SampleBatch.from_columns(
            rng.choice([point.key for point in ANALOG[:8]], n),
            times,
            at_us(second),
            rng.choice(values, n),
            rng.choice([0, 0, 0, 0, 1, 2, 3], n),
        )
        shuffled = batch.select(rng.permutation(n))
        batches.append(batch)
        for event in judge.judge(shuffled, at_us(second + 10)).events:
            found[event.alarm].append(event)
    wanted = plainly(all_rules, batches)
    assert sum(map(len, wanted.values())) > 150
    for rule in all_rules:
        assert [str(event) for event in found[rule.id]] == [str(e) for e in wanted[rule.id]], rule


def test_what_is_due_comes_first_things_first_and_once() -> None:
    timers, names = Timers(), [AlarmId(f"{n:03}") for n in range(300)]
    for number, name in enumerate(names):
        timers.set(name, 1_000 - number)
        timers.set(name, 2_000 - number)
    for name in names[:200]:
        timers.set(name, NO_TIME)
    timers.set(names[250], 1)
    assert timers.take_due(0) == []
    assert timers.take_due(1) == [names[250]]
    assert timers.take_due(1_705) == names[299:294:-1]
    assert timers.take_due(10_000) == [n for n in names[294:199:-1] if n != names[250]]
    assert timers.take_due(10_000) == []


def test_one_connection_has_one_alarm_whatever_the_profile_says() -> None:
    source = CITY.sources[0].id
    own = replace(
        a_rule(kind=K.LOST), id=AlarmId("mein-name"), point=PointId(source), codes=frozenset({1})
    )
    judge = AlarmJudge(city_of(own), {})
    lost = [rule.id for rule in judge.rules.values() if rule.kind is K.LOST]
    assert len(lost) == len(CITY.sources)
    assert own.id in lost
