"""Kinds of devices have names in both languages."""

from pathlib import Path

from app.domain.texts import NO_TEXT, Text
from app.services.maps.kinds import KIND_NAMES, kind_name, kind_of
from app.services.profiles.loading import load_city

HAMM = Path(__file__).parents[4] / "resources" / "cities" / "hamm"


def test_a_kind_is_the_first_part_of_a_type() -> None:
    assert kind_of("air_station.no2") == "air_station"
    assert kind_of("") == ""


def test_unknown_kinds_are_made_readable() -> None:
    assert kind_name("rain_gauge") == Text("Rain gauge")
    assert kind_name("") == NO_TEXT


def test_every_kind_of_the_city_of_hamm_has_a_name() -> None:
    kinds = {kind_of(point.type) for point in load_city(HAMM).points}
    assert kinds <= set(KIND_NAMES)
    assert all(name.de and name.en for name in KIND_NAMES.values())
