"""What a person points at: hover cards, clicks, menus and drawn shapes become intents."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, QPoint, Signal

from app.domain.maps.layers import MapLayer
from app.domain.points import Location, Point, PointId
from widgets.map.live import POINTS, LiveMap
from widgets.map.protocol import Feature, Message, Mode
from widgets.map.tools.card_contents import (
    CardContent,
    cluster_card,
    connection_card,
    device_card,
    feature_card,
    text_card,
)
from widgets.map.tools.hover_cards import HoverCard
from widgets.map.tools.selections import SelectionStrip
from widgets.map.tools.sketches import MapSketches
from widgets.texts import language

_OF_DEVICES: Final = frozenset({"points", "assets", "works", "values"})
_ALARMS: Final = "alarms"
_CONNECTIONS: Final = "connections"


class Pointing(QObject):
    """Reads the page's messages and says what they mean.

    Args:
        live: The map.
        card: The card beside the pointer.
        strip: What can be done with a selection.
        parent: Owner.

    Signals:
        points_selected: Ids of points (list of str).
        trend_requested: Ids of points (list of str).
        menu_requested: A menu for this place: ids of points (list), place (`Location`), where on
            the canvas (`QPoint`).
        place_changed: Where the pointer is (`Location` or None).
        key_pressed: A key that the page has no use for (str).
        message_requested: A sentence for the notification strip.
    """

    points_selected = Signal(list)
    trend_requested = Signal(list)
    menu_requested = Signal(list, object, QPoint)
    place_changed = Signal(object)
    key_pressed = Signal(str)
    message_requested = Signal(str)

    def __init__(
        self, live: LiveMap, card: HoverCard, strip: SelectionStrip, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._card = card
        self._strip = strip
        self._hovered: Feature | None = None
        self._selected: list[str] = []
        self._points: Mapping[PointId, Point] = {}
        self.moment = ""
        self.sketches = MapSketches(self)
        self.sketches.area_selected.connect(self._take_area)
        self.sketches.refused.connect(self.message_requested)
        self._takers = {
            "hover": self._hover,
            "click": self._click,
            "double": self._double,
            "menu": self._menu,
            "cluster": self._cluster,
            "pointer": self._follow,
            "drawing": lambda message: self.sketches.take_drawing(message.get("coordinates")),
            "drawn": self._drawn,
            "abandoned": lambda _: self.sketches.take_abandoned(),
            "key": self._key,
        }

    def set_points(self, points: Sequence[Point]) -> None:
        """Take the points of another city."""
        self._points = {point.id: point for point in points}
        self._selected = []
        self._strip.show_choice(0, ())
        self._leave()

    def show_selection(self, point_ids: list[str]) -> None:
        """Take what is selected; the strip goes when it was about something else."""
        if point_ids != self._selected:
            self._selected = list(point_ids)
            self._strip.show_choice(0, ())

    def take(self, message: Message) -> None:
        """Take a message of the page."""
        taker = self._takers.get(str(message.get("on", "")))
        if taker is not None:
            taker(message)

    def _follow(self, message: Message) -> None:
        self._card.follow_cursor()
        self.place_changed.emit(_place(message.get("place")))

    # ---- hover ---------------------------------------------------------------------------------
    def renew_card(self) -> None:
        """Tell the newest of what lies under the pointer."""
        if self._hovered is not None and self._card.isVisible():
            content = self._content(self._hovered)
            if content is not None:
                self._card.refresh(content)

    def _hover(self, message: Message) -> None:
        feature = Feature.of(message.get("feature"))
        content = None if feature is None else self._content(feature)
        if feature is None or content is None:
            self._leave()
            return
        self._hovered = feature
        self._card.show_content(content, _spot(message))

    def _leave(self) -> None:
        self._hovered = None
        self._card.leave()

    def _content(self, feature: Feature) -> CardContent | None:
        model = self._live.model
        if ids := feature.properties.get("leaves"):
            return cluster_card(self._counts(ids), moment=self.moment)
        if device := self._device_of(feature):
            facts = model.hover_facts(device)
            return None if facts is None else device_card(facts, self._points, moment=self.moment)
        if feature.source == _CONNECTIONS:
            lower, _, upper = str(feature.properties.get("n", "")).partition(" → ")
            rank = model.connection_rank(feature.key)
            return connection_card(lower, upper, rank, moment=self.moment)
        layer = self._layer(feature.layer)
        if layer is None:
            return None
        if feature.source.startswith("base-"):
            name = feature.properties.get("name")
            return text_card(str(name), {}) if name else None
        name = layer.name.in_language(language())
        return feature_card(feature, name, label=layer.style.label)

    def _counts(self, rows: object) -> Counter[int]:
        """Return how many of some devices, by their rows, are in which state."""
        devices = self._live.model.devices.all
        known = [row for row in rows if isinstance(row, int)] if isinstance(rows, list) else []
        ids = [str(devices[row].id) for row in known if 0 <= row < len(devices)]
        return Counter(int(self._live.model.rank_of(one)) for one in ids)

    def _layer(self, layer_id: str) -> MapLayer | None:
        return next((one for one in self._live.layers if one.id == layer_id), None)

    def _device_of(self, feature: Feature) -> str:
        """Return the device that a feature stands for; empty for none."""
        if feature.source in _OF_DEVICES:
            if feature.source == "values":
                point = self._points.get(PointId(str(feature.properties.get("p", ""))))
                return "" if point is None else str(point.device)
            return feature.key
        if feature.source == _ALARMS:
            return str(feature.properties.get("d", ""))
        return ""

    # ---- clicks --------------------------------------------------------------------------------
    def _points_of(self, feature: Feature) -> list[str]:
        """Return the points that a feature stands for."""
        if feature.source in {_ALARMS, "values"} and (point := feature.properties.get("p")):
            return [str(point)]
        device = feature.key if feature.source == _CONNECTIONS else self._device_of(feature)
        return [str(point.id) for point in self._live.model.points_of(device)] if device else []

    def _chosen(self, message: Message) -> list[str]:
        """Return the points of the topmost feature that stands for any."""
        raw = message.get("features")
        for one in raw if isinstance(raw, list) else []:
            feature = Feature.of(one)
            if feature is not None and (points := self._points_of(feature)):
                return points
        return []

    def _click(self, message: Message) -> None:
        points = self._chosen(message)
        keys = message.get("keys")
        is_added = isinstance(keys, Mapping) and bool(keys.get("ctrl") or keys.get("shift"))
        self._select(self._merged(points) if is_added else points)

    def _merged(self, points: list[str]) -> list[str]:
        """Return the selection with some points more; or without them, where all are in it."""
        chosen = set(points)
        if chosen and chosen <= set(self._selected):
            return [one for one in self._selected if one not in chosen]
        return [*self._selected, *(one for one in points if one not in set(self._selected))]

    def _double(self, message: Message) -> None:
        if points := self._chosen(message):
            self.trend_requested.emit(points)

    def _menu(self, message: Message) -> None:
        self._leave()
        place = _place(message.get("place"))
        if place is not None:
            self.menu_requested.emit(self._chosen(message), place, _spot(message))

    def _cluster(self, message: Message) -> None:
        rows, model = message.get("ids"), self._live.model
        if not isinstance(rows, list):
            return
        if message.get("source") == POINTS:
            devices = [model.devices.all[row] for row in rows if _is_row(row, model.devices.all)]
            self.choose_devices([str(device.id) for device in devices])

    # ---- shapes --------------------------------------------------------------------------------
    def set_mode(self, mode: Mode) -> None:
        """Take what the pointer does from now on."""
        self._leave()
        self.sketches.set_mode(mode)

    def _drawn(self, message: Message) -> None:
        self.sketches.take_drawn(message.get("mode"), message.get("coordinates"))

    def _take_area(self, polygon: list[tuple[float, float]]) -> None:
        devices = self._live.model.devices_in(polygon)
        if devices:
            self.choose_devices(list(devices))
        else:
            self.message_requested.emit(self.tr("In dieser Fläche liegt kein sichtbares Gerät."))

    def choose_devices(self, device_ids: list[str]) -> None:
        """Select devices, and offer what can be done with them."""
        model = self._live.model
        points = [point for device in device_ids for point in model.points_of(device)]
        self._select([str(point.id) for point in points])
        names = {one.type: one.name.in_language(language()) for one in model.value_choices()}
        self._strip.show_choice(len(device_ids), points, names)

    def _select(self, point_ids: list[str]) -> None:
        self._selected = list(point_ids)
        self._strip.show_choice(0, ())
        self.points_selected.emit(point_ids)

    def _key(self, message: Message) -> None:
        name = str(message.get("key", ""))
        if name == "Escape" and self.sketches.take_escape():
            return
        self.key_pressed.emit(name)


def _is_row(row: Any, devices: Sequence[object]) -> bool:
    return isinstance(row, int) and 0 <= row < len(devices)


def _place(raw: object) -> Location | None:
    if not isinstance(raw, list) or len(raw) != 2:  # noqa: PLR2004 - longitude and latitude
        return None
    longitude, latitude = raw
    if isinstance(longitude, int | float) and isinstance(latitude, int | float):
        return Location(float(longitude), float(latitude))
    return None


def _spot(message: Message) -> QPoint:
    x, y = message.get("x"), message.get("y")
    if isinstance(x, int | float) and isinstance(y, int | float):
        return QPoint(round(x), round(y))
    return QPoint()
