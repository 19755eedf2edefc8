"""The matrix: 5 by 5 cells with risks as chips, which can be moved by mouse and keys."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from app.domain.portfolio.risks import Movement
from widgets.portfolio.risks.painting import (
    HEAD,
    Look,
    chip_text,
    paint_arrow,
    paint_chip,
    paint_field,
    paint_ghost,
    paint_target,
    room_of,
)
from widgets.portfolio.risks.placing import LEVELS, Cell, Placing, place
from widgets.portfolio.risks.rows import RiskRow, risk_words, zone_word
from widgets.theme.tokens import GRID
from widgets.trends.analysis.canvas import Canvas
from widgets.trends.geometry import axis_font

_WAYS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class RiskMatrix(Canvas):
    """Paints the matrix.

    Signals:
        chosen: The uid of a risk that was selected here.
        opened: The uid of a risk that is to be opened.
        move_wanted: Uid, probability and impact a risk is to have.
        copy_wanted: Ctrl+C.
        menu_wanted: The uid at a place (empty for none), and the place on the screen.
    """

    chosen = Signal(str)
    opened = Signal(str)
    move_wanted = Signal(str, int, int)
    copy_wanted = Signal()
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[RiskRow] = ()
        self.selected: frozenset[str] = frozenset()
        self.is_fixed = False
        self._current = ""
        self._pressed: QPointF | None = None
        self._target: Cell | None = None
        self._pending: tuple[str, Cell] | None = None
        self.setMinimumSize(QSize(80 * GRID, 70 * GRID))

    # ---- what is shown -------------------------------------------------------------------------
    def show_rows(self, rows: Sequence[RiskRow]) -> None:
        """Show other risks."""
        self.rows = rows
        self._describe()
        self.invalidate()

    def select(self, uids: frozenset[str]) -> None:
        """Mark risks, without telling anybody."""
        if uids != self.selected:
            self.selected = uids
            self._current = self._current if self._current in uids else next(iter(uids), "")
            self.invalidate()

    def show_pending(self, uid: str, cell: Cell | None) -> None:
        """Show where a risk is about to be moved; None when it is not any more."""
        self._pending = None if cell is None else (uid, cell)
        self.invalidate()

    def _describe(self) -> None:
        words = [zone_word(row.position.score) for row in self.rows]
        zones = ", ".join(f"{words.count(one)} {one}" for one in dict.fromkeys(words))
        text = self.tr("Risikomatrix mit {0} Risiken")
        if len(self.rows) == 1:
            text = self.tr("Risikomatrix mit einem Risiko")
        text = text.format(len(self.rows))
        self.setAccessibleName(f"{text}: {zones}" if zones else text)
        self.setWhatsThis(
            self.tr("Pfeiltasten wählen ein Risiko, Eingabe öffnet es, Umschalt und Pfeiltasten"
                    " schlagen einen anderen Platz vor.")
        )  # fmt: skip

    def retranslate(self) -> None:
        """Say everything again."""
        self._describe()
        self.invalidate()

    def placing(self, rect: QRectF | None = None) -> Placing:
        """Return where everything lies in a room."""
        metrics = QFontMetricsF(axis_font())
        room = room_of(self.room if rect is None else rect, metrics)

        def placed(rows: Sequence[RiskRow]) -> Placing:
            return place(
                room,
                rows,
                lambda row: metrics.horizontalAdvance(chip_text(row)) + 3 * GRID,
                metrics.height() + HEAD,
            )

        found = placed(self.rows)
        if all(uid in found.chips for uid in self.selected):
            return found
        # What is selected is seen, even where its cell is full.
        return placed(sorted(self.rows, key=lambda row: row.uid not in self.selected))

    # ---- painting ------------------------------------------------------------------------------
    @override
    def paint(self, painter: QPainter, rect: QRectF) -> None:
        painter.setFont(axis_font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        placing = self.placing(rect)
        paint_field(painter, rect, placing)
        for row in self.rows:
            box, moved = placing.chips.get(row.uid), row.position.moved_from
            if box is not None and moved and row.position.movement is not Movement.CLOSED:
                start = placing.cell_rect(moved).center()
                paint_arrow(painter, start, box, is_strong=row.uid in self.selected)
        for row in self.rows:
            box = placing.chips.get(row.uid)
            if box is not None:
                paint_chip(painter, box, row, Look(is_selected=row.uid in self.selected))

    @override
    def paint_above(self, painter: QPainter, rect: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        placing = self.placing(rect)
        if self._target is not None:
            paint_target(painter, placing.cell_rect(self._target))
        if self._pending is None:
            return
        uid, cell = self._pending
        row = self._row(uid)
        start = placing.chips.get(uid)
        if row is not None:
            paint_ghost(painter, start, placing.cell_rect(cell), chip_text(row))

    # ---- hands ---------------------------------------------------------------------------------
    def _row(self, uid: str) -> RiskRow | None:
        return next((row for row in self.rows if row.uid == uid), None)

    @override
    def point_at(self, position: QPointF, rect: QRectF) -> str:
        placing = self.placing(rect)
        row = self._row(placing.chip_at(position))
        self.setCursor(Qt.CursorShape.ArrowCursor if row is None else Qt.CursorShape.OpenHandCursor)
        if row is not None:
            return risk_words(row)
        cell = placing.cell_at(position)
        more = 0 if cell is None else placing.more.get(cell, 0)
        return self.tr("{0} weitere stehen in der Liste.").format(more) if more else ""

    def choose(self, uid: str) -> None:
        """Select a risk as a person does."""
        row = self._row(uid)
        if row is None:
            return
        self._current, self.selected = uid, frozenset({uid})
        self.invalidate()
        self.say(risk_words(row))
        self.chosen.emit(uid)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        uid = self.placing().chip_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and uid:
            self.choose(uid)
            self._pressed = event.position()
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self.is_fixed:
            super().mouseMoveEvent(event)
            return
        way = (event.position() - self._pressed).manhattanLength()
        if self._target is not None or way >= QApplication.startDragDistance():
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._target = self.placing().cell_at(event.position())
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        target, self._target, self._pressed = self._target, None, None
        self.update()
        if target is not None:
            self._want(target)
        super().mouseReleaseEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        uid = self.placing().chip_at(event.position())
        if uid:
            self._pressed = None
            self.opened.emit(uid)

    def _want(self, cell: Cell) -> None:
        row = self._row(self._current)
        if row is not None and row.record is not None and cell != row.cell and not self.is_fixed:
            self.move_wanted.emit(row.uid, *cell)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        uid = self.placing().chip_at(QPointF(event.pos())) if is_by_mouse else self._current
        if uid and uid not in self.selected:
            self.choose(uid)
        self.menu_wanted.emit(uid, event.globalPos())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            row = self._row(self._current)
            if row is not None:
                across, down = way
                probability, impact = row.cell
                wanted = probability - down, impact + across
                if all(1 <= one <= LEVELS for one in wanted):
                    self._want(wanted)
        elif way is not None:
            self.choose(self.placing().neighbour(self._current, *way))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current:
            self.opened.emit(self._current)
        elif event.key() == Qt.Key.Key_Escape and self._pressed is not None:
            self._pressed, self._target = None, None
            self.update()
        elif (
            event.key() == Qt.Key.Key_C and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)
