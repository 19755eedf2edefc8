"""Properties of features, as plain values: texts stay texts, whatever stands in them."""

import json
import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

import msgspec
import numpy as np

LONGEST_TEXT: Final = 2_000
"""Letters of a text; what is beyond is cut and ends with `…`."""
LONGEST_KEY: Final = 100
LONGEST_NAME: Final = 80
MOST_COLUMNS: Final = 256
"""As many different properties are kept of a file."""

_EXACT: Final = 2**53
"""Whole numbers from here on are not exact in the page; they are kept as text."""
_NAMES: Final = (
    "name", "bezeichnung", "bez", "titel", "title", "label", "adresse", "objectid", "id",
)  # fmt: skip

Plain = str | int | float | bool | None


class Columns:
    """Makes properties plain and keeps the names of all of them."""

    def __init__(self) -> None:
        self.is_overfull = False
        self._names: dict[Any, str] = {}
        self._naming: list[str] = []

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all properties, as they came."""
        return tuple(dict.fromkeys(self._names.values()))

    def plain(self, properties: Mapping[Any, Any]) -> dict[str, Plain]:
        """Return properties of a feature."""
        result: dict[str, Plain] = {}
        for key, value in properties.items():
            name = self._names.get(key)
            if name is None and (name := self._named(key)) is None:
                continue
            # Most are short texts, and there are many.
            is_short = type(value) is str and len(value) <= LONGEST_TEXT and value.isascii()
            result[name] = value if is_short else plain(value)
        return result

    def name_of(self, properties: Mapping[str, Plain]) -> str:
        """Return what a feature is called, by the properties that usually say it."""
        for key in self._naming:
            value = properties.get(key)
            if value not in {None, ""} and not isinstance(value, bool):
                return shortened(str(value), LONGEST_NAME)
        return ""

    def _named(self, key: object) -> str | None:
        """Return under which name a property is kept from now on; None when there are too many."""
        if len(self._names) >= MOST_COLUMNS:
            self.is_overfull = True
            return None
        name = shortened(str(key), LONGEST_KEY)
        self._names[key] = name
        if name.lower() in _NAMES and name not in self._naming:
            self._naming.append(name)
            self._naming.sort(key=lambda one: _NAMES.index(one.lower()))
        return name


def plain(value: object) -> Plain:  # noqa: PLR0911 - one answer a type
    """Return a value as text, number, boolean or None."""
    match value:
        case None | bool():
            return value
        case str():
            return shortened(value)
        case np.generic():
            return plain(value.item())
        case int():
            return value if -_EXACT < value < _EXACT else shortened(_digits(value))
        case float():
            return value if math.isfinite(value) else None
        case datetime() | date() | time():
            return value.isoformat()
        case bytes():
            return f"({len(value)} Bytes)"
        case _:
            return shortened(_compact(value))


def shortened(text: str, most: int = LONGEST_TEXT) -> str:
    """Return a text that can be written as UTF-8 and is not longer than people read."""
    if len(text) > most:
        text = text[: most - 1] + "…"
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def encoded(properties: Mapping[str, Plain]) -> bytes:
    """Return properties as JSON."""
    return msgspec.json.encode(properties)


def _digits(value: int) -> str:
    try:
        return str(value)
    except ValueError:  # Python writes no more than some thousand digits
        return "…"


def _compact(value: object) -> str:
    """Return nested values as compact JSON."""
    try:
        return json.dumps(_lists(value), ensure_ascii=False, separators=(",", ":"), default=str)
    except (RecursionError, ValueError, TypeError):
        return "…"


def _lists(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value[:LONGEST_TEXT].tolist()
    if isinstance(value, dict):
        return {str(key): _lists(one) for key, one in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [_lists(one) for one in value]
    return value
