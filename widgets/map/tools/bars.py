"""The tool bar over the map; what has no room goes into a menu at its end."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from widgets.map.protocol import Mode
from widgets.map.tools.commands import LOOKS, MODES, Command, explanations, names
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ICON: Final = QSize(18, 18)
_GAP: Final = 2 * GRID
_EDGE: Final = 2 * GRID
_SEARCH_SHARE: Final = 0.35
"""More of the bar than this is never kept for the search while buttons wait in the menu."""


class MapTools(QWidget):
    """Buttons; each tells an intent and changes nothing on the map itself.

    The keys work while the bar, or a widget it was told to `listen_on`, has the focus; they are
    none of the console's own (J, K, L, G, P play and move the time).

    Signals:
        mode_requested: What the pointer shall do (`Mode`).
        zoom_requested: So many steps closer (float; negative for away).
        fit_requested: Show the whole city.
        selection_requested: Go to what is selected.
        follow_requested: Follow the selection, or no longer (bool).
        layers_requested: Show the layers, or hide them (bool).
        legend_requested: Show the legend, or hide it (bool).
        table_requested: Show the table, or hide it (bool).
        copy_requested: Copy the map as a picture.
        picture_requested: Save the map as a picture.
    """

    mode_requested = Signal(object)
    zoom_requested = Signal(float)
    fit_requested = Signal()
    selection_requested = Signal()
    follow_requested = Signal(bool)
    layers_requested = Signal(bool)
    legend_requested = Signal(bool)
    table_requested = Signal(bool)
    copy_requested = Signal()
    picture_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.actions_of = {command: QAction(self) for command in Command}
        self.buttons = {command: QToolButton() for command in Command}
        self.more = QToolButton()
        self.more_menu = QMenu(self.more)
        self._search: QWidget | None = None
        self._reason = ""
        self._selected = 0
        self._group = QActionGroup(self)
        self._layout = QHBoxLayout(self)
        self._make_actions()
        self._connect()
        self._arrange()
        self.set_mode(Mode.MOVE)
        self.retranslate()
        self.apply_theme()
        theme().changed.connect(self.apply_theme)

    # --- what the view tells ----------------------------------------------------------------

    def set_mode(self, mode: Mode) -> None:
        """Show what the pointer does, without telling it again."""
        command = next(one for one, meant in MODES.items() if meant is mode)
        self._show_switch(command, is_on=True)

    def set_reason(self, reason: str) -> None:
        """Close what needs a living map, and say why; the empty reason opens it again.

        Args:
            reason: A whole sentence, such as `Die Karte startet noch.`
        """
        if reason != self._reason:
            self._reason = reason
            self._show_chances()

    def set_selected(self, count: int) -> None:
        """Take how many devices are selected; without any there is nothing to go to."""
        if count != self._selected:
            self._selected = count
            self._show_chances()

    def show_layers(self, *, is_shown: bool) -> None:
        """Show whether the layers are open."""
        self._show_switch(Command.LAYERS, is_on=is_shown)

    def show_legend(self, *, is_shown: bool) -> None:
        """Show whether the legend is open."""
        self._show_switch(Command.LEGEND, is_on=is_shown)

    def show_table(self, *, is_shown: bool) -> None:
        """Show whether the table is open."""
        self._show_switch(Command.TABLE, is_on=is_shown)

    def show_following(self, *, is_following: bool) -> None:
        """Show whether the map follows the selection."""
        self._show_switch(Command.FOLLOW, is_on=is_following)

    def put_search(self, search: QWidget) -> None:
        """Put the search where the bar has room left: between the tools and the panels."""
        self._search = search
        self._layout.insertWidget(self._layout.indexOf(self._stretch), search, 2)
        self._fit()

    def listen_on(self, widget: QWidget) -> None:
        """Let the keys of the bar work also while a widget, or one inside it, has the focus."""
        widget.addActions([self.actions_of[one] for one in Command if LOOKS[one].key])

    def take_key(self, key: str) -> bool:
        """Do what a key means that the map's page had no use for; tell whether it means something.

        Args:
            key: Name of the key as the page says it, such as `r`.
        """
        for command, look in LOOKS.items():
            action = self.actions_of[command]
            if look.key and look.key == key.upper() and action.isEnabled():
                action.trigger()
                return True
        return False

    # --- making -----------------------------------------------------------------------------

    def _make_actions(self) -> None:
        self._group.setExclusive(True)
        for command, action in self.actions_of.items():
            look = LOOKS[command]
            action.setCheckable(look.is_switch)
            action.setAutoRepeat(command in {Command.ZOOM_IN, Command.ZOOM_OUT})
            if command in MODES:
                self._group.addAction(action)
            if look.key:
                action.setShortcut(QKeySequence(look.key))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.toggled.connect(lambda _is_on, which=command: self._tint(which))
            self.addAction(action)
            self.buttons[command].setDefaultAction(action)

    def _connect(self) -> None:
        plain: dict[Command, Callable[[], None]] = {
            Command.ZOOM_IN: partial(self.zoom_requested.emit, 1.0),
            Command.ZOOM_OUT: partial(self.zoom_requested.emit, -1.0),
            Command.FIT: self.fit_requested.emit,
            Command.SELECTION: self.selection_requested.emit,
            Command.COPY: self.copy_requested.emit,
            Command.PICTURE: self.picture_requested.emit,
        }
        for command, mode in MODES.items():
            plain[command] = partial(self.mode_requested.emit, mode)
        for command, tell in plain.items():
            self.actions_of[command].triggered.connect(lambda _checked=False, say=tell: say())
        for command, signal in (
            (Command.FOLLOW, self.follow_requested),
            (Command.LAYERS, self.layers_requested),
            (Command.LEGEND, self.legend_requested),
            (Command.TABLE, self.table_requested),
        ):
            self.actions_of[command].triggered.connect(signal)

    def _arrange(self) -> None:
        line = self._layout
        line.setContentsMargins(_EDGE, GRID, _EDGE, GRID)
        line.setSpacing(GRID // 2)
        line.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._gaps: dict[Command, QWidget] = {}
        for command, button in self.buttons.items():
            if command is Command.LAYERS:
                self._stretch = QWidget()
                line.addWidget(self._stretch, 1)
            elif LOOKS[command].starts_group:
                self._gaps[command] = QWidget()
                self._gaps[command].setFixedWidth(_GAP)
                line.addWidget(self._gaps[command])
            line.addWidget(button)
        line.addWidget(self.more)
        self.more.setMenu(self.more_menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (*self.buttons.values(), self.more):
            button.setIconSize(_ICON)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    # --- room -------------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        # The bar never asks for more than its menu and one button: what is left goes there.
        hint = super().minimumSizeHint()
        return QSize(2 * (self._width_of(self.more) + _EDGE), hint.height())

    def _width_of(self, button: QToolButton) -> int:
        return button.sizeHint().width() + GRID // 2

    def _fit(self) -> None:
        """Put into the menu what has no room, the least needed first."""
        room = self.width() - 2 * _EDGE
        if self._search is not None:
            wanted = self._search.minimumSizeHint().width() + 2 * GRID
            room -= min(wanted, round(room * _SEARCH_SHARE))
        gaps = len(self._gaps) * (_GAP + GRID // 2) + GRID
        widths = {one: self._width_of(button) for one, button in self.buttons.items()}
        shown = set(Command)
        used = sum(widths.values()) + gaps
        if used > room:
            used += self._width_of(self.more)
            for one in sorted(Command, key=lambda command: -LOOKS[command].rank):
                if used <= room:
                    break
                shown.discard(one)
                used -= widths[one]
        for one, button in self.buttons.items():
            button.setVisible(one in shown)
        for one, gap in self._gaps.items():
            gap.setVisible(one in shown)
        rest = [one for one in Command if one not in shown]
        self.more.setVisible(bool(rest))
        self.more_menu.clear()
        for place, one in enumerate(rest):
            if place and LOOKS[one].starts_group:
                self.more_menu.addSeparator()
            self.more_menu.addAction(self.actions_of[one])

    # --- states -----------------------------------------------------------------------------

    def _show_switch(self, command: Command, *, is_on: bool) -> None:
        # Only `triggered` tells an intent; that a switch is shown otherwise tells nothing.
        self.actions_of[command].setChecked(is_on)

    def _show_chances(self) -> None:
        """Open and close the commands; a closed one says why."""
        texts, more = names(), explanations()
        for command, action in self.actions_of.items():
            look = LOOKS[command]
            why = self._reason if look.needs_map else ""
            if not why and command is Command.SELECTION and not self._selected:
                why = QCoreApplication.translate("map_tools", "Es ist nichts ausgewählt.")
            action.setEnabled(not why)
            name = texts[command]
            tip = f"{name} ({look.key})" if look.key else name
            lines = [tip, why or more.get(command, "")]
            action.setText(name)
            action.setToolTip("\n".join(filter(None, lines)))
            button = self.buttons[command]
            button.setAccessibleName(name.removesuffix(" …"))
            button.setAccessibleDescription(why or more.get(command, ""))

    # --- language and theme -----------------------------------------------------------------

    def retranslate(self) -> None:
        """Set all texts again."""
        words = QCoreApplication.translate("map_tools", "Weitere Werkzeuge")
        self.more.setToolTip(words)
        self.more.setAccessibleName(words)
        self.setAccessibleName(QCoreApplication.translate("map_tools", "Werkzeuge der Karte"))
        self._show_chances()
        self._fit()

    def apply_theme(self) -> None:
        """Tint the icons for the theme in force."""
        for command in Command:
            self._tint(command)
        self.more.setIcon(icon("mdi6.dots-horizontal"))

    def _tint(self, command: Command) -> None:
        action = self.actions_of[command]
        colour = theme().tokens.accent if action.isChecked() else ""
        action.setIcon(icon(LOOKS[command].icon, colour=colour))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
