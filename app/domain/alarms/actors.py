"""Bad actors: the few alarms that make most of the noise, and what is wrong with each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.alarms.occurrences import Occurrences
from app.domain.alarms.rates import DAY_US, HOUR_US, MINUTE_US, most_within
from app.domain.alarms.rules import AlarmId
from app.domain.samples import NO_TIME, BoolArray, Int64Array

CHATTER_RAISES: Final = 3
"""An alarm chatters when it is raised so often within a minute (ISA-18.2, IEC 62682)."""

REPEAT_RAISES: Final = 6
"""It repeats when it is raised so often within an hour; ours: the values of a city come every few
minutes, where nothing can chatter within one."""

FLEETING_US: Final = MINUTE_US
"""An occurrence is fleeting when it is over within a minute, before anybody could act; ours."""

FLEETING_LEAST: Final = 3
"""An alarm is called fleeting after so many fleeting occurrences that are most of its own; ours."""

STALE_US: Final = DAY_US
"""An alarm is stale when it stands for longer than a day (ISA-18.2, IEC 62682)."""

TOP: Final = 10


@dataclass(frozen=True, slots=True)
class BadActor:
    """What one alarm did in a period.

    Attributes:
        alarm: The alarm.
        calls: How often it called somebody.
        share: Its share of all calls, 0 to 1.
        worst_minute: How often it was raised in its worst minute.
        worst_hour: Likewise in its worst hour.
        fleeting: How many occurrences were over within a minute.
        unseen: How many were over before anybody had acknowledged them.
        lengths_us: How long each occurrence lasted that is over, µs, ascending.
        gaps_us: How long it was quiet before each raise but the first, µs, ascending.
        since_us: When its longest occurrence was raised, µs UTC; `NO_TIME` without any.
        longest_us: How long that stood by the period's end, µs.
        is_standing: Whether the longest occurrence stands still.
    """

    alarm: AlarmId
    calls: int
    share: float
    worst_minute: int
    worst_hour: int
    fleeting: int
    unseen: int
    lengths_us: Int64Array
    gaps_us: Int64Array
    since_us: int = NO_TIME
    longest_us: int = 0
    is_standing: bool = False

    @property
    def occurrences(self) -> int:
        """How often it was raised while it called."""
        return len(self.gaps_us) + 1 if self.since_us != NO_TIME else 0

    @property
    def chatters(self) -> bool:
        """True when it was raised too often within a minute."""
        return self.worst_minute >= CHATTER_RAISES

    @property
    def repeats(self) -> bool:
        """True when it was raised too often within an hour."""
        return self.worst_hour >= REPEAT_RAISES


@dataclass(frozen=True, slots=True)
class BadActors:
    """The alarms of each kind of trouble, the worst first.

    Attributes:
        top: Those that called most, at most ten.
        chattering: Those raised too often within a minute or an hour.
        fleeting: Those that are mostly over before anybody can act.
        stale: Those that stand, or stood, for longer than a day.
    """

    top: tuple[BadActor, ...] = ()
    chattering: tuple[BadActor, ...] = ()
    fleeting: tuple[BadActor, ...] = ()
    stale: tuple[BadActor, ...] = ()

    @property
    def every(self) -> dict[AlarmId, BadActor]:
        """Each of them once, by alarm."""
        groups = (self.top, self.chattering, self.fleeting, self.stale)
        return {actor.alarm: actor for group in groups for actor in group}


def bad_actors(
    names: Sequence[AlarmId],
    called: Occurrences,
    calls: Int64Array,
    hidden: BoolArray,
    end_us: int,
) -> BadActors:
    """Return the bad actors of a period.

    Args:
        names: The alarms by their numbers.
        called: The occurrences that called and touch the period, in the order of alarms.
        calls: How often each alarm called, int64[alarms].
        hidden: Which alarms are hidden at the end, bool[alarms]: somebody dealt with them.
        end_us: The period's end, µs UTC.
    """
    total = max(int(calls.sum()), 1)
    known: dict[int, BadActor] = {}

    def actor(number: int) -> BadActor:
        if number not in known:
            first, last = np.searchsorted(called.alarm, [number, number + 1]).tolist()
            own = called.select(np.arange(first, last))
            known[number] = _actor(names[number], own, int(calls[number]), total, end_us)
        return known[number]

    def actors(numbers: Int64Array, weight: Int64Array) -> tuple[BadActor, ...]:
        order = sorted(numbers.tolist(), key=lambda number: (-weight[number], names[number]))
        return tuple(actor(number) for number in order)

    chattering = np.union1d(
        _crowded(called, CHATTER_RAISES, MINUTE_US), _crowded(called, REPEAT_RAISES, HOUR_US)
    )
    short = _counts(called, is_fleeting(called), len(names))
    raised = np.bincount(called.alarm, minlength=len(names))
    fleeting = np.flatnonzero((short >= FLEETING_LEAST) & (short * 2 > raised))
    is_dealt_with = called.is_open & hidden[called.alarm]
    longest = np.zeros(len(names), np.int64)
    np.maximum.at(longest, called.alarm, np.where(is_dealt_with, 0, called.lasted(end_us)))
    most = np.argsort(-calls, kind="stable")[: TOP * 2]
    return BadActors(
        actors(most[calls[most] > 0], calls)[:TOP],
        actors(chattering, calls),
        actors(np.setdiff1d(fleeting, chattering), short),
        actors(np.flatnonzero(longest > STALE_US), longest),
    )


def is_fleeting(called: Occurrences) -> BoolArray:
    """Return which occurrences were over before anybody could act."""
    found: BoolArray = ~called.is_open & (called.end - called.start <= FLEETING_US)
    return found


def _crowded(called: Occurrences, raises: int, span_us: int) -> Int64Array:
    """Return the numbers of the alarms that were raised so often within a span."""
    last, first = raises - 1, max(len(called) - raises + 1, 0)
    is_same = called.alarm[last:] == called.alarm[:first]
    is_close = called.start[last:] - called.start[:first] <= span_us
    return np.unique(called.alarm[last:][is_same & is_close]).astype(np.int64)


def _counts(called: Occurrences, rows: BoolArray, alarms: int) -> Int64Array:
    return np.bincount(called.alarm[rows], minlength=alarms).astype(np.int64)


def _actor(name: AlarmId, own: Occurrences, calls: int, total: int, end_us: int) -> BadActor:
    lasted = own.lasted(end_us)
    longest = int(lasted.argmax()) if len(own) else -1
    over = ~own.is_open
    unseen = over & ((own.seen == NO_TIME) | (own.seen > own.end))
    gaps = own.start[1:] - own.end[:-1]  # Only the last one can be open.
    return BadActor(
        name,
        calls,
        calls / total,
        # Closed spans, as in `_crowded`.
        most_within(own.start, MINUTE_US + 1),
        most_within(own.start, HOUR_US + 1),
        int(is_fleeting(own).sum()),
        int(unseen.sum()),
        np.sort(lasted[over]),
        np.sort(gaps),
        NO_TIME if longest < 0 else int(own.start[longest]),
        0 if longest < 0 else int(lasted[longest]),
        is_standing=longest >= 0 and bool(own.is_open[longest]),
    )
