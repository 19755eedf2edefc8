"""A board with the small programme in a window, and one that is joined to a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from tests.portfolios import small_programme
from tests.widgets.portfolio.joining import Joined
from widgets.portfolio.boards import BoardPane
from widgets.theme import theme


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[BoardPane]:
    """A board with the small programme."""
    made = _window(qtbot)
    made.show_portfolio(small_programme().state())
    yield made
    made.close_feed()


@pytest.fixture
def joined(qtbot: QtBot, tmp_path: Path) -> Iterator[Joined[BoardPane]]:
    """A pane that is joined to a real store with the small programme."""
    made = Joined(_window(qtbot), tmp_path)
    yield made
    made.close()


def _window(qtbot: QtBot) -> BoardPane:
    theme().apply("light")
    made = BoardPane()
    qtbot.addWidget(made)
    made.resize(1_400, 800)
    made.show()
    qtbot.waitExposed(made)
    return made
