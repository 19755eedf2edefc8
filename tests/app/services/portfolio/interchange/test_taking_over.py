"""A plan from elsewhere becomes records; the same file a second time changes nothing."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.domain.inventory.changes import Origin
from app.domain.portfolio.foreign_plans import ForeignLink, ForeignPlan, ForeignTask
from app.domain.portfolio.plans import plan_of
from app.domain.portfolio.portfolios import ALWAYS_READ, Portfolio
from app.services.portfolio.interchange.project_xml import read_project_xml
from app.services.portfolio.interchange.project_xml_writing import write_project_xml
from app.services.portfolio.interchange.taking_over import TakeOver, foreign_uid, take_over
from tests.inventories import MadeInventory, create, make_inventory, update
from tests.portfolios import large_programme, small_programme

DAY = date(2026, 5, 4)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path)
    made.put(create("project", uid="p1", name="Portal", state="planned"))
    yield made
    made.close()


def portfolio(store: MadeInventory) -> Portfolio:
    with closing(store.reader()) as reader:
        return Portfolio.of([one for kind in ALWAYS_READ for one in reader.records(kind)])


def plan(*tasks: ForeignTask, links: tuple[ForeignLink, ...] = ()) -> ForeignPlan:
    return ForeignPlan("Portal", "MS Project", tasks, links, sha256="a" * 64)


PHASE = ForeignTask("1", "Phase", 0, is_summary=True)
WORK = ForeignTask("2", "Konzept", 1, parent="1", duration=5, start=DAY, progress=20.0)
GOAL = ForeignTask("3", "Freigabe", 2, is_milestone=True, finish=date(2026, 6, 1))
LINKS = (ForeignLink("2", "3", "FS", 2),)


def taken(store: MadeInventory, found: ForeignPlan) -> TakeOver:
    over = take_over(found, "p1", portfolio(store), "portal.xml")
    if over.changeset.operations:
        store.commit(over.changeset)
    return over


def test_tasks_milestones_and_dependencies_become_records(store: MadeInventory) -> None:
    over = taken(store, plan(PHASE, WORK, GOAL, links=LINKS))
    assert (over.new, over.changed, over.same) == (4, 0, 0)
    assert over.changeset.origin is Origin.IMPORT
    assert over.changeset.file_sha256 == "a" * 64
    found = portfolio(store)
    phase, work = sorted(found.all("work_item"), key=lambda one: one.text("position"))
    assert work.text("parent") == phase.uid
    assert (work.get("duration"), work.text("stage")) == (5, "doing")
    assert work.text("started_on") == "2026-05-04"
    (goal,) = found.all("milestone")
    assert goal.text("due_on") == "2026-06-01"
    (link,) = found.all("dependency")
    assert (link.text("before"), link.text("after"), link.get("lag")) == (work.uid, goal.uid, 2)


def test_the_same_plan_again_changes_nothing(store: MadeInventory) -> None:
    taken(store, plan(PHASE, WORK, GOAL, links=LINKS))
    over = take_over(plan(PHASE, WORK, GOAL, links=LINKS), "p1", portfolio(store), "portal.xml")
    assert (over.new, over.changed, over.same) == (0, 0, 4)
    assert over.changeset.operations == []


def test_a_later_version_changes_what_is_different_and_names_what_is_gone(
    store: MadeInventory,
) -> None:
    taken(store, plan(PHASE, WORK, GOAL))
    longer = ForeignTask("2", "Konzept", 1, parent="1", duration=8, start=DAY, progress=20.0)
    over = taken(store, plan(PHASE, longer))
    assert (over.new, over.changed, over.same) == (0, 1, 1)
    (change,) = over.changes
    assert (change.title, change.label, change.before, change.after) == ("Konzept", "Dauer", 5, 8)
    assert over.gone == (foreign_uid("p1", plan(), "3"),)


def test_what_people_entered_besides_stays(store: MadeInventory) -> None:
    taken(store, plan(PHASE, WORK))
    uid = foreign_uid("p1", plan(), "2")
    store.put(update("work_item", uid, role="Fachbereich", pessimistic=9))
    assert take_over(plan(PHASE, WORK), "p1", portfolio(store), "portal.xml").changed == 0


def test_the_same_plan_in_another_project_makes_records_of_its_own(store: MadeInventory) -> None:
    store.put(create("project", uid="p2", name="Akte", state="planned"))
    taken(store, plan(PHASE, WORK))
    assert take_over(plan(PHASE, WORK), "p2", portfolio(store), "portal.xml").new == 2


def test_a_ring_is_named_and_nothing_is_taken(store: MadeInventory) -> None:
    links = (ForeignLink("2", "4"), ForeignLink("4", "2"))
    over = taken(store, plan(WORK, ForeignTask("4", "Vergabe", 3), links=links))
    assert over.changeset.operations == ()
    assert "„Konzept“ → „Vergabe“ → „Konzept“" in over.problems[-1].reason
    assert portfolio(store).all("work_item") == ()


def test_an_end_before_the_start_does_not_stop_the_rest(store: MadeInventory) -> None:
    odd = ForeignTask("5", "Altes", 0, started_on=DAY, finished_on=date(2026, 5, 1), progress=100.0)
    late = ForeignTask("6", "Spätes", 1, not_before=DAY, deadline=date(2026, 5, 1))
    assert taken(store, plan(odd, late)).new == 2


def test_what_is_written_comes_back_alike(store: MadeInventory) -> None:
    made = small_programme().portfolio()
    wanted = [one.uid for one in made.projects][:1]
    planned = plan_of(made, DAY)
    found = read_project_xml(write_project_xml(made, planned, wanted))
    rows = [one for one in planned.items if one.project == wanted[0]]
    assert [one.name for one in found.tasks] == [one.name for one in rows]
    assert [(one.start, one.finish) for one in found.tasks] == [
        (one.start, one.finish) for one in rows
    ]
    assert found.problems == ()
    taken(store, found)
    assert take_over(found, "p1", portfolio(store), "x.xml").same == len(rows) + len(found.links)


def test_all_projects_go_into_one_file_with_a_summary_for_each() -> None:
    made = large_programme(projects=3, items=5).portfolio()
    uids = [one.uid for one in made.projects]
    found = read_project_xml(write_project_xml(made, plan_of(made, DAY), uids))
    assert [one.name for one in found.tasks if not one.parent] == [
        one.text("name") for one in made.projects
    ]
