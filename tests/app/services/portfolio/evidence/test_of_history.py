"""Questions to the history, and that of a year only the newest hours are read again."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.domain.points import PointKey
from app.domain.portfolio.evidence.questions import (
    Chosen,
    Combination,
    Direction,
    OfHistory,
    Span,
    Statistic,
    Step,
    Window,
)
from app.domain.samples import Quality, SampleBatch
from app.domain.series import Tier
from app.services.portfolio.evidence.answers import Answer
from app.services.portfolio.evidence.courses import Courses
from app.services.portfolio.evidence.of_history import HistoryAnswers, HistoryQuestion
from tests.fakes.clocks import START_US
from tests.fakes.evidence_worlds import BERLIN, HOUR_US, POINTS, World
from tests.fakes.historian import MemoryHistorian

MITTE = Chosen(("umwelt.mitte",))
BOTH = Chosen(type="air.no2")
DAY = Span(Window.DAYS, 1)


def ask(
    world: World,
    of: OfHistory,
    direction: Direction = Direction.AT_MOST,
    moments: Sequence[int] = (START_US,),
) -> list[Answer]:
    answers = HistoryAnswers(world.history, POINTS, BERLIN)
    found = answers.answers(HistoryQuestion(of, direction), moments, lambda: None)
    return [found[one] for one in moments]


def test_mean_of_a_day_with_its_points_unit_and_age(world: World) -> None:
    world.record(0, [float(value) for value in range(24)], end_us=START_US)
    [found] = ask(world, OfHistory(MITTE, span=DAY))
    assert found.value == 11.5
    assert (found.unit, found.points, found.count) == ("µg/m³", ("umwelt.mitte",), 24)
    assert found.newest_us == START_US // HOUR_US * HOUR_US
    assert found.is_covered
    assert not found.problem


def test_too_few_hours_say_so_and_keep_their_value(world: World) -> None:
    world.record(0, [10.0] * 12, end_us=START_US)
    [found] = ask(world, OfHistory(MITTE, span=DAY))
    assert found.value == 10.0
    assert not found.is_covered
    assert found.problem == (
        "Nur 50 % der Stunden des Zeitfensters haben gültige Werte, nötig sind 90 %."
    )
    [enough] = ask(world, OfHistory(MITTE, span=DAY, min_coverage=0.5))
    assert enough.is_covered


def test_one_of_several_points_without_enough_hours_is_told(world: World) -> None:
    world.record(0, [10.0] * 24, end_us=START_US)
    world.record(1, [30.0] * 2, end_us=START_US)
    [found] = ask(world, OfHistory(BOTH, span=DAY))
    assert found.value == 30.0
    assert found.problem.startswith("Bei 1 von 2 Datenpunkten haben zu wenige Stunden")


def test_nothing_recorded_is_no_value(world: World) -> None:
    [found] = ask(world, OfHistory(MITTE, span=DAY))
    assert (found.value, found.is_covered) == (None, False)
    assert "keine gültigen Werte" in found.problem


def test_several_points_are_combined_by_the_side_of_the_target(world: World) -> None:
    world.record(0, [10.0] * 24, end_us=START_US)
    world.record(1, [30.0] * 24, end_us=START_US)
    assert ask(world, OfHistory(BOTH, span=DAY))[0].value == 30.0
    assert ask(world, OfHistory(BOTH, span=DAY), Direction.AT_LEAST)[0].value == 10.0
    of = OfHistory(BOTH, span=DAY, combination=Combination.MEAN)
    assert ask(world, of)[0].value == 20.0


def test_hours_and_days_above_a_limit_have_their_unit(world: World) -> None:
    world.record(0, [10.0] * 20 + [300.0] * 4, end_us=START_US)
    of = OfHistory(MITTE, Statistic.ABOVE, DAY, limit=200.0)
    [found] = ask(world, of)
    assert (found.value, found.unit) == (4.0, "h")
    days = OfHistory(MITTE, Statistic.ABOVE, Span(Window.DAYS, 2), Step.DAY, 20.0, min_coverage=0)
    [found] = ask(world, days)
    assert found.unit == "Tage"


def test_availability_is_told_in_per_cent(world: World) -> None:
    world.record(0, [10.0] * 18, end_us=START_US)
    [found] = ask(world, OfHistory(MITTE, Statistic.AVAILABILITY, DAY))
    assert (found.value, found.unit, found.is_covered) == (75.0, "%", True)


def test_availability_of_a_year_that_is_not_over_counts_what_is_over(world: World) -> None:
    of = OfHistory(MITTE, Statistic.AVAILABILITY, Span(Window.YEAR, year=2025))
    world.record(0, [10.0] * 24 * 40, end_us=START_US)
    [found] = ask(world, of)
    assert found.value is not None
    assert 12.0 < found.value < 12.5  # 40 of 327 days


def test_the_last_value_must_be_good_and_lie_in_the_window(world: World) -> None:
    of = OfHistory(MITTE, Statistic.LAST, DAY)
    world.record(0, [7.0], end_us=START_US - 30 * HOUR_US)
    [old] = ask(world, of)
    assert (old.value, old.is_covered) == (None, False)
    world.record(0, [8.0], end_us=START_US)
    assert ask(world, of)[0].value == 8.0
    world.record(1, [9.0], end_us=START_US, quality=Quality.BAD)
    [both] = ask(world, OfHistory(BOTH, Statistic.LAST, DAY))
    assert both.value == 8.0
    assert both.problem == "Bei 1 von 2 Datenpunkten fehlt ein gültiger Wert."


def test_a_counter_is_asked_how_far_it_went(world: World) -> None:
    world.record(2, [100.0, 110.0, 130.0], end_us=START_US)
    of = OfHistory(Chosen(("umwelt.werk",)), Statistic.SUM, DAY, min_coverage=0.0)
    assert ask(world, of)[0].value == 30.0


def test_earlier_moments_have_their_own_windows(world: World) -> None:
    world.record(0, [10.0] * 24 + [20.0] * 24, end_us=START_US)
    found = ask(world, OfHistory(MITTE, span=DAY), moments=(START_US - 24 * HOUR_US, START_US))
    assert [one.value for one in found] == [10.0, 20.0]


def test_no_moments_are_no_answers(world: World) -> None:
    assert ask(world, OfHistory(MITTE), moments=()) == []


def test_of_a_known_course_only_the_newest_is_read_again(world: World) -> None:
    world.record(0, [10.0] * 24 * 30, end_us=START_US)
    courses = Courses(world.history)
    start, end = START_US // HOUR_US * HOUR_US - 720 * HOUR_US, START_US // HOUR_US * HOUR_US
    courses.read([POINTS[0].key], Tier.HOUR, start, end)
    world.record(0, [40.0], end_us=START_US + HOUR_US)
    world.history.windows.clear()
    [frame] = courses.read([POINTS[0].key], Tier.HOUR, start, end + HOUR_US)
    assert world.history.windows == [(end - 48 * HOUR_US, end + HOUR_US)]
    [whole] = world.history.query([POINTS[0].key], start, end + HOUR_US, 10_000, Tier.HOUR)
    np.testing.assert_array_equal(frame.time, whole.time)
    np.testing.assert_array_equal(frame.mean, whole.mean)
    world.history.windows.clear()
    courses.read([POINTS[0].key], Tier.HOUR, start, end)
    assert world.history.windows == []


def test_a_day_later_all_is_read_anew_for_what_came_late(world: World) -> None:
    courses = Courses(world.history)
    end = START_US // HOUR_US * HOUR_US
    start = end - 720 * HOUR_US
    courses.read([POINTS[0].key], Tier.HOUR, start, end)
    world.record(0, [10.0], end_us=end - 700 * HOUR_US)
    [frame] = courses.read([POINTS[0].key], Tier.HOUR, start, end + 24 * HOUR_US)
    assert len(frame) == 1


@given(st.lists(st.tuples(st.integers(0, 60), st.floats(-9, 9)), max_size=30), st.integers(1, 23))
def test_a_course_read_in_parts_is_the_course_read_at_once(
    samples: list[tuple[int, float]], step: int
) -> None:
    history = MemoryHistorian()
    times = np.array([hour * HOUR_US for hour, _ in samples], np.int64)
    values = np.array([value for _, value in samples], np.float64)
    history.append(SampleBatch.from_columns(np.full(len(times), 1), times, 0, values))
    courses, key, end = Courses(history), PointKey(1), 60 * HOUR_US
    for part in range(0, end, step * HOUR_US):
        courses.read([key], Tier.HOUR, 0, part)
    [parts] = courses.read([key], Tier.HOUR, 0, end)
    [whole] = history.query([key], 0, end, 10_000, Tier.HOUR)
    np.testing.assert_array_equal(parts.time, whole.time)
    np.testing.assert_array_equal(parts.mean, whole.mean)
    np.testing.assert_array_equal(parts.good, whole.good)


def test_courses_that_nobody_asked_for_longest_are_forgotten(world: World) -> None:
    courses = Courses(world.history, most_rows=30)
    end = START_US // HOUR_US * HOUR_US
    for point in (0, 1):
        world.record(point, [1.0] * 24, end_us=START_US)
        courses.read([POINTS[point].key], Tier.HOUR, end - 24 * HOUR_US, end)
    world.history.windows.clear()
    courses.read([POINTS[1].key], Tier.HOUR, end - 24 * HOUR_US, end)
    assert world.history.windows == []
    courses.read([POINTS[0].key], Tier.HOUR, end - 24 * HOUR_US, end)
    assert len(world.history.windows) == 1


def test_questions_that_are_asked_together_read_each_point_once(world: World) -> None:
    world.record(0, [10.0] * 24, end_us=START_US)
    answers = HistoryAnswers(world.history, POINTS, BERLIN)
    asked = [
        HistoryQuestion(OfHistory(MITTE, statistic, span), Direction.AT_MOST)
        for statistic in (Statistic.MEAN, Statistic.MAX, Statistic.LAST)
        for span in (DAY, Span(Window.DAYS, 30))
    ]
    both = HistoryQuestion(OfHistory(BOTH, span=DAY), Direction.AT_MOST)
    answers.prepare({**{one: [START_US] for one in asked}, both: [START_US]}, lambda: None)
    assert len(world.history.windows) == 2  # a month of the one, a day of the other
    world.history.windows.clear()
    for one in (*asked, both):
        answers.answers(one, [START_US], lambda: None)
    assert world.history.windows == []
    answers.prepare({both: []}, lambda: None)
    assert world.history.windows == []
