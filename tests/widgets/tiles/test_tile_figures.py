"""The figures of the tiles: made of fresh points only, and the hour of the first of them."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cities import TileConfig
from app.domain.points import FieldId
from app.domain.texts import Text
from tests.fakes.city import make_alarm, make_city, make_state, make_values
from widgets.judgements import rank_priority
from widgets.tiles.figures import Figure, TileBook, aggregate, hour_of

CITY = make_city(60)
NO2 = [row for row, point in enumerate(CITY.points) if point.type == "air_station.no2"]
SIGNALS = [row for row, point in enumerate(CITY.points) if point.type == "signal.state"]


def figure(book: TileBook, title: str, **state: object) -> Figure:
    shown = book.contents(make_state(CITY, **state))  # type: ignore[arg-type]
    return next(f for content in shown for f in content.figures if f.title == title)


def test_a_mean_is_made_of_fresh_and_sound_points_only() -> None:
    values = make_values(CITY)
    values[NO2] = [10, 20, 30, 40, 50, 60]
    book = TileBook(CITY)
    whole = figure(book, "Mittleres NO₂", values=values)
    assert (float(whole.text.replace(",", ".")), whole.used, whole.total) == (35.0, 6, 6)
    part = figure(book, "Mittleres NO₂", values=values, silent=NO2[:2], bad=NO2[2:3])
    assert (float(part.text.replace(",", ".")), part.used, part.total) == (50.0, 3, 6)


def test_a_figure_without_any_fresh_point_is_a_dash() -> None:
    found = figure(TileBook(CITY), "Mittleres NO₂", silent=NO2)
    assert found.text == "–"
    assert not found.is_known


def test_a_count_says_of_how_many() -> None:
    values = make_values(CITY)
    values[SIGNALS[:2]] = 2.0
    found = figure(TileBook(CITY), "Signale in Störung", values=values, silent=SIGNALS[3:4])
    assert (found.text, found.unit) == ("2", f"von {len(SIGNALS) - 1}")


def test_a_field_counts_its_abnormal_and_stale_points_and_knows_the_worst_alarm() -> None:
    rule = next(rule for rule in CITY.rules if rule.id.endswith("#hihi"))
    state = make_state(CITY, alarms={rule.id: make_alarm()}, bad=[11], silent=[21, 22])
    content = TileBook(CITY).contents(state)[0]
    assert (content.name, content.abnormal, content.bad, content.stale) == ("Umwelt", 2, 1, 2)
    assert rank_priority(content.worst) == rule.priority


def test_without_a_state_everything_is_a_dash() -> None:
    contents = TileBook(CITY).contents(None)
    assert all(not f.is_known for content in contents for f in content.figures)


def test_a_figure_whose_points_are_gone_does_no_harm() -> None:
    tile = TileConfig("x", Text("Nichts"), FieldId("umwelt"), (), "mean")
    book = TileBook(replace(CITY, tiles=(tile,)))
    state = make_state(CITY)
    assert book.contents(state)[0].figures[0].text == "–"
    assert book.sparks(state) == [None] * len(CITY.fields)


@pytest.mark.parametrize(
    ("kind", "expected"), [("mean", 2.5), ("max", 4), ("min", 1), ("sum", 10), ("count:2", 1)]
)
def test_aggregates(kind: str, expected: float) -> None:
    assert aggregate(kind, np.array([1.0, 2.0, 3.0, 4.0])) == expected
    assert math.isnan(aggregate(kind, np.empty(0)))


def test_an_hour_holds_values_and_does_not_climb_because_points_speak_in_turn() -> None:
    nan = np.nan
    minutes = np.array([[nan, 1, nan, nan], [nan, nan, 3, nan]])
    assert hour_of(minutes, "sum").tolist()[1:] == [2, 4, 4]
    assert hour_of(minutes, "mean").tolist()[1:] == [1, 2, 2]
    assert hour_of(minutes, "max").tolist()[1:] == [1, 3, 3]
    assert hour_of(minutes, "min").tolist()[1:] == [1, 1, 1]
    assert hour_of(minutes, "count:3").tolist()[1:] == [0, 1, 1]
    assert math.isnan(hour_of(minutes, "sum")[0])


@given(
    st.lists(
        st.lists(st.one_of(st.just(math.nan), st.floats(-1e6, 1e6)), min_size=5, max_size=5),
        min_size=1,
        max_size=6,
    )
)
def test_an_hour_stays_between_the_smallest_and_the_largest_value(rows: list[list[float]]) -> None:
    minutes = np.array(rows)
    for kind in ("mean", "max", "min"):
        line = hour_of(minutes, kind)
        if np.isfinite(minutes).any():
            assert np.nanmin(line) >= np.nanmin(minutes) - 1e-3
            assert np.nanmax(line) <= np.nanmax(minutes) + 1e-3
        else:
            assert np.isnan(line).all()
