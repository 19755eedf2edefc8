"""Where what stands on a floor lies, and what is said of it."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainterPath, QPolygonF
from typing_extensions import override

from app.domain.inventory.records import Key
from app.domain.inventory.rooms.outlines import Corner, bounds, holds
from app.services.inventory.floors import FloorPlan, PlanRoom
from app.services.inventory.rooms import Device
from widgets.inventory.networks.canvas import Sheet
from widgets.inventory.networks.live import UNKNOWN
from widgets.inventory.rooms.words import choice_text, device_tip
from widgets.texts import count
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate

PX: Final = 24.0
"""Pixels of the sheet for a metre."""
RADIUS: Final = 11.0
"""Of a device at zoom 1, px."""
_MARGIN: Final = 6.0 * GRID
_GUESSED_M: Final = 50.0
"""Width of a picture whose width nobody said."""
_LEAST_M: Final = 5.0
_LIST_SHARE: Final = 1.4
"""The list under the plan is to be read while all of the plan is seen."""


@dataclass(frozen=True, slots=True)
class PlanGhost:
    """Where a device that is carried would land.

    Attributes:
        device: The device.
        place: Where, m.
        room: Uid of the room there; empty for none.
        reason: Why it cannot land there; empty when it can.
    """

    device: Device
    place: Corner
    room: str
    reason: str


class PlanPlaces(Sheet):
    """Items of a floor and their places: its rooms, then its devices.

    Args:
        plan: The floor.
        devices: Those of its devices that are to be seen.
        picture: Its picture; None when it is drawn from its rooms.
        font: The font of the canvas.
    """

    def __init__(
        self, plan: FloorPlan, devices: tuple[Device, ...], picture: QImage | None, font: QFont
    ) -> None:
        self.plan, self.devices, self.picture = plan, devices, picture
        self.ghost: PlanGhost | None = None
        self.ring_m = 0.0
        self.measured: list[Corner] = []
        self.font, self.bold = font, QFont(font)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.metrics = QFontMetricsF(font)
        self.list_font = QFont(font)
        self.list_font.setPointSizeF(font.pointSizeF() * _LIST_SHARE)
        self.zoom = 1.0
        self.extent = _extent(plan, picture)
        self.drawn = [room for room in plan.rooms if room.rings]
        self.listed = [room for room in plan.rooms if not room.rings]
        self.rooms = [*self.drawn, *self.listed]
        self.shapes = [self._shape(room) for room in self.drawn]
        self.rows = self._list_rows()
        self.states = [UNKNOWN] * self.count

    # ---- places ----------------------------------------------------------------------------------
    @staticmethod
    def to_px(x: float, y: float) -> QPointF:
        """Return the place of the sheet for metres."""
        return QPointF(x * PX + _MARGIN, y * PX + _MARGIN)

    @staticmethod
    def to_metres(place: QPointF) -> Corner:
        """Return metres for a place of the sheet."""
        return (place.x() - _MARGIN) / PX, (place.y() - _MARGIN) / PX

    def _shape(self, room: PlanRoom) -> QPainterPath:
        path = QPainterPath()
        for ring in room.rings:
            path.addPolygon(QPolygonF([self.to_px(*corner) for corner in ring]))
            path.closeSubpath()
        return path

    def room_at(self, x: float, y: float) -> PlanRoom | None:
        """Return the room at a place (m); the smallest where one lies in another."""
        found = [room for room in self.drawn if holds(room.rings, x, y)]
        return min(found, key=_box_area, default=None)

    def is_on(self, x: float, y: float) -> bool:
        """Tell whether a place (m) is on the plan."""
        wide, high = self.extent
        return 0 <= x <= wide and 0 <= y <= high

    def key(self, item: int) -> Key:
        """Return the record of an item."""
        if item < len(self.rooms):
            return Key("space", self.rooms[item].record.uid)
        return self.devices[item - len(self.rooms)].key

    def device(self, item: int) -> Device | None:
        """Return the device of an item; None of a room."""
        place = item - len(self.rooms)
        return self.devices[place] if 0 <= place < len(self.devices) else None

    @staticmethod
    def place_of(device: Device) -> Corner:
        """Return where a device is, m."""
        return device.record.number("plan_x") or 0.0, device.record.number("plan_y") or 0.0

    def _list_rows(self) -> list[QRectF]:
        """Return where the rooms without an outline are listed: in columns under the plan."""
        metrics = QFontMetricsF(self.list_font)
        top = self.to_px(0, self.extent[1]).y() + 4 * metrics.height()
        widest = metrics.horizontalAdvance("M" * 16)
        columns = max(1, int(self.extent[0] * PX // (widest + 2 * GRID)))
        pitch = metrics.height() + 3 * GRID
        return [
            QRectF(
                _MARGIN + (n % columns) * (widest + 2 * GRID),
                top + (n // columns) * pitch,
                widest,
                pitch - GRID,
            )
            for n in range(len(self.listed))
        ]

    # ---- the sheet -------------------------------------------------------------------------------
    @property
    @override
    def size(self) -> QSizeF:
        end = self.to_px(*self.extent)
        foot = self.rows[-1].bottom() if self.rows else end.y() + self.metrics.height()
        return QSizeF(end.x() + _MARGIN, foot + _MARGIN)

    @property
    @override
    def count(self) -> int:
        return len(self.rooms) + len(self.devices)

    def reach(self) -> float:
        """Return the radius of a device on the sheet: on screen it hardly changes."""
        return RADIUS * min(max(1 / self.zoom, 0.5), 2.2)

    @override
    def item_rect(self, item: int) -> QRectF:
        device = self.device(item)
        if device is not None:
            reach = self.reach()
            middle_of = self.to_px(*self.place_of(device))
            return QRectF(middle_of.x() - reach, middle_of.y() - reach, 2 * reach, 2 * reach)
        if item < len(self.drawn):
            return self.shapes[item].boundingRect()
        return self.rows[item - len(self.drawn)]

    @override
    def item_at(self, place: QPointF) -> int:
        reach = self.reach()
        for number in range(len(self.devices) - 1, -1, -1):
            step = self.to_px(*self.place_of(self.devices[number])) - place
            if QPointF.dotProduct(step, step) <= reach * reach:
                return len(self.rooms) + number
        room = self.room_at(*self.to_metres(place))
        if room is not None:
            return self.drawn.index(room)
        rows = (n for n, row in enumerate(self.rows) if row.contains(place))
        return next((len(self.drawn) + n for n in rows), -1)

    @override
    def tip(self, item: int) -> str:
        device = self.device(item)
        if device is None:
            room = self.rooms[item]
            area = room.record.number("area_m2")
            lines = self.room_lines(room)
            if area:
                lines.append(f"{count(round(area))}\u202fm²")
            return "\n".join(lines)
        space = device.record.text("space")
        room_of = next((one for one in self.rooms if one.record.uid == space), None)
        lines = [room_of.record.text("name")] if room_of is not None else []
        if (
            room_of is not None
            and room_of.rings
            and not holds(room_of.rings, *self.place_of(device))
        ):
            lines.append(_tr("rooms", "Im Grundriss liegt das Gerät nicht in seinem Raum."))
        return device_tip(device, self.states[item], *lines)

    @staticmethod
    def room_lines(room: PlanRoom, *, is_short: bool = False) -> list[str]:
        """Return what is said of a room: its name, its number and use, what has no place there."""
        name, number = room.record.text("name"), room.record.text("number")
        use = choice_text("space", "use", room.record.get("use"))
        second = " · ".join(part for part in (number if number not in name else "", use) if part)
        lines = [name, second if second != name and not is_short else ""]
        if room.unplaced:
            words = _tr("rooms", "{0} ohne Lage").format(count(room.unplaced))
            lines.append(words)
        return [line for line in lines if line]


def _box_area(room: PlanRoom) -> float:
    left, top, right, bottom = bounds(room.rings)
    return (right - left) * (bottom - top)


def _extent(plan: FloorPlan, picture: QImage | None) -> tuple[float, float]:
    """Return width and height of a floor in metres: as said, as its picture, as its rooms."""
    floor = plan.floor
    wide = floor.number("plan_width_m") if floor is not None else None
    high = floor.number("plan_height_m") if floor is not None else None
    if picture is not None:
        ratio = picture.height() / max(picture.width(), 1)
        wide = wide or (high / ratio if high else _GUESSED_M)
        return wide, high or wide * ratio
    _, _, right, bottom = bounds([ring for room in plan.rooms for ring in room.rings])
    places = [PlanPlaces.place_of(device) for device in plan.placed]
    right = max([right, _LEAST_M, *(x for x, _ in places)])
    bottom = max([bottom, _LEAST_M, *(y for _, y in places)])
    return wide or right, high or bottom
