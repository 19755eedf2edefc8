"""Paints the cells of the table of points straight from the model's columns.

It asks the model for nothing role by role: at five repaints a second that would cost more than
the painting itself. Chips and spark lines are kept by what they look like.
"""

from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.domain.points import PointKind
from app.domain.samples import NO_TIME, Float64Array, Quality
from widgets.alarms.chips import ChipCache
from widgets.judgements import NO_ALARM, rank_is_unacknowledged, rank_priority
from widgets.points.columns import RIGHT_ALIGNED, Column
from widgets.points.lettering import Lettering
from widgets.points.model import PointTableModel
from widgets.sparks import allowed_gap, draw_spark, spark_path
from widgets.texts import priority_text
from widgets.theme import alarm_look, theme
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import LOST_LOOK, RADIUS_CONTROL

MARGIN: Final = 8.0
_GLYPH: Final = 14.0
_SECONDARY = frozenset(
    {
        Column.SITE,
        Column.DEVICE,
        Column.UNIT,
        Column.AGE,
        Column.SOURCE,
        Column.DISTRICT,
        Column.FIELD,
        Column.ID,
    }
)
_ELIDED_IN_THE_MIDDLE = frozenset({Column.NAME, Column.DEVICE, Column.ID})
"""Names that both their ends tell apart, such as those of two lanes of one street."""
_BELOW: Final = {Column.NAME: Column.SITE, Column.VALUE: Column.DEVICE}
"""What the second line of compact rows says."""

_MIDDLE: Final = Qt.TextElideMode.ElideMiddle
_END: Final = Qt.TextElideMode.ElideRight


class _KeptPath(NamedTuple):
    """A spark line and what it was made of."""

    minutes: bytes
    width: float
    height: float
    path: QPainterPath


class PointDelegate(QStyledItemDelegate):
    """Draws one cell; headings of groups are drawn by the table over the whole width.

    Attributes:
        is_compact: True for rows of two lines: site and device below name and value.
        has_unit: True while the unit stands behind the value, for want of a column of its own.

    Args:
        model: The rows.
        parent: The table.
    """

    def __init__(self, model: PointTableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_compact = False
        self.has_unit = False
        self._model = model
        self._chips = ChipCache()
        self._paths: dict[int, _KeptPath] = {}
        self._texts = Lettering()
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take the colours of the theme in force."""
        tokens = theme().tokens
        self._text = QColor(tokens.text)
        self._muted = QColor(tokens.muted)
        self._stale = QColor(tokens.stale)
        self._selection = QColor(tokens.selection)
        self._hatch = QBrush(QColor(tokens.line), Qt.BrushStyle.BDiagPattern)
        self._line = QColor(tokens.line)
        self._lost_fill = QColor(LOST_LOOK.fill)
        self._lost_ink = QColor(LOST_LOOK.ink)
        self._chips.clear()
        self._texts.clear()

    def forget_paths(self) -> None:
        """Forget all spark lines; for a new city."""
        self._paths.clear()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, row_height(self.parent_widget(), is_compact=self.is_compact))

    def parent_widget(self) -> QWidget:
        """Return the table this delegate paints for."""
        parent = self.parent()
        if not isinstance(parent, QWidget):  # pragma: no cover - the constructor demands one
            raise TypeError("the delegate has lost its table")
        return parent

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = self._model.point_row(index.row())
        if row < 0:
            return
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._selection)
        column = Column(index.column())
        if column is Column.ALARM:
            self._paint_alarm(painter, area, row)
        elif column is Column.SPARK:
            self._paint_spark(painter, area, row)
        elif column is Column.QUALITY:
            self._paint_quality(painter, area, row)
        else:
            self._paint_text(painter, area, row, column)

    def _paint_text(self, painter: QPainter, area: QRectF, row: int, column: Column) -> None:
        model = self._model
        if model.wording is None or model.roster is None:
            return
        is_stale = bool(model.live.stale[row]) and model.state is not None
        if column is Column.VALUE and is_stale and model.live.time[row] != NO_TIME:
            painter.fillRect(area.adjusted(1, 1, -1, -1), self._hatch)
        inner = area.adjusted(MARGIN, 0, -MARGIN, 0)
        if self.is_compact and column in _BELOW:
            inner = self._paint_below(painter, inner, row, column)
        elif column is Column.NAME and model.roster.points[row].is_simulated:
            inner = self._paint_badge(painter, inner)
        text = model.wording.text(row, column, model.live, model.state)
        if column is Column.VALUE and self.has_unit:
            text = model.wording.value(row, model.live)
        plain = self._muted if column in _SECONDARY else self._text
        painter.setPen(self._stale if is_stale else plain)
        self._texts.draw(
            painter,
            inner,
            text,
            is_right=column in RIGHT_ALIGNED,
            mode=_MIDDLE if column in _ELIDED_IN_THE_MIDDLE else _END,
        )

    def _paint_below(self, painter: QPainter, inner: QRectF, row: int, column: Column) -> QRectF:
        """Draw the second line of a cell; return what is left for the first one."""
        first = inner.adjusted(0, 3, 0, -inner.height() / 2)
        second = inner.adjusted(0, inner.height() / 2, 0, -3)
        if self._model.roster is not None:
            painter.setPen(self._muted)
            text = self._model.roster.texts[_BELOW[column]][row]
            is_right = column in RIGHT_ALIGNED
            mode = _MIDDLE if is_right else _END
            self._texts.draw(painter, second, text, is_right=is_right, mode=mode)
        return first

    def _paint_badge(self, painter: QPainter, inner: QRectF) -> QRectF:
        """Draw the S of simulated values at the right end; return what is left of the cell."""
        side = QFontMetricsF(painter.font()).height()
        badge = QRectF(inner.right() - side, inner.center().y() - side / 2, side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._line, 1))
        painter.drawRoundedRect(badge.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(self._muted)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, "S")
        painter.restore()
        return inner.adjusted(0, 0, -side - MARGIN / 2, 0)

    def _paint_alarm(self, painter: QPainter, area: QRectF, row: int) -> None:
        rank = int(self._model.live.rank[row])
        if rank == NO_ALARM:
            return
        priority = rank_priority(rank)
        self._chips.draw(
            painter,
            area.adjusted(MARGIN / 2, 3, -MARGIN / 2, -3),
            alarm_look(priority),
            priority_text(priority),
            is_filled=rank_is_unacknowledged(rank),
        )

    def _paint_quality(self, painter: QPainter, area: QRectF, row: int) -> None:
        model = self._model
        if model.wording is None or model.state is None:
            return
        is_stale = bool(model.live.stale[row])
        is_bad = model.live.quality[row] != Quality.GOOD and model.live.time[row] != NO_TIME
        glyph = QRectF(area.left() + MARGIN, area.center().y() - _GLYPH / 2, _GLYPH, _GLYPH)
        if is_bad:
            self._paint_cross(painter, glyph)
        elif is_stale:
            painter.fillRect(glyph.adjusted(1, 1, -1, -1), QBrush(self._stale, self._hatch.style()))
        left = MARGIN + _GLYPH + MARGIN / 2
        inner = area.adjusted(left, 0, -MARGIN, 0)
        text = model.wording.text(row, Column.QUALITY, model.live, model.state)
        painter.setPen(self._text if is_bad else self._stale if is_stale else self._muted)
        self._texts.draw(painter, inner, text)

    def _paint_cross(self, painter: QPainter, area: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._lost_fill)
        painter.drawRoundedRect(area, RADIUS_CONTROL - 1, RADIUS_CONTROL - 1)
        painter.restore()
        draw_glyph(painter, area.adjusted(2, 2, -2, -2), LOST_LOOK.glyph, self._lost_ink)

    def _paint_spark(self, painter: QPainter, area: QRectF, row: int) -> None:
        state = self._model.state
        if state is None or state.sparks is None:
            return
        inner = area.adjusted(MARGIN, 6, -MARGIN, -6)
        path = self._path(row, state.sparks[row], inner)
        end = self._stale if self._model.live.stale[row] else self._text
        draw_spark(painter, path, inner, self._muted, end)

    def _path(self, row: int, minutes: Float64Array, area: QRectF) -> QPainterPath:
        """Return the spark line of a row; built anew only when its minutes are other ones."""
        width, height, made_of = area.width(), area.height(), minutes.tobytes()
        kept = self._paths.get(row)
        if kept is not None and kept[:3] == (made_of, width, height):
            return kept.path
        path = QPainterPath()
        if self._model.roster is not None:
            point = self._model.roster.points[row]
            path = spark_path(
                minutes,
                width,
                height,
                gap=allowed_gap(point.interval_s),
                is_step=point.kind is PointKind.STATE,
            )
        self._paths[row] = _KeptPath(made_of, width, height, path)
        return path


def row_height(widget: QWidget, *, is_compact: bool = False) -> int:
    """Return the height of a table row in px: the font with room, 26 px at least.

    Args:
        widget: The table.
        is_compact: True for rows of two lines.
    """
    height = widget.fontMetrics().height()
    return round(height * 2.6) if is_compact else max(round(height * 1.7), 26)
