"""Rows of a trial with their differences, computed when they come into sight; and its problems."""

from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont
from typing_extensions import override

from app.domain.inventory.fields import Field, Value
from app.domain.inventory.paths import resolve
from app.domain.inventory.records import Key
from app.services.inventory.imports.mapping import ColumnMapping, Way, label_of
from app.services.inventory.imports.plans import ImportPlan
from app.services.inventory.imports.problems import CellChange, RowProblem, RowStatus
from app.services.tables.model import RawTable
from widgets.foreign_texts import on_screen
from widgets.inventory.fields import ValueWords
from widgets.inventory.importing.grids import cell_text
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.icons import icon

NUMBER, STATUS, FIRST = range(3)
_TOP: Final = QModelIndex()
_ARROW: Final = " → "
_KEPT: Final = 512
Index = QModelIndex | QPersistentModelIndex

SIGNS: Final = {
    RowStatus.NEW: "mdi6.plus-circle-outline",
    RowStatus.CHANGED: "mdi6.pencil-circle-outline",
    RowStatus.SAME: "mdi6.equal",
    RowStatus.ERROR: "mdi6.alert-circle-outline",
    RowStatus.REPEATED: "mdi6.content-duplicate",
}


class TrialModel(QAbstractTableModel):
    """Rows of a table, each with what it changes.

    Signals:
        titles_wanted: Records that cells refer to and whose titles are not known (list of Key).
    """

    titles_wanted = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = ValueWords()
        self._raw: RawTable | None = None
        self._mapping: ColumnMapping | None = None
        self._plan: ImportPlan | None = None
        self._custom: dict[str, Field] = {}
        self._paths: tuple[str, ...] = ()
        self._rows = array("q")
        self._titles: dict[str, str] = {}
        self._asked: set[str] = set()
        self._wrong: dict[tuple[int, str], str] = {}
        self._changes = lru_cache(maxsize=_KEPT)(self._changes_of)

    def show_trial(
        self,
        raw: RawTable,
        mapping: ColumnMapping,
        plan: ImportPlan,
        custom: dict[str, Field],
    ) -> None:
        """Show what an import would do with all rows."""
        self.beginResetModel()
        self._raw, self._mapping, self._plan, self._custom = raw, mapping, plan, custom
        constants = {p for use in mapping.uses if use.way is Way.CONSTANT for p in use.targets}
        self._paths = tuple(path for path in mapping.targets if path not in constants)
        self._rows = array("q", range(len(raw.rows)))
        self._wrong = self._marked(plan)
        self._asked.clear()
        self._changes.cache_clear()
        self.endResetModel()

    def show_only(self, statuses: Sequence[int]) -> None:
        """Show rows with these statuses; all for none."""
        if self._plan is None or self._raw is None:
            return
        self.beginResetModel()
        wanted = [RowStatus(one) for one in statuses]
        all_rows = range(len(self._raw.rows))
        self._rows = array("q", self._plan.rows(*wanted) if wanted else all_rows)
        self.endResetModel()

    def place_of(self, row: int) -> int:
        """Return where a row of the file is shown, -1 when it is not."""
        try:
            return self._rows.index(row)
        except ValueError:
            return -1

    def show_titles(self, titles: Mapping[Key, str]) -> None:
        """Take what referred records are called."""
        self._titles.update({key.uid: title for key, title in titles.items()})
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, FIRST), last)

    def _marked(self, plan: ImportPlan) -> dict[tuple[int, str], str]:
        """Return the reasons of problems by row and by the path that shows them."""
        found: dict[tuple[int, str], str] = {}
        for one in plan.problems:
            for path in self._paths_of(one):
                found.setdefault((one.row, path), f"{one.reason} {one.suggestion}".strip())
        return found

    def _paths_of(self, problem: RowProblem) -> tuple[str, ...]:
        """Return which columns show the cell of a problem: by its field, else by its column."""
        start = f"{problem.path}."
        own = [one for one in self._paths if one == problem.path or one.startswith(start)]
        if problem.path and own:
            return tuple(own[:1])
        uses = self._mapping.uses if self._mapping else ()
        named = [
            path
            for use in uses
            if problem.column and problem.column in (*use.columns, ", ".join(use.columns))
            for path in use.targets
            if path in self._paths
        ]
        return tuple(named)

    def _changes_of(self, row: int) -> dict[str, CellChange]:
        """Return the changes of a row by the path that shows them."""
        found: dict[str, CellChange] = {}
        for change in self._plan.changes(row) if self._plan else ():
            start = f"{change.path}."
            path = change.path
            if path not in self._paths:
                path = next((one for one in self._paths if one.startswith(start)), path)
            found.setdefault(path, change)
        return found

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else FIRST + len(self._paths)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._raw is None or self._plan is None:
            return None
        row, column = self._rows[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            if column == NUMBER:
                return str(self._raw.numbers[row])
            if column == STATUS:
                return self.status_text(self._plan.status(row))
            wrong = self._wrong.get((row, self._paths[column - FIRST]))
            if wrong and role == Qt.ItemDataRole.ToolTipRole:
                return on_screen(wrong)
            return self._cell(row, self._paths[column - FIRST])
        return self._dress(row, column, role)

    def _dress(self, row: int, column: int, role: int) -> object:
        """Return what a cell looks like."""
        status = self._plan.status(row) if self._plan else RowStatus.SAME
        if role == Qt.ItemDataRole.DecorationRole and column == STATUS:
            return icon(SIGNS[status])
        if role == Qt.ItemDataRole.DecorationRole and column >= FIRST:
            is_wrong = (row, self._paths[column - FIRST]) in self._wrong
            return icon(SIGNS[RowStatus.ERROR]) if is_wrong else None
        if role == Qt.ItemDataRole.TextAlignmentRole and column == NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if column >= FIRST and role in {Qt.ItemDataRole.FontRole, Qt.ItemDataRole.ForegroundRole}:
            return self._look(row, self._paths[column - FIRST], status, role)
        return None

    def _look(self, row: int, path: str, status: RowStatus, role: int) -> object:
        is_changed = path in self._changes(row)
        if role == Qt.ItemDataRole.FontRole and is_changed and status is RowStatus.CHANGED:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and not is_changed:
            return QColor(theme().tokens.muted)
        return None

    def _cell(self, row: int, path: str) -> str:
        change = self._changes(row).get(path)
        if change is None:
            return self._raw_text(row, path)
        new = on_screen(change.shown) if change.shown else self._said(change, change.new)
        if change.old in (None, ""):
            return new
        return f"{self._said(change, change.old)}{_ARROW}{new or self.tr('leer')}"

    def _said(self, change: CellChange, value: Value) -> str:
        if value in (None, ""):
            return ""
        if change.target:
            uid = str(value)
            if uid not in self._titles and uid not in self._asked:
                self._asked.add(uid)
                self.titles_wanted.emit([Key(change.target, uid)])
            return self._titles.get(uid, "…")
        field = self._field(change.path)
        return str(value) if field is None else self.words.with_unit(field, value)

    def _field(self, path: str) -> Field | None:
        if self._mapping is None:
            return None
        try:
            return resolve(self._mapping.kind, path, self._custom).field
        except KeyError:
            return None

    def _raw_text(self, row: int, path: str) -> str:
        """Return what stands in the file for a field."""
        use = self._mapping.use_of(path) if self._mapping else None
        if use is None or self._raw is None:
            return ""
        names = use.columns
        if use.way is Way.PLACE:
            names = (names[use.targets.index(path)],)
        cells = [self._raw.rows[row][self._raw.columns.index(name)] for name in names]
        return " ".join(text for text in map(cell_text, cells) if text)

    def status_text(self, status: RowStatus) -> str:
        """Return what happens to a row, in words."""
        words = {
            RowStatus.NEW: self.tr("neu"),
            RowStatus.CHANGED: self.tr("geändert"),
            RowStatus.SAME: self.tr("unverändert"),
            RowStatus.ERROR: self.tr("Fehler"),
            RowStatus.REPEATED: self.tr("wiederholt"),
        }
        return words[status]

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < FIRST:
            return (self.tr("Zeile"), self.tr("Wird"))[section]
        path = self._paths[section - FIRST]
        kind = self._mapping.kind if self._mapping else ""
        return on_screen(label_of(kind, path, self._custom) or path)


class ProblemsModel(QAbstractTableModel):
    """What stands against rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.problems: Sequence[RowProblem] = ()

    def show_problems(self, problems: Sequence[RowProblem]) -> None:
        """Show problems."""
        self.beginResetModel()
        self.problems = problems
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.problems)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else 5

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one, column = self.problems[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return (
                count(one.number),
                one.column,
                cell_text(one.value),
                on_screen(one.reason),
                on_screen(one.suggestion),
            )[column]
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            is_warning = one.is_warning
            return icon("mdi6.information-outline" if is_warning else SIGNS[RowStatus.ERROR])
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Zeile"),
            self.tr("Spalte"),
            self.tr("Wert"),
            self.tr("Grund"),
            self.tr("Vorschlag"),
        )[section]
