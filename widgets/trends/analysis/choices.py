"""Boxes to choose a curve, or one of a few ways to look at it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from app.domain.points import PointId
from widgets.theme import theme
from widgets.trends.analysis.readings import Subject
from widgets.trends.kinds import kind_pen
from widgets.trends.model import Trace
from widgets.trends.tints import FOCUS_WIDTH
from widgets.trends.wording import point_titles

_SWATCH: Final = QSize(16, 16)
_LEAST_LETTERS: Final = 8
_MOST_LETTERS: Final = 48


def swatch(trace: Trace) -> QIcon:
    """Return a piece of a curve as an icon, dashed like on the plot where nobody measured it."""
    pixmap = QPixmap(_SWATCH)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setPen(kind_pen(theme().tokens, trace.kind, trace.slot, FOCUS_WIDTH))
    middle = _SWATCH.height() / 2
    painter.drawLine(QPointF(0, middle), QPointF(_SWATCH.width(), middle))
    painter.end()
    return QIcon(pixmap)


class Choice(QComboBox):
    """A box whose entries are told apart by a value, not by their place.

    Signals:
        chosen: The person chose something else.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda _: self.chosen.emit())

    @property
    def value(self) -> str:
        """What is chosen; empty without entries."""
        data = self.currentData()
        return data if isinstance(data, str) else ""

    def choose(self, value: str) -> None:
        """Choose an entry without telling; an unknown one changes nothing."""
        place = self.findData(value)
        if place >= 0:
            self.setCurrentIndex(place)

    def offer(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer entries as (value, text); what was chosen stays chosen where it is among them."""
        chosen = self.value
        self.clear()
        for value, text in entries:
            self.addItem(text, value)
        self.choose(chosen)


class SubjectChoice(Choice):
    """Chooses one of the curves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._traces: list[Trace] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_MOST_LETTERS * self.fontMetrics().averageCharWidth())
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_LETTERS)
        self.setIconSize(_SWATCH)
        theme().changed.connect(self._tint)

    def offer_subjects(self, subjects: Sequence[Subject], wanted: PointId | None = None) -> None:
        """Offer curves; `wanted` is chosen where nothing of them was chosen before."""
        titles = point_titles(one.trace.point for one in subjects)
        had = self.value
        self.offer([(one.id, titles[one.id]) for one in subjects])
        self._traces = [one.trace for one in subjects]
        if wanted is not None and self.value != had:
            self.choose(wanted)
        self._tint()

    def _tint(self) -> None:
        for place, trace in enumerate(self._traces):
            self.setItemIcon(place, swatch(trace))
