"""The columns of the list of alarms and of the journal, as data that survives fonts and scales."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTableView

_MAX_LETTERS: Final = 400.0


class AlarmColumn(IntEnum):
    """Columns of the list in their first order; the person may move and hide them."""

    PRIORITY = 0
    TIME = 1
    MESSAGE = 2
    PLACE = 3
    SUBJECT = 4
    VALUE = 5
    LIMIT = 6
    STATE = 7
    BY = 8
    COUNT = 9
    """How often it came since somebody acknowledged it at rest."""
    REMAINING = 10
    """How long it stays shelved."""
    CAUSE = 11
    SOURCE = 12
    COMMENT = 13


class JournalColumn(IntEnum):
    """Columns of the journal in their first order."""

    TIME = 0
    EVENT = 1
    PRIORITY = 2
    SUBJECT = 3
    PLACE = 4
    MESSAGE = 5
    VALUE = 6
    ACTOR = 7
    COMMENT = 8


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """The columns of one table.

    Attributes:
        widths: First width of each column in widths of the digit 0.
        elastic: The columns that take the room the others leave, those whose texts come first in
            front, with their part of what is left once all texts have room.
        least: Least width of each elastic column in widths of the digit 0; its first width in
            `widths` is the most that it takes for its texts.
        droppable: Columns that give way in this order where there is no room for all.
        right: Columns whose texts stand at the right.
        hidden: Columns that are not shown at first.
    """

    widths: Mapping[IntEnum, int]
    elastic: Mapping[IntEnum, int]
    least: Mapping[IntEnum, int]
    droppable: tuple[IntEnum, ...]
    right: frozenset[IntEnum] = frozenset()
    hidden: frozenset[IntEnum] = field(default_factory=frozenset)


ALARM_COLUMNS: Final = ColumnSet(
    widths={
        AlarmColumn.PRIORITY: 13,
        AlarmColumn.TIME: 14,
        AlarmColumn.MESSAGE: 38,
        AlarmColumn.PLACE: 34,
        AlarmColumn.SUBJECT: 38,
        AlarmColumn.VALUE: 18,
        AlarmColumn.LIMIT: 24,
        AlarmColumn.STATE: 26,
        AlarmColumn.BY: 14,
        AlarmColumn.COUNT: 8,
        AlarmColumn.REMAINING: 38,
        AlarmColumn.CAUSE: 26,
        AlarmColumn.SOURCE: 22,
        AlarmColumn.COMMENT: 30,
    },
    elastic={
        AlarmColumn.TIME: 0,
        AlarmColumn.REMAINING: 0,
        AlarmColumn.STATE: 0,
        AlarmColumn.VALUE: 0,
        AlarmColumn.MESSAGE: 4,
        AlarmColumn.LIMIT: 1,
        AlarmColumn.PLACE: 2,
        AlarmColumn.SUBJECT: 3,
        AlarmColumn.COMMENT: 2,
    },
    least={
        AlarmColumn.TIME: 10,
        AlarmColumn.REMAINING: 14,
        AlarmColumn.COMMENT: 16,
        AlarmColumn.STATE: 20,
        AlarmColumn.VALUE: 12,
        AlarmColumn.MESSAGE: 22,
        AlarmColumn.LIMIT: 17,
        AlarmColumn.PLACE: 13,
        AlarmColumn.SUBJECT: 15,
    },
    droppable=(
        AlarmColumn.LIMIT,
        AlarmColumn.COUNT,
        AlarmColumn.SUBJECT,
        AlarmColumn.PLACE,
        AlarmColumn.COMMENT,
    ),
    right=frozenset({AlarmColumn.VALUE, AlarmColumn.COUNT}),
    hidden=frozenset(
        {
            AlarmColumn.BY,
            AlarmColumn.REMAINING,
            AlarmColumn.CAUSE,
            AlarmColumn.SOURCE,
            AlarmColumn.COMMENT,
        }
    ),
)

_HIDING: Final = frozenset({AlarmColumn.LIMIT, AlarmColumn.VALUE, AlarmColumn.TIME})
_WHO: Final = {**ALARM_COLUMNS.widths, AlarmColumn.STATE: 36}
"""The state of a hidden alarm says who or what hides it."""

SHELVED_COLUMNS: Final = replace(
    ALARM_COLUMNS,
    widths=_WHO,
    hidden=(ALARM_COLUMNS.hidden | _HIDING | {AlarmColumn.COUNT})
    - {AlarmColumn.REMAINING, AlarmColumn.COMMENT},
)
"""What matters of alarms that are shelved: until when, and why."""

HIDDEN_COLUMNS: Final = replace(
    ALARM_COLUMNS,
    widths=_WHO,
    hidden=(ALARM_COLUMNS.hidden | _HIDING | {AlarmColumn.COUNT}) - {AlarmColumn.COMMENT},
)
"""What matters of alarms that are suppressed or out of service: by what, and why."""

JOURNAL_COLUMNS: Final = ColumnSet(
    widths={
        JournalColumn.TIME: 21,
        JournalColumn.EVENT: 26,
        JournalColumn.PRIORITY: 12,
        JournalColumn.SUBJECT: 32,
        JournalColumn.PLACE: 22,
        JournalColumn.MESSAGE: 40,
        JournalColumn.VALUE: 12,
        JournalColumn.ACTOR: 22,
        JournalColumn.COMMENT: 30,
    },
    elastic={
        JournalColumn.ACTOR: 1,
        JournalColumn.EVENT: 1,
        JournalColumn.MESSAGE: 5,
        JournalColumn.COMMENT: 3,
        JournalColumn.SUBJECT: 4,
        JournalColumn.PLACE: 2,
    },
    least={
        JournalColumn.EVENT: 14,
        JournalColumn.ACTOR: 12,
        JournalColumn.MESSAGE: 21,
        JournalColumn.COMMENT: 12,
        JournalColumn.SUBJECT: 32,
        JournalColumn.PLACE: 13,
    },
    droppable=(JournalColumn.VALUE, JournalColumn.SUBJECT, JournalColumn.PLACE),
    right=frozenset({JournalColumn.VALUE}),
)


def column_title(column: IntEnum) -> str:
    """Return the heading of a column of either table."""
    titles = {
        "PRIORITY": QCoreApplication.translate("alarms", "Priorität"),
        "TIME": QCoreApplication.translate("alarms", "Zeit"),
        "SUBJECT": QCoreApplication.translate("alarms", "Datenpunkt"),
        "PLACE": QCoreApplication.translate("alarms", "Ort"),
        "MESSAGE": QCoreApplication.translate("alarms", "Meldung"),
        "VALUE": QCoreApplication.translate("alarms", "Wert"),
        "LIMIT": QCoreApplication.translate("alarms", "Grenzwert"),
        "STATE": QCoreApplication.translate("alarms", "Zustand"),
        "BY": QCoreApplication.translate("alarms", "Quittiert von"),
        "EVENT": QCoreApplication.translate("alarms", "Ereignis"),
        "ACTOR": QCoreApplication.translate("alarms", "Person"),
        "COMMENT": QCoreApplication.translate("alarms", "Kommentar"),
        "COUNT": QCoreApplication.translate("alarms", "Anzahl"),
        "REMAINING": QCoreApplication.translate("alarms", "Restzeit"),
        "CAUSE": QCoreApplication.translate("alarms", "Ursache"),
        "SOURCE": QCoreApplication.translate("alarms", "Quelle"),
    }
    return titles[column.name]


def reset_columns(table: QTableView, columns: ColumnSet) -> None:
    """Give all columns their first place and width, and show those that are shown at first."""
    header = table.horizontalHeader()
    letter = table.fontMetrics().horizontalAdvance("0")
    for column, width in columns.widths.items():
        header.moveSection(header.visualIndex(column), int(column))
        table.setColumnHidden(column, column in columns.hidden)
        table.setColumnWidth(column, letter * width)


def columns_to_list(table: QTableView, columns: ColumnSet) -> list[dict[str, Any]]:
    """Return the columns from left to right: name, width in widths of a digit, is it hidden."""
    header = table.horizontalHeader()
    letter = table.fontMetrics().horizontalAdvance("0")
    by_section = {int(column): column for column in columns.widths}
    saved = []
    for visual in range(header.count()):
        column = by_section[header.logicalIndex(visual)]
        is_hidden = table.isColumnHidden(column)
        width = columns.widths[column] if is_hidden else table.columnWidth(column) / letter
        saved.append({"name": column.name, "width": round(width, 2), "hidden": is_hidden})
    return saved


def columns_from_list(table: QTableView, columns: ColumnSet, saved: object) -> None:
    """Arrange the columns as saved; what is unknown or nonsense is left as it is."""
    if not isinstance(saved, list):
        return
    header = table.horizontalHeader()
    letter = table.fontMetrics().horizontalAdvance("0")
    by_name = {column.name: column for column in columns.widths}
    place = 0
    for item in saved:
        column = by_name.get(str(item.get("name"))) if isinstance(item, dict) else None
        if column is None:
            continue
        header.moveSection(header.visualIndex(column), place)
        place += 1
        width = item.get("width")
        if isinstance(width, int | float) and 1 <= width <= _MAX_LETTERS:
            table.setColumnWidth(column, round(width * letter))
        table.setColumnHidden(column, item.get("hidden") is True)
