"""Kept views, placed things and tables about buildings outlive the program, changes are logged."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.twins import FactTable, PlacedAsset, Spot, TwinBookmark
from app.storage.city import CityDatabase
from app.storage.twins import CityTwin
from tests.fakes.clocks import START_US, FakeClock

SPOT = Spot(412_300.25, 5_725_100.5, 63.2)
VIEW = TwinBookmark("v", "Markt", SPOT, 30.0, -20.0, 45.0, "Anna", START_US, {"cloud": False})
THING = PlacedAsset("a", "AP 7", "Access Point", SPOT, "Anna", START_US, panorama="p-3")
TABLE = FactTable("t", "energie.csv", ("Klasse", "kWh"), {"B1": ("C", 81.5)}, "Anna", START_US)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[CityDatabase]:
    made = CityDatabase(tmp_path / "city.db")
    yield made
    made.close()


def store(database: CityDatabase) -> CityTwin:
    return CityTwin(database, FakeClock(), "Bernd")


def test_everything_is_there_after_a_restart(database: CityDatabase, tmp_path: Path) -> None:
    kept = store(database)
    kept.put_bookmark(VIEW)
    kept.put_asset(THING)
    kept.put_table(TABLE)
    database.close()
    again = CityDatabase(tmp_path / "city.db")
    read = store(again)
    assert (read.bookmarks(), read.assets(), read.tables()) == ([VIEW], [THING], [TABLE])
    again.close()


def test_a_removal_is_kept_in_the_log_and_can_be_undone(database: CityDatabase) -> None:
    kept = store(database)
    kept.put_asset(THING)
    kept.remove_asset(THING.id)
    assert kept.assets() == []
    kept.put_asset(THING)
    assert kept.assets() == [THING]
    assert database.flush(10)
    lines = database.read("change", "SELECT actor FROM change WHERE kind='placed_asset'")
    assert lines == [("Bernd",)] * 3


def test_views_come_in_the_order_they_were_kept(database: CityDatabase) -> None:
    kept = store(database)
    later = replace(VIEW, id="w", created_us=START_US + 1)
    kept.put_bookmark(later)
    kept.put_bookmark(VIEW)
    assert kept.bookmarks() == [VIEW, later]
    kept.remove_bookmark("v")
    assert kept.bookmarks() == [later]


def test_facts_of_a_building_are_joined_and_the_later_table_wins(database: CityDatabase) -> None:
    kept = store(database)
    kept.put_table(TABLE)
    rows: dict[str, tuple[str | float | None, ...]] = {"B1": (None, 90.0), "B2": ("A", None)}
    kept.put_table(replace(TABLE, id="u", rows=rows, created_us=START_US + 1))
    assert kept.facts_of("B1") == {"Klasse": "C", "kWh": 90.0}
    assert kept.facts_of("B2") == {"Klasse": "A"}
    assert kept.facts_of("B3") == {}
    kept.remove_table("u")
    assert kept.facts_of("B1") == {"Klasse": "C", "kWh": 81.5}
