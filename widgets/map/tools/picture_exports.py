"""Saving and copying pictures of the map: asks how and where, writes beside the window."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from widgets.map.tools.picture_dialogs import PictureDialog, format_names
from widgets.map.tools.picture_files import (
    PictureChoice,
    PictureSize,
    file_bytes,
    page_image,
    size_of,
    write_file,
)
from widgets.map.tools.pictures import MapPicture, Page, PictureWords, make_page
from widgets.theme import theme

if TYPE_CHECKING:
    from widgets.trends.export.files import Report
    from widgets.trends.export.job import WritingJob


class PictureExport(QObject):
    """Makes pictures of the map.

    Args:
        window: The window whose dialogs these are.
        words: Says what is said of such pictures.
        parent: Owner; the window where it is None.

    Signals:
        finished: A sentence: what is copied, or where it is saved.
        look_requested: The map shall be drawn in light colours (bool), or as on the screen; the
            answer is `set_picture`. Where nobody answers, the map keeps its colours.
        settled: The dialog is closed; a map that was drawn in other colours may go back.
    """

    finished = Signal(str)
    look_requested = Signal(bool)
    settled = Signal()

    def __init__(
        self, window: QWidget, words: Callable[[], PictureWords], parent: QObject | None = None
    ) -> None:
        super().__init__(parent or window)
        self._words = words
        self.choice = PictureChoice()
        self.dialog: PictureDialog | None = None
        self._window = window
        self._folder = Path()
        self._job: WritingJob | None = None
        self._path = Path()

    @property
    def is_writing(self) -> bool:
        """True while a file is being written."""
        return self._job is not None

    def offer(self, picture: MapPicture) -> None:
        """Ask how a picture of the map shall be, then where, and write it."""
        if self.dialog is not None:
            self.dialog.raise_()
            return
        dialog = PictureDialog(picture, self.choice, self._words(), self._window.window())
        dialog.save_requested.connect(self._ask_path)
        dialog.copy_requested.connect(self._copy_from_dialog)
        dialog.look_requested.connect(self.look_requested)
        dialog.finished.connect(self._end_dialog)
        self.dialog = dialog
        dialog.open()
        if dialog.choice.is_light != picture.is_light:
            self.look_requested.emit(dialog.choice.is_light)

    def set_picture(self, picture: MapPicture) -> None:
        """Take the map anew after `look_requested`."""
        if self.dialog is not None:
            self.dialog.set_picture(picture)

    def copy(self, picture: MapPicture) -> None:
        """Copy a picture of the map as it is seen, with all that belongs to it."""
        with theme().lent("light" if picture.is_light else "dark"):
            page = make_page(picture, self.choice.parts)
        self._copy_page(page)

    def save_to(self, path: Path) -> None:
        """Write what the dialog shows to a file; the dialog closes once it is there."""
        if self.dialog is None or self._job is not None:
            return
        # The trends bring their plots along; who only looks at the map does not pay for them.
        from widgets.trends.export.files import written  # noqa: PLC0415 - 0.4 s, first save
        from widgets.trends.export.job import WritingJob  # noqa: PLC0415 - 0.4 s, first save

        self.choice = choice = self.dialog.choice
        page = self.dialog.page()
        self.dialog.show_trouble("")
        self.dialog.show_busy(is_busy=True)
        self._path = path

        def work(report: "Report") -> None:
            content = file_bytes(page, choice.format, choice.size)
            report(0.9)
            with written(path) as part:
                write_file(part, content)

        self._job = WritingJob(work, self)
        self._job.ended.connect(self._end_job)
        self._job.start()

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered."""
        return self.choice.saved()

    def restore_state(self, state: object) -> None:
        """Take up what was remembered; whatever does not fit is passed over."""
        self.choice = PictureChoice.of(state)

    def close(self) -> None:
        """Stop writing and close the dialog."""
        if self._job is not None:
            self._job.close()
        if self.dialog is not None:
            self.dialog.reject()

    # --- how it goes ------------------------------------------------------------------------

    def _ask_path(self) -> None:
        if self.dialog is None:
            return
        choice = self.dialog.choice
        suffix = choice.format.value
        day = datetime.now(UTC).astimezone().strftime("%Y-%m-%d")
        words = self._words()
        chosen, _ = QFileDialog.getSaveFileName(
            self.dialog,
            words.save,
            str(self._folder / f"{words.stem}-{day}.{suffix}"),
            f"{format_names()[choice.format]} (*.{suffix})",
        )
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix else path.with_suffix(f".{suffix}"))

    def _copy_from_dialog(self) -> None:
        if self.dialog is not None:
            self.choice = self.dialog.choice
            self._copy_page(self.dialog.page())

    def _copy_page(self, page: Page) -> None:
        image = page_image(page, size_of(page, PictureSize.SCREEN))
        QGuiApplication.clipboard().setImage(image)
        self.finished.emit(self._words().copied)

    def _end_job(self, error: Exception | None) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        if error is not None:
            from widgets.trends.export.files import Cancelled, trouble  # noqa: PLC0415 - costly

            sentence = "" if isinstance(error, Cancelled) else trouble(self._path, error)
            if self.dialog is not None:
                self.dialog.show_trouble(sentence)
            elif sentence:
                self.finished.emit(sentence)
            return
        self._folder = self._path.parent
        words = QCoreApplication.translate("map_tools", "Gespeichert: %1")
        self.finished.emit(words.replace("%1", str(self._path)))
        if self.dialog is not None:
            self.dialog.accept()

    def _end_dialog(self) -> None:
        if self.dialog is None:
            return
        self.choice = self.dialog.choice
        self.dialog.deleteLater()
        self.dialog = None
        self.settled.emit()
