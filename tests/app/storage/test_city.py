"""The console's own file: one writer, in order, and what is handed over gets there."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.annotations import Annotation
from app.domain.trend_sheets import TrendSheet
from app.storage.annotations import CityAnnotations
from app.storage.city import FILE, WRITING, CityDatabase
from app.storage.city_schema import SCHEMA_VERSION
from app.storage.settings import CitySettings
from app.storage.trend_sheets import CityTrendSheets
from tests.fakes.clocks import START_US, FakeClock
from tests.fakes.waiting import wait_for

ROOT = Path(__file__).parents[3]
Open = Callable[..., CityDatabase]

PROGRAM = """
import sys
from pathlib import Path
from app.domain.annotations import Annotation
from app.services.clocks import SystemClock
from app.storage.annotations import CityAnnotations
from app.storage.city import CityDatabase

database = CityDatabase(Path(sys.argv[1]))
notes = CityAnnotations(database, SystemClock(), "Anna")
number = 0
while True:
    number += 1
    notes.put(Annotation("same", number, number, f"Stand {number}", "Anna", 1))
    notes.put(Annotation(f"n{number}", number, number, "neu", "Anna", 1))
    database.flush()
    print(number, flush=True)
"""


@pytest.fixture
def open_database(tmp_path: Path) -> Iterator[Open]:
    opened: list[CityDatabase] = []

    def open_(retry_s: float = 0.01) -> CityDatabase:
        for earlier in opened:
            earlier.close()
        opened.append(CityDatabase(tmp_path / "city.db", retry_s))
        return opened[-1]

    yield open_
    for database in opened:
        database.close()


def note(number: int) -> Annotation:
    return Annotation(f"n{number}", number, number, f"Notiz {number}", "Anna", START_US)


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def notes_of(database: CityDatabase) -> CityAnnotations:
    return CityAnnotations(database, FakeClock(), "Anna")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_while_writing_everything_confirmed_is_there(tmp_path: Path) -> None:
    """After kill -9 a note and its log are both there or both not, and none is lost."""
    path = tmp_path / "city.db"
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path)], stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as process:
        assert process.stdout is not None
        confirmed = [int(next(process.stdout)) for _ in range(25)][-1]
        process.kill()
        confirmed = max([confirmed, *map(int, process.stdout.read().split())])
    database = CityDatabase(path)
    notes = notes_of(database)
    kept = {found.id for found in notes.annotations(0, START_US)}
    assert kept >= {f"n{number}" for number in range(1, confirmed + 1)}
    same = notes.annotation("same")
    assert same is not None
    assert same.start_us >= confirmed
    log = notes.changes("same")
    assert log[-1].after == same
    assert [change.before for change in log[1:]] == [change.after for change in log[:-1]]
    assert not database.notices
    database.close()


def test_settings_notes_and_sheets_share_one_connection(
    tmp_path: Path, open_database: Open
) -> None:
    """A file of version 1 is taken over; all stores write through its one owner."""
    path = tmp_path / "city.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT);"
            "CREATE TABLE _sqlite_migrations("
            " id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT);"
            "INSERT INTO _sqlite_migrations VALUES(1, 'city', 'm001_settings', '2026-11-01');"
            "INSERT INTO setting VALUES('theme', '\"dark\"');"
            "PRAGMA user_version=1;"
        )
    database = open_database()
    settings, notes = CitySettings(database), notes_of(database)
    sheets = CityTrendSheets(database, FakeClock(), "Anna")
    assert settings.get("theme") == "dark"
    assert not notes.annotations(0, START_US)
    assert not sheets.sheets()
    settings.set("theme", "light")
    notes.put(note(1))
    assert database.flush(10)
    assert rows(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert rows(path, "SELECT value FROM setting") == [('"light"',)]
    assert rows(path, "SELECT text FROM annotation") == [("Notiz 1",)]
    again = open_database()
    assert CitySettings(again).get("theme") == "light"


@pytest.mark.expects_warnings
def test_what_cannot_be_written_now_is_tried_again_in_order(
    tmp_path: Path, open_database: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A locked file delays; the person is told, and told when it works again."""
    monkeypatch.setattr("app.storage.databases.BUSY_TIMEOUT_MS", 10)
    path = tmp_path / "city.db"
    database = open_database()
    said: list[tuple[str, str]] = []
    database.listen(lambda key, text: said.append((key, text)))
    notes = notes_of(database)
    notes.put(note(1))
    assert database.flush(10)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for number in range(2, 6):
            notes.put(note(number))
        notes.remove("n2")
        wait_for(lambda: bool(said))
        assert not database.flush(0.0)
        assert [found.id for found in notes.annotations(0, 9)] == ["n1", "n3", "n4", "n5"]
        assert said[0][0] == WRITING
        assert "city.db" in said[0][1]
        other.execute("ROLLBACK")
    assert database.flush(10)
    assert said[-1] == (WRITING, "")
    assert rows(path, "SELECT subject FROM change ORDER BY number") == [
        ("n1",), ("n2",), ("n3",), ("n4",), ("n5",), ("n2",),
    ]  # fmt: skip
    assert len(notes_of(open_database()).annotations(0, 9)) == 4


@pytest.mark.expects_warnings
def test_a_file_that_breaks_while_we_work_costs_no_note(
    tmp_path: Path, open_database: Open
) -> None:
    """It is set aside; notes, sheets and settings begin anew in whole."""
    path = tmp_path / "city.db"
    database = open_database()
    told: list[tuple[str, str]] = []
    notes, settings = notes_of(database), CitySettings(database)
    settings.set("theme", "dark")
    for number in range(200):
        notes.put(note(number))
    assert database.flush(30)
    database = open_database()
    database.listen(lambda key, text: told.append((key, text)))
    notes, settings = notes_of(database), CitySettings(database)
    with path.open("r+b") as file:
        file.write(b"?" * 4_096)
    notes.put(note(999))
    assert database.flush(10)
    assert (told[0][0], "beschädigt" in told[0][1]) == (FILE, True)
    assert list(tmp_path.glob("city.db.corrupt-*"))
    again = open_database()
    assert len(notes_of(again).annotations(-1, START_US)) == 201
    assert CitySettings(again).get("theme") == "dark"


def test_a_file_that_is_taken_away_while_we_work_costs_no_note(
    tmp_path: Path, open_database: Open
) -> None:
    """An open file that was deleted would swallow whatever is written; it is made anew, and told.

    Where the system does not let it be deleted, there is nothing to do.
    """
    database = open_database()
    notes, settings = notes_of(database), CitySettings(database)
    settings.set("theme", "dark")
    notes.put(note(1))
    assert database.flush(10)
    try:
        for path in tmp_path.glob("city.db*"):
            path.unlink()
    except PermissionError:
        pytest.skip("an open file cannot be deleted here")
    notes.put(note(2))
    assert database.flush(10)
    assert "gelöscht" in database.notices[0]
    again = open_database()
    assert [found.id for found in notes_of(again).annotations(0, 9)] == ["n1", "n2"]
    assert CitySettings(again).get("theme") == "dark"


def test_rows_no_version_wrote_are_passed_over(tmp_path: Path, open_database: Open) -> None:
    """SQLite takes a text for a number; brackets nested a hundred thousand times are no JSON."""
    path = tmp_path / "city.db"
    database = open_database()
    CitySettings(database).set("theme", "dark")
    notes_of(database).put(note(1))
    sheets = CityTrendSheets(database, FakeClock(), "Anna")
    sheets.save(TrendSheet("s", "Blatt", {}, False, "Anna", START_US))
    assert database.flush(10)
    database.close()
    deep = "[" * 100_000
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO setting VALUES('deep', ?)", (deep,))
        for row in (("a", "x", 9, b"\xff", "[]"), ("b", 1, 9, "x", deep)):
            connection.execute(
                "INSERT INTO annotation(id, start_us, end_us, text, author, created_us, points)"
                " VALUES(?, ?, ?, ?, '', 0, ?)",
                row,
            )
        for sheet in (("a", b"\xff", "{}"), ("b", "x", deep)):
            connection.execute(
                "INSERT INTO trend_sheet(id, name, content, is_locked, author, changed_us, place)"
                " VALUES(?, ?, ?, 0, '', 0, 1)",
                sheet,
            )
    again = open_database()
    assert CitySettings(again).get("theme") == "dark"
    assert [found.id for found in notes_of(again).annotations(0, 9)] == ["n1"]
    assert [s.id for s in CityTrendSheets(again, FakeClock(), "Anna").sheets()] == ["s"]


@pytest.mark.expects_warnings
def test_what_can_never_be_written_does_not_hold_up_the_rest(
    tmp_path: Path, open_database: Open
) -> None:
    """Half a surrogate pair has no UTF-8 form: that note is told, the next one is kept."""
    database = open_database()
    notes = notes_of(database)
    notes.put(Annotation("bad", 1, 1, "\ud800", "Anna", START_US))
    notes.put(note(2))
    assert database.flush(10)
    assert "city.db" in database.notices[0]
    assert [found.id for found in notes_of(open_database()).annotations(0, 9)] == ["n2"]


@pytest.mark.expects_warnings
def test_two_consoles_never_write_at_the_same_time(tmp_path: Path, open_database: Open) -> None:
    """The second one is told, waits, and loses nothing once the first has ended."""
    first = open_database()
    notes_of(first).put(note(1))
    assert first.flush(10)
    second = CityDatabase(tmp_path / "city.db", 0.01)
    said: list[tuple[str, str]] = []
    second.listen(lambda key, text: said.append((key, text)))
    notes_of(second).put(note(2))
    wait_for(lambda: bool(said))
    assert "anderer Leitstand" in said[0][1]
    assert not second.flush(0.0)
    first.close()
    assert second.flush(10)
    second.close()
    assert [found.id for found in notes_of(open_database()).annotations(0, 9)] == ["n1", "n2"]


@pytest.mark.expects_warnings
def test_closing_does_not_wait_for_a_file_that_stays_locked(
    tmp_path: Path, open_database: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is lost is said in the log."""
    monkeypatch.setattr("app.storage.databases.BUSY_TIMEOUT_MS", 10)
    database = open_database(60.0)
    notes = notes_of(database)
    notes.put(note(1))
    assert database.flush(10)
    with closing(sqlite3.connect(tmp_path / "city.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        notes.put(note(2))
        notes.put(note(3))
        database.close()
    assert [found.id for found in notes_of(open_database()).annotations(0, 9)] == ["n1"]


def test_the_log_of_changes_is_append_only(tmp_path: Path, open_database: Open) -> None:
    """SQL may not change what was logged."""
    database = open_database()
    notes_of(database).put(note(1))
    assert database.flush(10)
    with closing(sqlite3.connect(tmp_path / "city.db")) as connection:
        for statement in ("UPDATE change SET actor='x'", "DELETE FROM change"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """The console works on and remembers nothing beyond its end."""
    (tmp_path / "file").write_text("no folder")
    database = CityDatabase(tmp_path / "file" / "city.db")
    told: list[tuple[str, str]] = []
    database.listen(lambda key, text: told.append((key, text)))
    notes = notes_of(database)
    notes.put(note(1))
    assert notes.annotation("n1") == note(1)
    assert not database.is_writable
    assert told[0][0] == FILE
    database.close()
