"""Dauerlinie: for how much of the time each value was reached or exceeded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.analysis.distributions import DurationCurve, duration_curve
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.analysis.axes import Field, Span, arrange, paint_axes
from widgets.trends.analysis.canvas import Canvas
from widgets.trends.analysis.choices import Choice
from widgets.trends.analysis.page import Page, Table, image_of
from widgets.trends.analysis.readings import Reading, Subject
from widgets.trends.analysis.wording import duration_text, figure_with_unit, share_text
from widgets.trends.geometry import axis_font
from widgets.trends.kinds import kind_pen
from widgets.trends.tints import FOCUS_WIDTH, faded
from widgets.trends.wording import point_titles

_STEPS: Final = 2_000
_TABLE_ROWS: Final = 201
_WHOLE: Final = 100.0


@dataclass(frozen=True, slots=True)
class Line:
    """The duration curve of one curve."""

    subject: Subject
    title: str
    curve: DurationCurve


class DurationCanvas(Canvas):
    """Paints duration curves of one unit over the share of their known time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._share: float | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._lines

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show duration curves, all of one unit."""
        self._lines, self._share = lines, None
        self.invalidate()

    @override
    def paint(self, painter: QPainter, rect: QRectF) -> None:
        if not self._lines:
            return
        field = self._field(rect)
        across = QCoreApplication.translate(
            "analysis",
            "% der bekannten Zeit, in der der Wert erreicht oder überschritten war (100 % = %1)",
        )
        longest = max(line.curve.known_us for line in self._lines)
        across = across.replace("%1", duration_text(longest))
        paint_axes(painter, rect, field, (across, self._lines[0].subject.unit.symbol))
        painter.save()
        painter.setClipRect(field.area.adjusted(-1, -1, 1, 1))
        for line in self._lines:
            painter.setPen(_pen(line))
            painter.drawPolyline(_stairs(field, line.curve))
        painter.restore()
        self._paint_names(painter, field)

    @override
    def paint_above(self, painter: QPainter, rect: QRectF) -> None:
        if self._share is None or not self._lines:
            return
        field = self._field(rect)
        x = field.x_of(_WHOLE * self._share)
        painter.setPen(QPen(faded(QColor(theme().tokens.text), 0.5), 1))
        painter.drawLine(QPointF(x, field.area.top()), QPointF(x, field.area.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        for line in self._lines:
            value = line.curve.value_at(self._share * line.curve.known_us)
            painter.setBrush(_pen(line).color())
            painter.drawEllipse(QPointF(x, field.y_of(value)), GRID - 0.5, GRID - 0.5)

    @override
    def point_at(self, position: QPointF, rect: QRectF) -> str:
        self._share = None
        if not self._lines:
            return ""
        field = self._field(rect)
        if not field.area.contains(position):
            return ""
        self._share = min(max(field.x_at(position.x()) / _WHOLE, 0.0), 1.0)
        return self.words(self._share)

    @override
    def leave(self) -> None:
        self._share = None

    def words(self, share: float) -> str:
        """Return which value each curve reached or exceeded during a share of the time."""
        longest = max(line.curve.known_us for line in self._lines)
        head = QCoreApplication.translate(
            "analysis", "%1 der Zeit (%2) erreicht oder überschritten:"
        )
        head = head.replace("%1", share_text(share)).replace("%2", duration_text(share * longest))
        rows = [head]
        for line in self._lines:
            value = line.curve.value_at(share * line.curve.known_us)
            rows.append(f"{line.title}: {figure_with_unit(line.subject.trace.point, value)}")
        return "\n".join(rows)

    def _field(self, rect: QRectF) -> Field:
        low = min(float(line.curve.value[-1]) for line in self._lines)
        high = max(float(line.curve.value[0]) for line in self._lines)
        return arrange(rect, Span(0.0, _WHOLE, "", is_exact=True), Span(low, high, ""))

    def _paint_names(self, painter: QPainter, field: Field) -> None:
        """Write the names at the upper right, where falling curves leave room."""
        tokens, metrics = theme().tokens, QFontMetricsF(axis_font())
        line_height = metrics.height() + GRID
        most = field.area.width() * 0.55
        for place, line in enumerate(self._lines):
            text = metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, most)
            width = metrics.horizontalAdvance(text)
            top = field.area.top() + GRID + place * line_height
            left = field.area.right() - width - 2 * GRID
            ground = QRectF(left - 9 * GRID, top, width + 11 * GRID, line_height)
            painter.fillRect(ground, faded(QColor(tokens.surface), 0.8))
            painter.setPen(_pen(line))
            middle = top + metrics.height() / 2
            painter.drawLine(QPointF(left - 8 * GRID, middle), QPointF(left - 2 * GRID, middle))
            painter.setPen(QColor(tokens.text))
            painter.drawText(QPointF(left, top + metrics.ascent()), text)


def _pen(line: Line) -> QPen:
    """Return the pen of a curve: dashed like on the plot where nobody measured it."""
    trace = line.subject.trace
    return kind_pen(theme().tokens, trace.kind, trace.slot, FOCUS_WIDTH)


def _stairs(field: Field, curve: DurationCurve) -> QPolygonF:
    """Return the curve as steps: each value holds until its time is over."""
    known = curve.known_us or 1.0
    shares = np.repeat(np.concatenate([[0.0], curve.reached_us]) / known, 2)[1:-1]
    xs = field.xs_of(_WHOLE * shares)
    ys = field.ys_of(np.repeat(curve.value, 2))
    return QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])


class DurationPage(Page):
    """Chooses the unit where curves of several are shown."""

    name = "durations"

    def __init__(self, parent: QWidget | None = None) -> None:
        self.canvas = DurationCanvas()
        super().__init__(self.canvas, parent)
        self.unit = Choice()
        self._label = self.add_choice(self.unit)
        self.end_bar()
        self.unit.chosen.connect(self.changed)
        self.retranslate()

    @override
    def title(self) -> str:
        return QCoreApplication.translate("analysis", "Dauerlinie")

    @override
    def job(self, reading: Reading) -> Callable[[], object] | None:
        subjects = reading.quantities()
        had = self.unit.value
        units = dict.fromkeys(_unit_key(one) for one in subjects)
        self.unit.offer([(key, _unit_words(key, subjects)) for key in units])
        focused = next((one for one in subjects if one.id == self.focus_id), None)
        if focused is not None and self.unit.value != had:
            self.unit.choose(_unit_key(focused))
        self.unit.setEnabled(len(units) > 1)
        chosen = [one for one in subjects if _unit_key(one) == self.unit.value]
        if not chosen:
            self.stage.show_message("mdi6.chart-line-variant", _no_quantity())
            return None
        return lambda: make_lines(chosen)

    @override
    def show_result(self, reading: Reading, result: object) -> None:
        if isinstance(result, tuple):
            self.canvas.show_lines(result)
            self.stage.show_content()

    @override
    def table(self) -> Table | None:
        lines = self.canvas.lines
        if not lines:
            return None
        share = QCoreApplication.translate("analysis", "Anteil der Zeit (%)")
        symbol = lines[0].subject.unit.symbol
        unit = f" ({symbol})" if symbol else ""
        shares = np.linspace(0.0, 1.0, _TABLE_ROWS)
        rows = [
            (_WHOLE * s, *(line.curve.value_at(s * line.curve.known_us) for line in lines))
            for s in shares.tolist()
        ]
        return Table((share, *(line.title + unit for line in lines)), rows)

    @override
    def image(self, size: QSize, ratio: float) -> QImage | None:
        if not self.canvas.lines:
            return None
        return image_of(self.canvas, size, ratio, theme().tokens.surface)

    @override
    def save_state(self) -> dict[str, Any]:
        return {}

    @override
    def retranslate(self) -> None:
        self._label.setText(QCoreApplication.translate("analysis", "Einheit"))
        self.unit.setAccessibleName(self._label.text())
        self.canvas.setAccessibleName(self.title())


def make_lines(subjects: list[Subject]) -> tuple[Line, ...]:
    """Return the duration curves; done beside the window."""
    titles = point_titles(one.trace.point for one in subjects)
    return tuple(
        Line(one, titles[one.id], duration_curve(one.course).thinned(_STEPS))
        for one in subjects
        if one.course is not None
    )


def _unit_key(subject: Subject) -> str:
    return f"{subject.unit.symbol}\n{subject.unit.quantity}"


def _unit_words(key: str, subjects: list[Subject]) -> str:
    symbol = key.split("\n", maxsplit=1)[0]
    alike = sum(_unit_key(one) == key for one in subjects)
    none = QCoreApplication.translate("analysis", "ohne Einheit")
    return f"{symbol or none} ({alike})"


def _no_quantity() -> str:
    return QCoreApplication.translate(
        "analysis", "Eine Dauerlinie gibt es für Messwerte; hier sind nur Zustände zu sehen."
    )
