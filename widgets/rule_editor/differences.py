"""The episodes that only one of both rules has: those that would be missed, those that are new."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.domain.local_times import at_local
from app.domain.points import Point
from app.domain.samples import NO_TIME
from app.services.backtests import BackTestReport
from widgets.rule_editor.words import amount, measure_unit
from widgets.texts import language, value_text
from widgets.trends.analysis.wording import duration_text

ModelIndex = QModelIndex | QPersistentModelIndex
_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Difference:
    """One episode.

    Attributes:
        is_new: True for one of the edited rule, False for one of the saved rule.
        start_us: Begin, µs UTC.
        end_us: End; that of the test while it stands.
        is_open: True while it stands.
        value: The measure it was raised with.
    """

    is_new: bool
    start_us: int
    end_us: int
    is_open: bool
    value: float


def differences_of(report: BackTestReport) -> list[Difference]:
    """Return what only one of both rules has, newest first; none without a saved rule."""
    if report.saved is None:
        return []
    found = []
    for is_new, episodes in ((False, report.missed), (True, report.new)):
        columns = (
            episodes.start_us.tolist(),
            episodes.end_us.tolist(),
            episodes.ends_us(report.end_us).tolist(),
            episodes.value.tolist(),
        )
        found += [
            Difference(is_new, start, until, end == NO_TIME, value)
            for start, end, until, value in zip(*columns, strict=True)
        ]
    return sorted(found, key=lambda one: -one.start_us)


class DifferencesModel(QAbstractTableModel):
    """What changes, when, how long, with which value."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Difference] = []
        self._report: BackTestReport | None = None
        self._point: Point | None = None
        self._zone = "UTC"

    def show_report(self, report: BackTestReport | None, point: Point | None, zone: str) -> None:
        """Show what a back-test found; nothing without one."""
        self.beginResetModel()
        self._report, self._point, self._zone = report, point, zone
        self.rows = [] if report is None else differences_of(report)
        self.endResetModel()

    @override
    def rowCount(self, parent: ModelIndex = _INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: ModelIndex = _INDEX) -> int:
        return 0 if parent.isValid() else 4

    @override
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(self.rows[index.row()], index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in {2, 3}:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, row: Difference, column: int) -> str:
        if column == 0:
            return self.tr("+ neu") if row.is_new else self.tr("× entfällt")
        if column == 1:
            return moment_text(row.start_us, self._zone)
        if column == 2:  # noqa: PLR2004 - the third column
            length = duration_text(float(row.end_us - row.start_us))
            return self.tr("{0}, steht").format(length) if row.is_open else length
        return self._value(row)

    def _value(self, row: Difference) -> str:
        report, point = self._report, self._point
        if report is None or point is None:
            return ""
        rule = report.rule if row.is_new or report.saved is None else report.saved
        if rule.kind.has_codes:
            return value_text(point, row.value)
        return amount(row.value, measure_unit(rule, point), max(point.decimals, 0))

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section >= 2 else Qt.AlignmentFlag.AlignLeft  # noqa: PLR2004 - as its cells
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (self.tr("Alarm"), self.tr("Beginn"), self.tr("Dauer"), self.tr("Wert"))
        return titles[section]


def moment_text(time_us: int, zone: str) -> str:
    """Return day and minute; the year is the same, or that before."""
    pattern = "%d/%m %H:%M" if language() == "en" else "%d.%m. %H:%M"
    return at_local(time_us, ZoneInfo(zone)).strftime(pattern)
