"""The face of a device: its ports, and what is connected to them."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen
from typing_extensions import override

from app.services.inventory.rooms import PortSign
from widgets.inventory.networks.canvas import Marks, Sheet
from widgets.inventory.rooms.words import choice_text
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate

_ROWS: Final = 2
_ONE_ROW: Final = 8
"""Up to so many ports stand in one row."""


class PortSheet(Sheet):
    """Ports in two rows, from left to right and down first; its items are the ports.

    Connected is filled, built and not yet used is hatched, planned is dashed, free is empty.

    Args:
        ports: The ports in their order.
        font: The font of the canvas.
    """

    def __init__(self, ports: tuple[PortSign, ...], font: QFont) -> None:
        self.ports = ports
        self._metrics = QFontMetricsF(font)
        self._rows = 1 if len(ports) <= _ONE_ROW else _ROWS
        widest = max((self._metrics.horizontalAdvance(port.name) for port in ports), default=1.0)
        self._cell = QSizeF(round(widest + 3 * GRID), round(self._metrics.height() + 2 * GRID))

    @property
    @override
    def size(self) -> QSizeF:
        columns = -(-len(self.ports) // self._rows)
        return QSizeF(
            max(columns, 1) * (self._cell.width() + GRID),
            self._rows * (self._cell.height() + GRID),
        )

    @property
    @override
    def count(self) -> int:
        return len(self.ports)

    @override
    def item_rect(self, item: int) -> QRectF:
        column, row = divmod(item, self._rows)
        left = column * (self._cell.width() + GRID)
        return QRectF(QPointF(left, row * (self._cell.height() + GRID)), self._cell)

    @override
    def item_at(self, place: QPointF) -> int:
        items = range(len(self.ports))
        return next((one for one in items if self.item_rect(one).contains(place)), -1)

    @override
    def tip(self, item: int) -> str:
        port = self.ports[item]
        kind = choice_text("port", "kind", port.kind)
        lines = [f"{port.name}, {kind}" if kind else port.name, self.state_text(port), port.peer]
        return "\n".join(line for line in lines if line)

    @staticmethod
    def state_text(port: PortSign) -> str:
        """Return the state of a port in words."""
        if port.link is None:
            return _tr("rooms", "frei")
        return choice_text("link", "state", port.state)

    def summary(self) -> str:
        """Return how many ports are used and free, in words."""
        used = sum(port.link is not None for port in self.ports)
        planned = sum(port.state == "planned" for port in self.ports)
        words = _tr("rooms", "{0} Anschlüsse: {1} belegt, {2} frei").format(
            count(len(self.ports)), count(used), count(len(self.ports) - used)
        )
        if planned:
            words += ", " + _tr("rooms", "davon {0} geplant").format(count(planned))
        return words

    @override
    def draw(self, painter: QPainter, exposed: QRectF, marks: Marks) -> None:
        tokens = theme().tokens
        for item, port in enumerate(self.ports):
            rect = self.item_rect(item)
            if not rect.intersects(exposed):
                continue
            is_marked = item in marks.selected or (item == marks.current and marks.has_focus)
            colour = tokens.accent if is_marked else tokens.muted
            dash = Qt.PenStyle.DashLine if port.state == "planned" else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(colour), 2 if is_marked else 1, dash))
            painter.setBrush(_fill(port))
            painter.drawRoundedRect(rect, 2, 2)
            is_filled = port.state == "in_service"
            painter.setPen(QColor(tokens.surface if is_filled else tokens.text))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, port.name)


def _fill(port: PortSign) -> QBrush:
    tokens = theme().tokens
    if port.state == "in_service":
        return QBrush(QColor(tokens.muted))
    if port.state == "built":
        return QBrush(QColor(tokens.line), Qt.BrushStyle.BDiagPattern)
    return QBrush(QColor(tokens.surface))
