"""Where one can go from the selection: its curves, its place on the map, the clipboard."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


class SelectionWays(QWidget):
    """A row of buttons; only the first has words, so that the row fits a narrow inspector.

    Signals:
        trend_wanted: The curves of the selection.
        map_wanted: Its place on the map.
        twin_wanted: Its place in the twin.
        copy_wanted: Its values, in the clipboard.
    """

    trend_wanted = Signal()
    map_wanted = Signal()
    twin_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trend, self.map = QPushButton(), QPushButton()
        self.twin, self.copy = QPushButton(), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        for button, wanted in (
            (self.trend, self.trend_wanted),
            (self.map, self.map_wanted),
            (self.twin, self.twin_wanted),
            (self.copy, self.copy_wanted),
        ):
            button.clicked.connect(wanted)
            row.addWidget(button)
        row.addStretch(1)
        self.retranslate()
        self.apply_theme()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.trend.setText(self.tr("Verlauf"))
        self.trend.setToolTip(self.tr("Den Verlauf der Auswahl öffnen (F6)"))
        for button, text, tip in (
            (self.map, self.tr("Auf der Karte zeigen"), self.tr("Auf der Karte zeigen (F4)")),
            (self.twin, self.tr("Im Zwilling zeigen"), self.tr("Im Zwilling zeigen (F5)")),
            (self.copy, self.tr("Kopieren"), self.tr("Werte als Text kopieren")),
        ):
            button.setAccessibleName(text)
            button.setToolTip(tip)

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self.trend.setIcon(icon("mdi6.chart-line"))
        self.map.setIcon(icon("mdi6.map-marker-outline"))
        self.twin.setIcon(icon("mdi6.cube-outline"))
        self.copy.setIcon(icon("mdi6.content-copy"))
