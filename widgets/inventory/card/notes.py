"""Notes on a record: four kinds, written, changed and removed in place."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.changes import Action, Changeset, Commit, Operation
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record
from app.services.inventory.uids import new_uid
from app.services.ports import Clock
from widgets.alarms.comment import CommentBox
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import FoldSection, line_of
from widgets.inventory.card.reading import CardFacts
from widgets.inventory.card.wording import CardWords
from widgets.inventory.panes import Wish
from widgets.labels import ElidedLabel
from widgets.points.inspector_parts import words
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ICONS: Final = {
    "information": "mdi6.information-outline",
    "success": "mdi6.check-circle-outline",
    "warning": "mdi6.alert-outline",
    "problem": "mdi6.alert-octagon-outline",
}
_SIGN: Final = QSize(16, 16)


class Notes(FoldSection):
    """Shows notes.

    Signals:
        change_wanted: A `Wish`.
    """

    change_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("notes", parent)
        self._key: Key | None = None
        self._edited: Record | None = None
        self._clock: Clock | None = None
        self._is_open_to_write = True
        self.add = QPushButton()
        self.form = QWidget()
        self.level, self.box = QComboBox(), CommentBox()
        self.problem = words()
        self.save, self.leave = QPushButton(), QPushButton()
        self.save.setObjectName("primary")
        self._arrange_form()
        self.add.clicked.connect(lambda: self.write(None))
        self.save.clicked.connect(self.send)
        self.leave.clicked.connect(self.rest)
        self.box.sent.connect(self.send)

    def _arrange_form(self) -> None:
        self.list = QWidget()
        self._list = QVBoxLayout(self.list)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(3 * GRID)
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(5 * self.fontMetrics().lineSpacing())
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.level)
        column.addWidget(self.box)
        column.addWidget(self.problem)
        column.addWidget(line_of(self.save, self.leave))
        self.form.hide()
        self.problem.hide()
        for part in (self.list, self.form, self.add):
            self.column.addWidget(part)

    def show_facts(self, facts: CardFacts, says: CardWords, clock: Clock) -> None:
        """Show the notes of a record; those of the past cannot be changed."""
        if facts.key != self._key:
            self.rest()
        self._key, self._clock = facts.key, clock
        is_open = facts.at_us is None and facts.record is not None
        self._is_open_to_write = is_open
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for note in facts.notes:
            self._list.addWidget(self._note(note, says, is_open=is_open))
        self.list.setVisible(bool(facts.notes))
        title = self.tr("Notizen")
        number = f" ({len(facts.notes)})" if facts.notes else ""
        self.button.setText(f"{title}{number}")
        self.button.setAccessibleName(self.button.text())
        self.add.setVisible(is_open and not self.form.isVisibleTo(self))
        self.setVisible(is_open or bool(facts.notes))

    def _note(self, note: Record, says: CardWords, *, is_open: bool) -> QWidget:
        kind = KINDS["journal_note"]
        level = note.text("level") or "information"
        word = on_screen(kind.field("level").choice_label(level))
        sign = QLabel()
        sign.setPixmap(icon(_ICONS.get(level, _ICONS["information"])).pixmap(_SIGN))
        when = says.text(kind.field("at_us"), note.get("at_us"), note.values)
        who = note.text("author") or note.changed_by
        head = ElidedLabel(" · ".join(filter(None, (word, when, who))))
        head.setObjectName("muted")
        parts: list[QWidget] = [sign, head]
        if is_open:
            parts += [
                _tool("mdi6.pencil-outline", self.tr("Notiz ändern"), lambda: self.write(note)),
                _tool("mdi6.delete-outline", self.tr("Notiz löschen"), lambda: self.remove(note)),
            ]
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line_of(*parts, stretch=1))
        column.addWidget(words(note.text("text")))
        return box

    # ---- writing -------------------------------------------------------------------------------
    def write(self, note: Record | None) -> None:
        """Begin a new note, or go on with one."""
        self._edited = note
        self.level.clear()
        for choice in KINDS["journal_note"].field("level").choices:
            self.level.addItem(icon(_ICONS[choice.key]), on_screen(choice.label), choice.key)
        if note is not None:
            self.level.setCurrentIndex(max(self.level.findData(note.text("level")), 0))
        self.box.setPlainText("" if note is None else note.text("text"))
        self.problem.hide()
        self.form.show()
        self.add.hide()
        self.box.setFocus()

    def rest(self) -> None:
        """Write nothing any more."""
        self._edited = None
        self.form.hide()
        self.add.setVisible(self._is_open_to_write)

    def forbid(self) -> None:
        """Let nothing be written until the record was read again."""
        self._is_open_to_write = False
        self.rest()

    def send(self) -> None:
        """Emit the wish to keep what was written."""
        text = self.box.toPlainText().strip()
        if not text:
            self._complain(self.tr("Bitte schreiben Sie einen Text."))
            return
        if self._key is None or self._clock is None:
            return
        level = str(self.level.currentData())
        if self._edited is not None:
            edited = self._edited
            values = {"text": text, "level": level}
            operation = Operation(Action.UPDATE, edited.kind, edited.uid, values, edited.rev)
        else:
            now = self._clock.now_us()
            operation = Operation(
                Action.CREATE,
                "journal_note",
                new_uid(now),
                {
                    "subject_kind": self._key.kind,
                    "subject": self._key.uid,
                    "level": level,
                    "text": text,
                    "at_us": now,
                },
            )
        self.save.setEnabled(False)
        self.change_wanted.emit(Wish(Changeset((operation,)), self._done, is_told=True))

    def remove(self, note: Record) -> None:
        """Emit the wish to remove a note; it can be taken back like any change."""
        operation = Operation(Action.REMOVE, note.kind, note.uid, {}, note.rev)
        self.change_wanted.emit(Wish(Changeset((operation,))))

    def _done(self, outcome: Commit | Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(outcome, Commit):
            self.rest()
        else:
            self._complain(on_screen(str(outcome)))

    def _complain(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.add.setText(self.tr("Notiz hinzufügen"))
        self.save.setText(self.tr("Speichern"))
        self.leave.setText(self.tr("Abbrechen"))
        self.level.setAccessibleName(self.tr("Art der Notiz"))
        self.box.setAccessibleName(self.tr("Text der Notiz"))


def _tool(name: str, text: str, act: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(_SIGN)
    button.setAutoRaise(True)
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.clicked.connect(lambda _: act())
    return button
