"""The strip that says which time is shown, where that is not the present of the console."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ICON: Final = 16


class StripKind(Enum):
    """What a strip says."""

    PAST = "mdi6.history"
    HELD_PAST = "mdi6.pin"
    HELD_LIVE = "mdi6.pin-outline"

    @property
    def is_past(self) -> bool:
        """True where what stands below the strip is not the present."""
        return self is not StripKind.HELD_LIVE


class TimeStrip(QWidget):
    """One line across a window or a view: full in colour for the past, quiet for the present."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = StripKind.PAST
        self._texts: tuple[str, ...] = ("",)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self.update)

    @property
    def text(self) -> str:
        """The whole of what is said."""
        return self._texts[0]

    @property
    def kind(self) -> StripKind:
        """What is said."""
        return self._kind

    def say(self, kind: StripKind, texts: tuple[str, ...]) -> None:
        """Say something, the longest form of it first; the first that fits is shown."""
        if (kind, texts) == (self._kind, self._texts):
            return
        self._kind, self._texts = kind, texts
        self.setAccessibleName(texts[0])
        self.setToolTip(texts[0])
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._letters())
        return QSize(10 * metrics.averageCharWidth(), metrics.height() + 2 * GRID)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        paper = tokens.not_live if self._kind.is_past else tokens.selection
        ink = tokens.surface if self._kind.is_past else tokens.text
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(paper))
        top = (self.height() - _ICON) // 2
        sign = icon(self._kind.value, colour=ink)
        sign.paint(painter, QRect(2 * GRID, top, _ICON, _ICON))
        left = 2 * GRID + _ICON + GRID
        room = self.width() - left - 2 * GRID
        painter.setFont(self._letters())
        painter.setPen(QColor(ink))
        words = _fitting(self._texts, painter.fontMetrics(), room)
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(left, 0, room, self.height()), side, words)
        painter.end()

    def _letters(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font


def _fitting(texts: tuple[str, ...], metrics: QFontMetrics, room: int) -> str:
    """Return the first text that fits, longest first; the last one elided if none does."""
    for text in texts:
        if metrics.horizontalAdvance(text) <= room:
            return text
    return metrics.elidedText(texts[-1], Qt.TextElideMode.ElideRight, room)
