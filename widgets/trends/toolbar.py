"""The bar above the plot: ranges, back and forward, the range in words, export, LIVE."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from widgets.labels import ElidedLabel
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.presets import Preset
from widgets.trends.wording import DAY_US, HOUR_US, MINUTE_US, RANGES, range_text

_ICON = QSize(18, 18)
_RARE_RANGES = (90 * DAY_US, 6 * HOUR_US, 30 * DAY_US, 15 * MINUTE_US)
"""Range buttons that go first where there is little room."""


def preset_text(preset: Preset) -> str:
    """Return the name of a range by the calendar."""
    words = {
        Preset.TODAY: QCoreApplication.translate("trends", "Heute"),
        Preset.YESTERDAY: QCoreApplication.translate("trends", "Gestern"),
        Preset.THIS_WEEK: QCoreApplication.translate("trends", "Diese Woche"),
        Preset.LAST_WEEK: QCoreApplication.translate("trends", "Letzte Woche"),
        Preset.THIS_MONTH: QCoreApplication.translate("trends", "Dieser Monat"),
        Preset.LAST_MONTH: QCoreApplication.translate("trends", "Letzter Monat"),
        Preset.THIS_YEAR: QCoreApplication.translate("trends", "Dieses Jahr"),
    }
    return words[preset]


class TrendBar(QWidget):
    """Buttons; each tells an intent and changes nothing itself.

    Signals:
        span_requested: A range button (object: width in µs, beyond Qt's 32 bits).
        preset_requested: A range by the calendar (`Preset`).
        range_requested: A range that is to be asked for.
        back_requested: One window back.
        forward_requested: One window forward.
        live_requested: Follow the present.
        search_requested: Look for a point to add.
        export_requested: Write to a file.
        copy_picture_requested: Copy as a picture.
        copy_table_requested: Copy as a table.
    """

    span_requested = Signal(object)
    preset_requested = Signal(object)
    range_requested = Signal()
    back_requested = Signal()
    forward_requested = Signal()
    live_requested = Signal()
    search_requested = Signal()
    export_requested = Signal()
    copy_picture_requested = Signal()
    copy_table_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ranges = {span: QToolButton() for span in RANGES}
        self.calendar = QToolButton()
        self.back, self.forward = QToolButton(), QToolButton()
        self.add, self.export, self.live = QToolButton(), QToolButton(), QToolButton()
        self._range = ElidedLabel()
        self._zone = QLabel()
        self._zone.setObjectName("muted")
        self._is_shown_live = False
        self._days = QMenu(self)
        self._spans = {span: self._days.addAction("") for span in RANGES}
        self._days.addSeparator()
        self._presets = {preset: self._days.addAction("") for preset in Preset}
        self._days.addSeparator()
        self._own = self._days.addAction("")
        self._menu = QMenu(self)
        self._file = self._menu.addAction("")
        self._menu.addSeparator()
        self._picture = self._menu.addAction("")
        self._table = self._menu.addAction("")
        self._connect()
        self._arrange()
        self.retranslate()
        self.apply_theme()

    def _connect(self) -> None:
        for span, button in self.ranges.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _, wanted=span: self.span_requested.emit(wanted))
        for span, action in self._spans.items():
            action.triggered.connect(lambda _, wanted=span: self.span_requested.emit(wanted))
        for preset, action in self._presets.items():
            action.triggered.connect(lambda _, wanted=preset: self.preset_requested.emit(wanted))
        self._own.triggered.connect(self.range_requested)
        self.back.clicked.connect(self.back_requested)
        self.forward.clicked.connect(self.forward_requested)
        self.live.clicked.connect(self.live_requested)
        self.add.clicked.connect(self.search_requested)
        self._file.triggered.connect(self.export_requested)
        self._picture.triggered.connect(self.copy_picture_requested)
        self._table.triggered.connect(self.copy_table_requested)
        self.live.setCheckable(True)
        for button, menu in ((self.calendar, self._days), (self.export, self._menu)):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _arrange(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        line.setSpacing(GRID // 2)
        for button in (*self.ranges.values(), self.calendar):
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
        """Give up where there is little room: the zone, the buttons' words, the rarer ranges."""
        texts = QFontMetricsF(self.font())
        words = texts.horizontalAdvance(self._range.text())
        zone = texts.horizontalAdvance(self._zone.text()) + 2 * GRID
        labels = sum(
            texts.horizontalAdvance(button.text()) + GRID for button in (self.add, self.export)
        )
        fixed = [*self.ranges.values(), self.calendar, self.back, self.forward, self.live]
        used = sum(button.sizeHint().width() + GRID for button in fixed) + words + 14 * GRID
        icons = 2 * (_ICON.width() + 6 * GRID)
        self._zone.setVisible(used + icons + labels + zone <= self.width())
        has_labels = used + icons + labels <= self.width()
        style = Qt.ToolButtonStyle
        for button in (self.add, self.export):
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if has_labels else style.ToolButtonIconOnly
            )
        missing = used + icons - self.width()
        for span in _RARE_RANGES:
            # They stand in the menu of the calendar too; which range is shown matters more.
            self.ranges[span].setVisible(missing <= 0)
            missing -= self.ranges[span].sizeHint().width() + GRID

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
            self._spans[span].setText(range_text(span))
        for preset, action in self._presets.items():
            action.setText(preset_text(preset))
        key = QKeySequence("Ctrl+R").toString(QKeySequence.SequenceFormat.NativeText)
        self._own.setText(self.tr("Von – bis …") + f"\t{key}")
        self.calendar.setToolTip(self.tr("Zeitraum nach dem Kalender, oder von – bis"))
        self.back.setToolTip(self.tr("Vorheriger Ausschnitt (Alt+Links)"))
        self.forward.setToolTip(self.tr("Nächster Ausschnitt (Alt+Rechts)"))
        self.add.setText(self.tr("Datenpunkt"))
        self.add.setToolTip(self.tr("Einen Datenpunkt suchen und hinzufügen"))
        self.export.setText(self.tr("Export"))
        self.export.setToolTip(self.tr("Den sichtbaren Ausschnitt speichern oder kopieren"))
        self.live.setText(self.tr("LIVE"))
        self.live.setToolTip(self.tr("Der Gegenwart folgen (Ende)"))
        self._file.setText(self.tr("Exportieren …"))
        self._picture.setText(self.tr("Bild kopieren"))
        self._table.setText(self.tr("Tabelle kopieren"))
        buttons = (self.calendar, self.back, self.forward, self.add, self.export, self.live)
        for button in buttons:
            button.setAccessibleName(button.text() or button.toolTip())
        self._fit()

    def apply_theme(self) -> None:
        """Tint the icons for the theme in force."""
        self.calendar.setIcon(icon("mdi6.calendar-range"))
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
