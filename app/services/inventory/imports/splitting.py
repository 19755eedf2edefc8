"""Cells that hold several things at once: an address in one line, a house number with a letter."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.services.tables.cells import CellError, as_postcode, as_text
from app.services.tables.model import Cell

_POSTCODE: Final = re.compile(r"(?<!\d)(?:D[- ]?)?(\d{5})(?!\d)")
_SHORT: Final = re.compile(r"(\d{4})\s+\D.*")
_HOUSE: Final = re.compile(r"(\d{1,5})\s*(.*)")
_STREET: Final = re.compile(r"(.*\D)\s*?\s(\d{1,5})\s*(\D.*)?")
_EDGES: Final = " ,;\u00a0"
_NOTHING: Final = "*"
"""What some registers write for the middle of a street, which has no number."""


@dataclass(frozen=True, slots=True)
class Splitter:
    """A way to cut a cell.

    Attributes:
        name: Its name, as `Use.detail` keeps it.
        label: What it is called on screen, German.
        parts: Names of the fields it gives, in order.
        cut: Does it; raises `CellError` where it cannot.
    """

    name: str
    label: str
    parts: tuple[str, ...]
    cut: Callable[[Cell], tuple[Cell, ...]]


def _postcode_and_place(cell: Cell) -> tuple[Cell, ...]:
    """`01069 Dresden`; a place without a postcode stays one."""
    text = as_text(cell)
    if text is None:
        return None, None
    found = _POSTCODE.search(text)
    if found is None:
        if short := _SHORT.fullmatch(text):
            as_postcode(short[1])  # says what is wrong with it
        if any(sign.isdigit() for sign in text):
            raise CellError(
                f"In „{text}“ ist keine Postleitzahl zu erkennen.",
                "Bitte fünf Ziffern und den Ort eintragen, etwa „59065 Hamm“.",
            )
        return None, text
    place = f"{text[: found.start()]} {text[found.end() :]}".strip(_EDGES)
    return as_postcode(found[1]), place or None


def _address_line(cell: Cell) -> tuple[Cell, ...]:
    """`Lennéstraße 1, 01069 Dresden`, and with more commas than that."""
    text = as_text(cell)
    if text is None:
        return None, None, None
    everywhere = list(_POSTCODE.finditer(text))
    if not everywhere:
        raise CellError(
            f"In „{text[:60]}“ ist keine Postleitzahl zu erkennen.",
            "Bitte die Anschrift so schreiben: „Theodor-Heuss-Platz 16, 59065 Hamm“.",
        )
    found = everywhere[-1]  # house numbers come before it
    street = " ".join(text[: found.start()].strip(_EDGES).split())
    street = re.sub(r",\s*(?=\d+\s?[A-Za-z]?$|\d+\s*-\s*\d+$)", " ", street).replace(" ,", ",")
    return (
        " ".join(street.split()),
        as_postcode(found[1]),
        text[found.end() :].strip(_EDGES) or None,
    )


def _house_number(cell: Cell) -> tuple[Cell, ...]:
    """`23 A` is 23 and A; `47-48` is 47 and -48."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = as_text(cell)
    if text is None or text == _NOTHING:
        return None, None
    found = _HOUSE.fullmatch(text)
    if found is None:
        raise CellError(
            f"„{text[:40]}“ beginnt nicht mit einer Hausnummer.",
            "Bitte die Nummer zuerst schreiben, etwa „23 a“.",
        )
    return int(found[1]), found[2].strip() or None


def _street_line(cell: Cell) -> tuple[Cell, ...]:
    """`Ruppiner Str. 47-48` is the street, 47 and -48."""
    text = as_text(cell)
    if text is None:
        return None, None, None
    found = _STREET.fullmatch(text)
    if found is None:
        return text.rstrip(f"{_EDGES}{_NOTHING}"), None, None
    return found[1].strip(_EDGES), int(found[2]), (found[3] or "").strip(_EDGES) or None


SPLITTERS: Final = {
    one.name: one
    for one in (
        Splitter(
            "postcode_place", "Postleitzahl und Ort", ("postcode", "place"), _postcode_and_place
        ),
        Splitter(
            "address_line",
            "Straße, Postleitzahl und Ort",
            ("street", "postcode", "place"),
            _address_line,
        ),
        Splitter(
            "house_number", "Hausnummer und Zusatz", ("house_number", "suffix"), _house_number
        ),
        Splitter(
            "street_line",
            "Straße, Hausnummer und Zusatz",
            ("street", "house_number", "suffix"),
            _street_line,
        ),
    )
}
"""All ways to cut a cell, by name."""
