"""What changed near a moment and a place, ranked: near in time, in space and in the network."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Final

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmRule, RuleKind
from app.domain.annotations import Annotation
from app.domain.limits import LimitChange
from app.domain.points import Point, PointId, SourceId
from app.services.explanations.neighbours import NEAR_M, Neighbour, Neighbourhood, weight
from app.services.explanations.records import MINUTE_US, PERSONAL
from app.services.explanations.results import Change, ChangeKind, Nearness, Relation

WINDOW_US: Final = 10 * MINUTE_US
"""So long before and after the moment is looked."""

MOST_CHANGES: Final = 20

_HALVED_US: Final = 5 * MINUTE_US
_AFTER: Final = 0.6
"""What came afterwards is more often an effect than the cause."""

_SAME_CAUSE_US: Final = 5 * MINUTE_US
_MANY_TIMES: Final = 30.0

_WEIGHTS: Final[dict[ChangeKind, float]] = {
    ChangeKind.LOST: 1.0,
    ChangeKind.RAISED: 1.0,
    ChangeKind.LIMIT: 1.0,
    ChangeKind.ACTION: 0.9,
    ChangeKind.NOTE: 0.9,
    ChangeKind.SILENT: 0.8,
    ChangeKind.SWITCHED: 0.8,
    ChangeKind.JUMPED: 0.6,
    ChangeKind.CLEARED: 0.6,
    ChangeKind.BACK: 0.6,
    ChangeKind.SPOKE: 0.5,
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Round what is looked.

    Attributes:
        point: The point explained; None for the connection to a source.
        source: Its source.
        subject: The alarm explained; None for a point without one.
        pivot_us: The moment explained, µs UTC.
        neighbours: The points near by, by id.
        rules: The rules of all points and sources that are looked at.
        neighbourhood: Tells how near others are.
    """

    point: Point | None
    source: SourceId | None
    subject: AlarmId | None
    pivot_us: int
    neighbours: Mapping[PointId, Neighbour]
    rules: Mapping[AlarmId, AlarmRule]
    neighbourhood: Neighbourhood

    def nearness(self, rule: AlarmRule) -> tuple[Nearness, Point | None]:
        """Return how near an alarm is, and its point."""
        if self.point is not None and rule.point == self.point.id:
            return Nearness(Relation.SAME_DEVICE, 0.0, 0), self.point
        near = self.neighbours.get(rule.point)
        if near is None:
            return Nearness(Relation.SAME_SOURCE), None
        return near.nearness, near.point


def told_by_journal(scene: Scene, events: Iterable[AlarmEvent]) -> Iterator[Change]:
    """Return alarms, connections and what people did near by, from events of the window."""
    for event in events:
        rule = scene.rules.get(event.alarm)
        offset_us = event.time_us - scene.pivot_us
        if rule is None or abs(offset_us) > WINDOW_US:
            continue
        kind = _kind_of(event, rule)
        is_own = event.alarm == scene.subject
        if kind is None or (is_own and kind is not ChangeKind.ACTION):
            continue
        nearness, point = scene.nearness(rule)
        is_lost = rule.kind is RuleKind.LOST
        yield Change(
            kind,
            event.time_us,
            offset_us,
            nearness,
            point=point,
            source=SourceId(rule.point) if is_lost else None,
            rule=rule,
            event=event.kind.value,
            after=event.value,
            actor=event.actor,
            text=event.comment,
        )


def _kind_of(event: AlarmEvent, rule: AlarmRule) -> ChangeKind | None:
    is_lost = rule.kind is RuleKind.LOST
    if event.kind is AlarmEventKind.RAISED:
        return ChangeKind.LOST if is_lost else ChangeKind.RAISED
    if event.kind is AlarmEventKind.CLEARED:
        return ChangeKind.BACK if is_lost else ChangeKind.CLEARED
    return ChangeKind.ACTION if event.kind in PERSONAL and event.actor else None


def changed_limits(scene: Scene, changes: Sequence[LimitChange]) -> Iterator[Change]:
    """Return limits near by that were changed in the window; the first of each is no change."""
    last: dict[AlarmId, float] = {}
    for change in changes:
        before = last.get(change.alarm)
        last[change.alarm] = change.threshold
        offset_us = change.since_us - scene.pivot_us
        rule = scene.rules.get(change.alarm)
        if before is None or rule is None or abs(offset_us) > WINDOW_US:
            continue
        nearness, point = scene.nearness(rule)
        yield Change(
            ChangeKind.LIMIT,
            change.since_us,
            offset_us,
            nearness,
            point=point,
            rule=rule,
            before=before,
            after=change.threshold,
        )


def noted(scene: Scene, notes: Iterable[Annotation]) -> Iterator[Change]:
    """Return what people noted about the point, its neighbours, the place or the whole city."""
    for note in notes:
        found = _nearness_of_note(scene, note)
        if found is None:
            continue
        nearness, point = found
        # A note on a span that goes on at the moment is about the moment.
        time_us = min(max(scene.pivot_us, note.start_us), note.end_us)
        yield Change(
            ChangeKind.NOTE,
            note.start_us,
            time_us - scene.pivot_us,
            nearness,
            point=point,
            actor=note.author,
            text=note.text,
        )


def _nearness_of_note(scene: Scene, note: Annotation) -> tuple[Nearness, Point | None] | None:
    if scene.point is not None and scene.point.id in note.points:
        return Nearness(Relation.SAME_DEVICE, 0.0, 0), scene.point
    near = [scene.neighbours[name] for name in note.points if name in scene.neighbours]
    if near:
        best = max(near, key=lambda one: weight(one.nearness))
        return best.nearness, best.point
    if note.location is not None and scene.point is not None:
        metres = scene.neighbourhood.metres_to(scene.point, note.location)
        return (Nearness(Relation.NEAR, metres), None) if metres <= NEAR_M else None
    return None if note.points or note.location is not None else (Nearness(Relation.CITY), None)


def ranked(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes worth telling, the most telling first.

    Of what happened to one device in one way only the best is told, with the number of others; a
    state that switched is not told beside the alarm it raised.
    """
    scored = [replace(change, score=_score(change)) for change in changes]
    alarmed = [c for c in scored if c.kind in {ChangeKind.RAISED, ChangeKind.CLEARED}]
    best: dict[tuple[object, ...], Change] = {}
    for change in sorted(scored, key=_order):
        if change.kind in {ChangeKind.SWITCHED, ChangeKind.SILENT, ChangeKind.SPOKE} and any(
            _is_same_cause(change, alarm) for alarm in alarmed
        ):
            continue
        key = _sameness(change)
        if key in best:
            best[key] = replace(best[key], count=best[key].count + 1)
        else:
            best[key] = change
    return tuple(sorted(best.values(), key=_order)[:MOST_CHANGES])


def _sameness(change: Change) -> tuple[object, ...]:
    if change.kind is ChangeKind.NOTE:
        return change.kind, change.text
    if change.kind in {ChangeKind.RAISED, ChangeKind.ACTION, ChangeKind.LIMIT}:
        return change.kind, change.rule and change.rule.id, change.event
    if change.kind in {ChangeKind.LOST, ChangeKind.BACK}:
        return change.kind, change.source
    return change.kind, change.device


def _is_same_cause(change: Change, alarm: Change) -> bool:
    return (
        change.point is not None
        and change.point == alarm.point
        and abs(change.time_us - alarm.time_us) <= _SAME_CAUSE_US
    )


def _score(change: Change) -> float:
    near_in_time = 0.5 ** (abs(change.offset_us) / _HALVED_US)
    if change.offset_us > 0:
        near_in_time *= _AFTER
    telling = _WEIGHTS[change.kind]
    if not isnan(change.times_usual):
        telling += 0.4 * min(change.times_usual / _MANY_TIMES, 1.0)
    return float(near_in_time * telling * weight(change.nearness))


def _order(change: Change) -> tuple[float, int, str]:
    return -change.score, change.time_us, str(change.point.id if change.point else change.source)
