"""The parts the card is made of: sections that fold, rows of facts, chips of states."""

from collections.abc import Callable
from html import escape
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.records import Key
from widgets.points.inspector_parts import words
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID, RADIUS_CONTROL

_LONG_LABEL: Final = "Anschaffungskosten"
"""As wide as this are the labels of facts; longer ones take two lines."""

KIND_ICONS: Final = {
    "site": "mdi6.map-marker-outline",
    "school": "mdi6.school-outline",
    "space": "mdi6.floor-plan",
    "rack": "mdi6.server",
    "district": "mdi6.map-outline",
    "address": "mdi6.home-outline",
    "asset_type": "mdi6.shape-outline",
    "vendor": "mdi6.factory",
    "fund": "mdi6.bank-outline",
    "loan": "mdi6.hand-extended-outline",
    "link": "mdi6.connection",
    "port": "mdi6.ethernet",
    "cable": "mdi6.cable-data",
    "strand": "mdi6.gesture",
    "splice": "mdi6.call-merge",
    "route": "mdi6.vector-polyline",
    "duct": "mdi6.pipe",
    "wlan": "mdi6.wifi",
    "radio_site": "mdi6.radio-tower",
    "licence": "mdi6.license",
    "contract": "mdi6.file-sign",
    "finding": "mdi6.clipboard-alert-outline",
}
"""Icons of kinds; the card shows a box for all others."""

ASSET_ICONS: Final = {
    "access_point": "mdi6.access-point",
    "switch": "mdi6.switch",
    "router": "mdi6.router",
    "firewall": "mdi6.wall-fire",
    "server": "mdi6.server",
    "ups": "mdi6.battery-charging-outline",
    "tablet": "mdi6.tablet",
    "notebook": "mdi6.laptop",
    "desktop": "mdi6.desktop-tower",
    "display": "mdi6.monitor",
    "projector": "mdi6.projector",
    "printer": "mdi6.printer-outline",
    "camera": "mdi6.camera-outline",
    "media_kit": "mdi6.bag-suitcase-outline",
    "patch_panel": "mdi6.view-sequential-outline",
    "splitter": "mdi6.call-split",
    "closure": "mdi6.package-variant-closed",
    "olt": "mdi6.server-network",
    "ont": "mdi6.lan-connect",
    "antenna": "mdi6.antenna",
    "charger": "mdi6.ev-station",
    "sensor": "mdi6.thermometer",
    "signal_controller": "mdi6.traffic-light-outline",
    "light": "mdi6.lightbulb-outline",
    "gateway": "mdi6.router-wireless",
}
"""Icons of assets by the kind of their type."""


def icon_name(kind: str, asset_kind: str = "") -> str:
    """Return the icon of a record."""
    return ASSET_ICONS.get(asset_kind) or KIND_ICONS.get(kind, "mdi6.package-variant")


class FoldButton(QAbstractButton):
    """A heading with an arrow that tells whether something is folded below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_open: bool = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self.update)

    def show_open(self, *, is_open: bool) -> None:
        """Turn the arrow."""
        self._is_open = is_open
        self.setAccessibleDescription(
            self.tr("aufgeklappt") if is_open else self.tr("zugeklappt")
        )  # fmt: skip
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = _bold(self).horizontalAdvance(self.text()) + 7 * GRID
        return QSize(width, self.fontMetrics().height() + 3 * GRID)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QColor(tokens.accent if self.hasFocus() else tokens.line)
        painter.setPen(QPen(line, 1))
        y = self.height() - 0.5
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        sign = icon("mdi6.chevron-down" if self._is_open else "mdi6.chevron-right")
        side = 4 * GRID
        sign.paint(painter, 0, (self.height() - side) // 2, side, side)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        area = QRectF(self.rect()).adjusted(side + GRID, 0, 0, 0)
        text = _bold(self).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


def _bold(widget: QWidget) -> QFontMetrics:
    font = widget.font()
    font.setBold(True)
    return QFontMetrics(font)


class FoldSection(QWidget):
    """A heading that folds what stands below it; it is hidden while nothing does.

    Args:
        name: Name under which the state is remembered.
        is_open: Open at first.

    Signals:
        folded: The person folded or unfolded it.
    """

    folded = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, is_open: bool = True) -> None:
        super().__init__(parent)
        self.name = name
        self._is_open = is_open
        self.button = FoldButton()
        self.button.show_open(is_open=is_open)
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 0, 0, GRID)
        self.column.setSpacing(2 * GRID)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID)
        whole.addWidget(self.button)
        whole.addWidget(self.body)
        self.body.setVisible(is_open)
        self.button.clicked.connect(lambda: self.set_open(is_open=not self._is_open))

    def fill(self, title: str, parts: list[QWidget]) -> None:
        """Show parts below a title in place of those before; without parts all is hidden."""
        while (item := self.column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.button.setText(title)
        self.button.setAccessibleName(title)
        for part in parts:
            self.column.addWidget(part)
        self.setVisible(bool(parts))

    @property
    def is_open(self) -> bool:
        """True while its parts are shown."""
        return self._is_open

    def set_open(self, *, is_open: bool) -> None:
        """Fold or unfold it."""
        if is_open == self._is_open:
            return
        self._is_open = is_open
        self.body.setVisible(is_open)
        self.button.show_open(is_open=is_open)
        self.folded.emit()


def link_label(text: str, follow: Callable[[], None], *, tip: str = "") -> QLabel:
    """Return a text that is followed by a click, or by Enter once Tab has come to it."""
    label = QLabel(f'<a href="#">{escape(text)}</a>')
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    label.setAccessibleName(text)
    label.setToolTip(tip or text)
    label.linkActivated.connect(lambda _: follow())
    return label


class FactRows(QWidget):
    """Pairs of a label and a value, in two columns that line up through the whole card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(1, 1)
        # All rows of the card line up, and no word of a label is cut.
        width = self.fontMetrics().horizontalAdvance(_LONG_LABEL)
        self._grid.setColumnMinimumWidth(0, width)

    def add(self, label: str, value: str | QWidget, *, tip: str = "") -> QWidget:
        """Add a pair; returns what shows the value."""
        row = self._grid.rowCount()
        heading = words(label, name="muted")
        heading.setToolTip(tip)
        longest = max(label.split(), key=len, default="")
        heading.setMinimumWidth(heading.fontMetrics().horizontalAdvance(longest))
        shown = words(value) if isinstance(value, str) else value
        shown.setToolTip(tip or shown.toolTip())
        if isinstance(value, str):
            shown.setAccessibleName(f"{label}: {value}")
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(heading, row, 0, top)
        self._grid.addWidget(shown, row, 1, top)
        return shown

    @property
    def is_empty(self) -> bool:
        """True while there is no pair."""
        return self._grid.count() == 0


class WordChip(QWidget):
    """A word in a frame: a state, a class, a mark; grey, for none of them is an alarm."""

    def __init__(self, text: str = "", tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self.show_text(text, tip)

    @property
    def text(self) -> str:
        """The word."""
        return self._text

    def show_text(self, text: str, tip: str = "") -> None:
        """Show another word; an empty one hides the chip."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(tip or text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 4 * GRID, metrics.height() + GRID)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.raised))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setPen(QColor(tokens.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class AskingFrame(QFrame):
    """Asks for something in the midst of a pane; Escape leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")

    def rest(self) -> None:
        """Ask for nothing any more."""
        self.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.rest()
        else:
            super().keyPressEvent(event)


def line_of(*parts: QWidget, stretch: int = -1) -> QWidget:
    """Return widgets side by side; one of them takes what is left."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(2 * GRID)
    for place, part in enumerate(parts):
        line.addWidget(part, 1 if place == stretch else 0)
    if stretch < 0:
        line.addStretch(1)
    return box


OpenKey = Callable[[Key], None]
"""Asks for a record."""
