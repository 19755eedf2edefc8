"""The handover that writes itself: what the next shift must know, out of journal and logbook."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Final

from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmRule,
    AlarmState,
    MaintenanceWindow,
    VisibleState,
)
from app.domain.annotations import Annotation
from app.domain.limits import LimitChange
from app.domain.shifts import Handover, HandoverItem, HandoverTopic, LogEntry, Shift

OFTEN: Final = 5
"""An alarm that came so often in one shift is told of."""

MOST_BAD_ACTORS: Final = 10


@dataclass(frozen=True, slots=True)
class HandoverMatter:
    """What a handover is made of.

    Attributes:
        shift: The shift that ends.
        coming: The one that follows; None where none is planned.
        alarms: The alarms that are not at rest now.
        rules: All rules by alarm.
        events: The journal of the shift.
        limits: All changes of limits.
        windows: Maintenance windows.
        entries: Lines of the logbook about this shift.
        open_entries: Lines somebody still has to deal with.
        notes: Notes to the city's course that touch the shift.
    """

    shift: Shift
    coming: Shift | None
    alarms: Mapping[AlarmId, AlarmState]
    rules: Mapping[AlarmId, AlarmRule]
    events: Sequence[AlarmEvent] = ()
    limits: Sequence[LimitChange] = ()
    windows: Sequence[MaintenanceWindow] = ()
    entries: Sequence[LogEntry] = ()
    open_entries: Sequence[LogEntry] = ()
    notes: Sequence[Annotation] = ()


def make_handover(matter: HandoverMatter, handover_id: str, now_us: int) -> Handover:
    """Return a draft with everything the next shift must know, the most urgent first.

    Args:
        matter: What it is made of.
        handover_id: Name of the handover.
        now_us: The present, µs UTC.
    """
    items = [
        *_alarms(matter),
        *_windows(matter, now_us),
        *_limits(matter),
        *_bad_actors(matter.events, matter.rules),
        *_entries(matter),
        *_notes(matter),
    ]
    rank = {topic: place for place, topic in enumerate(HandoverTopic)}
    items.sort(key=lambda item: rank[item.topic])
    return Handover(
        handover_id, matter.shift, now_us, tuple(items), figures=_figures(matter.events)
    )


_TOPICS: Final = {
    VisibleState.UNACKNOWLEDGED: HandoverTopic.UNACKNOWLEDGED,
    VisibleState.RETURNED: HandoverTopic.UNACKNOWLEDGED,
    VisibleState.LATCHED_UNACKNOWLEDGED: HandoverTopic.UNACKNOWLEDGED,
    VisibleState.ACKNOWLEDGED: HandoverTopic.STANDING,
    VisibleState.LATCHED: HandoverTopic.LATCHED,
    VisibleState.SHELVED: HandoverTopic.SHELVED,
    VisibleState.OUT_OF_SERVICE: HandoverTopic.OUT_OF_SERVICE,
}


def _alarms(matter: HandoverMatter) -> Iterator[HandoverItem]:
    """Tell the alarms that are not at rest, by priority, the oldest first."""
    next_end_us = matter.shift.end_us if matter.coming is None else matter.coming.end_us

    def order(name: AlarmId) -> tuple[int, int, str]:
        rule = matter.rules.get(name)
        return 9 if rule is None else int(rule.priority), matter.alarms[name].raised_us, name

    for name in sorted(matter.alarms, key=order):
        state = matter.alarms[name]
        topic = _TOPICS.get(state.visible)
        rule = matter.rules.get(name)
        if topic is None or (rule is not None and rule.is_event):
            continue
        value = None if isnan(state.value) else state.value
        if state.out_of_service is not None:
            out = state.out_of_service
            text = f"{out.work_order}: {out.reason}"
            yield HandoverItem(
                topic, name, since_us=out.since_us, actor=out.actor, comment=text, value=value
            )
        elif state.shelf is not None:
            shelf = state.shelf
            is_soon = shelf.until_us <= next_end_us
            yield HandoverItem(
                HandoverTopic.EXPIRING if is_soon else topic,
                name,
                since_us=shelf.since_us,
                until_us=shelf.until_us,
                actor=shelf.actor,
                comment=shelf.reason,
                value=value,
            )
        else:
            yield HandoverItem(
                topic,
                name,
                since_us=state.raised_us,
                actor=state.acknowledged_by,
                comment=state.comment,
                count=state.occurrences,
                value=value,
            )


def _windows(matter: HandoverMatter, now_us: int) -> Iterator[HandoverItem]:
    until_us = matter.shift.end_us if matter.coming is None else matter.coming.end_us
    for window in sorted(matter.windows, key=lambda window: window.start_us):
        if window.end_us > now_us and window.start_us < until_us:
            yield HandoverItem(
                HandoverTopic.MAINTENANCE,
                window.id,
                since_us=window.start_us,
                until_us=window.end_us,
                actor=window.actor,
                comment=f"{window.work_order}: {window.reason}",
            )


def _limits(matter: HandoverMatter) -> Iterator[HandoverItem]:
    first = _first_seen(matter.limits)
    for place, change in enumerate(matter.limits):
        is_new = place not in first  # When a rule is first seen nobody changed its limit.
        if is_new and matter.shift.start_us <= change.since_us < matter.shift.end_us:
            yield HandoverItem(
                HandoverTopic.LIMIT,
                change.alarm,
                since_us=change.since_us,
                comment=change.basis,
                value=None if change.is_removal else change.threshold,
            )


def _first_seen(changes: Sequence[LimitChange]) -> Collection[int]:
    first: dict[AlarmId, int] = {}
    for place, change in enumerate(changes):
        first.setdefault(change.alarm, place)
    return frozenset(first.values())


def _bad_actors(
    events: Iterable[AlarmEvent], rules: Mapping[AlarmId, AlarmRule]
) -> Iterator[HandoverItem]:
    counts = Counter(
        event.alarm
        for event in events
        if event.kind is AlarmEventKind.RAISED
        and not (event.alarm in rules and rules[event.alarm].is_event)
    )
    for name, count in counts.most_common(MOST_BAD_ACTORS):
        if count >= OFTEN:
            yield HandoverItem(HandoverTopic.BAD_ACTOR, name, count=count)


def _entries(matter: HandoverMatter) -> Iterator[HandoverItem]:
    known = {entry.id: entry for entry in (*matter.open_entries, *matter.entries)}
    for entry in sorted(known.values(), key=lambda entry: entry.time_us):
        topic = HandoverTopic.OPEN_ENTRY if entry.is_open else HandoverTopic.ENTRY
        yield HandoverItem(
            topic, entry.id, since_us=entry.time_us, actor=entry.author, comment=entry.text
        )


def _notes(matter: HandoverMatter) -> Iterator[HandoverItem]:
    for note in sorted(matter.notes, key=lambda note: note.start_us):
        yield HandoverItem(
            HandoverTopic.NOTE,
            note.id,
            since_us=note.start_us,
            actor=note.author,
            comment=note.text,
        )


def _figures(events: Iterable[AlarmEvent]) -> tuple[tuple[str, float], ...]:
    kinds = Counter(event.kind for event in events)
    return (
        ("raised", float(kinds[AlarmEventKind.RAISED])),
        ("acknowledged", float(kinds[AlarmEventKind.ACKNOWLEDGED])),
        ("shelved", float(kinds[AlarmEventKind.SHELVED])),
    )
