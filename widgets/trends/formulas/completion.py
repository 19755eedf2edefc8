"""What a person may want to write next: points by name or id, formulas, functions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.services.formulas import FUNCTIONS
from widgets.folding import fold, matches

MOST: Final = 12
_SHORTEST: Final = 2

_WORD: Final = re.compile(r"[^\W\d]\w*$")
_CLOSED: Final = re.compile(r"\s*\]")


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the list of offers.

    Attributes:
        text: What is put into the formula.
        title: What it is called.
        detail: What tells it from others: the id of a point, an example of a function.
        back: How many letters before its end the cursor is put.
    """

    text: str
    title: str
    detail: str = ""
    back: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is being written at the cursor.

    Attributes:
        words: The beginning of a name.
        start: First letter that an offer replaces.
        end: The letter behind the last one it replaces.
        is_point: True inside brackets.
    """

    words: str
    start: int
    end: int
    is_point: bool


def wanted(text: str, cursor: int) -> Wanted | None:
    """Return what is being written at the cursor; None when nothing is to be offered."""
    before = text[:cursor]
    opened = before.rfind("[")
    if opened > before.rfind("]"):
        closed = _CLOSED.match(text, cursor)
        return Wanted(
            before[opened + 1 :], opened, closed.end() if closed else cursor, is_point=True
        )
    word = _WORD.search(before)
    if word and len(word.group()) >= _SHORTEST and not text[cursor : cursor + 1].isalnum():
        return Wanted(word.group(), word.start(), cursor, is_point=False)
    return None


class Offers:
    """Finds offers.

    Args:
        points: Id and name of each point.
    """

    def __init__(self, points: Iterable[tuple[str, str]] = ()) -> None:
        self._points = [Offer(f"[{id_}]", name, id_) for id_, name in points]
        self._folded = [fold(f"{offer.title}\n{offer.detail}") for offer in self._points]

    def find(self, what: Wanted, formulas: Sequence[str]) -> list[Offer]:
        """Return the offers for what is being written, the most likely first.

        Args:
            what: What is being written.
            formulas: Names of the other formulas.
        """
        found = [] if what.is_point else _functions(what.words)
        words = fold(what.words).split()
        found += [Offer(f"[{name}]", name) for name in formulas if matches(fold(name), words)]
        fitting = [place for place, text in enumerate(self._folded) if matches(text, words)]
        if words:
            fitting.sort(key=lambda place: _distance(self._folded[place], words))
        return [*found, *(self._points[place] for place in fitting[:MOST])][:MOST]


def _distance(folded: str, words: Sequence[str]) -> int:
    """Return how far a point is from what was written: its name begins so, a word does, inside."""
    far = 0
    for word in words:
        at = folded.find(word)
        if at > 0:
            far += 2 if folded[at - 1].isalnum() else 1
    return far


def _functions(word: str) -> list[Offer]:
    start = word.lower()
    return [
        Offer(f"{name}()", name, function.called(name).example, 1)
        for function in FUNCTIONS
        for name in dict.fromkeys((function.german, function.english))
        if name.startswith(start)
    ]
