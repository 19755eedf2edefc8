"""Two schools in a real inventory, air stations in a history, and who asks them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.clocks import FakeClock
from tests.fakes.evidence_worlds import World, make_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path, FakeClock())
    yield made
    made.inventory.close()
