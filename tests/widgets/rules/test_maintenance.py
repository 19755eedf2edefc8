"""Maintenance windows: announced with reason and order, counted down, ended early."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.alarms import MaintenanceWindow, Scope
from app.domain.documents import DocumentKind
from app.domain.points import DeviceId, SourceId
from app.services.rulesets import read_windows, write_windows
from tests.fakes.city import make_state
from tests.fakes.clocks import START_US
from tests.widgets.rules.conftest import CITY, Desk
from widgets.rules.maintenance_dialog import MaintenanceDialog
from widgets.rules.window_form import WindowForm
from widgets.rules.windows_model import span_text, state_text

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DEVICE = CITY.points[0].device
OPEN = MaintenanceWindow(
    "a",
    START_US - HOUR,
    START_US + 2 * HOUR,
    Scope(devices=frozenset({DeviceId(DEVICE)})),
    "Switch tauschen",
    "A-1",
    "Ada",
)
COMING = MaintenanceWindow(
    "b",
    START_US + HOUR,
    START_US + 3 * HOUR,
    Scope(sources=frozenset({SourceId("netz")})),
    "Update",
    "A-2",
    "Bo",
)
OVER = MaintenanceWindow(
    "c", START_US - 3 * HOUR, START_US - HOUR, OPEN.scope, "Prüfung", "A-0", "Bo"
)


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> MaintenanceDialog:
    desk.view.set_actor("Clara")
    desk.record(DocumentKind.MAINTENANCE, write_windows([COMING, OVER, OPEN]), "Plan")
    desk.settle()
    desk.view.acts.show_maintenance()
    dialog = desk.view.acts._maintenance
    assert dialog is not None
    return dialog


def windows(desk: Desk) -> dict[str, MaintenanceWindow]:
    text = desk.journal.versions(DocumentKind.MAINTENANCE)[-1].text
    return {window.id: window for window in read_windows(text, CITY)}


def test_those_that_go_on_come_first_and_count_down(dialog: MaintenanceDialog, desk: Desk) -> None:
    assert [window.id for window in dialog.model.windows] == ["a", "b", "c"]
    states = [dialog.model.texts(row)[0] for row in range(3)]
    assert states == ["läuft, noch 2 h", "beginnt in 1 h", "beendet"]
    desk.view.show_state(make_state(CITY, at_us=START_US + 61 * MINUTE))
    states = [dialog.model.texts(row)[0] for row in range(3)]
    assert states == ["läuft, noch 59 min", "läuft, noch 1 h 59 min", "beendet"]
    assert desk.view.bar.maintenance.text() == "2 Wartungsfenster, noch 1 h 59 min"


def test_a_window_is_ended_now_and_one_to_come_is_called_off(
    dialog: MaintenanceDialog, desk: Desk
) -> None:
    dialog.table.selectAll()
    dialog.end.click()
    kept = windows(desk)
    assert kept.keys() == {"a", "c"}
    assert kept["a"].end_us == START_US
    assert desk.asked[-1][2] == "Vorzeitig beendet: Switch tauschen, Update"


def test_what_is_over_cannot_be_ended(dialog: MaintenanceDialog) -> None:
    dialog.table.selectRow(2)
    assert not dialog.end.isEnabled()
    dialog.end_selected()


def test_a_window_needs_scope_time_reason_and_order(dialog: MaintenanceDialog, desk: Desk) -> None:
    dialog.ask_window()
    form = dialog.form
    assert form is not None
    said = [form.fault()]
    form.give()
    form.scope.kind.setCurrentIndex(3)
    form.scope.box.setText("netzmana")
    form.scope.list.setCurrentIndex(form.scope.model.index(0))
    QTest.keyClick(form.scope.list, Qt.Key.Key_Space)
    said.append(form.fault())
    form.reason.setText("Leitung  umstecken")
    said.append(form.fault())
    form.order.setText("A-3")
    form.end.setDateTime(form.start.dateTime())
    said.append(form.fault())
    form._last(4)
    assert said == [
        "Wählen Sie, woran gearbeitet wird.",
        "Schreiben Sie, was getan wird.",
        "Nennen Sie den Arbeitsauftrag.",
        "Das Ende liegt nicht nach dem Beginn.",
    ]
    assert form.fault() == ""
    form.give()
    (new,) = [window for name, window in windows(desk).items() if name not in {"a", "b", "c"}]
    assert new.scope == Scope(sources=frozenset({SourceId("netz")}))
    assert (new.reason, new.work_order, new.actor) == ("Leitung umstecken", "A-3", "Clara")
    assert (new.start_us, new.end_us - new.start_us) == (START_US, 4 * HOUR)


def test_times_of_a_window_are_those_of_the_city(qtbot: QtBot) -> None:
    form = WindowForm(CITY, START_US)
    qtbot.addWidget(form)
    assert form.start.text() == "24.11.2025 17:00"
    assert form.start_us == START_US
    form._now_us = START_US + 9 * HOUR
    form.scope.choose("districts", "mitte")
    assert form.fault() == "Das Ende liegt in der Vergangenheit."


def test_the_scope_says_how_much_it_holds(qtbot: QtBot) -> None:
    form = WindowForm(CITY, START_US)
    qtbot.addWidget(form)
    assert form.scope.summary.text() == "Noch nichts gewählt"
    form.scope.choose("fields", "umwelt")
    held = sum(point.field == "umwelt" for point in CITY.points)
    assert form.scope.summary.text().startswith(f"{held} Datenpunkt")
    assert form.scope.summary.text().endswith(": Umwelt")
    form.scope.choose("fields", "gibt es nicht")
    assert form.scope.scope == Scope(fields=frozenset({CITY.fields[0].id}))


def test_without_windows_there_is_a_way_to_begin(desk: Desk) -> None:
    desk.view.acts.show_maintenance()
    dialog = desk.view.acts._maintenance
    assert dialog is not None
    assert "Keine Wartungsfenster" in dialog.stage.placeholder.sentence
    dialog.stage.action_requested.emit()
    assert dialog.form is not None
    dialog.reject()
    assert desk.view.acts._maintenance is None


def test_a_refusal_is_told_above_the_list(dialog: MaintenanceDialog, desk: Desk) -> None:
    desk.is_silent = True
    dialog.add(COMING)
    desk.view.show_problems(["Zeile 2: Das geht nicht."])
    assert "Das geht nicht." in dialog.stage.notice.sentence
    desk.answer()


def test_windows_are_copied(dialog: MaintenanceDialog) -> None:
    dialog.table.selectRow(1)
    dialog.copy()
    heading, line = QGuiApplication.clipboard().text().splitlines()
    assert heading.split("\t")[:2] == ["Stand", "Bereich"]
    assert line.split("\t")[1:3] == ["Netzmanagement", "24.11.2025 18:00"]
    assert [a.text() for a in dialog.make_menu().actions()][:2] == ["Neu …", "Jetzt beenden"]


def test_spans_are_rounded_up_to_minutes() -> None:
    assert [span_text(us) for us in (1, MINUTE, 90 * MINUTE, 24 * HOUR, 27 * HOUR)] == [
        *("1 min", "1 min", "1 h 30 min", "1 d", "1 d 3 h"),
    ]
    assert state_text(OVER, START_US) == "beendet"
