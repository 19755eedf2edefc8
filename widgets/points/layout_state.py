"""The layout of the table of points as plain data that survives fonts, scales and versions."""

from typing import Any, Final

from PySide6.QtWidgets import QTableView

from widgets.points.arrangement import Quick, Wishes
from widgets.points.columns import (
    HIDDEN_AT_FIRST,
    TOLD_WHEN_COMPACT,
    WIDTH_IN_LETTERS,
    Column,
    Grouping,
)

_MAX_LETTERS = 400.0
_MOST_NAME: Final = 60
_PLACES: Final = {Column.SITE: (15, 40, 0.3), Column.DEVICE: (14, 28, 0.22)}
"""Least and most width in widths of the digit 0, and the share of the room."""


def reset_columns(table: QTableView, hidden: frozenset[Column] = HIDDEN_AT_FIRST) -> None:
    """Give all columns their first place and width, and hide those that are hidden at first."""
    header = table.horizontalHeader()
    letter = table.fontMetrics().horizontalAdvance("0")
    for column in Column:
        header.moveSection(header.visualIndex(column), int(column))
        table.setColumnHidden(column, column in hidden)
        table.setColumnWidth(column, letter * WIDTH_IN_LETTERS[column])


def columns_to_dict(table: QTableView) -> list[dict[str, Any]]:
    """Return the columns from left to right: name, width in widths of a digit, is it hidden."""
    header = table.horizontalHeader()
    letter = table.fontMetrics().horizontalAdvance("0")
    saved = []
    for visual in range(header.count()):
        column = Column(header.logicalIndex(visual))
        is_hidden = table.isColumnHidden(column)
        width = WIDTH_IN_LETTERS[column] if is_hidden else table.columnWidth(column) / letter
        saved.append({"name": column.name, "width": round(width, 2), "hidden": is_hidden})
    return saved


def columns_from_dict(table: QTableView, saved: object) -> None:
    """Arrange the columns as saved; what is unknown or nonsense is left as it is."""
    if not isinstance(saved, list):
        return
    header = table.horizontalHeader()
    letter = table.fontMetrics().horizontalAdvance("0")
    place = 0
    for item in saved:
        column = _column(item)
        if column is None:
            continue
        header.moveSection(header.visualIndex(column), place)
        place += 1
        width = item.get("width")
        if isinstance(width, int | float) and 1 <= width <= _MAX_LETTERS:
            table.setColumnWidth(column, round(width * letter))
        table.setColumnHidden(column, item.get("hidden") is True)


def columns_in_sight(table: QTableView) -> list[Column]:
    """Return the columns that are not hidden, from left to right."""
    header = table.horizontalHeader()
    logical = [header.logicalIndex(visual) for visual in range(header.count())]
    return [Column(section) for section in logical if not header.isSectionHidden(section)]


def columns_told(table: QTableView, *, is_compact: bool) -> list[Column]:
    """Return the columns whose texts are in sight, also those that stand in another's cell."""
    seen = columns_in_sight(table)
    if is_compact:
        return [*TOLD_WHEN_COMPACT, *(c for c in seen if c not in TOLD_WHEN_COMPACT)]
    if Column.UNIT not in seen and Column.VALUE in seen:
        seen.insert(seen.index(Column.VALUE) + 1, Column.UNIT)
    return seen


def fit_columns(table: QTableView, least_name: int) -> None:
    """Share the room that the other columns leave among names, sites and devices.

    Args:
        table: The table.
        least_name: Least width of the names in widths of the digit 0.
    """
    header = table.horizontalHeader()
    letter = table.fontMetrics().horizontalAdvance("0")
    elastic = sum(header.sectionSize(c) for c in (Column.NAME, *_PLACES))
    room = (table.viewport().width() - (header.length() - elastic)) / letter
    left = room
    for column, (least, most, share) in _PLACES.items():
        if not table.isColumnHidden(column):
            width = min(max(room * share, least), most)
            table.setColumnWidth(column, round(width * letter))
            left -= width
    name = min(max(left, least_name), _MOST_NAME)
    table.setColumnWidth(Column.NAME, int(name * letter))


def wishes_to_dict(wishes: Wishes) -> dict[str, Any]:
    """Return what the person asked for as plain data."""
    return {
        "text": wishes.text,
        "quick": wishes.quick.value,
        "sort": "" if wishes.column is None else wishes.column.name,
        "descending": wishes.is_descending,
        "grouping": wishes.grouping.name,
        "collapsed": sorted(wishes.collapsed),
    }


def wishes_from_dict(saved: object) -> Wishes:
    """Return saved wishes; what is unknown or nonsense is as at first."""
    wishes = Wishes()
    if not isinstance(saved, dict):
        return wishes
    text, quick = saved.get("text"), saved.get("quick")
    if isinstance(text, str):
        wishes.text = text
    known = Quick.ABNORMAL | Quick.STALE | Quick.SOURCE_DOWN
    if isinstance(quick, int) and 0 <= quick <= known.value:
        wishes.quick = Quick(quick)
    wishes.column = _member(saved.get("sort"))
    wishes.is_descending = saved.get("descending") is True
    grouping = saved.get("grouping")
    if isinstance(grouping, str) and grouping in Grouping.__members__:
        wishes.grouping = Grouping[grouping]
    collapsed = saved.get("collapsed")
    if isinstance(collapsed, list):
        wishes.collapsed = {item for item in collapsed if isinstance(item, str)}
    return wishes


def _column(item: object) -> Column | None:
    return _member(item.get("name")) if isinstance(item, dict) else None


def _member(name: object) -> Column | None:
    return Column[name] if isinstance(name, str) and name in Column.__members__ else None
