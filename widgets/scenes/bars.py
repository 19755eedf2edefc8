"""A bar of commands over a scene; what has no room goes into a menu at its end."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_C = TypeVar("_C", bound=StrEnum)

_ICON: Final = QSize(18, 18)
_GAP: Final = 2 * GRID
_EDGE: Final = 2 * GRID
_BESIDE_SHARE: Final = 0.35
"""More of the bar than this is never kept for a widget beside the buttons while some of them wait
in the menu."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a command looks and behaves.

    Attributes:
        icon: Icon of the family mdi6.
        rank: How soon its button gives way where there is little room; 0 stays longest.
        is_switch: True when it stays pressed.
        needs_scene: True when it does nothing without a living scene.
        needs_selection: True when it does nothing while nothing is selected.
        key: Its key while the scene or the bar has the focus; empty for none.
        starts_group: True when there is a gap before it.
        starts_end: True when it, and all behind it, stand at the right end of the bar.
    """

    icon: str
    rank: int
    is_switch: bool = False
    needs_scene: bool = True
    needs_selection: bool = False
    key: str = ""
    starts_group: bool = False
    starts_end: bool = False


@dataclass(frozen=True, slots=True)
class BarTexts(Generic[_C]):
    """The words of a bar in the language of the screen.

    Attributes:
        bar: What the bar is, for screen readers.
        names: Names of all commands, for menus and screen readers.
        explanations: What the tooltips add to those that need it.
    """

    bar: str
    names: Mapping[_C, str]
    explanations: Mapping[_C, str]


class CommandBar(QWidget, Generic[_C]):
    """Buttons of commands; each tells an intent and changes nothing in the scene itself.

    The keys work while the bar, or a widget it was told to `listen_on`, has the focus.

    Args:
        looks: The commands in their order from left to right, with their looks.
        texts: Says the words; asked again when the language changes.
        groups: Commands of which one is switched on at a time.
        parent: The widget it lies in.

    Attributes:
        actions_of: What each command does; the menu offers the same.
        buttons: The buttons of the bar, shown while they have room.
        more: Opens the menu of what has no room.
        more_menu: That menu.

    Signals:
        triggered: A command (`StrEnum`) was given, and whether it is switched on (bool).
    """

    triggered = Signal(object, bool)

    def __init__(
        self,
        looks: Mapping[_C, Look],
        texts: Callable[[], BarTexts[_C]],
        *,
        groups: Collection[Collection[_C]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._looks = looks
        self._texts = texts
        self.actions_of = {command: QAction(self) for command in looks}
        self.buttons = {command: QToolButton() for command in looks}
        self.more = QToolButton()
        self.more_menu = QMenu(self.more)
        self._reason = ""
        self._whys: dict[_C, str] = {}
        self._selected = 0
        self._beside: QWidget | None = None
        self._stretch = QWidget()
        self._gaps: dict[_C, QWidget] = {}
        self._layout = QHBoxLayout(self)
        self._make_actions(groups)
        self._arrange()
        self.retranslate()
        self.apply_theme()
        theme().changed.connect(self.apply_theme)

    # ---- what the view tells -------------------------------------------------------------------
    def set_reason(self, reason: str) -> None:
        """Close what needs a living scene, and say why; the empty reason opens it again.

        Args:
            reason: A whole sentence, such as `Die Karte startet noch.`
        """
        if reason != self._reason:
            self._reason = reason
            self._show_chances()

    def set_closed(self, command: _C, why: str) -> None:
        """Close one command, and say why in a sentence; the empty one opens it again."""
        if self._whys.get(command, "") != why:
            self._whys[command] = why
            self._show_chances()

    def set_selected(self, count: int) -> None:
        """Take how many devices are selected; without any there is nothing to go to."""
        if count != self._selected:
            self._selected = count
            self._show_chances()

    def show_switch(self, command: _C, *, is_on: bool) -> None:
        """Show a command as switched on or off, without telling it again."""
        # Only `triggered` tells an intent; that a switch is shown otherwise tells nothing.
        self.actions_of[command].setChecked(is_on)

    def put_beside(self, widget: QWidget) -> None:
        """Put a widget where the bar has room left: before what stands at its right end."""
        self._beside = widget
        self._layout.insertWidget(self._layout.indexOf(self._stretch), widget, 2)
        self._fit()

    def listen_on(self, widget: QWidget) -> None:
        """Let the keys of the bar work also while a widget, or one inside it, has the focus."""
        widget.addActions([self.actions_of[one] for one, look in self._looks.items() if look.key])

    # ---- making --------------------------------------------------------------------------------
    def _make_actions(self, groups: Collection[Collection[_C]]) -> None:
        for command, action in self.actions_of.items():
            look = self._looks[command]
            action.setCheckable(look.is_switch)
            if look.key:
                action.setShortcut(QKeySequence(look.key))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.toggled.connect(lambda _is_on, which=command: self._tint(which))
            action.triggered.connect(lambda is_on, which=command: self.triggered.emit(which, is_on))
            self.addAction(action)
            self.buttons[command].setDefaultAction(action)
        for members in groups:
            group = QActionGroup(self)
            for command in members:
                group.addAction(self.actions_of[command])

    def _arrange(self) -> None:
        line = self._layout
        line.setContentsMargins(_EDGE, GRID, _EDGE, GRID)
        line.setSpacing(GRID // 2)
        line.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        for command, button in self.buttons.items():
            if self._looks[command].starts_end:
                line.addWidget(self._stretch, 1)
            elif self._looks[command].starts_group:
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

    # ---- room ----------------------------------------------------------------------------------
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
        if self._beside is not None:
            wanted = self._beside.minimumSizeHint().width() + 2 * GRID
            room -= min(wanted, round(room * _BESIDE_SHARE))
        gaps = len(self._gaps) * (_GAP + GRID // 2) + GRID
        widths = {one: self._width_of(button) for one, button in self.buttons.items()}
        shown = set(self._looks)
        used = sum(widths.values()) + gaps
        if used > room:
            used += self._width_of(self.more)
            for one in sorted(self._looks, key=lambda command: -self._looks[command].rank):
                if used <= room:
                    break
                shown.discard(one)
                used -= widths[one]
        for one, button in self.buttons.items():
            button.setVisible(one in shown)
        for one, gap in self._gaps.items():
            gap.setVisible(one in shown)
        self._fill_menu([one for one in self._looks if one not in shown])

    def _fill_menu(self, rest: list[_C]) -> None:
        self.more.setVisible(bool(rest))
        self.more_menu.clear()
        for place, one in enumerate(rest):
            if place and self._looks[one].starts_group:
                self.more_menu.addSeparator()
            self.more_menu.addAction(self.actions_of[one])

    # ---- states --------------------------------------------------------------------------------
    def _why(self, command: _C) -> str:
        look = self._looks[command]
        if look.needs_scene and self._reason:
            return self._reason
        if look.needs_selection and not self._selected:
            return QCoreApplication.translate("map_tools", "Es ist nichts ausgewählt.")
        return self._whys.get(command, "")

    def _show_chances(self) -> None:
        """Open and close the commands; a closed one says why."""
        texts = self._texts()
        for command, action in self.actions_of.items():
            key, why, name = self._looks[command].key, self._why(command), texts.names[command]
            more = why or texts.explanations.get(command, "")
            action.setEnabled(not why)
            action.setText(name)
            tip = f"{name} ({key})" if key else name
            action.setToolTip("\n".join(filter(None, [tip, more])))
            self.buttons[command].setAccessibleName(name.removesuffix(" …"))
            self.buttons[command].setAccessibleDescription(more)

    # ---- language and theme --------------------------------------------------------------------
    def retranslate(self) -> None:
        """Set all texts again."""
        words = QCoreApplication.translate("map_tools", "Weitere Werkzeuge")
        self.more.setToolTip(words)
        self.more.setAccessibleName(words)
        self.setAccessibleName(self._texts().bar)
        self._show_chances()
        self._fit()

    def apply_theme(self) -> None:
        """Tint the icons for the theme in force."""
        for command in self._looks:
            self._tint(command)
        self.more.setIcon(icon("mdi6.dots-horizontal"))

    def _tint(self, command: _C) -> None:
        action = self.actions_of[command]
        colour = theme().tokens.accent if action.isChecked() else ""
        action.setIcon(icon(self._looks[command].icon, colour=colour))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
