"""What a drawn shape means: a choice of devices, or something measured."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from widgets.map.protocol import Mode
from widgets.map.tools.measurements import Measurement, Place, measured

_CHOOSING: Final = frozenset({Mode.RECTANGLE, Mode.LASSO})
_MEASURING: Final = frozenset({Mode.DISTANCE, Mode.AREA})
_OPPOSITE: Final = 2
_LEAST_CORNERS: Final = 3
_MOST_LONGITUDE: Final = 180.0
_MOST_LATITUDE: Final = 90.0


class MapSketches(QObject):
    """Takes the page's messages of its sketches and says what they mean.

    Signals:
        mode_requested: What the pointer shall do (`Mode`): back to moving.
        area_selected: The polygon round what shall be selected (list of (longitude, latitude)).
        measured: What is to be read (str), empty when there is nothing any more.
        sketch_requested: Corners that stay on the map (list), and whether they are an area (bool).
        refused: A sentence: why a shape selects nothing.
    """

    mode_requested = Signal(object)
    area_selected = Signal(list)
    measured = Signal(str)
    sketch_requested = Signal(list, bool)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mode = Mode.MOVE
        self.measurement: Measurement | None = None

    def set_mode(self, mode: Mode) -> None:
        """Take what the pointer does from now on; an earlier result goes."""
        self.mode = mode
        self.measurement = Measurement(mode) if mode in _MEASURING else None
        self.sketch_requested.emit([], False)  # noqa: FBT003 - a signal has no keywords
        self._tell()

    def take_drawing(self, coordinates: object) -> None:
        """Take a sketch that still grows (`drawing`)."""
        if self.mode in _MEASURING:
            corners = places(coordinates)
            self.measurement = measured(self.mode, corners, is_finished=False)
            self._tell()

    def take_drawn(self, mode: object, coordinates: object) -> None:
        """Take a finished sketch (`drawn`); one of a tool that was left is too late.

        While the pointer moves the map, a rectangle drawn with Shift selects as well.
        """
        corners = places(coordinates)
        if self.mode in _MEASURING and mode == self.mode:
            self.measurement = measured(self.mode, corners, is_finished=True)
            self.sketch_requested.emit(list(self.measurement.corners), self.mode is Mode.AREA)
            self._tell()
        elif self.mode not in _MEASURING and mode in _CHOOSING:
            self._choose(corners)

    def take_abandoned(self) -> None:
        """Esc ended a sketch that was under way (`abandoned`); the tool stays."""
        if self.measurement is not None and self.measurement.corners:
            self.set_mode(self.mode)

    def take_escape(self) -> bool:
        """Take Esc while no sketch is under way: first a result goes, then the tool.

        Returns:
            False when there was nothing to leave.
        """
        if self.measurement is not None and self.measurement.corners:
            self.set_mode(self.mode)
            return True
        if self.mode is not Mode.MOVE:
            self.mode_requested.emit(Mode.MOVE)
            return True
        return False

    def retranslate(self) -> None:
        """Say the result again in the language of the screen."""
        self._tell()

    def _choose(self, corners: list[Place]) -> None:
        polygon = corners
        if len(corners) == _OPPOSITE:
            (west, south), (east, north) = corners
            polygon = [(west, south), (east, south), (east, north), (west, north)]
        if len(set(polygon)) < _LEAST_CORNERS or not _has_extent(polygon):
            self.refused.emit(
                QCoreApplication.translate(
                    "map_tools",
                    "Die Fläche ist zu klein, um etwas auszuwählen. Ziehen Sie sie größer auf.",
                )
            )
            return
        self.area_selected.emit(polygon)

    def _tell(self) -> None:
        self.measured.emit(self.measurement.text if self.measurement is not None else "")


def places(raw: object) -> list[Place]:
    """Return the coordinates of a message; whatever is no place on the earth is passed over."""
    items: Sequence[Any] = raw if isinstance(raw, list | tuple) else ()
    found: list[Place] = []
    for item in items:
        if not isinstance(item, list | tuple) or len(item) < _OPPOSITE:
            continue
        longitude, latitude = item[0], item[1]
        if not _is_degree(longitude, _MOST_LONGITUDE) or not _is_degree(latitude, _MOST_LATITUDE):
            continue
        found.append((float(longitude), float(latitude)))
    return found


def _is_degree(value: object, most: float) -> bool:
    """Tell whether a value is a number within its limits; no comparison holds for NaN."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    is_within: bool = -most <= value <= most
    return is_within


def _has_extent(polygon: Sequence[Place]) -> bool:
    """Tell whether a polygon is more than a line; a self-crossing lasso of two halves is too."""
    return all(len({place[axis] for place in polygon}) > 1 for axis in (0, 1))
