"""A plan of notifications in words: times, receivers, steps, and what changed."""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import Schedule
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
from app.domain.alarms.on_call import DAY_MINUTES
from app.domain.cities import City
from app.services.notifications import Order, PlanChange, PlanPart
from app.services.profiles.hours import time_text as clock_text
from widgets.rules.changes import Line, Part
from widgets.texts import DASH, count, language, priority_text

_MINUTE_S: Final = 60
_HOUR_S: Final = 3_600


def day_names() -> list[str]:
    """Return the short names of the days, Monday first."""
    names = QCoreApplication.translate("notifications", "Mo Di Mi Do Fr Sa So")
    return names.split()


def days_text(days: Collection[int]) -> str:
    """Return days such as `Mo–Fr`, `Mo, Mi` or `täglich`."""
    names = day_names()
    if len(days) == len(names):
        return QCoreApplication.translate("notifications", "täglich")
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = []
    for run in runs:
        is_long = len(run) > 2  # noqa: PLR2004 - two days are named, three are a span
        parts += [f"{names[run[0]]}–{names[run[-1]]}"] if is_long else [names[d] for d in run]
    return ", ".join(parts) or DASH


def hours_text(schedule: Schedule) -> str:
    """Return hours such as `22:00–06:00`."""
    return f"{clock_text(schedule.start_minute)}–{clock_text(schedule.end_minute)}"


def schedule_text(schedule: Schedule) -> str:
    """Return days and hours such as `Mo–Fr 06:00–22:00`."""
    return f"{days_text(schedule.days)} {hours_text(schedule)}"


def span_text(begin: int, end: int) -> str:
    """Return minutes of the week such as `Fr 06:00–14:00` or `Fr 22:00 – Mo 06:00`."""
    names = day_names()
    first, last = begin // DAY_MINUTES, (end - 1) // DAY_MINUTES
    start, stop = clock_text(begin % DAY_MINUTES), clock_text(end - last * DAY_MINUTES)
    if first == last:
        return f"{names[first]} {start}–{stop}"
    return f"{names[first]} {start} – {names[last]} {stop}"


def gaps_text(gaps: Sequence[tuple[int, int]], most: int = 4) -> str:
    """Return when nobody is on call, such as `Fr 06:00–14:00: niemand`; empty for never."""
    if not gaps:
        return ""
    named = ", ".join(span_text(*gap) for gap in gaps[:most])
    if len(gaps) > most:
        words = QCoreApplication.translate("notifications", "{spans} und {n} weitere Zeiten")
        named = words.format(spans=named, n=count(len(gaps) - most))
    return QCoreApplication.translate("notifications", "{spans}: niemand").format(spans=named)


def wait_text(after_s: float) -> str:
    """Return how long after the call, such as `sofort` or `nach 10 min`."""
    if after_s <= 0:
        return QCoreApplication.translate("notifications", "sofort")
    if after_s % _HOUR_S == 0:
        span = f"{after_s / _HOUR_S:g} h"
    elif after_s % _MINUTE_S == 0:
        span = f"{after_s / _MINUTE_S:g} min"
    else:
        span = f"{after_s:g} s"
    return QCoreApplication.translate("notifications", "nach {span}").format(span=span)


def duty_word() -> str:
    """Return what whoever is on call is named as a receiver."""
    return QCoreApplication.translate("notifications", "Bereitschaft")


def receiver_text(plan: NotificationPlan, receiver: str) -> str:
    """Return the name of a receiver; its id where the plan has none of that name."""
    if receiver == ON_DUTY:
        return duty_word()
    if (person := plan.person(receiver)) is not None:
        return person.name
    if plan.webhook(receiver) is not None:
        return QCoreApplication.translate("notifications", "Webhook {id}").format(id=receiver)
    return receiver


def people_text(plan: NotificationPlan, people: Collection[str]) -> str:
    """Return names, or that it is nobody."""
    names = ", ".join(receiver_text(plan, person) for person in people)
    return names or QCoreApplication.translate("notifications", "niemand")


def step_text(plan: NotificationPlan, step: EscalationStep) -> str:
    """Return a step such as `nach 10 min → Anna Meier`."""
    return f"{wait_text(step.after_s)} → {people_text(plan, step.receivers)}"


def steps_text(plan: NotificationPlan, policy: Policy) -> str:
    """Return all steps of a policy in one line."""
    return "; ".join(step_text(plan, step) for step in policy.steps) or DASH


def priorities_text(policy: Policy) -> str:
    """Return the priorities of a policy, the most urgent first."""
    return ", ".join(priority_text(priority) for priority in sorted(policy.priorities)) or DASH


def fields_text(policy: Policy, city: City | None) -> str:
    """Return the fields of action of a policy, or that it holds for all."""
    if not policy.fields:
        return QCoreApplication.translate("notifications", "alle")
    names = {field.id: field.name for field in city.fields} if city is not None else {}
    texts = [
        names[field].in_language(language()) if field in names else str(field)
        for field in sorted(policy.fields)
    ]
    return ", ".join(texts)


def times_text(policy: Policy) -> str:
    """Return when a policy holds."""
    always = QCoreApplication.translate("notifications", "immer")
    return ", ".join(map(schedule_text, policy.schedule)) or always


def security_text(security: str) -> str:
    """Return how the way to a mail server is kept secret."""
    words = {
        "starttls": QCoreApplication.translate("notifications", "STARTTLS"),
        "tls": QCoreApplication.translate("notifications", "TLS"),
        "none": QCoreApplication.translate("notifications", "unverschlüsselt"),
    }
    return words.get(security, security)


def mail_text(mail: MailServer | None) -> str:
    """Return a mail server in one line."""
    if mail is None:
        return QCoreApplication.translate("notifications", "Kein Mailserver angegeben.")
    words = QCoreApplication.translate(
        "notifications", "{host}, Port {port}, {security}, Absender {sender}"
    )
    return words.format(
        host=mail.host, port=mail.port, security=security_text(mail.security), sender=mail.sender
    )


# --- what changed ---------------------------------------------------------------------------------


def part_lines(part: PlanPart, plan: NotificationPlan, city: City | None) -> list[tuple[str, str]]:
    """Return the attributes of a part of a plan with their names."""
    if isinstance(part, MailServer):
        return [
            (QCoreApplication.translate("notifications", "Server"), f"{part.host}:{part.port}"),
            (
                QCoreApplication.translate("notifications", "Verschlüsselung"),
                security_text(part.security),
            ),
            (QCoreApplication.translate("notifications", "Absender"), part.sender),
            (QCoreApplication.translate("notifications", "Anmeldung"), part.user),
            (QCoreApplication.translate("notifications", "Passwort (Verweis)"), part.password),
        ]
    if isinstance(part, Person):
        return [
            (QCoreApplication.translate("notifications", "Name"), part.name),
            (QCoreApplication.translate("notifications", "E-Mail"), part.email),
        ]
    if isinstance(part, Webhook):
        return [
            (QCoreApplication.translate("notifications", "Adresse"), part.url),
            (QCoreApplication.translate("notifications", "Geheimnis (Verweis)"), part.secret),
        ]
    if isinstance(part, Order):
        names = "; ".join(part_name(one, plan) for one in part.parts)
        return [(QCoreApplication.translate("notifications", "Reihenfolge"), names)]
    if isinstance(part, Duty):
        return [
            (QCoreApplication.translate("notifications", "Zeiten"), schedule_text(part.schedule))
        ]
    return [
        (QCoreApplication.translate("notifications", "Name"), part.name),
        (QCoreApplication.translate("notifications", "Prioritäten"), priorities_text(part)),
        (QCoreApplication.translate("notifications", "Handlungsfelder"), fields_text(part, city)),
        (QCoreApplication.translate("notifications", "Zeiten"), times_text(part)),
        (QCoreApplication.translate("notifications", "Stufen"), steps_text(plan, part)),
    ]


def part_title(part: PlanPart, plan: NotificationPlan) -> str:
    """Return what a part of a plan is, such as `Person Anna Meier`."""
    if isinstance(part, MailServer):
        return QCoreApplication.translate("notifications", "Mailserver")
    if isinstance(part, Order):
        return {
            "people": QCoreApplication.translate("notifications", "Reihenfolge der Personen"),
            "webhooks": QCoreApplication.translate("notifications", "Reihenfolge der Webhooks"),
            "duties": QCoreApplication.translate("notifications", "Reihenfolge der Bereitschaft"),
            "policies": QCoreApplication.translate("notifications", "Reihenfolge der Regeln"),
        }[part.of]
    words = {
        Person: QCoreApplication.translate("notifications", "Person {name}"),
        Webhook: QCoreApplication.translate("notifications", "Webhook {name}"),
        Duty: QCoreApplication.translate("notifications", "Bereitschaft {name}"),
        Policy: QCoreApplication.translate("notifications", "Regel {name}"),
    }
    return words[type(part)].format(name=part_name(part, plan))


def part_name(part: Person | Webhook | Duty | Policy, plan: NotificationPlan) -> str:
    """Return the name of a part, such as `Anna Meier`."""
    if isinstance(part, Webhook):
        return part.id
    if isinstance(part, Duty):
        return f"{receiver_text(plan, part.person)} {schedule_text(part.schedule)}"
    return part.name


def change_parts(
    changes: Sequence[PlanChange],
    before: NotificationPlan,
    after: NotificationPlan,
    city: City | None,
) -> list[Part]:
    """Return changes as lines, old beside new; of what changed only what differs."""
    return [_change_part(change, before, after, city) for change in changes]


def _change_part(
    change: PlanChange, before: NotificationPlan, after: NotificationPlan, city: City | None
) -> Part:
    old = [] if change.old is None else part_lines(change.old, before, city)
    new = [] if change.new is None else part_lines(change.new, after, city)
    was, is_ = dict(old), dict(new)
    lines: list[Line] = [
        (name, was.get(name, ""), is_.get(name, ""))
        for name in dict.fromkeys([*was, *is_])
        if was.get(name, "") != is_.get(name, "")
    ]
    if change.new is not None:
        is_added = change.old is None
        head = (
            part_title(change.new, after),
            DASH if is_added else "",
            QCoreApplication.translate("notifications", "neu") if is_added else "",
        )
    else:
        title = "" if change.old is None else part_title(change.old, before)
        head = (title, "", QCoreApplication.translate("notifications", "entfernt"))
    return head, lines


def summary_text(changes: Sequence[PlanChange]) -> str:
    """Return how many parts are new, changed and gone, such as `2 geändert, 1 neu`."""
    changed = sum(one.old is not None and one.new is not None for one in changes)
    counts = (
        (changed, QCoreApplication.translate("notifications", "{n} geändert")),
        (
            sum(one.old is None for one in changes),
            QCoreApplication.translate("notifications", "{n} neu"),
        ),
        (
            sum(one.new is None for one in changes),
            QCoreApplication.translate("notifications", "{n} entfernt"),
        ),
    )
    parts = [words.format(n=number) for number, words in counts if number]
    return ", ".join(parts) or QCoreApplication.translate("notifications", "kein Unterschied")
