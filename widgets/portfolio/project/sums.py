"""The sums of a project's budget by year; where the page is narrow, they are moved sideways."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget
from typing_extensions import override

from app.domain.portfolio.budgets import Amounts
from widgets.points.inspector_parts import words
from widgets.texts import number
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate


class SumTable(QScrollArea):
    """Shows plan, commitments, expenses and forecast of years, with their sum.

    Args:
        years: Years and their amounts in euro.
        parent: Owner.
    """

    def __init__(self, years: Sequence[tuple[int, Amounts]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._box = QWidget()
        self._fill(QGridLayout(self._box), years)
        self.setWidget(self._box)
        self._fit(self._box.sizeHint().width())

    @staticmethod
    def _fill(grid: QGridLayout, years: Sequence[tuple[int, Amounts]]) -> None:
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        titles = {
            _tr("Sections", "Jahr"): "",
            _tr("Sections", "Ansatz"): _tr("Sections", "Was geplant ist, in Euro"),
            _tr("Sections", "Gebunden"): _tr(
                "Sections", "Durch Verträge und Aufträge gebunden, in Euro"
            ),
            _tr("Sections", "Ist"): _tr("Sections", "Was ausgegeben ist, in Euro"),
            _tr("Sections", "Erwartet"): _tr("Sections", "Was am Ende erwartet wird, in Euro"),
        }
        lines = [list(titles)]
        lines += [[str(year), *_amounts(amounts)] for year, amounts in years]
        if len(years) > 1:
            whole = sum((amounts for _, amounts in years), Amounts())
            lines.append([_tr("Sections", "Summe"), *_amounts(whole)])
        for row, line in enumerate(lines):
            for column, (text, tip) in enumerate(zip(line, titles.values(), strict=True)):
                label = words(text, name="muted" if row == 0 else "")
                label.setWordWrap(False)
                label.setMinimumWidth(label.sizeHint().width())
                label.setToolTip(tip)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                grid.addWidget(label, row, column, side)
        grid.setColumnStretch(len(titles), 1)

    def _fit(self, width: int) -> None:
        """Be as high as the lines, and the bar below them where it is needed."""
        hint = self._box.sizeHint()
        bar = self.horizontalScrollBar().sizeHint().height() if width < hint.width() else 0
        self.setFixedHeight(hint.height() + bar)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._box.sizeHint().height())

    @override
    def sizeHint(self) -> QSize:
        return self._box.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())


def _amounts(amounts: Amounts) -> list[str]:
    wanted = (amounts.plan, amounts.committed, amounts.actual, amounts.forecast)
    return [number(one, 0) for one in wanted]
