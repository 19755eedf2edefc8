"""A pane in a window, and one whose wishes are carried out in a real store."""

from contextlib import closing
from pathlib import Path
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Commit, ConflictError, RefusedError
from app.domain.inventory.records import Key
from app.services.portfolio.states import PortfolioState, read_state
from tests.fakes.clocks import START_US
from tests.portfolios import Programme, make_programme
from widgets.inventory.panes import Wish
from widgets.portfolio.panes import PortfolioPane
from widgets.theme import theme

Pane = TypeVar("Pane", bound=PortfolioPane)


def shown(qtbot: QtBot, pane: Pane, width: int = 1_400) -> Pane:
    """Return a pane in a window, in German and light."""
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    qtbot.addWidget(pane)
    pane.resize(width, 820)
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    return pane


class Joined(Generic[Pane]):
    """A pane whose wishes are carried out in a store, after which it gets the new state.

    Args:
        pane: The pane.
        folder: Where the store is made.
        programme: What is in it; the small programme where none is given.
    """

    def __init__(self, pane: Pane, folder: Path, programme: Programme | None = None) -> None:
        self.pane, self.store = pane, make_programme(folder, programme)
        self.wishes: list[Wish] = []
        pane.set_inventory(self.store.reader)
        pane.change_requested.connect(self._carry_out)
        self.refresh()

    def refresh(self) -> None:
        """Show the newest state."""
        self.pane.show_portfolio(self.state())

    def state(self, at_us: int | None = None) -> PortfolioState:
        """Return the state at a moment."""
        with closing(self.store.reader()) as reader:
            zone = ZoneInfo("Europe/Berlin")
            return read_state(reader, at_us=at_us, now_us=START_US, zone=zone, evidence={})

    def value(self, kind: str, uid: str, name: str) -> object:
        """Return a value as it stands in the store."""
        with closing(self.store.reader()) as reader:
            return next(one for one in reader.records(kind) if one.uid == uid).get(name)

    def _carry_out(self, wish: Wish) -> None:
        self.wishes.append(wish)
        try:
            outcome: Commit | Exception = self.store.commit(wish.changeset)
        except (RefusedError, ConflictError) as error:
            outcome = error
        wish.done(outcome)
        if isinstance(outcome, Commit):
            self.refresh()

    def close(self) -> None:
        """End the threads and the store."""
        close = getattr(self.pane, "close_feed", None)
        if close is not None:
            close()
        self.store.close()


def acts_of(pane: PortfolioPane) -> list[tuple[str, list[Key]]]:
    """Return a list that takes up what a pane asks for."""
    said: list[tuple[str, list[Key]]] = []
    pane.act_requested.connect(lambda name, keys: said.append((name, keys)))
    return said
