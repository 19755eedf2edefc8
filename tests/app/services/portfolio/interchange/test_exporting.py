"""A programme leaves as a file: whole, judged by its class, without formulas, or not at all."""

import csv
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from icalendar import Calendar
from lxml import etree

from app.domain.inventory.fields import Publication
from app.services.inventory.exports.requests import TakenError
from app.services.portfolio.interchange.exporting import (
    ProgrammeFormat,
    ProgrammeRequest,
    export_programme,
    outlook_of,
)
from app.services.portfolio.interchange.project_xml import read_project_xml
from app.services.portfolio.interchange.publishing import publish
from app.services.portfolio.states import PortfolioState
from app.services.ports import StoppedError
from tests.fakes.clocks import START_US
from tests.portfolios import Programme, large_programme, small_programme

NAMESPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def request(
    path: Path,
    state: PortfolioState | None = None,
    form: ProgrammeFormat = ProgrammeFormat.WORKBOOK,
    *,
    target: Publication = Publication.INTERNAL,
    projects: tuple[str, ...] | None = None,
    may_replace: bool = False,
) -> ProgrammeRequest:
    return ProgrammeRequest(
        state or small_programme().state(), projects, path, form, target, START_US,
        "Europe/Berlin", may_replace=may_replace,
    )  # fmt: skip


def read_book(path: Path) -> dict[str, list[list[str]]]:
    """Return the cells of all sheets, empty ones as empty texts; none may be a formula."""
    with ZipFile(path) as book:
        strings = [
            "".join(one.itertext())
            for one in etree.fromstring(book.read("xl/sharedStrings.xml")).findall(
                "x:si", NAMESPACE
            )
        ]
        names = [
            str(one.get("name"))
            for one in etree.fromstring(book.read("xl/workbook.xml")).iterfind(
                ".//x:sheet", NAMESPACE
            )
        ]
        return {
            name: _rows(book.read(f"xl/worksheets/sheet{number}.xml"), strings)
            for number, name in enumerate(names, 1)
        }


def _rows(content: bytes, strings: list[str]) -> list[list[str]]:
    root = etree.fromstring(content)
    assert root.find(".//x:f", NAMESPACE) is None
    found: list[list[str]] = []
    for row in root.iterfind(".//x:row", NAMESPACE):
        cells: dict[int, str] = {}
        for cell in row.iterfind("x:c", NAMESPACE):
            value = cell.findtext("x:v", "", NAMESPACE)
            cells[_column(str(cell.get("r")))] = (
                strings[int(value)] if cell.get("t") == "s" else value
            )
        found.append([cells.get(place, "") for place in range(max(cells, default=-1) + 1)])
    return found


def _column(place: str) -> int:
    letters = re.sub(r"\d", "", place)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def table(rows: list[list[str]]) -> list[dict[str, str]]:
    heads = rows[0]
    return [dict(zip(heads, [*row, *[""] * len(heads)], strict=False)) for row in rows[1:]]


def public_programme() -> Programme:
    """Return the small programme with one project, one item and their office made public."""
    made = small_programme()
    for uid in ("wlan", "ausbau1", "k-a", "amt"):
        made.change(uid, publication="public")
    made.change("ausbau1", note="Frau Beispiel anrufen", parent=None)
    return made


# ---- the workbook --------------------------------------------------------------------------------
def test_the_workbook_has_a_sheet_for_each_part_of_the_programme(tmp_path: Path) -> None:
    path = tmp_path / "programm.xlsx"
    result = export_programme(request(path))
    book = read_book(path)
    assert list(book) == [
        "Projekte", "Arbeitspakete", "Meilensteine", "Abhängigkeiten", "Risiken",
        "Entscheidungen", "Haushalt", "Kennzahlen", "Kennzahlwerte", "Angaben",
    ]  # fmt: skip
    sizes = [len(rows) - 1 for name, rows in book.items() if name != "Angaben"]
    assert sizes == [2, 5, 3, 5, 2, 1, 2, 1, 3]
    assert result.records == sum(sizes)
    assert list(tmp_path.iterdir()) == [path]


def test_cells_say_words_names_and_what_was_computed(tmp_path: Path) -> None:
    path = tmp_path / "programm.xlsx"
    state = small_programme().state()
    export_programme(request(path, state))
    book = read_book(path)
    project = table(book["Projekte"])[0]
    assert project["Name"] == "WLAN in der Innenstadt"
    assert project["Zustand"] == "läuft"
    assert project["Federführung"] == "Amt für Digitales"
    assert project["Ampel"] in {"im Plan", "gefährdet", "kritisch"}
    items = {row["Name"]: row for row in table(book["Arbeitspakete"])}
    assert items["Ausbau Nord"]["Teil von"] == "Ausbau"
    assert items["Ausbau Nord"]["Bearbeitungsstand"] == "in Arbeit"
    assert items["Ausbau Nord"]["Puffer [Arbeitstage]"] == "-8"
    links = table(book["Abhängigkeiten"])
    assert {(row["Vorgänger"], row["Nachfolger"]) for row in links} >= {("Konzept", "Ausbau")}


def test_only_what_belongs_to_the_chosen_projects_is_told(tmp_path: Path) -> None:
    path = tmp_path / "programm.xlsx"
    made = small_programme()
    made.decision("Ohne Projekt", uid="frei", decided_on="2025-11-03")
    export_programme(request(path, made.state(), projects=("ampel",)))
    book = read_book(path)
    assert [row["Name"] for row in table(book["Projekte"])] == ["Adaptive Ampeln"]
    assert [row["Name"] for row in table(book["Arbeitspakete"])] == ["Pilot"]
    assert len(table(book["Entscheidungen"])) == 0
    assert len(table(book["Kennzahlwerte"])) == 0
    links = {(row["Vorgänger"], row["Nachfolger"]) for row in table(book["Abhängigkeiten"])}
    assert links == {("", "Pilot"), ("Pilot", "Abnahme")}


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\tx"])
def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path, text: str) -> None:
    made = Programme()
    made.project(text)
    book_path, csv_path = tmp_path / "a.xlsx", tmp_path / "a.csv"
    export_programme(request(book_path, made.state()))
    assert table(read_book(book_path)["Projekte"])[0]["Name"].strip() == text.strip()
    export_programme(request(csv_path, made.state(), ProgrammeFormat.PROJECTS_CSV))
    rows = list(csv.reader(csv_path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert f"'{text}" in rows[1]


def test_a_file_for_the_public_holds_only_what_is_public(tmp_path: Path) -> None:
    path = tmp_path / "programm.xlsx"
    state = public_programme().state()
    result = export_programme(request(path, state, target=Publication.PUBLIC))
    book = read_book(path)
    assert [row["Name"] for row in table(book["Projekte"])] == ["WLAN in der Innenstadt"]
    (item,) = table(book["Arbeitspakete"])
    assert item["Name"] == "Ausbau Nord"
    assert item["Bemerkung"] == ""
    assert "Gerechnetes Ende" not in book["Arbeitspakete"][0]
    assert [row["Federführung"] for row in table(book["Projekte"])] == ["Amt für Digitales"]
    # The decision is public by its kind, its project is named; the end of the link is not.
    assert [row["Projekt"] for row in table(book["Entscheidungen"])] == ["WLAN in der Innenstadt"]
    (link,) = table(book["Abhängigkeiten"])
    assert (link["Vorgänger"], link["Nachfolger"]) == ("", "")
    assert result.left.records == outlook_of(request(path, state)).records - result.records
    assert "Bemerkung" in result.left.fields
    facts = dict(book["Angaben"])
    assert facts["Klasse"] == "öffentlich"
    assert facts["Projekte"] == "weniger als 5"


def test_references_to_what_is_too_confidential_are_empty(tmp_path: Path) -> None:
    made = small_programme()
    made.change("wlan", publication="public")
    made.change("amt", publication="restricted")
    path = tmp_path / "programm.xlsx"
    result = export_programme(request(path, made.state(), target=Publication.INTERNAL))
    rows = table(read_book(path)["Projekte"])
    assert {row["Federführung"] for row in rows} == {""}
    assert "Federführung" in result.left.fields


# ---- the other formats ---------------------------------------------------------------------------
def test_a_plan_of_ms_project_comes_back_as_it_went(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    export_programme(request(path, form=ProgrammeFormat.PROJECT_XML, projects=("wlan",)))
    plan = read_project_xml(path.read_bytes())
    assert {task.name for task in plan.tasks} >= {"Konzept", "Ausbau", "Ausbau Nord"}
    assert len(plan.links) == 3


def test_plans_and_calendars_for_the_public_name_nothing_that_is_internal(tmp_path: Path) -> None:
    state = public_programme().state()
    text = ""
    for form in (ProgrammeFormat.PROJECT_XML, ProgrammeFormat.CALENDAR):
        path = tmp_path / f"a.{form}"
        export_programme(request(path, state, form, target=Publication.PUBLIC))
        text = path.read_text("utf-8")
        for secret in ("Pilot", "Ausbau Süd", "Adaptive Ampeln", "Frau Beispiel", "Geräte kommen"):
            assert secret not in text
    names = [str(one["summary"]) for one in Calendar.from_ical(text).walk("VEVENT")]
    assert names == ["Rat: Ausbau der Plätze"]


def test_published_plans_have_only_links_whose_ends_are_told() -> None:
    state = public_programme().state()
    found = publish(state.portfolio, state.plan, None, Publication.PUBLIC)
    assert [item.uid for item in found.plan.items] == ["ausbau1"]
    assert found.plan.links == []


# ---- whole or not at all -------------------------------------------------------------------------
def test_a_file_that_is_there_is_replaced_only_when_that_was_said(tmp_path: Path) -> None:
    path = tmp_path / "programm.xlsx"
    path.write_bytes(b"alt")
    with pytest.raises(TakenError, match="gibt es dort schon"):
        export_programme(request(path))
    assert path.read_bytes() == b"alt"
    export_programme(request(path, may_replace=True))
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("after", [0, 100, 500])
def test_when_stopped_nothing_is_left_and_an_older_file_stays(tmp_path: Path, after: int) -> None:
    path = tmp_path / "programm.xlsx"
    path.write_bytes(b"alt")
    state = large_programme(20, 30).state()
    wanted = request(path, state, may_replace=True)
    with pytest.raises(StoppedError):
        export_programme(wanted, lambda done, _: done < after)
    assert path.read_bytes() == b"alt"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_ends_with_all_rows(tmp_path: Path) -> None:
    said: list[tuple[int, int]] = []

    def go_on(done: int, total: int) -> bool:
        said.append((done, total))
        return True

    result = export_programme(request(tmp_path / "a.xlsx", large_programme(5, 30).state()), go_on)
    assert said[0] == (0, result.records)
    assert said[-1] == (result.records, result.records)
    assert [done for done, _ in said] == sorted(done for done, _ in said)


def test_where_nothing_can_be_written_the_reason_comes_through(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="fehlt"):
        export_programme(request(tmp_path / "fehlt" / "a.ics", form=ProgrammeFormat.CALENDAR))
