"""A floor as it is drawn: its picture or its rooms, the devices on it, what is measured."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from typing_extensions import override

from app.domain.inventory.rooms.outlines import bounds, holds, length, middle
from app.services.inventory.floors import PlanRoom
from app.services.inventory.rooms import Device
from widgets.inventory.networks.canvas import Marks
from widgets.inventory.networks.live import UNKNOWN, sign_of
from widgets.inventory.networks.words import icon_of
from widgets.inventory.rooms.plan_places import PX, RADIUS, PlanGhost, PlanPlaces
from widgets.inventory.rooms.words import choice_text, metres_text, short_name
from widgets.scenes.scales import draw_scale, nice_scale
from widgets.theme import theme
from widgets.theme.glyphs import chip_width, draw_chip
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate

_NAMES_FROM: Final = 0.75
_TAGS_FROM: Final = 1.6
"""What has no name of its own is told by its number, when there is room."""
_ROOMS_FROM: Final = 0.28
LEAST_ZOOM: Final = 0.5
"""A plan that fits at this zoom is shown whole at first: its letters keep their size."""
_QUIET: Final = frozenset({"corridor", "other", "store"})
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PlanSheet(PlanPlaces):
    """The drawing of a floor; its items are its rooms, then its devices."""

    _covered: Sequence[QRectF] = ()

    # ---- drawing ---------------------------------------------------------------------------------
    @override
    def draw(self, painter: QPainter, exposed: QRectF, marks: Marks) -> None:
        self.zoom = marks.zoom
        self._draw_ground(painter)
        self._covered = self._taken()
        for number, shape in enumerate(self.shapes):
            if shape.boundingRect().intersects(exposed):
                self._draw_room(painter, number, shape, marks)
        self._draw_list(painter, marks)
        self._draw_edge(painter)
        if self.ring_m > 0:
            self._draw_rings(painter)
        for place in range(len(self.rooms), self.count):
            if self.item_rect(place).adjusted(-90, -10, 90, 40).intersects(exposed):
                self._draw_device(painter, place, marks)
        self._draw_measured(painter)
        if self.ghost is not None:
            self._draw_ghost(painter, self.ghost)

    def _whole(self) -> QRectF:
        return QRectF(self.to_px(0, 0), self.to_px(*self.extent))

    def _draw_ground(self, painter: QPainter) -> None:
        painter.fillRect(self._whole(), QColor(theme().tokens.background))
        if self.picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._whole(), self.picture)

    def _draw_edge(self, painter: QPainter) -> None:
        """Draw the edge of the floor and its scale."""
        tokens = theme().tokens
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.muted), 3 if self.picture is None else 1))
        painter.drawRect(self._whole())
        scale = nice_scale(1 / PX, 8 * PX)
        if scale is not None:
            painter.setFont(self._sized(self.font))
            foot = self._whole().bottomLeft()
            foot += QPointF(0, QFontMetricsF(painter.font()).height() + GRID)
            draw_scale(painter, foot, scale, QColor(tokens.muted))

    def _draw_room(self, painter: QPainter, item: int, shape: QPainterPath, marks: Marks) -> None:
        tokens, room = theme().tokens, self.drawn[item]
        is_selected = item in marks.selected
        is_marked = is_selected or (item == marks.current and marks.has_focus)
        quiet = room.record.get("use") in _QUIET
        fill = QColor(tokens.background if quiet else tokens.surface)
        if is_selected:
            fill = QColor(tokens.selection)
        if self.picture is not None:
            fill.setAlphaF(0.5 if is_selected else 0.0)
        painter.setBrush(fill)
        width = 3.0 if is_marked else 1.5
        painter.setPen(QPen(QColor(tokens.accent if is_marked else tokens.muted), width))
        painter.drawPath(shape)
        if marks.zoom >= _ROOMS_FROM and (self.picture is None or is_marked):
            self._draw_room_words(painter, room)

    def _draw_room_words(self, painter: QPainter, room: PlanRoom) -> None:
        """Write what a room is called, under what hangs at its upper wall."""
        tokens, reach = theme().tokens, self.reach()
        lines = self.room_lines(room, is_short=self.zoom < _NAMES_FROM)
        fonts = [self._sized(self.bold), *(self._sized(self.font) for _ in lines[1:])]
        high = QFontMetricsF(fonts[0]).height()
        whole = box = self._box_of(room)
        step = 2.4 * reach
        if box.height() < 2 * step + len(lines) * high:
            step = max((box.height() - len(lines) * high) / 2, 0.0)
        first = QRectF(box.left(), box.top() + step, box.width(), high)
        box, hidden = self._free_row(first, whole, len(lines))
        if hidden > 0 and len(lines) > 1:
            # Rather the name alone than both under devices; the tooltip says the rest.
            alone, less = self._free_row(first, whole, 1)
            if less < hidden:
                box, lines = alone, lines[:1]
        if not holds(room.rings, *self.to_metres(box.center())):
            box.moveCenter(self.to_px(*middle(room.rings)))
        elide = Qt.TextElideMode.ElideRight
        for row, (line, font) in enumerate(zip(lines, fonts, strict=False)):
            painter.setFont(font)
            painter.setPen(QColor(tokens.text if row == 0 else tokens.muted))
            metrics, number = QFontMetricsF(font), room.record.text("number")
            is_wide = row == 0 and metrics.horizontalAdvance(line) > box.width()
            text = number if is_wide and number else line
            text = metrics.elidedText(text, elide, box.width())
            painter.drawText(box.translated(0, row * high), _CENTRE, text)

    def _box_of(self, room: PlanRoom) -> QRectF:
        """Return where the words of a room may stand."""
        left, top, right, bottom = bounds(room.rings)
        inset = GRID * self.reach() / RADIUS
        box = QRectF(self.to_px(left, top), self.to_px(right, bottom))
        return box.adjusted(inset, 0, -inset, 0)

    def _free_row(self, first: QRectF, box: QRectF, lines: int) -> tuple[QRectF, float]:
        """Return where words hide the least of devices and their names, and how much they hide.

        Args:
            first: Where the first line stands when nothing is in the way.
            box: Where the words may stand.
            lines: How many lines there are.
        """
        high, step = lines * first.height(), first.height() / 2
        taken = [rect for rect in self._covered if rect.intersects(box)]
        last = box.bottom() - high - 2
        count = max(int((last - box.top() - 2) / step), 0) + 1 if last > box.top() else 0
        tops = [first.top(), *(box.top() + 2 + number * step for number in range(count))]
        best, least = first, float("inf")
        for top in tops:
            here = QRectF(first.left() + step, top, first.width() - 2 * step, high)
            hidden = sum(_area(rect & here) for rect in taken)
            if hidden < least:
                best, least = QRectF(first.left(), top, first.width(), first.height()), hidden
        return best, least

    def _taken(self) -> list[QRectF]:
        """Return where devices and the words under them stand."""
        line = QFontMetricsF(self._sized(self.font, 0.9)).height()
        found = []
        for number, device in enumerate(self.devices):
            place = len(self.rooms) + number
            is_named = self.zoom >= _NAMES_FROM and bool(device.record.get("name"))
            words = int(is_named) + int(bool(self._quiet_word(device, place)))
            wider = line if words else 0.0
            found.append(self.item_rect(place).adjusted(-wider, 0, wider, words * line))
        return found

    def _sized(self, font: QFont, share: float = 1.0) -> QFont:
        """Return a font whose letters on screen hardly change with the zoom."""
        sized = QFont(font)
        sized.setPointSizeF(font.pointSizeF() * share * min(self.reach() / RADIUS, 1.8))
        return sized

    def _draw_list(self, painter: QPainter, marks: Marks) -> None:
        if not self.rows:
            return
        tokens = theme().tokens
        painter.setFont(self.list_font)
        painter.setPen(QColor(tokens.muted))
        head = self.rows[0].translated(0, -self.rows[0].height())
        head.setRight(self.size.width())
        painter.drawText(head, _LEFT, _tr("rooms", "Räume ohne Umriss im Grundriss"))
        for number, row in enumerate(self.rows):
            item = len(self.drawn) + number
            is_selected = item in marks.selected
            is_marked = is_selected or (item == marks.current and marks.has_focus)
            painter.setPen(QPen(QColor(tokens.accent if is_marked else tokens.line), 1))
            painter.setBrush(QColor(tokens.selection if is_selected else tokens.raised))
            painter.drawRoundedRect(row, 2, 2)
            painter.setPen(QColor(tokens.text))
            words = " · ".join(self.room_lines(self.listed[number]))
            inner = row.adjusted(GRID, 0, -GRID, 0)
            elide = Qt.TextElideMode.ElideRight
            painter.drawText(
                inner, _LEFT, QFontMetricsF(self.list_font).elidedText(words, elide, inner.width())
            )

    def _draw_rings(self, painter: QPainter) -> None:
        """Draw how far access points roughly reach: a hint, walls are not thought of."""
        tokens = theme().tokens
        tint = QColor(tokens.accent)
        tint.setAlphaF(0.05)
        painter.setBrush(tint)
        painter.setPen(QPen(QColor(tokens.muted), 1, Qt.PenStyle.DotLine))
        painter.save()
        painter.setClipRect(self._whole())
        for device in self.devices:
            if device.kind == "access_point":
                reach = self.ring_m * PX
                painter.drawEllipse(self.to_px(*self.place_of(device)), reach, reach)
        painter.restore()

    def _draw_device(self, painter: QPainter, place: int, marks: Marks) -> None:
        tokens, rect = theme().tokens, self.item_rect(place)
        device = self.devices[place - len(self.rooms)]
        is_selected = place in marks.selected
        is_marked = is_selected or (place == marks.current and marks.has_focus)
        share = rect.width() / (2 * RADIUS)
        style = Qt.PenStyle.DashLine if device.is_planned else Qt.PenStyle.SolidLine
        line = tokens.accent if is_marked else tokens.map.plate_line
        width = (2.5 if is_marked or place == marks.hovered else 1.2) * share
        painter.setPen(QPen(QColor(line), width, style))
        painter.setBrush(QColor(tokens.selection if is_selected else tokens.map.plate))
        painter.drawEllipse(rect)
        inner = rect.adjusted(4 * share, 4 * share, -4 * share, -4 * share)
        icon(icon_of(device.kind)).paint(painter, inner.toRect())
        self._draw_words(painter, place, device, rect, marks, share=share, is_marked=is_marked)

    def _draw_words(
        self,
        painter: QPainter,
        place: int,
        device: Device,
        rect: QRectF,
        marks: Marks,
        *,
        share: float,
        is_marked: bool,
    ) -> None:
        """Write the live state of a device under it, and its name where there is room."""
        tokens = theme().tokens
        font = self._sized(self.font, 0.9)
        metrics = QFontMetricsF(font)
        foot = QPointF(rect.center().x(), rect.bottom() + 1)
        painter.setFont(font)
        sign = sign_of(self.states[place])
        if sign is not None and sign.look is not None:
            width = chip_width(font, sign.word)
            chip = QRectF(foot.x() - width / 2, foot.y(), width, metrics.height() + 2)
            painter.fillRect(chip, QColor(tokens.surface))
            draw_chip(painter, chip, sign.look, sign.word, is_filled=sign.is_filled)
            foot.setY(chip.bottom())
        elif word := self._quiet_word(device, place):
            foot = self._write(painter, foot, word, metrics, tokens.stale)
        is_named = bool(device.record.get("name"))
        if is_marked or marks.zoom >= (_NAMES_FROM if is_named else _TAGS_FROM):
            name = short_name(device.name, self.plan.site_title)
            short = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, 4.5 * PX * share)
            self._write(painter, foot, short, metrics, tokens.text)

    def _quiet_word(self, device: Device, place: int) -> str:
        """Return the word for a state that is no alarm; empty when all is well."""
        sign = sign_of(self.states[place])
        if sign is not None:
            return sign.word
        if device.is_planned:
            return choice_text("asset", "state", device.record.get("state"))
        measured = device.record.get("measured_state")
        is_told = self.states[place] == UNKNOWN and measured in {"silent", "never"}
        return choice_text("asset", "measured_state", measured) if is_told else ""

    @staticmethod
    def _write(
        painter: QPainter, foot: QPointF, text: str, metrics: QFontMetricsF, colour: str
    ) -> QPointF:
        """Write a line under a place on a plate; return where the next one begins."""
        width = metrics.horizontalAdvance(text) + GRID
        box = QRectF(foot.x() - width / 2, foot.y(), width, metrics.height())
        plate = QColor(theme().tokens.surface)
        plate.setAlphaF(0.8)
        painter.fillRect(box, plate)
        painter.setPen(QColor(colour))
        painter.drawText(box, _CENTRE, text)
        return QPointF(foot.x(), box.bottom())

    def _draw_measured(self, painter: QPainter) -> None:
        if not self.measured:
            return
        tokens = theme().tokens
        way = [self.to_px(*corner) for corner in self.measured]
        share = self.reach() / RADIUS
        painter.setPen(QPen(QColor(tokens.accent), 2 * share))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(way))
        painter.setBrush(QColor(tokens.accent))
        for corner in way:
            painter.drawEllipse(corner, 3 * share, 3 * share)
        if len(way) > 1:
            font = self._sized(self.bold)
            painter.setFont(font)
            words = metres_text(length(self.measured))
            foot = way[-1] + QPointF(0, 2 * GRID * share)
            self._write(painter, foot, words, QFontMetricsF(font), tokens.text)

    def _draw_ghost(self, painter: QPainter, ghost: PlanGhost) -> None:
        tokens, reach = theme().tokens, self.reach()
        room = next((n for n, one in enumerate(self.drawn) if one.record.uid == ghost.room), None)
        if room is not None and not ghost.reason:
            tint = QColor(tokens.selection)
            tint.setAlphaF(0.5)
            painter.setBrush(tint)
            painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
            painter.drawPath(self.shapes[room])
        here = self.to_px(*ghost.place)
        painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(tokens.selection))
        painter.drawEllipse(here, reach, reach)
        name = "mdi6.alert-outline" if ghost.reason else icon_of(ghost.device.kind)
        inner = QRectF(here.x() - reach, here.y() - reach, 2 * reach, 2 * reach)
        icon(name).paint(painter, inner.adjusted(4, 4, -4, -4).toRect())


def _area(rect: QRectF) -> float:
    return max(rect.width(), 0.0) * max(rect.height(), 0.0)
