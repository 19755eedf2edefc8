"""The view of the key figures: read beside the window, told in words, with what mends what."""

import csv
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.domain.alarms import AlarmColumns, AlarmEvent, AlarmEventKind, AlarmId, AlarmRule
from app.domain.alarms.rates import DAY_US, HOUR_US, MINUTE_US
from app.domain.alarms.targets import Kpi
from app.domain.shifts import ShiftPlan
from app.domain.texts import Text
from app.services.alarm_kpis import PeriodKind
from app.services.states import CityState
from tests.fakes.adapters import FakeJournal
from tests.fakes.city import make_city, make_state
from tests.fakes.clocks import START_US
from widgets.kpis import KpiView
from widgets.kpis.board import CARDS
from widgets.kpis.desk import Topic
from widgets.kpis.export import Part
from widgets.theme import theme

K = AlarmEventKind
CITY = make_city(60)
RULES = CITY.rules
SECOND = MINUTE_US // 60
NOW = START_US + 12 * HOUR_US


class GatedJournal(FakeJournal):
    """Notes in which thread it is asked; `gate` holds readings back, `error` fails them."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[int, int]] = []
        self.threads: set[str] = set()
        self.gate = threading.Event()
        self.gate.set()

    @override
    def alarm_columns(self, start_us: int, end_us: int) -> AlarmColumns:
        assert self.gate.wait(10)
        self.asked.append((start_us, end_us))
        self.threads.add(threading.current_thread().name)
        return super().alarm_columns(start_us, end_us)

    def add(self, rule: AlarmRule, kind: AlarmEventKind, time_us: int) -> None:
        self.lines.append((AlarmEvent(rule.id, kind, time_us, 50.0), ""))


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def journal() -> GatedJournal:
    """A day with a chattering alarm, a flood of others, and one that stands for two days."""
    journal = GatedJournal()
    journal.add(RULES[5], K.RAISED, NOW - 2 * DAY_US)
    for number in range(12):
        at = NOW - 2 * HOUR_US + number * SECOND
        journal.add(RULES[6 + number], K.RAISED, at)
        journal.add(RULES[6 + number], K.CLEARED, at + 300 * SECOND)
    for number in range(4):
        at = NOW - HOUR_US + number * 15 * SECOND
        journal.add(RULES[0], K.RAISED, at)
        journal.add(RULES[0], K.CLEARED, at + 10 * SECOND)
    return journal


@pytest.fixture
def view(qtbot: QtBot, journal: GatedJournal) -> Iterator[KpiView]:
    view = KpiView()
    qtbot.addWidget(view)
    view.resize(1200, 900)
    view.set_city(CITY)
    view.set_journal(journal)
    view.show()
    qtbot.waitExposed(view)
    view.show_state(state())
    settle(qtbot, view)
    yield view
    journal.gate.set()
    view.close()


def state(at_us: int = NOW) -> CityState:
    return make_state(CITY, at_us=at_us, changed=())


def settle(qtbot: QtBot, view: KpiView) -> None:
    qtbot.waitUntil(lambda: view.is_idle)


def shown(view: KpiView) -> bool:
    return view.stage.is_content_shown


def card(view: KpiView, kpi: Kpi) -> str:
    return view.board.cards.cards[CARDS.index(kpi)].words


def test_figures_are_told_with_value_target_and_judgement(view: KpiView) -> None:
    """Nobody has to know a colour; nothing is read on the thread of the window."""
    assert shown(view)
    assert card(view, Kpi.RATE) == "Meldungen je 10 min, 0,11, im Ziel, Ziel höchstens 1"
    assert card(view, Kpi.FLOODS) == "Alarmfluten, 1, neben dem Ziel, Ziel keine"
    assert card(view, Kpi.STALE).startswith("Länger als 24 h, 1, neben dem Ziel")
    assert "handeln" in card(view, Kpi.TOP)
    assert "ohne Zielwert" in card(view, Kpi.SHELVED)
    tip = view.board.cards.cards[0].toolTip()
    assert "EEMUA 191" in tip
    assert "Handeln über 2" in tip
    assert "durchgehend bemannt" in view.span
    assert "> 10: 0,7" in view.board.slots.words
    assert "Hoch: " in view.board.priorities.words
    assert "nicht quittiert: 16" in view.board.seen.words


def test_reading_goes_on_beside_the_window(
    qtbot: QtBot, view: KpiView, journal: GatedJournal
) -> None:
    assert journal.threads == {"kpis"}
    journal.gate.clear()
    view.periods.button(3).click()
    assert not view.is_idle
    assert shown(view)
    journal.gate.set()
    settle(qtbot, view)
    assert view.report is not None
    assert view.report.period is PeriodKind.MONTH
    assert journal.asked[-1] == (NOW + 1 - 30 * DAY_US, NOW + 1)


def test_it_reads_again_at_most_once_a_minute_and_at_any_moment_of_the_past(
    qtbot: QtBot, view: KpiView, journal: GatedJournal
) -> None:
    asked = len(journal.asked)
    for seconds in (1, 20, 59):
        view.show_state(state(NOW + seconds * SECOND))
    settle(qtbot, view)
    assert len(journal.asked) == asked
    view.show_state(state(NOW + 60 * SECOND))
    settle(qtbot, view)
    assert journal.asked[-1][1] == NOW + 60 * SECOND + 1
    view.show_state(state(NOW - 3 * HOUR_US))
    settle(qtbot, view)
    assert journal.asked[-1][1] == NOW - 3 * HOUR_US + 1
    assert card(view, Kpi.FLOODS).startswith("Alarmfluten, 0")


def test_a_bad_actor_leads_to_its_changed_rule_and_to_its_alarm(
    qtbot: QtBot, view: KpiView
) -> None:
    """The proposal is a rule that the editor can open; the row names the alarm and its point."""
    desk = view.board.desk
    desk.tabs.setCurrentIndex(Topic.CHATTERING)
    assert desk.tabs.tabText(Topic.CHATTERING) == "Flatternd (1)"
    assert not desk.proposal.isEnabled()
    with qtbot.waitSignal(view.points_selected) as selected:
        desk.table.selectRow(0)
    assert selected.args == [[str(RULES[0].point)]]
    assert "Erspart hätte das 3 von 4 Meldungen." in desk.sentence.text()
    with qtbot.waitSignal(view.rule_requested) as asked:
        QTest.keyClick(desk.table, Qt.Key.Key_Return)
    rule = asked.args[0]
    assert isinstance(rule, AlarmRule)
    assert rule.id == RULES[0].id
    assert rule != RULES[0]
    with qtbot.waitSignal(view.alarm_requested) as wanted:
        desk.alarm.click()
    assert wanted.args == [str(RULES[0].id)]
    texts = [action.text() for action in desk.make_menu().actions()]
    assert texts[:3] == ["Vorschlag ansehen", "Alarm zeigen", "Zu diesem Zeitpunkt gehen"]


def test_a_rule_that_is_gone_offers_no_proposal(
    qtbot: QtBot, view: KpiView, journal: GatedJournal
) -> None:
    gone = replace(RULES[0], id=AlarmId("weg#hi"))
    for number in range(5):
        journal.add(gone, K.RAISED, NOW - HOUR_US + number * SECOND)
        journal.add(gone, K.CLEARED, NOW - HOUR_US + number * SECOND + 1)
    view.reload()
    settle(qtbot, view)
    desk = view.board.desk
    row = next(i for i, each in enumerate(desk.model.rows) if each.alarm == gone.id)
    desk.table.selectRow(row)
    assert not desk.proposal.isEnabled()
    assert "gibt es nicht mehr" in desk.sentence.text()
    with qtbot.waitSignal(view.alarm_requested):
        QTest.keyClick(desk.table, Qt.Key.Key_Return)


def test_floods_lead_to_their_moment(qtbot: QtBot, view: KpiView) -> None:
    """From the table, and from the picture with mouse and keys."""
    desk = view.board.desk
    desk.tabs.setCurrentIndex(Topic.FLOODS)
    assert not desk.proposal.isVisible()
    desk.table.selectRow(0)
    with qtbot.waitSignal(view.time_requested) as asked:
        QTest.keyClick(desk.table, Qt.Key.Key_Return)
    assert asked.args == [NOW - 2 * HOUR_US]
    course = view.board.course
    course.move_by(0)
    course.move_by(-12)
    assert "12 Meldung" in course.hint
    assert "Flut: 12 Meldungen" in course.hint
    with qtbot.waitSignal(view.time_requested):
        QTest.keyClick(course, Qt.Key.Key_Return)
    QTest.keyClick(course, Qt.Key.Key_Left)
    assert course.point_at(QPointF(course.room.center()), course.room)
    assert course.point_at(QPointF(-5, -5), course.room) == ""


def test_hours_in_which_nobody_sits_there_are_not_judged(
    qtbot: QtBot, view: KpiView, journal: GatedJournal
) -> None:
    """At night no rate is known; the picture says that it was night."""
    night = ShiftPlan("n", Text("Nacht"), frozenset(range(7)), 0, 0, is_manned=False)
    view.set_city(replace(CITY, shifts=(night,)))
    settle(qtbot, view)
    assert card(view, Kpi.RATE) == "Meldungen je 10 min, –, nicht bekannt, Ziel höchstens 1"
    assert "unbemannt" in view.span
    assert "unbemannt" in view.board.course.words(3)


def test_an_unreadable_journal_says_so_and_can_be_read_again(
    qtbot: QtBot, view: KpiView, journal: GatedJournal
) -> None:
    """What was read before stays with its time; without it there is a sentence and a button."""
    journal.trouble = "Die Datei „journal.db“ lässt sich nicht benutzen."
    view.reload()
    settle(qtbot, view)
    assert "journal.db" in view.stage.notice.sentence
    assert shown(view)
    view.set_journal(journal)
    settle(qtbot, view)
    assert not shown(view)
    assert "journal.db" in view.stage.placeholder.sentence
    journal.trouble = ""
    view.stage.action_requested.emit()
    settle(qtbot, view)
    assert shown(view)
    assert view.stage.notice.sentence == ""


def test_before_anything_is_loaded_it_says_what_is_missing(qtbot: QtBot) -> None:
    view = KpiView()
    qtbot.addWidget(view)
    assert "Journal" in view.stage.placeholder.sentence
    view.show_state(state())
    view.copy()
    assert view.is_idle
    view.close()


def test_who_lacks_the_right_sees_no_figures(view: KpiView) -> None:
    view.set_allowed(is_allowed=False)
    assert not shown(view)
    assert "fehlt Ihnen das Recht" in view.stage.placeholder.sentence
    view.set_allowed(is_allowed=True)
    assert shown(view)


def test_an_empty_journal_has_calm_figures(qtbot: QtBot, view: KpiView) -> None:
    view.set_journal(FakeJournal())
    settle(qtbot, view)
    assert card(view, Kpi.RATE).startswith("Meldungen je 10 min, 0,00, im Ziel")
    assert view.board.desk.sentence.text() == "In diesem Zeitraum hat kein Alarm gemeldet."


def test_figures_and_tables_are_copied_and_exported(
    qtbot: QtBot, view: KpiView, tmp_path: Path
) -> None:
    view.copy()
    text = QGuiApplication.clipboard().text()
    assert "Meldungen je 10 min\t0,11\tim Ziel\tZiel höchstens 1" in text
    view.board.desk.copy()
    assert QGuiApplication.clipboard().text().startswith("Alarm\tPriorität\tMeldungen")
    for part in Part:
        path = tmp_path / f"{part.value}.csv"
        with qtbot.waitSignal(view.message_requested) as told:
            view.export_csv(path, part)
        assert "geschrieben" in told.args[0]
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
        assert len({len(row) for row in rows}) == 1
        assert len(rows) > 5
    with qtbot.waitSignal(view.message_requested) as told:
        view.export_csv(tmp_path / "none" / "x.csv", Part.FIGURES)
    assert "lässt sich nicht schreiben" in told.args[0]


def test_period_tab_and_columns_are_remembered(qtbot: QtBot, view: KpiView) -> None:
    view.periods.button(2).click()
    view.board.desk.tabs.setCurrentIndex(Topic.STALE)
    view.board.desk.actors.horizontalHeader().setSectionHidden(4, True)
    saved = view.save_state()
    other = KpiView()
    qtbot.addWidget(other)
    other.restore_state(saved)
    assert other.period is PeriodKind.WEEK
    assert other.board.desk.topic is Topic.STALE
    assert other.board.desk.actors.isColumnHidden(4)
    other.restore_state({"period": "nonsense", "desk": 3})
    assert other.period is PeriodKind.WEEK
    other.close()
    settle(qtbot, view)


def test_it_follows_theme_and_width(qtbot: QtBot, view: KpiView) -> None:
    """Cards fill whole rows at any width; nothing is lost at a change of the theme."""
    for name, width, columns in (("light", 1300, 6), ("dark", 700, 3)):
        theme().apply(name)
        view.resize(width, 800)
        qtbot.waitUntil(lambda c=columns: view.board.cards.columns == c)  # type: ignore[misc]  # bound now
        assert not view.grab().isNull()
    assert view.board.cards.height() >= view.board.cards.minimumSizeHint().height()
