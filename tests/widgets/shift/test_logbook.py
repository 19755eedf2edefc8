"""The logbook as a person uses it."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.shifts import LogEntry
from tests.fakes.city import make_state
from tests.fakes.clocks import START_US
from tests.fakes.shifts import make_shift_city
from widgets.shift.log_dialog import LogDialog
from widgets.shift.log_rows import LogColumn
from widgets.shift.logbook import LogbookView

CITY = make_shift_city()
FIRST, SECOND = CITY.points[0].id, CITY.points[1].id
RULE = CITY.rules[0]
MINUTE = 60_000_000
HOUR = 60 * MINUTE


def entry(name: str, hours: int, text: str, **more: object) -> LogEntry:
    plain = LogEntry(name, START_US + hours * HOUR, text, "Anna", START_US)
    return replace(plain, **more)  # type: ignore[arg-type]  # each test names real fields


ENTRIES = [
    entry("a", -20, "Feuerwehr übt"),
    entry("b", -2, "Kabel beschädigt", points=(FIRST, SECOND), is_open=True),
    entry("c", -1, "Umweltamt informiert", alarm=RULE.id, points=(RULE.point,)),
]


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def view(qtbot: QtBot) -> LogbookView:
    view = LogbookView()
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.set_city(CITY)
    view.show_records(ENTRIES)
    view.show_state(make_state(CITY, at_us=START_US))
    view.show()
    qtbot.waitExposed(view)
    return view


def shown(view: LogbookView) -> list[str]:
    return [one.id for one in view.rows.records]


def cell(view: LogbookView, row: int, column: LogColumn) -> object:
    return view.rows.data(view.rows.index(row, column))


def test_the_newest_line_comes_first_with_what_it_is_about(view: LogbookView) -> None:
    """An alarm, points, or the whole city; and whether something is left to do."""
    assert shown(view) == ["c", "b", "a"]
    assert cell(view, 0, LogColumn.ABOUT) == RULE.message.de
    names = f"{CITY.points[0].name.de}, {CITY.points[1].name.de}"
    assert [cell(view, 1, column) for column in (LogColumn.ABOUT, LogColumn.OPEN)] == [
        names, "offen",
    ]  # fmt: skip
    assert cell(view, 2, LogColumn.ABOUT) == "ganze Stadt"


def test_only_the_open_ones_or_those_of_the_shift(view: LogbookView) -> None:
    """The shift is that of the moment shown; nothing found offers the way back."""
    view.only_open.setChecked(True)
    assert shown(view) == ["b"]
    view.only_open.setChecked(False)
    view.only_shift.setChecked(True)
    assert shown(view) == ["c", "b"]
    view.show_state(make_state(CITY, at_us=START_US - 20 * HOUR, is_live=False))
    assert shown(view) == ["a"]
    view.box.setText("gibt es nicht")
    view.filter()
    assert "passt" in view.stage.placeholder.sentence
    view.stage.action_requested.emit()
    assert shown(view) == ["c", "b", "a"]
    assert not view.only_shift.isChecked()


def test_return_writes_a_line_about_the_selected_points(qtbot: QtBot, view: LogbookView) -> None:
    """A point can be taken out; an empty line writes nothing."""
    view.show_selection([str(FIRST), str(SECOND)])
    view.line.chips()[1].click()
    with qtbot.assertNotEmitted(view.write_requested):
        QTest.keyClick(view.line.box, Qt.Key.Key_Return)
    QTest.keyClicks(view.line.box, " Stadtwerke angerufen ")
    view.line.to_do.setChecked(True)
    with qtbot.waitSignal(view.write_requested) as told:
        QTest.keyClick(view.line.box, Qt.Key.Key_Return)
    assert told.args == ["Stadtwerke angerufen", None, [str(FIRST)], True]
    assert (view.line.box.text(), view.line.to_do.isChecked()) == ("", False)
    assert view.line.points == [str(FIRST), str(SECOND)], "the next line follows the selection"


def test_at_a_moment_of_the_past_lines_are_about_it_and_later_ones_are_dimmed(
    qtbot: QtBot, view: LogbookView
) -> None:
    pinned_us = START_US - 90 * MINUTE
    view.show_state(make_state(CITY, at_us=pinned_us, is_live=False))
    assert [view.rows.is_late(row) for row in range(3)] == [True, False, False]
    assert "gezeigten" in view.line.box.placeholderText()
    view.line.box.setText("Nachtrag")
    with qtbot.waitSignal(view.write_requested) as told:
        view.line.write()
    assert told.args is not None
    assert told.args[1] == pinned_us
    with qtbot.waitSignal(view.entry_requested) as told:
        view.new.click()
    assert told.args == [pinned_us, []]


def test_the_menu_marks_jumps_and_opens(qtbot: QtBot, view: LogbookView) -> None:
    view.select(["b"])
    actions = {action.text(): action for action in view.make_menu().actions()}
    assert not actions["Alarm zeigen"].isEnabled()
    assert not actions["Noch zu erledigen"].isEnabled()
    with qtbot.waitSignal(view.done_requested) as told:
        actions["Erledigt"].trigger()
    assert told.args == [["b"]]
    with qtbot.waitSignal(view.time_requested) as told:
        actions["Zeitpunkt zeigen"].trigger()
    assert told.args == [ENTRIES[1].time_us]
    view.select(["c"])
    actions = {action.text(): action for action in view.make_menu().actions()}
    with qtbot.waitSignal(view.alarm_requested) as told:
        actions["Alarm zeigen"].trigger()
    assert told.args == [str(RULE.id)]
    with qtbot.waitSignal(view.reopen_requested):
        actions["Noch zu erledigen"].trigger()


def test_a_line_is_found_again_whatever_is_filtered(view: LogbookView) -> None:
    """The handover points to it."""
    view.only_open.setChecked(True)
    view.reveal("a")
    assert [one.id for one in view.selected()] == ["a"]
    view.reveal("gibt es nicht")
    assert view.selected() == []


def test_filters_and_columns_are_remembered(qtbot: QtBot, view: LogbookView) -> None:
    view.only_open.setChecked(True)
    other = LogbookView()
    qtbot.addWidget(other)
    other.restore_state({"open": 5, "shift": "ja", "columns": None})
    assert not other.only_open.isChecked()
    other.restore_state(view.save_state())
    assert other.only_open.isChecked()
    assert "leer" in other.stage.placeholder.sentence
    with qtbot.waitSignal(other.entry_requested):
        other.stage.action_requested.emit()


def test_the_export_holds_what_is_shown(qtbot: QtBot, view: LogbookView, tmp_path: Path) -> None:
    view.only_open.setChecked(True)
    with qtbot.waitSignal(view.message_requested):
        view.export_csv(tmp_path / "schichtbuch.csv")
    with (tmp_path / "schichtbuch.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert len(rows) == 2
    assert rows[1][LogColumn.TEXT] == "Kabel beschädigt"


def test_the_dialog_reads_time_in_words_and_what_is_left_to_do(qtbot: QtBot) -> None:
    dialog = LogDialog(ENTRIES[2], CITY, START_US, is_new=False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.box.setPlainText("")
    dialog.save()
    assert dialog.notice.sentence == "Bitte schreiben Sie einen Text."
    dialog.box.setPlainText("Umweltamt kommt")
    dialog.start.setText("vor 10 min")
    dialog.to_do.setChecked(True)
    with qtbot.waitSignal(dialog.save_requested) as told:
        dialog.save()
    assert told.args is not None
    kept = told.args[0]
    assert isinstance(kept, LogEntry)
    assert (kept.text, kept.time_us, kept.is_open, kept.alarm) == (
        "Umweltamt kommt", START_US - 10 * MINUTE, True, RULE.id,
    )  # fmt: skip


def test_the_dialog_asks_once_before_words_are_lost(qtbot: QtBot) -> None:
    dialog = LogDialog(ENTRIES[0], CITY, START_US, is_new=True)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.box.setPlainText("Neues")
    dialog.reject()
    assert "nicht gespeichert" in dialog.notice.sentence
    dialog.reject()
    assert not dialog.isVisible()
