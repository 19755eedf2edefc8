"""Whether an alarm rule makes sense in its city: by itself, and beside the other rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from math import isfinite, isnan
from typing import Final

from app.domain.alarms import AlarmId, AlarmRule, Consequence, RuleKind
from app.domain.cities import LegalLimit
from app.domain.points import Point, PointId, PointKind
from app.services.profiles import faults, rule_words
from app.services.profiles.documents import LARGEST_NUMBER
from app.services.profiles.faults import Fault

LIMITS: Final = (RuleKind.LOLO, RuleKind.LO, RuleKind.HI, RuleKind.HIHI)
"""The kinds that compare the value itself with a limit, in the order of their limits."""

_MEASURES: Final = frozenset({RuleKind.DEVIATION, RuleKind.RATE, RuleKind.INACTIVE})
"""Kinds whose measure is never below zero."""

LONGEST_S: Final = 366 * 86_400.0
"""No delay and no silence is longer, seconds."""

_SECONDS: Final = ("deadband", "on_delay_s", "off_delay_s", "realarm_s", "realarm_limit", "span_s")
_DAY_MINUTES: Final = 24 * 60
_LAST_DAY: Final = 6
LOST_CODE: Final = 1
"""The value that a LOST alarm watches for: 1 while the source is lost, 0 while it is connected."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something wrong with a rule.

    Attributes:
        field: The attribute of `AlarmRule`.
        fault: What is wrong.
        values: What fills the braces of the fault.
    """

    field: str
    fault: Fault
    values: Mapping[str, object] = dataclass_field(default_factory=dict)


class RuleChecks:
    """Checks rules against a city, which is looked through once."""

    def __init__(
        self,
        points: Mapping[PointId, Point],
        rules: Iterable[AlarmRule],
        sources: Iterable[str],
        limits: Mapping[str, list[LegalLimit]],
        day: date,
        *,
        has_units: bool = True,
    ) -> None:
        """Look through a city.

        Args:
            points: Its points.
            rules: Its rules; those that are checked may be among them.
            sources: Ids of its sources.
            limits: Rows of legal limits by the id they share.
            day: The day on which a row must be in force to be used.
            has_units: False leaves the units of formulas unchecked, which spares loading them.
        """
        self._points = points
        self._sources = frozenset(sources)
        self._limits = limits
        self._day = day
        self._has_units = has_units
        self._rules: dict[AlarmId, AlarmRule] = {}
        self._of_point: dict[PointId, list[AlarmRule]] = {}
        for rule in rules:
            self._rules[rule.id] = rule
            self._of_point.setdefault(rule.point, []).append(rule)

    def found(self, rule: AlarmRule) -> Iterator[Found]:
        """Yield everything that is wrong with a rule; it need not be one of the city's."""
        if rule.kind is RuleKind.MIRRORED:
            yield Found("kind", rule_words.NOT_OURS)
            return
        yield from _numbers(rule)
        yield from self._subject(rule)
        yield from _meaning(rule)
        yield from _stray(rule)
        yield from self._suppression(rule)
        point = self._points.get(rule.point)
        if point is None or rule.kind is RuleKind.LOST:
            return
        yield from self._kind(rule, point)
        yield from self._reference(rule, point)
        yield from self._law(rule, point)
        if rule.kind in LIMITS:
            yield from self._neighbours(rule)

    def _subject(self, rule: AlarmRule) -> Iterator[Found]:
        usual = f"{rule.point}#{rule.kind}"
        if rule.kind is RuleKind.LOST:
            if rule.point not in self._sources:
                yield Found("point", rule_words.UNKNOWN_SOURCE, {"value": rule.point})
            if rule.codes != {LOST_CODE}:
                yield Found("codes", rule_words.LOST_CODES)
        elif rule.point not in self._points:
            yield Found("point", rule_words.UNKNOWN_POINT, {"value": rule.point})
        is_fitting = rule.id.startswith(f"{rule.point}#") and len(rule.id) > len(rule.point) + 1
        if not is_fitting or (rule.kind is RuleKind.LOST and rule.id != usual):
            values = {"value": rule.id, "other": rule.point, "known": usual}
            yield Found("id", rule_words.WRONG_ID, values)

    def _kind(self, rule: AlarmRule, point: Point) -> Iterator[Found]:
        """Yield what does not fit between the kind of a rule and its point."""
        is_state = point.kind is PointKind.STATE
        is_any = rule.kind in {RuleKind.INACTIVE, RuleKind.FORMULA}
        if not is_any and (rule.kind is RuleKind.STATE) != is_state:
            values: dict[str, object] = {"value": rule.kind, "other": point.kind}
            yield Found("kind", faults.ALARM_KIND, values)
            return
        if rule.kind is RuleKind.STATE:
            yield from _codes(rule, point)
        elif rule.kind is RuleKind.INACTIVE and rule.threshold < point.interval_s:
            values = {"value": f"{rule.threshold:g}", "other": f"{point.interval_s:g}"}
            yield Found("threshold", rule_words.SHORTER_THAN_INTERVAL, values)
        elif rule.kind is RuleKind.FORMULA:
            yield from self._formula(rule)

    def _formula(self, rule: AlarmRule) -> Iterator[Found]:
        if not rule.formula.strip():
            yield Found("formula", rule_words.NO_FORMULA)
            return
        # Formulas are rare, and what they need is slow to load.
        from app.services.formulas import (  # noqa: PLC0415 - see above
            FormulaError,
            Surroundings,
            parse,
            prepare,
        )

        try:
            formula = parse(rule.formula)
            known = {name: point for name in formula.names if (point := self._point(name))}
            is_complete = len(known) == len(formula.names)
            if self._has_units or not is_complete:
                units = {name: point.unit for name, point in known.items()}
                states = {name: point.states for name, point in known.items() if point.states}
                checked = prepare(formula, Surroundings(units, states))
                if checked.is_truth and not 0 <= rule.threshold < 1:
                    values = {"value": f"{rule.threshold:g}"}
                    yield Found("threshold", rule_words.NEVER_A_TRUTH, values)
        except FormulaError as error:
            yield Found("formula", rule_words.WRONG_FORMULA, {"value": error.sentence})
            return
        first = formula.names[0] if formula.names else ""
        if first != rule.point:
            values = {"value": rule.point, "other": first}
            yield Found("point", rule_words.OTHER_FIRST_POINT, values)

    def _point(self, name: str) -> Point | None:
        return self._points.get(PointId(name))

    def _reference(self, rule: AlarmRule, point: Point) -> Iterator[Found]:
        if rule.kind is RuleKind.DEVIATION:
            if rule.reference is None and isnan(rule.setpoint):
                yield Found("reference", rule_words.NO_SETPOINT)
            elif rule.reference is not None and not isnan(rule.setpoint):
                yield Found("setpoint", rule_words.TWO_SETPOINTS)
        if rule.reference is None:
            return
        reference = self._points.get(rule.reference)
        if reference is None:
            yield Found("reference", rule_words.UNKNOWN_REFERENCE, {"value": rule.reference})
        elif reference.id == point.id:
            yield Found("reference", rule_words.OWN_REFERENCE)
        elif reference.unit.id != point.unit.id:
            values = {"value": reference.id, "other": reference.unit.id, "unit": point.unit.id}
            yield Found("reference", rule_words.REFERENCE_UNIT, values)

    def _law(self, rule: AlarmRule, point: Point) -> Iterator[Found]:
        if not rule.limit or rule.kind not in LIMITS:
            return
        if rule.limit not in self._limits:
            yield Found("limit", rule_words.UNKNOWN_LIMIT, {"value": rule.limit})
            return
        row = row_in_force(self._limits[rule.limit], self._day)
        if row is None:
            yield Found("limit", faults.LIMIT_NOT_YET, {"value": rule.limit})
        elif row.unit != point.unit.id:
            values = {"value": rule.limit, "other": row.unit, "unit": point.unit.id}
            yield Found("limit", faults.LIMIT_UNIT, values)
        elif row.value != rule.threshold:
            values = {
                "value": f"{rule.threshold:g}",
                "limit": rule.limit,
                "other": f"{row.value:g}",
            }
            yield Found("threshold", rule_words.LIMIT_DIFFERS, values)

    def _neighbours(self, rule: AlarmRule) -> Iterator[Found]:
        """Yield where a limit contradicts another one of its point."""
        rank = LIMITS.index(rule.kind)
        room = float("inf")
        for other in self._of_point.get(rule.point, ()):
            if other.id == rule.id or not _are_comparable(rule, other):
                continue
            other_rank = LIMITS.index(other.kind)
            values = {
                "value": f"{rule.threshold:g}",
                "other": f"{other.threshold:g}",
                "alarm": other.id,
            }
            if other_rank < rank and rule.threshold <= other.threshold:
                yield Found("threshold", rule_words.BELOW_LOW, values)
            elif other_rank > rank and rule.threshold >= other.threshold:
                yield Found("threshold", rule_words.ABOVE_HIGH, values)
            elif rule.kind.is_upper != other.kind.is_upper:
                room = min(room, abs(rule.threshold - other.threshold))
        if rule.deadband > room:
            values = {"value": f"{rule.deadband:g}", "other": f"{room:g}"}
            yield Found("deadband", rule_words.WIDE_DEADBAND, values)

    def _suppression(self, rule: AlarmRule) -> Iterator[Found]:
        for alarm in rule.suppressed_by:
            if not self._is_known(alarm) and alarm != rule.id:
                yield Found("suppressed_by", rule_words.UNKNOWN_ALARM, {"value": alarm})
            elif self._leads_to(alarm, rule.id, set()):
                yield Found("suppressed_by", rule_words.SUPPRESSION_RING, {"value": alarm})

    def _is_known(self, alarm: AlarmId) -> bool:
        """Tell whether there is such an alarm; those that a server judges come while it runs."""
        return alarm in self._rules or ("@" in alarm and alarm.partition("@")[0] in self._sources)

    def _leads_to(self, alarm: AlarmId, goal: AlarmId, seen: set[AlarmId]) -> bool:
        if alarm == goal:
            return True
        if alarm in seen or alarm not in self._rules:
            return False
        seen.add(alarm)
        return any(self._leads_to(one, goal, seen) for one in self._rules[alarm].suppressed_by)


def row_in_force(rows: Iterable[LegalLimit], day: date) -> LegalLimit | None:
    """Return the row of a legal limit that counts on a day; None when there is none."""
    valid = [row for row in rows if row.is_valid_on(day)]
    return max(valid, key=lambda row: row.valid_from, default=None)


def _are_comparable(rule: AlarmRule, other: AlarmRule) -> bool:
    """Tell whether two rules of a point can contradict: both limits of the same value and time."""
    return (
        other.kind in LIMITS
        and other.reference == rule.reference
        and (other.schedule == rule.schedule or not other.schedule or not rule.schedule)
    )


def _numbers(rule: AlarmRule) -> Iterator[Found]:
    """Yield numbers that cannot be."""
    for name in _SECONDS:
        value = getattr(rule, name)
        if not _is_usable(value):
            yield Found(name, rule_words.NO_NUMBER)
        elif value < 0:
            yield Found(name, faults.NEGATIVE, {"value": f"{value:g}"})
        elif name.endswith("_s") and value > LONGEST_S:
            yield Found(name, rule_words.TOO_LONG)
    if not rule.kind.has_codes and not _is_usable(rule.threshold):
        yield Found("threshold", rule_words.NO_NUMBER)
    if not isnan(rule.setpoint) and not _is_usable(rule.setpoint):
        yield Found("setpoint", rule_words.NO_NUMBER)
    yield from _measure(rule)


def _measure(rule: AlarmRule) -> Iterator[Found]:
    """Yield what cannot be of kinds whose limit is a distance or a time."""
    if rule.kind is RuleKind.INACTIVE and LONGEST_S < rule.threshold < LARGEST_NUMBER:
        yield Found("threshold", rule_words.TOO_LONG)
    if rule.kind in _MEASURES:
        if rule.threshold <= 0:
            yield Found("threshold", rule_words.NOT_ABOVE_ZERO, {"value": rule.kind})
        elif rule.deadband > rule.threshold:
            values = {"value": f"{rule.deadband:g}", "other": f"{rule.threshold:g}"}
            yield Found("deadband", rule_words.WIDE_DEADBAND, values)
    if rule.kind is RuleKind.RATE and rule.span_s == 0:
        yield Found("span_s", rule_words.NO_SPAN)


def _is_usable(value: float) -> bool:
    """Tell whether a document can hold a number: a finite one that measures something."""
    return isfinite(value) and abs(value) < LARGEST_NUMBER


def _codes(rule: AlarmRule, point: Point) -> Iterator[Found]:
    if not rule.codes:
        yield Found("codes", faults.NO_CODES)
    for code in sorted(rule.codes - {state.code for state in point.states}):
        yield Found("codes", faults.UNKNOWN_CODE, {"value": code})


def _meaning(rule: AlarmRule) -> Iterator[Found]:
    """Yield what an operator would miss."""
    if not rule.message.de.strip():
        yield Found("message", rule_words.NO_MESSAGE)
    if rule.is_event:
        if rule.latches:
            yield Found("latches", rule_words.EVENT_ATTRIBUTE, {"value": "latches"})
        if rule.realarm_s > 0:
            yield Found("realarm_s", rule_words.EVENT_ATTRIBUTE, {"value": "realarm_s"})
    else:
        if not rule.action.de.strip():
            yield Found("action", rule_words.NO_ACTION)
        if rule.consequence is Consequence.NONE:
            yield Found("consequence", rule_words.NOTHING_AT_STAKE)
    for schedule in rule.schedule:
        if not schedule.days or not all(0 <= day <= _LAST_DAY for day in schedule.days):
            yield Found("schedule", rule_words.SCHEDULE_NO_DAYS)
        is_inside = (
            0 <= schedule.start_minute < _DAY_MINUTES and 0 <= schedule.end_minute <= _DAY_MINUTES
        )
        if not is_inside:
            yield Found("schedule", rule_words.SCHEDULE_TIME)


_OWN: Final[tuple[tuple[str, Callable[[AlarmRule], bool], frozenset[RuleKind]], ...]] = (
    (
        "reference",
        lambda rule: rule.reference is not None,
        frozenset({*LIMITS, RuleKind.DEVIATION}),
    ),
    ("setpoint", lambda rule: not isnan(rule.setpoint), frozenset({RuleKind.DEVIATION})),
    ("span_s", lambda rule: rule.span_s > 0, frozenset({RuleKind.RATE})),
    ("formula", lambda rule: bool(rule.formula), frozenset({RuleKind.FORMULA})),
    ("limit", lambda rule: bool(rule.limit), frozenset(LIMITS)),
    ("codes", lambda rule: bool(rule.codes), frozenset({RuleKind.STATE, RuleKind.LOST})),
)
"""Attributes that only some kinds have: how to tell that one is given, and the kinds."""


def _stray(rule: AlarmRule) -> Iterator[Found]:
    for name, is_given, kinds in _OWN:
        if rule.kind not in kinds and is_given(rule):
            yield Found(name, rule_words.STRAY, {"value": rule.kind, "other": name})
