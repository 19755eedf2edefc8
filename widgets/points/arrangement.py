"""Which points are shown and in which order: filter, sort and groups as pure array work.

The result is one array of display rows: a number from 0 on is a point's row, a negative number -g-1
is the heading of group g. Order is stable: rows move only when a person asks for it.
"""

from dataclasses import dataclass, field
from enum import Flag, auto

import numpy as np

from app.domain.samples import NO_TIME, BoolArray, Float64Array, Int64Array, UInt8Array
from widgets.folding import fold, matches
from widgets.points.columns import Column, Grouping
from widgets.points.roster import Roster


class Quick(Flag):
    """Quick filters; several together show the rows that meet any of them."""

    NONE = 0
    ABNORMAL = auto()
    STALE = auto()
    SOURCE_DOWN = auto()


@dataclass(slots=True)
class Wishes:
    """What the person asked for.

    Attributes:
        text: Words of the filter box, all of which must occur.
        quick: Quick filters.
        field_id: Only this field of action; empty for all.
        column: Column to sort by; None for the profile's order.
        is_descending: Direction of the sort.
        grouping: How rows are grouped.
        collapsed: Keys of the groups that are folded away.
    """

    text: str = ""
    quick: Quick = Quick.NONE
    field_id: str = ""
    column: Column | None = None
    is_descending: bool = False
    grouping: Grouping = Grouping.NONE
    collapsed: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class LiveColumns:
    """What lives of n points: value, source time (µs UTC), quality, alarm rank and judgements."""

    value: Float64Array
    time: Int64Array
    quality: UInt8Array
    rank: UInt8Array
    stale: BoolArray
    abnormal: BoolArray
    source_down: BoolArray

    @classmethod
    def unknown(cls, n: int) -> "LiveColumns":
        """Return the columns of points of which nothing is known."""
        none = np.zeros(n, bool)
        small = np.zeros(n, np.uint8)
        return cls(
            np.full(n, np.nan), np.full(n, NO_TIME, np.int64), small, small, none, none, none
        )


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """The heading of a group: how many points, how many abnormal, rank of the worst alarm."""

    title: str = ""
    count: int = 0
    abnormal: int = 0
    worst: int = 0
    is_folded: bool = False


def text_mask(roster: Roster, wishes: Wishes) -> BoolArray:
    """Tell which rows meet the filter box and the field of action, bool[n]."""
    words = fold(wishes.text).split()
    mask = np.array([matches(text, words) for text in roster.search], bool)
    if wishes.field_id:
        mask &= np.array([point.field == wishes.field_id for point in roster.points], bool)
    return mask


def quick_mask(live: LiveColumns, quick: Quick) -> BoolArray:
    """Tell which rows meet the quick filters, bool[n]; all when there is none."""
    if quick is Quick.NONE:
        return np.ones(len(live.value), bool)
    mask = np.zeros(len(live.value), bool)
    if Quick.ABNORMAL in quick:
        mask |= live.abnormal
    if Quick.STALE in quick:
        mask |= live.stale
    if Quick.SOURCE_DOWN in quick:
        mask |= live.source_down
    return mask


def sort_keys(roster: Roster, live: LiveColumns, column: Column) -> Float64Array:
    """Return a number for each row whose order is the order of a column; NaN sorts last.

    Alarms come worst first and values smallest first. Float64 holds µs since 1970 exactly.
    """
    if column in roster.texts:
        return roster.text_rank(column).astype(np.float64)
    if column is Column.ALARM:
        return -live.rank.astype(np.float64)
    if column is Column.QUALITY:
        return (live.quality * 2 + live.stale).astype(np.float64)
    if column is Column.AGE:
        missing = live.time == NO_TIME
        ages: Float64Array = np.where(missing, np.nan, -live.time.astype(np.float64))
        return ages
    return live.value.copy()


def arrange(
    roster: Roster, wishes: Wishes, shown: BoolArray, keys: Float64Array | None
) -> Int64Array:
    """Return the display rows.

    Args:
        roster: The points.
        wishes: Sort direction, grouping, folded groups.
        shown: Which rows are shown, bool[n].
        keys: Sort keys, float64[n]; None for the profile's order.
    """
    rows = np.flatnonzero(shown)
    if keys is not None:
        chosen = keys[rows]
        rows = rows[np.argsort(-chosen if wishes.is_descending else chosen, kind="stable")]
    if wishes.grouping is Grouping.NONE:
        return rows
    groups = roster.groups(wishes.grouping)
    rows = rows[np.argsort(groups.of_row[rows], kind="stable")]
    of_row = groups.of_row[rows]
    pieces: list[Int64Array] = []
    for group in np.unique(of_row):
        pieces.append(np.array([-int(group) - 1], np.int64))
        if groups.keys[int(group)] not in wishes.collapsed:
            pieces.append(rows[of_row == group])
    return np.concatenate(pieces) if pieces else rows
