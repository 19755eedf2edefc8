"""`city.db`, the console's own file: one owner, one writing connection, one queue.

The stores of this file keep their values in memory; each change is handed over as a small job
and written by one worker thread, in order, in a transaction of its own. A job that cannot be
written now (a full disk, a locked file) is tried again until it can; those behind it wait.
"""

import logging
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Event, Lock, Thread
from typing import Any, Final

from app.services.ports import StorageError
from app.storage.city_backups import back_up, restore_text
from app.storage.city_schema import SCHEMA_VERSION, open_city
from app.storage.databases import (
    UnreadableFileError,
    WriterLock,
    connect,
    failure_text,
    is_damage,
    newer_text,
    set_aside,
    version_of,
)

RETRY_S: Final = 2.0

FILE: Final = "city-file"
WRITING: Final = "city-writing"
"""What a notice is about: what became of the file, and whether it can be written just now."""

Job = Callable[[Any], None]
"""Writes something; is given the sqlite-utils `Database`, inside a transaction."""

_SMALL_TABLES: Final = (
    "setting",
    "annotation",
    "trend_sheet",
    "log_entry",
    "handover",
    "twin_bookmark",
    "placed_asset",
    "building_facts",
)
"""What is read whole by the check at the start: what the first window needs. The inventory may
have a million records; damage there is found, and told, when it is read or written."""

_SQL_ERROR: Final = 1
"""SQLite's code for statements that make no sense: trying again does not help."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Question:
    """A job with an answer.

    Attributes:
        job: Writes something, and returns the answer.
        done: Told the answer, or the error; in the worker thread.
    """

    job: Callable[[Any], Any]
    done: Callable[[Any], None]

    def answer(self, answer: object) -> None:
        """Tell the answer; what goes wrong there does not stop the writing."""
        try:
            self.done(answer)
        except Exception:  # noqa: BLE001 - whoever asked
            _log.exception("An answer was not taken.")


class CityDatabase:
    """The owner of `city.db`. Thread-safe.

    A broken file is set aside, one of a newer version is left alone: then what is written lives
    only as long as the program, and `notices` says so.

    Args:
        path: The file; made when there is none.
        retry_s: Pause after a failure before writing is tried again.
    """

    def __init__(self, path: Path, retry_s: float = RETRY_S) -> None:
        self._path = path
        self._retry_s = retry_s
        self.notices: list[str] = []
        """What a person should know of the file, whole sentences."""
        self.is_writable = True
        """False when nothing can be kept beyond the end of the program."""
        self._listener: Callable[[str, str], None] | None = None
        self._keepers: list[Callable[[], Iterable[Job]]] = []
        self._lock = Lock()
        self._jobs: deque[Job | _Question] = deque()
        """What is to be written; the first one is being written."""
        self._worker: Thread | None = None
        self._changed = Condition()
        """Guards the jobs; told when one is added or done, and when all ends."""
        self._problem = ""
        self._closing = Event()
        self._copies = False
        self._copier: Thread | None = None
        self._database: Any = None
        self._writer_lock: WriterLock | None = None
        self._is_lost = False
        self._identity: tuple[int, int] | None = None
        """Which file it is that is known; None while there is none."""
        try:
            self._check()
        except (sqlite3.Error, OSError) as error:
            self.is_writable = False
            self._tell(failure_text(path, error))

    # --- for the stores -----------------------------------------------------------------------

    def read(self, table: str, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Return rows that are on disk; none where file or table are not there (yet)."""
        if not self._path.exists():
            return []
        try:
            with closing(connect(self._path, read_only=True)) as connection:
                if version_of(connection) > SCHEMA_VERSION:
                    return []
                known = "SELECT 1 FROM sqlite_master WHERE type='table' AND name=?"
                if connection.execute(known, (table,)).fetchone() is None:
                    return []
                return connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            self._tell(failure_text(self._path, error))
            return []

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def write(self, job: Job) -> None:
        """Write something soon; returns at once. After `close` it is dropped."""
        self._put(job)

    def ask(self, job: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        """Write something that may be refused; returns at once.

        What the job raises undoes it and goes to `done`: a refusal is nobody else's matter. Only
        a full disk or a locked file is told to all and tried again, as with `write`; whoever
        cannot wait for that lets the job raise something else.

        Args:
            job: Is given the sqlite-utils `Database`, inside a transaction; returns the answer.
            done: Told the answer or the error, from the worker thread; a `StorageError` where
                nothing can be written: another console has that right, the file is broken or of
                a newer version, or all ends.
        """
        question = _Question(job, done)
        if not self._put(question):
            text = " ".join(self.notices) or f"In „{self._path.name}“ wird nicht mehr geschrieben."
            question.answer(StorageError(text))

    def _put(self, job: Job | _Question) -> bool:
        with self._lock:
            if not self.is_writable:
                return False
            if self._worker is None:
                self._worker = Thread(target=self._run, name="city-database", daemon=True)
                self._worker.start()
            with self._changed:
                self._jobs.append(job)
                self._changed.notify_all()
            return True

    def keep(self, everything: Callable[[], Iterable[Job]]) -> None:
        """Name what writes the whole of a store, for when the file breaks while we work.

        Args:
            everything: Called in the worker thread.
        """
        self._keepers.append(everything)

    def copy_daily(self) -> None:
        """Copy the file once a day, after the first answered question of this session.

        What `keep` names can be written anew from memory; the inventory cannot.
        """
        self._copies = True

    # --- for whoever composes -----------------------------------------------------------------

    def listen(self, listener: Callable[[str, str], None]) -> None:
        """Call this with `FILE` or `WRITING` and what is to be said of it, from any thread.

        An empty text says that writing works again. What was said before is said at once.
        """
        self._listener = listener
        if self.notices:
            listener(FILE, "\n".join(self.notices))
        if self._problem:
            listener(WRITING, self._problem)

    def flush(self, timeout_s: float | None = None) -> bool:
        """Wait until all that was handed over is on disk; False when the time is over."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._jobs, timeout_s)

    def close(self) -> None:
        """Write what is left and stop; what cannot be written now is lost, and that is logged."""
        with self._lock:
            worker, self._worker = self._worker, None
            self.is_writable = False
        with self._changed:
            self._closing.set()
            self._changed.notify_all()
        for thread in (worker, self._copier):
            if thread is not None:
                thread.join()

    # --- opening ------------------------------------------------------------------------------

    def _check(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not self._path.exists() or not self._path.stat().st_size:
            return
        try:
            version = _checked_version(self._path)
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
            self._tell(f"{set_aside(self._path)} {restore_text(self._path)}")
            return
        self._identity = _identity(self._path)
        if version > SCHEMA_VERSION:
            self.is_writable = False
            self._tell(newer_text(self._path))

    # --- the worker ---------------------------------------------------------------------------

    def _run(self) -> None:
        """Write one job after the other until all ends."""
        while (job := self._next()) is not None:
            while not self._is_done(job):
                if self._closing.is_set():
                    self._give_up()
                    break
                self._closing.wait(self._retry_s)
            else:
                self._drop_first()
        self._end()

    def _next(self) -> Job | _Question | None:
        with self._changed:
            self._changed.wait_for(lambda: self._jobs or self._closing.is_set())
            return self._jobs[0] if self._jobs else None

    def _drop_first(self) -> None:
        with self._changed:
            self._jobs.popleft()
            self._changed.notify_all()

    def _give_up(self) -> None:
        """Drop what cannot be written before the end."""
        with self._changed:
            jobs = list(self._jobs)
            self._jobs.clear()
            self._changed.notify_all()
        _log.error("%d changes of %s are lost.", len(jobs), self._path.name)
        ending = StorageError("Leitstand wurde beendet, bevor die Änderung gespeichert war.")
        for job in jobs:
            if isinstance(job, _Question):
                job.answer(ending)

    def _answer_all(self, error: StorageError) -> None:
        """Answer all questions that wait: nobody knows for how long they would."""
        with self._changed:
            questions = [job for job in self._jobs if isinstance(job, _Question)]
            first = self._jobs[0]
            kept = [job for job in self._jobs if not isinstance(job, _Question) or job is first]
            self._jobs = deque(kept)
        for question in questions:
            question.answer(error)

    def _is_done(self, job: Job | _Question) -> bool:
        """Write; False when it must be tried again."""
        try:
            self._notice_loss()
            if self._database is None:
                self._open()
            if self._is_lost:
                for keeper in self._keepers:
                    self._write_all(keeper())
                self._is_lost = False
        except Exception as error:  # noqa: BLE001 - whatever it is, the jobs behind must go on
            return self._is_passed_over(error, job)
        if isinstance(job, _Question):
            return self._is_answered(job)
        try:
            self._write_all([job])
        except Exception as error:  # noqa: BLE001 - as above
            return self._is_passed_over(error, job)
        self._report("")
        return True

    def _is_answered(self, question: _Question) -> bool:
        """Write what may be refused; False when it must be tried again."""
        try:
            with self._database.atomic():
                answer = question.job(self._database)
        except (sqlite3.Error, OSError) as error:
            return self._is_passed_over(error, question)
        except Exception as error:  # noqa: BLE001 - it is the asker's
            answer = error
        self._report("")
        if self._copies:
            self._copies = False
            self._copier = Thread(target=self._copy, name="city-backup", daemon=True)
            self._copier.start()
        question.answer(answer)
        return True

    def _copy(self) -> None:
        try:
            back_up(self._path, self._closing)
        except (sqlite3.Error, OSError) as error:
            _log.warning("%s is not copied: %s", self._path.name, error)
            self._tell(
                f"Die tägliche Sicherung von „{self._path.name}“ ließ sich nicht anlegen "
                f"({error}). Bitte Speicherplatz und Rechte des Datenordners prüfen."
            )

    def _open(self) -> None:
        """Open the file, as the only one who writes it; another console may hold that right."""
        if self._writer_lock is None:
            self._writer_lock = WriterLock(self._path.with_suffix(".lock"))
        self._database = open_city(self._path)
        self._identity = _identity(self._path)

    def _notice_loss(self) -> None:
        """Write all anew where somebody took the file away: an open one is no longer in its folder.

        Systems that let nobody delete an open file never come here.
        """
        if self._identity is None or _identity(self._path) == self._identity:
            return
        self._let_go()
        self._lose(
            f"Die Datei „{self._path.name}“ wurde gelöscht oder ersetzt, während Leitstand lief."
        )

    def _lose(self, text: str) -> None:
        """Note that all must be written anew, and tell what that cannot bring back."""
        self._identity, self._is_lost = None, True
        self._tell(
            f"{text} Einstellungen, Notizen und Kurvenblätter werden neu geschrieben; das Inventar "
            f"steht in keinem Speicher. {restore_text(self._path)}"
        )

    def _write_all(self, jobs: Iterable[Job]) -> None:
        with self._database.atomic():
            for job in jobs:
                job(self._database)

    def _is_passed_over(self, error: Exception, job: Job | _Question) -> bool:
        """Take a failure; True when trying again would not help."""
        self._let_go()
        question = job if isinstance(job, _Question) else None
        try:
            if isinstance(error, sqlite3.Error) and is_damage(error):
                _log.warning("%s is damaged: %s", self._path.name, error)
                self._lose(set_aside(self._path))
                if question is not None:  # what it changes is not in the new file
                    question.answer(StorageError(self.notices[-1]))
                return question is not None
        except OSError as failure:
            error = failure
        code = getattr(error, "sqlite_errorcode", _SQL_ERROR)
        is_worth_a_try = isinstance(error, OSError | StorageError) or (
            isinstance(error, sqlite3.OperationalError) and code != _SQL_ERROR
        )
        is_told = isinstance(error, StorageError)
        text = str(error) if is_told else failure_text(self._path, error)
        if is_worth_a_try:
            self._report(text)
            if isinstance(error, StorageError):
                self._answer_all(error)
                return question is not None
        elif question is not None:
            question.answer(StorageError(text))
        else:
            _log.warning("A change is not kept: %s", error)
            self._tell(text)
        return not is_worth_a_try

    def _end(self) -> None:
        self._let_go()
        if self._writer_lock is not None:
            self._writer_lock.release()

    def _let_go(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            with suppress(sqlite3.Error):
                database.close()

    def _report(self, problem: str) -> None:
        """Tell that writing fails, or (with an empty text) that it works again."""
        if problem != self._problem:
            if problem:
                _log.warning("Changes wait to be written: %s", problem)
            self._problem = problem
            if self._listener is not None:
                self._listener(WRITING, problem)

    def _tell(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)
            if self._listener is not None:
                self._listener(FILE, "\n".join(self.notices))


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one of its name; None when there is none."""
    with suppress(FileNotFoundError):
        status = path.stat()
        return status.st_dev, status.st_ino
    return None


def _checked_version(path: Path) -> int:
    with closing(connect(path, read_only=True)) as connection:
        version = version_of(connection)
        if version <= SCHEMA_VERSION:
            known = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            for table in _SMALL_TABLES:
                if table in known:
                    found = connection.execute(f"PRAGMA quick_check({table})").fetchone()[0]
                    if found != "ok":
                        raise UnreadableFileError(found)
        return version
