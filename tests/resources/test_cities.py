"""The shipped profiles speak both languages of the screen."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.texts import Text
from app.services.profiles import city_folders, load_city


def texts_of(value: object, key: str = "") -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield key, value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_of(getattr(value, field.name), field.name)
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from texts_of(item, key)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_of(item, key)


@pytest.mark.parametrize("folder", city_folders(), ids=lambda folder: folder.name)
def test_every_text_of_a_shipped_city_has_its_english(folder: Path) -> None:
    """Only the proper names of the city, its districts and streets are the same in both."""
    city = load_city(folder)
    proper = {city.name, *(district.name for district in city.districts)}
    lacking = {
        (key, text.de)
        for key, text in texts_of(city)
        if text.de and not text.en and key != "site" and text not in proper
    }
    assert lacking == set()
