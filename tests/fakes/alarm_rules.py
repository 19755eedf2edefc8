"""A rule of one point, what is fed to it, and what is ordered; for tests of the life of alarms."""

from dataclasses import replace
from typing import Any

from app.domain.alarms import (
    AlarmEventKind,
    AlarmId,
    AlarmOrder,
    AlarmRule,
    AlarmState,
    AlarmStep,
    OrderKind,
    Priority,
    RuleKind,
    carry_out,
    step,
)
from app.domain.points import PointId
from app.domain.samples import Quality
from app.domain.texts import Text

NAN = float("nan")
SECOND = 1_000_000


def make_rule(kind: RuleKind = RuleKind.HI, threshold: float = 40.0, **others: Any) -> AlarmRule:
    """Return a rule of the point `p`; other attributes as given."""
    rule = AlarmRule(
        AlarmId(f"p#{kind}"),
        PointId("p"),
        kind,
        threshold,
        Priority.HIGH,
        Text("zu hoch"),
        Text("nachsehen"),
    )
    return replace(rule, **others)


def feed(
    of: AlarmRule, *samples: tuple[float, float], state: AlarmState | None = None
) -> tuple[AlarmState, list[tuple[AlarmEventKind, float]]]:
    """Feed (second, value) samples, NaN meaning BAD; return the state and (event, second)."""
    state = state or AlarmState()
    events = []
    for second, value in samples:
        quality = Quality.BAD if value != value else Quality.GOOD  # noqa: PLR0124 - NaN
        done = step(of, state, value, quality, round(second * SECOND))
        state = done.state
        events += seen(done)
    return state, events


def order(
    of: AlarmRule, state: AlarmState, kind: OrderKind, second: float, **others: Any
) -> AlarmStep:
    """Let Anna order something."""
    wish = AlarmOrder(kind, (of.id,), "Anna", **others)
    return carry_out(of, state, wish, round(second * SECOND))


def shelve(
    of: AlarmRule, state: AlarmState, second: float, until: float, **others: Any
) -> AlarmStep:
    """Let Anna shelve an alarm from a second until another one."""
    until_us = round(until * SECOND)
    return order(
        of, state, OrderKind.SHELVE, second, comment="Prüfung", until_us=until_us, **others
    )


def remove(of: AlarmRule, state: AlarmState, second: float) -> AlarmStep:
    """Let Anna take an alarm out of service."""
    return order(of, state, OrderKind.REMOVE, second, comment="Umbau", work_order="A-17")


def seen(done: AlarmStep) -> list[tuple[AlarmEventKind, float]]:
    """Return the events as (kind, second)."""
    return [(event.kind, event.time_us / SECOND) for event in done.events]
