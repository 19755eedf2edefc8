"""The list of devices that wait for a place: found by words, dragged out or placed by Return."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.inventory.rooms import Device
from widgets.filter_box import FilterBox
from widgets.folding import fold
from widgets.inventory.networks.words import icon_of
from widgets.inventory.rooms.canvas import asset_mime
from widgets.inventory.rooms.words import choice_text, device_tip
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_DEVICE = Qt.ItemDataRole.UserRole


class _List(QListWidget):
    """Lines that can be dragged out."""

    chosen = Signal(object)

    @override
    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        return asset_mime(items[0].data(_DEVICE).record.uid) if items else QMimeData()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            self.chosen.emit(item.data(_DEVICE))
        else:
            super().keyPressEvent(event)


class WaitingList(QWidget):
    """Devices without a place.

    Signals:
        chosen: A device is to get a place by itself: Return or a double click (Device).
        device_selected: A device was selected in the list (Device).
    """

    chosen = Signal(object)
    device_selected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.box = FilterBox()
        self.list = _List()
        self.empty = QLabel()
        self._devices: tuple[Device, ...] = ()
        self._name_of: Callable[[Device], str] = lambda device: device.name
        self._sentence = ""
        self.title.setObjectName("muted")
        self.empty.setObjectName("muted")
        for label in (self.title, self.empty):
            label.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.list.setIconSize(QSize(16, 16))
        self.list.setDragEnabled(True)
        self.list.setDragDropMode(QListWidget.DragDropMode.DragOnly)
        self.list.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        for widget in (self.title, self.box, self.empty, self.list):
            column.addWidget(widget)
        column.setStretch(3, 1)
        self.box.textChanged.connect(self._fill)
        self.box.left.connect(self.list.setFocus)
        self.list.chosen.connect(self.chosen)
        self.list.itemDoubleClicked.connect(lambda item: self.chosen.emit(item.data(_DEVICE)))
        self.list.itemClicked.connect(lambda item: self.device_selected.emit(item.data(_DEVICE)))
        theme().changed.connect(self._fill)

    def set_words(self, title: str, search: str, sentence: str) -> None:
        """Take the words: heading, what the box looks for, what is said of an empty list."""
        self.title.setText(title)
        self.box.setPlaceholderText(search)
        self.box.setAccessibleName(search)
        self.list.setAccessibleName(title)
        self._sentence = sentence
        self.empty.setText(sentence)

    def show_devices(self, devices: tuple[Device, ...], name_of: Callable[[Device], str]) -> None:
        """Show other devices.

        Args:
            devices: The devices.
            name_of: What a line says of a device.
        """
        self._devices, self._name_of = devices, name_of
        self._fill()

    def device(self, uid: str) -> Device | None:
        """Return a device of the list."""
        return next((one for one in self._devices if one.record.uid == uid), None)

    def _fill(self) -> None:
        wanted = fold(self.box.text()).split()
        self.list.clear()
        for device in self._devices:
            text = self._name_of(device)
            whole = fold(f"{text} {device.record.text('tag')} {device.model}")
            if all(word in whole for word in wanted):
                item = QListWidgetItem(icon(icon_of(device.kind)), text)
                item.setData(_DEVICE, device)
                state = choice_text("asset", "state", device.record.get("state"))
                item.setToolTip(device_tip(device, 0))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {state}")
                self.list.addItem(item)
        for widget in (self.box, self.list):
            widget.setVisible(bool(self._devices))
        self.empty.setVisible(not self._devices)
