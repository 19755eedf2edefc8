"""What the shapes of the chart mean: one line below it, drawn with the same shapes."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from app.domain.portfolio.plans import PlanItem
from widgets.portfolio.gantt.bars import paint_rows
from widgets.portfolio.gantt.inks import inks
from widgets.portfolio.gantt.lines import Frame
from widgets.portfolio.gantt.rows import GanttRow
from widgets.portfolio.gantt.shapes import BarStyle, Outlook
from widgets.portfolio.gantt.timescale import TimeScale
from widgets.theme import theme
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate
_SAMPLE: Final = 37.0
_DAY: Final = date(2000, 1, 3)


def legend_words() -> Sequence[tuple[str, str]]:
    """Return the shapes by name, with their words."""
    return (
        ("bar", _tr("gantt", "Fortschritt")),
        ("critical", _tr("gantt", "kritischer Weg")),
        ("slack", _tr("gantt", "Puffer")),
        ("basis", _tr("gantt", "Basisplan")),
        ("milestone", _tr("gantt", "Meilenstein")),
        ("deadline", _tr("gantt", "Frist")),
        ("late", _tr("gantt", "Frist verfehlt")),
        ("outlook", _tr("gantt", "P50/P80 (simuliert)")),
        ("today", _tr("gantt", "Stichtag")),
    )


def paint_legend(painter: QPainter, area: QRectF) -> None:
    """Draw the legend into an area, as much of it as fits."""
    colours = inks()
    metrics = QFontMetricsF(painter.font())
    left = area.left()
    for name, words in legend_words():
        width = _SAMPLE + GRID + metrics.horizontalAdvance(words)
        if left + width > area.right():
            return
        _paint_sample(painter, name, QRectF(left, area.top(), _SAMPLE, area.height()))
        painter.setPen(colours.muted)
        box = QRectF(left + _SAMPLE + GRID, area.top(), width, area.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        left += width + 3 * GRID


class Legend(QWidget):
    """The legend as a widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(", ".join(words for _, words in legend_words()))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(100, self.fontMetrics().height() + 3 * GRID)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_legend(painter, QRectF(self.rect()).adjusted(2 * GRID, 0, -2 * GRID, 0))
        painter.end()


def _paint_sample(painter: QPainter, name: str, area: QRectF) -> None:
    scale = TimeScale(_DAY.toordinal(), _DAY.toordinal() + 22, 1.75)
    painter.save()
    painter.translate(area.topLeft())
    if name == "today":
        painter.setPen(QPen(inks().accent, 2.0))
        painter.drawLine(QLineF(_SAMPLE / 2, 2, _SAMPLE / 2, area.height() - 2))
    else:
        frame = Frame(QRectF(0, 0, area.width(), area.height()), 0, 0, scale, area.height())
        outlook = Outlook(_later(8), _later(15)) if name == "outlook" else None
        style = BarStyle(outlook=outlook, has_label=False)
        paint_rows(painter, [(0, _sample(name), style)], frame, inks())
    painter.restore()


def _sample(name: str) -> GanttRow:
    """Return a row that is drawn as what a shape stands for."""
    first, last = (
        _later(2),
        _later({"late": 12, "slack": 9, "deadline": 11, "outlook": 6}.get(name, 18)),
    )
    kind = "milestone" if name == "milestone" else "work_item"
    if kind == "milestone":
        first = last = _later(10)
    item = PlanItem(
        "", kind, "", "", "", is_summary=False, start=first, finish=last,
        late_finish=_later(19) if name == "slack" else None,
        slack=7 if name == "slack" else None,
        is_critical=name == "critical",
        baseline_start=first - timedelta(1) if name == "basis" else None,
        baseline_finish=last - timedelta(4) if name == "basis" else None,
    )  # fmt: skip
    progress = 0.5 if name == "bar" else 0.0
    deadline = {"late": _later(10), "deadline": _later(17)}.get(name)
    key = Key(kind, "")
    return GanttRow(key, "", "", 1, "", first, last, progress, item, deadline=deadline)


def _later(days: int) -> date:
    return _DAY + timedelta(days)
