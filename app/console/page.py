"""A workspace's page: views in docks that move, detach, and are remembered."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from PySide6QtAds import ads
from typing_extensions import override

from app.console.docks import style_docks
from app.console.moments import Shown
from app.console.panes import Hold, Pane
from app.console.promises import DockSpec, Promises
from app.console.rail import WorkspaceSpec
from app.domain.cities import City
from app.services.ports import HistorianReader, JournalReader
from app.services.states import CityState
from widgets.placeholders import Placeholder
from widgets.theme import theme
from widgets.views import View


class Page(QWidget):
    """A page of the stack.

    Signals:
        shown: The page became visible; it wants the whole state.
        view_made: A view was made only now (its `Pane`): it wants to be joined as the others were.
        view_seen: A view that is made late came into sight (its `Pane`); it wants what it missed.
    """

    shown = Signal()
    view_made = Signal(object)
    view_seen = Signal(object)

    def __init__(self, spec: WorkspaceSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.setObjectName(f"page-{spec.id}")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def views(self) -> Iterator[View]:
        """Yield the page's views, without those that nobody wanted to see yet."""
        yield from ()

    def set_city(self, city: City) -> None:
        """Give all views a profile."""
        for view in self.views():
            view.set_city(city)

    def set_rules(self, city: City) -> None:
        """Give all views the same profile with other alarm rules."""
        for view in self.views():
            view.set_rules(city)

    def set_history(self, history: HistorianReader) -> None:
        """Take another historian to read from; pages that read none pass it over."""

    def set_journal(self, journal: JournalReader) -> None:
        """Take another journal to read from; pages that read none pass it over."""

    def panes(self) -> Iterator[Pane]:
        """Yield what carries the page's views."""
        yield from ()

    def pane(self, view: View) -> Pane | None:
        """Return what carries a view; None for a view of another page."""
        return next((pane for pane in self.panes() if pane.view is view), None)

    def show_state(self, state: CityState) -> None:
        """Give the visible views that follow the time bus its state."""
        for pane in self.panes():
            if pane.hold is None:
                pane.show_state(state)

    def show_live(self, state: CityState) -> None:
        """Give the visible views that are held at LIVE the live state."""
        for pane in self.panes():
            if pane.hold is not None and pane.hold.time_us is None:
                pane.show_state(state)

    def show_held(self, state: CityState) -> None:
        """Give the visible views that are held at a moment its state."""
        for pane in self.panes():
            if pane.hold is not None and pane.hold.time_us == state.at_us:
                pane.show_state(state)

    def show_time(self, shown: Shown, now_us: int) -> None:
        """Say in all views which time the bus shows."""
        for pane in self.panes():
            pane.show_time(shown, now_us)

    def retranslate(self) -> None:
        """Set the page's own texts again; views hear of the language themselves."""

    def put_away(self) -> None:
        """End what the views have running, and close windows of their own; the console ends."""
        for view in self.views():
            closing = getattr(view, "close_feed", None)
            if closing is not None:
                closing()

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered of the page."""
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was remembered."""

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()


class EmptyPage(Page):
    """A workspace nothing has been set up for yet.

    Signals:
        overview_requested: The person wants to go to the overview.
    """

    overview_requested = Signal()

    def __init__(self, spec: WorkspaceSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self._placeholder = Placeholder(self)
        self._placeholder.action_requested.connect(self.overview_requested)
        self._layout.addWidget(self._placeholder)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        sentence = self.tr("{0} In diesem Profil ist dafür noch nichts eingerichtet.")
        self._placeholder.show_message(
            self.spec.icon, sentence.format(self.spec.purpose_text()), self.tr("Zur Lage")
        )


class DockPage(Page):
    """A workspace whose views stand in docks.

    Attributes:
        layout_version: Another one for a page whose docks are others than before: a layout that was
            remembered without one of them would leave it out.
    """

    layout_version = 0

    def __init__(self, spec: WorkspaceSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self._manager = ads.CDockManager(self)
        self._layout.addWidget(self._manager)
        self._docks: dict[str, ads.CDockWidget] = {}
        self._panes: dict[str, Pane] = {}
        self._titles: dict[str, str] = {}
        self._shares: dict[str, tuple[int, ...]] = {}
        self._is_own = True
        self._city: City | None = None
        self._remembered: dict[str, dict[str, Any]] = {}
        self._promises = Promises(self)
        self._promises.due.connect(self.view)
        theme().changed.connect(self._apply_theme)
        self._apply_theme()

    @override
    def views(self) -> Iterator[View]:
        yield from (pane.view for pane in self._panes.values() if pane.view is not None)

    @override
    def set_city(self, city: City) -> None:
        self._city = city
        super().set_city(city)

    @override
    def set_rules(self, city: City) -> None:
        self._city = city
        super().set_rules(city)

    @override
    def panes(self) -> Iterator[Pane]:
        yield from self._panes.values()

    def add_view(
        self,
        name: str,
        view: View,
        area: ads.DockWidgetArea,
        *,
        beside: str = "",
        is_live_only: bool = False,
    ) -> None:
        """Put a view into a dock.

        Args:
            name: Permanent name of the dock.
            view: The view.
            area: Side at which it is docked.
            beside: Name of an earlier dock whose area it is docked to; empty for the whole page.
            is_live_only: See `Pane`.
        """
        self._add_dock(name, Pane(view, is_live_only=is_live_only), area, beside)

    def promise(self, spec: DockSpec, make: Callable[[], View] | None = None) -> None:
        """Add a dock whose view is made when it is first seen, or asked for with `view`.

        It is joined then (`view_made`), and given the city and what was remembered of it.

        Args:
            spec: The dock.
            make: Makes the view in place of what the dock says, once.
        """
        pane = Pane(None, is_live_only=spec.is_live_only)
        self._add_dock(spec.name, pane, spec.area, spec.beside)
        self._promises.add(spec.name, pane, make or spec.make)
        pane.seen.connect(partial(self._tell_seen, pane))

    def made(self, name: str) -> View | None:
        """Return the view of a dock; None for one that nobody wanted yet."""
        return self._panes[name].view

    def view(self, name: str) -> View:
        """Return the view of a dock; one that was only promised is made now.

        Raises:
            KeyError: There is no such dock.
        """
        pane = self._panes[name]
        if pane.view is None:
            view = self._promises.take(name)
            if view is None:
                raise KeyError(name)  # it is being made just now, and cannot ask for itself
            self._take(name, pane, view)
            return view
        return pane.view

    def _take(self, name: str, pane: Pane, view: View) -> None:
        pane.take(view)
        self.view_made.emit(pane)
        if self._city is not None:
            view.set_city(self._city)
        remembered = self._remembered.pop(name, None)
        if remembered is not None:
            view.restore_state(remembered)
        view.show()
        if self._is_own:
            self._divide(self.size())  # what was empty asked for less room
        self._tell_seen(pane)

    def _tell_seen(self, pane: Pane) -> None:
        if pane.view is not None and pane.isVisible():
            self.view_seen.emit(pane)

    def _add_dock(self, name: str, pane: Pane, area: ads.DockWidgetArea, beside: str) -> None:
        dock = ads.CDockWidget(self._manager, name, self)
        dock.setObjectName(f"{self.spec.id}-{name}")
        dock.setWidget(pane, ads.CDockWidget.eInsertMode.ForceNoScrollArea)
        dock.setTitleBarActions([] if pane.is_live_only else [pane.action])
        feature = ads.CDockWidget.DockWidgetFeature
        movable = feature.DockWidgetMovable | feature.DockWidgetFloatable
        dock.setFeatures(movable | feature.DockWidgetFocusable)
        target = self._docks[beside].dockAreaWidget() if beside else None
        self._manager.addDockWidget(area, dock, target)
        self._docks[name] = dock
        self._panes[name] = pane
        pane.titled.connect(partial(self._write_title, name))
        dock.visibilityChanged.connect(partial(self._catch_up, pane))
        dock.topLevelChanged.connect(self._look_for_torn_off)
        dock.topLevelChanged.connect(self.shown)
        dock.topLevelChanged.connect(self._leave_as_it_is)

    def _catch_up(self, pane: Pane, is_visible: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Ask for the whole state for a view that was out of sight when a moment was gone to.

        While time stands still at a moment no other state would come, and the view would show
        the present under a frame that says it is not.
        """
        is_late = pane.view is not None and pane.is_behind
        if is_visible and is_late and not pane.shown.is_live:
            QTimer.singleShot(0, self, self.shown.emit)

    def share(self, shares: dict[str, tuple[int, ...]]) -> None:
        """Share the room between docks, in proportion, until a person arranges them.

        Args:
            shares: For each splitter the name of a dock in it, and the sizes of its parts.
        """
        self._shares = shares
        for splitter in self._manager.findChildren(QSplitter):
            splitter.splitterMoved.connect(self._leave_as_it_is)

    def _leave_as_it_is(self) -> None:
        self._is_own = False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_own:
            self._divide(event.size())

    def _divide(self, room: QSize) -> None:
        for name, parts in self._shares.items():
            area = self._docks[name].dockAreaWidget()
            splitter = area.parent()
            while not isinstance(splitter, QSplitter):
                if splitter is None:
                    return
                splitter = splitter.parent()
            is_row = splitter.orientation() is Qt.Orientation.Horizontal
            length = room.width() if is_row else room.height()
            splitter.setSizes([length * part // sum(parts) for part in parts])

    def dock(self, name: str) -> ads.CDockWidget:
        """Return the dock of a name."""
        return self._docks[name]

    def title(self, name: str, text: str) -> None:
        """Set the title on a dock's tab."""
        self._titles[name] = text
        self._write_title(name)

    def _write_title(self, name: str) -> None:
        suffix = self._panes[name].title_suffix
        self._docks[name].setWindowTitle(f"{self._titles.get(name, name)}{suffix}")

    def _look_for_torn_off(self) -> None:
        """A view in a window of its own says itself which time it shows."""
        for name, pane in self._panes.items():
            pane.is_torn_off = self._docks[name].isInFloatingContainer()
            pane.render_time()

    @override
    def put_away(self) -> None:
        self._promises.close()
        for floating in self._manager.floatingWidgets():
            floating.hide()
        super().put_away()

    @override
    def save_state(self) -> dict[str, Any]:
        layout = self._manager.saveState(self.layout_version)
        docks = bytes(layout.toBase64().data()).decode("ascii")
        views = dict(self._remembered)  # those that nobody looked at stay as they were
        for name, pane in self._panes.items():
            if pane.view is not None:
                views[name] = pane.view.save_state()
        holds = {
            name: "live" if pane.hold.time_us is None else pane.hold.time_us
            for name, pane in self._panes.items()
            if pane.hold is not None
        }
        return {"docks": docks, "own_docks": self._is_own, "views": views, "holds": holds}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        docks, views = state.get("docks"), state.get("views")
        self._remembered.clear()
        if isinstance(docks, str):
            layout = QByteArray.fromBase64(docks.encode("ascii", "replace"))
            is_taken = self._manager.restoreState(layout, self.layout_version)
            self._is_own = state.get("own_docks") is not False or not is_taken
        for name, pane in self._panes.items():
            remembered = views.get(name) if isinstance(views, dict) else None
            if isinstance(remembered, dict) and pane.view is not None:
                pane.view.restore_state(remembered)
            elif isinstance(remembered, dict):
                self._remembered[name] = remembered
        self._restore_holds(state.get("holds"))
        self._look_for_torn_off()

    def _restore_holds(self, holds: object) -> None:
        for name, pane in self._panes.items():
            held = holds.get(name) if isinstance(holds, dict) else None
            if held == "live":
                pane.hold_at(Hold())
            elif isinstance(held, int) and not isinstance(held, bool):
                pane.hold_at(Hold(held))

    def _apply_theme(self) -> None:
        style_docks(self._manager)


AREA_CENTER = ads.DockWidgetArea.CenterDockWidgetArea
AREA_BOTTOM = ads.DockWidgetArea.BottomDockWidgetArea
AREA_RIGHT = ads.DockWidgetArea.RightDockWidgetArea
AREA_LEFT = ads.DockWidgetArea.LeftDockWidgetArea
AREA_TOP = ads.DockWidgetArea.TopDockWidgetArea
