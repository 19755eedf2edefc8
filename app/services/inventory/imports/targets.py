"""What columns of a file can fill: fields of a kind, and of what its records refer to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.domain.inventory.fields import COMMON_FIELDS, Field, FieldType, Kind
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import CUSTOM
from app.services.inventory.imports.mapping import label_of
from app.services.inventory.imports.words import REFERENCES, SYNONYMS, folded

_DEEPEST: Final = 2
_NOT_FILLED: Final = frozenset({"measured_state", "first_seen_us", "last_seen_us", "audited_us"})
"""Fields that are measured, never imported."""
_PLAIN_NAMES: Final = frozenset({"kind", "street", "postcode", "place", "operator", "part_number"})
"""Fields of a record referred to that files name as if they were the row's own."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something a column can fill.

    Attributes:
        path: Its path.
        label: What it is called on screen, with what it goes through.
        field: The field at its end.
        owner: Kind that has the field.
        names: What columns for it are called, as `name_folded` gives it.
        depth: How many references it goes through.
    """

    path: str
    label: str
    field: Field
    owner: str
    names: tuple[str, ...]
    depth: int


def targets_of(kind: str, custom: Mapping[str, Field] | None = None) -> tuple[Target, ...]:
    """Return all that a column can fill, the likeliest first.

    Args:
        kind: Kind of the records that rows are.
        custom: Fields of people's own for it, by name.
    """
    own = tuple(
        Target(f"{CUSTOM}.{name}", one.label, one, kind, (folded(one.label), folded(name)), 0)
        for name, one in (custom or {}).items()
    )
    return (*_targets(kind), *own)


@lru_cache(maxsize=64)
def _targets(kind: str) -> tuple[Target, ...]:
    found = sorted(_walk(kind, KINDS[kind], "", (), 0), key=lambda one: one.depth)
    return tuple(found)


def _walk(
    root: str, kind: Kind, prefix: str, called: tuple[str, ...], depth: int
) -> Iterator[Target]:
    for one in (*kind.fields, *(COMMON_FIELDS if not depth else ())):
        path = f"{prefix}.{one.name}" if prefix else one.name
        if one.type is FieldType.REFERENCE:
            if depth < _DEEPEST and KINDS[one.target] is not kind:
                words = (folded(one.label), *REFERENCES.get(one.name, ()))
                yield from _walk(root, KINDS[one.target], path, words, depth + 1)
            continue
        if one.name in _NOT_FILLED or (depth > 1 and one.name != kind.title[0]):
            continue
        names = _names(kind, one, called, is_own=not depth)
        yield Target(path, label_of(root, path), one, kind.name, names, depth)


def _names(kind: Kind, one: Field, called: tuple[str, ...], *, is_own: bool) -> tuple[str, ...]:
    """Return what columns for a field are called; of a record referred to, by that one's name."""
    bare = (folded(one.label), folded(one.name), *SYNONYMS.get(one.name, ()))
    if is_own:
        named = (folded(kind.label),) if one.name == kind.title[0] else ()
        return tuple(dict.fromkeys((*bare, *named)))
    through = tuple(f"{word} {name}" for word in called for name in bare)
    if one.name == kind.title[0]:
        return tuple(dict.fromkeys((*called, *through)))
    return tuple(dict.fromkeys((*through, *bare))) if one.name in _PLAIN_NAMES else through
