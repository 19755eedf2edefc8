"""A pane with the small programme in a window, and one that is joined to a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from tests.fakes.clocks import FakeClock
from tests.portfolios import small_programme
from tests.widgets.portfolio.joining import Joined
from widgets.portfolio.gantt import GanttPane
from widgets.theme import theme

LEFT = Qt.MouseButton.LeftButton


def place_of(pane: GanttPane, uid: str, *, share: float = 0.5, beyond: float = 0.0) -> QPoint:
    """Return a place on the bar of a row, in the viewport; it is scrolled to first."""
    pane.sheet.chart.reveal(uid)
    rect = pane.sheet.chart.bar_in_view(uid)
    return QPointF(rect.left() + rect.width() * share + beyond, rect.center().y()).toPoint()


def drag(pane: GanttPane, begin: QPoint, end: QPoint) -> None:
    view = pane.sheet.chart.viewport()
    QTest.mousePress(view, LEFT, pos=begin)
    QTest.mouseMove(view, begin + (end - begin) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, pos=end)


@pytest.fixture(autouse=True)
def german() -> None:
    QLocale.setDefault(QLocale("de_DE"))


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[GanttPane]:
    """A pane with the small programme, in a window."""
    made = _window(qtbot)
    made.show_portfolio(small_programme().state())
    yield made
    made.close_feed()


@pytest.fixture
def joined(qtbot: QtBot, tmp_path: Path) -> Iterator[Joined[GanttPane]]:
    """A pane that is joined to a real store with the small programme."""
    made = Joined(_window(qtbot), tmp_path)
    yield made
    made.close()


def _window(qtbot: QtBot) -> GanttPane:
    theme().apply("light")
    made = GanttPane(clock=FakeClock())
    qtbot.addWidget(made)
    made.resize(1_400, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def acts(pane: GanttPane) -> list[tuple[str, list[Key]]]:
    said: list[tuple[str, list[Key]]] = []
    pane.act_requested.connect(lambda name, keys: said.append((name, keys)))
    return said
