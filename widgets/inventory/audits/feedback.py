"""What the last scan said, to be read from two metres: a shape, a word, the device."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID, RADIUS_CARD

_WORD_PT, _TITLE_PT = 22.0, 14.0
_SIGN_PX = 80


@dataclass(frozen=True, slots=True)
class Said:
    """What is shown.

    Attributes:
        sign: Icon of the family `mdi6`; the shape alone tells what it is.
        word: One or two words.
        title: The device, or the code.
        detail: What to do, or where it should be.
        is_wrong: True when the person has to do something; the frame is bold then.
    """

    sign: str = ""
    word: str = ""
    title: str = ""
    detail: str = ""
    is_wrong: bool = False


class Feedback(QWidget):
    """Shows it large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Said()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def say(self, said: Said) -> None:
        """Show something else."""
        self.said = said
        self.setAccessibleName(", ".join(p for p in (said.word, said.title, said.detail) if p))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        tall = sum(QFontMetricsF(body_font(pt)).height() for pt in (_WORD_PT, _TITLE_PT, 10.0))
        return QSize(400, round(max(tall, _SIGN_PX) + 8 * GRID))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, said = theme().tokens, self.said
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 3 if said.is_wrong else 1
        painter.setPen(QPen(QColor(tokens.text if said.is_wrong else tokens.line), width))
        painter.setBrush(QColor(tokens.surface))
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(area, RADIUS_CARD, RADIUS_CARD)
        left = area.left() + 4 * GRID
        if said.sign:
            top = round(area.center().y() - _SIGN_PX / 2)
            icon(said.sign, colour=tokens.text if said.is_wrong else "").paint(
                painter, round(left), top, _SIGN_PX, _SIGN_PX
            )
            left += _SIGN_PX + 5 * GRID
        lines = (
            (said.word, body_font(_WORD_PT, weight=QFont.Weight.DemiBold), tokens.text),
            (said.title, body_font(_TITLE_PT), tokens.text),
            (said.detail, body_font(), tokens.muted),
        )
        shown = [line for line in lines if line[0]]
        tall = sum(QFontMetricsF(font).height() for _, font, _ in shown)
        top_at = area.center().y() - tall / 2
        for text, font, colour in shown:
            metrics = QFontMetricsF(font)
            room = QRectF(left, top_at, area.right() - left - 4 * GRID, metrics.height())
            painter.setFont(font)
            painter.setPen(QColor(colour))
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)
            top_at += metrics.height()
        painter.end()
