"""Alarms in words: ranks, limits and what they are about."""

from datetime import datetime
from math import isfinite
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.alarms import AlarmRule, RuleKind, VisibleState
from app.domain.points import Point
from app.domain.samples import NO_TIME
from widgets.alarms.entries import AlarmEntry
from widgets.alarms.hiding import hidden_by
from widgets.judgements import NO_ALARM, rank_is_unacknowledged, rank_priority
from widgets.texts import (
    DASH,
    age_text,
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
    kind = rule.kind
    if kind is RuleKind.STATE:
        labels = [s.label.in_language(language()) for s in point.states if s.code in rule.codes]
        return f"{rule_kind_text(kind)}: {', '.join(labels) or DASH}"
    if kind is RuleKind.MIRRORED:
        return QCoreApplication.translate("alarms", "vom Server beurteilt")
    sign = ">" if kind.is_upper else "<"
    return f"{rule_kind_text(kind)} {sign} {_threshold_text(point, rule)}"


def _threshold_text(point: Point, rule: AlarmRule) -> str:
    """Return the limit itself, in the unit of what is measured."""
    if rule.kind is RuleKind.INACTIVE:
        return age_text(round(rule.threshold * 1e6))
    if rule.kind is RuleKind.FORMULA:
        return _plain(rule.threshold)
    unit = f"\u202f{point.unit.symbol}" if point.unit.symbol else ""
    text = f"{number(rule.threshold, point.decimals)}{unit}"
    if rule.kind is RuleKind.RATE:
        span = age_text(round(rule.span_s * 1e6))
        return QCoreApplication.translate("alarms", "{change} in {span}").format(
            change=text, span=span
        )
    if rule.reference is not None and rule.kind is not RuleKind.DEVIATION:
        words = QCoreApplication.translate("alarms", "Bezugswert")
        return f"{words} {rule.threshold:+g}{unit}" if rule.threshold else words
    return text


def _plain(value: float) -> str:
    return QLocale().toString(value, "g", 6) if isfinite(value) else DASH


def entry_value_text(entry: AlarmEntry) -> str:
    """Return the measure that raised an alarm; a dash for a lost source."""
    kind, value = entry.rule.kind, entry.state.value
    if entry.point is None or entry.is_lost:
        return DASH
    if kind is RuleKind.INACTIVE:
        return age_text(round(value * 1e6)) if isfinite(value) else DASH
    if kind is RuleKind.FORMULA:
        return _plain(value)
    return value_with_unit(entry.point, value)


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
    state = entry.state
    if state.is_hidden:
        inner = "" if state.inner is VisibleState.NORMAL else alarm_state_text(state.inner)
        parts = [alarm_state_text(state.visible), hidden_by(state), inner]
        if state.out_of_service is not None:
            order = QCoreApplication.translate("alarms", "Auftrag {number}")
            parts.insert(1, order.format(number=state.out_of_service.work_order))
        return " · ".join(part for part in parts if part)
    words = alarm_state_text(state.visible)
    if not state.is_measured:
        missing = QCoreApplication.translate("alarms", "Messwert fehlt")
        words = f"{words} · {missing}"
    person = state.acknowledged_by if state.is_acknowledged else ""
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
