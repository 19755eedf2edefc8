"""Where the map begins: at the whole city, or where it was left."""

from typing import Final

from PySide6.QtCore import QObject

from app.domain.maps import Box
from app.domain.points import Location
from widgets.map.stage import Camera, MapStage

_OFF: Final = 0.02
"""So far, as a share of its size, the middle of the view may be from that of the city."""

_ROOM: Final = 1.6
"""So much more than the city may be seen, in the direction in which it fills the view."""


class HomeView(QObject):
    """Shows the whole city until somebody looks elsewhere, also when the view becomes another size.

    Args:
        stage: The map.
        parent: Owner.

    Attributes:
        box: The whole city; None while nobody knows where it is.
        is_seen: True while the whole city is what is looked at.
    """

    def __init__(self, stage: MapStage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._city: str | None = None
        self._start: tuple[Location, float] | None = None
        self._last: Camera | None = None
        self.box: Box | None = None
        self.is_seen = True
        stage.moved.connect(self._follow)

    def set_city(self, city: str, box: Box | None) -> None:
        """Take a city; another one than before is looked at from its beginning.

        Args:
            city: Id of the city.
            box: Where it is.
        """
        is_other, self._city = city != self._city, city
        if is_other:
            self.box = box
            self.is_seen = True
            self._begin()
        else:
            self.set_box(box)

    def set_box(self, box: Box | None) -> None:
        """Take where the city is; whoever looks at all of it goes on doing so."""
        if box != self.box:
            self.box = box
            if self.is_seen:
                self._fit(at_once=True)

    def start_at(self, place: Location, zoom: float) -> None:
        """Begin where the map was left, unless that is in another city."""
        self._start = place, zoom
        if self._city is not None:
            self._begin()

    def show(self) -> None:
        """Look at the whole city."""
        self.is_seen = True
        self._fit()

    def leave(self) -> None:
        """Somebody is sent elsewhere."""
        self._start = None
        self.is_seen = False

    def _begin(self) -> None:
        start, self._start = self._start, None
        if start is not None:
            place, zoom = start
            if self.box is None or self.box.holds(place.longitude, place.latitude):
                self.is_seen = False
                self._stage.fly_to(place.longitude, place.latitude, zoom, at_once=True)
                return
        self._fit(at_once=True)

    def _fit(self, *, at_once: bool = False) -> None:
        if self.box is not None:
            self._stage.fit(self.box, at_once=at_once)

    def _follow(self) -> None:
        """Tell by the camera whether the whole city is seen; after a change of size, see to it."""
        camera, last = self._stage.camera, self._last
        self._last = camera
        if camera is None or self.box is None:
            return
        is_resized = (
            last is not None and last.center == camera.center and last.zoom == camera.zoom
        ) and last != camera
        is_whole = _is_whole(self.box, camera)
        if self.is_seen and is_resized and not is_whole:
            self._fit(at_once=True)
        else:
            self.is_seen = is_whole


def _is_whole(city: Box, camera: Camera) -> bool:
    """Tell whether a city is seen whole, in the middle, and as large as may be."""
    wide, high = city.east - city.west, city.north - city.south
    middle, seen = city.center, camera.box
    return (
        abs(camera.center.longitude - middle.longitude) <= _OFF * wide
        and abs(camera.center.latitude - middle.latitude) <= _OFF * high
        and seen.holds(city.west, city.south)
        and seen.holds(city.east, city.north)
        and min((seen.east - seen.west) / wide, (seen.north - seen.south) / high) <= _ROOM
    )
