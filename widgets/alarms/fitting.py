"""How the columns of a table of alarms share the room, in widths of the digit 0."""

from collections.abc import Mapping
from enum import IntEnum

from widgets.alarms.columns import ColumnSet


def shared_widths(
    columns: ColumnSet, room: float, needs: Mapping[IntEnum, float]
) -> dict[IntEnum, float]:
    """Return the width of each column that is shown.

    Columns that may go give way where there is no room for all. What is left goes to the elastic
    columns one after the other until their texts have room, and then to all of them; those without
    a part in that have room for their texts before any column stays.

    Args:
        columns: The columns.
        room: What there is to share.
        needs: What the texts of the elastic columns need.
    """
    shown = [column for column in columns.widths if column not in columns.hidden]
    widths = {c: float(columns.least.get(c, columns.widths[c])) for c in shown}
    wanted = {c: min(needs.get(c, 0.0), columns.widths[c]) for c in columns.elastic}
    for column, part in columns.elastic.items():
        if not part and column in widths:
            widths[column] = max(widths[column], wanted[column])
    for column in columns.droppable:
        if sum(widths.values()) > room:
            widths.pop(column, None)
    spare = max(room - sum(widths.values()), 0.0)
    elastic = {c: part for c, part in columns.elastic.items() if c in widths}
    for column in elastic:
        more = min(max(wanted[column] - widths[column], 0.0), spare)
        widths[column] += more
        spare -= more
    for column, part in elastic.items():
        widths[column] += spare * part / sum(elastic.values())
    return widths
