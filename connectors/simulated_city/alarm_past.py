"""The alarms of the simulated city's past, as lines for a journal: who was alarmed, who answered.

Values come from `World`, at the moments at which history is filled in, so that a curve and the
journal tell the same. Each rule runs over them at once (`back_test`); what then happens to the
alarm (calls, acknowledgements, shelves) goes through the domain's own transitions, so that the
journal holds nothing the collector could not have written. All of it is over before the live city
begins.
"""

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.alarms import AlarmEvent, AlarmId, AlarmRule, RuleKind
from app.domain.alarms.backtests import References, back_test
from app.domain.alarms.episodes import Episodes
from app.domain.points import PointId
from app.domain.samples import NO_TIME, Int64Array, Quality, SampleBatch
from app.domain.sources import SourceKind
from app.services.lost_sources import LOST_VALUE, all_rules
from connectors.simulated_city.alarm_courses import Course, course_of
from connectors.simulated_city.history import DAYS, rows_between
from connectors.simulated_city.incidents import IncidentKind
from connectors.simulated_city.operators import Operators
from connectors.simulated_city.sampling import SCHEME
from connectors.simulated_city.world import World

SETTLED_US: Final = 600_000_000
"""Alarms that returned so shortly before the live city begins are its own."""

_DAY_US: Final = 86_400_000_000
_POINTS: Final = 64
"""Points computed at once, some 13 MB a column; the weather of all days is made for each call."""

_ALARMS: Final = 16
"""Alarms played between two breaks."""

_PAUSE_S: Final = 0.001
_RECONNECT_US: Final = 4_000_000
"""How long a connection takes to come back after its server did."""

_UNKNOWN: Final = frozenset({RuleKind.FORMULA, RuleKind.MIRRORED})
"""Kinds that are not told of: what they watch is computed elsewhere."""


@dataclass(frozen=True, slots=True)
class Span:
    """The time told of, µs UTC: begin, and end (exclusive), before which everything is over."""

    start_us: int
    end_us: int


def past_alarms(
    world: World, now_us: int, days: int = DAYS, cancelled: Callable[[], bool] = lambda: False
) -> list[AlarmEvent]:
    """Return what happened to the alarms of a simulated city in the days before a moment.

    Args:
        world: The city's values.
        now_us: When the live city begins, µs UTC.
        days: How many days before.
        cancelled: Asked between two parts; when it says True, the answer is empty.

    Returns:
        Events in order of time; every alarm is at rest after its last one.
    """
    span = Span(now_us - days * _DAY_US, now_us)
    rules = {rule.id: rule for rule in all_rules(world.city).values()}
    stood: dict[AlarmId, Episodes] = {}
    for rule, episodes in _episodes(world, rules, span):
        if cancelled():
            return []
        settled = _settled(episodes, span)
        if len(settled):
            stood[rule.id] = settled
    operators = Operators(world.city, world.seed, world.zone, (span.start_us, span.end_us))
    events: list[AlarmEvent] = []
    for place, (name, episodes) in enumerate(stood.items()):
        if cancelled():
            return []
        above = _suppressors(rules[name], stood)
        events += course_of(Course(rules[name], episodes, above, span.end_us), operators)
        if place % _ALARMS == 0:
            time.sleep(_PAUSE_S)  # gives up the interpreter lock: what is live comes first
    return sorted(events, key=_time)


def _time(event: AlarmEvent) -> int:
    return event.time_us


def _settled(episodes: Episodes, span: Span) -> Episodes:
    """Return the episodes that were over well before the end."""
    is_over = (episodes.end_us != NO_TIME) & (episodes.end_us < span.end_us - SETTLED_US)
    return episodes.select(is_over)


def _suppressors(
    rule: AlarmRule, stood: Mapping[AlarmId, Episodes]
) -> list[tuple[AlarmId, Episodes]]:
    """Return when the alarms stood that explain one."""
    return [(name, stood[name]) for name in rule.suppressed_by if name in stood]


# --- when alarms stood -----------------------------------------------------------------------


def _episodes(
    world: World, rules: Mapping[AlarmId, AlarmRule], span: Span
) -> Iterator[tuple[AlarmRule, Episodes]]:
    of_point: dict[PointId, list[AlarmRule]] = {}
    for rule in rules.values():
        if rule.kind is RuleKind.LOST:
            yield rule, _outages(world, rule, span)
        elif rule.kind not in _UNKNOWN:
            of_point.setdefault(rule.point, []).append(rule)
    referred = {rule.reference for rule in rules.values() if rule.reference is not None}
    references = dict(_samples(world, referred, span))
    for point, samples in _samples(world, of_point.keys(), span):
        for rule in of_point[point]:
            yield rule, _tested(rule, samples, references, span)


def _samples(
    world: World, points: Collection[PointId], span: Span
) -> Iterator[tuple[PointId, SampleBatch]]:
    """Return the history of some points; those the city does not play are passed over."""
    for group in world.groups:
        wanted = [row for row, point in enumerate(group.points) if point.id in points]
        for first in range(0, len(wanted), _POINTS):
            rows = np.array(wanted[first : first + _POINTS])
            batch = rows_between(world, group, rows, (span.start_us, span.end_us))
            for row in rows.tolist():
                yield group.points[row].id, batch.select(batch.key == group.key[row])
            time.sleep(_PAUSE_S)


def _tested(
    rule: AlarmRule, samples: SampleBatch, referred: Mapping[PointId, SampleBatch], span: Span
) -> Episodes:
    references = None
    if rule.reference is not None:
        if rule.reference not in referred:
            return Episodes.none()
        references = _as_of(referred[rule.reference], samples.source_time)
    columns = (samples.source_time, samples.value, samples.quality)
    return back_test(rule, *columns, span.end_us, references=references)


def _as_of(samples: SampleBatch, time_us: Int64Array) -> References:
    """Return the last of some samples at each moment; BAD before the first."""
    n = len(time_us)
    if not len(samples):
        return References(np.full(n, np.nan), np.full(n, Quality.BAD, np.uint8))
    place = np.searchsorted(samples.source_time, time_us, "right") - 1
    quality = np.where(place < 0, Quality.BAD, samples.quality[place]).astype(np.uint8)
    return References(samples.value[place], quality)


def _outages(world: World, rule: AlarmRule, span: Span) -> Episodes:
    """Return when the connection to a source was lost: while its server restarted, if for long."""
    is_served = any(
        str(source.id) == str(rule.point)
        and source.kind is SourceKind.OPCUA
        and source.url.startswith(SCHEME)
        for source in world.city.sources
    )
    if not is_served:
        return Episodes.none()
    delay_us = round(rule.on_delay_s * 1e6)
    starts, ends = [], []
    for incident in world.schedule.between(span.start_us, span.end_us):
        back_us = incident.end_us + _RECONNECT_US
        if incident.kind is IncidentKind.SERVER_RESTART and back_us - incident.start_us > delay_us:
            starts.append(incident.start_us + delay_us)
            ends.append(back_us)
    return Episodes(
        np.array(starts, np.int64), np.array(ends, np.int64), np.full(len(starts), LOST_VALUE)
    )
