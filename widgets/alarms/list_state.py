"""What is remembered of the list of alarms: columns, filter, tab, order, groups, reasons."""

from enum import IntEnum
from typing import Any, TypeVar

from widgets.alarms.columns import AlarmColumn
from widgets.alarms.grouping import Grouping
from widgets.alarms.list_desk import ListDesk
from widgets.alarms.sorting import SortOrder
from widgets.alarms.tabs import AlarmTab

Choice = TypeVar("Choice", bound=IntEnum)


def save_list(view: ListDesk, grouping: Grouping, order: SortOrder) -> dict[str, Any]:
    """Return what is to be remembered, as plain data (JSON)."""
    return {
        **view.table.save_columns(),
        "text": view.bar.text,
        "waiting": view.bar.is_waiting_only,
        "tab": view.model.tab.name,
        "grouping": grouping.name,
        "closed": sorted(view.model.lines.closed),
        "sort": "" if order.column is None else order.column.name,
        "descending": order.is_descending,
        "reasons": view.orders.save(),
    }


def restore_list(view: ListDesk, saved: dict[str, Any]) -> None:
    """Take back what `save_list` gave; parts that make no sense are ignored."""
    view.table.restore_columns(saved)
    view.orders.restore(saved.get("reasons"))
    text = saved.get("text")
    view.bar.set_filter(
        text if isinstance(text, str) else "", is_waiting_only=saved.get("waiting") is True
    )
    view.model.text, view.model.is_waiting_only = view.bar.text, view.bar.is_waiting_only
    grouping = Grouping.NONE if view.is_compact else _chosen(Grouping, saved.get("grouping"))
    view.group_by(grouping or Grouping.NONE)
    closed = saved.get("closed")
    if isinstance(closed, list):
        view.model.lines.closed = {key for key in closed if isinstance(key, str)}
    column = _chosen(AlarmColumn, saved.get("sort"))
    is_descending = column is not None and saved.get("descending") is True
    view.sort_by(SortOrder(column, is_descending))
    tab = AlarmTab.ACTIVE if view.is_compact else _chosen(AlarmTab, saved.get("tab"))
    view.tabs.show_tab(tab or AlarmTab.ACTIVE)
    view.open_tab(tab or AlarmTab.ACTIVE)


def _chosen(choices: type[Choice], name: object) -> Choice | None:
    return choices[name] if isinstance(name, str) and name in choices.__members__ else None
