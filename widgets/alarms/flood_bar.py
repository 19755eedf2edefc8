"""The banner over the list of alarms while more alarms come than a person can take in."""

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.domain.alarms.floods import Flood
from widgets.labels import ElidedLabel
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ICON_PX: Final = 18


class FloodBar(QFrame):
    """Says calmly that alarms flood in, and offers to look at their causes instead.

    Signals:
        mode_wanted: Look at causes (True), or as before (False).
    """

    mode_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeStrip")
        self.flood = Flood()
        self.is_mode = False
        self._icon = QLabel()
        self._words = ElidedLabel()
        self.button = QPushButton()
        line = QHBoxLayout(self)
        line.setContentsMargins(3 * GRID, GRID, 2 * GRID, GRID)
        line.setSpacing(2 * GRID)
        line.addWidget(self._icon)
        line.addWidget(self._words, 1)
        line.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(lambda: self.mode_wanted.emit(not self.is_mode))
        self.apply_theme()
        self.hide()

    @property
    def words(self) -> str:
        """What the banner says."""
        return self._words.text()

    def show_flood(self, flood: Flood, *, is_mode: bool) -> None:
        """Show whether there is a flood, and whether the causes are looked at."""
        self.flood, self.is_mode = flood, is_mode
        self.setVisible(flood.is_on or is_mode)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        if self.flood.is_on:
            words = self.tr("Alarmflut: {count} Alarme in 10 Minuten.")
            words = words.format(count=count(self.flood.count))
            more = self.tr("Gruppiert nach Ursache; der erste Alarm jeder Gruppe ist markiert.")
            self._words.setText(f"{words} {more}" if self.is_mode else words)
        else:
            self._words.setText(self.tr("Die Alarmflut ist vorbei."))
        if self.is_mode:
            self.button.setText(self.tr("Flutansicht verlassen"))
            self.button.setToolTip(self.tr("Wieder gruppieren und sortieren wie vor der Flut"))
        else:
            self.button.setText(self.tr("Nach Ursache gruppieren"))
            self.button.setToolTip(
                self.tr("Fasst zusammen, was eine Ursache hat, und zeigt, was zuerst kam")
            )
        self.button.setAccessibleName(self.button.text())

    def apply_theme(self) -> None:
        """Take the icon from the theme in force."""
        picture = icon("mdi6.waves", colour=theme().tokens.text)
        self._icon.setPixmap(picture.pixmap(QSize(_ICON_PX, _ICON_PX)))
