"""Tells at once that a change is surely fine, for the many changes of an import.

Whatever is not surely fine is for `checks` to judge: what it refuses is never called fine here.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from re import compile as compiled
from typing import Any, Final

from app.domain.inventory.fields import LONGEST_TEXT, Field, FieldType, Value, Values
from app.domain.inventory.kinds import FOREIGN_KINDS, KINDS
from app.domain.inventory.life_cycles import LIFE_CYCLES

_LARGEST: Final = 2**63

_Fits = Callable[[Any], bool]


@lru_cache(maxsize=64)
def fine_of(kind: str) -> Callable[[Values, Values | None, Values], bool]:
    """Return what tells that a change of a kind's record is surely fine.

    Returns:
        Takes the changed values, the record before (None when it is new) and after.
    """
    if KINDS[kind].periods or KINDS[kind].rising or KINDS[kind].together:
        return _never
    fits = {one.name: _fits(one) for one in KINDS[kind].all_fields}
    needed = tuple(one.name for one in KINDS[kind].all_fields if one.is_required)
    kinds_of = tuple(
        (one.name, one.kind_field)
        for one in KINDS[kind].all_fields
        if one.type is FieldType.ANY_REFERENCE
    )
    cycle = LIFE_CYCLES.get(kind)

    def is_fine(changes: Values, before: Values | None, after: Values) -> bool:
        for name, value in changes.items():
            fit = fits.get(name)
            if fit is None or (value is not None and not fit(value)):
                return False
        for name, kind_field in kinds_of:
            if after.get(name) is not None and not _is_kind(after.get(kind_field)):
                return False
        if not _is_filled(needed, after):
            return False
        if cycle is None:
            return True
        old = None if before is None else before.get(cycle.field)
        wanted = _wanted(kind, old, after.get(cycle.field))
        return wanted is not None and _is_filled(wanted, after)

    return is_fine


def _never(_changes: Values, _before: Values | None, _after: Values) -> bool:
    """Leave it to `checks`: fields of this kind have to agree with each other."""
    return False


def _is_filled(names: tuple[str, ...], after: Values) -> bool:
    for name in names:  # a loop, because a generator takes twice as long
        value = after.get(name)
        if value is None or value == "":
            return False
    return True


def _is_kind(named: Value) -> bool:
    return named in KINDS or named in FOREIGN_KINDS


@lru_cache(maxsize=1_024)
def _wanted(kind: str, old: Value, state: Value) -> tuple[str, ...] | None:
    """Return the fields that a step needs; None when there is no such step."""
    cycle = LIFE_CYCLES[kind]
    if not isinstance(state, str):
        return None
    demanded = cycle.missing_in(state, {})
    if state == old:
        return demanded
    if old is None:
        return demanded if state in cycle.first else None
    step = cycle.step(str(old), state)
    return None if step is None else (*step.required, *demanded)


def _fits(one: Field) -> _Fits:
    match one.type:
        case FieldType.INTEGER | FieldType.MOMENT:
            return _whole(one)
        case FieldType.DECIMAL | FieldType.MONEY:
            return _number(one)
        case FieldType.FLAG:
            return lambda value: type(value) is int and value in {0, 1}
        case FieldType.CHOICE if one.choices:
            keys = frozenset(choice.key for choice in one.choices)
            return lambda value: type(value) is str and value in keys
        case FieldType.DATE:
            return lambda value: type(value) is str and _is_day(value)
        case _:
            return _text(one)


def _text(one: Field) -> _Fits:
    if not one.pattern:
        return _is_text
    whole = compiled(one.pattern).fullmatch
    return lambda value: _is_text(value) and whole(value) is not None


def _whole(one: Field) -> _Fits:
    lowest, highest = _bounds(one)
    return lambda value: type(value) is int and lowest <= value <= highest


def _number(one: Field) -> _Fits:
    lowest, highest = _bounds(one)

    def fits(value: object) -> bool:
        if type(value) is not float and type(value) is not int:
            return False
        return lowest <= value <= highest

    return fits


def _bounds(one: Field) -> tuple[float, float]:
    lowest = -_LARGEST if one.lowest is None else one.lowest
    return lowest, _LARGEST - 1 if one.highest is None else one.highest


def _is_text(value: object) -> bool:
    return (
        type(value) is str
        and len(value) <= LONGEST_TEXT
        and "\0" not in value
        and (value.isascii() or _is_whole_text(value))
    )


def _is_whole_text(value: str) -> bool:
    """Tell whether a text can be stored: halves of surrogate pairs cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=4_096)
def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
