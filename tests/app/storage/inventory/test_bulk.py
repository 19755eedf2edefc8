"""Large changes take quicker ways through the file and leave the same behind as small ones."""

import sqlite3
from contextlib import closing

import pytest

from app.domain.inventory.changes import Changeset, RefusedError
from app.domain.inventory.queries import Query
from app.services.ports import StoppedError
from app.storage.inventory import SqliteInventoryReader
from app.storage.inventory.writer import BULK
from tests.app.storage.inventory.records import asset
from tests.fakes.clocks import START_US, FakeClock
from tests.inventories import MadeInventory, remove, update

MANY = BULK + 50


def triggers(inventory: MadeInventory) -> list[tuple[str, str]]:
    """Return all triggers of the file with their texts."""
    with closing(sqlite3.connect(inventory.path)) as connection:
        return connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type='trigger' ORDER BY name"
        ).fetchall()


def found(reader: SqliteInventoryReader, text: str) -> int:
    return reader.count(Query("asset", text=text))


def test_whoever_writes_one_record_after_many_finds_it(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    before = triggers(school)
    assert len(before) > 3
    school.put(*[asset(f"m{n}", name=f"Kabel {n}") for n in range(MANY)])
    assert triggers(school) == before
    school.put(
        update("asset", "m1", name="Zange"), asset("w", name="Kabel neu"), remove("asset", "m2")
    )
    assert (found(reader, "kabel"), found(reader, "zange")) == (MANY - 1, 1)


def test_a_large_change_that_is_refused_or_stopped_leaves_the_search_as_it_was(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    before, counts = triggers(school), school.counts()
    many = [asset(f"m{n}", name=f"Kabel {n}") for n in range(MANY)]
    with pytest.raises(RefusedError):
        school.put(*many, asset("x", site="nirgends"))
    with pytest.raises(StoppedError):
        school.commit(Changeset(many), lambda done, _total: done == 0)
    assert (triggers(school), school.counts()) == (before, counts)
    school.put(asset("w", name="Kabel"))
    assert found(reader, "kabel") == 1


def test_new_records_that_are_filled_differently_keep_each_its_own_values(
    school: MadeInventory, reader: SqliteInventoryReader
) -> None:
    ways: list[dict[str, str | float]] = [
        {}, {"name": "Ärger", "cost": 1.5}, {"cost": 2.5, "name": "Über"}, {"note": "n"},
    ]  # fmt: skip
    school.put(*[asset(f"m{n}", **ways[n % 4]) for n in range(MANY)])
    for number in range(MANY):
        record = reader.record("asset", f"m{number}")
        assert record is not None
        given = {"tag": f"INV-m{number}", "type": "ap", "state": "in_stock", "site": "nord"}
        assert record.values == {**given, **ways[number % 4]}
    assert (found(reader, "aerger"), found(reader, "uber")) == (MANY // 4 + 1, 0)
    assert reader.verify() == []


@pytest.mark.parametrize("more", [0, MANY])
def test_what_was_before_a_value_changed_hands_is_kept_whole(
    school: MadeInventory, reader: SqliteInventoryReader, clock: FakeClock, more: int
) -> None:
    school.put(*[asset(f"m{n}", name=f"Kabel {n}") for n in range(more)])
    before = {uid: reader.record("asset", uid) for uid in ("a1", "a2")}
    clock.advance(60)
    at_us = clock.now_us() - 1_000_000
    assert at_us > START_US
    school.put(
        *[update("asset", f"m{n}", name=f"Draht {n}") for n in range(more)],
        update("asset", "a1", tag="INV-a2"),
        update("asset", "a2", tag="INV-a1"),
    )
    for uid, record in before.items():
        earlier = reader.record("asset", uid, at_us=at_us)
        assert record is not None
        assert earlier is not None
        assert earlier.values == record.values
        assert (earlier.rev, earlier.valid_from) == (record.rev, record.valid_from)
    assert (found(reader, "kabel"), found(reader, "draht")) == (0, more)
