"""What is computed, step by step: a formula after its units are checked. No units are left here."""

from dataclasses import dataclass
from enum import StrEnum


class Value(StrEnum):
    """Which column of a series is taken where it is rolled up."""

    MEAN = "mean"
    LOW = "low"
    HIGH = "high"
    LAST = "last"


class Since(StrEnum):
    """Where a sum begins."""

    WINDOW = "window"
    TRAILING = "trailing"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Span:
    """Over which time is summed: since a moment, or the last `width_us`."""

    since: Since
    width_us: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the computation."""


@dataclass(frozen=True, slots=True)
class Constant(Step):
    """A number."""

    value: float


@dataclass(frozen=True, slots=True)
class Column(Step):
    """The series of a point."""

    name: str
    value: Value = Value.MEAN


@dataclass(frozen=True, slots=True)
class Part(Step):
    """Another formula of the sheet; computed once, however often it is used."""

    name: str
    step: Step


@dataclass(frozen=True, slots=True)
class Apply(Step):
    """A sign or function of values of the same moment."""

    sign: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Rolling(Step):
    """Mean, minimum or maximum (`sign`) of the last `width_us`."""

    sign: str
    step: Step
    width_us: int


@dataclass(frozen=True, slots=True)
class Slope(Step):
    """Change against the row before, per `per_us`."""

    step: Step
    per_us: int


@dataclass(frozen=True, slots=True)
class Total(Step):
    """Integral over time in hours."""

    step: Step
    span: Span


@dataclass(frozen=True, slots=True)
class Increase(Step):
    """What a counter counted; it may begin anew."""

    step: Step
    span: Span


@dataclass(frozen=True, slots=True)
class Shift(Step):
    """The series as it was `by_us` ago."""

    step: Step
    by_us: int
