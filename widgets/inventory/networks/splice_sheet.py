"""A splice plan as it is drawn: cables left and right, fibres in their colours, splices between."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from typing_extensions import override

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.networks.closures import ClosurePlan, PlanCable, PlanSplice, PlanStrand
from app.domain.inventory.networks.colours import rings
from app.domain.inventory.records import Key
from widgets.foreign_texts import on_screen
from widgets.inventory.networks import words
from widgets.inventory.networks.canvas import Marks, Sheet
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.fibres import fibre_colour
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate

EVERY_TRAY: Final = -1
_REACH: Final = 5.0
_SAMPLES: Final = 24


@dataclass(frozen=True, slots=True)
class _Row:
    strand: PlanStrand
    is_left: bool
    top: float


class SpliceSheet(Sheet):
    """The drawing of a splice plan; its items are the fibres, left then right, then the splices.

    Args:
        plan: The plan.
        tray: The tray whose splices are shown; `EVERY_TRAY` for all of them.
        font: The font of the canvas.
        is_used_only: True to leave out fibres that are not spliced here.
        width: How wide it may be; it becomes wider where the words need it.
    """

    def __init__(
        self, plan: ClosurePlan, tray: int, font: QFont, *, is_used_only: bool, width: float
    ) -> None:
        self.plan = plan
        self._font = font
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(font)
        self._step = round(self._metrics.height() * 1.4)
        self._chip = self._metrics.horizontalAdvance("00 ") + 2 * GRID
        self._bar = 8.0 * GRID
        # Words end where the bar of the colour begins; tubes stand outside of them.
        self._words = self._metrics.horizontalAdvance("88 violett || MMMMMMMM ")
        self._tube = self._metrics.horizontalAdvance("88 orange ||  ") + 4 * GRID
        self._side = self._tube + self._words + self._bar
        self._is_used_only = is_used_only
        self.splices = [one for one in plan.splices if tray in {EVERY_TRAY, one.tray}]
        self._shown = {uid for one in self.splices for uid in (one.left, one.right)}
        self.rows: list[_Row] = []
        self._heads: list[tuple[PlanCable, bool, float]] = []
        self._tubes: list[tuple[PlanStrand, bool, float, float]] = []
        bottoms = [self._stack(plan.left, is_left=True), self._stack(plan.right, is_left=False)]
        self._place = {row.strand.uid: item for item, row in enumerate(self.rows)}
        names = [
            QFontMetricsF(self._bold).horizontalAdvance(self._title(c)) for c, *_ in self._heads
        ]
        least = 2 * max([self._side, *names]) + 24 * GRID
        self._size = QSizeF(max(width, least), max(bottoms) + 2 * GRID)
        self._curves = {one.uid: self._curve(one) for one in self.splices}

    def _stack(self, cables: tuple[PlanCable, ...], *, is_left: bool) -> float:
        """Put the cables of a side under each other; return where they end."""
        top = 0.0
        for cable in cables:
            self._heads.append((cable, is_left, top))
            top += self._step * 1.25
            strands = [one for one in cable.strands if not self._is_used_only or self._has(one)]
            for _, group in groupby(strands, key=lambda strand: strand.tube):
                members = list(group)
                begin = top
                for strand in members:
                    self.rows.append(_Row(strand, is_left, top))
                    top += self._step
                if members[0].tube:
                    self._tubes.append((members[0], is_left, begin, top))
                top += GRID
            top += 2 * GRID
        return top

    def _has(self, strand: PlanStrand) -> bool:
        return strand.uid in self._shown

    # ---- items -----------------------------------------------------------------------------------
    @property
    @override
    def size(self) -> QSizeF:
        return self._size

    @property
    @override
    def count(self) -> int:
        return len(self.rows) + len(self.splices)

    def key(self, item: int) -> Key:
        """Return the record of an item."""
        if item < len(self.rows):
            return Key("strand", self.rows[item].strand.uid)
        return Key("splice", self.splices[item - len(self.rows)].uid)

    def item_of(self, key: Key) -> int:
        """Return the item of a record, -1 where it is not drawn."""
        if key.kind == "strand":
            return self._place.get(key.uid, -1)
        for number, splice in enumerate(self.splices):
            if key == Key("splice", splice.uid):
                return len(self.rows) + number
        return -1

    @override
    def item_at(self, place: QPointF) -> int:
        for item, row in enumerate(self.rows):
            if self._row_rect(row).contains(place):
                return item
        best, least = -1, _REACH
        for number, splice in enumerate(self.splices):
            curve = self._curves[splice.uid]
            if curve is None or not curve.boundingRect().adjusted(-4, -4, 4, 4).contains(place):
                continue
            points = (curve.pointAtPercent(n / _SAMPLES) for n in range(_SAMPLES + 1))
            far = min((point - place).manhattanLength() for point in points)
            span = curve.length() / _SAMPLES / 2
            if far < least + span:
                best, least = len(self.rows) + number, far - span
        return best

    @override
    def item_rect(self, item: int) -> QRectF:
        if item < len(self.rows):
            return self._row_rect(self.rows[item])
        curve = self._curves[self.splices[item - len(self.rows)].uid]
        if curve is None:
            return QRectF()
        middle = curve.pointAtPercent(0.5)
        return QRectF(middle.x() - 2 * GRID, middle.y() - 2 * GRID, 4 * GRID, 4 * GRID)

    @override
    def tip(self, item: int) -> str:
        if item >= len(self.rows):
            return self._splice_tip(self.splices[item - len(self.rows)])
        strand = self.rows[item].strand
        parts = [f"{words.fibre_word()} {_named(strand.number, strand.colour)}"]
        if strand.tube:
            parts.insert(0, f"{words.tube_word()} {_named(strand.tube, strand.tube_colour)}")
        scheme = KINDS["cable"].field("colour_scheme").choice_label(strand.scheme)
        return "\n".join([*parts, self._state_text(strand), scheme])

    def _splice_tip(self, splice: PlanSplice) -> str:
        lines = [
            _tr("networks", "Spleiß, Kassette {0}, Platz {1}").format(
                splice.tray or "–", splice.position or "–"
            )
        ]
        loss = splice.loss_db
        lines.append(
            words.db_text(loss) if loss is not None else _tr("networks", "Dämpfung nicht gemessen")
        )
        return "\n".join(lines)

    def _state_text(self, strand: PlanStrand) -> str:
        if strand.splice:
            return _tr("networks", "hier gespleißt")
        label = KINDS["strand"].field("state").choice_label(strand.state)
        return on_screen(label or KINDS["strand"].field("state").choice_label("free"))

    # ---- places ----------------------------------------------------------------------------------
    def _row_rect(self, row: _Row) -> QRectF:
        left = self._tube if row.is_left else self._size.width() - self._side
        return QRectF(left, row.top, self._words + self._bar, self._step)

    def _end(self, uid: str) -> QPointF | None:
        """Return where a splice meets a fibre."""
        item = self._place.get(uid)
        if item is None:
            return None
        rect = self._row_rect(self.rows[item])
        return QPointF(rect.right() if self.rows[item].is_left else rect.left(), rect.center().y())

    def _curve(self, splice: PlanSplice) -> QPainterPath | None:
        begin, end = self._end(splice.left), self._end(splice.right)
        if begin is None or end is None:
            return None
        return self._bow(begin, end)

    def _bow(self, begin: QPointF, end: QPointF) -> QPainterPath:
        middle = self._size.width() / 2
        bends = [
            QPointF(point.x() + (middle - point.x()) * 0.75, point.y()) for point in (begin, end)
        ]
        path = QPainterPath(begin)
        path.cubicTo(bends[0], bends[1], end)
        return path

    def _title(self, cable: PlanCable) -> str:
        free = sum(strand.is_free for strand in cable.strands)
        total = len(cable.strands)
        return f"{cable.name} · " + _tr("networks", "{0} Fasern, {1} hier frei").format(
            count(total), count(free)
        )

    # ---- drawing ---------------------------------------------------------------------------------
    @override
    def draw(self, painter: QPainter, exposed: QRectF, marks: Marks) -> None:
        tokens = theme().tokens
        painter.setFont(self._bold)
        painter.setPen(QColor(tokens.text))
        for cable, is_left, top in self._heads:
            rect = QRectF(0, top, self._size.width(), self._step)
            side = Qt.AlignmentFlag.AlignLeft if is_left else Qt.AlignmentFlag.AlignRight
            painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, self._title(cable))
        painter.setFont(self._font)
        for strand, is_left, begin, end in self._tubes:
            if end >= exposed.top() and begin <= exposed.bottom():
                self._draw_tube(painter, strand, begin, end, is_left=is_left)
        numbers = range(len(self.splices))
        # What is marked lies over the others, with its label.
        for number in sorted(numbers, key=lambda number: self._is_marked(number, marks)):
            self._draw_splice(painter, number, marks)
        for item, row in enumerate(self.rows):
            if row.top + self._step >= exposed.top() and row.top <= exposed.bottom():
                self._draw_strand(painter, item, row, marks)
        if marks.drag is not None and marks.drag[0] < len(self.rows):
            begin_at = self._end(self.rows[marks.drag[0]].strand.uid)
            if begin_at is not None:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
                painter.drawPath(self._bow(begin_at, marks.drag[1]))

    def _draw_tube(
        self, painter: QPainter, strand: PlanStrand, begin: float, end: float, *, is_left: bool
    ) -> None:
        tokens = theme().tokens
        bar = QRectF(self._tube - 3 * GRID, begin + 1, 2 * GRID, end - begin - 2)
        text = QRectF(0, begin, self._tube - 4 * GRID, self._step)
        side = Qt.AlignmentFlag.AlignRight
        if not is_left:
            bar.moveLeft(self._size.width() - self._tube + GRID)
            text.moveLeft(self._size.width() - self._tube + 4 * GRID)
            side = Qt.AlignmentFlag.AlignLeft
        painter.setPen(QPen(QColor(tokens.muted), 1))
        painter.setBrush(fibre_colour(strand.tube_colour))
        painter.drawRoundedRect(bar, 3, 3)
        painter.setPen(QColor(tokens.text))
        label = _named(strand.tube, strand.tube_colour)
        painter.drawText(text, side | Qt.AlignmentFlag.AlignVCenter, label)

    def _draw_strand(self, painter: QPainter, item: int, row: _Row, marks: Marks) -> None:
        tokens = theme().tokens
        rect, strand = self._row_rect(row), row.strand
        if item in marks.selected:
            painter.fillRect(rect, QColor(tokens.selection))
        elif item == marks.hovered:
            painter.fillRect(rect, QColor(tokens.stripe))
        if item == marks.current and marks.has_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 1, Qt.PenStyle.DotLine))
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        words_rect = rect.adjusted(GRID, 0, -self._bar - GRID, 0)
        bar = QRectF(rect.right() - self._bar, rect.center().y() - GRID, self._bar, 2 * GRID)
        side = Qt.AlignmentFlag.AlignRight
        if not row.is_left:
            words_rect = rect.adjusted(self._bar + GRID, 0, -GRID, 0)
            bar.moveLeft(rect.left())
            side = Qt.AlignmentFlag.AlignLeft
        painter.setPen(QPen(QColor(tokens.muted), 1))
        painter.setBrush(fibre_colour(strand.colour))
        painter.drawRoundedRect(bar, 3, 3)
        self._draw_end(painter, strand, bar, is_left=row.is_left)
        text = _named(strand.number, strand.colour)
        if strand.state in {"reserved", "defective"}:
            state = self._state_text(strand)
            text = f"{state}  {text}" if row.is_left else f"{text}  {state}"
        painter.setPen(QColor(tokens.text if strand.splice else tokens.muted))
        painter.drawText(words_rect, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_end(
        self, painter: QPainter, strand: PlanStrand, bar: QRectF, *, is_left: bool
    ) -> None:
        """Draw how a fibre ends: a dot where it is spliced, a ring when free, a cross when not."""
        tokens = theme().tokens
        place = QPointF(bar.right() if is_left else bar.left(), bar.center().y())
        if strand.splice:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.text))
            painter.drawEllipse(place, 3, 3)
        elif strand.is_free:
            painter.setPen(QPen(QColor(tokens.muted), 1.5))
            painter.setBrush(QColor(tokens.surface))
            painter.drawEllipse(place, 3.5, 3.5)
        else:
            painter.setPen(QPen(QColor(tokens.text), 2))
            painter.drawLine(place + QPointF(-4, -4), place + QPointF(4, 4))
            painter.drawLine(place + QPointF(-4, 4), place + QPointF(4, -4))

    def _is_marked(self, number: int, marks: Marks) -> bool:
        splice, item = self.splices[number], len(self.rows) + number
        ends = {self._place.get(splice.left, -1), self._place.get(splice.right, -1)}
        is_near = item == marks.hovered or (item == marks.current and marks.has_focus)
        return is_near or item in marks.selected or bool(ends & marks.selected)

    def _draw_splice(self, painter: QPainter, number: int, marks: Marks) -> None:
        splice, item = self.splices[number], len(self.rows) + number
        curve = self._curves[splice.uid]
        if curve is None:
            return
        tokens = theme().tokens
        ends = {self._place.get(splice.left, -1), self._place.get(splice.right, -1)}
        is_marked = item in marks.selected or bool(ends & marks.selected)
        is_near = item == marks.hovered or (item == marks.current and marks.has_focus)
        colour = tokens.accent if is_marked else tokens.text if is_near else tokens.muted
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), 2.5 if is_marked or is_near else 1.5))
        painter.drawPath(curve)
        if is_marked or is_near:
            middle = curve.pointAtPercent(0.5)
            text = f"{splice.tray or '–'}/{splice.position or '–'}"
            if splice.loss_db is not None:
                text += f" · {words.db_text(splice.loss_db)}"
            width = self._metrics.horizontalAdvance(text) + 2 * GRID
            plate = QRectF(0, 0, width, self._step)
            plate.moveCenter(middle)
            painter.fillRect(plate, QColor(tokens.surface))
            painter.setPen(QColor(tokens.text))
            painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


def _named(number: int, colour: str) -> str:
    """Return what a fibre or tube is called: its number, its colour, its rings."""
    return f"{number} {words.colour_text(colour)} {'|' * rings(number)}".strip()
