"""The tables of `city.db` and how an older file comes by them; runs in the worker thread only."""

from pathlib import Path
from typing import Any, Final

from app.storage.databases import connect
from app.storage.inventory_tables import fit

SCHEMA_VERSION: Final = 5
"""1: settings. 2: annotations, trend sheets, the log of their changes. 3: logbook, handovers.
4: what people keep of the twin. 5: the inventory."""

_PRAGMAS: Final = """
PRAGMA page_size=8192;
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA mmap_size=0;
PRAGMA secure_delete=OFF;
PRAGMA journal_size_limit=67108864;
"""


def open_city(path: Path) -> Any:
    """Open the file for its one writer and bring it to the present schema.

    Returns:
        The sqlite-utils `Database`.
    """
    # Imported here because it takes a fifth of a second, which the first window must not wait.
    from sqlite_utils import Database  # noqa: PLC0415

    connection = connect(path)
    try:
        connection.executescript(_PRAGMAS)
        database = Database(connection)
        _migrations().apply(database)
        with database.atomic():
            fit(database)  # kinds get new fields without a new version of the file
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    except BaseException:
        connection.close()
        raise
    return database


def _migrations() -> Any:
    from sqlite_utils import Migrations  # noqa: PLC0415 - see open_city

    migrations = Migrations("city")
    steps = (
        m001_settings,
        m002_annotations,
        m003_trend_sheets,
        m004_changes,
        m005_records,
        m006_twin,
        m007_inventory,
    )
    for migration in steps:
        migrations()(migration)
    return migrations


def m001_settings(database: Any) -> None:
    """Values by name, as JSON."""
    database.table("setting").create({"name": str, "value": str}, pk="name")


def m002_annotations(database: Any) -> None:
    """Notes; their points are a JSON list."""
    columns = {
        "id": str,
        "start_us": int,
        "end_us": int,
        "text": str,
        "author": str,
        "created_us": int,
        "points": str,
        "longitude": float,
        "latitude": float,
    }
    database.table("annotation").create(
        columns, pk="id", not_null=set(columns) - {"id", "longitude", "latitude"}
    )


def m003_trend_sheets(database: Any) -> None:
    """Trend sheets in their order."""
    columns = {
        "id": str,
        "place": int,
        "name": str,
        "content": str,
        "is_locked": int,
        "author": str,
        "changed_us": int,
    }
    database.table("trend_sheet").create(columns, pk="id", not_null=set(columns) - {"id"})


def m004_changes(database: Any) -> None:
    """What was written before and after, for ever: nothing disappears unnoticed."""
    database.table("change").create(
        {
            "number": int,
            "kind": str,
            "subject": str,
            "changed_us": int,
            "actor": str,
            "before": str,
            "after": str,
        },
        pk="number",
        not_null={"kind", "subject", "changed_us", "actor"},
    )
    database.table("change").create_index(["kind", "subject"])
    for verb in ("UPDATE", "DELETE"):
        database.execute(
            f"CREATE TRIGGER change_stays_{verb.lower()} BEFORE {verb} ON change "
            "BEGIN SELECT raise(ABORT, 'the log of changes is append-only'); END"
        )


def m005_records(database: Any) -> None:
    """Logbook and handovers; each record is kept whole, as JSON."""
    for name in ("log_entry", "handover"):
        _make_records(database, name)


def m006_twin(database: Any) -> None:
    """Kept views, placed things and tables about buildings; likewise whole, as JSON."""
    for name in ("twin_bookmark", "placed_asset", "building_facts"):
        _make_records(database, name)


def m007_inventory(database: Any) -> None:
    """A table for each kind of the inventory, its versions, its search, and the log."""
    fit(database)


def _make_records(database: Any, name: str) -> None:
    columns = {"id": str, "time_us": int, "content": str}
    database.table(name).create(columns, pk="id", not_null={"time_us", "content"})
