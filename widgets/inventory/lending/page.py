"""What the pane of lending is made of: lists at the left, one item, its weeks, its form right."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets.inventory.lending.form import KEYS, LendingForm
from widgets.inventory.lending.lists import LendingLists
from widgets.inventory.lending.weeks import WEEKS, WeekGrid
from widgets.placeholders import Stage
from widgets.points.inspector_parts import words
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


class LendingPage(QWidget):
    """The parts of the pane, without what they do.

    Signals:
        ordered: An `Order`, by its button or by its key in the list or in the weeks.
    """

    ordered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lists = LendingLists()
        self.title, self.detail = QLabel(), words(name="muted")
        self.earlier, self.later, self.now = QToolButton(), QToolButton(), QToolButton()
        self.weeks, self.form = WeekGrid(), LendingForm()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.stage = Stage(self.split)
        self.title.setObjectName("heading")
        self.title.setWordWrap(True)
        self._arrange()
        self.lists.table.activated.connect(lambda _: self.form.borrower.setFocus())
        self.lists.table.installEventFilter(self)
        self.weeks.installEventFilter(self)
        self.form.ordered.connect(self.ordered)
        self.earlier.clicked.connect(lambda: self.weeks.move_weeks(-WEEKS))
        self.later.clicked.connect(lambda: self.weeks.move_weeks(WEEKS))

    def _arrange(self) -> None:
        steps = QHBoxLayout()
        steps.setSpacing(GRID)
        for button in (self.earlier, self.now, self.later):
            steps.addWidget(button)
        steps.addStretch(1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.title)
        column.addWidget(self.detail)
        column.addLayout(steps)
        column.addWidget(self.weeks)
        column.addWidget(self.form)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area, self._inside = area, right
        area.setWidget(right)
        self.split.addWidget(self.lists)
        self.split.addWidget(area)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([10_000, 10_000])
        self.split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stage)

    def fit(self) -> None:
        """Keep room for the whole form: it scrolls up and down only."""
        self._inside.ensurePolished()
        width = self._inside.minimumSizeHint().width()
        self._area.setMinimumWidth(width + self._area.verticalScrollBar().sizeHint().width())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            order = {key: order for order, key in KEYS.items()}.get(event.text().upper())
            if order is not None:
                self.ordered.emit(order)
                return True
        return super().eventFilter(watched, event)

    def apply_theme(self) -> None:
        """Take icons and colours of the theme."""
        self.earlier.setIcon(icon("mdi6.chevron-left"))
        self.later.setIcon(icon("mdi6.chevron-right"))
        self.form.apply_theme()
        self.lists.table.viewport().update()
