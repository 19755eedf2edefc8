"""Comparing a time with another one: which moment of it belongs to which moment here.

Comparisons go by the wall clock of the city. On the days its clocks change, one hour has no
counterpart, or two hours have the same; 29 February has none a year before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.local_times import at_local, to_us

_MICROSECOND: Final = timedelta(microseconds=1)
_DAY_US: Final = 86_400_000_000
_SHIFT_PREFIX: Final = "shift:"
_MOST_DIGITS: Final = 18
"""No time is further away than so many digits of µs can say; more would not fit into an int64."""


class Comparison(StrEnum):
    """With which day, by the calendar on the wall."""

    YESTERDAY = "yesterday"
    LAST_WEEK = "last_week"
    LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True)
class Shift:
    """One event laid over another: everything is moved by the same time.

    Attributes:
        us: How much later the moments here are than their counterparts, in µs; negative where
            the other event comes after this one.
    """

    us: int


AnyComparison = Comparison | Shift

_DAYS: Final = {
    Comparison.YESTERDAY: (1,),
    Comparison.LAST_WEEK: (7,),
    Comparison.LAST_YEAR: (365, 366),
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the window whose counterparts are all equally far away.

    Attributes:
        start_us: Its beginning on the window's axis, µs UTC.
        end_us: Its end (exclusive).
        shift_us: What is added to a moment of the other time to come here.
    """

    start_us: int
    end_us: int
    shift_us: int


def comparison_text(comparison: AnyComparison) -> str:
    """Return a comparison as a word that can be kept in a file."""
    if isinstance(comparison, Shift):
        return f"{_SHIFT_PREFIX}{comparison.us}"
    return comparison.value


def read_comparison(text: str) -> AnyComparison | None:
    """Return what `comparison_text` wrote; None when it is nothing of that kind."""
    if text in set(Comparison):
        return Comparison(text)
    number = text.removeprefix(_SHIFT_PREFIX)
    digits = number.removeprefix("-")
    if number != text and digits.isdecimal() and len(digits) <= _MOST_DIGITS:
        return Shift(int(number))
    return None


def segments(
    start_us: int, end_us: int, comparison: AnyComparison, zone: ZoneInfo
) -> list[Segment]:
    """Return how a window is compared, in parts of constant shift, oldest first.

    What the parts leave out has no counterpart: the hour that the other day did not have, and
    29 February a year before. In an hour that comes twice on both days the first is compared with
    the first; where only the other day has it twice, its first one is taken.

    Args:
        start_us: Begin of the window, µs UTC.
        end_us: End of the window (exclusive).
        comparison: With what.
        zone: The zone whose wall clock counts.
    """
    if end_us <= start_us:
        return []
    if isinstance(comparison, Shift):
        return [Segment(start_us, end_us, comparison.us)]
    found: list[Segment] = []
    edges = _edges(start_us, end_us, comparison, zone)
    for begin, past in pairwise(edges):
        there_us = counterpart(begin, comparison, zone)
        if there_us is None:
            continue
        shift_us = begin - there_us
        if found and found[-1].end_us == begin and found[-1].shift_us == shift_us:
            begin = found.pop().start_us  # noqa: PLW2901 - the part before goes on
        found.append(Segment(begin, past, shift_us))
    return found


def holes(parts: Sequence[Segment], start_us: int, end_us: int) -> list[tuple[int, int]]:
    """Return the spans of [start, end) that `segments` left out, µs UTC, oldest first."""
    found = []
    reached = start_us
    for part in parts:
        if part.start_us > reached:
            found.append((reached, part.start_us))
        reached = part.end_us
    if reached < end_us:
        found.append((reached, end_us))
    return found


def counterpart(time_us: int, comparison: AnyComparison, zone: ZoneInfo) -> int | None:
    """Return the moment another one is compared with, µs UTC; None when there is no such time."""
    if isinstance(comparison, Shift):
        return time_us - comparison.us
    here = at_local(time_us, zone)
    wall = _wall_before(here.replace(tzinfo=None), comparison)
    if wall is None:
        return None
    there_us = to_us(wall.replace(tzinfo=zone, fold=here.fold))
    # A time the clock on the wall jumped over comes back as another one.
    is_real = at_local(there_us, zone).replace(tzinfo=None, fold=0) == wall.replace(fold=0)
    return there_us if is_real else None


def _wall_before(wall: datetime, comparison: Comparison) -> datetime | None:
    """Return the time on the wall to compare with; None for a 29 February that is missing."""
    if comparison is not Comparison.LAST_YEAR:
        return wall - timedelta(_DAYS[comparison][0])
    try:
        return wall.replace(year=wall.year - 1)
    except ValueError:
        return None


def _edges(start_us: int, end_us: int, comparison: Comparison, zone: ZoneInfo) -> list[int]:
    """Return all moments at which the shift may change, with both ends of the window."""
    edges = {start_us, end_us}
    edges.update(_clock_changes(start_us, end_us, zone))
    reach_us = (_DAYS[comparison][-1] + 2) * _DAY_US
    for change_us in _clock_changes(start_us - reach_us, end_us, zone):
        edges.update(_here(change_us, comparison, zone))
    if comparison is Comparison.LAST_YEAR:
        edges.update(_leap_edges(start_us, end_us, zone))
    return sorted(edge for edge in edges if start_us <= edge <= end_us)


def _here(change_us: int, comparison: Comparison, zone: ZoneInfo) -> Iterator[int]:
    """Yield the moments here that show the time on the wall of a change there, old and new."""
    for moment_us in (change_us - 1, change_us):
        wall = at_local(moment_us, zone).replace(tzinfo=None)
        for days in _DAYS[comparison]:
            after = wall + _MICROSECOND * (change_us - moment_us) + timedelta(days)
            yield from (to_us(after.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))


def _leap_edges(start_us: int, end_us: int, zone: ZoneInfo) -> Iterator[int]:
    """Yield the midnights around the end of February, where years differ in length."""
    for year in range(at_local(start_us, zone).year, at_local(end_us, zone).year + 1):
        first_of_march = datetime(year, 3, 1)  # noqa: DTZ001 - a time on the wall
        for wall in (first_of_march - timedelta(days=1), first_of_march):
            yield from (to_us(wall.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))


def _clock_changes(start_us: int, end_us: int, zone: ZoneInfo) -> list[int]:
    """Return the moments of a span at which the clocks of a zone change, µs UTC."""
    found = []
    before_us = start_us
    while before_us < end_us:
        after_us = min(before_us + _DAY_US, end_us)
        if _offset(before_us, zone) != _offset(after_us, zone):
            found.append(_change_between(before_us, after_us, zone))
        before_us = after_us
    return found


def _change_between(before_us: int, after_us: int, zone: ZoneInfo) -> int:
    """Return the first moment with the later offset, by halving the span."""
    old = _offset(before_us, zone)
    while after_us - before_us > 1:
        middle_us = (before_us + after_us) // 2
        if _offset(middle_us, zone) == old:
            before_us = middle_us
        else:
            after_us = middle_us
    return after_us


def _offset(time_us: int, zone: ZoneInfo) -> timedelta | None:
    return at_local(time_us, zone).utcoffset()
