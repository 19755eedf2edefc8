"""A page of a project in a window, and a store with the small programme."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from tests.fakes.clocks import FakeClock
from tests.inventories import MadeInventory
from tests.portfolios import make_programme, small_programme
from widgets.portfolio.project import ProjectPane
from widgets.theme import theme


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MadeInventory]:
    with closing(make_programme(tmp_path)) as made:
        yield made


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[ProjectPane]:
    theme().apply("light")
    made = ProjectPane()
    qtbot.addWidget(made)
    made.clock = FakeClock()
    made.resize(480, 900)
    made.show_portfolio(small_programme().state())
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_feed()
