"""The log of the inventory's changes: append-only and chained, so that no line is changed unseen.

Each line carries the SHA-256 of the line before and its own text; the line of a transaction
comes after those of its records and closes them. The next transaction goes on from there.
"""

# ruff: noqa: S608 - names of tables and columns come from the kinds, values are bound

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

import msgspec

from app.domain.inventory.changes import Action, ChangeLine, Origin, Transaction
from app.domain.inventory.records import Key
from app.services.ports.inventories import Progress, StoppedError

BEGINNING: Final = bytes(32)
"""What the first line is chained to."""

_BATCH: Final = 2_000

_encode = msgspec.json.Encoder().encode

_TX: Final = "number, at_us, actor, reason, origin, count, kinds, file_sha256, undoes, digest"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an undone transaction, its undoing and its bringing back hang together.

    Attributes:
        root: The transaction that all is about.
        steps: Numbers of those that took it back and brought it back, in order, alternating.
    """

    root: int
    steps: tuple[int, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The transaction and the steps."""
        return (self.root, *self.steps)

    def undone_by(self, number: int) -> int | None:
        """Return what took one of them back, None when it stands."""
        if number == self.root:
            return self.steps[-1] if len(self.steps) % 2 else None
        return next((one for one in self.steps if one > number), None)

    def changes_after(self, number: int) -> bool:
        """Tell whether what it left is something else now than after a transaction."""
        return sum(one > number for one in self.numbers) % 2 == 1


def chained(digest: bytes, *parts: Any) -> bytes:
    """Return the digest of a line that follows another one."""
    return sha256(digest + _encode(parts)).digest()


def chained_line(digest: bytes, head: tuple[Any, ...], before: bytes, after: bytes) -> bytes:
    """Return the digest of a record's line: its head, then both values as JSON as they lie there.

    JSON has no line breaks of its own, so that no two lines are the same bytes.
    """
    return sha256(b"\n".join((digest, _encode(head), before, after))).digest()


def last_digest(connection: sqlite3.Connection) -> tuple[int, int, bytes]:
    """Return number, time and digest of the last transaction."""
    row = connection.execute(
        "SELECT number, at_us, digest FROM inventory_tx ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return (0, 0, BEGINNING) if row is None else (row[0], row[1], row[2])


def close_transaction(
    connection: sqlite3.Connection, transaction: Transaction, digest: bytes
) -> Transaction:
    """Write the line of a transaction after those of its records, and return it with its digest."""
    kinds = _encode(dict(transaction.kinds)).decode()
    head = (
        transaction.number,
        transaction.at_us,
        transaction.actor,
        transaction.reason,
        transaction.origin.value,
        transaction.count,
        kinds,
        transaction.file_sha256,
        transaction.undoes,
    )
    closing = chained(digest, *head)
    connection.execute(
        f"INSERT INTO inventory_tx ({_TX}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*head, closing)
    )
    return Transaction(
        transaction.number,
        transaction.at_us,
        transaction.actor,
        transaction.reason,
        transaction.origin,
        transaction.count,
        transaction.kinds,
        transaction.file_sha256,
        transaction.undoes,
        None,
        closing.hex(),
    )


def standings(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Standing]:
    """Return how transactions stand, by number."""
    wanted = msgspec.json.encode(list(numbers)).decode()
    roots = dict(
        connection.execute(
            "SELECT number, coalesce(undoes, number) FROM inventory_tx "
            "WHERE number IN (SELECT value FROM json_each(?))",
            (wanted,),
        ).fetchall()
    )
    steps: dict[int, list[int]] = {root: [] for root in roots.values()}
    known = msgspec.json.encode(list(steps)).decode()
    for number, root in connection.execute(
        "SELECT number, undoes FROM inventory_tx "
        "WHERE undoes IN (SELECT value FROM json_each(?)) ORDER BY number",
        (known,),
    ):
        steps[root].append(number)
    return {number: Standing(root, tuple(steps[root])) for number, root in roots.items()}


def transactions(
    connection: sqlite3.Connection, where: str, values: tuple[Any, ...]
) -> list[Transaction]:
    """Return transactions, told by what follows `SELECT ... FROM inventory_tx`."""
    rows = connection.execute(f"SELECT {_TX} FROM inventory_tx {where}", values).fetchall()
    standing = standings(connection, [row[0] for row in rows])
    return [
        Transaction(
            number,
            at_us,
            actor,
            reason,
            Origin(origin),
            count,
            msgspec.json.decode(kinds),
            file_sha256,
            undoes,
            standing[number].undone_by(number),
            digest.hex(),
        )
        for number, at_us, actor, reason, origin, count, kinds, file_sha256, undoes, digest in rows
    ]


def lines(connection: sqlite3.Connection, where: str, values: tuple[Any, ...]) -> list[ChangeLine]:
    """Return lines, told by what follows `SELECT ... FROM inventory_change`."""
    rows = connection.execute(
        f"SELECT tx, action, kind, uid, title, before, after FROM inventory_change {where}", values
    ).fetchall()
    wanted = msgspec.json.encode(sorted({row[0] for row in rows})).decode()
    known = {
        one.number: one
        for one in transactions(
            connection, "WHERE number IN (SELECT value FROM json_each(?))", (wanted,)
        )
    }
    return [
        ChangeLine(
            known[tx],
            Action(action),
            Key(kind, uid),
            title,
            msgspec.json.decode(before),
            msgspec.json.decode(after),
        )
        for tx, action, kind, uid, title, before, after in rows
    ]


def verify(connection: sqlite3.Connection, progress: Progress | None) -> list[str]:
    """Return what is wrong with the chain: the first line that is not what was written.

    Raises:
        StoppedError: `progress` said stop.
    """
    total = connection.execute("SELECT coalesce(sum(count), 0) FROM inventory_tx").fetchone()[0]
    changes = _changes(connection)
    done, digest, expected = 0, BEGINNING, 1
    change = next(changes, None)
    for head in connection.execute(f"SELECT {_TX} FROM inventory_tx ORDER BY number"):
        number, count = head[0], head[5]
        if number != expected:
            return [f"Im Änderungsprotokoll fehlt die Änderung Nr. {expected}."]
        for _ in range(count):
            if change is None or change[1] != number:
                return [f"Im Änderungsprotokoll fehlen Zeilen der Änderung Nr. {number}."]
            before, after = (text.encode() for text in change[6:8])
            digest = chained_line(digest, change[1:6], before, after)
            if digest != change[-1]:
                text = (
                    f"Im Änderungsprotokoll wurde die Zeile {change[0]} (Änderung Nr. {number}, "
                    f"„{change[5]}“) nachträglich verändert."
                )
                return [text]
            change = next(changes, None)
            done += 1
            if done % _BATCH == 0 and progress is not None and not progress(done, total):
                raise StoppedError
        digest = chained(digest, *head[:-1])
        if digest != head[-1]:
            return [
                f"Im Änderungsprotokoll wurde die Änderung Nr. {number} nachträglich verändert."
            ]
        expected += 1
    if change is not None:
        return [f"Im Änderungsprotokoll gehört die Zeile {change[0]} zu keiner Änderung."]
    return []


def _changes(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    yield from connection.execute(
        "SELECT number, tx, action, kind, uid, title, before, after, digest "
        "FROM inventory_change ORDER BY number"
    )
