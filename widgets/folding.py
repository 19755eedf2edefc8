"""Text folded for search and order: Strasse finds Straße, Kaesten finds Kästen, no2 finds NO₂."""

import re
from unicodedata import combining, normalize

_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))
_NUMBER = re.compile(r"\d+")


def fold(text: str) -> str:
    """Return a text without case, accents and special forms; umlauts become two letters.

    German spelling (DIN 5007-2) writes ä as ae where umlauts are missing; casefold makes ß ss.
    """
    if text.isascii():
        return text.casefold()
    plain = normalize("NFC", text).casefold()
    for umlaut, letters in _UMLAUTS:  # three times faster than a table
        plain = plain.replace(umlaut, letters)
    if not plain.isascii():
        plain = normalize("NFKD", plain)
    if plain.isascii():  # as most German texts are by now
        return plain
    return "".join(letter for letter in plain if not combining(letter))


def natural_key(text: str) -> str:
    """Return a folded text whose order puts 9 before 10."""
    return _NUMBER.sub(lambda match: match.group().zfill(9), fold(text))


def matches(folded: str, words: list[str]) -> bool:
    """Tell whether all (folded) words occur in a folded text."""
    return all(word in folded for word in words)
