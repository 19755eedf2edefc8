"""The head of the card: chip, what is explained, how it stands now, and where to go from here."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets.theme import AlarmLook, theme
from widgets.theme.glyphs import chip_width, draw_chip
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head says.

    Attributes:
        text: What is wrong.
        place: Of what, and where.
        state: How it stands.
        word: The word in the chip; empty for none.
        look: Colours and glyph of the chip.
        is_filled: True while nobody has acknowledged the alarm.
    """

    text: str
    place: str = ""
    state: str = ""
    word: str = ""
    look: AlarmLook | None = None
    is_filled: bool = False


class HeadChip(QWidget):
    """The chip of the alarm that is explained; hidden where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Heading("")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_heading(self, heading: Heading) -> None:
        """Show the chip of a heading."""
        self._heading = heading
        self.setVisible(heading.look is not None)
        self.setAccessibleName(heading.word)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = chip_width(self.font(), self._heading.word)
        return QSize(round(width), self.fontMetrics().height() + 2 * GRID)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        heading = self._heading
        if heading.look is None:
            return
        painter = QPainter(self)
        area = QRectF(self.rect())
        draw_chip(painter, area, heading.look, heading.word, is_filled=heading.is_filled)
        painter.end()


class Head(QWidget):
    """Shows a `Heading` above a row of ways to go on.

    Signals:
        copy_wanted: Everything shall be copied as text.
        refresh_wanted: It shall be explained anew.
        close_wanted: The card shall be closed.
    """

    copy_wanted = Signal()
    refresh_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = HeadChip()
        self.state, self.place = QLabel(), QLabel()
        self.text = QLabel()
        self.refresh, self.copy, self.close_button = QToolButton(), QToolButton(), QToolButton()
        self.trend, self.connection, self.comment = QPushButton(), QPushButton(), QPushButton()
        self.map, self.twin = QPushButton(), QPushButton()
        self.text.setObjectName("heading")
        for label in (self.state, self.place):
            label.setObjectName("muted")
        for label in (self.text, self.place, self.state):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setMinimumWidth(1)
        self.refresh.clicked.connect(self.refresh_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.close_button.clicked.connect(self.close_wanted)
        self._grid = QGridLayout()
        self._columns = 0
        self._arrange()
        self.retranslate()
        self.apply_theme()

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(2 * GRID)
        first.addWidget(self.chip)
        first.addStretch(1)
        for button in (self.refresh, self.copy, self.close_button):
            first.addWidget(button)
        self._grid.setSpacing(GRID)
        for way in self.ways():
            way.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._place_ways()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(first)
        column.addWidget(self.text)
        column.addWidget(self.place)
        column.addWidget(self.state)
        column.addSpacing(GRID)
        column.addLayout(self._grid)

    def _place_ways(self) -> None:
        """Put as many ways into a row as fit with all their words."""
        widest = max(way.sizeHint().width() for way in self.ways())
        room = self.width() - 5 * GRID
        columns = 3 if room >= 3 * widest + 2 * GRID else 2
        if columns == self._columns:
            return
        self._columns = columns
        for place, way in enumerate(self.ways()):
            self._grid.addWidget(way, place // columns, place % columns)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_ways()

    def ways(self) -> tuple[QPushButton, ...]:
        """Return the buttons that lead elsewhere."""
        return self.trend, self.map, self.twin, self.connection, self.comment

    def show_heading(self, heading: Heading) -> None:
        """Show what is explained and how it stands."""
        self.chip.show_heading(heading)
        for label, text in (
            (self.text, heading.text),
            (self.place, heading.place),
            (self.state, heading.state),
        ):
            if label.text() != text:
                label.setText(text)
        self.place.setVisible(bool(heading.place))
        self.state.setVisible(bool(heading.state))

    def retranslate(self) -> None:
        """Set all texts again."""
        for button, text, tip in (
            (self.trend, self.tr("Verlauf"), self.tr("Den Verlauf um diesen Moment öffnen (F6)")),
            (self.map, self.tr("Karte"), self.tr("Auf der Karte zeigen (F4)")),
            (self.twin, self.tr("Zwilling"), self.tr("Im Zwilling zeigen (F5)")),
            (self.connection, self.tr("Anbindung"), self.tr("Die Quelle dieses Wertes zeigen")),
            (self.comment, self.tr("Kommentar"), self.tr("Diesen Alarm kommentieren")),
        ):  # fmt: skip
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        for tool, tip in (
            (self.refresh, self.tr("Neu erklären")),
            (self.copy, self.tr("Als Text kopieren (Strg+C)")),
            (self.close_button, self.tr("Schließen (Esc)")),
        ):
            tool.setToolTip(tip)
            tool.setAccessibleName(tip)

    def forbid(self, button: QPushButton, reason: str) -> None:
        """Disable a button and say why by its tooltip; an empty reason allows it."""
        button.setEnabled(not reason)
        button.setToolTip(reason or button.accessibleName())

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        for button, name in (
            (self.trend, "mdi6.chart-line"),
            (self.map, "mdi6.map-outline"),
            (self.twin, "mdi6.cube-outline"),
            (self.connection, "mdi6.connection"),
            (self.comment, "mdi6.comment-text-outline"),
            (self.refresh, "mdi6.refresh"),
            (self.copy, "mdi6.content-copy"),
            (self.close_button, "mdi6.close"),
        ):
            button.setIcon(icon(name))
