"""Loads as the chart and the table need them, and as words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.domain.portfolio.loads import Loads, WeekLoad
from app.domain.portfolio.portfolios import Portfolio
from widgets.connections.export import write_csv
from widgets.portfolio.gantt.tips import day_words
from widgets.texts import DASH, count, number

_tr = QCoreApplication.translate
_FRIDAY = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Lane:
    """The weeks of one organisation.

    Attributes:
        uid: Of the organisation.
        name: What it is called.
        weeks: Its work, one entry a week.
    """

    uid: str
    name: str
    weeks: Sequence[WeekLoad]

    @property
    def highest(self) -> float:
        """The most that is needed or there in a week; 1 at least, so that there is a scale."""
        there = (one.capacity or 0.0 for one in self.weeks)
        return max([1.0, *there, *(one.needed for one in self.weeks)])

    @property
    def over(self) -> Sequence[WeekLoad]:
        """The weeks with more work than people."""
        return [one for one in self.weeks if one.is_over]

    @property
    def has_capacity(self) -> bool:
        """True when somebody said how much it can do."""
        return any(one.capacity is not None for one in self.weeks)


def lanes_of(loads: Loads, portfolio: Portfolio) -> list[Lane]:
    """Return the organisations with work: those with too much first, the worst first."""
    lanes = [
        Lane(uid, portfolio.name("organisation", uid), weeks)
        for uid, weeks in loads.by_organisation.items()
    ]
    return sorted(lanes, key=lambda lane: (-len(lane.over), lane.name))


def week_words(monday: date) -> str:
    """Return a week by its number and its days."""
    number_of = monday.isocalendar()
    text = _tr("load", "KW {0}/{1}, {2} \u2013 {3}")
    last = monday + _FRIDAY
    return text.format(number_of.week, number_of.year, day_words(monday), day_words(last))


def days_words(days: float | None) -> str:
    """Return person-days with one decimal."""
    return DASH if days is None else number(days, 1)


def state_words(week: WeekLoad) -> str:
    """Return how a week stands, a few words."""
    if week.capacity is None:
        return _tr("load", "{0} Personentage Arbeit, Kapazität nicht bekannt").format(
            days_words(week.needed)
        )
    text = _tr("load", "{0} Personentage Arbeit, {1} verfügbar")
    if week.is_over:
        text = _tr("load", "überlastet: {0} Personentage Arbeit, nur {1} verfügbar")
    return text.format(days_words(week.needed), days_words(week.capacity))


def lane_words(lane: Lane) -> str:
    """Return how an organisation stands over all weeks."""
    if not lane.has_capacity:
        return _tr("load", "Kapazität nicht bekannt")
    if not lane.over:
        return _tr("load", "nirgends überlastet")
    first = lane.over[0].monday.isocalendar()
    if len(lane.over) == 1:
        return _tr("load", "überlastet in KW {0}/{1}").format(first.week, first.year)
    text = _tr("load", "überlastet in {0} Wochen, zuerst KW {1}/{2}")
    return text.format(count(len(lane.over)), first.week, first.year)


def table_text(lanes: Sequence[Lane]) -> str:
    """Return all weeks as lines with tabs between the cells, a heading first."""
    lines = ["\t".join(_heads())]
    for lane, week in _weeks(lanes):
        cells = (lane.name, day_words(week.monday), days_words(week.needed),
                 days_words(week.capacity), _over_words(week))  # fmt: skip
        lines.append("\t".join(cells))
    return "\n".join(lines)


def write_table(path: Path, lanes: Sequence[Lane]) -> None:
    """Write all weeks as CSV: days as ISO, person-days as numbers.

    Raises:
        OSError: The file cannot be written.
    """
    rows = [
        [lane.name, week.monday.isoformat(), week.needed,
         "" if week.capacity is None else week.capacity, _over_words(week)]
        for lane, week in _weeks(lanes)
    ]  # fmt: skip
    write_csv(path, _heads(), rows)


def _weeks(lanes: Sequence[Lane]) -> Iterator[tuple[Lane, WeekLoad]]:
    for lane in lanes:
        for week in lane.weeks:
            yield lane, week


def _over_words(week: WeekLoad) -> str:
    return _tr("load", "überlastet") if week.is_over else ""


def _heads() -> list[str]:
    return [
        _tr("load", "Organisation"),
        _tr("load", "Woche ab"),
        _tr("load", "Arbeit (Personentage)"),
        _tr("load", "Verfügbar (Personentage)"),
        _tr("load", "Stand"),
    ]
