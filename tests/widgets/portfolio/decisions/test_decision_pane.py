"""Decisions: order, what is overdue, filters, the selected one, deferring, reporting as done."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from tests.fakes.clocks import START_US
from tests.portfolios import Programme, small_programme
from tests.widgets.inventory.made import heard
from tests.widgets.portfolio.joining import Joined, acts_of, shown
from widgets.inventory.panes import Acts
from widgets.portfolio.decisions import DecisionPane
from widgets.portfolio.decisions.sheet import is_safe


def programme() -> Programme:
    """Return the small programme with decisions of all states."""
    made = small_programme()
    made.decision("Später zu entscheiden", uid="spaet", project="ampel", body="Lenkungskreis",
                  state="open", due_on="2026-01-20")  # fmt: skip
    made.decision("Seit Tagen offen", uid="offen", project="wlan", body="Rat", state="open",
                  due_on="2025-11-20", link="https://example.org/vorlage",
                  text="Die Stadt beschafft …")  # fmt: skip
    made.decision("Alt", uid="alt", body="Rat", decided_on="2024-05-01", follow_up="Bericht",
                  follow_up_on="2024-06-01", follow_up_done_on="2024-05-30",
                  link="file:///etc/passwd")  # fmt: skip
    return made


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[DecisionPane]:
    made = shown(qtbot, DecisionPane())
    made.show_portfolio(programme().state())
    yield made
    made.close_feed()


@pytest.fixture
def joined(qtbot: QtBot, tmp_path: Path) -> Iterator[Joined[DecisionPane]]:
    made = Joined(shown(qtbot, DecisionPane()), tmp_path, programme())
    yield made
    made.close()


def uids(pane: DecisionPane) -> list[str]:
    return [row.record.uid for row in pane.table.listed.shown]


def test_open_decisions_come_first_by_day_then_those_decided_last(pane: DecisionPane) -> None:
    assert uids(pane) == ["offen", "spaet", "rat", "alt"]
    model = pane.table.listed
    cells = [[str(model.index(row, at).data()) for at in (0, 1, 3, 6, 7)] for row in range(4)]
    assert cells == [
        ["20.11.2025, seit 4 Tagen überfällig", "offen", "Rat", "", ""],
        ["20.01.2026", "offen", "Lenkungskreis", "", ""],
        ["", "entschieden", "Rat", "30.09.2025", "14.11.2025, seit 10 Tagen überfällig"],
        ["", "entschieden", "Rat", "01.05.2024", "✓ erledigt am 30.05.2024"],
    ]


def test_what_is_overdue_has_a_sign_beside_its_words(pane: DecisionPane) -> None:
    rows = {row.record.uid: row for row in pane.rows}
    model = pane.table.listed
    assert model.sign(rows["offen"], 0) is not None
    assert model.sign(rows["spaet"], 0) is None
    assert model.sign(rows["rat"], 7) is not None
    assert model.sign(rows["alt"], 7) is None


def test_the_switches_let_through_what_fits_one_of_them(pane: DecisionPane) -> None:
    assert pane.switches["open"].text() == "2 offen"
    assert pane.switches["late"].text() == "Überfällige Folgen: 1"
    pane.switches["late"].click()
    assert uids(pane) == ["rat"]
    pane.switches["overdue"].click()
    assert uids(pane) == ["offen", "rat"]
    pane.body.setCurrentIndex(pane.body.findData("Lenkungskreis"))
    assert not uids(pane)
    assert "Keine Entscheidung passt" in pane.rows_stage.placeholder.sentence
    pane.rows_stage.action_requested.emit()
    assert len(uids(pane)) == 4


def test_words_are_searched_in_text_and_follow_up(pane: DecisionPane) -> None:
    pane.search.setText("vertrag einkauf")
    assert uids(pane) == ["rat"]
    pane.search.setText("beschafft")
    assert uids(pane) == ["offen"]


def test_only_decisions_of_selected_projects(pane: DecisionPane) -> None:
    pane.show_keys([Key("work_item", "pilot")])
    pane.scope.click()
    assert uids(pane) == ["spaet"]
    said = heard(pane.keys_selected)
    pane.table.selectRow(0)
    assert said == [[Key("decision", "spaet")]]


def test_the_selected_decision_is_told_with_its_words(pane: DecisionPane) -> None:
    pane.show_keys([Key("decision", "offen")])
    assert pane.sheet.title.text() == "Seit Tagen offen"
    assert pane.sheet.text.text() == "Die Stadt beschafft …"
    assert "fällig am 20.11.2025, seit 4 Tagen überfällig" in pane.sheet.facts.text()
    assert pane.sheet.defer.isEnabled()
    assert not pane.sheet.done.isEnabled()
    pane.show_keys([Key("decision", "rat")])
    assert "Vertrag schließen\nEinkauf\n14.11.2025" in pane.sheet.next.text()
    assert pane.sheet.done.isEnabled()
    assert not pane.sheet.defer.isEnabled()
    pane.show_keys([])
    assert "Wählen Sie eine Entscheidung" in pane.sheet.facts.text()


def test_a_follow_up_is_reported_as_done(joined: Joined[DecisionPane]) -> None:
    pane = joined.pane
    pane.show_keys([Key("decision", "rat")])
    pane.sheet.done.click()
    assert pane.panel.editors["follow_up_done_on"].value() == "2025-11-24"
    pane.panel.go.click()
    assert joined.value("decision", "rat", "follow_up_done_on") == "2025-11-24"
    assert not pane.panel.isVisible()
    assert pane.switches["late"].text() == "Überfällige Folgen: 0"


def test_a_decision_is_deferred_to_another_day(joined: Joined[DecisionPane]) -> None:
    pane = joined.pane
    pane.show_keys([Key("decision", "offen")])
    pane.sheet.defer.click()
    assert pane.panel.editors["due_on"].value() == "2025-12-24"
    pane.panel.editors["due_on"].set_value("2026-02-10")
    pane.panel.reason.setText("Zahlen fehlen")
    pane.panel.go.click()
    (wish,) = joined.wishes
    assert wish.changeset.reason == "Zahlen fehlen"
    assert joined.value("decision", "offen", "state") == "deferred"
    assert joined.value("decision", "offen", "due_on") == "2026-02-10"
    assert uids(pane)[:2] == ["spaet", "offen"]


def test_a_day_that_is_missing_is_told_at_its_field(joined: Joined[DecisionPane]) -> None:
    pane = joined.pane
    pane.show_keys([Key("decision", "offen")])
    pane.ask_defer()
    pane.panel.editors["due_on"].set_value(None)
    pane.panel.go.click()
    assert not joined.wishes
    assert pane.panel.editors["due_on"].problem == "Bitte füllen Sie dieses Feld aus."


class _Web(QObject):
    """Takes up addresses that would be opened in a browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def show_address(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def test_only_addresses_of_the_web_are_opened(pane: DecisionPane) -> None:
    web = _Web()
    handle: Any = QDesktopServices.setUrlHandler
    for scheme in ("https", "file"):
        handle(scheme, web, "show_address")
    try:
        pane.show_keys([Key("decision", "offen")])
        pane.sheet.open_link.click()
        pane.show_keys([Key("decision", "alt")])
        assert not pane.sheet.open_link.isEnabled()
        pane.open_link()
    finally:
        for scheme in ("https", "file"):
            QDesktopServices.unsetUrlHandler(scheme)
    assert web.opened == ["https://example.org/vorlage"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://example.org", True),
        ("  HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("file:///tmp", False),
        ("", False),
        ("example.org", False),
    ],
)
def test_what_an_address_of_the_web_is(link: str, *, expected: bool) -> None:
    assert is_safe(link) is expected


def test_in_the_past_decisions_can_only_be_read(pane: DecisionPane) -> None:
    acts = acts_of(pane)
    pane.show_portfolio(programme().state(at_us=START_US))
    pane.show_keys([Key("decision", "offen")])
    assert not pane.sheet.defer.isEnabled()
    assert not pane.sheet.edit.isEnabled()
    pane.ask_defer()
    pane.new()
    assert not pane.panel.isVisible()
    assert not acts
    pane.export()
    assert acts[0][0] == Acts.EXPORT


def test_a_new_decision_knows_the_selected_project(pane: DecisionPane) -> None:
    acts = acts_of(pane)
    pane.show_keys([Key("risk", "lieferung")])
    pane.new_button.click()
    assert acts == [(Acts.NEW, [Key("decision", ""), Key("project", "wlan")])]


def test_keys_open_edit_copy_and_remove(pane: DecisionPane) -> None:
    acts, opened = acts_of(pane), heard(pane.open_requested)
    pane.table.setFocus()
    pane.table.selectRow(0)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        QTest.keyClick(pane.table, key)
    assert opened == [Key("decision", "offen")]
    assert acts == [
        (Acts.EDIT, [Key("decision", "offen")]),
        (Acts.REMOVE, [Key("decision", "offen")]),
    ]
    QTest.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Seit Tagen offen" in QGuiApplication.clipboard().text()


def test_without_decisions_one_sentence_and_a_way_out(pane: DecisionPane) -> None:
    pane.show_portfolio(Programme().state())
    assert "Noch ist keine Entscheidung erfasst" in pane.stage.placeholder.sentence
    acts = acts_of(pane)
    pane.stage.action_requested.emit()
    assert acts == [(Acts.NEW, [Key("decision", "")])]


def test_columns_and_switches_come_back(qtbot: QtBot, pane: DecisionPane) -> None:
    pane.switches["decided"].click()
    pane.table.setColumnHidden(4, True)
    other = shown(qtbot, DecisionPane())
    other.restore_state(pane.save_state())
    other.show_portfolio(programme().state())
    assert uids(other) == ["rat", "alt"]
    assert other.table.isColumnHidden(4)
    other.restore_state({"table": [], "switches": None})
    other.close_feed()
