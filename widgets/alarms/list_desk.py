"""What the list of alarms offers to its parts: menu, keys, memory, floods."""

from typing import Protocol

from widgets.alarms.bar import AlarmBar
from widgets.alarms.flood_bar import FloodBar
from widgets.alarms.folding import GroupFolding
from widgets.alarms.grouping import Grouping
from widgets.alarms.model import AlarmTableModel
from widgets.alarms.orders import AlarmOrders
from widgets.alarms.sorting import SortOrder
from widgets.alarms.tab_bar import AlarmTabs
from widgets.alarms.table import RowTable
from widgets.alarms.tabs import AlarmTab


class ListDesk(Protocol):
    """The list of alarms, see `AlarmListView`."""

    model: AlarmTableModel
    table: RowTable
    tabs: AlarmTabs
    bar: AlarmBar
    flood_bar: FloodBar
    orders: AlarmOrders
    folding: GroupFolding
    is_compact: bool

    def selected_alarm(self) -> str:
        """Return the id of the alarm that is selected alone; empty for none or several."""
        ...

    def selected_points(self) -> list[str]:
        """Return the points of the selected alarms."""
        ...

    def acknowledge(self) -> None:
        """Ask for the selected alarms to be acknowledged."""
        ...

    def ask_why(self) -> None:
        """Ask for an explanation of the alarm that is selected alone."""
        ...

    def ask_rule(self) -> None:
        """Ask to edit its rule."""
        ...

    def ask_log(self) -> None:
        """Ask to write about it into the logbook."""
        ...

    def show_trend(self) -> None:
        """Ask for the curves of the selected alarms."""
        ...

    def show_map(self) -> None:
        """Ask for the places of the selected alarms."""
        ...

    def show_twin(self) -> None:
        """Ask for the same places in the twin."""
        ...

    def focus_filter(self) -> None:
        """Put the cursor into the filter box."""
        ...

    def copy(self) -> None:
        """Copy the selected rows."""
        ...

    def ask_export(self) -> None:
        """Ask for a file, and write the rows into it."""
        ...

    def open_tab(self, tab: AlarmTab) -> None:
        """Show the alarms of a tab."""
        ...

    def go_to_tab(self, tab: AlarmTab) -> None:
        """Open a tab and mark it."""
        ...

    def group_by(self, grouping: Grouping) -> None:
        """Group the alarms."""
        ...

    def sort_by(self, order: SortOrder) -> None:
        """Sort the alarms."""
        ...

    def sort_by_urgency(self) -> None:
        """Sort as at first."""
        ...
