"""Filters in words, and which way of filtering fits which field."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.fields import FieldType, Value
from app.domain.inventory.queries import Filter, Operator
from widgets.inventory.table.columns import Column

_MOST_NAMED = 2
"""So many values are named on a chip; of more it says how many."""


class Way(Enum):
    """How a person filters by a field."""

    LIST = auto()
    """Ticks before values, with their counts."""
    RANGE = auto()
    """From and to."""
    TEXT = auto()
    """Words that are in it."""
    TAGS = auto()
    """Tags it has."""
    RECORD = auto()
    """Another record it refers to."""


def way_of(column: Column) -> Way:
    """Return how a person filters by a column."""
    kind = column.path.field.type
    if kind in {FieldType.CHOICE, FieldType.FLAG}:
        return Way.LIST
    if kind.is_number or kind in {FieldType.DATE, FieldType.MOMENT}:
        return Way.RANGE
    if kind is FieldType.TAGS:
        return Way.TAGS
    if kind is FieldType.REFERENCE:
        return Way.RECORD
    # What another record is called comes from a list that can be shown: sites, types, districts.
    return Way.LIST if column.path.steps and kind is FieldType.TEXT else Way.TEXT


def filter_text(column: Column, filters: Sequence[Filter], titles: dict[str, str]) -> str:
    """Return what the filters of one path say, such as `Zustand: in Betrieb`.

    Args:
        column: The column of the path.
        filters: All filters of the path.
        titles: What records are called, by uid.
    """
    parts = [condition_text(column, one, titles) for one in filters]
    return f"{column.title}: {', '.join(parts)}"


def condition_text(column: Column, one: Filter, titles: dict[str, str]) -> str:
    """Return what one filter says without naming the field, such as `nicht defekt`."""
    words = _words()
    named = [_value(column, value, titles) for value in one.values]
    text = ", ".join(named[:_MOST_NAMED])
    if len(named) > _MOST_NAMED:
        text = QCoreApplication.translate("inventory_table", "{0} Werte").format(len(named))
    template = words[one.operator]
    return template.format(text)


def _value(column: Column, value: Value, titles: dict[str, str]) -> str:
    if value is None or value == "":
        return QCoreApplication.translate("inventory_table", "leer")
    if column.is_reference:
        return titles.get(str(value), "…")
    return column.spell(value)


def _words() -> dict[Operator, str]:
    tr = QCoreApplication.translate
    return {
        Operator.IS: "{0}",
        Operator.IN: "{0}",
        Operator.IS_NOT: tr("inventory_table", "nicht {0}"),
        Operator.CONTAINS: tr("inventory_table", "enthält „{0}“"),
        Operator.BEGINS: tr("inventory_table", "beginnt mit „{0}“"),
        Operator.AT_LEAST: tr("inventory_table", "ab {0}"),
        Operator.AT_MOST: tr("inventory_table", "bis {0}"),
        Operator.IS_EMPTY: tr("inventory_table", "leer"),
        Operator.IS_FILLED: tr("inventory_table", "ausgefüllt"),
        Operator.WITHIN: tr("inventory_table", "in {0}"),
        Operator.HAS_TAG: "{0}",
    }
