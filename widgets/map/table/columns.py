"""The columns of the table of the map: their names, widths, and which give way."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from widgets.alarms.columns import ColumnSet


class Column(IntEnum):
    """Columns in their first order; the person may move and hide them."""

    STATE = 0
    NAME = 1
    KIND = 2
    FIELD = 3
    DISTRICT = 4
    VALUE = 5
    AGE = 6
    POINTS = 7
    PLACE = 8
    GRID = 9
    """Easting and northing."""


COLUMNS: Final = ColumnSet(
    widths={
        Column.STATE: 13,
        Column.NAME: 44,
        Column.KIND: 22,
        Column.FIELD: 22,
        Column.DISTRICT: 20,
        Column.VALUE: 44,
        Column.AGE: 8,
        Column.POINTS: 12,
        Column.PLACE: 25,
        Column.GRID: 28,
    },
    elastic={
        Column.NAME: 4,
        Column.VALUE: 3,
        Column.KIND: 1,
        Column.DISTRICT: 1,
        Column.FIELD: 1,
    },
    least={
        Column.NAME: 24,
        Column.VALUE: 22,
        Column.KIND: 16,
        Column.DISTRICT: 15,
        Column.FIELD: 14,
    },
    droppable=(
        Column.GRID,
        Column.POINTS,
        Column.FIELD,
        Column.PLACE,
        Column.KIND,
        Column.DISTRICT,
        Column.AGE,
        Column.VALUE,
    ),
    right=frozenset({Column.AGE, Column.POINTS}),
    hidden=frozenset({Column.GRID}),
)

FIXED: Final = frozenset({Column.STATE, Column.NAME})
"""Columns that cannot be hidden: without them a row says nothing."""

LIVE: Final = frozenset({Column.STATE, Column.VALUE, Column.AGE})
"""Columns whose order changes by itself while the city lives."""


def column_title(column: Column) -> str:
    """Return the heading of a column."""
    titles = {
        Column.STATE: QCoreApplication.translate("map", "Zustand"),
        Column.NAME: QCoreApplication.translate("map", "Gerät"),
        Column.KIND: QCoreApplication.translate("map", "Art"),
        Column.FIELD: QCoreApplication.translate("map", "Handlungsfeld"),
        Column.DISTRICT: QCoreApplication.translate("map", "Stadtbezirk"),
        Column.VALUE: QCoreApplication.translate("map", "Auffälligster Wert"),
        Column.AGE: QCoreApplication.translate("map", "Alter"),
        Column.POINTS: QCoreApplication.translate("map", "Datenpunkte"),
        Column.PLACE: QCoreApplication.translate("map", "Lage (WGS 84)"),
        Column.GRID: QCoreApplication.translate("map", "Lage (EPSG:25832)"),
    }
    return titles[column]


def column_tip(column: Column) -> str:
    """Return what a heading has no room for; empty where it says all."""
    tips = {
        Column.STATE: QCoreApplication.translate(
            "map", "Der schlimmste Zustand aller Datenpunkte des Geräts"
        ),
        Column.VALUE: QCoreApplication.translate(
            "map", "Der Wert, der den Zustand bestimmt, mit Name und Einheit"
        ),
        Column.AGE: QCoreApplication.translate(
            "map", "Wie alt dieser Wert ist, in Sekunden, Minuten, Stunden oder Tagen"
        ),
        Column.PLACE: QCoreApplication.translate(
            "map", "Geographische Breite und Länge in Grad (WGS 84)"
        ),
        Column.GRID: QCoreApplication.translate(
            "map", "Ostwert und Nordwert in Metern (ETRS89/UTM, Zone 32 Nord)"
        ),
    }
    return tips.get(column, "")
