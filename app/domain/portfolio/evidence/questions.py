"""What can be asked: of records, or of the history of points; and what is wanted of the answer."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.domain.inventory.queries import Filter

ANNUAL_COVERAGE: Final = 0.9
"""Least share of a year that must hold values before its mean counts (39. BImSchV, Anlage 1:
Mindestdatenerfassung 90 %)."""

ITSELF: Final = "uid"
"""The path of a record itself."""


class Measure(StrEnum):
    """What is made of records."""

    COUNT = "count"
    SHARE = "share"
    """How many of them also fulfil a second set of conditions, %."""
    SUM = "sum"
    MEAN = "mean"
    MIN = "min"
    MAX = "max"
    MEDIAN = "median"

    @property
    def takes_path(self) -> bool:
        """True when it is made of the numbers of a field."""
        return self not in {Measure.COUNT, Measure.SHARE}


@dataclass(frozen=True, slots=True)
class Has:
    """A condition on other records that refer to the one in question.

    "Standorte mit mindestens einem Gerät in Betrieb" is `Has("asset", ("site",), filters=…)`;
    "Schulen, an deren Standort …" the same with `via="site"`.

    Attributes:
        kind: Kind of the others.
        fields: Their references, any of which may lead here; a path, for more than one step.
        via: Path of the record's own whose reference they lead to; `uid` for the record itself.
        filters: What the others fulfil, all of them.
        at_least: At least so many; 0 for any number.
        at_most: At most so many; None for any number.
    """

    kind: str
    fields: tuple[str, ...]
    via: str = ITSELF
    filters: tuple[Filter, ...] = ()
    at_least: int = 1
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class OfRecords:
    """A question to the records.

    Attributes:
        kind: Kind of the records.
        measure: What is made of them.
        path: Field of the numbers, for what is made of numbers.
        filters: What they fulfil, all of them.
        has: Conditions on others that refer to them, all of them.
        of_these: What the counted ones fulfil beyond that, for a share.
        of_these_has: Likewise, conditions on others.
        dated_by: Path of a day or moment that says how old a record's statement is; empty for
            when the record was last changed.
    """

    kind: str
    measure: Measure = Measure.COUNT
    path: str = ""
    filters: tuple[Filter, ...] = ()
    has: tuple[Has, ...] = ()
    of_these: tuple[Filter, ...] = ()
    of_these_has: tuple[Has, ...] = ()
    dated_by: str = ""


class Statistic(StrEnum):
    """What is made of the course of a point."""

    MEAN = "mean"
    MAX = "max"
    MIN = "min"
    SUM = "sum"
    """All values added up, for quantities per interval; of a counter how far it went."""
    ABOVE = "above"
    """How many steps lie above a limit, such as hours above 200 µg/m³."""
    PERCENTILE = "percentile"
    LAST = "last"
    """The last value; it must lie in the window."""
    AVAILABILITY = "availability"
    """Share of the window in which values were good, %."""


class Step(StrEnum):
    """Of which values a statistic is made."""

    VALUE = "value"
    """The values themselves."""
    HOUR = "hour"
    """Means of hours."""
    DAY = "day"
    """Means of local days."""


class Window(StrEnum):
    """Over which time."""

    DAYS = "days"
    """The last days."""
    ROLLING_YEAR = "rolling_year"
    """The last 365 days."""
    YEAR_TO_DATE = "year_to_date"
    YEAR = "year"
    """A calendar year: the one that is named, else the last one that is over."""


class Combination(StrEnum):
    """What is made of several points."""

    WORST = "worst"
    """The one that is furthest from the target: the highest where the target is a ceiling or where
    there is none, else the lowest."""
    MEAN = "mean"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Span:
    """Over which time.

    Attributes:
        window: Sort of window.
        days: How many days, for `DAYS`.
        year: Which year, for `YEAR`; None for the last one that is over.
    """

    window: Window = Window.ROLLING_YEAR
    days: int = 0
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which points; what is named by any of the three is meant.

    Attributes:
        ids: Points by id.
        pattern: Ids as a shell pattern (`umwelt.*.no2`).
        type: Type of points (`air_station.no2`).
    """

    ids: tuple[str, ...] = ()
    pattern: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class OfHistory:
    """A question to the history.

    Attributes:
        points: Which points.
        statistic: What is made of the course of each.
        span: Over which time.
        step: Of which values.
        limit: Limit of `ABOVE`.
        percent: Percentile, 0 to 100, of `PERCENTILE`.
        combination: What is made of several points.
        min_coverage: Least share of the steps of the window that must hold values, 0 to 1.
    """

    points: Chosen
    statistic: Statistic = Statistic.MEAN
    span: Span = Span()
    step: Step = Step.HOUR
    limit: float | None = None
    percent: float | None = None
    combination: Combination = Combination.WORST
    min_coverage: float = ANNUAL_COVERAGE


class Direction(StrEnum):
    """Which side of the target is wanted."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Target:
    """What is wanted of the answer.

    Attributes:
        direction: Which side.
        value: The target, in the unit of the answer; None with `NONE`.
        tolerance: What was reported may differ so much from what is measured.
        max_age_days: Answers of older data do not count; None for any age.
    """

    direction: Direction = Direction.NONE
    value: float | None = None
    tolerance: float = 0.0
    max_age_days: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is wanted of its answer.

    Attributes:
        of: What is asked.
        target: What is wanted.
        unit: Unit of the answer, as shown; empty for that of the field or point.
    """

    of: OfRecords | OfHistory
    target: Target = field(default_factory=Target)
    unit: str = ""
