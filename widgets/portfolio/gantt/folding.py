"""Which tools of a bar leave for its menu when there is no room for all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QMenu, QToolButton, QWidget


@dataclass(frozen=True, slots=True)
class Foldable:
    """What can leave.

    Attributes:
        widgets: Shown or hidden together.
        width: Px of them, spaces between included.
        in_menu: What stands in the menu instead.
        is_needed: True while it must stay, as a filter that leaves something out.
    """

    widgets: Sequence[QWidget]
    width: Callable[[], int]
    in_menu: Sequence[QAction] = ()
    is_needed: Callable[[], bool] = lambda: False


def fold(tools: Sequence[Foldable], room: int) -> None:
    """Hide tools, the first ones first, until the others fit into a room (px)."""
    missing = sum(tool.width() for tool in tools) - room
    for tool in tools:
        leaves = missing > 0 and not tool.is_needed()
        if leaves:
            missing -= tool.width()
        for widget in tool.widgets:
            widget.setVisible(not leaves)
        for action in tool.in_menu:
            action.setVisible(leaves)


class BoxMenu(QMenu):
    """The entries of a box as a menu."""

    def __init__(self, box: QComboBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = box
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for place in range(self._box.count()):
            action = self.addAction(self._box.itemText(place))
            action.setCheckable(True)
            action.setChecked(place == self._box.currentIndex())
            action.triggered.connect(lambda _=False, at=place: self._box.setCurrentIndex(at))


def entry_of(button: QToolButton, menu: QMenu) -> QAction:
    """Return an entry that does what a button does."""
    action = QAction(menu)
    action.triggered.connect(lambda _=False: button.click())
    menu.aboutToShow.connect(lambda: action.setEnabled(button.isEnabled()))
    return action
