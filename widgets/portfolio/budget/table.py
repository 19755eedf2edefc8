"""The table of sums: projects or funds down and years across, or the other way round."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from app.domain.portfolio.judgements import Light
from widgets.connections.tables import CELL_PADDING, RowDelegate, RowTable
from widgets.portfolio.bands import draw_words
from widgets.portfolio.budget.sheet import Entry, Measure, Sheet, Spot, light_of
from widgets.portfolio.budget.wording import (
    amounts_words,
    cell_text,
    measure_tip,
    measure_word,
)
from widgets.portfolio.lights import light_icon
from widgets.theme import theme
from widgets.theme.tokens import GRID

Index = QModelIndex | QPersistentModelIndex

_ROLE = Qt.ItemDataRole
_TOP: Final = QModelIndex()
_HEAD_LETTERS: Final = 34
_LETTERS: Final = {Measure.DEVIATION: 24}
_LONGEST_NAME: Final = 22
"""Names above columns are cut to so many letters; their tooltip has them whole."""

_SIGN: Final = 4 * GRID


class SheetModel(QAbstractTableModel):
    """Sums as rows and columns; the last of both are the sums of all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet()
        self.is_turned = False
        self.measures: tuple[Measure, ...] = tuple(Measure)
        self._sums: dict[Spot, Entry] = {}
        self._rows: list[Spot] = []
        self._groups: list[Spot] = []

    def show_sheet(self, sheet: Sheet, *, is_turned: bool, measures: Collection[Measure]) -> None:
        """Show other sums.

        Args:
            sheet: The sums.
            is_turned: True for years down and projects or funds across.
            measures: Which sums have a column.
        """
        self.beginResetModel()
        self.sheet, self.is_turned = sheet, is_turned
        self.measures = tuple(one for one in Measure if one in measures)
        heads = [Spot(head=key.uid) for key, _ in sheet.heads] + [Spot()]
        years = [Spot(year=year) for year in sheet.years] + [Spot()]
        self._rows, self._groups = (years, heads) if is_turned else (heads, years)
        spots = (Spot(head.head, year.year) for head in heads for year in years)
        self._sums = {spot: sheet.at(spot) for spot in spots}
        self.endResetModel()

    # ---- places ----------------------------------------------------------------------------------
    def measure(self, column: int) -> Measure:
        """Return which sum a column holds."""
        return self.measures[column % len(self.measures)]

    def spot(self, row: int, column: int) -> Spot:
        """Return the place of a cell."""
        one, other = self._rows[row], self._groups[column // len(self.measures)]
        head, year = (other.head, one.year) if self.is_turned else (one.head, other.year)
        return Spot(head, year)

    def row_of(self, uid: str) -> int:
        """Return the row of a project or fund, -1 where it has none."""
        found = (row for row, spot in enumerate(self._rows) if spot.head == uid)
        return next(found, -1)

    def entry(self, spot: Spot) -> Entry:
        """Return the sum at a place."""
        return self._sums.get(spot, Entry())

    def key(self, spot: Spot) -> Key | None:
        """Return the project or fund of a place, None for all."""
        return None if spot.head is None else Key(self.sheet.kind, spot.head)

    def title(self, spot: Spot) -> str:
        """Return what a place is called."""
        every = self.tr("Alle Projekte")
        if self.sheet.kind == "fund":
            every = self.tr("Alle Fördertöpfe")
        parts = [self.sheet.name(spot.head) or every]
        parts.append(self.tr("alle Jahre") if spot.year is None else str(spot.year))
        return " · ".join(parts)

    def _axis_name(self, spot: Spot) -> str:
        if spot.head is not None:
            return self.sheet.name(spot.head)
        return self.tr("Summe") if spot.year is None else str(spot.year)

    def group_name(self, column: int) -> str:
        """Return the year (or the project or fund) a column belongs to."""
        return self._axis_name(self._groups[column // len(self.measures)])

    def is_sum(self, row: int, column: int) -> bool:
        """Tell whether a cell sums others up."""
        return row == len(self._rows) - 1 or column // len(self.measures) == len(self._groups) - 1

    def begins_group(self, column: int) -> bool:
        """Tell whether a column is the first of a year (or of a project or fund)."""
        return column % len(self.measures) == 0

    # ---- Qt --------------------------------------------------------------------------------------
    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._groups) * len(self.measures)

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if not index.isValid():
            return None
        spot, measure = self.spot(index.row(), index.column()), self.measure(index.column())
        amounts = self.entry(spot).amounts
        if role in {_ROLE.DisplayRole, _ROLE.AccessibleTextRole}:
            return cell_text(amounts, measure)
        if role == _ROLE.ToolTipRole:
            return amounts_words(self.title(spot), amounts)
        if role == _ROLE.DecorationRole and measure is Measure.DEVIATION:
            light = light_of(amounts)
            return light_icon(light) if light in {Light.YELLOW, Light.RED} else None
        if role == _ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            is_text = role in {_ROLE.DisplayRole, _ROLE.ToolTipRole}
            return self._axis_name(self._rows[section]) if is_text else None
        measure, name = self.measure(section), self.group_name(section)
        if role == _ROLE.DisplayRole:
            short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
            return f"{short}\n{measure_word(measure)} €"
        if role == _ROLE.ToolTipRole:
            return f"{name}\n{measure_tip(measure)}"
        if role == _ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class _Delegate(RowDelegate):
    """Numbers at the right, the sign of a deviation before them, sums in bold."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, tokens = index.model(), theme().tokens
        if not isinstance(model, SheetModel):
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.selection))
        font = QFont(option.font)
        if model.is_sum(index.row(), index.column()):
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        area = QRectF(option.rect).adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        if model.begins_group(index.column()):
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(option.rect.topLeft(), option.rect.bottomLeft())
        sign = model.data(index, _ROLE.DecorationRole)
        painter.setPen(QColor(tokens.text))
        text = str(model.data(index) or "")
        if sign is not None:
            width = painter.fontMetrics().horizontalAdvance(text)
            left = max(area.left(), area.right() - width - _SIGN - GRID)
            top = round(area.center().y()) - _SIGN // 2
            light = light_icon(
                light_of(model.entry(model.spot(index.row(), index.column())).amounts)
            )
            light.paint(painter, round(left), top, _SIGN, _SIGN)
            area.setLeft(left + _SIGN + GRID)
        draw_words(painter, area, text, is_right=True)
        painter.restore()


class SheetTable(RowTable):
    """Shows sums cell by cell; names of rows stay in sight.

    Signals:
        spot_chosen: Another cell has the focus; see `spot`.
        spot_opened: The lines of a cell are wanted.
    """

    spot_chosen = Signal()
    spot_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sums = SheetModel(self)
        self.setModel(self.sums)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.horizontalHeader().setSectionsMovable(False)
        self.horizontalHeader().setSectionsClickable(False)
        names = self.verticalHeader()
        names.show()
        names.setSectionsClickable(True)
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        names.setTextElideMode(Qt.TextElideMode.ElideRight)
        names.setFixedWidth(_HEAD_LETTERS * self.fontMetrics().horizontalAdvance("0"))
        self.setCornerButtonEnabled(False)
        self.selectionModel().currentChanged.connect(lambda *_: self.spot_chosen.emit())
        self.doubleClicked.connect(lambda _: self.spot_opened.emit())
        self.activated_row.connect(self.spot_opened)
        self.copy_wanted.connect(self.copy)

    def show_sheet(self, sheet: Sheet, *, is_turned: bool, measures: Collection[Measure]) -> None:
        """Show other sums; the cell that has the focus keeps it."""
        kept, measure = self.spot(), self._measure()
        self.sums.show_sheet(sheet, is_turned=is_turned, measures=measures)
        letter = self.fontMetrics().horizontalAdvance("0")
        widths = [
            self.horizontalHeader().sectionSizeHint(column)
            for column in range(self.sums.columnCount())
        ]
        most = 26 * letter
        for column, width in enumerate(widths):
            least = letter * _LETTERS.get(self.sums.measure(column), 12)
            self.setColumnWidth(column, max(min(width, most), least))
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        names = (metrics.horizontalAdvance(name) for _, name in sheet.heads)
        widest = letter * 8 if is_turned else max(names, default=0) + 8 * GRID
        self.verticalHeader().setFixedWidth(min(max(widest, 10 * letter), _HEAD_LETTERS * letter))
        if kept is not None:
            self.focus_spot(kept, measure)

    def _measure(self) -> Measure | None:
        index = self.currentIndex()
        return self.sums.measure(index.column()) if index.isValid() else None

    def spot(self) -> Spot | None:
        """Return the place that has the focus, None for none."""
        index = self.currentIndex()
        return self.sums.spot(index.row(), index.column()) if index.isValid() else None

    def focus_spot(self, spot: Spot, measure: Measure | None = None) -> None:
        """Give a place the focus, if it is there."""
        for row in range(self.sums.rowCount()):
            for column in range(self.sums.columnCount()):
                is_it = self.sums.spot(row, column) == spot
                if is_it and measure in {None, self.sums.measure(column)}:
                    self.setCurrentIndex(self.sums.index(row, column))
                    return

    def bring_year(self, year: int) -> None:
        """Scroll so that a year is the first one in sight, where years are side by side."""
        columns = range(self.sums.columnCount())
        before = [one for one in columns if (self.sums.spot(0, one).year or year) < year]
        if not self.sums.is_turned:
            self.horizontalScrollBar().setValue(sum(self.columnWidth(one) for one in before))

    def copy(self) -> None:
        """Copy the table with its headings; only the selected rows and columns if several are."""
        chosen = self.selectionModel().selectedIndexes()
        rows = sorted({one.row() for one in chosen})
        columns = sorted({one.column() for one in chosen})
        if len(chosen) <= 1:
            rows = list(range(self.sums.rowCount()))
            columns = list(range(self.sums.columnCount()))
        down = Qt.Orientation.Vertical
        heads = [
            f"{self.sums.group_name(one)} {measure_word(self.sums.measure(one))} €"
            for one in columns
        ]
        lines = ["\t".join(["", *heads])]
        for row in rows:
            cells = [str(self.sums.index(row, one).data()) for one in columns]
            lines.append("\t".join([str(self.sums.headerData(row, down)), *cells]))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super(RowTable, self).paintEvent(e)
        if self.hasFocus() and self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(theme().tokens.accent), 1))
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(0, 0, -1, -1))
            painter.end()
