"""The formula panel: what a person writes, what is said about it, what counts in the end."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.points import PointId
from app.services.formulas import FormulaDefinition, load_units
from tests.fakes.city import make_city
from widgets.point_mime import points_mime_data
from widgets.theme import theme
from widgets.trends.formulas import FormulaPanel
from widgets.trends.formulas.completion import Offers, wanted
from widgets.trends.formulas.row import FormulaRow

CITY = make_city(60)
NO2, PM10 = [str(point.id) for point in CITY.points if point.unit.symbol == "µg/m³"][:2]
POWER = next(str(point.id) for point in CITY.points if point.unit.symbol == "kW")
FIRST = PointId("formel:1")


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    yield
    QLocale.setDefault(before)


@pytest.fixture(scope="module", autouse=True)
def units() -> None:
    load_units()


@pytest.fixture
def panel(qtbot: QtBot) -> FormulaPanel:
    panel = FormulaPanel()
    qtbot.addWidget(panel)
    panel.resize(900, 400)
    panel.set_city(CITY)
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def told(panel: FormulaPanel) -> list[list[FormulaDefinition]]:
    """Return a list that grows with everything the panel tells."""
    heard: list[list[FormulaDefinition]] = []
    panel.changed.connect(heard.append)
    return heard


def write(panel: FormulaPanel, text: str) -> FormulaRow:
    """Add a formula as a person does, key by key, without applying it."""
    QTest.mouseClick(panel.bar.add, Qt.MouseButton.LeftButton)
    row = panel.rows[-1]
    QTest.keyClicks(row.editor, text)
    if row.editor.popup.isVisible():
        QTest.keyClick(row.editor.popup, Qt.Key.Key_Escape)
    return row


def row_of(panel: FormulaPanel, text: str) -> FormulaRow:
    """Return the row of a formula that counts."""
    panel.restore([FormulaDefinition(FIRST, "A", text)])
    panel.checks.check()
    return panel.rows[0]


def test_without_formulas_there_are_examples_about_this_city(
    qtbot: QtBot, panel: FormulaPanel
) -> None:
    heard = told(panel)
    assert panel.empty.isVisible()
    assert len(panel.empty.buttons) == 4
    for number in range(4):
        panel.restore([])
        panel.empty.buttons[number].click()
        panel.checks.check()
        assert not panel.checks.plan.errors, panel.rows[-1].editor.text
    assert len(heard) == 4
    assert not panel.empty.isVisible()


def test_return_lets_a_formula_count_and_its_unit_is_shown(panel: FormulaPanel) -> None:
    heard = told(panel)
    row = write(panel, f"[{NO2}] * 2")
    panel.checks.check()
    assert row.unit.text() == "µg/m³"
    assert heard[-1][0].text == ""
    QTest.keyClick(row.editor, Qt.Key.Key_Return)
    assert heard[-1] == panel.definitions()
    assert heard[-1] == [FormulaDefinition(FIRST, "Formel 1", f"[{NO2}] * 2")]


def test_escape_takes_back_what_does_not_count_yet(panel: FormulaPanel) -> None:
    row = row_of(panel, f"[{NO2}]")
    heard = told(panel)
    row.editor.setFocus()
    row.editor.selectAll()
    QTest.keyClicks(row.editor, "1 + ")
    QTest.keyClick(row.editor, Qt.Key.Key_Escape)
    assert row.editor.text == f"[{NO2}]"
    row.name.setText("B")
    QTest.keyClick(row.name, Qt.Key.Key_Escape)
    assert row.name.text() == "A"
    assert not heard


def test_a_formula_is_checked_soon_after_the_last_key(qtbot: QtBot, panel: FormulaPanel) -> None:
    row = write(panel, f"[{NO2}] + [{POWER}]")
    qtbot.waitUntil(lambda: row.sentence.isVisible() and "kW" in row.sentence.text(), timeout=3_000)
    assert row.editor.fault == f"[{NO2}] + [{POWER}]"
    assert row.unit.text() == ""


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("🙂 + 1", "🙂", "🙂"),
        ("1,5 * 2", "1,5", "1.5"),
        (f"[{NO2}] +", "+", "fehlt"),
        ("mitel(1)", "mitel", "„mittel“"),
        ("[gibt.es.nicht]", "[gibt.es.nicht]", "gibt es nicht"),
    ],
)
def test_the_wrong_place_is_underlined(
    panel: FormulaPanel, text: str, place: str, word: str
) -> None:
    row = row_of(panel, text)
    assert row.editor.fault == place
    (selection,) = row.editor.extraSelections()
    assert selection.cursor.selectedText() == place
    assert word in row.sentence.text()
    assert row.editor.accessibleDescription() == row.sentence.text()


def test_one_wrong_formula_leaves_the_others_alone(panel: FormulaPanel) -> None:
    texts = (f"[{NO2}]", "[C]", "[B]", f"[A] + [{PM10}]")
    panel.restore(
        [FormulaDefinition(PointId(f"formel:{n}"), "ABCD"[n], t) for n, t in enumerate(texts)]
    )
    panel.checks.check()
    assert [bool(row.sentence.text()) for row in panel.rows] == [False, True, True, False]
    assert "B → C → B" in panel.rows[1].sentence.text()
    assert panel.rows[3].unit.text() == "µg/m³"


def test_what_failed_and_what_should_be_known_stands_in_the_row(panel: FormulaPanel) -> None:
    row = row_of(panel, f"1 / [{NO2}]")
    panel.show_notices({FIRST: "Division durch 0 an 12 Stellen."})
    assert row.sentence.text() == "Division durch 0 an 12 Stellen."
    assert row.editor.fault == ""
    panel.show_failures({FIRST: "Zu viele Werte."})
    assert row.sentence.text() == "Zu viele Werte."
    panel.show_failures({})
    panel.show_notices({})
    assert row.sentence.isHidden()


def test_every_step_can_be_undone_and_done_again(panel: FormulaPanel) -> None:
    heard = told(panel)
    row = write(panel, "1 + 1")
    QTest.keyClick(row.editor, Qt.Key.Key_Return)
    row.name.setText("Summe")
    QTest.keyClick(row.name, Qt.Key.Key_Return)
    panel.duplicate(row.definition.id)
    states = [list(one) for one in heard]
    assert [item.name for item in states[-1]] == ["Summe", "Summe 2"]
    for state in reversed([[], *states[:-1]]):
        panel.bar.undo.click()
        assert panel.definitions() == state
    assert not panel.bar.undo.isEnabled()
    for state in states:
        panel.bar.redo.click()
        assert panel.definitions() == state


def test_ctrl_z_in_a_formula_first_takes_back_letters_then_steps(panel: FormulaPanel) -> None:
    row = row_of(panel, "1")
    row.editor.setFocus()
    QTest.keyClicks(row.editor, "23")
    QTest.keyClick(row.editor, Qt.Key.Key_Return)
    assert panel.definitions()[0].text == "231"
    QTest.keyClick(row.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.definitions()[0].text == row.editor.text == "1"
    QTest.keyClicks(row.editor, "9")
    QTest.keyClick(row.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert row.editor.text == "1"


def test_inside_the_panel_its_own_undo_counts_not_that_of_the_view_around(
    qtbot: QtBot,
) -> None:
    view = QWidget()
    panel = FormulaPanel(view)
    panel.set_city(CITY)
    qtbot.addWidget(view)
    heard: list[bool] = []
    action = QAction(view, shortcut=QKeySequence("Ctrl+Z"))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(heard.append)
    view.addAction(action)
    QVBoxLayout(view).addWidget(panel)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    panel.add("A", "1")
    panel.add("B", "2")
    for widget in (panel.rows[0], panel.rows[0].name):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.definitions() == []
    assert not heard


def test_delete_removes_the_row_and_an_undo_brings_it_back(panel: FormulaPanel) -> None:
    panel.restore([FormulaDefinition(PointId(f"formel:{n}"), f"F{n}", "1") for n in (3, 4, 5)])
    panel.rows[1].setFocus()
    assert panel.selected == "formel:4"
    QTest.keyClick(panel.rows[1], Qt.Key.Key_Delete)
    assert [item.name for item in panel.definitions()] == ["F3", "F5"]
    assert panel.selected == "formel:5"
    panel.stack.undo()
    assert [item.name for item in panel.definitions()] == ["F3", "F4", "F5"]
    panel.add()
    assert panel.definitions()[-1].id == "formel:6"


def test_a_letter_deleted_in_a_formula_deletes_no_row(panel: FormulaPanel) -> None:
    row = row_of(panel, "12")
    row.editor.setFocus()
    QTest.keyClick(row.editor, Qt.Key.Key_Delete)
    assert len(panel.rows) == 1
    assert row.editor.text == "2"


def test_leaving_a_row_lets_it_count(panel: FormulaPanel) -> None:
    row = write(panel, "1 + 2")
    row.name.setFocus()
    assert panel.definitions()[0].text == "1 + 2"


def test_what_is_restored_is_not_told_and_not_undone(panel: FormulaPanel) -> None:
    heard = told(panel)
    panel.add("A", "1")
    formulas = [FormulaDefinition(PointId("formel:7"), "B", "2")]
    panel.restore(formulas)
    assert len(heard) == 1
    assert panel.definitions() == formulas
    assert not panel.stack.canUndo()


def test_a_sheet_that_comes_back_unchanged_keeps_what_is_being_written(panel: FormulaPanel) -> None:
    row = row_of(panel, "1")
    row.editor.setFocus()
    QTest.keyClicks(row.editor, "5")
    panel.restore(panel.definitions())
    assert panel.rows[0] is row
    assert row.editor.text == "51"


# --- offers ---------------------------------------------------------------------------------


def test_points_are_offered_by_name_and_return_takes_the_first(panel: FormulaPanel) -> None:
    QTest.mouseClick(panel.bar.add, Qt.MouseButton.LeftButton)
    editor = panel.rows[0].editor
    QTest.keyClicks(editor, "2 * [no2 bahnhof")
    assert editor.popup.isVisible()
    QTest.keyClick(editor.popup, Qt.Key.Key_Return)
    point = next(p for p in CITY.points if f"2 * [{p.id}]" == editor.text)
    assert "NO₂ Bahnhof" in point.name.de
    assert not editor.popup.isVisible()


def test_functions_are_offered_and_the_cursor_stands_between_their_parentheses(
    panel: FormulaPanel,
) -> None:
    QTest.mouseClick(panel.bar.add, Qt.MouseButton.LeftButton)
    editor = panel.rows[0].editor
    QTest.keyClicks(editor, "mitt")
    QTest.keyClick(editor.popup, Qt.Key.Key_Down)
    QTest.keyClick(editor.popup, Qt.Key.Key_Return)
    assert editor.text == "mittel()"
    assert editor.textCursor().position() == 7


def test_return_without_a_marked_offer_applies(panel: FormulaPanel) -> None:
    QTest.mouseClick(panel.bar.add, Qt.MouseButton.LeftButton)
    editor = panel.rows[0].editor
    QTest.keyClicks(editor, "max")
    assert editor.popup.isVisible()
    QTest.keyClick(editor.popup, Qt.Key.Key_Return)
    assert panel.definitions()[0].text == "max"


def test_other_formulas_are_offered_too() -> None:
    what = wanted("2 * [sum", 8)
    assert what is not None
    assert [offer.text for offer in Offers().find(what, ["Summe Mitte", "B"])] == ["[Summe Mitte]"]


@pytest.mark.parametrize(
    ("text", "cursor", "span"),
    [
        ("1 + [ab", 7, (4, 7)),
        ("1 + [ab] * 2", 7, (4, 8)),
        ("[a] + mi", 8, (6, 8)),
        ("[a] + m", 7, None),
        ("[a] ", 4, None),
        ("mittel", 3, None),
        ("", 0, None),
    ],
)
def test_what_is_being_written_is_found_at_the_cursor(
    text: str, cursor: int, span: tuple[int, int] | None
) -> None:
    what = wanted(text, cursor)
    assert (None if what is None else (what.start, what.end)) == span


# --- dropping -------------------------------------------------------------------------------


def drop(panel: FormulaPanel, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    panel.dropEvent(event)


def test_points_of_one_unit_dropped_on_the_panel_become_their_sum(panel: FormulaPanel) -> None:
    drop(panel, points_mime_data([NO2, PM10, "unbekannt"]))
    assert [item.text for item in panel.definitions()] == [f"[{NO2}] + [{PM10}]"]


def test_points_of_several_units_become_formulas_of_their_own(panel: FormulaPanel) -> None:
    drop(panel, points_mime_data([NO2, POWER]))
    assert [item.text for item in panel.definitions()] == [f"[{NO2}]", f"[{POWER}]"]


def test_points_dropped_into_a_formula_are_put_in_at_the_cursor(panel: FormulaPanel) -> None:
    row = row_of(panel, f"[{NO2}]")
    row.editor.setFocus()
    row.editor.moveCursor(row.editor.textCursor().MoveOperation.End)
    data = points_mime_data([PM10])
    assert row.editor.canInsertFromMimeData(data)
    row.editor.insertFromMimeData(data)
    assert row.editor.text == f"[{NO2}] + [{PM10}]"


def test_lines_pasted_into_a_formula_become_one(panel: FormulaPanel) -> None:
    row = row_of(panel, "")
    data = QMimeData()
    data.setText("1 +\n  2\n")
    row.editor.insertFromMimeData(data)
    assert row.editor.text == "1 + 2"


# --- help and looks -------------------------------------------------------------------------


def test_the_help_names_every_function_and_goes_with_the_panel(
    qtbot: QtBot, panel: FormulaPanel
) -> None:
    QTest.keyClick(panel, Qt.Key.Key_F1)
    assert panel.help is not None
    qtbot.waitUntil(panel.help.isVisible)
    text = panel.help.page.toPlainText()
    for word in ("mittel", "derivative", "zeit_im_zustand", "µg/m³", "Dezimalpunkt"):
        assert word in text
    panel.hide()
    assert not panel.help.isVisible()


def test_a_change_of_theme_or_language_keeps_what_is_being_written(panel: FormulaPanel) -> None:
    row = row_of(panel, "1 +")
    row.editor.setFocus()
    QTest.keyClicks(row.editor, "3 ")
    theme().apply("light")
    panel.retranslate()
    assert row.editor.text == "3 1 +"
    theme().apply("dark")


def test_no_text_breaks_the_panel(panel: FormulaPanel) -> None:
    for text in (
        "\x00",
        "[" * 50,
        "🙂[🙂]",
        "a" * 3_000,
        "'",
        "((((",
        "[x] ** 1e300",
    ):
        panel.restore([FormulaDefinition(FIRST, "x" * 200, text)])
        panel.checks.check()
        assert panel.rows[0].sentence.text()
