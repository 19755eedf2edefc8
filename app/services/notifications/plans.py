"""The plan of notifications between its TOML text and its values; one fault refuses all of it."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from app.domain.alarms.escalations import (
    ON_DUTY,
    Duty,
    EscalationStep,
    MailServer,
    NotificationPlan,
    Person,
    Policy,
    Webhook,
)
from app.domain.alarms.rules import Priority, Schedule
from app.domain.points import FieldId
from app.services.profiles.hours import DAYS, time_text

_PRIORITIES: Final = {priority.name.lower(): priority for priority in Priority}
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
_ADDRESS: Final = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
_WITHIN: Final = ("http://127.0.0.1:", "http://localhost:", "http://[::1]:")
"""Unencrypted ways that do not leave the machine."""

_SECURITY: Final = ("starttls", "tls", "none")


class PlanError(Exception):
    """The plan cannot be used; nothing of it is.

    Attributes:
        problems: What is wrong and where, whole German sentences; never empty.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class _Mail(msgspec.Struct, forbid_unknown_fields=True):
    host: str
    sender: str
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = ""


class _Person(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    name: str
    email: str


class _Webhook(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    url: str
    secret: str = ""


class _Times(msgspec.Struct, forbid_unknown_fields=True):
    start: str = "00:00"
    end: str = "24:00"
    days: list[str] = msgspec.field(default_factory=lambda: list(DAYS))


class _Duty(msgspec.Struct, forbid_unknown_fields=True):
    person: str
    start: str = "00:00"
    end: str = "24:00"
    days: list[str] = msgspec.field(default_factory=lambda: list(DAYS))


class _Step(msgspec.Struct, forbid_unknown_fields=True):
    to: list[str]
    after_s: float = 0.0


class _Policy(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    name: str
    priorities: list[str]
    step: list[_Step]
    fields: list[str] = []
    times: list[_Times] = []


class _Plan(msgspec.Struct, forbid_unknown_fields=True):
    mail: _Mail | None = None
    person: list[_Person] = []
    webhook: list[_Webhook] = []
    duty: list[_Duty] = []
    policy: list[_Policy] = []


def read_plan(text: str) -> NotificationPlan:
    """Read a plan; the empty text tells nobody of anything.

    Raises:
        PlanError: It has faults; all of them are named.
    """
    try:
        table = msgspec.toml.decode(text, type=_Plan)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise PlanError([f"Der Plan ist nicht lesbar oder falsch: {error}"]) from error
    faults = list(_faults(table))
    if faults:
        raise PlanError(faults)
    mail = table.mail
    return NotificationPlan(
        mail=None
        if mail is None
        else MailServer(mail.host, mail.port, mail.security, mail.sender, mail.user, mail.password),
        people=tuple(Person(one.id, one.name, one.email) for one in table.person),
        webhooks=tuple(Webhook(one.id, one.url, one.secret) for one in table.webhook),
        duties=tuple(Duty(one.person, _schedule(one)) for one in table.duty),
        policies=tuple(_policy(one) for one in table.policy),
    )


def problems_of(plan: NotificationPlan) -> list[str]:
    """Return what is wrong with a plan, whole sentences; empty when it can come into force."""
    try:
        read_plan(write_plan(plan))
    except PlanError as error:
        return list(error.problems)
    return []


def _policy(table: _Policy) -> Policy:
    return Policy(
        id=table.id,
        name=table.name,
        priorities=frozenset(_PRIORITIES[word] for word in table.priorities),
        fields=frozenset(FieldId(field) for field in table.fields),
        steps=tuple(
            EscalationStep(step.after_s, tuple(step.to))
            for step in sorted(table.step, key=lambda step: step.after_s)
        ),
        schedule=tuple(_schedule(times) for times in table.times),
    )


def _schedule(table: _Times | _Duty) -> Schedule:
    days = frozenset(DAYS.index(day) for day in table.days)
    return Schedule(days, _minute(table.start), _minute(table.end))


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


# --- faults -------------------------------------------------------------------------------------


def _faults(plan: _Plan) -> Iterator[str]:
    yield from _mail_faults(plan)
    names = [person.id for person in plan.person] + [hook.id for hook in plan.webhook]
    for name in sorted({name for name in names if names.count(name) > 1 or name == ON_DUTY}):
        yield f"Der Name „{name}“ ist doppelt oder vergeben; jeder Empfänger braucht einen eigenen."
    for hook in plan.webhook:
        if not hook.url.startswith(("https://", *_WITHIN)):
            yield f"Webhook „{hook.id}“: Die Adresse „{hook.url}“ beginnt nicht mit https://."
    people = {one.id for one in plan.person}
    for number, duty in enumerate(plan.duty, 1):
        if duty.person not in people:
            yield f"Bereitschaft {number}: Die Person „{duty.person}“ gibt es nicht."
        yield from _time_faults(f"Bereitschaft {number}", duty)
    policies = [policy.id for policy in plan.policy]
    for name in sorted({name for name in policies if policies.count(name) > 1 or "/" in name}):
        yield f"Die Regel „{name}“ gibt es zweimal, oder ihr Name enthält einen Schrägstrich."
    for policy in plan.policy:
        yield from _policy_faults(policy, {*names, ON_DUTY})


def _mail_faults(plan: _Plan) -> Iterator[str]:
    mail = plan.mail
    if mail is None:
        if plan.person:
            yield (
                "Es gibt Personen, aber keinen Mailserver. Bitte [mail] mit host und sender "
                "angeben."
            )
        return
    if mail.security not in _SECURITY:
        yield f"mail.security: „{mail.security}“ ist keines von {', '.join(_SECURITY)}."
    if not 0 < mail.port < 65_536:  # noqa: PLR2004 - the range of ports
        yield f"mail.port: {mail.port} ist kein Port (1 bis 65535)."
    if mail.password and not mail.password.startswith("secret:"):
        yield (
            "mail.password: Hier steht nie ein Passwort, sondern ein Verweis, "
            "wie „secret:hamm/smtp“."
        )
    addresses = [("mail.sender", mail.sender)]
    addresses += [(f"Person „{one.id}“", one.email) for one in plan.person]
    for place, address in addresses:
        if not _ADDRESS.fullmatch(address):
            yield f"{place}: „{address}“ ist keine E-Mail-Adresse."


def _time_faults(place: str, times: _Times | _Duty) -> Iterator[str]:
    for clock in (times.start, times.end):
        if not _CLOCK.fullmatch(clock):
            yield f"{place}: „{clock}“ ist keine Uhrzeit wie 22:00."
    for day in times.days:
        if day not in DAYS:
            yield f"{place}: „{day}“ ist kein Wochentag; bekannt sind {', '.join(DAYS)}."
    if not times.days:
        yield f"{place}: Es ist kein Wochentag angegeben."


def _policy_faults(policy: _Policy, receivers: set[str]) -> Iterator[str]:
    place = f"Regel „{policy.id}“"
    for word in policy.priorities:
        if word not in _PRIORITIES:
            yield f"{place}: „{word}“ ist keine Priorität; bekannt sind {', '.join(_PRIORITIES)}."
    if not policy.priorities:
        yield f"{place}: Es ist keine Priorität angegeben."
    if not policy.step:
        yield f"{place}: Es ist keine Stufe angegeben."
    for number, step in enumerate(policy.step, 1):
        yield from _step_faults(f"{place}, Stufe {number}", step, receivers)
    for times in policy.times:
        yield from _time_faults(place, times)


def _step_faults(place: str, step: _Step, receivers: set[str]) -> Iterator[str]:
    if step.after_s < 0:
        yield f"{place}: Die Wartezeit ist negativ."
    if not step.to:
        yield f"{place}: Es ist kein Empfänger angegeben."
    for name in step.to:
        if name not in receivers:
            yield f"{place}: Den Empfänger „{name}“ gibt es nicht."


# --- writing ------------------------------------------------------------------------------------


def write_plan(plan: NotificationPlan) -> str:
    """Return a plan as TOML; `read_plan` gives the same plan again."""
    lines: list[str] = []
    if plan.mail is not None:
        mail = plan.mail
        given = {
            "host": mail.host,
            "port": mail.port,
            "security": mail.security,
            "sender": mail.sender,
            "user": mail.user,
            "password": mail.password,
        }
        lines += ["[mail]", *_pairs(given), ""]
    for person in plan.people:
        given = {"id": person.id, "name": person.name, "email": person.email}
        lines += ["[[person]]", *_pairs(given), ""]
    for hook in plan.webhooks:
        given = {"id": hook.id, "url": hook.url, "secret": hook.secret}
        lines += ["[[webhook]]", *_pairs(given), ""]
    for duty in plan.duties:
        lines += ["[[duty]]", *_pairs({"person": duty.person, **_times(duty.schedule)}), ""]
    for policy in plan.policies:
        lines += [*_policy_lines(policy), ""]
    return "\n".join(lines).rstrip() + "\n" if lines else ""


def _policy_lines(policy: Policy) -> list[str]:
    given: dict[str, Any] = {
        "id": policy.id,
        "name": policy.name,
        "priorities": [word for word, one in _PRIORITIES.items() if one in policy.priorities],
        "fields": sorted(policy.fields),
    }
    lines = ["[[policy]]", *_pairs(given)]
    for schedule in policy.schedule:
        lines += ["[[policy.times]]", *_pairs(_times(schedule))]
    for step in policy.steps:
        lines += [
            "[[policy.step]]",
            *_pairs({"after_s": step.after_s, "to": list(step.receivers)}),
        ]
    return lines


def _times(schedule: Schedule) -> dict[str, Any]:
    return {
        "days": [DAYS[day] for day in sorted(schedule.days)],
        "start": time_text(schedule.start_minute),
        "end": time_text(schedule.end_minute),
    }


def _pairs(values: dict[str, Any]) -> list[str]:
    """Return keys and values as TOML; what JSON writes of text, numbers and lists is TOML too.

    What is empty is left out where that says the same; a list of days or receivers must not be.
    """
    return [
        f"{key} = {json.dumps(value, ensure_ascii=False)}"
        for key, value in values.items()
        if value != "" and (key, value) != ("fields", [])
    ]
