"""Everything about an alarm that a row has no room for, as rich text."""

from html import escape

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmState
from app.domain.samples import NO_TIME
from widgets.alarms.entries import AlarmEntry
from widgets.alarms.hiding import NameOf, suppression_text
from widgets.alarms.words import entry_subject_text, entry_value_text, limit_text
from widgets.foreign_texts import remark_on_screen
from widgets.texts import DASH, language, time_text

Facts = list[tuple[str, str]]


def entry_tooltip(entry: AlarmEntry, zone: str, name_of: NameOf = lambda _: "") -> str:
    """Return what is wrong, what to do, and what happened to an alarm.

    Args:
        entry: The alarm.
        zone: Time zone of the city.
        name_of: Gives the names of what suppresses alarms.
    """
    state, rule, code = entry.state, entry.rule, language()
    lines = [f"<b>{escape(entry_subject_text(entry))}</b>", escape(entry.message)]
    limit = DASH if entry.point is None or entry.is_lost else limit_text(entry.point, rule)
    facts: Facts = [
        (QCoreApplication.translate("alarms", "Zu tun"), rule.action.in_language(code)),
        (QCoreApplication.translate("alarms", "Folge"), rule.effect.in_language(code)),
        (QCoreApplication.translate("alarms", "Wert"), entry_value_text(entry)),
        (QCoreApplication.translate("alarms", "Grenzwert"), limit),
        (QCoreApplication.translate("alarms", "Grundlage"), rule.basis),
        (
            QCoreApplication.translate("alarms", "Ausgelöst"),
            time_text(state.raised_us, zone, with_date=True),
        ),
    ]
    facts += _life(state, zone)
    facts += _hiding(state, zone, name_of)
    lines += [f"{escape(title)}: {escape(text)}" for title, text in facts if text not in {"", DASH}]
    if not state.is_measured:
        sentence = QCoreApplication.translate(
            "alarms", "Der Messwert fehlt oder taugt nichts; der Alarm bleibt, wie er zuletzt war."
        )
        lines.append(escape(sentence))
    return "<br>".join(lines)


def _life(state: AlarmState, zone: str) -> Facts:
    facts: Facts = []
    if state.occurrences > 1:
        times = QCoreApplication.translate("alarms", "%n-mal", "", state.occurrences)
        facts.append((QCoreApplication.translate("alarms", "Aufgetreten"), times))
    if not state.is_active and state.cleared_us != NO_TIME:
        cleared = time_text(state.cleared_us, zone, with_date=True)
        facts.append((QCoreApplication.translate("alarms", "Zurückgekehrt"), cleared))
    if state.is_acknowledged:
        facts.append((QCoreApplication.translate("alarms", "Quittiert von"), state.acknowledged_by))
    comment = remark_on_screen(state.acknowledged_by, state.comment)
    facts.append((QCoreApplication.translate("alarms", "Kommentar"), comment))
    return facts


def _hiding(state: AlarmState, zone: str, name_of: NameOf) -> Facts:
    facts: Facts = []
    if state.shelf is not None:
        shelf = state.shelf
        facts += [
            (QCoreApplication.translate("alarms", "Zurückgestellt von"), shelf.actor),
            (
                QCoreApplication.translate("alarms", "Grund"),
                remark_on_screen(shelf.actor, shelf.reason),
            ),
            (
                QCoreApplication.translate("alarms", "Bis"),
                time_text(shelf.until_us, zone, with_date=True),
            ),
        ]
    if state.suppressed_by:
        by = suppression_text(state.suppressed_by, name_of)
        facts.append((QCoreApplication.translate("alarms", "Unterdrückt"), by))
    if state.out_of_service is not None:
        removal = state.out_of_service
        facts += [
            (QCoreApplication.translate("alarms", "Außer Betrieb durch"), removal.actor),
            (QCoreApplication.translate("alarms", "Grund"), removal.reason),
            (QCoreApplication.translate("alarms", "Auftrag"), removal.work_order),
            (
                QCoreApplication.translate("alarms", "Seit"),
                time_text(removal.since_us, zone, with_date=True),
            ),
        ]
    return facts
