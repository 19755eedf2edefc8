"""The list of new points as rows: edited in place, checked at each change, undone step by step.

Points that were saved stay as rows of their own and show their live value, until put away.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from app.domain.cities import City
from app.domain.points import Point, PointId, PointKind
from app.domain.samples import NO_TIME
from app.services.states import CityState
from widgets.connections.draft_checks import Checker, Findings
from widgets.connections.draft_columns import (
    FIXED,
    RIGHT_ALIGNED,
    SHARED,
    Column,
    column_title,
    explanation,
    kind_text,
)
from widgets.connections.node_mime import FoundNode
from widgets.connections.proposals import Draft, as_point, propose
from widgets.texts import DASH, count, language, number, value_with_unit

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole
_TOP: Final = QModelIndex()
_KEYS: Final = {
    Column.ID: "id",
    Column.NAME: "name",
    Column.KIND: "kind",
    Column.UNIT: "unit",
    Column.FIELD: "field",
    Column.DISTRICT: "district",
    Column.SITE: "site",
    Column.INTERVAL: "interval_s",
    Column.DECIMALS: "decimals",
    Column.STATES: "states",
}
MOST_UNDONE: Final = 100


class DraftsModel(QAbstractTableModel):
    """Drafts first, then the points that were made of earlier ones.

    Signals:
        changed: Drafts, findings or saved rows are other ones now.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.city: City | None = None
        self.drafts: tuple[Draft, ...] = ()
        self.saved: tuple[Draft, ...] = ()
        self.findings: list[Findings] = []
        self._checker: Checker | None = None
        self._past: list[tuple[Draft, ...]] = []
        self._future: list[tuple[Draft, ...]] = []
        self._next = 1
        self._places: dict[str, int] = {}
        self._state: CityState | None = None

    # --- what is known ----------------------------------------------------------------------
    def set_city(self, city: City) -> None:
        """Check the drafts against a (new) profile; they stay."""
        self.city = city
        self._checker = Checker(city)
        self._places = {str(point.id): place for place, point in enumerate(city.points)}
        self._state = None
        self._show(self.drafts)

    def take(self, state: CityState) -> None:
        """Take the live values of saved points."""
        self._state = state
        if self.saved:
            first = self.index(len(self.drafts), Column.VALUE)
            last = self.index(self.rowCount() - 1, Column.VALUE)
            self.dataChanged.emit(first, last)

    @property
    def sound(self) -> list[Draft]:
        """The drafts that can be saved."""
        return [
            draft
            for draft, wrong in zip(self.drafts, self.findings, strict=True)
            if not wrong and self.city is not None
        ]

    def points(self) -> list[Point]:
        """Return the points of the drafts that can be saved."""
        city = self.city
        return [] if city is None else [as_point(draft, city) for draft in self.sound]

    def message(self, row: int) -> str:
        """Return what is wrong with a row, or that it is in order: whole sentences."""
        if row >= len(self.drafts):
            return QCoreApplication.translate("connections", "Angelegt.")
        wrong = self.findings[row]
        if wrong:
            return " ".join(wrong.values())
        return QCoreApplication.translate("connections", "Bereit zum Anlegen.")

    # --- changes ----------------------------------------------------------------------------
    def add(self, found: Iterable[FoundNode]) -> int:
        """Add drafts of browsed nodes; those on the list already are passed over.

        Returns:
            How many came in.
        """
        if self.city is None:
            return 0
        drafts = list(self.drafts)
        taken = {str(point.id) for point in self.city.points}
        taken |= {draft.id for draft in [*drafts, *self.saved]}
        there = {(draft.source, draft.node.address, draft.node.item) for draft in drafts}
        for one in found:
            place = (one.source, one.node.address, one.node.item)
            if place not in there:
                drafts.append(propose(one, self.city, taken, self._next))
                taken.add(drafts[-1].id)
                there.add(place)
                self._next += 1
        count = len(drafts) - len(self.drafts)
        if count:
            self._do(tuple(drafts))
        return count

    def remove(self, rows: Collection[int]) -> None:
        """Take drafts off the list."""
        left = tuple(draft for row, draft in enumerate(self.drafts) if row not in rows)
        if left != self.drafts:
            self._do(left)

    def share(self, column: Column, row: int) -> None:
        """Carry the value of a cell over to all drafts."""
        if column in SHARED and row < len(self.drafts):
            key = _KEYS[column]
            value = getattr(self.drafts[row], key)
            self._do(tuple(_replaced(draft, key, value) for draft in self.drafts))

    def clear_saved(self) -> None:
        """Put the rows of saved points away."""
        self.saved = ()
        self._show(self.drafts)

    def take_saved(self, ids: Collection[str]) -> None:
        """Let drafts become points; steps before cannot be undone here any more."""
        done = tuple(draft for draft in self.drafts if draft.id in ids)
        self.saved = (*self.saved, *done)
        self._past, self._future = [], []
        self._show(tuple(draft for draft in self.drafts if draft not in done))

    @property
    def can_undo(self) -> bool:
        """True when there is a step to undo."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """True when there is an undone step."""
        return bool(self._future)

    def undo(self) -> None:
        """Take back the last step."""
        if self._past:
            self._future.append(self.drafts)
            self._show(self._past.pop())

    def redo(self) -> None:
        """Do the last undone step again."""
        if self._future:
            self._past.append(self.drafts)
            self._show(self._future.pop())

    def _do(self, drafts: tuple[Draft, ...]) -> None:
        self._past = [*self._past, self.drafts][-MOST_UNDONE:]
        self._future = []
        self._show(drafts)

    def _show(self, drafts: tuple[Draft, ...]) -> None:
        """Show other drafts; rows are only reset when there are other ones."""
        before = [draft.number for draft in (*self.drafts, *self.saved)]
        now = [draft.number for draft in (*drafts, *self.saved)]
        is_same = before == now and self.rowCount() == len(now)
        if not is_same:
            self.beginResetModel()
        self.drafts = drafts
        self.findings = [] if self._checker is None else self._checker.check(drafts)
        if not is_same:
            self.endResetModel()
        elif now:
            self.dataChanged.emit(self.index(0, 0), self.index(len(now) - 1, len(Column) - 1))
        self.changed.emit()

    # --- Qt ---------------------------------------------------------------------------------
    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.drafts) + len(self.saved)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.row() < len(self.drafts) and Column(index.column()) not in FIXED:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        row, column = index.row(), Column(index.column())
        draft = self.draft(row)
        if role == ItemRole.DisplayRole:
            return self._text(row, draft, column)
        if role == ItemRole.EditRole:
            return draft.kind.value if column is Column.KIND else self._raw(draft, column)
        if role == ItemRole.ToolTipRole:
            return self._tooltip(row, draft, column)
        if role == ItemRole.TextAlignmentRole and column in RIGHT_ALIGNED:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = ItemRole.EditRole) -> bool:
        row, column = index.row(), Column(index.column())
        if role != ItemRole.EditRole or row >= len(self.drafts) or column not in _KEYS:
            return False
        # Qt turns the members of a text enumeration into plain texts on their way.
        wanted = PointKind(value) if column is Column.KIND else value
        changed = _replaced(self.drafts[row], _KEYS[column], wanted)
        if changed == self.drafts[row]:
            return False
        self._do((*self.drafts[:row], changed, *self.drafts[row + 1 :]))
        return True

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == ItemRole.DisplayRole:
            return column_title(column)
        if role == ItemRole.ToolTipRole:
            return explanation(column) or column_title(column)
        if role == ItemRole.TextAlignmentRole and column in RIGHT_ALIGNED:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def draft(self, row: int) -> Draft:
        """Return the draft of a row, saved or not."""
        return (*self.drafts, *self.saved)[row]

    def is_wrong(self, row: int, column: Column) -> bool:
        """Tell whether something is wrong with a cell."""
        return row < len(self.drafts) and column in self.findings[row]

    @staticmethod
    def _raw(draft: Draft, column: Column) -> Any:
        return getattr(draft, _KEYS[column]) if column in _KEYS else None

    # --- words ------------------------------------------------------------------------------
    def _text(self, row: int, draft: Draft, column: Column) -> str:
        if column in {Column.ID, Column.NAME, Column.SITE, Column.STATES}:
            return str(getattr(draft, _KEYS[column]))
        texts = {
            Column.CHECK: lambda: self.message(row),
            Column.KIND: lambda: kind_text(draft.kind),
            Column.UNIT: lambda: self._unit(draft),
            Column.FIELD: lambda: self._named("fields", draft.field),
            Column.DISTRICT: lambda: self._named("districts", draft.district),
            Column.INTERVAL: lambda: (
                f"{number(draft.interval_s, 0 if draft.interval_s.is_integer() else 1)}\u202fs"
            ),
            Column.DECIMALS: lambda: count(draft.decimals),
            Column.VALUE: lambda: self._value(row, draft),
        }
        if column is Column.ADDRESS:
            return f"{draft.node.address} {draft.node.item}".strip()
        return texts[column]()

    def _unit(self, draft: Draft) -> str:
        unit = None if self.city is None else self.city.units.get(draft.unit)
        if unit is None:
            return DASH
        return unit.symbol or unit.name.in_language(language())

    def _named(self, kind: str, id_: str) -> str:
        things: Sequence[Any] = () if self.city is None else getattr(self.city, kind)
        names = {str(thing.id): thing.name.in_language(language()) for thing in things}
        return str(names.get(id_, id_))

    def _value(self, row: int, draft: Draft) -> str:
        """Return the browsed value of a draft, the live one of a saved point."""
        place = self._places.get(draft.id)
        if row < len(self.drafts):
            return f"{draft.node.value}\u202f{draft.node.unit}".strip()
        if self._state is None or self.city is None or place is None:
            return DASH
        states = self._state.states
        if len(states.time) != len(self.city.points) or states.time[place] == NO_TIME:
            return QCoreApplication.translate("connections", "wartet …")
        return value_with_unit(self.city.points[place], float(states.value[place]))

    def _tooltip(self, row: int, draft: Draft, column: Column) -> str:
        if row < len(self.drafts) and column in self.findings[row]:
            return self.findings[row][column]
        return self._text(row, draft, column)

    def saved_ids(self) -> list[PointId]:
        """Return the ids of the saved points that are shown."""
        return [PointId(draft.id) for draft in self.saved]


def _replaced(draft: Draft, key: str, value: Any) -> Draft:
    """Return a draft with one value changed."""
    changes: dict[str, Any] = {key: value.strip() if type(value) is str else value}
    return replace(draft, **changes)
