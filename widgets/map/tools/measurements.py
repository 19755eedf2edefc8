"""Measuring on the map: from the corners of a sketch to words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.services.maps.measuring import area_m2, area_text, distance_m, length_text, perimeter_m
from widgets.map.protocol import Mode
from widgets.texts import language

Place = tuple[float, float]
"""Longitude and latitude, degrees."""

_LINE_CORNERS: Final = 2
_AREA_CORNERS: Final = 3


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured with one sketch.

    Attributes:
        mode: `DISTANCE` or `AREA`.
        corners: Its corners in the order in which they were set, the moving one last.
        is_finished: True when no corner moves any more.
    """

    mode: Mode
    corners: tuple[Place, ...] = ()
    is_finished: bool = False

    @property
    def is_measurable(self) -> bool:
        """True with enough corners for a number."""
        least = _AREA_CORNERS if self.mode is Mode.AREA else _LINE_CORNERS
        return len(self.corners) >= least

    @property
    def text(self) -> str:
        """The result in words, or what to do to get one."""
        if not self.is_measurable:
            return _hint(self.mode, len(self.corners))
        if self.mode is Mode.AREA:
            words = QCoreApplication.translate("map_tools", "Fläche %1 · Umfang %2")
            area, edge = area_m2(self.corners), perimeter_m(self.corners)
            return words.replace("%1", area_text(area, _mark())).replace(
                "%2", length_text(edge, _mark())
            )
        whole = length_text(distance_m(self.corners), _mark())
        words = QCoreApplication.translate("map_tools", "Strecke %1").replace("%1", whole)
        if len(self.corners) > _LINE_CORNERS:
            last = length_text(distance_m(self.corners[-2:]), _mark())
            leg = QCoreApplication.translate("map_tools", "letzter Abschnitt %1")
            words += " · " + leg.replace("%1", last)
        return words


def measured(mode: Mode, corners: Sequence[Place], *, is_finished: bool) -> Measurement:
    """Return what a sketch measures; corners set twice at one place count once.

    Args:
        mode: `DISTANCE` or `AREA`.
        corners: As the page says them; an area may say its first corner again at its end.
        is_finished: True when the sketch is done.
    """
    kept: list[Place] = []
    for corner in corners:
        if not kept or corner != kept[-1]:
            kept.append(corner)
    if mode is Mode.AREA and len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return Measurement(mode, tuple(kept), is_finished)


def _mark() -> str:
    """Return the decimal mark of the language on screen."""
    return "." if language() == "en" else ","


def _hint(mode: Mode, corners: int) -> str:
    """Return what to do next while there is nothing to measure yet."""
    words = QCoreApplication.translate
    if mode is Mode.AREA:
        if not corners:
            return words("map_tools", "Klicken Sie auf die erste Ecke der Fläche.")
        return words("map_tools", "Klicken Sie auf die nächste Ecke; ein Doppelklick schließt ab.")
    if not corners:
        return words("map_tools", "Klicken Sie auf den Anfang der Strecke.")
    return words("map_tools", "Klicken Sie auf die nächste Stelle; ein Doppelklick schließt ab.")
