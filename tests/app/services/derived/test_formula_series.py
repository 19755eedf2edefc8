"""Formulas over recorded history: tiers, gaps, peaks, what is read, what is said."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from typing_extensions import override

from app.domain.points import PointId, PointKey, PointKind
from app.domain.samples import Float64Array, Int64Array, Quality, SampleBatch
from app.domain.series import TIER_WIDTH_US, SeriesFrame, Tier
from app.services.derived.formulas import FormulaSeries, plan
from app.services.derived.historian import DerivedError, DerivedHistorian, Question
from app.services.formulas import FormulaDefinition, extents, parse
from app.services.formulas.extents import MOST_ROWS
from tests.fakes.hamlet import hamlet
from tests.fakes.historian import MemoryHistorian
from tests.fakes.history_curves import CurveHistory

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
T0 = 1_764_000_000_000_000 // HOUR * HOUR
BERLIN = ZoneInfo("Europe/Berlin")

POINTS = {str(point.id): point for point in hamlet(2).points}
TEMP = POINTS["weather_station-0.temp"]
WIND = POINTS["weather_station-0.wind"]
LIGHT = POINTS["street_light-0.power"]
STATUS = POINTS["charger-0.status"]
ENERGY = POINTS["charger-0.energy"]
KEY = PointKey(7)


def series(text: str) -> FormulaSeries:
    return FormulaSeries(parse(text), POINTS, BERLIN)


def asked(
    text: str,
    reader: object,
    start: int,
    end: int,
    *,
    tier: Tier | None = None,
    pixels: int = 1_000,
) -> SeriesFrame:
    return series(text).query(reader, Question(KEY, start, end, pixels, tier))  # type: ignore[arg-type]  # fakes


def stored(*rows: tuple[str, Sequence[int], Sequence[float], Sequence[int]]) -> MemoryHistorian:
    """Return a history of points: id, times, values, qualities."""
    history = MemoryHistorian()
    for name, times, values, qualities in rows:
        keys = [POINTS[name].key] * len(times)
        history.append(
            SampleBatch.from_columns(keys, times, 0, values, np.array(qualities, np.uint8))
        )
    return history


def minutes(
    name: str, values: Sequence[float]
) -> tuple[str, list[int], Sequence[float], list[int]]:
    return name, [T0 + n * MINUTE for n in range(len(values))], values, [0] * len(values)


def wave(key: int, time: Int64Array) -> Float64Array:
    return np.sin(time / HOUR) * 10 + 50 + key % 3


def test_samples_are_added_where_there_are_few_and_one_stands_before_the_window() -> None:
    history = stored(minutes(TEMP.id, [1, 2, 3, 4]), minutes(WIND.id, [1, 1, 2, 2]))
    frame = asked(f"([{TEMP.id}] - 0 °C) / [{WIND.id}]", history, T0 + MINUTE, T0 + 4 * MINUTE)
    assert frame.tier is Tier.RAW
    assert frame.time.tolist() == [T0 + n * MINUTE for n in range(4)]
    assert frame.mean.tolist() == [1.0, 2.0, 1.5, 2.0]
    assert (frame.key, frame.start, frame.end) == (KEY, T0 + MINUTE, T0 + 4 * MINUTE)


def test_a_value_holds_until_it_is_stale_and_then_there_is_a_gap() -> None:
    history = stored(minutes(TEMP.id, [1.0] * 10), minutes(WIND.id, [5.0]))
    frame = asked(f"wenn([{WIND.id}] > 0, [{TEMP.id}], 0)", history, T0, T0 + 10 * MINUTE)
    gap = frame.time[frame.quality == Quality.GAP].tolist()
    assert gap == [T0 + 3 * MINUTE]  # three missed reports
    assert (frame.time[frame.good > 0] < gap[0]).all()


def test_bad_input_makes_the_result_bad_there_and_only_there() -> None:
    name, times, values, _ = minutes(TEMP.id, [1, 2, 3, 4])
    history = stored((name, times, values, [0, 2, 1, 0]), minutes(WIND.id, [1] * 4))
    frame = asked(f"([{TEMP.id}] - 0 °C) * [{WIND.id}]", history, T0, T0 + 4 * MINUTE)
    assert frame.quality.tolist() == [0, 2, 1, 0]
    assert frame.bad.tolist() == [0, 1, 0, 0]
    assert np.isnan(frame.mean[1])


@pytest.mark.parametrize(
    ("span", "pixels", "tier"),
    [
        (HOUR, 1_000, Tier.RAW),
        (DAY, 1_000, Tier.RAW),
        (7 * DAY, 1_000, Tier.MINUTE),
        (30 * DAY, 1_000, Tier.QUARTER_HOUR),
        (365 * DAY, 1_000, Tier.HOUR),
        (365 * DAY, 300, Tier.DAY),
    ],
)
def test_the_tier_is_what_the_historian_would_choose(span: int, pixels: int, tier: Tier) -> None:
    history = CurveHistory(wave)
    frame = asked(f"[{TEMP.id}] - 5 K", history, T0 - span, T0, pixels=pixels)
    assert frame.tier is tier
    plain = history.query([TEMP.key], T0 - span, T0, pixels)[0]
    assert len(frame) == pytest.approx(len(plain), abs=3)


@pytest.mark.parametrize("tier", list(Tier))
def test_a_tier_that_is_asked_for_is_given(tier: Tier) -> None:
    frame = asked(f"[{WIND.id}] * 2", CurveHistory(wave), T0 - 2 * DAY, T0, tier=tier)
    assert frame.tier is tier
    if Tier.RAW < tier < Tier.DAY:
        assert (frame.time % TIER_WIDTH_US[tier] == 0).all()


def test_days_are_local_days_also_when_clocks_change() -> None:
    start = int(np.datetime64("2025-10-25T22:00", "us").astype(np.int64))  # 26 October
    frame = asked(f"[{WIND.id}]", CurveHistory(wave), start, start + 49 * HOUR, tier=Tier.DAY)
    assert ((frame.time - start) // HOUR).tolist() == [0, 25]


def test_a_year_of_many_points_reads_no_more_rows_than_agreed() -> None:
    history = CurveHistory(wave)
    names = [name for name, point in POINTS.items() if point.unit.symbol == "µg/m³"][:5]
    asked(" + ".join(f"[{name}]" for name in names), history, T0 - 365 * DAY, T0)
    (keys, start, end, _, tier) = history.asked[0]
    assert tier is not None
    assert len(history.asked) == 1
    assert len(keys) * (end - start) // TIER_WIDTH_US[tier] <= MOST_ROWS * 1.01


def test_peaks_inside_buckets_are_kept_for_a_single_point() -> None:
    spikes = [100.0 if n == 777 else -50.0 if n == 778 else 1.0 for n in range(60 * 24)]
    history = stored(minutes(WIND.id, spikes))
    frame = asked(f"-[{WIND.id}] * 2", history, T0, T0 + DAY, tier=Tier.DAY)
    assert frame.high.max() == pytest.approx(100.0)
    assert frame.low.min() == pytest.approx(-200.0)


def test_peaks_of_sums_are_kept_as_far_as_samples_are_read() -> None:
    calm = [1.0] * (60 * 6)
    spiky = [*calm[:100], 40.0, *calm[101:]]
    history = stored(minutes(WIND.id, spiky), minutes("weather_station-0.gust", calm))
    text = f"[{WIND.id}] + [weather_station-0.gust]"
    frame = asked(text, history, T0, T0 + 6 * HOUR, tier=Tier.HOUR)
    assert frame.high.tolist()[1] == 41.0
    assert frame.mean.tolist()[1] == pytest.approx(2 + 39 / 60)


def test_a_rolling_mean_knows_what_was_before_the_window() -> None:
    history = stored(minutes(TEMP.id, [0.0] * 60 + [10.0] * 60))
    frame = asked(f"mittel([{TEMP.id}], 30 min)", history, T0 + HOUR, T0 + 2 * HOUR)
    inside = frame.mean[frame.time >= T0 + HOUR]
    assert inside[0] == pytest.approx(0.0)
    assert inside[15] == pytest.approx(5.0)
    assert (frame.quality == 0).all()


def test_a_rolling_maximum_of_buckets_takes_their_maxima() -> None:
    values = [1.0] * 240
    values[130] = 9.0
    frame = asked(f"max([{WIND.id}], 2 h)", stored(minutes(WIND.id, values)), T0, T0 + 4 * HOUR)
    assert frame.tier is Tier.RAW
    rolled = asked(
        f"max([{WIND.id}], 2 h)",
        CurveHistory(lambda _, time: np.where(time == T0 + 30 * MINUTE, 9.0, 1.0)),
        T0 - 364 * DAY,
        T0 + DAY,
    )
    assert rolled.tier > Tier.RAW
    assert frame.high.max() == 9.0
    assert rolled.high.max() == 17.0  # these buckets reach 8 above their mean


def test_a_sum_begins_with_the_window_and_says_so() -> None:
    history = stored(minutes(LIGHT.id, [60.0] * 180))
    text = f"summe([{LIGHT.id}])"
    frame = asked(text, history, T0 + HOUR, T0 + 2 * HOUR)
    assert frame.mean[frame.time == T0 + HOUR].tolist() == [0.0]
    assert frame.mean[-1] == pytest.approx(59.0)
    assert series(text).is_bound_to_window
    assert not series(f"summe([{LIGHT.id}], Tag) + 1 Wh").is_bound_to_window


@pytest.mark.parametrize(
    ("text", "slack"),
    [
        (f"[{LIGHT.id}] - mittel([{LIGHT.id}], 1 d)", 0.1),
        (f"summe([{LIGHT.id}], Tag)", 1e-6),
        (f"zaehlerdifferenz([{ENERGY.id}], Tag)", 0.25),  # one sample: that of midnight
        (f"zaehlerdifferenz([{ENERGY.id}], 20 h)", 4.0),  # a quarter of an hour
        (f"max([{LIGHT.id}], 1 d) - min([{LIGHT.id}], 1 d)", 1e-6),
    ],
)
def test_what_lies_far_back_is_read_coarser_and_the_window_stays_fine(
    text: str, slack: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    n = np.arange(60 * 30)
    watts = np.round(50 + 30 * np.sin(n / 100), 1).tolist()
    history = stored(minutes(LIGHT.id, watts), minutes(ENERGY.id, (n * 0.25).tolist()))
    window = T0 + 29 * HOUR + 7 * MINUTE, T0 + 29 * HOUR + 47 * MINUTE
    whole = asked(text, history, *window)
    monkeypatch.setattr(extents, "MOST_ROWS", 200)
    history.windows.clear()
    split = asked(text, history, *window)
    assert len(history.windows) == 2
    assert split.tier is whole.tier is Tier.RAW
    assert split.time.tolist() == whole.time.tolist()
    assert split.mean.tolist() == pytest.approx(whole.mean.tolist(), abs=slack)


def test_a_day_that_began_long_ago_is_still_drawn_minute_by_minute() -> None:
    history = CurveHistory(lambda _, time: np.full(len(time), 2_000.0), interval_us=10 * SECOND)
    start = int(np.datetime64("2025-06-01T00:00", "us").astype(np.int64))
    frame = asked("summe([charger-0.power] * 1, Jahr)", history, start, start + HOUR)
    assert frame.tier is Tier.RAW
    new_year = int(np.datetime64("2024-12-31T23:00", "us").astype(np.int64))
    hours = (frame.time - new_year) / HOUR
    assert frame.mean.tolist() == pytest.approx((2_000.0 * hours).tolist())


def test_states_are_codes_that_hold() -> None:
    codes = [2.0] * 30 + [0.0] * 30
    history = stored((STATUS.id, [T0 + n * 10 * SECOND for n in range(60)], codes, [0] * 60))
    end = T0 + 10 * MINUTE
    frame = asked(f'zeit_im_zustand([{STATUS.id}], "lädt", 10 min)', history, T0, end)
    assert frame.mean[-1] == pytest.approx(30 / 59 * 100)
    raw = asked(f"[{STATUS.id}] == 2", history, T0, end)
    assert raw.last.tolist() == [1.0] * 30 + [0.0] * 30


def test_a_counter_is_read_by_its_last_values() -> None:
    values = [n * 0.5 for n in range(180)]
    history = stored(minutes(ENERGY.id, values))
    text = f"zaehlerdifferenz([{ENERGY.id}])"
    raw = asked(text, history, T0 + HOUR, T0 + 3 * HOUR)
    assert raw.mean[-1] == pytest.approx(59.5)
    hours = asked(text, history, T0 + HOUR, T0 + 3 * HOUR, tier=Tier.HOUR)
    assert hours.last.tolist() == pytest.approx([29.5, 59.5])


def test_division_by_zero_is_told_with_number_and_moment() -> None:
    history = stored(minutes(TEMP.id, [1.0] * 5), minutes(WIND.id, [1, 0, 0, 1, 1]))
    made = series(f"([{TEMP.id}] - 0 °C) / [{WIND.id}]")
    frame = made.query(history, Question(KEY, T0, T0 + 5 * MINUTE, 500))
    assert frame.quality.tolist() == [0, 3, 0, 0]
    assert made.notice.startswith("Division durch 0 (2×, zuerst am 24.11.2025 um 17:01:00)")
    made.query(history, Question(KEY, T0 + 3 * MINUTE, T0 + 5 * MINUTE, 500, Tier.RAW))
    assert made.notice  # that window was read ahead
    made.query(history, Question(KEY, T0 + 3 * MINUTE, T0 + 5 * MINUTE, 500))
    assert made.notice == ""


def test_other_notices_are_sentences_too() -> None:
    history = stored(minutes(WIND.id, [-1.0]))
    for text in (f"wurzel([{WIND.id}] / 1 m/s)", f"log([{WIND.id}] / 1 m/s)"):
        made = series(text)
        made.query(history, Question(KEY, T0, T0 + MINUTE, 500))
        assert made.notice.endswith("dort steht kein Wert.")


def test_a_constant_is_a_line_over_the_whole_window() -> None:
    frame = asked("2 * 5 kW", MemoryHistorian(), T0, T0 + HOUR)
    assert frame.time[0] <= T0
    assert frame.time[-1] >= T0 + 59 * MINUTE
    assert set(frame.mean.tolist()) == {10.0}


def test_where_nothing_is_recorded_the_result_is_empty() -> None:
    frame = asked(f"[{WIND.id}] + 1", MemoryHistorian(), T0, T0 + HOUR)
    assert len(frame) == 0
    rolled = asked(f"[{WIND.id}] + 1", MemoryHistorian(), T0, T0 + HOUR, tier=Tier.MINUTE)
    assert len(rolled) == 0


class OnlyBuckets(CurveHistory):
    """A history whose samples are gone already."""

    @override
    def _frame(self, key: int, start_us: int, end_us: int, tier: Tier) -> SeriesFrame:
        frame = super()._frame(key, start_us, end_us, tier)
        if tier is not Tier.RAW:
            return frame
        none, count = np.empty(0), np.empty(0, np.int32)
        return replace(
            frame, time=np.empty(0, np.int64), low=none, high=none, mean=none, last=none,
            good=count, bad=count, quality=np.empty(0, np.uint8),
        )  # fmt: skip


def test_buckets_serve_where_samples_are_gone() -> None:
    frame = asked(f"[{WIND.id}] * 2", OnlyBuckets(wave), T0 - HOUR, T0)
    assert frame.tier is Tier.MINUTE
    assert len(frame) == 60


def test_a_point_the_historian_does_not_know_is_said_by_name() -> None:
    history = CurveHistory(wave)
    history.unknown = {WIND.key}
    with pytest.raises(DerivedError, match=WIND.name.de):
        asked(f"[{WIND.id}] + 1", history, T0, T0 + HOUR)


def test_too_much_is_refused_with_a_way_out() -> None:
    with pytest.raises(DerivedError, match="kürzeren"):
        asked(f"[{STATUS.id}]", CurveHistory(wave), T0 - 3_660 * DAY, T0, tier=Tier.RAW)


def test_formulas_of_formulas_answer_through_the_derived_historian() -> None:
    history = stored(minutes(WIND.id, [1, 2, 3]), minutes(TEMP.id, [5, 5, 5]))
    named = {PointId(name): point for name, point in POINTS.items()}
    texts = (f"[{WIND.id}] * 2", "[A] + [A]", f"([{TEMP.id}] - 0 °C) / ([A] - 2)")
    definitions = [
        FormulaDefinition(PointId(f"formel:{n}"), "ABC"[n], text) for n, text in enumerate(texts)
    ]
    planned = plan(definitions, named, BERLIN)
    reader = DerivedHistorian(history)
    reader.define(dict(planned.series))
    keys = [point.key for point in planned.points.values()]
    one, two, three = reader.query(keys, T0, T0 + 3 * MINUTE, 500)
    assert one.mean.tolist() == [2.0, 4.0, 6.0]
    assert two.mean.tolist() == [4.0, 8.0, 12.0]
    assert three.mean.tolist() == [2.5, 1.25]
    (stats,) = reader.stats([keys[0]], T0, T0 + 3 * MINUTE)
    assert (stats.minimum, stats.maximum) == (2.0, 6.0)


def test_kinds_of_points_are_what_they_were() -> None:
    assert (STATUS.kind, ENERGY.kind) == (PointKind.STATE, PointKind.COUNTER)


def test_a_slow_rhythm_is_joined_in_buckets_as_well_and_a_pause_still_parts() -> None:
    """History that was back-filled every five minutes belongs to a point that reports faster."""
    times = [T0 + n * 5 * MINUTE for n in range(60) if not 30 <= n < 40]
    history = stored((WIND.id, times, [5.0] * len(times), [0] * len(times)))
    for start in (T0, T0 + 12 * MINUTE):
        end = T0 + 290 * MINUTE
        frame = asked(f"mittel([{WIND.id}], 15 min)", history, start, end, tier=Tier.MINUTE)
        (gap,) = np.flatnonzero(frame.quality == Quality.GAP)
        assert T0 + 145 * MINUTE < frame.time[gap] < T0 + 175 * MINUTE
        assert frame.time[gap + 1] >= T0 + 200 * MINUTE
        known = np.delete(frame.time, gap)
        assert np.count_nonzero(np.diff(known) > MINUTE) == 1
