"""The lists of lending: items with who has them, or loans; the overdue ones with shape and word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Record
from app.domain.inventory.schools import Verdict
from app.services.inventory.lending_stock import LendingStock
from app.services.inventory.lendings import is_overdue
from widgets.folding import fold, matches, natural_key
from widgets.foreign_texts import on_screen
from widgets.inventory.fields.wording import day_text
from widgets.inventory.schools.tiles import draw_verdict
from widgets.theme.tokens import GRID

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

_TOP: Final = QModelIndex()
_SIDE: Final = 3.0 * GRID
_tr = QCoreApplication.translate


class Which(StrEnum):
    """Which items are listed."""

    ALL = "all"
    OUT = "out"
    OVERDUE = "overdue"
    TODAY = "today"
    """Reserved, and their days have come."""
    FREE = "free"


class Column(IntEnum):
    """The columns."""

    ITEM = 0
    STATE = 1
    BORROWER = 2
    UNTIL = 3


@dataclass(frozen=True, slots=True)
class Line:
    """An item with the loan that matters now.

    Attributes:
        item: The asset.
        title: What it is called.
        loan: Who has it, or who is next; None for nobody.
        is_overdue: True when it should be back.
        is_free: True when it can be taken now.
        folded: What a search looks through.
    """

    item: Record
    title: str
    loan: Record | None
    is_overdue: bool
    is_free: bool
    folded: str


_DUE: Final[dict[Which, Callable[[Line, date], bool]]] = {
    Which.ALL: lambda _, __: True,
    Which.OUT: lambda one, _: one.loan is not None and one.loan.text("state") == "out",
    Which.OVERDUE: lambda one, _: one.is_overdue,
    Which.TODAY: lambda one, today: (
        one.loan is not None
        and one.loan.text("state") == "reserved"
        and one.loan.text("reserved_from") <= today.isoformat()
    ),
    Which.FREE: lambda one, _: one.is_free,
}


def lines_of(stock: LendingStock, today: date) -> list[Line]:
    """Return all items with the loans that matter."""
    found = []
    for item in stock.items:
        loan = stock.current(item.uid, today)
        title = stock.titles[item.uid]
        borrower = "" if loan is None else loan.text("borrower")
        texts = (title, stock.models[item.uid], borrower, item.text("serial"))
        found.append(
            Line(
                item,
                title,
                loan,
                loan is not None and is_overdue(loan, today),
                stock.is_free(item, today),
                fold(" ".join(texts)),
            )
        )
    return found


class LinesModel(QAbstractTableModel):
    """Items that are chosen, in an order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.shown: list[Line] = []
        self.today = date(2000, 1, 3)
        self._text, self._which = "", Which.ALL

    def take(self, lines: Sequence[Line], today: date) -> None:
        """Show other items."""
        self.lines, self.today = list(lines), today
        self.choose(self._text, self._which)

    def choose(self, text: str, which: Which) -> None:
        """Show the items of a list in which all words of a text occur."""
        self._text, self._which = text, which
        wanted, fits = fold(text).split(), _DUE[which]
        self.beginResetModel()
        self.shown = [
            one for one in self.lines if fits(one, self.today) and matches(one.folded, wanted)
        ]
        if which in {Which.OUT, Which.OVERDUE}:
            self.shown.sort(key=lambda one: one.loan.text("due_on") if one.loan else "")
        else:
            self.shown.sort(key=lambda one: natural_key(one.title))
        self.endResetModel()

    def counts(self) -> dict[Which, int]:
        """Return how many items each list has."""
        return {
            which: sum(fits(one, self.today) for one in self.lines) for which, fits in _DUE.items()
        }

    def row(self, uid: str) -> int:
        """Return the row of an item, -1 when it is not shown."""
        return next((row for row, one in enumerate(self.shown) if one.item.uid == uid), -1)

    # ---- cells ---------------------------------------------------------------------------------
    def text(self, one: Line, column: Column) -> str:
        """Return the text of a cell."""
        loan = one.loan
        match column:
            case Column.ITEM:
                return one.title
            case Column.STATE:
                return state_text(one)
            case Column.BORROWER:
                return "" if loan is None else loan.text("borrower")
            case _:
                return "" if loan is None else _until(loan)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.shown)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one, column = self.shown[index.row()], Column(index.column())
        if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole, ItemRole.ToolTipRole}:
            return self.text(one, column)
        if role == ItemRole.UserRole:
            return one.is_overdue and column is Column.STATE
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != ItemRole.DisplayRole:
            return None
        titles = {
            Column.ITEM: _tr("lending", "Gerät"),
            Column.STATE: _tr("lending", "Zustand"),
            Column.BORROWER: _tr("lending", "Ausgeliehen an"),
            Column.UNTIL: _tr("lending", "Zeitraum"),
        }
        return titles[Column(section)]


def state_text(one: Line) -> str:
    """Return the state of an item in a word."""
    if one.is_overdue:
        return _tr("lending", "überfällig")
    if one.loan is not None and one.loan.text("state") == "out":
        return _tr("lending", "ausgegeben")
    if one.is_free:
        is_later = one.loan is not None
        return _tr("lending", "frei, später reserviert") if is_later else _tr("lending", "frei")
    if one.loan is not None:
        return _tr("lending", "reserviert")
    return on_screen(KINDS["asset"].field("state").choice_label(one.item.get("state")))


def _until(loan: Record) -> str:
    if loan.text("state") == "out":
        return _tr("lending", "bis {0}").format(day_text(loan.text("due_on")))
    days = (day_text(loan.text(name)) for name in ("reserved_from", "reserved_until"))
    return " – ".join(days)


class OverdueDelegate(QStyledItemDelegate):
    """Draws a triangle beside the word of what is overdue."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(ItemRole.UserRole):
            option.font.setBold(True)
            option.text = f"     {option.text}"

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(ItemRole.UserRole):
            area = QRectF(option.rect)
            box = QRectF(area.left() + 2 * GRID, area.center().y() - _SIDE / 2, _SIDE, _SIDE)
            draw_verdict(painter, box, Verdict.MISSED)
