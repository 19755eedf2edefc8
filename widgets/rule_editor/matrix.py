"""The matrix of consequence and time to respond: a click says how urgent an alarm is."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.alarms import AlarmRule, Consequence, Priority, ResponseTime, matrix_priority
from widgets.rule_editor.fields import About, Field
from widgets.rule_editor.words import consequence_detail, consequence_text, response_text
from widgets.texts import priority_text
from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import GRID, alarm_look

_ROWS: Final = (
    Consequence.SEVERE,
    Consequence.MAJOR,
    Consequence.MODERATE,
    Consequence.MINOR,
)
_COLUMNS: Final = tuple(ResponseTime)
_PT: Final = 9.0
_GLYPH: Final = 0.62
_Cell = tuple[Consequence, ResponseTime]


class Matrix(QWidget):
    """Four consequences by four times; the arrow keys move, a click chooses.

    Signals:
        chosen: A consequence and a time to respond (tuple).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cell: _Cell | None = None
        self._hovered: _Cell | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    @property
    def cell(self) -> _Cell | None:
        """What is chosen."""
        return self._cell

    def show_cell(self, consequence: Consequence | None, response: ResponseTime | None) -> None:
        """Show what is chosen; None while it is not."""
        # Consequence NONE has no row: it is an event, no alarm.
        self._cell = (consequence, response) if consequence and response is not None else None
        self.setAccessibleDescription(self.words(self._cell))
        self.update()

    def words(self, cell: _Cell | None) -> str:
        """Return what a cell means, in a sentence."""
        if cell is None:
            return self.tr("Noch nicht gewählt.")
        priority = matrix_priority(*cell)
        result = self.tr("Ereignis") if priority is None else priority_text(priority)
        sentence = self.tr("Folge {consequence}, Zeit zum Handeln {response}: {result}. {detail}")
        return sentence.format(
            consequence=consequence_text(cell[0]),
            response=response_text(cell[1]),
            result=result,
            detail=consequence_detail(cell[0]),
        )

    # --- places -----------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(body_font(_PT))
        row = metrics.height() + 2 * GRID
        words = [*map(priority_text, Priority), *map(response_text, _COLUMNS)]
        widest = max(map(metrics.horizontalAdvance, words))
        cell = widest + metrics.height() * _GLYPH + 4 * GRID
        return QSize(int(self._left() + 4 * cell), int(2 * row + len(_ROWS) * row + GRID))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _left(self) -> float:
        metrics = QFontMetricsF(body_font(_PT))
        return max(metrics.horizontalAdvance(consequence_text(c)) for c in _ROWS) + 3 * GRID

    def _row_height(self) -> float:
        return QFontMetricsF(body_font(_PT)).height() + 2 * GRID

    def box(self, cell: _Cell) -> QRectF:
        """Return where a cell lies."""
        left, row = self._left(), self._row_height()
        width = (self.width() - left) / len(_COLUMNS)
        return QRectF(left + int(cell[1]) * width, 2 * row + _ROWS.index(cell[0]) * row, width, row)

    def _cell_at(self, position: QPointF) -> _Cell | None:
        cells = ((row, column) for row in _ROWS for column in _COLUMNS)
        return next((cell for cell in cells if self.box(cell).contains(position)), None)

    # --- painting ---------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(body_font(_PT))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, row, left = theme().tokens, self._row_height(), self._left()
        align = Qt.AlignmentFlag
        painter.setPen(QColor(tokens.muted))
        head = QRectF(left, 0, self.width() - left, row)
        painter.drawText(head, align.AlignVCenter | align.AlignLeft, self.tr("Zeit zum Handeln"))
        side = QRectF(0, row, left - GRID, row)
        painter.drawText(side, align.AlignVCenter | align.AlignLeft, self.tr("Folge"))
        for column in _COLUMNS:
            box = self.box((_ROWS[0], column)).translated(0, -row)
            painter.drawText(box, align.AlignCenter, response_text(column))
        for consequence in _ROWS:
            box = self.box((consequence, _COLUMNS[0]))
            words = QRectF(0, box.top(), left - GRID, row)
            painter.drawText(
                words, align.AlignVCenter | align.AlignLeft, consequence_text(consequence)
            )
            for column in _COLUMNS:
                self._paint_cell(painter, (consequence, column))
        painter.end()

    def _paint_cell(self, painter: QPainter, cell: _Cell) -> None:
        tokens = theme().tokens
        priority = matrix_priority(*cell) or Priority.LOW
        look = alarm_look(priority)
        box = self.box(cell).adjusted(1.5, 1.5, -1.5, -1.5)
        is_chosen = cell == self._cell
        is_marked = cell == self._hovered or (is_chosen and self.hasFocus())
        painter.setPen(QPen(QColor(tokens.accent if is_marked else tokens.line), 1))
        painter.setBrush(QColor(look.fill) if is_chosen else QColor(tokens.surface))
        painter.drawRoundedRect(box, GRID, GRID)
        ink = QColor(look.ink if is_chosen else tokens.muted)
        side = painter.fontMetrics().height() * _GLYPH
        text = priority_text(priority)
        width = painter.fontMetrics().horizontalAdvance(text)
        start = box.center().x() - (side + GRID + width) / 2
        glyph = QRectF(start, box.center().y() - side / 2, side, side)
        draw_glyph(painter, glyph, look.glyph, ink)
        painter.setPen(ink)
        words = QRectF(glyph.right() + GRID, box.top(), box.right() - glyph.right(), box.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    # --- hands ------------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (cell := self._cell_at(event.position())) is not None and self.isEnabled():
            self.chosen.emit(cell)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._cell_at(event.position())
        if self._hovered is not None:
            where = event.globalPosition().toPoint()
            QToolTip.showText(where, self.words(self._hovered), self)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        row, column = (3, 0) if self._cell is None else (_ROWS.index(self._cell[0]), self._cell[1])
        if self._cell is not None:
            row = min(max(row + move[0], 0), len(_ROWS) - 1)
            column = min(max(column + move[1], 0), len(_COLUMNS) - 1)
        self.chosen.emit((_ROWS[row], ResponseTime(column)))


class MatrixField(Field):
    """Consequence and time to respond, which give the priority."""

    def __init__(self) -> None:
        super().__init__("consequence", "response", "priority")
        self.matrix, self._result = Matrix(), QLabel()
        self._result.setWordWrap(True)
        self._result.setObjectName("muted")
        body = QWidget()
        body.setFocusProxy(self.matrix)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.matrix)
        column.addWidget(self._result)
        self.set_body(body)
        self.matrix.chosen.connect(
            lambda cell: self.edited.emit({"consequence": cell[0], "response": cell[1]})
        )

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        self.matrix.show_cell(rule.consequence, rule.response)
        word = priority_text(rule.priority)
        if self.matrix.cell is not None:
            text = self.tr("Priorität {0}").format(word)
        elif about.is_new:
            text = self.tr("Noch nicht gewählt.")
        else:
            text = self.tr("Priorität {0}; warum, ist noch nicht festgehalten.").format(word)
        self._result.setText(text)

    @override
    def controls(self) -> list[QWidget]:
        return [self.matrix]
