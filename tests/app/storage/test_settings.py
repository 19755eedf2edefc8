"""Settings survive a restart; a broken or newer file never stops the console."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.storage.city import CityDatabase
from app.storage.settings import CitySettings


@pytest.fixture
def open_database() -> Iterator[Callable[[Path], CityDatabase]]:
    opened: list[CityDatabase] = []

    def open_(path: Path) -> CityDatabase:
        for earlier in opened:
            earlier.close()
        opened.append(CityDatabase(path))
        return opened[-1]

    yield open_
    opened[-1].close()


def test_values_are_written_in_order_and_read_again(
    tmp_path: Path, open_database: Callable[[Path], CityDatabase]
) -> None:
    """The last of many writes counts; what is read may be changed without harm."""
    path = tmp_path / "sub" / "city.db"
    database = open_database(path)
    settings = CitySettings(database)
    for number in range(50):
        settings.set("layout", {"number": number, "columns": ["Größe"]})
    settings.get("layout")["number"] = -1
    assert settings.get("layout")["number"] == 49
    again = CitySettings(open_database(path))
    assert again.get("layout") == {"number": 49, "columns": ["Größe"]}
    assert again.get("missing", 3) == 3
    again.set("layout", None)
    assert CitySettings(open_database(path)).get("layout", "default") is None


def test_a_broken_file_is_set_aside(
    tmp_path: Path, open_database: Callable[[Path], CityDatabase]
) -> None:
    """The console starts with defaults, and values are kept from then on."""
    path = tmp_path / "city.db"
    path.write_bytes(b"x" * 5_000)
    database = open_database(path)
    settings = CitySettings(database)
    assert "beschädigt" in database.notices[0]
    settings.set("a", 1)
    assert CitySettings(open_database(path)).get("a") == 1
    assert list(tmp_path.glob("city.db.corrupt-*"))


def test_a_newer_file_is_left_alone(
    tmp_path: Path, open_database: Callable[[Path], CityDatabase]
) -> None:
    """Defaults for this run; the bytes stay."""
    path = tmp_path / "city.db"
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE setting(x); PRAGMA user_version=50;")
    connection.close()
    before = path.read_bytes()
    database = open_database(path)
    settings = CitySettings(database)
    settings.set("a", 1)
    assert settings.get("a") == 1
    database.close()
    assert not database.is_writable
    assert "neueren Version" in database.notices[0]
    assert path.read_bytes() == before
