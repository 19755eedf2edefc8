"""The widgets of the card: a line that leads somewhere, and a chapter of lines."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets.labels import ElidedLabel
from widgets.theme import AlarmLook, theme
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import GRID, RADIUS_CONTROL
from widgets.why.lines import Chapter, Line

_GLYPH_PX: Final = 14
_KEYS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class Glyph(QWidget):
    """The shape of an alarm's priority."""

    def __init__(self, look: AlarmLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_GLYPH_PX, max(_GLYPH_PX, self.fontMetrics().height()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = (self.fontMetrics().height() - _GLYPH_PX) / 2
        area = QRectF(0, max(top, 0), _GLYPH_PX, _GLYPH_PX)
        if theme().tokens.name == "light":
            # Amber and light blue alone are too pale on white.
            draw_glyph(painter, area, self._look.glyph, QColor(theme().tokens.text))
            area = area.adjusted(1, 1, -1, -1)
        draw_glyph(painter, area, self._look.glyph, QColor(self._look.fill))
        painter.end()


class TimeLink(QAbstractButton):
    """A moment in words; a click shows the city at that moment."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(self.tr("Die Stadt zu diesem Moment zeigen"))
        self.setAccessibleName(
            self.tr("{time}: die Stadt zu diesem Moment zeigen").format(time=text)
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + GRID, metrics.height())

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        is_hot = self.underMouse() or self.hasFocus()
        font = self.font()
        font.setUnderline(is_hot)
        painter.setFont(font)
        painter.setPen(QColor(tokens.accent if is_hot else tokens.muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight, self.text())
        painter.end()


class WhyLine(QFrame):
    """One line; a click on it leads to its alarm or points, one on its time to that moment.

    Signals:
        opened: The `Line` was clicked.
        time_requested: Its moment was clicked, µs UTC (object: Qt's int has 32 bits).
    """

    opened = Signal(object)
    time_requested = Signal(object)

    def __init__(
        self, line: Line, *, has_glyphs: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.line = line
        self._is_hovered = False
        self.time = self._time()
        grid = QGridLayout(self)
        grid.setContentsMargins(GRID, 2, GRID, 2)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        if has_glyphs:  # Qt leaves no space beside a column without widgets.
            gap = 2 * GRID if line.look is None else 0
            grid.setColumnMinimumWidth(0, _GLYPH_PX + gap)
        if line.look is not None:
            grid.addWidget(Glyph(line.look), 0, 0, top)
        grid.addWidget(_words(line.text, is_strong=line.is_strong), 0, 1, top)
        if line.detail:
            grid.addWidget(_words(line.detail, name="muted"), 1, 1, 1, 2, top)
        if self.time is not None:
            grid.addWidget(self.time, 0, 2, top | Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(" · ".join(filter(None, (line.text, line.time, line.detail))))
        if line.leads:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setToolTip(
                self.tr("Diesen Alarm zeigen") if line.alarm else self.tr("Datenpunkt auswählen")
            )
        theme().changed.connect(self.update)

    def _time(self) -> "TimeLink | None":
        if not self.line.time:
            return None
        link = TimeLink(self.line.time)
        link.clicked.connect(lambda: self.time_requested.emit(self.line.time_us))
        return link

    # ---- hands ---------------------------------------------------------------------------------
    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_inside = self.rect().contains(event.position().toPoint())
        if self.line.leads and is_inside and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(self.line)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.line.leads and event.key() in _KEYS:
            self.opened.emit(self.line)
        else:
            super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_hovered = self.line.leads
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._is_hovered = False
        self.update()
        super().leaveEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.drawRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.end()


class ChapterBox(QWidget):
    """A heading with its lines; hidden while there are none.

    Signals:
        opened: A `Line` was clicked.
        time_requested: A moment was clicked, µs UTC.
    """

    opened = Signal(object)
    time_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chapter: Chapter | None = None
        self.lines: list[WhyLine] = []
        self._title, self._hint = QLabel(), ElidedLabel()
        self._title.setObjectName("heading")
        self._title.setContentsMargins(GRID, 0, 0, 0)
        self._hint.setObjectName("muted")
        self._hint.setContentsMargins(GRID, 0, 0, 0)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addLayout(self._body)
        self.hide()

    def add_widget(self, widget: QWidget) -> None:
        """Put a widget below the lines, for good."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(widget)

    def show_chapter(self, chapter: Chapter) -> None:
        """Show a chapter; nothing is made anew while it says the same."""
        self.setVisible(bool(chapter.lines))
        if chapter == self.chapter:
            return
        self.chapter = chapter
        self._title.setText(chapter.title)
        self._hint.setText(chapter.hint)
        self._hint.setVisible(bool(chapter.hint))
        while (item := self._body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        has_glyphs = any(line.look is not None for line in chapter.lines)
        self.lines = [WhyLine(line, has_glyphs=has_glyphs) for line in chapter.lines]
        for line in self.lines:
            line.opened.connect(self.opened)
            line.time_requested.connect(self.time_requested)
            self._body.addWidget(line)


def _words(text: str, *, name: str = "", is_strong: bool = False) -> QLabel:
    """Return a label that breaks its lines and lets clicks through to the line."""
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumWidth(1)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    if is_strong:
        font = label.font()
        font.setWeight(font.Weight.DemiBold)
        label.setFont(font)
    return label
