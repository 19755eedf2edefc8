"""What differs between the rules of two readings of a city."""

from dataclasses import dataclass, fields
from typing import Any, Final

from app.domain.alarms import AlarmId, AlarmRule
from app.domain.cities import City

ATTRIBUTES: Final = tuple(field.name for field in fields(AlarmRule) if field.name != "id")
"""Everything that can differ between two versions of a rule."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What became of a rule.

    Attributes:
        alarm: Name of the rule.
        old: As it was; None for a new one.
        new: As it is; None for one that was taken away.
    """

    alarm: AlarmId
    old: AlarmRule | None
    new: AlarmRule | None

    @property
    def attributes(self) -> tuple[str, ...]:
        """Names of the attributes that differ; none of a rule that is new or gone."""
        return () if self.old is None or self.new is None else _differing(self.old, self.new)


def differences(before: City, after: City) -> list[RuleChange]:
    """Return what became of each rule that is not the same in both, in the order of `after`.

    Those that were taken away come last. Equal is what has equal attributes; the order of the
    rules does not count.
    """
    old = {rule.id: rule for rule in before.rules}
    new = {rule.id: rule for rule in after.rules}
    changed = [
        RuleChange(alarm, old.get(alarm), rule)
        for alarm, rule in new.items()
        if alarm not in old or not is_same_rule(old[alarm], rule)
    ]
    return changed + [
        RuleChange(alarm, rule, None) for alarm, rule in old.items() if alarm not in new
    ]


def is_same_rule(one: AlarmRule, other: AlarmRule) -> bool:
    """Tell whether two rules say the same; `==` does not, once one of them was sent or copied."""
    return one == other or (one.id == other.id and not _differing(one, other))


def _differing(one: AlarmRule, other: AlarmRule) -> tuple[str, ...]:
    """Return the attributes that differ; a threshold that the kind does not use is none."""
    has_codes = one.kind.has_codes and other.kind.has_codes
    return tuple(
        name
        for name in ATTRIBUTES
        if not is_same(getattr(one, name), getattr(other, name))
        and not (has_codes and name == "threshold")
    )


def is_same(one: Any, other: Any) -> bool:
    """Tell whether two attributes are equal, where not given (NaN) equals not given."""
    return bool(one == other or (one != one and other != other))  # noqa: PLR0124 - NaN alone
