"""The list of all evidence, one of them in full, and what leaves the pane."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from tests.fakes.clocks import START_US
from tests.portfolios import Programme
from tests.widgets.portfolio.evidence.conftest import Shown
from widgets.inventory.panes import Acts
from widgets.portfolio.evidence.model import Column
from widgets.portfolio.evidence.pane import EvidencePane

GLASS, NO2, TYPED = Key("milestone", "glasfaser"), Key("kpi", "no2"), Key("kpi", "getippt")


def cells(pane: EvidencePane, column: Column) -> list[str]:
    model = pane.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_what_wants_a_look_comes_first_and_what_is_fulfilled_last(shown: Shown) -> None:
    assert cells(shown.pane, Column.NAME) == [
        "Alle Schulen am Glasfasernetz",
        "Fehlerhaft",
        "Verlegt",
        "NO₂ im Tagesmittel",
    ]
    assert cells(shown.pane, Column.VERDICT) == [
        "noch offen, weicht ab",
        "Abfrage fehlerhaft",
        "verfehlt",
        "erfüllt",
    ]
    assert shown.pane.tally.text() == "4 Nachweise, bei 3 lohnt ein Blick"


def test_values_targets_and_drift_stand_in_their_columns(shown: Shown) -> None:
    first = [str(shown.pane.model.index(0, column).data()) for column in Column]
    assert first[3:7] == ["1", "mindestens 2", "2", "+1"]
    assert cells(shown.pane, Column.VALUE)[3] == "10\u202fµg/m³"
    tip = shown.pane.model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "„school“" in tip


def test_typed_values_are_shown_as_typed_when_they_are_wanted(shown: Shown) -> None:
    shown.pane.typed.setChecked(True)
    assert cells(shown.pane, Column.VERDICT)[-1] == "von Hand gemeldet"
    assert cells(shown.pane, Column.REPORTED)[-1] == "61\u202f%"
    shown.pane.show_keys([TYPED])
    assert shown.pane.sheet.verdict.text().startswith("Von Hand gemeldet")
    assert shown.pane.sheet.edit.text() == "Nachweis anlegen …"


def test_a_selected_milestone_is_shown_in_full(qtbot: QtBot, shown: Shown) -> None:
    pane = shown.pane
    pane.show_keys([GLASS])
    sheet = pane.sheet
    assert pane.pages.currentWidget() is sheet
    assert sheet.question.text() == "Anzahl von: Schulen mit Anschluss = Glasfaser, mindestens 2"
    assert sheet.verdict.text() == "1 – noch offen; gemeldet wurde etwas anderes"
    facts = dict(sheet.facts(pane.model.rows[0]))
    assert facts["Gemeldet"] == "2 (Stand 01.11.2025)"
    assert facts["Abweichung"] == "+1"
    assert facts["Beruht auf"] == "einem Datensatz"
    qtbot.waitUntil(lambda: sheet.behind.item(0).text() == "Nordschule")


def test_rows_and_points_behind_leave_the_pane(qtbot: QtBot, shown: Shown) -> None:
    pane = shown.pane
    pane.show_keys([GLASS])
    with qtbot.waitSignal(pane.query_requested) as asked:
        pane.sheet.all.click()
    [query] = asked.args
    assert isinstance(query, Query)
    assert query.kind == "school"
    with qtbot.waitSignal(pane.open_requested) as opened:
        pane.sheet.behind.itemActivated.emit(pane.sheet.behind.item(0))
    assert opened.args[0].kind == "school"
    pane.show_keys([NO2])
    assert pane.sheet.behind.item(0).text() == "NO₂ Mitte"
    with qtbot.waitSignal(pane.points_requested) as points:
        pane.sheet.curves.click()
    assert points.args == [["umwelt.mitte"]]


def test_a_selected_project_narrows_the_list_and_none_shows_all(shown: Shown) -> None:
    pane = shown.pane
    pane.show_keys([Key("project", "luft")])
    assert cells(pane, Column.NAME) == ["NO₂ im Tagesmittel"]
    pane.show_keys([NO2])
    assert pane.pages.currentWidget() is pane.sheet
    pane.show_keys([])
    assert pane.pages.currentWidget() is not pane.sheet
    assert pane.model.rowCount() == 4


def test_opening_a_row_selects_it_and_escape_goes_back(qtbot: QtBot, shown: Shown) -> None:
    pane = shown.pane
    pane.table.selectRow(3)
    with qtbot.waitSignal(pane.keys_selected) as selected:
        QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert selected.args == [[NO2]]
    assert pane.pages.currentWidget() is pane.sheet
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert pane.pages.currentWidget() is not pane.sheet


def test_following_a_selection_tells_nobody(qtbot: QtBot, shown: Shown) -> None:
    with qtbot.assertNotEmitted(shown.pane.keys_selected):
        shown.pane.show_keys([NO2])
    assert [row.key for row in shown.pane.table.chosen()] == [NO2]


def test_copying_has_the_columns_in_sight(shown: Shown) -> None:
    shown.pane.table.selectRow(3)
    shown.pane.table.copy()
    head, line = QGuiApplication.clipboard().text().splitlines()
    assert head.startswith("Nachweis\tMeilenstein oder Kennzahl")
    assert line.startswith("erfüllt\tNO₂ im Tagesmittel\tSaubere Luft\t10\u202fµg/m³")


def test_the_menu_offers_acts_and_export(qtbot: QtBot, shown: Shown) -> None:
    shown.pane.table.selectRow(3)
    actions = {action.text(): action for action in shown.pane.table.menu().actions()}
    with qtbot.waitSignal(shown.pane.act_requested) as asked:
        actions["Ausgeben …"].trigger()
    assert asked.args == [Acts.EXPORT, [NO2]]
    with qtbot.waitSignal(shown.pane.act_requested) as asked:
        actions["Datensatz bearbeiten …"].trigger()
    assert asked.args == [Acts.EDIT, [NO2]]


def test_the_past_cannot_be_changed_and_says_so(shown: Shown) -> None:
    shown.refresh(START_US)
    pane = shown.pane
    assert "Stand von damals" in pane.stage.notice.sentence
    pane.show_keys([GLASS])
    assert not pane.sheet.edit.isEnabled()
    pane.edit(pane.sheet.row)
    assert pane.editor is None
    pane.table.selectRow(0)
    actions = {action.text(): action for action in pane.table.menu().actions()}
    assert not actions["Nachweis ändern …"].isEnabled()


def test_an_empty_programme_says_what_to_do(qtbot: QtBot, shown: Shown) -> None:
    pane = shown.pane
    pane.show_portfolio(Programme().state())
    assert "Noch beruht kein Meilenstein" in pane.stage.placeholder.sentence
    with qtbot.waitSignal(pane.act_requested) as asked:
        pane.stage.action_requested.emit()
    assert asked.args == [Acts.NEW, [Key("kpi", "")]]


def test_a_project_without_evidence_offers_all(shown: Shown) -> None:
    pane = shown.pane
    pane.show_keys([Key("project", "keins")])
    assert "In diesem Projekt" in pane.stage.placeholder.sentence
    pane.stage.action_requested.emit()
    assert pane.model.rowCount() == 4


def test_a_question_that_was_not_asked_yet_says_so(shown: Shown) -> None:
    state = Programme()
    state.project(uid="p")
    state.milestone("p", "Ziel", uid="m", evidence="x")
    shown.pane.show_portfolio(state.state())
    assert cells(shown.pane, Column.VERDICT) == ["wird gefragt …"]
    shown.pane.show_keys([Key("milestone", "m")])
    assert shown.pane.sheet.verdict.text() == "Der Nachweis wird gefragt …"


def test_a_record_that_is_gone_leads_back_to_the_list(shown: Shown) -> None:
    shown.pane.show_keys([GLASS])
    shown.pane.show_portfolio(Programme().state())
    assert shown.pane.pages.currentWidget() is not shown.pane.sheet


def test_columns_and_the_choice_are_remembered(qtbot: QtBot, shown: Shown) -> None:
    pane = shown.pane
    pane.typed.setChecked(True)
    pane.table.hideColumn(Column.DRIFT)
    other = EvidencePane()
    qtbot.addWidget(other)
    other.restore_state(pane.save_state())
    assert other.typed.isChecked()
    assert other.table.isColumnHidden(Column.DRIFT)
    other.restore_state({"columns": 3})


def test_another_language_or_theme_keeps_what_is_shown(shown: Shown) -> None:
    shown.pane.show_keys([GLASS])
    words = shown.pane.sheet.verdict.text()
    shown.pane.retranslate()
    shown.pane.apply_theme()
    assert shown.pane.sheet.verdict.text() == words
    assert shown.pane.pages.currentWidget() is shown.pane.sheet
