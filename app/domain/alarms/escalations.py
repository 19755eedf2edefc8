"""Who is told of an alarm that nobody acknowledges, and who is told next."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.alarms.rules import AlarmId, AlarmRule, Priority, Schedule
from app.domain.alarms.states import AlarmState, VisibleState
from app.domain.local_times import at_local
from app.domain.points import FieldId, Point

ON_DUTY = "duty"
"""As a receiver: whoever is on call at that moment."""


class Channel(StrEnum):
    """How somebody is told."""

    EMAIL = "email"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes e-mails.

    Attributes:
        host: Its name.
        port: Its port.
        security: `starttls`, `tls`, or `none`.
        sender: Address the messages come from.
        user: Name to log in with; empty for none.
        password: Reference of the password in the secret store.
    """

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be told by e-mail."""

    id: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that takes alarms as JSON.

    Attributes:
        id: Its name in the plan.
        url: The address, `https://…`.
        secret: Reference of the key with which messages are signed (HMAC-SHA256); empty for none.
    """

    id: str
    url: str
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """When somebody is on call (Bereitschaft), every week.

    Attributes:
        person: Id of the person.
        schedule: When, by the city's wall clock.
    """

    person: str
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """One step of a policy.

    Attributes:
        after_s: So long after the alarm called, if nobody has acknowledged it.
        receivers: Ids of people or webhooks, or `ON_DUTY`.
    """

    after_s: float
    receivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """For which alarms who is told when.

    Attributes:
        id: Its name in the plan.
        name: Its name on screen.
        priorities: Of which priorities.
        fields: Of which fields of action; empty for all.
        steps: Its steps in order of time.
        schedule: When it holds; empty for always.
    """

    id: str
    name: str
    priorities: frozenset[Priority]
    fields: frozenset[FieldId]
    steps: tuple[EscalationStep, ...]
    schedule: tuple[Schedule, ...] = ()


@dataclass(frozen=True, slots=True)
class NotificationPlan:
    """Who is told of which alarms, how, and when the next one is."""

    mail: MailServer | None = None
    people: tuple[Person, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    duties: tuple[Duty, ...] = ()
    policies: tuple[Policy, ...] = ()

    def person(self, person_id: str) -> Person | None:
        """Return a person; None when there is none of that name."""
        return next((person for person in self.people if person.id == person_id), None)

    def webhook(self, webhook_id: str) -> Webhook | None:
        """Return a webhook; None when there is none of that name."""
        return next((hook for hook in self.webhooks if hook.id == webhook_id), None)


@dataclass(frozen=True, slots=True)
class DueMessage:
    """Somebody is to be told of an alarm now.

    Attributes:
        alarm: The alarm.
        raised_us: Begin of its occurrence, µs UTC.
        called_us: When it called last: as it was raised, or when it called again later.
        policy: Id of the policy.
        step: Number of the step, from 1.
        channel: How.
        receiver: Id of the person or webhook.
    """

    alarm: AlarmId
    raised_us: int
    called_us: int
    policy: str
    step: int
    channel: Channel
    receiver: str

    @property
    def mark(self) -> str:
        """What the journal's comment begins with, so that a restart knows what went out."""
        return f"{self.policy}/{self.step}/{self.receiver}"


def is_in_schedule(schedules: Collection[Schedule], time_us: int, zone: ZoneInfo) -> bool:
    """Tell whether a moment lies in any of some weekly times; always where there are none."""
    if not schedules:
        return True
    local = at_local(time_us, zone)
    minute, day = local.hour * 60 + local.minute, local.weekday()
    return any(_holds(schedule, day, minute) for schedule in schedules)


def _holds(schedule: Schedule, day: int, minute: int) -> bool:
    if schedule.end_minute > schedule.start_minute:
        return day in schedule.days and schedule.start_minute <= minute < schedule.end_minute
    if minute >= schedule.start_minute:
        return day in schedule.days
    return minute < schedule.end_minute and (day - 1) % 7 in schedule.days


def on_duty(plan: NotificationPlan, time_us: int, zone: ZoneInfo) -> list[str]:
    """Return who is on call at a moment, by id, in the order of the table."""
    found = [duty.person for duty in plan.duties if is_in_schedule((duty.schedule,), time_us, zone)]
    return list(dict.fromkeys(found))


def due_messages(
    plan: NotificationPlan,
    alarms: Mapping[AlarmId, AlarmState],
    rules: Mapping[AlarmId, AlarmRule],
    points: Mapping[str, Point],
    *,
    sent: Collection[tuple[AlarmId, int, str]],
    now_us: int,
    zone: ZoneInfo,
    called: Mapping[AlarmId, int] | None = None,
) -> list[DueMessage]:
    """Return what is to be sent now; whoever was told already is left out.

    Only alarms that stand and that nobody has acknowledged are told of; shelved, suppressed ones
    and those out of service never. An alarm that calls again begins with the first step.

    Args:
        plan: The plan.
        alarms: Alarms that are not at rest.
        rules: Rules by alarm.
        points: Points by id.
        sent: (alarm, called_us, mark) of what went out.
        now_us: The present, µs UTC.
        zone: Zone of the city.
        called: When alarms last called again after they were raised, µs UTC.
    """
    found = []
    again = called or {}
    for name in sorted(alarms):
        state, rule = alarms[name], rules.get(name)
        if rule is None or rule.is_event or state.visible is not VisibleState.UNACKNOWLEDGED:
            continue
        point = points.get(str(rule.point))
        called_us = max(state.raised_us, again.get(name, state.raised_us))
        call = (name, state.raised_us, called_us)
        for policy in plan.policies:
            if _concerns(policy, rule, point) and is_in_schedule(policy.schedule, now_us, zone):
                found += [
                    message
                    for message in _steps(plan, policy, call, now_us, zone)
                    if (name, called_us, message.mark) not in sent
                ]
    return found


def _concerns(policy: Policy, rule: AlarmRule, point: Point | None) -> bool:
    if rule.priority not in policy.priorities:
        return False
    return not policy.fields or (point is not None and point.field in policy.fields)


def _steps(
    plan: NotificationPlan,
    policy: Policy,
    call: tuple[AlarmId, int, int],
    now_us: int,
    zone: ZoneInfo,
) -> Iterator[DueMessage]:
    name, raised_us, called_us = call
    for number, step in enumerate(policy.steps, 1):
        if now_us - called_us < step.after_s * 1_000_000:
            continue
        for receiver in _people(plan, step.receivers, now_us, zone):
            channel = Channel.EMAIL if plan.person(receiver) is not None else Channel.WEBHOOK
            yield DueMessage(name, raised_us, called_us, policy.id, number, channel, receiver)


def _people(
    plan: NotificationPlan, receivers: Sequence[str], now_us: int, zone: ZoneInfo
) -> list[str]:
    found: list[str] = []
    for receiver in receivers:
        found += on_duty(plan, now_us, zone) if receiver == ON_DUTY else [receiver]
    return list(dict.fromkeys(found))
