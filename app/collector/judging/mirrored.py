"""Alarms that servers judge themselves: taken over as said, never judged a second time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.domain.alarms import (
    AlarmId,
    AlarmOrder,
    AlarmState,
    AlarmStep,
    Mirror,
    MirroredCondition,
    OrderKind,
    forgotten,
    mirrored_step,
)
from app.domain.points import PointId, SourceId

_HIDING: Final = frozenset(
    {OrderKind.SHELVE, OrderKind.UNSHELVE, OrderKind.REMOVE, OrderKind.RESTORE}
)


def carry_over(
    source: SourceId,
    conditions: Sequence[MirroredCondition],
    states: Mapping[AlarmId, AlarmState],
    now_us: int,
    value_of: Callable[[PointId], float],
    *,
    is_whole: bool,
) -> Iterator[tuple[AlarmId, AlarmStep]]:
    """Yield what becomes of each alarm; each must be taken at once.

    Args:
        source: Whose server it is.
        conditions: What it says, in order.
        states: The states of all alarms, as they grow.
        now_us: The present, µs UTC.
        value_of: Returns the last value of a point.
        is_whole: True when conditions it does not name are over.
    """
    said = list(conditions)
    if is_whole:
        named = {condition.alarm for condition in conditions}
        said += [
            forgotten(name, state.mirror, now_us)
            for name, state in states.items()
            if state.mirror is not None
            and state.mirror.source == source
            and name not in named
            and not state.is_at_rest
        ]
    for condition in said:
        before = states.get(condition.alarm, AlarmState())
        point = condition.mirror.point
        is_raised = condition.is_active and not before.is_active
        if point is not None and is_raised:
            valued = replace(before, value=value_of(point))
            yield condition.alarm, mirrored_step(valued, condition, now_us)
        else:
            yield condition.alarm, mirrored_step(before, condition, now_us)


def mirrors_in(
    order: AlarmOrder, states: Mapping[AlarmId, AlarmState]
) -> dict[SourceId, dict[AlarmId, Mirror]]:
    """Return which of an order's alarms servers judge themselves, by source."""
    found: dict[SourceId, dict[AlarmId, Mirror]] = {}
    for name in order.alarms:
        mirror = states[name].mirror if name in states else None
        if mirror is not None and not is_ours(order, states[name]):
            found.setdefault(mirror.source, {})[name] = mirror
    return found


def is_ours(order: AlarmOrder, state: AlarmState) -> bool:
    """Tell whether we hide an alarm ourselves because its server cannot: that calls for nothing."""
    return (
        state.mirror is not None
        and order.kind in _HIDING
        and order.kind not in state.mirror.methods
    )


def is_led(state: AlarmState) -> bool:
    """Tell whether a server ends the shelf of an alarm, so that our clock must not."""
    return state.mirror is not None and OrderKind.SHELVE in state.mirror.methods
