"""The logbook (Schichtbuch): a list of lines, and one below it in which the next is written."""

from collections.abc import Callable
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.points import PointId
from app.domain.shifts import LogEntry, Shift, shift_at
from app.services.states import CityState
from widgets.connections.tables import MenuLine
from widgets.records.model import RecordsModel
from widgets.records.view import RecordsView
from widgets.shift.log_rows import LOG_COLUMNS, LogWording
from widgets.shift.quick_line import QuickLine
from widgets.texts import count
from widgets.theme.tokens import GRID

_ICON: Final = "mdi6.notebook-outline"


class LogbookView(RecordsView[LogEntry]):
    """All lines of the logbook, those of the shift, or those with something left to do.

    Signals:
        write_requested: A line is wanted: its text (str), its moment (µs UTC, object; None for
            now), its points (list of str), whether something is left to do (bool).
        entry_requested: A line is wanted in the dialog: its moment (as above), its points.
        done_requested: Ids of lines that are dealt with (list of str).
        reopen_requested: Ids of lines with which something is left to do (list of str).
        alarm_requested: Id of an alarm the person wants to see (str).
    """

    write_requested = Signal(str, object, list, bool)
    entry_requested = Signal(object, list)
    done_requested = Signal(list)
    reopen_requested = Signal(list)
    alarm_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(RecordsModel(LOG_COLUMNS, LogWording(None)), parent)
        self._shift: Shift | None = None
        self.only_open = QCheckBox()
        self.only_shift = QCheckBox()
        checks = QHBoxLayout()
        checks.setContentsMargins(2 * GRID, 0, 2 * GRID, 2 * GRID)
        checks.setSpacing(4 * GRID)
        for check in (self.only_open, self.only_shift, self.only_selected):
            checks.addWidget(check)
        checks.addStretch(1)
        self.column.insertLayout(1, checks)
        for check in (self.only_open, self.only_shift):
            check.toggled.connect(lambda _: self.filter())
        self.line = QuickLine()
        self.line.written.connect(self._write)
        self.column.addWidget(self.line)
        self.retranslate()

    # ---- what the console calls ------------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        super().set_city(city)
        self._shift = None
        self._show_points()

    @override
    def show_state(self, state: CityState) -> None:
        super().show_state(state)
        self.line.show_pinned(is_pinned=self._pinned_us is not None)
        self._follow_shift(state.at_us)

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        super().show_selection(point_ids)
        self._show_points()

    def reveal(self, entry_id: str) -> None:
        """Select a line and bring it into sight, whatever is filtered."""
        if self.rows.place(entry_id) < 0:
            self.unfilter()
            self.filter()
        self.select([entry_id])
        place = self.rows.place(entry_id)
        if place >= 0:
            self.table.scrollTo(self.rows.index(place, 0))

    @override
    def save_state(self) -> dict[str, Any]:
        checks = {"open": self.only_open.isChecked(), "shift": self.only_shift.isChecked()}
        return super().save_state() | checks

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.only_open.setChecked(state.get("open") is True)
        self.only_shift.setChecked(state.get("shift") is True)
        super().restore_state(state)

    # ---- filter ----------------------------------------------------------------------------------
    def _follow_shift(self, at_us: int) -> None:
        """Know the shift of the moment shown; between shifts there is none."""
        shift = self._shift
        if self._city is None or (shift and shift.start_us <= at_us < shift.end_us):
            return
        zone = ZoneInfo(self._city.time_zone)
        self._shift = shift_at(self._city.shifts, at_us, zone)
        if self._shift != shift and self.only_shift.isChecked():
            self.filter()

    @override
    def wanted(self) -> Callable[[LogEntry], bool]:
        is_open_only = self.only_open.isChecked()
        shift = self._shift if self.only_shift.isChecked() else None

        def is_wanted(entry: LogEntry) -> bool:
            if is_open_only and not entry.is_open:
                return False
            return shift is None or shift.start_us <= entry.time_us < shift.end_us

        return is_wanted

    @override
    def unfilter(self) -> None:
        super().unfilter()
        self.only_open.setChecked(False)
        self.only_shift.setChecked(False)

    # ---- what the person wants -------------------------------------------------------------------
    def _write(self, text: str, points: list[str], is_open: bool) -> None:  # noqa: FBT001 - a slot
        self.write_requested.emit(text, self._pinned_us, points, is_open)
        self._show_points()

    @override
    def ask_new(self) -> None:
        self.entry_requested.emit(self._pinned_us, self.line.points)

    @override
    def menu_lines(self, records: list[LogEntry]) -> list[MenuLine]:
        alarm = records[0].alarm if len(records) == 1 else None
        ids = [entry.id for entry in records]
        is_open = any(entry.is_open for entry in records)
        is_done = any(not entry.is_open for entry in records)
        return [
            (self.tr("Erledigt"), lambda: self.done_requested.emit(ids), is_open),
            (self.tr("Noch zu erledigen"), lambda: self.reopen_requested.emit(ids), is_done),
            (self.tr("Alarm zeigen"), lambda: self._show_alarm(records), alarm is not None),
            *super().menu_lines(records),
        ]

    def _show_alarm(self, records: list[LogEntry]) -> None:
        self.alarm_requested.emit(str(records[0].alarm))

    # ---- texts -----------------------------------------------------------------------------------
    def _show_points(self) -> None:
        wording = self.rows.wording
        self.line.show_points(self._selection, lambda point: wording.point_text(PointId(point)))

    @override
    def wording(self) -> LogWording:
        return LogWording(self._city)

    @override
    def count_text(self, n: int) -> str:
        return self.tr("%n Eintrag/Einträge", "", n).replace(str(n), count(n))

    @override
    def show_nothing(self) -> None:
        sentence = self.tr(
            "Das Schichtbuch ist noch leer. Was Sie unten eintragen, steht auch in der Übergabe."
        )
        self.stage.show_message(_ICON, sentence, self.tr("Ersten Eintrag schreiben"))

    @override
    def no_match_text(self) -> str:
        return self.tr("Kein Eintrag passt zu diesen Wörtern und Filtern.")

    @override
    def written_text(self, n: int) -> str:
        return self.tr("%n Eintrag/Einträge in {file} geschrieben.", "", n)

    @override
    def file_name(self) -> str:
        return "schichtbuch.csv"

    @override
    def retranslate(self) -> None:
        self.box.setPlaceholderText(self.tr("Im Schichtbuch suchen …"))
        self.box.setAccessibleName(self.tr("Im Schichtbuch suchen"))
        self.only_selected.setText(self.tr("Nur Auswahl"))
        self.only_selected.setToolTip(self.tr("Nur Einträge zu den ausgewählten Datenpunkten"))
        self.only_open.setText(self.tr("Nur offene"))
        self.only_open.setToolTip(self.tr("Nur Einträge, bei denen noch etwas zu tun ist"))
        self.only_shift.setText(self.tr("Nur diese Schicht"))
        self.only_shift.setToolTip(self.tr("Nur Einträge zur Schicht des gezeigten Zeitpunkts"))
        self.new.setText(self.tr("Eintrag …"))
        self.new.setToolTip(self.tr("Einen Eintrag mit eigenem Zeitpunkt schreiben"))
        self.table.setAccessibleName(self.tr("Schichtbuch"))
        self.line.retranslate()
        super().retranslate()
