"""The dialog in which a person writes a record, or reads and changes one."""

from typing import Final, Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.annotations import shared_location
from app.domain.points import Location
from app.services.time_words import TimeWordsError, read_time
from widgets.alarms.comment import CommentBox
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.placeholders import NoticeBar
from widgets.records.points import PointList
from widgets.records.rows import R, RecordWording
from widgets.texts import time_text
from widgets.theme.tokens import GRID

MAX_LETTERS: Final = 10_000


class RecordDialog(QDialog, Generic[R]):
    """Asks for text, time and points of a record.

    Times are written as a person says them; one that is left as it stands stays exact.

    Args:
        record: The record, or a draft of one.
        wording: Names points and places.
        now_us: The present, µs UTC.
        is_new: True for a draft.
        parent: The window.

    Signals:
        save_requested: The record as the person wants it (object).
        remove_requested: The record shall go; its id (str).
    """

    save_requested = Signal(object)
    remove_requested = Signal(str)

    def __init__(
        self,
        record: R,
        wording: RecordWording[R],
        now_us: int,
        *,
        is_new: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.record = record
        self._wording = wording
        self._now_us = now_us
        self._is_new = is_new
        self._is_warned = False
        self._heading = QLabel()
        self._heading.setObjectName("heading")
        self.box = CommentBox()
        self.box.setPlainText(record.text)
        self.box.setTabChangesFocus(True)
        self.start = QLineEdit()
        self.point_list = PointList(wording, record.points)
        self._place = ElidedLabel()
        self.notice = NoticeBar()
        self.form = QFormLayout()
        self.form.setSpacing(2 * GRID)
        self.column = QVBoxLayout(self)

    def name(self, title: str, box_name: str, placeholder: str) -> None:
        """Say what the dialog is for."""
        self.setWindowTitle(title)
        self._heading.setText(title)
        self.box.setAccessibleName(box_name)
        self.box.setPlaceholderText(placeholder)

    def arrange(self) -> None:
        """Lay out what all records have; the form and what follows it is filled by each kind."""
        metrics = self.fontMetrics()
        self.box.setMinimumWidth(60 * metrics.horizontalAdvance("n"))
        self.box.setMinimumHeight(5 * metrics.lineSpacing())
        self.column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        self.column.setSpacing(2 * GRID)
        self.column.addWidget(self._heading)
        self.column.addWidget(self.box, 1)
        self.form.addRow(self.tr("Datenpunkte"), self.point_list)
        self.form.addRow(self.tr("Ort"), self._place)
        self.column.addLayout(self.form)

    def finish(self) -> None:
        """Add notice and buttons, and begin."""
        self.column.addWidget(self.notice)
        self.column.addWidget(self._buttons())
        self.box.sent.connect(self.save)
        self.point_list.changed.connect(self._show_place)
        for edited in (self.box.textChanged, self.start.textEdited):
            edited.connect(self.take_back_notice)
        self._show_place()
        self.box.setFocus()

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        save = QPushButton(self.tr("Speichern"))
        save.setObjectName("primary")
        save.setDefault(True)
        save.setToolTip(self.tr("Strg+Eingabe"))
        box.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        if not self._is_new:
            remove = QPushButton(self.tr("Löschen"))
            remove.setAutoDefault(False)
            remove.clicked.connect(self._remove)
            box.addButton(remove, QDialogButtonBox.ButtonRole.ResetRole)  # at the other end
        box.accepted.connect(self.save)
        box.rejected.connect(self.reject)
        return box

    # ---- what the person wants -------------------------------------------------------------------
    def save(self) -> None:
        """Check what was written; send it off, or say what is wrong."""
        try:
            record = self.read()
        except ValueError as error:
            self.notice.show_notice("mdi6.alert-outline", str(error))
            return
        self.save_requested.emit(record)
        super().accept()

    @override
    def reject(self) -> None:
        """Close, but not at the first try while something written would be lost."""
        is_changed = self.box.toPlainText().strip() != self.record.text.strip()
        if is_changed and not self._is_warned:
            self._is_warned = True
            self.notice.show_notice("mdi6.alert-outline", self.unsaved_text())
            return
        super().reject()

    def _remove(self) -> None:
        self.remove_requested.emit(self.record.id)
        super().accept()

    def read(self) -> R:
        """Return the record as it stands in the dialog.

        Raises:
            ValueError: Something is missing or wrong; the text says what.
        """
        raise NotImplementedError

    def unsaved_text(self) -> str:
        """Say that what was written is not kept yet, and how to leave it all the same."""
        raise NotImplementedError

    def read_text(self) -> str:
        """Return the text.

        Raises:
            ValueError: There is none, or too much of it.
        """
        # A half of a surrogate pair, as a broken clipboard may bring, has no UTF-8 form.
        text = self.box.toPlainText().encode("utf-8", "replace").decode().strip()
        if not text:
            raise ValueError(self.tr("Bitte schreiben Sie einen Text."))
        if len(text) > MAX_LETTERS:
            sentence = self.tr("Der Text ist zu lang: höchstens {0} Zeichen.")
            raise ValueError(sentence.format(MAX_LETTERS))
        return text

    def read_time(self, box: QLineEdit, stood_us: int) -> int:
        """Return the moment that stands in a box, µs UTC.

        Raises:
            ValueError: It names none.
        """
        words = box.text().strip()
        if words == self.time_text(stood_us):
            return stood_us
        try:
            return read_time(words, self._now_us, self._wording.zone)
        except TimeWordsError as error:
            box.setFocus()
            raise ValueError(on_screen(str(error))) from error

    def read_place(self) -> Location | None:
        """Return the place: the one that was set, else the one its points share."""
        points = self.point_list.ids()
        if points == self.record.points and self.record.location is not None:
            return self.record.location
        return shared_location(self._wording.points(points))

    def time_text(self, time_us: int) -> str:
        """Return a moment as it stands in a box."""
        return time_text(time_us, self._wording.zone, with_date=True)

    def take_back_notice(self) -> None:
        """Something was changed: what was wrong may be right now."""
        self._is_warned = False
        self.notice.show_notice("", "")

    def _show_place(self) -> None:
        points = self._wording.points(self.point_list.ids())
        self._place.setText(self._wording.place(self.read_place(), points) or "–")
