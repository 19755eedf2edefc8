"""Findings: what does not fit together in the inventory, and what became of it. Pure.

A rule looks at facts and yields `Detected`. `steps` compares what was detected with the findings
there are and returns the operations that bring the two together: twice in a row, and the second
time there is nothing left to do.
"""

import json
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from app.domain.inventory.changes import Action, Operation
from app.domain.inventory.fields import SIMULATED, Value, Values
from app.domain.inventory.records import Key, Record

HOUR_US: Final = 3_600_000_000
DAY_US: Final = 24 * HOUR_US

SETTLED_AFTER_US: Final = HOUR_US
"""So long values must have been listened to before silence means anything."""


class Rule(StrEnum):
    """What is looked for."""

    FIRST_SEEN = "first_seen"
    SILENT = "silent"
    MEASURED_UNUSED = "measured_unused"
    PLAN_OVERDUE = "plan_overdue"
    WARRANTY_ENDED = "warranty_ended"
    SUPPORT_ENDED = "support_ended"
    CONTRACT_ENDING = "contract_ending"
    LICENCE_ENDING = "licence_ending"
    SEATS_OVERUSED = "seats_overused"
    DUPLICATE_SERIAL = "duplicate_serial"
    DUPLICATE_MAC = "duplicate_mac"
    NO_PLACE = "no_place"
    LOAN_OVERDUE = "loan_overdue"
    OUTSIDE_PLAN = "outside_plan"
    RACK_COLLISION = "rack_collision"

    @property
    def label(self) -> str:
        """Its name on screen, German."""
        return _ABOUT[self][0]

    @property
    def severity(self) -> str:
        """How grave what it finds is: a key of the finding's field `severity`."""
        return _ABOUT[self][1]


_ABOUT: Final = {
    Rule.FIRST_SEEN: ("Erstes Lebenszeichen", "proposal"),
    Rule.SILENT: ("In Betrieb, aber ohne Daten", "medium"),
    Rule.MEASURED_UNUSED: ("Meldet sich, ist aber nicht in Betrieb", "medium"),
    Rule.PLAN_OVERDUE: ("Geplant und nicht gebaut", "medium"),
    Rule.WARRANTY_ENDED: ("Gewährleistung abgelaufen", "low"),
    Rule.SUPPORT_ENDED: ("Unterstützung des Herstellers beendet", "medium"),
    Rule.CONTRACT_ENDING: ("Vertrag endet", "medium"),
    Rule.LICENCE_ENDING: ("Lizenz endet", "medium"),
    Rule.SEATS_OVERUSED: ("Mehr Lizenzplätze belegt als gekauft", "high"),
    Rule.DUPLICATE_SERIAL: ("Seriennummer doppelt", "high"),
    Rule.DUPLICATE_MAC: ("MAC-Adresse doppelt", "high"),
    Rule.NO_PLACE: ("In Betrieb ohne Standort oder Raum", "low"),
    Rule.LOAN_OVERDUE: ("Rückgabe überfällig", "medium"),
    Rule.OUTSIDE_PLAN: ("Lage außerhalb des Grundrisses", "low"),
    Rule.RACK_COLLISION: ("Zwei Geräte in einer Höheneinheit", "high"),
}

SEVERITIES: Final = ("high", "medium", "low", "proposal")
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on something is a finding.

    Attributes:
        silent_days: So many days without data make an asset in service silent.
        silent_days_by_kind: Other numbers of days, by kind of asset (`tablet`).
        notice_months: Notice period of a contract or a licence that names none.
        window_days: So long after the end of a warranty, contract or licence it is reported.
    """

    silent_days: int = 3
    silent_days_by_kind: Mapping[str, int] = field(default_factory=dict)
    notice_months: int = 3
    window_days: int = 90

    def days_for(self, kind: str) -> int:
        """Return after how many days a kind of asset is silent."""
        return self.silent_days_by_kind.get(kind, self.silent_days)


@dataclass(frozen=True, slots=True)
class LiveFacts:
    """What live values tell.

    Attributes:
        at_us: The moment, µs UTC.
        since_us: Since when they have been listened to, µs UTC.
        watched: Devices of the profile that have points.
        seen: Newest good source time of a device, µs UTC; devices not heard of are missing.
    """

    at_us: int
    since_us: int
    watched: frozenset[str] = frozenset()
    seen: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_settled(self) -> bool:
        """True once silence means something."""
        return self.at_us - self.since_us >= SETTLED_AFTER_US


@dataclass(frozen=True, slots=True)
class Detected:
    """Something that does not fit.

    Attributes:
        rule: The rule.
        key: What it is about.
        text: What is the matter, a whole sentence, German.
        facts: What the finding rests on; a person's verdict holds while this stays the same.
        operations: What would put it right; empty when only a person can tell.
        source: Source of the record it is about; a finding about made-up records says so too.
    """

    rule: Rule
    key: Key
    text: str
    facts: str
    operations: tuple[Operation, ...] = ()
    source: str = ""


# ---- proposals ---------------------------------------------------------------------------------
def proposal_text(facts: str, operations: Iterable[Operation] = (), **marks: int) -> str:
    """Return the JSON kept with a finding: its facts, its marks, and the proposed operations."""
    changes = [
        {"action": one.action, "kind": one.kind, "uid": one.uid, "values": dict(one.values)}
        for one in operations
    ]
    content: dict[str, object] = {"facts": facts, **marks}
    if changes:
        content["operations"] = changes
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def proposed(text: Value) -> tuple[Operation, ...]:
    """Return the operations a finding proposes; none when it proposes nothing (readable)."""
    found = _content(text).get("operations")
    if not isinstance(found, list):
        return ()
    try:
        return tuple(
            Operation(Action(one["action"]), one["kind"], one["uid"], one["values"])
            for one in found
        )
    except (KeyError, TypeError, ValueError):
        return ()


def _content(text: Value) -> dict[str, object]:
    try:
        content = json.loads(text) if isinstance(text, str) and text else {}
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


# ---- what is to be done ------------------------------------------------------------------------
CLOSED_BY_ITSELF: Final = "Besteht nicht mehr; bei der Prüfung am {day} nicht wiedergefunden."
"""Why the review closed a finding."""


def steps(
    detected: Iterable[Detected],
    known: Iterable[Record],
    live: LiveFacts,
    today: date,
    uid_of: Callable[[Detected], str],
) -> list[Operation]:
    """Return what brings the findings there are together with what was detected.

    What a person resolved stays resolved while its facts are the same. What was detected no longer
    is closed; a finding that was put off comes back when its day has passed.

    Args:
        detected: What was detected, at most once for a rule and a subject.
        known: All findings there are.
        live: Tells the moment.
        today: The day.
        uid_of: Gives a new finding its permanent name.
    """
    by_place = {(one.text("rule"), one.text("subject")): one for one in known}
    operations: list[Operation] = []
    for one in detected:
        place = (str(one.rule), one.key.uid)
        record = by_place.pop(place, None)
        if record is None:
            operations.append(_opened(one, uid_of(one), live.at_us))
        elif values := _followed(one, record, live.at_us, today):
            operations.append(Operation(Action.UPDATE, "finding", record.uid, values, record.rev))
    operations += [
        Operation(Action.UPDATE, "finding", record.uid, values, record.rev)
        for record in by_place.values()
        if (values := _gone(record, live.at_us, today))
    ]
    return operations


def _opened(one: Detected, uid: str, at_us: int) -> Operation:
    values: dict[str, Value] = {
        "rule": str(one.rule),
        "subject_kind": one.key.kind,
        "subject": one.key.uid,
        "state": "open",
        "severity": one.rule.severity,
        "text": one.text,
        "proposal": proposal_text(one.facts, one.operations),
        "opened_us": at_us,
    }
    if one.source == SIMULATED:
        values["source"] = SIMULATED
    return Operation(Action.CREATE, "finding", uid, values)


def _followed(one: Detected, record: Record, at_us: int, today: date) -> Values:
    """Return what changes in a finding whose matter was detected again."""
    content = _content(record.get("proposal"))
    if record.text("state") == "resolved":
        is_verdict_valid = not content.get("ended") and content.get("facts") == one.facts
        return {} if is_verdict_valid else _reopened(one, at_us)
    values: dict[str, Value] = {}
    wanted = proposal_text(one.facts, one.operations)
    if (record.text("text"), record.text("proposal")) != (one.text, wanted):
        values.update(text=one.text, proposal=wanted)
    until = record.text("snoozed_until")
    if record.text("state") == "snoozed" and until and until < today.isoformat():
        values.update(state="open", snoozed_until=None)
    return values


def _reopened(one: Detected, at_us: int) -> Values:
    return {
        "state": "open",
        "text": one.text,
        "severity": one.rule.severity,
        "proposal": proposal_text(one.facts, one.operations),
        "opened_us": at_us,
        "assignee": None,
        "snoozed_until": None,
        "resolution": None,
        "resolved_us": None,
    }


def _gone(record: Record, at_us: int, today: date) -> Values:
    """Return what changes in a finding whose matter was not detected any more."""
    content = _content(record.get("proposal"))
    if content.get("ended"):
        return {}
    ended = proposal_text(str(content.get("facts", "")), ended=1)
    if record.text("state") == "resolved":  # a person did; should it come back, it is news
        return {"proposal": ended}
    reason = CLOSED_BY_ITSELF.format(day=day_text(today))
    return {
        "state": "resolved",
        "resolution": reason,
        "resolved_us": at_us,
        "proposal": ended,
    }


# ---- words and days ----------------------------------------------------------------------------
def day_text(day: date) -> str:
    """Return a day as rooms below the views write it."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def day_of(value: Value) -> date | None:
    """Return the day a field holds, None when it holds none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier; the last of a shorter month.

    Before the year 1 there is no day: then it is the first one of all.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def each_once(found: Iterable[Detected]) -> Iterator[Detected]:
    """Yield the first of what one rule found about one subject."""
    seen: set[tuple[Rule, Key]] = set()
    for one in found:
        if (one.rule, one.key) not in seen:
            seen.add((one.rule, one.key))
            yield one
