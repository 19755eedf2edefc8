"""Histogramm: how often, or for how long, a curve was in each class of values."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.analysis.courses import Weighting
from app.domain.analysis.distributions import Histogram, histogram
from app.domain.analysis.statistics import time_by_state
from app.domain.points import PointId
from widgets.texts import count, number
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.analysis.axes import Field, Span, arrange, paint_axes
from widgets.trends.analysis.canvas import Canvas
from widgets.trends.analysis.choices import Choice, SubjectChoice
from widgets.trends.analysis.page import Page, Table, image_of
from widgets.trends.analysis.readings import Reading, Subject
from widgets.trends.analysis.wording import (
    duration_text,
    figure_with_unit,
    share_text,
    weighting_text,
)
from widgets.trends.geometry import axis_font
from widgets.trends.tints import curve_colour, faded
from widgets.trends.wording import point_name, state_label

AUTOMATIC: Final = "auto"
_BINS: Final = (10, 20, 50, 100)
_BAR: Final = 0.62


@dataclass(frozen=True, slots=True)
class Bars:
    """What the picture shows: classes of a quantity, or the time in each named state."""

    subject: Subject
    histogram: Histogram | None = None
    states: tuple[tuple[str, float], ...] = ()


class HistogramCanvas(Canvas):
    """Paints classes as columns, or states as bars with their names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: Bars | None = None
        self._hovered = -1

    @property
    def bars(self) -> Bars | None:
        """What is shown."""
        return self._bars

    def show_bars(self, bars: Bars) -> None:
        """Show a histogram."""
        self._bars, self._hovered = bars, -1
        self.invalidate()

    @override
    def paint(self, painter: QPainter, rect: QRectF) -> None:
        bars = self._bars
        if bars is None:
            return
        found = bars.histogram
        if found is None:
            self._paint_states(painter, rect, bars)
            return
        field = self._field(rect, found)
        symbol = bars.subject.unit.symbol
        name = point_name(bars.subject.trace.point)
        title = f"{name} ({symbol})" if symbol else name
        paint_axes(painter, rect, field, (title, _share_title(found.weighting)))
        colour = curve_colour(theme().tokens, bars.subject.trace.slot)
        for place in range(len(found.weights)):
            self._paint_column(painter, self._column(field, found, place), colour)
        self._paint_median(painter, field, bars)

    @override
    def paint_above(self, painter: QPainter, rect: QRectF) -> None:
        bars = self._bars
        if bars is None or self._hovered < 0:
            return
        painter.setPen(QPen(QColor(theme().tokens.text), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if bars.histogram is None:
            painter.drawRect(self._row(rect, bars, self._hovered))
        else:
            field = self._field(rect, bars.histogram)
            painter.drawRect(self._column(field, bars.histogram, self._hovered))

    @override
    def point_at(self, position: QPointF, rect: QRectF) -> str:
        self._hovered = self._place_at(position, rect)
        return self.words(self._hovered) if self._hovered >= 0 else ""

    @override
    def leave(self) -> None:
        self._hovered = -1

    def words(self, place: int) -> str:
        """Return what is said of a class or a state."""
        bars = self._bars
        if bars is None:
            return ""
        if bars.histogram is None:
            label, held = bars.states[place]
            whole = sum(time for _, time in bars.states) or 1.0
            return f"{label}: {share_text(held / whole)} ({duration_text(held)})"
        found, point = bars.histogram, bars.subject.trace.point
        low, high = (number(float(v), _decimals(found)) for v in found.edges[place : place + 2])
        weight = float(found.weights[place])
        is_time = found.weighting is Weighting.TIME
        amount = duration_text(weight) if is_time else f"{count(round(weight))} ×"
        share = share_text(float(found.shares[place]))
        return f"{low} – {high}\u202f{point.unit.symbol}".rstrip() + f": {share} ({amount})"

    def _place_at(self, position: QPointF, rect: QRectF) -> int:
        bars = self._bars
        if bars is None:
            return -1
        if bars.histogram is None:
            rows = [self._row(rect, bars, place) for place in range(len(bars.states))]
            return next((i for i, row in enumerate(rows) if row.contains(position)), -1)
        field = self._field(rect, bars.histogram)
        if not field.area.contains(position):
            return -1
        edges = bars.histogram.edges
        place = int(np.searchsorted(edges, field.x_at(position.x()), "right")) - 1
        return place if 0 <= place < len(bars.histogram.weights) else -1

    def _field(self, rect: QRectF, found: Histogram) -> Field:
        top = 100 * float(found.shares.max(initial=0.01))
        x = Span(float(found.edges[0]), float(found.edges[-1]), "")
        return arrange(rect, x, Span(0.0, top, ""))

    def _column(self, field: Field, found: Histogram, place: int) -> QRectF:
        left, right = (field.x_of(float(v)) for v in found.edges[place : place + 2])
        top = field.y_of(100 * float(found.shares[place]))
        return QRectF(left, top, max(right - left - 1, 1), field.area.bottom() - top)

    def _paint_column(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        painter.fillRect(box, faded(colour, _BAR))
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), colour)

    def _paint_median(self, painter: QPainter, field: Field, bars: Bars) -> None:
        figures = bars.subject.figures
        if figures is None or not np.isfinite(figures.quantiles[2]):
            return
        x = field.x_of(figures.quantiles[2])
        tokens = theme().tokens
        pen = QPen(QColor(tokens.text), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        area = field.area
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        median = QCoreApplication.translate("analysis", "Median")
        text = f"{median} {figure_with_unit(bars.subject.trace.point, figures.quantiles[2])}"
        width = QFontMetricsF(axis_font()).horizontalAdvance(text) + GRID
        line = QFontMetricsF(axis_font()).height()
        left = x + GRID if x + GRID + width < area.right() else x - width
        ground = QRectF(left - GRID / 2, area.top(), width, line)
        painter.fillRect(ground, faded(QColor(tokens.surface), 0.85))
        painter.drawText(QRectF(left, area.top(), width, line), 0, text)

    # --- states -----------------------------------------------------------------------------

    def _row(self, rect: QRectF, bars: Bars, place: int) -> QRectF:
        metrics = QFontMetricsF(axis_font())
        left = max(metrics.horizontalAdvance(label) for label, _ in bars.states) + 3 * GRID
        height = metrics.height() + 3 * GRID
        room = rect.width() - left - metrics.horizontalAdvance("100,0 % (000 d 00 h)") - 2 * GRID
        whole = sum(time for _, time in bars.states) or 1.0
        width = max(room * bars.states[place][1] / whole, 1.0)
        top = rect.top() + place * (height + 2 * GRID)
        return QRectF(rect.left() + left, top, width, height)

    def _paint_states(self, painter: QPainter, rect: QRectF, bars: Bars) -> None:
        tokens = theme().tokens
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for place, (label, _) in enumerate(bars.states):
            box = self._row(rect, bars, place)
            self._paint_column(painter, box, curve_colour(tokens, bars.subject.trace.slot))
            painter.setPen(QColor(tokens.text))
            side = QRectF(rect.left(), box.top(), box.left() - rect.left(), box.height())
            painter.drawText(side, align, label)
            painter.setPen(QColor(tokens.muted))
            words = self.words(place).removeprefix(f"{label}: ")
            beside = QRectF(box.right() + 2 * GRID, box.top(), rect.width(), box.height())
            painter.drawText(beside, align, words)


class HistogramPage(Page):
    """Chooses the curve, the classes and what counts."""

    name = "histogram"

    def __init__(self, parent: QWidget | None = None) -> None:
        self.canvas = HistogramCanvas()
        super().__init__(self.canvas, parent)
        self.curve, self.bins, self.weighting = SubjectChoice(), Choice(), Choice()
        self._curve_label = self.add_choice(self.curve)
        self._bins_label = self.add_choice(self.bins)
        self._weighting_label = self.add_choice(self.weighting)
        self.end_bar()
        for box in (self.curve, self.bins, self.weighting):
            box.chosen.connect(self.changed)
        self.retranslate()

    @override
    def set_focus(self, point_id: PointId) -> None:
        super().set_focus(point_id)
        self.curve.choose(point_id)

    @override
    def title(self) -> str:
        return QCoreApplication.translate("analysis", "Histogramm")

    @override
    def job(self, reading: Reading) -> Callable[[], object] | None:
        self.curve.offer_subjects(reading.with_values(), self.focus_id)
        subject = reading.subject(self.curve.value)
        self.bins.setEnabled(subject is not None and not subject.is_state)
        self.weighting.setEnabled(self.bins.isEnabled())
        if subject is None:
            return None
        bins = None if self.bins.value == AUTOMATIC else int(self.bins.value)
        weighting = Weighting(self.weighting.value)
        return lambda: make_bars(subject, weighting, bins)

    @override
    def show_result(self, reading: Reading, result: object) -> None:
        if isinstance(result, Bars):
            self.canvas.show_bars(result)
            self.stage.show_content()

    @override
    def table(self) -> Table | None:
        bars = self.canvas.bars
        if bars is None:
            return None
        share = QCoreApplication.translate("analysis", "Anteil (%)")
        hours = QCoreApplication.translate("analysis", "Dauer (h)")
        if bars.histogram is None:
            state = QCoreApplication.translate("analysis", "Zustand")
            whole = sum(time for _, time in bars.states) or 1.0
            states = [(name, held / 3.6e9, 100 * held / whole) for name, held in bars.states]
            return Table((state, hours, share), states, self._notes(bars))
        found, symbol = bars.histogram, bars.subject.unit.symbol
        unit = f" ({symbol})" if symbol else ""
        is_time = found.weighting is Weighting.TIME
        amount = hours if is_time else QCoreApplication.translate("analysis", "Anzahl")
        header = (
            QCoreApplication.translate("analysis", "von") + unit,
            QCoreApplication.translate("analysis", "bis unter") + unit,
            amount,
            share,
        )
        amounts = found.weights / 3.6e9 if is_time else found.weights
        columns = (found.edges[:-1], found.edges[1:], amounts, 100 * found.shares)
        rows = [tuple(row) for row in np.column_stack(columns).tolist()]
        return Table(header, rows, self._notes(bars))

    def _notes(self, bars: Bars) -> tuple[tuple[str, str], ...]:
        name = QCoreApplication.translate("analysis", "Datenpunkt")
        notes = [(name, self.curve.currentText())]
        if bars.histogram is not None:
            weighting = QCoreApplication.translate("analysis", "Gewichtung")
            notes.append((weighting, weighting_text(bars.histogram.weighting)))
        return tuple(notes)

    @override
    def image(self, size: QSize, ratio: float) -> QImage | None:
        if self.canvas.bars is None:
            return None
        return image_of(self.canvas, size, ratio, theme().tokens.surface)

    @override
    def save_state(self) -> dict[str, Any]:
        return {"bins": self.bins.value, "weighting": self.weighting.value}

    @override
    def restore_state(self, saved: dict[str, Any]) -> None:
        self.bins.choose(str(saved.get("bins")))
        self.weighting.choose(str(saved.get("weighting")))

    @override
    def retranslate(self) -> None:
        self._curve_label.setText(QCoreApplication.translate("analysis", "Datenpunkt"))
        self._bins_label.setText(QCoreApplication.translate("analysis", "Klassen"))
        self._weighting_label.setText(QCoreApplication.translate("analysis", "Gewichtung"))
        automatic = QCoreApplication.translate("analysis", "automatisch")
        about = QCoreApplication.translate("analysis", "etwa %1")
        self.bins.offer(
            [(AUTOMATIC, automatic), *((str(n), about.replace("%1", str(n))) for n in _BINS)]
        )
        self.weighting.offer([(way.value, weighting_text(way)) for way in Weighting])
        self.canvas.setAccessibleName(self.title())
        for box, label in (
            (self.curve, self._curve_label),
            (self.bins, self._bins_label),
            (self.weighting, self._weighting_label),
        ):
            box.setAccessibleName(label.text())


def make_bars(subject: Subject, weighting: Weighting, bins: int | None) -> Bars:
    """Return what the picture of a curve shows; done beside the window."""
    course, point = subject.course, subject.trace.point
    if course is None:
        return Bars(subject)
    if subject.is_state:
        held = time_by_state(course)
        return Bars(subject, states=tuple((state_label(point, c), t) for c, t in held.items()))
    resolution = 10.0 ** -max(point.decimals, 0)
    return Bars(subject, histogram(course, weighting, bins=bins, resolution=resolution))


def _share_title(weighting: Weighting) -> str:
    if weighting is Weighting.TIME:
        return QCoreApplication.translate("analysis", "% der bekannten Zeit")
    return QCoreApplication.translate("analysis", "% der Messwerte")


def _decimals(found: Histogram) -> int:
    """Return the decimals that tell two neighbouring edges apart."""
    width = float(found.edges[1] - found.edges[0])
    return max(-int(np.floor(np.log10(width) + 1e-9)) + (0 if _is_power(width) else 1), 0)


def _is_power(width: float) -> bool:
    power = np.log10(width)
    return bool(abs(power - round(power)) < 1e-9)  # noqa: PLR2004 - rounding
