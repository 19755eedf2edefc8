"""Records of `city.db` that are kept whole as JSON: in memory, written in order, changes logged."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from threading import Lock
from typing import Any, Final, Generic, TypeVar

import msgspec

from app.services.ports import Clock
from app.storage.city import CityDatabase, Job
from app.storage.city_changes import ChangeLine, log_change

T = TypeVar("T")

_TABLES: Final = frozenset(
    {"log_entry", "handover", "twin_bookmark", "placed_asset", "building_facts"}
)


class Records(Generic[T]):
    """All records of one kind by their id. Thread-safe.

    Args:
        database: The owner of the file.
        kind: Name of table and kind, one of `_TABLES`.
        record_type: Their type; read back by its annotations.
        time_of: The moment a record is about, µs UTC.
        clock: Says when something was changed.
        actor: Says who did it.
    """

    def __init__(
        self,
        database: CityDatabase,
        kind: str,
        record_type: type[T],
        *,
        time_of: Callable[[T], int],
        clock: Clock,
        actor: str,
    ) -> None:
        if kind not in _TABLES:
            raise ValueError(kind)
        self._database, self._kind, self._time_of = database, kind, time_of
        self._clock, self._actor = clock, actor
        self._decoder = msgspec.json.Decoder(record_type)
        self._lock = Lock()
        self._records: dict[str, T] = {}
        for name, content in database.read(kind, f"SELECT id, content FROM {kind}"):  # noqa: S608 - one of our own names
            with suppress(msgspec.MsgspecError, TypeError):
                self._records[name] = self._decoder.decode(content)
        database.keep(self._everything)

    def all(self) -> list[T]:
        """Return all records in order of their moments."""
        with self._lock:
            return sorted(self._records.values(), key=self._time_of)

    def get(self, name: str) -> T | None:
        """Return a record, None when there is none."""
        with self._lock:
            return self._records.get(name)

    def put(self, name: str, record: T, check: Callable[[T | None, T], None] | None = None) -> None:
        """Add or replace a record; `check` may refuse it by raising."""
        with self._lock:
            before = self._records.get(name)
            if check is not None:
                check(before, record)
            if before == record:
                return
            self._records[name] = record
            self._log(name, before, record)

    def remove(self, name: str) -> None:
        """Take a record away; it stays in the log."""
        with self._lock:
            before = self._records.pop(name, None)
            if before is not None:
                self._log(name, before, None)

    def _log(self, name: str, before: T | None, after: T | None) -> None:
        row = None if after is None else _row(name, self._time_of(after), after)
        line = ChangeLine(
            self._kind,
            name,
            self._clock.now_us(),
            self._actor,
            None if before is None else _text(before),
            None if after is None else _text(after),
        )
        self._database.write(partial(_write, self._kind, name, row, line))

    def _everything(self) -> Iterator[Job]:
        with self._lock:
            records = list(self._records.items())
        for name, record in records:
            yield partial(_put, self._kind, _row(name, self._time_of(record), record))


def _text(record: object) -> str:
    return msgspec.json.encode(record).decode()


def _row(name: str, time_us: int, record: object) -> dict[str, object]:
    return {"id": name, "time_us": time_us, "content": _text(record)}


def _put(kind: str, row: dict[str, object], database: Any) -> None:
    database.table(kind).upsert(row, pk="id")


def _write(
    kind: str, name: str, row: dict[str, object] | None, line: ChangeLine, database: Any
) -> None:
    if row is None:
        database.execute(f"DELETE FROM {kind} WHERE id=?", (name,))  # noqa: S608 - one of our own names
    else:
        _put(kind, row, database)
    log_change(database, line)
