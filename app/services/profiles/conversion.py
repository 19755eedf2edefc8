"""From plain TOML data to typed tables, telling everything that does not fit.

msgspec is fast and stops at the first error. So a whole file is converted at once, and only when
that fails each table and key is tried by itself.
"""

import re
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo

from app.services.profiles import faults
from app.services.profiles.problems import Findings, Origin

T = TypeVar("T")

_EXPECTED = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
WORDS = {
    "str": ("ein Text", "a text"),
    "int": ("eine ganze Zahl", "a whole number"),
    "float": ("eine Zahl", "a number"),
    "bool": ("true oder false", "true or false"),
    "array": ("eine Liste", "a list"),
    "object": ("eine Tabelle", "a table"),
    "date": ("ein Datum", "a date"),
    "datetime": ("ein Zeitpunkt", "a moment"),
    "time": ("eine Uhrzeit", "a time of day"),
}


def convert(value: object, shape: type[T], origin: Origin, findings: Findings) -> T | None:
    """Convert data to a table, or note everything that does not fit.

    Args:
        value: Data out of TOML.
        shape: The msgspec structure it should have.
        origin: Where it stands.
        findings: Takes what does not fit.

    Returns:
        The table, or None when something does not fit.
    """
    try:
        return msgspec.convert(value, shape)
    except (msgspec.ValidationError, OverflowError) as error:
        before = len(findings)
        _explain(value, shape, origin, findings)
        if len(findings) == before:
            findings.add(faults.WRONG_VALUE, origin, value=error)
        return None


def _explain(value: Any, shape: Any, origin: Origin, findings: Findings) -> None:
    struct = _struct_in(shape, value)
    if struct is not None:
        _explain_table(value, struct, origin, findings)
    elif get_origin(shape) is list and isinstance(value, list):
        for index, element in enumerate(value):
            _explain(element, get_args(shape)[0], origin.at(index), findings)
    elif get_origin(shape) is dict and isinstance(value, dict):
        for key, element in value.items():
            _explain(element, get_args(shape)[1], origin.at(key), findings)
    else:
        _explain_value(value, shape, origin, findings)


def _struct_in(shape: Any, value: object) -> type[msgspec.Struct] | None:
    """Return the table that a table-like value should be, out of a shape or a union of shapes."""
    if not isinstance(value, dict):
        return None
    choices = get_args(shape) if get_origin(shape) in {Union, UnionType} else (shape,)
    for choice in choices:
        if isinstance(choice, type) and issubclass(choice, msgspec.Struct):
            return choice
    return None


def _explain_table(
    value: dict[str, Any], struct: type[msgspec.Struct], origin: Origin, findings: Findings
) -> None:
    fields: dict[str, FieldInfo] = {
        info.encode_name: info for info in msgspec.structs.fields(struct)
    }
    for name in value.keys() - fields.keys():
        findings.add(
            faults.UNKNOWN_KEY, origin.at(name), value=name, known=", ".join(sorted(fields))
        )
    for name, info in fields.items():
        if name in value:
            _explain(value[name], info.type, origin.at(name), findings)
        elif info.required:
            # A missing key has no line of its own: the table that lacks it is shown.
            findings.add(faults.MISSING_KEY, origin.at(name), value=name)


def _explain_value(value: object, shape: Any, origin: Origin, findings: Findings) -> None:
    try:
        msgspec.convert(value, shape)
    except (msgspec.ValidationError, OverflowError) as error:
        choices = _choices(shape)
        found = _EXPECTED.search(str(error))
        if choices and (isinstance(value, str) or not found):
            findings.add(faults.WRONG_CHOICE, origin, value=value, known=", ".join(choices))
        elif found:
            expected = found.group(1).split(" | ")
            names = [WORDS.get(name, (name, name)) for name in expected if name != "null"]
            got = WORDS.get(found.group(2), (found.group(2), found.group(2)))
            findings.add(
                faults.WRONG_TYPE,
                origin,
                expected=" oder ".join(name[0] for name in names),
                expected_en=" or ".join(name[1] for name in names),
                found=got[0],
                found_en=got[1],
            )
        else:
            findings.add(faults.WRONG_VALUE, origin, value=error)


def _choices(shape: Any) -> list[str]:
    if isinstance(shape, type) and issubclass(shape, Enum):
        return [str(member.value) for member in shape]
    return []
