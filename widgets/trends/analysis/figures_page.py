"""Kennzahlen: the statistics of all curves as a table."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from widgets.theme.tokens import GRID
from widgets.trends.analysis.figures_model import Column, FiguresModel, cell_value, column_title
from widgets.trends.analysis.page import Cell, Page, Table
from widgets.trends.analysis.readings import Reading

_NAME_LETTERS = 30


class FiguresPage(Page):
    """Shows figures that were made while reading; nothing more is to be done."""

    name = "figures"

    def __init__(self, parent: QWidget | None = None) -> None:
        self.model = FiguresModel()
        self.view = QTableView()
        self._needed: dict[Column, int] = {}
        super().__init__(self.view, parent)
        self.view.setModel(self.model)
        self._set_behaviour()
        self.retranslate()

    def _set_behaviour(self) -> None:
        view = self.view
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setObjectName("roomy")
        view.setShowGrid(False)
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(
            lambda place: self.menu_requested.emit(view.viewport().mapToGlobal(place))
        )
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 3 * GRID)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    @override
    def title(self) -> str:
        return QCoreApplication.translate("analysis", "Kennzahlen")

    @override
    def job(self, reading: Reading) -> Callable[[], object]:
        return lambda: None

    @override
    def show_result(self, reading: Reading, result: object) -> None:
        is_first = not self.model.subjects
        self.model.show(reading)
        self.stage.show_content()
        self._fit(is_first=is_first)

    def _fit(self, *, is_first: bool) -> None:
        """Give each column what its words need, names not more than is left.

        Columns only grow, and only for longer words: figures that come anew with every second must
        not make them jump, and a width a person gave stays.
        """
        letter = self.view.fontMetrics().averageCharWidth()
        header = self.view.horizontalHeader()
        for column in Column:
            needed = max(self.view.sizeHintForColumn(column), header.sectionSizeHint(column))
            needed += letter
            if column is Column.NAME:
                needed = min(needed, _NAME_LETTERS * letter)
                if not is_first:
                    continue
            if is_first or needed > self._needed.get(column, 0):
                self._needed[column] = needed
                self.view.setColumnWidth(column, needed)

    @override
    def table(self) -> Table | None:
        subjects = self.model.subjects
        if not subjects:
            return None
        rows: list[list[Cell]] = [
            [cell_value(one, self.model.title(row), column) for column in Column]
            for row, one in enumerate(subjects)
        ]
        return Table(tuple(column_title(column) for column in Column), rows)

    @override
    def image(self, size: QSize, ratio: float) -> QImage | None:
        return self.view.grab().toImage() if self.model.subjects else None

    @override
    def retranslate(self) -> None:
        self.view.setAccessibleName(self.title())
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
