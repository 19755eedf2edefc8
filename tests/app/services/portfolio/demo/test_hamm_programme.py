"""The programme of the Hamm profile: what it holds, what is public, and that the store takes it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.inventory.changes import Changeset, Operation
from app.domain.inventory.fields import SIMULATED, FieldType
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.life_cycles import PROJECT
from app.domain.portfolio.evidence.faults import Known, problems
from app.domain.portfolio.evidence.notation import read_question
from app.services.inventory.removals import removal_of_source
from app.services.portfolio.demo import programme_changeset, programme_removal
from app.services.portfolio.demo.generator import programme_operations
from app.services.profiles import find_city, load_city
from tests.inventories import MadeInventory, make_inventory

TODAY = date(2026, 11, 30)
HAMM = find_city("hamm")


@pytest.fixture(scope="module")
def operations() -> list[Operation]:
    return programme_operations(HAMM, TODAY)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path)
    yield made
    made.close()


def load(store: MadeInventory, today: date = TODAY) -> Changeset:
    with closing(store.reader()) as reader:
        changeset = programme_changeset(reader, HAMM, today)
    if changeset.operations:
        store.commit(changeset)
    return changeset


def targets(one: Operation) -> Iterator[tuple[str, str, str]]:
    """Yield field, kind and uid of all that a record refers to."""
    for field in KINDS[one.kind].fields:
        value = one.values.get(field.name)
        if field.type is FieldType.REFERENCE and value is not None:
            yield field.name, field.target, str(value)
        if field.type is FieldType.ANY_REFERENCE and value is not None:
            yield field.name, str(one.values[field.kind_field]), str(value)


def test_it_holds_the_three_waves_and_eleven_fields_of_the_strategy(
    operations: list[Operation],
) -> None:
    projects = [one for one in operations if one.kind == "project"]
    names = {one.uid: str(one.values["name"]) for one in operations if one.kind == "wave"}
    waves = Counter(names.get(str(one.values.get("wave")), "") for one in projects)

    assert waves == {"Welle I": 15, "Welle II": 24, "Dritte Reihe": 10, "": 4}
    assert sum(one.kind == "field_of_action" for one in operations) == 11


def test_every_state_of_the_life_cycle_occurs(operations: list[Operation]) -> None:
    states = {one.values["state"] for one in operations if one.kind == "project"}

    assert states == set(PROJECT.first)


def test_it_is_as_large_as_a_programme_of_a_city(operations: list[Operation]) -> None:
    counts = Counter(one.kind for one in operations)

    assert 350 <= counts["work_item"] <= 450
    assert counts["milestone"] >= 150
    assert counts["risk"] >= 100
    assert counts["decision"] >= 60
    assert counts["budget_line"] >= 180
    assert counts["kpi"] >= 30
    assert counts["kpi_value"] >= 200
    assert counts["baseline"] == 2


def test_every_record_says_where_it_comes_from(operations: list[Operation]) -> None:
    assert all(one.values["source"] for one in operations)
    assert {one.kind for one in operations if one.values["source"] == SIMULATED} >= {
        "work_item",
        "risk",
        "dependency",
    }


def test_what_is_made_up_about_a_public_record_stands_in_its_note(
    operations: list[Operation],
) -> None:
    public = [
        one for one in operations if one.kind == "project" and one.values["source"] != SIMULATED
    ]

    assert len(public) == 24
    for one in public:
        note = str(one.values["note"])
        assert "simuliert" in note
        assert "Zustand" in note
        assert "Name" not in note


def test_public_records_refer_to_public_ones_only(operations: list[Operation]) -> None:
    made_up = {one.uid for one in operations if one.values["source"] == SIMULATED}
    wrong = [
        (one.kind, one.values.get("name"), field)
        for one in operations
        if one.uid not in made_up
        for field, _, uid in targets(one)
        if uid in made_up
    ]

    assert wrong == []


def test_no_work_was_done_before_what_it_waits_for(operations: list[Operation]) -> None:
    items = {one.uid: one.values for one in operations if one.kind == "work_item"}
    names = [
        (items[str(before)]["name"], items[str(after)]["name"])
        for before, after in (
            (one.values["before"], one.values["after"])
            for one in operations
            if one.kind == "dependency"
            and one.values["type"] == "FS"
            and one.values["after_kind"] == "work_item"
        )
        if items[str(after)].get("started_on")
        and (
            not items[str(before)].get("finished_on")
            or str(items[str(before)]["finished_on"]) > str(items[str(after)]["started_on"])
        )
    ]

    assert names == []


def test_dependencies_reach_across_projects(operations: list[Operation]) -> None:
    project = {one.uid: one.values["project"] for one in operations if one.kind == "work_item"}
    across = [
        one
        for one in operations
        if one.kind == "dependency"
        and one.values["after_kind"] == "work_item"
        and project[str(one.values["before"])] != project[str(one.values["after"])]
    ]

    assert len(across) >= 20


def test_public_days_do_not_move_with_the_day_of_loading(operations: list[Operation]) -> None:
    later = {one.uid: one.values for one in programme_operations(HAMM, TODAY + timedelta(200))}
    public = [
        one
        for one in operations
        if one.values["source"] != SIMULATED and one.kind in {"decision", "milestone", "kpi_value"}
    ]

    assert len(public) > 50
    assert all(later[one.uid] == one.values for one in public)


def test_the_same_seed_gives_the_same_records_and_another_one_others(
    operations: list[Operation],
) -> None:
    again = programme_operations(HAMM, TODAY)
    other = programme_operations(HAMM, TODAY, seed=1)

    assert again == operations
    assert not {one.uid for one in other} & {one.uid for one in operations}


@pytest.mark.parametrize(
    "today", [date(2026, 1, 5), date(2026, 7, 19), date(2026, 12, 31), date(2028, 2, 29)]
)
def test_the_store_takes_it_on_any_day(store: MadeInventory, today: date) -> None:
    changeset = load(store, today)

    assert store.counts()["project"] == 53
    assert sum(store.counts()[kind] for kind in ("work_item", "dependency")) > 900
    assert len(changeset.operations) > 1_900


def test_loading_twice_changes_nothing_even_on_a_later_day(store: MadeInventory) -> None:
    load(store)

    assert list(load(store).operations) == []
    assert list(load(store, TODAY + timedelta(500)).operations) == []


def test_removing_takes_exactly_what_was_loaded(store: MadeInventory) -> None:
    before = store.counts()
    loaded = load(store)
    with closing(store.reader()) as reader:
        removal = programme_removal(reader, HAMM)
    gone = store.commit(removal.changeset)

    after = store.counts()
    assert len(removal.changeset.operations) == len(loaded.operations)
    assert removal.kept == []
    kinds = {one.kind for one in loaded.operations}
    assert {kind: after[kind] for kind in kinds} == {kind: before.get(kind, 0) for kind in kinds}
    store.commit(store.inverse(gone.transaction.number))
    assert list(load(store).operations) == []


def test_taking_all_simulated_records_away_leaves_what_is_public(store: MadeInventory) -> None:
    public = Counter(
        one.kind for one in load(store).operations if one.values["source"] != SIMULATED
    )
    with closing(store.reader()) as reader:
        changeset = removal_of_source(reader, SIMULATED, "Prüfung")
    store.commit(changeset)

    counts = store.counts()
    assert {kind: counts[kind] for kind in public} == dict(public)
    assert counts["work_item"] == 0


def test_every_question_can_be_asked_of_this_profile(operations: list[Operation]) -> None:
    city = load_city(HAMM)
    known = Known({str(point.id): point.type for point in city.points})
    questions = [
        read_question(str(one.values["evidence"]))
        for one in operations
        if one.values.get("evidence")
    ]

    assert len(questions) >= 15
    assert [found for one in questions for found in problems(one, known)] == []


def test_a_method_break_is_marked_where_values_cannot_be_compared(
    operations: list[Operation],
) -> None:
    names = {one.uid: str(one.values["name"]) for one in operations if one.kind == "kpi"}
    broken = defaultdict(list)
    for one in operations:
        if one.kind == "kpi_value" and one.values.get("is_break"):
            assert one.values["break_note"]
            broken[names[str(one.values["kpi"])]].append(one.values["as_of"])

    assert broken["Haushalte mit mindestens 50 Mbit/s"] == ["2019-06-30"]
    assert len(broken["Reifegrad der Online-Dienste, Mittel"]) == 1
