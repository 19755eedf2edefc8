"""How a survey writes down where its camera looks: every firm has its own way, so it is a value."""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import pi
from typing import Final

import numpy as np

from twin_viewer.model.frames import Doubles, HeightReference


class AngleUnit(StrEnum):
    """The unit of angles."""

    DEGREES = "deg"
    GON = "gon"
    RADIANS = "rad"


class Zero(StrEnum):
    """Where a heading of zero looks."""

    NORTH = "north"
    EAST = "east"


class Column(StrEnum):
    """Which column of the photograph a heading belongs to."""

    MIDDLE = "middle"
    LEFT = "left"


_DEGREES: Final = {
    AngleUnit.DEGREES: 1.0,
    AngleUnit.GON: 0.9,
    AngleUnit.RADIANS: 180 / pi,
}
_UNIT_WORDS: Final = {
    AngleUnit.DEGREES: "Grad",
    AngleUnit.GON: "Gon",
    AngleUnit.RADIANS: "Bogenmaß",
}
DESCRIPTION: Final = (
    "Winkel in {0}, Blickrichtung ab {1} {2} zur {3}; Neigung zählt nach {4}, "
    "Querneigung nach {5} positiv."
)
CALIBRATION: Final = "Korrektur: Richtung {0}°, Neigung {1}°, Querneigung {2}°."


@dataclass(frozen=True, slots=True)
class Convention:
    """How angles and heights of a survey are written.

    Attributes:
        unit: Unit of its angles.
        zero: Where a heading of zero looks.
        is_clockwise: Whether headings grow clockwise, seen from above.
        column: Which column of the photograph the heading belongs to.
        is_up_positive: Whether a positive pitch raises the nose.
        is_right_positive: Whether a positive roll leans to the right.
        heights: What its heights count from; None where nobody says.
        crs: Reference system of its coordinates; empty where it is to be seen from the numbers.
        offset_heading: Degrees added to headings, clockwise from north.
        offset_pitch: Degrees added to pitches, nose up.
        offset_roll: Degrees added to rolls, to the right.
    """

    unit: AngleUnit = AngleUnit.DEGREES
    zero: Zero = Zero.NORTH
    is_clockwise: bool = True
    column: Column = Column.MIDDLE
    is_up_positive: bool = True
    is_right_positive: bool = True
    heights: HeightReference | None = None
    crs: str = ""
    offset_heading: float = 0.0
    offset_pitch: float = 0.0
    offset_roll: float = 0.0

    def calibrated(
        self, offset_heading: float = 0.0, offset_pitch: float = 0.0, offset_roll: float = 0.0
    ) -> "Convention":
        """Return it turned further by degrees, as a person found them by looking."""
        return replace(
            self,
            offset_heading=self.offset_heading + offset_heading,
            offset_pitch=self.offset_pitch + offset_pitch,
            offset_roll=self.offset_roll + offset_roll,
        )

    def headings(self, values: Doubles) -> Doubles:
        """Return headings of the middle column, degrees clockwise from north, 0 to 360."""
        degrees = values * _DEGREES[self.unit]
        if not self.is_clockwise:
            degrees = -degrees
        if self.zero is Zero.EAST:
            degrees = degrees + 90.0
        if self.column is Column.LEFT:
            degrees = degrees + 180.0
        turned: Doubles = np.mod(degrees + self.offset_heading, 360.0)
        return turned

    def pitches(self, values: Doubles) -> Doubles:
        """Return pitches, degrees, nose up."""
        sign = 1.0 if self.is_up_positive else -1.0
        return sign * values * _DEGREES[self.unit] + self.offset_pitch

    def rolls(self, values: Doubles) -> Doubles:
        """Return rolls, degrees, to the right."""
        sign = 1.0 if self.is_right_positive else -1.0
        return sign * values * _DEGREES[self.unit] + self.offset_roll

    def full_turn(self) -> float:
        """Return how much a whole turn is in its unit."""
        return 360.0 / _DEGREES[self.unit]

    def description(self) -> str:
        """Return it as a German sentence."""
        sentence = DESCRIPTION.format(
            _UNIT_WORDS[self.unit],
            "Norden" if self.zero is Zero.NORTH else "Osten",
            "im Uhrzeigersinn" if self.is_clockwise else "gegen den Uhrzeigersinn",
            "Bildmitte" if self.column is Column.MIDDLE else "linken Bildkante",
            "oben" if self.is_up_positive else "unten",
            "rechts" if self.is_right_positive else "links",
        )
        offsets = (self.offset_heading, self.offset_pitch, self.offset_roll)
        if not any(offsets):
            return sentence
        words = (f"{offset:.1f}".replace(".", ",") for offset in offsets)
        return f"{sentence} {CALIBRATION.format(*words)}"


_ENOUGH = 8
_TURNS = 20.0
"""Degrees the way must bend for its direction to tell one convention from another."""
_ALIKE = 0.85
"""Mean cosine between headings and way from which they count as the same direction."""


def guessed(headings: Doubles, ways: Doubles, words: str = "") -> tuple[Convention, bool]:
    """Guess a convention from the numbers, and from where the vehicle went.

    Args:
        headings: As the survey writes them, in the order of the drive; NaN where missing.
        ways: Direction of the drive there, degrees clockwise from north; NaN where unknown.
        words: Names of the columns, which may say the unit.

    Returns:
        The convention, and whether the drive confirms it: looking ahead is how vehicles are built.
    """
    known = np.isfinite(headings)
    plain = Convention(unit=_unit(headings[known], words))
    both = known & np.isfinite(ways)
    if int(both.sum()) < _ENOUGH:
        return plain, False
    turns = np.radians(ways[both])
    bend = np.degrees(
        np.sqrt(max(0.0, 2 * (1 - np.hypot(np.cos(turns).mean(), np.sin(turns).mean()))))
    )
    candidates = [
        replace(plain, zero=zero, is_clockwise=is_clockwise, column=column)
        for column in Column
        for zero in Zero
        for is_clockwise in (True, False)
    ]
    scores = [_likeness(one.headings(headings[both]), ways[both]) for one in candidates]
    if scores[0] >= _ALIKE:
        return plain, True
    best = int(np.argmax(scores))
    if bend >= _TURNS and scores[best] >= _ALIKE:
        return candidates[best], True
    return plain, False


def _unit(headings: Doubles, words: str) -> AngleUnit:
    text = words.lower()
    if "gon" in text.replace("polygon", "") or "ngrad" in text:
        return AngleUnit.GON
    if "rad" in text.replace("grad", ""):
        return AngleUnit.RADIANS
    if len(headings) < _ENOUGH or "deg" in text or "grad" in text:
        return AngleUnit.DEGREES
    most = float(np.abs(headings).max())
    if 0 < most <= 2 * pi + 1e-6 and (headings % 1).any():
        return AngleUnit.RADIANS
    if 360.0 < most <= 400.0 and (headings >= 0).all():  # noqa: PLR2004 - a turn in degrees, in gon
        return AngleUnit.GON
    return AngleUnit.DEGREES


def _likeness(headings: Doubles, ways: Doubles) -> float:
    return float(np.cos(np.radians(headings - ways)).mean())
