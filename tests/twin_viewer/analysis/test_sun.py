"""The sun stands where published tables say it does."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.analysis import sun as almanac
from twin_viewer.analysis.sun import convergence_at, sun_at, sun_day

GOLDEN = (-105.1786, 39.742476)
"""The National Renewable Energy Laboratory in Golden, Colorado."""
HAMM = (7.82, 51.68)


def us(moment: datetime) -> int:
    return round(moment.timestamp() * 1e6)


def utc(year: int, month: int, day: int, *clock: int) -> datetime:
    hour, minute, second = (*clock, 0, 0, 0)[:3]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


MOMENTS = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis wants them bare and adds the zone
    datetime(2060, 1, 1),  # noqa: DTZ001 - likewise
    timezones=st.just(UTC),
)


def test_the_example_of_reda_and_andreas() -> None:
    """NREL/TP-560-34302, table A5.1: zenith 50.11162°, azimuth 194.34024°."""
    sun = sun_at(*GOLDEN, us(utc(2003, 10, 17, 19, 30, 30)))
    assert sun.azimuth == pytest.approx(194.34024, abs=0.05)
    assert 90 - sun.elevation == pytest.approx(50.11162, abs=0.05)


def test_the_examples_of_meeus() -> None:
    """Astronomical Algorithms, examples 25.a (0h TD = 0h UTC + 59 s) and 28.b."""
    ascension, declination, equation = almanac._sun(us(utc(1992, 10, 12, 23, 59)))
    assert np.degrees(ascension) % 360 == pytest.approx(198.38083, abs=0.01)
    assert np.degrees(declination) == pytest.approx(-7.78507, abs=0.01)
    assert equation * 4 == pytest.approx(13 + 42.7 / 60, abs=0.02)


def test_rise_and_set_of_reda_and_andreas() -> None:
    """Of the same report: 13:12:43 and 0:20:19 UT of that date, the latter the evening before."""
    day = sun_day(*GOLDEN, us(utc(2003, 10, 17, 19, 30, 30)))
    before = sun_day(*GOLDEN, us(utc(2003, 10, 16, 19, 30, 30)))
    assert day.rise_us is not None
    assert before.set_us is not None
    assert abs(day.rise_us - us(utc(2003, 10, 17, 13, 12, 43))) < 5e6
    assert abs(before.set_us - us(utc(2003, 10, 17, 0, 20, 19))) < 5e6


@pytest.mark.parametrize(
    ("moment", "declination"),
    [
        (utc(2024, 3, 20, 3, 6), 0.0),
        (utc(2024, 6, 20, 20, 51), 23.44),
        (utc(2024, 9, 22, 12, 44), 0.0),
        (utc(2024, 12, 21, 9, 21), -23.44),
    ],
)
def test_the_seasons_begin_when_almanacs_say(moment: datetime, declination: float) -> None:
    assert np.degrees(almanac._sun(us(moment))[1]) == pytest.approx(declination, abs=0.01)


def test_at_noon_it_stands_in_the_south_of_hamm() -> None:
    day = sun_day(*HAMM, us(utc(2024, 6, 21, 8)))
    noon = sun_at(*HAMM, day.noon_us)
    assert noon.azimuth == pytest.approx(180, abs=0.1)
    assert noon.geometric_elevation == pytest.approx(90 - HAMM[1] + 23.44, abs=0.02)
    assert noon.is_up
    assert not sun_at(*HAMM, day.noon_us + 12 * 3_600_000_000).is_up


def test_beyond_the_polar_circle_it_may_not_set() -> None:
    summer = sun_day(20.0, 75.0, us(utc(2024, 6, 21, 12)))
    winter = sun_day(20.0, 75.0, us(utc(2024, 12, 21, 12)))
    assert (summer.rise_us, summer.set_us, winter.rise_us) == (None, None, None)
    assert sun_at(20.0, 75.0, summer.noon_us + 12 * 3_600_000_000).is_up


@given(
    MOMENTS,
    st.floats(-179, 179),
    st.floats(-60, 60),
)
def test_at_rise_and_set_its_upper_edge_is_at_the_horizon(
    moment: datetime, longitude: float, latitude: float
) -> None:
    day = sun_day(longitude, latitude, us(moment))
    assert day.rise_us is not None
    assert day.set_us is not None
    assert day.rise_us < day.noon_us < day.set_us
    assert abs(day.noon_us - us(moment)) < timedelta(hours=13) / timedelta(microseconds=1)
    for edge in (day.rise_us, day.set_us):
        sun = sun_at(longitude, latitude, edge)
        assert sun.geometric_elevation == pytest.approx(-0.833, abs=0.05)
    assert sun_at(longitude, latitude, day.rise_us).azimuth < 180
    assert sun_at(longitude, latitude, day.set_us).azimuth > 180


@given(MOMENTS, st.floats(-5, 5))
def test_its_direction_is_a_unit_vector(moment: datetime, convergence: float) -> None:
    sun = sun_at(*HAMM, us(moment))
    assert np.linalg.norm(sun.direction(convergence)) == pytest.approx(1.0)
    east, north, _ = sun.direction()
    assert np.degrees(np.arctan2(east, north)) % 360 == pytest.approx(sun.azimuth, abs=1e-6)


def test_grid_north_lies_west_of_the_meridian_in_hamm() -> None:
    assert convergence_at(*HAMM) == pytest.approx(-0.926, abs=0.002)
    assert convergence_at(9.0, 51.0) == 0.0
