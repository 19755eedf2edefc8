"""One cell becomes the value of one field, or a reason why not."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Final

from rapidfuzz import fuzz, process

from app.domain.inventory.checks import value_problem
from app.domain.inventory.fields import Field, FieldType, Value
from app.services.inventory.imports.words import CHOICE_WORDS, folded
from app.services.tables.cells import (
    CellError,
    as_date,
    as_decimal,
    as_flag,
    as_identifier,
    as_integer,
    as_mac,
    as_money,
    as_postcode,
    as_text,
)
from app.services.tables.model import Cell

Converter = Callable[[Cell], Value]
"""Makes a value of a cell; raises `CellError`."""

_IDENTIFIERS: Final = frozenset(
    {"tag", "serial", "code", "part_number", "order_number", "number", "address_key", "slug",
     "school_number", "wipe_certificate", "street_key"}
)  # fmt: skip
"""Texts of which no digit may be lost."""
_NAMELESS: Final = frozenset({"unbekannt", "unknown", "strassenname unbekannt", "ohne name"})
"""What registers write where a name is missing, folded."""
_FREE: Final = frozenset({FieldType.DATE, FieldType.FLAG, FieldType.TAGS})
_CLOSE: Final = 70.0
_USUAL_MAC: Final = re.compile(r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}")
"""As most files write it; it needs no further look."""
NO_MACS: Final = frozenset({"00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"})
"""What devices have that do not know their own."""
_EXACT: Final = 1e15
"""Whole numbers below it are exact in a spreadsheet."""
_DECIMALS: Final = {"east": 3, "north": 3}


def converter(
    one: Field, *, comma: bool, words: Mapping[str, str] | None = None, owner: str = ""
) -> Converter:
    """Return what makes values for a field.

    What it returns is checked by the rules of the field too.

    Args:
        one: The field.
        comma: Whether texts have a decimal comma.
        words: What words of the file mean, folded.
        owner: Kind that has the field, for the words that are commonly used for its choices.
    """
    make = _maker(one, comma=comma, words=words or {}, owner=owner)
    if one.type in _FREE and not one.pattern:
        return make  # it makes nothing that the field could refuse
    longest = 0 if one.pattern or one.type is not FieldType.TEXT else one.longest

    def convert(cell: Cell) -> Value:
        value = make(cell)
        if value is None or value == "":
            return None
        if isinstance(value, str) and len(value) <= longest and "\0" not in value:
            return value  # nothing else could be wrong with it
        problem = value_problem(one, value)
        if problem is not None:
            raise CellError(*problem)
        return value

    return convert


def decimals_of(one: Field) -> int:
    """Return to how many places a number is kept."""
    return _DECIMALS.get(one.name, 6)


def _maker(one: Field, *, comma: bool, words: Mapping[str, str], owner: str) -> Converter:
    places = decimals_of(one)
    makers: dict[FieldType, Converter] = {
        FieldType.TAGS: lambda cell: tags_of(cell, words),
        FieldType.DATE: _day,
        FieldType.FLAG: _flag,
        FieldType.INTEGER: lambda cell: as_integer(_bare(cell, one.unit), comma=comma),
        FieldType.MOMENT: lambda cell: as_integer(cell, comma=comma),
        FieldType.DECIMAL: lambda cell: _rounded(
            as_decimal(_bare(cell, one.unit), comma=comma), places
        ),
        FieldType.MONEY: lambda cell: _amount(cell, comma=comma),
        FieldType.JSON: _json,
    }
    if one.type is FieldType.CHOICE:
        return _chooser(one, words, owner)
    return makers.get(one.type) or _text_maker(one)


def _text_maker(one: Field) -> Converter:
    if one.name == "mac":
        return _mac
    if one.name == "postcode":
        return as_postcode
    if one.name in _IDENTIFIERS or one.is_unique:
        return _identifier
    return _name if one.is_required else _text


def whole(cell: Cell) -> Cell:
    """Return a whole number as one; a spreadsheet keeps `2` as 2.0."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return int(cell)
    return cell


def _identifier(cell: Cell) -> Value:
    return as_identifier(whole(cell))


def _text(cell: Cell) -> Value:
    return as_text(whole(cell))


def _name(cell: Cell) -> Value:
    text = _text(cell)
    if isinstance(text, str) and (folded(text) in _NAMELESS or text.startswith("###")):
        raise CellError(
            f"„{text}“ ist kein Name, sondern steht für einen fehlenden.",
            "Bitte den Namen nachtragen oder die Zeile auslassen.",
        )
    return text


def _day(cell: Cell) -> Value:
    day = as_date(cell)
    return None if day is None else day.isoformat()


def _mac(cell: Cell) -> Value:
    if isinstance(cell, str) and _USUAL_MAC.fullmatch(cell):
        address = cell.lower()
        if address not in NO_MACS:
            return address
    return as_mac(cell)


def _flag(cell: Cell) -> Value:
    flag = as_flag(cell)
    return None if flag is None else int(flag)


def _amount(cell: Cell, *, comma: bool) -> Value:
    amount = as_money(cell, comma=comma)
    return None if amount is None else float(amount)


def _rounded(number: float | None, places: int) -> Value:
    return None if number is None else round(number, places)


def _json(cell: Cell) -> Value:
    text = as_text(cell)
    if text is None:
        return None
    try:
        json.loads(text)
    except ValueError:
        raise CellError(f"„{text[:40]}“ ist kein gültiges JSON.") from None
    return text


def _bare(cell: Cell, unit: str) -> Cell:
    """Return a number without the unit that is written behind it (`50 MBit/s`)."""
    if unit and isinstance(cell, str):
        text = cell.strip()
        if text.lower().endswith(unit.lower()):
            return text[: -len(unit)].strip()
    return cell


def tags_of(cell: Cell, words: Mapping[str, str]) -> str | None:
    """Return tags as they are kept, `|wlan|ersatz|`, of a text with commas or the like."""
    text = as_text(cell)
    if text is None:
        return None
    for sign in ";,/":
        text = text.replace(sign, "|")
    names = [name.strip() for name in text.split("|")]
    kept = dict.fromkeys(words.get(folded(name), name) for name in names if name)
    kept.pop("", None)
    return f"|{'|'.join(kept)}|" if kept else None


def known_words(one: Field, owner: str) -> dict[str, str]:
    """Return what words mean for a choice: its keys, its labels, and what is commonly said."""
    found = dict(CHOICE_WORDS.get(f"{owner}.{one.name}", {}))
    for choice in one.choices:
        found[folded(choice.label)] = choice.key
        found[folded(choice.key)] = choice.key
    return found


def close_choices(one: Field, word: str, most: int = 3) -> list[str]:
    """Return the labels of the choices that a word may mean, likeliest first."""
    labels = [choice.label for choice in one.choices]
    hits = process.extract(
        word, labels, scorer=fuzz.WRatio, processor=folded, limit=most, score_cutoff=_CLOSE
    )
    return [label for label, _, _ in hits]


def _chooser(one: Field, words: Mapping[str, str], owner: str) -> Converter:
    meanings = {**known_words(one, owner), **words}

    def choose(cell: Cell) -> Value:
        text = as_text(cell)
        if text is None:
            return None
        meaning = meanings.get(folded(text))
        if meaning is not None:
            return meaning
        close = close_choices(one, text)
        wished = f"Vielleicht ist „{close[0]}“ gemeint. " if close else ""
        raise CellError(
            f"„{text[:40]}“ ist kein Wort für „{one.label}“.",
            f"{wished}Bitte zuordnen, was das Wort bedeutet.",
        )

    return choose
