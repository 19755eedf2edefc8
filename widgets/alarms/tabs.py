"""The tabs of the list of alarms: which alarms stand in which, and what the tabs are called."""

from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmState
from widgets.alarms.columns import ALARM_COLUMNS, HIDDEN_COLUMNS, SHELVED_COLUMNS, ColumnSet


class AlarmTab(IntEnum):
    """The tabs in their order; the person chooses one with the keys 1 to 5."""

    ACTIVE = 0
    """What stands or has not been seen, and what is held until it is reset."""
    SHELVED = 1
    SUPPRESSED = 2
    REMOVED = 3
    """Out of service."""
    ALL = 4


def tab_of(state: AlarmState) -> AlarmTab:
    """Return the tab of an alarm; `ALL` has all of them besides."""
    if state.out_of_service is not None:
        return AlarmTab.REMOVED
    if state.shelf is not None:
        return AlarmTab.SHELVED
    return AlarmTab.SUPPRESSED if state.suppressed_by else AlarmTab.ACTIVE


def tab_columns(tab: AlarmTab) -> ColumnSet:
    """Return the columns that matter in a tab."""
    if tab is AlarmTab.SHELVED:
        return SHELVED_COLUMNS
    return HIDDEN_COLUMNS if tab in {AlarmTab.SUPPRESSED, AlarmTab.REMOVED} else ALARM_COLUMNS


def tab_title(tab: AlarmTab) -> str:
    """Return the words on a tab."""
    titles = {
        AlarmTab.ACTIVE: QCoreApplication.translate("alarms", "Aktiv"),
        AlarmTab.SHELVED: QCoreApplication.translate("alarms", "Zurückgestellt"),
        AlarmTab.SUPPRESSED: QCoreApplication.translate("alarms", "Unterdrückt"),
        AlarmTab.REMOVED: QCoreApplication.translate("alarms", "Außer Betrieb"),
        AlarmTab.ALL: QCoreApplication.translate("alarms", "Alle"),
    }
    return titles[tab]


def tab_tooltip(tab: AlarmTab) -> str:
    """Return what stands in a tab, a whole sentence."""
    sentences = {
        AlarmTab.ACTIVE: QCoreApplication.translate(
            "alarms", "Was ansteht, was niemand quittiert hat und was noch gehalten wird."
        ),
        AlarmTab.SHELVED: QCoreApplication.translate(
            "alarms", "Was jemand für eine Weile zurückgestellt hat; es kommt von selbst wieder."
        ),
        AlarmTab.SUPPRESSED: QCoreApplication.translate(
            "alarms",
            "Was ein anderer Alarm erklärt, ein Wartungsfenster abdeckt oder der Zeitplan "
            "ausnimmt.",
        ),
        AlarmTab.REMOVED: QCoreApplication.translate(
            "alarms", "Was mit einem Auftrag außer Betrieb genommen wurde, bis jemand es beendet."
        ),
        AlarmTab.ALL: QCoreApplication.translate("alarms", "Alle Alarme, auch die verborgenen."),
    }
    return f"{sentences[tab]} ({tab + 1})"


def tab_empty(tab: AlarmTab) -> str:
    """Return what is said where a tab has no alarm, a whole sentence."""
    sentences = {
        AlarmTab.ACTIVE: QCoreApplication.translate("alarms", "Kein Alarm steht an."),
        AlarmTab.SHELVED: QCoreApplication.translate("alarms", "Kein Alarm ist zurückgestellt."),
        AlarmTab.SUPPRESSED: QCoreApplication.translate("alarms", "Kein Alarm ist unterdrückt."),
        AlarmTab.REMOVED: QCoreApplication.translate("alarms", "Kein Alarm ist außer Betrieb."),
        AlarmTab.ALL: QCoreApplication.translate("alarms", "Kein Alarm steht an."),
    }
    return sentences[tab]
