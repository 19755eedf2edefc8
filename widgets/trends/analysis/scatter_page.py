"""Streuung: two curves against each other, with correlation, line, lag and words of caution."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.domain.analysis.relations import Relation, relation
from app.domain.local_times import at_local
from app.domain.points import PointId
from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.analysis.axes import Field, Span, arrange, paint_axes
from widgets.trends.analysis.canvas import Canvas
from widgets.trends.analysis.choices import SubjectChoice
from widgets.trends.analysis.page import Page, Table, image_of
from widgets.trends.analysis.readings import Reading, Subject
from widgets.trends.analysis.relation_words import RelationCard
from widgets.trends.analysis.wording import figure_with_unit
from widgets.trends.date_axis import DateAxis
from widgets.trends.tints import curve_colour, faded
from widgets.trends.wording import DAY_US, HOUR_US, point_titles

_REACH_PX: Final = 12.0
_FEW: Final = 300
_MANY: Final = 3_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two curves and how they go together."""

    x: Subject
    y: Subject
    relation: Relation
    axis: DateAxis


class ScatterCanvas(Canvas):
    """Paints pairs as points, and their line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: Pairs | None = None
        self._hovered = -1

    @property
    def pairs(self) -> Pairs | None:
        """What is shown."""
        return self._pairs

    def show_pairs(self, pairs: Pairs) -> None:
        """Show pairs."""
        self._pairs, self._hovered = pairs, -1
        self.invalidate()

    @override
    def paint(self, painter: QPainter, rect: QRectF) -> None:
        pairs = self._pairs
        if pairs is None or not len(pairs.relation):
            return
        field = self._field(rect, pairs)
        titles = point_titles([pairs.x.trace.point, pairs.y.trace.point])
        across, up = (_with_unit(titles[one.id], one) for one in (pairs.x, pairs.y))
        paint_axes(painter, rect, field, (across, up))
        painter.save()
        painter.setClipRect(field.area.adjusted(-2, -2, 2, 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = curve_colour(theme().tokens, pairs.x.trace.slot)
        count = len(pairs.relation)
        strength = 0.75 if count < _FEW else 0.45 if count < _MANY else 0.25
        pen = QPen(faded(colour, strength), 5 if count < _MANY else 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPoints(QPolygonF(_places(field, pairs.relation)))
        self._paint_line(painter, field, pairs.relation)
        painter.restore()

    @override
    def paint_above(self, painter: QPainter, rect: QRectF) -> None:
        pairs = self._pairs
        if pairs is None or self._hovered < 0:
            return
        field = self._field(rect, pairs)
        place = _places(field, pairs.relation)[self._hovered]
        painter.setPen(QPen(QColor(theme().tokens.text), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place, GRID + 0.5, GRID + 0.5)

    @override
    def point_at(self, position: QPointF, rect: QRectF) -> str:
        self._hovered = -1
        pairs = self._pairs
        if pairs is None or not len(pairs.relation):
            return ""
        field = self._field(rect, pairs)
        away = np.hypot(
            field.xs_of(pairs.relation.x) - position.x(),
            field.ys_of(pairs.relation.y) - position.y(),
        )
        nearest = int(np.argmin(away))
        if away[nearest] > _REACH_PX:
            return ""
        self._hovered = nearest
        return self.words(nearest)

    @override
    def leave(self) -> None:
        self._hovered = -1

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._pairs is not None and self._hovered >= 0:
            self.time_requested.emit(int(self._pairs.relation.time[self._hovered]))

    def words(self, place: int) -> str:
        """Return when a pair was, and its values."""
        pairs = self._pairs
        if pairs is None:
            return ""
        found = pairs.relation
        titles = point_titles([pairs.x.trace.point, pairs.y.trace.point])
        span = 3 * DAY_US if found.step_us >= HOUR_US else HOUR_US
        rows = [pairs.axis.moment_text(int(found.time[place]), span)]
        for subject, values in ((pairs.x, found.x), (pairs.y, found.y)):
            value = figure_with_unit(subject.trace.point, float(values[place]), 1)
            rows.append(f"{titles[subject.id]}: {value}")
        return "\n".join(rows)

    def _field(self, rect: QRectF, pairs: Pairs) -> Field:
        found = pairs.relation
        spans = [Span(float(v.min()), float(v.max()), "") for v in (found.x, found.y)]
        return arrange(rect, spans[0], spans[1])

    def _paint_line(self, painter: QPainter, field: Field, found: Relation) -> None:
        if not np.isfinite(found.slope):
            return
        ends = np.array([found.x.min(), found.x.max()])
        xs, ys = field.xs_of(ends), field.ys_of(found.intercept + found.slope * ends)
        painter.setPen(QPen(QColor(theme().tokens.text), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(xs[0], ys[0], xs[1], ys[1]))


def _places(field: Field, found: Relation) -> list[QPointF]:
    xs, ys = field.xs_of(found.x).tolist(), field.ys_of(found.y).tolist()
    return [QPointF(x, y) for x, y in zip(xs, ys, strict=True)]


def _with_unit(title: str, subject: Subject) -> str:
    return f"{title} ({subject.unit.symbol})" if subject.unit.symbol else title


class ScatterPage(Page):
    """Chooses x and y; the figures stand beside the picture."""

    name = "scatter"

    def __init__(self, parent: QWidget | None = None) -> None:
        self.canvas, self.card = ScatterCanvas(), RelationCard()
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.canvas, 3)
        row.addWidget(self.card, 2)
        super().__init__(both, parent)
        self.setFocusProxy(self.canvas)
        self.across, self.up = SubjectChoice(), SubjectChoice()
        self._x_label, self._y_label = self.add_choice(self.across), self.add_choice(self.up)
        self.end_bar()
        self.across.chosen.connect(self.changed)
        self.up.chosen.connect(self.changed)
        self.canvas.time_requested.connect(self.time_requested)
        self.retranslate()

    @override
    def set_focus(self, point_id: PointId) -> None:
        """Make the focused curve x, and the one focused before y."""
        before = self.focus_id
        super().set_focus(point_id)
        self.across.choose(point_id)
        if before is not None and before != point_id:
            self.up.choose(before)

    @override
    def title(self) -> str:
        return QCoreApplication.translate("analysis", "Streuung")

    @override
    def job(self, reading: Reading) -> Callable[[], object] | None:
        subjects = reading.quantities()
        is_pair = len(subjects) > 1
        self.across.setEnabled(is_pair)
        self.up.setEnabled(is_pair)
        if not is_pair:
            sentence = QCoreApplication.translate(
                "analysis", "Für eine Streuung braucht es zwei Kurven mit Messwerten im Zeitraum."
            )
            self.stage.show_message("mdi6.chart-scatter-plot", sentence)
            return None
        had = self.up.value
        self.across.offer_subjects(subjects, self.focus_id)
        self.up.offer_subjects(subjects, _other(subjects, self.across.value))
        if not had and self.up.value == self.across.value:
            self.up.choose(_other(subjects, self.across.value))
        x, y = reading.subject(self.across.value), reading.subject(self.up.value)
        zone = reading.zone

        def work() -> object:
            if x is None or y is None or x.course is None or y.course is None:
                return None
            return Pairs(x, y, relation(x.course, y.course, zone), DateAxis(zone))

        return work

    @override
    def show_result(self, reading: Reading, result: object) -> None:
        if not isinstance(result, Pairs):
            return
        self.card.show_relation(result.x, result.y, result.relation)
        self.canvas.show_pairs(result)
        if len(result.relation):
            self.stage.show_content()
        else:
            sentence = QCoreApplication.translate(
                "analysis", "In diesem Zeitraum haben die beiden nie zur selben Zeit Werte."
            )
            self.stage.show_message("mdi6.chart-scatter-plot", sentence)

    @override
    def table(self) -> Table | None:
        pairs = self.canvas.pairs
        if pairs is None:
            return None
        found = pairs.relation
        time = QCoreApplication.translate("analysis", "Zeit")
        columns = (found.time.tolist(), found.x.tolist(), found.y.tolist())
        rows = [
            (at_local(at, pairs.axis.zone).isoformat(timespec="seconds"), x, y)
            for at, x, y in zip(*columns, strict=True)
        ]
        titles = point_titles([pairs.x.trace.point, pairs.y.trace.point])
        header = (time, *(_with_unit(titles[one.id], one) for one in (pairs.x, pairs.y)))
        return Table(header, rows, tuple(self.card.lines()))

    @override
    def image(self, size: QSize, ratio: float) -> QImage | None:
        if self.canvas.pairs is None:
            return None
        return image_of(self.canvas, size, ratio, theme().tokens.surface)

    @override
    def retranslate(self) -> None:
        self._x_label.setText("x")
        self._y_label.setText("y")
        self.across.setAccessibleName(QCoreApplication.translate("analysis", "Kurve der x-Achse"))
        self.up.setAccessibleName(QCoreApplication.translate("analysis", "Kurve der y-Achse"))
        self.canvas.setAccessibleName(self.title())
        self.card.retranslate()


def _other(subjects: list[Subject], point_id: str) -> PointId:
    """Return another curve than one; itself where there is no other."""
    return next((one.id for one in subjects if one.id != point_id), PointId(point_id))
