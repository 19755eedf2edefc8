"""The list of notes as a person uses it."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.annotations import Annotation
from app.domain.points import PointId
from tests.fakes.city import make_city, make_state
from tests.fakes.clocks import START_US
from widgets.annotations.rows import NoteColumn
from widgets.annotations.view import AnnotationsView

CITY = make_city(60)
FIRST, SECOND = CITY.points[0].id, CITY.points[1].id
MINUTE = 60_000_000
HOUR = 60 * MINUTE


def note(name: str, at: int, text: str, *points: PointId, span: int = 0) -> Annotation:
    start = START_US + at * HOUR
    return Annotation(name, start, start + span, text, "Anna", START_US, points)


NOTES = [
    note("a", -3, "Bagger am Kabel", FIRST),
    note("b", -2, "=Störung\nim Rechenzentrum", span=30 * MINUTE),
    replace(note("c", -1, "Prüfgas aufgegeben", FIRST, SECOND), author="Björn"),
]


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def view(qtbot: QtBot) -> AnnotationsView:
    view = AnnotationsView()
    qtbot.addWidget(view)
    view.resize(1200, 400)
    view.set_city(CITY)
    view.show_notes(NOTES)
    view.show()
    qtbot.waitExposed(view)
    return view


def shown(view: AnnotationsView) -> list[str]:
    return [note.id for note in view.model.notes]


def cells(view: AnnotationsView, row: int) -> list[object]:
    model = view.model
    return [model.data(model.index(row, column)) for column in NoteColumn]


def test_the_newest_note_comes_first_with_all_it_is_about(view: AnnotationsView) -> None:
    """A span of one day names the day once; a note without points is about the city."""
    assert shown(view) == ["c", "b", "a"]
    assert cells(view, 1)[:3] == [
        "24.11.2025 15:00:00 – 15:30:00", "=Störung im Rechenzentrum", "ganze Stadt",
    ]  # fmt: skip
    names = f"{CITY.points[0].name.de}, {CITY.points[1].name.de}"
    assert cells(view, 0)[2:5] == [names, "", "Björn"]
    night = replace(NOTES[1], end_us=NOTES[1].start_us + 12 * HOUR)
    view.show_notes([night])
    assert cells(view, 0)[0] == "24.11.2025 15:00:00 – 25.11.2025 03:00:00"


def test_columns_sort_and_a_third_click_brings_time_back(view: AnnotationsView) -> None:
    """Equal texts stay in order of time."""
    view.table.sortByColumn(NoteColumn.TEXT, Qt.SortOrder.AscendingOrder)
    assert shown(view) == ["b", "a", "c"]
    view.table.sortByColumn(NoteColumn.AUTHOR, Qt.SortOrder.DescendingOrder)
    assert shown(view) == ["c", "b", "a"]
    view.table.sortByColumn(NoteColumn.TIME, Qt.SortOrder.AscendingOrder)
    assert shown(view) == ["a", "b", "c"]
    view.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert shown(view) == ["c", "b", "a"]


def test_search_finds_words_names_and_ids(qtbot: QtBot, view: AnnotationsView) -> None:
    """Umlauts may be written as two letters; nothing found offers the way back."""
    view.box.setText("stoerung rechen")
    qtbot.waitUntil(lambda: shown(view) == ["b"])
    view.box.setText(str(SECOND))
    qtbot.waitUntil(lambda: shown(view) == ["c"])
    view.box.setText("gibt es nicht")
    qtbot.waitUntil(lambda: not shown(view))
    assert "passt" in view.stage.placeholder.sentence
    view.stage.action_requested.emit()
    assert shown(view) == ["c", "b", "a"]


def test_the_selection_can_be_followed_but_is_then_not_led(
    qtbot: QtBot, view: AnnotationsView
) -> None:
    """Choosing a note selects its points, unless the list itself follows the selection."""
    with qtbot.waitSignal(view.points_selected) as told:
        view.table.selectRow(0)
    assert told.args == [[str(FIRST), str(SECOND)]]
    view.only_selected.setChecked(True)
    assert shown(view) == []
    view.show_selection([str(SECOND)])
    assert shown(view) == ["c"]
    with qtbot.assertNotEmitted(view.points_selected):
        view.table.clearSelection()
        view.table.selectRow(0)
    view.show_selection([str(FIRST)])
    assert shown(view) == ["c", "a"]


def test_return_and_double_click_jump_to_the_time(qtbot: QtBot, view: AnnotationsView) -> None:
    """A span is shown from its begin."""
    view.table.selectRow(1)
    with qtbot.waitSignal(view.time_requested) as told:
        QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert told.args == [NOTES[1].start_us]
    with qtbot.waitSignal(view.time_requested):
        view.table.doubleClicked.emit(view.model.index(1, 0))


def test_keys_and_menu_say_what_is_wanted(qtbot: QtBot, view: AnnotationsView) -> None:
    """F2 edits, Del removes all that are selected, Ctrl+Z takes back."""
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.table.setFocus()
    view.select(["a"])
    with qtbot.waitSignal(view.edit_requested) as told:
        QTest.keyClick(view.table, Qt.Key.Key_F2)
    assert told.args == ["a"]
    view.select(["a", "c"])
    with qtbot.waitSignal(view.remove_requested) as told:
        QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert told.args == [["c", "a"]]
    with qtbot.waitSignal(view.undo_requested):
        QTest.keySequence(view.table, "Ctrl+Z")
    menu = view.make_menu()
    actions = {action.text(): action.isEnabled() for action in menu.actions()}
    assert (actions["Löschen"], actions["Bearbeiten …"]) == (True, False)
    with qtbot.waitSignal(view.trend_requested) as told:
        next(a for a in menu.actions() if a.text() == "In Verläufe zeigen").trigger()
    assert told.args == [[str(FIRST), str(SECOND)]]


def test_a_removal_offers_its_way_back_also_in_an_empty_list(
    qtbot: QtBot, view: AnnotationsView
) -> None:
    """The bar stands above the rest, or in its place."""
    view.show_undo("1 Notiz gelöscht.")
    assert view.stage.notice.sentence == "1 Notiz gelöscht."
    view.show_notes([])
    assert view.stage.placeholder.sentence == "1 Notiz gelöscht."
    with qtbot.waitSignal(view.undo_requested):
        view.stage.action_requested.emit()
    view.show_undo("")
    assert "Noch keine Notizen" in view.stage.placeholder.sentence


def test_a_new_note_is_about_the_moment_and_the_points_shown(
    qtbot: QtBot, view: AnnotationsView
) -> None:
    """Now while live, the pinned moment otherwise; the selection comes along."""
    view.show_selection([str(FIRST)])
    with qtbot.waitSignal(view.note_requested) as told:
        view.new.click()
    assert told.args == [None, [str(FIRST)]]
    view.show_state(make_state(CITY, at_us=START_US - 2 * HOUR, is_live=False))
    with qtbot.waitSignal(view.note_requested) as told:
        view.new.click()
    assert told.args == [START_US - 2 * HOUR, [str(FIRST)]]
    assert [view.model.is_late(row) for row in range(3)] == [True, False, False]
    view.grab()
    view.show_state(make_state(CITY, at_us=START_US))
    assert not view.model.is_late(0)
    view.show_notes([])
    with qtbot.waitSignal(view.note_requested):
        view.stage.action_requested.emit()


def test_copy_and_export_carry_what_is_shown(
    qtbot: QtBot, view: AnnotationsView, tmp_path: Path
) -> None:
    """The file holds whole texts, and none that a spreadsheet would calculate."""
    view.table.selectRow(2)
    QTest.keySequence(view.table, "Ctrl+C")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].startswith("Zeit\tNotiz\t")
    assert "Bagger am Kabel" in copied[1]
    with qtbot.waitSignal(view.message_requested) as told:
        view.export_csv(tmp_path / "notizen.csv")
    assert told.args == ["3 Notiz(en) in notizen.csv geschrieben."]
    with (tmp_path / "notizen.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[2][1] == "'=Störung\nim Rechenzentrum"
    with qtbot.waitSignal(view.message_requested) as told:
        view.export_csv(tmp_path / "fehlt" / "notizen.csv")
    assert told.args is not None
    assert "konnte nicht geschrieben werden" in told.args[0]


def test_selection_columns_and_language_stay(qtbot: QtBot, view: AnnotationsView) -> None:
    """New notes leave the selection where it was; nonsense is not restored."""
    view.select(["a"])
    view.show_notes([*NOTES, note("d", 0, "Neu")])
    assert [found.id for found in view.selected()] == ["a"]
    view.table.setColumnHidden(NoteColumn.PLACE, True)
    view.box.setText("kabel")
    other = AnnotationsView()
    qtbot.addWidget(other)
    other.restore_state({"columns": 5, "text": 7})
    other.restore_state(view.save_state())
    assert other.table.isColumnHidden(NoteColumn.PLACE)
    assert other.box.text() == "kabel"
    QLocale.setDefault(QLocale("en_GB"))
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert str(cells(view, 0)[0]).startswith("24/11/2025")
