"""The tables of the inventory, made from the kinds: present records, superseded versions, search.

Every kind has a table of its name with the present records, `<kind>_version` with the versions
that were superseded, and (where it is searched) `<kind>_search`, an FTS5 index of trigrams over
the folded texts. Triggers use nothing but SQLite, so that any program may write the file.
"""

# ruff: noqa: S608 - names of tables and columns come from the kinds, values are bound

from typing import Any, Final

from app.domain.inventory.fields import Field, FieldType, Kind
from app.domain.inventory.folding import fold
from app.domain.inventory.kinds import KINDS

SYSTEM: Final = ("id", "uid", "rev", "valid_from", "changed_by", "tx")
"""Columns every record has before its fields."""

_SYSTEM_TYPES: Final[dict[str, type]] = {
    "id": int,
    "uid": str,
    "rev": int,
    "valid_from": int,
    "changed_by": str,
    "tx": int,
}
_WHOLE: Final = {FieldType.INTEGER, FieldType.MOMENT, FieldType.FLAG}
_REAL: Final = {FieldType.DECIMAL, FieldType.MONEY}

FOLD_BATCH: Final = 1_000


_REFERENCES: Final = frozenset({FieldType.REFERENCE, FieldType.ANY_REFERENCE})


def version_table(kind: str) -> str:
    """Return the name of the table with a kind's superseded versions."""
    return f"{kind}_version"


def search_table(kind: str) -> str:
    """Return the name of the index that finds a kind's records by text."""
    return f"{kind}_search"


def value_names(kind: Kind) -> tuple[str, ...]:
    """Return the columns of a kind that hold values."""
    names = tuple(one.name for one in kind.all_fields)
    return (*names, "custom") if kind.has_custom else names


def columns_of(kind: Kind) -> dict[str, type]:
    """Return all columns of a kind's present table in their order."""
    found = dict(_SYSTEM_TYPES)
    for one in kind.all_fields:
        found[one.name] = _column_type(one)
    if kind.has_custom:
        found["custom"] = str
    if kind.is_searched:
        found["folded"] = str
    return found


def searched_names(kind: Kind) -> tuple[str, ...]:
    """Return the fields whose texts a search looks through."""
    return tuple(one.name for one in kind.all_fields if one.is_searched)


def folded_text(values: list[Any]) -> str:
    """Return what a search looks through: one line for each filled field."""
    return fold("\n".join([str(value) for value in values if value is not None]))


def fit(database: Any) -> None:
    """Make what is missing: tables, columns, indices; inside a transaction of the one writer.

    Args:
        database: The sqlite-utils `Database`.
    """
    known = set(database.table_names())
    if "inventory_tx" not in known:
        _make_log(database)
    searched = dict(database.execute("SELECT name, searched FROM inventory_kind").fetchall())
    for kind in KINDS.values():
        _fit_table(database, kind.name, columns_of(kind), known)
        version_columns = {**columns_of(kind), "valid_to": int}
        _fit_table(database, version_table(kind.name), version_columns, known)
        _fit_indices(database, kind)
        if kind.is_searched:
            _fit_search(database, kind, known, searched.get(kind.name))


def _column_type(one: Field) -> type:
    if one.type in _WHOLE:
        return int
    return float if one.type in _REAL else str


def _fit_table(database: Any, name: str, columns: dict[str, type], known: set[str]) -> None:
    table = database.table(name)
    if name not in known:
        is_present = "valid_to" not in columns
        needed = {*_SYSTEM_TYPES, "valid_to"} & columns.keys()
        if is_present:
            table.create(columns, pk="id", not_null=needed - {"id"}, strict=True)
        else:
            # A record has many versions: rows count themselves, and valid_to grows with them.
            table.create({"version": int, **columns}, pk="version", not_null=needed, strict=True)
        return
    there = {column.name for column in table.columns}
    for column, column_type in columns.items():
        if column not in there:
            table.add_column(column, column_type)


def _fit_indices(database: Any, kind: Kind) -> None:
    present, past = database.table(kind.name), database.table(version_table(kind.name))
    name = kind.name
    present.create_index(["uid"], f"ix_{name}_uid", unique=True, if_not_exists=True)
    present.create_index(["valid_from"], f"ix_{name}_valid_from", if_not_exists=True)
    for column in ("id", "uid"):
        past.create_index([column, "valid_to"], f"ix_{name}_version_{column}", if_not_exists=True)
    past.create_index(["valid_to"], f"ix_{name}_version_valid_to", if_not_exists=True)
    for one in kind.all_fields:
        index = f"ix_{name}_{one.name}"
        if one.is_unique:
            database.execute(
                f'CREATE UNIQUE INDEX IF NOT EXISTS "{index}" ON "{name}" ("{one.name}") '
                f'WHERE "{one.name}" IS NOT NULL'
            )
        elif one.type in _REFERENCES:
            # Most records leave most references empty: those cost nothing this way, and a
            # reference is only ever looked up by what it refers to.
            database.execute(
                f'CREATE INDEX IF NOT EXISTS "{index}" ON "{name}" ("{one.name}") '
                f'WHERE "{one.name}" IS NOT NULL'
            )
        elif one.is_indexed:
            present.create_index([one.name], index, if_not_exists=True)


def _fit_search(database: Any, kind: Kind, known: set[str], searched: str | None) -> None:
    name, index = kind.name, search_table(kind.name)
    if index not in known:
        database.execute(
            f'CREATE VIRTUAL TABLE "{index}" USING fts5(folded, content="{name}", '
            "content_rowid=\"id\", tokenize='trigram case_sensitive 1', columnsize=0)"
        )
        _make_triggers(database, name, index)
    wanted = " ".join(searched_names(kind))
    if searched == wanted:
        return
    if searched is not None:  # other fields are searched than when the texts were folded
        _fold_anew(database, kind)
    database.execute(
        "INSERT INTO inventory_kind (name, searched) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET searched=excluded.searched",
        (name, wanted),
    )


def _make_triggers(database: Any, name: str, index: str) -> None:
    """Make what keeps the search up to date, whoever writes.

    Each statement of a trigger makes FTS5 write what it holds in memory: for many rows it takes
    ten times as long as one statement for all of them. So the writer takes the triggers away while
    it writes many. Earlier versions of the program laid a row into `inventory_bulk` instead; the
    condition stays, so that they can still write the file.
    """
    alone = "NOT EXISTS (SELECT 1 FROM inventory_bulk)"
    drop = (
        f'INSERT INTO "{index}" ("{index}", rowid, folded) VALUES (\'delete\', old.id, old.folded);'
    )
    put = f'INSERT INTO "{index}" (rowid, folded) VALUES (new.id, new.folded);'
    database.execute(
        f'CREATE TRIGGER "{index}_ai" AFTER INSERT ON "{name}" WHEN {alone} BEGIN {put} END'
    )
    database.execute(
        f'CREATE TRIGGER "{index}_ad" AFTER DELETE ON "{name}" WHEN {alone} BEGIN {drop} END'
    )
    database.execute(
        f'CREATE TRIGGER "{index}_au" AFTER UPDATE OF folded ON "{name}" '
        f"WHEN old.folded IS NOT new.folded AND {alone} BEGIN {drop} {put} END"
    )


def _fold_anew(database: Any, kind: Kind) -> None:
    """Fold the texts of all records, present and past."""
    wanted = ", ".join(f'"{one}"' for one in searched_names(kind))
    for table, key in ((kind.name, "id"), (version_table(kind.name), "version")):
        rows = database.execute(f'SELECT "{key}", {wanted} FROM "{table}"').fetchall()
        for begin in range(0, len(rows), FOLD_BATCH):
            database.conn.executemany(
                f'UPDATE "{table}" SET folded=? WHERE "{key}"=?',
                [
                    (folded_text(list(values)), number)
                    for number, *values in rows[begin : begin + FOLD_BATCH]
                ],
            )


def _make_log(database: Any) -> None:
    """Make the log of changes: append-only, each line chained to the one before."""
    database.table("inventory_kind").create(
        {"name": str, "searched": str}, pk="name", not_null={"searched"}, strict=True
    )
    # Empty: earlier versions put a row in it while they write many, see `_make_triggers`.
    database.table("inventory_bulk").create({"number": int}, pk="number", strict=True)
    database.table("inventory_tx").create(
        {
            "number": int,
            "at_us": int,
            "actor": str,
            "reason": str,
            "origin": str,
            "count": int,
            "kinds": str,
            "file_sha256": str,
            "undoes": int,
            "digest": bytes,
        },
        pk="number",
        not_null={"at_us", "actor", "reason", "origin", "count", "kinds", "file_sha256", "digest"},
        strict=True,
    )
    database.table("inventory_change").create(
        {
            "number": int,
            "tx": int,
            "action": str,
            "kind": str,
            "uid": str,
            "title": str,
            "before": str,
            "after": str,
            "digest": bytes,
        },
        pk="number",
        not_null={"tx", "action", "kind", "uid", "title", "before", "after", "digest"},
        strict=True,
    )
    database.table("inventory_tx").create_index(["undoes"], "ix_inventory_tx_undoes")
    database.table("inventory_change").create_index(["tx"], "ix_inventory_change_tx")
    database.table("inventory_change").create_index(["uid"], "ix_inventory_change_uid")
    for table in ("inventory_tx", "inventory_change"):
        for verb in ("UPDATE", "DELETE"):
            database.execute(
                f"CREATE TRIGGER {table}_stays_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT raise(ABORT, 'the log of the inventory is append-only'); END"
            )
