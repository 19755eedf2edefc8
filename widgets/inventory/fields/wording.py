"""Values of the inventory as words, by the type of their field and the locale."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication
from typing_extensions import TypeIs

from app.domain.inventory.fields import Field, FieldType, Value
from widgets.foreign_texts import on_screen
from widgets.texts import count, language, number, time_text

_SHAPE: Final = re.compile(r"\s*(?:SRID=\d+;)?([A-Za-z]+)\s*(?:Z|M|ZM)?\s*\(")
_POINT: Final = re.compile(r"\s*POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)\s*", re.IGNORECASE)
_MOST_DECIMALS: Final = 3


def day_text(iso: str) -> str:
    """Return a day such as `2026-11-30` in the locale's short form; other text as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return day.strftime("%d/%m/%Y" if language() == "en" else "%d.%m.%Y")


def decimal_text(value: float) -> str:
    """Return a number with at most three decimals, no more than it has."""
    for decimals in range(_MOST_DECIMALS):
        if abs(round(value, decimals) - value) < 10 ** -(_MOST_DECIMALS + 1):
            return number(float(value), decimals)
    return number(float(value), _MOST_DECIMALS)


def tags_of(text: Value) -> list[str]:
    """Return the names in a TAGS value, in their order."""
    return [name for name in str(text or "").split("|") if name]


def tags_text(names: list[str]) -> str:
    """Return names as a TAGS value: between bars, each once; empty text for none."""
    kept = list(dict.fromkeys(name.strip().replace("|", "/") for name in names if name.strip()))
    return f"|{'|'.join(kept)}|" if kept else ""


def point_of(wkt: str) -> tuple[float, float] | None:
    """Return east and north (m) of a WKT point, None for anything else."""
    found = _POINT.fullmatch(wkt)
    return None if found is None else (float(found[1]), float(found[2]))


def _flag(value: Value) -> str:
    if value:
        return QCoreApplication.translate("inventory_fields", "ja")
    return QCoreApplication.translate("inventory_fields", "nein")


def _geometry(value: Value) -> str:
    wkt = str(value)
    if (place := point_of(wkt)) is not None:
        return f"{number(place[0], 1)} / {number(place[1], 1)}"
    found = _SHAPE.match(wkt)
    corners = count(wkt.count(",") + 1)
    words = {
        "POLYGON": QCoreApplication.translate("inventory_fields", "Fläche, {0} Punkte"),
        "MULTIPOLYGON": QCoreApplication.translate("inventory_fields", "Flächen, {0} Punkte"),
        "LINESTRING": QCoreApplication.translate("inventory_fields", "Linie, {0} Punkte"),
        "MULTILINESTRING": QCoreApplication.translate("inventory_fields", "Linien, {0} Punkte"),
    }
    return words[found[1].upper()].format(corners) if found and found[1].upper() in words else wkt


def _json(value: Value) -> str:
    try:
        read = json.loads(str(value))
    except ValueError:
        return str(value)
    if isinstance(read, dict | list):
        return QCoreApplication.translate("inventory_fields", "{0} Einträge").format(
            count(len(read))
        )
    return str(read)


def _is_number(value: Value) -> TypeIs[int | float]:
    return isinstance(value, int | float)


_SPELLERS: Final[dict[FieldType, Callable[[Value], str]]] = {
    FieldType.INTEGER: lambda value: count(value) if isinstance(value, int) else str(value),
    FieldType.DECIMAL: lambda value: decimal_text(value) if _is_number(value) else str(value),
    FieldType.MONEY: lambda value: number(float(value), 2) if _is_number(value) else str(value),
    FieldType.DATE: lambda value: day_text(str(value)),
    FieldType.FLAG: _flag,
    FieldType.TAGS: lambda value: ", ".join(tags_of(value)),
    FieldType.GEOMETRY: _geometry,
    FieldType.JSON: _json,
}


@dataclass(slots=True)
class ValueWords:
    """Says values as a person reads them.

    Attributes:
        zone: Time zone of the city, for moments.
    """

    zone: str = "Europe/Berlin"

    def text(self, one: Field, value: Value) -> str:
        """Return a value as words without its unit; empty for no value."""
        if value is None or value == "":
            return ""
        return self.speller(one)(value)

    def speller(self, one: Field) -> Callable[[Value], str]:
        """Return what says the (filled) values of a field; made once a column, it is quick."""
        if one.type is FieldType.MOMENT:
            return self._moment
        if one.type is FieldType.CHOICE:
            labels = {choice.key: on_screen(choice.label) for choice in one.choices}
            return lambda value: labels.get(str(value), str(value))
        return _SPELLERS.get(one.type, str)

    def _moment(self, value: Value) -> str:
        if not isinstance(value, int):
            return str(value)
        return time_text(value, self.zone, with_date=True)[:-3]

    def with_unit(self, one: Field, value: Value) -> str:
        """Return a value as words, its unit behind a narrow space."""
        text = self.text(one, value)
        return f"{text}\u202f{one.unit}" if text and one.unit else text
