"""From rules to the text of a document: all of them, or only what differs from the profile."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any, Final

from app.domain.alarms import AlarmId, AlarmRule, RuleKind, Schedule
from app.domain.cities import City
from app.domain.texts import NO_TEXT, Text
from app.services.profiles.hours import DAYS, time_text
from app.services.profiles.notation import quoted, toml
from app.services.rulesets.changes import differences, is_same

_HEAD_CHANGES: Final = """\
# Alarmregeln, die vom Profil abweichen. Eine Regel mit der Kennung einer Regel des Profils tritt an
# deren Stelle, [[remove]] nimmt eine weg. docs/rules.md beschreibt jede Angabe.
"""
_HEAD_COMPLETE: Final = """\
# Alle Alarmregeln der Stadt; die des Profils zählen daneben nicht. docs/rules.md beschreibt jede
# Angabe. Mit complete = false (oder ohne die Zeile) kommen die Regeln zu denen des Profils hinzu.
complete = true
"""
_USUAL: Final = {field.name: field.default for field in fields(AlarmRule)}
_KEYS: Final = {"is_event": "event"}
_FIRST: Final = ("id", "point", "kind")
_ORDER: Final = (
    "threshold", "limit", "reference", "setpoint", "span_s", "formula", "codes", "deadband",
    "on_delay_s", "off_delay_s", "is_event", "priority", "consequence", "response", "message",
    "action", "effect", "rationale", "contact", "basis", "latches", "realarm_s", "realarm_limit",
    "schedule", "suppressed_by", "group",
)  # fmt: skip


def write_rules(
    rules: Iterable[AlarmRule], removed: Iterable[AlarmId] = (), *, is_complete: bool = False
) -> str:
    """Return a document of rules.

    Args:
        rules: The rules.
        removed: Rules of the profile that are taken away.
        is_complete: True when these are all rules, so that the profile's do not count.
    """
    parts = [_HEAD_COMPLETE if is_complete else _HEAD_CHANGES]
    parts += (rule_toml(rule) for rule in rules)
    parts += (f"\n[[remove]]\nid = {quoted(alarm)}\n" for alarm in removed)
    return "".join(parts)


def write_changes(profile: City, city: City) -> str:
    """Return the document that makes the rules of a profile those of a city; empty for none.

    Args:
        profile: The city as the profile has it.
        city: The same city with the rules wanted.
    """
    changes = differences(profile, city)
    if not changes:
        return ""
    return write_rules(
        [change.new for change in changes if change.new is not None],
        [change.alarm for change in changes if change.new is None],
    )


def with_rule(city: City, rule: AlarmRule) -> City:
    """Return a city in which a rule takes the place of the one of its id, or is added."""
    if any(known.id == rule.id for known in city.rules):
        rules = tuple(rule if known.id == rule.id else known for known in city.rules)
    else:
        rules = (*city.rules, rule)
    return replace(city, rules=rules)


def without_rule(city: City, alarm: AlarmId) -> City:
    """Return a city without a rule."""
    return replace(city, rules=tuple(rule for rule in city.rules if rule.id != alarm))


def rule_toml(rule: AlarmRule) -> str:
    """Return a rule as a `[[rule]]` table; what has its usual value is left out."""
    lines = [f"{name} = {toml(str(getattr(rule, name)))}" for name in _FIRST]
    lines += (f"{key} = {value}" for key, value in _pairs(rule))
    return "\n[[rule]]\n" + "\n".join(lines) + "\n"


def _pairs(rule: AlarmRule) -> Iterator[tuple[str, str]]:
    for name in _ORDER:
        if _is_said(rule, name):
            yield _KEYS.get(name, name), _written(name, getattr(rule, name))


def _is_said(rule: AlarmRule, name: str) -> bool:
    """Tell whether an attribute must be written to be read again as it is."""
    value = getattr(rule, name)
    if name == "threshold":
        # A limit out of the table of legal limits follows that table.
        return not rule.kind.has_codes and not rule.limit
    if name == "codes":
        return bool(value) and rule.kind is not RuleKind.LOST
    if name == "basis" and rule.limit:
        return True  # Left out, it would be the law of the limit.
    if isinstance(value, Text):
        return value != NO_TEXT
    return not is_same(value, _USUAL[name])


def _written(name: str, value: Any) -> str:
    if name in {"priority", "consequence", "response"}:
        return quoted(value.name.lower())
    if name == "schedule":
        return f"[{', '.join(_hours(one) for one in value)}]"
    if name == "codes":
        return toml(tuple(sorted(int(code) for code in value)))
    return toml(float(value) if name == "threshold" else value)


def _hours(schedule: Schedule) -> str:
    days = ", ".join(quoted(DAYS[day]) for day in sorted(schedule.days))
    start, end = time_text(schedule.start_minute), time_text(schedule.end_minute)
    return f"{{ days = [{days}], start = {quoted(start)}, end = {quoted(end)} }}"
