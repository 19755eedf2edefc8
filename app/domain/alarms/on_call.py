"""The weekly table of who is on call: who comes next, and when nobody is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.alarms.escalations import NotificationPlan, on_duty
from app.domain.alarms.rules import Schedule
from app.domain.local_times import at_local, to_us

DAY_MINUTES: Final = 24 * 60
WEEK_MINUTES: Final = 7 * DAY_MINUTES

_LOOKS_AHEAD_DAYS: Final = 8
"""Every change of a weekly table comes within a week."""


@dataclass(frozen=True, slots=True)
class Change:
    """Who is on call from a moment on.

    Attributes:
        at_us: The moment, µs UTC.
        people: Ids of those who are on call then; empty for nobody.
    """

    at_us: int
    people: tuple[str, ...]


def spans_of(schedule: Schedule) -> list[tuple[int, int]]:
    """Return when a schedule holds, as minutes of the week [begin, end), Monday first.

    A night that begins on Sunday is split at the end of the week; spans are in order.
    """
    found = []
    for day in schedule.days:
        begin = day * DAY_MINUTES + schedule.start_minute
        end = day * DAY_MINUTES + schedule.end_minute
        if schedule.end_minute <= schedule.start_minute:
            end += DAY_MINUTES
        found.append((begin, min(end, WEEK_MINUTES)))
        if end > WEEK_MINUTES:
            found.append((0, end - WEEK_MINUTES))
    return sorted(found)


def gaps_of(plan: NotificationPlan) -> list[tuple[int, int]]:
    """Return when nobody is on call, as minutes of the week [begin, end), Monday first."""
    found = []
    reached = 0
    for begin, end in sorted(span for duty in plan.duties for span in spans_of(duty.schedule)):
        if begin > reached:
            found.append((reached, begin))
        reached = max(reached, end)
    if reached < WEEK_MINUTES:
        found.append((reached, WEEK_MINUTES))
    return found


def next_change(plan: NotificationPlan, now_us: int, zone: ZoneInfo) -> Change | None:
    """Return when who is on call changes next; None where it never does.

    Args:
        plan: The plan.
        now_us: The present, µs UTC.
        zone: Zone of the city; the table is by its wall clock.
    """
    today = at_local(now_us, zone).date()
    minutes = {
        minute % DAY_MINUTES
        for duty in plan.duties
        for minute in (duty.schedule.start_minute, duty.schedule.end_minute)
    }
    moments = sorted(
        to_us(midnight.replace(hour=minute // 60, minute=minute % 60, tzinfo=zone))
        for days in range(_LOOKS_AHEAD_DAYS)
        for midnight in [datetime.combine(today + timedelta(days=days), datetime.min.time())]
        for minute in minutes
    )
    present = on_duty(plan, now_us, zone)
    for moment in moments:
        if moment > now_us and (people := on_duty(plan, moment, zone)) != present:
            return Change(moment, tuple(people))
    return None
