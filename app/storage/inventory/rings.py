"""Refuses changes that would make things go round: waiting for itself, part of itself."""

# ruff: noqa: S608 - names of tables and columns are constants of this file

import sqlite3
from collections.abc import Sequence
from typing import Final

from app.domain.inventory.changes import FieldProblem, RefusedError
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from app.domain.inventory.rings import find_ring
from app.storage.inventory.titles import title_of

_EDGES: Final = {
    "dependency": ("before", "after", "after"),
    "work_item": ("uid", "parent", "parent"),
}
"""Kind to its columns of an edge (from, to) and the field a problem stands at."""

_SHOWN: Final = 6
"""So many members of a ring are named."""


def refuse_rings(connection: sqlite3.Connection, changed: Sequence[Key]) -> None:
    """Refuse a changeset after which something would come before itself.

    Args:
        connection: The writer's, with all changes written.
        changed: What was changed.

    Raises:
        RefusedError: It names the members of the ring in order.
    """
    for kind, (before, after, field) in _EDGES.items():
        touched = {key.uid for key in changed if key.kind == kind}
        if not touched:
            continue
        rows = connection.execute(
            f'SELECT uid, "{before}", "{after}" FROM "{kind}" '
            f'WHERE "{before}" IS NOT NULL AND "{after}" IS NOT NULL'
        ).fetchall()
        ring = find_ring([(first, second) for _, first, second in rows])
        if ring:
            steps = set(zip(ring, (*ring[1:], ring[0]), strict=True))
            members = [uid for uid, first, second in rows if (first, second) in steps]
            at = next((uid for uid in members if uid in touched), members[0])
            raise RefusedError([_problem(connection, Key(kind, at), field, ring)])


def _problem(
    connection: sqlite3.Connection, key: Key, field: str, ring: tuple[str, ...]
) -> FieldProblem:
    names = [_title(connection, uid) for uid in ring[:_SHOWN]]
    more = " → …" if len(ring) > _SHOWN else ""
    way = " → ".join(f"„{name}“" for name in (*names, *(() if more else names[:1])))
    if key.kind == "dependency":
        text = f"Diese Abhängigkeit schließt einen Kreis: {way}{more}."
        hint = "Bitte lösen Sie eine der Abhängigkeiten; nichts kann vor sich selbst kommen."
    else:
        text = f"Das wäre Teil seiner selbst: {way}{more}."
        hint = "Bitte wählen Sie ein anderes übergeordnetes Arbeitspaket."
    return FieldProblem(key, field, text, hint)


def _title(connection: sqlite3.Connection, uid: str) -> str:
    for kind in ("work_item", "milestone"):
        row = connection.execute(f'SELECT name FROM "{kind}" WHERE uid=?', (uid,)).fetchone()
        if row is not None:
            return title_of(KINDS[kind], {"name": row[0]})
    return uid
