"""The racks of a room: looked at, and filled by hand."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMessageBox, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from app.domain.inventory.rooms.racks import Mount, Side, free_units, objection, span_text
from app.services.inventory.room_changes import mounting, unmounting
from app.services.inventory.rooms import Device, PortSign, RackRoom, read_ports, read_racks
from app.services.ports import InventoryReader
from widgets.foreign_texts import on_screen
from widgets.inventory.networks.canvas import Canvas
from widgets.inventory.rooms.canvas import RoomCanvas
from widgets.inventory.rooms.pane import RoomPane
from widgets.inventory.rooms.port_sheet import PortSheet
from widgets.inventory.rooms.rack_sheet import Ghost, RackSheet, Spot
from widgets.inventory.rooms.waiting import WaitingList
from widgets.inventory.rooms.words import choice_text, short_name
from widgets.labels import ElidedLabel
from widgets.scenes.bars import BarTexts, CommandBar, Look
from widgets.scenes.splits import KeptSplit
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate

_LIST_PX: Final = 230
_READABLE: Final = 0.9


class RackCommand(StrEnum):
    """What the bar of the racks offers."""

    FIT = "fit"
    IN = "in"
    OUT = "out"
    STOCK = "stock"
    REMOVE = "remove"
    SVG = "svg"
    PNG = "png"
    PRINT = "print"


_LOOKS: Final = {
    RackCommand.FIT: Look("mdi6.fit-to-page-outline", 0, needs_scene=False),
    RackCommand.IN: Look("mdi6.magnify-plus-outline", 2, needs_scene=False),
    RackCommand.OUT: Look("mdi6.magnify-minus-outline", 2, needs_scene=False),
    RackCommand.STOCK: Look("mdi6.tray-arrow-down", 1, is_switch=True, needs_scene=False),
    RackCommand.REMOVE: Look("mdi6.tray-remove", 3, needs_scene=False),
    RackCommand.SVG: Look("mdi6.svg", 4, needs_scene=False, starts_end=True),
    RackCommand.PNG: Look("mdi6.image-outline", 4, needs_scene=False),
    RackCommand.PRINT: Look("mdi6.printer-outline", 4, needs_scene=False),
}


def _bar_texts() -> BarTexts[RackCommand]:
    return BarTexts(
        _tr("rooms", "Werkzeuge der Schränke"),
        {
            RackCommand.FIT: _tr("rooms", "Alles zeigen"),
            RackCommand.IN: _tr("rooms", "Vergrößern"),
            RackCommand.OUT: _tr("rooms", "Verkleinern"),
            RackCommand.STOCK: _tr("rooms", "Lager zeigen"),
            RackCommand.REMOVE: _tr("rooms", "Aus dem Schrank nehmen …"),
            RackCommand.SVG: _tr("rooms", "Als SVG speichern …"),
            RackCommand.PNG: _tr("rooms", "Als PNG speichern …"),
            RackCommand.PRINT: _tr("rooms", "Drucken …"),
        },
        {
            RackCommand.FIT: _tr("rooms", "Taste 0; Plus und Minus ändern die Größe."),
            RackCommand.REMOVE: _tr("rooms", "Taste Entf; gemeint ist das ausgewählte Gerät."),
        },
    )


class RackPane(RoomPane):
    """Racks front and rear; devices are dragged to units, faces and racks."""

    ICON = "mdi6.server"
    KINDS = frozenset({"asset", "rack", "space", "site", "school", "port"})
    TOUCHING = frozenset({"asset", "asset_type", "rack", "space", "site", "port", "link"})

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = RoomCanvas()
        self.canvas.readable = _READABLE
        self.rooms = QComboBox()
        self.title = ElidedLabel()
        self.bar: CommandBar[RackCommand] = CommandBar(_LOOKS, _bar_texts)
        self.stock = WaitingList()
        self.face = Canvas()
        self.face_title = QLabel()
        self.room: RackRoom | None = None
        self.sheet: RackSheet | None = None
        self._faced: Device | None = None
        self._space: str | None = None
        self._arrange()
        self._connect()
        self.bar.show_switch(RackCommand.STOCK, is_on=True)
        self.retranslate()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(3 * GRID, GRID, 2 * GRID, GRID)
        head.addWidget(self.title, 1)
        head.addWidget(self.rooms)
        head.addWidget(self.bar, 2)
        self.rooms.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.title.setObjectName("muted")
        self.face_title.setObjectName("muted")
        self.face_title.setContentsMargins(3 * GRID, GRID, 3 * GRID, 0)
        self.face.setFixedHeight(3 * self.fontMetrics().height() + 12 * GRID)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.canvas, self.hint, self.face_title, self.face):
            column.addWidget(widget)
        column.setStretch(0, 1)
        self.split = KeptSplit(Qt.Orientation.Horizontal)
        self.split.addWidget(left)
        self.split.addWidget(self.stock)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([10 * _LIST_PX, _LIST_PX])
        whole = QVBoxLayout(self.content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.split, 1)
        self._show_face(())

    def _connect(self) -> None:
        self.bar.triggered.connect(self._do)
        self.rooms.activated.connect(self._choose_room)
        self.canvas.picked.connect(self._pick)
        self.canvas.opened.connect(self._open)
        self.canvas.item_dragged.connect(lambda item, place: self._carry(self._device(item), place))
        self.canvas.item_dropped.connect(lambda item, place: self._drop(self._device(item), place))
        self.canvas.asset_dragged.connect(lambda uid, at: self._carry(self.stock.device(uid), at))
        self.canvas.asset_dropped.connect(lambda uid, at: self._drop(self.stock.device(uid), at))
        self.canvas.drag_ended.connect(self._end_drag)
        self.canvas.nudged.connect(self._nudge)
        self.canvas.removal_wanted.connect(self._remove)
        self.stock.chosen.connect(self._mount_somewhere)
        self.stock.device_selected.connect(lambda device: self.keys_selected.emit([device.key]))
        self.face.picked.connect(self._pick_port)
        self.face.opened.connect(self._open_port)

    # ---- reading ---------------------------------------------------------------------------------
    @override
    def question(self, key: Key) -> Callable[[InventoryReader], object | None]:
        return partial(_read, key=key, at_us=self.moment, space=self._space)

    @override
    def forget_choice(self) -> None:
        self._space = None

    @override
    def show_answer(self, answer: RackRoom, *, is_kept: bool) -> None:
        is_same = is_kept and self.room is not None and self.room.space == answer.space
        self.room = answer
        self.sheet = RackSheet(answer.racks, answer.site_title, self.canvas.font())
        self.canvas.show_sheet(self.sheet, keep=is_same)
        items = enumerate(self.sheet.items)
        is_open = self.moment is None
        self.canvas.carried = {n for n, item in items if item.device is not None and is_open}
        self.title.setText(answer.site_title)
        self.rooms.clear()
        for uid, title in answer.rooms:
            self.rooms.addItem(title or self.tr("ohne Raum"), uid)
        self.rooms.setCurrentIndex(self.rooms.findData(answer.space))
        self.rooms.setVisible(len(answer.rooms) > 1)
        site = answer.site_title
        self.stock.show_devices(answer.stock, partial(_line_of, answer.stores, site))
        if self.moment is None:
            self.bar.set_closed(RackCommand.REMOVE, "")
        else:
            self.bar.set_closed(RackCommand.REMOVE, self.why_closed())

    @override
    def shown_keys(self) -> set[Key]:
        return set() if self.sheet is None else {item.key for item in self.sheet.items}

    @override
    def mark(self) -> None:
        if self.sheet is None:
            return
        wanted = set(self.keys)
        items = {n for n, item in enumerate(self.sheet.items) if item.key in wanted}
        self.canvas.select(items)
        if items:
            self.canvas.reveal(min(items))
        self._face_of(min(items, default=-1))

    @override
    def show_live(self) -> None:
        if self.sheet is None:
            return
        states = self.judged([item.device for item in self.sheet.items])
        if states != self.sheet.states:
            self.sheet.states = states
            self.canvas.update()

    @override
    def empty_sentence(self) -> str:
        return self.tr("Bitte wählen Sie einen Schrank, ein Gerät, einen Raum oder Standort.")

    @override
    def nothing_sentence(self) -> str:
        if self.moment is not None:
            return self.tr("Zu diesem Zeitpunkt war hier kein Schrank vermerkt.")
        return self.tr("Hier ist im Bestand kein Schrank vermerkt.")

    # ---- selection -------------------------------------------------------------------------------
    def _device(self, item: int) -> Device | None:
        if self.sheet is None or not 0 <= item < len(self.sheet.items):
            return None
        return self.sheet.items[item].device

    def _pick(self, item: int, is_added: bool) -> None:  # noqa: FBT001 - a signal's own form
        if self.sheet is None or item < 0:
            return
        items = sorted(self.canvas.marks.selected) if is_added else [item]
        self.keys = tuple(self.sheet.items[one].key for one in items)
        self._face_of(item)
        self.keys_selected.emit(list(self.keys))

    def _open(self, item: int) -> None:
        if self.sheet is not None:
            self.open_requested.emit(self.sheet.items[item].key)

    def _choose_room(self, index: int) -> None:
        self._space = str(self.rooms.itemData(index))
        self.ask()

    # ---- ports -----------------------------------------------------------------------------------
    def _face_of(self, item: int) -> None:
        """Show the ports of the device at an item; none when it is no device."""
        device = self._device(item)
        self._faced = device
        if device is None:
            self._show_face(())
            return
        uid, at_us = device.record.uid, self.moment
        self.read(
            lambda reader: read_ports(reader, uid, at_us),
            lambda ports: self._show_face(ports) if self._faced is device else None,
        )

    def _show_face(self, ports: tuple[PortSign, ...]) -> None:
        sheet = PortSheet(ports, self.face.font())
        self.face.show_sheet(sheet)
        name = self._faced.name if self._faced is not None and self.room is not None else ""
        self.face_title.setText(f"{name} · {sheet.summary()}" if ports else "")
        self.face.setVisible(bool(ports))
        self.face_title.setVisible(bool(ports))

    def _pick_port(self, item: int, _: object) -> None:
        if isinstance(self.face.sheet, PortSheet) and item >= 0:
            self.keys_selected.emit([self.face.sheet.ports[item].key])

    def _open_port(self, item: int) -> None:
        if isinstance(self.face.sheet, PortSheet):
            port = self.face.sheet.ports[item]
            self.open_requested.emit(port.link or port.key)

    # ---- moving ----------------------------------------------------------------------------------
    def _objection(self, device: Device, spot: Spot) -> str:
        closed = self.why_closed()
        if closed or self.room is None:
            return closed
        rack = self.room.racks[spot.rack]
        wanted = Mount(device.record.uid, device.name, spot.unit, device.height, spot.side)
        return on_screen(objection(rack.units, rack.mounts, wanted))

    def _carry(self, device: Device | None, place: QPointF) -> None:
        """Show where a device would land."""
        if self.sheet is None or device is None:
            return
        spot = self.sheet.spot_at(place, device.height)
        if spot is None:
            self._end_drag()
            self.hint.setText(self.tr("Hier steht kein Schrank."))
            return
        reason = self._objection(device, spot)
        self.sheet.ghost = Ghost(spot, device.height, device.name, reason)
        if reason:
            self.refuse(reason)
        else:
            self.hint.setText(self._spot_text(device, spot))
        self.canvas.update()

    def _spot_text(self, device: Device, spot: Spot) -> str:
        """Return a place in words, such as `Technik, HE 4 bis 5, vorn`."""
        if self.room is None:
            return ""
        rack = self.room.racks[spot.rack].record.text("name")
        mount = Mount("", "", spot.unit, device.height, spot.side)
        parts = [short_name(rack, self.room.site_title), on_screen(span_text(mount))]
        if not mount.is_beside:
            parts.append(choice_text("asset", "rack_side", spot.side.value))
        return ", ".join(parts)

    def _end_drag(self) -> None:
        self.hint.clear()
        if self.sheet is not None and self.sheet.ghost is not None:
            self.sheet.ghost = None
            self.canvas.update()

    def _drop(self, device: Device | None, place: QPointF) -> None:
        if self.sheet is None or device is None:
            return
        spot = self.sheet.spot_at(place, device.height)
        if spot is not None:
            self._mount(device, spot)

    def _mount(self, device: Device, spot: Spot) -> None:
        reason = self._objection(device, spot)
        if reason or self.room is None:
            self.refuse(reason)
            return
        changeset = mounting(device, self.room.racks[spot.rack].record, spot.unit, spot.side)
        told = self.tr("„{0}“ steht jetzt hier: {1}.")
        self.wish(changeset, told.format(device.name, self._spot_text(device, spot)))

    def _mount_somewhere(self, device: Device) -> None:
        """Mount a device of the stock at the first free place, from above."""
        if self.room is None:
            return
        wanted = Mount(device.record.uid, device.name, 1.0, device.height, Side.FRONT)
        for number, rack in enumerate(self.room.racks):
            unit = next(free_units(rack.units, rack.mounts, wanted), None)
            if device.height <= 0 or unit is not None:
                self._mount(device, Spot(number, Side.FRONT, unit if device.height > 0 else None))
                return
        self.refuse(self.tr("In keinem Schrank dieses Raums ist genug Platz."))

    def _nudge(self, right: int, down: int) -> None:
        """Move the current device a unit up or down, or to the next face or rack."""
        item = self.canvas.marks.current
        device = self._device(item)
        if device is None or self.sheet is None or self.room is None:
            return
        number, mount = self.sheet.items[item].rack, device.mount
        unit = None if mount.unit is None else mount.unit - down
        faces = 2 * number + (mount.side is Side.REAR) + right
        if device.height > 0 and unit is None:
            unit = 1.0
        if not 0 <= faces < 2 * len(self.room.racks):
            self.refuse(self.tr("Hier steht kein Schrank."))
            return
        side = Side.REAR if faces % 2 else Side.FRONT
        self._mount(device, Spot(faces // 2, side, unit if device.height > 0 else None))

    def _remove(self) -> None:
        device = self._device(self.canvas.marks.current)
        if device is None:
            self.hint.setText(self.tr("Bitte wählen Sie zuerst ein Gerät aus."))
            return
        closed = self.why_closed()
        if closed:
            self.refuse(closed)
        elif self.confirm(
            self.tr("„{0}“ aus dem Schrank nehmen? Das Gerät bleibt im Bestand.").format(
                device.name
            )
        ):
            told = self.tr("„{0}“ ist nicht mehr im Schrank.").format(device.name)
            self.wish(unmounting(device), told)

    def confirm(self, question: str) -> bool:
        """Ask a question; True for yes."""
        answer = QMessageBox.question(self, self.tr("Aus dem Schrank nehmen"), question)
        return answer == QMessageBox.StandardButton.Yes

    # ---- commands --------------------------------------------------------------------------------
    def _do(self, command: RackCommand, is_on: bool) -> None:  # noqa: FBT001 - a signal's own form
        acts: dict[RackCommand, Callable[[], object]] = {
            RackCommand.FIT: self.canvas.fit,
            RackCommand.IN: self.canvas.zoom_in,
            RackCommand.OUT: self.canvas.zoom_out,
            RackCommand.STOCK: lambda: self.stock.setVisible(is_on),
            RackCommand.REMOVE: self._remove,
            RackCommand.SVG: lambda: self._export(self.save_svg),
            RackCommand.PNG: lambda: self._export(self.save_png),
            RackCommand.PRINT: lambda: self._export(self.print_sheet),
        }
        acts[command]()

    def _export(self, write: Callable[[Any, str, Any], None]) -> None:
        if self.sheet is not None and self.room is not None:
            name = f"{self.tr('Schränke')} {self.room.site_title} {self.rooms.currentText()}"
            write(self.sheet, name.strip(), self.canvas.font())

    # ---- remembering, language, theme ------------------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {"split": self.split.saved(), "stock": not self.stock.isHidden()}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.split.take_saved(state.get("split"))
        is_shown = state.get("stock") is not False
        self.stock.setVisible(is_shown)
        self.bar.show_switch(RackCommand.STOCK, is_on=is_shown)

    @override
    def retranslate(self) -> None:
        self.canvas.setAccessibleName(self.tr("Schränke, vorn und hinten"))
        self.face.setAccessibleName(self.tr("Anschlüsse des ausgewählten Geräts"))
        self.rooms.setAccessibleName(self.tr("Raum"))
        self.rooms.setToolTip(self.tr("Der Raum, dessen Schränke gezeigt werden."))
        self.stock.set_words(
            self.tr("Im Lager, zum Hineinziehen"),
            self.tr("Im Lager suchen"),
            self.tr("Weder am Standort noch in einem Lager liegt ein Gerät für Schränke bereit."),
        )
        super().retranslate()

    @override
    def apply_theme(self) -> None:
        self.canvas.update()
        self.face.update()


def _line_of(stores: Mapping[str, str], site: str, device: Device) -> str:
    """Return a line of the stock: what a device is called, and the store where it lies."""
    name = short_name(device.name, site)
    store = stores.get(device.record.text("site"), "")
    return f"{name} · {store}" if store else name


def _read(
    reader: InventoryReader, key: Key, at_us: int | None, space: str | None
) -> RackRoom | None:
    """Read the racks, in the thread; None where there are none."""
    room = read_racks(reader, key, at_us, space)
    return room if room is not None and room.racks else None
