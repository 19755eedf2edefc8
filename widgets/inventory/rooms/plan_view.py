"""The plan of a floor as it is looked at: read, floor by floor, selected, with live values."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.records import Key
from app.services.inventory.floors import FloorPlan, read_floor
from app.services.inventory.rooms import Device
from app.services.ports import InventoryReader
from widgets.inventory.rooms.canvas import RoomCanvas
from widgets.inventory.rooms.pane import RoomPane
from widgets.inventory.rooms.plan_bar import PlanBar, PlanCommand
from widgets.inventory.rooms.plan_pictures import PictureShelf
from widgets.inventory.rooms.plan_sheet import LEAST_ZOOM, PlanSheet
from widgets.inventory.rooms.waiting import WaitingList
from widgets.inventory.rooms.words import short_name
from widgets.scenes.splits import KeptSplit

_LIST_PX: Final = 240


@dataclass(frozen=True, slots=True)
class _Answer:
    plan: FloorPlan
    picture: QImage | None
    trouble: str


class PlanView(RoomPane):
    """A floor with its rooms and devices."""

    ICON = "mdi6.floor-plan"
    KINDS = frozenset({"asset", "rack", "space", "site", "school", "port"})
    TOUCHING = frozenset({"asset", "asset_type", "space", "site"})

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = RoomCanvas()
        self.canvas.readable = LEAST_ZOOM
        self.bar = PlanBar()
        self.waiting = WaitingList()
        self.plan: FloorPlan | None = None
        self.sheet: PlanSheet | None = None
        self.plan_folder: Path | None = None
        self._shelf = PictureShelf()
        self._picture: QImage | None = None
        self._trouble = ""
        self._floor = ""
        self._arrange()
        self._connect_view()
        self.bar.commands.show_switch(PlanCommand.WAITING, is_on=True)
        self.retranslate()

    def _arrange(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.hint)
        self.split = KeptSplit(Qt.Orientation.Horizontal)
        self.split.addWidget(left)
        self.split.addWidget(self.waiting)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([10 * _LIST_PX, _LIST_PX])
        whole = QVBoxLayout(self.content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.split, 1)

    def _connect_view(self) -> None:
        self.bar.floor_chosen.connect(self.show_floor)
        self.bar.kinds_changed.connect(lambda: self._draw(is_kept=True))
        self.bar.ring_changed.connect(self.show_rings)
        self.canvas.picked.connect(self._pick)
        self.canvas.opened.connect(self._open)
        self.waiting.device_selected.connect(lambda device: self.keys_selected.emit([device.key]))

    # ---- what the console tells ------------------------------------------------------------------
    def set_plan_folder(self, folder: Path | None) -> None:
        """Take where pictures of floors lie; records name only the file in it."""
        self.plan_folder = folder
        self.ask_again()

    # ---- reading ---------------------------------------------------------------------------------
    @override
    def question(self, key: Key) -> Callable[[InventoryReader], object | None]:
        return partial(
            _read,
            key=key,
            at_us=self.moment,
            floor=self._floor,
            picture=self._read_picture(self.plan_folder),
        )

    def _read_picture(self, folder: Path | None) -> Callable[[str], QImage | None]:
        """Return what reads a picture by its name, in the thread; None for no picture."""
        shelf = self._shelf

        def read(name: str) -> QImage | None:
            # Only the name counts: a record must not lead out of the folder.
            return shelf.read(folder / Path(name).name) if name and folder is not None else None

        return read

    @override
    def forget_choice(self) -> None:
        self._floor = ""

    @override
    def show_answer(self, answer: _Answer, *, is_kept: bool) -> None:
        before = self.plan.floor.uid if self.plan is not None and self.plan.floor else ""
        is_same = answer.plan.floor is not None and answer.plan.floor.uid == before
        self.plan, self._picture, self._trouble = answer.plan, answer.picture, answer.trouble
        self.bar.show_plan(answer.plan)
        self._show_chances()
        self._draw(is_kept=is_kept and is_same)
        site = answer.plan.site_title
        self.waiting.show_devices(answer.plan.waiting, partial(_line_of, answer.plan, site))

    def _draw(self, *, is_kept: bool) -> None:
        if self.plan is None:
            return
        measured = self.sheet.measured if self.sheet is not None and is_kept else []
        seen = self.bar.seen(self.plan.placed)
        self.sheet = PlanSheet(self.plan, seen, self._picture, self.canvas.font())
        self.sheet.ring_m = self.bar.ring_m
        self.sheet.measured = measured
        self.canvas.show_sheet(self.sheet, keep=is_kept)
        rooms = len(self.sheet.rooms)
        is_open = self.moment is None
        self.canvas.carried = set(range(rooms, self.sheet.count)) if is_open else set()
        self.mark()
        self.show_live()

    def _show_chances(self) -> None:
        past = self.why_closed() if self.moment is not None else ""
        commands = self.bar.commands
        no_folder = self.tr("Ein Ordner für Grundrisse ist nicht eingerichtet.")
        no_picture = self.tr("Diese Etage hat kein Bild; ihr Maßstab steht fest.")
        commands.set_closed(PlanCommand.REMOVE, past)
        commands.set_closed(
            PlanCommand.PICTURE, past or ("" if self.plan_folder is not None else no_folder)
        )
        commands.set_closed(
            PlanCommand.SCALE, past or ("" if self._picture is not None else no_picture)
        )

    @override
    def shown_keys(self) -> set[Key]:
        if self.sheet is None:
            return set()
        return {self.sheet.key(item) for item in range(self.sheet.count)}

    @override
    def mark(self) -> None:
        if self.sheet is None:
            return
        wanted = set(self.keys)
        items = {n for n in range(self.sheet.count) if self.sheet.key(n) in wanted}
        self.canvas.select(items)
        if items:
            self.canvas.reveal(max(items))

    @override
    def show_live(self) -> None:
        if self.sheet is None:
            return
        states = self.judged([self.sheet.device(item) for item in range(self.sheet.count)])
        if states != self.sheet.states:
            self.sheet.states = states
            self.canvas.update()

    @override
    def notice(self) -> tuple[str, str, str]:
        if self._trouble:
            return "mdi6.image-off-outline", self._trouble, ""
        floor = self.plan.floor if self.plan is not None else None
        is_unscaled = floor is not None and not floor.number("plan_width_m")
        if self._picture is not None and is_unscaled and self.moment is None:
            sentence = self.tr("Der Maßstab dieses Bildes ist nicht bekannt; Längen sind geraten.")
            return "mdi6.ruler", sentence, self.tr("Maßstab setzen")
        return super().notice()

    @override
    def empty_sentence(self) -> str:
        return self.tr("Bitte wählen Sie eine Etage, einen Raum, ein Gerät oder einen Standort.")

    @override
    def nothing_sentence(self) -> str:
        if self.moment is not None:
            return self.tr("Zu diesem Zeitpunkt war hier keine Etage vermerkt.")
        return self.tr("Hier ist im Bestand keine Etage vermerkt.")

    def show_rings(self) -> None:
        """Show how far access points reach, as the bar says."""
        self.bar.ring.setVisible(self.bar.ring_m > 0)
        if self.sheet is not None:
            self.sheet.ring_m = self.bar.ring_m
            self.canvas.update()

    # ---- floors ----------------------------------------------------------------------------------
    def show_floor(self, uid: str) -> None:
        """Show another floor of the site."""
        self._floor = uid
        self.ask()

    def go(self, up: int) -> None:
        """Show the floor above (1) or below (-1) in the same building."""
        if self.plan is None or self.plan.floor is None:
            return
        here = self.plan.floor
        same = [one for one, _ in self.plan.floors if one.get("parent") == here.get("parent")]
        place = next(n for n, one in enumerate(same) if one.uid == here.uid) + up
        if 0 <= place < len(same):
            self.show_floor(same[place].uid)
        elif up > 0:
            self.hint.setText(self.tr("Darüber liegt in diesem Gebäude keine Etage."))
        else:
            self.hint.setText(self.tr("Darunter liegt in diesem Gebäude keine Etage."))

    # ---- selection -------------------------------------------------------------------------------
    def device(self, item: int) -> Device | None:
        """Return the device of an item; None of a room or of nothing."""
        return self.sheet.device(item) if self.sheet is not None else None

    def _pick(self, item: int, is_added: bool) -> None:  # noqa: FBT001 - a signal's own form
        if self.sheet is None or item < 0:
            return
        items = sorted(self.canvas.marks.selected) if is_added else [item]
        self.keys = tuple(self.sheet.key(one) for one in items)
        self.keys_selected.emit(list(self.keys))

    def _open(self, item: int) -> None:
        if self.sheet is not None and not self.canvas.has_tool:
            self.open_requested.emit(self.sheet.key(item))

    # ---- remembering, language, theme ------------------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {
            "split": self.split.saved(),
            "waiting": not self.waiting.isHidden(),
            "hidden": sorted(self.bar.hidden),
            "ring_m": self.bar.ring.value(),
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.split.take_saved(state.get("split"))
        is_shown = state.get("waiting") is not False
        self.waiting.setVisible(is_shown)
        self.bar.commands.show_switch(PlanCommand.WAITING, is_on=is_shown)
        hidden, ring = state.get("hidden"), state.get("ring_m")
        if isinstance(hidden, list):
            self.bar.hidden = {str(kind) for kind in hidden}
        if isinstance(ring, int | float):
            self.bar.ring.setValue(float(ring))

    @override
    def retranslate(self) -> None:
        self.canvas.setAccessibleName(self.tr("Grundriss der Etage"))
        self.bar.retranslate()
        self.waiting.set_words(
            self.tr("Ohne Lage, zum Hineinziehen"),
            self.tr("Geräte ohne Lage suchen"),
            self.tr("Alle Geräte dieser Etage haben eine Lage."),
        )
        super().retranslate()

    @override
    def apply_theme(self) -> None:
        self.canvas.update()


def _line_of(plan: FloorPlan, site: str, device: Device) -> str:
    """Return a line of the list: what a device is called and in which room it is."""
    space = device.record.text("space")
    rooms = (room.record for room in plan.rooms if room.record.uid == space)
    room = next((one.text("number") or one.text("name") for one in rooms), "")
    name = short_name(device.name, site)
    return f"{name} · {room}" if room and room not in name else name


def _read(
    reader: InventoryReader,
    key: Key,
    at_us: int | None,
    floor: str,
    picture: Callable[[str], QImage | None],
) -> _Answer | None:
    """Read a floor and its picture, in the thread; None where there is no floor."""
    plan = read_floor(reader, key, at_us, floor)
    if plan is None or plan.floor is None:
        return None
    try:
        return _Answer(plan, picture(plan.floor.text("plan_image")), "")
    except OSError as error:
        return _Answer(plan, None, str(error))
