"""A whole trend onto a painter: the ground that changes with data and window, and what is above.

The ground is also what exports paint; above it move crosshair, markers and the range being chosen.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from widgets.theme import theme
from widgets.theme.tokens import GRID
from widgets.trends.alarm_layer import paint_alarms
from widgets.trends.brushwork import Brushwork
from widgets.trends.date_axis import DateAxis, step_for
from widgets.trends.geometry import Places, axis_font
from widgets.trends.kind_layer import paint_kinds, paint_labels_again
from widgets.trends.lane_layer import paint_lanes
from widgets.trends.layers import paint_after, paint_panes
from widgets.trends.markers import Markers, has_any
from widgets.trends.pictures import Picture
from widgets.trends.rail_layer import paint_markers, paint_notes
from widgets.trends.time_layer import (
    Crosshair,
    paint_crosshair,
    paint_selection,
    paint_time_axis,
)
from widgets.trends.wording import tiers_text

MARGIN = 2 * GRID
_TICK_ROOM = 2.2


def room_in(rect: QRectF) -> QRectF:
    """Return what is left of a rectangle within the margins of the plot."""
    return rect.adjusted(MARGIN / 2, MARGIN, -MARGIN, -MARGIN / 2)


@dataclass(frozen=True, slots=True)
class Above:
    """What moves above the ground.

    Attributes:
        cursor_us: The crosshair, µs UTC; None without one.
        is_held: True while the crosshair keeps its moment.
        markers: A and B.
        selection: The range being chosen with the mouse, as two x; None when none is.
    """

    cursor_us: int | None
    is_held: bool
    markers: Markers
    selection: tuple[float, float] | None = None


def paint_ground(
    painter: QPainter, rect: QRectF, picture: Picture, places: Places, axis: DateAxis
) -> None:
    """Paint everything that does not move with the hand."""
    painter.setFont(axis_font())
    metrics = QFontMetricsF(axis_font())
    positions = int(places.field.width() / (metrics.horizontalAdvance("00:00") * _TICK_ROOM))
    window = picture.window
    step = step_for(window.span_us, positions)
    ticks = tuple(axis.ticks(window.start_us, window.end_us, step))
    work = Brushwork(painter, theme().tokens, picture, places, ticks)
    paint_panes(work)
    paint_kinds(work)
    paint_lanes(work)
    paint_alarms(work)
    paint_notes(work)
    paint_time_axis(work, axis.eras(window.start_us, window.end_us, step))
    _paint_tier(work, rect)


def _paint_tier(work: Brushwork, rect: QRectF) -> None:
    """Write the tier that is drawn above the curves, always at the same place."""
    text = tiers_text(work.picture.tiers)
    if not text:
        return
    field = work.places.field
    top = room_in(rect).top()
    box = QRectF(field.left(), top, field.width() - 2 * GRID, work.metrics.height())
    work.painter.setPen(QColor(work.tokens.muted))
    work.painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, text)


def paint_marked(painter: QPainter, picture: Picture, places: Places, markers: Markers) -> None:
    """Paint what exports want of it: the veil after the moment shown, and the markers."""
    painter.setFont(axis_font())
    work = Brushwork(painter, theme().tokens, picture, places, ())
    paint_after(work)
    paint_labels_again(work)
    if has_any(markers):
        paint_markers(work, markers)


def paint_above(
    painter: QPainter,
    picture: Picture,
    places: Places,
    above: Above,
    words: Callable[[int], str],
) -> None:
    """Paint what moves above the ground.

    Args:
        painter: Target.
        picture: What is shown.
        places: Where everything lies.
        above: What moves.
        words: Gives a moment in words.
    """
    tokens = theme().tokens
    painter.setFont(axis_font())
    work = Brushwork(painter, tokens, picture, places, ())
    moments = picture.moments
    paint_after(work)
    paint_labels_again(work)
    if has_any(above.markers):
        paint_markers(work, above.markers)
    if not moments.is_live and moments.now_us is not None:
        text = words(moments.now_us)
        colour = QColor(tokens.not_live)
        paint_crosshair(work, Crosshair(moments.now_us, text, colour, has_dots=False))
    if above.cursor_us is not None:
        colour = QColor(tokens.muted)
        text = words(above.cursor_us)
        paint_crosshair(work, Crosshair(above.cursor_us, text, colour, is_held=above.is_held))
    if above.selection is not None:
        paint_selection(work, *above.selection)
