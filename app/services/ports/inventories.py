"""The inventory as the inside needs it: asked by readers, changed by changesets."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from app.domain.inventory.changes import ChangeLine, Changeset, Commit, Transaction
from app.domain.inventory.fields import Field, Value
from app.domain.inventory.queries import Filter, Hit, Query
from app.domain.inventory.records import Key, Record

Progress = Callable[[int, int], bool]
"""Told (done, of how many); returns False to stop, then nothing is changed."""


class StoppedError(Exception):
    """A reading or a change was stopped by `interrupt` or by its `Progress`."""


class InventoryReader(Protocol):
    """Reads the inventory; used by one thread at a time.

    Every method sees what was committed before it was called. Where the store is not there yet,
    all is empty.
    """

    def count(self, query: Query) -> int:
        """Return how many records a query has."""
        ...

    def ids(self, query: Query, limit: int | None = None) -> "array[int]":
        """Return the row ids of a query in its order.

        Raises:
            StoppedError: `interrupt` was called meanwhile.
        """
        ...

    def rows(
        self, kind: str, ids: Sequence[int], paths: Sequence[str], at_us: int | None = None
    ) -> list[tuple[Value, ...] | None]:
        """Return values by path, for each id in order; None for a record that is not (then).

        A reference gives the uid; `site.name` what it is called. Fit for a page of a table.
        """
        ...

    def keys(self, kind: str, ids: Sequence[int]) -> list[str]:
        """Return the uids of rows, in order; empty text where there is none."""
        ...

    def ids_of(self, kind: str, uids: Sequence[str]) -> list[int]:
        """Return the row ids of records, in order; 0 where there is none, now or ever."""
        ...

    def record(self, kind: str, uid: str, at_us: int | None = None) -> Record | None:
        """Return a record (at a moment), None when there is none."""
        ...

    def records(
        self,
        kind: str,
        filters: Sequence[Filter] = (),
        *,
        at_us: int | None = None,
        limit: int | None = None,
    ) -> list[Record]:
        """Return whole records that fulfil all filters, by id."""
        ...

    def values(
        self, kind: str, paths: Sequence[str], filters: Sequence[Filter] = ()
    ) -> Iterator[tuple[Value, ...]]:
        """Yield values of all present records that fulfil all filters, fast, by id."""
        ...

    def find(self, kind: str, field: str, values: Iterable[Value]) -> dict[Value, list[str]]:
        """Return the uids of the present records that have one of these values in a field."""
        ...

    def groups(self, query: Query, path: str) -> list[tuple[Value, int]]:
        """Return how many records of a query have which value, most first."""
        ...

    def titles(self, keys: Iterable[Key], at_us: int | None = None) -> dict[Key, str]:
        """Return what records are called; those that are not are left out."""
        ...

    def search(self, text: str, kinds: Sequence[str] = (), limit: int = 50) -> list[Hit]:
        """Return what a text finds over all (or these) kinds, best first."""
        ...

    def references_to(self, key: Key) -> list[tuple[str, str, int]]:
        """Return who refers to a record: (kind, field, how many)."""
        ...

    def history(self, key: Key) -> list[ChangeLine]:
        """Return all that was ever done to a record, newest first."""
        ...

    def transactions(self, limit: int = 200, before: int | None = None) -> list[Transaction]:
        """Return transactions, newest first; `before` is the number to go on from."""
        ...

    def lines(self, transaction: int, limit: int = 1000) -> list[ChangeLine]:
        """Return what a transaction did."""
        ...

    def custom_fields(self, kind: str) -> dict[str, Field]:
        """Return the fields of people's own for a kind, by name."""
        ...

    def verify(self, progress: Progress | None = None) -> list[str]:
        """Return what is wrong with the chain of the change log; whole sentences, German."""
        ...

    def interrupt(self) -> None:
        """Stop what another thread is reading with this reader; it raises `StoppedError` there."""
        ...

    def close(self) -> None:
        """End the reading."""
        ...


class InventoryStore(Protocol):
    """The inventory: one writer, any number of readers. Thread-safe."""

    def reader(self) -> InventoryReader:
        """Return a reader of one's own; to be closed."""
        ...

    def submit(
        self,
        changeset: Changeset,
        done: Callable[[Commit | Exception], None],
        progress: Progress | None = None,
    ) -> None:
        """Carry a changeset out soon, whole or not at all.

        Args:
            changeset: What is to be done.
            done: Told the commit, or a `RefusedError`, `ConflictError`, `StoppedError` or
                `StorageError`; from the writer's thread.
            progress: Told now and then, from the writer's thread.
        """
        ...

    def commit(self, changeset: Changeset, progress: Progress | None = None) -> Commit:
        """Carry a changeset out and wait for it; never in the thread of the window.

        Raises:
            RefusedError: Something stands against it.
            ConflictError: Somebody changed a record meanwhile.
            StoppedError: `progress` said stop.
            StorageError: It cannot be written.
        """
        ...

    def inverse(self, transaction: int) -> Changeset:
        """Return what takes a transaction back (or, of an UNDO, brings it back).

        Raises:
            RefusedError: A later change touched the same records; it says which.
        """
        ...

    def listen(self, listener: Callable[[Commit], None]) -> None:
        """Call this after each commit, from the writer's thread."""
        ...
