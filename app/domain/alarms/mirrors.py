"""Alarms that a server judges itself (OPC UA Part 9): its states are taken over, never judged."""

from dataclasses import dataclass

from app.domain.alarms.rules import AlarmId
from app.domain.alarms.states import Mirror
from app.domain.samples import NO_TIME, Quality


@dataclass(frozen=True, slots=True)
class MirroredCondition:
    """What a server says of one of its conditions at a moment.

    Attributes:
        alarm: Our name of it, `<source id>@<condition>`.
        mirror: What does not change with every event, and the event to acknowledge.
        time_us: When it happened at the server, µs UTC.
        is_active: ActiveState.
        is_acknowledged: AckedState.
        is_latched: LatchedState.
        is_shelved: ShelvingState is timed or one-shot.
        is_one_shot: ShelvingState is one-shot.
        until_us: End of a timed shelf, µs UTC; `NO_TIME` where there is none.
        is_suppressed: SuppressedState.
        is_out_of_service: OutOfServiceState.
        is_retained: Retain; False means that the server has nothing more to say of it.
        quality: Quality of the value the server judges.
        actor: Who did it (ClientUserId), empty where the process did.
        comment: What they wrote.
    """

    alarm: AlarmId
    mirror: Mirror
    time_us: int
    is_active: bool
    is_acknowledged: bool = True
    is_latched: bool = False
    is_shelved: bool = False
    is_one_shot: bool = False
    until_us: int = NO_TIME
    is_suppressed: bool = False
    is_out_of_service: bool = False
    is_retained: bool = True
    quality: Quality = Quality.GOOD
    actor: str = ""
    comment: str = ""
