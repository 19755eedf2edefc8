"""The city of Hamm, read once, and worlds of it."""

import logging
from collections.abc import Iterator

import pytest

from app.domain.cities import City
from app.services.profiles import find_city, load_city
from connectors.simulated_city.world import World


@pytest.fixture(scope="session")
def hamm() -> City:
    return load_city(find_city("hamm"))


@pytest.fixture(scope="session")
def calm(hamm: City) -> World:
    """A Hamm in which nothing goes wrong; nobody writes to it."""
    return World(hamm, 1, has_incidents=False)


@pytest.fixture(scope="session")
def lively(hamm: City) -> World:
    """A Hamm with its incidents; nobody writes to it."""
    return World(hamm, 1)


@pytest.fixture(autouse=True)
def quiet_client() -> Iterator[None]:
    """Let the OPC UA client of the tests hang up without a word about answers still under way."""
    log = logging.getLogger("asyncua")
    before = log.level
    log.setLevel(logging.ERROR)
    yield
    log.setLevel(before)
