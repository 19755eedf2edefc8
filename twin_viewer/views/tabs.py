"""The panels at the left: signs side by side, only the open one with its name."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget
from typing_extensions import override

from widgets.theme.tokens import GRID

_ICON = QSize(18, 18)


class _Signs(QTabBar):
    """Tabs as narrow as their signs; the open one as wide as its name."""

    @override
    def tabSizeHint(self, index: int) -> QSize:
        name = self.fontMetrics().horizontalAdvance(self.tabText(index))
        width = _ICON.width() + 5 * GRID + (name + 3 * GRID if name else 0)
        return QSize(width, super().tabSizeHint(index).height())

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)


class PanelTabs(QTabWidget):
    """Tabs that fit into a narrow panel, however many there are and however long their names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: dict[QWidget, str] = {}
        self.setTabBar(_Signs(self))
        self.setDocumentMode(True)
        self.setIconSize(_ICON)
        self.setUsesScrollButtons(False)
        self.tabBar().setExpanding(False)
        self.currentChanged.connect(lambda _: self._show())

    def add(self, widget: QWidget, name: str, icon: QIcon) -> None:
        """Add a panel."""
        self._names[widget] = name
        self.addTab(widget, icon, "")
        self._show()

    def name(self, widget: QWidget, name: str) -> None:
        """Say what a panel is."""
        self._names[widget] = name
        self._show()

    def dress(self, widget: QWidget, icon: QIcon) -> None:
        """Give a panel the icon of the theme."""
        self.setTabIcon(self.indexOf(widget), icon)

    def _show(self) -> None:
        for row in range(self.count()):
            page = self.widget(row)
            name = "" if page is None else self._names.get(page, "")
            self.setTabText(row, name if row == self.currentIndex() else "")
            self.setTabToolTip(row, name)
            self.tabBar().setAccessibleTabName(row, name)
