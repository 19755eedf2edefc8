"""The plan of a floor: looked at, measured, and filled by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QPointF, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QInputDialog,
    QMessageBox,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.rooms.outlines import Corner, bounds, length, middle
from app.services.inventory.room_changes import picturing, placing, unplacing
from app.services.inventory.rooms import Device
from widgets.inventory.rooms.plan_bar import PlanCommand
from widgets.inventory.rooms.plan_pictures import SUFFIXES
from widgets.inventory.rooms.plan_places import PlanGhost
from widgets.inventory.rooms.plan_view import PlanView
from widgets.inventory.rooms.words import metres_text

_NUDGE_M: Final = 0.25
_MOST_M: Final = 2_000.0
_BOTH_ENDS: Final = 2


@dataclass(frozen=True, slots=True)
class PlanCopy:
    """A picture that is to be copied into the folder of plans.

    Attributes:
        source: The file the person chose.
        done: To be told the name it has there, or None when it could not be copied.
    """

    source: Path
    done: Callable[[str | None], None]


class PlanPane(PlanView):
    """A floor whose devices are dragged to their places; it is measured, and gets its picture.

    Signals:
        plan_copy_requested: A picture is to be copied into the folder of plans (`PlanCopy`).
    """

    plan_copy_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_scaling = False
        self._connect()

    def _connect(self) -> None:
        canvas = self.canvas
        self.bar.commands.triggered.connect(self._do)
        self.bar.commands.listen_on(canvas)
        canvas.item_dragged.connect(lambda item, place: self._carry(self.device(item), place))
        canvas.item_dropped.connect(lambda item, place: self._drop(self.device(item), place))
        canvas.asset_dragged.connect(lambda uid, at: self._carry(self.waiting.device(uid), at))
        canvas.asset_dropped.connect(lambda uid, at: self._drop(self.waiting.device(uid), at))
        canvas.drag_ended.connect(self._end_drag)
        canvas.tool_clicked.connect(self._set_corner)
        canvas.nudged.connect(self._nudge)
        canvas.removal_wanted.connect(self._remove)
        canvas.cancelled.connect(self._end_tool)
        self.waiting.chosen.connect(self._place_somewhere)
        self.stage.action_requested.connect(self._begin_scale)

    # ---- moving ----------------------------------------------------------------------------------
    def _ghost(self, device: Device, place: Corner) -> PlanGhost:
        """Return where a device would land, and in which room it would be then."""
        sheet = self.sheet
        if sheet is None or self.plan is None or self.plan.floor is None:
            return PlanGhost(device, place, "", self.nothing_sentence())
        reason = self.why_closed()
        if not reason and not sheet.is_on(*place):
            reason = self.tr("Das liegt außerhalb des Grundrisses.")
        room = sheet.room_at(*place)
        if room is not None:
            return PlanGhost(device, place, room.record.uid, reason)
        here = {one.record.uid for one in self.plan.rooms} | {self.plan.floor.uid}
        space = device.record.text("space")
        return PlanGhost(device, place, space if space in here else self.plan.floor.uid, reason)

    def _carry(self, device: Device | None, place: QPointF) -> None:
        """Show where a device would land, and say in which room."""
        if device is None or self.sheet is None:
            return
        ghost = self._ghost(device, self.sheet.to_metres(place))
        self.sheet.ghost = ghost
        if ghost.reason:
            self.refuse(ghost.reason)
        else:
            self.hint.setText(self._place_text(ghost))
        self.canvas.update()

    def _place_text(self, ghost: PlanGhost) -> str:
        x, y = ghost.place
        words = self.tr("{0} nach rechts, {1} nach unten")
        text = words.format(metres_text(x), metres_text(y))
        name = self._space_name(ghost.room)
        if ghost.room == ghost.device.record.text("space"):
            return f"{text} · {name}"
        before = self._space_name(ghost.device.record.text("space"))
        if before:
            change = self.tr("der Raum wechselt von „{0}“ zu „{1}“").format(before, name)
        else:
            change = self.tr("der Raum wird „{0}“").format(name)
        return f"{text} · {change}"

    def _space_name(self, uid: str) -> str:
        if self.plan is None:
            return ""
        if self.plan.floor is not None and self.plan.floor.uid == uid:
            return self.plan.floor.text("name")
        rooms = (room.record for room in self.plan.rooms if room.record.uid == uid)
        return next((room.text("name") for room in rooms), "")

    def _end_drag(self) -> None:
        self.hint.clear()
        if self.sheet is not None and self.sheet.ghost is not None:
            self.sheet.ghost = None
            self.canvas.update()

    def _drop(self, device: Device | None, place: QPointF) -> None:
        if device is not None and self.sheet is not None:
            self._place(device, self.sheet.to_metres(place))

    def _place(self, device: Device, place: Corner) -> None:
        ghost = self._ghost(device, place)
        if ghost.reason:
            self.refuse(ghost.reason)
            return
        told = self.tr("„{0}“: {1}.").format(device.name, self._place_text(ghost))
        self.wish(placing(device, *place, ghost.room), told)

    def _place_somewhere(self, device: Device) -> None:
        """Place a device in the middle of its room, else of the selected one, else of the floor."""
        if self.sheet is None or self.plan is None:
            return
        wanted = (device.record.text("space"), *(key.uid for key in self.keys))
        rings = next((one.rings for one in self.sheet.drawn if one.record.uid in wanted), ())
        if rings:
            self._place(device, middle(rings))
            return
        _, _, right, bottom = bounds([((0.0, 0.0), self.sheet.extent)])
        self._place(device, (right / 2, bottom / 2))

    def _nudge(self, right: int, down: int) -> None:
        device = self.device(self.canvas.marks.current)
        if device is not None and self.sheet is not None:
            x, y = self.sheet.place_of(device)
            self._place(device, (x + right * _NUDGE_M, y + down * _NUDGE_M))

    def _remove(self) -> None:
        device = self.device(self.canvas.marks.current)
        closed = self.why_closed()
        if device is None:
            self.hint.setText(self.tr("Bitte wählen Sie zuerst ein Gerät aus."))
        elif closed:
            self.refuse(closed)
        elif self.confirm(
            self.tr("„{0}“ aus dem Grundriss nehmen? Das Gerät bleibt in seinem Raum.").format(
                device.name
            )
        ):
            told = self.tr("„{0}“ hat keine Lage im Grundriss mehr.").format(device.name)
            self.wish(unplacing(device), told)

    def confirm(self, question: str) -> bool:
        """Ask a question; True for yes."""
        answer = QMessageBox.question(self, self.tr("Aus dem Grundriss nehmen"), question)
        return answer == QMessageBox.StandardButton.Yes

    @override
    def show_floor(self, uid: str) -> None:
        self._end_tool()
        super().show_floor(uid)

    # ---- measuring and scale ---------------------------------------------------------------------
    def _begin_tool(self, sentence: str) -> None:
        self.canvas.has_tool = True
        self.canvas.setFocus()
        self.hint.setText(sentence)
        if self.sheet is not None:
            self.sheet.measured = []
        self.canvas.update()

    def _end_tool(self) -> None:
        self.canvas.has_tool = self._is_scaling = False
        self.bar.commands.show_switch(PlanCommand.MEASURE, is_on=False)
        self.hint.clear()
        if self.sheet is not None:
            self.sheet.measured = []
        self.canvas.update()

    def _begin_scale(self) -> None:
        self._end_tool()
        self._is_scaling = True
        self._begin_tool(
            self.tr("Bitte klicken Sie zwei Punkte an, deren Abstand Sie kennen; Esc bricht ab.")
        )

    def _set_corner(self, place: QPointF) -> None:
        if self.sheet is None:
            return
        self.sheet.measured = [*self.sheet.measured, self.sheet.to_metres(place)]
        self.canvas.update()
        if not self._is_scaling:
            words = self.tr("Länge: {0}")
            self.hint.setText(words.format(metres_text(length(self.sheet.measured))))
        elif len(self.sheet.measured) == _BOTH_ENDS:
            self._take_scale(length(self.sheet.measured))

    def _take_scale(self, drawn: float) -> None:
        """Ask how long a drawn line (m by the scale so far) is, and set the scale by it."""
        wide, high = self.sheet.extent if self.sheet is not None else (0.0, 0.0)
        floor = self.plan.floor if self.plan is not None else None
        real = self.ask_length(drawn)
        self._end_tool()
        if real is None or floor is None or drawn <= 0:
            return
        size = (wide * real / drawn, high * real / drawn)
        told = self.tr("Der Grundriss ist jetzt {0} breit.").format(metres_text(size[0]))
        self.wish(picturing(floor, floor.text("plan_image"), size), told)

    def ask_length(self, drawn: float) -> float | None:
        """Ask how long a line is, m; None when the person gives up."""
        label = self.tr("Abstand der beiden Punkte in Metern:")
        title = self.tr("Maßstab setzen")
        value, is_given = QInputDialog.getDouble(self, title, label, drawn, 0.01, _MOST_M, 2)
        return value if is_given else None

    # ---- the picture -----------------------------------------------------------------------------
    def _choose_picture(self) -> None:
        path = self.ask_picture()
        if path is None or self.plan_folder is None:
            return
        if path.parent == self.plan_folder:
            self._take_picture(path.name)
        else:
            self.plan_copy_requested.emit(PlanCopy(path, self._take_picture))

    def _take_picture(self, name: str | None) -> None:
        if name is not None and self.plan is not None and self.plan.floor is not None:
            told = self.tr("„{0}“ ist jetzt das Bild dieser Etage.").format(name)
            self.wish(picturing(self.plan.floor, name), told)

    def ask_picture(self) -> Path | None:
        """Ask which picture a floor is to have; None when the person gives up."""
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        words = self.tr("Grundrisse ({0})").format(kinds)
        title = self.tr("Bild des Grundrisses wählen")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(self.plan_folder or ""), words)
        return Path(chosen) if chosen else None

    # ---- commands --------------------------------------------------------------------------------
    def _do(self, command: PlanCommand, is_on: bool) -> None:  # noqa: FBT001 - a signal's own form
        acts: dict[PlanCommand, Callable[[], object]] = {
            PlanCommand.UP: lambda: self.go(1),
            PlanCommand.DOWN: lambda: self.go(-1),
            PlanCommand.FIT: self.canvas.fit,
            PlanCommand.IN: self.canvas.zoom_in,
            PlanCommand.OUT: self.canvas.zoom_out,
            PlanCommand.MEASURE: lambda: self._measure(is_on=is_on),
            PlanCommand.RINGS: self.show_rings,
            PlanCommand.WAITING: lambda: self.waiting.setVisible(is_on),
            PlanCommand.REMOVE: self._remove,
            PlanCommand.PICTURE: self._choose_picture,
            PlanCommand.SCALE: self._begin_scale,
            PlanCommand.SVG: lambda: self._export(self.save_svg),
            PlanCommand.PNG: lambda: self._export(self.save_png),
            PlanCommand.PRINT: lambda: self._export(self.print_sheet),
        }
        acts[command]()

    def _measure(self, *, is_on: bool) -> None:
        if is_on:
            self._is_scaling = False
            self._begin_tool(self.tr("Bitte klicken Sie die Punkte der Strecke an; Esc beendet."))
        else:
            self._end_tool()

    def _export(self, write: Callable[[Any, str, Any], None]) -> None:
        if self.sheet is not None and self.plan is not None:
            name = f"{self.plan.site_title} {self.bar.floors.currentText()}"
            write(self.sheet, name.strip(), self.canvas.font())
