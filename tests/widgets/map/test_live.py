"""The living map: model and page kept together, surfaces made beside the window."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.cities import City
from app.domain.maps import Box
from app.domain.maps.layers import layer_of, replaced
from app.domain.points import Location
from app.services.maps import surfaces as making
from app.services.maps.sources import ImageSource, Rank
from tests.fakes.city import make_alarm, make_state
from tests.fakes.clocks import START_US
from tests.fakes.map_cities import map_point
from tests.fakes.map_views import ALARM, GROUND, SENSORS, air_city, ground_city
from tests.fakes.maps import FakeCanvas
from widgets.map import surfaces
from widgets.map.live import LiveMap
from widgets.theme import theme

SECOND = 1_000_000


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def live(canvas: FakeCanvas) -> Iterator[LiveMap]:
    live = LiveMap(canvas, canvas)
    yield live
    live.close()


def begin(live: LiveMap, city: City, *visible: str) -> None:
    live.set_city(city)
    layers = live.model.layers()
    for one in visible:
        layers = replaced(layers, replace(layer_of(layers, one), is_visible=True))
    live.set_layers(layers)


def two_quantities() -> City:
    """Return a city whose five stations measure two quantities."""
    points = [
        map_point(f"luft-{row}", item, Location(*place))
        for row, place in enumerate(SENSORS)
        for item in ("air_station.no2", "air_station.pm10")
    ]
    return replace(air_city(), points=tuple(points))


def surface_of(live: LiveMap) -> ImageSource | None:
    found = live.stage._sources.get("surface")
    assert found is None or isinstance(found, ImageSource)
    return found


def values(city: City, seed: int = 0) -> Any:
    return np.random.default_rng(seed).uniform(10, 60, len(city.points))


def test_a_surface_is_made_beside_the_window(live: LiveMap, qtbot: QtBot) -> None:
    begin(live, air_city(), "surface")
    with qtbot.waitSignal(live.surfaces.made):
        live.show_state(make_state(live.model.city, values=values(live.model.city)))
        assert surface_of(live) is None
    assert surface_of(live) is not None
    assert live.model.surface is not None


def test_no_surface_is_made_that_nobody_wants(live: LiveMap) -> None:
    begin(live, air_city())
    live.show_state(make_state(live.model.city))
    assert not live.surfaces.is_busy


def test_live_values_make_a_new_surface_only_now_and_then(live: LiveMap, qtbot: QtBot) -> None:
    city = air_city()
    begin(live, city, "surface")
    with qtbot.waitSignal(live.surfaces.made):
        live.show_state(make_state(city, values=values(city)))
    start = START_US // 30_000_000 * 30_000_000
    live.show_state(replace(make_state(city, values=values(city, 1)), at_us=start + 29 * SECOND))
    assert not live.surfaces.is_busy
    with qtbot.waitSignal(live.surfaces.made):
        late = make_state(city, values=values(city, 1), at_us=start + 31 * SECOND)
        live.show_state(late)


def test_each_moment_of_the_past_has_its_surface(live: LiveMap, qtbot: QtBot) -> None:
    city = air_city()
    begin(live, city, "surface")
    for step in range(2):
        with qtbot.waitSignal(live.surfaces.made):
            at_us = START_US - step * SECOND
            live.show_state(make_state(city, at_us=at_us, is_live=False, values=values(city, step)))


def test_the_same_values_make_no_new_surface(live: LiveMap, qtbot: QtBot) -> None:
    city = air_city()
    begin(live, city, "surface")
    with qtbot.waitSignal(live.surfaces.made):
        live.show_state(make_state(city, is_live=False, values=values(city)))
    live.show_state(make_state(city, is_live=False, values=values(city)))
    assert not live.surfaces.is_busy


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Hold the making of surfaces until the test lets it go on."""
    event = Event()

    def held(inputs: making.SurfaceInputs) -> making.SurfaceGrid:
        assert event.wait(10)
        return making.interpolate(inputs)

    monkeypatch.setattr(surfaces, "interpolate", held)
    yield event
    event.set()


def test_of_two_quick_changes_of_the_quantity_the_last_one_is_shown(
    live: LiveMap, qtbot: QtBot, gate: Event
) -> None:
    city = two_quantities()
    begin(live, city, "surface")
    live.show_state(make_state(city, is_live=False, values=values(city)))
    live.choose_value("air_station.pm10")
    live.choose_value("air_station.no2")
    live.choose_value("air_station.pm10")
    gate.set()
    qtbot.waitUntil(lambda: not live.surfaces.is_busy and live.model.surface is not None)
    assert live.model.surface is not None
    assert live.model.surface.type == "air_station.pm10"
    assert surface_of(live) is not None


def test_a_surface_of_another_city_is_thrown_away(live: LiveMap, qtbot: QtBot, gate: Event) -> None:
    begin(live, air_city(), "surface")
    live.show_state(make_state(live.model.city, values=values(live.model.city)))
    live.set_city(ground_city())
    live.set_layers(live.model.layers())
    gate.set()
    qtbot.waitUntil(lambda: not live.surfaces.is_busy)
    assert surface_of(live) is None
    assert live.model.surface is None


@pytest.mark.expects_warnings
def test_a_surface_that_fails_is_tried_again_with_other_values(
    live: LiveMap, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_inputs: making.SurfaceInputs) -> making.SurfaceGrid:
        raise ValueError("singular matrix")

    city = air_city()
    begin(live, city, "surface")
    with monkeypatch.context() as broken:
        broken.setattr(surfaces, "interpolate", fails)
        live.show_state(make_state(city, is_live=False, values=values(city)))
        qtbot.waitUntil(lambda: not live.surfaces.is_busy)
    assert surface_of(live) is None
    with qtbot.waitSignal(live.surfaces.made):
        live.show_state(make_state(city, is_live=False, values=values(city, 1)))


def test_a_surface_is_drawn_anew_in_the_colours_of_the_theme(live: LiveMap, qtbot: QtBot) -> None:
    city = air_city()
    begin(live, city, "surface")
    with qtbot.waitSignal(live.surfaces.made):
        live.show_state(make_state(city, values=values(city)))
    before = surface_of(live)
    with qtbot.waitSignal(live.surfaces.made):
        theme().apply("dark")
    after = surface_of(live)
    assert before is not None
    assert after is not None
    assert after.version > before.version
    assert after.png != before.png


def test_a_surface_that_loses_its_values_goes_and_says_why(live: LiveMap, qtbot: QtBot) -> None:
    city = air_city()
    begin(live, city, "surface")
    with qtbot.waitSignal(live.surfaces.made):
        live.show_state(make_state(city, is_live=False, values=values(city)))
    live.show_state(make_state(city, is_live=False, bad=range(3), values=values(city)))
    assert surface_of(live) is None
    assert "mindestens 4 Orten" in live.surface_trouble()


def test_what_a_person_chose_stays_when_the_city_is_set_again(live: LiveMap) -> None:
    city = two_quantities()
    begin(live, city, "values")
    live.choose_value("air_station.pm10")
    live.filter_states([Rank.STALE])
    live.set_city(replace(city, points=city.points[:8]))
    live.set_layers(live.layers)
    assert live.model.values.type == "air_station.pm10"
    live.show_state(make_state(live.model.city, silent=[0]))
    assert len(live.model.rows().ids) == 1


def test_a_quantity_chosen_before_there_is_a_city_is_shown_with_it(live: LiveMap) -> None:
    live.choose_value("air_station.pm10")
    assert live.value == "air_station.pm10"
    live.set_city(two_quantities())
    assert live.model.values.type == "air_station.pm10"


def test_hidden_layers_stay_hidden_when_the_city_is_set_again(live: LiveMap) -> None:
    city = ground_city()
    live.set_city(city)
    hidden = replace(layer_of(live.model.layers(), "points:umwelt"), is_visible=False)
    layers = replaced(live.model.layers(), hidden)
    live.set_layers(layers)
    live.set_city(replace(city, box=None))
    live.set_layers(layers)
    live.show_state(make_state(city))
    assert not any(name.startswith("luft") for name in live.model.rows().ids)


def test_home_is_the_districts_unless_they_lie_elsewhere(live: LiveMap) -> None:
    live.set_city(ground_city())
    live.set_ground(GROUND)
    assert live.home is not None
    assert live.home.west == pytest.approx(7.77)
    far = Box(10.0, 50.0, 11.0, 51.0)
    live.set_city(ground_city(box=far))
    assert live.home == far


def test_sight_is_where_devices_are_drawn(live: LiveMap, canvas: FakeCanvas) -> None:
    live.set_city(ground_city())
    assert not live.is_in_sight(["luft-3.no2"])
    canvas.become_ready()
    box = [7.84, 51.68, 7.86, 51.70]
    canvas.say({"on": "camera", "center": [7.85, 51.69], "zoom": 14, "box": box, "metres": 3})
    assert live.is_in_sight(["luft-3.no2"])
    assert not live.is_in_sight(["luft-3.no2", "luft-1.no2"])
    assert live.is_in_sight(["mobil-1.no2"]), "nobody knows where that is"


def test_alarms_stand_for_the_devices_that_carry_them(live: LiveMap) -> None:
    city = ground_city()
    begin(live, city)
    assert live.devices_of("alarms", [0]) == []
    live.show_state(make_state(city, alarms={ALARM: make_alarm()}))
    numbers = list(live._alarm_rows())
    assert live.devices_of("alarms", [*numbers, *numbers]) == ["luft-1"]
    assert live.devices_of("points", [0, 0, "x", True, 99]) == ["luft-1"]
