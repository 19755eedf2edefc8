"""The points a record is about, each with a button that takes it away."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.points import PointId
from widgets.labels import ElidedLabel
from widgets.records.rows import RecordWording, whole_city
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_IN_SIGHT: Final = 4


class PointList(QScrollArea):
    """A few points, one below the other.

    Signals:
        changed: A point was taken away.
    """

    changed = Signal()

    def __init__(
        self, wording: RecordWording[Any], ids: Sequence[PointId], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wording = wording
        self._ids = list(ids)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._build()

    def ids(self) -> tuple[PointId, ...]:
        """Return the points that are left."""
        return tuple(self._ids)

    def buttons(self) -> list[QToolButton]:
        """Return the buttons that take a point away, from top to bottom."""
        return self.findChildren(QToolButton)

    def _build(self) -> None:
        if (before := self.takeWidget()) is not None:
            before.deleteLater()  # one of its buttons was just pressed
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if not self._ids:
            empty = QLabel(whole_city())
            empty.setObjectName("muted")
            column.addWidget(empty)
        for point in self._ids:
            column.addWidget(self._line(point))
        rows = max(len(self._ids), 1)
        self.setFixedHeight(min(rows, _IN_SIGHT) * inner.sizeHint().height() // rows)
        self.setWidget(inner)

    def _line(self, point: PointId) -> QWidget:
        name = self._wording.point_text(point)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        label = ElidedLabel(name)
        label.setToolTip(str(point))
        take = QToolButton()
        take.setIcon(icon("mdi6.close"))
        take.setAutoRaise(True)
        take.setToolTip(self.tr("Herausnehmen"))
        take.setAccessibleName(self.tr("{0} herausnehmen").format(name))
        take.clicked.connect(partial(self._take_away, point))
        row.addWidget(label, 1)
        row.addWidget(take)
        return line

    def _take_away(self, point: PointId) -> None:
        self._ids.remove(point)
        self._build()
        self.changed.emit()
