"""The columns of the list of rules."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication


class RuleColumn(IntEnum):
    """Columns in their first order."""

    PRIORITY = 0
    POINT = 1
    KIND = 2
    LIMIT = 3
    DEADBAND = 4
    DELAYS = 5
    CHANGED = 6
    STATE = 7
    ACTION = 8
    CONSEQUENCE = 9
    BASIS = 10
    AUTHOR = 11
    WHY = 12
    MESSAGE = 13
    RESPONSE = 14
    EXTRAS = 15
    ID = 16


WIDTHS: Final = {
    RuleColumn.PRIORITY: 13.0,
    RuleColumn.POINT: 22.0,
    RuleColumn.KIND: 10.0,
    RuleColumn.LIMIT: 16.0,
    RuleColumn.DEADBAND: 10.0,
    RuleColumn.DELAYS: 15.0,
    RuleColumn.MESSAGE: 40.0,
    RuleColumn.ACTION: 30.0,
    RuleColumn.CONSEQUENCE: 12.0,
    RuleColumn.RESPONSE: 16.0,
    RuleColumn.BASIS: 28.0,
    RuleColumn.EXTRAS: 28.0,
    RuleColumn.STATE: 18.0,
    RuleColumn.CHANGED: 11.0,
    RuleColumn.AUTHOR: 14.0,
    RuleColumn.WHY: 28.0,
    RuleColumn.ID: 28.0,
}
"""First widths in widths of the digit 0."""

HIDDEN_AT_FIRST: Final = frozenset(
    {
        RuleColumn.ACTION,
        RuleColumn.CONSEQUENCE,
        RuleColumn.BASIS,
        RuleColumn.AUTHOR,
        RuleColumn.WHY,
        RuleColumn.MESSAGE,
        RuleColumn.RESPONSE,
        RuleColumn.EXTRAS,
        RuleColumn.ID,
    }
)
"""What the editor shows, and the tooltips say; the rest fits beside the selection."""

FIXED: Final = frozenset({RuleColumn.PRIORITY, RuleColumn.POINT})
RIGHT: Final = frozenset({RuleColumn.DEADBAND})


def column_title(column: RuleColumn) -> str:
    """Return the heading of a column."""
    titles = {
        RuleColumn.PRIORITY: QCoreApplication.translate("rules", "Priorität"),
        RuleColumn.POINT: QCoreApplication.translate("rules", "Datenpunkt"),
        RuleColumn.KIND: QCoreApplication.translate("rules", "Art"),
        RuleColumn.LIMIT: QCoreApplication.translate("rules", "Grenze"),
        RuleColumn.DEADBAND: QCoreApplication.translate("rules", "Totband"),
        RuleColumn.DELAYS: QCoreApplication.translate("rules", "Verzögerung"),
        RuleColumn.MESSAGE: QCoreApplication.translate("rules", "Meldung"),
        RuleColumn.ACTION: QCoreApplication.translate("rules", "Maßnahme"),
        RuleColumn.CONSEQUENCE: QCoreApplication.translate("rules", "Folge"),
        RuleColumn.RESPONSE: QCoreApplication.translate("rules", "Reaktionszeit"),
        RuleColumn.BASIS: QCoreApplication.translate("rules", "Grundlage"),
        RuleColumn.EXTRAS: QCoreApplication.translate("rules", "Besonderes"),
        RuleColumn.STATE: QCoreApplication.translate("rules", "Zustand"),
        RuleColumn.CHANGED: QCoreApplication.translate("rules", "Geändert"),
        RuleColumn.AUTHOR: QCoreApplication.translate("rules", "Von"),
        RuleColumn.WHY: QCoreApplication.translate("rules", "Warum"),
        RuleColumn.ID: QCoreApplication.translate("rules", "Kennung"),
    }
    return titles[column]


def column_tip(column: RuleColumn) -> str:
    """Return what a column says, where its heading does not; empty elsewhere."""
    tips = {
        RuleColumn.LIMIT: QCoreApplication.translate(
            "rules", "Ab hier wird alarmiert, in der Einheit des Datenpunkts"
        ),
        RuleColumn.DEADBAND: QCoreApplication.translate(
            "rules", "So weit muss der Wert zurück, bevor der Alarm endet; Einheit des Datenpunkts"
        ),
        RuleColumn.DELAYS: QCoreApplication.translate(
            "rules", "An / aus: So lange muss die Grenze verletzt, und danach der Wert zurück sein"
        ),
        RuleColumn.CONSEQUENCE: QCoreApplication.translate(
            "rules", "Was geschieht, wenn niemand handelt"
        ),
        RuleColumn.CHANGED: QCoreApplication.translate(
            "rules", "Was Menschen gegenüber dem Profil geändert haben"
        ),
    }
    return tips.get(column, "")
