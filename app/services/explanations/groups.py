"""The alarms of a group in order: which one came first, what followed, what stood before."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.domain.alarms import AlarmId, AlarmRule
from app.domain.cities import City
from app.domain.points import DeviceId
from app.domain.samples import NO_TIME
from app.domain.topologies import Topology
from app.services.alarm_spans import AlarmOccurrence
from app.services.explanations.records import MINUTE_US, Records, stood_at
from app.services.explanations.results import GroupAlarm, GroupCourse
from app.services.lost_sources import all_rules

APART_US: Final = 10 * MINUTE_US
"""Alarms that follow each other within so long belong together."""

_BACK_US: Final = 120 * MINUTE_US
_MOST: Final = 12


class Groups:
    """The alarms of a city by their group.

    Args:
        city: The city.
        topology: Its network.
    """

    def __init__(self, city: City, topology: Topology) -> None:
        self._topology = topology
        self._device_of = {point.id: point.device for point in city.points}
        self._members: dict[str, list[AlarmRule]] = {}
        for rule in all_rules(city).values():
            if not rule.is_event:
                self._members.setdefault(topology.group(rule), []).append(rule)

    def course(self, rule: AlarmRule, occurrence: AlarmOccurrence, records: Records) -> GroupCourse:
        """Return what happened in the group of an alarm round one of its occurrences."""
        group = self._topology.group_of(rule)
        members = {one.id: one for one in self._members.get(group.key, ())} | {rule.id: rule}
        pivot_us = occurrence.start_us
        start_us, end_us = pivot_us - _BACK_US, min(pivot_us + APART_US, records.at_us) + 1
        found = [
            one
            for one in records.occurrences(start_us, end_us, list(members))
            if one.alarm != rule.id or one.start_us <= pivot_us
        ]
        above = self._upstream_alarms(rule, members)
        chain = _cluster(found, occurrence)
        chain += [one for one in found if one.alarm in above and stood_at(one, pivot_us)]
        first = _first_of_each(chain)
        order = self._topology.in_order((one.alarm, one.start_us) for one in first.values())
        first_us = order[0][1]
        rest = [one for one in found if stood_at(one, pivot_us) and one.alarm not in first]
        told = [
            _told(members[name], first[name], first_us, rule.id, above)
            for name, _ in _with_subject(order, rule.id)
        ]
        standing = [_told(members[one.alarm], one, first_us, rule.id, above) for one in rest]
        return GroupCourse(group, tuple(told), len(order) - len(told), tuple(standing[:_MOST]))

    def _upstream_alarms(
        self, rule: AlarmRule, members: Mapping[AlarmId, AlarmRule]
    ) -> frozenset[AlarmId]:
        device = self._device_of.get(rule.point)
        above: Sequence[DeviceId] = () if device is None else self._topology.upstream(device)
        return frozenset(
            name for name, one in members.items() if self._device_of.get(one.point) in above
        )


def _cluster(found: list[AlarmOccurrence], own: AlarmOccurrence) -> list[AlarmOccurrence]:
    """Return the occurrences that lie round one without a longer pause between two raises."""
    earlier = sorted((one for one in found if one.start_us <= own.start_us), key=_start)
    later = sorted((one for one in found if one.start_us > own.start_us), key=_start)
    cluster, reached_us = [own], own.start_us
    for one in reversed(earlier):
        if reached_us - one.start_us > APART_US:
            break
        cluster.append(one)
        reached_us = one.start_us
    return cluster + later


def _start(occurrence: AlarmOccurrence) -> int:
    return occurrence.start_us


def _first_of_each(chain: list[AlarmOccurrence]) -> dict[AlarmId, AlarmOccurrence]:
    """Return the first occurrence of each alarm: one that chatters counts once."""
    first: dict[AlarmId, AlarmOccurrence] = {}
    for one in sorted(chain, key=_start):
        first.setdefault(one.alarm, one)
    return first


def _with_subject(order: list[tuple[AlarmId, int]], subject: AlarmId) -> list[tuple[AlarmId, int]]:
    """Return the begin of a long chain, and the alarm explained wherever it comes."""
    return order[:_MOST] + [one for one in order[_MOST:] if one[0] == subject]


def _told(
    rule: AlarmRule,
    occurrence: AlarmOccurrence,
    first_us: int,
    subject: AlarmId,
    above: frozenset[AlarmId],
) -> GroupAlarm:
    return GroupAlarm(
        rule,
        occurrence.start_us,
        occurrence.start_us - first_us,
        NO_TIME if occurrence.end_us is None else occurrence.end_us,
        is_subject=rule.id == subject,
        is_upstream=rule.id in above,
    )
