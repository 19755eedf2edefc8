"""What an explanation says: plain data, times in µs UTC, values in the unit of their point."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.alarms import AlarmRule
from app.domain.guidance import GuidanceScope
from app.domain.points import DeviceId, Point, SourceId
from app.domain.samples import NO_TIME, Float64Array, Int64Array, Quality
from app.domain.texts import NO_TEXT, Text
from app.domain.topologies import AlarmGroup
from app.services.explanations.memories import LimitOrigin, PastCases


class Standing(StrEnum):
    """How it stands with what is explained."""

    ACTIVE = "active"
    """The alarm stands."""
    RETURNED = "returned"
    """The alarm is over; its last occurrence is explained."""
    NEVER = "never"
    """The journal knows no occurrence of this alarm."""
    PENDING = "pending"
    """No alarm yet: the value is beyond a limit, but not for as long as its rule wants."""
    ABNORMAL = "abnormal"
    """No alarm, but the value is bad, missing or in a state that deserves attention."""
    WITHIN = "within"
    """No alarm and within all limits."""
    UNWATCHED = "unwatched"
    """No alarm and no rule that watches it."""


class Course(StrEnum):
    """How a value came to where it is."""

    UNKNOWN = "unknown"
    STEADY = "steady"
    RISING = "rising"
    FALLING = "falling"
    JUMPED_UP = "jumped_up"
    JUMPED_DOWN = "jumped_down"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, or that nothing is.

    Attributes:
        standing: How it stands.
        value: The value explained: that of the raise, or at the moment; NaN where there is none.
        value_us: When it was measured.
        quality: Its quality at the moment.
        latest: The value at the moment asked for, which may be another one by now.
        excess: How far the value lies beyond the limit, never negative; NaN without a limit.
        room: How far the value may still go to the next limit; NaN without one, or beyond it.
        nearest: The rule whose limit the value is next to, for a point without an alarm.
        raised_us: When the alarm was raised; `NO_TIME` for none.
        cleared_us: When it returned; `NO_TIME` while it stands.
        crossed_us: When the value went beyond the limit, before the delay of the rule.
        course: How the value came there within the hour before.
        change: By how much it changed in that hour.
        acknowledged_by: Who acknowledged it; empty for nobody.
        acknowledged_us: When.
        comment: What they wrote.
    """

    standing: Standing
    value: float = float("nan")
    value_us: int = NO_TIME
    quality: Quality = Quality.GAP
    latest: float = float("nan")
    excess: float = float("nan")
    room: float = float("nan")
    nearest: AlarmRule | None = None
    raised_us: int = NO_TIME
    cleared_us: int = NO_TIME
    crossed_us: int = NO_TIME
    course: Course = Course.UNKNOWN
    change: float = float("nan")
    acknowledged_by: str = ""
    acknowledged_us: int = NO_TIME
    comment: str = ""


@dataclass(frozen=True, slots=True)
class GroupAlarm:
    """An alarm among those of its group.

    Attributes:
        rule: The alarm.
        raised_us: When it was raised.
        offset_us: How long after the first one out.
        cleared_us: When it returned; `NO_TIME` while it stands.
        is_subject: True for the alarm that is explained.
        is_upstream: True when its device connects the subject's to the network.
    """

    rule: AlarmRule
    raised_us: int
    offset_us: int
    cleared_us: int = NO_TIME
    is_subject: bool = False
    is_upstream: bool = False


@dataclass(frozen=True, slots=True)
class GroupCourse:
    """What happened in the alarm's group, in order of time; the first one out leads.

    Attributes:
        group: The group.
        chain: Alarms that came close after each other, the first one out first.
        left_off: How many more there were.
        standing: Alarms of the group that had stood long before; they need not be the cause.
    """

    group: AlarmGroup
    chain: tuple[GroupAlarm, ...] = ()
    left_off: int = 0
    standing: tuple[GroupAlarm, ...] = ()

    @property
    def first(self) -> GroupAlarm | None:
        """The first one out."""
        return self.chain[0] if self.chain else None

    @property
    def cause(self) -> GroupAlarm | None:
        """What probably caused the rest: the first alarm of a device above, else the first one out.

        Devices are asked one after the other: what hangs on a switch may be found dead before it.
        """
        above = (one for one in self.chain if one.is_upstream)
        return next(above, self.first)


class ChangeKind(StrEnum):
    """What changed."""

    RAISED = "raised"
    CLEARED = "cleared"
    ACTION = "action"
    """A person did something; `event` says what."""
    LOST = "lost"
    BACK = "back"
    SILENT = "silent"
    """A point stopped delivering good values."""
    SPOKE = "spoke"
    """A point delivers good values again."""
    SWITCHED = "switched"
    """A state changed."""
    JUMPED = "jumped"
    """An analog value changed far more than it usually does."""
    NOTE = "note"
    LIMIT = "limit"
    """A limit was changed."""


class Relation(StrEnum):
    """How something is related to what is explained; the first that fits."""

    SAME_DEVICE = "same_device"
    UPSTREAM = "upstream"
    DOWNSTREAM = "downstream"
    SAME_UPLINK = "same_uplink"
    """Connected through the same device."""
    SAME_SITE = "same_site"
    NEAR = "near"
    SAME_SOURCE = "same_source"
    CITY = "city"
    """About the city as a whole."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near something is.

    Attributes:
        relation: In which way.
        distance_m: Metres as the crow flies; NaN where a place is not known.
        steps: Cables between the two devices; None where the network does not join them.
        via: The nearest device that joins the two; None likewise.
    """

    relation: Relation
    distance_m: float = float("nan")
    steps: int | None = None
    via: DeviceId | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed near the time and the place.

    Attributes:
        kind: What.
        time_us: When.
        offset_us: How long after the moment explained; negative before.
        nearness: How near.
        score: Rank, 0 to 1: near in time, in space and in the network is high.
        point: Where; None for a source or the city.
        source: The source, for LOST and BACK.
        rule: The alarm, for RAISED, CLEARED, ACTION and LIMIT.
        event: Which kind of event it was, for ACTION.
        before: Value before, for SWITCHED, JUMPED and LIMIT.
        after: Value after.
        times_usual: For JUMPED: how many times the usual change it was.
        actor: Who did it.
        text: What they wrote.
        count: So many more of the same kind and device were left off for this one.
    """

    kind: ChangeKind
    time_us: int
    offset_us: int
    nearness: Nearness
    score: float = 0.0
    point: Point | None = None
    source: SourceId | None = None
    rule: AlarmRule | None = None
    event: str = ""
    before: float = float("nan")
    after: float = float("nan")
    times_usual: float = float("nan")
    actor: str = ""
    text: str = ""
    count: int = 0

    @property
    def device(self) -> DeviceId | None:
        """The device it happened at."""
        return None if self.point is None else self.point.device


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do, and who can help.

    Attributes:
        scope: For what it is written; None for the rule itself.
        text: What to do, in steps, one a line.
        contact: Who can help.
    """

    scope: GuidanceScope | None
    text: Text = NO_TEXT
    contact: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Curve:
    """The value an hour before and after, for a small picture.

    Attributes:
        start_us: Begin of the window.
        end_us: Its end.
        time_us: Times, int64[n].
        value: Values, float64[n]; NaN where there is none.
        thresholds: Limits to be drawn.
    """

    start_us: int
    end_us: int
    time_us: Int64Array
    value: Float64Array
    thresholds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a value is what it is.

    Attributes:
        subject: What was asked for: id of an alarm or of a point.
        at_us: The moment asked for. Nothing later is told.
        pivot_us: The moment round which was looked: when it was raised, or the moment asked for.
        point: The point; None for the connection to a source.
        source: The source the value comes from.
        rule: The alarm; None for a point without one.
        finding: What is wrong.
        limit: Where the limit comes from; None without a rule.
        group: What happened in its group; None without an occurrence.
        changes: What changed nearby, the most telling first.
        searched: How many neighbouring points were looked at.
        past: The last cases.
        advice: What to do, the nearest first.
        curve: The value round the moment; None where there is none.
        unread: What could not be read, whole sentences.
    """

    subject: str
    at_us: int
    pivot_us: int
    point: Point | None
    source: SourceId | None
    rule: AlarmRule | None
    finding: Finding
    limit: LimitOrigin | None = None
    group: GroupCourse | None = None
    changes: tuple[Change, ...] = ()
    searched: int = 0
    past: PastCases = field(default_factory=PastCases)
    advice: tuple[Advice, ...] = ()
    curve: Curve | None = None
    unread: tuple[str, ...] = ()
