"""Everything a report shows, from above: cards, course, distributions, bad actors."""

from math import isnan
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.alarms import Priority
from app.domain.alarms.kpis import Kpis
from app.domain.alarms.targets import Figure, Kpi
from app.services.alarm_kpis import KpiReport
from widgets.kpis.bars import Bar, BarCard
from widgets.kpis.cards import CardGrid
from widgets.kpis.desk import Desk
from widgets.kpis.rate_canvas import RateCanvas
from widgets.kpis.words import AlarmNames, value_text
from widgets.texts import DASH, count, priority_text
from widgets.theme.tokens import GRID
from widgets.trends.analysis.wording import duration_text, share_text
from widgets.trends.date_axis import DateAxis

_tr = QCoreApplication.translate

CARDS: Final = (
    Kpi.RATE,
    Kpi.PEAK,
    Kpi.PEAK_HOUR,
    Kpi.RATE_DAY,
    Kpi.FLOODS,
    Kpi.FLOOD_TIME,
    Kpi.STANDING,
    Kpi.STALE,
    Kpi.CHATTERING,
    Kpi.TOP,
    Kpi.SEEN_MEDIAN,
    Kpi.SHELVED,
)
"""Figures with a card, the most telling first; all others stand in the bars and in the export."""

_CLASSES: Final = ("0", "1", "2", "3 – 5", "6 – 10", "> 10")
_TARGET_SHARES: Final = {Priority.HIGH: 0.05, Priority.MEDIUM: 0.15, Priority.LOW: 0.8}


class Board(QScrollArea):
    """The content of the view; it scrolls as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards = CardGrid()
        self.course = RateCanvas()
        self.slots = BarCard()
        self.priorities = BarCard()
        self.seen = BarCard()
        self.desk = Desk()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self.cards)
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.course)
        column.addWidget(frame)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        for card in (self.slots, self.priorities, self.seen):
            line.addWidget(card, 1)
        column.addLayout(line)
        column.addWidget(self.desk)
        column.addStretch(1)
        self.course.setFixedHeight(self.fontMetrics().height() * 12)
        self.setWidget(content)

    def show_report(self, report: KpiReport, names: AlarmNames, axis: DateAxis) -> None:
        """Show a report."""
        kpis = report.kpis
        self.cards.show_figures([(kpis.figures[kpi], _more(kpis, kpi)) for kpi in CARDS])
        self.course.show_course(kpis, axis)
        self._show_slots(kpis)
        self._show_priorities(kpis)
        self._show_seen(kpis)
        self.desk.show_report(report, names, axis.zone.key)

    def _show_slots(self, kpis: Kpis) -> None:
        total = sum(kpis.distribution)
        bars = [
            Bar(name, slots / total if total else 0.0, _share_of(slots, total))
            for name, slots in zip(_CLASSES, kpis.distribution, strict=True)
        ]
        self.slots.show_bars(
            _tr("kpis", "Meldungen je 10 min, Anteil der bemannten Zeit"),
            bars,
            _tr("kpis", "Das Mittel verbirgt Fluten, die Verteilung nicht."),
        )

    def _show_priorities(self, kpis: Kpis) -> None:
        total = sum(kpis.priorities.values())
        rows = []
        for priority, calls in kpis.priorities.items():
            share = calls / total if total else 0.0
            target = _TARGET_SHARES.get(priority, -1.0)
            rows.append(Bar(priority_text(priority), share, _share_of(calls, total), target))
        self.priorities.show_bars(
            _tr("kpis", "Meldungen nach Priorität"),
            rows,
            _tr("kpis", "Strich: Ziel 5 / 15 / 80 % (EEMUA 191), kritisch unter 1 %"),
        )

    def _show_seen(self, kpis: Kpis) -> None:
        rows = [each for each in kpis.seen if each.priority is not None]
        longest = max((each.late_s for each in rows if not isnan(each.late_s)), default=0.0)
        bars = []
        for each in rows:
            name = "" if each.priority is None else priority_text(each.priority)
            if isnan(each.median_s):
                bars.append(Bar(name, 0.0, DASH))
                continue
            median, late = duration_text(each.median_s * 1e6), duration_text(each.late_s * 1e6)
            share = each.median_s / longest if longest else 0.0
            target = each.late_s / longest if longest else -1.0
            bars.append(Bar(name, share, f"{median} · {late}", target))
        self.seen.show_bars(
            _tr("kpis", "Bis zur Quittierung: Median · 90 %"),
            bars,
            _tr("kpis", "In bemannter Zeit; nicht quittiert: {count}").format(
                count=value_text(Kpi.UNSEEN, kpis.figures[Kpi.UNSEEN].value)
            ),
        )


def _share_of(part: int, whole: int) -> str:
    return f"{share_text(part / whole)} ({count(part)})" if whole else DASH


def _more(kpis: Kpis, kpi: Kpi) -> str:
    """Return what a card says where the figure has no target."""

    def figure(which: Kpi) -> Figure:
        return kpis.figures[which]

    if kpi is Kpi.SEEN_MEDIAN:
        late = figure(Kpi.SEEN_LATE)
        return _tr("kpis", "90 % in {duration}").format(duration=value_text(late.kpi, late.value))
    if kpi is Kpi.SHELVED:
        return _tr("kpis", "unterdrückt {suppressed}, außer Betrieb {removed}").format(
            suppressed=value_text(Kpi.SUPPRESSED, figure(Kpi.SUPPRESSED).value),
            removed=value_text(Kpi.REMOVED, figure(Kpi.REMOVED).value),
        )
    return ""
