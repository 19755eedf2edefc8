"""Lending: lists, scanner, calendar, orders by mouse and by keys, letters."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key, Record
from app.services.inventory.lendings import Period
from tests.fakes.clocks import START_US, FakeClock
from tests.fakes.school_worlds import BOOKED, CAMERA, CITY, KIT, LOAN, ROBOT, make_schools, serve
from tests.inventories import MadeInventory, update
from tests.widgets.inventory.made import heard
from widgets.inventory.lending import LendingPane
from widgets.inventory.lending.form import Order
from widgets.inventory.lending.letters import LetterDialog
from widgets.inventory.lending.model import Column, Which
from widgets.theme import theme

TODAY = date(2025, 11, 24)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def inventory(tmp_path: Path, clock: FakeClock) -> Iterator[MadeInventory]:
    made = make_schools(tmp_path, clock)
    yield made
    made.close()


@pytest.fixture
def pane(qtbot: QtBot, inventory: MadeInventory, clock: FakeClock) -> Iterator[LendingPane]:
    theme().apply("light")
    made = LendingPane()
    qtbot.addWidget(made)
    made.clock = clock
    made.resize(1_300, 800)
    made.set_city(CITY)
    made.set_inventory(inventory.reader)
    made.change_requested.connect(serve(inventory, made))
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: len(made.model.lines) == 3)
    yield made
    made.close_feed()


def record(inventory: MadeInventory, kind: str, uid: str) -> Record:
    with closing(inventory.reader()) as reader:
        found = reader.record(kind, uid)
    assert found is not None
    return found


def shown(pane: LendingPane) -> list[str]:
    return [str(pane.model.index(row, Column.ITEM).data()) for row in range(pane.model.rowCount())]


def choose(pane: LendingPane, which: Which) -> None:
    pane.lists.which.setCurrentIndex(pane.lists.which.findData(which))


def enabled(pane: LendingPane) -> set[Order]:
    return {order for order, button in pane.form.buttons.items() if button.isEnabled()}


def test_lists_say_how_many_and_what_is_overdue(pane: LendingPane) -> None:
    texts = [pane.lists.which.itemText(row) for row in range(pane.lists.which.count())]
    assert texts == [
        "Alle Geräte (3)", "Ausgegeben (1)", "Überfällig (1)", "Heute reserviert (0)",
        "Jetzt frei (2)",
    ]  # fmt: skip
    choose(pane, Which.OVERDUE)
    assert shown(pane) == ["Kamera 1 · MZ-1"]
    index = pane.model.index(0, Column.STATE)
    assert index.data() == "überfällig"
    assert index.data(Qt.ItemDataRole.UserRole)
    assert pane.lists.free.cells.rows == (("Koffer Podcast", "2", "3"),)


def test_a_scanned_code_selects_its_item_and_leads_to_the_borrower(pane: LendingPane) -> None:
    choose(pane, Which.OVERDUE)
    pane.lists.filter.setFocus()
    QTest.keyClicks(pane.lists.filter, "mz-0")
    QTest.keyClick(pane.lists.filter, Qt.Key.Key_Return)
    assert pane.title.text() == "Koffer 1 · MZ-0"
    assert pane.lists.filter.text() == ""
    QTest.keyClicks(pane.lists.filter, "SER2")
    QTest.keyClick(pane.lists.filter, Qt.Key.Key_Return)
    assert pane.title.text() == "Roboter 1 · MZ-2"
    QTest.keyClicks(pane.lists.filter, "unbekannt")
    QTest.keyClick(pane.lists.filter, Qt.Key.Key_Return)
    assert pane.form.says.text() == "Zu „unbekannt“ gibt es hier kein Gerät."


def test_only_orders_that_fit_are_offered(pane: LendingPane) -> None:
    pane.select(KIT)
    assert enabled(pane) == {Order.RESERVE, Order.CHECK_OUT}
    pane.select(CAMERA)
    assert enabled(pane) == {
        Order.RESERVE, Order.TAKE_BACK, Order.BREAK, Order.EXTEND, Order.LOSE, Order.SLIP,
        Order.REMIND,
    }  # fmt: skip
    pane.select(ROBOT)
    assert enabled(pane) == {Order.RESERVE, Order.CHECK_OUT, Order.CANCEL, Order.SLIP}


def test_an_item_goes_out_and_comes_back_by_keys_alone(
    qtbot: QtBot, pane: LendingPane, inventory: MadeInventory
) -> None:
    pane.select(KIT)
    assert pane.form.period() == Period(TODAY, date(2025, 12, 8))
    pane.form.borrower.setEditText("nordschule")
    pane.lists.table.setFocus()
    QTest.keyClick(pane.lists.table, Qt.Key.Key_A)
    assert pane.form.says.text() == "Das Gerät ist ausgegeben."
    assert record(inventory, "asset", KIT).text("holder") == "Nordschule"
    qtbot.waitUntil(lambda: Order.TAKE_BACK in enabled(pane))
    pane.form.note.setText("Kabel fehlt")
    QTest.keyClick(pane.lists.table, Qt.Key.Key_Z)
    assert pane.form.says.text() == "Das Gerät ist zurück."
    assert record(inventory, "asset", KIT).text("state") == "in_stock"
    qtbot.waitUntil(lambda: Order.CHECK_OUT in enabled(pane))


def test_what_stands_against_an_order_is_told_and_nothing_changes(
    pane: LendingPane, inventory: MadeInventory
) -> None:
    wishes = heard(pane.change_requested)
    pane.select(ROBOT)
    pane.form.borrower.setEditText("Maria Beispiel")
    pane.carry_out(Order.RESERVE)
    assert "Namen von Personen" in pane.form.says.text()
    pane.form.borrower.setEditText("GS-12")
    pane.form.show_period(Period(date(2025, 12, 10), date(2025, 12, 16)))
    pane.carry_out(Order.RESERVE)
    assert "reserviert an Nordschule, 01.12.2025 bis 12.12.2025" in pane.form.says.text()
    assert wishes == []


def test_days_are_dragged_in_the_calendar(
    qtbot: QtBot, pane: LendingPane, inventory: MadeInventory
) -> None:
    pane.select(KIT)
    first, last = date(2025, 12, 2), date(2025, 12, 4)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(pane.weeks, left, pos=pane.weeks.cell(first).center().toPoint())
    QTest.mouseMove(pane.weeks, pane.weeks.cell(last).center().toPoint())
    QTest.mouseRelease(pane.weeks, left, pos=pane.weeks.cell(last).center().toPoint())
    assert pane.form.period() == Period(first, last)
    pane.form.borrower.setEditText("GS-12")
    pane.carry_out(Order.RESERVE)
    qtbot.waitUntil(lambda: len(pane.weeks.spans) == 1)
    assert pane.weeks.spans[0].period == Period(first, last)
    assert pane.weeks.told(date(2025, 12, 3)) == "Mittwoch 03.12.2025: reserviert für GS-12"


def test_days_are_chosen_by_keys(pane: LendingPane) -> None:
    pane.select(KIT)
    pane.weeks.setFocus()
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(pane.weeks, Qt.Key.Key_Right)
    QTest.keyClick(pane.weeks, Qt.Key.Key_Down, shift)
    assert "Gewählt: 25.11.2025 bis 02.12.2025" in pane.weeks.accessibleDescription()
    QTest.keyClick(pane.weeks, Qt.Key.Key_Return)
    assert pane.form.period() == Period(date(2025, 11, 25), date(2025, 12, 2))
    QTest.keyClick(pane.weeks, Qt.Key.Key_PageDown)
    assert pane.weeks.first > TODAY
    QTest.keyClick(pane.weeks, Qt.Key.Key_Home)
    assert pane.weeks.first <= TODAY
    assert "geschlossen" in pane.weeks.told(date(2025, 11, 29))
    assert pane.weeks.day_at(pane.weeks.cell(TODAY + timedelta(days=9)).center()) == date(
        2025, 12, 3
    )


def test_the_chosen_days_say_which_reservation_is_meant(
    qtbot: QtBot, pane: LendingPane, inventory: MadeInventory
) -> None:
    pane.select(ROBOT)
    pane.weeks.show_period(Period(date(2025, 12, 3), date(2025, 12, 3)))
    pane.carry_out(Order.CANCEL)
    assert record(inventory, "loan", BOOKED).text("state") == "cancelled"
    qtbot.waitUntil(lambda: pane.weeks.spans == ())


def test_a_loan_is_extended(pane: LendingPane, inventory: MadeInventory) -> None:
    pane.select(CAMERA)
    pane.form.show_period(Period(TODAY, date(2025, 12, 5)))
    pane.carry_out(Order.EXTEND)
    assert record(inventory, "loan", LOAN).text("due_on") == "2025-12-05"
    assert record(inventory, "asset", CAMERA).text("custody_until") == "2025-12-05"


def test_a_change_by_somebody_else_is_told(
    qtbot: QtBot, pane: LendingPane, inventory: MadeInventory
) -> None:
    pane.select(KIT)
    inventory.put(update("asset", KIT, note="umgeräumt"))
    pane.form.borrower.setEditText("GS-12")
    pane.carry_out(Order.CHECK_OUT)
    assert "Jemand hat das Gerät inzwischen geändert" in pane.form.says.text()
    qtbot.waitUntil(lambda: pane.line().item.text("note") == "umgeräumt")  # type: ignore[union-attr]
    pane.carry_out(Order.CHECK_OUT)
    assert record(inventory, "asset", KIT).text("state") == "lent"


def test_a_reminder_can_be_copied(qtbot: QtBot, pane: LendingPane) -> None:
    pane.select(CAMERA)
    pane.carry_out(Order.REMIND)
    (dialog,) = pane.findChildren(LetterDialog)
    assert "seit 3 Tagen überfällig" in dialog.text.toPlainText()
    dialog.copy.click()
    assert QApplication.clipboard().text().startswith("An: Südschule")
    dialog.close()


def test_a_slip_is_written(qtbot: QtBot, pane: LendingPane, tmp_path: Path) -> None:
    pane.select(CAMERA)
    line, loan = pane.line(), pane.loan()
    assert line is not None
    assert loan is not None
    pane.write_slip(tmp_path / "beleg.pdf", line, loan)
    qtbot.waitUntil(lambda: "gespeichert" in pane.form.says.text(), timeout=20_000)
    assert (tmp_path / "beleg.pdf").read_bytes().startswith(b"%PDF")


def test_the_past_can_be_seen_and_not_changed(
    qtbot: QtBot, pane: LendingPane, inventory: MadeInventory, clock: FakeClock
) -> None:
    clock.advance(3_600)
    pane.select(CAMERA)
    pane.carry_out(Order.TAKE_BACK)
    qtbot.waitUntil(lambda: pane.model.counts()[Which.OUT] == 0)
    pane.show_moment(START_US + 60_000_000)
    qtbot.waitUntil(lambda: pane.model.counts()[Which.OUT] == 1)
    assert enabled(pane) == set()
    assert "nur in der Gegenwart" in pane.form.says.text()


def test_the_selection_is_told_and_followed(qtbot: QtBot, pane: LendingPane) -> None:
    with qtbot.waitSignal(pane.keys_selected) as told:
        pane.lists.table.selectRow(2)
    assert told.args == [[Key("asset", ROBOT)]]
    said = heard(pane.keys_selected)
    pane.show_keys([Key("asset", CAMERA)])
    assert pane.title.text() == "Kamera 1 · MZ-1"
    assert said == []


def select_all(pane: LendingPane, *uids: str) -> None:
    pane.select(uids[0])
    pane.lists.select_also(uids[1:])
    pane.lists.counted.emit()


def test_several_items_go_out_and_come_back_together(
    qtbot: QtBot, pane: LendingPane, inventory: MadeInventory
) -> None:
    wishes = heard(pane.change_requested)
    select_all(pane, KIT, ROBOT)
    assert pane.title.text() == "2 Geräte gewählt"
    assert enabled(pane) == {Order.RESERVE, Order.CHECK_OUT}
    pane.form.borrower.setEditText("Nordschule")
    pane.form.show_period(Period(TODAY, TODAY + timedelta(days=1)))
    pane.carry_out(Order.CHECK_OUT)
    assert pane.form.says.text() == "2 Geräte sind ausgegeben."
    assert len(wishes) == 1
    assert {record(inventory, "asset", uid).text("holder") for uid in (KIT, ROBOT)} == {
        "Nordschule"
    }
    qtbot.waitUntil(lambda: Order.TAKE_BACK in enabled(pane))
    assert pane.title.text() == "2 Geräte gewählt"
    pane.carry_out(Order.TAKE_BACK)
    assert pane.form.says.text() == "2 Geräte sind zurück."
    qtbot.waitUntil(lambda: Order.CHECK_OUT in enabled(pane))


def test_what_stands_against_one_of_several_stops_all_and_names_it(
    pane: LendingPane, inventory: MadeInventory
) -> None:
    wishes = heard(pane.change_requested)
    select_all(pane, KIT, ROBOT)
    pane.form.borrower.setEditText("Südschule")
    pane.form.show_period(Period(TODAY, TODAY + timedelta(days=14)))
    pane.carry_out(Order.CHECK_OUT)
    assert pane.form.says.text().startswith("Roboter 1 · MZ-2: ")
    assert not wishes
    assert record(inventory, "asset", KIT).text("state") == "in_stock"


def test_the_form_stays_within_a_narrow_pane(pane: LendingPane) -> None:
    pane.resize(620, 500)
    QApplication.processEvents()
    inside = pane.form.parentWidget()
    assert inside is not None
    assert inside.width() >= inside.minimumSizeHint().width()


def test_what_comes_back_broken_goes_to_repair(pane: LendingPane, inventory: MadeInventory) -> None:
    pane.select(CAMERA)
    pane.form.note.setText("Linse gebrochen")
    pane.lists.table.setFocus()
    QTest.keyClick(pane.lists.table, Qt.Key.Key_D)
    assert pane.form.says.text() == "Das Gerät ist zurück und in Reparatur."
    assert record(inventory, "asset", CAMERA).text("state") == "repair"
