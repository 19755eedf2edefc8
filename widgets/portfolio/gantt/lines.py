"""Dependencies as lines with right angles, found by the rows they cross."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from app.domain.portfolio.plans import PlanLink
from app.domain.samples import BoolArray, Float64Array, Int64Array
from widgets.portfolio.gantt.inks import Inks
from widgets.portfolio.gantt.rows import GanttRow
from widgets.portfolio.gantt.timescale import TimeScale

STUB: Final = 7.0
"""Px a line leaves a bar before it turns."""

NEAR: Final = 5.0
"""Px beside a line within which it is met."""

_HEAD: Final = 5.0
_BAR_SHARE: Final = 0.29
"""From the middle of a row to the edge of its bar, as a share of the row."""


_Groups = dict[str, tuple[list[QLineF], list[QPolygonF]]]
_Seen = tuple[int, int, int, float, float, float]
"""A link that is seen: its place, rows of both ends, px of both, px of its reach."""


@dataclass(frozen=True, slots=True, eq=False)
class LinkIndex:
    """Dependencies by the rows at which their ends are seen; shape (links,) each.

    Attributes:
        links: The dependencies whose ends are in different visible rows.
        before: Row of the predecessor.
        after: Row of the successor.
        low: The upper one of both rows.
        high: The lower one.
        source: Ordinal (as seen from the left) of the moment a line leaves from.
        target: Ordinal of the moment it leads to.
        reach: Days the target may lie before the source and still be met from above: half a day
            for a milestone, which stands in the middle of its day.
    """

    links: tuple[PlanLink, ...]
    before: Int64Array
    after: Int64Array
    low: Int64Array
    high: Int64Array
    source: Float64Array
    target: Float64Array
    reach: Float64Array

    @classmethod
    def of(
        cls, links: Sequence[PlanLink], visible: Sequence[GanttRow], places: Mapping[str, int]
    ) -> "LinkIndex":
        """Return the index of the links between some rows.

        Args:
            links: All dependencies.
            visible: The rows on screen, in their order.
            places: Place among them at which each row is seen.
        """
        kept: list[PlanLink] = []
        ends: list[tuple[int, int, float, float, float]] = []
        for link in links:
            before, after = places.get(link.before, -1), places.get(link.after, -1)
            if before < 0 or after < 0 or before == after:
                continue
            source = _moment(visible[before], is_end=link.type[0] == "F")
            target = _moment(visible[after], is_end=link.type[-1] == "F")
            if source is not None and target is not None:
                kept.append(link)
                ends.append((before, after, source, target, visible[after].is_milestone / 2))
        table = np.array(ends, np.float64).reshape(-1, 5)
        first, second = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
        return cls(
            tuple(kept),
            first,
            second,
            np.minimum(first, second),
            np.maximum(first, second),
            table[:, 2].copy(),
            table[:, 3].copy(),
            table[:, 4].copy(),
        )

    def crossing(self, first: int, last: int) -> Int64Array:
        """Return the places of the links that cross some rows, the last one included."""
        return np.flatnonzero((self.low <= last) & (self.high >= first)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is painted: px of the whole chart.

    Attributes:
        area: The part that is painted.
        first: First row in it.
        last: Last row in it.
        scale: Where days lie.
        row_height: Px of a row.
    """

    area: QRectF
    first: int
    last: int
    scale: TimeScale
    row_height: float

    def has(self, row: int) -> bool:
        """Tell whether a row is in it."""
        return self.first <= row <= self.last

    @classmethod
    def of(cls, area: QRectF, scale: TimeScale, row_height: float, rows: int) -> "Frame":
        """Return the frame of a part of the chart."""
        first = max(int(area.top() // row_height), 0)
        last = min(int(area.bottom() // row_height), rows - 1)
        return cls(area, first, last, scale, row_height)


def paint_links(
    painter: QPainter,
    index: LinkIndex,
    frame: Frame,
    inks: Inks,
    chosen: Collection[str],
    *,
    link_uid: str = "",
) -> None:
    """Draw the dependencies that are seen, the emphasised ones last.

    Args:
        painter: Target, at px of the chart.
        index: The dependencies.
        frame: What is painted.
        inks: Colours.
        chosen: Uids of selected rows, whose dependencies are emphasised.
        link_uid: Uid of the dependency that is selected itself, empty for none.
    """
    found = index.crossing(frame.first, frame.last)
    if not len(found):
        return
    origin, per_day = frame.scale.first, frame.scale.per_day
    sources = (index.source[found] - origin) * per_day
    targets = (index.target[found] - origin) * per_day
    seen = _seen(frame, sources, targets)
    rows: Iterable[_Seen] = zip(
        found[seen].tolist(),
        index.before[found[seen]].tolist(),
        index.after[found[seen]].tolist(),
        sources[seen].tolist(),
        targets[seen].tolist(),
        (index.reach[found[seen]] * per_day + 1.0).tolist(),
        strict=True,
    )
    _draw(painter, _grouped(index, frame, rows, chosen, link_uid), inks)


def _grouped(
    index: LinkIndex, frame: Frame, rows: Iterable[_Seen], chosen: Collection[str], picked: str
) -> _Groups:
    """Return lines and heads by how they are drawn, in the order in which they are."""
    groups: _Groups = {name: ([], []) for name in ("plain", "critical", "chosen", "picked")}
    for place, before, after, x1, x2, reach in rows:
        link = index.links[place]
        is_chosen = link.before in chosen or link.after in chosen
        name = "chosen" if is_chosen else "critical" if link.is_critical else "plain"
        lines, heads = groups["picked" if link.uid == picked else name]
        if not frame.has(before) and not frame.has(after):
            x = _pass_x(link.type, x1, x2, reach)
            lines.append(QLineF(x, frame.area.top(), x, frame.area.bottom()))
            continue
        points = path_points(link.type, (x1, before), (x2, after), frame.row_height, reach)
        lines.extend(QLineF(*ends) for ends in pairwise(points))
        heads.append(_head(points[-2], points[-1]))
    return groups


def link_at(index: LinkIndex, scale: TimeScale, height: float, at: QPointF) -> PlanLink | None:
    """Return the dependency whose line is nearest to a place of the chart, None when none is near.

    Args:
        index: The dependencies.
        scale: Where days lie.
        height: Px of a row.
        at: The place, px of the chart.
    """
    row = int(at.y() // height)
    found = index.crossing(row, row)
    sources = (index.source[found] - scale.first) * scale.per_day
    targets = (index.target[found] - scale.first) * scale.per_day
    far = 3 * STUB + NEAR
    seen = (np.minimum(sources, targets) - far <= at.x()) & (
        np.maximum(sources, targets) + far >= at.x()
    )
    best, least = None, NEAR
    for place, x1, x2 in zip(found[seen].tolist(), sources[seen], targets[seen], strict=True):
        link, reach = index.links[place], float(index.reach[place]) * scale.per_day + 1.0
        ends = (float(x1), int(index.before[place])), (float(x2), int(index.after[place]))
        points = path_points(link.type, *ends, height, reach)
        distance = min(_distance(at, *pair) for pair in pairwise(points))
        if distance <= least:
            best, least = link, distance
    return best


def _distance(at: QPointF, one: QPointF, other: QPointF) -> float:
    """Return how far a place lies from a line that runs across or down, px."""
    x = min(max(at.x(), min(one.x(), other.x())), max(one.x(), other.x()))
    y = min(max(at.y(), min(one.y(), other.y())), max(one.y(), other.y()))
    return max(abs(at.x() - x), abs(at.y() - y))


def path_points(
    kind: str,
    source: tuple[float, int],
    target: tuple[float, int],
    height: float,
    reach: float = 1.0,
) -> list[QPointF]:
    """Return the corners of the line of one dependency.

    Args:
        kind: `FS`, `SS`, `FF` or `SF`.
        source: Px from the left and row where it leaves.
        target: Likewise where it leads to.
        height: Px of a row.
        reach: Px the target may lie before the source and still be met from above.
    """
    (x1, row1), (x2, row2) = source, target
    y1, y2 = (row1 + 0.5) * height, (row2 + 0.5) * height
    down = 1.0 if row2 > row1 else -1.0
    leaves_right, comes_left = kind[0] == "F", kind[-1] == "S"
    out = x1 + STUB if leaves_right else x1 - STUB
    if leaves_right and comes_left and x2 >= x1 - reach:
        top = y2 - down * height * _BAR_SHARE
        if reach > 1.0:
            begin = y1 if x2 >= x1 else y1 + down * height * _BAR_SHARE
            return [QPointF(min(x1, x2), begin), QPointF(x2, begin), QPointF(x2, top)]
        turn = x2 + min(STUB, 4.0)
        return [QPointF(x1, y1), QPointF(turn, y1), QPointF(turn, top)]
    into = x2 - STUB if comes_left else x2 + STUB
    if leaves_right != comes_left:
        # Both on the same side of their bars: one turn beyond the farther of both.
        turn = max(out, into) if leaves_right else min(out, into)
        return [QPointF(x1, y1), QPointF(turn, y1), QPointF(turn, y2), QPointF(x2, y2)]
    middle = y1 + down * height / 2
    return [
        QPointF(x1, y1), QPointF(out, y1), QPointF(out, middle),
        QPointF(into, middle), QPointF(into, y2), QPointF(x2, y2),
    ]  # fmt: skip


def _seen(frame: Frame, sources: Float64Array, targets: Float64Array) -> BoolArray:
    margin = 3 * STUB
    left, right = frame.area.left() - margin, frame.area.right() + margin
    return (np.minimum(sources, targets) <= right) & (np.maximum(sources, targets) >= left)


def _pass_x(kind: str, x1: float, x2: float, reach: float) -> float:
    """Return where the long vertical part of a line lies."""
    leaves_right, comes_left = kind[0] == "F", kind[-1] == "S"
    if leaves_right and comes_left:
        if x2 < x1 - reach:
            return x2 - STUB
        return x2 if reach > 1.0 else x2 + min(STUB, 4.0)
    if leaves_right:
        return max(x1, x2) + STUB
    return min(x1, x2) - STUB if comes_left else x2 + STUB


def _head(before: QPointF, end: QPointF) -> QPolygonF:
    """Return an arrow's head that ends at a point."""
    if before.x() == end.x():
        back = -_HEAD if end.y() > before.y() else _HEAD
        wings = (QPointF(-_HEAD * 0.6, back), QPointF(_HEAD * 0.6, back))
    else:
        back = -_HEAD if end.x() > before.x() else _HEAD
        wings = (QPointF(back, -_HEAD * 0.6), QPointF(back, _HEAD * 0.6))
    return QPolygonF([end, end + wings[0], end + wings[1]])


def _draw(
    painter: QPainter, groups: Mapping[str, tuple[list[QLineF], list[QPolygonF]]], inks: Inks
) -> None:
    looks = {
        "plain": (inks.link, 1.0),
        "critical": (inks.text, 1.6),
        "chosen": (inks.accent, 2.0),
        "picked": (inks.accent, 4.0),
    }
    for name, (lines, heads) in groups.items():
        if not lines:
            continue
        colour, width = looks[name]
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        painter.setPen(pen)
        painter.drawLines(lines)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for head in heads:
            path.addPolygon(head)
        painter.drawPath(path)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _moment(row: GanttRow, *, is_end: bool) -> float | None:
    day = row.finish if is_end else row.start
    if day is None:
        return None
    if row.is_milestone:
        return day.toordinal() + 0.5
    return float(day.toordinal() + 1 if is_end else day.toordinal())
