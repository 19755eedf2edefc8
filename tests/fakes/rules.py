"""A point with a past and a rule for it, for tests of everything that edits rules."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from app.domain.alarms import AlarmId, AlarmRule, Consequence, Priority, ResponseTime, RuleKind
from app.domain.cities import City, LegalLimit
from app.domain.points import Point, PointKind
from app.domain.samples import SampleBatch
from app.domain.texts import Text
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US
from tests.fakes.historian import MemoryHistorian

HOUR_US = 3_600_000_000
_LONG_AGO = date(2020, 1, 1)
NOW_US = START_US
VALUES = (20.0, 30.0, 20.0, 45.0, 20.0, 60.0, 20.0, 20.0)
"""What the point was in each of the last hours, up to now."""


@dataclass(frozen=True)
class Edited:
    """A city with a rule, and its history."""

    city: City
    point: Point
    rule: AlarmRule
    history: MemoryHistorian


def make_edited() -> Edited:
    """Return an analogue point of a small city with eight hours of minutes, and a rule of it."""
    city = make_city(20)
    point = next(p for p in city.points if p.kind is PointKind.ANALOG)
    rule = AlarmRule(
        AlarmId(f"{point.id}#hi"), point.id, RuleKind.HI, 40.0, Priority.MEDIUM,
        Text("Zu hoch"), Text("Umweltamt anrufen."), basis="Beschluss vom 3.2.2026",
        consequence=Consequence.MAJOR, response=ResponseTime.SOON,
    )  # fmt: skip
    others = tuple(one for one in city.rules if one.point != point.id)
    limit = LegalLimit(
        "luft", 50.0, point.unit.id, Text("1-Stunden-Mittel"), "Gesetz (2020)", _LONG_AGO
    )
    city = replace(city, rules=(rule, *others), limits=(limit,))
    history = MemoryHistorian(city.time_zone)
    values = np.repeat(VALUES, 60)
    times = NOW_US - len(values) * 60_000_000 + np.arange(len(values)) * 60_000_000
    keys = np.full(len(values), point.key)
    history.append(SampleBatch.from_columns(keys, times, 0, values))
    return Edited(city, point, rule, history)


def state_rule(city: City) -> tuple[Point, AlarmRule]:
    """Return a STATE point and its rule."""
    rule = next(rule for rule in city.rules if rule.kind is RuleKind.STATE)
    return next(point for point in city.points if point.id == rule.point), rule
