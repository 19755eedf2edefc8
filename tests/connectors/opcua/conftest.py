"""The plant that all these tests share; making one takes seconds."""

from collections.abc import Iterator

import pytest

from tests.servers.opcua import Plant


@pytest.fixture(scope="session")
def whole_plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    plant = Plant(tmp_path_factory.mktemp("plant"))
    plant.start()
    yield plant
    plant.stop()


@pytest.fixture
def plant(whole_plant: Plant) -> Iterator[Plant]:
    """Return the plant, and leave it as it was: listening, without variables."""
    yield whole_plant
    whole_plant.restore()
