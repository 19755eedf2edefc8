"""A profile of heights: terrain and roofs along a line, as a small plot over the scene."""

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.maps.measuring import length_text
from twin_viewer.model.frames import Doubles
from twin_viewer.tools.measurements import mark
from widgets.texts import number
from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

SAMPLES: Final = 240
MOST_POINTS: Final = 4_000
"""Scanned points in a profile at most; more of them cover each other."""

_POINT_PX: Final = 2.0
_SIZE: Final = (460, 190)
_LEAST_SHARE: Final = 0.35
_TEXT_PT: Final = 8.5
_TINT: Final = 0.22


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Heights along a line.

    Attributes:
        distances: Metres from its beginning, float64 (N,).
        terrain: Height of the ground, float64 (N,), NaN where nobody knows.
        surface: Height of what is uppermost, likewise.
        points: Distance and height of scanned points beside the line, float64 (M, 2).
    """

    distances: Doubles
    terrain: Doubles
    surface: Doubles
    points: Doubles = field(default_factory=lambda: np.zeros((0, 2)))

    @property
    def table(self) -> str:
        """The profile as lines of tab-separated columns, for a table."""
        words = QCoreApplication.translate
        head = "\t".join(
            (words("twin", "Entfernung m"), words("twin", "Gelände m"), words("twin", "Oben m"))
        )
        rows = zip(self.distances, self.terrain, self.surface, strict=True)
        return "\n".join((head, *("\t".join(number(one, 2) for one in row) for row in rows)))


def with_points(profile: Profile, along: Doubles, heights: Doubles) -> Profile:
    """Return a profile with scanned points beside its line, evenly thinned where they are many.

    Args:
        profile: Ground and roofs.
        along: Metres from the line's beginning, float64 (M,).
        heights: Heights, m, float64 (M,).
    """
    step = max(1, -(-len(along) // MOST_POINTS))
    return replace(profile, points=np.column_stack((along, heights))[::step])


class ProfileCard(QFrame):
    """Floats over the upper edge of the canvas.

    Args:
        parent: The canvas.

    Signals:
        copied: A sentence: what was copied.
        closed: A person has closed it.
    """

    copied = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self.setObjectName("card")
        self.title, self.plot = QLabel(), ProfilePlot()
        self.copy, self.close_button = QToolButton(), QToolButton()
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        for button in (self.copy, self.close_button):
            button.setAutoRaise(True)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, GRID, GRID, 2 * GRID)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.plot, 1)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.closed)
        self.retranslate()
        self.apply_theme()
        theme().changed.connect(self.apply_theme)
        parent.installEventFilter(self)
        self.hide()

    def show_profile(self, profile: Profile | None) -> None:
        """Show a profile; None hides the card."""
        self.plot.profile = profile
        self.setVisible(profile is not None)
        if profile is not None:
            self.setAccessibleName(self.plot.spoken)
            self._place()
            self.raise_()
            self.plot.update()

    def _place(self) -> None:
        room = self._view.rect().adjusted(3 * GRID, 3 * GRID, -3 * GRID, -3 * GRID)
        width, height = (min(_SIZE[0], room.width()), min(_SIZE[1], room.height()))
        self.setGeometry(room.left(), room.top(), width, height)

    def _copy(self) -> None:
        if self.plot.profile is not None:
            QGuiApplication.clipboard().setText(self.plot.profile.table)
            self.copied.emit(self.tr("Das Höhenprofil ist als Tabelle kopiert."))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.title.setText(self.tr("Höhenprofil"))
        for button, text in (
            (self.copy, self.tr("Höhenprofil als Tabelle kopieren")),
            (self.close_button, self.tr("Höhenprofil schließen (Esc)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.plot.update()

    def apply_theme(self) -> None:
        """Tint the icons for the theme in force."""
        self.copy.setIcon(icon("mdi6.content-copy"))
        self.close_button.setIcon(icon("mdi6.close"))
        self.plot.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


class ProfilePlot(QWidget):
    """The plot: ground filled, roofs as a line above it.

    Attributes:
        profile: What is drawn.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.profile: Profile | None = None
        self.setFont(body_font(_TEXT_PT))

    @property
    def spoken(self) -> str:
        """The profile for screen readers."""
        if self.profile is None:
            return ""
        low, high = _range(self.profile)
        words = self.tr("Höhenprofil über {0}, von {1} bis {2}")
        length = length_text(float(self.profile.distances[-1]), mark())
        return words.format(length, f"{number(low, 1)} m", f"{number(high, 1)} m")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        profile = self.profile
        if profile is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        low, high = _range(profile)
        metrics = self.fontMetrics()
        labels = [f"{number(one, 0)} m" for one in (low, high)]
        left = max(metrics.horizontalAdvance(one) for one in labels) + 2 * GRID
        box = QRectF(self.rect()).adjusted(left, GRID, -3 * GRID, -metrics.height() - GRID)
        self._draw_axes(painter, box, labels, float(profile.distances[-1]))
        self._draw_curves(painter, box, profile, (low, high))
        painter.end()

    def _draw_axes(self, painter: QPainter, box: QRectF, labels: list[str], length: float) -> None:
        tokens = theme().tokens
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topLeft(), box.topRight())
        painter.setPen(QColor(tokens.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for y, text in ((box.bottom(), labels[0]), (box.top(), labels[1])):
            place = QRectF(0, y - 3 * GRID, box.left() - GRID, 6 * GRID)
            painter.drawText(place, right, text)
        foot = QRectF(box.left(), box.bottom() + 2, box.width(), self.fontMetrics().height())
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, f"0{chr(0x202F)}m")
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, length_text(length, mark()))

    def _draw_curves(
        self, painter: QPainter, box: QRectF, profile: Profile, span: tuple[float, float]
    ) -> None:
        tokens = theme().tokens
        ground = QColor(tokens.muted)
        if len(profile.points):  # Qt crashes with no points at all
            tint = QColor(tokens.text)
            tint.setAlphaF(_TINT)
            painter.setPen(QPen(tint, _POINT_PX))
            painter.drawPoints(_polygon(profile.points, box, span, float(profile.distances[-1])))
        for heights, colour, is_filled in (
            (profile.surface, QColor(tokens.accent), False),
            (profile.terrain, ground, True),
        ):
            for run in _runs(profile.distances, heights):
                line = _polygon(run, box, span, float(profile.distances[-1]))
                painter.setPen(QPen(colour, 1.6))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPolyline(line)
                if is_filled and line.size() > 1:
                    tint = QColor(ground)
                    tint.setAlphaF(_TINT)
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(tint)
                    corners = [*line.toList(), QPointF(line.last().x(), box.bottom())]
                    corners.append(QPointF(line.first().x(), box.bottom()))
                    painter.drawPolygon(QPolygonF(corners))


def _range(profile: Profile) -> tuple[float, float]:
    """Return the lowest and highest of a plot; a level street must not look like mountains."""
    heights = np.concatenate((profile.terrain, profile.surface, profile.points[:, 1]))
    known = heights[np.isfinite(heights)]
    if not len(known):
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    least = max(2.0, _LEAST_SHARE * 0.2 * float(profile.distances[-1]))
    return low, max(high, low + least)


def _runs(distances: Doubles, heights: Doubles) -> list[Doubles]:
    """Return the parts of a curve without gaps, each float64 (K, 2)."""
    rows = np.flatnonzero(np.isfinite(heights))
    if not len(rows):
        return []
    parts = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    return [np.column_stack((distances[part], heights[part])) for part in parts]


def _polygon(run: Doubles, box: QRectF, span: tuple[float, float], length: float) -> QPolygonF:
    low, high = span
    x = box.left() + run[:, 0] / max(length, 1e-9) * box.width()
    y = box.bottom() - (run[:, 1] - low) / (high - low) * box.height()
    return QPolygonF([QPointF(*place) for place in np.column_stack((x, y)).tolist()])
