"""What a question gave: a value with its age, its trend, the rows behind it, and the verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from app.domain.portfolio.evidence.questions import Direction, Question


class Verdict(StrEnum):
    """How a value stands to what is wanted."""

    FULFILLED = "fulfilled"
    OPEN = "open"
    """There is a value, and it is not enough yet."""
    UNKNOWN = "unknown"
    """There is no value, or it is too old."""
    INVALID = "invalid"
    """The question cannot be asked as it stands; `problem` says why."""
    NO_TARGET = "no_target"
    """A value without anything it is compared with."""


@dataclass(frozen=True, slots=True)
class EvidenceResult:
    """What a question gave at a moment.

    Attributes:
        verdict: How it stands to the target.
        value: The value in `unit`; None when there is none.
        unit: Its unit, as shown; empty for a plain number.
        target: What is wanted; None when nothing is.
        at_us: For which moment it was asked, µs UTC.
        newest_us: How new the newest of the data is, µs UTC; None when that is not known.
        count: How many rows or samples the value rests on.
        trend: Earlier values as (µs UTC, value), oldest first, the present one last.
        rows: The first records behind the value.
        rows_total: How many there are.
        points: Points behind the value, by id.
        problem: Why there is none, or why it does not count, a whole sentence, German; else empty.
        sentence: The question in words, German.
        drift: Reported minus measured, in `unit`; None when one of them is missing.
        is_drifting: True when they differ by more than the tolerance, or when a milestone was
            reported as reached and the value says it is not.
        direction: Which side of the target is wanted.
        reported: What was reported; None when nothing was.
        reported_on: Of when that is, ISO 8601, empty when that is not known.
        query: What shows all rows behind it; None for the history.
        question: The question; None when it could not be read.
        names: What the records and points are called that it names, to say it in another language
            (`sentences.sentence`).
    """

    verdict: Verdict
    value: float | None = None
    unit: str = ""
    target: float | None = None
    at_us: int = 0
    newest_us: int | None = None
    count: int = 0
    trend: Sequence[tuple[int, float]] = ()
    rows: Sequence[Key] = ()
    rows_total: int = 0
    points: Sequence[str] = ()
    problem: str = ""
    sentence: str = ""
    drift: float | None = None
    is_drifting: bool = False
    direction: Direction = Direction.NONE
    reported: float | None = None
    reported_on: str = ""
    query: Query | None = None
    question: Question | None = None
    names: Mapping[str, str] = field(default_factory=dict)
