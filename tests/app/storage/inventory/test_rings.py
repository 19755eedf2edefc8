"""Nothing waits for itself and nothing is part of itself; what is refused changes nothing else."""

import pytest

from app.domain.inventory.changes import Operation, RefusedError
from tests.inventories import MadeInventory, create, update


@pytest.fixture
def works(inventory: MadeInventory) -> MadeInventory:
    """Return an inventory with two projects, three pieces of work and a milestone in a chain."""
    inventory.put(
        create("project", uid="p1", name="Serviceportal", state="running"),
        create("project", uid="p2", name="E-Akte", state="planned"),
        create("work_item", uid="w1", project="p1", name="Konzept", stage="done"),
        create("work_item", uid="w2", project="p1", name="Vergabe", stage="doing"),
        create("work_item", uid="w3", project="p2", name="Schnittstelle", stage="open"),
        create("milestone", uid="m1", project="p2", name="Freigabe"),
        link("d1", "w1", "w2"),
        link("d2", "w2", "w3"),
        link("d3", "w3", "m1", after_kind="milestone"),
    )
    return inventory


def link(
    uid: str, before: str, after: str, before_kind: str = "work_item", after_kind: str = "work_item"
) -> Operation:
    return create(
        "dependency",
        uid=uid,
        before_kind=before_kind,
        before=before,
        after_kind=after_kind,
        after=after,
        type="FS",
    )


def refused(store: MadeInventory, *operations: Operation) -> list[tuple[str, str, str]]:
    before = store.counts()
    with pytest.raises(RefusedError) as caught:
        store.put(*operations)
    assert store.counts() == before
    return [(one.key.uid, one.field, one.reason) for one in caught.value.problems]


def test_a_dependency_that_closes_a_ring_is_refused_and_names_the_way(works: MadeInventory) -> None:
    ((uid, field, reason),) = refused(
        works, update("project", "p1", name="Neu"), link("d4", "m1", "w1", before_kind="milestone")
    )
    assert (uid, field) == ("d4", "after")
    assert "Kreis" in reason
    for name in ("Konzept", "Vergabe", "Schnittstelle", "Freigabe"):
        assert f"„{name}“" in reason


def test_a_dependency_that_is_turned_round_may_close_a_ring_too(works: MadeInventory) -> None:
    works.put(link("d5", "w1", "w3"))
    ((uid, _, _),) = refused(works, update("dependency", "d5", before="w3", after="w1"))
    assert uid == "d5"


def test_a_long_ring_is_named_in_part(works: MadeInventory) -> None:
    items = [
        create("work_item", uid=f"x{n}", project="p1", name=f"Schritt {n}", stage="open")
        for n in range(9)
    ]
    works.put(*items, *(link(f"e{n}", f"x{n}", f"x{n + 1}") for n in range(8)))
    ((_, _, reason),) = refused(works, link("e9", "x8", "x0"))
    assert "→ …" in reason


def test_work_is_not_part_of_itself(works: MadeInventory) -> None:
    works.put(update("work_item", "w2", parent="w1"))
    ((uid, field, reason),) = refused(works, update("work_item", "w1", parent="w2"))
    assert (uid, field) == ("w1", "parent")
    assert reason.startswith("Das wäre Teil seiner selbst")


def test_other_changes_do_not_ask_for_rings(works: MadeInventory) -> None:
    assert works.put(update("project", "p1", name="Portal")).changed
