"""What live values say of the devices of a school: its switch, its access points."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.networks.topology import TopologyNode
from app.domain.inventory.records import Key
from app.services.states import CityState
from widgets.inventory.networks.live import WELL, LiveBoxes, sign_of, state_text
from widgets.points.inspector_parts import words
from widgets.theme import theme
from widgets.theme.glyphs import draw_chip
from widgets.theme.tokens import GRID


class LiveLine(QAbstractButton):
    """A device and its state; pressed, its points are selected."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.state = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self.update)
        self.show_state(0)

    def show_state(self, state: int) -> None:
        """Show another state, as `LiveBoxes` numbers them."""
        self.state = state
        self.setAccessibleName(f"{self.name}: {state_text(state)}")
        self.setToolTip(self.accessibleName())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(50 * GRID, self.fontMetrics().height() + 2 * GRID)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self.hasFocus() or self.underMouse():
            painter.fillRect(area, QColor(tokens.selection))
        sign, text = sign_of(self.state), state_text(self.state)
        width = self.fontMetrics().horizontalAdvance(text) + 10.0 * GRID
        end = QRectF(area.right() - width, area.top() + 2, width, area.height() - 4)
        if sign is not None and sign.look is not None:
            draw_chip(painter, end, sign.look, sign.word, is_filled=sign.is_filled)
        else:
            painter.setPen(QColor(tokens.muted))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(end.adjusted(0, 0, -GRID, 0), right, text)
        painter.setPen(QColor(tokens.text))
        room = area.adjusted(GRID, 0, -width - GRID, 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        shown = self.fontMetrics().elidedText(
            self.name, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, left, shown)
        painter.end()


class LiveList(QWidget):
    """The live devices of one school.

    Signals:
        points_wanted: Points of a device that was pressed (list of str).
    """

    points_wanted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[LiveLine] = []
        self.summary = words(name="muted")
        self._devices: tuple[str, ...] = ()
        self._boxes: LiveBoxes | None = None
        self._points: dict[str, list[str]] = {}
        self._last: CityState | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.summary)

    def set_city(self, city: City) -> None:
        """Take a (new) profile."""
        self._boxes, self._last = LiveBoxes(city), None
        self._points = {}
        for point in city.points:
            self._points.setdefault(str(point.device), []).append(str(point.id))
        self._take_nodes()

    def show_devices(self, devices: Sequence[str], names: Mapping[str, str]) -> None:
        """Show other devices of the profile by their names."""
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self._devices = tuple(devices)
        self.lines = [LiveLine(names.get(device) or device) for device in devices]
        for device, line in zip(devices, self.lines, strict=True):
            self._column.addWidget(line)
            line.clicked.connect(lambda _=False, one=device: self._choose(one))
        self._take_nodes()
        self.show_state(self._last)

    def _take_nodes(self) -> None:
        if self._boxes is not None:
            nodes = tuple(
                TopologyNode(Key("asset", ""), "", "", "", (), "", (device,), 0)
                for device in self._devices
            )
            self._boxes.set_nodes(nodes)

    def show_state(self, state: CityState | None) -> None:
        """Show the state of the devices at a moment."""
        self._last = state
        boxes = self._boxes
        if boxes is None or state is None or not self.lines:
            text = self.tr("An diesem Standort wird nichts gemessen.")
            self.summary.setText("" if self.lines else text)
            return
        states = boxes.judge(state)
        for line, one in zip(self.lines, states, strict=True):
            if line.state != one:
                line.show_state(one)
        well = sum(one == WELL for one in states)
        text = self.tr("In Ordnung: {0} von {1} Geräten mit Messwerten.")
        self.summary.setText(text.format(well, len(states)))

    def _choose(self, device: str) -> None:
        self.points_wanted.emit(self._points.get(device, []))
