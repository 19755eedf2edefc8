"""A tab of the analysis: makes something of a reading beside the window, and shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.domain.points import PointId
from widgets.placeholders import Stage
from widgets.theme.tokens import GRID
from widgets.trends.analysis.canvas import Canvas
from widgets.trends.analysis.choices import SubjectChoice
from widgets.trends.analysis.readings import Reading

_SHARE: Final = 4
"""How much of the bar's room the names of curves take before the rest."""

Cell = str | float | int
"""A cell of a table for other programs; NaN is written as nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a page shows, as figures.

    Attributes:
        header: Names of the columns, with units.
        rows: The rows.
        notes: What is to be said above them, as (name, words).
    """

    header: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    notes: tuple[tuple[str, str], ...] = ()


class Page(QWidget):
    """What all tabs share.

    Signals:
        changed: A choice was changed; the job is to be done again.
        time_requested: A moment was opened (object: µs UTC).
        menu_requested: A context menu at a place on the screen (QPoint).
    """

    changed = Signal()
    time_requested = Signal(object)
    menu_requested = Signal(object)

    name = ""
    """Under which it is remembered."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = Stage(content)
        self.focus_id: PointId | None = None
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        self._bar.setSpacing(2 * GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar)
        column.addWidget(self.stage, 1)
        self.setFocusProxy(content)

    def add_choice(self, box: QWidget) -> QLabel:
        """Put a box behind its label into the bar; return the label."""
        label = QLabel()
        label.setObjectName("muted")
        label.setBuddy(box)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._bar.addWidget(label)
        self._bar.addWidget(box, _SHARE if isinstance(box, SubjectChoice) else 0)
        return label

    def end_bar(self) -> None:
        """Let the boxes stand at the left."""
        self._bar.addStretch(1)

    def set_focus(self, point_id: PointId) -> None:
        """Take the curve that is focused in the trends, where a page shows one."""
        self.focus_id = point_id

    # --- what a tab says and does -------------------------------------------------------------

    def title(self) -> str:
        """Return the name of the tab."""
        raise NotImplementedError

    def job(self, reading: Reading) -> Callable[[], object] | None:
        """Take what can be chosen, and return what is to be done beside the window.

        None when there is nothing to do; the page then says itself why.
        """
        raise NotImplementedError

    def show_result(self, reading: Reading, result: object) -> None:
        """Show what the job made."""
        raise NotImplementedError

    def table(self) -> Table | None:
        """Return what is shown as figures; None while there is nothing."""
        raise NotImplementedError

    def image(self, size: QSize, ratio: float) -> QImage | None:
        """Return what is shown as an image without title; None while there is nothing."""
        raise NotImplementedError

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered, JSON-like."""
        return {}

    def restore_state(self, saved: dict[str, Any]) -> None:
        """Take it up again; nonsense in it is ignored."""

    def retranslate(self) -> None:
        """Set all texts again."""


def image_of(canvas: Canvas, size: QSize, ratio: float, ground: str) -> QImage:
    """Return the picture of a canvas in another size."""
    image = QImage(size * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(ground)
    painter = QPainter(image)
    canvas.paint(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image
