"""Rows of the table of the map, and a small city of places to search, for tests."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.domain.cities import City
from app.domain.maps import Box
from app.domain.points import Location
from app.domain.samples import NO_TIME
from app.domain.texts import Text
from app.services.maps.sources import Rank
from app.services.maps.tables import MapTableRows
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US

BOX = Box(7.66, 51.57, 8.01, 51.75)

_KINDS = ("Luftmessstation", "Lichtsignalanlage", "Ladepunkt", "Straßenleuchte")
_FIELDS = ("Umwelt", "Mobilität", "Mobilität", "Energie und Beleuchtung")
_DISTRICTS = ("Hamm-Mitte", "Hamm-Bockum-Hövel", "Hamm-Rhynern")
_SITES = ("Hauptbahnhof", "Große Straße", "Ostenallee", "Kästnerweg")


def make_places_city(n: int = 60) -> City:
    """Return the made-up city with a box, so that places can lie outside."""
    return replace(make_city(n), name=Text("Hamm"), box=BOX)


def make_rows(
    n: int = 12,
    *,
    ranks: Sequence[Rank] = (),
    acknowledged: Sequence[int] = (),
    at_us: int = START_US,
    without_place: Sequence[int] = (),
) -> MapTableRows:
    """Return rows of n devices named `d-0`, `d-1` and so on.

    Args:
        n: How many.
        ranks: Ranks of the first ones; the others are normal.
        acknowledged: Rows whose alarms are acknowledged.
        at_us: The moment.
        without_place: Rows that have no place.
    """
    rank = np.zeros(n, np.uint8)
    rank[: len(ranks)] = [int(one) for one in ranks]
    is_acknowledged = np.zeros(n, bool)
    is_acknowledged[list(acknowledged)] = True
    ages = (np.arange(n, dtype=np.int64) % 50 + 1) * 1_000_000
    ages[n // 2] = NO_TIME
    places = tuple(
        None
        if row in without_place
        else Location(7.70 + 0.003 * (row % 100), 51.60 + 0.001 * (row // 100) + 0.001 * row % 0.1)
        for row in range(n)
    )
    return MapTableRows(
        at_us=at_us,
        ids=tuple(f"d-{row}" for row in range(n)),
        names=tuple(f"{_SITES[row % 4]} · d-{row}" for row in range(n)),
        fields=tuple(_FIELDS[row % 4] for row in range(n)),
        districts=tuple(_DISTRICTS[row % 3] for row in range(n)),
        kinds=tuple(_KINDS[row % 4] for row in range(n)),
        locations=places,
        ranks=rank,
        acknowledged=is_acknowledged,
        values=tuple(f"NO₂: {20 + row % 70},4\u202fµg/m³" for row in range(n)),
        ages_us=ages,
    )


def later(
    rows: MapTableRows, seconds: int = 1, *, ranks: dict[int, Rank] | None = None
) -> MapTableRows:
    """Return the same devices some seconds later, some of them with another rank."""
    rank = rows.ranks.copy()
    for row, one in (ranks or {}).items():
        rank[row] = int(one)
    passed = seconds * 1_000_000
    ages = np.where(rows.ages_us == NO_TIME, NO_TIME, rows.ages_us + passed)
    return replace(rows, at_us=rows.at_us + passed, ranks=rank, ages_us=ages)
