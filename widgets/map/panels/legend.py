"""The legend beside the map: small, foldable, and readable without eyes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.maps.legends import LegendEntry
from widgets.map.panels.legend_drawings import legend_height, legend_lines, paint_legend
from widgets.texts import language
from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID, HEADING_PT

__all__ = ["LegendPanel", "paint_legend"]

_NARROWEST: Final = 160


class LegendPanel(QWidget):
    """What the signs on the map mean; folded only its heading is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QToolButton()
        self.heading.setFont(body_font(HEADING_PT, weight=QFont.Weight.DemiBold))
        self.heading.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setIconSize(QSize(16, 16))
        self._is_folded = False
        self.drawing = LegendDrawing()
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(2 * GRID, 0, 2 * GRID, 2 * GRID)
        self.scroller = _Scroll(self.drawing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self._empty)
        column.addWidget(self.scroller, 1)
        column.addStretch()
        self.heading.clicked.connect(lambda: self.fold(is_folded=not self._is_folded))
        theme().changed.connect(self.apply_theme)
        self.retranslate()
        self.apply_theme()

    def set_entries(self, entries: Sequence[LegendEntry]) -> None:
        """Show entries, topmost layer first."""
        self.drawing.show_entries(entries)
        self._show()

    @property
    def entries(self) -> tuple[LegendEntry, ...]:
        """What is shown."""
        return self.drawing.entries

    @property
    def is_folded(self) -> bool:
        """True while only the heading is there."""
        return self._is_folded

    def fold(self, *, is_folded: bool) -> None:
        """Fold the legend, or unfold it."""
        self._is_folded = is_folded
        self._show()

    def _show(self) -> None:
        is_open, has_entries = not self._is_folded, bool(self.drawing.entries)
        self.scroller.setVisible(is_open and has_entries)
        self._empty.setVisible(is_open and not has_entries)
        self._fit()
        self._label()
        self.apply_theme()

    def _fit(self) -> None:
        """Let the legend take the room it needs, and no more."""
        self.scroller.setMaximumHeight(self.drawing.heightForWidth(self.width()))

    def _label(self) -> None:
        tip = self.tr("Legende aufklappen") if self._is_folded else self.tr("Legende zuklappen")
        self.heading.setToolTip(tip)
        self.heading.setAccessibleName(tip)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def save_state(self) -> dict[str, Any]:
        """Return whether it is folded."""
        return {"folded": self.is_folded}

    def restore_state(self, state: Mapping[str, Any]) -> None:
        """Take up what was saved; whatever does not fit is passed over."""
        self.fold(is_folded=state.get("folded") is True)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.heading.setText(self.tr("Legende"))
        self._empty.setText(self.tr("Keine der sichtbaren Ebenen braucht eine Erklärung."))
        self.scroller.setAccessibleName(self.tr("Legende"))
        self.drawing.retranslate()
        self._label()

    def apply_theme(self) -> None:
        """Take the icon of the theme."""
        name = "mdi6.chevron-right" if self.is_folded else "mdi6.chevron-down"
        self.heading.setIcon(icon(name))


class LegendDrawing(QWidget):
    """The drawing itself, as high as it has to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[LegendEntry, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.update)

    def show_entries(self, entries: Sequence[LegendEntry]) -> None:
        """Draw entries."""
        if tuple(entries) != self.entries:
            self.entries = tuple(entries)
            self.retranslate()

    def retranslate(self) -> None:
        """Measure and say everything in the language of the screen."""
        lines = legend_lines(self.entries, language=language())
        self.setAccessibleDescription("\n".join(lines))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the legend as lines of words."""
        return self.accessibleDescription()

    @override
    def heightForWidth(self, width: int) -> int:
        room = float(max(width, _NARROWEST) - 4 * GRID)
        metrics = QFontMetricsF(self.font())
        height = legend_height(metrics, room, self.entries, language=language())
        return round(height) + 3 * GRID

    @override
    def sizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.heightForWidth(_NARROWEST))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(2 * GRID, GRID, -2 * GRID, -GRID)
        paint_legend(painter, area, self.entries, language=language())
        painter.end()


class _Scroll(QScrollArea):
    """Scrolls a drawing that has no room, also by keys; as high as the drawing where it has."""

    def __init__(self, drawing: LegendDrawing) -> None:
        super().__init__()
        self._drawing = drawing
        self.setWidget(drawing)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        drawing.setAutoFillBackground(False)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.maximumHeight())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, 3 * self.fontMetrics().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._drawing.text() + "\n")
        else:
            super().keyPressEvent(event)
