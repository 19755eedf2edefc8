"""The changes that bind: a device to a record, single points, new records out of devices."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Final

from rapidfuzz import fuzz

from app.domain.inventory.changes import Action, Changeset, Operation, Origin
from app.domain.inventory.fields import SIMULATED, Value
from app.domain.inventory.folding import fold
from app.domain.inventory.kinds.assets import ASSET_KINDS
from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key
from app.services.inventory.binding_facts import MEASURES, Asset, Device, PointBinding
from app.services.inventory.binding_proposals import Proposal
from app.services.inventory.bindings import POINT
from app.services.ports import InventoryReader

STAGED: Final = "staged"
"""State of a record that is made of a device: it is there, but nobody took it over yet."""

PROFILE: Final = "Profil der Stadt"
"""Where a record comes from that is made of a device."""

_SITES: Final = {
    "access_point": ("school", "hotspot"),
    "switch": ("school", "pop"),
    "router": ("pop",),
    "olt": ("pop",),
    "antenna": ("mast",),
    "charger": ("charger",),
    "signal_controller": ("signal",),
    "sensor": ("sensor_mount",),
}
"""Kinds of sites where a kind of assets stands at home."""

_SITE_M: Final = 150.0
_ALIKE: Final = 85.0
_LABELS: Final = {choice.key: choice.label for choice in ASSET_KINDS}

MakeUid = Callable[[], str]


def bind(asset: Asset, device: str, holder: Asset | None, rev: int | None = None) -> Changeset:
    """Return the change that gives a record a device of the profile.

    Args:
        asset: The record.
        device: The device.
        holder: The record that has it now; it gives it up.
        rev: The version of the record that the person saw.
    """
    operations = []
    reason = f"Gerät „{device}“ gehört zu „{asset.title}“"
    if holder is not None and holder.uid != asset.uid:
        operations.append(_device(holder.uid, None))
        reason += f", nicht zu „{holder.title}“"
    operations.append(_device(asset.uid, device, rev))
    return Changeset(tuple(operations), reason)


def unbind(assets: Sequence[Asset], rev: int | None = None) -> Changeset:
    """Return the change after which records have no device of the profile."""
    first = assets[0].device
    reason = f"Gerät „{first}“ gelöst" if len(assets) == 1 else f"{len(assets)} Geräte gelöst"
    return Changeset(tuple(_device(one.uid, None, rev) for one in assets), reason)


def bind_all(proposals: Iterable[Proposal]) -> Changeset:
    """Return the change that takes proposals: at most one for each device and each record."""
    chosen = list(proposals)
    return Changeset(
        tuple(_device(one.asset.uid, one.device.name) for one in chosen),
        f"{len(chosen)} Vorschläge übernommen",
        Origin.BULK,
    )


def _device(uid: str, device: str | None, rev: int | None = None) -> Operation:
    return Operation(Action.UPDATE, "asset", uid, {"device": device}, rev)


def bind_points(owner: Key, points: Iterable[str], make_uid: MakeUid) -> Changeset:
    """Return the change that binds single points to a record."""
    operations = tuple(
        Operation(
            Action.CREATE,
            "relation",
            make_uid(),
            {
                "from_kind": owner.kind,
                "from": owner.uid,
                "to_kind": POINT,
                "to": point,
                "role": MEASURES,
            },
        )
        for point in points
    )
    return Changeset(operations, "Datenpunkte einzeln zugeordnet")


def unbind_points(bindings: Iterable[PointBinding]) -> Changeset:
    """Return the change after which single points are no longer bound."""
    gone = tuple(Operation(Action.REMOVE, "relation", one.uid, {}) for one in bindings)
    return Changeset(gone, "Zuordnung einzelner Datenpunkte gelöst")


# ---- new records ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TypeChoice:
    """A type that a new record may have.

    Attributes:
        uid: The type.
        name: What it is called.
        kind: Kind of assets.
    """

    uid: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """A site that a new record may stand at.

    Attributes:
        uid: The site.
        name: What it is called.
        kind: Which kind of site it is.
        east: Easting, EPSG:25832, m; None where unknown.
        north: Northing, EPSG:25832, m.
    """

    uid: str
    name: str
    kind: str = ""
    east: float | None = None
    north: float | None = None


@dataclass(frozen=True, slots=True)
class NewAsset:
    """A record that shall be made of a device.

    Attributes:
        device: The device.
        name: What it will be called.
        type: Its type; None while nobody has chosen one.
        site: Its site; None for none.
        reason: Why this site, a sentence, German.
    """

    device: Device
    name: str
    type: TypeChoice | None
    site: SiteChoice | None
    reason: str


def read_types(reader: InventoryReader) -> tuple[TypeChoice, ...]:
    """Return all types, by name."""
    found = (
        TypeChoice(str(uid), str(name), str(kind))
        for uid, name, kind in reader.values("asset_type", ("uid", "name", "kind"))
    )
    return tuple(sorted(found, key=lambda one: fold(one.name)))


def read_sites(reader: InventoryReader) -> tuple[SiteChoice, ...]:
    """Return all sites that are not given up."""
    paths = ("uid", "name", "kind", "east", "north")
    still = (Filter("state", Operator.IS_NOT, ("closed",)),)
    return tuple(
        SiteChoice(str(uid), str(name), str(kind), _metres(east), _metres(north))
        for uid, name, kind, east, north in reader.values("site", paths, still)
    )


def _metres(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def plan_new(
    devices: Sequence[Device], types: Sequence[TypeChoice], sites: Sequence[SiteChoice]
) -> list[NewAsset]:
    """Return what new records of devices would be: type by kind, site by name, else the nearest."""
    names: dict[str, int] = {}
    by_name = {fold(one.name): one for one in sites}
    planned = []
    for device in devices:
        site, reason = _site_of(device, sites, by_name)
        kind = device.kinds[0] if device.kinds else "other"
        base = f"{_LABELS.get(kind, 'Gerät')} {device.site or device.name}".strip()
        names[base] = names.get(base, 0) + 1
        name = base if names[base] == 1 else f"{base} {names[base]}"
        planned.append(NewAsset(device, name, type_for(device, types), site, reason))
    return planned


def type_for(device: Device, types: Sequence[TypeChoice]) -> TypeChoice | None:
    """Return the only type that fits a device's kind; None where a person must choose."""
    for kind in device.kinds:
        fitting = [one for one in types if one.kind == kind]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _site_of(
    device: Device, sites: Sequence[SiteChoice], by_name: Mapping[str, SiteChoice]
) -> tuple[SiteChoice | None, str]:
    name = fold(device.site)
    if name and (same := by_name.get(name)) is not None:
        return same, "Der Standort heißt so wie der Ort des Geräts."
    near = _nearest(device, sites)
    if name:
        # Several sites are called after one place: the fitting one, and of these the nearest.
        fitting = {site for kind in device.kinds for site in _SITES.get(kind, ())}
        alike = [one for one in sites if fuzz.token_set_ratio(name, fold(one.name)) >= _ALIKE]
        best = min(
            alike, key=lambda one: (one.kind not in fitting, _away(device, one)), default=None
        )
        if best is not None:
            return best, f"Der Standort „{best.name}“ heißt ähnlich."
    if near is not None and _away(device, near) <= _SITE_M:
        return near, f"Der nächste Standort ist {round(_away(device, near))} m entfernt."
    return None, "Kein Standort heißt so oder liegt in der Nähe."


def _nearest(device: Device, sites: Sequence[SiteChoice]) -> SiteChoice | None:
    return min(sites, key=lambda one: _away(device, one), default=None)


def _away(device: Device, site: SiteChoice) -> float:
    if device.east is None or device.north is None or site.east is None or site.north is None:
        return float("inf")
    return hypot(device.east - site.east, device.north - site.north)


def create_new(planned: Iterable[NewAsset], make_uid: MakeUid) -> Changeset:
    """Return the change that makes records; those without a type are left out."""
    operations = tuple(
        Operation(Action.CREATE, "asset", make_uid(), _values(one, one.type))
        for one in planned
        if one.type is not None
    )
    many = len(operations) != 1
    reason = f"{len(operations)} Datensätze aus dem Profil angelegt"
    return Changeset(
        operations,
        reason if many else "Datensatz aus dem Profil angelegt",
        Origin.BULK if many else Origin.EDIT,
    )


def _values(one: NewAsset, chosen: TypeChoice) -> dict[str, Value]:
    device = one.device
    values: dict[str, Value] = {
        "name": one.name,
        "type": chosen.uid,
        "state": STAGED,
        "device": device.name,
        "source": SIMULATED if device.is_simulated else PROFILE,
    }
    if one.site is not None:
        values["site"] = one.site.uid
    if device.east is not None and device.north is not None:
        values["east"], values["north"] = round(device.east, 1), round(device.north, 1)
    return values
