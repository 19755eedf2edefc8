"""A list of projects in a window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from tests.widgets.portfolio.heat.shown import programme
from widgets.portfolio.heat import HeatPane
from widgets.theme import theme


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[HeatPane]:
    theme().apply("light")
    made = HeatPane()
    qtbot.addWidget(made)
    made.resize(1400, 700)
    made.show_portfolio(programme().state())
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_feed()
