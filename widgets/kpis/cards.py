"""Cards of the figures: name, value, judgement in words, target; as many in a row as fit."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.alarms.targets import Figure, Judgement
from widgets.kpis.words import (
    JUDGEMENT_ICONS,
    figure_tip,
    judgement_text,
    kpi_title,
    target_text,
    value_text,
)
from widgets.labels import ElidedLabel
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ICON_PX: Final = 16
_LEAST_LETTERS: Final = 24
_COLUMNS: Final = (6, 4, 3, 2, 1)
"""Numbers of columns that leave no row half empty."""


class FigureCard(QFrame):
    """One figure; calm, also when it is bad: the word says it, and the icon's shape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.figure: Figure | None = None
        self._title = ElidedLabel()
        self._title.setObjectName("muted")
        self._value = QLabel()
        self._value.setObjectName("kpi")
        self._icon = QLabel()
        self._judgement = ElidedLabel()
        self._target = ElidedLabel()
        self._target.setObjectName("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID // 2)
        column.addWidget(self._title)
        column.addWidget(self._value)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self._icon)
        line.addWidget(self._judgement, 1)
        column.addLayout(line)
        column.addWidget(self._target)
        theme().changed.connect(self._tint)

    def show_figure(self, figure: Figure, more: str = "") -> None:
        """Show a figure.

        Args:
            figure: The figure.
            more: What stands in the place of the target, where there is none.
        """
        self.figure = figure
        self._title.setText(kpi_title(figure.kpi))
        self._value.setText(value_text(figure.kpi, figure.value))
        self._judgement.setText(judgement_text(figure.judgement))
        target = target_text(figure) or more
        self._target.setText(target)
        font = self._judgement.font()
        font.setBold(figure.judgement is Judgement.ACT)
        self._judgement.setFont(font)
        self.setToolTip(figure_tip(figure))
        for label in (self._title, self._judgement, self._target):
            label.setToolTip("")  # The card says all of it.
        words = (
            kpi_title(figure.kpi),
            self._value.text(),
            judgement_text(figure.judgement),
            target,
        )
        self.setAccessibleName(", ".join(filter(None, words)))
        self.setAccessibleDescription(figure_tip(figure))
        self._tint()

    @property
    def words(self) -> str:
        """Everything the card says, as it is read aloud."""
        return self.accessibleName()

    def _tint(self) -> None:
        if self.figure is not None:
            is_loud = self.figure.judgement is Judgement.ACT
            colour = theme().tokens.text if is_loud else ""
            sign = icon(JUDGEMENT_ICONS[self.figure.judgement], colour=colour)
            self._icon.setPixmap(sign.pixmap(QSize(_ICON_PX, _ICON_PX)))


class CardGrid(QWidget):
    """Cards of one width in rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[FigureCard] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * GRID)

    @property
    def columns(self) -> int:
        """How many cards stand in a row."""
        return self._columns

    def show_figures(self, figures: Sequence[tuple[Figure, str]]) -> None:
        """Show figures, each with what is said of it where it has no target."""
        while len(self.cards) < len(figures):
            self.cards.append(FigureCard(self))
            self._columns = 0
        for card, (figure, more) in zip(self.cards, figures, strict=True):
            card.show_figure(figure, more)
        self._arrange()

    def _arrange(self) -> None:
        least = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        room = self.width() // max(least, 1)
        columns = next((columns for columns in _COLUMNS if columns <= room), 1)
        if columns == self._columns or not self.cards:
            return
        self._columns = columns
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
            card.show()
        for column in range(_COLUMNS[0]):
            self._grid.setColumnStretch(column, int(column < columns))
        self.updateGeometry()

    @override
    def minimumSizeHint(self) -> QSize:
        # The width must be able to shrink; fewer columns come with it.
        width = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return QSize(width, self._grid.totalMinimumSize().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
