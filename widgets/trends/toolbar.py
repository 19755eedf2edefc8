"""The bar above the plot: ranges, back and forward, the range in words, export, LIVE."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from widgets.labels import ElidedLabel
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.wording import RANGES, range_text

_ICON = QSize(18, 18)


class TrendBar(QWidget):
    """Buttons; each tells an intent and changes nothing itself.

    Signals:
        span_requested: A range button (object: width in µs, beyond Qt's 32 bits).
        back_requested: One window back.
        forward_requested: One window forward.
        live_requested: Follow the present.
        search_requested: Look for a point to add.
        csv_requested: Export as CSV.
        png_requested: Export as PNG.
    """

    span_requested = Signal(object)
    back_requested = Signal()
    forward_requested = Signal()
    live_requested = Signal()
    search_requested = Signal()
    csv_requested = Signal()
    png_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ranges = {span: QToolButton() for span in RANGES}
        self.back, self.forward = QToolButton(), QToolButton()
        self.add, self.export, self.live = QToolButton(), QToolButton(), QToolButton()
        self._range = ElidedLabel()
        self._zone = QLabel()
        self._zone.setObjectName("muted")
        self._menu = QMenu(self)
        self._is_shown_live = False
        self._csv = self._menu.addAction("")
        self._png = self._menu.addAction("")
        self._connect()
        self._arrange()
        self.retranslate()
        self.apply_theme()

    def _connect(self) -> None:
        for span, button in self.ranges.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _, wanted=span: self.span_requested.emit(wanted))
        self.back.clicked.connect(self.back_requested)
        self.forward.clicked.connect(self.forward_requested)
        self.live.clicked.connect(self.live_requested)
        self.add.clicked.connect(self.search_requested)
        self._csv.triggered.connect(self.csv_requested)
        self._png.triggered.connect(self.png_requested)
        self.live.setCheckable(True)
        self.export.setMenu(self._menu)
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _arrange(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        line.setSpacing(GRID // 2)
        for button in self.ranges.values():
            line.addWidget(button)
        line.addSpacing(2 * GRID)
        line.addWidget(self.back)
        line.addWidget(self.forward)
        line.addSpacing(3 * GRID)
        line.addWidget(self._range, 1)
        line.addWidget(self._zone)
        line.addSpacing(2 * GRID)
        for button in (self.add, self.export, self.live):
            line.addWidget(button)
        bold = QFont(self.live.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self.live.setFont(bold)
        for button in (self.add, self.export, self.live):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for button in self.findChildren(QToolButton):
            button.setIconSize(_ICON)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give words up where there is little room: first the zone's, then the buttons'."""
        texts = QFontMetricsF(self.font())
        words = texts.horizontalAdvance(self._range.text())
        zone = texts.horizontalAdvance(self._zone.text()) + 2 * GRID
        labels = sum(
            texts.horizontalAdvance(button.text()) + GRID for button in (self.add, self.export)
        )
        fixed = [*self.ranges.values(), self.back, self.forward, self.live]
        used = sum(button.sizeHint().width() + GRID for button in fixed) + words + 14 * GRID
        icons = 2 * (_ICON.width() + 6 * GRID)
        self._zone.setVisible(used + icons + labels + zone <= self.width())
        has_labels = used + icons + labels <= self.width()
        style = Qt.ToolButtonStyle
        for button in (self.add, self.export):
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if has_labels else style.ToolButtonIconOnly
            )

    def show_window(self, words: str, zone: str, span_us: int) -> None:
        """Show a range in words, the zone, and which range button it is."""
        if words != self._range.text() or zone != self._zone.text():
            self._range.setText(words)
            self._zone.setText(zone)
            self._fit()
        for span, button in self.ranges.items():
            button.setChecked(span == span_us)

    def show_modes(self, *, is_live: bool, can_go_back: bool, can_go_forward: bool) -> None:
        """Show whether the window follows the present and where the history of windows leads."""
        self.back.setEnabled(can_go_back)
        self.forward.setEnabled(can_go_forward)
        self.live.setChecked(is_live)
        if is_live != self._is_shown_live:
            self._is_shown_live = is_live
            self._tint_live()

    def set_exportable(self, *, is_exportable: bool) -> None:
        """Allow the export only when there is something to export."""
        self.export.setEnabled(is_exportable)

    def retranslate(self) -> None:
        """Set all texts again."""
        for span, button in self.ranges.items():
            button.setText(range_text(span))
        self.back.setToolTip(self.tr("Vorheriger Ausschnitt (Alt+Links)"))
        self.forward.setToolTip(self.tr("Nächster Ausschnitt (Alt+Rechts)"))
        self.add.setText(self.tr("Datenpunkt"))
        self.add.setToolTip(self.tr("Einen Datenpunkt suchen und hinzufügen"))
        self.export.setText(self.tr("Export"))
        self.export.setToolTip(self.tr("Den sichtbaren Ausschnitt als Datei speichern"))
        self.live.setText(self.tr("LIVE"))
        self.live.setToolTip(self.tr("Der Gegenwart folgen (Ende)"))
        self._csv.setText(self.tr("Als Tabelle (CSV) speichern …"))
        self._png.setText(self.tr("Als Bild (PNG) speichern …"))
        for button in (self.back, self.forward, self.add, self.export, self.live):
            button.setAccessibleName(button.text() or button.toolTip())
        self._fit()

    def apply_theme(self) -> None:
        """Tint the icons for the theme in force."""
        self.back.setIcon(icon("mdi6.arrow-left"))
        self.forward.setIcon(icon("mdi6.arrow-right"))
        self.add.setIcon(icon("mdi6.plus"))
        self.export.setIcon(icon("mdi6.tray-arrow-down"))
        self._tint_live()

    def _tint_live(self) -> None:
        tokens = theme().tokens
        is_live = self.live.isChecked()
        name = "mdi6.access-point" if is_live else "mdi6.play-pause"
        self.live.setIcon(icon(name, colour=tokens.accent if is_live else tokens.not_live))
