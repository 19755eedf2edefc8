"""The rows of the table of points, with their own order; numpy holds what lives."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from app.domain.cities import City
from app.domain.samples import BoolArray, Float64Array, Int64Array
from app.services.states import CityState
from widgets.judgements import Judge
from widgets.point_mime import POINTS_MIME, points_mime_data
from widgets.points.arrangement import (
    GroupSummary,
    LiveColumns,
    Quick,
    Wishes,
    arrange,
    quick_mask,
    sort_keys,
    text_mask,
)
from widgets.points.columns import LIVE_COLUMNS, RIGHT_ALIGNED, Column, Grouping, column_title
from widgets.points.roster import Roster
from widgets.points.wording import Wording
from widgets.texts import language

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

_TOP: Final = QModelIndex()
_HEADING_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_POINT_FLAGS: Final = _HEADING_FLAGS | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
"""Joined once: Qt asks for the flags of every cell it paints."""


class PointTableModel(QAbstractTableModel):
    """Points of a city as table rows; headings of groups are rows of their own.

    `rows` maps display rows: from 0 on to a point, -g-1 to the heading of group g. `dimmed` tells
    which points became stale or fresh with the last state: all their cells look different.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wishes = Wishes()
        self.rows: Int64Array = np.empty(0, np.int64)
        self.roster: Roster | None = None
        self.state: CityState | None = None
        self.live = LiveColumns.unknown(0)
        self.wording: Wording | None = None
        self.dimmed: BoolArray = np.empty(0, bool)
        self._judge: Judge | None = None
        self._keys: Float64Array | None = None
        self._text_mask: BoolArray = np.empty(0, bool)
        self._shown: BoolArray = np.empty(0, bool)

    # ---- what is shown -------------------------------------------------------------------------
    def set_city(self, city: City) -> None:
        """Take a profile (or the same one in another language); forget all values."""
        self.roster = Roster(city, language())
        self.wording = Wording(self.roster)
        self._judge = Judge(city)
        self.live = LiveColumns.unknown(len(city.points))
        self.dimmed = np.zeros(len(city.points), bool)
        self.state = None
        self.rearrange()

    def set_rules(self, city: City) -> None:
        """Take the same profile with other rules; values, rows and wishes stay."""
        if self.roster is None or self._judge is None:
            return
        self.roster.city = city
        self.wording = Wording(self.roster)
        self._judge.set_rules(city)
        if self.state is not None:
            dimmed = self.dimmed
            self.take(self.state)
            self.dimmed = dimmed

    def retranslate(self) -> None:
        """Take the texts of the language now on screen; values and wishes stay."""
        if self.roster is not None:
            self.roster = Roster(self.roster.city, language())
            self.wording = Wording(self.roster)
            self.rearrange()

    def take(self, state: CityState) -> BoolArray:
        """Take the next state without moving any row; return which points look different."""
        if self.roster is None or self._judge is None:
            return np.empty(0, bool)
        old = self.live
        states = state.states
        down = [s for s, health in state.sources.items() if not health.state.is_delivering]
        down_places = [self.roster.sources.get(str(source), -1) for source in down]
        self.live = LiveColumns(
            states.value,
            states.time,
            states.quality,
            self._judge.ranks(state),
            state.stale,
            self._judge.abnormal(state),
            np.isin(self.roster.source_of, down_places),
        )
        before, self.state = self.state, state
        is_first = before is None
        # Live, the last hour is another picture each second; then all rows are repainted anyway.
        is_other_hour = not (before is None or state.is_live or before.sparks is state.sparks)
        if is_first and self.wishes.column in LIVE_COLUMNS | {None}:
            self.rearrange()
        self.dimmed = old.stale != state.stale
        if state.changed is None or is_other_hour:
            return np.ones(len(self.roster), bool)
        changed = np.zeros(len(self.roster), bool)
        changed[state.changed] = True
        changed |= self.dimmed | (old.rank != self.live.rank)
        return changed

    def rearrange(self) -> None:
        """Filter, sort and group anew, as the person asked for."""
        roster = self.roster
        if roster is None:
            return
        column = self.wishes.column
        self._keys = None if column is None else sort_keys(roster, self.live, column)
        self._text_mask = text_mask(roster, self.wishes)
        self._shown = self._text_mask & quick_mask(self.live, self.wishes.quick)
        self._show(arrange(roster, self.wishes, self._shown, self._keys))

    def regroup(self) -> None:
        """Fold or unfold groups; no row changes its place among the others."""
        if self.roster is not None:
            self._show(arrange(self.roster, self.wishes, self._shown, self._keys))

    def admit(self) -> bool:
        """Show points that meet the quick filters by now; those that no longer do stay, unmoved.

        Returns:
            True when rows came in; the model was reset then.
        """
        if self.roster is None or self.wishes.quick is Quick.NONE:
            return False
        meet = self._text_mask & quick_mask(self.live, self.wishes.quick)
        came = meet & ~self._shown
        if not came.any():
            return False
        if self._keys is not None and self.wishes.column is not None:
            keys = sort_keys(self.roster, self.live, self.wishes.column)
            self._keys = np.where(came, keys, self._keys)
        self._shown = self._shown | came
        self._show(arrange(self.roster, self.wishes, self._shown, self._keys))
        return True

    def is_out_of_order(self) -> bool:
        """Tell whether filtering and sorting anew would give other rows or another order."""
        if self.roster is None or self.state is None:
            return False
        column, quick = self.wishes.column, self.wishes.quick
        if column not in LIVE_COLUMNS and quick is Quick.NONE:
            return False
        keys = None if column is None else sort_keys(self.roster, self.live, column)
        shown = self._text_mask & quick_mask(self.live, quick)
        return not np.array_equal(self.rows, arrange(self.roster, self.wishes, shown, keys))

    def _show(self, rows: Int64Array) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    # ---- rows ----------------------------------------------------------------------------------
    def point_row(self, display_row: int) -> int:
        """Return the point's row of a display row; -1 for headings and rows that do not exist."""
        if not 0 <= display_row < len(self.rows):
            return -1
        return max(int(self.rows[display_row]), -1)

    def group_of(self, display_row: int) -> int:
        """Return the group of a heading; -1 for any other row."""
        if not 0 <= display_row < len(self.rows):
            return -1
        return max(-int(self.rows[display_row]) - 1, -1)

    def display_row(self, point_id: str) -> int:
        """Return where a point is shown; -1 when it is not."""
        if self.roster is None or point_id not in self.roster.row_of:
            return -1
        found = np.flatnonzero(self.rows == self.roster.row_of[point_id])
        return int(found[0]) if len(found) else -1

    def point_id(self, display_row: int) -> str:
        """Return the id of a display row; empty for headings."""
        row = self.point_row(display_row)
        return "" if row < 0 or self.roster is None else str(self.roster.points[row].id)

    @property
    def point_count(self) -> int:
        """How many points meet the filters, folded ones too."""
        return int(np.count_nonzero(self._shown))

    def group_summary(self, group: int) -> GroupSummary:
        """Return what the heading of a group says."""
        if self.roster is None or self.wishes.grouping is Grouping.NONE:
            return GroupSummary()
        groups = self.roster.groups(self.wishes.grouping)
        members = self._shown & (groups.of_row == group)
        worst = int(self.live.rank[members].max(initial=0))
        abnormal = int(np.count_nonzero(self.live.abnormal[members]))
        is_folded = groups.keys[group] in self.wishes.collapsed
        return GroupSummary(groups.titles[group], int(members.sum()), abnormal, worst, is_folded)

    def toggle_group(self, group: int, *, fold: bool | None = None) -> None:
        """Fold or unfold a group; `fold` None turns it round."""
        if self.roster is None or self.wishes.grouping is Grouping.NONE:
            return
        key = self.roster.groups(self.wishes.grouping).keys[group]
        is_folded = key in self.wishes.collapsed
        wanted = not is_folded if fold is None else fold
        if wanted == is_folded:
            return
        if wanted:
            self.wishes.collapsed.add(key)
        else:
            self.wishes.collapsed.discard(key)
        self.regroup()

    def unfold_group_of(self, point_id: str) -> None:
        """Unfold the group a point belongs to."""
        if self.roster is None or self.wishes.grouping is Grouping.NONE:
            return
        row = self.roster.row_of.get(point_id)
        if row is not None:
            self.toggle_group(int(self.roster.groups(self.wishes.grouping).of_row[row]), fold=False)

    # ---- Qt ------------------------------------------------------------------------------------
    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == ItemRole.DisplayRole:
            return column_title(Column(section))
        if role == ItemRole.TextAlignmentRole:
            return _alignment(Column(section))
        return None

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        if not index.isValid() or self.wording is None:
            return None
        column = Column(index.column())
        row = self.point_row(index.row())
        if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole}:
            if row < 0:
                return self._heading(index.row()) if column is Column.NAME else ""
            return self.wording.text(row, column, self.live, self.state)
        if role == ItemRole.ToolTipRole and row >= 0:
            return self.wording.tooltip(row, self.state)
        if role == ItemRole.TextAlignmentRole:
            return _alignment(column)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _HEADING_FLAGS if self.point_row(index.row()) < 0 else _POINT_FLAGS

    @override
    def mimeTypes(self) -> list[str]:
        return [POINTS_MIME, "text/plain"]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        return points_mime_data(filter(None, (self.point_id(row) for row in rows)))

    def _heading(self, display_row: int) -> str:
        summary = self.group_summary(self.group_of(display_row))
        return f"{summary.title} ({summary.count})"


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
