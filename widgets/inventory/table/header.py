"""What a person does with the headings: sort, filter, choose, move, resize columns."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QMenu

from app.domain.inventory.queries import Sort
from widgets.connections.tables import pop_up
from widgets.inventory.table.grid import InventoryGrid
from widgets.inventory.table.model import InventoryModel

_MOST_LETTERS: Final = 120.0
_TITLE_PADDING: Final = 20
_MOST_TITLE: Final = 40
_REST_MS: Final = 250
"""So long after the last move of an edge the widths are told."""


class HeaderHands(QObject):
    """Tells what is wished of the columns; sorts nothing itself.

    Args:
        grid: The table.
        model: Its rows.

    Signals:
        sort_wished: What the rows shall be sorted by (list of `Sort`).
        filter_wished: The path that shall be filtered by (str).
        columns_wished: Paths that shall be shown, from left to right (list of str).
        choice_wished: The person wants to choose columns.
        reset_wished: The columns shall be those of the beginning.
        arranged: Columns were moved or resized.
    """

    sort_wished = Signal(list)
    filter_wished = Signal(str)
    columns_wished = Signal(list)
    choice_wished = Signal()
    reset_wished = Signal()
    arranged = Signal()

    def __init__(self, grid: InventoryGrid, model: InventoryModel) -> None:
        super().__init__(grid)
        self._grid, self._model = grid, model
        self._header = grid.horizontalHeader()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self.arranged)
        self._is_quiet = False
        self._header.sectionClicked.connect(self._click)
        self._header.sectionMoved.connect(self._note)
        self._header.sectionResized.connect(self._note)
        self._header.customContextMenuRequested.connect(self._show_menu)

    # ---- columns -------------------------------------------------------------------------------
    @property
    def _letter(self) -> int:
        return max(self._header.fontMetrics().horizontalAdvance("0"), 1)

    def columns(self) -> list[tuple[str, float]]:
        """Return the paths from left to right, with their widths in letters."""
        header, columns = self._header, self._model.columns
        logical = [header.logicalIndex(place) for place in range(header.count())]
        return [
            (columns[place].path.text, round(header.sectionSize(place) / self._letter, 1))
            for place in logical
            if place < len(columns)
        ]

    def order(self) -> list[int]:
        """Return the columns of the model from left to right."""
        return [self._header.logicalIndex(place) for place in range(self._header.count())]

    def lay(self, widths: Sequence[float]) -> None:
        """Lay the columns in the model's order with these widths, 0 for the first width."""
        self._is_quiet = True
        header = self._header
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)
        bold = QFont(header.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        for place, column in enumerate(self._model.columns):
            given = widths[place] if place < len(widths) else 0.0
            # A heading is never cut at first, nor is the sign of the order behind it.
            title = metrics.horizontalAdvance(f"{column.title} ↓2") + _TITLE_PADDING
            first = max(column.letters * self._letter, min(title, _MOST_TITLE * self._letter))
            wanted = min(given, _MOST_LETTERS) * self._letter if given else first
            header.resizeSection(place, round(wanted))
        self._is_quiet = False

    def _note(self) -> None:
        if not self._is_quiet:
            self._timer.start()

    def end(self) -> None:
        """Wait for nothing any more."""
        self._timer.stop()

    # ---- sorting -------------------------------------------------------------------------------
    def _click(self, section: int) -> None:
        is_added = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.sort_by(section, is_added=is_added)

    def sort_by(self, section: int, *, is_added: bool = False) -> None:
        """Sort by a column: up, then down, then no more.

        Args:
            section: The column.
            is_added: True when what was sorted by before still counts first.
        """
        path = self._model.columns[section].path.text
        order = list(self._model.order)
        mine = next((one for one in order if one.path == path), None)
        if not is_added:
            order = [mine] if mine is not None else []
        if mine is None:
            order.append(Sort(path))
        else:
            after = [] if mine.is_descending else [Sort(path, is_descending=True)]
            place = order.index(mine)
            order[place : place + 1] = after
        self.sort_wished.emit(order)

    # ---- menu ----------------------------------------------------------------------------------
    def _show_menu(self, position: QPoint) -> None:
        section = self._header.logicalIndexAt(position)
        pop_up(self.make_menu(section), self._header.mapToGlobal(position))

    def make_menu(self, section: int) -> QMenu:
        """Return the menu of a heading; -1 is the room behind the last one."""
        menu = QMenu(self._grid)
        if 0 <= section < len(self._model.columns):
            path = self._model.columns[section].path.text
            for words, is_descending in (
                (self.tr("Aufsteigend sortieren"), False),
                (self.tr("Absteigend sortieren"), True),
            ):
                sort = [Sort(path, is_descending)]
                menu.addAction(words, partial(self.sort_wished.emit, sort))
            if self._model.order:
                menu.addAction(self.tr("Nicht sortieren"), partial(self.sort_wished.emit, []))
            menu.addAction(self.tr("Filtern …"), partial(self.filter_wished.emit, path))
            menu.addSeparator()
            rest = [one for one, _ in self.columns() if one != path]
            hide = menu.addAction(
                self.tr("Spalte ausblenden"), partial(self.columns_wished.emit, rest)
            )
            hide.setEnabled(bool(rest))
        menu.addAction(self.tr("Spalten wählen …"), self.choice_wished.emit)
        menu.addAction(self.tr("Spalten zurücksetzen"), self.reset_wished.emit)
        return menu
