"""The change log: what was changed by whom, what exactly, taken back, checked, in the open."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Changeset, Origin
from app.domain.inventory.records import Key
from app.services.ports import InventoryReader, Progress, StoppedError, StorageError
from tests.fakes.city import make_city
from tests.fakes.clocks import FakeClock
from tests.inventories import MadeInventory, create, make_inventory, update
from widgets.inventory.changes import ChangesPane
from widgets.inventory.changes import reading as reading_module
from widgets.theme import theme

TRIGGERS = "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='inventory_change'"
SITE, ASSET = Key("site", "51"), Key("asset", "a1")


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path, FakeClock())
    yield made
    made.close()


@pytest.fixture
def pane(qtbot: QtBot, inventory: MadeInventory) -> Iterator[ChangesPane]:
    pane = ChangesPane()
    qtbot.addWidget(pane)
    pane.set_city(make_city(10))
    pane.set_inventory(inventory.reader)
    pane.resize(1000, 500)
    yield pane
    pane.close_feed()


def fill(inventory: MadeInventory) -> None:
    inventory.put(
        create("site", uid=SITE.uid, name="Schule am Bach", kind="school"),
        create("asset_type", uid="7", name="Modell", kind="access_point"),
        reason="Aufnahme",
    )
    inventory.put(
        create("asset", uid=ASSET.uid, tag="INV-1", name="AP", type="7", state="staged"),
        reason="Lieferung",
    )
    inventory.put(update("asset", ASSET.uid, site=SITE.uid, name="AP Flur"), reason="Umzug")


def rows(pane: ChangesPane) -> list[QTreeWidgetItem]:
    return [one for one in pane._items() if not one.isHidden()]


def cells(item: QTreeWidgetItem | None) -> list[str]:
    assert item is not None
    return [item.text(column) for column in range(item.columnCount())]


def first(item: QTreeWidgetItem) -> QTreeWidgetItem:
    child = item.child(0)
    assert child is not None
    return child


def shown(qtbot: QtBot, pane: ChangesPane, count: int) -> list[QTreeWidgetItem]:
    """Open the pane and return its lines once there are so many."""
    pane.show()
    qtbot.waitUntil(lambda: pane.tree.topLevelItemCount() == count)
    return rows(pane)


def opened(qtbot: QtBot, item: QTreeWidgetItem, count: int = 1) -> list[list[str]]:
    """Unfold a transaction and return what it did."""
    item.setExpanded(True)
    qtbot.waitUntil(lambda: item.childCount() == count)
    return [cells(item.child(row)) for row in range(count)]


# ---- what is seen ----------------------------------------------------------------------------
def test_transactions_are_listed_newest_first_with_who_how_what_and_why(
    qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory
) -> None:
    fill(inventory)
    inventory.commit(Changeset([update("asset", ASSET.uid, owner="Amt")], "Alle", Origin.BULK))
    found = [cells(one) for one in shown(qtbot, pane, 4)]
    assert [one[4] for one in found] == ["Alle", "Umzug", "Lieferung", "Aufnahme"]
    assert {one[1] for one in found} == {"Prüfung"}
    assert found[1][3] == "Gerät"
    assert set(found[3][3].split(", ")) == {"Standort", "Gerätetyp"}
    assert found[0][2] != found[1][2] == "bearbeitet"
    assert found[0][0].startswith("24.11.2025")


def test_unfolded_a_transaction_says_each_field_before_and_after_with_names(
    qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory
) -> None:
    fill(inventory)
    (line,) = opened(qtbot, shown(qtbot, pane, 3)[0])
    assert line[0] == "Gerät"
    assert line[2] == "INV-1 AP Flur"
    assert "Name: AP → AP Flur" in line[3]
    assert "Standort: – → Schule am Bach" in line[3]


def test_an_empty_log_says_so(qtbot: QtBot, pane: ChangesPane) -> None:
    pane.show()
    qtbot.waitUntil(lambda: pane.stage.placeholder.sentence == "Noch wurde nichts geändert.")
    assert not pane.undo.isEnabled()
    assert not pane.more.isEnabled()


def test_a_log_that_cannot_be_read_says_why(qtbot: QtBot, pane: ChangesPane) -> None:
    def broken() -> InventoryReader:
        raise StorageError("Die Datei ist beschädigt.")

    pane.set_inventory(broken)
    pane.show()
    qtbot.waitUntil(lambda: pane.stage.placeholder.sentence == "Die Datei ist beschädigt.")


def test_nothing_is_read_while_nobody_looks(
    qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory
) -> None:
    fill(inventory)
    pane.show_commit(inventory.put(create("tag", name="wlan")))
    assert pane._is_due
    assert pane.tree.topLevelItemCount() == 0
    shown(qtbot, pane, 4)
    assert not pane._is_due


def test_a_change_elsewhere_is_added_and_what_was_unfolded_and_chosen_stays_so(
    qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory
) -> None:
    fill(inventory)
    item = shown(qtbot, pane, 3)[1]
    opened(qtbot, item)
    pane.tree.setCurrentItem(item)
    pane.show_commit(inventory.put(create("tag", name="wlan"), reason="Schlagwort"))
    qtbot.waitUntil(lambda: pane.tree.topLevelItemCount() == 4)
    again = rows(pane)
    assert cells(again[0])[4] == "Schlagwort"
    qtbot.waitUntil(lambda: again[2].childCount() == 1)
    assert [one.isExpanded() for one in again] == [False, False, True, False]
    assert pane.tree.currentItem() is again[2]
    assert again[2].isSelected()


def test_lines_are_filtered_by_all_words(
    qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory
) -> None:
    fill(inventory)
    shown(qtbot, pane, 3)
    pane.box.setText("pruefung umz")
    assert [cells(one)[4] for one in rows(pane)] == ["Umzug"]
    pane.box.setText("nirgends")
    assert rows(pane) == []
    pane.box.clear()
    assert len(rows(pane)) == 3


def test_older_ones_are_read_when_they_are_wanted(
    qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(inventory)
    monkeypatch.setattr(reading_module, "STEP", 2)
    monkeypatch.setattr("widgets.inventory.changes.view.STEP", 2)
    shown(qtbot, pane, 2)
    assert pane.more.isEnabled()
    pane.more.click()
    qtbot.waitUntil(lambda: pane.tree.topLevelItemCount() == 3)
    assert [cells(one)[4] for one in rows(pane)] == ["Umzug", "Lieferung", "Aufnahme"]
    assert not pane.more.isEnabled()


def test_of_a_long_transaction_the_first_records_are_listed_and_the_rest_counted(
    qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_module, "MOST_LINES", 3)
    monkeypatch.setattr("widgets.inventory.changes.view.MOST_LINES", 3)
    inventory.put(*(create("tag", name=f"wort{row}") for row in range(5)))
    (item,) = shown(qtbot, pane, 1)
    assert opened(qtbot, item, 4)[-1][0] == "… und 2 weitere"


# ---- what a person does ----------------------------------------------------------------------
def test_the_chosen_transaction_is_taken_back_also_from_one_of_its_lines(
    qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory
) -> None:
    fill(inventory)
    item = shown(qtbot, pane, 3)[0]
    opened(qtbot, item)
    pane.tree.setCurrentItem(first(item))
    with qtbot.waitSignal(pane.undo_requested) as asked:
        pane.undo.click()
    assert asked.args[0].number == 3


def test_what_was_taken_back_says_so_and_cannot_be_taken_back_again(
    qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory
) -> None:
    fill(inventory)
    inventory.commit(inventory.inverse(3))
    found = shown(qtbot, pane, 4)
    assert cells(found[1])[2] == "bearbeitet, zurückgenommen"
    pane.tree.setCurrentItem(found[1])
    assert not pane.undo.isEnabled()
    pane.tree.setCurrentItem(found[2])
    assert pane.undo.isEnabled()


def test_a_line_selects_and_opens_its_record(
    qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory
) -> None:
    fill(inventory)
    item = shown(qtbot, pane, 3)[0]
    opened(qtbot, item)
    with qtbot.waitSignal(pane.keys_selected) as selected:
        pane.tree.setCurrentItem(first(item))
    assert selected.args == [[ASSET]]
    with qtbot.waitSignal(pane.open_requested) as asked:
        pane.tree.itemActivated.emit(item.child(0), 0)
    assert asked.args == [ASSET]


def test_chosen_lines_are_copied_as_a_table(
    qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory
) -> None:
    fill(inventory)
    shown(qtbot, pane, 3)
    pane.tree.selectAll()
    pane.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[4] for line in lines] == ["Umzug", "Lieferung", "Aufnahme"]


# ---- the chain -------------------------------------------------------------------------------
def test_a_whole_chain_is_told(qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory) -> None:
    fill(inventory)
    shown(qtbot, pane, 3)
    with qtbot.waitSignal(pane.message_requested) as said:
        pane.check.click()
    assert "lückenlos" in said.args[0]
    assert pane.check.text() == "Kette prüfen"


def test_a_log_that_was_tampered_with_is_told_beside_it(
    qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory
) -> None:
    fill(inventory)
    inventory.database.flush()
    with closing(sqlite3.connect(inventory.path)) as other, other:
        for (name,) in other.execute(TRIGGERS).fetchall():
            other.execute(f'DROP TRIGGER "{name}"')
        other.execute("UPDATE inventory_change SET title='anders' WHERE tx=2")
    shown(qtbot, pane, 3)
    pane.check.click()
    qtbot.waitUntil(lambda: "nachträglich verändert" in pane.stage.notice.sentence)
    assert pane.check.text() == "Kette prüfen"


class Slow:
    """A reader whose check of the chain goes on until it is told to stop."""

    def __init__(self, reader: Any, begun: Event) -> None:
        self._reader, self._begun = reader, begun

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def verify(self, progress: Progress) -> list[str]:
        self._begun.set()
        while progress(1, 2):
            pass
        raise StoppedError


def test_a_check_is_stopped_by_the_same_button(
    qtbot: QtBot, pane: ChangesPane, inventory: MadeInventory
) -> None:
    fill(inventory)
    begun = Event()
    pane.set_inventory(lambda: Slow(inventory.reader(), begun))  # type: ignore[arg-type,return-value]
    shown(qtbot, pane, 3)
    pane.check.click()
    qtbot.waitUntil(begun.is_set)
    assert pane.check.text() == "Prüfung abbrechen"
    with qtbot.waitSignal(pane.message_requested) as said:
        pane.check.click()
    assert said.args == ["Die Prüfung wurde abgebrochen."]
    assert pane.check.text() == "Kette prüfen"


def test_the_end_stops_a_check(qtbot: QtBot, inventory: MadeInventory) -> None:
    begun = Event()
    pane = ChangesPane()
    qtbot.addWidget(pane)
    pane.set_inventory(lambda: Slow(inventory.reader(), begun))  # type: ignore[arg-type,return-value]
    pane.verify()
    qtbot.waitUntil(begun.is_set)
    pane.close_feed()


def test_without_an_inventory_there_is_nothing_to_check(qtbot: QtBot) -> None:
    pane = ChangesPane()
    qtbot.addWidget(pane)
    pane.verify()
    assert not pane.check.property("running")
    pane.close_feed()
