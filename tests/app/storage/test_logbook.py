"""Logbook and handovers are kept as written, and what was signed stays."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.alarms import AlarmId
from app.domain.points import Location, PointId
from app.domain.shifts import (
    Handover,
    HandoverItem,
    HandoverRefusedError,
    HandoverTopic,
    LogEntry,
    Shift,
    Signature,
)
from app.domain.texts import Text
from app.storage.city import CityDatabase
from app.storage.logbook import CityLogbook
from tests.fakes.clocks import START_US, FakeClock

ENTRY = LogEntry(
    "e", START_US, "Pumpe läuft", "Anna", START_US + 1, (PointId("a.b"),), AlarmId("a.b#hi"),
    Location(7.8, 51.7), is_open=True,
)  # fmt: skip
SHIFT = Shift("frueh", Text("Früh", "Early"), START_US, START_US + 10)
HANDOVER = Handover(
    "h", SHIFT, START_US, (HandoverItem(HandoverTopic.LATCHED, "a#hi", value=1.5),), "ruhig"
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[CityDatabase]:
    found = CityDatabase(tmp_path / "city.db")
    yield found
    found.close()


def again(tmp_path: Path) -> tuple[CityDatabase, CityLogbook]:
    database = CityDatabase(tmp_path / "city.db")
    return database, CityLogbook(database, FakeClock(), "Bernd")


def test_all_of_it_is_there_after_a_restart(database: CityDatabase, tmp_path: Path) -> None:
    book = CityLogbook(database, FakeClock(), "Anna")
    later = replace(ENTRY, id="f", time_us=START_US + 5, is_open=False)
    for entry in (later, ENTRY):
        book.put(entry)
    book.put_handover(HANDOVER)
    database.close()
    other, found = again(tmp_path)
    assert found.entries(START_US, START_US + 6) == [ENTRY, later]
    assert found.entries(START_US, START_US + 5) == [ENTRY]
    assert found.open_entries() == [ENTRY]
    assert found.entry("f") == later
    assert found.handovers() == [HANDOVER]
    other.close()


def test_a_removed_line_stays_in_the_log(database: CityDatabase, tmp_path: Path) -> None:
    book = CityLogbook(database, FakeClock(), "Anna")
    book.put(ENTRY)
    book.remove("e")
    book.remove("e")
    assert book.entry("e") is None
    database.close()
    with closing(sqlite3.connect(tmp_path / "city.db")) as connection:
        rows = connection.execute("SELECT kind, subject, actor, after FROM change").fetchall()
    assert [row[:3] for row in rows] == [("log_entry", "e", "Anna")] * 2
    assert "Pumpe" in rows[0][3]
    assert rows[1][3] is None


def test_what_was_signed_is_refused_and_stays(database: CityDatabase) -> None:
    book = CityLogbook(database, FakeClock(), "Anna")
    book.put_handover(HANDOVER)
    signed = replace(HANDOVER, left=Signature("Anna", START_US))
    book.put_handover(signed)
    with pytest.raises(HandoverRefusedError):
        book.put_handover(replace(signed, remark="laut"))
    assert book.handover("h") == signed


def test_a_record_nobody_understands_is_passed_over(database: CityDatabase, tmp_path: Path) -> None:
    book = CityLogbook(database, FakeClock(), "Anna")
    book.put(ENTRY)
    database.close()
    with closing(sqlite3.connect(tmp_path / "city.db")) as connection, connection:
        connection.execute("INSERT INTO log_entry VALUES('x', 1, '{\"id\": 5}')")
    other, found = again(tmp_path)
    assert found.entries(0, 2**62) == [ENTRY]
    other.close()
