"""Logbook and handover: what people want is carried to the store; signed is signed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.console.shift_page import ShiftPage
from app.console.shifts import ShiftController
from app.console.workspaces import WORKSPACES
from app.domain.alarms import AlarmId, AlarmState
from app.domain.shifts import Handover, Signature
from app.services.shift_change import shift_change
from app.storage.city import CityDatabase
from app.storage.logbook import CityLogbook
from tests.fakes.adapters import FakeJournal
from tests.fakes.city import make_alarm
from tests.fakes.clocks import START_US, FakeClock
from tests.fakes.notes import FakeAnnotations
from tests.fakes.shifts import make_shift_city
from widgets.shift.handover import HandoverView
from widgets.shift.logbook import LogbookView

CITY = make_shift_city()
RULE = next(rule for rule in CITY.rules if not rule.is_event)
CHANGE = shift_change(CITY, START_US)
HOUR = 3_600_000_000


class Desk:
    """A controller over a real store, with both views."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.clock = FakeClock()
        self.database = CityDatabase(path / "city.db")
        self.store = CityLogbook(self.database, self.clock, "Anna")
        self.journal = FakeJournal()
        self.alarms: dict[AlarmId, AlarmState] | None = {RULE.id: make_alarm()}
        self.controller = ShiftController(
            self.store, self.clock, "Anna", lambda: self.alarms, lambda: self.journal,
            FakeAnnotations(),
        )  # fmt: skip
        self.logbook, self.handover = LogbookView(), HandoverView()
        for view in (self.logbook, self.handover):
            qtbot.addWidget(view)
            view.set_city(CITY)
        self.controller.join(self.logbook, self.handover)
        self.controller.set_city(CITY)

    def prepared(self, qtbot: QtBot) -> Handover:
        """Return the handover that was put together."""
        self.handover.head.prepare.click()
        qtbot.waitUntil(lambda: self.handover.handover() is not None)
        found = self.handover.handover()
        assert found is not None
        return found

    def close(self) -> None:
        self.handover.close_feed()
        self.controller.close()
        self.database.close()


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(qtbot, tmp_path)
    yield desk
    desk.close()


def texts(desk: Desk) -> list[str]:
    return [entry.text for entry in desk.logbook.rows.records]


def test_a_line_is_written_in_the_name_of_the_person_and_taken_back(
    qtbot: QtBot, desk: Desk
) -> None:
    """Points that share a place bring it along; nothing left to take back is said."""
    desk.logbook.show_selection([str(CITY.points[0].id)])
    desk.logbook.line.box.setText("Stadtwerke angerufen")
    desk.logbook.line.write()
    (entry,) = desk.store.entries(0, 1 << 62)
    assert (entry.author, entry.time_us, entry.points) == ("Anna", START_US, (CITY.points[0].id,))
    assert entry.location == CITY.points[0].location
    assert texts(desk) == ["Stadtwerke angerufen"]
    desk.controller.undo()
    assert texts(desk) == []
    with qtbot.waitSignal(desk.controller.said) as told:
        desk.controller.undo()
    assert told.args == ["Es gibt nichts rückgängig zu machen."]


def test_lines_are_marked_removed_and_brought_back(desk: Desk) -> None:
    desk.controller.logbook.write("Muffe tauschen", None, [], True)
    (entry,) = desk.store.open_entries()
    desk.logbook.done_requested.emit([entry.id])
    assert desk.store.open_entries() == []
    desk.logbook.undo_requested.emit()
    assert desk.store.open_entries() == [entry]
    desk.logbook.remove_requested.emit([entry.id, "gibt es nicht"])
    assert "gelöscht" in desk.logbook.stage.placeholder.sentence
    desk.logbook.undo_requested.emit()
    assert texts(desk) == ["Muffe tauschen"]


def test_the_dialog_of_an_alarm_names_it_and_its_point(qtbot: QtBot, desk: Desk) -> None:
    """One line has one dialog; a line that is gone is said."""
    dialog = desk.controller.log(str(RULE.id))
    dialog.box.setPlainText("Umweltamt informiert")
    dialog.save()
    (entry,) = desk.store.entries(0, 1 << 62)
    assert (entry.alarm, entry.points) == (RULE.id, (RULE.point,))
    again = desk.controller.logbook.open(entry.id)
    assert again is not None
    assert desk.controller.logbook.open(entry.id) is again
    again.reject()
    with qtbot.waitSignal(desk.controller.said) as told:
        assert desk.controller.logbook.open("gibt es nicht") is None
    assert told.args == ["Diesen Eintrag gibt es nicht mehr."]
    points = desk.controller.log_points([str(CITY.points[3].id)])
    assert points.point_list.ids() == (CITY.points[3].id,)
    points.reject()


def test_a_handover_is_prepared_signed_and_taken_over(qtbot: QtBot, desk: Desk) -> None:
    """Two people sign; the store keeps both signatures, and the content as it was."""
    made = desk.prepared(qtbot)
    assert [item.subject for item in made.items] == [RULE.id]
    panel = desk.handover.panel
    panel.remark.setPlainText("Auf die Ostenallee achten.")
    panel.button.click()
    panel.name.setText("Anna")
    panel.button.click()
    assert "zwei verschiedene Personen" in panel.notice.sentence
    panel.name.setText("Bernd")
    panel.button.click()
    kept = desk.store.handover(made.id)
    assert kept == replace(
        made,
        remark="Auf die Ostenallee achten.",
        left=Signature("Anna", START_US),
        taken=Signature("Bernd", START_US),
    )


def test_putting_it_together_again_keeps_its_remark(qtbot: QtBot, desk: Desk) -> None:
    """There is one draft of a shift."""
    made = desk.prepared(qtbot)
    desk.handover.panel.remark.setPlainText("Schlüssel im Fach")
    desk.clock.advance(60)
    desk.alarms = {}
    desk.handover.head.prepare.click()
    qtbot.waitUntil(lambda: desk.handover.handover() not in (None, made))
    qtbot.waitUntil(lambda: not desk.handover.head.progress.isVisibleTo(desk.handover))
    (kept,) = desk.store.handovers()
    assert (kept.id, kept.remark, kept.items) == (made.id, "Schlüssel im Fach", ())


def test_what_hinders_it_is_said(qtbot: QtBot, desk: Desk) -> None:
    """Without live alarms, or with a journal that cannot be read, nothing is made up."""
    desk.alarms = None
    desk.handover.head.prepare.click()
    assert "Datenerfassung antwortet nicht" in desk.handover.stage.placeholder.sentence
    desk.alarms = {}
    desk.journal.trouble = "Das Journal ist gesperrt."
    desk.handover.head.prepare.click()
    qtbot.waitUntil(lambda: "gesperrt" in desk.handover.stage.placeholder.sentence)
    assert desk.store.handovers() == []


def test_a_handover_that_was_cancelled_is_dropped(qtbot: QtBot, desk: Desk) -> None:
    desk.handover.head.prepare.click()
    desk.handover.head.cancel.click()
    assert desk.controller.desk() is not None
    desk.prepared(qtbot)
    assert len(desk.store.handovers()) == 1


def test_in_the_first_half_hour_the_last_handover_is_pointed_to(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Later, or once it was taken over, nobody is told."""
    assert CHANGE.before is not None
    assert CHANGE.leaving is not None
    left = Handover("h", CHANGE.before, START_US, left=Signature("Bernd", START_US))
    database = CityDatabase(tmp_path / "city.db")
    clock = FakeClock()
    clock.advance((CHANGE.leaving.start_us + 600_000_000 - START_US) / 1e6)
    store = CityLogbook(database, clock, "Anna")
    store.put_handover(left)
    told: list[str] = []
    for late in (False, True):
        controller = ShiftController(store, clock, "Anna", dict, lambda: None, FakeAnnotations())
        controller.handover_waiting.connect(told.append)
        controller.set_city(CITY)
        controller.set_city(CITY)
        controller.close()
        if not late:
            clock.advance(3600)
    database.close()
    sentence = "Die Übergabe der Schicht „Frühschicht“ wartet darauf, übernommen zu werden."
    assert told == [sentence]


def test_the_page_holds_handover_logbook_and_capsules(qtbot: QtBot) -> None:
    spec = next(spec for spec in WORKSPACES if spec.id == "schicht")
    page = ShiftPage(spec)
    qtbot.addWidget(page)
    page.resize(1400, 900)
    page.set_city(CITY)
    assert [type(view).__name__ for view in page.views()] == [
        "HandoverView", "LogbookView", "CapsuleLibraryView",
    ]  # fmt: skip
    page.restore_state(page.save_state())
    page.put_away()
