"""Plans of an OpenProject server: read page by page over real HTTP, and every refusal in words."""

from collections.abc import Iterator
from datetime import date

import pytest

from app.domain.portfolio.foreign_plans import ForeignLink, ForeignPlanError
from app.services.ports.plan_servers import ForeignProject
from connectors.openproject import OpenProjectServer
from tests.servers.mosquitto import free_port
from tests.servers.openproject import (
    KEY,
    FakeProject,
    OpenProjectData,
    openproject,
    package,
    relation,
)

PORTAL = ForeignProject("7", "Portal")


def always(_done: int, _total: int) -> bool:
    return True


@pytest.fixture
def data() -> OpenProjectData:
    days = {"startDate": "2026-05-04", "dueDate": "2026-05-08", "duration": "P5D"}
    packages = [
        package(3, "Teil", 2, **days, percentageDone=40, description={"raw": "Hinweis"}),
        package(2, "Phase"),
        package(4, "Freigabe", date="2026-06-01"),
    ]
    relations = [relation(1, "follows", 4, 3, 2), relation(2, "blocks", 2, 3)]
    projects = [FakeProject(7, "Portal", packages), FakeProject(8, "Akte")]
    return OpenProjectData(projects, relations)


@pytest.fixture
def address(data: OpenProjectData) -> Iterator[str]:
    with openproject(data) as found:
        yield found


def test_projects_come_by_name(address: str) -> None:
    found = OpenProjectServer(f"{address}/api/v3/", KEY).projects()
    assert [(one.id, one.name) for one in found] == [("8", "Akte"), ("7", "Portal")]
    assert found[1].address == f"{address}/projects/portal"


def test_work_packages_become_an_outline_with_their_order(address: str) -> None:
    plan = OpenProjectServer(address, KEY).plan(PORTAL, always)
    assert [(one.name, one.parent) for one in plan.tasks] == [
        ("Phase", ""),
        ("Teil", "2"),
        ("Freigabe", ""),
    ]
    phase, part, goal = plan.tasks
    assert phase.is_summary
    assert (part.duration, part.progress, part.not_before, part.note) == (
        5,
        40.0,
        date(2026, 5, 4),
        "Hinweis",
    )
    assert (goal.is_milestone, goal.finish) == (True, date(2026, 6, 1))
    assert plan.links == (ForeignLink("3", "4", "FS", 2),)
    assert plan.problems == ()


def test_many_packages_are_read_page_by_page_and_may_be_stopped(
    data: OpenProjectData, address: str
) -> None:
    data.projects[0].packages = [package(number, f"V{number}") for number in range(1, 451)]
    told: list[tuple[int, int]] = []

    def go_on(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 400

    with pytest.raises(ForeignPlanError, match="Abgebrochen"):
        OpenProjectServer(address, KEY).plan(PORTAL, go_on)
    assert told == [(200, 450), (400, 450)]
    assert len(OpenProjectServer(address, KEY).plan(PORTAL, always).tasks) == 450


def test_a_relation_into_another_project_is_named(data: OpenProjectData, address: str) -> None:
    data.relations.append(relation(3, "precedes", 3, 99))
    (problem,) = OpenProjectServer(address, KEY).plan(PORTAL, always).problems
    assert "anderes Projekt" in problem.reason
    assert "Teil" in problem.place


def test_a_day_that_is_none_is_named(data: OpenProjectData, address: str) -> None:
    data.projects[0].packages[1]["startDate"] = "bald"
    (problem,) = OpenProjectServer(address, KEY).plan(PORTAL, always).problems
    assert (problem.field, problem.value) == ("startDate", "bald")


def test_a_wrong_key_is_told_with_where_to_find_the_right_one(address: str) -> None:
    with pytest.raises(ForeignPlanError, match="Zugangs-Token"):
        OpenProjectServer(address, "falsch").projects()


@pytest.mark.parametrize(
    ("code", "body", "words"),
    [
        (404, None, "gibt es auf dem Server nicht"),
        (500, None, "500"),
        (302, None, "302"),
        (200, b"<html>", "anders als OpenProject"),
        (200, b"[]", "anders als OpenProject"),
        (200, b'{"total": 60000, "_embedded": {"elements": []}}', "60.000"),
    ],
)
def test_other_answers_are_told(
    data: OpenProjectData, address: str, code: int, body: bytes | None, words: str
) -> None:
    data.code, data.body = code, body
    with pytest.raises(ForeignPlanError, match=words):
        OpenProjectServer(address, KEY).projects()


def test_a_server_that_is_away_is_told() -> None:
    with pytest.raises(ForeignPlanError, match="nicht erreichbar"):
        OpenProjectServer(f"http://127.0.0.1:{free_port()}", KEY).projects()


@pytest.mark.parametrize("address", ["", "projekte", "ftp://example.org", "file:///etc/hosts"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(ForeignPlanError, match="keine Adresse"):
        OpenProjectServer(address, KEY).projects()


def test_a_key_is_never_sent_in_the_clear() -> None:
    with pytest.raises(ForeignPlanError, match="https"):
        OpenProjectServer("http://projekte.example.org", KEY).projects()
