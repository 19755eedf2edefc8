"""A handover is read out of the journal, the logbook and the notes of its shift."""

from dataclasses import replace

import pytest

from app.domain.alarms import AlarmEvent, AlarmEventKind, MaintenanceWindow, Scope
from app.domain.annotations import Annotation
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.shifts import Handover, HandoverTopic, LogEntry
from app.services.handover_reading import STEPS, HandoverSources, HandoverTask, read_handover
from app.services.ports import StorageError
from app.services.rulesets import write_windows
from app.services.shift_change import shift_change
from tests.fakes.adapters import FakeJournal
from tests.fakes.city import make_alarm
from tests.fakes.clocks import START_US
from tests.fakes.logbook import MemoryLogbook
from tests.fakes.notes import FakeAnnotations
from tests.fakes.shifts import make_shift_city

MINUTE = 60_000_000
HOUR = 60 * MINUTE
CITY = make_shift_city()
RULE = next(rule for rule in CITY.rules if not rule.is_event)
FOUND = shift_change(CITY, START_US).leaving
assert FOUND is not None
SHIFT = FOUND
ALARM = make_alarm(raised_us=START_US - 10 * MINUTE, by="Anna")
DRAFT = Handover("h", SHIFT, SHIFT.start_us, remark="Schlüssel liegt im Fach.")
T = HandoverTopic


def event(kind: AlarmEventKind, time_us: int, actor: str = "") -> AlarmEvent:
    return AlarmEvent(RULE.id, kind, time_us, 99.0, actor=actor)


@pytest.fixture
def journal() -> FakeJournal:
    journal = FakeJournal()
    times = [START_US - (place + 1) * 10 * MINUTE for place in range(5)]
    raised = [event(AlarmEventKind.RAISED, time) for time in times]
    seen = event(AlarmEventKind.ACKNOWLEDGED, START_US - 9 * MINUTE, "Anna")
    early = event(AlarmEventKind.RAISED, SHIFT.start_us - HOUR)
    journal.lines = [(one, "") for one in [early, *reversed(raised), seen]]
    return journal


def read(journal: FakeJournal, logbook: MemoryLogbook, notes: FakeAnnotations) -> Handover:
    told: list[int] = []
    made = read_handover(
        HandoverSources(journal, logbook, notes),
        HandoverTask(CITY, SHIFT, {RULE.id: ALARM}, DRAFT, START_US),
        told.append,
    )
    assert told == list(range(1, STEPS + 1))
    return made


def test_it_holds_what_the_sources_know_of_the_shift(journal: FakeJournal) -> None:
    """Name and remark of the draft stay; an event before the shift counts nowhere."""
    logbook, notes = MemoryLogbook(), FakeAnnotations()
    logbook.put(LogEntry("old", START_US - 50 * HOUR, "Muffe tauschen", "Anna", 0, is_open=True))
    logbook.put(LogEntry("new", START_US - HOUR, "Funkzelle neu gestartet", "Anna", 0))
    logbook.put(LogEntry("past", START_US - 50 * HOUR, "Längst erledigt", "Anna", 0))
    notes.put(Annotation("n", START_US - HOUR, START_US - HOUR, "Bagger", "Anna", START_US))
    window = MaintenanceWindow(
        "w", START_US, START_US + HOUR, Scope(points=frozenset({CITY.points[0].id})),
        "Tausch", "A-1", "Netz",
    )  # fmt: skip
    text = write_windows((window,))
    journal.documents.append(DocumentVersion(DocumentKind.MAINTENANCE, 1, 0, "Netz", "neu", text))
    made = read(journal, logbook, notes)
    assert (made.id, made.remark, made.shift) == ("h", DRAFT.remark, SHIFT)
    assert [(item.topic, item.subject) for item in made.items] == [
        (T.STANDING, RULE.id),
        (T.MAINTENANCE, "w"),
        (T.BAD_ACTOR, RULE.id),
        (T.OPEN_ENTRY, "old"),
        (T.ENTRY, "new"),
        (T.NOTE, "n"),
    ]
    figures = dict(made.figures)
    assert (figures["raised"], figures["acknowledged"], figures["floods"]) == (5, 1, 0)
    assert figures["seen_median_s"] >= 0


def test_a_window_document_that_no_longer_fits_stops_nothing(journal: FakeJournal) -> None:
    """It names a part that has left the profile."""
    broken = DocumentVersion(DocumentKind.MAINTENANCE, 1, 0, "Netz", "neu", "[[window]]\nid = 1\n")
    journal.documents.append(broken)
    made = read(journal, MemoryLogbook(), FakeAnnotations())
    assert T.MAINTENANCE not in {item.topic for item in made.items}


def test_a_journal_that_cannot_be_read_is_told(journal: FakeJournal) -> None:
    """A handover without its alarms would be worse than none."""
    journal.trouble = "Das Journal ist gesperrt."
    with pytest.raises(StorageError, match="gesperrt"):
        read(journal, MemoryLogbook(), FakeAnnotations())


def test_a_handover_before_its_shift_has_begun_is_empty(journal: FakeJournal) -> None:
    coming = replace(SHIFT, start_us=START_US + HOUR, end_us=START_US + 9 * HOUR)
    made = read_handover(
        HandoverSources(journal, MemoryLogbook(), FakeAnnotations()),
        HandoverTask(CITY, coming, {}, DRAFT, START_US),
        lambda _: None,
    )
    assert made.items == ()
