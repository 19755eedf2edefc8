"""Gathers everything that belongs to an incident; it waits for files and belongs into a thread."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol
from uuid import uuid4
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmState
from app.domain.capsules import CapsuleContent, CapsuleHeader, CapsuleLine, without_names
from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.local_times import at_local
from app.domain.points import PointKey
from app.domain.samples import NO_TIME, Int64Array, SampleBatch
from app.domain.series import SeriesFrame, Tier
from app.domain.shifts import LogEntry
from app.services.capsules.shelves import CapsuleError, Progress
from app.services.columns import city_keys
from app.services.lost_sources import all_rules
from app.services.ports import AnnotationStore, CityHistory, HistorianReader, JournalReader
from app.services.rulesets import RulesetError, with_rules

_POINTS_AT_ONCE: Final = 500
_MOST_POSITIONS: Final = 50_000_000

_LONGEST_SHELF_US: Final = 25 * 3_600_000_000
"""As far back is looked for a shelf that was not over at the begin of the span."""

_SPANS: Final = (
    (AlarmEventKind.RAISED, None),
    (AlarmEventKind.SHELVED, AlarmEventKind.UNSHELVED),
    (AlarmEventKind.SUPPRESSED, AlarmEventKind.UNSUPPRESSED),
    (AlarmEventKind.REMOVED, AlarmEventKind.RESTORED),
)
"""What begins and what ends it; an occurrence counts until the next one, it may be unseen."""


class LogReader(Protocol):
    """Reading side of the logbook, as far as a capsule needs it."""

    def entries(self, start_us: int, end_us: int) -> Iterable[LogEntry]:
        """Return the lines about [start, end)."""
        ...


@dataclass(frozen=True, slots=True)
class CapsuleSources:
    """Where a capsule's content comes from.

    Attributes:
        city: The city as the profile has it; rules of documents are applied here.
        history: The historian.
        journal: The journal.
        annotations: The notes.
        logbook: The logbook, where there is one.
    """

    city: City
    history: HistorianReader
    journal: JournalReader
    annotations: AnnotationStore
    logbook: LogReader | None = None


@dataclass(frozen=True, slots=True)
class CapsuleOrder:
    """What a person asked for.

    Attributes:
        title: What the capsule is called.
        why: Why it is made.
        actor: Who makes it.
        start_us: Begin of the incident, µs UTC.
        end_us: End of the incident.
        from_us: Begin of what is recorded.
        until_us: End of what is recorded.
        alarm: The alarm it is made for.
        keeps_names: False when the names of persons are to be replaced by roles.
        layout: How the console looks.
        pictures: PNG by name of the workspace.
    """

    title: str
    why: str
    actor: str
    start_us: int
    end_us: int
    from_us: int
    until_us: int
    alarm: AlarmId | None = None
    keeps_names: bool = True
    layout: Mapping[str, Any] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def gather(
    sources: CapsuleSources,
    order: CapsuleOrder,
    now_us: int,
    program: str,
    progress: Progress = lambda _done, _total: None,
) -> CapsuleContent:
    """Return everything that belongs to an incident.

    Args:
        sources: Where it comes from.
        order: What is wanted.
        now_us: The present, µs UTC.
        program: Version of the program.
        progress: Told how many points are read of how many.

    Raises:
        CapsuleError: The journal cannot be read: a capsule without its alarms would mislead.
        StorageError: The historian cannot be read.
        CapsuleCancelledError: Raised by `progress`.
    """
    versions = _versions(sources.journal, order)
    city = _with_rules_then(sources.city, versions, order)
    sources = replace(sources, city=city)
    samples, coarse = _samples(sources, order, progress)
    content = CapsuleContent(
        _header(city, order, now_us, program),
        _without_wires(city),
        samples,
        _lines(sources, order),
        tuple(sources.annotations.annotations(order.from_us, order.until_us)),
        _log(sources, order),
        tuple(sources.journal.limit_changes()),
        versions,
        order.layout,
        order.pictures,
        sources.journal.mirrors(),
        coarse,
    )
    return content if order.keeps_names else without_names(content)


def _header(city: City, order: CapsuleOrder, now_us: int, program: str) -> CapsuleHeader:
    return CapsuleHeader(
        uuid4().hex,
        order.title,
        order.why,
        order.actor,
        now_us,
        city.id,
        city.name.de,
        city.time_zone,
        order.start_us,
        order.end_us,
        order.from_us,
        order.until_us,
        order.alarm,
        program,
    )


def _with_rules_then(city: City, versions: Sequence[DocumentVersion], order: CapsuleOrder) -> City:
    """Return the city with the rules that were in force at the end of the span."""
    texts = [version.text for version in versions if version.kind is DocumentKind.RULES]
    if not texts:
        return city
    day = at_local(order.start_us, ZoneInfo(city.time_zone)).date()
    try:
        return with_rules(city, texts[-1], day)
    except RulesetError:
        return city  # written for a profile that has changed since


def _without_wires(city: City) -> City:
    """Leave out how the sources are reached: who shows an incident must not show the network."""
    return replace(
        city, sources=tuple(replace(source, url="", options={}) for source in city.sources)
    )


# --- samples --------------------------------------------------------------------------------


def _samples(
    sources: CapsuleSources, order: CapsuleOrder, progress: Progress
) -> tuple[SampleBatch, int]:
    """Return the samples of all points, and how many points have minutes only."""
    keys = city_keys(sources.city)
    # For all at once: each look at the newest samples may have to put them in order first.
    parts = [_before(sources.history, keys, order.from_us)]
    coarse = 0
    for start in range(0, len(keys), _POINTS_AT_ONCE):
        progress(start, len(keys))
        some = keys[start : start + _POINTS_AT_ONCE]
        for frame in _frames(sources.history, some, order, Tier.RAW):
            if not _reaches(frame, order):
                minutes = _frames(sources.history, frame_key(frame), order, Tier.MINUTE)[0]
                if _reaches(minutes, order):
                    frame, coarse = minutes, coarse + 1  # noqa: PLW2901 - the same point
            parts.append(_batch(frame))
    progress(len(keys), len(keys))
    return in_order(SampleBatch.concatenate(parts)), coarse


def _frames(
    history: HistorianReader, keys: Int64Array, order: CapsuleOrder, tier: Tier
) -> list[SeriesFrame]:
    wanted = [PointKey(key) for key in keys.tolist()]
    end_us = order.until_us + 1  # the last moment belongs to it
    return history.query(wanted, order.from_us, end_us, _MOST_POSITIONS, tier)


def frame_key(frame: SeriesFrame) -> Int64Array:
    """Return the point of a frame as an array."""
    return np.array([frame.key], np.int64)


def _reaches(frame: SeriesFrame, order: CapsuleOrder) -> bool:
    return bool((frame.time >= order.from_us).any())


def _batch(frame: SeriesFrame) -> SampleBatch:
    n = len(frame)
    key = np.full(n, frame.key, np.int64)
    return SampleBatch(key, frame.time, frame.time, frame.last, frame.quality)


def _before(history: HistorianReader, keys: Int64Array, from_us: int) -> SampleBatch:
    """Return what each point was just before the span; behind a gap also its last value."""
    known = [history.as_of(keys, from_us - 1)]
    if isinstance(history, CityHistory):
        known.append(history.measured_at(keys, from_us - 1))
    batches = [
        SampleBatch(
            states.key,
            states.time,
            states.received,
            states.value,
            states.quality,
        ).select(states.time != NO_TIME)
        for states in known
    ]
    return SampleBatch.concatenate(batches)


def in_order(batch: SampleBatch) -> SampleBatch:
    """Return samples in order of key and time, each moment of a point once."""
    order = np.lexsort((batch.source_time, batch.key))
    key, time = batch.key[order], batch.source_time[order]
    is_last = np.ones(len(order), np.bool_)
    is_last[:-1] = (np.diff(key) != 0) | (np.diff(time) != 0)
    return batch.select(order[is_last])


# --- what happened ----------------------------------------------------------------------------


def _lines(sources: CapsuleSources, order: CapsuleOrder) -> tuple[CapsuleLine, ...]:
    """Return the journal of the span, with what began before it and still counted at its begin."""
    journal = sources.journal
    events = journal.events_between(order.from_us - _LONGEST_SHELF_US, order.until_us + 1)
    if journal.trouble:
        raise CapsuleError(
            f"Das Alarmjournal ließ sich nicht lesen, deshalb gibt es keine Vorfallkapsel: "
            f"{journal.trouble}"
        )
    courses: dict[AlarmId, list[AlarmEvent]] = {}
    for event in [*_removals(journal.alarm_states(), order.from_us), *events]:
        courses.setdefault(event.alarm, []).append(event)
    rules = all_rules(sources.city)
    found = [
        CapsuleLine(event, rules[alarm].message.de if alarm in rules else "")
        for alarm, course in courses.items()
        for event in dict.fromkeys(_counting(course, order.from_us))
    ]
    return tuple(sorted(found, key=lambda line: line.event.time_us))


def _removals(states: Mapping[AlarmId, AlarmState], from_us: int) -> list[AlarmEvent]:
    """Return since when alarms are out of service: that may be older than what was read."""
    return [
        AlarmEvent(
            alarm,
            AlarmEventKind.REMOVED,
            state.out_of_service.since_us,
            state.value,
            state.out_of_service.actor,
            state.out_of_service.reason,
            work_order=state.out_of_service.work_order,
        )
        for alarm, state in states.items()
        if state.out_of_service is not None
        and state.out_of_service.since_us < from_us - _LONGEST_SHELF_US
    ]


def _counting(course: Sequence[AlarmEvent], from_us: int) -> list[AlarmEvent]:
    """Return of one alarm what happened since it last began before the span, or since then."""
    before = [event for event in course if event.time_us < from_us]
    since_us = from_us
    for begin, end in _SPANS:
        begun = [event.time_us for event in before if event.kind is begin]
        if begun and not any(e.kind is end and e.time_us >= begun[-1] for e in before):
            since_us = min(since_us, begun[-1])
    return [event for event in course if event.time_us >= since_us]


def _log(sources: CapsuleSources, order: CapsuleOrder) -> tuple[LogEntry, ...]:
    if sources.logbook is None:
        return ()
    found = sources.logbook.entries(order.from_us, order.until_us + 1)
    return tuple(sorted(found, key=lambda entry: (entry.time_us, entry.id)))


def _versions(journal: JournalReader, order: CapsuleOrder) -> tuple[DocumentVersion, ...]:
    """Return of each kind the version in force at the begin of the span, and those that came."""
    found: list[DocumentVersion] = []
    for kind in DocumentKind:
        versions = journal.versions(kind)
        before = [version for version in versions if version.at_us <= order.from_us]
        came = [v for v in versions if order.from_us < v.at_us <= order.until_us]
        found += [*before[-1:], *came]
    return tuple(found)
