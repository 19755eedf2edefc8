"""The parts the inspector is made of: facts, quality chip, spark panel, alarm lines."""

from typing import Final

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.points import Point, PointKind
from app.domain.samples import Float64Array
from widgets.alarms.entries import AlarmEntry
from widgets.alarms.tooltips import entry_tooltip
from widgets.alarms.words import entry_value_text, raised_text, short_message
from widgets.points.inspector_facts import Reading
from widgets.sparks import allowed_gap, draw_spark, spark_path
from widgets.texts import alarm_state_text, value_text
from widgets.theme import theme
from widgets.theme.glyphs import chip_width, draw_chip
from widgets.theme.tokens import GRID, LOST_LOOK, RADIUS_CONTROL

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SPARK_HEIGHT: Final = 14 * GRID


def words(text: str = "", *, name: str = "") -> QLabel:
    """Return a label whose text may have several lines and may be selected."""
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setMinimumWidth(1)
    return label


class Section(QWidget):
    """A heading with what stands below it; it is hidden while nothing does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = QLabel()
        self._heading.setObjectName("heading")
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(2 * GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._heading)
        column.addLayout(self._body)

    def fill(self, title: str, parts: list[QWidget]) -> None:
        """Show parts below a title in place of those before."""
        while (item := self._body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._heading.setText(title)
        for part in parts:
            self._body.addWidget(part)
        self.setVisible(bool(parts))


class Facts(QWidget):
    """Pairs of a title and a text; texts may change, titles stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(1, 1)
        self._labels: dict[str, QLabel] = {}

    def add(self, key: str, title: str, text: str) -> None:
        """Add a pair that `set_text` finds by its key."""
        row = self._grid.rowCount()
        heading = QLabel(title)
        heading.setObjectName("muted")
        label = words(text)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(heading, row, 0, top)
        self._grid.addWidget(label, row, 1, top)
        self._labels[key] = label

    def set_text(self, key: str, text: str) -> None:
        """Change a text."""
        label = self._labels[key]
        if label.text() != text:
            label.setText(text)


class QualityChip(QWidget):
    """Quality and age in one word: violet when bad, hatched when stale, grey when good."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = Reading()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_reading(self, reading: Reading) -> None:
        """Show the quality of a value."""
        before, self._reading = self._reading, reading
        if (before.quality, before.is_bad, before.is_stale) != (
            reading.quality,
            reading.is_bad,
            reading.is_stale,
        ):
            self.setAccessibleName(reading.quality)
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        width = chip_width(self.font(), self._reading.quality)
        return QSize(round(width), self.fontMetrics().height() + 2 * GRID)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, reading = theme().tokens, self._reading
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if reading.is_bad:
            draw_chip(painter, area, LOST_LOOK, reading.quality, is_filled=True)
            painter.end()
            return
        frame = area.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        if reading.is_stale:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(QColor(tokens.line), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setPen(QColor(tokens.stale if reading.is_stale else tokens.muted))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, reading.quality)
        painter.end()


class SparkPanel(QWidget):
    """The last hour of a point with its smallest and largest value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._point: Point | None = None
        self._minutes: Float64Array | None = None
        self._is_stale = False
        self.setFixedHeight(_SPARK_HEIGHT)
        theme().changed.connect(self.update)

    def show_hour(self, point: Point, minutes: Float64Array | None, *, is_stale: bool) -> None:
        """Show an hour; NaN where there was no sample."""
        has_line = minutes is not None and bool(np.isfinite(minutes).any())
        self._point, self._is_stale = point, is_stale
        self._minutes = minutes if has_line else None
        self.setVisible(has_line)
        low, high = self.range_texts()
        self.setAccessibleName(
            self.tr("Letzte Stunde: {low} bis {high}").format(low=low, high=high)
        )
        self.setToolTip(self.accessibleName())
        self.update()

    def range_texts(self) -> tuple[str, str]:
        """Return the smallest and the largest value of the hour in words; empty without any."""
        if self._minutes is None or self._point is None:
            return "", ""
        low, high = float(np.nanmin(self._minutes)), float(np.nanmax(self._minutes))
        return value_text(self._point, low), value_text(self._point, high)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._minutes is None or self._point is None:
            return
        tokens = theme().tokens
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        low, high = self.range_texts()
        longest = max(metrics.horizontalAdvance(low), metrics.horizontalAdvance(high))
        side = min(longest, self.width() / 3)
        area = QRectF(2, 6, self.width() - side - 4 * GRID, self.height() - 12)
        painter.setPen(QPen(QColor(tokens.line), 1))
        for y in (area.top() + 0.5, area.bottom() + 0.5):
            painter.drawLine(round(area.left()), round(y), round(area.right()), round(y))
        draw_spark(painter, self._path(area), area, QColor(tokens.muted), self._end_colour())
        painter.setPen(QColor(tokens.muted))
        left, height = area.right() + 3 * GRID, metrics.height()
        for text, y in ((high, area.top()), (low, area.bottom())):
            place = QRectF(left, y - height / 2, side, height)
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, side + 0.5)
            painter.drawText(place, _LEFT, elided)
            if low == high:
                break
        painter.end()

    def _end_colour(self) -> QColor:
        tokens = theme().tokens
        return QColor(tokens.stale if self._is_stale else tokens.text)

    def _path(self, area: QRectF) -> QPainterPath:
        if self._minutes is None or self._point is None:
            return QPainterPath()
        return spark_path(
            self._minutes,
            area.width(),
            area.height(),
            gap=allowed_gap(self._point.interval_s),
            is_step=self._point.kind is PointKind.STATE,
        )


class AlarmChip(QWidget):
    """The chip of an alarm as a widget."""

    def __init__(self, entry: AlarmEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(entry.priority_word)
        theme().changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        width = chip_width(self.font(), self._entry.priority_word)
        return QSize(round(width), self.fontMetrics().height() + 2 * GRID)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        entry = self._entry
        draw_chip(
            painter,
            QRectF(self.rect()),
            entry.look,
            entry.priority_word,
            is_filled=entry.is_unacknowledged,
        )
        painter.end()


class AlarmLine(QWidget):
    """An alarm of the point: chip, message, since when, and a button to acknowledge it.

    Signals:
        acknowledge_requested: Alarm ids (list of str).
    """

    acknowledge_requested = Signal(list)

    def __init__(
        self, entry: AlarmEntry, at_us: int, zone: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.button = QPushButton(self.tr("Quittieren"))
        self.button.setAccessibleName(
            self.tr("Alarm „{name}“ quittieren").format(name=entry.message)
        )
        self.button.clicked.connect(lambda: self.acknowledge_requested.emit([entry.id]))
        self.button.setVisible(entry.is_unacknowledged)
        self.setToolTip(entry_tooltip(entry, zone))
        first = QHBoxLayout()
        first.setContentsMargins(0, 0, 0, 0)
        first.addWidget(AlarmChip(entry))
        first.addStretch(1)
        first.addWidget(self.button)
        since = raised_text(entry.state.raised_us, at_us, zone)
        facts = (since, entry_value_text(entry), alarm_state_text(entry.state.visible))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(first)
        message = short_message(entry.message, entry.subject, entry.place)
        column.addWidget(words(message))
        column.addWidget(words(" · ".join(facts), name="muted"))

    def allow(self, reason: str) -> None:
        """Allow the button, or say by its tooltip why it is not."""
        self.button.setEnabled(not reason)
        self.button.setToolTip(reason or self.button.accessibleName())
