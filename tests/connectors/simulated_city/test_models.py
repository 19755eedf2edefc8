"""The curves: believable ranges, one value a moment whoever asks, registers that only grow."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from app.domain.cities import City
from app.domain.points import PointId, PointKind
from app.domain.samples import Float64Array, Int64Array, Quality
from connectors.simulated_city.calendars import DAY_US, HOUR_US, day_start
from connectors.simulated_city.live import due, latest
from connectors.simulated_city.models.catalogue import measurement
from connectors.simulated_city.world import Group, World
from tests.fakes.hamlet import hamlet

NOW_US = 1_795_600_000_000_000
"""A Wednesday in November 2026."""
SUMMER_US = 1_784_000_000_000_000

# Least and greatest value that nobody would rub their eyes at.
RANGES = {
    "air_station.no2": (0, 130),
    "air_station.pm10": (0, 90),
    "air_station.pm25": (0, 60),
    "air_station.o3": (0, 180),
    "noise.laeq": (30, 80),
    "weather_station.temp": (-15, 38),
    "weather_station.wind": (0, 25),
    "weather_station.pressure": (960, 1_050),
    "weather_station.rain": (0, 25),
    "water_temp.temp": (0, 26),
    "water_temp.level": (0.2, 4),
    "soil.moisture": (8, 50),
    "signal_controller.cycle": (0, 120),
    "signal_controller.det1": (0, 1_500),
    "signal_controller.det4": (0, 700),
    "charger.power": (0, 50),
    "charger.limit": (11, 50),
    "street_light.level": (0, 100),
    "street_light.power": (0, 120),
    "car_park.occupancy": (0, 100),
    "access_point.clients": (0, 60),
    "access_point.throughput": (0, 300),
    "school_switch.uplink": (0, 92),
    "school_switch.ports": (1, 48),
    "school_switch.temp": (20, 58),
    "hotspot.clients": (0, 150),
    "cell_5g.load": (0, 95),
    "air_station.rssi": (-125, -60),
    "air_station.battery": (5, 100),
}


def week(world: World, group: Group, end_us: int) -> Float64Array:
    """Return the values of a group over a week, a sample every half hour."""
    times = end_us - np.arange(0, 7 * DAY_US, HOUR_US // 2, dtype=np.int64)
    return world.values(group, np.broadcast_to(times, (len(group.points), len(times)))).value


def line_of(world: World, point_type: str, times: Int64Array) -> Float64Array:
    """Return the mean over all points of a type at some moments."""
    found = [
        world.values(group, np.broadcast_to(times, (len(group.points), len(times)))).value
        for group in world.groups
        if group.points[0].type == point_type
    ]
    return np.asarray(np.concatenate(found).mean(axis=0), np.float64)


def test_the_city_is_large_and_lies_in_all_seven_districts(hamm: City, calm: World) -> None:
    played = [point for group in calm.groups for point in group.points]
    assert len(played) >= 1_500
    assert {point.district for point in played} == {district.id for district in hamm.districts}
    assert len({point.district for point in played}) == 7
    west, south, east, north = 7.66, 51.57, 8.01, 51.75
    for point in played:
        assert point.location is not None
        assert west < point.location.longitude < east
        assert south < point.location.latitude < north


@pytest.mark.parametrize("end_us", [NOW_US, SUMMER_US])
def test_values_are_believable(calm: World, end_us: int) -> None:
    for group in calm.groups:
        low, high = RANGES.get(group.points[0].type, (-1e9, 1e9))
        values = week(calm, group, end_us)
        assert np.isfinite(values).all()
        assert low <= values.min(), group.points[0].type
        assert values.max() <= high, group.points[0].type


def test_every_type_of_the_profile_has_a_curve_of_its_own(calm: World) -> None:
    for group in calm.groups:
        curve = getattr(group.model.curve, "func", group.model.curve)
        assert "catalogue" not in curve.__module__, group.points[0].type


def test_states_are_always_among_the_states_of_their_point(calm: World) -> None:
    for group in calm.groups:
        codes = {float(state.code) for state in group.points[0].states}
        if codes:
            assert set(np.unique(week(calm, group, NOW_US))) <= codes, group.points[0].type


def test_types_nobody_modelled_live_too() -> None:
    world = World(hamlet(), 1)
    for group in world.groups:
        assert np.isfinite(week(world, group, NOW_US)).mean() > 0.5
    assert "riddle" in {measurement(group.points[0].type) for group in world.groups}


def test_the_same_seed_is_the_same_city_in_any_order(hamm: City, calm: World) -> None:
    again = World(hamm, 1, has_incidents=False)
    for one, other in list(zip(calm.groups, again.groups, strict=True))[::-1]:
        assert np.array_equal(week(calm, one, NOW_US), week(again, other, NOW_US))


def test_another_seed_is_another_city(hamm: City, calm: World) -> None:
    other = World(hamm, 2, has_incidents=False)
    differing = [
        not np.array_equal(week(calm, one, NOW_US), week(other, two, NOW_US))
        for one, two in zip(calm.groups, other.groups, strict=True)
        # Echoes within this machine are never lost, in any city.
        if not one.model.words and one.measurement != "loss"
    ]
    assert all(differing)


def test_a_live_value_is_the_value_of_history(lively: World) -> None:
    for group in lively.groups:
        for sample in latest(lively, group, NOW_US)[:2]:
            past = lively.value(
                sample.point.id, np.array([sample.time_us - DAY_US, sample.time_us])
            )
            expected = (sample.value, sample.quality)
            assert np.array_equal((past.value[0, 1], past.quality[0, 1]), expected, equal_nan=True)


def test_nothing_is_due_twice_and_nothing_is_left_out(calm: World) -> None:
    def seen(borders: list[int]) -> list[tuple[str, int]]:
        return sorted(
            (str(sample.point.id), sample.time_us)
            for after, until in pairwise(borders)
            for _, samples in due(calm, calm.groups, after, until)
            for sample in samples
        )

    whole = seen([NOW_US, NOW_US + 60_000_000])
    cut = seen([NOW_US, NOW_US + 1, NOW_US + 7_300_000, NOW_US + 7_300_000, NOW_US + 60_000_000])
    assert whole == cut
    assert len(set(whole)) == len(whole)
    assert {name for name, _ in whole} == {str(p.id) for g in calm.groups for p in g.points}


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 25)])
def test_registers_never_run_backwards(calm: World, day: date) -> None:
    start = day_start(day, calm.zone)
    times = start + np.arange(-HOUR_US, 26 * HOUR_US, 60_000_000, dtype=np.int64)
    counters = [g for g in calm.groups if g.points[0].kind is PointKind.COUNTER]
    assert counters
    for group in counters:
        values = calm.values(group, np.broadcast_to(times, (len(group.points), len(times)))).value
        assert (np.diff(values, axis=1) >= 0).all()
        assert (values[:, -1] > values[:, 0]).any()


def test_power_and_energy_of_a_charger_agree(calm: World) -> None:
    times = NOW_US + np.arange(0, DAY_US, 30_000_000, dtype=np.int64)
    for number in (101, 110, 150):
        power = calm.value(_id(calm, f"laden-{number}.power"), times).value[0]
        energy = calm.value(_id(calm, f"laden-{number}.energy"), times).value[0]
        assert energy[-1] - energy[0] == pytest.approx(power.sum() * 30 / 3_600, abs=2.0)
        status = calm.value(_id(calm, f"laden-{number}.status"), times).value[0]
        assert (status[power > 0.2] == 2).all()


def test_day_night_and_weekend_show(calm: World) -> None:
    midnight = day_start(date(2026, 11, 25), calm.zone)
    hours = midnight + np.arange(24, dtype=np.int64) * HOUR_US
    traffic = line_of(calm, "signal_controller.det1", hours)
    assert traffic[8] > 4 * traffic[3]
    sunday = line_of(calm, "signal_controller.det1", hours - 3 * DAY_US)
    assert sunday[8] < 0.5 * traffic[8]
    pupils = line_of(calm, "access_point.clients", hours)
    assert pupils[10] > 5
    assert pupils[22] < 1
    light = line_of(calm, "street_light.level", hours)
    assert light[12] == 0
    assert light[19] > 60
    # What moves together moves together: noise and NO2 follow the traffic.
    noise = line_of(calm, "noise.laeq", hours)
    assert np.corrcoef(np.log10(traffic), noise)[0, 1] > 0.8


def test_neighbours_feel_one_weather(calm: World) -> None:
    times = NOW_US - np.arange(0, 20 * DAY_US, HOUR_US, dtype=np.int64)
    group = next(g for g in calm.groups if g.points[0].type == "weather_station.temp")
    temp = calm.values(group, np.broadcast_to(times, (len(group.points), len(times)))).value
    assert np.corrcoef(temp).min() > 0.95


def test_spaces_taken_and_free_make_a_car_park(calm: World) -> None:
    times = NOW_US + np.arange(0, DAY_US, HOUR_US, dtype=np.int64)
    free = calm.value(_id(calm, "parken-bahnhof.free"), times).value[0]
    taken = calm.value(_id(calm, "parken-bahnhof.occupancy"), times).value[0] / 100
    size = free / (1 - taken)
    assert size.max() - size.min() < 0.05 * size.mean()


def test_the_colours_of_a_signal_never_let_both_roads_go(calm: World) -> None:
    times = NOW_US + np.arange(0, 3_600_000_000, 1_000_000, dtype=np.int64)
    main = calm.value(_id(calm, "lsa-101.main"), times).value[0]
    side = calm.value(_id(calm, "lsa-101.side"), times).value[0]
    assert {1.0, 2.0, 3.0, 4.0} <= set(main)
    is_open = np.isin(main, (3, 4)) & np.isin(side, (3, 4))
    assert not is_open.any()


def test_what_is_written_holds_from_then_on(hamm: City) -> None:
    world = World(hamm, 1, has_incidents=False)
    limit = _id(world, "laden-101.limit")
    times = NOW_US + np.arange(-DAY_US, DAY_US, 60_000_000, dtype=np.int64)
    before = world.value(_id(world, "laden-101.power"), times).value[0]
    world.write(limit, 3.0, NOW_US)
    after = world.value(_id(world, "laden-101.power"), times).value[0]
    assert np.array_equal(before[times < NOW_US], after[times < NOW_US])
    assert after[times >= NOW_US].max() <= 3.0
    assert world.value(limit, np.array([NOW_US])).value[0, 0] == 3.0
    world.write(limit, float("nan"), NOW_US + 1)
    assert world.value(limit, np.array([NOW_US + 1])).value[0, 0] > 3.0


def test_a_state_that_does_not_exist_is_refused(hamm: City) -> None:
    world = World(hamm, 1)
    with pytest.raises(ValueError, match="no state 99"):
        world.write(_id(world, "lsa-101.mode"), 99.0, NOW_US)


def test_a_mode_moves_the_colours(hamm: City) -> None:
    world = World(hamm, 1, has_incidents=False)
    world.write(_id(world, "lsa-101.mode"), 3.0, NOW_US)
    found = world.value(_id(world, "lsa-101.main"), np.array([NOW_US, NOW_US + 30_000_000]))
    assert found.value.tolist() == [[5.0, 5.0]]
    assert found.quality.tolist() == [[Quality.GOOD, Quality.GOOD]]


def _id(world: World, name: str) -> PointId:
    found = [p.id for g in world.groups for p in g.points if str(p.id) == name]
    assert found, name
    return found[0]
