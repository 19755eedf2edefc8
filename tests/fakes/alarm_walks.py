"""A random walk over everything that can happen to an alarm, and what must hold at each step."""

import random
from dataclasses import replace

from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmOrder,
    AlarmRule,
    AlarmState,
    AlarmStep,
    Condition,
    OrderKind,
    OrderRefusedError,
    RuleKind,
    VisibleState,
    carry_out,
    step,
    suppress,
    tick,
)
from app.domain.samples import NO_TIME, Quality
from tests.fakes.alarm_rules import NAN, SECOND, make_rule

_K = AlarmEventKind
_VALUES = (30.0, 37.9, 38.0, 39.0, 40.0, 40.1, 99.0, NAN)
_ASLEEP = {VisibleState.NORMAL, VisibleState.RETURNED, VisibleState.LATCHED}
_CALLS = {_K.RAISED, _K.REALARMED, _K.UNACKNOWLEDGED}


def rules() -> list[AlarmRule]:
    """Return rules of all makes."""
    kinds = (RuleKind.HI, RuleKind.LO, RuleKind.STATE)
    plain = [make_rule(kind, deadband=2.0, codes=frozenset({40, 99})) for kind in kinds]
    delayed = [replace(rule, on_delay_s=5.0, off_delay_s=7.0) for rule in plain]
    more = [
        replace(rule, latches=True, realarm_s=30.0, realarm_limit=limit)
        for rule, limit in zip([*plain, *delayed], (0, 1, 2, 0, 1, 2), strict=True)
    ]
    return [*plain, *delayed, *more, replace(delayed[0], is_event=True)]


class Walk:
    """One alarm on its way.

    Args:
        rule: Its rule.
        seed: Of chance.

    Attributes:
        state: Its state.
        told: The events of the last step.
        faults: What did not hold, a sentence each; empty when all did.
    """

    def __init__(self, rule: AlarmRule, seed: int) -> None:
        self.rule = rule
        self.state = AlarmState()
        self.told: tuple[AlarmEvent, ...] = ()
        self.faults: list[str] = []
        self._chance = random.Random(seed)  # noqa: S311 - chance of a test
        self._now_us = 0

    def go_on(self) -> None:
        """Take one step and look whether all still holds."""
        self._now_us += self._chance.choice((0, 1, 1, 3, 10, 40)) * SECOND
        before, way = self.state, self._chance.choices((_feed, _tick, _hide, _order), (6, 2, 1, 4))
        done, what = way[0](self)
        self.state, self.told = done.state, done.events
        self._look(before, done, what)

    def feed(self) -> AlarmStep:
        """Feed a value, whose clock may go a little differently than ours."""
        value, quality = self._chance.choice(_VALUES), self._chance.choice((0, 0, 0, 1, 2, 3))
        return step(self.rule, self.state, value, Quality(quality), self._now_us)

    def tick(self) -> AlarmStep:
        """Let time pass, with or without anybody delivering."""
        frozen = self._chance.random() < 0.2
        return tick(self.rule, self.state, self._now_us, is_frozen=frozen)

    def hide(self) -> AlarmStep:
        """Suppress or let go."""
        by = self._chance.choice(("", "", "schedule", "q#hi"))
        return suppress(self.rule, self.state, by, self._now_us)

    def order(self) -> tuple[AlarmStep, str]:
        """Order something; what is refused changes nothing."""
        kind = self._chance.choice(list(OrderKind))
        order = AlarmOrder(
            kind,
            (self.rule.id,),
            "Anna",
            self._chance.choice(("", "Grund")),
            self._now_us + self._chance.choice((-1, 20, 200, 10**6)) * SECOND,
            self._chance.random() < 0.5,
            self._chance.choice(("", "A-17")),
        )
        try:
            return carry_out(self.rule, self.state, order, self._now_us), kind.value
        except OrderRefusedError:
            return AlarmStep(self.state), "refused"

    def _look(self, before: AlarmState, done: AlarmStep, what: str) -> None:
        after, kinds = done.state, [event.kind for event in done.events]
        for is_broken, fault in (
            (after.is_active and after.visible in _ASLEEP, "an active alarm is shown as normal"),
            (
                not after.is_acknowledged and after.visible is VisibleState.NORMAL,
                "an unacknowledged alarm is shown as normal",
            ),
            (
                before.is_hidden
                and not after.is_hidden
                and after.is_active
                and after.is_acknowledged
                and not self.rule.is_event,
                "what came back and stands is silent",
            ),
            (
                after.is_acknowledged and not before.is_acknowledged and what != "acknowledge",
                "acknowledged by itself",
            ),
            (self._is_untold(before, after, kinds), "a change stands in no journal"),
            (self._is_overdue(after, what), "something due was not carried out"),
            (any(event.time_us > self._now_us for event in done.events), "an event of the future"),
            (self.rule.is_event and not after.is_acknowledged, "an event calls"),
        ):
            if is_broken:
                self.faults.append(f"{fault}: {what}, {before} -> {after}")

    def _is_untold(self, before: AlarmState, after: AlarmState, kinds: list[_K]) -> bool:
        """Tell whether a part changed of which no event speaks."""
        changes: tuple[tuple[bool, set[_K]], ...] = (
            (after.is_active and not before.is_active, {_K.RAISED}),
            (before.is_active and not after.is_active, {_K.CLEARED}),
            (before.is_acknowledged and not after.is_acknowledged, _CALLS),
            (after.is_acknowledged and not before.is_acknowledged, {_K.ACKNOWLEDGED}),
            (after.shelf is not None and after.shelf != before.shelf, {_K.SHELVED}),
            (before.shelf is not None and after.shelf is None, {_K.UNSHELVED}),
            (bool(after.suppressed_by) and _differs(before, after), {_K.SUPPRESSED}),
            (not after.suppressed_by and _differs(before, after), {_K.UNSUPPRESSED}),
            (_is_removed(after) and after.out_of_service != before.out_of_service, {_K.REMOVED}),
            (_is_removed(before) and not _is_removed(after), {_K.RESTORED}),
            (after.is_latched and not before.is_latched, {_K.CLEARED}),
            (before.is_latched and not after.is_latched, {_K.RESET, _K.RAISED}),
            (after.comment not in {before.comment, ""}, {_K.COMMENTED, _K.ACKNOWLEDGED}),
        )
        return any(changed and not wanted & set(kinds) for changed, wanted in changes)

    def _is_overdue(self, state: AlarmState, what: str) -> bool:
        """Tell whether a delay runs that is over, or none where one is waited for."""
        if state.condition in {Condition.NORMAL, Condition.ACTIVE} and state.due_us != NO_TIME:
            return True
        return what == "feed" and state.due_us != NO_TIME and state.due_us <= self._now_us


def _differs(before: AlarmState, after: AlarmState) -> bool:
    return before.suppressed_by != after.suppressed_by


def _is_removed(state: AlarmState) -> bool:
    return state.out_of_service is not None


def _feed(walk: Walk) -> tuple[AlarmStep, str]:
    return walk.feed(), "feed"


def _tick(walk: Walk) -> tuple[AlarmStep, str]:
    return walk.tick(), "tick"


def _hide(walk: Walk) -> tuple[AlarmStep, str]:
    return walk.hide(), "suppress"


def _order(walk: Walk) -> tuple[AlarmStep, str]:
    return walk.order()
