"""What the head of the card says: what is explained, where, and how it stands at the moment."""

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmState, RuleKind
from app.domain.cities import City
from app.domain.samples import NO_TIME
from app.services.explanations import Explanation, Standing
from widgets.texts import alarm_state_text, language, priority_text
from widgets.why.head import Heading
from widgets.why.nearby import rule_look
from widgets.why.wording import moment_text, place_text, point_text, source_text


def heading_of(found: Explanation, city: City, alarm: AlarmState | None) -> Heading:
    """Return what the head says.

    Args:
        found: The explanation.
        city: Its city.
        alarm: How the alarm stands at the moment on screen; None when it is at rest, or unknown.
    """
    name = source_text(city, found.source) if found.point is None else point_text(found.point)
    place = " · ".join(dict.fromkeys(filter(None, (name, place_text(found.point)))))
    rule = found.rule
    if rule is None:
        return Heading(_value_text(found), place)
    return Heading(
        rule.message.in_language(language()),
        place,
        _state_text(found, alarm, city),
        priority_text(rule.priority, is_lost=rule.kind is RuleKind.LOST),
        rule_look(rule),
        _is_unseen(found) if alarm is None else not alarm.is_acknowledged,
    )


def is_outdated(found: Explanation, alarm: AlarmState | None) -> bool:
    """Tell whether the alarm was raised or returned since it was explained."""
    if found.rule is None:
        return False
    stood = found.finding.standing is Standing.ACTIVE
    if alarm is None or not alarm.is_active:
        return stood
    return not stood or alarm.raised_us != found.finding.raised_us


def _value_text(found: Explanation) -> str:
    name = "" if found.point is None else found.point.name.in_language(language())
    words = {
        Standing.PENDING: QCoreApplication.translate("why", "{name}: jenseits des Grenzwerts"),
        Standing.ABNORMAL: QCoreApplication.translate("why", "{name}: auffällig, ohne Alarm"),
        Standing.WITHIN: QCoreApplication.translate("why", "{name}: im erlaubten Bereich"),
    }.get(found.finding.standing, QCoreApplication.translate("why", "{name}: nicht überwacht"))
    return words.format(name=name)


def _state_text(found: Explanation, alarm: AlarmState | None, city: City) -> str:
    if alarm is None:
        is_over = found.finding.standing is Standing.RETURNED
        return QCoreApplication.translate("why", "vorbei") if is_over else ""
    words = alarm_state_text(alarm.visible)
    if alarm.raised_us == NO_TIME:
        return words
    since = moment_text(alarm.raised_us, found.at_us, city.time_zone)
    return QCoreApplication.translate("why", "{state} · seit {since}").format(
        state=words, since=since
    )


def _is_unseen(found: Explanation) -> bool:
    """Tell whether nobody has acknowledged the explained occurrence."""
    return found.finding.raised_us != NO_TIME and found.finding.acknowledged_us == NO_TIME
