"""Files are known by what is in them; plans are compared with the programme as it is now."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.portfolio import foreign_plans
from app.domain.portfolio.foreign_plans import (
    ForeignPlan,
    ForeignPlanError,
    ForeignProblem,
    ForeignTask,
)
from app.services.portfolio.interchange import files
from app.services.portfolio.interchange.calendars import write_calendar
from app.services.portfolio.interchange.comparing import compare, write_problems
from app.services.portfolio.interchange.files import read_plan
from app.services.portfolio.interchange.project_xml_writing import write_project_xml
from tests.fakes.clocks import START_US
from tests.inventories import MadeInventory
from tests.portfolios import make_programme, small_programme

PLAN = ForeignPlan("Portal", "MS Project", (ForeignTask("1", "Vergabe", 0, duration=5),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_programme(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("name", ["plan.xml", "plan.txt"])
def test_a_plan_of_ms_project_is_read_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    state, path = small_programme().state(), tmp_path / name
    path.write_bytes(write_project_xml(state.portfolio, state.plan, ["wlan"]))
    assert read_plan(path).origin == "MS Project"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\r\n"])
def test_a_calendar_is_known_by_its_first_line(tmp_path: Path, mark: bytes) -> None:
    state, path = small_programme().state(), tmp_path / "tage.txt"
    path.write_bytes(mark + write_calendar(state.portfolio, state.plan, ["wlan"], START_US))
    if mark == b"\r\n":
        assert read_plan(path).origin == "iCalendar"
        return
    plan = read_plan(path)
    assert {task.name for task in plan.tasks} >= {"Beschluss", "Alle Plätze versorgt"}


def test_the_binary_form_is_refused_however_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.mpp"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(10_000))
    with pytest.raises(ForeignPlanError, match="Makros"):
        read_plan(path)
    monkeypatch.setattr(files, "MOST_BYTES", 5_000)
    with pytest.raises(ForeignPlanError, match="Makros"):
        read_plan(path)


def test_what_is_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(b"<Project/>" + b" " * 2_000)
    monkeypatch.setattr(files, "MOST_BYTES", 1_000)
    with pytest.raises(ForeignPlanError, match="größer als"):
        read_plan(path)
    assert foreign_plans.MOST_BYTES == 64 * 1024 * 1024


@pytest.mark.parametrize(
    "inner",
    [
        "<OutlineLevel>²</OutlineLevel>",
        f"<OutlineLevel>{'9' * 5_000}</OutlineLevel>",
        f"<Duration>PT{'9' * 400}H0M0S</Duration>",
    ],
)
def test_numbers_that_are_none_are_refused_and_not_raised(tmp_path: Path, inner: str) -> None:
    path = tmp_path / "plan.xml"
    path.write_text(
        '<Project xmlns="http://schemas.microsoft.com/project"><Tasks><Task><UID>1</UID>'
        f"<Name>Eins</Name>{inner}</Task></Tasks></Project>",
        "utf-8",
    )
    with pytest.raises(ForeignPlanError, match="Zahlen oder Tage"):
        read_plan(path)


def test_a_comparison_reads_the_programme_as_it_is_now(store: MadeInventory) -> None:
    first = compare(store.reader(), PLAN, "wlan", "plan.xml")
    assert (first.told.new, first.told.changed, first.told.same) == (1, 0, 0)
    assert "Vergabe" in first.names.values()
    assert first.names["ausbau1"] == "Ausbau Nord"
    store.commit(first.told.changeset)
    second = compare(store.reader(), PLAN, "wlan", "plan.xml")
    assert (second.told.new, second.told.changed, second.told.same) == (0, 0, 1)
    later = ForeignPlan("Portal", "MS Project", (ForeignTask("1", "Zuschlag", 0, duration=5),))
    third = compare(store.reader(), later, "wlan", "plan.xml")
    (change,) = third.told.changes
    assert (change.key.kind, change.field, change.before, change.after) == (
        "work_item", "name", "Vergabe", "Zuschlag",
    )  # fmt: skip


def test_problems_become_csv_without_formulas(tmp_path: Path) -> None:
    path = tmp_path / "hinweise.csv"
    problems = [ForeignProblem("Vorgang 1", "Name", "=1+1", "Falsch.", "Bitte ändern.")]
    assert write_problems(path, problems, ["Stelle", "Feld", "Wert", "Grund", "Vorschlag"]) == 1
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[1] == ["Vorgang 1", "Name", "'=1+1", "Falsch.", "Bitte ändern."]
    assert list(tmp_path.iterdir()) == [path]
