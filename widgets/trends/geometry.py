"""Where everything on a trend lies: panes, lanes and axes on one left margin."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from widgets.texts import number
from widgets.theme.current import body_font
from widgets.theme.tokens import GRID
from widgets.trends.model import Window
from widgets.trends.pictures import Picture
from widgets.trends.scales import Scale, scale_for

AXIS_PT: Final = 9.0
_INTERVAL_PX: Final = 46
_MAX_INTERVALS: Final = 8
_MIN_INTERVALS: Final = 2
_PANE_MIN: Final = 60.0
_WIDEST: Final = "−000,0"


@dataclass(frozen=True, slots=True)
class AxisPlace:
    """A value axis: its scale and the column its labels stand in."""

    scale: Scale
    labels: QRectF
    is_left: bool


@dataclass(frozen=True, slots=True)
class PanePlace:
    """A pane: the area of the curves, the header line above it, its axes."""

    area: QRectF
    header: QRectF
    axes: tuple[AxisPlace, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """All places, in pixels of the widget."""

    panes: tuple[PanePlace, ...]
    lanes: tuple[QRectF, ...]
    time_axis: QRectF
    field: QRectF
    window: Window

    def x_of(self, time_us: float) -> float:
        """Map a moment to x."""
        share = (time_us - self.window.start_us) / self.window.span_us
        return self.field.left() + share * self.field.width()

    def time_at(self, x: float) -> int:
        """Map x to a moment, µs UTC."""
        share = (x - self.field.left()) / max(self.field.width(), 1.0)
        return self.window.start_us + round(share * self.window.span_us)


def axis_font() -> QFont:
    """Return the font of axes and labels on the plot."""
    return body_font(AXIS_PT)


def arrange(picture: Picture, room: QRectF) -> Places:
    """Share out the room of the widget.

    Args:
        picture: What is shown.
        room: The area of the plot without margins.
    """
    metrics = QFontMetricsF(axis_font())
    line = metrics.height()
    header = line + 2 * GRID
    lane_height = 2 * line + 3 * GRID
    axis_height = 2 * line + 3 * GRID
    n_panes, n_lanes = len(picture.panes), len(picture.lanes)
    # The header line of the first pane also carries the tier, so it is there without curves too.
    top = room.top() + (header if not n_panes else 0.0)
    lanes_height = n_lanes * lane_height + (2 * GRID if n_lanes and n_panes else 0)
    # Between two panes the lowest label above and the unit below need room for themselves.
    between = line / 2 + GRID
    left_over = room.bottom() - top - axis_height - lanes_height - n_panes * header
    left_over -= max(n_panes - 1, 0) * between
    pane_height = max(left_over / n_panes, _PANE_MIN) if n_panes else 0.0
    intervals = min(max(int(pane_height // _INTERVAL_PX), _MIN_INTERVALS), _MAX_INTERVALS)
    scales = [
        [scale_for(axis.low, axis.high, intervals) for axis in pane] for pane in picture.panes
    ]
    left, right = _margins(scales, metrics)
    field_left, field_right = room.left() + left, room.right() - right
    panes: list[PanePlace] = []
    for pane_scales in scales:
        top += between if panes else 0.0
        area = QRectF(field_left, top + header, field_right - field_left, pane_height)
        head = QRectF(room.left(), top, room.width(), header)
        panes.append(PanePlace(area, head, _axes(pane_scales, area, room, metrics)))
        top = area.bottom()
    top += 2 * GRID if n_lanes and n_panes else 0
    lanes = []
    for _ in range(n_lanes):
        lanes.append(QRectF(field_left, top, field_right - field_left, lane_height))
        top += lane_height
    axis_top = room.bottom() - axis_height if n_panes else top
    field = QRectF(field_left, room.top() + header, field_right - field_left, 0.0)
    field.setBottom(axis_top)
    time_axis = QRectF(field_left, axis_top, field_right - field_left, axis_height)
    return Places(tuple(panes), tuple(lanes), time_axis, field, picture.window)


def label_texts(scale: Scale) -> list[str]:
    """Return the labels of an axis, from below."""
    return [number(value, scale.decimals) for value in scale.ticks()]


def _label_width(scale: Scale, metrics: QFontMetricsF) -> float:
    widest = max(metrics.horizontalAdvance(text) for text in label_texts(scale))
    return max(widest, metrics.horizontalAdvance(_WIDEST)) + 3 * GRID


def _margins(scales: list[list[Scale]], metrics: QFontMetricsF) -> tuple[float, float]:
    """Return the left and right margin that all panes share."""
    lefts = [_label_width(pane[0], metrics) for pane in scales if pane]
    rights = [sum(_label_width(scale, metrics) for scale in pane[1:]) for pane in scales]
    half_label = metrics.horizontalAdvance("00:00") / 2 + GRID
    return max([*lefts, half_label]), max([*rights, half_label])


def _axes(
    scales: list[Scale], area: QRectF, room: QRectF, metrics: QFontMetricsF
) -> tuple[AxisPlace, ...]:
    """Put the first axis to the left, the others one beside the other to the right."""
    places = []
    right = area.right()
    for number_of_axis, scale in enumerate(scales):
        width = _label_width(scale, metrics)
        if number_of_axis == 0:
            labels = QRectF(room.left(), area.top(), area.left() - room.left(), area.height())
        else:
            labels = QRectF(right, area.top(), width, area.height())
            right += width
        places.append(AxisPlace(scale, labels, number_of_axis == 0))
    return tuple(places)
