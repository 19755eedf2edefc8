"""The colours of fibres and tubes by their number, as the standards name them."""

from typing import Final

DIN: Final = (
    "rot",
    "grün",
    "blau",
    "gelb",
    "weiß",
    "grau",
    "braun",
    "violett",
    "türkis",
    "schwarz",
    "orange",
    "rosa",
)
"""DIN VDE 0888-3, fibres 1 to 12 of a tube."""

IEC: Final = (
    "blau",
    "orange",
    "grün",
    "braun",
    "grau",
    "weiß",
    "rot",
    "schwarz",
    "gelb",
    "violett",
    "rosa",
    "türkis",
)
"""The colours of IEC 60304 in the order of IEC 60794-2 (equal to TIA-598), fibres 1 to 12."""

SCHEMES: Final = {"din": DIN, "iec": IEC}
"""By the key of the field `colour_scheme`."""


def colour_name(number: int, scheme: str | None) -> str:
    """Return the colour word of a fibre or tube; from 13 on the colours come again with rings.

    Args:
        number: Counted from 1; the colour is that of its place in the dozen.
        scheme: `din` or `iec`; DIN where none is named.
    """
    names = SCHEMES.get(scheme or "din", DIN)
    return names[(number - 1) % len(names)]


def rings(number: int) -> int:
    """Return how many rings mark a fibre besides its colour: none up to 12, one up to 24."""
    return (number - 1) // len(DIN)
