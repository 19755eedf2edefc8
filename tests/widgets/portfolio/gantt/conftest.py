"""A pane with the small programme in a window, and one that is joined to a real store."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Commit
from app.domain.inventory.records import Key
from app.services.portfolio.states import PortfolioState, read_state
from tests.fakes.clocks import START_US, FakeClock
from tests.inventories import MadeInventory
from tests.portfolios import make_programme, small_programme
from widgets.inventory.panes import Wish
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


class Joined:
    """A pane whose wishes are carried out in a store, after which it gets the new state."""

    def __init__(self, pane: GanttPane, store: MadeInventory) -> None:
        self.pane, self.store = pane, store
        self.wishes: list[Wish] = []
        pane.change_requested.connect(self._carry_out)
        self.refresh()

    def refresh(self) -> None:
        self.pane.show_portfolio(self.state())

    def state(self, at_us: int | None = None) -> PortfolioState:
        with closing(self.store.reader()) as reader:
            zone = ZoneInfo("Europe/Berlin")
            return read_state(reader, at_us=at_us, now_us=START_US, zone=zone, evidence={})

    def value(self, kind: str, uid: str, name: str) -> object:
        record = self.state().portfolio.get(kind, uid)
        assert record is not None
        return record.get(name)

    def _carry_out(self, wish: Wish) -> None:
        self.wishes.append(wish)
        try:
            outcome: Commit | Exception = self.store.commit(wish.changeset)
        except Exception as error:  # noqa: BLE001 - the pane is told whatever it is
            outcome = error
        wish.done(outcome)
        if isinstance(outcome, Commit):
            self.refresh()


@pytest.fixture
def joined(qtbot: QtBot, tmp_path: Path) -> Iterator[Joined]:
    """A pane that is joined to a store with the small programme."""
    store = make_programme(tmp_path)
    made = _window(qtbot)
    yield Joined(made, store)
    made.close_feed()
    store.close()


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
