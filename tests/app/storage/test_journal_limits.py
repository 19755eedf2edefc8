"""Limits over time: append-only beside the journal's lines, also in files of older programs."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from math import inf, isnan, nan
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, RuleKind
from app.domain.limits import LimitChange
from app.domain.points import PointId
from app.services.ports import StorageError
from app.storage import journal as journals
from app.storage.journal import SqliteJournal, SqliteJournalReader

ROOT = Path(__file__).parents[3]

OLD_SCHEMA = """
CREATE TABLE entry(
  id INTEGER PRIMARY KEY AUTOINCREMENT, alarm TEXT NOT NULL, kind TEXT NOT NULL,
  time_us INT NOT NULL, value REAL, actor TEXT NOT NULL, comment TEXT NOT NULL,
  message TEXT NOT NULL, hash BLOB NOT NULL);
CREATE INDEX entry_alarm ON entry(alarm, id);
CREATE TABLE state(alarm TEXT PRIMARY KEY, d TEXT NOT NULL);
PRAGMA user_version=1;
"""

PROGRAM = """
import sys
from pathlib import Path
from app.domain.alarms import AlarmId, RuleKind
from app.domain.limits import LimitChange
from app.domain.points import PointId
from app.storage.journal import SqliteJournal

journal = SqliteJournal(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    change = LimitChange(AlarmId("a#hi"), PointId("a"), RuleKind.HI, number, float(number))
    journal.record_limits([change, change])
    print(number, flush=True)
"""

CHANGES = st.builds(
    LimitChange,
    st.text(st.characters(exclude_categories=["Cs"])).map(AlarmId),
    st.text("abc").map(PointId),
    st.sampled_from([RuleKind.HIHI, RuleKind.HI, RuleKind.LO, RuleKind.LOLO]),
    st.integers(-(2**62), 2**62),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"])),
)


def change(since: int, threshold: float) -> LimitChange:
    return LimitChange(
        AlarmId("no2#hi"), PointId("no2"), RuleKind.HI, since, threshold, "39. BImSchV"
    )


def event(time: int) -> AlarmEvent:
    return AlarmEvent(AlarmId("no2#hi"), AlarmEventKind.RAISED, time, 41.0)


def test_changes_come_back_in_order_and_a_removal_is_one(tmp_path: Path) -> None:
    """Read while it is written and after a restart; lines and limits do not mix."""
    path = tmp_path / "journal.db"
    with closing(SqliteJournalReader(path)) as reader:
        assert reader.limit_changes() == []
        with closing(SqliteJournal(path)) as journal:
            journal.record([(event(1), "Meldung")], {})
            journal.record_limits([change(1, 40.0), change(2, 50.0)])
            journal.record_limits([change(3, nan)])
            assert [found.threshold for found in reader.limit_changes()[:2]] == [40.0, 50.0]
        last = reader.limit_changes()[-1]
        assert last.is_removal
        assert isnan(last.threshold)
        assert reader.limit_changes()[0] == change(1, 40.0)
        assert len(reader.entries(9)) == 1
        assert reader.verify() is reader.verify_limits() is None


@settings(max_examples=25)
@given(st.lists(CHANGES, max_size=8))
def test_whatever_is_recorded_is_read_back(changes: list[LimitChange]) -> None:
    """Umlauts, infinities, times before the epoch: nothing is bent."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr("app.storage.journal._PRAGMAS", "PRAGMA synchronous=OFF")
        journal = SqliteJournal(Path(folder) / "j.db")
        journal.record_limits(changes)
        assert journal.limit_changes() == changes
        assert journal.verify_limits() is None
        journal.close()


def test_changes_cannot_be_changed_and_a_forgery_is_found(tmp_path: Path) -> None:
    """They have a chain of their own, as strong as that of the lines."""
    path = tmp_path / "journal.db"
    with closing(SqliteJournal(path)) as journal:
        journal.record_limits([change(number, 40.0 + number) for number in range(5)])
        with closing(sqlite3.connect(path)) as connection:
            for statement in ("UPDATE limit_change SET threshold=1", "DELETE FROM limit_change"):
                with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                    connection.execute(statement)
            connection.execute("DROP TRIGGER limit_stays")
            connection.execute("UPDATE limit_change SET threshold=90 WHERE id=3")
            connection.commit()
        assert journal.verify_limits() == 3
        assert journal.verify() is None


def test_a_journal_of_an_older_program_opens_and_goes_on(tmp_path: Path) -> None:
    """Its reader knows no limits yet; the writer adds what is missing."""
    path = tmp_path / "journal.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD_SCHEMA)
        connection.execute(
            "INSERT INTO entry(alarm,kind,time_us,value,actor,comment,message,hash)"
            " VALUES('a','raised',1,NULL,'','','alt',x'00')"
        )
        connection.commit()
    with closing(SqliteJournalReader(path)) as reader:
        assert reader.limit_changes() == []
        assert [found.time_us for found in reader.events_between(0, 9)] == [1]
        with closing(SqliteJournal(path)) as journal:
            journal.record_limits([change(5, 40.0)])
            assert [entry.message for entry in journal.entries(9)] == ["alt"]
        assert reader.limit_changes() == [change(5, 40.0)]
        assert not reader.notices
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (journals.SCHEMA_VERSION,)


def test_kinds_of_a_later_version_are_passed_over(tmp_path: Path) -> None:
    """The limits this program knows are still shown."""
    path = tmp_path / "journal.db"
    with closing(SqliteJournal(path)) as journal:
        journal.record_limits([change(1, 40.0), change(2, inf)])
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(
                "INSERT INTO limit_change(alarm,point,kind,since_us,basis,hash)"
                " VALUES('x','x','unheard',3,'',x'00')"
            )
            connection.commit()
        assert [found.threshold for found in journal.limit_changes()] == [40.0, inf]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_while_writing_what_was_recorded_is_there(tmp_path: Path) -> None:
    """A transaction is there whole or not at all, and the chain goes on."""
    path = tmp_path / "journal.db"
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path)], stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as process:
        assert process.stdout is not None
        recorded = [int(next(process.stdout)) for _ in range(25)][-1]
        process.kill()
    with closing(SqliteJournal(path)) as journal:
        changes = journal.limit_changes()
        assert len(changes) >= 2 * recorded
        assert len(changes) % 2 == 0
        journal.record_limits([change(1, 40.0)])
        assert journal.verify_limits() is None
        assert not [text for text in journal.notices if "beschädigt" in text]


def test_a_closed_journal_says_so(tmp_path: Path) -> None:
    """Nothing is dropped in silence."""
    journal = SqliteJournal(tmp_path / "journal.db")
    journal.close()
    with pytest.raises(StorageError, match="geschlossen"):
        journal.record_limits([change(1, 40.0)])
