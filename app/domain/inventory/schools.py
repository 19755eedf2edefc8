"""Figures of schools: how they are equipped, against which targets, and of which records. Pure.

Every figure names the conditions of the records it counts (`conditions`), so that a screen can
show exactly those. Sources of the targets stand at `Target`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import Final, NamedTuple

from app.domain.inventory.fields import Value
from app.domain.inventory.queries import Filter, Operator

DEVICE_KINDS: Final = ("tablet", "notebook", "desktop")
"""Kinds of assets that count as devices of pupils. Devices of teachers are among them, for nothing
in the inventory tells them apart."""
DISPLAY_KINDS: Final = ("display", "projector")
USED: Final = ("in_service", "lent")
"""States in which an asset is used where it stands."""
LINE_PER_ROOM_MBIT: Final = 30.0
"""Least down rate for each classroom, Mbit/s: below it a school counted as undersupplied in the
federal funding of broadband (Bundestag, hib 353/2018 of 30.05.2018)."""

_DAYS_OF_YEAR: Final = 365.25


class Measure(StrEnum):
    """What is counted or compared."""

    DEVICES = "devices"
    ACCESS_POINTS = "access_points"
    DISPLAYS = "displays"
    LINE = "line"
    SUPPORT = "support"
    """Used devices whose maker supports them no more."""
    WARRANTY = "warranty"
    """Used devices without warranty."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of assets it counts; none for what is no count of assets."""
        return _KINDS.get(self, ())


_KINDS: Final = {
    Measure.DEVICES: DEVICE_KINDS,
    Measure.ACCESS_POINTS: ("access_point",),
    Measure.DISPLAYS: DISPLAY_KINDS,
    Measure.SUPPORT: DEVICE_KINDS,
    Measure.WARRANTY: DEVICE_KINDS,
}


class Verdict(StrEnum):
    """How a figure stands to its target."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"
    """There is no target, or no figure."""


class AssetRow(NamedTuple):
    """What is read of an asset of a school.

    Attributes:
        uid: The asset.
        site: Where it stands.
        type: Its type.
        state: Its state.
        bought_on: Day of purchase, ISO 8601.
        warranty_until: Last day of the warranty, ISO 8601.
        fund: What paid for it.
        device: Its device in the profile of the city.
        support_level: Who looks after it.
    """

    uid: str
    site: str
    type: str
    state: str
    bought_on: str | None
    warranty_until: str | None
    fund: str | None
    device: str | None
    support_level: str | None


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """What is known of a type of assets.

    Attributes:
        name: Its model.
        kind: Kind of asset.
        price: List price, €; None when unknown.
        lifetime_months: How long it is to be used, months; None when unknown.
        eos_on: Last day its maker supports it, ISO 8601.
    """

    name: str
    kind: str
    price: float | None = None
    lifetime_months: int | None = None
    eos_on: str | None = None


@dataclass(frozen=True, slots=True)
class School:
    """What is known of a school itself.

    Attributes:
        uid: Its record.
        site: Its site.
        name: Its name.
        form: Key of its form.
        number: Its official number.
        pupils: Pupils; None when unknown.
        classrooms: Classrooms; None when unknown.
        pupils_per_device: Target: at most so many pupils share a device (set for each school, of
            the city's plan for media: 5 in primary schools, 3 elsewhere in the shipped city).
        access_points_per_room: Target: at least so many access points for each classroom.
        technology: Key of the technology of its line.
        down_mbit: Down rate, Mbit/s.
        up_mbit: Up rate, Mbit/s.
        tariff: Tariff of the line.
        as_of: Day of pupils, classrooms and line, ISO 8601.
        district: Name of the district.
        source: Where the figures come from.
        note: Remark.
    """

    uid: str
    site: str
    name: str
    form: str = ""
    number: str = ""
    pupils: int | None = None
    classrooms: int | None = None
    pupils_per_device: float | None = None
    access_points_per_room: float | None = None
    technology: str = ""
    down_mbit: float | None = None
    up_mbit: float | None = None
    tariff: str = ""
    as_of: str = ""
    district: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure beside its target.

    Attributes:
        value: The figure; None when it cannot be told.
        target: What it should be; None for no target.
        is_most: True when the target is the greatest allowed, False when it is the least.
    """

    value: float | None
    target: float | None = None
    is_most: bool = False

    @property
    def verdict(self) -> Verdict:
        """How it stands to its target."""
        if self.value is None or self.target is None:
            return Verdict.UNKNOWN
        is_met = self.value <= self.target if self.is_most else self.value >= self.target
        return Verdict.MET if is_met else Verdict.MISSED


@dataclass(frozen=True, slots=True)
class SchoolFigures:
    """How a school, or all of them, is equipped.

    Attributes:
        school: The school; of all of them one that sums them up, without names.
        counts: How many assets each measure counts.
        states: How many devices of pupils are in which state.
        years: How many used devices were bought in which year; None for an unknown one.
        median_age: Median age of the used devices, years; None without any.
        levels: How many assets are looked after at which level; empty text for none named.
        findings: How many findings are open.
    """

    school: School
    counts: Mapping[Measure, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[int | None, int] = field(default_factory=dict)
    median_age: float | None = None
    levels: Mapping[str, int] = field(default_factory=dict)
    findings: int = 0

    def count(self, measure: Measure) -> int:
        """Return how many assets a measure counts."""
        return self.counts.get(measure, 0)

    @property
    def pupils_per_device(self) -> Figure:
        """Pupils that share a device; without devices nobody can tell, and the target is missed."""
        pupils, devices = self.school.pupils, self.count(Measure.DEVICES)
        if pupils and not devices:
            return Figure(float("inf"), self.school.pupils_per_device, is_most=True)
        return Figure(ratio(pupils, devices), self.school.pupils_per_device, is_most=True)

    @property
    def access_points_per_room(self) -> Figure:
        """Access points for each classroom."""
        value = ratio(self.count(Measure.ACCESS_POINTS), self.school.classrooms)
        return Figure(value, self.school.access_points_per_room)

    @property
    def displays_per_room(self) -> Figure:
        """Displays and projectors for each classroom; no target is known."""
        return Figure(ratio(self.count(Measure.DISPLAYS), self.school.classrooms))

    @property
    def line_per_room(self) -> Figure:
        """Down rate for each classroom, Mbit/s; a sum of schools has no target."""
        target = LINE_PER_ROOM_MBIT if self.school.uid else None
        return Figure(ratio(self.school.down_mbit, self.school.classrooms), target)

    @property
    def line_per_pupil(self) -> Figure:
        """Down rate for each pupil, Mbit/s; no target is known."""
        return Figure(ratio(self.school.down_mbit, self.school.pupils))

    def share(self, measure: Measure) -> Figure:
        """Return the share of the used devices that a measure counts, 0 to 1."""
        return Figure(ratio(self.count(measure), self.count(Measure.DEVICES)))

    @property
    def compared(self) -> tuple[Figure, ...]:
        """The figures that have targets."""
        return (self.pupils_per_device, self.access_points_per_room, self.line_per_room)

    @property
    def misses(self) -> int:
        """How many targets it misses."""
        return sum(one.verdict is Verdict.MISSED for one in self.compared)


def ratio(part: float | None, whole: float | None) -> float | None:
    """Return part by whole; None when one of them is unknown or the whole is nothing."""
    return None if part is None or not whole else part / whole


def school_figures(
    schools: Sequence[School],
    assets: Iterable[AssetRow],
    types: Mapping[str, TypeFacts],
    findings: Mapping[str, int],
    today: date,
) -> list[SchoolFigures]:
    """Return the figures of schools in their order.

    Args:
        schools: The schools.
        assets: Assets at their sites; those elsewhere are passed over.
        types: Types by uid.
        findings: Open findings by site.
        today: The day for which ages, support and warranty are told.
    """
    tallies = {school.site: _Tally() for school in schools}
    facts = {uid: _of_type(one, today.isoformat()) for uid, one in types.items()}
    unknown = _of_type(TypeFacts("", ""), "")
    day = today.isoformat()
    for row in assets:
        tally = tallies.get(row.site)
        if tally is not None:
            tally.add(row, facts.get(row.type, unknown), day)
    return [
        tallies[school.site].figures(school, findings.get(school.site, 0), today)
        for school in schools
    ]


class _OfType(NamedTuple):
    measure: Measure | None
    is_unsupported: bool


def _of_type(one: TypeFacts, day: str) -> _OfType:
    counted = (Measure.DEVICES, Measure.ACCESS_POINTS, Measure.DISPLAYS)
    measure = next((each for each in counted if one.kind in each.kinds), None)
    return _OfType(measure, bool(one.eos_on) and str(one.eos_on) < day)


class _Tally:
    """Counts the assets of one school."""

    def __init__(self) -> None:
        self._counts: Counter[Measure] = Counter()
        self._states: Counter[str] = Counter()
        self._levels: Counter[str] = Counter()
        self._days: list[str] = []

    def add(self, row: AssetRow, facts: _OfType, day: str) -> None:
        """Count an asset."""
        is_used = row.state in USED
        if is_used:
            self._levels[row.support_level or ""] += 1
        if facts.measure is None:
            return
        if facts.measure is Measure.DEVICES:
            self._states[row.state] += 1
        if not is_used:
            return
        self._counts[facts.measure] += 1
        if facts.measure is Measure.DEVICES:
            self._days.append(row.bought_on or "")
            self._counts[Measure.SUPPORT] += facts.is_unsupported
            self._counts[Measure.WARRANTY] += bool(row.warranty_until) and (
                str(row.warranty_until) < day
            )

    def figures(self, school: School, findings: int, today: date) -> SchoolFigures:
        """Return what was counted."""
        years: Counter[int | None] = Counter(int(day[:4]) if day else None for day in self._days)
        ages = [(today - date.fromisoformat(day)).days / _DAYS_OF_YEAR for day in self._days if day]
        return SchoolFigures(
            school,
            dict(self._counts),
            dict(self._states),
            dict(years),
            median(ages) if ages else None,
            dict(self._levels),
            findings,
        )


def together(figures: Sequence[SchoolFigures]) -> SchoolFigures:
    """Return the sum of schools; it has no targets, for schools differ in theirs.

    The median age is that of the years of purchase, each device taken at its school's median.
    """
    counts: Counter[Measure] = Counter()
    states: Counter[str] = Counter()
    years: Counter[int | None] = Counter()
    levels: Counter[str] = Counter()
    ages: list[float] = []
    for one in figures:
        counts.update(one.counts)
        states.update(one.states)
        years.update(one.years)
        levels.update(one.levels)
        if one.median_age is not None:
            ages += [one.median_age] * one.count(Measure.DEVICES)
    total = School(
        "",
        "",
        "",
        pupils=sum(one.school.pupils or 0 for one in figures),
        classrooms=sum(one.school.classrooms or 0 for one in figures),
        down_mbit=sum(one.school.down_mbit or 0.0 for one in figures),
    )
    return SchoolFigures(
        total,
        dict(counts),
        dict(states),
        dict(years),
        median(ages) if ages else None,
        dict(levels),
        sum(one.findings for one in figures),
    )


def conditions(
    measure: Measure, sites: Sequence[str], today: date, year: int | None = None
) -> tuple[Filter, ...]:
    """Return what the assets fulfil that a measure counts, for a query of the kind `asset`.

    Args:
        measure: What is counted.
        sites: At which sites.
        today: The day for which support and warranty are told.
        year: Only those bought in this year; None for all.
    """
    yesterday = (today - timedelta(days=1)).isoformat()
    wanted = [
        Filter("site", Operator.IN, tuple(sites)),
        Filter("type.kind", Operator.IN, measure.kinds),
        Filter("state", Operator.IN, USED),
    ]
    if measure is Measure.SUPPORT:
        wanted.append(Filter("type.eos_on", Operator.AT_MOST, (yesterday,)))
    elif measure is Measure.WARRANTY:
        wanted.append(Filter("warranty_until", Operator.AT_MOST, (yesterday,)))
    if year is not None:
        wanted.append(Filter("bought_on", Operator.AT_LEAST, (f"{year:04d}-01-01",)))
        wanted.append(Filter("bought_on", Operator.AT_MOST, (f"{year:04d}-12-31",)))
    return tuple(wanted)


def state_conditions(sites: Sequence[str], state: Value) -> tuple[Filter, ...]:
    """Return what the devices of pupils in a state fulfil, for a query of the kind `asset`."""
    return (
        Filter("site", Operator.IN, tuple(sites)),
        Filter("type.kind", Operator.IN, DEVICE_KINDS),
        Filter("state", Operator.IS, (state,)),
    )
