"""Finding places by what a person types: devices, sites, districts, landmarks.

Exact names stand before beginnings of words, these before parts of words, and words with a slip in
them come last and only when little else fits. The index is built once; a search takes a few ms.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

import numpy as np

from app.domain.maps import Box
from app.domain.points import Location
from app.domain.texts import Text
from app.services.maps.search_places import PlaceKind, SearchPlace

MOST: Final = 12
"""So many results are shown at most."""

_MOST_OF_A_KIND: Final = 5
"""So many of one kind, while other kinds have something to show too."""

_SHORTEST: Final = 4
"""Shorter words are not taken for misspelt ones."""

_LONG: Final = 8
"""From this length on a word may have two slips in it."""

_LONGEST: Final = 120
"""Letters of a line that are looked at."""

_EXACT, _BEGINNING, _WORD, _PART = range(4)
"""How close a text is: the whole of it, its beginning, of each word the beginning, anything."""

_ELSEWHERE: Final = 4
"""So much worse is what stands not in the name but beside it."""

_MISSPELT: Final = 8
"""So much worse is what only resembles a name."""

_OTHER: Final = re.compile(r"[^0-9a-z]+")
Fold = Callable[[str], str]
"""Returns a text without case, accents and special forms (`widgets.folding.fold`)."""


_ORDER: Final = {kind: place for place, kind in enumerate(PlaceKind)}


@dataclass(frozen=True, slots=True)
class Found:
    """A place that was found or read.

    Attributes:
        name: Its name in the language of the search.
        kind: What it is.
        location: Where it is.
        box: How far it reaches; None for a spot.
        device_id: The device; empty for any other kind.
        detail: What tells it from others of its name.
    """

    name: str
    kind: PlaceKind
    location: Location
    box: Box | None = None
    device_id: str = ""
    detail: str = ""


class SearchIndex:
    """Finds places.

    Args:
        places: What can be found; of two with one kind and one name, the one with a box stays.
        fold: Folds texts.
        language: Language of the names in the results.
    """

    def __init__(self, places: Iterable[SearchPlace], fold: Fold, language: str) -> None:
        self._fold = fold
        self._language = language
        self._places = sorted(_distinct(places), key=lambda place: self._words(place.name))
        self._names = [self._text((one.name, one.name_en)) for one in self._places]
        self._texts = [
            name + self._text((*one.keys, one.detail.de, one.detail.en))
            for name, one in zip(self._names, self._places, strict=True)
        ]
        self._vocabulary = _Vocabulary(self._names)

    def __len__(self) -> int:
        return len(self._places)

    def find(self, line: str, most: int = MOST) -> tuple[Found, ...]:
        """Return the places that fit a line, best first and grouped by kind."""
        line = self._words(line[:_LONGEST])
        if not line:
            return ()
        scores = self._score(line)
        if len(scores) < most // 2:
            scores = {**self._misspelt(line.split()), **scores}
        best = nsmallest(4 * most, scores, key=lambda row: self._key(row, scores[row]))
        return tuple(self._found(row) for row in self._grouped(best, most))

    # ---- words ---------------------------------------------------------------------------------
    def _words(self, text: str) -> str:
        return _OTHER.sub(" ", self._fold(text)).strip()

    def _text(self, parts: Iterable[str]) -> str:
        """Return texts in which a blank stands before each word and a line holds one text."""
        return "".join(f"\n {words}\n" for words in map(self._words, parts) if words)

    # ---- how good ------------------------------------------------------------------------------
    def _score(self, line: str) -> dict[int, tuple[int, int]]:
        """Return how good each place is in which all words occur; less is better."""
        words = line.split()
        beginnings = [f" {word}" for word in words]
        # One letter occurs everywhere; it must begin a word.
        parts = [word if len(word) > 1 else f" {word}" for word in words]
        rows = _holding(range(len(self._names)), self._names, parts)
        scores = {row: self._closeness(self._names[row], line, beginnings) for row in rows}
        if len(scores) < MOST:
            others = (row for row in range(len(self._texts)) if row not in scores)
            for row in _holding(others, self._texts, parts):
                far, length = self._closeness(self._texts[row], line, beginnings)
                scores[row] = (far + _ELSEWHERE if far else _EXACT, length)
        return scores

    @staticmethod
    def _closeness(text: str, line: str, beginnings: Sequence[str]) -> tuple[int, int]:
        if f"\n {line}\n" in text:
            return _EXACT, 0
        if f"\n {line}" in text:
            return _BEGINNING, len(text)
        if all(word in text for word in beginnings):
            return _WORD, len(text)
        return _PART, len(text)

    def _misspelt(self, words: Sequence[str]) -> dict[int, tuple[int, int]]:
        """Return the places whose names hold words like these, with how many slips there are."""
        found: dict[int, int] | None = None
        for word in words:
            alike = self._vocabulary.alike(word)
            if found is not None:
                alike = {row: alike[row] + found[row] for row in alike.keys() & found.keys()}
            found = alike
        return {
            row: (_MISSPELT + slips, len(self._names[row])) for row, slips in (found or {}).items()
        }

    def _key(self, row: int, score: tuple[int, int]) -> tuple[int, int, int, int]:
        tier, length = score
        kind = self._places[row].kind
        if kind is PlaceKind.DISTRICT and tier == _WORD:
            tier = _BEGINNING  # `Herringen` is meant where `Hamm-Herringen` is written
        return tier, _ORDER[kind], length, row

    # ---- what is shown -------------------------------------------------------------------------
    def _grouped(self, rows: Sequence[int], most: int) -> list[int]:
        """Return the best rows by kind: the kind of the best one first, none taking all room."""
        of_kind: defaultdict[PlaceKind, list[int]] = defaultdict(list)
        for row in rows:
            of_kind[self._places[row].kind].append(row)
        first = {row for group in of_kind.values() for row in group[:_MOST_OF_A_KIND]}
        rest = [row for row in rows if row not in first]
        chosen = [row for row in rows if row in first][:most]
        kept = {*chosen, *rest[: most - len(chosen)]}
        return [row for group in of_kind.values() for row in group if row in kept]

    def _found(self, row: int) -> Found:
        place = self._places[row]
        name = Text(place.name, place.name_en).in_language(self._language)
        detail = place.detail.in_language(self._language)
        return Found(name, place.kind, place.location, place.box, place.device_id, detail)


def _holding(rows: Iterable[int], texts: Sequence[str], parts: Sequence[str]) -> list[int]:
    """Return the rows whose text holds all parts; the longest part leaves the fewest."""
    longest, *others = sorted(parts, key=len, reverse=True)
    found = [row for row in rows if longest in texts[row]]
    for part in others:
        found = [row for row in found if part in texts[row]]
    return found


def _distinct(places: Iterable[SearchPlace]) -> list[SearchPlace]:
    """Return the places without doubles: districts come from the profile and from the map."""
    kept: dict[tuple[str, ...], SearchPlace] = {}
    for place in places:
        key = (place.kind, place.name, place.device_id)
        if key not in kept or (kept[key].box is None and place.box is not None):
            kept[key] = place
    return list(kept.values())


# ---- words with a slip in them -----------------------------------------------------------------
class _Vocabulary:
    """The words of all names, with the letters each of them has as bits.

    Args:
        texts: Names, folded, with a blank before each word.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, text in enumerate(texts):
            for word in set(text.split()):
                if len(word) >= _SHORTEST - 1 and word.isalpha():
                    rows[word].append(row)
        self._words = list(rows)
        self._rows = list(rows.values())
        self._letters = np.array([_letters(word) for word in self._words], np.uint32)

    def alike(self, word: str) -> dict[int, int]:
        """Return the rows that hold a word like this one, with the number of its slips."""
        if len(word) < _SHORTEST or not self._words or not word.isalpha():
            return {}
        most = 2 if len(word) >= _LONG else 1
        missing = np.bitwise_count(np.uint32(_letters(word)) & ~self._letters)
        found: dict[int, int] = {}
        for place in np.flatnonzero(missing <= most).tolist():
            slips = slips_between(word, self._words[place])
            if slips <= most:
                for row in self._rows[place]:
                    found[row] = min(found.get(row, most), slips)
        return found


def _letters(word: str) -> int:
    """Return a word's letters as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) - ord("a")) % 26
    return bits


def slips_between(typed: str, word: str) -> int:
    """Return how many slips turn the beginning of a word into what was typed.

    A slip is a letter too many, too few or another one, or two letters in the wrong order.
    """
    before: list[int] = []
    row = list(range(len(word) + 1))
    for at, letter in enumerate(typed, 1):
        before, above, row = row, before, [at]
        for place, other in enumerate(word, 1):
            cost = min(
                before[place] + 1,
                row[place - 1] + 1,
                before[place - 1] + (letter != other),
            )
            is_turned = at > 1 and place > 1 and letter == word[place - 2]
            if is_turned and typed[at - 2] == other:
                cost = min(cost, above[place - 2] + 1)
            row.append(cost)
    return min(row)
