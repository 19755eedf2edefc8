"""The layout of the table of points as plain data that survives fonts, scales and versions."""

from typing import Any

from PySide6.QtWidgets import QTableView

from widgets.points.arrangement import Quick, Wishes
from widgets.points.columns import HIDDEN_AT_FIRST, WIDTH_IN_LETTERS, Column, Grouping

_MAX_LETTERS = 400.0


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
