"""The tables below the cards: bad actors with what would mend them, and floods."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from app.domain.alarms import AlarmId
from app.domain.alarms.actors import BadActor
from app.domain.alarms.rates import FloodSpan
from app.services.alarm_kpis import KpiReport
from widgets.connections.export import Cell
from widgets.kpis.words import AlarmNames, repair_text
from widgets.texts import DASH, count, priority_text, time_text
from widgets.trends.analysis.wording import duration_text, share_text

_tr = QCoreApplication.translate


class ActorColumn(IntEnum):
    """Columns of the bad actors."""

    ALARM = 0
    PRIORITY = 1
    CALLS = 2
    SHARE = 3
    MINUTE = 4
    HOUR = 5
    SHORT = 6
    LONGEST = 7
    REPAIR = 8


class FloodColumn(IntEnum):
    """Columns of the floods."""

    START = 0
    END = 1
    LENGTH = 2
    CALLS = 3
    MANNED = 4


ACTOR_WIDTHS: Final = {
    ActorColumn.ALARM: 36,
    ActorColumn.PRIORITY: 11,
    ActorColumn.CALLS: 13,
    ActorColumn.SHARE: 10,
    ActorColumn.MINUTE: 10,
    ActorColumn.HOUR: 9,
    ActorColumn.SHORT: 10,
    ActorColumn.LONGEST: 18,
    ActorColumn.REPAIR: 30,
}
FLOOD_WIDTHS: Final = {
    FloodColumn.START: 24,
    FloodColumn.END: 24,
    FloodColumn.LENGTH: 16,
    FloodColumn.CALLS: 14,
    FloodColumn.MANNED: 14,
}

_RIGHT: Final = frozenset(ActorColumn) - {
    ActorColumn.ALARM,
    ActorColumn.PRIORITY,
    ActorColumn.REPAIR,
}
_FLOOD_RIGHT: Final = frozenset({FloodColumn.LENGTH, FloodColumn.CALLS})


def actor_title(column: ActorColumn) -> str:
    """Return the heading of a column of the bad actors."""
    words = {
        ActorColumn.ALARM: _tr("kpis", "Alarm"),
        ActorColumn.PRIORITY: _tr("kpis", "Priorität"),
        ActorColumn.CALLS: _tr("kpis", "Meldungen"),
        ActorColumn.SHARE: _tr("kpis", "Anteil"),
        ActorColumn.MINUTE: _tr("kpis", "In 1 min"),
        ActorColumn.HOUR: _tr("kpis", "In 1 h"),
        ActorColumn.SHORT: _tr("kpis", "Bis 60 s"),
        ActorColumn.LONGEST: _tr("kpis", "Längste"),
        ActorColumn.REPAIR: _tr("kpis", "Vorschlag"),
    }
    return words[column]


def actor_hint(column: ActorColumn) -> str:
    """Return what a column of the bad actors tells, a whole sentence; empty where it is plain."""
    words = {
        ActorColumn.SHARE: _tr("kpis", "Anteil an allen Meldungen des Zeitraums, in Prozent."),
        ActorColumn.MINUTE: _tr("kpis", "Wie oft er in seiner schlimmsten Minute kam."),
        ActorColumn.HOUR: _tr("kpis", "Wie oft er in seiner schlimmsten Stunde kam."),
        ActorColumn.SHORT: _tr("kpis", "Wie oft er nach höchstens 60 Sekunden vorbei war."),
        ActorColumn.LONGEST: _tr("kpis", "Wie lange er am längsten anstand."),
    }
    return words.get(column, "")


def flood_title(column: FloodColumn) -> str:
    """Return the heading of a column of the floods."""
    words = {
        FloodColumn.START: _tr("kpis", "Beginn"),
        FloodColumn.END: _tr("kpis", "Ende"),
        FloodColumn.LENGTH: _tr("kpis", "Dauer"),
        FloodColumn.CALLS: _tr("kpis", "Meldungen"),
        FloodColumn.MANNED: _tr("kpis", "Besetzung"),
    }
    return words[column]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of either table.

    Attributes:
        texts: What stands in each column.
        cells: The same as values, for spreadsheet programs.
        tip: What is said of the whole row.
        alarm: The alarm it is about; None for a flood.
        time_us: The moment it leads to, µs UTC.
    """

    texts: tuple[str, ...]
    cells: tuple[Cell, ...]
    tip: str
    alarm: AlarmId | None = None
    time_us: int = 0


class RowsModel(QAbstractTableModel):
    """Rows as they were made; the worst comes first.

    Args:
        columns: All columns.
        titles: Returns the heading of a column.
        hints: Returns what a heading means; empty where it is plain.
        right: Columns with numbers.
        parent: Owner.
    """

    def __init__(
        self,
        columns: type[IntEnum],
        titles: Callable[[Any], str],
        hints: Callable[[Any], str],
        right: frozenset[Any],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self._titles, self._hints, self._right = titles, hints, right
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def titles(self) -> list[str]:
        """Return all headings."""
        return [self._titles(column) for column in self.columns]

    def reword(self) -> None:
        """Say the headings again, in another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hints(column) or self._titles(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        align = Qt.AlignmentFlag
        side = align.AlignRight if self.columns(column) in self._right else align.AlignLeft
        return side | align.AlignVCenter


def actors_model(parent: QObject) -> RowsModel:
    """Return the model of the bad actors."""
    return RowsModel(ActorColumn, actor_title, actor_hint, frozenset(_RIGHT), parent)


def floods_model(parent: QObject) -> RowsModel:
    """Return the model of the floods."""
    return RowsModel(FloodColumn, flood_title, lambda _: "", frozenset(_FLOOD_RIGHT), parent)


def actor_rows(actors: Sequence[BadActor], report: KpiReport, names: AlarmNames) -> list[Row]:
    """Return the rows of bad actors."""
    return [_actor_row(actor, report, names) for actor in actors]


def _actor_row(actor: BadActor, report: KpiReport, names: AlarmNames) -> Row:
    rule = report.rules.get(actor.alarm)
    proposal = report.proposals.get(actor.alarm)
    priority = DASH if rule is None else priority_text(rule.priority)
    repair = _tr("kpis", "Seine Regel gibt es nicht mehr.")
    if proposal is not None:
        cause = "" if proposal.cause is None else names.name(proposal.cause)
        repair = repair_text(proposal, cause, names.unit(actor.alarm))
    longest = duration_text(actor.longest_us) if actor.longest_us else DASH
    if actor.is_standing:
        longest = _tr("kpis", "{duration}, steht an").format(duration=longest)
    name = names.name(actor.alarm)
    texts = (
        name,
        priority,
        count(actor.calls),
        share_text(actor.share),
        count(actor.worst_minute),
        count(actor.worst_hour),
        count(actor.fleeting),
        longest,
        repair,
    )
    cells = (
        name,
        priority,
        actor.calls,
        round(100 * actor.share, 2),
        actor.worst_minute,
        actor.worst_hour,
        actor.fleeting,
        longest,
        repair,
    )
    return Row(texts, cells, f"{name}\n{repair}", actor.alarm, actor.since_us)


def flood_rows(floods: Sequence[FloodSpan], zone: str) -> list[Row]:
    """Return the rows of floods, the newest first."""
    rows = []
    for flood in sorted(floods, key=lambda flood: -flood.start_us):
        start, end = (
            time_text(time, zone, with_date=True) for time in (flood.start_us, flood.end_us)
        )
        length = duration_text(flood.end_us - flood.start_us)
        manned = _tr("kpis", "bemannt") if flood.is_manned else _tr("kpis", "unbemannt")
        tip = _tr("kpis", "Eingabetaste: zum Beginn der Flut gehen")
        texts = (start, end, length, count(flood.calls), manned)
        cells = (start, end, length, flood.calls, manned)
        rows.append(Row(texts, cells, tip, time_us=flood.start_us))
    return rows
