"""The programme as it was read: what belongs to what, and what things are called."""

from datetime import date

from app.domain.inventory.records import Key, Record
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of, whole_of
from tests.portfolios import Programme, small_programme


def test_records_of_other_kinds_are_left_out() -> None:
    site = Record("site", "s1", 1, 1, {"name": "Rathaus"}, 0)

    found = Portfolio.of([*small_programme().records, site])

    assert found.find("s1") is None
    assert found.all("site") == ()


def test_parts_are_those_of_a_project_a_key_figure_or_a_subject() -> None:
    found = small_programme().portfolio()

    assert [one.uid for one in found.parts("milestone", "wlan")] == ["beschluss", "fertig"]
    assert [one.uid for one in found.parts("kpi_value", "punkte")] == ["w1", "w2", "w3"]
    assert [one.uid for one in found.parts("document", "wlan")] == ["vorlage"]
    assert found.parts("risk", "niemand") == ()


def test_a_part_without_a_project_belongs_to_none() -> None:
    made = Programme()
    made.decision("Grundsatz", uid="d")

    assert made.portfolio().parts("decision", "") == ()


def test_projects_come_by_number_and_those_without_one_last_by_name() -> None:
    made = Programme()
    for name, number in (("Zebra", None), ("Ampel", None), ("Zuletzt", "2"), ("Zuerst", "1")):
        made.project(name, number=number)

    assert [one.text("name") for one in made.portfolio().projects] == [
        "Zuerst",
        "Zuletzt",
        "Ampel",
        "Zebra",
    ]


def test_names_and_projects_of_records() -> None:
    found = small_programme().portfolio()
    risk, project = found.get("risk", "lieferung"), found.get("project", "wlan")
    assert risk is not None
    assert project is not None

    assert found.name("project", "wlan") == "WLAN in der Innenstadt"
    assert found.name("project", None) == ""
    assert found.project_of(risk) is project
    assert found.project_of(project) is project
    assert title_of(risk) == "Geräte kommen spät"


def test_the_project_of_a_key() -> None:
    made = small_programme()
    made.value("nichts", "2025-01-01", 1, uid="lose")
    found = made.portfolio()

    assert found.key_project(Key("project", "wlan")) == "wlan"
    assert found.key_project(Key("work_item", "pilot")) == "ampel"
    assert found.key_project(Key("kpi_value", "w1")) == "wlan"
    assert found.key_project(Key("kpi_value", "lose")) == ""
    assert found.key_project(Key("risk", "fehlt")) == ""


def test_days_and_numbers_of_records() -> None:
    record = Record("risk", "r", 1, 1, {"a": "2025-11-24", "b": "morgen", "c": 3.0, "d": ""}, 0)

    assert day_of(record, "a") == date(2025, 11, 24)
    assert [day_of(record, name) for name in ("b", "c", "d", "e")] == [None] * 4
    assert whole_of(record, "c") == 3
    assert whole_of(record, "a") is None
