"""Finding by what a person types: whole words, parts of words, and words with a slip in them.

All words of the line must occur. Only when nothing fits are misspelt words replaced by those they
resemble (shared pairs of letters, Dice's measure), so that an exact search stays exact.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from widgets.folding import fold

_WORD: Final = re.compile(r"\w+")
_ALIKE: Final = 0.6
"""Share of letter pairs from which on two words are taken for the same one."""

_SHORTEST: Final = 4
"""Shorter words have too few pairs to tell a slip from another word."""


class SearchIndex:
    """Finds entries by their texts.

    Args:
        entries: For each entry its title and further words, not folded.
    """

    def __init__(self, entries: Sequence[tuple[str, str]]) -> None:
        self._titles = [fold(title) for title, _ in entries]
        self._texts = [fold(f"{title}\n{words}") for title, words in entries]
        self._vocabulary: dict[str, set[str]] = {}

    def find(self, line: str, most: int) -> list[int]:
        """Return the places of the entries that fit a line, the best first, at most so many."""
        words = fold(line).split()
        found = self._fitting([[word] for word in words])
        if not found:
            found = self._fitting([self._alike(word) for word in words])
        if words:
            found.sort(key=lambda place: self._distance(place, words))
        return found[:most]

    def _fitting(self, choices: Sequence[Sequence[str]]) -> list[int]:
        """Return the entries in which of each list of words at least one occurs."""
        return [
            place
            for place, text in enumerate(self._texts)
            if all(any(word in text for word in words) for words in choices)
        ]

    def _distance(self, place: int, words: Sequence[str]) -> tuple[int, int]:
        """Return how far an entry is from what was typed: begins so, a word begins so, inside."""
        title = self._titles[place]
        far = 0
        for word in words:
            at = title.find(word)
            if at < 0:
                far += 3
            elif at > 0:
                far += 1 if not title[at - 1].isalnum() else 2
        return far, len(title)

    def _alike(self, word: str) -> list[str]:
        """Return the known words a word resembles; itself when it is short."""
        if len(word) < _SHORTEST:
            return [word]
        if not self._vocabulary:
            for text in self._texts:
                for known in _WORD.findall(text):
                    if len(known) >= _SHORTEST and known not in self._vocabulary:
                        self._vocabulary[known] = _pairs(known)
        wanted = _pairs(word)
        scores: dict[str, float] = defaultdict(float)
        for known, pairs in self._vocabulary.items():
            # A part of a long German compound counts like a word: only what was typed must fit.
            shared = len(wanted & pairs)
            scores[known] = 2 * shared / (len(wanted) + min(len(pairs), len(wanted) + 2))
        best = max(scores.values(), default=0.0)
        return [known for known, score in scores.items() if score >= max(_ALIKE, best - 0.1)]


def _pairs(word: str) -> set[str]:
    """Return the pairs of neighbouring letters, the first one standing for the beginning."""
    return {f" {word[0]}", *(word[at : at + 2] for at in range(len(word) - 1))}
