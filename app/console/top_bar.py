"""The top bar: alarm strip, connection lamps, search, menu; below them time. Nothing covers it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.console.lamps import Lamps
from app.console.time_bar import TimeBar
from app.console.time_bus import TimeBus
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_WIDE_LETTERS: Final = 170


class TopBar(QFrame):
    """Arranges the strip, the lamps, the search and the menu in one row, the time bar in another.

    Signals:
        search_requested: The person wants the palette.
    """

    search_requested = Signal()

    def __init__(self, bus: TimeBus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.lamps = Lamps(self)
        self.time_bar = TimeBar(bus, self)
        self._search = QToolButton(self)
        self._search.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._search.clicked.connect(self.search_requested)
        self.menu_button = QToolButton(self)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._strip_place = QWidget(self)
        self.alarms_are_live = QLabel(self)
        self.alarms_are_live.setObjectName("muted")
        self.alarms_are_live.hide()
        self._row = QHBoxLayout()
        self._arrange()
        theme().changed.connect(self.apply_theme)
        self.retranslate()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column.setSpacing(0)
        self._row.setSpacing(3 * GRID)
        for widget, stretch in (
            (self.alarms_are_live, 0),
            (self._strip_place, 1),
            (self.lamps, 0),
            (self._search, 0),
            (self.menu_button, 0),
        ):
            self._row.addWidget(widget, stretch)
        column.addLayout(self._row)
        column.addWidget(self.time_bar)

    def put_strip(self, strip: QWidget) -> None:
        """Put the alarm strip in its place at the left."""
        self._row.replaceWidget(self._strip_place, strip)
        self._strip_place.deleteLater()
        self._row.setStretchFactor(strip, 1)

    def show_live(self, *, is_live: bool) -> None:
        """Say beside the alarms that they are those of the present, where all else is not."""
        self.alarms_are_live.setVisible(not is_live)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.alarms_are_live.setText(self.tr("Alarme LIVE:"))
        self.alarms_are_live.setToolTip(
            self.tr(
                "Hier stehen immer die Alarme der Gegenwart, auch wenn sonst die Vergangenheit "
                "gezeigt wird. Ein Klick auf einen Alarm führt in die Gegenwart zurück."
            )
        )
        self._search.setToolTip(self.tr("Datenpunkte und Befehle suchen (Strg+K)"))
        self._search.setAccessibleName(self.tr("Suchen …"))
        self.menu_button.setToolTip(self.tr("Einstellungen und Hilfe"))
        self.menu_button.setAccessibleName(self.tr("Einstellungen und Hilfe"))
        self.lamps.retranslate()
        self.time_bar.retranslate()
        self.apply_theme()
        self._choose_words()

    def apply_theme(self) -> None:
        """Tint the icons."""
        self._search.setIcon(icon("mdi6.magnify"))
        self.menu_button.setIcon(icon("mdi6.menu"))

    def _choose_words(self) -> None:
        """Give up words before anything else where there is little room."""
        is_wide = self.width() >= _WIDE_LETTERS * self.fontMetrics().horizontalAdvance("n")
        self._search.setText(self.tr("Suchen …") if is_wide else "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_words()
