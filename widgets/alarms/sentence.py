"""The sentence of the alarm strip: one alarm as a chip and as many words as there is room for."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from app.domain.alarms import RuleKind
from widgets.alarms.entries import AlarmEntry
from widgets.alarms.words import entry_limit_text, entry_value_text, named_message, raised_text
from widgets.texts import DASH
from widgets.theme import theme
from widgets.theme.glyphs import chip_width, draw_chip
from widgets.theme.tokens import GRID, RADIUS_CONTROL


def sentences(entry: AlarmEntry, at_us: int, zone: str) -> tuple[str, ...]:
    """Return what is said of an alarm, from the whole of it down to its name."""
    time = raised_text(entry.state.raised_us, at_us, zone)
    value, limit = entry_value_text(entry), entry_limit_text(entry)
    message = named_message(entry)
    if entry.rule.kind is RuleKind.STATE:
        limit = ""  # the value is the state that is watched for
    facts = [text for text in (value, limit) if text not in {"", DASH}]
    parts = (
        (message, *facts, time),
        (message, *facts[:1], time),
        (message, time),
        (entry.subject, *facts[:1], time),
        (entry.subject, *facts[:1]),
        (entry.subject,),
    )
    return tuple(" · ".join(part) for part in parts)


def widest(sentences: Iterable[str], metrics: QFontMetricsF, width: float) -> str:
    """Return the first of some sentences, longest first, that fits; the last one elided if none."""
    last = ""
    for sentence in sentences:
        if metrics.horizontalAdvance(sentence) <= width:
            return sentence
        last = sentence
    return metrics.elidedText(last, Qt.TextElideMode.ElideRight, width)


class AlarmSentence(QAbstractButton):
    """An alarm as a chip and as many words as there is room for; a click leads to the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.alarm: AlarmEntry | None = None
        self._texts: tuple[str, ...] = ("",)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme().changed.connect(self.update)

    def show_alarm(self, entry: AlarmEntry, texts: tuple[str, ...], tooltip: str) -> None:
        """Show an alarm.

        Args:
            entry: The alarm.
            texts: What is said of it, longest first.
            tooltip: Everything about it.
        """
        self._take(entry, texts, tooltip)

    def show_words(self, texts: tuple[str, ...], tooltip: str) -> None:
        """Show calm words in place of an alarm, longest first."""
        self._take(None, texts, tooltip)

    @property
    def words(self) -> str:
        """The whole of what is said."""
        return self._texts[0]

    @property
    def words_on_screen(self) -> str:
        """What there is room for."""
        metrics = QFontMetricsF(self.font())
        return widest(self._texts, metrics, self.width() - self._left() - GRID)

    def _take(self, entry: AlarmEntry | None, texts: tuple[str, ...], tooltip: str) -> None:
        if (entry, texts) == (self.alarm, self._texts):
            return
        self.alarm, self._texts = entry, texts
        self.setToolTip(tooltip or texts[0])
        self.setAccessibleName(texts[0])
        is_active = entry is not None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_active else Qt.FocusPolicy.NoFocus)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if is_active else Qt.CursorShape.ArrowCursor
        )
        self.update()

    def _chip(self) -> float:
        """Return the width of the chip; 0 where there is no room or no alarm."""
        if self.alarm is None:
            return 0.0
        width = chip_width(self.font(), self.alarm.priority_word)
        return width if self.width() > 2.5 * width else 0.0

    def _left(self) -> float:
        chip = self._chip()
        return GRID + (chip + 2 * GRID if chip else 0.0)

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(40 * metrics.horizontalAdvance("n"), max(metrics.height() + 2 * GRID, 28))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(4 * self.fontMetrics().horizontalAdvance("n"), self.sizeHint().height())

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme().tokens
        area = QRectF(self.rect())
        chip = self._chip()
        if self.alarm is not None and chip:
            height = min(area.height() - 2, self.fontMetrics().height() + 2 * GRID)
            box = QRectF(GRID, area.center().y() - height / 2, chip, height)
            look, word = self.alarm.look, self.alarm.priority_word
            draw_chip(painter, box, look, word, is_filled=self.alarm.is_unacknowledged)
        painter.setFont(QFont(self.font()))
        painter.setPen(QColor(tokens.text if self.alarm is not None else tokens.muted))
        painter.drawText(
            area.adjusted(self._left(), 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self.words_on_screen,
        )
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent), 1))
            frame = area.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.end()
