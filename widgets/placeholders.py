"""What a view shows instead of its content: empty, loading, no right, offline; and its notice bar.

A view keeps a `Placeholder` beside its content in a stack and a `NoticeBar` above it. Both only
draw: which state it is, is decided by the view.
"""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets.labels import ElidedLabel
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID, RADIUS_CONTROL

SKELETON_AFTER_MS: Final = 300
"""Loading that takes less than this shows nothing at all: a flash would only disturb."""

_ICON_PX = 40


class Placeholder(QWidget):
    """One icon, one sentence and at most one action in the middle of an empty view.

    Signals:
        action_requested: The action's button was pressed.
    """

    action_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = ""
        self._is_skeleton = False
        self._is_waiting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SKELETON_AFTER_MS)
        self._timer.timeout.connect(self._draw_skeleton)
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self._sentence = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setWordWrap(True)
        self._sentence.setObjectName("muted")
        self._button = QPushButton()
        self._button.clicked.connect(self.action_requested)
        self._arrange()
        theme().changed.connect(self._tint)
        self.show_message("", "")

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 6 * GRID, 6 * GRID, 6 * GRID)
        column.setSpacing(3 * GRID)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addWidget(self._sentence)
        column.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_message(self, icon_name: str, sentence: str, action: str = "") -> None:
        """Show a state in words.

        Args:
            icon_name: Icon of the family `mdi6`; empty for none.
            sentence: One whole, friendly sentence.
            action: Text of the button; empty for no button.
        """
        self.rest()
        self._is_skeleton = False
        self._icon_name = icon_name
        self._sentence.setText(sentence)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._icon.setVisible(bool(icon_name))
        self._sentence.setVisible(bool(sentence))
        self._button.setVisible(bool(action))
        self._tint()
        self.update()

    def show_loading(self) -> None:
        """Show nothing for 300 ms, then the outlines of what will come."""
        if self._is_waiting or self._is_skeleton:
            return
        self.show_message("", "")
        self._is_waiting = True
        if self.isVisible():
            self._timer.start()

    def rest(self) -> None:
        """Wait for nothing any more: the content is there."""
        self._is_waiting = False
        self._timer.stop()

    def show_no_right(self) -> None:
        """Say that this person may not see the view."""
        self.show_message(
            "mdi6.lock-outline",
            self.tr("Für diese Ansicht fehlt Ihnen das Recht. Ihre Leitung kann es freigeben."),
        )

    @property
    def sentence(self) -> str:
        """The sentence on screen; empty while loading."""
        return self._sentence.text()

    @property
    def is_skeleton(self) -> bool:
        """True while the outlines of coming content are drawn."""
        return self._is_skeleton

    def _draw_skeleton(self) -> None:
        self._is_waiting = False
        self._is_skeleton = True
        self.update()

    def _tint(self) -> None:
        if self._icon_name:
            self._icon.setPixmap(icon(self._icon_name).pixmap(QSize(_ICON_PX, _ICON_PX)))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_waiting:
            self._timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_skeleton:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().tokens.line))
        step = 2.0 * QFontMetricsF(self.font()).height()
        widths = (0.62, 0.48, 0.71, 0.55, 0.66)
        left = 4.0 * GRID
        for row in range(int(self.height() // step)):
            top = left + row * step
            width = (self.width() - 2 * left) * widths[row % len(widths)]
            painter.setOpacity(max(1.0 - row / 12, 0.0))
            painter.drawRoundedRect(
                QRectF(left, top, width, step / 3), RADIUS_CONTROL, RADIUS_CONTROL
            )
        painter.end()


class NoticeBar(QWidget):
    """One line above a view's content that says what is missing; hidden while all is well.

    Signals:
        action_requested: The button at its end was pressed.
    """

    action_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = ""
        self._text = ""
        self._icon = QLabel()
        self._sentence = ElidedLabel()
        self._button = QToolButton()
        self._button.clicked.connect(self.action_requested)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        line.setSpacing(2 * GRID)
        line.addWidget(self._icon)
        line.addWidget(self._sentence, 1)
        line.addWidget(self._button)
        theme().changed.connect(self._tint)
        self.hide()

    def show_notice(self, icon_name: str, sentence: str, action: str = "") -> None:
        """Show a sentence (elided when long, whole in its tooltip); an empty one hides the bar."""
        if (icon_name, sentence, action) != (self._icon_name, self._text, self._button.text()):
            self._icon_name = icon_name
            self._text = sentence
            self._button.setText(action)
            self._button.setAccessibleName(action)
            self._button.setVisible(bool(action))
            self._sentence.setText(sentence)
            self._tint()
        self.setVisible(bool(sentence))

    @property
    def sentence(self) -> str:
        """The whole sentence; empty while all is well."""
        return self._text

    def _tint(self) -> None:
        if self._icon_name:
            self._icon.setPixmap(icon(self._icon_name).pixmap(QSize(16, 16)))


class Stage(QWidget):
    """A view's content with its notice bar above and its placeholder in its place.

    Signals:
        action_requested: The button of the notice or of the placeholder was pressed.
    """

    action_requested = Signal()

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = NoticeBar()
        self.placeholder = Placeholder()
        self._content = content
        self._pages = QStackedWidget()
        self._pages.addWidget(content)
        self._pages.addWidget(self.placeholder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._pages, 1)
        self.notice.action_requested.connect(self.action_requested)
        self.placeholder.action_requested.connect(self.action_requested)

    @property
    def is_content_shown(self) -> bool:
        """True while the view's content is shown."""
        return self._pages.currentWidget() is self._content

    def show_content(self) -> None:
        """Show the view's content."""
        self.placeholder.rest()
        self._pages.setCurrentWidget(self._content)

    def show_loading(self) -> None:
        """Show that content is on its way, see `Placeholder.show_loading`."""
        self.placeholder.show_loading()
        self._show_placeholder()

    def show_no_right(self) -> None:
        """Say that this person may not see the view."""
        self.placeholder.show_no_right()
        self._show_placeholder()

    def show_message(self, icon_name: str, sentence: str, action: str = "") -> None:
        """Show a state in words, see `Placeholder.show_message`."""
        self.placeholder.show_message(icon_name, sentence, action)
        self._show_placeholder()

    def _show_placeholder(self) -> None:
        self.notice.show_notice("", "")
        self._pages.setCurrentWidget(self.placeholder)
