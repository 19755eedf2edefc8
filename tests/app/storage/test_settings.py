"""Settings survive a restart; a broken or newer file never stops the console."""

import sqlite3
from pathlib import Path

from app.storage.settings import CitySettings


def test_values_are_written_in_order_and_read_again(tmp_path: Path) -> None:
    """The last of many writes counts; what is read may be changed without harm."""
    path = tmp_path / "sub" / "city.db"
    settings = CitySettings(path)
    for number in range(50):
        settings.set("layout", {"number": number, "columns": ["Größe"]})
    settings.get("layout")["number"] = -1
    assert settings.get("layout")["number"] == 49
    settings.close()
    again = CitySettings(path)
    assert again.get("layout") == {"number": 49, "columns": ["Größe"]}
    assert again.get("missing", 3) == 3
    again.set("layout", None)
    again.close()
    assert CitySettings(path).get("layout", "default") is None


def test_a_broken_file_is_set_aside(tmp_path: Path) -> None:
    """The console starts with defaults, and values are kept from then on."""
    path = tmp_path / "city.db"
    path.write_bytes(b"x" * 5_000)
    settings = CitySettings(path)
    assert "beschädigt" in settings.notices[0]
    settings.set("a", 1)
    settings.close()
    assert CitySettings(path).get("a") == 1
    assert list(tmp_path.glob("city.db.corrupt-*"))


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    """Defaults for this run; the bytes stay."""
    path = tmp_path / "city.db"
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE setting(x); PRAGMA user_version=50;")
    connection.close()
    before = path.read_bytes()
    settings = CitySettings(path)
    settings.set("a", 1)
    assert settings.get("a") == 1
    settings.close()
    assert not settings.is_writable
    assert "neueren Version" in settings.notices[0]
    assert path.read_bytes() == before
