"""What is measured in the scene: lengths, heights, areas on the geometry, and their words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.services.maps.measuring import area_text, length_text
from twin_viewer.analysis.measuring import area, distance
from twin_viewer.model.frames import Doubles
from twin_viewer.tools.commands import Tool
from widgets.texts import language, number

_LEAST: Final = {Tool.DISTANCE: 2, Tool.HEIGHT: 2, Tool.AREA: 3, Tool.PROFILE: 2}
ENOUGH: Final = {Tool.HEIGHT: 2, Tool.PROFILE: 2}
"""With so many corners a measurement is complete by itself."""

_NARROW: Final = "\u202f"
_STEEP: Final = 45.0
_SAME_M: Final = 0.005


@dataclass(frozen=True, slots=True, eq=False)
class Measurement:
    """What was measured.

    Attributes:
        tool: With what.
        corners: Its corners, float64 (N, 3), metres of the scene, the moving one last.
        is_finished: True when no corner moves any more.
    """

    tool: Tool
    corners: Doubles
    is_finished: bool = False

    @property
    def is_measurable(self) -> bool:
        """True with enough corners for a number."""
        return len(self.corners) >= _LEAST.get(self.tool, 2)

    @property
    def text(self) -> str:
        """The result in words, or what to do to get one."""
        if not self.is_measurable:
            return hint(self.tool, len(self.corners))
        if self.tool is Tool.AREA:
            return self._area_text()
        return self._line_text()

    def _area_text(self) -> str:
        words = QCoreApplication.translate
        found = area(self.corners)
        if found.is_crossing:
            return words(
                "twin", "Die Ränder der Fläche kreuzen sich; so hat sie keinen Flächeninhalt."
            )
        parts = [
            words("twin", "Fläche {0}").format(area_text(found.surface, mark())),
            words("twin", "von oben {0}").format(area_text(found.horizontal, mark())),
            words("twin", "Umfang {0}").format(metres(found.perimeter)),
        ]
        return " · ".join(parts)

    def _line_text(self) -> str:
        words = QCoreApplication.translate
        found = distance(self.corners)
        rise, level = found.height, found.horizontal
        parts = [words("twin", "Strecke {0}").format(metres(found.slope))]
        if self.tool is Tool.HEIGHT:
            parts = [words("twin", "Höhe {0}").format(metres(abs(rise)))]
        parts.append(words("twin", "waagerecht {0}").format(metres(level)))
        if self.tool is not Tool.HEIGHT:
            sign = "+" if rise > _SAME_M else "−" if rise < -_SAME_M else "±"
            parts.append(words("twin", "Höhe {0}").format(f"{sign}{metres(abs(rise))}"))
        parts.append(words("twin", "Neigung {0}").format(slope_text(rise, level)))
        return " · ".join(parts)


def measured(tool: Tool, corners: Sequence[Doubles], *, is_finished: bool = False) -> Measurement:
    """Return what corners measure; corners set twice at one place count once.

    Args:
        tool: With what.
        corners: Each float64 (3,), metres of the scene.
        is_finished: True when it is done.
    """
    kept: list[Doubles] = []
    for corner in corners:
        if not kept or float(np.linalg.norm(corner - kept[-1])) > _SAME_M:
            kept.append(corner)
    return Measurement(tool, np.array(kept, np.float64).reshape(-1, 3), is_finished)


def metres(value: float) -> str:
    """Return a length: to the centimetre while it is short, such as `12,34 m`."""
    if abs(value) < 100:  # noqa: PLR2004 - from here on decimetres
        return f"{number(value, 2)} m"
    return length_text(value, mark())


def slope_text(rise: float, level: float) -> str:
    """Return a slope in percent and degrees; steep ones in degrees only."""
    degrees = math.degrees(math.atan2(abs(rise), level))
    words = f"{number(degrees, 1)}°"
    if degrees > _STEEP:
        return words
    return f"{number(100 * abs(rise) / max(level, 1e-9), 1)}{_NARROW}% ({words})"


def hint(tool: Tool, corners: int) -> str:
    """Return what to do next while there is nothing to measure yet."""
    words = QCoreApplication.translate
    if corners:
        if tool in ENOUGH:
            return words("twin", "Klicken Sie auf die zweite Stelle.")
        return words("twin", "Klicken Sie auf die nächste Stelle; ein Doppelklick schließt ab.")
    hints = {
        Tool.DISTANCE: words("twin", "Klicken Sie auf den Anfang der Strecke."),
        Tool.HEIGHT: words("twin", "Klicken Sie auf die untere Stelle."),
        Tool.AREA: words("twin", "Klicken Sie auf die erste Ecke der Fläche."),
        Tool.PROFILE: words("twin", "Klicken Sie auf den Anfang des Profils."),
    }
    return hints.get(tool, "")


def mark() -> str:
    """Return the decimal mark of the language on screen."""
    return "." if language() == "en" else ","
