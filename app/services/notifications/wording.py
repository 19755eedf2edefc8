"""What a message says: for people a subject and a text, for machines the same as JSON values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.alarms.escalations import DueMessage
from app.domain.alarms.rules import AlarmId, AlarmRule, Priority
from app.domain.alarms.states import AlarmState
from app.domain.cities import City
from app.domain.local_times import at_local
from app.domain.points import Point

_WORDS = {
    Priority.CRITICAL: "Kritisch",
    Priority.HIGH: "Hoch",
    Priority.MEDIUM: "Mittel",
    Priority.LOW: "Niedrig",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one receiver about one or several alarms.

    Attributes:
        subject: One line.
        text: Everything, in lines.
        values: The same for machines; JSON-like.
    """

    subject: str
    text: str
    values: Mapping[str, Any]


def letter(
    city: City,
    messages: Sequence[DueMessage],
    alarms: Mapping[AlarmId, AlarmState],
    rules: Mapping[AlarmId, AlarmRule],
    points: Mapping[str, Point],
) -> Letter:
    """Return one letter about all alarms of some messages to the same receiver."""
    zone = ZoneInfo(city.time_zone)
    furthest: dict[AlarmId, DueMessage] = {}
    for one in messages:
        if one.alarm in rules and one.step >= furthest.get(one.alarm, one).step:
            furthest[one.alarm] = one
    known = list(furthest.values())
    known.sort(key=lambda one: (rules[one.alarm].priority, one.raised_us))
    parts = [
        _part(rules[one.alarm], alarms.get(one.alarm, AlarmState()), one, points, zone)
        for one in known
    ]
    first = rules[known[0].alarm] if known else None
    subject = (
        f"{len(known)} Alarme in {city.name.de}"
        if len(known) != 1 or first is None
        else f"{_WORDS[first.priority]}: {first.message.de}"
    )
    simulated = any(source.is_simulated for source in city.sources)
    lines = [f"Leitstand {city.name.de}", ""]
    if simulated:
        lines += ["Die Werte dieser Stadt sind simuliert.", ""]
    for part in parts:
        lines += [*part[0], ""]
    lines.append("Bitte im Leitstand quittieren; dann hört die Benachrichtigung auf.")
    values = {
        "city": city.id,
        "simulated": simulated,
        "alarms": [part[1] for part in parts],
    }
    return Letter(_one_line(subject), "\n".join(lines), values)


def trial_letter(city: City, now_us: int) -> Letter:
    """Return a letter that tells of no alarm: whoever reads it knows that messages arrive.

    Args:
        city: The city.
        now_us: The present, µs UTC.
    """
    when = at_local(now_us, ZoneInfo(city.time_zone))
    lines = [
        f"Leitstand {city.name.de}",
        "",
        "Dies ist eine Testnachricht; es gibt keinen Alarm.",
        f"Gesendet: {when:%d.%m.%Y %H:%M:%S}",
        "Wer sie liest, wird bei einem Alarm auf demselben Weg benachrichtigt.",
    ]
    values = {
        "city": city.id,
        "simulated": any(source.is_simulated for source in city.sources),
        "test": True,
        "sent": when.isoformat(),
        "alarms": [],
    }
    return Letter(_one_line(f"Testnachricht: Leitstand {city.name.de}"), "\n".join(lines), values)


def _part(
    rule: AlarmRule,
    state: AlarmState,
    message: DueMessage,
    points: Mapping[str, Point],
    zone: ZoneInfo,
) -> tuple[list[str], dict[str, Any]]:
    point = points.get(str(rule.point))
    when = at_local(message.raised_us, zone)
    unit = "" if point is None else point.unit.symbol
    value = f"{state.value:g} {unit}".replace(".", ",").strip()
    lines = [f"{_WORDS[rule.priority]}: {rule.message.de}", f"Seit: {when:%d.%m.%Y %H:%M:%S}"]
    if point is not None:
        lines += [f"Ort: {point.site.de}", f"Datenpunkt: {point.name.de} ({point.id})"]
        lines.append(f"Wert: {value}")
    if rule.action.de:
        lines.append(f"Maßnahme: {rule.action.de}")
    if rule.contact.de:
        lines.append(f"Kontakt: {rule.contact.de}")
    if message.called_us > message.raised_us:
        lines.append(f"Erneut gerufen: {at_local(message.called_us, zone):%d.%m.%Y %H:%M:%S}")
    if message.step > 1:
        lines.append(f"Stufe {message.step}: Bisher hat niemand quittiert.")
    return lines, {
        "alarm": str(rule.id),
        "priority": rule.priority.name.lower(),
        "message": rule.message.de,
        "action": rule.action.de,
        "raised": when.isoformat(),
        "called": at_local(message.called_us, zone).isoformat(),
        "value": None if state.value != state.value else state.value,
        "unit": unit,
        "point": "" if point is None else str(point.id),
        "site": "" if point is None else point.site.de,
        "step": message.step,
    }


def _one_line(text: str) -> str:
    """Return a subject that cannot smuggle in header lines."""
    return " ".join(text.split())
