"""Which field a path of a question leads to, and what comes nearest where it leads nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.inventory.fields import Field, FieldType
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import CUSTOM
from app.domain.portfolio.evidence.notation import nearest
from app.domain.portfolio.evidence.questions import ITSELF, Has, OfRecords

CustomFields = Mapping[str, Mapping[str, Field]]
"""Fields of people's own, by kind and name."""

SELF: Final = Field(ITSELF, "Datensatz", FieldType.REFERENCE)
"""Stands for the record itself."""

_CHANGED: Final = Field("valid_from", "Geändert", FieldType.MOMENT)


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a path leads.

    Attributes:
        field: The field.
        kind: Kind that holds it.
        kinds: All kinds on the way, the first one with it.
        label: Its name on screen, with the references it goes through.
    """

    field: Field
    kind: str
    kinds: frozenset[str]
    label: str


class UnknownPathError(KeyError):
    """A path leads nowhere.

    Attributes:
        text: Why, a whole sentence, German.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def lead(kind: str, path: str, custom: CustomFields | None = None) -> Leads:
    """Return where a path leads.

    Args:
        kind: Kind it starts from; a known one.
        path: The path.
        custom: Fields of people's own; None when they are not known here, then any is one.

    Raises:
        UnknownPathError: It leads nowhere.
    """
    *through, last = path.split(".")
    if through == [CUSTOM]:
        return Leads(_own(kind, last, custom), kind, frozenset({kind, "custom_field"}), last)
    here, kinds, labels = kind, {kind}, []
    for name in through:
        step = _field(here, name)
        if step.type is not FieldType.REFERENCE or step is SELF:
            raise UnknownPathError(
                f"„{step.label}“ von „{KINDS[here].label}“ führt zu keinem anderen Datensatz."
            )
        labels.append(step.label)
        here = step.target
        kinds.add(here)
    found = _field(here, last)
    is_named = labels and last in KINDS[here].title
    label = ": ".join(labels if is_named else [*labels, found.label])
    return Leads(found, here, frozenset(kinds), label)


def _own(kind: str, name: str, custom: CustomFields | None) -> Field:
    if custom is None:
        return Field(name, name)
    known = custom.get(kind, {})
    if name not in known:
        raise UnknownPathError(
            f"„{KINDS[kind].label}“ hat kein eigenes Feld „{name}“.{nearest(name, tuple(known))}"
        )
    return known[name]


def _field(kind: str, name: str) -> Field:
    if KINDS[kind].has_field(name):
        return KINDS[kind].field(name)
    if name == ITSELF:
        return SELF
    if name == _CHANGED.name:
        return _CHANGED
    known = tuple(one.name for one in KINDS[kind].all_fields)
    raise UnknownPathError(f"„{KINDS[kind].label}“ hat kein Feld „{name}“.{nearest(name, known)}")


def kinds_of(of: OfRecords) -> frozenset[str]:
    """Return the kinds an answer rests on: when none of them changed, it is the same as before."""
    found = {of.kind}
    own = [*of.filters, *of.of_these]
    for path in (of.path, of.dated_by, *(one.path for one in own)):
        found |= _kinds_on(of.kind, path)
    for one in (*of.has, *of.of_these_has):
        found |= _kinds_of_has(of.kind, one)
    return frozenset(found)


def _kinds_of_has(kind: str, has: Has) -> set[str]:
    found = {has.kind} | _kinds_on(kind, has.via)
    for path in (*has.fields, *(one.path for one in has.filters)):
        found |= _kinds_on(has.kind, path)
    return found


def _kinds_on(kind: str, path: str) -> frozenset[str]:
    return lead(kind, path).kinds if path else frozenset()
