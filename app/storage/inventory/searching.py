"""Text search: any part of a word is found, in any spelling; best hits first."""

# ruff: noqa: S608 - names of tables and columns come from the kinds, values are bound

import sqlite3
from array import array
from collections.abc import Sequence
from typing import Final

import msgspec

from app.domain.inventory.fields import FieldType, Kind
from app.domain.inventory.folding import words_of
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Hit
from app.storage.inventory.filters import TRIGRAM, match_text
from app.storage.inventory.paths import Columns, Joined, quoted, trail
from app.storage.inventory.titles import shown, title_from
from app.storage.inventory_tables import search_table

RANKED: Final = 500
"""So many hits of a kind are looked at closely; more than that nobody reads."""

_DETAILS: Final = 3


def quality(folded: str, words: Sequence[str]) -> int:
    """Return how well a record fits: 0 a field is the text, 1 begins with it, 2 a word does."""
    whole = " ".join(words)
    lines = folded.split("\n")
    if whole in lines:
        return 0
    if any(line.startswith(whole) for line in lines):
        return 1
    if all(f" {word}" in folded or any(line.startswith(word) for line in lines) for word in words):
        return 2
    return 3


def best_first(
    connection: sqlite3.Connection,
    kind: str,
    ids: "array[int]",
    words: Sequence[str],
    limit: int | None,
) -> "array[int]":
    """Return hits with the best among the first `RANKED` in front; the others by id."""
    head = ids[:RANKED].tolist()
    texts = dict(
        connection.execute(
            f"SELECT id, folded FROM {quoted(kind)} WHERE id IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(head).decode(),),
        ).fetchall()
    )
    head.sort(key=lambda one: quality(texts.get(one) or "", words))
    found = array("q", head)
    found.extend(ids[RANKED:])
    return found if limit is None else found[:limit]


def search(
    connection: sqlite3.Connection, columns: Columns, text: str, kinds: Sequence[str], limit: int
) -> list[Hit]:
    """Return what a text finds in many kinds, best first, then in the order of the kinds."""
    words = words_of(text)
    if not words:
        return []
    found: list[tuple[int, Hit]] = []
    for name in kinds:
        if name in KINDS and KINDS[name].is_searched and search_table(name) in columns:
            found += _in_kind(connection, columns, KINDS[name], words, limit)
    found.sort(key=lambda one: one[0])
    return [hit for _, hit in found[:limit]]


def _in_kind(
    connection: sqlite3.Connection, columns: Columns, kind: Kind, words: list[str], limit: int
) -> list[tuple[int, Hit]]:
    table, index = quoted(kind.name), quoted(search_table(kind.name))
    long = [word for word in words if len(word) >= TRIGRAM]
    short = [word for word in words if len(word) < TRIGRAM]
    texts = ["instr(a.folded, ?) > 0" for _ in short]
    values = list(short)
    source = f"{table} a"
    if long:
        source = f"{index} CROSS JOIN {source}"
        texts.append(f"a.id = {index}.rowid AND {index} MATCH ?")
        values.append(match_text(long))
    rows = connection.execute(
        f"SELECT a.id, a.folded FROM {source} WHERE {' AND '.join(texts)} LIMIT ?",
        (*values, RANKED),
    ).fetchall()
    ranked = sorted((quality(folded, words), number) for number, folded in rows)[:limit]
    hits = _hits(connection, columns, kind, [number for _, number in ranked])
    return [(rank, hits[number]) for rank, number in ranked]


def _hits(
    connection: sqlite3.Connection, columns: Columns, kind: Kind, ids: list[int]
) -> dict[int, Hit]:
    part = Joined(kind.name, columns)
    details = [
        path
        for path in (trail(kind.name, text) for text in kind.columns)
        if path.through or path.name not in kind.title
    ]
    details.sort(key=lambda path: not path.through)  # where it is says more than its state
    wanted = [part.column(trail(kind.name, name)) for name in kind.title]
    wanted += [part.column(path) for path in details]
    found = {}
    for number, uid, *words in connection.execute(
        f"SELECT a.id, a.uid, {', '.join(wanted)} FROM {part.sql()} "
        "WHERE a.id IN (SELECT value FROM json_each(?))",
        (msgspec.json.encode(ids).decode(),),
    ):
        title = title_from(kind, words[: len(kind.title)])
        more = zip(details, words[len(kind.title) :], strict=True)
        said = [
            shown(path.field, word)
            for path, word in more
            if word is not None and path.type in {FieldType.TEXT, FieldType.CHOICE}
        ]
        detail = " · ".join(dict.fromkeys(said[:_DETAILS]))
        found[number] = Hit(kind.name, uid, title, detail)
    return found
