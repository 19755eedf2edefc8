"""A workspace's page: views in docks that move, detach, and are remembered."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from PySide6QtAds import ads
from typing_extensions import override

from app.console.moments import Shown
from app.console.panes import Hold, Pane
from app.console.rail import WorkspaceSpec
from app.domain.cities import City
from app.services.ports import HistorianReader, JournalReader
from app.services.states import CityState
from widgets.placeholders import Placeholder
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.views import View

_STYLE = """
ads--CDockContainerWidget, ads--CDockAreaWidget, ads--CDockWidget {{ background: {surface}; }}
ads--CDockContainerWidget > QSplitter {{ padding: 0; }}
ads--CDockSplitter::handle {{ background: {background}; }}
ads--CDockAreaTitleBar {{ background: {surface}; border-bottom: 1px solid {line}; padding: 0; }}
ads--CDockWidgetTab {{ background: transparent; border: 0; padding: 2px 4px; }}
ads--CDockWidgetTab[activeTab="true"] {{ border-bottom: 2px solid {accent}; }}
ads--CDockWidgetTab QLabel {{ color: {muted}; font-weight: 600; }}
ads--CDockWidgetTab[activeTab="true"] QLabel {{ color: {text}; }}
ads--CTitleBarButton {{ border: 0; padding: 2px; background: transparent; }}
ads--CTitleBarButton:hover {{ background: {raised}; }}
QScrollArea#dockWidgetScrollArea {{ border: 0; padding: 0; }}
"""
"""Replaces the sheet of the dock library, which draws white bars into the dark theme."""


def configure_docks() -> None:
    """Set what holds for all dock managers; to be called once, before the first page."""
    flag = ads.CDockManager.eConfigFlag
    wanted = {
        flag.OpaqueSplitterResize: True,
        flag.FocusHighlighting: False,
        flag.DockAreaHasCloseButton: False,
        # Many views in one place: their names stay whole, and a menu has those without room.
        flag.DockAreaHasTabsMenuButton: True,
        flag.DockAreaDynamicTabsMenuButtonVisibility: True,
        flag.DisableTabTextEliding: True,
        flag.AllTabsHaveCloseButton: False,
        flag.ActiveTabHasCloseButton: False,
        flag.MiddleMouseButtonClosesTab: False,
    }
    for option, is_on in wanted.items():
        ads.CDockManager.setConfigFlag(option, is_on)


class Page(QWidget):
    """A page of the stack.

    Signals:
        shown: The page became visible; it wants the whole state.
    """

    shown = Signal()

    def __init__(self, spec: WorkspaceSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.setObjectName(f"page-{spec.id}")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def views(self) -> Iterator[View]:
        """Yield the page's views."""
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
        theme().changed.connect(self._apply_theme)
        self._apply_theme()

    @override
    def views(self) -> Iterator[View]:
        yield from (pane.view for pane in self._panes.values())

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
        dock = ads.CDockWidget(self._manager, name, self)
        dock.setObjectName(f"{self.spec.id}-{name}")
        pane = Pane(view, is_live_only=is_live_only)
        dock.setWidget(pane, ads.CDockWidget.eInsertMode.ForceNoScrollArea)
        dock.setTitleBarActions([] if is_live_only else [pane.action])
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
        if is_visible and pane.is_behind and not pane.shown.is_live:
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
        for floating in self._manager.floatingWidgets():
            floating.hide()
        super().put_away()

    @override
    def save_state(self) -> dict[str, Any]:
        layout = self._manager.saveState(self.layout_version)
        docks = bytes(layout.toBase64().data()).decode("ascii")
        views = {name: pane.view.save_state() for name, pane in self._panes.items()}
        holds = {
            name: "live" if pane.hold.time_us is None else pane.hold.time_us
            for name, pane in self._panes.items()
            if pane.hold is not None
        }
        return {"docks": docks, "own_docks": self._is_own, "views": views, "holds": holds}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        docks, views = state.get("docks"), state.get("views")
        if isinstance(docks, str):
            layout = QByteArray.fromBase64(docks.encode("ascii", "replace"))
            is_taken = self._manager.restoreState(layout, self.layout_version)
            self._is_own = state.get("own_docks") is not False or not is_taken
        for name, pane in self._panes.items():
            remembered = views.get(name) if isinstance(views, dict) else None
            if isinstance(remembered, dict):
                pane.view.restore_state(remembered)
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
        tokens = theme().tokens
        self._manager.setStyleSheet(
            _STYLE.format(
                surface=tokens.surface,
                background=tokens.background,
                line=tokens.line,
                accent=tokens.accent,
                muted=tokens.muted,
                text=tokens.text,
                raised=tokens.raised,
            )
        )
        provider = ads.CDockManager.iconProvider()
        provider.registerCustomIcon(ads.eIcon.DockAreaUndockIcon, icon("mdi6.open-in-new"))
        provider.registerCustomIcon(ads.eIcon.DockAreaMinimizeIcon, icon("mdi6.window-minimize"))
        provider.registerCustomIcon(ads.eIcon.TabCloseIcon, icon("mdi6.close"))
        provider.registerCustomIcon(ads.eIcon.DockAreaMenuIcon, icon("mdi6.chevron-down"))


AREA_CENTER = ads.DockWidgetArea.CenterDockWidgetArea
AREA_BOTTOM = ads.DockWidgetArea.BottomDockWidgetArea
AREA_RIGHT = ads.DockWidgetArea.RightDockWidgetArea
AREA_LEFT = ads.DockWidgetArea.LeftDockWidgetArea
AREA_TOP = ads.DockWidgetArea.TopDockWidgetArea
