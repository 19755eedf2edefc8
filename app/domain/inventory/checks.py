"""What a record must be like; the store refuses what these functions find."""

import json
import math
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise

from app.domain.inventory.changes import Action, FieldProblem, Operation
from app.domain.inventory.fields import Field, FieldType, Kind, Value, Values
from app.domain.inventory.kinds import FOREIGN_KINDS, KINDS
from app.domain.inventory.life_cycles import LIFE_CYCLES
from app.domain.inventory.records import Key


def problems_of(
    operation: Operation, before: Values | None, custom: dict[str, Field] | None = None
) -> Iterator[FieldProblem]:
    """Yield what stands against an operation, as far as the record alone tells.

    Whether references exist and unique values are unique is for the store to see.

    Args:
        operation: What is to be done.
        before: The record as it is; None when there is none.
        custom: Fields of people's own for this kind, by name.
    """
    key = Key(operation.kind, operation.uid)
    if operation.kind not in KINDS:
        yield FieldProblem(key, "", f"Die Art „{operation.kind}“ gibt es nicht.")
        return
    if operation.action is Action.REMOVE:
        return
    kind = KINDS[operation.kind]
    after = {**(before or {}), **operation.values}
    for name, value in operation.values.items():
        if not kind.has_field(name) and not (name == "custom" and kind.has_custom):
            yield FieldProblem(key, name, f"Ein Feld „{name}“ gibt es hier nicht.", value=value)
        elif name == "custom":
            yield from _custom_problems(key, value, custom or {})
        elif value is not None:
            yield from _value_problems(key, kind.field(name), value, after)
    for one in kind.fields:
        if one.is_required and after.get(one.name) in (None, ""):
            yield FieldProblem(
                key, one.name, f"„{one.label}“ fehlt.", "Bitte füllen Sie das Feld aus."
            )
    yield from _state_problems(key, before, after)
    yield from _order_problems(key, kind, operation.values, after)


def _order_problems(key: Key, kind: Kind, changed: Values, after: Values) -> Iterator[FieldProblem]:
    """Yield where days or numbers stand in the wrong order, or something alone.

    The problem stands at the field that was changed, so that a person sees it where it can be
    mended.
    """
    for pair in kind.periods:
        first, last = (after.get(name) for name in pair)
        if isinstance(first, str) and isinstance(last, str) and first and last and last < first:
            at = pair[1] if pair[1] in changed or pair[0] not in changed else pair[0]
            labels = (kind.field(pair[1]).label, kind.field(pair[0]).label)
            text = f"„{labels[0]}“ ({last}) liegt vor „{labels[1]}“ ({first})."
            yield FieldProblem(key, at, text, "Bitte berichtigen Sie einen der Tage.", after[at])
    for names in kind.rising:
        numbers = ((name, after.get(name)) for name in names)
        filled = [(name, one) for name, one in numbers if isinstance(one, int | float)]
        for (low, less), (high, more) in pairwise(filled):
            if less > more:
                at = high if high in changed or low not in changed else low
                text = f"„{kind.field(high).label}“ ist kleiner als „{kind.field(low).label}“."
                yield FieldProblem(key, at, text, "Bitte berichtigen Sie eine der Zahlen.", more)
    for name, others in kind.together:
        if after.get(name) in (None, ""):
            continue
        for other in others:
            if after.get(other) in (None, ""):
                text = f"Zu „{kind.field(name).label}“ fehlt „{kind.field(other).label}“."
                yield FieldProblem(key, other, text, "Bitte füllen Sie das Feld aus.")


def value_problem(one: Field, value: Value) -> tuple[str, str] | None:
    """Return why a value does not fit its field, and what to do; None when it fits."""
    match one.type:
        case FieldType.INTEGER | FieldType.MOMENT:
            fits = isinstance(value, int) and not isinstance(value, bool)
        case FieldType.DECIMAL | FieldType.MONEY:
            fits = isinstance(value, int | float) and _is_finite(value)
        case FieldType.FLAG:
            fits = value in (0, 1)
        case _:
            fits = isinstance(value, str)
    if not fits:
        return f"„{value}“ passt nicht zu „{one.label}“.", _WANTED.get(one.type, "")
    if isinstance(value, str):
        return _text_problem(one, value)
    if one.lowest is not None and value is not None and value < one.lowest:
        return f"„{one.label}“ muss mindestens {one.lowest:g} sein.", ""
    if one.highest is not None and value is not None and value > one.highest:
        return f"„{one.label}“ darf höchstens {one.highest:g} sein.", ""
    return None


def _is_finite(value: float) -> bool:
    """Tell whether a value is a number; JSON and spreadsheets also bring truths and infinities."""
    return not isinstance(value, bool) and (isinstance(value, int) or math.isfinite(value))


_WANTED = {
    FieldType.INTEGER: "Hier wird eine ganze Zahl erwartet.",
    FieldType.DECIMAL: "Hier wird eine Zahl erwartet.",
    FieldType.MONEY: "Hier wird ein Betrag erwartet.",
    FieldType.FLAG: "Hier wird ja oder nein erwartet.",
}


def _text_problem(one: Field, value: str) -> tuple[str, str] | None:
    if one.type is FieldType.CHOICE and one.choices:
        if all(choice.key != value for choice in one.choices):
            known = ", ".join(choice.label for choice in one.choices)
            return f"„{value}“ gibt es bei „{one.label}“ nicht.", f"Möglich sind: {known}."
    elif one.type is FieldType.DATE:
        try:
            date.fromisoformat(value)
        except ValueError:
            return f"„{value}“ ist kein Tag.", "Ein Datum sieht so aus: 2026-11-30."
    if one.type is FieldType.TEXT:
        if len(value) > one.longest:
            text = f"„{one.label}“ ist zu lang: höchstens {one.longest} Zeichen."
            return text, "Bitte kürzen Sie; Längeres gehört in die Bemerkung."
        if "\0" in value:
            return f"„{one.label}“ enthält ein Zeichen, das nicht gespeichert werden kann.", ""
    if one.pattern and value and _compiled(one.pattern).fullmatch(value) is None:
        return f"„{value}“ hat nicht die Form, die „{one.label}“ braucht.", one.hint
    return None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _value_problems(key: Key, one: Field, value: Value, after: Values) -> Iterator[FieldProblem]:
    problem = value_problem(one, value)
    if problem is not None:
        yield FieldProblem(key, one.name, *problem, value=value)
    if one.type is FieldType.ANY_REFERENCE:
        named = after.get(one.kind_field)
        if named not in KINDS and named not in FOREIGN_KINDS:
            yield FieldProblem(
                key, one.kind_field, f"Die Art „{named}“ gibt es nicht.", value=named
            )


def _custom_problems(key: Key, text: Value, custom: dict[str, Field]) -> Iterator[FieldProblem]:
    """Yield what is wrong with fields of people's own; a field that is known no more may stay."""
    try:
        values = json.loads(text) if isinstance(text, str) and text else {}
    except ValueError:
        values = None
    if not isinstance(values, dict):
        yield FieldProblem(key, "custom", "Die eigenen Felder lassen sich nicht lesen.", value=text)
        return
    for name, one in custom.items():
        value = values.get(name)
        path = f"custom.{name}"
        if value in (None, ""):
            if one.is_required:
                text_ = f"„{one.label}“ fehlt."
                yield FieldProblem(key, path, text_, "Bitte füllen Sie das Feld aus.")
        elif (problem := value_problem(one, value)) is not None:
            yield FieldProblem(key, path, *problem, value=value)


def _state_problems(key: Key, before: Values | None, after: Values) -> Iterator[FieldProblem]:
    cycle = LIFE_CYCLES.get(key.kind)
    if cycle is None:
        return
    kind = KINDS[key.kind]
    state = after.get(cycle.field)
    old = None if before is None else before.get(cycle.field)
    words = kind.field(cycle.field).choice_label
    if not isinstance(state, str) or state == old:
        missing: tuple[str, ...] = ()
    elif old is None:
        missing = cycle.missing_in(state, after)
        if state not in cycle.first:
            text = f"Ein neuer Datensatz kann nicht „{words(state)}“ sein."
            yield FieldProblem(key, cycle.field, text, value=state)
    elif (step := cycle.step(str(old), state)) is None:
        text = f"Von „{words(old)}“ führt kein Schritt zu „{words(state)}“."
        ways = ", ".join(f"„{words(one.after)}“" for one in cycle.steps_from(str(old)))
        hint = f"Möglich sind: {ways}." if ways else "Dieser Zustand ist endgültig."
        yield FieldProblem(key, cycle.field, text, hint, value=state)
        return
    else:
        needed = (*cycle.missing_for(step, after), *cycle.missing_in(state, after))
        missing = tuple(dict.fromkeys(needed))
    if isinstance(state, str):
        missing = tuple(dict.fromkeys((*missing, *cycle.missing_in(state, after))))
    for name in missing:
        label = kind.field(name).label
        text = f"Für „{words(state)}“ wird „{label}“ gebraucht."
        yield FieldProblem(key, name, text, "Bitte füllen Sie das Feld aus.")
