"""The back-tester: what it reads, what comes out, and what it says of how exact that is."""

from dataclasses import replace

import numpy as np
import pytest

from app.domain.alarms import AlarmId, AlarmRule, Priority, RuleKind, Schedule
from app.domain.cities import City
from app.domain.points import Point, PointId, PointKind
from app.domain.samples import NO_TIME, Quality, SampleBatch
from app.domain.series import Tier
from app.domain.texts import Text
from app.services.backtests import BackTester, BackTestError, Note, readings
from app.services.statistics import CancelledError
from tests.fakes.city import make_city
from tests.fakes.historian import MemoryHistorian

S = 1_000_000
MINUTE = 60 * S
HOUR = 60 * MINUTE
START = 500_000 * HOUR
END = START + 6 * HOUR


@pytest.fixture
def city() -> City:
    return make_city(20)


@pytest.fixture
def history() -> MemoryHistorian:
    return MemoryHistorian()


def analog(city: City, nth: int = 0) -> Point:
    return [point for point in city.points if point.kind is PointKind.ANALOG][nth]


def store(
    history: MemoryHistorian,
    point: Point,
    values: list[float],
    *,
    step_us: int = MINUTE,
    start_us: int = START,
    quality: list[int] | None = None,
) -> None:
    times = start_us + np.arange(len(values)) * step_us
    keys = np.full(len(values), point.key)
    history.append(SampleBatch.from_columns(keys, times, 0, values, quality))


def rule_of(point: Point, kind: RuleKind = RuleKind.HI, threshold: float = 10.0) -> AlarmRule:
    return AlarmRule(
        AlarmId(f"{point.id}#{kind}"), point.id, kind, threshold, Priority.HIGH,
        Text("zu hoch"), Text("nachsehen"),
    )  # fmt: skip


def hours(values: list[float]) -> list[float]:
    """Return each value for an hour of minutes."""
    return [value for value in values for _ in range(60)]


def test_an_edited_rule_is_put_beside_the_saved_one(city: City, history: MemoryHistorian) -> None:
    point = analog(city)
    store(history, point, hours([5, 12, 5, 20, 5, 15]))
    saved = rule_of(point, threshold=14.0)
    edited = replace(saved, threshold=10.0, on_delay_s=120.0)
    report = BackTester(history, city).run(edited, saved, START, END)
    assert report.episodes.start_us.tolist() == [
        START + hour * HOUR + 2 * MINUTE for hour in (1, 3, 5)
    ]
    assert report.figures.count == 3
    assert report.saved_figures is not None
    assert report.saved_figures.count == 2
    assert report.new.start_us.tolist() == [START + HOUR + 2 * MINUTE]
    assert len(report.missed) == 0
    assert report.episodes.end_us[-1] == NO_TIME
    assert (report.reading.tier, report.notes) == (Tier.RAW, ())


def test_a_new_rule_has_nothing_beside_it(city: City, history: MemoryHistorian) -> None:
    point = analog(city)
    store(history, point, hours([5, 12]))
    report = BackTester(history, city).run(rule_of(point), None, START, END)
    assert report.saved_figures is None
    assert report.comparison.new.tolist() == [True]


def test_what_was_before_the_window_holds_at_its_begin(
    city: City, history: MemoryHistorian
) -> None:
    point = analog(city)
    store(history, point, [12.0], start_us=START - MINUTE)
    store(history, point, hours([5.0]), start_us=START + MINUTE)
    report = BackTester(history, city).run(rule_of(point), None, START, END)
    assert report.episodes.start_us.tolist() == [START]


def test_gaps_are_told_and_time_without_data_is_no_quiet_time(
    city: City, history: MemoryHistorian
) -> None:
    point = analog(city)
    store(history, point, hours([12.0]))
    store(history, point, hours([12.0, 5.0]), start_us=START + 3 * HOUR)
    report = BackTester(history, city).run(rule_of(point), None, START, END)
    reach = 3 * MINUTE
    last = START + 59 * MINUTE
    assert report.reading.gaps_us.tolist() == [
        [last + reach, START + 3 * HOUR],
        [START + 5 * HOUR - MINUTE + reach, END],
    ]
    assert report.reading.coverage == pytest.approx((3 * 60 + 4) / 360)
    assert Note.PARTIAL in report.notes
    per_day = report.figures.count * 24 * 60 / (3 * 60 + 4)
    assert report.figures.per_day == pytest.approx(per_day)


def test_nothing_recorded_is_said(city: City, history: MemoryHistorian) -> None:
    report = BackTester(history, city).run(rule_of(analog(city)), None, START, END)
    assert report.notes == (Note.EMPTY,)
    assert report.reading.gaps_us.tolist() == [[START, END]]


def test_many_samples_are_judged_by_their_minutes(
    city: City, history: MemoryHistorian, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "MOST_SAMPLES", 100)
    point = analog(city)
    seconds = np.full(3 * 3600, 5.0)
    seconds[3600] = 30.0  # a peak of one second
    seconds[7200:] = 30.0
    store(history, point, seconds.tolist(), step_us=S)
    tester = BackTester(history, city)
    at_once = tester.run(rule_of(point), None, START, START + 3 * HOUR)
    assert at_once.reading.tier is Tier.MINUTE
    assert at_once.figures.count == 2
    assert at_once.notes == (Note.BUCKETS,)
    later = tester.run(replace(rule_of(point), on_delay_s=90.0), None, START, START + 3 * HOUR)
    assert later.figures.count == 1
    short = tester.run(replace(rule_of(point), on_delay_s=15.0), None, START, START + 3 * HOUR)
    assert Note.COARSE in short.notes
    low = replace(rule_of(point, RuleKind.LO, 1.0), off_delay_s=60.0)
    assert tester.run(low, None, START, START + 3 * HOUR).figures.count == 0
    deviation = replace(rule_of(point, RuleKind.DEVIATION), setpoint=5.0)
    assert tester.run(deviation, None, START, START + 3 * HOUR).figures.count == 2
    rate = replace(rule_of(point, RuleKind.RATE), span_s=60.0)
    found = tester.run(rate, None, START, START + 3 * HOUR)
    assert found.figures.count == 1


def test_a_dense_point_is_counted_before_it_is_read(
    city: City, history: MemoryHistorian, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "MOST_SAMPLES", 100)
    point = replace(analog(city), interval_s=1.0)
    dense = replace(city, points=(point,))
    store(history, point, hours([5, 12, 5]), step_us=30 * S)
    few = BackTester(history, dense).run(rule_of(point), None, START, START + 40 * MINUTE)
    assert (few.reading.tier, len(history.windows)) == (Tier.RAW, 1)
    many = BackTester(history, dense).run(rule_of(point), None, START, START + 90 * MINUTE)
    assert many.reading.tier is not Tier.RAW


def test_samples_that_are_gone_are_judged_by_what_is_left(
    city: City, history: MemoryHistorian, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = analog(city)
    store(history, point, hours([5, 12, 5]))
    raw = history.query

    def without_samples(keys, start_us, end_us, max_points, tier=None):  # type: ignore[no-untyped-def] # as the original
        frames = raw(keys, start_us, end_us, max_points, tier)
        if tier is Tier.RAW:
            return [one.select(one.time < 0) for one in frames]
        return frames

    monkeypatch.setattr(history, "query", without_samples)
    report = BackTester(history, city).run(rule_of(point), None, START, START + 3 * HOUR)
    assert (report.reading.tier, report.figures.count) == (Tier.HOUR, 1)


def test_a_long_reading_can_be_given_up(
    city: City, history: MemoryHistorian, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "_PART", 100)
    point = analog(city)
    store(history, point, hours([5, 12, 5, 12, 5, 12]))
    whole = BackTester(history, city).run(rule_of(point), None, START, END)
    assert whole.figures.count == 3
    assert len(whole.measures.value) == 360
    asked: list[bool] = []

    def gives_up() -> bool:
        asked.append(True)
        return len(asked) > 2

    with pytest.raises(CancelledError):
        BackTester(history, city).run(rule_of(point), None, START, END, cancelled=gives_up)


def test_a_rule_that_is_edited_is_read_once(city: City, history: MemoryHistorian) -> None:
    point = analog(city)
    store(history, point, hours([5, 12]))
    tester = BackTester(history, city)
    heard: list[float] = []
    tester.run(rule_of(point), rule_of(point), START, END, progress=heard.append)
    asked = len(history.windows)
    tester.run(rule_of(point, threshold=11.0), rule_of(point), START, END)
    assert len(history.windows) == asked
    assert heard == sorted(heard)
    for nth in range(3):
        tester.run(rule_of(analog(city, nth)), None, START, END)
    assert len(tester._kept) == 2


def test_a_reference_is_judged_whenever_it_changes(city: City, history: MemoryHistorian) -> None:
    point, other = analog(city), analog(city, 1)
    store(history, point, [20.0, 20.0, 20.0], step_us=HOUR)
    store(history, other, [25.0, 15.0, 25.0], step_us=HOUR, start_us=START + HOUR // 2)
    rule = replace(rule_of(point, threshold=0.0), reference=other.id)
    report = BackTester(history, city).run(rule, None, START, END)
    assert report.episodes.start_us.tolist() == [START + 3 * HOUR // 2]
    assert report.episodes.end_us.tolist() == [START + 5 * HOUR // 2]
    assert report.episodes.value.tolist() == [5.0]


def test_a_reference_without_history_raises_nothing(city: City, history: MemoryHistorian) -> None:
    point, other = analog(city), analog(city, 1)
    store(history, point, hours([20.0]))
    rule = replace(rule_of(point, RuleKind.DEVIATION), reference=other.id)
    assert BackTester(history, city).run(rule, None, START, END).figures.count == 0


def test_a_reference_beside_minutes_is_compared_at_their_ends(
    city: City, history: MemoryHistorian, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "MOST_SAMPLES", 100)
    point, other = analog(city), analog(city, 1)
    store(history, point, np.full(3600, 20.0).tolist(), step_us=S)
    store(history, other, [20.0, 5.0], step_us=30 * MINUTE)
    rule = replace(rule_of(point, RuleKind.DEVIATION), reference=other.id)
    report = BackTester(history, city).run(rule, None, START, START + HOUR)
    assert report.reading.tier is Tier.MINUTE
    assert report.figures.count == 1


def test_silence_of_a_point_counts_by_its_interval(city: City, history: MemoryHistorian) -> None:
    point = analog(city)
    store(history, point, hours([20.0]))
    store(history, point, hours([20.0]), start_us=START + 2 * HOUR)
    rule = rule_of(point, RuleKind.INACTIVE, threshold=0.0)
    report = BackTester(history, city).run(rule, None, START, START + 3 * HOUR)
    assert report.episodes.start_us.tolist() == [START + 59 * MINUTE + 3 * MINUTE + 1]
    assert report.episodes.end_us.tolist() == [START + 2 * HOUR]


def test_a_formula_is_computed_over_the_past(city: City, history: MemoryHistorian) -> None:
    point = analog(city)
    store(history, point, hours([5, 12, 5]))
    rule = replace(rule_of(point, RuleKind.FORMULA, 20.0), formula=f"2 * [{point.id}]")
    report = BackTester(history, city).run(rule, None, START, START + 3 * HOUR)
    assert report.episodes.start_us.tolist() == [START + HOUR]
    assert report.episodes.value.tolist() == [24.0]


def test_a_formula_of_many_samples_is_computed_from_minutes(
    city: City, history: MemoryHistorian, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.backtests.formulas._MOST_ROWS", 10)
    point = analog(city)
    store(history, point, hours([5, 12, 5]))
    rule = replace(rule_of(point, RuleKind.FORMULA, 20.0), formula=f"2 * [{point.id}]")
    report = BackTester(history, city).run(rule, None, START, START + 3 * HOUR)
    assert (report.reading.tier, report.figures.count) == (Tier.MINUTE, 1)


def test_a_formula_that_makes_no_sense_is_refused_in_words(
    city: City, history: MemoryHistorian
) -> None:
    rule = replace(rule_of(analog(city), RuleKind.FORMULA), formula="1 +")
    with pytest.raises(BackTestError, match="Formel"):
        BackTester(history, city).run(rule, None, START, END)


def test_what_cannot_be_tested_says_why(city: City, history: MemoryHistorian) -> None:
    tester = BackTester(history, city)
    point = analog(city)
    for rule, words in (
        (rule_of(point, RuleKind.MIRRORED), "Server"),
        (rule_of(point, RuleKind.LOST), "Verbindung"),
        (rule_of(replace(point, id=PointId("fehlt"))), "gibt es"),
    ):
        with pytest.raises(BackTestError, match=words):
            tester.run(rule, None, START, END)


def test_a_saved_rule_that_cannot_be_tested_does_not_stop_the_edited_one(
    city: City, history: MemoryHistorian
) -> None:
    point = analog(city)
    store(history, point, hours([5, 12]))
    saved = replace(rule_of(point, RuleKind.FORMULA), formula="1 +")
    report = BackTester(history, city).run(rule_of(point), saved, START, END)
    assert "Formel" in report.saved_problem
    assert report.saved_figures is None


def test_what_was_not_looked_at_is_said(city: City, history: MemoryHistorian) -> None:
    point = analog(city)
    store(history, point, hours([5, 12, 5, 5, 5, 5]), step_us=MINUTE)
    rule = replace(
        rule_of(point),
        schedule=(Schedule(frozenset({0}), 0, 60),),
        suppressed_by=(AlarmId("a"),),
        limit="no2",
    )
    report = BackTester(history, city).run(rule, None, START, END)
    assert report.notes == (Note.SCHEDULE, Note.SUPPRESSION, Note.LIMIT)


def test_a_past_recorded_less_often_than_today_is_said(
    city: City, history: MemoryHistorian
) -> None:
    point = analog(city)
    store(history, point, [5.0] * 72, step_us=5 * MINUTE)
    report = BackTester(history, city).run(
        replace(rule_of(point), on_delay_s=120.0), None, START, END
    )
    assert report.notes == (Note.THINNED, Note.COARSE)


def test_all_rules_share_what_they_read(city: City, history: MemoryHistorian) -> None:
    point, other = analog(city), analog(city, 1)
    store(history, point, hours([5, 12, 5, 30]))
    store(history, other, hours([5, 12, 5, 30]), quality=[0] * 180 + [int(Quality.BAD)] * 60)
    rules = [
        rule_of(point),
        rule_of(point, RuleKind.HIHI, 20.0),
        rule_of(other),
        rule_of(point, RuleKind.LOST),
    ]
    heard: list[float] = []
    found = BackTester(history, city).run_all(rules, START, END, progress=heard.append)
    counts = {name: one.figures.count for name, one in found.rules.items()}
    assert counts == {rules[0].id: 2, rules[1].id: 1, rules[2].id: 1}
    assert list(found.problems) == [rules[3].id]
    assert found.figures.count == 4
    assert heard[-1] == 1.0
    assert len(history.windows) == 2


def test_testing_all_rules_can_be_given_up(city: City, history: MemoryHistorian) -> None:
    with pytest.raises(CancelledError):
        BackTester(history, city).run_all(city.rules, START, END, cancelled=lambda: True)
