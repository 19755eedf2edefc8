"""Records in the twin: where they stand there, and which belong to a building."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Final

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key
from app.services.inventory.placed_things import TAKEN, TWIN_OBJECT
from app.services.inventory.places import RecordPlace, places_of
from app.services.ports import InventoryReader

NEAR_M: Final = 25.0
"""A site within this distance stands at a building, where no relation says more."""

MOST: Final = 200
"""So many records are shown at most; the twin draws no more pins."""


@dataclass(frozen=True, slots=True)
class TwinRecord:
    """A record that stands in the city.

    Attributes:
        key: The record.
        title: What it is called.
        kind: What it is, German.
        east: Easting, EPSG:25832, m.
        north: Northing, m.
        height: Height above NHN, m; None where it stands on the ground.
        owner: Whose place it is, where it is not its own; else itself.
        detail: More about it, such as that its place is that of its site.
    """

    key: Key
    title: str
    kind: str
    east: float
    north: float
    height: float | None
    owner: Key
    detail: str = ""


def twin_records(
    reader: InventoryReader,
    keys: Sequence[Key],
    placed: Mapping[str, tuple[float, float, float]] | None = None,
    at_us: int | None = None,
) -> list[TwinRecord]:
    """Return records with their places, as many as the twin shows.

    Args:
        reader: The inventory.
        keys: The records.
        placed: Places (east, north, height) of things that were placed in the twin, by their ids;
            an asset that was made of one and has no place of its own is where that is.
        at_us: The moment; None for the present.
    """
    places = places_of(reader, keys[:MOST], at_us)
    titles = reader.titles([one.key for one in places], at_us)
    lent = _placed(reader, [one.key for one in places if not one.is_own], placed or {})
    return [_record(one, titles, lent.get(one.key)) for one in places]


def _placed(
    reader: InventoryReader,
    keys: Sequence[Key],
    placed: Mapping[str, tuple[float, float, float]],
) -> dict[Key, tuple[float, float, float]]:
    uids = tuple(key.uid for key in keys if key.kind == "asset")
    if not uids or not placed:
        return {}
    relations = reader.records("relation", (Filter("from", Operator.IN, uids),))
    found = {}
    for one in relations:
        spot = placed.get(one.text("to").removeprefix(TAKEN))
        if spot is not None and one.text("to_kind") == TWIN_OBJECT:
            found[Key("asset", one.text("from"))] = spot
    return found


def _record(
    place: RecordPlace,
    titles: Mapping[Key, str],
    lent: tuple[float, float, float] | None,
) -> TwinRecord:
    kind = KINDS[place.key.kind].label
    east, north = place.middle
    detail = "" if place.is_own or lent else "Gezeigt wird, wo es hingehört."
    height = place.height
    if lent is not None:
        east, north, height = lent
    owner = place.owner or place.key
    title = titles.get(place.key, "")
    return TwinRecord(place.key, title, kind, east, north, height, owner, detail)


def records_at(
    reader: InventoryReader, object_id: str, east: float, north: float
) -> list[tuple[Key, str]]:
    """Return the records at a building and what they are called.

    Those that a relation ties to it come first; then the nearest site within `NEAR_M`.

    Args:
        reader: The inventory.
        object_id: Id of the building in the city model.
        east: Easting of the place on it, EPSG:25832, m.
        north: Northing, m.
    """
    keys = [
        key
        for one in reader.records("relation", (Filter("to", Operator.IS, (object_id,)),))
        if one.text("to_kind") == TWIN_OBJECT
        for key in (Key(one.text("from_kind"), one.text("from")),)
        if key.kind in KINDS
    ]
    nearest = _nearest_site(reader, east, north)
    if nearest is not None and nearest not in keys:
        keys.append(nearest)
    titles = reader.titles(keys)
    return [(key, titles[key]) for key in dict.fromkeys(keys) if key in titles]


def _nearest_site(reader: InventoryReader, east: float, north: float) -> Key | None:
    near = (
        Filter("east", Operator.AT_LEAST, (east - NEAR_M,)),
        Filter("east", Operator.AT_MOST, (east + NEAR_M,)),
        Filter("north", Operator.AT_LEAST, (north - NEAR_M,)),
        Filter("north", Operator.AT_MOST, (north + NEAR_M,)),
    )
    ids = reader.ids(Query("site", near), MOST)
    rows = reader.rows("site", ids, ("east", "north"))
    found = []
    for uid, row in zip(reader.keys("site", ids), rows, strict=True):
        if row is None or row[0] is None or row[1] is None:
            continue
        away = hypot(float(row[0]) - east, float(row[1]) - north)
        if away <= NEAR_M:
            found.append((away, uid))
    return Key("site", min(found)[1]) if found else None
