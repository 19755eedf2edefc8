"""Turns a body and its data into a PDF."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from app.services.papers.failures import MissingLetterError
from app.services.papers.setting import PREAMBLE, WORDS
from app.services.papers.working import Order, always, set_paper

_NAMELESS: Final = "Leitstand"
"""The title of a paper whose own holds no letter that can be set."""

_REPLACEMENT: Final = "?"
_LAST_LATIN: Final = 0x24F
_KNOWN: Final = frozenset("–—‘’‚“”„†‡•…‰‹›€™−≈≠≤≥→←↑↓·²³µ°§×÷½¼¾Ω\u2009\u202f\u00a0\n\t")
"""Letters beyond Latin that every font of ours has."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper.

    Attributes:
        pdf: The file, PDF/UA-1.
        replaced: Letters that no font has; a question mark stands for each.
    """

    pdf: bytes
    replaced: int = 0


def compile_paper(
    body: str,
    data: Any,
    *,
    title: str,
    language: str = "de",
    author: str = "",
    description: str = "",
    foot: str = "",
    is_wide: bool = False,
    size_pt: float = 9.0,
    format: str = "a4",  # noqa: A002 - what it is
    made_us: int = 0,
    is_wanted: Callable[[], bool] = always,
) -> Paper:
    """Set a paper in a child process and wait for it, in a thread of one's own.

    It takes about half a second, and a millisecond a row of a table.

    Args:
        body: What stands under the title, in the language of typst; see `setting.PREAMBLE`. It must
            be the program's own words: it is a program itself.
        data: What the body finds as `data`; anything JSON can hold. Texts of people belong here.
        title: Title of the document; PDF/UA demands one.
        language: `de` or `en`: how a screen reader speaks it, and the words of the footer.
        author: Whose paper it is.
        description: What it is about.
        foot: Left end of the footer.
        is_wide: True for landscape.
        size_pt: Size of the text.
        format: Paper as typst names it, such as `a4`.
        made_us: The moment that is written into the file, µs UTC; 0 for none.
        is_wanted: Asked ten times a second; False ends the work.

    Raises:
        StoppedError: It is not wanted any more.
        PaperError: The body is wrong, or typst cannot set it.
    """
    page, of = WORDS.get(language, WORDS["de"])
    paper = _clean(
        {
            "title": title,
            "author": author or "Leitstand",
            "description": description,
            "language": language,
            "size": size_pt,
            "format": format,
            "wide": is_wide,
            "foot": foot,
            "page": page,
            "of": of,
            "data": data,
        },
        _without_controls,
    )
    paper["title"] = paper["title"].strip() or _NAMELESS
    order = Order(PREAMBLE + body, paper, made_us)
    try:
        return Paper(set_paper(order, is_wanted))
    except MissingLetterError:
        exchange = _Exchange()
        exchanged = _clean(paper, exchange)
        return Paper(set_paper(replace(order, paper=exchanged), is_wanted), exchange.count)


def _clean(content: Any, change: Any) -> Any:
    """Return content with each text of it changed."""
    if isinstance(content, str):
        return content if content.isascii() and content.isprintable() else change(content)
    if isinstance(content, dict):
        return {key: _clean(value, change) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_clean(value, change) for value in content]
    return content


def _without_controls(text: str) -> str:
    """Return a text without what no font draws: controls, halves of letters, private letters."""
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )


class _Exchange:
    """Puts a question mark for letters that a font may not have, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, text: str) -> str:
        """Return a text with plain letters only."""
        return "".join(self._letter(letter) for letter in text)

    def _letter(self, letter: str) -> str:
        if ord(letter) <= _LAST_LATIN or letter in _KNOWN:
            return letter
        self.count += 1
        return _REPLACEMENT
