"""A store whose waiting ends when its owner ends: a full disk or another console may hold it up."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event
from typing import Final

from app.domain.inventory.changes import Changeset, Commit
from app.services.ports import InventoryReader, InventoryStore, Progress, StoppedError

_LOOK_S: Final = 0.1
"""How often somebody who waits looks whether it is over."""


class StoppableStore:
    """The inventory for a thread that must end in time; fulfils `ports.InventoryStore`.

    Args:
        store: The inventory.
        stop: Once it is set, `commit` waits no longer.
    """

    def __init__(self, store: InventoryStore, stop: Event) -> None:
        self._store, self._stop = store, stop

    def reader(self) -> InventoryReader:
        """Return a reader of one's own; to be closed."""
        return self._store.reader()

    def submit(
        self,
        changeset: Changeset,
        done: Callable[[Commit | Exception], None],
        progress: Progress | None = None,
    ) -> None:
        """Carry a changeset out soon; see `ports.InventoryStore`."""
        self._store.submit(changeset, done, progress)

    def commit(self, changeset: Changeset, progress: Progress | None = None) -> Commit:
        """Carry a changeset out and wait for it.

        Raises:
            StoppedError: `progress` or the event said stop; what was not begun is not done.
        """
        answers: SimpleQueue[Commit | Exception] = SimpleQueue()

        def go_on(done: int, total: int) -> bool:
            return not self._stop.is_set() and (progress is None or progress(done, total))

        self._store.submit(changeset, answers.put, go_on)
        while True:
            try:
                answer = answers.get(timeout=_LOOK_S)
            except Empty:
                if self._stop.is_set():
                    raise StoppedError from None
                continue
            if isinstance(answer, Exception):
                raise answer
            return answer

    def inverse(self, transaction: int) -> Changeset:
        """Return what takes a transaction back; see `ports.InventoryStore`."""
        return self._store.inverse(transaction)

    def listen(self, listener: Callable[[Commit], None]) -> None:
        """Call this after each commit, from the writer's thread."""
        self._store.listen(listener)
