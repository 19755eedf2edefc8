"""What is wrong with a set of rules: with the rule, the line, the reason and the remedy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from typing_extensions import override

from app.domain.texts import NO_TEXT, Text
from app.services.profiles.problems import Document, Findings, ProfileProblem

_ELEMENT: Final = re.compile(r"(rule|remove|window)\[(\d+)\]\.?")
_WORDS: Final = {
    "rule": Text("Regel", "rule"),
    "remove": Text("Regel", "rule"),
    "window": Text("Wartungsfenster", "maintenance window"),
}


@dataclass(frozen=True, slots=True)
class RuleFault:
    """Something wrong with one rule, at the attribute that a person should look at.

    Attributes:
        field: The attribute of `AlarmRule`.
        reason: What is wrong, a whole sentence.
        remedy: What to do about it, a whole sentence.
    """

    field: str
    reason: Text
    remedy: Text = NO_TEXT

    @property
    def text(self) -> str:
        """What is wrong and what to do, in German."""
        return self.in_language("de")

    def in_language(self, language: str) -> str:
        """Return reason and remedy for a language code such as `de` or `en_GB`."""
        both = (self.reason.in_language(language), self.remedy.in_language(language))
        return " ".join(filter(None, both))

    @override
    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class RulesetProblem:
    """One thing that is wrong with a document of rules or of maintenance windows.

    Attributes:
        rule: The rule (or window) by its id, as far as it says one; empty for the document.
        line: Line in the document, from 1.
        key: The key in TOML's words, such as `threshold`; may be empty.
        reason: What is wrong, a whole sentence.
        remedy: What to do about it, a whole sentence.
        word: What the id names.
    """

    rule: str
    line: int
    key: str
    reason: Text
    remedy: Text
    word: Text = _WORDS["rule"]

    def in_language(self, language: str) -> str:
        """Return the problem in one line for a language code such as `de` or `en_GB`."""
        line = Text("Zeile", "Line").in_language(language)
        place = [f"{line} {self.line}"]
        if self.rule:
            place.append(f"{self.word.in_language(language)} {self.rule}")
        if self.key:
            place.append(self.key)
        reason, remedy = self.reason.in_language(language), self.remedy.in_language(language)
        return f"{', '.join(place)}: {reason} {remedy}".rstrip()

    @override
    def __str__(self) -> str:
        return self.in_language("de")


class RulesetError(Exception):
    """A document of rules or of maintenance windows cannot be used; nothing of it was.

    Attributes:
        problems: Everything that is wrong with it, by line; never empty.
    """

    def __init__(self, problems: Sequence[RulesetProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)

    @override
    def __reduce__(self) -> tuple[type["RulesetError"], tuple[tuple[RulesetProblem, ...]]]:
        return RulesetError, (self.problems,)


def problems_of(findings: Findings, document: Document | None) -> tuple[RulesetProblem, ...]:
    """Return what was found in a document, each with the id of its rule or window."""
    return tuple(_problem(found, document) for found in findings.problems())


def refuse(findings: Findings, document: Document | None) -> None:
    """Raise what was found, if there is anything.

    Raises:
        RulesetError: Something was found.
    """
    if len(findings):
        raise RulesetError(problems_of(findings, document))


def _problem(found: ProfileProblem, document: Document | None) -> RulesetProblem:
    element = _ELEMENT.match(found.key)
    if element is None or document is None:
        return RulesetProblem("", found.line, found.key, found.reason, found.remedy)
    name, number = element.group(1), int(element.group(2)) - 1
    key = found.key[element.end() :]
    id_ = _id_in(document.data.get(name), number)
    return RulesetProblem(id_, found.line, key, found.reason, found.remedy, _WORDS[name])


def _id_in(tables: object, number: int) -> str:
    """Return how a table calls itself, by its id or by its point and kind."""
    table = tables[number] if isinstance(tables, list) and number < len(tables) else None
    if not isinstance(table, dict):
        return ""
    if table.get("id"):
        return str(table["id"])
    return f"{table['point']}#{table.get('kind', '')}" if table.get("point") else f"{number + 1}"
