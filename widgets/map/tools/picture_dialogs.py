"""The window in which a picture of the map is made ready: look, title, parts, format, size."""

from dataclasses import replace
from enum import Enum
from typing import Any, Final, TypeVar

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets.map.tools.picture_files import (
    PictureChoice,
    PictureFormat,
    PictureSize,
    page_image,
    size_of,
)
from widgets.map.tools.pictures import MapPicture, Page, PictureParts, PictureWords, make_page
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_E = TypeVar("_E", bound=Enum)
_TYPING_MS: Final = 150
"""The preview waits this long for the next letter of the title."""

_ICON: Final = QSize(18, 18)
_LETTERS: Final = 34
_PREVIEW: Final = QSize(430, 360)
_MOST_LETTERS: Final = 200


class PagePreview(QWidget):
    """Shows a page as it will be, as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: Page | None = None
        self.setMinimumSize(QSize(160, 120))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return _PREVIEW

    def show_page(self, page: Page) -> None:
        """Show another page."""
        self.page = page
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.page is None:
            return
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        fitted = self.page.size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        image = page_image(self.page, (fitted * ratio).toSize().expandedTo(QSize(1, 1)))
        image.setDevicePixelRatio(ratio)
        left = round((self.width() - fitted.width()) / 2)
        top = round((self.height() - fitted.height()) / 2)
        painter.drawImage(left, top, image)
        painter.setPen(QColor(theme().tokens.line))
        painter.drawRect(left, top, round(fitted.width()) - 1, round(fitted.height()) - 1)
        painter.end()


class PictureDialog(QDialog):
    """Asks how a picture shall be; it stays open until the file is there.

    Args:
        picture: What is shown.
        choice: What was chosen the last time.
        words: What is said of such pictures.
        parent: The window it belongs to.

    Signals:
        save_requested: The page shall be written to a file.
        copy_requested: The page shall be copied.
        look_requested: The map shall be drawn in light colours (bool), or as on the screen; the
            answer is `set_picture`.
    """

    save_requested = Signal()
    copy_requested = Signal()
    look_requested = Signal(bool)

    def __init__(
        self,
        picture: MapPicture,
        choice: PictureChoice,
        words: PictureWords,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture, self._words = picture, words
        self.title, self.preview = QLineEdit(picture.title), PagePreview()
        self.formats, self.sizes = QComboBox(), QComboBox()
        self.legend, self.scale, self.light = QCheckBox(), QCheckBox(), QCheckBox()
        self._labels = {QLabel(): one for one in (self.title, self.formats, self.sizes)}
        self.summary, self.trouble = QLabel(), QLabel()
        self.trouble_row, self._trouble_icon = QWidget(), QLabel()
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.save = self.buttons.addButton("", role.ActionRole)
        self.copy = self.buttons.addButton("", role.ActionRole)
        self.close_button = self.buttons.addButton("", role.RejectRole)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_TYPING_MS)
        self._fill(choice)
        self._arrange()
        self._connect()
        self._retranslate()
        self.show_page()

    # --- what is chosen ---------------------------------------------------------------------

    @property
    def choice(self) -> PictureChoice:
        """What is chosen now."""
        return PictureChoice(
            _chosen(self.formats, PictureFormat),
            _chosen(self.sizes, PictureSize),
            PictureParts(self.legend.isChecked(), self.scale.isChecked()),
            self.light.isChecked(),
        )

    def page(self) -> Page:
        """Return the page as it is chosen now."""
        choice = self.choice
        picture = replace(self._picture, title=self.title.text().strip())
        with theme().lent("light" if choice.is_light else ""):
            return make_page(picture, choice.parts)

    def set_picture(self, picture: MapPicture) -> None:
        """Take the map anew, drawn in other colours; the title stays as it was typed."""
        self._picture = picture
        self.show_page()

    # --- what comes of it -------------------------------------------------------------------

    def show_page(self) -> None:
        """Show the page as it is chosen now, and how large it becomes."""
        self._wait.stop()
        page, choice = self.page(), self.choice
        self.preview.show_page(page)
        size = size_of(page, choice.size)
        words = QCoreApplication.translate("map_tools", "%1 × %2 Pixel")
        numbers = QLocale()
        if choice.format is PictureFormat.PDF:
            words = self._words.sharp
        elif choice.size is not PictureSize.SCREEN:
            words += QCoreApplication.translate("map_tools", ", 300 Punkte je Zoll")
        words = words.replace("%1", numbers.toString(size.width()))
        self.summary.setText(words.replace("%2", numbers.toString(size.height())))

    def show_trouble(self, sentence: str) -> None:
        """Show why the last file is not there and what helps; empty takes it away."""
        self.trouble.setText(sentence)
        self.trouble_row.setVisible(bool(sentence))
        self.show_busy(is_busy=False)

    def show_busy(self, *, is_busy: bool) -> None:
        """Take no second order while a file is being written."""
        for button in (self.save, self.copy):
            button.setEnabled(not is_busy)

    # --- making -----------------------------------------------------------------------------

    def _fill(self, choice: PictureChoice) -> None:
        for kind, words in format_names().items():
            self.formats.addItem(words, kind)
        for size, words in size_names().items():
            self.sizes.addItem(words, size)
        self.formats.setCurrentIndex(list(PictureFormat).index(choice.format))
        self.sizes.setCurrentIndex(list(PictureSize).index(choice.size))
        self.legend.setChecked(choice.parts.has_legend)
        self.legend.setEnabled(self._picture.paint_legend is not None)
        self.scale.setChecked(choice.parts.has_scale)
        self.light.setChecked(choice.is_light)
        self.title.setMaxLength(_MOST_LETTERS)
        self.trouble_row.hide()

    def _arrange(self) -> None:
        for label in (self.summary, self.trouble):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setObjectName("muted")
        flag = Qt.TextInteractionFlag
        self.trouble.setTextInteractionFlags(
            flag.TextSelectableByMouse | flag.TextSelectableByKeyboard
        )
        self._form = QFormLayout()
        self._form.setVerticalSpacing(2 * GRID)
        for label, field in self._labels.items():
            self._form.addRow(label, field)
        for below in (self.legend, self.scale, self.light, self.summary):
            self._form.addRow("", below)
        self._form.setRowVisible(self.scale, self._picture.is_plan)
        line = QHBoxLayout(self.trouble_row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        sign = icon("mdi6.alert-outline", colour=theme().tokens.text)
        self._trouble_icon.setPixmap(sign.pixmap(_ICON, self.devicePixelRatioF()))
        line.addWidget(self._trouble_icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.trouble, 1)
        side = QVBoxLayout()
        side.addLayout(self._form)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(4 * GRID)
        row.addWidget(self.preview, 1)
        row.addLayout(side)
        column = QVBoxLayout(self)
        column.setSpacing(3 * GRID)
        column.addLayout(row, 1)
        column.addWidget(self.trouble_row)
        column.addWidget(self.buttons)
        self.title.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        self.save.setObjectName("primary")
        self.save.setDefault(True)

    def _connect(self) -> None:
        self._wait.timeout.connect(self.show_page)
        self.title.textEdited.connect(lambda _: self._wait.start())
        for box in (self.formats, self.sizes):
            box.currentIndexChanged.connect(lambda _: self.show_page())
        for check in (self.legend, self.scale):
            check.toggled.connect(lambda _: self.show_page())
        self.light.toggled.connect(self._turn_look)
        self.save.clicked.connect(self.save_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(lambda _: self._wait.stop())

    def _turn_look(self, is_light: bool) -> None:  # noqa: FBT001 - a slot of Qt
        self.show_page()
        self.look_requested.emit(is_light)

    def _retranslate(self) -> None:
        words = QCoreApplication.translate
        self.setWindowTitle(self._words.dialog)
        texts = (
            words("map_tools", "Titel"),
            words("map_tools", "Format"),
            words("map_tools", "Größe"),
        )
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
            self._labels[label].setAccessibleName(text)
        self.legend.setText(words("map_tools", "Legende"))
        self.scale.setText(words("map_tools", "Maßstab und Nordpfeil"))
        self.light.setText(words("map_tools", "Helle Farben (für Papier)"))
        self.save.setText(words("map_tools", "Speichern …"))
        self.copy.setText(words("map_tools", "Kopieren"))
        self.close_button.setText(words("map_tools", "Schließen"))
        self.preview.setAccessibleName(words("map_tools", "Vorschau des Bildes"))


def format_names() -> dict[PictureFormat, str]:
    """Return the names of the kinds of files."""
    words = QCoreApplication.translate
    return {
        PictureFormat.PNG: words("map_tools", "Bild: PNG"),
        PictureFormat.JPEG: words("map_tools", "Bild: JPEG"),
        PictureFormat.PDF: words("map_tools", "Seite: PDF"),
    }


def size_names() -> dict[PictureSize, str]:
    """Return the names of the sizes."""
    words = QCoreApplication.translate
    return {
        PictureSize.SCREEN: words("map_tools", "Wie auf dem Bildschirm"),
        PictureSize.A4: words("map_tools", "A4 zum Drucken"),
        PictureSize.A3: words("map_tools", "A3 zum Drucken"),
    }


def _chosen(box: QComboBox, kind: type[_E]) -> _E:
    value: Any = box.currentData()
    # Qt gives back the text of an enumeration of texts, not the member it was given.
    return kind(value)
