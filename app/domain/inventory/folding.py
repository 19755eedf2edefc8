"""Texts folded for search and order: strasse finds Straße, Uebergabe finds Übergabe."""

import re
from typing import Final
from unicodedata import combining, normalize

_UMLAUTS: Final = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))
_NUMBER: Final = re.compile(r"\d+")
_DIGITS: Final = 9


def fold(text: str) -> str:
    """Return a text without case, accents and special forms; umlauts become two letters.

    German spelling (DIN 5007-2) writes ä as ae where umlauts are missing; casefold makes ß ss.
    """
    if text.isascii():
        return text.casefold()
    plain = _plain(text)
    for umlaut, letters in _UMLAUTS:
        plain = plain.replace(umlaut, letters)
    return _bare(plain)


def order_key(text: str) -> str:
    """Return what a text is sorted by: ä beside a, as dictionaries do (DIN 5007-1)."""
    if text.isascii():
        return text.casefold()
    return _bare(_plain(text))


def natural_key(text: str) -> str:
    """Return what a text is sorted by where numbers count as numbers: 9 before 10."""
    return _NUMBER.sub(lambda match: match.group().zfill(_DIGITS), order_key(text))


def words_of(text: str) -> list[str]:
    """Return the folded words of a search text."""
    return fold(text).split()


def _plain(text: str) -> str:
    return normalize("NFC", text).casefold()


def _bare(plain: str) -> str:
    if not plain.isascii():
        plain = normalize("NFKD", plain)
    if plain.isascii():
        return plain.casefold()
    return "".join(letter for letter in plain if not combining(letter)).casefold()
