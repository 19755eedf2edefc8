"""What is computed, against the plainest way to compute the same."""

import math
from collections.abc import Callable
from math import inf, isnan, nan
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.points import EngineeringUnit
from app.domain.samples import Quality
from app.domain.texts import Text
from app.services.formulas import Surroundings, parse, prepare, sliding
from app.services.formulas.periods import begins_between
from app.services.formulas.running import Frame, Run, reach_us
from app.services.formulas.signals import Signal
from app.services.formulas.steps import Since
from tests.fakes.clocks import START_US

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
BERLIN = ZoneInfo("Europe/Berlin")
NUMBER = EngineeringUnit("n", "", Text("Anzahl"))

Rows = list[tuple[int, float]]


def signal(rows: Rows) -> Signal:
    """Return a step function; NaN is a gap."""
    time, value = zip(*rows, strict=True)
    values = np.array(value, np.float64)
    quality = np.where(np.isnan(values), Quality.GAP, Quality.GOOD).astype(np.uint8)
    return Signal(np.array(time, np.int64), values, quality)


def run(text: str, inputs: dict[str, Signal], end: int, *, start: int = 0) -> tuple[Run, Signal]:
    checked = prepare(parse(text), Surroundings(dict.fromkeys(inputs, NUMBER)))
    frame = Frame(start, 0, end, is_rolled=False, zone=BERLIN)
    running = Run(lambda name, _: inputs[name], frame)
    return running, running.result(checked.step)


def held(rows: Rows, moment: int) -> float:
    """Return what holds at a moment, the plain way."""
    value = nan
    for time, there in rows:
        if time <= moment:
            value = there
    return value


def same(one: float, other: float) -> bool:
    return (isnan(one) and isnan(other)) or math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


VALUES = st.one_of(
    st.sampled_from([0.0, 1.0, -2.0, nan]), st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
)
ROWS = st.lists(st.tuples(st.integers(0, 60), VALUES), min_size=1, max_size=25).map(
    lambda rows: [(0, 5.0), *sorted({60 + time * 10: value for time, value in rows}.items())]
)


# --- values of one moment -------------------------------------------------------------------

PLAIN: dict[str, Callable[[float, float], float]] = {
    "[a] + [b] * 2": lambda a, b: a + b * 2,
    "([a] - [b]) / [b]": lambda a, b: (a - b) / b if b else nan,
    "-[a] ** 2": lambda a, _: -(a**2),
    "[a] < [b]": lambda a, b: float(a < b),
    "[a] >= 0 und nicht [b] == 1": lambda a, b: float(a >= 0 and b != 1),
    "[a] != 0 oder [b] > 3": lambda a, b: float(a != 0 or b > 3),
    "wenn([a] > 0, [a], -[a])": lambda a, _: abs(a),
    "betrag([a] - [b])": lambda a, b: abs(a - b),
    "groesster([a], [b], 1)": lambda a, b: max(a, b, 1),
    "kleinster([a], [b])": min,
    "durchschnitt([a], [b])": lambda a, b: (a + b) / 2,
    "wurzel([a])": lambda a, _: math.sqrt(a) if a >= 0 else nan,
    "log([a])": lambda a, _: math.log10(a) if a > 0 else nan,
    "ln([a])": lambda a, _: math.log(a) if a > 0 else nan,
    "exp([a] / 1e6)": lambda a, _: math.exp(a / 1e6),
}


@given(text=st.sampled_from(sorted(PLAIN)), a=ROWS, b=ROWS)
def test_signs_and_functions_compute_what_they_say(text: str, a: Rows, b: Rows) -> None:
    _, result = run(text, {"a": signal(a), "b": signal(b)}, 1_000)
    for time, value in zip(result.time.tolist(), result.value.tolist(), strict=True):
        first, second = held(a, time), held(b, time)
        is_missing = isnan(first) or (isnan(second) and "[b]" in text)
        wanted = nan if is_missing else PLAIN[text](first, second)
        assert same(value, wanted), (text, time, first, second)
    wrong = np.isnan(result.value)
    assert (result.quality[wrong] >= Quality.BAD).all()


def test_unlike_rhythms_meet_at_every_sample_of_either() -> None:
    _, result = run(
        "[a] + [b]", {"a": signal([(0, 1.0), (20, 2.0)]), "b": signal([(10, 10.0)])}, 30
    )
    assert result.time.tolist() == [0, 10, 20]
    assert result.quality.tolist() == [Quality.GAP, 0, 0]
    assert result.value.tolist()[1:] == [11.0, 12.0]


def test_the_worst_quality_of_the_inputs_is_that_of_the_result() -> None:
    a, b = signal([(0, 1.0)]), signal([(0, 2.0), (5, nan), (9, 3.0)])
    b.quality[:] = [Quality.UNCERTAIN, Quality.BAD, Quality.GOOD]
    _, result = run("[a] * [b]", {"a": a, "b": b}, 20)
    assert result.quality.tolist() == [Quality.UNCERTAIN, Quality.BAD, Quality.GOOD]


def test_division_by_zero_leaves_gaps_and_is_counted_inside_the_window() -> None:
    rows = [(0, 0.0), (10, 1.0), (20, 0.0), (30, 0.0), (40, 2.0)]
    running, result = run("10 / [a]", {"a": signal(rows)}, 50, start=10)
    assert result.quality.tolist() == [Quality.GAP, 0, Quality.GAP, Quality.GAP, 0]
    assert running.faults["division"].count == 2
    assert running.faults["division"].first_us == 20


@pytest.mark.parametrize(
    ("text", "fault"),
    [("wurzel([a])", "root"), ("ln([a])", "logarithm"), ("[a] ** -1", "division")],
)
def test_other_results_that_do_not_exist_are_counted_too(text: str, fault: str) -> None:
    value = 0.0 if fault == "division" else -1.0
    running, _ = run(text, {"a": signal([(0, value), (5, 4.0)])}, 10)
    assert running.faults[fault].count == 1


@pytest.mark.parametrize("text", ["9 ** 9 ** 9 + [a]", "exp([a] * 1e9)", "1 / 0 + [a]", "0 ** -1"])
def test_numbers_beyond_all_bounds_become_gaps(text: str) -> None:
    if "**" in text and "9" in text:
        text = "1e30 ** 10 * 1e30 + [a]"
    _, result = run(text, {"a": signal([(0, 7.0)])}, 10)
    assert np.isnan(result.value).all()


def test_a_choice_has_the_quality_of_what_was_chosen() -> None:
    bad = signal([(0, 1.0), (5, nan)])
    bad.quality[1] = Quality.BAD
    inputs = {"a": signal([(0, 1.0), (5, 0.0)]), "b": bad}
    _, result = run("wenn([a] > 0, 1, [b])", inputs, 10)
    assert result.quality.tolist() == [0, Quality.BAD]
    _, filled = run("fuellen([b], [a] + 3)", inputs, 10)
    assert (filled.value.tolist(), filled.quality.tolist()) == ([1.0, 3.0], [0, 0])


# --- along time -----------------------------------------------------------------------------


def brute_mean(rows: Rows, moment: int, width: int, end: int) -> float:
    """Return the mean over every single microsecond."""
    known = [held(rows, at) for at in range(max(moment - width, rows[0][0]), moment) if at < end]
    known = [value for value in known if not isnan(value)]
    return sum(known) / len(known) if known else held(rows, moment)


@given(rows=ROWS, width=st.integers(1, 300))
def test_the_rolling_mean_is_that_of_every_microsecond(rows: Rows, width: int) -> None:
    source = signal(rows)
    mean, _ = sliding.rolling_mean(source, source.time, width, 1_000)
    for (time, value), made in zip(rows, mean.tolist(), strict=True):
        wanted = brute_mean(rows, time, width, 1_000)
        assert math.isclose(made, wanted, rel_tol=1e-6, abs_tol=1e-4) or isnan(value)


@given(rows=ROWS, width=st.integers(1, 300), is_maximum=st.booleans())
def test_rolling_extremes_are_those_of_every_microsecond(
    rows: Rows, width: int, is_maximum: bool
) -> None:
    source = signal(rows)
    made = sliding.rolling_extreme(source, source.time, width, 1_000, is_maximum=is_maximum)
    for (time, _), value in zip(rows, made.tolist(), strict=True):
        moments = range(max(time - width, 0), time + 1)
        known = [held(rows, at) for at in moments]
        known = [there for there in known if not isnan(there)]
        wanted = (max(known) if is_maximum else min(known)) if known else nan
        assert same(value, wanted)


def test_a_mean_of_which_little_is_known_is_uncertain() -> None:
    rows = [(0, nan), (8 * MINUTE, 4.0), (10 * MINUTE, 4.0), (20 * MINUTE, 4.0)]
    _, result = run("mittel([a], 10 min)", {"a": signal(rows)}, HOUR)
    assert result.quality.tolist() == [3, 1, 1, 0]
    assert result.value.tolist()[1:] == [4.0, 4.0, 4.0]


@given(rows=ROWS)
def test_a_sum_is_the_area_since_the_window_began(rows: Rows) -> None:
    source = signal([(time * MINUTE, value) for time, value in rows])
    _, result = run("summe([a])", {"a": source}, 1_000 * MINUTE, start=100 * MINUTE)
    for time, made in zip(source.time.tolist(), result.value.tolist(), strict=True):
        minutes = range(100, time // MINUTE)
        known = [held(rows, at) for at in minutes]
        area = sum(value for value in known if not isnan(value)) / 60
        if not isnan(made):
            assert math.isclose(made, area, rel_tol=1e-9, abs_tol=1e-6)
        else:
            assert time < 100 * MINUTE or isnan(held(rows, time // MINUTE))


def test_a_sum_over_the_last_hour_forgets_what_was_before() -> None:
    rows = [(0, 6.0), (HOUR, 6.0), (3 * HOUR, 6.0)]
    _, result = run("summe([a], 1 h)", {"a": signal(rows)}, 4 * HOUR)
    assert result.value.tolist() == [0.0, 6.0, 6.0]


@pytest.mark.parametrize(
    ("since", "moment", "begin"),
    [
        (Since.DAY, "2025-10-26T12:00", "2025-10-26T00:00+02:00"),
        (Since.DAY, "2025-03-30T12:00", "2025-03-30T00:00+01:00"),
        (Since.WEEK, "2025-10-29T12:00", "2025-10-27T00:00+01:00"),
        (Since.MONTH, "2025-10-31T12:00", "2025-10-01T00:00+02:00"),
        (Since.YEAR, "2025-10-31T12:00", "2025-01-01T00:00+01:00"),
    ],
)
def test_days_weeks_months_and_years_begin_by_the_calendar_of_the_city(
    since: Since, moment: str, begin: str
) -> None:
    at = int(np.datetime64(moment, "us").astype(np.int64))
    (found, *_) = begins_between(since, at, at, BERLIN).tolist()
    local = np.datetime64(begin[:16], "us").astype(np.int64) - int(begin[17:19]) * HOUR
    assert found == int(local)


def test_a_sum_since_the_day_begins_anew_at_local_midnight_also_when_clocks_change() -> None:
    midnight = int(np.datetime64("2025-10-25T22:00", "us").astype(np.int64))  # 26 October, CEST
    source = Signal(
        midnight + np.arange(-48, 60, dtype=np.int64) * (HOUR // 2),
        np.full(108, 2.0),
        np.zeros(108, np.uint8),
    )
    checked = prepare(parse("summe([a], Tag)"), Surroundings({"a": NUMBER}))
    frame = Frame(midnight, midnight - DAY, midnight + 30 * HOUR, is_rolled=False, zone=BERLIN)
    result = Run(lambda *_: source, frame).result(checked.step)
    at = dict(zip(((result.time - midnight) / HOUR).tolist(), result.value.tolist(), strict=True))
    assert at[-0.5] == pytest.approx(47.0)
    assert at[0.0] == pytest.approx(0.0)
    assert at[24.5] == pytest.approx(49.0)  # this day has 25 hours
    assert at[25.0] == pytest.approx(0.0)


def test_a_counter_counts_on_through_gaps_and_new_beginnings() -> None:
    rows = [(0, 100.0), (10, 104.0), (20, nan), (30, 110.0), (40, 3.0), (50, 5.0), (60, 4.9)]
    _, result = run("zaehlerdifferenz([a])", {"a": signal(rows)}, 100, start=10)
    assert result.value.tolist()[3:] == pytest.approx([6.0, 9.0, 11.0, 10.9])
    assert isnan(result.value[2])
    _, last = run('zaehlerdifferenz([a], "1 s")', {"a": signal(rows)}, 100)
    assert last.value[-1] == pytest.approx(14.9)


@given(rows=ROWS)
def test_the_slope_is_the_change_between_two_rows(rows: Rows) -> None:
    _, result = run("ableitung([a], s)", {"a": signal(rows)}, 1_000)
    for place, made in enumerate(result.value.tolist()[1:], 1):
        (before, low), (time, high) = rows[place - 1], rows[place]
        assert same(made, (high - low) / (time - before) * 1e6)
    assert isnan(result.value[0])


def test_a_shift_shows_what_was_and_looks_back_as_far() -> None:
    checked = prepare(parse("versatz(mittel([a], 1 h), 1 d)"), Surroundings({"a": NUMBER}))
    assert reach_us(checked.step) == DAY + HOUR
    _, result = run("versatz([a], 1 s)", {"a": signal([(0, 1.0), (5, 2.0)])}, 10)
    assert result.time.tolist() == [1_000_000, 1_000_005]


def test_time_in_a_state_is_a_share_or_hours() -> None:
    rows = [(0, 2.0), (6 * MINUTE, 1.0), (30 * MINUTE, 2.0), (HOUR, 2.0)]
    _, share = run("zeit_im_zustand([a], 2, 1 h)", {"a": signal(rows)}, 2 * HOUR)
    assert share.value[-1] == pytest.approx(60.0)
    _, hours = run("zeit_im_zustand([a], 2)", {"a": signal(rows)}, 2 * HOUR)
    assert hours.value[-1] == pytest.approx(0.6)
    _, hot = run("zeit_im_zustand([a] > 1)", {"a": signal(rows)}, 2 * HOUR)
    assert hot.value[-1] == pytest.approx(0.6)


@given(
    rows=ROWS,
    text=st.sampled_from(["mittel([a], 1 s)", "max([a], 1 s)", "ableitung([a])", "[a] * 2 > 3"]),
    hours=st.integers(-10_000, 10_000),
)
def test_clocks_that_change_do_not_matter(rows: Rows, text: str, hours: int) -> None:
    moved = [(time + hours * HOUR, value) for time, value in rows]
    checked = prepare(parse(text), Surroundings({"a": NUMBER}))
    here = Run(lambda *_: signal(rows), Frame(0, 0, 1_000, is_rolled=False, zone=BERLIN)).result(
        checked.step
    )
    begin = hours * HOUR
    there = Run(
        lambda *_: signal(moved), Frame(begin, begin, begin + 1_000, is_rolled=False, zone=BERLIN)
    ).result(checked.step)
    assert np.array_equal(here.value, there.value, equal_nan=True)
    assert np.array_equal(here.time + begin, there.time)


def test_infinite_input_is_a_gap_like_any_other() -> None:
    _, result = run("[a] - [a]", {"a": signal([(0, inf)])}, START_US)
    assert np.isnan(result.value).all()
