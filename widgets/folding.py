"""Text folded for search and order: Strasse finds Straße, Kaesten finds Kästen, no2 finds NO₂."""

import re
from unicodedata import combining, normalize

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NUMBER = re.compile(r"\d+")


def fold(text: str) -> str:
    """Return a text without case, accents and special forms; umlauts become two letters.

    German spelling (DIN 5007-2) writes ä as ae where umlauts are missing; casefold makes ß ss.
    """
    plain = normalize("NFC", text).casefold().translate(_UMLAUTS)
    return "".join(letter for letter in normalize("NFKD", plain) if not combining(letter))


def natural_key(text: str) -> str:
    """Return a folded text whose order puts 9 before 10."""
    return _NUMBER.sub(lambda match: match.group().zfill(9), fold(text))


def matches(folded: str, words: list[str]) -> bool:
    """Tell whether all (folded) words occur in a folded text."""
    return all(word in folded for word in words)
