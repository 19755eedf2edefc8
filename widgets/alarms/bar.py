"""The bar above the list of alarms: filter, count, acknowledge."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from widgets.alarms.words import alarm_count_text
from widgets.filter_box import FilterBox
from widgets.labels import ElidedLabel
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_WIDE_LETTERS = 112


class AlarmBar(QWidget):
    """What the person wants to see of the alarms, and what they do with them.

    Args:
        parent: The Qt parent.
        is_slim: Filter, count and acknowledge only; keys and context menu do the rest.

    Signals:
        filter_changed: Words or the chip changed; read `text` and `is_waiting_only`.
        acknowledge_wanted: Acknowledge the selection.
        comment_wanted: Acknowledge the selection with a comment.
        shelve_wanted: Shelve the selection.
        left: The filter box gives the focus back.
    """

    filter_changed = Signal()
    acknowledge_wanted = Signal()
    comment_wanted = Signal()
    shelve_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_slim: bool = False) -> None:
        super().__init__(parent)
        self.box = FilterBox()
        self.box.setClearButtonEnabled(True)
        self._search = self.box.addAction(
            icon("mdi6.magnify"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.waiting = QToolButton()
        self.waiting.setObjectName("switch")
        self.waiting.setCheckable(True)
        self._count = ElidedLabel()
        self._count.setObjectName("muted")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.acknowledge = QPushButton()
        self.comment = QPushButton()
        self.shelve = QPushButton()
        self._numbers = (0, 0, 0)
        self._work: tuple[str, bool, bool] | None = None
        self._words = 3
        self._arrange(is_slim=is_slim)
        self._connect()
        self.retranslate()
        self.apply_theme()

    def _arrange(self, *, is_slim: bool) -> None:
        line = QHBoxLayout(self)
        edge = GRID if is_slim else 2 * GRID
        line.setContentsMargins(2 * GRID, edge, 2 * GRID, edge)
        line.setSpacing(GRID)
        letter = self.fontMetrics().horizontalAdvance("n")
        self.box.setMinimumWidth(12 * letter)
        self.box.setMaximumWidth(44 * letter)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.addWidget(self.box, 3)
        line.addSpacing(GRID)
        line.addWidget(self.waiting)
        line.addWidget(self._count, 2)
        line.addSpacing(GRID)
        line.addWidget(self.acknowledge)
        line.addWidget(self.comment)
        line.addWidget(self.shelve)
        self.comment.setHidden(is_slim)
        self.shelve.setHidden(is_slim)

    def _connect(self) -> None:
        self.box.textChanged.connect(self.filter_changed)
        self.box.left.connect(self.left)
        self.waiting.toggled.connect(self.filter_changed)
        self.acknowledge.clicked.connect(self.acknowledge_wanted)
        self.comment.clicked.connect(self.comment_wanted)
        self.shelve.clicked.connect(self.shelve_wanted)

    @property
    def text(self) -> str:
        """Words of the filter box."""
        return self.box.text()

    @property
    def is_waiting_only(self) -> bool:
        """True while only alarms shall be listed that nobody has acknowledged."""
        return self.waiting.isChecked()

    @property
    def count_text(self) -> str:
        """The count in words."""
        return self._count.text()

    def set_filter(self, text: str, *, is_waiting_only: bool) -> None:
        """Show a filter without telling anybody."""
        self.blockSignals(True)  # noqa: FBT003 -- Qt's own signature
        self.box.setText(text)
        self.waiting.setChecked(is_waiting_only)
        self.blockSignals(False)  # noqa: FBT003 -- likewise

    def set_numbers(self, shown: int, total: int, waiting: int) -> None:
        """Show how many alarms are listed, how many there are, and how many wait."""
        if (shown, total, waiting) != self._numbers:
            self._numbers = (shown, total, waiting)
            self._tell_numbers()

    def set_work(self, reason: str, *, has_work: bool, has_alarm: bool) -> None:
        """Say what can be done with the selection.

        Args:
            reason: Why nothing can be done at all; empty when something can.
            has_work: True when an alarm is selected that nobody has acknowledged.
            has_alarm: True when an alarm is selected that can be shelved.
        """
        if self._work == (reason, has_work, has_alarm):
            return
        self._work = (reason, has_work, has_alarm)
        is_enabled = has_work and not reason
        self.acknowledge.setEnabled(is_enabled)
        self.comment.setEnabled(is_enabled)
        self.shelve.setEnabled(has_alarm and not reason)
        hint = "" if has_work else self.tr("Wählen Sie Alarme aus, die noch nicht quittiert sind.")
        key = self.tr("Ausgewählte Alarme quittieren (Leertaste)")
        self.acknowledge.setToolTip(reason or hint or key)
        self.comment.setToolTip(
            reason
            or hint
            or self.tr("Ausgewählte Alarme quittieren und dazu etwas schreiben (Strg+Leertaste)")
        )
        hint = "" if has_alarm else self.tr("Wählen Sie Alarme aus, die zurückgestellt werden.")
        key = self.tr("Ausgewählte Alarme für eine Weile zurückstellen (Umschalt+Z)")
        self.shelve.setToolTip(reason or hint or key)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.box.setPlaceholderText(self.tr("Filtern: Datenpunkt, Ort, Meldung …"))
        self.box.setAccessibleName(self.tr("Alarme filtern"))
        self.box.setToolTip(
            self.tr("Alle Wörter müssen vorkommen; ß und ss, ä und ae gelten gleich. Strg+F")
        )
        self.acknowledge.setAccessibleName(self.tr("Ausgewählte Alarme quittieren"))
        self.comment.setAccessibleName(self.tr("Ausgewählte Alarme mit Kommentar quittieren"))
        self._name_buttons()
        self._tell_numbers()
        self.shelve.setAccessibleName(self.tr("Ausgewählte Alarme zurückstellen"))
        reason, has_work, has_alarm = self._work or ("", False, False)
        self._work = None
        self.set_work(reason, has_work=has_work, has_alarm=has_alarm)

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self._search.setIcon(icon("mdi6.magnify"))
        text = theme().tokens.text
        self.acknowledge.setIcon(icon("mdi6.check", colour=text))
        self.comment.setIcon(icon("mdi6.comment-edit-outline", colour=text))
        self.shelve.setIcon(icon("mdi6.clock-outline", colour=text))

    def _name_buttons(self) -> None:
        """Set the words on the buttons; where there is little room, only the first has any."""
        words = (self.tr("Quittieren"), self.tr("Mit Kommentar …"), self.tr("Zurückstellen …"))
        buttons = (self.acknowledge, self.comment, self.shelve)
        for place, (button, text) in enumerate(zip(buttons, words, strict=True)):
            button.setText(text if place < self._words else "")

    def _tell_numbers(self) -> None:
        shown, total, waiting = self._numbers
        self._count.setText(alarm_count_text(shown, total, waiting))
        word = self.tr("Nicht quittiert")
        self.waiting.setText(f"{word}  {count(waiting)}" if waiting else word)
        self.waiting.setAccessibleName(f"{word}: {count(waiting)}")
        self.waiting.setToolTip(self.tr("Nur Alarme zeigen, die noch niemand quittiert hat"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letter = self.fontMetrics().horizontalAdvance("n")
        room = self.width() / max(letter, 1)
        words = 3 if room >= _WIDE_LETTERS else 1
        if words != self._words:
            self._words = words
            self._name_buttons()
