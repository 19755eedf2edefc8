"""What was done is known for ever, can be taken back and brought back, and never rewritten."""

import sqlite3
from contextlib import closing

import pytest

from app.domain.inventory.changes import Action, Changeset, Origin, RefusedError
from app.domain.inventory.records import Key
from app.storage.inventory import SqliteInventoryReader
from tests.app.storage.inventory.records import asset
from tests.inventories import MadeInventory, create, remove, update


def undo(inventory: MadeInventory, number: int) -> int:
    return inventory.commit(inventory.inverse(number)).transaction.number


def name(reader: SqliteInventoryReader, uid: str = "a1") -> object:
    record = reader.record("asset", uid)
    return None if record is None else record.get("name")


def standing(reader: SqliteInventoryReader) -> dict[int, int | None]:
    return {one.number: one.undone_by for one in reader.transactions()}


def test_a_change_is_taken_back_and_brought_back_again_and_again(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    school.put(update("asset", "a1", name="Neu", owner="IT"), reason="weil")
    first = school.inverse(2)
    assert (first.origin, first.undoes) == (Origin.UNDO, 2)
    assert undo(school, 2) == 3
    assert (name(reader), standing(reader)) == ("Übergabe", {3: None, 2: 3, 1: None})
    assert school.inverse(3).origin is Origin.REDO
    assert undo(school, 3) == 4
    assert (name(reader), standing(reader)) == ("Neu", {4: None, 3: 4, 2: None, 1: None})
    assert undo(school, 2) == 5
    assert (name(reader), standing(reader)[2]) == ("Übergabe", 5)
    assert undo(school, 5) == 6
    assert name(reader) == "Neu"
    record = reader.record("asset", "a1")
    assert record is not None
    assert record.text("owner") == "IT"
    assert reader.verify() == []


def test_what_is_taken_back_already_is_refused(school: MadeInventory) -> None:
    school.put(update("asset", "a1", name="Neu"))
    undo(school, 2)
    with pytest.raises(RefusedError, match=r"schon zurückgenommen, und zwar mit Nr\. 3"):
        school.inverse(2)
    with pytest.raises(RefusedError, match="gibt es nicht"):
        school.inverse(9)


def test_a_later_change_stands_in_the_way_until_it_is_taken_back(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    school.put(update("asset", "a1", name="Erste"), update("asset", "a2", name="Mit"))
    school.put(update("asset", "a1", name="Später"))
    school.put(update("asset", "a3", owner="Anderes"))
    with pytest.raises(RefusedError, match="INV-a1") as caught:
        school.inverse(2)
    assert [one.key for one in caught.value.problems] == [Key("asset", "a1")]
    assert "Nr. 3 von Prüfung" in str(caught.value)
    undo(school, 3)
    undo(school, 2)
    assert (name(reader), name(reader, "a2")) == ("Übergabe", "Ueber Land")
    assert standing(reader)[2] == 6


def test_making_and_removing_are_taken_back(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    """A removed record comes back with its number, whatever its state, and versions go on."""
    school.put(update("asset", "a1", state="in_service", in_service_on="2026-01-01"))
    school.put(remove("asset", "a1"), asset("neu"))
    undo(school, 3)
    record = reader.record("asset", "a1")
    assert record is not None
    assert (record.id, record.rev, record.text("state")) == (1, 3, "in_service")
    assert reader.record("asset", "neu") is None
    undo(school, 2)  # no life cycle leads back, an undo does
    assert reader.rows("asset", [1], ["state", "in_service_on"]) == [("in_stock", None)]


def test_taking_back_is_refused_when_others_need_it_by_now(school: MadeInventory) -> None:
    school.put(create("site", uid="neu", name="Neubau", kind="school"))
    school.put(update("asset", "a1", site="neu"))
    with pytest.raises(RefusedError, match="verweisen noch andere"):
        school.commit(school.inverse(2))
    school.put(remove("asset", "a1"))
    with pytest.raises(RefusedError):
        school.inverse(3)


def test_taking_back_is_refused_when_a_unique_value_is_taken_by_now(
    school: MadeInventory,
) -> None:
    school.put(remove("asset", "a1"))
    school.put(asset("x", tag="INV-a1"))
    with pytest.raises(RefusedError, match="schon vergeben"):
        school.commit(school.inverse(2))


def test_a_large_change_is_taken_back_as_a_whole(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    school.put(*[asset(f"m{n}", name=f"Gerät {n}") for n in range(2_500)])
    undo(school, 2)
    assert reader.record("asset", "m7") is None
    undo(school, 3)
    assert name(reader, "m7") == "Gerät 7"


def test_the_log_says_who_did_what_when_and_why(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    changeset = Changeset(
        [update("asset", "a1", name="Neu", owner="IT"), remove("asset", "a3")],
        "Umzug",
        Origin.IMPORT,
        "ab" * 32,
    )
    commit = school.commit(changeset)
    [newest, first] = reader.transactions()
    assert newest == commit.transaction
    assert (newest.reason, newest.origin, newest.file_sha256) == ("Umzug", Origin.IMPORT, "ab" * 32)
    assert (newest.count, dict(newest.kinds)) == (2, {"asset": 2})
    assert first.kinds["asset"] == 3
    assert reader.transactions(1, before=2) == [first]
    changed, removed = reader.lines(2)
    assert (changed.action, changed.before, changed.after) == (
        Action.UPDATE,
        {"name": "Übergabe", "owner": None},
        {"name": "Neu", "owner": "IT"},
    )
    assert (removed.action, removed.title, removed.after) == (Action.REMOVE, "INV-a3 Straße 9", {})
    assert removed.before["site"] == "sued"
    assert len(reader.lines(1, limit=4)) == 4
    history = reader.history(Key("asset", "a1"))
    assert [line.action for line in history] == [Action.UPDATE, Action.CREATE]
    assert history[1].after["cost"] == 120.5


def tamper(inventory: MadeInventory, *statements: str) -> None:
    """Change the log as only somebody who knows SQL could."""
    with closing(sqlite3.connect(inventory.path, isolation_level=None)) as connection:
        for table in ("inventory_tx", "inventory_change"):
            for verb in ("update", "delete"):
                connection.execute(f"DROP TRIGGER {table}_stays_{verb}")
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE inventory_change SET after='{}' WHERE number=3", "Zeile 3 (Änderung Nr. 1"),
        ("UPDATE inventory_change SET title='x' WHERE number=14", "Zeile 14 (Änderung Nr. 3"),
        ("UPDATE inventory_change SET uid='x' WHERE number=13", "Zeile 13 (Änderung Nr. 2"),
        ("DELETE FROM inventory_change WHERE number=14", "fehlen Zeilen der Änderung Nr. 3"),
        (
            "UPDATE inventory_tx SET actor='Niemand' WHERE number=2",
            "die Änderung Nr. 2 nachträglich",
        ),
        ("UPDATE inventory_tx SET at_us=1 WHERE number=1", "die Änderung Nr. 1 nachträglich"),
        ("UPDATE inventory_tx SET undoes=1 WHERE number=3", "die Änderung Nr. 3 nachträglich"),
        ("DELETE FROM inventory_tx WHERE number=2", "fehlt die Änderung Nr. 2"),
        ("DELETE FROM inventory_tx WHERE number=3", "Zeile 14 zu keiner Änderung"),
    ],
)
def test_a_changed_line_is_named(
    school: MadeInventory, reader: SqliteInventoryReader, statement: str, said: str
) -> None:
    school.put(update("asset", "a1", name="Neu"))
    school.put(update("asset", "a2", name="Neu"))
    assert reader.verify() == []
    tamper(school, statement)
    [text] = reader.verify()
    assert said in text


def test_the_log_refuses_to_be_changed(school: MadeInventory) -> None:
    with closing(sqlite3.connect(school.path)) as connection:
        for table in ("inventory_tx", "inventory_change"):
            changing = f"UPDATE {table} SET digest=x'00'"  # noqa: S608 - own names
            for statement in (changing, f"DELETE FROM {table}"):  # noqa: S608 - own names
                with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                    connection.execute(statement)


def test_a_later_change_of_another_field_does_not_hinder_and_stays(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    changed = school.put(update("asset", "a1", name="Neu"))
    school.put(update("asset", "a1", owner="IT"))
    undo(school, changed.transaction.number)
    record = reader.record("asset", "a1")
    assert record is not None
    assert (record.get("name"), record.get("owner")) == ("Übergabe", "IT")


def test_what_was_measured_meanwhile_does_not_keep_a_new_record_from_going(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    begun = school.put(create("district", uid="d9", name="Neuland"))
    measured = [update("district", "d9", area_km2=10.9)]
    school.commit(Changeset(measured, origin=Origin.MEASURED))
    undo(school, begun.transaction.number)
    assert reader.record("district", "d9") is None
