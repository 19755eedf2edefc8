"""The columns of the table of points: their names, widths and ways of being sorted."""

from enum import IntEnum

from PySide6.QtCore import QCoreApplication


class Column(IntEnum):
    """Columns in their first order; the person may move and hide them."""

    ALARM = 0
    NAME = 1
    SITE = 2
    DEVICE = 3
    VALUE = 4
    UNIT = 5
    QUALITY = 6
    AGE = 7
    SPARK = 8
    SOURCE = 9
    DISTRICT = 10
    FIELD = 11
    ID = 12


HIDDEN_AT_FIRST = frozenset({Column.SOURCE, Column.DISTRICT, Column.FIELD, Column.ID})
HIDDEN_WHEN_COMPACT = frozenset(Column) - {Column.NAME, Column.VALUE}
TOLD_WHEN_COMPACT = (Column.NAME, Column.SITE, Column.DEVICE, Column.VALUE, Column.UNIT)
"""What the two columns of the compact table say: site and device stand below name and value."""

LIVE_COLUMNS = frozenset({Column.ALARM, Column.VALUE, Column.QUALITY, Column.AGE})
"""Columns whose order changes by itself while the city lives."""

LIVE_SPANS = (
    (Column.ALARM, Column.ALARM),
    (Column.VALUE, Column.VALUE),
    (Column.QUALITY, Column.SPARK),
)
"""Columns, first and last of each run, that look different with every new value."""

RIGHT_ALIGNED = frozenset({Column.VALUE, Column.AGE})

WIDTH_IN_LETTERS = {
    Column.ALARM: 13,
    Column.NAME: 30,
    Column.SITE: 20,
    Column.DEVICE: 15,
    Column.VALUE: 16,
    Column.UNIT: 8,
    Column.QUALITY: 11,
    Column.AGE: 8,
    Column.SPARK: 14,
    Column.SOURCE: 30,
    Column.DISTRICT: 15,
    Column.FIELD: 20,
    Column.ID: 24,
}
"""First widths in widths of the digit 0, so that they follow font and scale."""


def column_title(column: Column) -> str:
    """Return the heading of a column."""
    titles = {
        Column.ALARM: QCoreApplication.translate("points", "Alarm"),
        Column.NAME: QCoreApplication.translate("points", "Datenpunkt"),
        Column.DEVICE: QCoreApplication.translate("points", "Gerät"),
        Column.VALUE: QCoreApplication.translate("points", "Wert"),
        Column.UNIT: QCoreApplication.translate("points", "Einheit"),
        Column.QUALITY: QCoreApplication.translate("points", "Güte"),
        Column.AGE: QCoreApplication.translate("points", "Alter"),
        Column.SPARK: QCoreApplication.translate("points", "Letzte Stunde"),
        Column.SITE: QCoreApplication.translate("points", "Standort"),
        Column.DISTRICT: QCoreApplication.translate("points", "Stadtbezirk"),
        Column.SOURCE: QCoreApplication.translate("points", "Quelle"),
        Column.FIELD: QCoreApplication.translate("points", "Handlungsfeld"),
        Column.ID: QCoreApplication.translate("points", "Kennung"),
    }
    return titles[column]


class Grouping(IntEnum):
    """By what the rows are grouped."""

    NONE = 0
    FIELD = 1
    DISTRICT = 2
    SITE = 3
    SOURCE = 4
    TYPE = 5


def grouping_title(grouping: Grouping) -> str:
    """Return the words for a grouping."""
    titles = {
        Grouping.NONE: QCoreApplication.translate("points", "Ohne Gruppen"),
        Grouping.FIELD: QCoreApplication.translate("points", "Nach Handlungsfeld"),
        Grouping.DISTRICT: QCoreApplication.translate("points", "Nach Stadtbezirk"),
        Grouping.SITE: QCoreApplication.translate("points", "Nach Standort"),
        Grouping.SOURCE: QCoreApplication.translate("points", "Nach Quelle"),
        Grouping.TYPE: QCoreApplication.translate("points", "Nach Gerätetyp"),
    }
    return titles[grouping]
