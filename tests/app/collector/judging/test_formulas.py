"""Rules over several points: computed when an input changed, unknown while one is."""

import subprocess
import sys
from typing import Any

import pytest

from app.collector.judging.measures import Measure
from app.domain.alarms import AlarmEventKind, AlarmRule, RuleKind
from app.domain.samples import Quality, SampleBatch
from tests.fakes.judging import ANALOG, EVERYWHERE, POINT, SECOND, Bench, a_rule, at_us

RAISED, CLEARED = AlarmEventKind.RAISED, AlarmEventKind.CLEARED
SAME = next(p for p in ANALOG if p.unit == POINT.unit and p.id != POINT.id)


def formula(text: str, threshold: float = 40.0) -> AlarmRule:
    return a_rule(kind=RuleKind.FORMULA, formula=text, threshold=threshold)


SUM = formula(f"[{POINT.id}] + [{SAME.id}]")


def test_a_formula_is_judged_once_all_its_points_are_known() -> None:
    bench = Bench(SUM)
    bench.sample(0, 50)
    bench.tick(1)
    assert bench.told == []
    bench.sample(2, 1, SAME)
    bench.tick(3)
    assert bench.told == [("formula", RAISED, 2)]
    assert bench.state(SUM).value == 51
    bench.sample(4, 10)
    bench.tick(5)
    assert bench.told[1:] == [("formula", CLEARED, 4)]


def test_a_condition_is_one_or_nothing() -> None:
    rule = formula(f"[{POINT.id}] > 40 and [{SAME.id}] > 40", 0.5)
    bench = Bench(rule)
    bench.sample(0, 50)
    bench.sample(0, 39, SAME)
    bench.tick(1)
    assert bench.told == []
    bench.sample(2, 41, SAME)
    bench.tick(3)
    assert bench.kinds() == [RAISED]


@pytest.mark.parametrize("quality", [Quality.BAD, Quality.GAP])
def test_a_bad_input_freezes_the_alarm(quality: Quality) -> None:
    bench = Bench(SUM)
    bench.sample(0, 50)
    bench.sample(0, 1, SAME)
    bench.tick(1)
    bench.sample(2, 0, SAME, quality=quality)
    bench.sample(2, 0)
    bench.tick(3)
    assert bench.kinds() == [RAISED]
    assert not bench.state(SUM).is_measured


def test_a_stale_input_and_a_lost_source_freeze_it_too() -> None:
    bench = Bench(SUM)
    bench.sample(0, 50)
    bench.sample(0, 1, SAME)
    bench.tick(1)
    bench.tick(2, {**EVERYWHERE, SAME.source: False})
    assert not bench.state(SUM).is_measured
    bench.tick(3)
    assert bench.state(SUM).is_measured
    bench.tick(10_000)
    assert not bench.state(SUM).is_measured
    assert bench.kinds() == [RAISED]


def test_it_is_computed_only_when_an_input_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(SUM)
    counted = []
    watch = bench.judge._formulas
    computed = watch._computed

    def counting(*what: Any) -> Measure:
        counted.append(what)
        return computed(*what)

    monkeypatch.setattr(watch, "_computed", counting)
    for second in range(10):
        bench.sample(second, second)
        bench.sample(second, second, SAME)
    for second in (11, 12, 13):
        bench.tick(second)
    assert len(counted) == 1


def test_a_formula_may_look_back_also_over_a_restart() -> None:
    rule = formula(f"mittel([{POINT.id}], 10 min)", 10.0)
    bench = Bench(rule)
    assert bench.judge.looks_back == {POINT.id: 600 * SECOND}
    times = [at_us(second) for second in range(-600, 0, 60)]
    past = SampleBatch.from_columns([POINT.key] * len(times), times, 0, [0.0] * len(times))
    bench.judge.recall(POINT.id, past)
    bench.sample(0, 50)
    bench.tick(1)
    assert bench.told == []
    bench.sample(60, 50)
    bench.sample(180, 50)
    bench.tick(181)
    assert bench.kinds() == [RAISED]


def test_a_formula_takes_over_from_the_one_before() -> None:
    former, bench = Bench(SUM), Bench(SUM)
    former.sample(0, 50)
    bench.judge.succeed(former.judge)
    bench.sample(1, 1, SAME)
    bench.tick(2)
    assert bench.kinds() == [RAISED]


def test_a_wrong_formula_is_told_and_judges_nothing() -> None:
    bench = Bench(formula("[gibt.es.nicht] + 1"))
    assert "gilt nicht" in bench.judge.faults[0]
    bench.tick(1)
    assert bench.told == []


def test_without_such_a_rule_no_library_of_units_is_loaded() -> None:
    program = (
        "import sys; from tests.fakes.judging import Bench, a_rule; Bench(a_rule());"
        "assert 'pint' not in sys.modules, 'loaded'"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
