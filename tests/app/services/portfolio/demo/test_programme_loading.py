"""Loading beside what people have, and removing without taking what they built on."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from app.services.portfolio.demo import Removal, programme_changeset, programme_removal
from tests.inventories import MadeInventory, create, make_inventory, new_uid, remove, update

TODAY = date(2026, 11, 30)
FILES = """
[[field_of_action]]
key = "f"
name = "Mobilität"

[[fund]]
key = "t"
name = "Topf"

[[project]]
key = "a"
name = "Projekt A"
state = "running"
field_of_action = "f"

[[project]]
key = "b"
name = "Projekt B"
state = "running"

[[work_item]]
key = "a.1"
project = "a"
name = "Erstes"
stage = "open"

[[work_item]]
key = "b.1"
project = "b"
name = "Zweites"
stage = "open"

[[dependency]]
key = "d"
before_kind = "work_item"
before = "a.1"
after_kind = "work_item"
after = "b.1"
type = "FS"

[[budget_line]]
key = "l"
project = "a"
year = 2026
fund = "t"
plan = 1000
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "stadt" / "programme" / "simulated"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_text(FILES, "utf-8")
    return tmp_path / "stadt"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path)
    yield made
    made.close()


def load(store: MadeInventory, profile: Path) -> int:
    with closing(store.reader()) as reader:
        changeset = programme_changeset(reader, profile, TODAY)
    return len(store.commit(changeset).changed) if changeset.operations else 0


def remove_all(store: MadeInventory, profile: Path) -> Removal:
    with closing(store.reader()) as reader:
        removal = programme_removal(reader, profile)
    if removal.changeset.operations:
        store.commit(removal.changeset)
    return removal


def uid_of(store: MadeInventory, kind: str, name: str) -> str:
    with closing(store.reader()) as reader:
        [uid] = reader.find(kind, "name", [name])[name]
    return uid


def count(store: MadeInventory, kind: str) -> int:
    with closing(store.reader()) as reader:
        return reader.count(Query(kind))


def test_what_is_there_by_that_name_is_used(store: MadeInventory, profile: Path) -> None:
    own = new_uid()
    store.put(create("field_of_action", uid=own, name="Mobilität"))

    load(store, profile)

    assert count(store, "field_of_action") == 1
    with closing(store.reader()) as reader:
        record = reader.record("project", uid_of(store, "project", "Projekt A"))
    assert record is not None
    assert record.get("field_of_action") == own
    remove_all(store, profile)
    assert count(store, "field_of_action") == 1
    assert count(store, "project") == 0


def test_what_people_changed_or_removed_stays_so(store: MadeInventory, profile: Path) -> None:
    load(store, profile)
    project = uid_of(store, "project", "Projekt A")
    store.put(update("project", project, name="Projekt Neu"))
    store.put(remove("budget_line", next_uid(store, "budget_line")))

    assert load(store, profile) == 0
    assert count(store, "budget_line") == 0


def next_uid(store: MadeInventory, kind: str) -> str:
    with closing(store.reader()) as reader:
        return str(next(iter(reader.values(kind, ("uid",))))[0])


def test_what_was_removed_as_a_whole_comes_back_with_its_parts(
    store: MadeInventory, profile: Path
) -> None:
    whole = load(store, profile)
    remove_all(store, profile)

    assert load(store, profile) == whole


def test_a_dependency_on_removed_work_is_not_waited_for(
    store: MadeInventory, profile: Path
) -> None:
    load(store, profile)
    project, item = uid_of(store, "project", "Projekt B"), uid_of(store, "work_item", "Zweites")
    first = uid_of(store, "work_item", "Erstes")
    store.put(
        remove("dependency", next_uid(store, "dependency")),
        remove("work_item", item),
        remove("project", project),
        remove("work_item", first),
    )

    assert load(store, profile) == 2
    assert count(store, "dependency") == 0


def test_what_people_built_on_stays_with_what_it_needs(store: MadeInventory, profile: Path) -> None:
    load(store, profile)
    project = uid_of(store, "project", "Projekt A")
    store.put(
        create("risk", project=project, name="Eigenes", probability=2, impact=2, state="open")
    )

    removal = remove_all(store, profile)

    field = uid_of(store, "field_of_action", "Mobilität")
    assert list(removal.kept) == [Key("field_of_action", field), Key("project", project)]
    assert list(removal.reasons) == [
        "Projekt „Projekt A“ bleibt: Risiko „Eigenes“ bezieht sich darauf."
    ]
    assert count(store, "project") == 1
    assert count(store, "work_item") == 0
    assert count(store, "risk") == 1


def test_a_finding_of_the_program_keeps_nothing(store: MadeInventory, profile: Path) -> None:
    load(store, profile)
    project = uid_of(store, "project", "Projekt A")
    store.put(
        create(
            "finding",
            rule="prüfung",
            subject_kind="project",
            subject=project,
            text="Befund",
            state="open",
            severity="low",
            opened_us=1,
        )
    )

    removal = remove_all(store, profile)

    assert list(removal.kept) == []
    assert count(store, "finding") == 0
