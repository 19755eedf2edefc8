"""Where everything on a trend lies: panes, lanes and axes on one left margin."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from widgets.texts import language, number
from widgets.theme.current import body_font
from widgets.theme.tokens import GRID
from widgets.trends.log_scales import LogScale, log_scale_for
from widgets.trends.model import Window
from widgets.trends.pictures import AxisPicture, Picture
from widgets.trends.scales import Scale, scale_for

AXIS_PT: Final = 9.0
PANE_MIN: Final = 60.0
_INTERVAL_PX: Final = 46
_MAX_INTERVALS: Final = 8
_MIN_INTERVALS: Final = 2
_WIDEST: Final = "−000,0"

ValueScale = Scale | LogScale


@dataclass(frozen=True, slots=True)
class AxisPlace:
    """A value axis: its scale and the column its labels stand in."""

    scale: ValueScale
    labels: QRectF
    is_left: bool


@dataclass(frozen=True, slots=True)
class PanePlace:
    """A pane.

    Attributes:
        area: The area of the curves.
        header: The line above it, with the units.
        axes: Its value axes.
        marks: The strip of the alarms between header and area; None without alarms.
    """

    area: QRectF
    header: QRectF
    axes: tuple[AxisPlace, ...]
    marks: QRectF | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """All places, in pixels of the widget.

    Attributes:
        panes: The panes from above.
        lanes: The lanes from above.
        time_axis: The time axis below all.
        field: From the first pane to the time axis.
        window: The range between its left and right edge.
        rail: The line of the flags of markers and notes above the first pane; of no height
            without any.
        lane_marks: The strip of the alarms of each lane; None without alarms.
    """

    panes: tuple[PanePlace, ...]
    lanes: tuple[QRectF, ...]
    time_axis: QRectF
    field: QRectF
    window: Window
    rail: QRectF
    lane_marks: tuple[QRectF | None, ...]

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


@dataclass(frozen=True, slots=True)
class _Heights:
    """The heights of everything that has a fixed one, from the font."""

    header: float
    lane: float
    axis: float
    rail: float
    strip: float
    between: float


def _heights(picture: Picture, metrics: QFontMetricsF) -> _Heights:
    line = metrics.height()
    return _Heights(
        header=line + 2 * GRID,
        lane=2 * line + 3 * GRID,
        axis=2 * line + 3 * GRID,
        rail=picture.rail_lines * (line + GRID),
        strip=line + 2.0,
        # Between two panes the lowest label above and the unit below need room for themselves.
        between=line / 2 + GRID,
    )


@dataclass(frozen=True, slots=True)
class _Column:
    """A value axis that is still to be placed: its scale and the width of its labels."""

    scale: ValueScale
    width: float


def arrange(picture: Picture, room: QRectF, shares: Sequence[object] = ()) -> Places:
    """Share out the room of the widget.

    Args:
        picture: What is shown.
        room: The area of the plot without margins.
        shares: Heights of the panes against each other; equal where nothing sensible is given.
    """
    metrics = QFontMetricsF(axis_font())
    height = _heights(picture, metrics)
    marked = {alarm.point for alarm in picture.alarms}
    is_marked = [
        any(curve.trace.point.id in marked for axis in pane for curve in axis.curves)
        for pane in picture.panes
    ]
    strips = [height.strip if lane.trace.point.id in marked else 0.0 for lane in picture.lanes]
    n_panes, n_lanes = len(picture.panes), len(picture.lanes)
    gap = 2 * GRID if n_lanes and n_panes else 0
    # The header line of the first pane also carries the tier, so it is there without curves too.
    left_over = room.height() - height.axis - height.rail - max(n_panes, 1) * height.header
    left_over -= n_lanes * height.lane + sum(strips) + gap + sum(is_marked) * height.strip
    left_over -= max(n_panes - 1, 0) * height.between
    tall = _pane_heights(left_over, n_panes, shares)
    columns = [
        [_column(axis, _intervals(pane_height), metrics) for axis in pane]
        for pane, pane_height in zip(picture.panes, tall, strict=True)
    ]
    left, right = _margins(columns, metrics)
    row = QRectF(room.left() + left, room.top(), room.width() - left - right, 0.0)
    panes = _place_panes(columns, tall, is_marked, room, row=row, height=height)
    top = panes[-1].area.bottom() + gap if panes else room.top() + height.header + height.rail
    lanes: list[QRectF] = []
    lane_marks: list[QRectF | None] = []
    for strip in strips:
        lane_marks.append(_strip(row, top, strip) if strip else None)
        lanes.append(_strip(row, top + strip, height.lane))
        top += strip + height.lane
    axis_top = room.bottom() - height.axis if n_panes else top
    rail = _strip(row, room.top() + height.header, height.rail)
    return Places(
        tuple(panes),
        tuple(lanes),
        _strip(row, axis_top, height.axis),
        _strip(row, rail.bottom(), axis_top - rail.bottom()),
        picture.window,
        rail,
        tuple(lane_marks),
    )


def _strip(row: QRectF, top: float, height: float) -> QRectF:
    """Return a rectangle as wide as the curves."""
    return QRectF(row.left(), top, row.width(), height)


def _place_panes(
    columns: list[list[_Column]],
    tall: list[float],
    is_marked: list[bool],
    room: QRectF,
    *,
    row: QRectF,
    height: _Heights,
) -> list[PanePlace]:
    """Put the panes one below the other: header, rail (the first), alarms, curves."""
    panes: list[PanePlace] = []
    top = room.top()
    for pane_columns, pane_height, has_marks in zip(columns, tall, is_marked, strict=True):
        top += height.between if panes else 0.0
        head = QRectF(room.left(), top, room.width(), height.header)
        top += height.header + (0.0 if panes else height.rail)
        marks = _strip(row, top, height.strip) if has_marks else None
        top += height.strip if has_marks else 0.0
        area = _strip(row, top, pane_height)
        panes.append(PanePlace(area, head, _axes(pane_columns, area, room), marks))
        top = area.bottom()
    return panes


def _pane_heights(left_over: float, n_panes: int, shares: Sequence[object]) -> list[float]:
    """Return the height of each pane: by the shares a person chose, never below the least."""
    chosen = [
        float(share)
        for share in shares[:n_panes]
        if isinstance(share, int | float) and isfinite(share) and share > 0
    ]
    if len(chosen) < n_panes:
        chosen = [1.0] * n_panes
    total = sum(chosen)
    return [max(left_over * share / total, PANE_MIN) for share in chosen]


def _intervals(pane_height: float) -> int:
    return min(max(int(pane_height // _INTERVAL_PX), _MIN_INTERVALS), _MAX_INTERVALS)


def _column(axis: AxisPicture, intervals: int, metrics: QFontMetricsF) -> _Column:
    """Return an axis with its scale, wide enough for its labels and its unit."""
    of = log_scale_for if axis.is_log else scale_for
    scale = of(axis.low, axis.high, intervals)
    widest = max(metrics.horizontalAdvance(text) for text in label_texts(scale))
    least = metrics.horizontalAdvance(_WIDEST)
    unit = metrics.horizontalAdvance(unit_title(axis)) if axis.is_log else 0.0
    return _Column(scale, max(widest, least, unit) + 3 * GRID)


def label_texts(scale: ValueScale) -> list[str]:
    """Return the labels of an axis, from below."""
    return [number(value, scale.decimals_of(value)) for value in scale.ticks()]


def unit_title(axis: AxisPicture) -> str:
    """Return what stands above an axis: its unit, and that it is logarithmic."""
    symbol = axis.unit.symbol or axis.unit.name.in_language(language())
    return f"{symbol} · log" if axis.is_log else symbol


def _margins(columns: list[list[_Column]], metrics: QFontMetricsF) -> tuple[float, float]:
    """Return the left and right margin that all panes share."""
    lefts = [pane[0].width for pane in columns if pane]
    rights = [sum(column.width for column in pane[1:]) for pane in columns]
    half_label = metrics.horizontalAdvance("00:00") / 2 + GRID
    return max([*lefts, half_label]), max([*rights, half_label])


def _axes(columns: list[_Column], area: QRectF, room: QRectF) -> tuple[AxisPlace, ...]:
    """Put the first axis to the left, the others one beside the other to the right."""
    places = []
    right = area.right()
    for number_of_axis, column in enumerate(columns):
        if number_of_axis == 0:
            labels = QRectF(room.left(), area.top(), area.left() - room.left(), area.height())
        else:
            labels = QRectF(right, area.top(), column.width, area.height())
            right += column.width
        places.append(AxisPlace(column.scale, labels, number_of_axis == 0))
    return tuple(places)
