"""Things that were placed in the twin become assets, once; assets get a place in the twin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.inventory.changes import Action, Changeset, Operation
from app.domain.inventory.fields import Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key, Record
from app.domain.twins import PlacedAsset, Spot
from app.services.ports import InventoryReader

TWIN_OBJECT: Final = "twin_object"
TAKEN: Final = "placed:"
"""What stands before the id of a placed thing where a relation names it as an object of the twin.
The relation says that the thing was taken over: it is not taken a second time."""

KIND_OF: Final = {
    "access point": "access_point",
    "kamera": "camera",
    "lichtmast": "light",
    "leuchte": "light",
    "schaltschrank": "other",
    "sensor": "sensor",
    "antenne": "antenna",
    "ladepunkt": "charger",
    "ladesäule": "charger",
    "switch": "switch",
    "router": "router",
    "gateway": "gateway",
    "display": "display",
}
"""Kind of an asset by the word for a placed thing, in small letters."""

OTHER: Final = "other"
SOURCE: Final = "Zwilling"

MakeUid = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Taking:
    """What it means to take things into the inventory.

    Attributes:
        changeset: The change; None where nothing is to be taken.
        assets: The assets it makes.
        known: Things that are in the inventory already, by their ids.
    """

    changeset: Changeset | None
    assets: tuple[Key, ...]
    known: dict[str, Key]


def taking_of(
    reader: InventoryReader, things: Sequence[PlacedAsset], make_uid: MakeUid, reason: str = ""
) -> Taking:
    """Return the change that makes assets of placed things; those that were taken stay as they are.

    A thing becomes an asset that is prepared (`staged`) and planned to be in service, of a type
    without a model (made where there is none), at its place, with its note, and with relations to
    the thing and to the building it hangs on.
    """
    known = taken(reader, things)
    new = [one for one in things if one.id not in known]
    types = _Types(reader, make_uid)
    operations: list[Operation] = []
    assets = []
    for one in new:
        uid = make_uid()
        assets.append(Key("asset", uid))
        operations.append(_asset(uid, one, types.of(kind_of(one.kind))))
        operations.append(_relation(make_uid(), uid, f"{TAKEN}{one.id}", "evidences"))
        if one.object_id:
            operations.append(_relation(make_uid(), uid, one.object_id, "belongs"))
    everything = (*types.made, *operations)
    changeset = Changeset(everything, reason) if operations else None
    return Taking(changeset, tuple(assets), known)


def taken(reader: InventoryReader, things: Sequence[PlacedAsset]) -> dict[str, Key]:
    """Return which things are in the inventory already, by their ids, and as what."""
    names = [f"{TAKEN}{one.id}" for one in things]
    if not names:
        return {}
    relations = reader.records("relation", (Filter("to", Operator.IN, tuple(names)),))
    return {
        one.text("to").removeprefix(TAKEN): Key(one.text("from_kind"), one.text("from"))
        for one in relations
        if one.text("to_kind") == TWIN_OBJECT
    }


def kind_of(word: str) -> str:
    """Return the kind of an asset for what people call a thing."""
    plain = word.strip().lower()
    if plain in KIND_OF:
        return KIND_OF[plain]
    labels = {
        choice.label.lower(): choice.key for choice in KINDS["asset_type"].field("kind").choices
    }
    return labels.get(plain, OTHER)


def placing_of(asset: Record, spot: Spot, object_id: str, make_uid: MakeUid) -> Changeset:
    """Return the change that gives an asset the place where somebody clicked in the twin.

    Args:
        asset: The asset as the person saw it; somebody else's change meanwhile is a conflict.
        spot: Where it is.
        object_id: The building it hangs on; empty for none.
        make_uid: Makes names for new records.
    """
    values = _place(spot)
    operations = [Operation(Action.UPDATE, "asset", asset.uid, values, asset.rev)]
    if object_id:
        operations.append(_relation(make_uid(), asset.uid, object_id, "belongs"))
    return Changeset(operations, "Im Zwilling gesetzt")


class _Types:
    """Types without a model, one for each kind of asset; made where there is none."""

    def __init__(self, reader: InventoryReader, make_uid: MakeUid) -> None:
        self._reader, self._make_uid = reader, make_uid
        self._known: dict[str, str] = {}
        self.made: list[Operation] = []

    def of(self, kind: str) -> str:
        """Return the uid of the type without a model of a kind."""
        if kind not in self._known:
            slug = f"ohne-modell-{kind}".replace("_", "-")
            found = self._reader.find("asset_type", "slug", (slug,)).get(slug, [])
            self._known[kind] = found[0] if found else self._make(kind, slug)
        return self._known[kind]

    def _make(self, kind: str, slug: str) -> str:
        label = KINDS["asset_type"].field("kind").choice_label(kind)
        values: dict[str, Value] = {
            "name": f"{label} ohne Angabe des Modells",
            "kind": kind,
            "slug": slug,
            "source": SOURCE,
        }
        uid = self._make_uid()
        self.made.append(Operation(Action.CREATE, "asset_type", uid, values))
        return uid


def _asset(uid: str, thing: PlacedAsset, type_uid: str) -> Operation:
    note = [thing.note, f"Im Zwilling gesetzt von {thing.author}." if thing.author else ""]
    if thing.panorama:
        note.append(f"Im Straßenfoto {thing.panorama}.")
    values: dict[str, Value] = {
        "name": thing.name,
        "type": type_uid,
        "state": "staged",
        "planned_state": "in_service",
        "source": SOURCE,
        "note": " ".join(filter(None, note)),
        **_place(thing.spot),
    }
    return Operation(Action.CREATE, "asset", uid, {k: v for k, v in values.items() if v != ""})


def _place(spot: Spot) -> dict[str, Value]:
    return {
        "east": round(spot.east, 3),
        "north": round(spot.north, 3),
        "height": round(spot.height, 3),
    }


def _relation(uid: str, asset: str, target: str, role: str) -> Operation:
    values: dict[str, Value] = {
        "from_kind": "asset",
        "from": asset,
        "to_kind": TWIN_OBJECT,
        "to": target,
        "role": role,
        "source": SOURCE,
    }
    return Operation(Action.CREATE, "relation", uid, values)
