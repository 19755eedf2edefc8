"""Limits are steps over time; where nothing is known the present rule speaks."""

from math import nan

from app.domain.alarms import AlarmId, AlarmRule, Priority, RuleKind
from app.domain.limits import LimitChange
from app.domain.points import PointId
from app.domain.texts import Text
from widgets.trends.limit_runs import LimitStep, limit_runs
from widgets.trends.model import Window

NO2 = PointId("no2")
WINDOW = Window(100, 200)


def change(since_us: int, threshold: float, kind: RuleKind = RuleKind.HI) -> LimitChange:
    return LimitChange(AlarmId(f"no2#{kind}"), NO2, kind, since_us, threshold, "Beschluss")


def rule(kind: RuleKind, threshold: float) -> AlarmRule:
    text = Text("zu hoch", "too high")
    return AlarmRule(AlarmId("no2#x"), NO2, kind, threshold, Priority.HIGH, text, text, basis="V")


def test_without_a_past_the_present_rule_has_held_for_ever() -> None:
    runs = limit_runs(None, [rule(RuleKind.HI, 40.0), rule(RuleKind.STATE, 1.0)], WINDOW)
    assert [run.steps for run in runs] == [(LimitStep(100, 200, 40.0, None, "V"),)]
    assert not runs[0].steps[0].is_change_in(WINDOW)


def test_changes_inside_the_window_are_steps_that_meet() -> None:
    (run,) = limit_runs([change(50, 40.0), change(120, 44.0), change(150, 42.0)], [], WINDOW)
    assert [(s.start_us, s.end_us, s.threshold) for s in run.steps] == [
        (100, 120, 40.0), (120, 150, 44.0), (150, 200, 42.0),
    ]  # fmt: skip
    assert [step.is_change_in(WINDOW) for step in run.steps] == [False, True, True]


def test_before_the_first_known_change_its_own_limit_is_assumed() -> None:
    (run,) = limit_runs([change(150, 40.0)], [], WINDOW)
    assert [(s.start_us, s.end_us, s.since_us) for s in run.steps] == [(100, 200, None)]


def test_a_limit_that_was_taken_away_ends_and_one_long_gone_is_not_there() -> None:
    (run,) = limit_runs([change(50, 40.0), change(130, nan)], [], WINDOW)
    assert [(s.start_us, s.end_us) for s in run.steps] == [(100, 130)]
    assert limit_runs([change(10, 40.0), change(50, nan)], [], WINDOW) == ()


def test_each_limit_of_a_point_is_a_line_of_its_own() -> None:
    runs = limit_runs([change(50, 40.0), change(50, 20.0, RuleKind.LO)], [], WINDOW)
    assert [(run.kind, run.thresholds) for run in runs] == [
        (RuleKind.HI, [40.0]), (RuleKind.LO, [20.0]),
    ]  # fmt: skip


def test_a_known_past_without_limits_beats_the_present_rule() -> None:
    assert limit_runs([], [rule(RuleKind.HI, 40.0)], WINDOW) == ()
