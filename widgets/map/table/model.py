"""The rows of the table of the map, with their own order."""

from typing import Final

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.domain.maps import Box
from app.domain.samples import NO_TIME, BoolArray, Float64Array, Int64Array
from app.services.maps.tables import MapTableRows
from widgets.map.table.arrangement import Roster, Wishes, arrange
from widgets.map.table.columns import COLUMNS, LIVE, Column, column_tip, column_title
from widgets.map.table.wording import Wording

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

_TOP: Final = QModelIndex()
_FLAGS: Final = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)


class MapTableModel(QAbstractTableModel):
    """Devices as table rows.

    Attributes:
        wishes: What the person asked for.
        extent: What the map has in sight; None while nobody knows.
        rows: The present rows; None before the first ones came.
        wording: Their words.
        shown: Row behind each line of the table, in order.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wishes = Wishes()
        self.extent: Box | None = None
        self.rows: MapTableRows | None = None
        self.wording: Wording | None = None
        self.shown: Int64Array = np.empty(0, np.int64)
        self._roster: Roster | None = None
        self._points: dict[str, int] = {}
        self._keys: Float64Array | None = None
        self._text_mask: BoolArray = np.empty(0, bool)
        self._is_touched = False

    # ---- what is shown -------------------------------------------------------------------------
    def set_points(self, points: dict[str, int]) -> None:
        """Take how many points each device carries; forget all rows: they are another city's."""
        self._points = points
        self.beginResetModel()
        self.rows, self.wording, self._roster = None, None, None
        self.shown = np.empty(0, np.int64)
        self.endResetModel()

    def is_same(self, rows: MapTableRows) -> bool:
        """Tell whether rows are the same devices in the same words as the present ones."""
        old = self.rows
        return old is not None and all(
            one is other or one == other
            for one, other in (
                (old.ids, rows.ids),
                (old.names, rows.names),
                (old.kinds, rows.kinds),
                (old.fields, rows.fields),
                (old.districts, rows.districts),
                (old.locations, rows.locations),
            )
        )

    def take(self, rows: MapTableRows) -> BoolArray:
        """Take the next state of the same devices; no line moves.

        Returns:
            Which rows look different, bool[n].
        """
        old, self.rows = self.rows, rows
        if old is None or NO_TIME in {old.at_us, rows.at_us}:
            return np.ones(len(rows), bool)
        changed: BoolArray = (old.ranks != rows.ranks) | (old.acknowledged != rows.acknowledged)
        # A value that was measured anew is younger than it would have become.
        passed = rows.at_us - old.at_us
        is_newer = np.abs(rows.ages_us - old.ages_us - passed) > 0
        is_known = (rows.ages_us != NO_TIME) & (old.ages_us != NO_TIME)
        changed |= is_newer & is_known
        changed |= (rows.ages_us == NO_TIME) != (old.ages_us == NO_TIME)
        self._is_touched |= bool(changed.any())
        return changed

    def replace(self, rows: MapTableRows) -> None:
        """Take other devices, and arrange them."""
        self.rows = rows
        self._roster = Roster(rows, self._points)
        self.wording = Wording(rows, self._roster.points.tolist())
        self.rearrange()

    def rearrange(self) -> None:
        """Filter and sort anew, as the person asked for."""
        rows, roster = self.rows, self._roster
        if rows is None or roster is None:
            return
        column = self.wishes.column
        self._keys = None if column is None else roster.sort_keys(rows, column)
        self._text_mask = roster.text_mask(self.wishes.text)
        self._is_touched = False
        self._show(self._arranged(self._keys))

    def set_extent(self, extent: Box | None) -> bool:
        """Take what the map has in sight; tell whether other rows are to be listed now."""
        self.extent = extent
        if not self.wishes.is_in_extent or self.rows is None:
            return False
        return not np.array_equal(self.shown, self._arranged(self._keys))

    def move_extent(self) -> None:
        """List what lies in sight of the map by now; the order stays the one it was sorted in."""
        self._show(self._arranged(self._keys))

    def is_out_of_order(self) -> bool:
        """Tell whether sorting anew would give another order; of values, whether it might."""
        column = self.wishes.column
        if self.rows is None or self._roster is None or column not in LIVE or column is None:
            return False
        if column is Column.VALUE:  # their texts are made when asked for; each second is too much
            return self._is_touched
        keys = self._roster.sort_keys(self.rows, column)
        return not np.array_equal(self.shown, self._arranged(keys))

    def _arranged(self, keys: Float64Array | None) -> Int64Array:
        if self._roster is None:
            return self.shown
        box = self.extent if self.wishes.is_in_extent else None
        mask = self._text_mask & self._roster.extent_mask(box)
        return arrange(mask, keys, is_descending=self.wishes.is_descending)

    def _show(self, shown: Int64Array) -> None:
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    # ---- lines ---------------------------------------------------------------------------------
    @property
    def total(self) -> int:
        """How many devices there are, listed or not."""
        return 0 if self.rows is None else len(self.rows)

    def row(self, line: int) -> int:
        """Return the row behind a line; -1 for a line that does not exist."""
        return int(self.shown[line]) if 0 <= line < len(self.shown) else -1

    def device_id(self, line: int) -> str:
        """Return the device of a line; empty for a line that does not exist."""
        row = self.row(line)
        return "" if row < 0 or self.rows is None else self.rows.ids[row]

    def lines_of(self, ids: set[str]) -> list[int]:
        """Return the lines of some devices, ascending; what is not listed is left out."""
        if self._roster is None or not ids:
            return []
        wanted = [self._roster.row_of[one] for one in ids if one in self._roster.row_of]
        lines: list[int] = np.flatnonzero(np.isin(self.shown, wanted)).tolist()
        return lines

    def text(self, row: int, column: Column) -> str:
        """Return the text of a cell by its row."""
        if self.rows is None or self.wording is None:
            return ""
        return self.wording.text(self.rows, row, column)

    def points_of(self, row: int) -> int:
        """Return how many points the device of a row carries."""
        return 0 if self._roster is None else int(self._roster.points[row])

    # ---- Qt ------------------------------------------------------------------------------------
    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.shown)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        if role == ItemRole.DisplayRole:
            return column_title(column)
        if role == ItemRole.ToolTipRole:
            return column_tip(column) or None
        return _alignment(column) if role == ItemRole.TextAlignmentRole else None

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        row = self.row(index.row()) if index.isValid() else -1
        if row < 0 or self.rows is None or self.wording is None:
            return None
        column = Column(index.column())
        if role == ItemRole.DisplayRole:
            return self.wording.text(self.rows, row, column)
        if role == ItemRole.AccessibleTextRole:
            return self.wording.sentence(self.rows, row)
        if role == ItemRole.ToolTipRole:
            return self.wording.tooltip(self.rows, row)
        return _alignment(column) if role == ItemRole.TextAlignmentRole else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags


def _alignment(column: Column) -> Qt.AlignmentFlag:
    is_right = column in COLUMNS.right
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
