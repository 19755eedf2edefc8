"""Key figures and effects: values over time, method breaks, way to the target, before and after.

Values are compared within one method only: a value with `is_break` begins a new segment. A start
value counts for the progress only while nothing was broken since.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import numpy as np

from app.domain.inventory.records import Key, Record
from app.domain.portfolio.evidence.results import EvidenceResult
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of, whole_of
from app.domain.portfolio.wording import counted, day_text

FEWEST_POINTS: Final = 5
"""A line through fewer values of one method says nothing about the future."""

FURTHEST: Final = 1.0
"""A forecast reaches at most so far ahead as the values reach back, as a share of that time."""

FLAT: Final = 0.01
"""A change by less than this share of the earlier value is none."""

FRESH_DAYS: Final = 400
"""A figure is out of date after so many days where it does not say when; yearly ones just fit."""


class Trend(StrEnum):
    """Where a key figure goes, by the last two values of its method."""

    GOOD = "good"
    BAD = "bad"
    FLAT = "flat"
    UNKNOWN = "unknown"
    """There are no two values to compare."""


@dataclass(frozen=True, slots=True)
class KpiPoint:
    """A value of a key figure.

    Attributes:
        uid: Of its record.
        day: Day it is of.
        value: In the figure's unit.
        low: Lower bound, None when unknown.
        high: Upper bound likewise.
        status: `measured`, `reported`, `estimated` or `official`.
        note: What changed in the method; empty where nothing did.
    """

    uid: str
    day: date
    value: float
    low: float | None
    high: float | None
    status: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class KpiForecast:
    """A straight line through the values of the present method.

    Attributes:
        per_year: Change in a year, in the figure's unit.
        day: Day it is told for: that of the target, or as far as the line reaches.
        value: Value on that day.
        reaches_on: Day on which the target is reached; None when the line does not lead there
            within its reach.
    """

    per_year: float
    day: date
    value: float
    reaches_on: date | None


@dataclass(frozen=True, slots=True)
class KpiEvaluation:
    """How a key figure stands.

    Attributes:
        uid: Of the key figure.
        name: What it is called.
        unit: Its unit.
        project: Uid of its project, empty for none.
        field_of_action: Uid likewise.
        direction: `up` when more is better, else `down`.
        segments: Values by day, a new segment with each method break.
        latest: The newest value; None without one.
        is_typed: True when the newest value was reported or estimated by people.
        start: Start value, None when not known.
        target: Target value, None for none.
        target_on: Day it is to be reached by.
        progress: Share of the way from the start to the target, below 0 or beyond 1 too; None when
            that cannot be told.
        is_reached: True when the target is met.
        trend: Where it goes.
        change: Newest value minus the one before, of one method; None without two.
        age: Days since the newest value.
        is_outdated: True when it is older than it may be.
        measured: What its query gives, as it is now; None without one.
        measured_at_us: How new that is, µs UTC.
        is_drifting: True when reported and measured differ.
        forecast: The line; None when it is refused.
        refusal: Why there is no forecast, a whole sentence, German; empty when there is one.
    """

    uid: str
    name: str
    unit: str
    project: str
    field_of_action: str
    direction: str
    segments: Sequence[Sequence[KpiPoint]] = ()
    latest: KpiPoint | None = None
    is_typed: bool = False
    start: float | None = None
    target: float | None = None
    target_on: date | None = None
    progress: float | None = None
    is_reached: bool = False
    trend: Trend = Trend.UNKNOWN
    change: float | None = None
    age: int | None = None
    is_outdated: bool = False
    measured: float | None = None
    measured_at_us: int | None = None
    is_drifting: bool = False
    forecast: KpiForecast | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class EffectEvaluation:
    """What a project changed.

    Attributes:
        uid: Of the effect.
        name: What it is called.
        project: Uid of the project.
        kpi: Uid of the key figure behind it, empty for none.
        unit: Its unit.
        before: Value before, with its day; None when not known.
        before_on: Day of it.
        after: Value after.
        after_on: Day of it.
        difference: After minus before; None when one is missing or the method changed in between.
        share: Difference as a share of the value before; None when that is 0 likewise.
        trend: Whether that is good, by the direction of the key figure; unknown without one.
        note: Why the two cannot be compared, a whole sentence, German; empty when they can.
    """

    uid: str
    name: str
    project: str
    kpi: str
    unit: str
    before: float | None
    before_on: date | None
    after: float | None
    after_on: date | None
    difference: float | None = None
    share: float | None = None
    trend: Trend = Trend.UNKNOWN
    note: str = ""


def evaluations_of(
    portfolio: Portfolio, evidence: Mapping[Key, EvidenceResult], today: date
) -> Sequence[KpiEvaluation]:
    """Return how all key figures stand, by field of action and name.

    Args:
        portfolio: The records.
        evidence: What queries gave.
        today: Day that ages are counted to; later values are left out.
    """
    fields = {
        record.uid: (whole_of(record, "position") or 0, title_of(record))
        for record in portfolio.all("field_of_action")
    }
    kpis = sorted(
        portfolio.all("kpi"),
        key=lambda one: (fields.get(one.text("field_of_action"), (1 << 30, "")), title_of(one)),
    )
    return [evaluation_of(portfolio, kpi, evidence, today) for kpi in kpis]


def evaluation_of(
    portfolio: Portfolio, kpi: Record, evidence: Mapping[Key, EvidenceResult], today: date
) -> KpiEvaluation:
    """Return how a key figure stands; see `evaluations_of`."""
    segments = _segments(portfolio, kpi, today)
    present = segments[-1] if segments else ()
    latest = present[-1] if present else None
    result = evidence.get(Key("kpi", kpi.uid))
    measured = None if result is None else result.value
    value = measured if latest is None else latest.value
    direction, target = kpi.text("direction"), kpi.number("target")
    change = present[-1].value - present[-2].value if len(present) > 1 else None
    age = None if latest is None else (today - latest.day).days
    forecast, refusal = _forecast(kpi, present, today)
    return KpiEvaluation(
        uid=kpi.uid,
        name=title_of(kpi),
        unit=kpi.text("unit"),
        project=kpi.text("project"),
        field_of_action=kpi.text("field_of_action"),
        direction=direction,
        segments=segments,
        latest=latest,
        is_typed=latest is not None and latest.status in {"reported", "estimated"},
        start=kpi.number("start_value"),
        target=target,
        target_on=day_of(kpi, "target_on"),
        progress=_progress(kpi, segments, value),
        is_reached=value is not None and target is not None and _is_met(direction, value, target),
        trend=_trend(direction, change, present[-2].value if len(present) > 1 else 0.0),
        change=change,
        age=age,
        is_outdated=age is not None and age > (whole_of(kpi, "fresh_days") or FRESH_DAYS),
        measured=measured,
        measured_at_us=None if result is None else result.newest_us,
        is_drifting=result is not None and result.is_drifting,
        forecast=forecast,
        refusal=refusal,
    )


def effects_of(portfolio: Portfolio, project: str = "") -> Sequence[EffectEvaluation]:
    """Return what projects changed, in the order of projects.

    Args:
        portfolio: The records.
        project: Uid of one project alone; empty for all.
    """
    owners = [one.uid for one in portfolio.projects if project in {"", one.uid}]
    return [_effect(portfolio, one) for uid in owners for one in portfolio.parts("effect", uid)]


# ---- key figures -------------------------------------------------------------------------------
def _segments(portfolio: Portfolio, kpi: Record, today: date) -> list[list[KpiPoint]]:
    points = []
    for record in portfolio.parts("kpi_value", kpi.uid):
        day, value = day_of(record, "as_of"), record.number("value")
        if day is not None and value is not None and day <= today:
            points.append((day, record, value))
    segments: list[list[KpiPoint]] = []
    for day, record, value in sorted(points, key=lambda one: (one[0], one[1].uid)):
        is_break = bool(record.get("is_break"))
        note = (record.text("break_note") or "Methodenwechsel") if is_break else ""
        low, high = record.number("low"), record.number("high")
        point = KpiPoint(record.uid, day, value, low, high, record.text("status"), note)
        if is_break or not segments:
            segments.append([])
        segments[-1].append(point)
    return segments


def _progress(
    kpi: Record, segments: Sequence[Sequence[KpiPoint]], value: float | None
) -> float | None:
    start, target, since = kpi.number("start_value"), kpi.number("target"), day_of(kpi, "start_on")
    if start is None or target is None or value is None or start == target:
        return None
    present = segments[-1] if segments else ()
    if present and present[0].note and (since is None or since < present[0].day):
        return None
    return (value - start) / (target - start)


def _is_met(direction: str, value: float, target: float) -> bool:
    return value <= target if direction == "down" else value >= target


def _trend(direction: str, change: float | None, before: float) -> Trend:
    if change is None:
        return Trend.UNKNOWN
    if abs(change) <= abs(before) * FLAT:
        return Trend.FLAT
    return Trend.GOOD if (change > 0) == (direction != "down") else Trend.BAD


def _forecast(
    kpi: Record, points: Sequence[KpiPoint], today: date
) -> tuple[KpiForecast | None, str]:
    if len(points) < FEWEST_POINTS:
        have = counted(len(points), "Wert", "Werte")
        return None, (
            f"Für eine Prognose braucht es {FEWEST_POINTS} Werte nach gleicher Methode;"
            f" es gibt {have}."
        )
    first, last = points[0].day, points[-1].day
    if first == last:
        return None, "Alle Werte sind vom gleichen Tag; eine Prognose ist daraus nicht möglich."
    days = np.array([(one.day - first).days for one in points], np.float64)
    values = np.array([one.value for one in points])
    slope, level = (float(one) for one in np.polyfit(days, values, 1))
    reach = last + timedelta(days=round((last - first).days * FURTHEST))
    if reach < today:
        return None, f"Der letzte Wert ist vom {day_text(last)}; das ist zu alt für eine Prognose."
    until, target = day_of(kpi, "target_on"), kpi.number("target")
    day = reach if until is None else max(last, min(until, reach))
    at = level + slope * (day - first).days
    reaches = None if target is None or not slope else _crossing(first, (target - level) / slope)
    if reaches is not None and not today <= reaches <= reach:
        reaches = None
    return KpiForecast(slope * 365.25, day, at, reaches), ""


def _crossing(first: date, days: float) -> date | None:
    whole = int(np.ceil(days))
    return None if abs(whole) > (date.max - first).days else first + timedelta(days=whole)


# ---- effects -----------------------------------------------------------------------------------
def _effect(portfolio: Portfolio, effect: Record) -> EffectEvaluation:
    before, after = effect.number("before"), effect.number("after")
    since, until = day_of(effect, "before_on"), day_of(effect, "after_on")
    kpi = portfolio.get("kpi", effect.get("kpi"))
    broken = None if kpi is None else _break_between(portfolio, kpi, since, until)
    note = "" if broken is None else (
        f"Am {day_text(broken)} hat sich die Berechnung geändert;"
        " vorher und nachher sind nicht vergleichbar."
    )  # fmt: skip
    difference = None if before is None or after is None or note else after - before
    trend = Trend.UNKNOWN
    if kpi is not None and difference is not None:
        trend = _trend(kpi.text("direction"), difference, before or 0.0)
    return EffectEvaluation(
        uid=effect.uid,
        name=title_of(effect),
        project=effect.text("project"),
        kpi="" if kpi is None else kpi.uid,
        unit=effect.text("unit") or ("" if kpi is None else kpi.text("unit")),
        before=before,
        before_on=since,
        after=after,
        after_on=until,
        difference=difference,
        share=difference / abs(before) if difference is not None and before else None,
        trend=trend,
        note=note,
    )


def _break_between(
    portfolio: Portfolio, kpi: Record, since: date | None, until: date | None
) -> date | None:
    if since is None or until is None:
        return None
    days = (
        day_of(record, "as_of")
        for record in portfolio.parts("kpi_value", kpi.uid)
        if record.get("is_break")
    )
    return min((day for day in days if day is not None and since < day <= until), default=None)
