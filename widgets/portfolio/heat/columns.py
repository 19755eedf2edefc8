"""The columns of the list of projects: headings, widths, what they show."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

_tr = QCoreApplication.translate


class Column(IntEnum):
    """The columns."""

    NUMBER = 0
    NAME = 1
    LIGHT = 2
    TREND = 3
    REASON = 4
    STATE = 5
    PROGRESS = 6
    REPORTED = 7
    MILESTONE = 8
    LATE = 9
    END = 10
    BUDGET = 11
    RISK = 12
    DRIFT = 13
    WAVE = 14
    AREA = 15
    ORGANISATION = 16
    SIMULATED = 17


WIDTHS: Final = {
    Column.NUMBER: 11,
    Column.NAME: 28,
    Column.LIGHT: 18,
    Column.TREND: 7,
    Column.REASON: 36,
    Column.STATE: 13,
    Column.PROGRESS: 15,
    Column.REPORTED: 12,
    Column.MILESTONE: 36,
    Column.LATE: 12,
    Column.END: 14,
    Column.BUDGET: 16,
    Column.RISK: 22,
    Column.DRIFT: 14,
    Column.WAVE: 14,
    Column.AREA: 22,
    Column.ORGANISATION: 22,
    Column.SIMULATED: 13,
}
"""First widths in widths of the digit 0."""

HIDDEN: Final = frozenset({Column.REPORTED, Column.END})
"""Hidden at first: the bar of progress tells what was reported, and `LATE` how the end is."""

NUMBERS: Final = frozenset({Column.LATE, Column.REPORTED, Column.END})


def column_title(column: Column) -> str:
    """Return the heading of a column."""
    titles = {
        Column.NUMBER: _tr("heat", "Nummer"),
        Column.NAME: _tr("heat", "Projekt"),
        Column.LIGHT: _tr("heat", "Ampel"),
        Column.TREND: _tr("heat", "Trend"),
        Column.REASON: _tr("heat", "Grund der Ampel"),
        Column.STATE: _tr("heat", "Zustand"),
        Column.PROGRESS: _tr("heat", "Fortschritt"),
        Column.REPORTED: _tr("heat", "Gemeldet"),
        Column.MILESTONE: _tr("heat", "Nächster Meilenstein"),
        Column.LATE: _tr("heat", "Verzug"),
        Column.END: _tr("heat", "Erwartetes Ende"),
        Column.BUDGET: _tr("heat", "Budget"),
        Column.RISK: _tr("heat", "Größtes Risiko"),
        Column.DRIFT: _tr("heat", "Nachweis"),
        Column.WAVE: _tr("heat", "Welle"),
        Column.AREA: _tr("heat", "Handlungsfeld"),
        Column.ORGANISATION: _tr("heat", "Federführung"),
        Column.SIMULATED: _tr("heat", "Herkunft"),
    }
    return titles[column]


def column_tip(column: Column) -> str:
    """Return what a column shows, with its unit."""
    tips = {
        Column.TREND: _tr("heat", "Die Ampel nach den Regeln, verglichen mit der vor 90 Tagen."),
        Column.PROGRESS: _tr(
            "heat", "Aus den Arbeitspaketen gerechnet, in %. Der Strich zeigt, was gemeldet ist."
        ),
        Column.REPORTED: _tr("heat", "Von Hand gemeldeter Fortschritt in %."),
        Column.LATE: _tr("heat", "Erwartetes Ende gegen vereinbartes Ende, in Tagen."),
        Column.BUDGET: _tr(
            "heat",
            "Ausgegeben als Anteil am Ansatz, in %. Heller: gebunden, noch nicht ausgegeben.",
        ),
        Column.RISK: _tr(
            "heat", "Eintrittswahrscheinlichkeit mal Auswirkung, 1 bis 25, und wie es heißt."
        ),
        Column.DRIFT: _tr("heat", "Ob das Gemeldete vom Nachweis abweicht."),
    }
    return tips.get(column, column_title(column))
