"""A day with the programme: found, moved, taken back, a plan taken over, a report kept for good."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.console.workspaces import PROJEKTE
from app.domain.inventory.changes import Origin
from app.domain.inventory.fields import Publication
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key, Record
from app.services.portfolio.reports.freezing import Frozen, thawed
from tests.journeys.station import Station, at_work
from tests.portfolios import make_programme
from widgets.portfolio.reports.asking import Asked

pytestmark = pytest.mark.journey

CTRL = Qt.KeyboardModifier.ControlModifier
WLAN = Key("project", "wlan")
WHY = "Neuer Zuschnitt"


class Hands:
    """The person before the workspace of projects.

    Args:
        station: The control room.
    """

    def __init__(self, station: Station) -> None:
        self.station, self.console = station, station.console
        store = self.console.inventory.store
        assert store is not None
        self.store = store

    @property
    def page(self) -> Any:
        """The page of projects."""
        return self.console.window.pages[PROJEKTE]

    def come_back(self) -> None:
        """Have the keyboard in the window (again): without a window manager no dialog gives it."""
        self.console.window.activateWindow()
        self.station.until(self.console.window.isActiveWindow)

    def open(self) -> None:
        """Press Ctrl+8 and wait for the list."""
        self.come_back()
        QTest.keyClick(self.console.window, Qt.Key.Key_8, CTRL)
        assert self.console.window.workspace == PROJEKTE
        self.station.until(lambda: self.page.made("heat") is not None)
        self.station.until(lambda: len(self.page.view("heat").model.shown) == 2)

    def pane(self, name: str) -> Any:
        """Bring a dock to the front and return its pane, once it shows a state."""
        self.page.dock(name).setAsCurrentTab()
        self.station.until(lambda: self.page.made(name) is not None)
        self.station.until(lambda: self.page.view(name).portfolio_state is not None)
        return self.page.view(name)

    def see_name(self, name: str) -> None:
        """Wait until the workspace shows the project by a name."""
        desk = self.console.portfolio
        self.station.until(
            lambda: desk.state is not None and desk.state.portfolio.name("project", "wlan") == name
        )

    def record(self, key: Key) -> Record:
        """Return a record as it is now."""
        with closing(self.store.reader()) as reader:
            found = reader.record(key.kind, key.uid)
        assert found is not None
        return found

    def reports(self) -> list[Record]:
        """Return the reports that are kept."""
        with closing(self.store.reader()) as reader:
            return reader.records("report")


def find_the_project(hands: Hands) -> None:
    """Choose it in the list, and read at the right how it stands."""
    table = hands.pane("heat").table
    row = next(
        row
        for row in range(table.rows.rowCount())
        if (found := table.rows.row_at(row)) is not None and found.record.uid == "wlan"
    )
    place = table.visualRect(table.rows.index(row, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    records = hands.console.inventory.records
    assert records is not None
    hands.station.until(lambda: records.keys == [WLAN])
    hands.station.until(lambda: hands.page.made("project") is not None)
    project = hands.page.view("project")
    hands.station.until(lambda: project.portfolio_state is not None)


def rename_it(hands: Hands) -> None:
    """Press F2 in the list, write another name and why, save."""
    table = hands.pane("heat").table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    dialog = hands.station.dialog()
    hands.station.until(lambda: dialog.draft is not None)
    editor = dialog.form.editors["name"]
    editor.set_value("WLAN für alle")
    editor.changed.emit()
    dialog.reason.setEditText(WHY)
    hands.station.click(dialog.save)
    hands.station.until(lambda: hands.record(WLAN).get("name") == "WLAN für alle")
    state = hands.console.portfolio
    hands.station.until(
        lambda: (
            state.state is not None
            and state.state.portfolio.name("project", "wlan") == "WLAN für alle"
        )
    )


def take_it_back(hands: Hands) -> None:
    """Press Ctrl+Z in the list."""
    hands.come_back()
    table = hands.pane("heat").table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Z, CTRL)
    hands.station.until(lambda: hands.record(WLAN).get("name") == "WLAN in der Innenstadt")
    hands.see_name("WLAN in der Innenstadt")


def keep_a_report(hands: Hands) -> None:
    """Make a council paper, look at it, keep it."""
    pane = hands.pane("reports")
    pane.make(Asked("council", "de", Publication.INTERNAL, "", (), ()))
    hands.station.until(lambda: pane.sheet.keep.isVisible() and pane.sheet.paper.is_drawn)
    hands.station.click(pane.sheet.keep)
    hands.station.until(lambda: len(hands.reports()) == 1)
    hands.station.until(lambda: "stimmt" in pane.sheet.words.text())


def test_a_day_with_the_programme(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(parents=True)
    make_programme(folder).close()
    with at_work(tmp_path, qtbot) as station:
        hands = Hands(station)
        hands.open()
        find_the_project(hands)
        rename_it(hands)
        take_it_back(hands)
        keep_a_report(hands)

    with at_work(tmp_path, qtbot) as station:
        hands = Hands(station)
        hands.open()
        (report,) = hands.reports()
        found = thawed(report)
        assert isinstance(found, Frozen)
        assert found.problem == ""
        assert found.content.projects[0].heading == "1.1 WLAN in der Innenstadt"
        with closing(hands.store.reader()) as reader:
            assert reader.verify() == []
            assert reader.count(Query("project")) == 2
            origins = [one.origin for one in reader.transactions()][::-1]
        assert [one for one in origins if one is not Origin.MEASURED][-3:] == [
            Origin.EDIT,
            Origin.UNDO,
            Origin.EDIT,
        ]
