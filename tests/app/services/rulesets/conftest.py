"""The small profile with a second measurement and two setpoints, for sets of rules."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.cities import City
from app.services.profiles import load_city
from tests.fakes.profiles import write_profile

DAY = date(2026, 11, 24)

MORE = """
[[point]]
id = "soll"
name = "Sollwert"
unit = "ug_m3"
source = "funk"
node = "klein/soll"
item = "/wert"
field = "umwelt"
"""


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder: Path = write_profile(tmp_path_factory.mktemp("kleinstadt"))
    (folder / "points" / "soll.toml").write_text(MORE, encoding="utf-8")
    return load_city(folder, day=DAY)
