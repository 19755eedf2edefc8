"""What is to be done: groups, roles, marking as done, memory."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.inventory.fields import Values
from app.domain.inventory.records import Key
from app.domain.portfolio.follow_ups import DueItem, DueKind
from tests.fakes.clocks import START_US
from tests.portfolios import TODAY, Programme, make_programme, small_programme
from widgets.inventory.panes import Acts, Wish
from widgets.portfolio.due import DuePane
from widgets.portfolio.due.model import Column, When, when_of
from widgets.theme import theme


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def programme() -> Programme:
    """Return the small one with things of this week, this month and later, and an old light."""
    made = small_programme()
    made.organisation("Bauamt", uid="bau")
    made.change("wlan", light="green", light_reason="Wird gut", light_until="2025-11-20")
    made.milestone("ampel", "Auftakt", uid="auftakt", due_on="2025-11-28")
    made.decision("Standorte", uid="orte", project="ampel", state="open", due_on="2025-12-10")
    made.item(
        "ampel", "Plan", uid="plan", stage="doing", started_on="2025-11-17", progress=20,
        deadline="2025-11-24", organisation="bau", role="Planung",
    )  # fmt: skip
    return made


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[DuePane]:
    theme().apply("light")
    made = DuePane()
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show_portfolio(programme().state())
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_feed()


def shown(pane: DuePane) -> list[tuple[DueKind, str]]:
    return [(one.kind, one.key.uid) for one in pane.model.shown]


def bands(pane: DuePane) -> dict[str, int]:
    found = (pane.model.band(row) for row in range(pane.model.rowCount()))
    return {one.title: one.count for one in found if one is not None}


def pick(pane: DuePane, *uids: str) -> None:
    names = {pane.model.name_of(one) for one in pane.model.shown if one.key.uid in uids}
    pane.table.select_names(names)
    pane._show_hands()


def wished(qtbot: QtBot, pane: DuePane) -> dict[str, Values]:
    """Return what is wished when the button is pressed, by record."""
    with qtbot.waitSignal(pane.change_requested) as told:
        pane.done.click()
    return {one.uid: one.values for one in told.args[0].changeset.operations}


# ---- groups and words ------------------------------------------------------------------------
def test_things_stand_below_when_they_are_due(pane: DuePane) -> None:
    assert list(bands(pane)) == ["Überfällig", "Diese Woche", "Später"]
    assert (DueKind.RISK, "lieferung") in shown(pane)
    overdue = [one for one in pane.model.shown if one.days is not None and one.days < 0]
    assert bands(pane)["Überfällig"] == len(overdue) == pane.model.overdue
    assert {one.key.uid for one in overdue} == {"lieferung", "rat", "wlan"}
    assert pane.tally.text() == f"Aufgaben: {len(pane.model.chosen)}, überfällig: 3"


@pytest.mark.parametrize(
    ("day", "when"),
    [
        (date(2025, 11, 18), When.OVERDUE),
        (date(2025, 11, 19), When.WEEK),
        (date(2025, 11, 23), When.WEEK),
        (date(2025, 11, 24), When.MONTH),
        (date(2025, 11, 30), When.MONTH),
        (date(2025, 12, 1), When.LATER),
        (None, When.OPEN),
    ],
)
def test_weeks_end_on_sunday_and_months_on_their_last_day(day: date | None, when: When) -> None:
    wednesday = date(2025, 11, 19)
    item = DueItem(Key("risk", "r"), DueKind.RISK, day, None, "", "", "", "", "low")
    assert when_of(item, wednesday) is when


def test_a_row_says_what_when_where_and_who(pane: DuePane) -> None:
    row = next(one for one in pane.model.shown if one.key.uid == "plan")
    words = {column: pane.model.text(row, column) for column in Column}
    assert words == {
        Column.KIND: "Arbeitspaket",
        Column.DAY: "24.11.2025",
        Column.TEXT: "Das Arbeitspaket „Plan“ ist heute fällig.",
        Column.PROJECT: "Adaptive Ampeln",
        Column.ROLE: "Planung",
        Column.ORGANISATION: "Bauamt",
    }
    assert "Gewicht: niedrig" in pane.model.tip(row, Column.TEXT)
    assert pane.model.sign(row, Column.KIND) is not None
    assert pane.model.sign(row, Column.TEXT) is None


# ---- filters ---------------------------------------------------------------------------------
def test_a_role_sees_what_it_has_to_do(pane: DuePane) -> None:
    roles = [pane.role.itemText(row) for row in range(pane.role.count())]
    assert roles[0] == "Alle Rollen"
    assert {"Einkauf", "Planung", "Projektleitung WLAN"} <= set(roles)
    pane.role.setCurrentIndex(pane.role.findData("Planung"))
    assert shown(pane) == [(DueKind.WORK, "plan")]
    pane.organisation.setCurrentIndex(pane.organisation.findData("amt"))
    assert shown(pane) == []
    assert "nichts zu tun" in pane.rows_stage.placeholder.sentence
    pane.rows_stage.action_requested.emit()
    assert len(shown(pane)) == len(pane.model.all)


def test_the_role_stays_when_it_has_nothing_to_do_any_more(pane: DuePane) -> None:
    pane.role.setCurrentIndex(pane.role.findData("Planung"))
    pane.show_portfolio(small_programme().state())
    assert pane.role.currentData() == "Planung"
    assert shown(pane) == []


def test_a_remembered_organisation_has_its_name_although_it_has_nothing_to_do(
    qtbot: QtBot,
) -> None:
    made, other = programme(), DuePane()
    qtbot.addWidget(other)
    made.organisation("Kulturamt", uid="kultur")
    other.restore_state({"organisation": "kultur"})
    other.show_portfolio(made.state())
    assert other.organisation.currentText() == "Kulturamt"
    assert shown(other) == []
    other.close_feed()


# ---- marking as done -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("uid", "values"),
    [
        ("rat", {"follow_up_done_on": "2025-11-24"}),
        ("auftakt", {"reached_on": "2025-11-24"}),
        ("wlan", {"light": None, "light_reason": None, "light_until": None}),
        (
            "plan",
            {
                "stage": "done",
                "progress": 100.0,
                "started_on": "2025-11-17",
                "finished_on": "2025-11-24",
            },
        ),
    ],
)
def test_what_is_done_is_written_into_its_record(
    qtbot: QtBot, pane: DuePane, uid: str, values: Values
) -> None:
    pick(pane, uid)
    assert wished(qtbot, pane) == {uid: values}


def test_several_things_are_done_in_one_change(qtbot: QtBot, pane: DuePane) -> None:
    pick(pane, "rat", "auftakt", "orte")
    assert set(wished(qtbot, pane)) == {"rat", "auftakt"}  # the decision needs its form


def test_a_decision_cannot_be_done_here(pane: DuePane) -> None:
    pick(pane, "orte")
    assert not pane.done.isEnabled()
    assert "bitte öffnen" in pane.done.toolTip()


def test_work_with_parts_is_done_by_its_parts(pane: DuePane) -> None:
    made = programme()
    made.change("ausbau", deadline="2025-11-20")
    pane.show_portfolio(made.state())
    assert (DueKind.WORK, "ausbau") in shown(pane)
    pick(pane, "ausbau")
    assert not pane.done.isEnabled()


def test_a_risk_asks_when_it_is_looked_at_again(
    qtbot: QtBot, pane: DuePane, tmp_path: Path
) -> None:
    pane.show_portfolio(small_programme().state())
    pick(pane, "lieferung", "rat")
    with qtbot.assertNotEmitted(pane.change_requested):
        pane.done.click()
    assert pane.review.isVisible()
    assert pane.review.day.value() == (TODAY + timedelta(days=90)).isoformat()
    pane.review.day.set_value(TODAY.isoformat())
    with qtbot.assertNotEmitted(pane.change_requested):
        pane.review.go.click()
    assert "nach heute" in pane.review.day.problem
    pane.review.day.set_value("2026-01-15")
    with qtbot.waitSignal(pane.change_requested) as told:
        pane.review.go.click()
    wish = told.args[0]
    assert isinstance(wish, Wish)
    values = {one.uid: one.values for one in wish.changeset.operations}
    assert values == {
        "lieferung": {"review_on": "2026-01-15"},
        "rat": {"follow_up_done_on": "2025-11-24"},
    }
    wish.done(OSError("Der Speicher ist voll."))
    assert "voll" in pane.review.problem.text()
    with closing(make_programme(tmp_path)) as store:
        wish.done(store.commit(wish.changeset))
    assert not pane.review.isVisible()


def test_the_key_e_marks_as_done(qtbot: QtBot, pane: DuePane) -> None:
    pick(pane, "auftakt")
    with qtbot.waitSignal(pane.change_requested):
        QTest.keyClick(pane.table, Qt.Key.Key_E)


def test_the_past_is_looked_at_only(qtbot: QtBot, pane: DuePane) -> None:
    pane.show_portfolio(replace(programme().state(), at_us=START_US))
    assert "vergangenen Stand" in pane.stage.notice.sentence
    pick(pane, "auftakt")
    assert not pane.done.isEnabled()
    with qtbot.assertNotEmitted(pane.change_requested):
        pane.finish()
    possible = [text for text, _, can in pane.menu_lines() if can]
    assert possible == ["Öffnen", "Änderungen zeigen", "Als Tabelle kopieren", "Exportieren …"]


# ---- selection, opening, copying -------------------------------------------------------------
def test_the_selection_is_told_followed_and_opened(qtbot: QtBot, pane: DuePane) -> None:
    with qtbot.waitSignal(pane.keys_selected) as told:
        pane.table.selectRow(1)
    assert told.args == [[Key("risk", "lieferung")]]
    with qtbot.assertNotEmitted(pane.keys_selected):
        pane.show_keys([Key("milestone", "auftakt")])
    with qtbot.waitSignal(pane.open_requested) as told:
        QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert told.args == [Key("milestone", "auftakt")]
    with qtbot.waitSignal(pane.act_requested) as told:
        QTest.keyClick(pane.table, Qt.Key.Key_F2)
    assert told.args == [Acts.EDIT, [Key("milestone", "auftakt")]]


def test_what_is_shown_is_copied_as_a_table(pane: DuePane) -> None:
    pane.table.copy()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Art", "Fällig am", "Was zu tun ist"]
    assert len(lines) == 1 + len(pane.model.shown)


# ---- states and memory -----------------------------------------------------------------------
def test_without_anything_to_do_it_says_so(qtbot: QtBot, pane: DuePane) -> None:
    made = Programme()
    made.project()
    pane.show_portfolio(made.state())
    assert "ist nichts zu tun" in pane.rows_stage.placeholder.sentence
    pane.show_portfolio(Programme().state())
    assert pane.stage.placeholder.sentence == "Noch keine Projekte."
    with qtbot.waitSignal(pane.act_requested) as told:
        pane.stage.action_requested.emit()
    assert told.args == [Acts.NEW, [Key("project", "")]]


def test_role_organisation_and_folds_are_remembered(qtbot: QtBot, pane: DuePane) -> None:
    pane.role.setCurrentIndex(pane.role.findData("Einkauf"))
    pane.organisation.setCurrentIndex(pane.organisation.findData("amt"))
    pane.model.fold("later", is_folded=True)
    kept = pane.save_state()
    other = DuePane()
    qtbot.addWidget(other)
    other.restore_state(kept)
    other.show_portfolio(programme().state())
    assert other.role.currentData() == "Einkauf"
    assert other.organisation.currentText() == "Amt für Digitales"
    assert {uid for _, uid in shown(other)} == {"lieferung", "rat"}
    assert other.save_state()["folded"] == ["later"]
    other.restore_state({"role": 3, "columns": "x", "folded": None})
    assert len(other.model.chosen) == len(other.model.all)
    other.close_feed()


def test_another_language_and_theme_keep_role_and_rows(pane: DuePane) -> None:
    pane.role.setCurrentIndex(pane.role.findData("Planung"))
    theme().apply("dark")
    QApplication.sendEvent(pane, QEvent(QEvent.Type.LanguageChange))
    assert pane.role.currentData() == "Planung"
    assert shown(pane) == [(DueKind.WORK, "plan")]
    assert pane.table.accessibleName()
    assert pane.role.accessibleName()
