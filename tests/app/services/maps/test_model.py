"""The map model: what a renderer gets, when, and nothing twice."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import shapely

from app.domain.alarms import AlarmId, MaintenanceWindow, Scope
from app.domain.maps import Box
from app.domain.points import DeviceId, PointId
from app.domain.samples import NO_TIME
from app.services.maps.changes import PACE_US, MapChanges
from app.services.maps.model import MapModel
from app.services.maps.sources import MapSource, Rank
from app.services.maps.surfaces import interpolate
from tests.fakes.city import make_alarm, make_city, make_state
from tests.fakes.clocks import START_US
from tests.fakes.map_cities import BOX, features, map_city, properties, sensor_city

CITY = map_city()
HI = AlarmId("luft-1.no2#hi")
LIVE = ("points:umwelt", "points:bildung", "alarms", "connections", "works")


@pytest.fixture
def model() -> MapModel:
    made = MapModel()
    made.set_city(CITY)
    return made


def source(changes: MapChanges, name: str) -> MapSource:
    (found,) = (one for one in changes.sources if one.id == name)
    assert isinstance(found, MapSource)
    return found


def states(changes: MapChanges, name: str = "points") -> dict[int, list[float]]:
    return {
        one: list(row)
        for rows in changes.states
        if rows.source == name
        for one, row in zip(rows.ids, rows.values, strict=True)
    }


def names(changes: MapChanges) -> list[str]:
    return [one.id for one in changes.sources]


def test_the_first_state_brings_all_visible_sources_and_all_states(model: MapModel) -> None:
    changes = model.show_state(make_state(CITY, alarms={HI: make_alarm()}))
    assert names(changes) == ["points", "connections", "works", "alarms"]
    assert states(changes) == {0: [5, 0], 1: [0, 0], 2: [0, 0], 3: [0, 0], 4: [0, 0]}
    assert states(changes, "connections") == {0: [0]}
    assert len(features(source(changes, "points"))) == 5


def test_points_carry_device_field_and_name_under_the_row_of_the_device(model: MapModel) -> None:
    points = properties(source(model.refresh(), "points"))
    assert points[3] == {"k": "ap-1", "f": "bildung", "n": "Marktplatz · ap-1"}
    assert 5 not in points


def test_nothing_new_is_nothing(model: MapModel) -> None:
    model.show_state(make_state(CITY, alarms={HI: make_alarm()}))
    again = make_state(CITY, at_us=START_US + PACE_US, alarms={HI: make_alarm()})
    assert not model.show_state(again)


def test_only_states_that_changed_come_and_no_features(model: MapModel) -> None:
    model.show_state(make_state(CITY))
    changes = model.show_state(make_state(CITY, at_us=START_US + 1, bad=[2]))
    assert changes.sources == ()
    assert states(changes) == {1: [2, 0]}


def test_a_device_whose_alarms_are_all_seen_says_so(model: MapModel) -> None:
    hihi = AlarmId("luft-1.no2#hihi")
    seen = {HI: make_alarm(by="Kim"), hihi: make_alarm()}
    assert states(model.show_state(make_state(CITY, alarms=seen)))[0] == [6, 0]
    both = seen | {hihi: make_alarm(by="Kim")}
    assert states(model.show_state(make_state(CITY, alarms=both)))[0] == [6, 1]


def test_live_alarms_are_grouped_and_none_is_forgotten(model: MapModel) -> None:
    model.show_state(make_state(CITY))
    soon = model.show_state(make_state(CITY, at_us=START_US + 1_000, alarms={HI: make_alarm()}))
    assert soon.sources == ()
    assert states(soon)[0] == [5, 0]
    later = make_state(CITY, at_us=START_US + PACE_US, alarms={HI: make_alarm()})
    assert names(model.show_state(later)) == ["alarms"]


def test_the_past_is_shown_at_once(model: MapModel) -> None:
    model.show_state(make_state(CITY))
    past = make_state(CITY, at_us=START_US - 5, is_live=False, alarms={HI: make_alarm()})
    assert names(model.show_state(past)) == ["alarms"]
    before = make_state(CITY, at_us=START_US - 6, is_live=False)
    changes = model.show_state(before)
    assert features(source(changes, "alarms")) == []


def test_versions_only_grow(model: MapModel) -> None:
    first = source(model.show_state(make_state(CITY)), "alarms").version
    later = make_state(CITY, at_us=START_US + PACE_US, alarms={HI: make_alarm()})
    second = source(model.show_state(later), "alarms").version
    model.set_city(replace(CITY, rules=()))
    third = source(model.show_state(make_state(CITY)), "alarms").version
    assert first < second < third


def test_hidden_layers_are_not_made(model: MapModel) -> None:
    model.set_visible(["points:umwelt"])
    changes = model.show_state(make_state(CITY, alarms={HI: make_alarm()}))
    assert names(changes) == ["points"]
    assert {one["k"] for one in properties(source(changes, "points")).values()} == {
        "luft-1", "luft-2", "luft-3",
    }  # fmt: skip
    model.set_visible([*LIVE, "values", "heat", "assets"])
    whole = model.refresh()
    assert set(names(whole)) == {
        "points", "assets", "connections", "works", "values", "heat", "alarms",
    }  # fmt: skip
    assert properties(source(whole, "assets"))[0]["s"] == "mdi6.leaf"
    assert properties(source(whole, "values"))[0]["p"] == "luft-1.no2"


def test_refresh_brings_everything_as_it_stands(model: MapModel) -> None:
    model.show_state(make_state(CITY, alarms={HI: make_alarm()}))
    one, other = model.refresh(), model.refresh()
    assert one.sources == other.sources
    assert len(states(one)) == 5


def test_before_the_first_state_there_are_places_but_no_states(model: MapModel) -> None:
    changes = model.refresh()
    assert len(features(source(changes, "points"))) == 5
    assert features(source(changes, "alarms")) == []
    assert changes.states == ()
    assert model.hover_facts("luft-1") is None
    assert model.works() == ()


def test_a_filter_shows_devices_and_alarms_in_some_states(model: MapModel) -> None:
    model.filter_states({Rank.HIGH})
    changes = model.show_state(make_state(CITY, alarms={HI: make_alarm()}))
    assert [one["k"] for one in properties(source(changes, "points")).values()] == ["luft-1"]
    assert len(features(source(changes, "alarms"))) == 1
    calm = model.show_state(make_state(CITY, at_us=START_US + PACE_US))
    assert features(source(calm, "points")) == []
    model.filter_states(None)
    assert len(features(source(model.refresh(), "points"))) == 5


def test_hidden_alarms_are_shown_when_asked_for(model: MapModel) -> None:
    alarm = replace(make_alarm(), suppressed_by="window")
    changes = model.show_state(make_state(CITY, alarms={HI: alarm}))
    assert features(source(changes, "alarms")) == []
    model.show_hidden(is_shown=True)
    assert len(features(source(model.refresh(), "alarms"))) == 1


def test_windows_are_shown_while_they_are_open(model: MapModel) -> None:
    scope = Scope(devices=frozenset({DeviceId("luft-1")}))
    window = MaintenanceWindow("w", START_US, START_US + 10, scope, "Umbau", "A-1", "Kim")
    model.show_state(make_state(CITY))
    model.set_windows([window])
    assert properties(source(model.refresh(), "works"))[0]["s"] == "now"
    over = model.show_state(make_state(CITY, at_us=START_US + PACE_US))
    assert features(source(over, "works")) == []


def test_names_and_numbers_follow_the_language(model: MapModel) -> None:
    model.set_visible([*LIVE, "values"])
    model.show_state(make_state(CITY, values=np.full(8, 12.5)))
    model.set_language("en")
    changes = model.refresh()
    assert properties(source(changes, "points"))[0]["n"] == "Market place · luft-1"
    assert properties(source(changes, "values"))[0]["t"].startswith("12.5")


def test_other_rules_judge_at_once(model: MapModel) -> None:
    model.show_state(make_state(CITY, alarms={HI: make_alarm()}))
    model.set_rules(replace(CITY, rules=()))
    assert states(model.refresh())[0] == [0, 0]


def test_rows_list_visible_devices_and_those_without_a_place(model: MapModel) -> None:
    empty = model.rows()
    assert (empty.at_us, empty.values[0]) == (NO_TIME, "")
    model.set_visible(["points:umwelt"])
    model.show_state(make_state(CITY, values=np.full(8, 12.5), bad=[1]))
    rows = model.rows()
    assert list(rows.ids) == ["luft-1", "luft-2", "luft-3", "mobil-1"]
    first, *_, last = rows
    assert (first.rank, first.value, first.kind, first.district) == (
        Rank.BAD, "PM10: 12,5\u202fµg/m³", "Luftmessstation", "Mitte",
    )  # fmt: skip
    assert first.age_us >= 0
    assert last.location is None
    assert rows.values[:2] == (rows.values[0], rows.values[1])
    assert model.rows().names is rows.names


def test_devices_points_and_places_find_each_other(model: MapModel) -> None:
    assert model.device_rows([PointId("ap-1.online")]) == (3,)
    assert [str(one.id) for one in model.points_of("ap-1")] == ["ap-1.online", "ap-1.clients"]
    box = model.box_of([PointId("ap-1.online")])
    assert box is not None
    assert box.holds(7.80, 51.67)
    assert model.box_of([PointId("mobil-1.no2")]) is None
    assert model.home_box() == BOX
    assert [str(one.id) for one in model.unplaced()] == ["mobil-1"]


def test_a_lasso_catches_only_what_is_shown(model: MapModel) -> None:
    around = [(7.7, 51.6), (7.95, 51.6), (7.95, 51.76), (7.7, 51.76)]
    assert len(model.devices_in(around)) == 5
    model.set_visible(["points:bildung"])
    assert model.devices_in(around) == ("ap-1", "switch-1")


def test_what_is_said_of_a_device(model: MapModel) -> None:
    model.show_state(make_state(CITY, alarms={HI: make_alarm()}))
    facts = model.hover_facts("luft-1")
    assert facts is not None
    assert facts.rank is Rank.HIGH
    assert model.hover_facts("?") is None
    assert model.rank_of("luft-1") is Rank.HIGH
    assert model.rank_of("?") is Rank.NORMAL


def test_a_connection_is_not_as_bad_as_its_device(model: MapModel) -> None:
    model.show_state(make_state(CITY, silent=[5]))
    assert model.rank_of("ap-1") is Rank.STALE
    assert model.connection_rank("ap-1") is Rank.NORMAL
    model.show_state(make_state(CITY, silent=[4, 5]))
    assert model.connection_rank("ap-1") is Rank.STALE
    assert model.connection_rank("luft-1") is Rank.NORMAL


PLACES = [(7.75, 51.65), (7.80, 51.70), (7.85, 51.66), (7.90, 51.70), (7.82, 51.68)]


def surface_model(**state: Any) -> MapModel:
    city = sensor_city(PLACES)
    model = MapModel()
    model.set_city(city)
    model.set_visible(["surface"])
    values = np.array([10.0, 20.0, 30.0, 40.0, 25.0])
    model.show_state(make_state(city, values=values, **state))
    return model


def test_a_surface_is_made_of_fresh_good_values() -> None:
    model = surface_model(bad=[1])
    inputs = model.surface_inputs()
    assert inputs is not None
    assert inputs.values.tolist() == [10.0, 30.0, 40.0, 25.0]
    assert inputs.box == BOX
    grid = interpolate(inputs, side=20)
    model.take_surface(grid)
    kept = [model.surface]
    model.choose_value("other")
    kept.append(model.surface)
    model.take_surface(grid)
    assert [*kept, model.surface] == [grid, None, None]


def test_a_surface_can_be_cut_out_of_the_districts() -> None:
    model = surface_model()
    area = shapely.box(7.7, 51.6, 7.9, 51.7)
    model.set_clip(area)
    inputs = model.surface_inputs()
    assert inputs is not None
    assert inputs.clip is area
    assert inputs.box == Box(7.7, 51.6, 7.9, 51.7)


def test_too_few_values_make_no_surface_and_say_why() -> None:
    model = surface_model(bad=[1], silent=[2])
    assert model.surface_inputs() is None
    assert "zurzeit sind es 3" in model.surface_trouble()
    model.choose_value("other")
    assert "keine Messstelle" in model.surface_trouble()
    with_clients = MapModel()
    with_clients.set_city(CITY)
    with_clients.choose_value("ap.clients")
    assert "jedem Gerät allein" in with_clients.surface_trouble()
    fresh = MapModel()
    fresh.set_city(sensor_city(PLACES))
    assert fresh.surface_trouble() == "Es ist noch kein Wert gekommen."
    assert fresh.surface_inputs() is None


def test_an_empty_city_is_an_empty_map() -> None:
    model = MapModel()
    assert features(source(model.refresh(), "points")) == []
    assert model.home_box() is None
    model.set_city(make_city(0))
    model.show_state(make_state(make_city(0)))
    assert len(model.rows()) == 0
