"""What a console reads of a capsule: the journal as it was; notes that stay as they are."""

from dataclasses import replace

import pytest

from app.domain.alarms import AlarmEventKind
from app.domain.annotations import Annotation
from app.domain.documents import DocumentKind
from app.domain.trend_sheets import SheetRefusedError, TrendSheet
from app.services.capsules import (
    CapsuleAnnotations,
    CapsuleJournal,
    CapsuleLogbook,
    MemorySettings,
    MemorySheets,
)
from app.services.ports import (
    AnnotationStore,
    JournalReader,
    LogbookStore,
    SettingsStore,
    TrendSheetStore,
)
from tests.fakes.capsules import END, MINUTE, make_capsule, the_rule
from tests.fakes.clocks import START_US

CONTENT = make_capsule()
RULE = the_rule(CONTENT.city)


def make_journal() -> JournalReader:
    return CapsuleJournal(CONTENT.lines, CONTENT.limits, CONTENT.versions)


def test_the_journal_is_read_in_pages_and_forwards() -> None:
    journal = make_journal()
    assert [entry.id for entry in journal.entries(2)] == [3, 2]
    assert [entry.id for entry in journal.entries(9, before_id=2)] == [1]
    assert journal.entries(9, alarm=CONTENT.city.rules[1].id) == []
    assert [number for number, _ in journal.events_after(1, 9)] == [2, 3]
    assert [number for number, _ in journal.events_after(0, 1)] == [1]
    assert journal.entries(1)[0].message == RULE.message.de


def test_what_belongs_to_a_span_comes_along() -> None:
    journal = make_journal()
    kinds = [e.kind for e in journal.events_between(START_US + MINUTE, START_US + 2 * MINUTE)]
    assert kinds == [
        AlarmEventKind.RAISED,
        AlarmEventKind.ACKNOWLEDGED,
        AlarmEventKind.CLEARED,
    ]
    assert journal.events_between(START_US, END, []) == []
    assert len(journal.alarm_columns(START_US, END)) == 2


def test_states_limits_and_documents_are_those_of_the_capsule() -> None:
    journal = make_journal()
    assert journal.alarm_states() == {}  # it was acknowledged and is over
    standing = CapsuleJournal(CONTENT.lines[:1]).alarm_states()
    assert standing[RULE.id].is_active
    assert journal.limit_changes() == list(CONTENT.limits)
    assert [version.number for version in journal.versions(DocumentKind.RULES)] == [1]
    assert journal.versions(DocumentKind.MAINTENANCE) == []
    assert journal.mirrors() == {}
    assert journal.trouble == ""


def test_lines_of_a_drill_are_added() -> None:
    journal = CapsuleJournal(CONTENT.lines[:1])
    journal.append(CONTENT.lines[1:2])
    assert [entry.id for entry in journal.entries(9)] == [2, 1]


def test_notes_of_a_capsule_are_read_and_every_change_is_refused() -> None:
    refused: list[bool] = []
    store: AnnotationStore = CapsuleAnnotations(CONTENT.notes, lambda: refused.append(True))
    (note,) = store.annotations(START_US, START_US + 1)
    assert store.annotations(START_US, START_US + 1, [CONTENT.city.points[5].id]) == []
    store.put(replace(note, text="anders"))
    store.remove(note.id)
    assert store.annotation(note.id) == note
    assert refused == [True, True]
    assert store.changes(note.id) == []


def test_notes_of_a_drill_are_kept_while_it_lasts() -> None:
    store = CapsuleAnnotations([])
    note = Annotation("x", START_US, START_US, "Übung", "A", START_US)
    store.put(note)
    assert store.annotation("x") == note
    store.remove("x")
    assert store.annotation("x") is None


def test_sheets_keep_their_rules_in_memory() -> None:
    sheets: TrendSheetStore = MemorySheets()
    sheets.save(TrendSheet("1", "Eins", {}, is_locked=True))
    sheets.save(TrendSheet("2", "Zwei", {}))
    with pytest.raises(SheetRefusedError):
        sheets.save(TrendSheet("3", "zwei", {}))
    with pytest.raises(SheetRefusedError):
        sheets.remove("1")
    sheets.arrange(["2"])
    assert [sheet.id for sheet in sheets.sheets()] == ["2", "1"]
    sheets.remove("2")
    sheets.remove("2")
    assert [sheet.id for sheet in sheets.sheets()] == ["1"]


def test_settings_are_forgotten_with_the_console() -> None:
    settings: SettingsStore = MemorySettings({"console": {"theme": "dark"}})
    settings.set("a", 1)
    assert settings.get("a") == 1
    assert settings.get("console") == {"theme": "dark"}
    assert settings.get("b", 2) == 2


def test_the_logbook_of_a_capsule_is_read_and_every_change_is_refused() -> None:
    refused: list[bool] = []
    (entry,) = CONTENT.log
    later = replace(entry, id="l2", time_us=END, is_open=True)
    book: LogbookStore = CapsuleLogbook([later, entry], lambda: refused.append(True))
    assert [line.id for line in book.entries(START_US, END + 1)] == ["l1", "l2"]
    assert book.entries(START_US, END) == [entry]
    assert book.open_entries() == [later]
    assert book.entry("l1") == entry
    assert book.handovers() == []
    assert book.handover("h") is None
    book.put(entry)
    book.remove("l1")
    assert book.entry("l1") == entry
    assert refused == [True, True]
