"""The journal keeps every line, in order, provably unchanged."""

import sqlite3
from pathlib import Path

import pytest

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmState, Condition
from app.services.ports import StorageError
from app.storage.journal import SqliteJournal, SqliteJournalReader

ALARM = AlarmId("umwelt.no2#hi")
ACTIVE = AlarmState(
    condition=Condition.ACTIVE, is_acknowledged=False, raised_us=5, value=71.5, occurrences=2
)


def event(number: int, alarm: AlarmId = ALARM, value: float = 1.5) -> tuple[AlarmEvent, str]:
    kind = AlarmEventKind.RAISED
    return AlarmEvent(alarm, kind, number, value, "Anna", "geprüft ✓"), f"Meldung {number}"


def test_lines_and_states_are_there_after_a_restart(tmp_path: Path) -> None:
    """Lines come newest first, can be paged and filtered; states at rest are forgotten."""
    path = tmp_path / "new" / "journal.db"
    reader = SqliteJournalReader(path)
    assert reader.entries(5) == []
    assert reader.alarm_states() == {}
    journal = SqliteJournal(path)
    other = AlarmId("b#lost")
    journal.record([event(1), event(2, other, float("nan"))], {ALARM: ACTIVE, other: ACTIVE})
    journal.record([event(3)], {other: AlarmState()})
    journal.close()
    assert [entry.message for entry in reader.entries(2)] == ["Meldung 3", "Meldung 2"]
    assert [entry.id for entry in reader.entries(9, before_id=3)] == [2, 1]
    assert [entry.id for entry in reader.entries(9, alarm=other)] == [2]
    assert reader.entries(1)[0].event == event(3)[0]
    assert [line for line, _ in reader.events_after(0, 2)] == [1, 2]
    assert reader.events_after(2, 9) == [(3, event(3)[0])]
    assert reader.alarm_states() == {ALARM: ACTIVE}
    again = SqliteJournal(path)
    again.record([event(4)], {})
    assert again.verify() is None
    assert [entry.id for entry in reader.entries(1)] == [4]
    again.close()
    reader.close()


def test_lines_cannot_be_changed_and_a_forgery_is_found(tmp_path: Path) -> None:
    """SQL may not change lines; whoever removes the triggers is found by the chain."""
    path = tmp_path / "journal.db"
    journal = SqliteJournal(path)
    journal.record([event(number) for number in range(5)], {})
    connection = sqlite3.connect(path)
    for statement in ("UPDATE entry SET actor='x'", "DELETE FROM entry"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.execute("DROP TRIGGER entry_stays")
    connection.execute("UPDATE entry SET comment='nie gesehen' WHERE id=3")
    connection.commit()
    connection.close()
    assert journal.verify() == 3
    journal.close()


def test_a_value_of_minus_zero_is_no_forgery(tmp_path: Path) -> None:
    """SQLite keeps it as zero, so the chain is made over zero."""
    journal = SqliteJournal(tmp_path / "journal.db")
    journal.record([event(1, value=-0.0)], {})
    assert journal.verify() is None
    journal.close()


def test_a_comment_that_has_no_utf_8_form_loses_no_line(tmp_path: Path) -> None:
    """Half a surrogate pair, as a torn paste leaves it, is written as a question mark."""
    journal = SqliteJournal(tmp_path / "journal.db")
    torn = AlarmEvent(ALARM, AlarmEventKind.ACKNOWLEDGED, 1, 1.0, "Anna", "gesehen \ud83d")
    journal.record([(torn, "Meldung")], {})
    journal.record([event(2)], {})
    assert [entry.event.comment for entry in journal.entries(9)] == ["geprüft ✓", "gesehen ?"]
    assert journal.verify() is None
    journal.close()


def test_a_line_that_cannot_be_written_leaves_the_journal_open_for_the_next(
    tmp_path: Path,
) -> None:
    """Times beyond 64 bits are no times; the transaction they were in is taken back."""
    journal = SqliteJournal(tmp_path / "journal.db")
    with pytest.raises(OverflowError):
        journal.record([event(1), event(2**70)], {})
    journal.record([event(3)], {})
    assert [entry.event.time_us for entry in journal.entries(9)] == [3]
    journal.close()


def test_a_broken_journal_is_set_aside_and_a_newer_one_left_alone(tmp_path: Path) -> None:
    """Recording goes on in a new file; a file of the future is refused."""
    path = tmp_path / "journal.db"
    path.write_bytes(b"no database at all" * 1_000)
    journal = SqliteJournal(path)
    assert list(tmp_path.glob("journal.db.corrupt-*"))
    assert "beschädigt" in journal.notices[0]
    journal.close()
    with pytest.raises(StorageError, match="geschlossen"):
        journal.record([event(1)], {})
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=7")
    connection.close()
    with pytest.raises(StorageError, match="neueren Version"):
        SqliteJournal(path)
    reader = SqliteJournalReader(path)
    assert reader.entries(3) == []
    assert "neueren Version" in reader.notices[0]
    reader.close()


def test_a_reader_tells_an_unreadable_journal_from_an_empty_one(tmp_path: Path) -> None:
    """Nobody may take "no lines" for "no alarms" then; it recovers with the file."""
    path = tmp_path / "journal.db"
    reader = SqliteJournalReader(path)
    assert (reader.entries(3), reader.trouble) == ([], "")
    journal = SqliteJournal(path)
    journal.record([event(1)], {})
    assert (len(reader.entries(3)), reader.trouble) == (1, "")
    journal.close()
    aside = path.rename(tmp_path / "aside.db")
    assert reader.entries(3) == []
    assert "journal.db" in reader.trouble
    aside.rename(path)
    assert (len(reader.entries(3)), reader.trouble) == (1, "")
    reader.close()
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all" * 1_000)
    reader = SqliteJournalReader(broken)
    assert reader.entries(3) == []
    assert "lässt sich nicht benutzen" in reader.trouble
    reader.close()
