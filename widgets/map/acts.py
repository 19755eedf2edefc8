"""What a person does on the map: choosing, going somewhere, asking, in intents and flights."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.maps import Box
from app.domain.points import Location, PointId
from app.services.maps.search_places import PlaceKind
from app.services.maps.searching import Found
from widgets.map.hosts import MapHost
from widgets.map.menus import place_menu

NEAR_ZOOM: Final = 15.0
_STEP: Final = 2.0
_CLOSEST: Final = 19.0
_FIRST_ZOOM: Final = 14.0


class MapActs(QObject):
    """Carries out what the parts of a map ask for; what concerns others becomes an intent.

    Args:
        view: The map.
        parent: Owner, and the widget whose menus these are.

    Attributes:
        selected: Ids of the points that are selected.
        is_following: True while the map goes to what is selected.

    Signals:
        points_selected: Ids of points (list of str).
        trend_requested: Ids of points (list of str).
        why_requested: Explain this point (its id).
        message_requested: A sentence for the notification strip.
    """

    points_selected = Signal(list)
    trend_requested = Signal(list)
    why_requested = Signal(str)
    message_requested = Signal(str)

    def __init__(self, view: MapHost, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._parent = parent
        self.selected: list[str] = []
        self.is_following = False

    # ---- choosing ------------------------------------------------------------------------------
    def show_selection(self, point_ids: Sequence[str]) -> None:
        """Mark what is selected on map and table; go there while the map follows."""
        view = self._view
        is_other = set(point_ids) != set(self.selected)
        self.selected = list(point_ids)
        devices = self.devices_of(point_ids)
        view.live.select(point_ids)
        if set(view.table.grid.selected_ids()) != set(devices):
            view.table.show_selection(devices)
        view.tools.set_selected(len(devices))
        if is_other and self.is_following and devices and not view.live.is_in_sight(point_ids):
            self.show_points(point_ids)

    def devices_of(self, point_ids: Iterable[str]) -> list[str]:
        """Return the devices that carry some points."""
        model = self._view.live.model
        rows = model.device_rows(PointId(one) for one in point_ids)
        return [str(model.devices.all[row].id) for row in rows]

    def points_of(self, device_ids: Iterable[str]) -> list[str]:
        """Return the points of some devices."""
        model = self._view.live.model
        return [str(point.id) for device in device_ids for point in model.points_of(device)]

    def select_devices(self, device_ids: list[str]) -> None:
        """Select devices with all their points."""
        self.points_selected.emit(self.points_of(device_ids))

    def clear(self) -> None:
        """Select nothing."""
        self.points_selected.emit([])

    # ---- going somewhere -----------------------------------------------------------------------
    def show_points(self, point_ids: Sequence[str]) -> None:
        """Go to where some points are."""
        view = self._view
        box = view.live.model.box_of(PointId(one) for one in point_ids)
        if box is not None:
            view.home.leave()
            view.stage.fit(box, max_zoom=NEAR_ZOOM)
        elif point_ids:
            words = QCoreApplication.translate("map", "Von dieser Auswahl ist kein Ort bekannt.")
            self.message_requested.emit(words)

    def show_selected(self) -> None:
        """Go to what is selected."""
        self.show_points(self.selected)

    def reveal(self, device_id: str) -> None:
        """Go to a device."""
        self.show_points(self.points_of([device_id]))

    def show_place(self, place: Location) -> None:
        """Go to a place and mark it."""
        self._view.stage.mark(place)
        self._go_near(place)

    def _go_near(self, place: Location) -> None:
        camera = self._view.stage.camera
        zoom = max(NEAR_ZOOM, camera.zoom if camera else 0.0)
        self._fly(place, zoom)

    def _fly(self, place: Location, zoom: float) -> None:
        self._view.home.leave()
        self._view.stage.fly_to(place.longitude, place.latitude, zoom)

    def come_closer(self, place: Location) -> None:
        """Go to a place, nearer than the map is now."""
        camera = self._view.stage.camera
        zoom = camera.zoom if camera else _FIRST_ZOOM
        self._fly(place, max(zoom, min(zoom + _STEP, _CLOSEST)))

    def show_city(self) -> None:
        """Show the whole city."""
        self._view.stage.mark(None)
        self._view.home.show()

    def show_extent(self, layer_id: str) -> None:
        """Show a layer whole; the city where nobody knows how far it reaches."""
        box = self._view.foreign.box_of(layer_id)
        if box is None:
            self._view.home.show()
        else:
            self._view.home.leave()
            self._view.stage.fit(box)

    def show_box(self, box: Box) -> None:
        """Draw a rectangle, and go where it is seen whole."""
        corners = ((box.west, box.south), (box.east, box.south), (box.east, box.north))
        self._view.stage.sketch([*corners, (box.west, box.north)], is_closed=True)
        self._view.home.leave()
        self._view.stage.fit(box)

    def show_found(self, found: Found) -> None:
        """Go to what was found; a device is selected, other places are marked."""
        view = self._view
        view.stage.mark(None)
        if found.device_id:
            self.select_devices([found.device_id])
        if found.box is not None:
            view.home.leave()
            view.stage.fit(found.box, max_zoom=NEAR_ZOOM + 1)
        elif found.kind is PlaceKind.DEVICE:
            self._go_near(found.location)
        else:
            self.show_place(found.location)

    def set_following(self, is_following: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Follow the selection with the map, or no longer."""
        self.is_following = is_following
        if is_following and self.selected and not self._view.live.is_in_sight(self.selected):
            self.show_points(self.selected)

    # ---- asking --------------------------------------------------------------------------------
    def ask_trend(self, point_ids: Sequence[str]) -> None:
        """Ask for the curves of points."""
        self.trend_requested.emit(list(point_ids))

    def ask_trend_of(self, device_ids: list[str]) -> None:
        """Ask for the curves of devices."""
        self.trend_requested.emit(self.points_of(device_ids))

    def ask_why(self, point_ids: Sequence[str]) -> None:
        """Ask why something is as it is: one point, or the worst value of a device."""
        if len(point_ids) > 1:
            for device in self.devices_of(point_ids):
                facts = self._view.live.model.hover_facts(device)
                if facts is not None and facts.lines:
                    self.why_requested.emit(str(facts.lines[0].point))
                    return
        if point_ids:
            self.why_requested.emit(point_ids[0])

    def ask_why_of(self, device_id: str) -> None:
        """Ask why a device is as it is."""
        self.ask_why(self.points_of([device_id]))

    def open_in_table(self, point_ids: list[str]) -> None:
        """Select points, and show their devices in the table."""
        self.points_selected.emit(point_ids)
        self._view.show_table(True)  # noqa: FBT003 - a Qt slot

    def copy(self, text: str) -> None:
        """Copy a text, and say so."""
        QGuiApplication.clipboard().setText(text)
        words = QCoreApplication.translate("map", "Kopiert: {0}")
        self.message_requested.emit(words.format(text))

    def open_menu(self, point_ids: list[str], place: Location, at: QPoint) -> None:
        """Open the menu of a place."""
        menu = place_menu(self, self._parent, point_ids, place)
        menu.popup(self._view.canvas.mapToGlobal(at))

    # ---- keys ----------------------------------------------------------------------------------
    def take_key(self, key: str) -> None:
        """Do what a key means that neither the page nor a tool had a use for."""
        if key == "Home":
            self.show_city()
        elif key == "Escape":
            self._view.stage.mark(None)
        else:
            self._view.tools.take_key(key)

    def stay_on_map(self) -> None:
        """Keep the keyboard on the map: Esc ended a tool, not the stay."""
        if self._view.canvas.isVisible():
            self._view.canvas.setFocus()
