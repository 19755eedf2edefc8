"""What a crash, a full disk, a second console or a broken file can do to the inventory."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from app.domain.inventory.changes import Changeset, Commit
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from app.services.ports import StoppedError, StorageError
from app.storage.city import WRITING, CityDatabase
from app.storage.city_backups import KEPT, backups_of
from app.storage.city_schema import open_city
from app.storage.inventory import CityInventory, SqliteInventoryReader
from tests.app.storage.inventory.records import asset
from tests.fakes.clocks import FakeClock
from tests.fakes.waiting import wait_for
from tests.inventories import MadeInventory, create, make_inventory, remove, update

ROOT = Path(__file__).parents[4]

PROGRAM = """
import os, signal, sys
from pathlib import Path
from app.domain.inventory.changes import Changeset
from app.storage.inventory import writer
from tests.inventories import create, make_inventory, update

inventory = make_inventory(Path(sys.argv[1]))
inventory.put(*[create("vendor", uid=f"v{n}", name=f"Firma {n}") for n in range(5_000)])
moment = sys.argv[2]

def progress(done, total):
    if moment == "middle" and done:
        os.kill(os.getpid(), signal.SIGKILL)
    return True

if moment == "end":
    def closed(work):
        os.kill(os.getpid(), signal.SIGKILL)
    writer.close_transaction = lambda *_: closed(None)
changes = [update("vendor", f"v{n}", name=f"Neu {n}") for n in range(5_000)]
print("begun", flush=True)
inventory.commit(Changeset(changes), progress)
print("done", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("moment", ["middle", "end", "after"])
def test_killed_in_mid_commit_all_of_it_is_there_or_nothing(tmp_path: Path, moment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), moment],
        stdout=subprocess.PIPE, cwd=ROOT, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.startswith("begun")
    is_whole = "done" in done.stdout
    inventory = make_inventory(tmp_path)
    reader = inventory.reader()
    names = [name for (name,) in reader.values("vendor", ["name"])]
    assert len(names) == 5_000
    assert {name.split()[0] for name in map(str, names)} == {"Neu" if is_whole else "Firma"}
    assert reader.count(Query("vendor", text="neu")) == (5_000 if is_whole else 0)
    assert len(reader.transactions()) == (2 if is_whole else 1)
    assert reader.verify() == []
    inventory.put(update("vendor", "v7", name="Danach"))
    assert reader.verify() == []
    reader.close()
    inventory.close()


@pytest.mark.expects_warnings
def test_a_full_disk_is_told_and_the_change_waits_for_room(
    school: MadeInventory, reader: SqliteInventoryReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    school.database.listen(lambda key, text: told.append((key, text)))
    answers: SimpleQueue[Commit | Exception] = SimpleQueue()
    disk = FullDisk(school, monkeypatch)
    school.submit(Changeset([asset(f"m{n}", name="x" * 500) for n in range(2_000)]), answers.put)
    wait_for(lambda: any(key == WRITING and "voll" in text for key, text in told))
    assert reader.count(Query("asset")) == 3
    disk.make_room()
    assert isinstance(answers.get(timeout=20), Commit)
    assert reader.count(Query("asset")) == 2_003
    assert told[-1] == (WRITING, "")
    assert reader.verify() == []


@pytest.mark.expects_warnings
def test_a_change_that_waits_for_room_can_be_stopped(
    school: MadeInventory, reader: SqliteInventoryReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: SimpleQueue[Commit | Exception] = SimpleQueue()
    stopped: list[bool] = []
    FullDisk(school, monkeypatch)
    school.submit(
        Changeset([asset(f"m{n}", name="x" * 500) for n in range(2_000)]),
        answers.put,
        lambda *_: not stopped,
    )
    wait_for(lambda: bool(school.database._problem))  # nobody else says so
    stopped.append(True)
    assert isinstance(answers.get(timeout=20), StoppedError)
    assert reader.count(Query("asset")) == 3


class FullDisk:
    """Lets the file grow no further until there is room, as a full disk would."""

    def __init__(self, inventory: MadeInventory, monkeypatch: pytest.MonkeyPatch) -> None:
        with closing(sqlite3.connect(inventory.path)) as connection:
            self._pages = connection.execute("PRAGMA page_count").fetchone()[0] + 20
        monkeypatch.setattr("app.storage.city.open_city", self._open)
        inventory.database._let_go()  # it opens the file anew then

    def make_room(self) -> None:
        self._pages = 0

    def _open(self, path: Path) -> Any:
        database = open_city(path)
        if self._pages:
            database.conn.execute(f"PRAGMA max_page_count={self._pages}")
        return database


@pytest.mark.expects_warnings
def test_the_second_console_is_refused_and_told_why(school: MadeInventory) -> None:
    """Whatever waits before it in the queue: a person who edits is answered at once."""
    second = make_inventory(school.path.parent)
    second.database.write(lambda _: None)
    with pytest.raises(StorageError, match="anderer Leitstand"):
        second.put(create("vendor", name="Zweite"))
    with second.reader() as reader:
        assert reader.count(Query("asset")) == 3
    school.put(update("asset", "a1", name="Erste"))
    school.close()
    assert second.put(create("vendor", name="Zweite")).changed
    second.close()


def test_after_the_end_a_change_is_answered(school: MadeInventory) -> None:
    school.close()
    with pytest.raises(StorageError):
        school.put(create("vendor", name="Spät"))


@pytest.mark.expects_warnings
def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "city.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE asset (id INTEGER)")
        connection.execute("PRAGMA user_version=99")
    inventory = make_inventory(tmp_path)
    with pytest.raises(StorageError, match="neueren Version"):
        inventory.put(create("vendor", name="x"))
    with inventory.reader() as reader:
        assert reader.count(Query("asset")) == 0
    inventory.close()


def broken(inventory: MadeInventory, table: str) -> None:
    """Overwrite the first page of a table in the file."""
    inventory.close()
    with closing(sqlite3.connect(inventory.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name=?", (table,)
        ).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with inventory.path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"?" * size)


@pytest.mark.expects_warnings
def test_a_damaged_inventory_is_told_when_it_is_read_or_written(school: MadeInventory) -> None:
    """The start does not read it; nobody is shown an empty inventory as if it were the truth."""
    broken(school, "asset")
    again = make_inventory(school.path.parent)
    assert again.database.notices == []
    with again.reader() as reader, pytest.raises(StorageError, match="Sicherung"):
        reader.rows("asset", [1], ["name"])
    with pytest.raises(StorageError, match="beschädigt"):
        again.put(update("asset", "a1", name="x"))
    [notice] = again.database.notices
    assert "das Inventar steht in keinem Speicher" in notice
    assert list(school.path.parent.glob("city.db.corrupt-*"))
    again.close()


@pytest.mark.expects_warnings
def test_the_copy_of_the_day_brings_the_inventory_back(school: MadeInventory) -> None:
    school.database.copy_daily()
    school.put(update("asset", "a1", name="Gesichert"))
    wait_for(lambda: bool(backups_of(school.path)))
    broken(school, "asset")
    [copy] = backups_of(school.path)
    again = make_inventory(school.path.parent)
    with pytest.raises(StorageError, match=copy.name):
        again.put(update("asset", "a1", name="x"))
    again.close()
    for left in school.path.parent.glob("city.db*"):
        if ".corrupt" not in left.name:
            left.unlink()
    copy.rename(school.path)
    restored = make_inventory(school.path.parent)
    with restored.reader() as reader:
        record = reader.record("asset", "a1")
        assert record is not None
        assert record.text("name") == "Gesichert"
        assert reader.verify() == []
    restored.close()


def test_only_the_newest_copies_are_kept(school: MadeInventory) -> None:
    for day in range(1, 6):
        (school.path.parent / f"city.backup-2020-01-0{day}.db").touch()
    school.database.copy_daily()
    school.put(update("asset", "a1", name="x"))
    wait_for(lambda: len(backups_of(school.path)) == KEPT)
    assert backups_of(school.path)[1].name == "city.backup-2020-01-05.db"
    assert not list(school.path.parent.glob("*.partial"))


def test_a_reader_meets_an_older_file_and_then_the_present_one(tmp_path: Path) -> None:
    """Kinds grow: a field that the file does not have yet is empty, until the writer adds it."""
    inventory = make_inventory(tmp_path)
    inventory.put(create("vendor", uid="v", name="Firma", website="x"))
    inventory.close()
    with closing(sqlite3.connect(inventory.path)) as connection:
        connection.execute("ALTER TABLE vendor DROP COLUMN support")
        connection.execute("ALTER TABLE vendor_version DROP COLUMN support")
        connection.execute("DROP TABLE contract")
    again = make_inventory(tmp_path)
    with again.reader() as reader:
        assert reader.rows("vendor", [1], ["name", "support"]) == [("Firma", None)]
        record = reader.record("vendor", "v")
        assert record is not None
        assert record.values == {"name": "Firma", "website": "x"}
        assert reader.count(Query("contract")) == 0
        again.put(update("vendor", "v", support="0800"))
        assert reader.rows("vendor", [1], ["name", "support"]) == [("Firma", "0800")]
    again.close()


def test_other_fields_are_searched_after_the_kinds_changed(tmp_path: Path) -> None:
    inventory = make_inventory(tmp_path)
    inventory.put(create("vendor", uid="v", name="Straße"))
    inventory.close()
    with closing(sqlite3.connect(inventory.path)) as connection:
        connection.execute("UPDATE inventory_kind SET searched='website' WHERE name='vendor'")
        connection.execute("UPDATE vendor SET folded='alt'")
    again = make_inventory(tmp_path)
    again.put(create("vendor", uid="w", name="Andere"))
    with again.reader() as reader:
        assert reader.count(Query("vendor", text="strasse")) == 1
        assert reader.count(Query("vendor", text="alt")) == 0
    again.close()


def test_a_file_of_version_4_gets_the_inventory(tmp_path: Path) -> None:
    path = tmp_path / "city.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT)")
        connection.execute("INSERT INTO setting VALUES ('theme', '\"dark\"')")
        connection.execute(
            "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, "
            "name TEXT, applied_at TEXT)"
        )
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('city', 'm001_settings')"
        )
        connection.commit()
        connection.execute("PRAGMA user_version=4")
    inventory = make_inventory(tmp_path)
    with inventory.reader() as reader:
        assert reader.count(Query("vendor")) == 0
        inventory.put(create("vendor", name="Firma"))
        assert reader.count(Query("vendor")) == 1
    assert inventory.database.read("setting", "SELECT value FROM setting") == [('"dark"',)]
    inventory.close()


def test_a_reading_is_stopped_by_somebody_else(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    school.put(*[create("vendor", name=f"Firma {n}") for n in range(9_000)])
    values = reader.values("vendor", ["name"])
    next(values)
    reader.interrupt()
    with pytest.raises(StoppedError):
        list(values)
    assert reader.count(Query("asset")) == 3
    reader.interrupt()  # nothing is being read: the next reading is not meant
    assert reader.count(Query("asset")) == 3


def test_references_keep_a_removed_copy_readable(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    before = reader.transactions()[0].at_us
    school.put(remove("asset", "a3"), remove("site", "sued"))
    assert reader.rows("asset", [3], ["site.name"], before) == [("Südschule",)]
    assert reader.titles([Key("site", "sued")], before) == {Key("site", "sued"): "Südschule"}
    assert reader.titles([Key("site", "sued")]) == {}


def test_two_stores_of_one_file_share_its_writer(tmp_path: Path) -> None:
    database = CityDatabase(tmp_path / "city.db")
    first, second = (CityInventory(database, FakeClock(), name) for name in ("Anna", "Bernd"))
    first.commit(Changeset([create("vendor", uid="v", name="A")]))
    commit = second.commit(Changeset([update("vendor", "v", name="B")]))
    assert commit.transaction.actor == "Bernd"
    database.close()
