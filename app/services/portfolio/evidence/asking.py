"""Some questions at one moment, with one reader: answered from what is kept, else anew."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.inventory.fields import Field, FieldType
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter
from app.domain.inventory.records import Key
from app.domain.portfolio.evidence.faults import Known, problems
from app.domain.portfolio.evidence.fields import kinds_of, lead
from app.domain.portfolio.evidence.items import Reported
from app.domain.portfolio.evidence.judging import drift, is_old, verdict
from app.domain.portfolio.evidence.questions import OfHistory, OfRecords, Question
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.domain.portfolio.evidence.sentences import number, sentence
from app.domain.portfolio.evidence.windows import HOUR_US, month_ends
from app.services.portfolio.evidence.answers import Answer
from app.services.portfolio.evidence.memory import Memory
from app.services.portfolio.evidence.of_history import HistoryAnswers, HistoryQuestion
from app.services.portfolio.evidence.of_records import answer_records, value_of_records
from app.services.ports import InventoryReader

_DAY_US: Final = 86_400_000_000
_NO_HISTORY: Final = Answer(
    None, problem="Es ist keine Historie da, die gefragt werden könnte.", is_covered=False
)

Trend = tuple[tuple[int, float], ...]


def custom_fields(reader: InventoryReader) -> dict[str, dict[str, Field]]:
    """Return all fields of people's own, by kind and name."""
    return {
        kind.name: reader.custom_fields(kind.name) for kind in KINDS.values() if kind.has_custom
    }


@dataclass(frozen=True, slots=True)
class When:
    """The moment that is asked about.

    Attributes:
        at_us: The moment, µs UTC; None for the present.
        now_us: The moment itself, also of the present.
        zone: Time zone of the city.
    """

    at_us: int | None
    now_us: int
    zone: ZoneInfo


class Asking:
    """Answers some questions at one moment.

    Args:
        reader: Reads the records.
        history: Answers from the history; None while there is none.
        memory: What is kept.
        when: The moment.
        check: Raises when nobody waits any more.
    """

    def __init__(
        self,
        reader: InventoryReader,
        history: HistoryAnswers | None,
        memory: Memory,
        when: When,
        check: Callable[[], None],
    ) -> None:
        self._reader, self._history, self._memory = reader, history, memory
        self._when, self._check = when, check
        self._first_us = memory.changes.follow(reader)
        types = None if history is None else history.types
        self._known = Known(types, custom_fields(reader))
        self._months = month_ends(when.now_us, when.zone)

    def prepare(self, questions: Iterable[Question], *, with_trend: bool) -> None:
        """Read the history that some questions need, points of all of them together."""
        if self._history is None:
            return
        moments = [self._when.now_us, *(self._months if with_trend else ())]
        asked = [
            HistoryQuestion(one.of, one.target.direction)
            for one in questions
            if isinstance(one.of, OfHistory) and not problems(one, self._known)
        ]
        hour, day = self._when.now_us // HOUR_US, self._when.now_us // _DAY_US
        memory = self._memory
        missing = {
            one: [
                at_us
                for at_us in moments
                if (
                    memory.answers.get((one.of, one.direction, hour)) is None
                    if at_us == self._when.now_us
                    else memory.values.get((one, at_us, day)) is None
                )
            ]
            for one in asked
        }
        self._history.prepare(missing, self._check)

    def invalid(self, problem: str, question: Question | None = None) -> EvidenceResult:
        """Return that a question cannot be asked."""
        return EvidenceResult(
            Verdict.INVALID,
            at_us=self._when.now_us,
            problem=problem,
            sentence="" if question is None else sentence(question),
            question=question,
        )

    def result(
        self, question: Question, reported: Reported | None, *, with_trend: bool
    ) -> EvidenceResult:
        """Return what a question gives."""
        faults = problems(question, self._known)
        if faults:
            return self.invalid(" ".join(one.text for one in faults[:2]), question)
        answer, names = self._answered(question)
        judged = verdict(
            answer.value,
            question.target,
            newest_us=answer.newest_us,
            at_us=self._when.now_us,
            is_covered=answer.is_covered,
        )
        found = EvidenceResult(
            verdict=judged,
            value=answer.value,
            unit=question.unit or answer.unit,
            target=question.target.value,
            at_us=self._when.now_us,
            newest_us=answer.newest_us,
            count=answer.count,
            trend=self._whole_trend(question, answer, with_trend=with_trend),
            rows=answer.rows,
            rows_total=answer.rows_total,
            points=answer.points,
            problem=self._problem(question, answer, judged),
            sentence=sentence(question, names),
            direction=question.target.direction,
            query=answer.query,
            question=question,
            names=names,
        )
        return found if reported is None else _beside(found, reported, question.target.tolerance)

    def _problem(self, question: Question, answer: Answer, judged: Verdict) -> str:
        """Return why there is no verdict: there are too few data, or they are too old."""
        is_aged = is_old(question.target, answer.newest_us, self._when.now_us)
        if answer.problem or judged is not Verdict.UNKNOWN or not is_aged:
            return answer.problem
        return _old(answer.newest_us, self._when.now_us)

    # --- answers ------------------------------------------------------------------------------

    def _answered(self, question: Question) -> tuple[Answer, dict[str, str]]:
        """Return the answer, and what the records or points are called that the question names."""
        of, when = question.of, self._when
        if isinstance(of, OfRecords):
            version = self._memory.changes.version(kinds_of(of)) if when.at_us is None else None
            key: tuple[object, ...] = (of, when.at_us, version)
            make = partial(answer_records, self._reader, of, when.at_us, when.zone)
        else:
            key = (of, question.target.direction, when.now_us // HOUR_US)
            make = partial(self._of_history, of, question)
        kept = self._memory.answers.get(key)
        if kept is None:
            self._check()
            kept = (make(), self._names(of))
            self._memory.answers.put(key, kept)
        return kept

    def _of_history(self, of: OfHistory, question: Question) -> Answer:
        if self._history is None:
            return _NO_HISTORY
        asked = HistoryQuestion(of, question.target.direction)
        now_us = self._when.now_us
        return self._history.answers(asked, [now_us], self._check)[now_us]

    def _names(self, of: OfRecords | OfHistory) -> dict[str, str]:
        """Return what the records or points are called that a question names."""
        if isinstance(of, OfHistory):
            return {} if self._history is None else self._history.names(of.points.ids)
        keys = list(named_keys(of))
        if not keys:
            return {}
        titles = self._reader.titles(keys, self._when.at_us)
        return {key.uid: title for key, title in titles.items()}

    # --- trend --------------------------------------------------------------------------------

    def _whole_trend(self, question: Question, answer: Answer, *, with_trend: bool) -> Trend:
        """Return earlier values, and the present one where it counts."""
        trend = self._trend(question.of, question) if with_trend else ()
        if answer.value is None or not answer.is_covered:
            return trend
        return (*trend, (self._when.now_us, answer.value))

    def _trend(self, of: OfRecords | OfHistory, question: Question) -> Trend:
        if isinstance(of, OfRecords):
            first_us = self._first_us
            moments = [one for one in self._months if first_us is not None and one >= first_us]
            values = {one: self._value_then(of, one) for one in moments}
        else:
            values = self._values_then(of, question)
        return tuple((one, value) for one, value in values.items() if value is not None)

    def _value_then(self, of: OfRecords, at_us: int) -> float | None:
        """Return the value of then; the past of the records does not change."""
        key = (of, at_us, self._memory.changes.version(()))
        kept = self._memory.values.get(key)
        if kept is None:
            self._check()
            kept = (value_of_records(self._reader, of, at_us),)
            self._memory.values.put(key, kept)
        return kept[0]

    def _values_then(self, of: OfHistory, question: Question) -> dict[int, float | None]:
        """Return the values of then; what was recorded late counts from the next day on."""
        if self._history is None:
            return {}
        asked = HistoryQuestion(of, question.target.direction)
        day = self._when.now_us // _DAY_US
        kept = {one: self._memory.values.get((asked, one, day)) for one in self._months}
        missing = [one for one, value in kept.items() if value is None]
        for one, answer in self._history.answers(asked, missing, self._check).items():
            value = (answer.value if answer.is_covered else None,)
            kept[one] = value
            self._memory.values.put((asked, one, day), value)
        return {one: None if value is None else value[0] for one, value in kept.items()}


def _beside(found: EvidenceResult, reported: Reported, tolerance: float) -> EvidenceResult:
    """Return a result with what was reported beside it."""
    apart, is_drifting = drift(reported.value, found.value, tolerance)
    is_early = reported.is_reached and found.verdict is Verdict.OPEN
    return replace(
        found,
        drift=apart,
        is_drifting=is_drifting or is_early,
        reported=reported.value,
        reported_on=reported.day,
    )


def _old(newest_us: int | None, now_us: int) -> str:
    if newest_us is None:
        return "Von wann die Daten sind, ist nicht bekannt; deshalb zählt der Wert nicht."
    days = number((now_us - newest_us) // _DAY_US)
    return f"Die neuesten Daten sind {days} Tage alt und damit älter als erlaubt."


def named_keys(of: OfRecords) -> Iterator[Key]:
    """Yield the records that the conditions of a question name."""
    for one in (*of.filters, *of.of_these):
        yield from _keys(of.kind, one)
    for has in (*of.has, *of.of_these_has):
        for one in has.filters:
            yield from _keys(has.kind, one)


def _keys(kind: str, one: Filter) -> Iterator[Key]:
    leads = lead(kind, one.path)
    target = leads.field.target if leads.field.type is FieldType.REFERENCE else ""
    if leads.field.name == "uid":
        target = leads.kind
    for value in one.values:
        if target in KINDS and isinstance(value, str) and value:
            yield Key(target, value)
