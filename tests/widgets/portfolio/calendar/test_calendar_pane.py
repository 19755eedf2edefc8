"""The calendar in hands: keys, wheel, clicks, filters, output, what is remembered."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from tests.fakes.clocks import START_US, FakeClock
from tests.portfolios import TODAY, Programme, small_programme
from widgets.inventory.panes import Acts
from widgets.portfolio.calendar import CalendarPane
from widgets.portfolio.calendar.bar import Shape
from widgets.portfolio.calendar.entries import EntryKind
from widgets.portfolio.calendar.output import month_pdf
from widgets.theme import theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[CalendarPane]:
    theme().apply("light")
    made = CalendarPane(clock=FakeClock())
    qtbot.addWidget(made)
    made.resize(1_300, 800)
    made.show()
    qtbot.waitExposed(made)
    made.show_portfolio(small_programme().state())
    yield made
    made.close_feed()


def turn(pane: CalendarPane, delta: int) -> None:
    at = QPointF(300, 300)
    event = QWheelEvent(
        at, pane.month.mapToGlobal(at), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pane.month, event)


def place_of(pane: CalendarPane, day: date) -> QPoint:
    rect = pane.month.sheet().entry_rect(day, 0)
    assert rect is not None
    return rect.center().toPoint()


def test_it_opens_with_the_present_month_and_day(pane: CalendarPane) -> None:
    assert pane.bar.month.text() == "November 2025"
    assert pane.month.day == TODAY
    assert pane.heading.text() == "Montag, 24.11.2025"


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Left, date(2025, 11, 23)),
        (Qt.Key.Key_Down, date(2025, 12, 1)),
        (Qt.Key.Key_PageDown, date(2025, 12, 24)),
        (Qt.Key.Key_PageUp, date(2025, 10, 24)),
    ],
)
def test_keys_walk_days_and_months_and_home_returns_to_today(
    pane: CalendarPane, key: Qt.Key, day: date
) -> None:
    QTest.keyClick(pane.month, key)
    assert pane.month.day == day
    assert pane.bar.month.text().startswith(("November", "Dezember", "Oktober"))
    QTest.keyClick(pane.month, Qt.Key.Key_Home)
    assert pane.month.day == TODAY


def test_the_wheel_turns_a_month_a_notch_and_gathers_small_turns(pane: CalendarPane) -> None:
    turn(pane, -120)
    assert pane.bar.month.text() == "Dezember 2025"
    turn(pane, 60)
    assert pane.bar.month.text() == "Dezember 2025"
    turn(pane, 60)
    assert pane.bar.month.text() == "November 2025"


def test_a_click_selects_an_entry_everywhere_and_a_double_click_opens_it(
    qtbot: QtBot, pane: CalendarPane
) -> None:
    day, key = date(2025, 11, 3), Key("risk", "lieferung")
    with qtbot.waitSignal(pane.keys_selected) as told:
        QTest.mouseClick(pane.month, LEFT, pos=place_of(pane, day))
    assert told.args == [[key]]
    assert pane.month.day == day
    assert [one.key for one in pane.day_list.selected()] == [key]
    with qtbot.waitSignal(pane.open_requested) as opened:
        QTest.mouseDClick(pane.month, LEFT, pos=place_of(pane, day))
    assert opened.args == [key]


def test_return_opens_the_only_entry_of_a_day(qtbot: QtBot, pane: CalendarPane) -> None:
    pane.month.go_to(date(2025, 11, 14))
    with qtbot.waitSignal(pane.open_requested) as opened:
        QTest.keyClick(pane.month, Qt.Key.Key_Return)
    assert opened.args == [Key("decision", "rat")]


def test_a_selection_from_elsewhere_marks_the_entry_and_is_not_told_again(
    qtbot: QtBot, pane: CalendarPane
) -> None:
    with qtbot.assertNotEmitted(pane.keys_selected):
        pane.show_keys([Key("risk", "lieferung")])
    assert pane.month.page.entry.startswith("risk/lieferung")
    assert [one.key.uid for one in pane.agenda.selected()] == ["lieferung"]


def test_filters_by_kind_and_by_selected_projects(pane: CalendarPane) -> None:
    pane.bar.chips[EntryKind.REVIEW].setChecked(True)
    assert {one.key.uid for one in pane.entries} == {"lieferung", "fachkraft"}
    pane.bar.projects.setCurrentIndex(1)
    assert "Wählen Sie ein Projekt" in pane.list_stage.placeholder.sentence
    pane.show_keys([Key("project", "ampel")])
    assert {one.key.uid for one in pane.entries} == {"fachkraft"}
    pane.bar.filter.setText("nichts davon")
    pane.list_stage.placeholder.action_requested.emit()
    assert len(pane.entries) == 8


def test_the_list_stands_below_months_and_says_how_many_are_late(pane: CalendarPane) -> None:
    pane.bar.shapes[Shape.LIST].setChecked(True)
    rows = range(pane.agenda.rows.rowCount())
    bands = [band for row in rows if (band := pane.agenda.rows.band(row)) is not None]
    november = next(band for band in bands if band.title == "November 2025")
    assert (november.count, november.note) == (2, "2 verspätet")
    assert "2025-09" in pane.agenda.rows.folded
    assert "2025-11" not in pane.agenda.rows.folded


def test_copying_the_month_gives_its_table(pane: CalendarPane) -> None:
    QTest.keyClick(pane.month, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][:3] == ["Tag", "Art", "Was"]
    assert lines[1][:3] == ["03.11.2025", "Risiko prüfen", "Geräte kommen spät"]
    assert lines[1][4] == "überfällig"
    assert len(lines) == 3


def test_the_calendar_file_holds_the_wanted_projects_and_is_written_whole(
    qtbot: QtBot, pane: CalendarPane, tmp_path: Path
) -> None:
    assert pane.portfolio_state is not None
    path = tmp_path / "projekte.ics"
    with qtbot.waitSignal(pane.message_requested, timeout=10_000) as told:
        pane.output.save_calendar(path, pane.portfolio_state, ["ampel"])
    assert str(path) in told.args[0]
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert {str(one["uid"]) for one in events} == {"abnahme@leitstand", "fachkraft@leitstand"}
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, pane: CalendarPane, tmp_path: Path
) -> None:
    assert pane.portfolio_state is not None
    with qtbot.waitSignal(pane.message_requested, timeout=10_000) as told:
        pane.output.save_calendar(tmp_path / "fehlt" / "a.ics", pane.portfolio_state, ["ampel"])
    assert "konnte nicht gespeichert werden" in told.args[0]


def test_a_month_becomes_one_page_of_pdf(pane: CalendarPane) -> None:
    content = month_pdf(pane.month.page)
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") == 1


def test_what_was_wanted_is_remembered_and_nonsense_is_passed_over(
    qtbot: QtBot, pane: CalendarPane
) -> None:
    pane.bar.chips[EntryKind.COUNCIL].setChecked(True)
    pane.bar.shapes[Shape.LIST].setChecked(True)
    pane.bar.projects.setCurrentIndex(pane.bar.projects.findData("wlan"))
    other = CalendarPane(clock=FakeClock())
    qtbot.addWidget(other)
    other.restore_state(pane.save_state())
    other.show_portfolio(small_programme().state())
    assert other.bar.wanted() == pane.bar.wanted()
    assert other.pages.currentWidget() is other.agenda
    other.restore_state({"shape": 3, "kinds": "x", "tables": [], "split": ["a"], "projects": 9})
    assert other.bar.wanted().projects is None
    other.close_feed()


def test_the_past_says_so_and_offers_no_editing(pane: CalendarPane) -> None:
    pane.show_portfolio(small_programme().state(at_us=START_US))
    assert "vergangenen Stand" in pane.stage.notice.sentence
    pane.agenda.select_names({pane.entries[0].name})
    edit = next(one for one in pane.make_menu(pane.agenda).actions() if one.objectName() == "edit")
    assert not edit.isEnabled()


def test_without_any_day_the_first_is_offered(qtbot: QtBot, pane: CalendarPane) -> None:
    made = Programme()
    made.project()
    pane.show_portfolio(made.state())
    assert "Noch hat kein Projekt einen Termin" in pane.stage.placeholder.sentence
    with qtbot.waitSignal(pane.act_requested) as asked:
        pane.stage.placeholder.action_requested.emit()
    assert asked.args == [Acts.NEW, [Key("milestone", "")]]


def test_another_language_is_spoken_at_once(pane: CalendarPane) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    QApplication.sendEvent(pane, QEvent(QEvent.Type.LanguageChange))
    assert pane.heading.text() == "Monday, 24/11/2025"
    band = pane.agenda.rows.band(0)
    assert band is not None
    assert band.title == "September 2025"
