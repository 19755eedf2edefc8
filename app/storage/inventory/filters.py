"""Filters as SQL conditions.

A condition on a field of another record (`site.district.name`) becomes a set of uids that the
reference must be in: the other table is small or indexed, and the own index on the reference is
used. What must *not* hold is the opposite of what holds, so that empty references count as well.
"""

# ruff: noqa: S608 - names of tables and columns come from the kinds, values are bound

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.domain.inventory.fields import Field, FieldType, Value
from app.domain.inventory.folding import fold
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator
from app.storage.inventory.paths import Joined, Trail, own_trail, parts, quoted, trail
from app.storage.inventory_tables import search_table

Condition = tuple[str, list[Any]]
"""SQL and its values."""

TRIGRAM: Final = 3
"""Shorter words are not in the index of trigrams."""

_OPPOSITES: Final = {Operator.IS_NOT: Operator.IS, Operator.IS_EMPTY: Operator.IS_FILLED}

_SIGNS: Final = {Operator.AT_LEAST: ">=", Operator.AT_MOST: "<="}

_TEXTS: Final = {
    FieldType.TEXT,
    FieldType.CHOICE,
    FieldType.TAGS,
    FieldType.JSON,
    FieldType.GEOMETRY,
}


def conditions(
    joined: Joined,
    filters: Sequence[Filter],
    custom: Mapping[str, Field],
    *,
    is_plain: bool = False,
) -> Condition:
    """Return one condition that holds where all filters hold.

    Args:
        joined: What is selected from.
        filters: The filters.
        custom: Fields of people's own.
        is_plain: True when nothing else is asked of a row, so that the index over moments
            alone answers; otherwise it would lead to rows in a bad order.
    """
    texts, values = [joined.where() if is_plain else joined.where().replace("a.", "+a.", 1)], []
    for one in filters:
        text, more = condition(joined, trail(joined.kind, one.path, custom), one)
        texts.append(text)
        values += more
    return " AND ".join(f"({text})" for text in texts if text != "1") or "1", values


def condition(joined: Joined, path: Trail, one: Filter) -> Condition:
    """Return the condition of one filter."""
    operator, values = one.operator, one.values
    if None in values or "" in values:
        return _with_empty(joined, path, one)
    if operator in _OPPOSITES:
        text, more = _holds(joined, path, _OPPOSITES[operator], values)
        return f"({text}) IS NOT TRUE", more
    return _holds(joined, path, operator, values)


def folded(expression: str) -> str:
    """Return the expression that folds a text; Python is only asked where it is needed."""
    return (
        f"CASE WHEN {expression} GLOB '*[^ -~]*' THEN fold({expression}) "
        f"ELSE lower({expression}) END"
    )


def match_text(words: Sequence[str]) -> str:
    """Return what FTS5 finds all these (folded) words with, as parts of words."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in words)


def _with_empty(joined: Joined, path: Trail, one: Filter) -> Condition:
    """Return the condition where an empty value stands among those of a filter."""
    filled = tuple(value for value in one.values if value not in (None, ""))
    match one.operator:
        case Operator.IS:
            return condition(joined, path, Filter(one.path, Operator.IS_EMPTY))
        case Operator.IS_NOT:
            return condition(joined, path, Filter(one.path, Operator.IS_FILLED))
        case Operator.IN:
            empty, more = condition(joined, path, Filter(one.path, Operator.IS_EMPTY))
            among, others = condition(joined, path, Filter(one.path, Operator.IN, filled))
            return f"({empty}) OR ({among})", [*more, *others]
        case _:
            return condition(joined, path, Filter(one.path, one.operator, filled))


def _holds(joined: Joined, path: Trail, operator: Operator, values: tuple[Value, ...]) -> Condition:
    if not path.through:
        return _compares(joined, path, operator, values)
    reference = joined.column(own_trail(joined.kind, path.through[0]))
    text, more = uids_where(joined, path, operator, values)
    return f"{reference} IN ({text})", more


def uids_where(
    joined: Joined, path: Trail, operator: Operator, values: tuple[Value, ...]
) -> Condition:
    """Return the select of the uids, of the kind a path leads to, for which something holds."""
    selects, more = [], []
    for part in parts(path.first_target, joined.columns, joined.at_us):
        text, own = _holds(part, path.rest, operator, values)
        selects.append(f"SELECT a.uid FROM {part.sql()} WHERE ({text}) AND {part.where()}")
        more += own
    return " UNION ALL ".join(selects) or "SELECT NULL WHERE 0", more


def _compares(
    joined: Joined, path: Trail, operator: Operator, values: tuple[Value, ...]
) -> Condition:
    column = joined.column(path)
    if operator is Operator.IS_FILLED:
        return f"{column} IS NOT NULL", []
    if operator in {Operator.IN, Operator.WITHIN}:
        is_tree = operator is Operator.WITHIN
        return _within(joined, path, column, values) if is_tree else _among(column, values)
    if not values:
        return "1", []
    if operator in {Operator.CONTAINS, Operator.BEGINS}:
        return _like(joined, path, operator, str(values[0]))
    if operator is Operator.HAS_TAG:
        text = " OR ".join(f"instr({column}, ?) > 0" for _ in values)
        return text, [f"|{value}|" for value in values]
    return f"{column} {_SIGNS.get(operator, '=')} ?", [values[0]]


def _among(column: str, values: tuple[Value, ...]) -> Condition:
    return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(values)]


def _like(joined: Joined, path: Trail, operator: Operator, wanted: str) -> Condition:
    column, needle = joined.column(path), fold(wanted)
    text = folded(column if path.type in _TEXTS else f"CAST({column} AS TEXT)")
    if operator is Operator.BEGINS:
        return f"substr({text}, 1, {len(needle):d}) = ?", [needle]
    plain = f"instr({text}, ?) > 0"
    is_indexed = path.field is not None and path.field.is_searched and not path.is_custom
    index = search_table(joined.kind)
    if is_indexed and not joined.is_past and len(needle) >= TRIGRAM and index in joined.columns:
        hits = f"SELECT rowid FROM {quoted(index)} WHERE {quoted(index)} MATCH ?"
        return f"a.id IN ({hits}) AND {plain}", [match_text([needle]), needle]
    return plain, [needle]


def _within(joined: Joined, path: Trail, column: str, values: tuple[Value, ...]) -> Condition:
    """Return the condition that a record, or one of those above it, is one of the values."""
    target = joined.kind if path.field is None else path.field.target
    if target not in KINDS or not KINDS[target].has_field("parent"):
        return _among(column, values)
    parent = own_trail(target, "parent")
    steps = []
    for part in parts(target, joined.columns, joined.at_us):
        above = part.column(parent)
        # CROSS JOIN keeps the order: from those that are known down to what lies in them.
        steps.append(
            f"SELECT a.uid FROM below CROSS JOIN {part.sql()} "
            f"WHERE {above} = below.uid AND {part.where()}"
        )
    below = "".join(f" UNION {step}" for step in steps)
    known = f"SELECT value FROM json_each(?){below}"
    text = f"{column} IN (WITH RECURSIVE below(uid) AS ({known}) SELECT uid FROM below)"
    return text, [json.dumps(values)]
