"""The rows of the list of findings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from app.domain.inventory.fields import SIMULATED
from app.domain.inventory.findings import SEVERITIES, Rule
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record
from widgets.folding import fold, matches
from widgets.foreign_texts import on_screen
from widgets.inventory.findings.orders import is_proposal
from widgets.texts import age_text, time_text

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

_TOP: Final = QModelIndex()
_LAST: Final = len(SEVERITIES)


class Column(IntEnum):
    """The columns."""

    SEVERITY = 0
    TEXT = 1
    SUBJECT = 2
    AGE = 3
    STATE = 4
    ASSIGNEE = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings are shown.

    Attributes:
        text: Words that all occur.
        states: States that are shown; empty for all.
        rule: Only of this rule; empty for any.
        severity: Only of this weight; empty for any.
    """

    text: str = ""
    states: frozenset[str] = field(default_factory=frozenset)
    rule: str = ""
    severity: str = ""


def rule_label(name: str) -> str:
    """Return what a rule is called on screen; of an unknown one its name."""
    return on_screen(Rule(name).label) if name in set(Rule) else name


def severity_rank(one: Record) -> int:
    """Return the place of a finding's weight, the gravest first."""
    severity = one.text("severity")
    return SEVERITIES.index(severity) if severity in SEVERITIES else _LAST


class FindingsModel(QAbstractTableModel):
    """Findings that are chosen, in an order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.records: list[Record] = []
        self.shown: list[Record] = []
        self.choice = Choice()
        self.zone = "Europe/Berlin"
        self._titles: Mapping[Key, str] = {}
        self._folded: dict[str, str] = {}
        self._now_us = 0
        self._column, self._is_descending = Column.SEVERITY, False

    # ---- what is shown -------------------------------------------------------------------------
    def take(self, records: Sequence[Record], titles: Mapping[Key, str], now_us: int) -> None:
        """Show other findings."""
        self.records, self._titles, self._now_us = list(records), titles, now_us
        self._folded = {
            one.uid: fold(
                f"{on_screen(one.text('text'))} {self.subject(one)} {one.text('assignee')}"
            )
            for one in records
        }
        self.choose(self.choice)

    def set_now(self, now_us: int) -> None:
        """Let the ages go on; nothing moves."""
        self._now_us = now_us
        if self.shown:
            last = self.index(len(self.shown) - 1, Column.AGE)
            self.dataChanged.emit(self.index(0, Column.AGE), last)

    def choose(self, choice: Choice) -> None:
        """Show those that fit a choice."""
        self.choice = choice
        words = fold(choice.text).split()
        self.beginResetModel()
        self.shown = [one for one in self.records if self._fits(one, choice, words)]
        self._order()
        self.endResetModel()

    def _fits(self, one: Record, choice: Choice, words: list[str]) -> bool:
        return (
            (not choice.states or one.text("state") in choice.states)
            and choice.rule in {"", one.text("rule")}
            and choice.severity in {"", one.text("severity")}
            and matches(self._folded[one.uid], words)
        )

    def _order(self) -> None:
        def key(one: Record) -> tuple[object, ...]:
            newest = -(one.number("opened_us") or 0.0)
            match self._column:
                case Column.SEVERITY:
                    return severity_rank(one), newest
                case Column.AGE:
                    return (newest,)
                case column:
                    return fold(self.text(one, column)), newest

        self.shown.sort(key=key, reverse=self._is_descending)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column = Column(column)
        self._is_descending = order is Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        kept = [self.shown[index.row()] for index in self.persistentIndexList()]
        columns = [index.column() for index in self.persistentIndexList()]
        self._order()
        place = {one.uid: row for row, one in enumerate(self.shown)}
        new = [
            self.index(place[one.uid], column)
            for one, column in zip(kept, columns, strict=True)
        ]  # fmt: skip
        self.changePersistentIndexList(self.persistentIndexList(), new)
        self.layoutChanged.emit()

    # ---- words ---------------------------------------------------------------------------------
    def subject(self, one: Record) -> str:
        """Return what a finding is about."""
        key = subject_of(one)
        gone = QCoreApplication.translate("findings", "nicht mehr vorhanden")
        return self._titles.get(key) or gone

    def text(self, one: Record, column: Column) -> str:
        """Return what a cell says."""
        kind = KINDS["finding"]
        match column:
            case Column.SEVERITY:
                return on_screen(kind.field("severity").choice_label(one.get("severity")))
            case Column.TEXT:
                return on_screen(one.text("text"))
            case Column.SUBJECT:
                return self.subject(one)
            case Column.AGE:
                opened = one.number("opened_us")
                return "" if opened is None else age_text(self._now_us - int(opened))
            case Column.STATE:
                return on_screen(kind.field("state").choice_label(one.get("state")))
            case Column.ASSIGNEE:
                return one.text("assignee")

    def tooltip(self, one: Record) -> str:
        """Return what the row has no room for."""
        lines = [rule_label(one.text("rule")), on_screen(one.text("text"))]
        opened = one.number("opened_us")
        if opened is not None:
            since = QCoreApplication.translate("findings", "Gemeldet am {0}")
            lines.append(since.format(time_text(int(opened), self.zone, with_date=True)))
        if one.get("snoozed_until"):
            until = QCoreApplication.translate("findings", "Zurückgestellt bis {0}")
            lines.append(until.format(one.text("snoozed_until")))
        if one.get("resolution"):
            lines.append(f"„{on_screen(one.text('resolution'))}“")
        if one.get("source") == SIMULATED:
            lines.append(
                QCoreApplication.translate("findings", "Simulation: Der Befund ist erfunden.")
            )
        if is_proposal(one):
            lines.append(
                QCoreApplication.translate("findings", "Es gibt einen Vorschlag zum Übernehmen.")
            )
        return "\n".join(lines)

    # ---- Qt ------------------------------------------------------------------------------------
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
        if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole}:
            return self.text(one, column)
        if role == ItemRole.ToolTipRole:
            return self.tooltip(one)
        if role == ItemRole.UserRole:
            return one.text("severity")
        if role == ItemRole.TextAlignmentRole and column is Column.AGE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == ItemRole.TextAlignmentRole and section == Column.AGE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != ItemRole.DisplayRole:
            return None
        titles = {
            Column.SEVERITY: QCoreApplication.translate("findings", "Gewicht"),
            Column.TEXT: QCoreApplication.translate("findings", "Befund"),
            Column.SUBJECT: QCoreApplication.translate("findings", "Betrifft"),
            Column.AGE: QCoreApplication.translate("findings", "Alter"),
            Column.STATE: QCoreApplication.translate("findings", "Zustand"),
            Column.ASSIGNEE: QCoreApplication.translate("findings", "Zugewiesen an"),
        }
        return titles[Column(section)]


def subject_of(one: Record) -> Key:
    """Return the record a finding is about."""
    return Key(one.text("subject_kind"), one.text("subject"))
