"""What a person points at: hover cards, clicks, menus and drawn shapes become intents."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from PySide6.QtCore import QObject, QPoint, Signal

from app.domain.maps.layers import MapLayer
from app.domain.points import Location, Point, PointId
from widgets.map.live import ALARMS, LiveMap
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
from widgets.map.tools.sketches import MapSketches
from widgets.scenes.selections import SelectionStrip
from widgets.texts import language

_VALUES: Final = "values"
_OF_DEVICES: Final = frozenset({"points", "assets", "works", _VALUES})
_CONNECTIONS: Final = "connections"


class PointingGuest(Protocol):
    """Somebody who shows features of their own on the map, and is asked first what they mean."""

    def take(self, message: Message) -> bool:
        """Take a message of the page; True when it was about features of theirs."""
        ...

    def take_area(self, polygon: Sequence[tuple[float, float]]) -> bool:
        """Take a drawn line; True when features of theirs lie inside."""
        ...


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
        escape_taken: Esc ended a measurement or a tool: who pressed it stays on the map.
        message_requested: A sentence for the notification strip.
    """

    points_selected = Signal(list)
    trend_requested = Signal(list)
    menu_requested = Signal(list, object, QPoint)
    place_changed = Signal(object)
    key_pressed = Signal(str)
    escape_taken = Signal()
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
        self.guest: PointingGuest | None = None
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
        self.leave()

    def knows(self, point_id: str) -> bool:
        """Tell whether the city has a point."""
        return PointId(point_id) in self._points

    def show_selection(self, point_ids: list[str]) -> None:
        """Take what is selected; the strip goes when it was about something else."""
        is_other = set(point_ids) != set(self._selected)
        self._selected = list(point_ids)
        if is_other:
            self._strip.show_choice(0, ())

    def take(self, message: Message) -> None:
        """Take a message of the page."""
        if self.guest is not None and self.guest.take(message):
            return
        taker = self._takers.get(str(message.get("on", "")))
        if taker is not None:
            taker(message)

    def _follow(self, message: Message) -> None:
        self._card.follow_cursor()
        self.place_changed.emit(place_in(message.get("place")))

    # ---- hover ---------------------------------------------------------------------------------
    def renew_card(self) -> None:
        """Tell the newest of what lies under the pointer."""
        if self._hovered is not None and self._card.isVisible():
            content = self._content(self._hovered)
            if content is None:
                self.leave()
            else:
                self._card.refresh(content)

    def _hover(self, message: Message) -> None:
        feature = Feature.of(message.get("feature"))
        content = None if feature is None else self._content(feature)
        if feature is None or content is None:
            self.leave()
            return
        self._hovered = feature
        self._card.show_content(content, spot_in(message))

    def show_card(self, content: CardContent, message: Message) -> None:
        """Show the card of a guest's feature beside the pointer."""
        self._hovered = None
        self._card.show_content(content, spot_in(message))

    def leave(self) -> None:
        """Nothing lies under the pointer any more."""
        self._hovered = None
        self._card.leave()

    def _content(self, feature: Feature) -> CardContent | None:
        model = self._live.model
        leaves = feature.properties.get("leaves")
        if isinstance(leaves, list):
            devices = self._live.devices_of(feature.source, leaves)
            counts = Counter(int(model.rank_of(one)) for one in devices)
            return cluster_card(counts, moment=self.moment) if devices else None
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
            name = _name(feature.properties)
            return text_card(name, {}) if name else None
        title = layer.name.in_language(language())
        return feature_card(feature, title, label=layer.style.label)

    def _layer(self, layer_id: str) -> MapLayer | None:
        return next((one for one in self._live.layers if one.id == layer_id), None)

    def _device_of(self, feature: Feature) -> str:
        """Return the device that a feature stands for; empty for none."""
        if feature.source in _OF_DEVICES:
            if feature.source == _VALUES:
                point = self._points.get(PointId(str(feature.properties.get("p", ""))))
                return "" if point is None else str(point.device)
            return feature.key
        if feature.source == ALARMS:
            return str(feature.properties.get("d", ""))
        return ""

    # ---- clicks --------------------------------------------------------------------------------
    def _points_of(self, feature: Feature) -> list[str]:
        """Return the points that a feature, or a cluster of them, stands for."""
        if isinstance(leaves := feature.properties.get("leaves"), list):
            return self._all_points(self._live.devices_of(feature.source, leaves))
        if feature.source in {ALARMS, _VALUES} and (point := feature.properties.get("p")):
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
        self._select(self._merged(points) if is_added(message) else points)

    def _merged(self, points: Sequence[str]) -> list[str]:
        """Return the selection with some points more; or without them, where all are in it."""
        chosen, before = set(points), set(self._selected)
        if chosen and chosen <= before:
            return [one for one in self._selected if one not in chosen]
        return [*self._selected, *(one for one in points if one not in before)]

    def _double(self, message: Message) -> None:
        if points := self._chosen(message):
            self.trend_requested.emit(points)

    def _menu(self, message: Message) -> None:
        self.leave()
        place = place_in(message.get("place"))
        if place is not None:
            self.menu_requested.emit(self._chosen(message), place, spot_in(message))

    def _cluster(self, message: Message) -> None:
        ids = message.get("ids")
        source = str(message.get("source", ""))
        devices = self._live.devices_of(source, ids if isinstance(ids, list) else ())
        if not devices:
            return
        if is_added(message):
            self._choose_points(self._merged(self._all_points(devices)))
        else:
            self.choose_devices(devices)

    # ---- shapes --------------------------------------------------------------------------------
    def set_mode(self, mode: Mode) -> None:
        """Take what the pointer does from now on."""
        self.leave()
        self.sketches.set_mode(mode)

    def _drawn(self, message: Message) -> None:
        self.sketches.take_drawn(message.get("mode"), message.get("coordinates"))

    def _take_area(self, polygon: list[tuple[float, float]]) -> None:
        if self.guest is not None and self.guest.take_area(polygon):
            return
        devices = self._live.model.devices_in(polygon)
        if devices:
            self.choose_devices(devices)
        else:
            self.message_requested.emit(self.tr("In dieser Fläche liegt kein sichtbares Gerät."))

    def choose_devices(self, device_ids: Iterable[str]) -> None:
        """Select devices, and offer what can be done with them."""
        self._choose_points(self._all_points(device_ids))

    def _all_points(self, device_ids: Iterable[str]) -> list[str]:
        model = self._live.model
        return [str(point.id) for device in device_ids for point in model.points_of(device)]

    def _choose_points(self, point_ids: list[str]) -> None:
        """Select points, and offer what can be done with them."""
        self._select(point_ids)
        model = self._live.model
        points = [self._points[PointId(one)] for one in point_ids if one in self._points]
        names = {one.type: one.name.in_language(language()) for one in model.value_choices()}
        devices = model.device_rows(point.id for point in points)
        self._strip.show_choice(len(devices), points, names)

    def _select(self, point_ids: list[str]) -> None:
        self._selected = list(point_ids)
        self._strip.show_choice(0, ())
        self.points_selected.emit(point_ids)

    def _key(self, message: Message) -> None:
        name = str(message.get("key", ""))
        if name == "Escape" and self.sketches.take_escape():
            self.escape_taken.emit()
        else:
            self.key_pressed.emit(name)


def is_added(message: Message) -> bool:
    """Tell whether a click adds to what is selected, or takes away from it."""
    keys = message.get("keys")
    return isinstance(keys, Mapping) and bool(keys.get("ctrl") or keys.get("shift"))


def _name(properties: Mapping[str, object]) -> str:
    """Return the name of a feature of the base map in the language of the screen."""
    english = properties.get("name_en") if language() == "en" else None
    return str(english or properties.get("name") or "")


def place_in(raw: object) -> Location | None:
    """Return the place of a message; None for whatever is none."""
    if not isinstance(raw, list) or len(raw) != 2:  # noqa: PLR2004 - longitude and latitude
        return None
    longitude, latitude = raw
    if isinstance(longitude, int | float) and isinstance(latitude, int | float):
        return Location(float(longitude), float(latitude))
    return None


def spot_in(message: Message) -> QPoint:
    """Return where on the canvas something happened."""
    x, y = message.get("x"), message.get("y")
    if isinstance(x, int | float) and isinstance(y, int | float):
        return QPoint(round(x), round(y))
    return QPoint()
