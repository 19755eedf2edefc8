"""Racks as they are drawn: front and rear side by side, units counted from below."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen
from typing_extensions import override

from app.domain.inventory.records import Key
from app.domain.inventory.rooms.racks import Mount, Side, collisions, span_text, taken_units
from app.services.inventory.rooms import POWER_LIMIT_W, Device, FilledRack
from widgets.foreign_texts import on_screen
from widgets.inventory.networks.canvas import Marks, Sheet
from widgets.inventory.networks.live import UNKNOWN, sign_of
from widgets.inventory.networks.words import icon_of
from widgets.inventory.rooms.words import choice_text, device_tip, short_name, watt_text
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.glyphs import chip_width, draw_chip, draw_glyph
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate

_ICON: Final = 16.0
_FACE_UNITS: Final = 10.86
"""Width of a 19-inch face in its height units: 482.6 mm by 44.45 mm (IEC 60297-3-100)."""
_WORDS_FROM: Final = 0.42
_GAP: Final = 10.0 * GRID
_SHIFT: Final = 0.45
"""What lies on another device is drawn narrower, so that both names are seen."""
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a rack.

    Attributes:
        rack: The rack, a place in the sheet's racks.
        side: The face.
        unit: Lowest unit; None beside the units.
    """

    rack: int
    side: Side
    unit: float | None


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where something that is carried would land.

    Attributes:
        spot: The place.
        height: How many units it takes.
        name: What it is called.
        reason: Why it cannot land there; empty when it can.
    """

    spot: Spot
    height: float
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Item:
    key: Key
    rect: QRectF
    rack: int
    device: Device | None = None


class RackSheet(Sheet):
    """The drawing of the racks of a room; its items are racks and devices.

    Args:
        racks: The racks, from left to right.
        site_title: Left out of names.
        font: The font of the canvas.
    """

    def __init__(self, racks: tuple[FilledRack, ...], site_title: str, font: QFont) -> None:
        self.racks = racks
        self.ghost: Ghost | None = None
        self._site_title = site_title
        self._font, self._bold = font, QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(font)
        self._line = self._metrics.height()
        self._unit = round(self._line + GRID)
        self._face = round(self._unit * _FACE_UNITS)
        self._number = round(self._metrics.horizontalAdvance("00") + 2 * GRID)
        self._wide = 2.0 * self._face + self._number
        self._head = round(4 * self._line + 2 * GRID)
        self._clashes = [collisions(rack.units, rack.mounts) for rack in racks]
        tallest = max((rack.units for rack in racks), default=1)
        self._floor = float(self._head + tallest * self._unit)
        self.items: list[_Item] = []
        for number in range(len(racks)):
            self._add_rack(number)
        self.states = [UNKNOWN] * len(self.items)
        bottom = max((item.rect.bottom() for item in self.items), default=0.0)
        right = len(racks) * (self._wide + _GAP) - _GAP
        self._size = QSizeF(max(right, 1.0), max(bottom, self._floor) + 2 * GRID)

    def _add_rack(self, number: int) -> None:
        rack = self.racks[number]
        left = self._left(number)
        head = QRectF(left, self._top(number), self._wide, 3 * self._line)
        self.items.append(_Item(Key("rack", rack.record.uid), head, number))
        top = self._floor + 2 * GRID + self._line
        for device in rack.devices:
            mount = device.mount
            if mount.is_beside:
                rect = QRectF(left, top, self._wide, self._unit - 1)
                top += self._unit
            else:
                rect = self._rect(number, mount)
            self.items.append(_Item(device.key, rect, number, device))

    # ---- places ----------------------------------------------------------------------------------
    def _left(self, number: int) -> float:
        return number * (self._wide + _GAP)

    def _top(self, number: int) -> float:
        """Return where a rack's head begins: all racks stand on one floor."""
        return self._floor - self.racks[number].units * self._unit - self._head

    def _face_left(self, number: int, side: Side) -> float:
        return self._left(number) + (0 if side is Side.FRONT else self._face + self._number)

    def _rect(self, number: int, mount: Mount) -> QRectF:
        bottom = self._floor - mount.bottom * self._unit
        height = mount.height * self._unit
        left = self._face_left(number, mount.side)
        return QRectF(left, bottom - height, self._face, height).adjusted(1, 1, -1, -1)

    def spot_at(self, place: QPointF, height: float) -> Spot | None:
        """Return where something of a height would be put with its middle at a place.

        Args:
            place: A place of the sheet.
            height: Height units; 0 for what hangs beside.
        """
        number = int((place.x() + _GAP / 2) // (self._wide + _GAP))
        if not 0 <= number < len(self.racks):
            return None
        inside = place.x() - self._left(number)
        side = Side.FRONT if inside < self._face + self._number / 2 else Side.REAR
        if height <= 0 or place.y() > self._floor + self._unit:
            return Spot(number, side, None)
        unit = round((self._floor - place.y()) / self._unit - height / 2) + 1
        highest = max(1, int(self.racks[number].units - height + 1))
        return Spot(number, side, float(min(max(unit, 1), highest)))

    # ---- the sheet -------------------------------------------------------------------------------
    @property
    @override
    def size(self) -> QSizeF:
        return self._size

    @property
    @override
    def count(self) -> int:
        return len(self.items)

    @override
    def item_at(self, place: QPointF) -> int:
        found = [n for n, item in enumerate(self.items) if self.item_rect(n).contains(place)]
        return found[-1] if found else -1

    @override
    def item_rect(self, item: int) -> QRectF:
        one = self.items[item]
        shift = _SHIFT * self._face if self._is_shifted(one) else 0.0
        return one.rect.adjusted(shift, 0, 0, 0)

    def _is_shifted(self, item: _Item) -> bool:
        """Tell whether a device lies on one that collides with it and is drawn before it."""
        if item.device is None or item.key.uid not in self._clashes[item.rack]:
            return False
        first = next(one for one in self.racks[item.rack].devices if self._touch(one, item.device))
        return first.key != item.key

    @staticmethod
    def _touch(one: Device, other: Device) -> bool:
        a, b = one.mount, other.mount
        return a.side is b.side and not a.is_beside and a.bottom < b.top and b.bottom < a.top

    @override
    def tip(self, item: int) -> str:
        one = self.items[item]
        if one.device is None:
            rack = self.racks[one.rack]
            lines = self._head_lines(rack, one.rack)
            if rack.limit_w == POWER_LIMIT_W:
                lines.append(_tr("rooms", "Grenze: ein Stromkreis mit 16 A bei 230 V."))
            return "\n".join(lines)
        mount = one.device.mount
        side = choice_text("asset", "rack_side", mount.side.value)
        place = on_screen(span_text(mount))
        where = place if mount.is_beside else f"{place}, {side}"
        clash = on_screen(self._clashes[one.rack].get(one.key.uid, ""))
        return device_tip(one.device, self.states[item], where, clash)

    # ---- drawing ---------------------------------------------------------------------------------
    @override
    def draw(self, painter: QPainter, exposed: QRectF, marks: Marks) -> None:
        for number in range(len(self.racks)):
            whole = QRectF(self._left(number), 0, self._wide, self._size.height())
            if whole.adjusted(-1, 0, 1, 0).intersects(exposed):
                self._draw_rack(painter, number, marks)
        if self.ghost is not None:
            self._draw_ghost(painter, self.ghost)

    def _draw_rack(self, painter: QPainter, number: int, marks: Marks) -> None:
        has_words = marks.zoom >= _WORDS_FROM
        self._draw_frame(painter, number, has_words=has_words)
        for place, item in enumerate(self.items):
            if item.rack != number:
                continue
            if item.device is None:
                self._draw_head(painter, place, marks)
            else:
                self._draw_device(painter, place, item.device, marks, has_words=has_words)
        beside = [item for item in self.items if item.rack == number and item.device is not None]
        if any(item.device is not None and item.device.mount.is_beside for item in beside):
            caption = QRectF(self._left(number), self._floor + GRID, self._wide, self._line)
            painter.setPen(QColor(theme().tokens.muted))
            painter.drawText(caption, _LEFT, _tr("rooms", "Daneben oder ohne Höheneinheit"))

    def _draw_frame(self, painter: QPainter, number: int, *, has_words: bool) -> None:
        tokens, rack = theme().tokens, self.racks[number]
        top = self._floor - rack.units * self._unit
        for side in Side:
            face = QRectF(self._face_left(number, side), top, self._face, self._floor - top)
            painter.setPen(QPen(QColor(tokens.muted), 1.5))
            painter.setBrush(QColor(tokens.background))
            painter.drawRect(face)
            caption = QRectF(face.left(), top - self._line - GRID / 2, self._face, self._line)
            painter.setFont(self._font)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(caption, _CENTRE, choice_text("asset", "rack_side", side.value))
        painter.setPen(QPen(QColor(tokens.line), 1))
        left = self._left(number)
        for unit in range(1, rack.units):
            y = self._floor - unit * self._unit
            painter.drawLine(QPointF(left, y), QPointF(left + self._wide, y))
        if has_words:
            painter.setPen(QColor(tokens.muted))
            for unit in range(1, rack.units + 1):
                y = self._floor - unit * self._unit
                box = QRectF(left + self._face, y, self._number, self._unit)
                painter.drawText(box, _CENTRE, str(unit))

    def _head_lines(self, rack: FilledRack, number: int) -> list[str]:
        taken = len(taken_units(rack.units, rack.mounts))
        lines = [
            short_name(rack.record.text("name"), self._site_title),
            _tr("rooms", "{0} von {1} HE belegt").format(count(taken), count(rack.units)),
            _tr("rooms", "{0} von {1}").format(watt_text(rack.power_w), watt_text(rack.limit_w)),
        ]
        if rack.power_w > rack.limit_w:
            more = watt_text(rack.power_w - rack.limit_w)
            lines[2] += " · " + _tr("rooms", "{0} zu viel").format(more)
        if self._clashes[number]:
            clash = _tr("rooms", "{0} Geräte kollidieren").format(count(len(self._clashes[number])))
            lines[1] += f" · {clash}"
        return lines

    def _draw_head(self, painter: QPainter, place: int, marks: Marks) -> None:
        tokens, item = theme().tokens, self.items[place]
        rack = self.racks[item.rack]
        if place in marks.selected:
            painter.fillRect(item.rect, QColor(tokens.selection))
        if place == marks.current and marks.has_focus:
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(item.rect)
        marked = (False, bool(self._clashes[item.rack]), rack.power_w > rack.limit_w)
        lines = self._head_lines(rack, item.rack)
        for row, (text, is_marked) in enumerate(zip(lines, marked, strict=True)):
            font = self._bold if row == 0 or is_marked else self._font
            painter.setFont(font)
            painter.setPen(QColor(tokens.text if row == 0 or is_marked else tokens.muted))
            box = QRectF(
                item.rect.left() + GRID,
                item.rect.top() + row * self._line,
                self._wide - 2 * GRID,
                self._line,
            )
            if is_marked:
                self._draw_warning(painter, QRectF(box.left(), box.top(), _ICON, self._line))
                box.adjust(_ICON + GRID, 0, 0, 0)
            elide = Qt.TextElideMode.ElideRight
            shown = QFontMetricsF(font).elidedText(text, elide, box.width())
            painter.drawText(box, _LEFT, shown)

    @staticmethod
    def _draw_warning(painter: QPainter, box: QRectF) -> None:
        picture = QRectF(0, 0, _ICON, _ICON)
        picture.moveCenter(box.center())
        sign = icon("mdi6.alert-outline", colour=theme().tokens.text)
        sign.paint(painter, picture.toRect())

    def _draw_device(
        self, painter: QPainter, place: int, device: Device, marks: Marks, *, has_words: bool
    ) -> None:
        tokens, rect = theme().tokens, self.item_rect(place)
        is_selected = place in marks.selected
        is_marked = is_selected or (place == marks.current and marks.has_focus)
        line = tokens.accent if is_marked else tokens.muted
        is_clash = device.record.uid in self._clashes[self.items[place].rack]
        style = Qt.PenStyle.DashLine if device.is_planned else Qt.PenStyle.SolidLine
        width = 2.0 if is_marked or place == marks.hovered else 1.0
        painter.setPen(QPen(QColor(line), width, style))
        painter.setBrush(QColor(tokens.selection if is_selected else tokens.raised))
        painter.drawRoundedRect(rect, 2, 2)
        if is_clash:
            painter.setBrush(QBrush(QColor(tokens.map.hatch), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(rect, 2, 2)
        sign = sign_of(self.states[place])
        if not has_words:
            if sign is not None and sign.look is not None:
                box = rect.adjusted(rect.width() - rect.height(), 2, -2, -2)
                draw_glyph(painter, box, sign.look.glyph, QColor(sign.look.fill))
            return
        inner = rect.adjusted(GRID, 0, -GRID, 0)
        picture = QRectF(inner.left(), inner.center().y() - _ICON / 2, _ICON, _ICON)
        icon(icon_of(device.kind)).paint(painter, picture.toRect())
        inner.adjust(_ICON + GRID, 0, 0, 0)
        inner.setRight(self._draw_state(painter, inner, place, device, is_clash=is_clash))
        painter.setFont(self._font)
        painter.setPen(QColor(tokens.text))
        name = short_name(device.name, self._site_title)
        elide = Qt.TextElideMode.ElideMiddle
        painter.drawText(inner, _LEFT, self._metrics.elidedText(name, elide, inner.width()))

    def _draw_state(
        self, painter: QPainter, box: QRectF, place: int, device: Device, *, is_clash: bool
    ) -> float:
        """Draw what is to be said at the right end of a device; return where it begins."""
        right = box.right()
        if is_clash:
            self._draw_warning(painter, QRectF(right - _ICON, box.top(), _ICON, box.height()))
            right -= _ICON + GRID
        sign = sign_of(self.states[place])
        if sign is not None and sign.look is not None:
            width = chip_width(self._font, sign.word)
            height = min(box.height() - 2, self._line + 2)
            chip = QRectF(right - width, box.center().y() - height / 2, width, height)
            painter.setFont(self._font)
            draw_chip(painter, chip, sign.look, sign.word, is_filled=sign.is_filled)
            return chip.left() - GRID
        state = device.record.text("state")
        word = "" if state == "in_service" else choice_text("asset", "state", state)
        word = sign.word if sign is not None else word
        if not word:
            return right
        width = self._metrics.horizontalAdvance(word)
        painter.setFont(self._font)
        painter.setPen(QColor(theme().tokens.stale))
        painter.drawText(QRectF(right - width, box.top(), width, box.height()), _LEFT, word)
        return right - width - 2 * GRID

    def _draw_ghost(self, painter: QPainter, ghost: Ghost) -> None:
        tokens, spot = theme().tokens, ghost.spot
        mount = Mount("", ghost.name, spot.unit, ghost.height, spot.side)
        if mount.is_beside:
            rect = QRectF(self._left(spot.rack), self._floor + GRID, self._wide, self._unit)
        else:
            rect = self._rect(spot.rack, mount)
        painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
        tint = QColor(tokens.selection)
        tint.setAlphaF(0.85)
        painter.setBrush(tint)
        painter.drawRoundedRect(rect, 2, 2)
        if ghost.reason:
            painter.setBrush(QBrush(QColor(tokens.text), Qt.BrushStyle.DiagCrossPattern))
            painter.drawRoundedRect(rect, 2, 2)
            self._draw_warning(painter, QRectF(rect.right() - 20, rect.top(), 16, rect.height()))
            return
        painter.setFont(self._bold)
        painter.setPen(QColor(tokens.text))
        inner = rect.adjusted(2 * GRID, 0, -GRID, 0)
        elide = Qt.TextElideMode.ElideMiddle
        name = short_name(ghost.name, self._site_title)
        painter.drawText(inner, _LEFT, self._metrics.elidedText(name, elide, inner.width()))
