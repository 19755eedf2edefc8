"""Lists of the programme come in like those of the inventory, and a second time change nothing."""

import pytest

from app.services.inventory.imports.keys import best_match
from app.services.inventory.imports.proposing import propose
from app.services.tables.model import RawTable
from tests.fakes.import_trials import tried
from tests.fakes.raw_tables import raw_table
from tests.inventories import MadeInventory, create


@pytest.fixture
def programme(inventory: MadeInventory) -> MadeInventory:
    inventory.put(
        create("project", uid="a" * 32, number="I-01", name="Serviceportal", state="running"),
        create("project", uid="b" * 32, number="I-02", name="E-Akte", state="planned"),
        create("fund", uid="c" * 32, name="Smart Cities"),
    )
    return inventory


WORK = raw_table(
    ("Projekt", "Arbeitspaket", "Status", "Dauer", "Fertig am"),
    ("Serviceportal", "Konzept", "offen", "10", None),
    ("Serviceportal", "Vergabe", "in Arbeit", "25", None),
    ("E-Akte", "Konzept", "bereit", "15", None),
)
MONEY = raw_table(
    ("Projekt", "Jahr", "Fördertopf", "Ansatz", "Ausgegeben"),
    ("Serviceportal", "2026", "Smart Cities", "50.000,00", "12.500,50"),
    ("Serviceportal", "2027", "Smart Cities", "30.000,00", None),
)
GOALS = raw_table(
    ("Projekt", "Meilenstein", "Geplant am"),
    ("E-Akte", "Probebetrieb", "01.03.2027"),
    ("E-Akte", "Regelbetrieb", "01.09.2027"),
)


@pytest.mark.parametrize(
    ("raw", "kind", "count"),
    [(WORK, "work_item", 3), (MONEY, "budget_line", 2), (GOALS, "milestone", 2)],
)
def test_a_list_is_taken_as_proposed_and_a_second_time_nothing_is_to_do(
    programme: MadeInventory, raw: RawTable, kind: str, count: int
) -> None:
    mapping = propose(raw, kind)
    assert mapping.match == best_match(raw, mapping)
    first = tried(programme, raw, mapping)
    assert (first.new, first.errors) == (count, 0)
    programme.commit(first.changeset)
    second = tried(programme, raw, mapping)
    assert (second.new, second.changed, second.same) == (0, 0, count)
    assert second.is_empty


def test_a_row_whose_end_lies_before_its_start_is_refused_alone(programme: MadeInventory) -> None:
    raw = raw_table(
        ("Nummer", "Projekt", "Zustand", "Beginn", "Ende"),
        ("I-03", "Portal", "geplant", "01.03.2027", "01.02.2027"),
        ("I-04", "Karte", "geplant", "01.03.2027", "01.09.2027"),
    )
    outcome = tried(programme, raw, propose(raw, "project"))
    assert (outcome.new, outcome.errors) == (1, 1)
    (problem,) = outcome.problems
    assert "liegt vor" in problem.reason


def test_a_budget_without_a_fund_is_refused_at_its_row(programme: MadeInventory) -> None:
    raw = raw_table(
        ("Projekt", "Jahr", "Fördertopf", "Ansatz"),
        ("Serviceportal", "2026", "Smart Cities", "1,00"),
        ("Serviceportal", "2027", None, "1,00"),
    )
    outcome = tried(programme, raw, propose(raw, "budget_line"))
    assert (outcome.new, outcome.errors) == (1, 1)
    (problem,) = outcome.problems
    assert (problem.number, "Fördertopf" in problem.reason) == (3, True)
