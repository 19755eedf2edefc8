"""What the chart shows, and the painting of it: the same on screen and on paper."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from PySide6.QtGui import QPainter

from app.services.portfolio.states import PortfolioState
from widgets.portfolio.gantt.bars import StyledRow, bar_rect, paint_ghost, paint_rows
from widgets.portfolio.gantt.calendar import paint_ground, paint_today
from widgets.portfolio.gantt.inks import inks
from widgets.portfolio.gantt.lines import Frame, LinkIndex, paint_links
from widgets.portfolio.gantt.rows import GanttRow, nearest_rows, span_of, visible_rows
from widgets.portfolio.gantt.shapes import BarStyle, Outlook
from widgets.portfolio.gantt.timescale import TimeScale

_BEFORE: Final = timedelta(days=21)
_AFTER: Final = timedelta(days=120)
"""Room beside the first and the last day, for names and for moving."""


@dataclass(frozen=True, slots=True)
class ChartContent:
    """What is shown.

    Attributes:
        rows: The rows on screen, in order.
        index: Dependencies between them.
        places: Place at which each row is seen, those in folded ones at theirs.
        today: The day that is looked at.
        first: First day of the chart.
        last: Last day of the chart.
        outlooks: Simulated days by uid.
        has_labels: True when names stand beside milestones and projects.
        state: What the rows are of, None for none.
    """

    rows: Sequence[GanttRow]
    index: LinkIndex
    places: Mapping[str, int]
    today: date
    first: date
    last: date
    outlooks: Mapping[str, Outlook] = field(default_factory=dict)
    has_labels: bool = True
    state: PortfolioState | None = None

    @classmethod
    def of(
        cls,
        state: PortfolioState,
        rows: Sequence[GanttRow],
        folded: Collection[str],
        outlooks: Mapping[str, Outlook],
    ) -> "ChartContent":
        """Return the content for rows of which some are folded."""
        visible = visible_rows(rows, folded)
        places = nearest_rows(rows, visible)
        first, last = span_of(rows, state.plan, state.today)
        last = max([last, *(one.p80 for one in outlooks.values())])
        return cls(
            visible,
            LinkIndex.of(state.plan.links, visible, places),
            places,
            state.today,
            _moved(first, -_BEFORE),
            _moved(last, _AFTER),
            outlooks,
            state=state,
        )

    def scale(self, per_day: float) -> TimeScale:
        """Return the scale of its days."""
        scale = TimeScale(self.first.toordinal(), self.last.toordinal(), 1.0)
        return scale.with_per_day(per_day)


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where a row would lie.

    Attributes:
        uid: Of the row.
        start: First day.
        finish: Last day.
    """

    uid: str
    start: date
    finish: date


def paint_chart(
    painter: QPainter,
    content: ChartContent,
    frame: Frame,
    chosen: Collection[str] = (),
    ghosts: Sequence[Ghost] = (),
    *,
    link: str = "",
) -> None:
    """Draw a part of the chart; the painter's origin is that of the chart.

    Args:
        painter: Target.
        content: What is shown.
        frame: The part.
        chosen: Uids of selected rows.
        ghosts: Where rows would lie.
        link: Uid of a dependency that is selected, empty for none.
    """
    colours = inks()
    places = frozenset(content.places[uid] for uid in chosen if uid in content.places)
    paint_ground(painter, frame, colours, places)
    paint_links(painter, content.index, frame, colours, chosen, link_uid=link)
    styled: list[StyledRow] = []
    for place in range(frame.first, frame.last + 1):
        row = content.rows[place]
        style = BarStyle(row.uid in chosen, content.outlooks.get(row.uid), content.has_labels)
        styled.append((place, row, style))
    paint_rows(painter, styled, frame, colours)
    paint_today(painter, frame, content.today, colours)
    for ghost in ghosts:
        place = content.places.get(ghost.uid, -1)
        if frame.has(place):
            row = replace(content.rows[place], start=ghost.start, finish=ghost.finish)
            rect = bar_rect(row, place, frame.scale, frame.row_height)
            paint_ghost(painter, rect, colours, is_milestone=row.is_milestone)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day
