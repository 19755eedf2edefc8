"""Loading the programme of a profile beside what there is, and taking it away again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from app.domain.inventory.changes import Action, Changeset, Operation, Origin
from app.domain.inventory.fields import FieldType
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from app.services.portfolio.demo.drafts import Known, prefix_of
from app.services.portfolio.demo.generator import SEED, programme_operations
from app.services.portfolio.demo.sheets import PROGRAMME
from app.services.ports import InventoryReader

_LOADED: Final = "Programm des Profils"
_REMOVED: Final = "Programm des Profils entfernt"
_SHARED: Final = ("field_of_action", "wave", "organisation", "fund")
"""Kinds of which there is one of a name, so that what is there already is used."""
_PASSING: Final = ("finding",)
"""Kinds that the program itself makes about others: nobody built on what they are about."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What takes a programme away.

    Attributes:
        changeset: The removal.
        kept: Records of the programme that stay because of what people built on them.
        reasons: Why, a line each: what it is and who refers to it.
    """

    changeset: Changeset
    kept: Sequence[Key]
    reasons: Sequence[str]


def programme_changeset(
    reader: InventoryReader, profile: Path, today: date, *, seed: int = SEED
) -> Changeset:
    """Return what adds the records of a profile's programme that are not there.

    Loading a second time gives nothing to do; what people changed stays as they left it, and what
    they took out of a project that is there stays out.

    Args:
        reader: Reads the inventory.
        profile: The folder of the profile.
        today: The present day.
        seed: Of all chances.

    Raises:
        ProgrammeError: Something is wrong with the files.
    """
    operations = programme_operations(profile, today, seed=seed, known=_known(reader))
    there = _all(reader)
    coming = {Key(one.kind, one.uid): one for one in operations}
    new = [one for one in operations if _is_wanted(one, coming, there)]
    return Changeset(new, _LOADED, Origin.GENERATED)


def programme_removal(reader: InventoryReader, profile: Path, *, seed: int = SEED) -> Removal:
    """Return what takes the records of a profile's programme away.

    A record that a record of people's own refers to stays, and so does what it refers to itself;
    what only the program made of it (findings) goes along.

    Args:
        reader: Reads the inventory.
        profile: The folder of the profile.
        seed: What it was loaded with.
    """
    prefix = prefix_of(profile.name, seed)
    there = {key for key in _all(reader) if key.uid.startswith(prefix)}
    outer, passing = _referring(reader, there)
    kept = _closure(reader, there, {target for target, _ in outer})
    gone = there - kept
    passing = {key: target for key, target in passing.items() if target in gone}
    order = {kind: -place for place, kind in enumerate(KINDS)}
    doomed = sorted(gone, key=lambda key: (order[key.kind], key.uid))
    removals = [
        Operation(Action.REMOVE, key.kind, key.uid, {}) for key in (*sorted(passing), *doomed)
    ]
    titles = reader.titles({key for pair in outer for key in pair})
    reasons = sorted(
        f"{_named(target, titles)} bleibt: {_named(by, titles)} bezieht sich darauf."
        for target, by in outer
    )
    return Removal(Changeset(removals, _REMOVED, Origin.BULK), sorted(kept), reasons)


def _known(reader: InventoryReader) -> Known:
    return {
        (kind, name): str(uid)
        for kind in _SHARED
        for name, uid in reader.values(kind, ("name", "uid"))
    }


def _all(reader: InventoryReader) -> set[Key]:
    """Return all records of the kinds of a programme."""
    return {Key(kind, str(uid)) for kind in PROGRAMME for (uid,) in reader.values(kind, ("uid",))}


def _is_wanted(one: Operation, coming: Mapping[Key, Operation], there: set[Key]) -> bool:
    """Tell whether a record is to be added: it, or what it is part of, is not there yet."""
    if Key(one.kind, one.uid) in there:
        return False
    ends = [
        Key(str(one.values.get(field.kind_field)), str(one.values.get(field.name)))
        for field in KINDS[one.kind].fields
        if field.type is FieldType.ANY_REFERENCE
    ]
    owners = {_owner(coming[end]) for end in ends if end in coming} or {_owner(one)}
    if owners <= there:
        return False
    # What people took out of a project that is there cannot be waited for.
    return all(end in there or _is_wanted(coming[end], coming, there) for end in ends)


def _owner(one: Operation) -> Key:
    """Return what a record is part of; itself when it is part of nothing."""
    for field in ("project", "kpi"):
        if one.values.get(field) is not None:
            return Key(field, str(one.values[field]))
    return Key(one.kind, one.uid)


def _referring(
    reader: InventoryReader, there: set[Key]
) -> tuple[list[tuple[Key, Key]], dict[Key, Key]]:
    """Return who from outside refers to the records: (record, who), and what only passes."""
    kind_of = {key.uid: key.kind for key in there}
    outer: list[tuple[Key, Key]] = []
    passing: dict[Key, Key] = {}
    for kind in KINDS.values():
        for one in kind.fields:
            if one.type not in (FieldType.REFERENCE, FieldType.ANY_REFERENCE):
                continue
            if one.target and one.target not in PROGRAMME:
                continue
            for uid, owners in reader.find(kind.name, one.name, kind_of).items():
                target = Key(kind_of[str(uid)], str(uid))
                found = {Key(kind.name, owner) for owner in owners} - there
                if kind.name in _PASSING:
                    passing |= dict.fromkeys(found, target)
                else:
                    outer += [(target, owner) for owner in found]
    return outer, passing


def _closure(reader: InventoryReader, there: set[Key], first: set[Key]) -> set[Key]:
    """Return records with all of the programme that they refer to."""
    kept, open_ = set(first), list(first)
    while open_:
        key = open_.pop()
        record = reader.record(key.kind, key.uid)
        for one in KINDS[key.kind].fields:
            if record is None or one.type not in (FieldType.REFERENCE, FieldType.ANY_REFERENCE):
                continue
            kind = one.target or record.text(one.kind_field)
            target = Key(kind, record.text(one.name))
            if target in there and target not in kept:
                kept.add(target)
                open_.append(target)
    return kept


def _named(key: Key, titles: dict[Key, str]) -> str:
    return f"{KINDS[key.kind].label} „{titles.get(key, key.uid)}“"
