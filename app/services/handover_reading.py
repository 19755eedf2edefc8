"""Reads what a handover is made of: the journal of the shift, the logbook, the notes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Final

from app.domain.alarms import (
    AlarmEvent,
    AlarmId,
    AlarmRule,
    AlarmState,
    MaintenanceWindow,
    mirrored_rule,
)
from app.domain.alarms.kpis import kpis_of
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


@dataclass(frozen=True, slots=True)
class HandoverTask:
    """Which handover to put together.

    Attributes:
        city: The city as it is.
        shift: The shift that ends.
        alarms: The live alarms that are not at rest.
        draft: What there is of the handover so far.
        now_us: The present, µs UTC.
    """

    city: City
    shift: Shift
    alarms: Mapping[AlarmId, AlarmState]
    draft: Handover
    now_us: int

    @property
    def end_us(self) -> int:
        """Until when there is something to read: the end of the shift, or now."""
        return min(self.shift.end_us, max(self.now_us, self.shift.start_us + 1))


def read_handover(sources: HandoverSources, task: HandoverTask, told: Told) -> Handover:
    """Return the handover of a shift, put together now; remark and name of the draft stay.

    Args:
        sources: Where to read.
        task: Which handover.
        told: Is told how many of `STEPS` steps are done.

    Raises:
        StorageError: The journal cannot be read.
    """
    journal, shift = sources.journal, task.shift
    rules = {name: mirrored_rule(name, mirror) for name, mirror in journal.mirrors().items()}
    rules |= all_rules(task.city)
    told(1)
    figures = _figures(journal, task, rules)
    told(2)
    events = _events(journal, task)
    told(3)
    # What is written between two shifts belongs to the handover, too.
    until_us = max(shift.end_us, task.now_us + 1)
    matter = HandoverMatter(
        shift,
        following(task.city, shift),
        task.alarms,
        rules,
        events,
        journal.limit_changes(),
        _windows(journal, task.city),
        sources.logbook.entries(shift.start_us, until_us),
        sources.logbook.open_entries(),
        sources.notes.annotations(shift.start_us, until_us),
    )
    _heed(journal)
    made = make_handover(matter, task.draft.id, task.now_us)
    told(STEPS)
    return replace(made, remark=task.draft.remark, figures=(*made.figures, *figures))


def _heed(journal: JournalReader) -> None:
    if journal.trouble:
        raise StorageError(journal.trouble)


def _events(journal: JournalReader, task: HandoverTask) -> list[AlarmEvent]:
    """Return what happened in the shift; the journal tells some things around it, too."""
    start_us, end_us = task.shift.start_us, task.end_us
    events = journal.events_between(start_us, end_us)
    _heed(journal)
    return [event for event in events if start_us <= event.time_us < end_us]


def _figures(
    journal: JournalReader, task: HandoverTask, rules: Mapping[AlarmId, AlarmRule]
) -> tuple[tuple[str, float], ...]:
    start_us, end_us = task.shift.start_us, task.end_us
    columns = journal.alarm_columns(start_us, end_us)
    _heed(journal)
    kpis = kpis_of(columns, rules, manned_in(task.city, start_us, end_us), start_us, end_us)
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
