"""Alarms in words: ranks, limits and what they are about."""

from datetime import datetime
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmRule, RuleKind
from app.domain.points import Point
from app.domain.samples import NO_TIME
from widgets.alarms.entries import AlarmEntry
from widgets.judgements import NO_ALARM, rank_is_unacknowledged, rank_priority
from widgets.texts import (
    DASH,
    alarm_state_text,
    count,
    language,
    number,
    priority_text,
    rule_kind_text,
    time_text,
    value_with_unit,
)

_JOINTS: Final = " –-:,·"
"""What joins the name of a place to a message."""


def alarm_words(rank: int) -> str:
    """Return an alarm rank in words, for screen readers and the clipboard."""
    if rank == NO_ALARM:
        return ""
    word = priority_text(rank_priority(rank))
    if rank_is_unacknowledged(rank):
        return QCoreApplication.translate("alarms", "{priority}, nicht quittiert").format(
            priority=word
        )
    return word


def limit_text(point: Point, rule: AlarmRule) -> str:
    """Return a limit such as `HI > 60,0 µg/m³`, or the names of the abnormal states."""
    if rule.kind is RuleKind.STATE:
        labels = [s.label.in_language(language()) for s in point.states if s.code in rule.codes]
        return f"{rule_kind_text(rule.kind)}: {', '.join(labels) or DASH}"
    sign = ">" if rule.kind.is_upper else "<"
    unit = f"\u202f{point.unit.symbol}" if point.unit.symbol else ""
    return f"{rule_kind_text(rule.kind)} {sign} {number(rule.threshold, point.decimals)}{unit}"


def entry_value_text(entry: AlarmEntry) -> str:
    """Return the value that raised an alarm; a dash for a lost source."""
    if entry.point is None or entry.is_lost:
        return DASH
    return value_with_unit(entry.point, entry.state.value)


def entry_limit_text(entry: AlarmEntry) -> str:
    """Return the limit of an alarm, of states in few words; a dash for a lost source."""
    if entry.point is None or entry.is_lost:
        return DASH
    if entry.rule.kind is not RuleKind.STATE:
        return limit_text(entry.point, entry.rule)
    labels = [
        s.label.in_language(language()) for s in entry.point.states if s.code in entry.rule.codes
    ]
    if len(labels) == 1:
        return QCoreApplication.translate("alarms", "bei „{state}“").format(state=labels[0])
    words = QCoreApplication.translate("alarms", "bei {count} Zuständen")
    return words.format(count=count(len(labels))) if labels else DASH


def entry_subject_text(entry: AlarmEntry) -> str:
    """Return which device watches and what: the name alone, such as `Störung`, says little."""
    is_named = not entry.device or entry.device in entry.subject
    return entry.subject if is_named else f"{entry.device} · {entry.subject}"


def entry_state_text(entry: AlarmEntry) -> str:
    """Return the state of an alarm and who has acknowledged it."""
    words = alarm_state_text(entry.state.visible)
    person = entry.state.acknowledged_by if entry.state.is_acknowledged else ""
    return f"{words} · {person}" if person else words


def short_message(message: str, subject: str, place: str) -> str:
    """Return what is wrong without the names that stand beside it in columns of their own.

    A name that the sentence goes on from, such as that of `Batterie der Messstelle leer`, stays.
    """
    rest = message
    if place:
        rest = rest.removesuffix(place).rstrip(_JOINTS)
    after = rest.removeprefix(subject).lstrip()
    return (after.lstrip(_JOINTS) if after.startswith(tuple(_JOINTS)) else rest) or message


def named_message(entry: AlarmEntry) -> str:
    """Return what is wrong and where, as one sentence that stands alone."""
    names = (entry.subject, entry.place)
    is_named = entry.is_lost or any(name and name in entry.message for name in names)
    return entry.message if is_named else f"{entry.subject}: {entry.message}"


def raised_text(time_us: int, at_us: int, zone: str) -> str:
    """Return a time of day; of another day than the moment shown, day and minute."""
    if time_us == NO_TIME:
        return DASH
    where = ZoneInfo(zone)
    raised, today = (datetime.fromtimestamp(us / 1e6, where) for us in (time_us, at_us))
    if raised.date() == today.date():
        return time_text(time_us, zone)
    return raised.strftime("%d/%m %H:%M" if language() == "en" else "%d.%m. %H:%M")


def entry_tooltip(entry: AlarmEntry, zone: str) -> str:
    """Return everything about an alarm that a row has no room for, as rich text."""
    state, rule = entry.state, entry.rule
    lines = [f"<b>{escape(entry_subject_text(entry))}</b>", escape(entry.message)]
    action = rule.action.in_language(language())
    raised = time_text(state.raised_us, zone, with_date=True)
    limit = DASH if entry.point is None or entry.is_lost else limit_text(entry.point, rule)
    facts = [
        (QCoreApplication.translate("alarms", "Zu tun"), action),
        (QCoreApplication.translate("alarms", "Wert"), entry_value_text(entry)),
        (QCoreApplication.translate("alarms", "Grenzwert"), limit),
        (QCoreApplication.translate("alarms", "Grundlage"), rule.basis),
        (QCoreApplication.translate("alarms", "Ausgelöst"), raised),
    ]
    if state.occurrences > 1:
        times = QCoreApplication.translate("alarms", "%n-mal", "", state.occurrences)
        facts.append((QCoreApplication.translate("alarms", "Aufgetreten"), times))
    if not state.is_active:
        cleared = time_text(state.cleared_us, zone, with_date=True)
        facts.append((QCoreApplication.translate("alarms", "Zurückgekehrt"), cleared))
    if state.is_acknowledged:
        facts += [
            (QCoreApplication.translate("alarms", "Quittiert von"), state.acknowledged_by),
            (QCoreApplication.translate("alarms", "Kommentar"), state.comment),
        ]
    lines += [f"{escape(title)}: {escape(text)}" for title, text in facts if text not in {"", DASH}]
    return "<br>".join(lines)


def alarm_count_text(shown: int, total: int, waiting: int) -> str:
    """Return how many alarms there are, and how many of them nobody has acknowledged."""
    if shown != total:
        words = QCoreApplication.translate("alarms", "{shown} von %n Alarm(en)", "", total)
        words = words.format(shown=count(shown))
    else:
        words = QCoreApplication.translate("alarms", "%n Alarm(e)", "", total)
    if not waiting:
        return words
    rest = QCoreApplication.translate("alarms", "{count} nicht quittiert")
    return f"{words}, {rest.format(count=count(waiting))}"
