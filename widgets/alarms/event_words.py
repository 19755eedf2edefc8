"""What happened to an alarm, in words: the event, who did it, and its details."""

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmEvent, AlarmEventKind
from app.domain.samples import NO_TIME
from widgets.alarms.hiding import NameOf, suppression_text
from widgets.foreign_texts import remark_on_screen
from widgets.texts import time_text

_LATE_US = 60_000_000
"""What was learned so much later than it happened is said so."""

_BY_ITSELF = frozenset(
    {AlarmEventKind.UNSHELVED, AlarmEventKind.SUPPRESSED, AlarmEventKind.UNSUPPRESSED}
)


def event_text(kind: AlarmEventKind) -> str:
    """Return the word for what happened."""
    words = {
        AlarmEventKind.RAISED: QCoreApplication.translate("alarms", "Ausgelöst"),
        AlarmEventKind.CLEARED: QCoreApplication.translate("alarms", "Zurückgekehrt"),
        AlarmEventKind.ACKNOWLEDGED: QCoreApplication.translate("alarms", "Quittiert"),
        AlarmEventKind.UNACKNOWLEDGED: QCoreApplication.translate(
            "alarms", "Quittierung zurückgenommen"
        ),
        AlarmEventKind.REALARMED: QCoreApplication.translate("alarms", "Meldet sich wieder"),
        AlarmEventKind.SHELVED: QCoreApplication.translate("alarms", "Zurückgestellt"),
        AlarmEventKind.UNSHELVED: QCoreApplication.translate("alarms", "Zurückstellung beendet"),
        AlarmEventKind.SUPPRESSED: QCoreApplication.translate("alarms", "Unterdrückt"),
        AlarmEventKind.UNSUPPRESSED: QCoreApplication.translate("alarms", "Unterdrückung beendet"),
        AlarmEventKind.REMOVED: QCoreApplication.translate("alarms", "Außer Betrieb genommen"),
        AlarmEventKind.RESTORED: QCoreApplication.translate("alarms", "Wieder in Betrieb"),
        AlarmEventKind.RESET: QCoreApplication.translate("alarms", "Zurückgesetzt"),
        AlarmEventKind.CONFIRMED: QCoreApplication.translate("alarms", "Behebung bestätigt"),
        AlarmEventKind.COMMENTED: QCoreApplication.translate("alarms", "Kommentar"),
        AlarmEventKind.LATE: QCoreApplication.translate("alarms", "Verspätet erfahren"),
        AlarmEventKind.NOTIFIED: QCoreApplication.translate("alarms", "Benachrichtigt"),
        AlarmEventKind.UNNOTIFIED: QCoreApplication.translate("alarms", "Nicht zugestellt"),
    }
    return words[kind]


def event_actor(event: AlarmEvent) -> str:
    """Return who did it; for what a person might have done, say that it came by itself."""
    if not event.actor and event.kind in _BY_ITSELF:
        return QCoreApplication.translate("alarms", "von selbst")
    return event.actor


def event_details(event: AlarmEvent, zone: str, name_of: NameOf) -> str:
    """Return until when, under which order and why, in one line.

    Args:
        event: The event.
        zone: Time zone of the city.
        name_of: Gives the names of what suppresses alarms.
    """
    parts = []
    if event.until_us != NO_TIME:
        words = QCoreApplication.translate("alarms", "bis {time}")
        parts.append(words.format(time=time_text(event.until_us, zone, with_date=True)[:-3]))
    if event.work_order:
        words = QCoreApplication.translate("alarms", "Auftrag {number}")
        parts.append(words.format(number=event.work_order))
    if event.kind in {AlarmEventKind.SUPPRESSED, AlarmEventKind.UNSUPPRESSED}:
        parts.append(suppression_text(event.comment, name_of))
    elif event.comment:
        parts.append(remark_on_screen(event.actor, event.comment))
    if event.recorded_us != NO_TIME and event.recorded_us - event.time_us > _LATE_US:
        words = QCoreApplication.translate("alarms", "erfahren {time}")
        parts.append(words.format(time=time_text(event.recorded_us, zone, with_date=True)))
    return " · ".join(part for part in parts if part)
