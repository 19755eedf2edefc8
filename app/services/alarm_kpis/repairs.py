"""What would mend a bad actor: a deadband, a delay, a suppression, no alarm at all, or hands.

A short excursion that needs no action wants a delay before the alarm; one that needs action every
time wants a delay before its end, so that it stays one alarm. The values come from what happened:
how long the alarm stood each time, and how long it was quiet between.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import nan
from typing import Final

import numpy as np

from app.domain.alarms import AlarmId, AlarmRule, Priority, RuleKind
from app.domain.alarms.actors import FLEETING_LEAST, STALE_US, BadActor
from app.domain.alarms.kpis import Kpis
from app.domain.cities import City
from app.domain.points import DeviceId
from app.domain.samples import BoolArray, Int64Array
from app.services.lost_sources import lost_alarm_id


class RepairKind(StrEnum):
    """What would mend it."""

    DEADBAND = "deadband"
    ON_DELAY = "on_delay"
    OFF_DELAY = "off_delay"
    SUPPRESSION = "suppression"
    """Another alarm explains it: while that stands, this one need not call."""
    EVENT = "event"
    """Nobody ever acts on it: it is an event and no alarm."""
    FIX = "fix"
    """It stands for days: mend the cause, or take it out of service."""
    SERVER = "server"
    """The server judges it: the change belongs there."""
    REVIEW = "review"
    """Its durations suggest nothing: look at the cause and at the limit."""


@dataclass(frozen=True, slots=True)
class RepairProposal:
    """What would mend a bad actor.

    Attributes:
        alarm: The alarm.
        kind: What would mend it.
        rule: Its rule with the change; unchanged for FIX and REVIEW, None for SERVER.
        value: The value proposed: seconds for delays, the point's unit for DEADBAND, else NaN.
        spared: How many of the occurrences of the period it would have spared.
        occurrences: Of how many.
        cause: The alarm that explains it, for SUPPRESSION.
    """

    alarm: AlarmId
    kind: RepairKind
    rule: AlarmRule | None
    value: float = nan
    spared: int = 0
    occurrences: int = 0
    cause: AlarmId | None = None


_DELAYS_S: Final = (5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1_200, 1_800, 3_600)
"""Delays that people choose; ours."""

_MOST_ON_DELAY_S: Final = 600
"""A longer delay would hide what a person must see."""

_MOST_OFF_DELAY_S: Final = 1_800
"""A longer one would keep an alarm in the list that has long been over."""

_DEADBAND_SHARE: Final = 0.02
"""Deadband to begin with, of the limit: between 1 % for temperatures and 5 % for flows and levels
(EEMUA 191)."""

_EXPLAINED: Final = 0.8
"""An alarm explains another one when it stands at so many of its raises."""

_STANDS_AT_MOST: Final = 0.5
"""What stands for more of the time explains nothing."""

_UNHEEDED_LEAST: Final = 10
_UNHEEDED: Final = 0.9
"""An alarm that is over before anybody has seen it so often needs no action."""


class Repairs:
    """Proposes what would mend the bad actors of a period.

    Args:
        rules: The rules by alarm.
        city: The city: what belongs together in it.
        kpis: The figures that the bad actors come from.
    """

    def __init__(self, rules: Mapping[AlarmId, AlarmRule], city: City, kpis: Kpis) -> None:
        self._rules, self._city, self._kpis = rules, city, kpis
        self._points = {point.id: point for point in city.points}
        self._numbers = {name: number for number, name in enumerate(kpis.names)}
        self._of_device: dict[DeviceId, list[AlarmRule]] = {}
        for rule in city.rules:
            point = self._points.get(rule.point)
            if point is not None:
                self._of_device.setdefault(point.device, []).append(rule)

    def propose(self, actor: BadActor) -> RepairProposal | None:
        """Return what would mend a bad actor; None when its rule is gone."""
        rule = self._rules.get(actor.alarm)
        if rule is None:
            return None
        if rule.kind is RuleKind.MIRRORED:
            return RepairProposal(rule.id, RepairKind.SERVER, None)
        if actor.longest_us > STALE_US:
            return RepairProposal(rule.id, RepairKind.FIX, rule)
        return (
            self._suppression(rule)
            or _delay(actor, rule)
            or _event(actor, rule)
            or RepairProposal(rule.id, RepairKind.REVIEW, rule)
        )

    def _suppression(self, rule: AlarmRule) -> RepairProposal | None:
        """Propose the alarm nearby that stands nearly whenever this one is raised."""
        raises, _ = self._spans(rule.id)
        if len(raises) < FLEETING_LEAST or rule.priority is Priority.CRITICAL:
            return None
        length_us = self._kpis.end_us - self._kpis.start_us
        best: tuple[int, AlarmId] | None = None
        for other in self._neighbours(rule):
            if other.id not in self._numbers or not _may_explain(other, rule):
                continue
            begins, ends = self._spans(other.id)
            explained = int(_is_in(raises, begins, ends).sum())
            stood = int((ends - np.maximum(begins, self._kpis.start_us)).clip(0).sum())
            is_better = best is None or explained > best[0]
            if (
                is_better
                and explained >= _EXPLAINED * len(raises)
                and stood <= _STANDS_AT_MOST * length_us
            ):
                best = explained, other.id
        if best is None:
            return None
        spared, cause = best
        changed = replace(rule, suppressed_by=(*rule.suppressed_by, cause))
        return RepairProposal(
            rule.id, RepairKind.SUPPRESSION, changed, nan, spared, len(raises), cause
        )

    def _neighbours(self, rule: AlarmRule) -> Iterator[AlarmRule]:
        """Yield the rules of its device, of what connects that, and of its source."""
        point = self._points.get(rule.point)
        if point is None:
            return
        seen: set[DeviceId] = set()
        device: DeviceId | None = point.device
        while device is not None and device not in seen:
            seen.add(device)
            yield from self._of_device.get(device, ())
            device = self._city.uplinks.get(device)
        lost = self._rules.get(lost_alarm_id(point.source))
        if lost is not None:
            yield lost

    def _spans(self, name: AlarmId) -> tuple[Int64Array, Int64Array]:
        """Return begins and ends of an alarm's occurrences; what stands ends with the period."""
        every, number = self._kpis.occurrences, self._numbers[name]
        first, last = np.searchsorted(every.alarm, [number, number + 1]).tolist()
        own = every.select(np.arange(first, last))
        return own.start, own.start + own.lasted(self._kpis.end_us)


# --- delays and deadband --------------------------------------------------------------------------


def _delay(actor: BadActor, rule: AlarmRule) -> RepairProposal | None:
    """Propose what keeps an alarm from coming and going."""
    is_noisy = actor.chatters or actor.repeats
    is_short = actor.fleeting >= FLEETING_LEAST and actor.fleeting * 2 > actor.occurrences
    if not is_noisy and not is_short:
        return None
    # Whoever must act each time must hear of it at once.
    may_wait = is_short and rule.priority > Priority.HIGH
    found = [_off_delay(actor, rule)] if is_noisy else []
    found += [_on_delay(actor, rule)] if may_wait else []
    best = max(found, key=lambda each: each.spared, default=None)
    if best is None:
        return None
    has_no_deadband = not rule.kind.has_codes and rule.deadband == 0 and rule.threshold != 0
    if actor.chatters and has_no_deadband:
        # Noise around the limit: half of the gaps are the measure trembling on its edge.
        deadband = abs(rule.threshold) * _DEADBAND_SHARE
        changed = replace(rule, deadband=deadband)
        return replace(best, kind=RepairKind.DEADBAND, rule=changed, value=deadband, spared=0)
    return best if best.spared else None


def _on_delay(actor: BadActor, rule: AlarmRule) -> RepairProposal:
    seconds = min(_nice(actor.lengths_us), _MOST_ON_DELAY_S)
    value = rule.on_delay_s + seconds
    return RepairProposal(
        rule.id,
        RepairKind.ON_DELAY,
        replace(rule, on_delay_s=value),
        value,
        _at_most(actor.lengths_us, seconds),
        actor.occurrences,
    )


def _off_delay(actor: BadActor, rule: AlarmRule) -> RepairProposal:
    seconds = min(_nice(actor.gaps_us), _MOST_OFF_DELAY_S)
    value = rule.off_delay_s + seconds
    return RepairProposal(
        rule.id,
        RepairKind.OFF_DELAY,
        replace(rule, off_delay_s=value),
        value,
        _at_most(actor.gaps_us, seconds),
        actor.occurrences,
    )


def _nice(durations_us: Int64Array) -> int:
    """Return a delay, in seconds, that covers nine of ten durations, if any does."""
    if not len(durations_us):
        return 0
    wanted = float(np.quantile(durations_us, 0.9)) / 1e6
    return next((delay for delay in _DELAYS_S if delay >= wanted), _DELAYS_S[-1])


def _at_most(durations_us: Int64Array, seconds: float) -> int:
    return int(np.searchsorted(durations_us, round(seconds * 1e6), "right"))


# --- other alarms, and nobody --------------------------------------------------------------------


def _may_explain(other: AlarmRule, rule: AlarmRule) -> bool:
    """Tell whether an alarm could stand for another one: it is no less urgent, and no part of it.

    Of the limits of one point only the more urgent one may silence the other.
    """
    if other.id == rule.id or other.id in rule.suppressed_by or rule.id in other.suppressed_by:
        return False
    if other.point == rule.point:
        return other.priority < rule.priority
    return other.priority <= rule.priority


def _is_in(times: Int64Array, begins: Int64Array, ends: Int64Array) -> BoolArray:
    """Tell which moments lie within any of some spans that are in order and disjoint."""
    place = np.searchsorted(begins, times, "right")
    found: BoolArray = place > 0
    found[found] = times[found] < ends[place[found] - 1]
    return found


def _event(actor: BadActor, rule: AlarmRule) -> RepairProposal | None:
    """Propose to alert nobody where nobody ever acts."""
    is_often = actor.occurrences >= _UNHEEDED_LEAST
    is_unheeded = actor.unseen >= _UNHEEDED * actor.occurrences
    if not (is_often and is_unheeded and rule.priority > Priority.HIGH):
        return None
    return RepairProposal(
        rule.id,
        RepairKind.EVENT,
        replace(rule, is_event=True),
        nan,
        actor.occurrences,
        actor.occurrences,
    )
