"""Plans in MS Project's XML form: read whole, refused where they are not, never a half one."""

from datetime import date

import pytest

from app.domain.portfolio.foreign_plans import (
    MOST_TASKS,
    ForeignLink,
    ForeignPlan,
    ForeignPlanError,
)
from app.services.portfolio.interchange.project_xml import read_project_xml

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="http://schemas.microsoft.com/project">'
)


def plan_of(*tasks: str, head: str = "<Name>Portal</Name>") -> ForeignPlan:
    return read_project_xml(file_of(*tasks, head=head))


def file_of(*tasks: str, head: str = "<Name>Portal</Name>") -> bytes:
    body = "".join(f"<Task>{task}</Task>" for task in tasks)
    return f"{HEAD}{head}<Tasks>{body}</Tasks></Project>".encode()


def task(uid: int, name: str, rest: str = "", level: int = 1) -> str:
    numbers = f"<UID>{uid}</UID><ID>{uid}</ID><OutlineLevel>{level}</OutlineLevel>"
    return f"{numbers}<Name>{name}</Name>{rest}"


def link(before: int, kind: int = 1, lag: int = 0, rest: str = "") -> str:
    return (
        f"<PredecessorLink><PredecessorUID>{before}</PredecessorUID><Type>{kind}</Type>"
        f"<LinkLag>{lag}</LinkLag>{rest}</PredecessorLink>"
    )


def test_days_durations_and_progress_are_read() -> None:
    days = "<Start>2026-05-04T08:00:00</Start><Finish>2026-05-08T17:00:00</Finish>"
    rest = f"{days}<Duration>PT40H0M0S</Duration><PercentComplete>25</PercentComplete>"
    more = "<ConstraintType>4</ConstraintType><ConstraintDate>2026-05-04T08:00:00</ConstraintDate>"
    (one,) = plan_of(task(1, "Konzept", rest + more + "<Notes>Hinweis</Notes>")).tasks
    assert (one.name, one.duration, one.progress, one.note) == ("Konzept", 5, 25.0, "Hinweis")
    assert (one.start, one.finish, one.not_before) == (
        date(2026, 5, 4),
        date(2026, 5, 8),
        date(2026, 5, 4),
    )


def test_a_day_that_was_only_computed_holds_nothing_back() -> None:
    rest = "<ConstraintType>0</ConstraintType><ConstraintDate>2026-05-04T08:00:00</ConstraintDate>"
    (one,) = plan_of(task(1, "Konzept", rest)).tasks
    assert one.not_before is None


def test_the_outline_tells_what_is_part_of_what() -> None:
    tasks = plan_of(
        task(1, "Phase", "<Summary>1</Summary>"),
        task(2, "Teil", level=2),
        task(3, "Unterteil", level=3),
        task(4, "Nächster", level=2),
        task(5, "Ende", "<Milestone>1</Milestone>"),
    ).tasks
    assert [one.parent for one in tasks] == ["", "1", "2", "1", ""]
    assert [one.is_milestone for one in tasks] == [False] * 4 + [True]


def test_all_four_kinds_of_dependencies_and_their_lags_are_read() -> None:
    names = [task(number, f"V{number}") for number in range(1, 5)]
    links = link(1, 1, 4_800) + link(2, 3, -9_600) + link(3, 0) + link(4, 2)
    plan = plan_of(*names, task(5, "Letzter", links))
    assert plan.links == (
        ForeignLink("1", "5", "FS", 1),
        ForeignLink("2", "5", "SS", -2),
        ForeignLink("3", "5", "FF", 0),
        ForeignLink("4", "5", "SF", 0),
    )
    assert plan.problems == ()


def test_a_day_of_other_length_counts() -> None:
    rest = "<Duration>PT12H0M0S</Duration>"
    (one,) = plan_of(task(1, "Konzept", rest), head="<MinutesPerDay>360</MinutesPerDay>").tasks
    assert one.duration == 2


@pytest.mark.parametrize(
    ("rest", "field"),
    [
        ("<Start>gestern</Start>", "Start"),
        ("<Duration>lang</Duration>", "Duration"),
        ("<PercentComplete>140</PercentComplete>", "PercentComplete"),
        ("<PercentComplete>viel</PercentComplete>", "PercentComplete"),
        ("<Start>2026-05-04T08:00:00</Start><Finish>2026-05-01T17:00:00</Finish>", "Finish"),
        (link(99), "PredecessorUID"),
        (link(1, 7), "PredecessorLink"),
        (link(1, 1, 0, "<CrossProject>1</CrossProject>"), "CrossProject"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_task_stays(rest: str, field: str) -> None:
    plan = plan_of(task(1, "Erster"), task(2, "Zweiter", rest))
    assert [one.name for one in plan.tasks] == ["Erster", "Zweiter"]
    (problem,) = plan.problems
    assert problem.field == field
    assert "Zweiter" in problem.place
    assert problem.reason.endswith(".")


def test_dependencies_of_summaries_are_kept() -> None:
    plan = plan_of(
        task(1, "Phase", "<Summary>1</Summary>"), task(2, "Teil", level=2), task(3, "Ende", link(1))
    )
    assert plan.links == (ForeignLink("1", "3"),)


def test_tasks_without_name_or_number_and_empty_lines_are_left_out() -> None:
    plan = plan_of(
        task(1, "Erster"), task(1, "Doppelt"), task(2, ""), "<UID>9</UID><IsNull>1</IsNull>",
        "<UID>0</UID><OutlineLevel>0</OutlineLevel><Name>Alles</Name>",
    )  # fmt: skip
    assert [one.name for one in plan.tasks] == ["Erster"]
    assert [one.field for one in plan.problems] == ["UID", "Name"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "Makros"),
        (b"PK\x03\x04" + bytes(64), "Archiv"),
        (b"<?xml version='1.0'?><!DOCTYPE p [<!ENTITY a 'b'>]><Project>&a;</Project>", "DOCTYPE"),
        (b"<html><body/></html>", "kein Plan von MS Project"),
        (file_of(task(1, "Konzept"))[:-20], "kein vollständiges XML"),
        (b"", "kein vollständiges XML"),
        (b"Vorgang;Dauer\nKonzept;5\n", "kein vollständiges XML"),
    ],
)
def test_other_files_are_refused_with_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(ForeignPlanError, match=words):
        read_project_xml(content)


def test_fifty_thousand_tasks_are_refused_before_they_are_all_read() -> None:
    content = file_of(*(task(number, f"V{number}") for number in range(1, 50_001)))
    with pytest.raises(ForeignPlanError, match=f"{MOST_TASKS:,}".replace(",", ".")):
        read_project_xml(content)


def test_one_large_file_after_the_other_has_the_same_check_sum() -> None:
    content = file_of(task(1, "Konzept"))
    assert read_project_xml(content).sha256 == read_project_xml(content).sha256
