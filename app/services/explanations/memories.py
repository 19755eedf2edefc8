"""What an explanation remembers: where a limit comes from, and the last cases. Plain data."""

from dataclasses import dataclass

from app.domain.alarms import AlarmId
from app.domain.cities import LegalLimit
from app.domain.points import Point, PointId
from app.domain.samples import NO_TIME


@dataclass(frozen=True, slots=True)
class LimitSetting:
    """A limit as somebody set it.

    Attributes:
        since_us: From when on it was in force; `NO_TIME` where it has been for ever.
        threshold: The limit; NaN when the rule was taken away.
        basis: Where it comes from.
        actor: Who set it; empty for the profile.
        why: Why.
        version: Number of the version of the rules that set it; 0 for the profile.
    """

    since_us: int
    threshold: float
    basis: str = ""
    actor: str = ""
    why: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """A version of the rules that changed a rule, be it its limit or another attribute.

    Attributes:
        number: Number of the version.
        at_us: When it was made.
        actor: Who made it.
        why: Why.
    """

    number: int
    at_us: int
    actor: str
    why: str


@dataclass(frozen=True, slots=True)
class LimitOrigin:
    """Where a limit comes from.

    Attributes:
        threshold: The limit at the moment; NaN for a rule without.
        legal: The row of the law it is taken from, where it is one.
        settings: Who set it when, newest first; the first one is in force.
        reference: The point whose value is the limit, or the setpoint.
        versions: Versions that changed the rule, newest first; also those that left the limit.
    """

    threshold: float = float("nan")
    legal: LegalLimit | None = None
    settings: tuple[LimitSetting, ...] = ()
    reference: PointId | None = None
    versions: tuple[RuleVersion, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """An occurrence of the alarm, or of one like it, that is past.

    Attributes:
        alarm: The alarm.
        point: Where; None for a source.
        raised_us: When it was raised.
        cleared_us: When it returned; `NO_TIME` when it never did.
        value: The value that raised it.
        acknowledged_us: When it was acknowledged; `NO_TIME` for never.
        acknowledged_by: By whom.
        comments: What people wrote to it, in order of time, each with its author.
        is_elsewhere: True for the same kind of rule at another place.
    """

    alarm: AlarmId
    point: Point | None
    raised_us: int
    cleared_us: int = NO_TIME
    value: float = float("nan")
    acknowledged_us: int = NO_TIME
    acknowledged_by: str = ""
    comments: tuple[tuple[str, str], ...] = ()
    is_elsewhere: bool = False

    @property
    def lasted_us(self) -> int:
        """How long it stood; `NO_TIME` when it never returned."""
        return NO_TIME if self.cleared_us == NO_TIME else self.cleared_us - self.raised_us

    @property
    def seen_after_us(self) -> int:
        """After how long it was acknowledged; `NO_TIME` for never."""
        return NO_TIME if self.acknowledged_us == NO_TIME else self.acknowledged_us - self.raised_us


@dataclass(frozen=True, slots=True)
class PastCases:
    """The last cases, newest first, with what is usual.

    Attributes:
        cases: At most five.
        count: How many there were of this very alarm in the last 90 days.
        median_us: How long half of them lasted at most; `NO_TIME` without any.
    """

    cases: tuple[Case, ...] = ()
    count: int = 0
    median_us: int = NO_TIME
