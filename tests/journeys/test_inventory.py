"""A day with the inventory: found, changed, taken back, a list taken up, and all there next day."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.console.workspaces import BESTAND
from app.domain.inventory.changes import Origin
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key, Record
from tests.inventories import create, make_inventory
from tests.journeys.station import Station, at_work
from widgets.inventory.importing.dialog import COMMIT, LAYOUT, MAPPING, TRIAL, ImportDialog

pytestmark = pytest.mark.journey

CTRL = Qt.KeyboardModifier.ControlModifier
WHY = "Umgehaengt"
GAUGE = Key("asset", "0" * 31 + "2")

LIST = """\
Inventarnummer;Name;Modell;Standort;Zustand
INV-8;Ersatzpumpe;Pumpe P4;Bauhof;im Lager
INV-9;Noch eine;Pumpe P4;Bauhof;verdampft
"""
"""The second row has a state that there is not."""


def write_stock(folder: Path) -> None:
    """Put a small inventory into the data folder, as it was left the day before."""
    folder.mkdir(parents=True)
    store = make_inventory(folder)
    store.put(
        create("site", uid="51", name="Bauhof", kind="other"),
        create("site", uid="52", name="Brücke", kind="other"),
        create("asset_type", uid="71", name="Pegel L2", kind="sensor"),
        create("asset_type", uid="72", name="Pumpe P4", kind="other"),
    )
    store.put(
        create("asset", uid="0" * 31 + "1", tag="INV-1", name="Pumpe", type="72", site="52",
               state="in_service"),
        create("asset", uid=GAUGE.uid, tag="INV-2", name="Pegel", type="71", site="52",
               state="in_service", device="pegel"),
        create("asset", uid="0" * 31 + "3", tag="INV-3", name="Reserve", type="72", site="51",
               state="in_stock"),
    )  # fmt: skip
    store.close()


class Hands:
    """The person before the workspace of the inventory.

    Args:
        station: The control room.
    """

    def __init__(self, station: Station) -> None:
        self.station = station
        self.console = station.console
        store = self.console.inventory.store
        assert store is not None
        self.store = store

    @property
    def page(self) -> Any:
        """The page of the inventory."""
        return self.console.window.pages[BESTAND]

    def come_back(self) -> None:
        """Have the keyboard in the window (again): without a window manager no dialog gives it."""
        self.console.window.activateWindow()
        self.station.until(self.console.window.isActiveWindow)

    def open(self) -> None:
        """Press Ctrl+6 and wait for the rows."""
        self.come_back()
        QTest.keyClick(self.console.window, Qt.Key.Key_6, CTRL)
        assert self.console.window.workspace == BESTAND
        self.station.until(lambda: self.page.table.model.rowCount() == self.count("asset"))

    def search(self, words: str, rows: int) -> None:
        """Type words into the box of the table."""
        box = self.page.table.top.box
        box.clear()
        self.station.write(box, words)
        self.station.until(lambda: self.page.table.model.rowCount() == rows)

    def click_row(self, row: int) -> None:
        """Click a row of the table."""
        grid = self.page.table.grid
        place = grid.visualRect(self.page.table.model.index(row, 0)).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def press(self, key: Qt.Key) -> None:
        """Press a key with Ctrl in the table."""
        self.come_back()
        self.page.dock("table").setAsCurrentTab()
        self.page.table.grid.setFocus()
        QTest.keyClick(self.page.table.grid, key, CTRL)

    # ---- what is on disk -----------------------------------------------------------------------
    def record(self, key: Key) -> Record:
        """Return a record as it is now."""
        with closing(self.store.reader()) as reader:
            found = reader.record(key.kind, key.uid)
        assert found is not None
        return found

    def count(self, kind: str) -> int:
        """Return how many records of a kind there are."""
        with closing(self.store.reader()) as reader:
            return reader.count(Query(kind))

    def origins(self) -> list[Origin]:
        """Return how the last changes of people came about, oldest first; the chain holds."""
        with closing(self.store.reader()) as reader:
            assert reader.verify() == []
            found = [one.origin for one in reader.transactions()][::-1]
        return [one for one in found[2:] if one is not Origin.MEASURED]


def find_the_gauge(hands: Hands) -> None:
    """Search, click, and see it in the card; its points are selected with it."""
    hands.search("pegel", 1)
    hands.click_row(0)
    records = hands.console.inventory.records
    assert records is not None
    hands.station.until(lambda: records.keys == [GAUGE])
    hands.station.until(lambda: "Pegel" in hands.page.card.head.title.text())
    hands.station.until(lambda: hands.console.selection.point_ids == ["pegel.stand"])


def rename_it(hands: Hands) -> None:
    """Press the button of the card, write another name and why, save."""
    hands.station.click(hands.page.card.head.edit)
    dialog = hands.station.dialog()
    hands.station.until(lambda: dialog.draft is not None)
    editor = dialog.form.editors["name"]
    editor.set_value("Pegel Nord")
    editor.changed.emit()
    dialog.reason.setEditText(WHY)
    hands.station.click(dialog.save)
    hands.station.until(lambda: hands.record(GAUGE).get("name") == "Pegel Nord")
    hands.station.until(lambda: "Pegel Nord" in hands.page.card.head.title.text())


def see_it_in_the_log(hands: Hands) -> None:
    """Open the changes: what, by whom and why."""
    hands.page.dock("changes").setAsCurrentTab()
    tree = hands.page.changes.tree

    def lines() -> list[str]:
        items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
        return [" | ".join(item.text(column) for column in range(5)) for item in items]

    hands.station.until(lambda: any(WHY in line for line in lines()))
    line = next(line for line in lines() if WHY in line)
    assert hands.console.surroundings.actor in line


def take_it_back(hands: Hands) -> None:
    """Press Ctrl+Z in the table."""
    hands.press(Qt.Key.Key_Z)
    hands.station.until(lambda: hands.record(GAUGE).get("name") == "Pegel")
    hands.station.until(lambda: "Rückgängig gemacht" in hands.station.said())


@contextmanager
def import_dialog(hands: Hands) -> Iterator[ImportDialog]:
    """Open the assistant beside the window; close it when the block ends."""
    carrier = hands.console.inventory.carrier
    assert carrier is not None
    dialog = ImportDialog(
        hands.store.reader, hands.console.surroundings.table_command, hands.console.window
    )
    dialog.change_requested.connect(carrier.carry_out)
    dialog.show()
    try:
        yield dialog
    finally:
        dialog.close()


def take_up_a_list(hands: Hands, path: Path) -> None:
    """Go through the steps; the row with the wrong cell is told and stays out."""
    path.write_text(LIST, "utf-8")
    until = hands.station.until
    with import_dialog(hands) as dialog:
        dialog.choose([path])
        until(lambda: dialog.step == LAYOUT and dialog.proposal is not None)
        until(lambda: dialog.reached >= MAPPING)
        hands.station.click(dialog.next)
        until(lambda: dialog.reached >= TRIAL)
        hands.station.click(dialog.next)
        assert dialog.step == TRIAL
        until(lambda: dialog.trial is not None)
        trial = dialog.trial
        assert trial is not None
        (problem,) = trial.plan.problems
        assert (problem.number, problem.column, problem.value) == (3, "Zustand", "verdampft")
        hands.station.click(dialog.next)
        assert dialog.step == COMMIT
        dialog.carry_out()
        until(lambda: dialog.transaction is not None)
    until(lambda: hands.count("asset") == 4)
    hands.search("INV-8", 1)


def test_a_day_with_the_inventory(qtbot: QtBot, tmp_path: Path) -> None:
    write_stock(tmp_path / "data")
    with at_work(tmp_path, qtbot) as station:
        hands = Hands(station)
        hands.open()
        find_the_gauge(hands)
        rename_it(hands)
        see_it_in_the_log(hands)
        take_it_back(hands)
        take_up_a_list(hands, tmp_path / "liste.csv")

    with at_work(tmp_path, qtbot) as station:
        hands = Hands(station)
        hands.open()
        assert hands.count("asset") == 4
        assert hands.record(GAUGE).get("name") == "Pegel"
        origins = hands.origins()
        assert origins[:3] == [Origin.EDIT, Origin.UNDO, Origin.IMPORT]
        station.until(lambda: hands.record(GAUGE).get("measured_state") == "alive")
