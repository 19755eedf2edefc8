"""A judge of a made-up city with a few rules, its samples and its clock, in seconds."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.collector.judging import AlarmJudge, Verdict
from app.domain.alarms import AlarmEventKind, AlarmId, AlarmRule, AlarmState, Priority, RuleKind
from app.domain.cities import City
from app.domain.points import Point, PointKind
from app.domain.samples import Quality, SampleBatch
from app.domain.texts import Text
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US

SECOND = 1_000_000
CITY = make_city(30)
ANALOG = [point for point in CITY.points if point.kind is PointKind.ANALOG]
POINT, OTHER = ANALOG[0], next(p for p in ANALOG[1:] if p.source != ANALOG[0].source)
EVERYWHERE = {source.id: True for source in CITY.sources}
NOWHERE = dict.fromkeys(EVERYWHERE, False)


def at_us(second: float) -> int:
    """Return a moment of the test, µs UTC."""
    return START_US + round(second * SECOND)


def a_rule(point: Point = POINT, kind: RuleKind = RuleKind.HI, **others: Any) -> AlarmRule:
    """Return a rule with the threshold 40 and other attributes as given."""
    rule = AlarmRule(
        AlarmId(f"{point.id}#{kind}"),
        point.id,
        kind,
        40.0,
        Priority.HIGH,
        Text("zu hoch"),
        Text("nachsehen"),
    )
    return replace(rule, **others)


def city_of(*rules: AlarmRule) -> City:
    """Return the city with these rules alone."""
    return replace(CITY, rules=rules)


class Bench:
    """A judge and what it said."""

    def __init__(
        self,
        *rules: AlarmRule,
        city: City | None = None,
        states: dict[AlarmId, AlarmState] | None = None,
    ) -> None:
        self.judge = AlarmJudge(city or city_of(*rules), states or {})
        self.told: list[tuple[str, AlarmEventKind, float]] = []

    def sample(
        self,
        second: float,
        value: float,
        point: Point = POINT,
        *,
        quality: Quality = Quality.GOOD,
        now: float | None = None,
    ) -> Verdict:
        """Feed one sample, which came at once or at another second."""
        now_us = at_us(second if now is None else now)
        batch = SampleBatch.from_columns([point.key], [at_us(second)], now_us, [value], [quality])
        return self.take(self.judge.judge(batch, now_us))

    def tick(self, second: float, delivering: dict[Any, bool] | None = None) -> Verdict:
        """Let time pass until a second."""
        return self.take(self.judge.tick(at_us(second), delivering or EVERYWHERE))

    def take(self, verdict: Verdict) -> Verdict:
        """Note what was said."""
        self.told += [
            (event.alarm.partition("#")[2], event.kind, (event.time_us - START_US) / SECOND)
            for event in verdict.events
        ]
        return verdict

    def state(self, rule: AlarmRule) -> AlarmState:
        """Return the state of a rule's alarm."""
        return self.judge.states.get(rule.id, AlarmState())

    def kinds(self, *, of: str | None = None) -> Sequence[AlarmEventKind]:
        """Return what was said so far, of all alarms or of those of one kind of rule."""
        return [kind for name, kind, _ in self.told if of in {None, name}]
