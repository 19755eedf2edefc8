"""Days of the programme as a calendar (iCalendar, RFC 5545), and milestones out of one."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from app.domain.inventory.records import Record
from app.domain.portfolio.foreign_plans import (
    MOST_BYTES,
    MOST_TASKS,
    ForeignPlan,
    ForeignPlanError,
    ForeignProblem,
    ForeignTask,
)
from app.domain.portfolio.plans import Plan
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of

_PRODUCT: Final = "-//Leitstand//Projekte//DE"
_HOST: Final = "leitstand"
_DAY: Final = timedelta(days=1)
_NAME_LENGTH: Final = 500
_NONE: Final = (
    "Die Datei ist kein Kalender. Erwartet wird iCalendar (.ics), wie Kalenderprogramme es "
    "exportieren."
)


def write_calendar(
    portfolio: Portfolio, plan: Plan, projects: Sequence[str], made_us: int
) -> bytes:
    """Return a calendar with milestones, deadlines, decisions and reviews of some projects.

    Every entry lasts a whole day and keeps its name for good, so that who subscribes to the file
    sees a day move instead of a second one.

    Args:
        portfolio: The records.
        plan: Their computed days.
        projects: Uids of the projects.
        made_us: The present moment, µs UTC.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Leitstand")
    stamp = datetime.fromtimestamp(made_us // 1_000_000, UTC)
    for record, day, name in _entries(portfolio, plan, frozenset(projects)):
        event = Event()
        event.add("uid", f"{record.uid}@{_HOST}")
        event.add("dtstamp", stamp)
        event.add("summary", name)
        event.add("dtstart", day)
        event.add("dtend", day + _DAY)
        event.add("transp", "TRANSPARENT")
        project = portfolio.project_of(record)
        if project is not None:
            event.add("categories", [title_of(project)])
        if record.text("note"):
            event.add("description", record.text("note"))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _entries(
    portfolio: Portfolio, plan: Plan, projects: frozenset[str]
) -> Iterator[tuple[Record, date, str]]:
    for one in plan.items:
        record = portfolio.get(one.kind, one.uid)
        if record is None or one.project not in projects:
            continue
        if one.kind == "milestone":
            yield record, day_of(record, "reached_on") or one.finish, one.name
        elif one.deadline is not None and not one.is_done:
            yield record, one.deadline, f"{one.name} (spätestens)"
    for record in portfolio.all("decision"):
        project = record.text("project")
        if project and project not in projects:
            continue
        day = day_of(record, "decided_on") or day_of(record, "due_on")
        if day is not None:
            body = record.text("body")
            yield record, day, f"{body}: {title_of(record)}" if body else title_of(record)
    for record in portfolio.all("risk"):
        day = day_of(record, "review_on")
        if (
            day is not None
            and record.text("project") in projects
            and record.text("state") == "open"
        ):
            yield record, day, f"Risiko prüfen: {title_of(record)}"


def read_calendar(content: bytes) -> ForeignPlan:
    """Return the entries of a calendar as milestones.

    Repeated entries are read once, with a note; alarms, places and people are left out.

    Raises:
        ForeignPlanError: It is no calendar, or too large.
    """
    if len(content) > MOST_BYTES:
        raise ForeignPlanError("Die Datei ist zu groß für einen Kalender.")
    try:
        calendar = Calendar.from_ical(content)
    except (ValueError, IndexError, UnicodeDecodeError) as error:
        raise ForeignPlanError(_NONE) from error
    if calendar.name != "VCALENDAR":
        raise ForeignPlanError(_NONE)
    tasks: list[ForeignTask] = []
    problems: list[ForeignProblem] = []
    for number, component in enumerate(calendar.walk("VEVENT"), 1):
        if len(tasks) >= MOST_TASKS:
            raise ForeignPlanError("Der Kalender hat zu viele Einträge. Bitte teilen Sie ihn.")
        name = str(component.get("summary", "")).strip()[:_NAME_LENGTH]
        place = f"Eintrag {number} „{name}“"
        day = _day(component)
        if not name or day is None:
            reason = "Der Eintrag hat keinen Namen." if day else "Der Eintrag hat keinen Tag."
            problems.append(ForeignProblem(place, "DTSTART" if name else "SUMMARY", "", reason))
            continue
        if component.get("rrule") is not None:
            problems.append(
                ForeignProblem(
                    place, "RRULE", "", "Der Eintrag wiederholt sich.",
                    "Nur sein erster Tag wird übernommen.",
                )
            )  # fmt: skip
        uid = str(component.get("uid", "")) or f"{name}|{day}"
        tasks.append(
            ForeignTask(uid, name, len(tasks), is_milestone=True, start=day, finish=day, duration=0)
        )
    name = str(calendar.get("x-wr-calname", "")) or "Kalender"
    unique = {task.uid: task for task in tasks}
    digest = hashlib.sha256(content).hexdigest()
    return ForeignPlan(name, "iCalendar", tuple(unique.values()), (), tuple(problems), digest)


def _day(component: object) -> date | None:
    decoded = getattr(component, "decoded", None)
    if decoded is None:
        return None
    try:
        value = decoded("dtstart")
    except (KeyError, ValueError):
        return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
