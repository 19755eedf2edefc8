"""The list below the search line: what was found, by kind, over whatever lies below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.maps.search_places import PlaceKind
from app.services.maps.searching import Found
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_DETAIL: Final = Qt.ItemDataRole.UserRole
_IS_HEAD: Final = Qt.ItemDataRole.UserRole + 1
_GAP: Final = 12
_LETTERS: Final = 58
"""Width of the list in letters, where the window has room for it."""

_ICONS: Final = {
    PlaceKind.COORDINATE: "mdi6.crosshairs-gps",
    PlaceKind.DISTRICT: "mdi6.map-outline",
    PlaceKind.QUARTER: "mdi6.home-group",
    PlaceKind.LANDMARK: "mdi6.bank-outline",
    PlaceKind.STREET: "mdi6.road-variant",
    PlaceKind.SITE: "mdi6.map-marker-outline",
    PlaceKind.DEVICE: "mdi6.access-point",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list.

    Attributes:
        text: What it says.
        found: The place it stands for; None for headings and sentences.
        is_head: True for the heading of a group.
    """

    text: str
    found: Found | None = None
    is_head: bool = False


def kind_title(kind: PlaceKind) -> str:
    """Return what the places of a kind are called."""
    titles = {
        PlaceKind.COORDINATE: QCoreApplication.translate("map", "Koordinate"),
        PlaceKind.DISTRICT: QCoreApplication.translate("map", "Stadtbezirke"),
        PlaceKind.QUARTER: QCoreApplication.translate("map", "Ortsteile"),
        PlaceKind.LANDMARK: QCoreApplication.translate("map", "Orte"),
        PlaceKind.STREET: QCoreApplication.translate("map", "Straßen"),
        PlaceKind.SITE: QCoreApplication.translate("map", "Standorte"),
        PlaceKind.DEVICE: QCoreApplication.translate("map", "Geräte"),
    }
    return titles[kind]


class FoundList(QFrame):
    """A list that lies over its window and never takes the keyboard from the line above it.

    Args:
        line: The line whose keyboard it leaves alone.

    Signals:
        picked: A place was clicked (`Found`).
    """

    picked = Signal(object)

    def __init__(self, line: QWidget) -> None:
        super().__init__(line)
        self._line = line
        self._lines: tuple[Line, ...] = ()
        self.setObjectName("card")
        self.setAutoFillBackground(True)
        # A click here counts as one into the line, so the line keeps the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(line)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_LineDelegate(self.list))
        self.list.setIconSize(QSize(18, 18))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(self._pick)
        self.list.itemEntered.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.addWidget(self.list)
        self.hide()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is listed."""
        return self._lines

    @property
    def current(self) -> Found | None:
        """The place that is marked; None without one."""
        row = self.list.currentRow()
        return self._lines[row].found if 0 <= row < len(self._lines) else None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """List something, with the first place marked; nothing hides the list."""
        self._lines = tuple(lines)
        self.list.clear()
        for line in self._lines:
            self.list.addItem(_item(line))
        self.step(1)
        if not self._lines:
            self.hide()
            return
        self._place()
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Mark the next place (1) or the one before (-1); headings are passed over."""
        row = self.list.currentRow() + by
        while 0 <= row < len(self._lines):
            if self._lines[row].found is not None:
                self.list.setCurrentRow(row)
                self.list.scrollToItem(self.list.item(0 if row == 1 else row))
                return
            row += by

    def spoken(self) -> str:
        """Return the marked place as a screen reader says it."""
        text = self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        return text if isinstance(text, str) else ""

    def _place(self) -> None:
        """Lie below the line, as wide as its texts like and the window allows."""
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        wished = max(self._line.width(), _LETTERS * self.fontMetrics().averageCharWidth())
        width = min(wished, window.width() - 2 * GRID)
        left = max(min(corner.x(), window.width() - width - GRID), GRID)
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        height = min(rows + 2 * GRID + 4, max(window.height() - corner.y() - GRID, 3 * _GAP))
        self.setGeometry(QRect(left, corner.y(), width, height))

    def _pick(self, item: QListWidgetItem) -> None:
        found = self._lines[self.list.row(item)].found
        if found is not None:
            self.picked.emit(found)

    def _follow(self, item: QListWidgetItem) -> None:
        if self._lines[self.list.row(item)].found is not None:
            self.list.setCurrentItem(item)


def _item(line: Line) -> QListWidgetItem:
    item = QListWidgetItem(line.text)
    item.setData(_IS_HEAD, line.is_head)
    if line.found is None:
        item.setFlags(Qt.ItemFlag.ItemIsEnabled if not line.is_head else Qt.ItemFlag.NoItemFlags)
        return item
    item.setIcon(icon(_ICONS[line.found.kind]))
    item.setData(_DETAIL, line.found.detail)
    parts = (kind_title(line.found.kind), line.found.name, line.found.detail)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, parts)))
    item.setToolTip(", ".join(filter(None, parts[1:])))
    return item


class _LineDelegate(QStyledItemDelegate):
    """Headings small and muted; a place with its detail muted at the right."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        detail = index.data(_DETAIL) or ""
        inner = QStyleOptionViewItem(option)
        metrics = option.fontMetrics
        name = metrics.horizontalAdvance(str(index.data())) + option.decorationSize.width()
        room = option.rect.width() - name - 4 * _GAP
        wanted = metrics.horizontalAdvance(detail) + 2
        # The name comes first; its detail takes what is left, two letters at least.
        width = min(wanted, max(room, 0))
        if width < metrics.horizontalAdvance("MM…"):
            width = 0
        super().paint(painter, inner, index)
        if not width:
            return
        area = QRect(option.rect).adjusted(option.rect.width() - width - _GAP, 0, -_GAP, 0)
        painter.save()
        painter.setPen(QColor(theme().tokens.muted))
        text = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, area.width())
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, side, text)
        painter.restore()

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.data(_IS_HEAD):
            font = QFont(option.font)
            font.setPointSizeF(font.pointSizeF() * 0.9)
            font.setWeight(QFont.Weight.DemiBold)
            option.font = font
            muted = QColor(theme().tokens.muted)
            for group in (option.palette.ColorGroup.Normal, option.palette.ColorGroup.Disabled):
                option.palette.setColor(group, option.palette.ColorRole.Text, muted)

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        lines = 1.5 if index.data(_IS_HEAD) else 1.8
        return QSize(80, round(option.fontMetrics.height() * lines))
