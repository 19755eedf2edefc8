"""Views that are made when they are first wanted, one in a turn of the event loop."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Generic, Protocol, TypeVar, cast, overload

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6QtAds import ads

from app.console.panes import Pane
from widgets.views import View

_V = TypeVar("_V", bound=View)


@dataclass(frozen=True, slots=True)
class DockSpec:
    """A dock whose view is made when it is first seen, or asked for.

    Attributes:
        name: Permanent name of the dock.
        title: Source text of its title, of the context „pages“.
        module: Where its view is; imported when the view is made, or beside the window before.
        view: Name of the view's class there; it is made without arguments.
        area: Side at which it is docked.
        beside: Name of an earlier dock whose area it is docked to; empty for the whole page.
        is_live_only: See `Pane`.
    """

    name: str
    title: str
    module: str
    view: str
    area: ads.DockWidgetArea = ads.DockWidgetArea.CenterDockWidgetArea
    beside: str = ""
    is_live_only: bool = False

    def title_text(self) -> str:
        """Return the title in the language of the screen."""
        return QCoreApplication.translate("pages", self.title)

    def make(self) -> View:
        """Return a new view."""
        return cast("View", getattr(import_module(self.module), self.view)())


class Promises(QObject):
    """What is still to be made for the docks of a page.

    Views whose panes come into sight together are made in the order in which they were promised,
    each in a turn of its own, so that the window stays alive and what is ready is painted.

    Signals:
        due: The view of the dock of this name is to be made now (str).
    """

    due = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes: dict[str, Pane] = {}
        self._makers: dict[str, Callable[[], View]] = {}
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._take_next)

    def add(self, name: str, pane: Pane, make: Callable[[], View]) -> None:
        """Make a view as soon as its pane is seen, unless it is taken before."""
        self._panes[name], self._makers[name] = pane, make
        pane.seen.connect(self._look)

    def take(self, name: str) -> View | None:
        """Make what was promised; None where it is made already, or nothing is made any more."""
        make = self._makers.pop(name, None)
        return None if make is None else make()

    def close(self) -> None:
        """Make nothing by itself any more; the page is put away."""
        self._turn.stop()
        self._panes.clear()

    def _look(self) -> None:
        if self._awaited() is not None:
            self._turn.start()

    def _awaited(self) -> str | None:
        """Return the first dock that is in sight without its view."""
        for name, pane in self._panes.items():
            if name in self._makers and pane.isVisible():
                return name
        return None

    def _take_next(self) -> None:
        # What was out of sight again before its turn waits until it is seen the next time.
        name = self._awaited()
        if name is not None:
            self.due.emit(name)
            self._look()


class Viewed(Protocol):
    """A page of docks as its attributes see it."""

    def view(self, name: str) -> View:
        """Return the view of a dock, made now if need be."""
        ...


class Promised(Generic[_V]):
    """Attribute of a `DockPage`: the view of a dock, which is made when it is first asked for.

    Args:
        name: Name of the dock.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, page: None, owner: type) -> "Promised[_V]": ...

    @overload
    def __get__(self, page: Viewed, owner: type) -> _V: ...

    def __get__(self, page: Viewed | None, owner: type) -> "Promised[_V] | _V":
        if page is None:
            return self
        return cast("_V", page.view(self._name))
