"""The inventory in `city.db`: changes go through the file's one writer, readers are one's own."""

import logging
from collections.abc import Callable
from contextlib import closing
from functools import partial
from queue import SimpleQueue
from typing import Any

from app.domain.inventory.changes import Changeset, Commit
from app.services.ports import Clock
from app.services.ports.inventories import Progress
from app.storage.city import CityDatabase
from app.storage.inventory.reader import SqliteInventoryReader
from app.storage.inventory.writer import carry_out

_log = logging.getLogger(__name__)


class CityInventory:
    """The inventory; fulfils `ports.InventoryStore`. Thread-safe.

    Args:
        database: The owner of the file.
        clock: Says when something was changed.
        actor: Says who did it.
    """

    def __init__(self, database: CityDatabase, clock: Clock, actor: str) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor
        self._listeners: list[Callable[[Commit], None]] = []

    def reader(self) -> SqliteInventoryReader:
        """Return a reader of one's own; to be closed."""
        return SqliteInventoryReader(self._database.path)

    def submit(
        self,
        changeset: Changeset,
        done: Callable[[Commit | Exception], None],
        progress: Progress | None = None,
    ) -> None:
        """Carry a changeset out soon, whole or not at all; see `ports.InventoryStore`."""
        job = partial(self._carry_out, changeset, progress)
        self._database.ask(job, partial(self._answer, done))

    def commit(self, changeset: Changeset, progress: Progress | None = None) -> Commit:
        """Carry a changeset out and wait for it; never in the thread of the window."""
        answers: SimpleQueue[Commit | Exception] = SimpleQueue()
        self.submit(changeset, answers.put, progress)
        answer = answers.get()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def inverse(self, transaction: int) -> Changeset:
        """Return what takes a transaction back (or, of an UNDO, brings it back)."""
        with closing(self.reader()) as reader:
            return reader.inverse(transaction)

    def listen(self, listener: Callable[[Commit], None]) -> None:
        """Call this after each commit that changed something, from the writer's thread."""
        self._listeners.append(listener)

    def _carry_out(self, changeset: Changeset, progress: Progress | None, database: Any) -> Commit:
        return carry_out(database.conn, changeset, self._clock.now_us(), self._actor, progress)

    def _answer(
        self, done: Callable[[Commit | Exception], None], answer: Commit | Exception
    ) -> None:
        if isinstance(answer, Commit) and answer.changed:
            for listener in self._listeners:
                listener(answer)
        done(answer)
