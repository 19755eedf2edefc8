"""How the dialog of labels is laid out: form, page with zoom, notes, buttons."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSlider,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets.foreign_texts import on_screen
from widgets.inventory.labels.form import LabelFormPanel
from widgets.inventory.labels.painting import LabelJob
from widgets.inventory.labels.preview import LabelPreview
from widgets.placeholders import NoticeBar, Placeholder
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ZOOM: Final = (10, 150)
"""Tenths of a pixel a millimetre."""
_ZOOM_SHEET: Final = 25
_ZOOM_TAPE: Final = 80
_PAGE_WIDTH: Final = 80
_PAGE_HEIGHT: Final = 36
"""Least size of the page's window, in letters and lines."""


class LabelSurface(QWidget):
    """Everything one sees of the dialog.

    Args:
        form: What may be chosen.
        parent: The dialog.
    """

    def __init__(self, form: LabelFormPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._job: LabelJob | None = None
        self._is_tape: bool | None = None
        self._notes: list[str] = []
        self.preview = LabelPreview()
        self.area = QScrollArea()
        self.placeholder = Placeholder()
        self.stack = QStackedWidget()
        self.back, self.forth = QToolButton(), QToolButton()
        self.place = QLabel()
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.notes = QLabel()
        self.notice = NoticeBar()
        self.progress = QProgressBar()
        self.pdf_button, self.print_button = QPushButton(), QPushButton()
        self.stop_button, self.close_button = QPushButton(), QPushButton()
        self._prepare()
        self._arrange()
        self.retranslate()

    def fill(self, dialog: QDialog) -> None:
        """Fill a dialog."""
        column = QVBoxLayout(dialog)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.addWidget(self)

    def _prepare(self) -> None:
        self.area.setWidget(self.preview)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self.area.setBackgroundRole(self.backgroundRole())
        self.stack.addWidget(self.placeholder)
        self.stack.addWidget(self.area)
        self.zoom.setRange(*_ZOOM)
        self.zoom.valueChanged.connect(lambda value: self.preview.set_scale(value / 10))
        self.zoom.setValue(_ZOOM_SHEET)
        self.notes.setWordWrap(True)
        self.notes.setObjectName("muted")
        self.notes.hide()
        self.progress.hide()
        self.stop_button.hide()
        self.pdf_button.setObjectName("primary")
        self.pdf_button.setDefault(True)
        for button, step in ((self.back, -1), (self.forth, 1)):
            button.clicked.connect(lambda _=False, step=step: self._turn(step))
        theme().changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        self.back.setIcon(icon("mdi6.chevron-left"))
        self.forth.setIcon(icon("mdi6.chevron-right"))

    def _arrange(self) -> None:
        metrics = self.fontMetrics()
        self.stack.setMinimumSize(
            _PAGE_WIDTH * metrics.averageCharWidth(), _PAGE_HEIGHT * metrics.lineSpacing()
        )
        bar = QHBoxLayout()
        bar.setSpacing(2 * GRID)
        bar.addWidget(self.back)
        bar.addWidget(self.place)
        bar.addWidget(self.forth)
        bar.addStretch(1)
        self.zoom_text = QLabel()
        self.zoom_text.setBuddy(self.zoom)
        bar.addWidget(self.zoom_text)
        bar.addWidget(self.zoom)
        right = QVBoxLayout()
        right.setSpacing(2 * GRID)
        right.addWidget(self.stack, 1)
        right.addLayout(bar)
        left = QVBoxLayout()
        left.addWidget(self._form)
        left.addStretch(1)
        left.addWidget(self.notes)
        middle = QHBoxLayout()
        middle.setSpacing(4 * GRID)
        middle.addLayout(left)
        middle.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(self.progress, 1)
        buttons.addStretch(1)
        for button in (self.stop_button, self.close_button, self.print_button, self.pdf_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * GRID)
        column.addLayout(middle, 1)
        column.addWidget(self.notice)
        column.addLayout(buttons)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.pdf_button.setText(self.tr("Als PDF speichern …"))
        self.print_button.setText(self.tr("Drucken …"))
        self.stop_button.setText(self.tr("Abbrechen"))
        self.close_button.setText(self.tr("Schließen"))
        self.zoom_text.setText(self.tr("Größe"))
        for widget, text in (
            (self.back, self.tr("Vorige Seite")),
            (self.forth, self.tr("Nächste Seite")),
            (self.zoom, self.tr("Größe der Vorschau")),
            (self.preview, self.tr("Vorschau der Seite")),
            (self.progress, self.tr("Fortschritt")),
        ):
            widget.setAccessibleName(text)
            widget.setToolTip(text)
        self.preview.setToolTip("")
        self._show_place()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # --- what is shown ------------------------------------------------------------------------

    def show_job(self, job: LabelJob, notes: Sequence[str]) -> None:
        """Show labels and what is to be said of them."""
        self._job = job
        if job.sheet.is_tape != self._is_tape:
            self._is_tape = job.sheet.is_tape
            self.zoom.setValue(_ZOOM_TAPE if self._is_tape else _ZOOM_SHEET)
        self.preview.show_page(job, min(self.preview.page, max(job.pages - 1, 0)))
        has_labels = bool(job.contents)
        if has_labels:
            self.placeholder.rest()
            self.stack.setCurrentWidget(self.area)
        else:
            words = self.tr("Keines der gewählten Geräte gibt es in diesem Stand des Bestands.")
            self.placeholder.show_message("mdi6.label-off-outline", words)
            self.stack.setCurrentWidget(self.placeholder)
        self.pdf_button.setEnabled(has_labels)
        self.print_button.setEnabled(has_labels)
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self._show_place()

    def show_failure(self, why: str) -> None:
        """Say that the assets cannot be read."""
        words = self.tr("Die Geräte lassen sich gerade nicht lesen: {0}").format(on_screen(why))
        self.placeholder.show_message("mdi6.alert-outline", words)
        self.stack.setCurrentWidget(self.placeholder)

    def show_message(self, icon_name: str, sentence: str) -> None:
        """Say something above the buttons."""
        self.notice.show_notice(icon_name, sentence)

    def set_busy(self, *, is_busy: bool) -> None:
        """Show that something is being written."""
        self.progress.setVisible(is_busy)
        self.stop_button.setVisible(is_busy)
        self._form.setEnabled(not is_busy)
        for button in (self.pdf_button, self.print_button):
            button.setEnabled(not is_busy)
        if is_busy:
            self.progress.setRange(0, 0)
            self.notice.show_notice("", "")

    def show_progress(self, done: int, total: int) -> None:
        """Show how much is drawn."""
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)

    def _turn(self, step: int) -> None:
        if self._job is not None:
            page = min(max(self.preview.page + step, 0), max(self._job.pages - 1, 0))
            self.preview.show_page(self._job, page)
            self._show_place()

    def _show_place(self) -> None:
        job = self._job
        pages = job.pages if job is not None else 0
        words = self.tr("Seite {0} von {1} · Etiketten: {2}")
        labels = len(job.contents) if job is not None else 0
        page = self.preview.page + 1 if pages else 0
        self.place.setText(words.format(count(page), count(pages), count(labels)))
        self.back.setEnabled(self.preview.page > 0)
        self.forth.setEnabled(self.preview.page + 1 < pages)
