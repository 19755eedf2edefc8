"""What takes a transaction back, or brings it back."""

# ruff: noqa: S608 - names of tables and columns come from the kinds, values are bound

import sqlite3
from collections.abc import Iterable
from typing import Final

import msgspec

from app.domain.inventory.changes import (
    Action,
    ChangeLine,
    Changeset,
    FieldProblem,
    Operation,
    Origin,
    RefusedError,
    Transaction,
)
from app.domain.inventory.records import Key
from app.storage.inventory.log import Standing, lines, standings, transactions

_NAMED: Final = 5
"""So many records a refusal names."""


def inverse(connection: sqlite3.Connection, number: int) -> Changeset:
    """Return what takes a transaction back (or, of an UNDO, brings it back).

    A transaction that was brought back is taken back by undoing its bringing back. Changes of the
    same records that were themselves taken back meanwhile do not stand in the way.

    Raises:
        RefusedError: There is none, it is taken back already, or a later change touched the
            same records.
    """
    standing = standings(connection, [number]).get(number)
    if standing is None:
        raise unknown(number)
    by = standing.undone_by(number)
    if by is not None:
        raise _refused(
            f"Die Änderung Nr. {number} ist schon zurückgenommen, und zwar mit Nr. {by}."
        )
    # A root that was taken back and brought back stands as its last step left it.
    newest = standing.numbers[-1] if number == standing.root else number
    done = lines(connection, "WHERE tx=? ORDER BY number", (newest,))
    _refuse_touched(connection, done, newest)
    revs = _revs(connection, done)
    is_undo = len([one for one in standing.numbers if one <= newest]) % 2 == 0
    word = "wiederhergestellt" if is_undo else "zurückgenommen"
    return Changeset(
        [_opposite(line, revs) for line in reversed(done)],
        reason=f"Änderung Nr. {standing.root} {word}",
        origin=Origin.REDO if is_undo else Origin.UNDO,
        undoes=standing.root,
    )


def _opposite(line: ChangeLine, revs: dict[Key, int]) -> Operation:
    kind, uid, rev = line.key.kind, line.key.uid, revs.get(line.key)
    match line.action:
        case Action.CREATE:
            return Operation(Action.REMOVE, kind, uid, {}, rev)
        case Action.REMOVE:
            return Operation(Action.CREATE, kind, uid, line.before)
        case _:
            return Operation(Action.UPDATE, kind, uid, line.before, rev)


def _refuse_touched(connection: sqlite3.Connection, done: list[ChangeLine], number: int) -> None:
    """Refuse when another change of the same fields stands that came later.

    Other fields of the same record may have changed: they stay as they are. What was measured
    meanwhile stands in nobody's way, also when the record goes.
    """
    wanted = _json(line.key.uid for line in done)
    later = connection.execute(
        "SELECT c.tx, c.kind, c.uid, c.title, c.after, t.origin FROM inventory_change c "
        "JOIN inventory_tx t ON t.number = c.tx "
        "WHERE c.uid IN (SELECT value FROM json_each(?)) AND c.tx > ? ORDER BY c.number",
        (wanted, number),
    ).fetchall()
    if not later:
        return
    own = {line.key: line for line in done}
    known: dict[int, Standing] = standings(connection, sorted({row[0] for row in later}))
    touched = [
        (tx, key, title)
        for tx, kind, uid, title, after, origin in later
        if (key := Key(kind, uid)) in own
        and known[tx].changes_after(number)
        and _is_in_the_way(own[key], after, origin)
    ]
    if not touched:
        return
    numbers = sorted({tx for tx, _, _ in touched})
    found = transactions(
        connection,
        "WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT 3",
        (_json(numbers),),
    )
    names = list(dict.fromkeys(f"„{title or key.uid}“" for _, key, title in touched))
    named = ", ".join(names[:_NAMED]) + (" und weitere" if len(names) > _NAMED else "")
    text = (
        f"Die Änderung Nr. {number} lässt sich nicht zurücknehmen, weil {named} danach noch "
        f"einmal geändert wurde ({_numbers(found)})."
    )
    hint = "Nehmen Sie zuerst die spätere Änderung zurück."
    raise RefusedError(
        [FieldProblem(key, "", text, hint) for key in dict.fromkeys(key for _, key, _ in touched)]
    )


def _is_in_the_way(line: ChangeLine, after: str | bytes | None, origin: str) -> bool:
    """Tell whether a later change of a record hinders that a line is taken back."""
    if line.action is Action.UPDATE:
        changed = msgspec.json.decode(after) if after else {}
        # A later removal or a new life of the record leaves nothing to be put back.
        return not changed or not line.before.keys().isdisjoint(changed)
    return origin != Origin.MEASURED


def _numbers(found: list[Transaction]) -> str:
    return ", ".join(f"Nr. {one.number} von {one.actor}" for one in found)


def _revs(connection: sqlite3.Connection, done: list[ChangeLine]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for kind in {line.key.kind for line in done}:
        wanted = _json(line.key.uid for line in done if line.key.kind == kind)
        for uid, rev in connection.execute(
            f'SELECT uid, rev FROM "{kind}" WHERE uid IN (SELECT value FROM json_each(?))',
            (wanted,),
        ):
            found[Key(kind, uid)] = rev
    return found


def _json(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()


def _refused(text: str) -> RefusedError:
    return RefusedError([FieldProblem(Key("", ""), "", text)])


def unknown(number: int) -> RefusedError:
    """Return the refusal of a transaction that is not there."""
    return _refused(f"Eine Änderung Nr. {number} gibt es nicht.")
