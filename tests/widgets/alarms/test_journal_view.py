"""The journal as a person uses it: read back, search, export; and how its pages are read."""

import csv
import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.domain.alarms import (
    AlarmColumns,
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmState,
    Mirror,
)
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.limits import LimitChange
from app.domain.points import SourceId
from app.domain.texts import Text
from app.services.ports import JournalEntry, JournalReader, StorageError
from app.services.states import CityState
from tests.fakes.city import make_alarm, make_city, make_state
from tests.fakes.clocks import START_US
from widgets.alarms.columns import JournalColumn
from widgets.alarms.journal import JournalView
from widgets.alarms.journal_choice import JournalChoice
from widgets.alarms.journal_reading import PAGE, Request, read_page

CITY = make_city(60)
HIGH = AlarmId(str(CITY.points[3].id) + "#hi")
MEDIUM = AlarmId(str(CITY.points[5].id) + "#state")
LOST = AlarmId("netz#lost")
SECOND = 1_000_000


class FakeJournal(JournalReader):
    """A journal in memory; `gate` holds every reading back while it is closed."""

    trouble = ""

    def __init__(self) -> None:
        self.lines: list[JournalEntry] = []
        self.error = ""
        self.known_mirrors: dict[AlarmId, Mirror] = {}
        self.gate = threading.Event()
        self.gate.set()

    def add(self, alarm: AlarmId, kind: AlarmEventKind, actor: str = "", comment: str = "") -> None:
        number = len(self.lines) + 1
        event = AlarmEvent(alarm, kind, START_US + number * SECOND, 64.0, actor, comment)
        self.lines.append(JournalEntry(number, event, f"Zeile {number}"))

    @override
    def alarm_states(self) -> Mapping[AlarmId, AlarmState]:  # type: ignore[override]
        return {}

    @override
    def entries(
        self, limit: int, before_id: int | None = None, alarm: AlarmId | None = None
    ) -> list[JournalEntry]:
        assert self.gate.wait(10)
        if self.error:
            raise StorageError(self.error)
        newest = [e for e in reversed(self.lines) if before_id is None or e.id < before_id]
        return newest[:limit]

    @override
    def events_after(self, entry_id: int, limit: int) -> list[tuple[int, AlarmEvent]]:
        raise NotImplementedError

    @override
    def events_between(
        self, start_us: int, end_us: int, alarms: Collection[AlarmId] | None = None
    ) -> list[AlarmEvent]:
        raise NotImplementedError

    @override
    def alarm_columns(self, start_us: int, end_us: int) -> AlarmColumns:
        raise NotImplementedError

    @override
    def limit_changes(self) -> list[LimitChange]:
        raise NotImplementedError

    @override
    def versions(self, kind: DocumentKind) -> list[DocumentVersion]:
        raise NotImplementedError

    @override
    def mirrors(self) -> dict[AlarmId, Mirror]:
        return self.known_mirrors

    @override
    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def journal() -> FakeJournal:
    journal = FakeJournal()
    journal.add(LOST, AlarmEventKind.RAISED)
    journal.add(HIGH, AlarmEventKind.RAISED)
    journal.add(HIGH, AlarmEventKind.ACKNOWLEDGED, "M. Beispiel", "Umweltamt verständigt")
    return journal


@pytest.fixture
def view(qtbot: QtBot, journal: FakeJournal) -> Iterator[JournalView]:
    view = JournalView()
    qtbot.addWidget(view)
    view.resize(1200, 400)
    view.set_city(CITY)
    view.set_journal(journal)
    view.show()
    qtbot.waitExposed(view)
    view.show_state(live({}))
    qtbot.waitUntil(lambda: view.is_idle)
    yield view
    journal.gate.set()
    view.close()


def live(alarms: dict[AlarmId, AlarmState]) -> CityState:
    return make_state(CITY, at_us=START_US + 3600 * SECOND, alarms=alarms, changed=())


def text(view: JournalView, row: int, column: JournalColumn) -> str:
    shown = view.model.data(view.model.index(row, column))
    assert isinstance(shown, str)
    return shown


def test_the_newest_line_comes_first_with_person_and_comment(view: JournalView) -> None:
    cells = [text(view, 0, column) for column in JournalColumn]
    assert cells == [
        "24.11.2025 17:00:03", "Quittiert", "Hoch", CITY.points[3].name.de,
        CITY.points[3].site.de, "Zeile 3", "64,0\u202f°C", "M. Beispiel", "Umweltamt verständigt",
    ]  # fmt: skip
    assert [text(view, 2, c) for c in (JournalColumn.PRIORITY, JournalColumn.VALUE)] == [
        "Störung",
        "–",
    ]


def test_new_lines_come_in_at_the_top_when_alarms_change(
    qtbot: QtBot, view: JournalView, journal: FakeJournal
) -> None:
    view.table.select_rows([0])
    journal.add(HIGH, AlarmEventKind.CLEARED)
    view.show_state(live({HIGH: make_alarm()}))
    qtbot.waitUntil(lambda: view.model.rowCount() == 4)
    assert text(view, 0, JournalColumn.EVENT) == "Zurückgekehrt"
    assert view.table.selected_keys() == ["3"], "the selection stays with its line"


def test_news_while_reading_are_not_forgotten(
    qtbot: QtBot, view: JournalView, journal: FakeJournal
) -> None:
    journal.gate.clear()
    view.show_state(live({HIGH: make_alarm()}))
    journal.add(HIGH, AlarmEventKind.CLEARED)
    view.show_state(live({}))
    journal.gate.set()
    qtbot.waitUntil(lambda: view.is_idle and view.model.rowCount() == 4)


def test_more_news_than_a_page_leave_no_hole(
    qtbot: QtBot, view: JournalView, journal: FakeJournal
) -> None:
    for _ in range(2 * PAGE):
        journal.add(HIGH, AlarmEventKind.RAISED)
    view.show_state(live({HIGH: make_alarm()}))
    qtbot.waitUntil(lambda: view.is_idle and view.model.rowCount() > PAGE - 1)
    found = [int(view.model.key(row)) for row in range(view.model.rowCount())]
    assert found == list(range(len(journal.lines), len(journal.lines) - len(found), -1))


def test_older_lines_come_on_scrolling(
    qtbot: QtBot, view: JournalView, journal: FakeJournal
) -> None:
    for _ in range(3 * PAGE):
        journal.add(HIGH, AlarmEventKind.RAISED)
    view.reload()
    qtbot.waitUntil(lambda: view.is_idle)
    assert view.model.rowCount() == PAGE
    view.table.scrollToBottom()
    qtbot.waitUntil(lambda: view.model.rowCount() == 2 * PAGE)
    view.table.scrollToBottom()
    qtbot.waitUntil(lambda: view.model.rowCount() == 3 * PAGE)
    view.table.scrollToBottom()
    qtbot.waitUntil(lambda: view.model.rowCount() == len(journal.lines))
    assert [view.model.key(0), view.model.key(len(journal.lines) - 1)] == ["903", "1"]


def test_search_looks_through_the_whole_journal(
    qtbot: QtBot, view: JournalView, journal: FakeJournal
) -> None:
    for _ in range(3 * PAGE):
        journal.add(HIGH, AlarmEventKind.RAISED)
    view.box.setText("verstaendigt beispiel")
    qtbot.waitUntil(lambda: view.is_idle and view.model.rowCount() == 1)
    assert text(view, 0, JournalColumn.ACTOR) == "M. Beispiel"
    view.box.setText("gibt es nicht")
    qtbot.waitUntil(lambda: view.is_idle and not view.model.rowCount())
    assert "passt" in view.stage.placeholder.sentence
    view.stage.action_requested.emit()
    qtbot.waitUntil(lambda: view.is_idle and view.model.rowCount() == PAGE)


def test_a_past_moment_knows_nothing_of_later_lines(qtbot: QtBot, view: JournalView) -> None:
    past = make_state(CITY, at_us=START_US + 2 * SECOND, is_live=False, alarms={})
    view.show_state(past)
    qtbot.waitUntil(lambda: view.is_idle and view.model.rowCount() == 2)
    assert "bis zum gezeigten Zeitpunkt" in view.stage.notice.sentence
    view.show_state(live({}))
    qtbot.waitUntil(lambda: view.is_idle and view.model.rowCount() == 3)
    assert not view.stage.notice.sentence


def test_while_the_time_moves_lines_stay_and_later_ones_go_at_once(
    qtbot: QtBot, view: JournalView, journal: FakeJournal
) -> None:
    def past(second: int) -> CityState:
        return make_state(CITY, at_us=START_US + second * SECOND, is_live=False, alarms={})

    view.show_state(past(3))
    qtbot.waitUntil(lambda: view.is_idle and view.model.rowCount() == 3)
    journal.gate.clear()
    view.show_state(past(2))
    assert view.model.rowCount() == 2, "nothing is read yet, but this is sure"
    view._move.timeout.emit()
    view.show_state(past(1))
    view._move.timeout.emit()  # the first reading goes on; one more follows it
    assert view.model.rowCount() == 1
    journal.gate.set()
    qtbot.waitUntil(lambda: view.is_idle)
    assert view.model.rowCount() == 1
    view.show_state(past(3))
    assert view.model.rowCount() == 1
    qtbot.waitUntil(lambda: view.is_idle and view.model.rowCount() == 3)
    view.show_state(past(0))
    qtbot.waitUntil(lambda: view.is_idle)
    assert "Bis zum gezeigten Zeitpunkt" in view.stage.placeholder.sentence


def test_a_journal_that_became_unreadable_is_not_taken_for_an_empty_one(
    qtbot: QtBot, view: JournalView, journal: FakeJournal
) -> None:
    journal.trouble = "Die Datei „journal.db“ lässt sich nicht benutzen."
    journal.lines.clear()
    view.reload()
    qtbot.waitUntil(lambda: view.is_idle)
    assert view.stage.placeholder.sentence == journal.trouble


def test_a_journal_that_cannot_be_read_says_so_and_can_be_read_again(
    qtbot: QtBot, view: JournalView, journal: FakeJournal
) -> None:
    journal.error = "Die Datei des Journals ist gesperrt."
    view.reload()
    qtbot.waitUntil(lambda: view.is_idle)
    assert view.stage.placeholder.sentence == journal.error
    journal.error = ""
    view.stage.action_requested.emit()
    qtbot.waitUntil(lambda: view.stage.is_content_shown)


def test_an_empty_journal_is_said_calmly(
    qtbot: QtBot, view: JournalView, journal: FakeJournal
) -> None:
    journal.lines.clear()
    view.reload()
    qtbot.waitUntil(lambda: view.is_idle)
    assert view.stage.placeholder.sentence == "Im Journal steht noch nichts."


def test_without_the_right_nothing_is_shown(view: JournalView) -> None:
    view.set_allowed(is_allowed=False)
    assert "Recht" in view.stage.placeholder.sentence


def test_export_writes_all_lines_that_match(
    qtbot: QtBot, view: JournalView, journal: FakeJournal, tmp_path: Path
) -> None:
    for _ in range(2 * PAGE):
        journal.add(LOST, AlarmEventKind.RAISED)
    view.box.setText("netzmanagement")
    qtbot.waitUntil(lambda: view.is_idle)
    with qtbot.waitSignal(view.message_requested) as said:
        view.export_csv(tmp_path / "journal.csv")
    assert said.args == [f"{2 * PAGE + 1} Zeile(n) in journal.csv geschrieben."]
    with (tmp_path / "journal.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert len(rows) == 2 * PAGE + 2
    assert rows[0][:3] == ["Zeit", "Ereignis", "Priorität"]
    with qtbot.waitSignal(view.message_requested) as said:
        view.export_csv(tmp_path / "fehlt" / "journal.csv")
    assert said.args is not None
    assert "konnte nicht geschrieben werden" in said.args[0]


def test_selection_copy_and_curves(qtbot: QtBot, view: JournalView) -> None:
    with qtbot.waitSignal(view.points_selected) as told:
        view.table.selectRow(0)
    assert told.args == [[str(CITY.points[3].id)]]
    QTest.keySequence(view.table, "Ctrl+C")
    assert "M. Beispiel" in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(view.time_requested) as told:
        view.table.activated_rows.emit()
    assert told.args == [START_US + 3 * SECOND], "a double click leads to that moment"
    with qtbot.waitSignal(view.trend_requested) as told:
        view.make_menu().actions()[1].trigger()
    assert told.args == [[str(CITY.points[3].id)]]


def test_columns_and_words_are_remembered(qtbot: QtBot, view: JournalView) -> None:
    view.table.setColumnHidden(JournalColumn.PLACE, True)
    view.box.setText("netz")
    other = JournalView()
    qtbot.addWidget(other)
    other.restore_state(view.save_state())
    assert other.table.columns_in_sight() == view.table.columns_in_sight()
    assert other.box.text() == "netz"


def test_texts_follow_the_language(view: JournalView) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert text(view, 2, JournalColumn.MESSAGE) == "The connection to “Netzmanagement” is lost."


def test_a_page_ends_where_the_known_lines_begin() -> None:
    journal = FakeJournal()
    for _ in range(10):
        journal.add(HIGH, AlarmEventKind.RAISED)
    page = read_page(journal, Request(1, lambda _: True, after_id=7))
    assert [entry.id for entry in page.entries] == [10, 9, 8]
    assert page.is_end
    part = read_page(journal, Request(1, lambda entry: entry.id % 2 == 0), size=2)
    assert ([entry.id for entry in part.entries], part.reached_id) == ([10, 8], 8)
    rest = read_page(journal, replace(part.request, before_id=part.reached_id))
    assert [entry.id for entry in rest.entries] == [6, 4, 2]


# --- choosing lines ---------------------------------------------------------------------------


def choose(qtbot: QtBot, view: JournalView, **what: object) -> list[str]:
    view.bar.restore({**JournalView().bar.save(), **what})
    qtbot.waitUntil(lambda: view.is_idle)
    return [text(view, row, JournalColumn.EVENT) for row in range(view.model.rowCount())]


def test_lines_are_chosen_by_event_priority_period_and_person(
    qtbot: QtBot, view: JournalView, journal: FakeJournal
) -> None:
    journal.add(HIGH, AlarmEventKind.SHELVED, "Kim", "Baustelle")
    journal.add(MEDIUM, AlarmEventKind.COMMENTED, "Kim", "gesehen")
    assert choose(qtbot, view, events=["HIDDEN"]) == ["Zurückgestellt"]
    assert choose(qtbot, view, priorities=["MEDIUM"]) == ["Kommentar"]
    assert choose(qtbot, view, person="M. Beispiel") == ["Quittiert"]
    assert choose(qtbot, view, person="Kim", events=["HIDDEN", "COMMENTS"], text="baustelle") == [
        "Zurückgestellt"
    ]
    assert (
        choose(qtbot, view, period="HOUR")
        == ["Kommentar", "Zurückgestellt", "Quittiert"] + ["Ausgelöst"] * 2
    )
    assert choose(qtbot, view, person="Niemand") == []
    assert "Filter" in view.stage.placeholder.sentence
    view.stage.action_requested.emit()
    qtbot.waitUntil(lambda: view.is_idle and view.model.rowCount() == 5)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kim", ["Quittiert"]),
        ("beispiel quittiert", ["Quittiert"]),
        ("zeitplan", ["Unterdrückt"]),
        ("von selbst", ["Unterdrückt"]),
        ("17:00:02", ["Ausgelöst"]),
        ("netzmanagement", ["Ausgelöst"]),
        ("64,0", ["Quittiert"] * 2 + ["Unterdrückt", "Ausgelöst"]),
        ("0815", []),
    ],
)
def test_words_are_looked_for_in_everything_a_line_says(
    qtbot: QtBot, view: JournalView, journal: FakeJournal, words: str, found: list[str]
) -> None:
    journal.add(HIGH, AlarmEventKind.SUPPRESSED, "", "schedule")
    journal.add(HIGH, AlarmEventKind.ACKNOWLEDGED, "Kim")
    assert sorted(choose(qtbot, view, text=words)) == sorted(found)


def test_people_who_did_something_can_be_chosen_and_the_choice_is_remembered(
    qtbot: QtBot, view: JournalView
) -> None:
    people = [action.text() for action in view.bar.person.menu().actions()]
    assert people == ["Alle Personen", "M. Beispiel"]
    view.bar.person.menu().actions()[1].trigger()
    view.bar.events.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: view.is_idle)
    assert view.bar.person.text() == "M. Beispiel"
    assert view.model.rowCount() == 1
    other = JournalView()
    qtbot.addWidget(other)
    other.restore_state(view.save_state())
    assert other.bar.chosen == view.bar.chosen
    other.restore_state({"events": 7, "priorities": ["X"], "period": "IMMER", "person": 3})
    assert other.bar.chosen == JournalChoice()


def test_reading_ends_where_all_older_lines_were_recorded_before_the_period() -> None:
    journal = FakeJournal()
    for _ in range(10):
        journal.add(HIGH, AlarmEventKind.RAISED)
    journal.lines = [
        replace(line, event=replace(line.event, recorded_us=line.event.time_us))
        for line in journal.lines
    ]
    page = read_page(journal, Request(1, lambda _: True, start_us=START_US + 8 * SECOND))
    assert [entry.id for entry in page.entries] == [10, 9, 8]
    assert page.is_end


def test_alarms_that_servers_judge_are_named(
    qtbot: QtBot, view: JournalView, journal: FakeJournal
) -> None:
    alarm = AlarmId("netz@Pumpe")
    journal.known_mirrors = {
        alarm: Mirror(SourceId("netz"), "ns=2;s=Pumpe", "", "Pumpe", Text("Pumpe steht"), 500)
    }
    journal.add(alarm, AlarmEventKind.RAISED)
    view.set_journal(journal)
    qtbot.waitUntil(lambda: view.is_idle and view.model.rowCount() == 4)
    qtbot.waitUntil(lambda: text(view, 0, JournalColumn.SUBJECT) == "Netzmanagement")
    assert text(view, 0, JournalColumn.PRIORITY) == "Mittel"
