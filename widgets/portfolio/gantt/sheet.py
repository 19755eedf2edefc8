"""Tree and chart side by side: one set of rows, one selection, one place."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from app.services.portfolio.states import PortfolioState
from widgets.portfolio.gantt.content import ChartContent
from widgets.portfolio.gantt.hands import HandChart
from widgets.portfolio.gantt.rows import Choice, GanttRow, rows_of
from widgets.portfolio.gantt.shapes import Outlook
from widgets.portfolio.gantt.tree import GanttTree
from widgets.portfolio.gantt.tree_model import Column, GanttModel

_SELECT: Final = QItemSelectionModel.SelectionFlag
_TREE_PX: Final = 660
_TREE_SHARE: Final = 0.48
"""So wide the tree is at first: with all columns, but not wider than this share."""


class GanttSheet(QSplitter):
    """The rows of a state.

    Attributes:
        folded: Uids of rows whose parts are hidden.

    Signals:
        chosen: Rows the person selected (list of Key).
    """

    chosen = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.model = GanttModel(self)
        self.tree = GanttTree(self.model)
        self.chart = HandChart()
        self.folded: set[str] = set()
        self._state: PortfolioState | None = None
        self._outlooks: Mapping[str, Outlook] = {}
        self._is_quiet = False
        self._is_placed = False
        self.addWidget(self.tree)
        self.addWidget(self.chart)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self._connect()

    def _connect(self) -> None:
        self.tree.collapsed.connect(lambda index: self._fold(index, is_folded=True))
        self.tree.expanded.connect(lambda index: self._fold(index, is_folded=False))
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        tree_bar, chart_bar = self.tree.verticalScrollBar(), self.chart.verticalScrollBar()
        tree_bar.valueChanged.connect(chart_bar.setValue)
        chart_bar.valueChanged.connect(tree_bar.setValue)
        self.chart.picked.connect(self._pick)
        self.chart.link_picked.connect(self._pick_link)

    # ---- what is shown ---------------------------------------------------------------------------
    def show_rows(
        self, state: PortfolioState, choice: Choice, outlooks: Mapping[str, Outlook]
    ) -> int:
        """Show the chosen rows of a state; return how many there are."""
        self._state, self._outlooks = state, outlooks
        rows = rows_of(state, choice)
        kept, current = self.uids(), self.model.row_at(self.tree.currentIndex())
        place = self.chart.verticalScrollBar().value()
        self.model.state = state
        with self._quiet():
            if self.model.take(rows, outlooks):
                self._unfold_all()
                self._select(kept)
                if current is not None:
                    self._make_current(current.uid)
        self.tree.setColumnHidden(Column.P80, not outlooks)
        self._show_content()
        self.chart.verticalScrollBar().setValue(place)
        self.tree.verticalScrollBar().setValue(place)
        return len(rows)

    def _unfold_all(self) -> None:
        kept = set(self.folded)
        self.tree.expandAll()
        for uid in kept:
            self.tree.collapse(self.model.index_of(uid))
        self.folded = kept

    def _show_content(self) -> None:
        if self._state is not None:
            content = ChartContent.of(self._state, self.model.rows, self.folded, self._outlooks)
            self.tree.show_rows(content.rows)
            self.chart.show_content(content)
            self._mark(self.uids(), self.chart.chosen_link)

    def _mark(self, uids: Collection[str], link: str = "") -> None:
        self.tree.chosen = frozenset(uids)
        self.tree.viewport().update()
        self.chart.choose(uids, link)

    @property
    def rows(self) -> Sequence[GanttRow]:
        """All rows, folded ones too."""
        return self.model.rows

    def row(self, uid: str) -> GanttRow | None:
        """Return a row by its uid."""
        return self.model.row_at(self.model.index_of(uid))

    # ---- selection -------------------------------------------------------------------------------
    def uids(self) -> list[str]:
        """Return the selected rows."""
        indexes = self.tree.selectionModel().selectedRows()
        rows = (self.model.row_at(index) for index in indexes)
        return [row.uid for row in rows if row is not None]

    def chosen_rows(self) -> list[GanttRow]:
        """Return the selected rows in their order."""
        uids = set(self.uids())
        return [row for row in self.model.rows if row.uid in uids]

    @property
    def current(self) -> GanttRow | None:
        """The row the keyboard is at, when it is selected."""
        row = self.model.row_at(self.tree.currentIndex())
        return row if row is not None and row.uid in self.chart.chosen else None

    def select(self, keys: Collection[Key], link: str = "") -> None:
        """Select rows, and a dependency, without telling; what hides them is unfolded."""
        uids = [key.uid for key in keys if self.model.index_of(key.uid).isValid()]
        with self._quiet():
            for uid in uids:
                self._uncover(uid)
            self._select(uids)
            if uids:
                self._make_current(uids[0])
                self.chart.reveal(uids[0])
        self._mark(uids, link)

    def _uncover(self, uid: str) -> None:
        row = self.row(uid)
        while row is not None and row.parent:
            self.tree.expand(self.model.index_of(row.parent))
            row = self.row(row.parent)

    def _select(self, uids: Collection[str]) -> None:
        wanted = QItemSelection()
        for uid in uids:
            index = self.model.index_of(uid)
            if index.isValid():
                wanted.select(index, index)
        self.tree.selectionModel().select(wanted, _SELECT.ClearAndSelect | _SELECT.Rows)

    def _make_current(self, uid: str) -> None:
        index = self.model.index_of(uid)
        self.tree.selectionModel().setCurrentIndex(index, _SELECT.NoUpdate)

    def _pick(self, uid: str, is_added: bool) -> None:  # noqa: FBT001 - a signal's value
        index = self.model.index_of(uid)
        if not index.isValid():
            self.tree.clearSelection()
            return
        how = _SELECT.Toggle if is_added else _SELECT.ClearAndSelect
        self.tree.selectionModel().setCurrentIndex(index, how | _SELECT.Rows)

    def _pick_link(self, uid: str) -> None:
        with self._quiet():
            self.tree.clearSelection()
        self._mark((), uid)
        self.chosen.emit([Key("dependency", uid)])

    def _selected(self) -> None:
        self._mark(self.uids(), self.chart.chosen_link if self._is_quiet else "")
        if not self._is_quiet:
            self.chosen.emit([row.key for row in self.chosen_rows()])

    def _fold(self, index: QModelIndex, *, is_folded: bool) -> None:
        row = self.model.row_at(index)
        if row is None:
            return
        if is_folded:
            self.folded.add(row.uid)
        else:
            self.folded.discard(row.uid)
        if not self._is_quiet:
            self._show_content()

    def fold_projects(self, *, is_folded: bool) -> None:
        """Fold all projects, or unfold all rows."""
        with self._quiet():
            if is_folded:
                self.folded |= {row.uid for row in self.model.rows if row.has_parts}
                self.tree.collapseAll()
            else:
                self.folded.clear()
                self.tree.expandAll()
        self._show_content()

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        before, self._is_quiet = self._is_quiet, True
        try:
            yield
        finally:
            self._is_quiet = before
            if not before:
                self._mark(self.uids(), self.chart.chosen_link)

    # ---- heights, remembered ---------------------------------------------------------------------
    def measure(self) -> None:
        """Take heights of rows and header from the font."""
        self.tree.header().setFixedHeight(self.tree.header_px())
        row = self.tree.sizeHintForRow(0) if self.model.rows else 0
        self.chart.set_rows_px(float(row or self.tree.row_px()), self.tree.header_px())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.measure()
        if not self._is_placed:
            self._is_placed = True
            tree = min(_TREE_PX, round(self.width() * _TREE_SHARE))
            self.setSizes([tree, self.width() - tree])

    def save_state(self) -> dict[str, Any]:
        """Return widths, zoom and what is folded."""
        header = self.tree.header()
        return {
            "sizes": self.sizes(),
            "columns": [header.sectionSize(column) for column in Column],
            "per_day": self.chart.scale.per_day,
            "folded": sorted(self.folded),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was remembered; whatever does not fit is passed over."""
        sizes, columns = state.get("sizes"), state.get("columns")
        if isinstance(sizes, list) and len(sizes) == 2 and all(_is_px(one) for one in sizes):  # noqa: PLR2004 - tree and chart
            self.setSizes(sizes)
            self._is_placed = True
        if isinstance(columns, list) and len(columns) == len(Column):
            for column, width in zip(Column, columns, strict=True):
                if _is_px(width):
                    self.tree.header().resizeSection(column, width)
        per_day, folded = state.get("per_day"), state.get("folded")
        if isinstance(per_day, int | float) and per_day > 0:
            self.chart.scale = self.chart.scale.with_per_day(float(per_day))
        if isinstance(folded, list):
            self.folded = {one for one in folded if isinstance(one, str)}


def _is_px(value: object) -> bool:
    return isinstance(value, int) and 0 < value < 10_000  # noqa: PLR2004 - wider than any screen
