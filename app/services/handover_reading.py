"""Reads what a handover is made of: the journal of the shift, the logbook, the notes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Final

from app.domain.alarms import AlarmId, AlarmRule, AlarmState, MaintenanceWindow, mirrored_rule
from app.domain.alarms.kpis import Kpis, kpis_of
from app.domain.cities import City
from app.domain.documents import DocumentKind
from app.domain.shifts import Handover, Shift
from app.services.alarm_kpis import manned_in
from app.services.handovers import HandoverMatter, make_handover
from app.services.lost_sources import all_rules
from app.services.ports import AnnotationStore, JournalReader, LogbookStore, StorageError
from app.services.rulesets import RulesetError, read_windows
from app.services.shift_change import following

STEPS: Final = 4
"""How many steps are told of."""

Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class HandoverSources:
    """Where a handover is read from; all of it may be used from any thread.

    Attributes:
        journal: The journal.
        logbook: The logbook.
        notes: The notes.
    """

    journal: JournalReader
    logbook: LogbookStore
    notes: AnnotationStore


def read_handover(  # noqa: PLR0917 - each is one thing a handover is made of
    sources: HandoverSources,
    city: City,
    shift: Shift,
    alarms: Mapping[AlarmId, AlarmState],
    draft: Handover,
    now_us: int,
    told: Told,
) -> Handover:
    """Return the handover of a shift, put together now; remark and name of the draft stay.

    Args:
        sources: Where to read.
        city: The city as it is.
        shift: The shift that ends.
        alarms: The live alarms that are not at rest.
        draft: What there is of the handover so far.
        now_us: The present, µs UTC.
        told: Is told how many of `STEPS` steps are done.

    Raises:
        StorageError: The journal cannot be read.
    """
    journal, end_us = sources.journal, min(shift.end_us, max(now_us, shift.start_us + 1))
    rules = {name: mirrored_rule(name, mirror) for name, mirror in journal.mirrors().items()}
    rules |= all_rules(city)
    events = [
        event
        for event in journal.events_between(shift.start_us, end_us)
        if shift.start_us <= event.time_us < end_us
    ]
    _heed(journal)
    told(1)
    figures = _figures(journal, city, rules, shift.start_us, end_us)
    told(2)
    windows = _windows(journal, city)
    limits = journal.limit_changes()
    _heed(journal)
    told(3)
    # What is written between two shifts belongs to the handover, too.
    until_us = max(shift.end_us, now_us + 1)
    matter = HandoverMatter(
        shift,
        following(city, shift),
        alarms,
        rules,
        events,
        limits,
        windows,
        sources.logbook.entries(shift.start_us, until_us),
        sources.logbook.open_entries(),
        sources.notes.annotations(shift.start_us, until_us),
    )
    made = make_handover(matter, draft.id, now_us)
    told(STEPS)
    return replace(made, remark=draft.remark, figures=(*made.figures, *figures))


def _heed(journal: JournalReader) -> None:
    if journal.trouble:
        raise StorageError(journal.trouble)


def _figures(
    journal: JournalReader,
    city: City,
    rules: Mapping[AlarmId, AlarmRule],
    start_us: int,
    end_us: int,
) -> tuple[tuple[str, float], ...]:
    columns = journal.alarm_columns(start_us, end_us)
    _heed(journal)
    kpis: Kpis = kpis_of(columns, rules, manned_in(city, start_us, end_us), start_us, end_us)
    seen = kpis.seen[0]
    found = (
        ("floods", float(len(kpis.floods))),
        ("seen_median_s", seen.median_s),
        ("seen_late_s", seen.late_s),
        ("unseen", float(seen.unseen)),
    )
    return tuple((name, value) for name, value in found if isfinite(value))


def _windows(journal: JournalReader, city: City) -> tuple[MaintenanceWindow, ...]:
    versions = journal.versions(DocumentKind.MAINTENANCE)
    if not versions:
        return ()
    try:
        return read_windows(versions[-1].text, city)
    except RulesetError:  # names a part that has left the profile: the collector heeds none either
        return ()
