"""Answers questions to the records, at present or at a moment, by few questions to the store."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.inventory.fields import Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key
from app.domain.local_times import to_us
from app.domain.portfolio.evidence.fields import lead
from app.domain.portfolio.evidence.questions import Has, Measure, OfRecords
from app.services.portfolio.evidence.answers import Answer
from app.services.ports import InventoryReader

MOST_ROWS: Final = 200
"""So many rows behind a value are named."""

_CHANGED: Final = "valid_from"
_PERCENT: Final = 100.0

Groups = Sequence[tuple[Value, int]]
"""Values, and how many records have each."""


def answer_records(
    reader: InventoryReader, of: OfRecords, at_us: int | None, zone: ZoneInfo
) -> Answer:
    """Return what a question to the records gives.

    Args:
        reader: Reads the records; used in the calling thread.
        of: The question; one that `faults.problems` finds nothing wrong with.
        at_us: The moment, µs UTC; None for the present.
        zone: Time zone of the city, for days.

    Raises:
        StoppedError: The reader was interrupted.
    """
    base = query_of(reader, of.kind, of.filters, of.has, at_us)
    dates = reader.groups(base, of.dated_by or _CHANGED)
    newest_us = _newest(dates, zone)
    unit, shown, whole = _unit(of), base, sum(count for _, count in dates)
    if of.measure is Measure.COUNT:
        value: float | None = float(whole)
        count = whole
    elif of.measure is Measure.SHARE:
        shown = _part(reader, of, at_us)
        count = reader.count(shown)
        value = _PERCENT * count / whole if whole else None
    else:
        groups = reader.groups(base, of.path)
        shown = Query(of.kind, (*base.filters, Filter(of.path, Operator.IS_FILLED)), at_us=at_us)
        value, count = number_of(of.measure, groups), _numbers(groups)
    ids = reader.ids(shown, MOST_ROWS)
    rows = [Key(of.kind, uid) for uid in reader.keys(of.kind, ids)]
    problem = "" if value is not None else _empty(of)
    return Answer(value, unit, newest_us, count, rows, count, shown, (), problem)


def value_of_records(reader: InventoryReader, of: OfRecords, at_us: int) -> float | None:
    """Return only the value a question had at a moment, for a trend.

    Raises:
        StoppedError: The reader was interrupted.
    """
    base = query_of(reader, of.kind, of.filters, of.has, at_us)
    if of.measure is Measure.COUNT:
        return float(reader.count(base))
    if of.measure is Measure.SHARE:
        whole = reader.count(base)
        return _PERCENT * reader.count(_part(reader, of, at_us)) / whole if whole else None
    return number_of(of.measure, reader.groups(base, of.path))


def query_of(
    reader: InventoryReader,
    kind: str,
    filters: Sequence[Filter],
    has: Sequence[Has],
    at_us: int | None,
) -> Query:
    """Return the query of records that fulfil conditions, those on other records worked out."""
    found = Query(kind, tuple(filters), at_us=at_us)
    for one in has:
        found = Query(kind, (*found.filters, _worked_out(reader, found, one)), at_us=at_us)
    return found


def _part(reader: InventoryReader, of: OfRecords, at_us: int | None) -> Query:
    filters, has = (*of.filters, *of.of_these), (*of.has, *of.of_these_has)
    return query_of(reader, of.kind, filters, has, at_us)


def _worked_out(reader: InventoryReader, query: Query, has: Has) -> Filter:
    """Return a condition on other records as one on the reference that leads to them."""
    counts: Counter[Value] = Counter()
    for path in has.fields:
        for uid, count in reader.groups(Query(has.kind, has.filters, at_us=query.at_us), path):
            if uid is not None:
                counts[uid] += count
    most = has.at_most
    if has.at_least > 0:
        fitting = [
            uid
            for uid, count in counts.items()
            if count >= has.at_least and (most is None or count <= most)
        ]
    else:  # those that nobody refers to fit as well
        there = reader.groups(query, has.via)
        fitting = [uid for uid, _ in there if most is None or counts[uid] <= most]
    return Filter(has.via, Operator.IN, tuple(fitting))


def number_of(measure: Measure, groups: Groups) -> float | None:
    """Return what is made of the numbers of a field.

    Args:
        measure: What is made; neither a count nor a share.
        groups: The numbers with how often each is there; what is no number does not count.

    Returns:
        None when there are no numbers, 0 for the sum of none.
    """
    pairs = sorted((float(one), many) for one, many in groups if isinstance(one, int | float))
    total = sum(many for _, many in pairs)
    if measure is Measure.SUM:
        return sum(one * many for one, many in pairs)
    if not pairs:
        return None
    match measure:
        case Measure.MEAN:
            return sum(one * many for one, many in pairs) / total
        case Measure.MIN:
            return pairs[0][0]
        case Measure.MAX:
            return pairs[-1][0]
        case _:
            return (_nth(pairs, (total - 1) // 2) + _nth(pairs, total // 2)) / 2


def _nth(pairs: Sequence[tuple[float, int]], place: int) -> float:
    for value, many in pairs:
        if place < many:
            return value
        place -= many
    raise IndexError(place)


def _numbers(groups: Groups) -> int:
    return sum(many for one, many in groups if isinstance(one, int | float))


def _newest(groups: Groups, zone: ZoneInfo) -> int | None:
    found = [_moment(value, zone) for value, _ in groups if value is not None]
    return max((one for one in found if one is not None), default=None)


def _moment(value: Value, zone: ZoneInfo) -> int | None:
    """Return a moment, or the begin of a day."""
    if isinstance(value, int | float):
        return int(value)
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return to_us(datetime(day.year, day.month, day.day, tzinfo=zone))


def _unit(of: OfRecords) -> str:
    if of.measure is Measure.SHARE:
        return "%"
    return lead(of.kind, of.path).field.unit if of.path else ""


def _empty(of: OfRecords) -> str:
    plural = KINDS[of.kind].plural
    if of.measure is Measure.SHARE:
        return f"Es gibt keine {plural}, von denen ein Anteil gebildet werden könnte."
    return f"Unter den {plural}, die gemeint sind, hat keine Zeile hier eine Zahl."
