"""What version 2 of the journal added: parts of events and states, mirrors, documents."""

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from math import isnan
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmState,
    Condition,
    Mirror,
    OutOfService,
    Shelf,
)
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.points import PointId, SourceId
from app.domain.samples import NO_TIME
from app.domain.texts import Text
from app.services.ports import StorageError
from app.storage.journal import SqliteJournal, SqliteJournalReader

ALARM = AlarmId("netz@pumpe")
MIRROR = Mirror(
    SourceId("netz"),
    "ns=2;s=Pumpe",
    "0aff",
    "Pumpe steht",
    Text("Die Pumpe steht.", "The pump stands still."),
    800,
    PointId("netz.pumpe"),
    is_confirmed=False,
    methods=frozenset({"acknowledge", "confirm"}),
)

OLD_SCHEMA = """
CREATE TABLE entry(
  id INTEGER PRIMARY KEY AUTOINCREMENT, alarm TEXT NOT NULL, kind TEXT NOT NULL,
  time_us INT NOT NULL, value REAL, actor TEXT NOT NULL, comment TEXT NOT NULL,
  message TEXT NOT NULL, hash BLOB NOT NULL);
CREATE INDEX entry_alarm ON entry(alarm, id);
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER entry_remains BEFORE DELETE ON entry
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TABLE state(alarm TEXT PRIMARY KEY, d TEXT NOT NULL);
PRAGMA user_version=1;
"""

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
times = st.integers(-(2**62), 2**62)
mirrors = st.builds(
    Mirror,
    names.map(SourceId),
    names,
    names,
    names,
    st.builds(Text, names, names),
    st.integers(1, 1000),
    st.none() | names.map(PointId),
    st.booleans(),
    # The text of a larger set depends on how it was made.
    st.frozensets(st.sampled_from(["acknowledge", "shelve"]), max_size=1),
)
states = st.builds(
    AlarmState,
    st.sampled_from(Condition),
    st.booleans(),
    times,
    times,
    times,
    st.floats(),
    st.integers(0, 9),
    names,
    names,
    st.booleans(),
    st.none() | st.builds(Shelf, times, times, names, names, st.booleans()),
    names,
    st.none() | st.builds(OutOfService, times, names, names, names),
    st.booleans(),
    times,
    st.integers(0, 9),
    st.none() | mirrors,
)
events = st.builds(
    AlarmEvent,
    names.map(AlarmId),
    st.sampled_from(AlarmEventKind),
    times,
    st.floats(),
    names,
    names,
    times | st.just(NO_TIME),
    names,
    times | st.just(NO_TIME),
)


def version(number: int, kind: DocumentKind = DocumentKind.RULES) -> DocumentVersion:
    return DocumentVersion(kind, number, 10 + number, "Anna", "zu laut", f'text = "{number} ✓"\n')


def old_journal(path: Path) -> None:
    """Make a file as a program of version 1 left it: two lines and a state."""
    previous = bytes(32)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD_SCHEMA)
        for time_us in (1, 2):
            row = ("a#hi", "raised", time_us, 4.5, "", "", "alt ✓")
            shown = [*row[:3], row[3].hex(), *row[4:]]
            text = json.dumps(shown, ensure_ascii=True, separators=(",", ":"))
            previous = hashlib.sha256(previous + text.encode()).digest()
            connection.execute(
                "INSERT INTO entry(alarm,kind,time_us,value,actor,comment,message,hash)"
                " VALUES(?,?,?,?,?,?,?,?)",
                (*row, previous),
            )
        state = {"condition": "active", "is_acknowledged": False, "due_us": 3, "value": None}
        connection.execute("INSERT INTO state VALUES('a#hi', ?)", (json.dumps(state),))
        connection.commit()


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.lists(events, max_size=6), st.dictionaries(names.map(AlarmId), states, max_size=4))
def test_whatever_is_recorded_is_read_back(
    lines: list[AlarmEvent], kept: dict[AlarmId, AlarmState]
) -> None:
    """Every part of events and states survives; states at rest are forgotten, mirrors are not."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr("app.storage.journal._PRAGMAS", "PRAGMA synchronous=OFF")
        with closing(SqliteJournal(Path(folder) / "j.db")) as journal:
            journal.record([(event, "") for event in lines], kept)
            found = [event for _, event in journal.events_after(0, 99)]
            # The text of both, as NaN does not equal itself; -0.0 is kept as 0.0.
            assert str(found) == str([replace(e, value=e.value + 0.0) for e in lines])
            standing = {name: state for name, state in kept.items() if not state.is_at_rest}
            assert str(sorted(journal.alarm_states().items())) == str(sorted(standing.items()))
            assert journal.mirrors() == {
                name: state.mirror for name, state in kept.items() if state.mirror is not None
            }
            assert journal.verify() is None


def test_shelf_and_work_order_are_part_of_the_hash(tmp_path: Path) -> None:
    """Whoever lengthens a shelf by hand is found as one who changes a comment."""
    path = tmp_path / "journal.db"
    shelved = AlarmEvent(ALARM, AlarmEventKind.SHELVED, 5, 1.0, "Anna", "Wartung", 900)
    removed = AlarmEvent(
        ALARM, AlarmEventKind.REMOVED, 6, 1.0, "Anna", "Umbau", work_order="A-17", recorded_us=7
    )
    for statement, line in (
        ("UPDATE entry SET until_us=901 WHERE id=1", 1),
        ("UPDATE entry SET work_order=NULL WHERE id=2", 2),
        ("UPDATE entry SET recorded_us=8 WHERE id=2", 2),
    ):
        path.unlink(missing_ok=True)
        with closing(SqliteJournal(path)) as journal:
            journal.record([(shelved, ""), (removed, "")], {})
            assert journal.verify() is None
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("DROP TRIGGER entry_stays")
                connection.execute(statement)
                connection.commit()
            assert journal.verify() == line


def test_a_mirror_is_kept_when_its_alarm_comes_to_rest(tmp_path: Path) -> None:
    """The past of the alarm still needs its name; the newest one counts."""
    with closing(SqliteJournal(tmp_path / "journal.db")) as journal:
        active = AlarmState(
            condition=Condition.ACTIVE, is_acknowledged=False, value=1.0, mirror=MIRROR
        )
        journal.record([], {ALARM: active, AlarmId("a#hi"): AlarmState(suppressed_by="schedule")})
        assert journal.mirrors() == {ALARM: MIRROR}
        assert journal.alarm_states()[ALARM] == active
        newer = replace(MIRROR, severity=200)
        journal.record([], {ALARM: AlarmState(mirror=newer)})
        journal.record([], {ALARM: AlarmState()})
        assert journal.mirrors() == {ALARM: newer}
        assert list(journal.alarm_states()) == ["a#hi"]


def test_versions_of_documents_stay_and_a_forgery_is_found(tmp_path: Path) -> None:
    """Each kind has its own numbers; nothing of them can be changed."""
    path = tmp_path / "journal.db"
    with closing(SqliteJournal(path)) as journal:
        for number in (1, 2, 3):
            journal.record_version(version(number))
        journal.record_version(version(1, DocumentKind.MAINTENANCE))
        assert journal.versions(DocumentKind.RULES) == [version(1), version(2), version(3)]
        assert journal.versions(DocumentKind.NOTIFICATIONS) == []
        with pytest.raises(StorageError):
            journal.record_version(version(2))
        assert journal.verify_versions() is None
        with closing(sqlite3.connect(path)) as connection:
            for statement in ("UPDATE document SET why='x'", "DELETE FROM document"):
                with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                    connection.execute(statement)
            connection.execute("DROP TRIGGER document_stays")
            connection.execute("UPDATE document SET actor='niemand' WHERE id=2")
            connection.commit()
        assert journal.verify_versions() == 2
    with closing(SqliteJournal(path)) as journal:
        assert len(journal.versions(DocumentKind.RULES)) == 3


def test_a_file_of_version_1_is_read_as_it_is(tmp_path: Path) -> None:
    """A reader never refuses it: what it does not hold is empty; the same reader goes on after."""
    path = tmp_path / "journal.db"
    old_journal(path)
    with closing(SqliteJournalReader(path)) as reader:
        assert [event.time_us for _, event in reader.events_after(0, 9)] == [1, 2]
        assert [event.recorded_us for event in reader.events_between(0, 9)] == [NO_TIME] * 2
        assert reader.entries(1)[0].message == "alt ✓"
        state = reader.alarm_states()[AlarmId("a#hi")]
        assert (state.condition, state.due_us, state.shelf) == (Condition.ACTIVE, 3, None)
        assert isnan(state.value)
        assert len(reader.alarm_columns(0, 9)) == 2
        assert reader.versions(DocumentKind.RULES) == []
        assert reader.mirrors() == {}
        assert reader.verify() is reader.verify_versions() is None
        with closing(SqliteJournal(path)) as journal:
            shelved = AlarmEvent(AlarmId("a#hi"), AlarmEventKind.SHELVED, 5, 1.0, until_us=90)
            journal.record([(shelved, "")], {})
            journal.record_version(version(1))
            assert journal.verify() is None
        assert reader.entries(1)[0].event == shelved
        assert reader.versions(DocumentKind.RULES) == [version(1)]
        assert (reader.trouble, reader.notices) == ("", [])


def test_lines_of_version_1_stay_unchangeable_after_the_update(tmp_path: Path) -> None:
    """The update adds columns and touches no line; a second start changes nothing."""
    path = tmp_path / "journal.db"
    old_journal(path)
    for _ in range(2):
        SqliteJournal(path).close()
        with closing(sqlite3.connect(path)) as connection:
            for statement in ("UPDATE entry SET until_us=1", "DELETE FROM entry"):
                with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                    connection.execute(statement)
            assert connection.execute("SELECT count(*) FROM entry").fetchone() == (2,)


def test_columns_bring_what_stood_at_the_start(tmp_path: Path) -> None:
    """A period's figures need to know what stood before; what was over does not come along."""
    kinds = AlarmEventKind
    told = [
        ("a", kinds.RAISED, 1),
        ("a", kinds.ACKNOWLEDGED, 2),
        ("b", kinds.RAISED, 1),
        ("b", kinds.CLEARED, 3),
        ("b", kinds.ACKNOWLEDGED, 4),
        ("c", kinds.SHELVED, 2),
        ("c", kinds.RAISED, 12),
        ("a", kinds.CLEARED, 20),
    ]
    with closing(SqliteJournal(tmp_path / "journal.db")) as journal:
        journal.record(
            [(AlarmEvent(AlarmId(name), kind, at, 1.0), "") for name, kind, at in told], {}
        )
        columns = journal.alarm_columns(10, 20)
        found = [
            (columns.names[alarm], time)
            for alarm, time in zip(columns.alarm.tolist(), columns.time.tolist(), strict=True)
        ]
        assert found == [("a", 1), ("c", 2), ("c", 12)]
        assert int(columns.is_kind(kinds.RAISED).sum()) == 2
        assert len(journal.alarm_columns(50, 60).names) == 1
        assert len(journal.alarm_columns(-5, 0)) == 0
