"""Below a handover: a remark, and the names of those who hand over and take over."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.shifts import Handover
from widgets.alarms.comment import CommentBox
from widgets.labels import ElidedLabel
from widgets.placeholders import NoticeBar
from widgets.shift.handover_words import HandoverWording
from widgets.theme.tokens import GRID

_WRITE_MS: Final = 800
_NAME_LETTERS: Final = 28


class SignPanel(QWidget):
    """Takes remark and signatures; whoever is at the console can write another name.

    Signals:
        remarked: The remark as it stands (str), some time after the last letter.
        left: Somebody hands over: their name (str), the remark (str).
        taken: Somebody takes over: their name (str).
    """

    remarked = Signal(str)
    left = Signal(str, str)
    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._handover: Handover | None = None
        self.title = QLabel()
        self.title.setObjectName("muted")
        self.remark = CommentBox()
        self.remark.setTabChangesFocus(True)
        self.signed = [ElidedLabel(), ElidedLabel()]
        self.caption = QLabel()
        self.name = QLineEdit()
        self.button = QPushButton()
        self.button.setObjectName("primary")
        self.notice = NoticeBar()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WRITE_MS)
        self._wait.timeout.connect(self.flush)
        self._arrange()
        self.remark.textChanged.connect(self._begin_wait)
        self.remark.sent.connect(self.sign)
        self.name.textEdited.connect(lambda _: self._edit_name())
        self.name.returnPressed.connect(self.sign)
        self.button.clicked.connect(self.sign)
        self.retranslate()

    def _arrange(self) -> None:
        metrics = self.fontMetrics()
        self.remark.setFixedHeight(3 * metrics.lineSpacing() + 4 * GRID)
        self.name.setMinimumWidth(_NAME_LETTERS * metrics.averageCharWidth())
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addStretch(1)
        for widget in (self.caption, self.name, self.button):
            line.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        whole.setSpacing(GRID)
        whole.addWidget(self.title)
        whole.addWidget(self.remark)
        for label in self.signed:
            whole.addWidget(label)
        whole.addWidget(self.notice)
        whole.addLayout(line)

    # ---- what the view calls ---------------------------------------------------------------------
    def show_handover(self, handover: Handover, wording: HandoverWording, actor: str) -> None:
        """Show how far a handover is, and ask for the signature that is next.

        Args:
            handover: The handover.
            wording: Says who signed.
            actor: Name that stands there at first.
        """
        before, self._handover = self._handover, handover
        is_other = before is None or before.id != handover.id
        is_next = is_other or before is None or before.is_frozen != handover.is_frozen
        if is_other or (handover.is_frozen and self.remark.toPlainText() != handover.remark):
            with QSignalBlocker(self.remark):
                self.remark.setPlainText(handover.remark)
        self.remark.setReadOnly(handover.is_frozen)
        has_remark = not handover.is_frozen or bool(handover.remark)
        self.title.setVisible(has_remark)
        self.remark.setVisible(has_remark)
        for label, text in zip(
            self.signed, (wording.left(handover), wording.taken(handover)), strict=True
        ):
            label.setText(text)
            label.setVisible(bool(text))
        if is_next:
            has_left = handover.left is not None and handover.left.actor == actor
            self.name.setText("" if has_left else actor)
            self.refuse("")
        for widget in (self.caption, self.name, self.button):
            widget.setVisible(handover.taken is None)
        self._word()

    def refuse(self, sentence: str) -> None:
        """Say why a signature was not taken; empty takes that away."""
        self.notice.show_notice("mdi6.alert-outline", sentence)
        if sentence:
            self.name.setFocus()
            self.name.selectAll()

    def flush(self) -> None:
        """Tell of a remark that waits to be kept."""
        if self._wait.isActive():
            self._wait.stop()
        if self._handover is not None and not self._handover.is_frozen:
            text = self.text()
            if text != self._handover.remark:
                self.remarked.emit(text)

    def text(self) -> str:
        """Return the remark as it stands."""
        return self.remark.toPlainText().encode("utf-8", "replace").decode().strip()

    def sign(self) -> None:
        """Hand over, or take over, in the name that stands there."""
        self._wait.stop()
        handover, name = self._handover, self.name.text().strip()
        if handover is None or handover.taken is not None:
            return
        if not name:
            self.refuse(self.tr("Bitte schreiben Sie Ihren Namen."))
        elif handover.left is None:
            self.left.emit(name, self.text())
        else:
            self.taken.emit(name)

    # ---- words -----------------------------------------------------------------------------------
    def _begin_wait(self) -> None:
        if self._handover is not None and not self._handover.is_frozen:
            self._wait.start()

    def _edit_name(self) -> None:
        self.notice.show_notice("", "")

    def _word(self) -> None:
        is_left = self._handover is not None and self._handover.left is not None
        self.caption.setText(self.tr("Übernimmt:") if is_left else self.tr("Gibt ab:"))
        leave = self.tr("Abgeben und unterschreiben")
        take = self.tr("Übernehmen und unterschreiben")
        self.button.setText(take if is_left else leave)
        freezes = self.tr("Danach kann der Inhalt nicht mehr geändert werden.")
        both = self.tr("Es unterschreibt jemand anderes als beim Abgeben.")
        self.button.setToolTip(both if is_left else freezes)
        mine = (
            self.tr("Name der übernehmenden Person")
            if is_left
            else self.tr("Name der abgebenden Person")
        )
        self.name.setAccessibleName(mine)
        self.name.setPlaceholderText(self.tr("Name"))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.title.setText(self.tr("Bemerkung an die nächste Schicht"))
        self.remark.setAccessibleName(self.tr("Bemerkung an die nächste Schicht"))
        self.remark.setPlaceholderText(self.tr("Was sollte die nächste Schicht noch wissen?"))
        self._word()
