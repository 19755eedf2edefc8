"""A table over a little inventory, in a window, whose wishes are carried out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from tests.widgets.inventory.made import ASSETS, Made, make
from widgets.inventory.table import InventoryTable


@pytest.fixture(autouse=True)
def german() -> None:
    QLocale.setDefault(QLocale("de_DE"))


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def table(made: Made, qtbot: QtBot) -> Iterator[InventoryTable]:
    table = InventoryTable()
    table.resize(1_100, 600)
    table.set_inventory(made.store.reader)
    made.serve(table)
    table.show()
    qtbot.waitExposed(table)
    qtbot.waitUntil(lambda: len(table.model.ids) == ASSETS and table.model.row(0) is not None)
    yield table
    table.close()
    table.deleteLater()
