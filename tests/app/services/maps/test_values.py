"""The values of one quantity: which there are, as numbers and as a heat map."""

from dataclasses import replace

import numpy as np

from app.domain.texts import Text
from app.services.maps.devices import Devices
from app.services.maps.sources import EMPTY_COLLECTION
from app.services.maps.values import Values, first_choice, value_choices
from tests.fakes.city import make_city, make_state
from tests.fakes.map_cities import map_city, properties, sensor_city

CITY = map_city()
DEVICES = Devices(CITY)
NO_RANKS = np.zeros(8, np.uint8)
AT_HAND = np.array([20.0, 1.0, 30.0, 40.0, 1.0, 5.0, 1.0, 99.0])


def no2() -> Values:
    values = Values(DEVICES, "air_station.no2", CITY.rules)
    values.fit(make_state(CITY, values=AT_HAND))
    return values


def test_choices_are_measured_somewhere_and_are_no_states() -> None:
    choices = {one.type: one for one in value_choices(CITY)}
    assert set(choices) == {"air_station.no2", "air_station.pm10", "ap.clients"}
    assert (choices["air_station.no2"].count, choices["air_station.no2"].unit) == (3, "µg/m³")


def test_quantities_named_alike_say_their_kind() -> None:
    points = tuple(
        replace(point, name=Text("Batterie", "Battery")) for point in CITY.points if point.location
    )
    names = {one.type: one.name for one in value_choices(replace(CITY, points=points))}
    assert names["ap.clients"] == Text(
        "Batterie · WLAN-Zugangspunkt", "Battery · WLAN access point"
    )


def test_names_of_places_are_not_part_of_a_quantity() -> None:
    points = tuple(
        replace(point, name=Text(f"Verkehr {point.device} einwärts", f"Traffic {point.device} in"))
        for point in CITY.points
        if point.type == "air_station.no2"
    )
    (one,) = value_choices(replace(CITY, points=points))
    assert one.name == Text("Verkehr einwärts", "Traffic in")


def test_only_what_lies_between_devices_too_can_be_a_surface() -> None:
    spatial = {one.type: one.is_spatial for one in value_choices(CITY)}
    assert spatial == {"air_station.no2": True, "air_station.pm10": True, "ap.clients": False}
    ratio = replace(CITY.points[0].unit, quantity="ratio")
    battery = replace(CITY, points=(replace(CITY.points[0], unit=ratio),))
    assert [one.is_spatial for one in value_choices(battery)] == [False]


def test_the_first_choice_has_a_limit_and_many_sensors() -> None:
    assert first_choice(CITY, value_choices(CITY)) == "air_station.no2"
    big = make_city(200)
    assert first_choice(big, value_choices(big)) == "air_station.no2"
    assert first_choice(make_city(0), ()) == ""


def test_values_are_written_with_their_place_on_the_scale() -> None:
    values = no2()
    found = properties(values.numbers(make_state(CITY, values=AT_HAND), NO_RANKS, "de"))
    assert set(found) == {0, 2, 3}
    assert found[2]["t"] == "30,0\u202fµg/m³"
    assert (found[0]["k"], found[0]["p"], found[0]["v"]) == ("luft-1", "luft-1.no2", 20.0)
    assert 0.0 <= found[0]["n"] < found[2]["n"] < found[3]["n"] <= 1.0
    assert found[0]["q"] == 0


def test_old_values_are_marked_and_missing_ones_left_out() -> None:
    values = no2()
    at_hand = AT_HAND.copy()
    at_hand[2], at_hand[3] = np.nan, np.inf
    state = make_state(CITY, values=at_hand, silent=[0])
    found = properties(values.numbers(state, NO_RANKS, "de"))
    assert set(found) == {0}
    assert found[0]["q"] == 1


def test_only_what_changed_is_written_anew_and_the_rest_stays() -> None:
    values = no2()
    first = values.numbers(make_state(CITY, values=AT_HAND), NO_RANKS, "de")
    assert values.numbers(make_state(CITY, values=AT_HAND.copy()), NO_RANKS, "de") is first
    other = AT_HAND.copy()
    other[0] = 21.5
    found = properties(values.numbers(make_state(CITY, values=other), NO_RANKS, "de"))
    assert (found[0]["t"], found[2]["t"]) == ("21,5\u202fµg/m³", "30,0\u202fµg/m³")
    english = properties(values.numbers(make_state(CITY, values=other), NO_RANKS, "en"))
    assert english[2]["t"] == "30.0\u202fµg/m³"


def test_the_heat_map_has_only_values_that_count() -> None:
    values = no2()
    state = make_state(CITY, values=AT_HAND, bad=[0], silent=[2])
    found = properties(values.heat(state))
    assert set(found) == {3}
    assert 0.0 < found[3]["w"] <= 1.0
    assert values.heat(make_state(CITY, values=AT_HAND, bad=[0], silent=[2])) is values.heat(state)


def test_without_a_value_there_is_nothing_to_show() -> None:
    values = Values(DEVICES, "air_station.no2", CITY.rules)
    state = make_state(CITY)
    assert values.numbers(state, NO_RANKS, "de") == values.heat(state) == EMPTY_COLLECTION
    nothing = Values(DEVICES, "?", CITY.rules)
    nothing.fit(state)
    assert nothing.scale is None
    assert nothing.decimals == 0


def test_the_scale_does_not_jump_with_every_sample() -> None:
    city = sensor_city([(7.8 + 0.01 * i, 51.68) for i in range(10)])
    values = Values(Devices(city), "air_station.no2", city.rules)
    base = np.linspace(12, 42, 10)
    values.fit(make_state(city, values=base))
    scale = values.scale
    for shift in range(5):
        values.fit(make_state(city, values=base + shift))
        assert values.scale is scale
    values.fit(make_state(city, values=base + 80))
    assert values.scale != scale
