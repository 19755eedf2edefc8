"""The rule while it is edited: what it is now, what it was, and every step between."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from app.domain.alarms import AlarmId, AlarmRule, Priority, RuleKind, matrix_priority
from app.domain.cities import City
from app.domain.points import Point, PointKind
from app.domain.samples import STALE_FACTOR
from app.domain.texts import NO_TEXT
from app.services.rulesets import is_same, is_same_rule

_MOST_STEPS: Final = 200

MEASURED_KINDS: Final = (
    RuleKind.HIHI,
    RuleKind.HI,
    RuleKind.LO,
    RuleKind.LOLO,
    RuleKind.DEVIATION,
    RuleKind.RATE,
    RuleKind.INACTIVE,
    RuleKind.FORMULA,
)
STATE_KINDS: Final = (RuleKind.STATE, RuleKind.INACTIVE, RuleKind.FORMULA)

_JUDGING: Final = frozenset(
    {
        "kind",
        "threshold",
        "deadband",
        "on_delay_s",
        "off_delay_s",
        "codes",
        "reference",
        "setpoint",
        "span_s",
        "formula",
        "limit",
        "point",
    }
)
"""The attributes that decide when an alarm stands; the others change no back-test."""


class Draft(QObject):
    """A rule that is edited, with undo and redo.

    Signals:
        changed: The rule is another one, or what can be undone is.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rule: AlarmRule | None = None
        self._opened: AlarmRule | None = None
        self.saved: AlarmRule | None = None
        """The saved rule; None for one that is new."""
        self._before: list[AlarmRule] = []
        self._after: list[AlarmRule] = []
        self._gesture = ""

    @property
    def rule(self) -> AlarmRule:
        """The rule as it is now."""
        if self._rule is None:
            raise RuntimeError("no rule is open")
        return self._rule

    @property
    def is_open(self) -> bool:
        """True once a rule was opened."""
        return self._rule is not None

    @property
    def is_changed(self) -> bool:
        """True when closing would lose something: it differs from what was saved or opened."""
        kept = self.saved or self._opened
        return self._rule is not None and kept is not None and not is_same_rule(self._rule, kept)

    @property
    def can_undo(self) -> bool:
        """True when there is a step to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """True when a step was taken back."""
        return bool(self._after)

    def open(self, rule: AlarmRule, saved: AlarmRule | None) -> None:
        """Begin with a rule; steps of another one are forgotten."""
        self._rule = self._opened = rule
        self.saved = saved
        self._before, self._after, self._gesture = [], [], ""
        self.changed.emit()

    def rebase(self, saved: AlarmRule | None) -> None:
        """Take that somebody else saved the rule, or removed it (None); the edits stay."""
        if not self.is_changed and saved is not None:
            self.open(saved, saved)
            return
        self._opened = self._opened or self._rule
        self.saved = saved
        self.changed.emit()

    def edit(self, changes: dict[str, Any], gesture: str) -> None:
        """Change attributes of the rule.

        Args:
            changes: New values by attribute of `AlarmRule`.
            gesture: Steps of the same gesture one after the other, such as the letters of a word,
                are taken back together.
        """
        after = replace(self.rule, **changes)
        if "consequence" in changes or "response" in changes:
            after = _with_priority(after)
        if is_same_rule(after, self.rule):
            return
        if gesture != self._gesture or not self._before:
            self._before = [*self._before, self.rule][-_MOST_STEPS:]
        self._gesture, self._after, self._rule = gesture, [], after
        self.changed.emit()

    def seal(self) -> None:
        """End the gesture: what follows is a step of its own."""
        self._gesture = ""

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._after.append(self.rule)
            self._rule = self._before.pop()
            self._gesture = ""
            self.changed.emit()

    def redo(self) -> None:
        """Take the last step again."""
        if self._after:
            self._before.append(self.rule)
            self._rule = self._after.pop()
            self._gesture = ""
            self.changed.emit()

    def took_over(self) -> None:
        """The rule was saved as it is: nothing would be lost any more."""
        self._opened = self.saved = self.rule
        self.changed.emit()


def _with_priority(rule: AlarmRule) -> AlarmRule:
    """Return a rule with the priority that its consequence and its time to respond give."""
    if rule.consequence is None or rule.response is None:
        return rule
    priority = matrix_priority(rule.consequence, rule.response)
    if priority is None:
        return replace(rule, is_event=True)
    return replace(rule, priority=priority)


def judges_alike(one: AlarmRule, other: AlarmRule) -> bool:
    """Tell whether two rules stand at the same times, whatever else they say."""
    return all(is_same(getattr(one, name), getattr(other, name)) for name in _JUDGING)


def is_judging(attribute: str) -> bool:
    """Tell whether an attribute decides when an alarm stands."""
    return attribute in _JUDGING


def kinds_for(point: Point) -> tuple[RuleKind, ...]:
    """Return the kinds of rules that a point can have."""
    return STATE_KINDS if point.kind is PointKind.STATE else MEASURED_KINDS


def of_kind(rule: AlarmRule, kind: RuleKind, point: Point, city: City) -> dict[str, Any]:
    """Return what changes when a new rule gets another kind: what only others have, goes."""
    changes: dict[str, Any] = {"kind": kind, "id": id_for(point, kind, city)}
    limits = (RuleKind.HIHI, RuleKind.HI, RuleKind.LO, RuleKind.LOLO)
    if kind not in limits:
        changes["limit"] = ""
    if kind not in {*limits, RuleKind.DEVIATION}:
        changes["reference"] = None
    if kind is not RuleKind.DEVIATION:
        changes["setpoint"] = float("nan")
    if kind is not RuleKind.RATE:
        changes["span_s"] = 0.0
    if kind is RuleKind.FORMULA and not rule.formula:
        changes["formula"] = f"[{point.id}]"
    elif kind is not RuleKind.FORMULA:
        changes["formula"] = ""
    abnormal = frozenset(state.code for state in point.states if state.is_abnormal)
    changes["codes"] = abnormal if kind is RuleKind.STATE else frozenset()
    if kind in {RuleKind.STATE, RuleKind.INACTIVE}:
        changes["deadband"] = 0.0
    if kind is RuleKind.INACTIVE:
        changes["threshold"] = STALE_FACTOR * point.interval_s
    elif rule.kind is RuleKind.INACTIVE or kind is RuleKind.STATE:
        changes["threshold"] = float("nan")
    return changes


def blank_rule(point: Point, city: City) -> AlarmRule:
    """Return a rule to begin with for a point, of a kind and id it does not have yet."""
    taken = {rule.kind for rule in city.rules if rule.point == point.id}
    order = (
        (RuleKind.STATE, RuleKind.INACTIVE)
        if point.kind is PointKind.STATE
        else (RuleKind.HI, RuleKind.LO, RuleKind.HIHI, RuleKind.LOLO)
    )
    kind = next((kind for kind in order if kind not in taken), order[0])
    codes = frozenset(state.code for state in point.states if state.is_abnormal)
    return AlarmRule(
        id_for(point, kind, city),
        point.id,
        kind,
        STALE_FACTOR * point.interval_s if kind is RuleKind.INACTIVE else float("nan"),
        Priority.LOW,
        NO_TEXT,
        NO_TEXT,
        codes=codes if kind is RuleKind.STATE else frozenset(),
    )


def id_for(point: Point, kind: RuleKind, city: City) -> AlarmId:
    """Return an id for a new rule of a point that no rule of the city has."""
    taken = {rule.id for rule in city.rules}
    first = AlarmId(f"{point.id}#{kind.value}")
    numbered = (AlarmId(f"{first}-{number}") for number in range(2, len(taken) + 3))
    return first if first not in taken else next(name for name in numbered if name not in taken)
