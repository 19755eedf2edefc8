"""A board with the small programme in a window, and one that is joined to a real store."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Commit
from app.services.portfolio.states import PortfolioState, read_state
from tests.fakes.clocks import START_US
from tests.inventories import MadeInventory
from tests.portfolios import make_programme, small_programme
from widgets.inventory.panes import Wish
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


class JoinedBoard:
    """A board whose wishes are carried out in a store, after which it gets the new state."""

    def __init__(self, pane: BoardPane, store: MadeInventory) -> None:
        self.pane, self.store = pane, store
        self.wishes: list[Wish] = []
        pane.set_inventory(store.reader)
        pane.change_requested.connect(self._carry_out)
        self.refresh()

    def refresh(self) -> None:
        self.pane.show_portfolio(self.state())

    def state(self) -> PortfolioState:
        with closing(self.store.reader()) as reader:
            zone = ZoneInfo("Europe/Berlin")
            return read_state(reader, at_us=None, now_us=START_US, zone=zone, evidence={})

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
def joined(qtbot: QtBot, tmp_path: Path) -> Iterator[JoinedBoard]:
    """A board that is joined to a store with the small programme."""
    store = make_programme(tmp_path)
    made = _window(qtbot)
    yield JoinedBoard(made, store)
    made.close_feed()
    store.close()


def _window(qtbot: QtBot) -> BoardPane:
    theme().apply("light")
    made = BoardPane()
    qtbot.addWidget(made)
    made.resize(1_400, 800)
    made.show()
    qtbot.waitExposed(made)
    return made
