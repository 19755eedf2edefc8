"""One tile: a card with icon, name, figures, spark line and counts, drawn in one go."""

from html import escape
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QToolTip, QWidget
from typing_extensions import override

from app.domain.samples import Float64Array
from widgets.judgements import NO_ALARM, rank_is_unacknowledged, rank_priority
from widgets.sparks import draw_spark, spark_path
from widgets.texts import count
from widgets.theme import alarm_look, theme
from widgets.theme.current import body_font
from widgets.theme.glyphs import chip_width, draw_chip
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID, HEADING_PT, KPI_PT, LOST_LOOK, RADIUS_CARD, RADIUS_CONTROL
from widgets.tiles.figures import Figure, TileContent

_PADDING: Final = 3.0 * GRID
_TIGHT: Final = 2.0 * GRID
"""Padding above and below."""
COMPACT: Final = -1
"""Lines of a tile that says its figures in plain lines, at least the first one."""
_ICON: Final = 18
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ARROWS: Final = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class Tile(QAbstractButton):
    """The tile of a field of action; a click or Return chooses it.

    Signals:
        left: Esc; the choice shall go.
        moved: An arrow key; the direction (QPoint).
    """

    left = Signal()
    moved = Signal(QPoint)

    def __init__(self, field_id: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field_id = field_id
        self.content = TileContent("")
        self.is_chosen = False
        self._is_terse = False
        self._icon_name = icon_name
        self._hour: Float64Array | None = None
        self._path = QPainterPath()
        self._path_size = (0.0, 0.0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.apply_theme()

    def show_content(self, content: TileContent) -> None:
        """Show what the tile says; nothing is drawn when it says the same."""
        if content != self.content:
            self.content = content
            self.setAccessibleName(_spoken(content))
            self.update()

    def show_hour(self, hour: Float64Array | None) -> None:
        """Show the last hour of the first figure."""
        self._hour = hour
        self._path_size = (0.0, 0.0)
        self.update(self._spark_area().toAlignedRect())

    def choose(self, *, is_chosen: bool) -> None:
        """Mark the tile as the chosen one, or no longer."""
        if is_chosen != self.is_chosen:
            self.is_chosen = is_chosen
            self.update()

    def apply_theme(self) -> None:
        """Take icon and fonts of the theme in force."""
        self._heading = body_font(HEADING_PT, weight=QFont.Weight.DemiBold)
        self._kpi = body_font(KPI_PT, weight=QFont.Weight.DemiBold)
        self._icon = icon(self._icon_name).pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF())
        self.update()

    # ---- measures ------------------------------------------------------------------------------
    def _heading_height(self) -> float:
        return max(QFontMetricsF(self._heading).height(), QFontMetricsF(self.font()).height() + 6)

    def line_height(self) -> float:
        """Return the height of a line with a further figure."""
        return QFontMetricsF(self.font()).height() + GRID

    def height_with(self, lines: int) -> int:
        """Return the height with some lines of further figures, or of a `COMPACT` tile."""
        text = QFontMetricsF(self.font()).height()
        if self.content.is_empty:
            return round(max(text, _ICON) + 2 * GRID)
        height = 2 * _TIGHT + self._heading_height() + 2 * GRID + text
        if lines == COMPACT:
            return round(height - GRID)
        if self.content.figures:
            height += text + 2 + QFontMetricsF(self._kpi).height() + 2 * GRID
        return round(height + lines * self.line_height())

    def further_figures(self) -> int:
        """Return how many figures follow the first."""
        return max(len(self.content.figures) - 1, 0)

    @property
    def is_slim(self) -> bool:
        """True for a field nothing belongs to yet: a single line says that."""
        return self.content.is_empty

    def has_room(self, width: int) -> bool:
        """Tell whether a slim tile of a width has room for name and words."""
        metrics = QFontMetricsF(self.font())
        words = metrics.horizontalAdvance(self.content.name + counts_text(self.content))
        return 2 * _PADDING + _ICON + 5 * GRID + words <= width

    def shorten(self, *, is_terse: bool) -> None:
        """Let a slim tile speak in fewer words, or again in all of them."""
        if is_terse != self._is_terse:
            self._is_terse = is_terse
            self.update()

    @property
    def is_compact(self) -> bool:
        """True while there is room for plain lines of figures only."""
        return self.height() < self.height_with(0)

    def _inner(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_PADDING, _TIGHT, -_PADDING, -_TIGHT)

    def _kpi_area(self) -> QRectF:
        inner = self._inner()
        text = QFontMetricsF(self.font()).height()
        top = inner.top() + self._heading_height() + GRID + text + 2
        return QRectF(inner.left(), top, inner.width(), QFontMetricsF(self._kpi).height())

    def _spark_area(self) -> QRectF:
        area = self._kpi_area()
        width = min(area.width() * 0.4, 160.0)
        return QRectF(area.right() - width, area.top() + 3, width, area.height() - 8)

    # ---- painting ------------------------------------------------------------------------------
    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        inner = self._inner()
        if self.content.is_empty:
            self._paint_slim(painter)
        elif self.is_compact:
            self._paint_heading(painter, inner)
            self._paint_lines(painter, inner)
        else:
            self._paint_heading(painter, inner)
            if self.content.figures:
                self._paint_first(painter, self.content.figures[0])
                self._paint_further(painter, inner)
            self._paint_foot(painter, inner)
        painter.end()

    def _paint_slim(self, painter: QPainter) -> None:
        """Draw a field nothing belongs to yet: one calm line."""
        line = QRectF(self.rect()).adjusted(_PADDING, 0, -_PADDING, 0)
        painter.setOpacity(0.7)
        painter.drawPixmap(QPointF(line.left(), line.center().y() - _ICON / 2), self._icon)
        painter.setOpacity(1.0)
        line.setLeft(line.left() + _ICON + 2 * GRID)
        painter.setFont(self.font())
        name, words = self.content.name, self._slim_words()
        metrics = QFontMetricsF(self.font())
        self._text(painter, line, name, theme().tokens.text)
        line.setLeft(line.left() + metrics.horizontalAdvance(name) + 3 * GRID)
        # Half a word says nothing; the tooltip and screen readers have the whole of it.
        if metrics.horizontalAdvance(words) <= line.width():
            self._text(painter, line, words, theme().tokens.muted, _RIGHT)

    def _slim_words(self) -> str:
        if self._is_terse:
            return QCoreApplication.translate("tiles", "noch leer")
        return counts_text(self.content)

    def _paint_lines(self, painter: QPainter, inner: QRectF) -> None:
        """Draw figures in plain lines as far as there is room, or how many points there are."""
        top = inner.top() + self._heading_height() + GRID / 2
        painter.setFont(self.font())
        for figure in self.content.figures[: self._lines_in_sight()]:
            self._paint_line(painter, QRectF(inner.left(), top, inner.width(), 0), figure)
            top += self.line_height()
        if not self.content.figures:
            line = QRectF(inner.left(), top, inner.width(), self.line_height())
            self._text(painter, line, counts_text(self.content), theme().tokens.muted)

    def _lines_in_sight(self) -> int:
        """Return how many plain lines a compact tile has room for, one at least."""
        more = (self.height() - self.height_with(COMPACT) + 1) / self.line_height()
        return 1 + max(int(more), 0)

    def _paint_card(self, painter: QPainter) -> None:
        tokens = theme().tokens
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = tokens.muted if self.underMouse() else tokens.line
        painter.setPen(QPen(QColor(tokens.accent if self.is_chosen else edge), 1))
        painter.setBrush(QColor(tokens.selection if self.is_chosen else tokens.surface))
        painter.drawRoundedRect(area, RADIUS_CARD, RADIUS_CARD)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = area.adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, RADIUS_CARD - 1, RADIUS_CARD - 1)

    def _paint_heading(self, painter: QPainter, inner: QRectF) -> None:
        line = QRectF(inner.left(), inner.top(), inner.width(), self._heading_height())
        place = QRectF(line.left(), line.center().y() - _ICON / 2, _ICON, _ICON)
        painter.drawPixmap(place.topLeft(), self._icon)
        right = line.right()
        if self.content.abnormal:
            right = self._paint_chip(painter, line) - 2 * GRID
        painter.setFont(self._heading)
        left = line.left() + _ICON + 2 * GRID
        name = QRectF(left, line.top(), right - left, line.height())
        self._text(painter, name, self.content.name, theme().tokens.text)

    def _paint_chip(self, painter: QPainter, line: QRectF) -> float:
        """Draw how many points are abnormal; return the chip's left end."""
        worst = self.content.worst
        text = count(self.content.abnormal)
        painter.setFont(self.font())
        width = chip_width(self.font(), text)
        height = QFontMetricsF(self.font()).height() + 6
        chip = QRectF(line.right() - width, line.center().y() - height / 2, width, height)
        if worst != NO_ALARM:
            look = alarm_look(rank_priority(worst))
            draw_chip(painter, chip, look, text, is_filled=rank_is_unacknowledged(worst))
        elif self.content.bad:
            draw_chip(painter, chip, LOST_LOOK, text, is_filled=False)
        else:
            chip.setLeft(
                chip.right() - QFontMetricsF(self.font()).horizontalAdvance(text) - 4 * GRID
            )
            self._paint_plain_chip(painter, chip, text)
        return chip.left()

    @staticmethod
    def _paint_plain_chip(painter: QPainter, chip: QRectF, text: str) -> None:
        """Draw a count of states that are out of the ordinary, but no alarm: without any hue."""
        painter.setPen(QPen(QColor(theme().tokens.muted), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setPen(QColor(theme().tokens.text))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_first(self, painter: QPainter, figure: Figure) -> None:
        tokens = theme().tokens
        area = self._kpi_area()
        height = QFontMetricsF(self.font()).height()
        painter.setFont(self.font())
        title = QRectF(area.left(), area.top() - height, area.width(), height)
        self._text(painter, title, figure.title, tokens.muted)
        painter.setFont(self._kpi)
        self._text(painter, area, figure.text, tokens.text if figure.is_known else tokens.stale)
        left = area.left() + QFontMetricsF(self._kpi).horizontalAdvance(figure.text) + GRID
        painter.setFont(self.font())
        spark = self._spark_area()
        # The unit stands on the base line of the number.
        ascents = QFontMetricsF(self._kpi).ascent() - QFontMetricsF(self.font()).ascent()
        unit = QRectF(left, area.top() + ascents, spark.left() - left - GRID, height)
        self._text(painter, unit, figure.unit, tokens.muted)
        if self._hour is not None and figure.is_known:
            size = (spark.width(), spark.height())
            if size != self._path_size:
                self._path, self._path_size = spark_path(self._hour, *size), size
            draw_spark(painter, self._path, spark, QColor(tokens.muted), QColor(tokens.text))

    def _figures_in_sight(self, inner: QRectF) -> int:
        """Return how many further figures there is room for."""
        top = self._kpi_area().bottom() + 2 * GRID
        foot = inner.bottom() - QFontMetricsF(self.font()).height() - GRID
        return min(max(int((foot - top + 2) // self.line_height()), 0), self.further_figures())

    def _paint_further(self, painter: QPainter, inner: QRectF) -> None:
        top = self._kpi_area().bottom() + 2 * GRID
        for figure in self.content.figures[1 : 1 + self._figures_in_sight(inner)]:
            self._paint_line(painter, QRectF(inner.left(), top, inner.width(), 0), figure)
            top += self.line_height()

    def _paint_line(self, painter: QPainter, line: QRectF, figure: Figure) -> None:
        tokens = theme().tokens
        area = QRectF(line.left(), line.top(), line.width(), self.line_height())
        metrics = QFontMetricsF(self.font())
        unit = f"\u202f{figure.unit}" if figure.unit and figure.is_known else ""
        unit_width = metrics.horizontalAdvance(unit)
        self._text(painter, area, unit, tokens.muted, _RIGHT)
        area.setRight(area.right() - unit_width)
        colour = tokens.text if figure.is_known else tokens.stale
        self._text(painter, area, figure.text, colour, _RIGHT)
        area.setRight(area.right() - metrics.horizontalAdvance(figure.text) - 2 * GRID)
        self._text(painter, area, figure.title, tokens.muted)

    def _paint_foot(self, painter: QPainter, inner: QRectF) -> None:
        height = QFontMetricsF(self.font()).height()
        foot = QRectF(inner.left(), inner.bottom() - height, inner.width(), height)
        painter.setFont(self.font())
        hidden = self.further_figures() - self._figures_in_sight(inner)
        if hidden:
            more = QCoreApplication.translate("tiles", "+ %n weitere", "", hidden)
            self._text(painter, foot, more, theme().tokens.muted, _RIGHT)
            foot.setRight(foot.right() - painter.fontMetrics().horizontalAdvance(more) - 2 * GRID)
        words = counts_text(self.content)
        if QFontMetricsF(self.font()).horizontalAdvance(words) > foot.width():
            words = counts_text(self.content, has_abnormal=False)
        self._text(painter, foot, words, theme().tokens.muted)

    @staticmethod
    def _text(
        painter: QPainter,
        area: QRectF,
        text: str,
        colour: str,
        alignment: Qt.AlignmentFlag = _LEFT,
    ) -> None:
        painter.setPen(QColor(colour))
        metrics = QFontMetricsF(painter.font())
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() + 0.5)
        painter.drawText(area, alignment, elided)

    # ---- hands ---------------------------------------------------------------------------------
    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        key = Qt.Key(e.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _ARROWS:
            self.moved.emit(_ARROWS[key])
        else:
            super().keyPressEvent(e)

    @override
    def event(self, e: QEvent) -> bool:
        if isinstance(e, QHelpEvent) and e.type() == QEvent.Type.ToolTip:
            QToolTip.showText(e.globalPos(), tile_tooltip(self.content), self)
            return True
        return super().event(e)


def counts_text(content: TileContent, *, has_abnormal: bool = True) -> str:
    """Return how many points a field has, and how many of them are abnormal or stale.

    Args:
        content: What the tile says.
        has_abnormal: False leaves out what the chip says already.
    """
    if not content.points:
        return QCoreApplication.translate("tiles", "noch keine Datenpunkte")
    parts = [
        QCoreApplication.translate("tiles", "%n Datenpunkt(e)", "", content.points).replace(
            str(content.points), count(content.points)
        )
    ]
    if content.abnormal and has_abnormal:
        parts.append(
            QCoreApplication.translate("tiles", "{count} auffällig").format(
                count=count(content.abnormal)
            )
        )
    if content.stale:
        parts.append(
            QCoreApplication.translate("tiles", "{count} veraltet").format(
                count=count(content.stale)
            )
        )
    return " · ".join(parts)


def tile_tooltip(content: TileContent) -> str:
    """Return all figures of a tile with their units in words, as rich text."""
    lines = [f"<b>{escape(content.name)}</b>"]
    for figure in content.figures:
        unit = f"\u202f{figure.unit}" if figure.unit and figure.is_known else ""
        words = f" ({escape(figure.unit_words)})" if figure.unit_words else ""
        line = f"{escape(figure.title)}: {escape(figure.text + unit)}{words}"
        if figure.used < figure.total:
            fresh = QCoreApplication.translate("tiles", "{used} von {total} Werten sind frisch")
            used = fresh.format(used=count(figure.used), total=count(figure.total))
            line = f"{line} – {escape(used)}"
        lines.append(line)
    lines.append(escape(counts_text(content)))
    hint = QCoreApplication.translate("tiles", "Klick: nur diese Datenpunkte zeigen")
    if content.points:
        lines.append(f"<i>{escape(hint)}</i>")
    return "<br>".join(lines)


def _spoken(content: TileContent) -> str:
    """Return a tile for screen readers."""
    parts = [content.name]
    if content.figures:
        first = content.figures[0]
        parts.append(f"{first.title}: {first.text} {first.unit}".strip())
    parts.append(counts_text(content))
    return ". ".join(parts)
