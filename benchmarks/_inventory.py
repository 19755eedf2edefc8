"""A `city.db` with 1,000,000 assets, their past versions and everything they refer to."""

# ruff: noqa: S608 - names of tables and columns come from the kinds, values are bound

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np

from app.domain.inventory.changes import Origin, Transaction
from app.domain.inventory.fields import SIMULATED
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.kinds.assets import ASSET_KINDS, ASSET_STATES
from app.services.inventory.uids import uid_at
from app.storage.city_schema import open_city
from app.storage.inventory.log import BEGINNING, close_transaction
from app.storage.inventory_tables import folded_text, searched_names

ASSETS: Final = 1_000_000
DISTRICTS: Final = 7
SITES: Final = 400
SPACES: Final = 8_000
VENDORS: Final = 12
TYPES: Final = 120

START_US: Final = 1_640_995_200_000_000
"""2022-01-01."""
END_US: Final = 1_764_547_200_000_000
"""2025-12-01."""

_STREETS: Final = (
    "Werler Straße",
    "Nordstraße",
    "Ostenallee",
    "Südring",
    "Römerstraße",
    "Am Bärenplatz",
)
_ROOMS: Final = ("Klassenraum", "Fachraum", "Büro", "Werkstatt", "Aula", "Übungsraum")
_NAMES: Final = (
    "Access Point",
    "Tablet",
    "Switch",
    "Beamer",
    "Notebook",
    "Straßenleuchte",
    "Gerät",
)
_CHUNK: Final = 20_000
_PAST_SHARE: Final = 0.3
_GONE_EVERY: Final = 51
_GONE_SHARE: Final = 0.02
_ASSET: Final = list(KINDS).index("asset") + 1


def million(folder: Path, assets: int = ASSETS) -> Path:
    """Return `city.db` in a folder, made once; the same every time.

    Of the assets 30 % have an earlier version, and for each hundred there are two removed ones.
    """
    path = folder / "city.db"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".making.db")
    with closing(open_city(partial)) as database:
        connection: sqlite3.Connection = database.conn
        connection.executescript("PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;")
        dropped = _without_indices(connection)
        connection.execute("BEGIN")
        chance = random.Random(7)  # noqa: S311 - no secret
        _places(connection, chance)
        _catalogue(connection, chance)
        _assets(connection, assets)
        transaction = Transaction(1, END_US, "Simulation", "", Origin.GENERATED, 0, {})
        close_transaction(connection, transaction, BEGINNING)
        connection.execute("COMMIT")
        for sql in dropped:
            connection.execute(sql)
        for kind in KINDS.values():
            if kind.is_searched:
                search = f"{kind.name}_search"
                connection.execute(f"INSERT INTO {search} ({search}) VALUES ('rebuild')")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    partial.rename(path)
    return path


def _without_indices(connection: sqlite3.Connection) -> list[str]:
    """Drop what slows writing down, and return what makes it again."""
    wanted = ("asset", "asset_version")
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') "
        "AND tbl_name IN (?, ?) AND sql IS NOT NULL",
        wanted,
    ).fetchall()
    for sort, name, _ in found:
        connection.execute(f'DROP {sort} "{name}"')
    return [sql for _, _, sql in found]


def _write(
    connection: sqlite3.Connection, table: str, kind: str, rows: Iterator[dict[str, Any]]
) -> None:
    """Write rows that all have the same keys."""
    first = next(rows)
    searched = searched_names(KINDS[kind])
    columns = [*first, *(("folded",) if searched else ())]
    named = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))

    def tuples() -> Iterator[list[Any]]:
        for row in chain((first,), rows):
            texts = [folded_text([row.get(name) for name in searched])] if searched else []
            yield [*row.values(), *texts]

    connection.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', tuples())


def _system(number: int, at_us: int, prefix: int) -> dict[str, Any]:
    return {
        "id": number,
        "uid": uid_at(START_US, (prefix << 50) + number),
        "rev": 1,
        "valid_from": at_us,
        "changed_by": "Simulation",
        "tx": 1,
        "source": SIMULATED,
    }


@cache
def _uid_of(kind: str, number: int) -> str:
    return uid_at(START_US, (list(KINDS).index(kind) + 1 << 50) + number)


def uid_of(kind: str, number: int) -> str:
    """Return the name of a made record: the number counts from 1 in each kind."""
    return _uid_of(kind, number)


def _new(kind: str, number: int, at_us: int = START_US) -> dict[str, Any]:
    return _system(number, at_us, list(KINDS).index(kind) + 1)


def _places(connection: sqlite3.Connection, chance: random.Random) -> None:
    names = ("Mitte", "Uentrop", "Rhynern", "Pelkum", "Herringen", "Bockum-Hövel", "Heessen")
    _write(
        connection,
        "district",
        "district",
        ({**_new("district", n + 1), "name": names[n]} for n in range(DISTRICTS)),
    )
    _write(
        connection,
        "site",
        "site",
        (
            {
                **_new("site", n),
                "name": f"Standort {n} {chance.choice(_STREETS)}",
                "kind": "school",
                "code": f"S{n:04d}",
                "district": uid_of("district", chance.randint(1, DISTRICTS)),
                "street": f"{chance.choice(_STREETS)} {chance.randint(1, 200)}",
                "east": 413_000.0 + chance.random() * 20_000,
                "north": 5_718_000.0 + chance.random() * 15_000,
                "state": "active",
            }
            for n in range(1, SITES + 1)
        ),
    )
    _write(
        connection,
        "space",
        "space",
        (
            {
                **_new("space", n),
                "site": uid_of("site", n % SITES + 1),
                "kind": "room",
                "name": f"{chance.choice(_ROOMS)} {n % 40}",
            }
            for n in range(1, SPACES + 1)
        ),
    )


def _catalogue(connection: sqlite3.Connection, chance: random.Random) -> None:
    _write(
        connection,
        "vendor",
        "vendor",
        ({**_new("vendor", n), "name": f"Hersteller {n}"} for n in range(1, VENDORS + 1)),
    )
    _write(
        connection,
        "asset_type",
        "asset_type",
        (
            {
                **_new("asset_type", n),
                "name": f"Modell {n}",
                "vendor": uid_of("vendor", n % VENDORS + 1),
                "kind": chance.choice(ASSET_KINDS).key,
                "lifetime_months": 60,
            }
            for n in range(1, TYPES + 1)
        ),
    )


def _assets(connection: sqlite3.Connection, count: int) -> None:
    """Write the assets, and beside them what they were before."""
    total = count + int(count * _GONE_SHARE)
    chance = np.random.default_rng(7)
    span = (END_US - START_US) * 9 // 10
    states = [one.key for one in ASSET_STATES if one.key != "disposed"]
    past: list[dict[str, Any]] = []
    drawn = _drawn(chance, total, len(states))

    def rows() -> Iterator[dict[str, Any]]:
        for number, one in enumerate(drawn, 1):
            at_us = START_US + span * number // total
            row = _asset(number, at_us, states, one)
            later = at_us + 1 + int(one[-1] * (END_US - at_us - 1))
            if number % _GONE_EVERY == 0:
                past.append({**row, "valid_to": later})
                continue
            if one[-2] < _PAST_SHARE:
                old = {"state": "ordered", "site": None, "space": None, "name": "Bestellung"}
                past.append({**row, **old, "valid_to": later})
                row |= {"rev": 2, "valid_from": later}
            yield row

    _write(connection, "asset", "asset", rows())
    past.sort(key=lambda row: int(row["valid_to"]))
    _write(connection, "asset_version", "asset", iter(past))


def _drawn(chance: np.random.Generator, total: int, states: int) -> Iterator[tuple[Any, ...]]:
    """Yield what chance says of each asset, drawn in chunks."""
    whole = (len(_NAMES), states, SITES, SPACES, TYPES, 1 << 40, 1 << 48, 1_920, 72, 3)
    for begin in range(0, total, _CHUNK):
        size = min(_CHUNK, total - begin)
        columns = [chance.integers(0, limit, size).tolist() for limit in whole]
        columns += [chance.random(size).tolist() for _ in range(4)]
        yield from zip(*columns, strict=True)


def _asset(number: int, at_us: int, states: list[str], one: tuple[Any, ...]) -> dict[str, Any]:
    name, state, site, space, model, serial, mac, cost, month, measured, east, north, *_ = one
    address = f"{mac:012x}"
    return {
        **_system(number, at_us, _ASSET),
        "tag": f"INV-{number:07d}",
        "name": f"{_NAMES[name]} {number % 4_000}",
        "type": uid_of("asset_type", model + 1),
        "state": states[state],
        "serial": f"{serial:010X}",
        "mac": ":".join([address[place : place + 2] for place in range(0, 12, 2)]),
        "site": uid_of("site", site + 1),
        "space": uid_of("space", space + 1),
        "owner": "Schulträger",
        "cost": 80.0 + cost,
        "bought_on": f"{2020 + month // 12}-{month % 12 + 1:02d}-15",
        "east": 413_000.0 + east * 20_000,
        "north": 5_718_000.0 + north * 15_000,
        "measured_state": ("never", "alive", "silent")[measured],
    }
