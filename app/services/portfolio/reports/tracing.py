"""Sources of a report: each number is given one, with the question, the data and their changes."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from app.domain.inventory.changes import ChangeLine
from app.domain.inventory.fields import FieldType, Publication, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from app.domain.portfolio.evidence.results import EvidenceResult
from app.domain.portfolio.evidence.sentences import sentence
from app.domain.portfolio.portfolios import Portfolio
from app.services.portfolio.reports.checking import Checked
from app.services.portfolio.reports.contents import Change, Source
from app.services.portfolio.reports.words import Words

History = Callable[[Key], Sequence[ChangeLine]]
"""Returns all that was ever done to a record, newest first."""

_ROWS: Final = 12
"""So many records behind a number are named."""

_CHANGES: Final = 3
"""So many of their last changes are told."""

_LOOKED_AT: Final = 12
_HIDDEN: Final = frozenset({FieldType.JSON, FieldType.ANY_REFERENCE})
_SHORT: Final = 60


class Sources:
    """Collects the sources of a report, one for each thing that is asked.

    Args:
        portfolio: The records.
        history: What was done to a record.
        moment_us: Later changes are left out, µs UTC.
        words: The words of the report.
        day_text: Writes a moment (µs UTC) as a day.
        checked: Judges what the readers may see. The public is told when records behind a number
            changed, but neither by whom nor what.
    """

    def __init__(
        self,
        portfolio: Portfolio,
        history: History,
        moment_us: int,
        words: Words,
        day_text: Callable[[int], str],
        *,
        checked: Checked,
    ) -> None:
        self._portfolio, self._history = portfolio, history
        self._moment_us, self._words, self._day_text = moment_us, words, day_text
        self._checked = checked
        self._found: dict[str, Source] = {}

    def add(
        self,
        title: str,
        query: str,
        keys: Iterable[Key] = (),
        *,
        value: str = "",
        day: str = "",
        count: int | None = None,
        is_typed: bool = False,
    ) -> str:
        """Return the id of a source; the same question with the same answer has one id.

        Args:
            title: What it is a source of.
            query: The question in words.
            keys: The records behind it.
            value: What it gave.
            day: How new the data are.
            count: On how much it rests; None to count the records.
            is_typed: True for what a person reported.
        """
        name = f"{title}\n{query}\n{value}"
        if name in self._found:
            return self._found[name].id
        behind = list(keys)
        self._found[name] = Source(
            id=f"Q{len(self._found) + 1}",
            title=title,
            query=query,
            value=value,
            day=day,
            count=len(behind) if count is None else count,
            rows=[title for key in behind[:_ROWS] if (title := self._title(key))],
            changes=self._changes(behind[:_LOOKED_AT]),
            is_typed=is_typed,
        )
        return self._found[name].id

    def all(self) -> list[Source]:
        """Return all sources in the order in which they were added."""
        return list(self._found.values())

    def _title(self, key: Key) -> str:
        name = self._portfolio.name(key.kind, key.uid)
        record = self._portfolio.get(key.kind, key.uid)
        if record is None or not self._checked.is_for_readers(record):
            return ""
        project = self._portfolio.project_of(record)
        if project is None or key.kind == "project" or not self._checked.is_for_readers(project):
            return name
        return f"{project.text('number') or project.text('name')}: {name}"

    def _changes(self, keys: Sequence[Key]) -> list[Change]:
        lines = [
            line
            for key in keys
            for line in self._history(key)[:_CHANGES]
            if line.transaction.at_us <= self._moment_us
        ]
        lines.sort(key=lambda line: -line.transaction.number)
        return [self._change(line) for line in lines[:_CHANGES]]

    def _change(self, line: ChangeLine) -> Change:
        at, number = self._day_text(line.transaction.at_us), line.transaction.number
        if self._checked.target is Publication.PUBLIC:
            return Change(transaction=number, at=at, actor="", what="")
        kind = KINDS.get(line.key.kind)
        parts = []
        for name in line.after if line.before else ():
            if kind is None or not kind.has_field(name) or kind.field(name).type in _HIDDEN:
                continue
            label = self._words.translate(kind.field(name).label)
            before, after = (_plain(one.get(name)) for one in (line.before, line.after))
            parts.append(f"{label}: {before} → {after}")
        return Change(
            transaction=number,
            at=at,
            actor=line.transaction.actor or "–",
            what=self._checked.text(line.title, "; ".join(parts[:2]) or line.title),
        )


def question_text(result: EvidenceResult, words: Words) -> str:
    """Return the question behind a result in the language of a report."""
    if result.question is None:
        return words.translate(result.sentence)
    return sentence(result.question, result.names, words.language, words.translate)


def _plain(value: Value) -> str:
    text = "–" if value is None else str(value)
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
