"""What a judgement says: events for the journal, states to keep and to show."""

from dataclasses import dataclass, field

from app.domain.alarms import AlarmEvent, AlarmId, AlarmState


@dataclass(slots=True)
class Verdict:
    """What happened to alarms.

    Attributes:
        events: What the journal must say, in order.
        states: The states that changed in what must survive a restart.
        shown: All states that changed, also those whose change need not survive.
    """

    events: list[AlarmEvent] = field(default_factory=list)
    states: dict[AlarmId, AlarmState] = field(default_factory=dict)
    shown: dict[AlarmId, AlarmState] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.events or self.states or self.shown)

    def add(self, other: "Verdict") -> None:
        """Take what happened next."""
        self.events += other.events
        self.states |= other.states
        self.shown |= other.shown


def is_same_to_keep(one: AlarmState, other: AlarmState) -> bool:
    """Tell whether two states of one alarm are equal in what must survive a restart.

    Whether the measure is known shows with the next value; what it was while a delay runs is told
    when the alarm is raised.
    """
    return (
        one.condition is other.condition
        and one.due_us == other.due_us
        and one.is_acknowledged == other.is_acknowledged
        and one.realarm_us == other.realarm_us
        and one.is_latched == other.is_latched
        and one.suppressed_by == other.suppressed_by
        and one.shelf == other.shelf
        and one.out_of_service == other.out_of_service
        and one.mirror == other.mirror
        and one.comment == other.comment
    )
