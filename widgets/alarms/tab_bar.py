"""The tabs above the list of alarms, each with its count, and the choice of groups beside them."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from widgets.alarms.grouping import Grouping, grouping_title
from widgets.alarms.tabs import AlarmTab, tab_title, tab_tooltip
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ICONS: Final = {
    AlarmTab.ACTIVE: "mdi6.bell-outline",
    AlarmTab.SHELVED: "mdi6.clock-outline",
    AlarmTab.SUPPRESSED: "mdi6.bell-off-outline",
    AlarmTab.REMOVED: "mdi6.wrench-outline",
    AlarmTab.ALL: "mdi6.format-list-bulleted",
}


class AlarmTabs(QWidget):
    """Which alarms the person looks at, and how they are grouped.

    Signals:
        tab_chosen: The person chose a tab (object: AlarmTab).
        grouping_chosen: They chose by what to group (object: Grouping).
        all_open_wanted: Open (True) or close (False) all groups.
    """

    tab_chosen = Signal(object)
    grouping_chosen = Signal(object)
    all_open_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tab = AlarmTab.ACTIVE
        self.grouping = Grouping.NONE
        self.counts: list[int] = [0] * len(AlarmTab)
        self.buttons = {tab: QToolButton() for tab in AlarmTab}
        self.group_button = QToolButton()
        self._is_narrow = False
        self._group = QButtonGroup(self)
        self._arrange()
        self.retranslate()
        self.apply_theme()

    def _arrange(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        line.setSpacing(GRID)
        for tab, button in self.buttons.items():
            button.setObjectName("switch")
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.clicked.connect(partial(self._choose, tab))
            self._group.addButton(button)
            line.addWidget(button)
        self.buttons[AlarmTab.ACTIVE].setChecked(True)
        line.addStretch(1)
        self.group_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.group_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        line.addWidget(self.group_button)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _choose(self, tab: AlarmTab, _: bool = False) -> None:  # noqa: FBT001, FBT002 -- a Qt slot
        self.show_tab(tab)
        self.tab_chosen.emit(tab)

    def show_tab(self, tab: AlarmTab) -> None:
        """Mark a tab as open, without telling anybody."""
        self.tab = tab
        self.buttons[tab].setChecked(True)

    def show_grouping(self, grouping: Grouping) -> None:
        """Show by what is grouped, without telling anybody."""
        self.grouping = grouping
        self._name_group_button()
        self._fill_menu()

    def show_counts(self, counts: Sequence[int]) -> None:
        """Show how many alarms each tab has."""
        if list(counts) != self.counts:
            self.counts = list(counts)
            self._name_tabs()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.group_button.setToolTip(self.tr("Wonach die Alarme gruppiert sind"))
        self._name_tabs()
        self._name_group_button()
        self._fill_menu()

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        text = theme().tokens.text
        for tab, button in self.buttons.items():
            button.setIcon(icon(_ICONS[tab], colour=text))
        self.group_button.setIcon(icon("mdi6.file-tree-outline", colour=text))

    def _name_tabs(self) -> None:
        for tab, button in self.buttons.items():
            number, title = count(self.counts[tab]), tab_title(tab)
            button.setText(number if self._is_narrow else f"{title}  {number}")
            button.setAccessibleName(f"{title}: {number}")
            button.setToolTip(tab_tooltip(tab))

    def _name_group_button(self) -> None:
        title = grouping_title(self.grouping)
        self.group_button.setText("" if self._is_narrow else title)
        self.group_button.setAccessibleName(self.tr("Gruppieren: {0}").format(title))

    def _fill_menu(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for grouping in Grouping:
            action = QAction(grouping_title(grouping), menu)
            action.setCheckable(True)
            action.setChecked(grouping is self.grouping)
            action.triggered.connect(partial(self._choose_grouping, grouping))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        for text, is_open in (
            (self.tr("Alle aufklappen"), True),
            (self.tr("Alle zuklappen"), False),
        ):
            action = menu.addAction(text)
            action.setEnabled(self.grouping is not Grouping.NONE)
            action.triggered.connect(partial(self.all_open_wanted.emit, is_open))
        before = self.group_button.menu()
        self.group_button.setMenu(menu)
        if before is not None:
            before.deleteLater()

    def _choose_grouping(self, grouping: Grouping, _: bool = False) -> None:  # noqa: FBT001, FBT002 -- a Qt slot
        self.show_grouping(grouping)
        self.grouping_chosen.emit(grouping)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        words = (*(f"{tab_title(tab)}  99" for tab in AlarmTab), grouping_title(self.grouping))
        need = sum(metrics.horizontalAdvance(word) + 12 * GRID for word in words)
        if (self.width() < need) != self._is_narrow:
            self._is_narrow = not self._is_narrow
            self._name_tabs()
            self._name_group_button()
