"""Sentences that come from below the views, in the language of the screen.

Collector, connectors and storage have no Qt and speak German; several consoles, each in its own
language, may listen to one collector. So their sentences are translated where they are shown: each
is compared with the templates of `resources/translations/below_en.toml`, and what the program had
filled in is carried over. A sentence nobody knows is shown as it came.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from string import Formatter
from typing import Final

from app.services.profiles import faults, rule_words
from app.services.profiles.conversion import WORDS
from app.services.profiles.names import KINDS
from app.services.rulesets import words as ruleset_words
from widgets.texts import language

_LONGEST: Final = 1_000
"""Longer lines are no sentences of ours; they are shown as they came."""

_DEPTH: Final = 4
"""How deep a sentence may stand inside another one."""

_PROBLEM: Final = re.compile(
    r"(?P<place>[^\n]+?), Zeile (?P<line>\d+)(?P<key>[^:\n]*): (?P<rest>.+)"
)
"""How a problem of a profile is written in one line."""

_RULE_PROBLEM: Final = re.compile(
    r"Zeile (?P<line>\d+)(?:, (?P<word>Regel|Wartungsfenster) (?P<name>[^,:\s]+))?"
    r"(?P<key>(?:, [^:\s]+)?): (?P<rest>.+)"
)
"""How a problem of a set of rules, or of maintenance windows, is written in one line."""

_DATE: Final = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})((?: \d\d:\d\d)?)")
"""How rooms below the views write a day, or a moment."""

_NUMBER: Final = re.compile(r"[-−+]?\d{1,3}(?:\.\d{3})*,\d+|[-−+]?\d+,\d+")
"""How rooms below the views write a number that is not whole, where they fill one in."""

_EURO: Final = re.compile(r"[-−]?\d{1,3}(?:\.\d{3})* €")
"""How rooms below the views write whole euro."""

_POINT_FOR_COMMA: Final = str.maketrans(",.", ".,")

_NOBODY: Final = "Simulation"
"""How the names of simulated people begin."""

_SIMULATED: Final = ("{words} (simuliert)", "{words_en} (simulated)")
"""What simulated people write says at its end that it is simulated."""

_ENDS: Final = re.compile(r"(?<=[.?!]) (?=\S)")
"""Where one sentence may end and the next begin."""

_MOST_TOGETHER: Final = 6
"""So many sentences may be one known text."""

_END: Final = re.compile(r"[.?!](?: |$)")
"""What tells sentences from names and numbers."""


def on_screen(text: str) -> str:
    """Return a text from below the views in the language of the screen, line by line."""
    return text if language() == "de" else in_english(text)


def in_english(text: str) -> str:
    """Return a text from below the views in English, whatever the language of the screen is."""
    if not text:
        return text
    if " " not in text and text[0].isupper():
        # One word is a label; words of profiles are written small, as they stand in sentences.
        found = _english(text, _DEPTH)
        return found[:1].upper() + found[1:]
    return "\n".join(_english(line, _DEPTH) for line in text.split("\n"))


def remark_on_screen(author: str, text: str) -> str:
    """Return what stands beside an event, in the language of the screen.

    What a person wrote stays as it was written, even where it reads like a sentence of ours.

    Args:
        author: Who did it, as the journal names them; empty for the program itself.
        text: What was written.
    """
    is_ours = not author or author.split(" ", maxsplit=1)[0] == _NOBODY
    return on_screen(text) if is_ours else text


@lru_cache(maxsize=2_000)
def _english(line: str, depth: int) -> str:
    """Return the English of a line, or of what was filled into one; unknown words as they are."""
    words = line.strip()
    if depth == 0 or not words or len(words) > _LONGEST:
        return line
    begin = line[: len(line) - len(line.lstrip())]
    found = _exactly(words, depth) or _in_parts(words, depth) or _whole(words, depth)
    return line if found is None else begin + found


@lru_cache(maxsize=4_000)
def _whole(words: str, depth: int, *, is_strict: bool = False) -> str | None:
    """Return the English of words that are one known text, None for others.

    Args:
        words: The words.
        depth: How deep sentences inside it may stand.
        is_strict: Sentences that were filled into it have to be known as well.
    """
    if problem := _problem(words, depth):
        return problem
    if date := _DATE.fullmatch(words):
        day, month, year, clock = date.groups()
        return f"{day}/{month}/{year}{clock}"
    book = _book()
    if words in book.sentences:
        return book.sentences[words]
    for pattern, english in book.patterns:
        if found := pattern.fullmatch(words):
            inside = [text for text in found.groups() if _END.search(text)]
            if is_strict and any(_exactly(text, depth - 1) is None for text in inside):
                # Perhaps they are several sentences, the first and the last of them of one kind.
                continue
            filled = {
                name: text if _is_name(found, name) else _filled(text, depth - 1)
                for name, text in found.groupdict().items()
            }
            return _fill(english, filled)
    return None


def _exactly(words: str, depth: int) -> str | None:
    """Return the English of words of which every sentence is known; None for others."""
    if depth <= 0:
        return None
    return _whole(words, depth, is_strict=True) or _sentences(words, depth)


def _filled(text: str, depth: int) -> str:
    """Return the English of what was filled into a sentence; numbers get a decimal point."""
    if _NUMBER.fullmatch(text) or _EURO.fullmatch(text):
        return text.translate(_POINT_FOR_COMMA)
    return _english(text, depth)


def _is_name(found: re.Match[str], name: str) -> bool:
    """Tell whether what was filled in is a name that people gave, and stays as they gave it.

    That is what stands in quotation marks, unless it is a label of ours as a whole, a number or a
    sentence: part of a name may read like a phrase of ours.
    """
    start, end = found.span(name)
    text = found.string[start:end]
    return (
        found.string[start - 1 : start] == "„"
        and found.string[end : end + 1] == "“"
        and text not in _book().sentences
        and " " in text
        and not _END.search(text)
    )


def _problem(words: str, depth: int) -> str | None:
    """Return the English of a problem of a profile or a set of rules; None for anything else."""
    if problem := _PROBLEM.fullmatch(words):
        rest = _english(problem["rest"], depth - 1)
        return f"{problem['place']}, line {problem['line']}{problem['key']}: {rest}"
    if problem := _RULE_PROBLEM.fullmatch(words):
        word = {"Regel": "rule", "Wartungsfenster": "maintenance window"}.get(problem["word"] or "")
        name = f", {word} {problem['name']}" if word else ""
        rest = _english(problem["rest"], depth - 1)
        return f"Line {problem['line']}{name}{problem['key']}: {rest}"
    return None


@lru_cache(maxsize=4_000)
def _sentences(words: str, depth: int) -> str | None:
    """Return the English of several sentences; None unless each of them is known."""
    for end in islice(_ENDS.finditer(words), _MOST_TOGETHER) if depth > 0 else ():
        first = _whole(words[: end.start()], depth, is_strict=True)
        rest = None if first is None else _exactly(words[end.end() :], depth)
        if rest is not None:
            return f"{first} {rest}"
    return None


def _in_parts(words: str, depth: int) -> str | None:
    """Return the English of known sentences that were put one behind the other."""
    for end in _ENDS.finditer(words):
        first = _whole(words[: end.start()], depth)
        if first is not None:
            return f"{first} {_english(words[end.end() :], depth)}"
    return None


def _fill(english: str, filled: Mapping[str, str]) -> str:
    """Put what the program had filled in into the English template; `{x_en}` takes `{x}`."""
    parts = []
    for literal, name, _, _ in Formatter().parse(english):
        parts.append(literal)
        if name is not None:
            parts.append(filled.get(_group(name), ""))
    return "".join(parts)


def _group(name: str) -> str:
    """Return the name that a blank of a template has in its pattern."""
    return f"blank_{name.removesuffix('_en')}"


# --- what is known --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Book:
    """All known sentences.

    Attributes:
        sentences: English by German, for those without blanks.
        patterns: Patterns of those with blanks, the most telling first, and their English.
    """

    sentences: dict[str, str]
    patterns: list[tuple[re.Pattern[str], str]]


@cache
def _book() -> _Book:
    sentences: dict[str, str] = {}
    weighed: list[tuple[int, re.Pattern[str], str]] = []
    for german, english in _known():
        parts = list(Formatter().parse(german))
        if all(name is None for _, name, _, _ in parts):
            sentences["".join(literal for literal, *_ in parts)] = _fill(english, {})
        elif english:
            weight = sum(len(literal) for literal, *_ in parts)
            weighed.append((weight, _pattern(german), english))
    weighed.sort(key=lambda entry: -entry[0])
    return _Book(sentences, [(pattern, english) for _, pattern, english in weighed])


def _pattern(german: str) -> re.Pattern[str]:
    """Return the pattern of a template; a blank that comes twice must be filled alike."""
    text = ""
    seen: set[str] = set()
    for literal, name, _, _ in Formatter().parse(german):
        text += re.escape(literal)
        if name is not None:
            group = _group(name)
            text += f"(?P={group})" if group in seen else f"(?P<{group}>.*?)"
            seen.add(group)
    return re.compile(text)


def _known() -> Iterator[tuple[str, str]]:
    """Yield German and English templates: of catalogue, problems and formulas."""
    # Whoever reads German needs none of this, and formulas bring much along.
    from app.services.formulas.functions import FUNCTIONS  # noqa: PLC0415

    catalogue = files("resources").joinpath("translations/below_en.toml").read_text("utf-8")
    for lines in tomllib.loads(catalogue).values():
        yield from lines.items()
    for known in (faults, rule_words, ruleset_words):
        for fault in vars(known).values():
            if isinstance(fault, faults.Fault):
                reason, remedy = fault.reason, fault.remedy
                yield f"{reason.de} {remedy.de}", f"{reason.en} {remedy.en}"
    for function in FUNCTIONS:
        yield function.example, function.called(function.english).example
    yield from KINDS.values()
    yield from WORDS.values()
    yield _SIMULATED
