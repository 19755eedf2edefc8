"""Attributes of alarms that are read alike from a profile and from a set of rules."""

from typing import Any, Final

from msgspec import UNSET

from app.domain.alarms import AlarmId, Consequence, Priority, ResponseTime, matrix_priority
from app.domain.points import PointId
from app.domain.texts import NO_TEXT, Text
from app.services.profiles import faults
from app.services.profiles.hours import schedule_of
from app.services.profiles.problems import Findings, Origin
from app.services.profiles.tables import AlarmTable, TextTable, text_of

PRIORITIES: Final = {priority.name.lower(): priority for priority in Priority}
CONSEQUENCES: Final = {consequence.name.lower(): consequence for consequence in Consequence}
RESPONSES: Final = {response.name.lower(): response for response in ResponseTime}

_PLAIN: Final = {
    "deadband": "deadband",
    "on_delay_s": "on_delay_s",
    "off_delay_s": "off_delay_s",
    "setpoint": "setpoint",
    "span_s": "span_s",
    "formula": "formula",
    "latches": "latches",
    "realarm_s": "realarm_s",
    "realarm_limit": "realarm_limit",
    "group": "group",
    "event": "is_event",
}
"""Keys that are taken over as they are, with the attribute of `AlarmRule`."""


def attributes_of(table: AlarmTable, origin: Origin, findings: Findings) -> dict[str, Any]:
    """Return the attributes of a rule that stand in a table and mean the same everywhere.

    Everything but the texts, the limit with its basis and the codes: those differ between a
    template and a single rule.

    Args:
        table: What was written.
        origin: Where.
        findings: Takes words that do not exist, and a missing priority.
    """
    found = {
        attribute: value
        for key, attribute in _PLAIN.items()
        if (value := getattr(table, key)) is not UNSET
    }
    if table.reference is not UNSET:
        found["reference"] = PointId(table.reference)
    if table.suppressed_by is not UNSET:
        found["suppressed_by"] = tuple(AlarmId(alarm) for alarm in table.suppressed_by)
    if table.schedule is not UNSET:
        found["schedule"] = tuple(
            schedule_of(hours, origin.at("schedule", index), findings)
            for index, hours in enumerate(table.schedule)
        )
    found["consequence"] = _choice(table, "consequence", CONSEQUENCES, origin, findings)
    found["response"] = _choice(table, "response", RESPONSES, origin, findings)
    found["priority"] = priority_of(table, origin, findings)
    return found


def priority_of(table: AlarmTable, origin: Origin, findings: Findings) -> Priority:
    """Return the priority as given, else that of the matrix; an event needs none."""
    given = table.priority
    if given is UNSET:
        matrix = priority_of_matrix(table)
        if matrix is None and table.event is not True:
            findings.add(faults.NO_PRIORITY, origin)
        return matrix or Priority.LOW
    if isinstance(given, Priority):
        return given
    return checked_priority(given, origin, findings)


def checked_priority(given: Priority | str, origin: Origin, findings: Findings) -> Priority:
    """Return a priority given by its number or its name."""
    if isinstance(given, Priority):
        return given
    if given not in PRIORITIES:
        known = ", ".join([*PRIORITIES, *(str(int(priority)) for priority in Priority)])
        findings.add(faults.WRONG_CHOICE, origin.at("priority"), value=given, known=known)
    return PRIORITIES.get(given, Priority.LOW)


def priority_of_matrix(table: AlarmTable) -> Priority | None:
    """Return the priority by consequence and time to respond; None where one of them lacks."""
    consequence = CONSEQUENCES.get(str(table.consequence))
    response = RESPONSES.get(str(table.response))
    if consequence is None or response is None:
        return None
    return matrix_priority(consequence, response)


def _choice(
    table: AlarmTable, key: str, known: dict[str, Any], origin: Origin, findings: Findings
) -> Any:
    value = getattr(table, key)
    if value is UNSET:
        return None
    if value not in known:
        findings.add(faults.WRONG_CHOICE, origin.at(key), value=value, known=", ".join(known))
    return known.get(value)


def optional_text(value: object) -> Text:
    """Return a written text, or none."""
    return text_of(value) if isinstance(value, str | TextTable) else NO_TEXT
