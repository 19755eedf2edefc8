"""The strip after a lasso: what is selected, and what can be done with it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.points import Point
from widgets.scenes.words import devices_text, plain, points_text
from widgets.texts import count, language
from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID, LIGHT

MOST_CURVES: Final = 3 * len(LIGHT.curves)
"""A trend sheet takes any number of curves, but from here on their colours and dashes come again
(`widgets.trends.tints`): nobody could tell them apart."""

_ICON: Final = QSize(16, 16)
_AWAY: Final = 3 * GRID
_SHOWN_TYPES: Final = 30


class SelectionStrip(QFrame):
    """Floats over the lower edge of a scene; it tells intents and selects nothing itself.

    Args:
        parent: The view over which it floats; it stays inside.
        has_table: False where there is no table to go to.

    Signals:
        trend_requested: Ids of the points whose curves shall be shown (list of str).
        table_requested: Show the selected devices in the table.
        cleared: Nothing shall be selected any more.
    """

    trend_requested = Signal(list)
    table_requested = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget, *, has_table: bool = True) -> None:
        super().__init__(parent)
        self._view = parent
        self.setObjectName("card")
        self.summary, self.warning = QLabel(), QLabel()
        self.types = QComboBox()
        self.trend, self.table, self.clear = QPushButton(), QPushButton(), QToolButton()
        self._devices = 0
        self._points: tuple[Point, ...] = ()
        self._names: Mapping[str, str] = {}
        self._arrange()
        self.table.setVisible(has_table)
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.hide()
        theme().changed.connect(self.apply_theme)
        parent.installEventFilter(self)

    def show_choice(
        self, devices: int, points: Sequence[Point], names: Mapping[str, str] | None = None
    ) -> None:
        """Show what is selected; without devices the strip goes.

        Args:
            devices: How many devices.
            points: Their points, in the order in which curves shall come.
            names: Names of the types of points; the name of one of its points where it is missing.
        """
        self._devices = devices
        self._points = tuple(points)
        self._names = names or {}
        if not devices:
            self.hide()
            return
        self._fill_types()
        self._show()
        self.setVisible(True)
        self._place()
        self.raise_()

    @property
    def chosen_points(self) -> list[str]:
        """Ids of the points that a trend would show now."""
        return [str(point.id) for point in self._wanted()[:MOST_CURVES]]

    def _wanted(self) -> list[Point]:
        """Return the points of the chosen quantity, however many they are."""
        wanted = str(self.types.currentData() or "")
        return [point for point in self._points if not wanted or point.type == wanted]

    # --- making -----------------------------------------------------------------------------

    def _arrange(self) -> None:
        for label in (self.summary, self.warning):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setFont(body_font(weight=QFont.Weight.DemiBold))
        self.warning.setWordWrap(True)
        self.warning.setObjectName("muted")
        # One long name of a profile must not make the strip wider than the scene.
        self.types.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.types.setMinimumContentsLength(17)
        self.clear.setAutoRaise(True)
        for button in (self.trend, self.table, self.clear):
            button.setIconSize(_ICON)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        head, buttons = QHBoxLayout(), QHBoxLayout()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.addWidget(self.summary)
        head.addStretch(1)
        head.addWidget(self.clear)
        buttons.addWidget(self.trend, 1)
        buttons.addWidget(self.table, 1)
        self._row.addWidget(self.types, 1)
        self._row.addLayout(buttons)
        column.addLayout(head)
        column.addLayout(self._row)
        column.addWidget(self.warning)

    def _connect(self) -> None:
        self.trend.clicked.connect(lambda: self.trend_requested.emit(self.chosen_points))
        self.table.clicked.connect(self.table_requested)
        self.clear.clicked.connect(self._clear)
        self.types.currentIndexChanged.connect(lambda _: self._show())

    def _clear(self) -> None:
        self.hide()
        self.cleared.emit()

    def _fill_types(self) -> None:
        """Offer the quantities of the points, the most frequent first."""
        before = self.types.currentData()
        counts = Counter(point.type for point in self._points if point.type)
        first = {point.type: point for point in reversed(self._points)}
        self.types.blockSignals(True)  # noqa: FBT003 - Qt takes it by place only
        self.types.clear()
        every = QCoreApplication.translate("map_tools", "Alle Messgrößen")
        self.types.addItem(f"{every} ({count(len(self._points))})", "")
        for kind, number in counts.most_common(_SHOWN_TYPES):
            name = plain(self._names.get(kind) or first[kind].name.in_language(language()))
            unit = first[kind].unit.symbol
            shown = f"{name}, {unit}" if unit else name
            self.types.addItem(f"{shown} ({count(number)})", kind)
        place = self.types.findData(before)
        self.types.setCurrentIndex(max(place, 0))
        self.types.blockSignals(False)  # noqa: FBT003 - Qt takes it by place only
        self.types.setVisible(len(counts) > 1)

    # --- showing ----------------------------------------------------------------------------

    def _show(self) -> None:
        texts = [devices_text(self._devices), points_text(len(self._points))]
        self.summary.setText(", ".join(texts))
        wanted = len(self._wanted())
        self.trend.setEnabled(wanted > 0)
        words = ""
        if wanted > MOST_CURVES:
            words = QCoreApplication.translate(
                "map_tools",
                "Mehr als %1 Kurven lassen sich nicht unterscheiden. Gezeigt werden die ersten %1 "
                "von %2; wählen Sie eine Messgröße, um die Auswahl einzugrenzen.",
            )
            words = words.replace("%1", count(MOST_CURVES)).replace("%2", count(wanted))
        elif not wanted:
            words = QCoreApplication.translate(
                "map_tools", "Diese Geräte haben keine Datenpunkte, die ein Verlauf zeigen kann."
            )
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
        self.setAccessibleName(self.summary.text())
        self._place()

    def _place(self) -> None:
        """Stand in the middle of the lower edge of the scene, never wider than it."""
        room = self._view.rect().adjusted(_AWAY, _AWAY, -_AWAY, -_AWAY)
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight)
        if self._row.sizeHint().width() + 5 * GRID > room.width():
            self._row.setDirection(way.TopToBottom)
        width = min(self.sizeHint().width(), room.width())
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else 0
        height = min(max(height, self.minimumSizeHint().height()), max(room.height(), 0))
        left = room.left() + (room.width() - width) // 2
        self.setGeometry(left, room.bottom() + 1 - height, width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._view:
            self._place()
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._clear()
            return
        super().keyPressEvent(event)

    # --- language and theme -----------------------------------------------------------------

    def retranslate(self) -> None:
        """Set all texts again."""
        words = QCoreApplication.translate
        self.trend.setText(words("map_tools", "In Verläufe zeigen"))
        self.trend.setToolTip(words("map_tools", "Die Kurven der gewählten Geräte zeigen"))
        self.table.setText(words("map_tools", "In der Tabelle"))
        self.table.setToolTip(words("map_tools", "Die gewählten Geräte in der Tabelle zeigen"))
        self.clear.setToolTip(words("map_tools", "Auswahl aufheben (Esc)"))
        self.clear.setAccessibleName(words("map_tools", "Auswahl aufheben"))
        tip = words("map_tools", "Welche Messgröße der Verlauf zeigt")
        self.types.setToolTip(tip)
        self.types.setAccessibleName(tip)
        if self._devices:
            self._fill_types()
            self._show()

    def apply_theme(self) -> None:
        """Tint the icons for the theme in force."""
        self.trend.setIcon(icon("mdi6.chart-line"))
        self.table.setIcon(icon("mdi6.table"))
        self.clear.setIcon(icon("mdi6.close"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
