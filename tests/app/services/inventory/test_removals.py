"""What is removed takes along what is only about it, in one transaction, and it all comes back."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.inventory.changes import Action, Changeset, Operation, Origin, RefusedError
from app.domain.inventory.fields import SIMULATED
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from app.services.inventory.removals import removal_of, removal_of_source, with_companions
from tests.fakes.clocks import START_US
from tests.inventories import MadeInventory, create, make_inventory, remove, update

ABOUT = ("finding", "journal_note", "relation")


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path)
    made.put(
        create("site", uid="51", name="Schule", kind="school"),
        create("site", uid="52", name="Halle", kind="school", source=SIMULATED),
        create("asset_type", uid="7", name="Modell", kind="access_point", source=SIMULATED),
    )
    made.put(
        create("asset", uid="a1", tag="I1", type="7", state="staged", source=SIMULATED),
        create("asset", uid="a2", tag="I2", type="7", state="staged", source=SIMULATED),
        create("finding", uid="f1", rule="r", subject_kind="asset", subject="a1", state="open",
               severity="low", text="Etwas", opened_us=START_US),
        create("journal_note", uid="n1", subject_kind="asset", subject="a1", text="Notiz",
               at_us=START_US),
        create("relation", uid="r1", role="belongs", from_kind="asset", from_="a1",
               to_kind="asset", to="a2"),
    )  # fmt: skip
    yield made
    made.close()


def counts(inventory: MadeInventory, *kinds: str) -> list[int]:
    with closing(inventory.reader()) as reader:
        return [reader.count(Query(kind)) for kind in kinds]


def removal(inventory: MadeInventory, *keys: Key) -> Changeset:
    with closing(inventory.reader()) as reader:
        return removal_of(reader, list(keys), "Entfernt")


def test_findings_notes_and_relations_go_with_their_record_and_come_back(
    inventory: MadeInventory,
) -> None:
    commit = inventory.commit(removal(inventory, Key("asset", "a1")))
    assert counts(inventory, "asset", *ABOUT) == [1, 0, 0, 0]
    assert len(commit.changed) == 4
    inventory.commit(inventory.inverse(commit.transaction.number))
    assert counts(inventory, "asset", *ABOUT) == [2, 1, 1, 1]


def test_a_relation_goes_with_either_of_its_ends_and_once_with_both(
    inventory: MadeInventory,
) -> None:
    changeset = removal(inventory, Key("asset", "a1"), Key("asset", "a2"))
    names = [(one.kind, one.uid) for one in changeset.operations]
    assert names.count(("relation", "r1")) == 1
    inventory.commit(removal(inventory, Key("asset", "a2")))
    assert counts(inventory, "asset", "relation") == [1, 0]


def test_what_is_removed_already_is_not_named_twice(inventory: MadeInventory) -> None:
    changeset = removal(inventory, Key("asset", "a1"), Key("finding", "f1"))
    names = [(one.kind, one.uid) for one in changeset.operations]
    assert len(names) == len(set(names))
    inventory.commit(changeset)
    assert counts(inventory, "finding") == [0]


def test_one_record_is_an_edit_and_many_are_bulk_work(inventory: MadeInventory) -> None:
    one, two = Key("asset", "a1"), Key("asset", "a2")
    assert removal(inventory, one).origin is Origin.EDIT
    assert removal(inventory, one, two).origin is Origin.BULK
    assert removal(inventory, one).reason == "Entfernt"


def test_what_removes_nothing_stays_as_it_is(inventory: MadeInventory) -> None:
    changeset = Changeset([update("asset", "a1", name="Neu")], "Warum")
    with closing(inventory.reader()) as reader:
        assert with_companions(reader, changeset) is changeset


def test_reason_origin_and_what_is_taken_back_are_kept(inventory: MadeInventory) -> None:
    changeset = Changeset([remove("asset", "a1")], "Warum", Origin.UNDO, undoes=3)
    with closing(inventory.reader()) as reader:
        whole = with_companions(reader, changeset)
    assert (whole.reason, whole.origin, whole.undoes) == ("Warum", Origin.UNDO, 3)
    assert list(whole.operations)[-1] == Operation(Action.REMOVE, "asset", "a1", {})


def test_a_source_is_taken_away_in_one_transaction(inventory: MadeInventory) -> None:
    with closing(inventory.reader()) as reader:
        changeset = removal_of_source(reader, SIMULATED, "Weg damit")
    commit = inventory.commit(changeset)
    assert counts(inventory, "asset", "asset_type", "site", *ABOUT) == [0, 0, 1, 0, 0, 0]
    assert commit.transaction.reason == "Weg damit"
    inventory.commit(inventory.inverse(commit.transaction.number))
    assert counts(inventory, "asset", "asset_type", "site", *ABOUT) == [2, 1, 2, 1, 1, 1]


def test_what_people_built_on_it_keeps_all_of_it(inventory: MadeInventory) -> None:
    inventory.put(create("asset", uid="a9", tag="I9", type="7", state="staged"))
    with closing(inventory.reader()) as reader:
        changeset = removal_of_source(reader, SIMULATED, "Weg damit")
    with pytest.raises(RefusedError, match="1 Gerät"):
        inventory.commit(changeset)
    assert counts(inventory, "asset", "site", *ABOUT) == [3, 2, 1, 1, 1]


def test_an_unknown_source_has_nothing(inventory: MadeInventory) -> None:
    with closing(inventory.reader()) as reader:
        assert not removal_of_source(reader, "Niemand", "").operations


def test_a_project_takes_its_work_and_what_hangs_on_that_along(inventory: MadeInventory) -> None:
    ends = {"before_kind": "work_item", "after_kind": "work_item"}
    inventory.put(
        create("project", uid="p1", name="Portal", state="running"),
        create("project", uid="p2", name="Akte", state="running"),
        create("work_item", uid="w1", project="p1", name="A", stage="open"),
        create("work_item", uid="w2", project="p1", name="B", stage="open", parent="w1"),
        create("work_item", uid="w3", project="p2", name="C", stage="open"),
        create("dependency", uid="d1", before="w2", after="w3", type="FS", **ends),
        create("kpi", uid="k1", project="p1", name="Anträge", direction="up"),
        create("kpi_value", uid="v1", kpi="k1", as_of="2026-01-01", value=3.0, status="measured"),
    )
    commit = inventory.commit(removal(inventory, Key("project", "p1")))
    left = counts(inventory, "project", "work_item", "dependency", "kpi", "kpi_value")
    assert left == [1, 1, 0, 0, 0]
    inventory.commit(inventory.inverse(commit.transaction.number))
    left = counts(inventory, "project", "work_item", "dependency", "kpi", "kpi_value")
    assert left == [2, 3, 1, 1, 1]
