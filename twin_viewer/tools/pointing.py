"""What a person points at in the scene: hover cards, clicks, menus and outlines become intents."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from app.domain.points import Point, PointId
from twin_viewer.live.cities import LiveTwin
from twin_viewer.model.frames import Doubles
from twin_viewer.navigation.pilots import Pilot
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.picking.hits import Hit, HitKind
from twin_viewer.tools.asset_marks import AssetMarks
from twin_viewer.tools.commands import Tool
from twin_viewer.tools.lassos import Lasso, inside
from twin_viewer.tools.sketches import Sketches
from widgets.map.tools.card_contents import CardContent, device_card
from widgets.map.tools.hover_cards import HoverCard
from widgets.scenes.selections import SelectionStrip
from widgets.texts import language

Tells = Callable[[Hit], CardContent | None]
"""Says what is known of something that is no device; None for nothing."""

_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_NO_BUTTON = Qt.MouseButton.NoButton


class Finds(Protocol):
    """Finds what lies under the pointer."""

    def pick(self, camera: Camera, x: float, y: float, width: int, height: int) -> Hit | None:
        """Return what a person sees at a place of the picture."""
        ...


class Looks(Protocol):
    """Has a camera."""

    @property
    def camera(self) -> Camera:
        """From where the scene is seen."""
        ...


class Pointing(QObject):
    """A hand of the canvas that says what clicks and the pointer mean.

    Args:
        stage: From where the scene is seen.
        picker: Finds what lies under the pointer.
        live: The devices.
        pilot: Says which presses were clicks; owns this.
        card: The card beside the pointer.
        strip: What can be done with a selection.

    Attributes:
        hit: What lies under the pointer; None for the sky.
        moment: Which moment is shown, in words; empty for LIVE.
        tells: Says what is known of what is no device.
        assets: Pins of what was placed.

    Signals:
        points_selected: Ids of points (list of str).
        trend_requested: Ids of points (list of str).
        place_changed: Where the pointer meets the geometry (float64 (3,) of the scene, or None).
        hit_chosen: Something that is no device was clicked (`Hit`).
        hovered: What lies under the pointer now (`Hit` or None); told with each of its steps.
        asset_chosen: Something that was placed was clicked (its id).
        asset_placed: A device or an asset shall be placed where this was clicked (`Hit`).
        menu_requested: A menu for what lies there (`Hit` or None), and where on the canvas.
        message_requested: A sentence for the notification strip.
    """

    points_selected = Signal(list)
    trend_requested = Signal(list)
    place_changed = Signal(object)
    hit_chosen = Signal(object)
    hovered = Signal(object)
    asset_chosen = Signal(str)
    asset_placed = Signal(object)
    menu_requested = Signal(object, QPoint)
    message_requested = Signal(str)

    def __init__(
        self,
        stage: Looks,
        picker: Finds,
        live: LiveTwin,
        pilot: Pilot,
        *,
        card: HoverCard,
        strip: SelectionStrip,
        assets: AssetMarks,
    ) -> None:
        super().__init__(pilot)
        self._stage, self._picker, self._live, self._pilot = stage, picker, live, pilot
        self._card, self._strip, self.assets = card, strip, assets
        self.hit: Hit | None = None
        self.moment = ""
        self.tells: Tells = lambda _hit: None
        self._device = ""
        self._selected: list[str] = []
        self._points: Mapping[PointId, Point] = {}
        self.sketches = Sketches(self.place_at, self)
        self.lasso = Lasso(self)
        self.lasso.drawn.connect(self._take_outline)
        self.lasso.refused.connect(self.message_requested)
        pilot.clicked.connect(self._click)
        pilot.menu_requested.connect(self._menu)
        pilot.moved.connect(self.leave_card)

    # ---- what is told --------------------------------------------------------------------------
    def set_points(self, points: Sequence[Point]) -> None:
        """Take the points of another city."""
        self._points = {point.id: point for point in points}
        self._selected = []
        self._strip.show_choice(0, ())
        self.leave_card()

    def knows(self, point_id: str) -> bool:
        """Tell whether the city has a point."""
        return PointId(point_id) in self._points

    def set_tool(self, tool: Tool) -> None:
        """Take what a click means from now on."""
        self.leave_card()
        self.sketches.set_tool(tool)
        self.lasso.set_tool(tool)

    def show_selection(self, point_ids: list[str]) -> None:
        """Take what is selected; the strip goes when it was about something else."""
        is_other = set(point_ids) != set(self._selected)
        self._selected = list(point_ids)
        if is_other:
            self._strip.show_choice(0, ())

    # ---- what is found -------------------------------------------------------------------------
    def hit_at(self, at: QPointF) -> Hit | None:
        """Return what lies at a place of the canvas; an alarm glyph stands for its device."""
        device = self._live.chips.at(at.x(), at.y())
        place = self._live.place_of(device) if device else None
        if place is not None:
            away = float(np.linalg.norm(place - self._stage.camera.position))
            return Hit(HitKind.SENSOR, device, place, away)
        pin = self.assets.at(at.x(), at.y())
        if pin is not None:
            return pin
        return self._picker.pick(self._stage.camera, at.x(), at.y(), *self._pilot.size)

    def place_at(self, at: QPointF) -> Doubles | None:
        """Return the point of the geometry under a place of the canvas; None for the sky."""
        hit = self._picker.pick(self._stage.camera, at.x(), at.y(), *self._pilot.size)
        return None if hit is None else hit.place

    def points_of(self, device_id: str) -> list[str]:
        """Return the points of a device."""
        return [str(point.id) for point in self._live.model.points_of(device_id)]

    # ---- hover ---------------------------------------------------------------------------------
    def renew_card(self) -> None:
        """Tell the newest of what lies under the pointer."""
        hit = self.hit
        if hit is not None and self._card.content is not None:
            content = self._card_of(hit)
            if content is not None:
                self._card.refresh(content)

    def leave_card(self) -> None:
        """Nothing lies under the pointer any more."""
        self._device = ""
        self._card.leave()

    def _hover(self, at: QPointF) -> None:
        before = self.hit
        self.hit = hit = self.hit_at(at)
        self.place_changed.emit(None if hit is None else hit.place)
        is_measuring = self.sketches.tool.is_measuring
        self.hovered.emit(None if is_measuring else hit)
        if hit is None or is_measuring:
            self.leave_card()
            return
        spot = at.toPoint()
        if before is not None and (before.kind, before.id) == (hit.kind, hit.id) and hit.id:
            self._card.follow(spot)
            return
        self._device = hit.id if hit.kind is HitKind.SENSOR else ""
        content = self._card_of(hit)
        if content is None:
            self.leave_card()
        else:
            self._card.show_content(content, spot)

    def _card_of(self, hit: Hit) -> CardContent | None:
        if self._device:
            return self._device_card(hit.id)
        return self.assets.card(hit.id) if hit.kind is HitKind.ASSET else self.tells(hit)

    def _device_card(self, device_id: str) -> CardContent | None:
        facts = self._live.model.hover_facts(device_id)
        return None if facts is None else device_card(facts, self._points, moment=self.moment)

    # ---- clicks --------------------------------------------------------------------------------
    def _click(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self.sketches.tool.is_measuring:
            self.sketches.add(at)
            return
        hit = self.hit_at(at)
        if self.sketches.tool is not Tool.ASSET:
            self.choose(hit, modifiers)
        elif hit is not None:
            self.asset_placed.emit(hit)

    def choose(
        self,
        hit: Hit | None,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Choose what was clicked: a device is selected, anything else is told."""
        if hit is not None and hit.kind is HitKind.SENSOR:
            points = self.points_of(hit.id)
            self._select(self._merged(points) if modifiers & _ADDING else points)
            return
        if hit is not None and hit.kind is HitKind.ASSET:
            self.asset_chosen.emit(hit.id)
            return
        if hit is None or not modifiers & _ADDING:
            self._select([])
        if hit is not None:
            self.hit_chosen.emit(hit)

    def _merged(self, points: Sequence[str]) -> list[str]:
        """Return the selection with some points more; or without them, where all are in it."""
        chosen, before = set(points), set(self._selected)
        if chosen and chosen <= before:
            return [one for one in self._selected if one not in chosen]
        return [*self._selected, *(one for one in points if one not in before)]

    def _menu(self, at: QPointF) -> None:
        self.leave_card()
        self.menu_requested.emit(self.hit_at(at), at.toPoint())

    # ---- outlines ------------------------------------------------------------------------------
    def _take_outline(self, outline: list[QPointF]) -> None:
        ids, places = self._live.drawn()
        found = inside(outline, places, self._stage.camera, self._pilot.size)
        devices = [ids[row] for row in np.flatnonzero(found).tolist()]
        if devices:
            self.choose_devices(devices)
        else:
            words = self.tr("In dieser Fläche liegt kein sichtbares Gerät.")
            self.message_requested.emit(words)

    def choose_devices(self, device_ids: Sequence[str]) -> None:
        """Select devices, and offer what can be done with them."""
        point_ids = [one for device in device_ids for one in self.points_of(device)]
        self._select(point_ids)
        points = [self._points[PointId(one)] for one in point_ids if one in self._points]
        choices = self._live.model.value_choices()
        names = {one.type: one.name.in_language(language()) for one in choices}
        self._strip.show_choice(len(device_ids), points, names)

    def _select(self, point_ids: list[str]) -> None:
        self._selected = list(point_ids)
        self._strip.show_choice(0, ())
        self.points_selected.emit(point_ids)

    # ---- hand ----------------------------------------------------------------------------------
    def press(self, event: QMouseEvent) -> bool:
        """Hide the card; presses are navigation's."""
        del event
        self.leave_card()
        return False

    def move(self, event: QMouseEvent) -> bool:
        """Look at what lies under the pointer, while no button is held."""
        if event.buttons() == _NO_BUTTON:
            self._hover(event.position())
        return False

    def release(self, event: QMouseEvent) -> bool:
        """Nothing: the pilot says what was a click."""
        del event
        return False

    def double(self, event: QMouseEvent) -> bool:
        """A double click on a device shows its curves, as on the map; else it flies there."""
        hit = self.hit_at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or hit is None:
            return False
        if hit.kind is not HitKind.SENSOR or self.sketches.tool is not Tool.POINT:
            return False
        self.trend_requested.emit(self.points_of(hit.id))
        return True

    def wheel(self, event: QWheelEvent) -> bool:
        """Hide the card; the wheel is navigation's."""
        del event
        self.leave_card()
        return False

    def key(self, event: QKeyEvent, *, is_down: bool) -> bool:
        """Nothing: keys are the tools' and navigation's."""
        del event, is_down
        return False

    def leave(self) -> None:
        """The pointer left the canvas."""
        self.hit = None
        self.leave_card()
        self.hovered.emit(None)
        self.place_changed.emit(None)
