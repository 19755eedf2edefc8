"""Key figures: segments of one method, way to the target, trend, forecasts that are refused."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.inventory.records import Key
from app.domain.portfolio.evaluations import (
    EffectEvaluation,
    KpiEvaluation,
    Trend,
    effects_of,
    evaluations_of,
)
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from tests.portfolios import TODAY, Programme, small_programme


def evaluated(made: Programme, evidence: dict[Key, EvidenceResult] | None = None) -> KpiEvaluation:
    return evaluations_of(made.portfolio(), evidence or {}, TODAY)[0]


def figure(*values: float, step: int = 30, last: date = TODAY, **kpi: Any) -> Programme:
    """Return a key figure with values so many days apart, the last one today."""
    made = Programme()
    made.kpi(uid="k", **kpi)
    for at, value in enumerate(values):
        day = last - timedelta(days=step * (len(values) - 1 - at))
        made.value("k", day, value, uid=f"v{at}")
    return made


# ---- values ------------------------------------------------------------------------------------
def test_values_stand_by_day_whatever_their_order_and_later_ones_are_not_known_yet() -> None:
    made = Programme()
    made.kpi(uid="k")
    for day in ("2025-11-01", "2025-09-01", "2025-12-01", "2025-10-01"):
        made.value("k", day, 1)
    found = evaluated(made)

    assert [[point.day.month for point in segment] for segment in found.segments] == [[9, 10, 11]]
    assert found.age == 23


def test_a_method_break_begins_a_new_segment_and_nothing_is_compared_across_it() -> None:
    made = figure(10, 12, 50)
    made.change("v2", is_break=1, break_note="Neue Zählung")
    found = evaluated(made)

    assert [len(segment) for segment in found.segments] == [2, 1]
    assert found.segments[1][0].note == "Neue Zählung"
    assert found.latest is not None
    assert found.latest.value == 50
    assert found.change is None
    assert found.trend is Trend.UNKNOWN


def test_a_break_without_a_note_is_a_break_still_and_bounds_are_kept() -> None:
    made = figure(10, 12)
    made.change("v1", is_break=1, low=11, high=13.5)
    point = evaluated(made).segments[1][0]

    assert (point.note, point.low, point.high) == ("Methodenwechsel", 11, 13.5)


def test_values_that_are_none_are_passed_over() -> None:
    made = figure(10)
    made.add("kpi_value", {"kpi": "k", "as_of": "2025-11-01", "status": "measured"})
    made.add("kpi_value", {"kpi": "k", "value": 3, "status": "measured"})

    assert [len(segment) for segment in evaluated(made).segments] == [1]


def test_a_figure_without_values_says_nothing() -> None:
    found = evaluated(figure(target=5, start_value=1))

    assert found.latest is None
    assert (found.age, found.progress, found.change) == (None, None, None)
    assert not found.is_outdated
    assert not found.is_reached


@pytest.mark.parametrize(
    ("status", "typed"),
    [("measured", False), ("official", False), ("reported", True), ("estimated", True)],
)
def test_a_typed_value_is_told_as_typed(status: str, typed: bool) -> None:
    made = figure(1)
    made.change("v0", status=status)

    assert evaluated(made).is_typed is typed


@pytest.mark.parametrize(
    ("fresh", "age", "outdated"), [(30, 30, False), (30, 31, True), (None, 400, False),
                                   (None, 401, True)],
)  # fmt: skip
def test_a_value_is_outdated_after_its_days(fresh: int | None, age: int, outdated: bool) -> None:
    made = figure(1, last=TODAY - timedelta(days=age), fresh_days=fresh)

    assert evaluated(made).is_outdated is outdated


# ---- target ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("direction", "way", "progress", "reached"),
    [
        ("up", (10, 60, 35), 0.5, False),
        ("up", (10, 60, 5), -0.1, False),
        ("up", (10, 60, 70), 1.2, True),
        ("down", (40, 20, 25), 0.75, False),
        ("down", (40, 20, 20), 1.0, True),
        ("up", (10, 10, 10), None, True),
        ("up", (None, 60, 35), None, False),
        ("up", (10, None, 35), None, False),
    ],
)
def test_the_way_to_the_target(
    direction: str, way: tuple[Any, Any, Any], progress: float | None, reached: bool
) -> None:
    start, target, value = way
    found = evaluated(figure(value, direction=direction, start_value=start, target=target))

    assert found.progress == (None if progress is None else pytest.approx(progress))
    assert found.is_reached is reached


def test_a_start_of_another_method_is_no_start() -> None:
    made = figure(10, 20, start_value=0, target=100, start_on="2025-01-01")
    made.change("v1", is_break=1)
    assert evaluated(made).progress is None

    made.change("k", start_on=None)
    assert evaluated(made).progress is None

    made.change("k", start_on=TODAY)
    assert evaluated(made).progress == pytest.approx(0.2)


def test_the_way_is_told_by_the_measured_value_where_none_is_recorded() -> None:
    result = EvidenceResult(Verdict.OPEN, 50, newest_us=7, is_drifting=True)
    found = evaluated(figure(start_value=0, target=100), {Key("kpi", "k"): result})

    assert found.progress == pytest.approx(0.5)
    assert (found.measured, found.measured_at_us, found.is_drifting) == (50, 7, True)


# ---- trend -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("direction", "values", "trend"),
    [
        ("up", (10, 12), Trend.GOOD),
        ("up", (12, 10), Trend.BAD),
        ("down", (12, 10), Trend.GOOD),
        ("down", (10, 12), Trend.BAD),
        ("up", (1000, 1009), Trend.FLAT),
        ("up", (0, 0), Trend.FLAT),
        ("up", (10,), Trend.UNKNOWN),
    ],
)
def test_where_a_figure_goes(direction: str, values: tuple[float, ...], trend: Trend) -> None:
    assert evaluated(figure(*values, direction=direction)).trend is trend


# ---- forecast ----------------------------------------------------------------------------------
def test_a_forecast_needs_five_values_of_one_method() -> None:
    made = figure(1, 2, 3, 4, 5, 6)
    made.change("v2", is_break=1)
    found = evaluated(made)

    assert found.forecast is None
    assert found.refusal == (
        "Für eine Prognose braucht es 5 Werte nach gleicher Methode; es gibt 4 Werte."
    )


def test_a_line_is_drawn_no_further_than_the_values_reach_back() -> None:
    found = evaluated(figure(10, 20, 30, 40, 50, step=30, target=70, target_on="2030-01-01"))

    assert found.refusal == ""
    assert found.forecast is not None
    assert found.forecast.per_year == pytest.approx(10 / 30 * 365.25)
    assert found.forecast.day == TODAY + timedelta(days=120)
    assert found.forecast.value == pytest.approx(90)
    assert found.forecast.reaches_on == TODAY + timedelta(days=60)


def test_a_forecast_is_told_for_the_day_of_the_target() -> None:
    day = TODAY + timedelta(days=15)
    found = evaluated(figure(10, 20, 30, 40, 50, target_on=day)).forecast

    assert found is not None
    assert (found.day, found.reaches_on) == (day, None)
    assert found.value == pytest.approx(55)


@pytest.mark.parametrize(
    ("values", "target"),
    [((1, 2, 3, 4, 5), 500), ((5, 4, 3, 2, 1), 9), ((3, 3, 3, 3, 3), 9), ((1, 2, 3, 4, 5), 1e9)],
)
def test_a_target_off_the_line_is_not_promised(values: tuple[float, ...], target: float) -> None:
    found = evaluated(figure(*values, target=target)).forecast

    assert found is not None
    assert found.reaches_on is None


def test_no_forecast_from_one_day_or_from_old_values() -> None:
    same = evaluated(figure(1, 2, 3, 4, 5, step=0))
    old = evaluated(figure(1, 2, 3, 4, 5, step=5, last=date(2025, 10, 1)))

    assert same.forecast is None
    assert same.refusal.startswith("Alle Werte sind vom gleichen Tag")
    assert old.forecast is None
    assert old.refusal == "Der letzte Wert ist vom 01.10.2025; das ist zu alt für eine Prognose."


# ---- order -------------------------------------------------------------------------------------
def test_figures_come_by_field_of_action_and_name() -> None:
    made = Programme()
    second = made.field_of_action("Zweites", position=2)
    first = made.field_of_action("Erstes", position=1)
    for name, field in (("C", None), ("B", second), ("Z", first), ("A", first)):
        made.kpi(name, field_of_action=field)

    found = evaluations_of(made.portfolio(), {}, TODAY)
    assert [one.name for one in found] == ["A", "Z", "B", "C"]


# ---- effects -----------------------------------------------------------------------------------
def effect(made: Programme, **values: Any) -> EffectEvaluation:
    made.project(uid="p")
    given = {"before": 40, "before_on": "2025-01-01", "after": 30, "after_on": "2025-10-01"}
    made.effect("p", **{**given, **values})
    return effects_of(made.portfolio(), "p")[0]


def test_before_and_after() -> None:
    made = figure(1, direction="down", unit="µg/m³")
    found = effect(made, kpi="k")

    assert (found.difference, found.share) == (-10, -0.25)
    assert found.trend is Trend.GOOD
    assert found.unit == "µg/m³"
    assert found.note == ""


def test_without_a_key_figure_nobody_says_what_is_better() -> None:
    found = effect(Programme(), unit="Minuten")

    assert (found.difference, found.trend, found.unit, found.kpi) == (
        -10, Trend.UNKNOWN, "Minuten", "",
    )  # fmt: skip
    assert effect(Programme()).unit == ""


@pytest.mark.parametrize("missing", ["before", "after"])
def test_what_is_missing_is_not_compared(missing: str) -> None:
    found = effect(Programme(), **{missing: None})

    assert (found.difference, found.share) == (None, None)


def test_a_share_of_nothing_is_not_told() -> None:
    found = effect(figure(1), before=0, kpi="k")

    assert (found.difference, found.share, found.trend) == (30, None, Trend.GOOD)


def test_effects_across_a_method_break_are_not_compared() -> None:
    made = Programme()
    made.kpi(uid="k")
    made.value("k", "2025-05-01", 3, is_break=1)
    made.value("k", "2025-12-01", 3, is_break=1)
    found = effect(made, kpi="k")

    assert found.difference is None
    assert found.note == (
        "Am 01.05.2025 hat sich die Berechnung geändert;"
        " vorher und nachher sind nicht vergleichbar."
    )


def test_without_both_days_a_break_is_not_known() -> None:
    made = Programme()
    made.kpi(uid="k")
    made.value("k", "2025-05-01", 3, is_break=1)

    assert effect(made, kpi="k", before_on=None).difference == -10


def test_effects_come_in_the_order_of_projects() -> None:
    made = small_programme()
    made.effect("ampel", "Wartezeit")

    assert [one.name for one in effects_of(made.portfolio())] == ["Nutzende am Tag", "Wartezeit"]
    assert [one.name for one in effects_of(made.portfolio(), "ampel")] == ["Wartezeit"]
