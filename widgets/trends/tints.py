"""Colours on a trend, all made of the theme's tokens."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from app.domain.points import Point
from widgets.theme import Tokens

_DASHES: Final = ((), (6.0, 3.0), (2.0, 2.0))
FOCUS_WIDTH: Final = 2.0


def curve_colour(tokens: Tokens, slot: int) -> QColor:
    """Return the colour of a curve."""
    return QColor(tokens.curves[slot % len(tokens.curves)])


def curve_pen(tokens: Tokens, slot: int, width: float = 1.0) -> QPen:
    """Return the pen of a curve; beyond the last colour dashes tell curves apart."""
    pen = QPen(curve_colour(tokens, slot), width)
    dashes = _DASHES[min(slot // len(tokens.curves), len(_DASHES) - 1)]
    if dashes:
        pen.setDashPattern(dashes)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def blended(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return `share` of a colour on a ground, opaque."""
    return QColor.fromRgbF(
        colour.redF() * share + ground.redF() * (1 - share),
        colour.greenF() * share + ground.greenF() * (1 - share),
        colour.blueF() * share + ground.blueF() * (1 - share),
    )


def faded(colour: QColor, alpha: float) -> QColor:
    """Return a colour with another opacity, 0 to 1."""
    result = QColor(colour)
    result.setAlphaF(alpha)
    return result


def state_fill(tokens: Tokens, point: Point, code: float) -> QColor:
    """Return the fill of a state: the first grey, the others in muted tones, faults stronger."""
    ground = QColor(tokens.surface)
    place = next((i for i, state in enumerate(point.states) if state.code == code), None)
    if place is None:
        return blended(QColor(tokens.muted), ground, 0.18)
    if point.states[place].is_abnormal:
        return blended(QColor(tokens.stale), ground, 0.85)
    if place == 0:
        return blended(QColor(tokens.muted), ground, 0.16)
    return blended(curve_colour(tokens, place - 1), ground, 0.34)
