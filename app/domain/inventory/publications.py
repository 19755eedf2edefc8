"""Who may see what outside this console: the class of records and fields against a file's class.

A file is made for one class of readers, its target. What is stricter than the target is not in it:

- A record counts by its own class, else by its kind's. What is stricter than the target is left
  out, but restricted lines in the ground (`LINE_KINDS`) are generalised: who plans or digs must
  know that there is something, not where it runs (see `generalising`).
- A field counts by its own class and by those of all records it is reached through, the strictest
  of them. What is stricter than the target stays empty.
- Words of no known class count as restricted: what nobody judged is not given away.

Sources: TKG section 79 (information on infrastructure: only for those entitled, parts of critical
infrastructure are left out), section 148 (what was learned in such proceedings stays confidential
and is for their purpose only), DSGVO article 5 (1) c (no more data on persons than needed).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.inventory.fields import Field, FieldType, Kind, Publication, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import Path

LEAST_COUNT: Final = 5
"""Smaller counts in statistics could tell of single people or sites; as statistical offices do."""

LINE_KINDS: Final = frozenset({"route", "duct", "cable"})
"""Kinds whose restricted records are generalised rather than left out."""

GENERAL_FIELDS: Final = frozenset({"state", "laying", "length_m"})
"""What a generalised line still tells. Names of routes say the street, depths help who digs."""

LENGTH_STEP_M: Final = 100.0
"""Lengths of generalised lines are rounded to this: an exact length is a hint to the course."""

CLASS: Final = "publication"
"""The field that holds the class of a record."""

_RANKS: Final = {one: one.rank for one in Publication}

_FREE_TEXTS: Final = frozenset({"note", "source"})
"""Fields where people write what comes to mind: nobody has judged that for the public."""


class Fate(StrEnum):
    """What becomes of a record in a file."""

    WHOLE = "whole"
    GENERAL = "general"
    """A line is there, its course is not."""
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Left:
    """What a file does not tell.

    Attributes:
        records: Records that were left out.
        generalised: Records whose course and fields were generalised.
        values: Values that were emptied in the records that are there.
        fields: Labels of the columns in which values were emptied, in order.
    """

    records: int = 0
    generalised: int = 0
    values: int = 0
    fields: tuple[str, ...] = ()


def class_of(kind: Kind, stored: Value) -> Publication:
    """Return the class of a record from what is stored, or from its kind where that is empty."""
    if stored is None or stored == "":
        return kind.publication
    try:
        return Publication(str(stored))
    except ValueError:
        return Publication.RESTRICTED


def class_of_field(field: Field, *, is_custom: bool = False) -> Publication:
    """Return the class of a field; people's own fields and free texts are never public."""
    if is_custom or field.type is FieldType.JSON or field.name in _FREE_TEXTS:
        return stricter(field.publication, Publication.INTERNAL)
    return field.publication


def stricter(*classes: Publication) -> Publication:
    """Return the strictest of some classes."""
    return max(classes, key=lambda one: one.rank)


def may_show(target: Publication, *classes: Publication) -> bool:
    """Tell whether what has these classes may be in a file of this target."""
    return all(_RANKS[one] <= _RANKS[target] for one in classes)


def fate(kind: Kind, stored: Value, target: Publication) -> Fate:
    """Return what becomes of a record.

    Args:
        kind: Its kind.
        stored: The class stored with it.
        target: Class of the file.
    """
    found = class_of(kind, stored)
    if may_show(target, found):
        return Fate.WHOLE
    if kind.name in LINE_KINDS and found is Publication.RESTRICTED:
        return Fate.GENERAL
    return Fate.LEFT_OUT


def class_of_path(path: Path) -> Publication:
    """Return the class of a path as far as its fields say; its records are judged one by one."""
    steps = [KINDS[kind].field(name) for kind, name in path.steps]
    through = [class_of_field(step) for step in steps]
    return stricter(class_of_field(path.field, is_custom=path.is_custom), *through)


def guards_of(path: Path) -> tuple[tuple[str, Kind], ...]:
    """Return what else must be read to judge a value: (path of a class, kind it belongs to).

    One for each record that the path goes through, and for the record a reference names: its title
    is as confidential as the record.
    """
    found, so_far = [], []
    for kind, name in path.steps:
        so_far.append(name)
        target = KINDS[KINDS[kind].field(name).target]
        found.append((".".join((*so_far, CLASS)), target))
    if path.field.type is FieldType.REFERENCE and not path.is_custom:
        target = KINDS[path.field.target]
        found.append((".".join((*so_far, path.field.name, CLASS)), target))
    return tuple(found)


def general_value(name: str, value: Value) -> Value:
    """Return what a generalised line tells of one of its own fields; None for nothing."""
    if name not in GENERAL_FIELDS:
        return None
    if name == "length_m" and isinstance(value, int | float):
        return max(LENGTH_STEP_M, round(value / LENGTH_STEP_M) * LENGTH_STEP_M)
    return value


def without_small(
    groups: Sequence[tuple[Value, int]], least: int = LEAST_COUNT
) -> list[tuple[Value, int | None]]:
    """Return counts without the small ones; None stands for "fewer than `least`".

    Where only one count is hidden, the total would tell it: then the next smallest is hidden too.

    Args:
        groups: Values and how many have them.
        least: The smallest count that is told.
    """
    hidden = {place for place, (_, count) in enumerate(groups) if 0 < count < least}
    if len(hidden) == 1:
        others = [place for place in range(len(groups)) if place not in hidden and groups[place][1]]
        hidden.update(sorted(others, key=lambda place: groups[place][1])[:1])
    return [
        (value, None if place in hidden else count) for place, (value, count) in enumerate(groups)
    ]


def told_count(count: int, target: Publication) -> int | None:
    """Return a count as a file of a target may tell it; None for a small one told to the public."""
    return None if target is Publication.PUBLIC and 0 < count < LEAST_COUNT else count


def labels_of(paths: Iterable[Path], target: Publication) -> tuple[str, ...]:
    """Return the labels of the columns that stay empty for a target, whatever the record."""
    return tuple(path.label for path in paths if not may_show(target, class_of_path(path)))
