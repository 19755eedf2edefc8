"""Records of a programme on their way: names that stay the same, references, days, honest notes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import Any, Final

from app.domain.inventory.changes import Action, Operation
from app.domain.inventory.fields import SIMULATED, Field, FieldType, Value
from app.domain.inventory.kinds import KINDS
from app.domain.portfolio.evidence.notation import QuestionError, read_question, written
from app.services.inventory.uids import uid_at
from app.services.portfolio.demo.sheets import Entry

_NAMED_US: Final = 1_767_225_600_000_000
"""The moment all names bear (2026-01-01): a name must not depend on the day of loading."""
_PREFIX: Final = 16
"""So many digits of a name are the same for all records of a programme."""
_SCOPE_BITS: Final = 12
_OWN_BITS: Final = 62

_FROM_TODAY: Final = re.compile(r"heute(?:\s*([+-])\s*(\d{1,5}))?")
_UNFIT: Final = "Der Wert „{}“ passt nicht zu „{}“."

Known = Mapping[tuple[str, Value], str]
"""Records that are there already, by kind and name."""


@dataclass(slots=True)
class Drafted:
    """A record on its way.

    Attributes:
        kind: Its kind.
        key: Its name in the files.
        values: Its fields, references as keys.
        is_public: True when it stands in the public folder.
        made_up: Fields of a public record that are made up.
    """

    kind: str
    key: str
    values: dict[str, Value]
    is_public: bool
    made_up: list[str] = field(default_factory=list)


def scope_of(city: str, seed: int) -> str:
    """Return what tells a programme from others: the folder of its profile, and the seed."""
    return f"{city}/{seed}"


def prefix_of(city: str, seed: int) -> str:
    """Return how all names of a programme's records begin, and no others."""
    return uid_at(_NAMED_US, _bits(scope_of(city, seed), _SCOPE_BITS) << _OWN_BITS)[:_PREFIX]


def _bits(text: str, count: int) -> int:
    """Return so many bits that stand for a text."""
    return int.from_bytes(sha256(text.encode()).digest()) >> (256 - count)


class Draft:
    """The records of a programme.

    Attributes:
        today: The day made-up days are relative to.
        records: By kind and key.
        problems: What is wrong, whole sentences, German.
    """

    def __init__(self, city: str, today: date, seed: int, known: Known) -> None:
        self.today = today
        self.records: dict[tuple[str, str], Drafted] = {}
        self.problems: list[str] = []
        self._scope = scope_of(city, seed)
        self._known = known

    def random(self, *words: str) -> Random:
        """Return chances of one's own for something, so that nothing else changes them."""
        return Random(f"{self._scope}/{'/'.join(words)}")  # noqa: S311 - made-up data, no secret

    def uid(self, kind: str, key: str) -> str:
        """Return the name of a record; that of a record of its name where there is one."""
        drafted = self.records.get((kind, key))
        if drafted is not None:
            there = self._known.get((kind, drafted.values.get("name")))
            if there is not None:
                return there
        return self.own_uid(kind, key)

    def own_uid(self, kind: str, key: str) -> str:
        """Return the name a record of the programme has by its key alone."""
        return uid_at(
            _NAMED_US,
            _bits(self._scope, _SCOPE_BITS) << _OWN_BITS
            | _bits(f"{self._scope}/{kind}/{key}", _OWN_BITS),
        )

    def day(self, days: int) -> str:
        """Return the day so many days from today."""
        return (self.today + timedelta(days=days)).isoformat()

    def enter(self, entry: Entry) -> None:
        """Add a record that was written, or what is made up about a public one."""
        kind = KINDS[entry.kind]
        values: dict[str, Value] = {
            name: self._value(entry, kind.field(name), raw) for name, raw in _written(entry)
        }
        there = self.records.get((entry.kind, entry.key))
        if there is None:
            made = Drafted(entry.kind, entry.key, values, entry.is_public)
            self.records[entry.kind, entry.key] = made
        elif there.is_public and not entry.is_public:
            for name in values.keys() & there.values.keys():
                self.problems.append(entry.fault(f"„{name}“ ist öffentlich schon angegeben."))
            self.supplement(there, **values)
        else:
            self.problems.append(entry.fault("Das kommt zweimal vor."))

    def add(self, kind: str, key: str, /, **values: Value) -> Drafted:
        """Add a made-up record; empty values are left out."""
        filled: dict[str, Value] = {
            name: value for name, value in values.items() if value is not None
        }
        self.records[kind, key] = made = Drafted(kind, key, filled, is_public=False)
        return made

    def supplement(self, record: Drafted, **values: Value) -> None:
        """Fill fields that are empty; of a public record they are noted as made up."""
        new = {
            name: value
            for name, value in values.items()
            if value is not None and name not in record.values
        }
        record.values |= new
        if record.is_public:
            record.made_up += new

    def operations(self) -> list[Operation]:
        """Return what creates all records, kind by kind in the order of the kinds."""
        order = {kind: place for place, kind in enumerate(KINDS)}
        drafted = sorted(self.records.values(), key=lambda one: order[one.kind])
        return [
            Operation(Action.CREATE, one.kind, self.uid(one.kind, one.key), self._final(one))
            for one in drafted
        ]

    def _final(self, one: Drafted) -> dict[str, Value]:
        """Return the values with references as names, and with source and note."""
        kind = KINDS[one.kind]
        values = dict(one.values)
        for name, value in one.values.items():
            target = _target(kind.field(name), one.values)
            if not target or value is None:
                continue
            if (target, str(value)) not in self.records:
                text = f"{one.kind} „{one.key}“: {target} „{value}“ gibt es nicht."
                self.problems.append(text)
            values[name] = self.uid(target, str(value))
        values.setdefault("source", SIMULATED)
        # What is made up, even in part, goes to nobody outside as if the city had said it.
        is_published = one.is_public and not one.made_up
        values.setdefault("publication", "public" if is_published else "internal")
        if one.made_up:
            labels = ", ".join(kind.field(name).label for name in one.made_up)
            note = f"Nicht öffentlich und hier simuliert: {labels}."
            values["note"] = f"{values['note']} {note}" if values.get("note") else note
        return values

    def _value(self, entry: Entry, one: Field, raw: Any) -> Value:
        """Return a written value as it is stored."""
        made: Value = None
        match raw:
            case dict() | list() if one.type is FieldType.JSON:
                made = self._json(entry, one, raw)
            case date() if one.type is FieldType.DATE:
                made = raw.isoformat()
            case str() if one.type is FieldType.DATE and (found := _FROM_TODAY.fullmatch(raw)):
                made = self.day(int(f"{found[1] or '+'}{found[2] or 0}"))
            case bool():
                made = int(raw)
            case int() | float() | str() if one.type is not FieldType.DATE:
                made = raw
            case _:
                self.problems.append(entry.fault(_UNFIT.format(raw, one.label)))
        return made

    def _json(self, entry: Entry, one: Field, raw: Any) -> str:
        """Return a written object as text; a question must be one."""
        text = json.dumps(raw, ensure_ascii=False, sort_keys=True, default=str)
        if one.name != "evidence":
            return text
        try:
            return written(read_question(text))
        except QuestionError as error:
            self.problems.append(entry.fault(str(error)))
            return text


def _written(entry: Entry) -> list[tuple[str, Any]]:
    return [pair for pair in entry.values.items() if KINDS[entry.kind].has_field(pair[0])]


def _target(one: Field, values: Mapping[str, Value]) -> str:
    """Return the kind a field refers to, empty when it refers to nothing."""
    if one.type is FieldType.REFERENCE:
        return one.target
    if one.type is FieldType.ANY_REFERENCE:
        return str(values.get(one.kind_field))
    return ""
