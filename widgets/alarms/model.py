"""The rows of the list of alarms: filtered, most urgent first, changed as little as can be."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from app.domain.cities import City
from app.services.states import CityState
from widgets.alarms.columns import ALARM_COLUMNS
from widgets.alarms.entries import AlarmBook, AlarmEntry
from widgets.alarms.rows import TOP, Index, Row, RowModel
from widgets.alarms.words import (
    entry_limit_text,
    entry_state_text,
    entry_subject_text,
    entry_tooltip,
    entry_value_text,
    raised_text,
    short_message,
)
from widgets.folding import fold, matches

_HOUR_US: Final = 3_600_000_000


class AlarmTableModel(RowModel):
    """Alarms that are not at rest.

    `text` and `is_waiting_only` are what the person filters by; call `rearrange` after a change.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ALARM_COLUMNS, parent)
        self.text = ""
        self.is_waiting_only = False
        self.entries: list[AlarmEntry] = []
        self.all_entries: list[AlarmEntry] = []
        self._book: AlarmBook | None = None
        self._rows: dict[str, tuple[AlarmEntry, Row]] = {}
        self._places: dict[str, int] = {}
        self._at_us = 0

    # ---- what is shown -------------------------------------------------------------------------
    @property
    def city(self) -> City | None:
        """The profile; None before there is one."""
        return None if self._book is None else self._book.city

    def set_city(self, city: City) -> None:
        """Take a profile (or the same one in another language); forget all alarms."""
        self._book = AlarmBook(city)
        self.all_entries = []
        self._rows = {}
        self._show([])

    def take(self, state: CityState) -> bool:
        """Take the alarms of the next state; return whether anything changed."""
        if self._book is None:
            return False
        is_new_hour = state.at_us // _HOUR_US != self._at_us // _HOUR_US
        self._at_us = state.at_us
        if is_new_hour:  # perhaps a new day: times of yesterday get their date
            self._reword()
        entries = self._book.entries(state.alarms)
        if entries is self.all_entries:
            return False
        self.all_entries = entries
        self.rearrange()
        return True

    def retranslate(self) -> None:
        """Take the texts of the language now on screen; rows and filter stay."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        if self._book is None:
            return
        alarms = {entry.rule.id: entry.state for entry in self.all_entries}
        self._book = AlarmBook(self._book.city)
        self.all_entries = self._book.entries(alarms)
        self._rows = {}
        self.rearrange()

    def _reword(self) -> None:
        self._rows = {}
        self._announce([True] * len(self.entries))

    def rearrange(self) -> None:
        """Filter anew, as the person asked for."""
        entries = self.all_entries
        if self.is_waiting_only:
            entries = [entry for entry in entries if entry.is_unacknowledged]
        words = fold(self.text).split()
        if words and (book := self._book) is not None:
            entries = [entry for entry in entries if matches(book.search_text(entry), words)]
        self._show(list(entries))

    @property
    def waiting_count(self) -> int:
        """How many alarms nobody has acknowledged, whether shown or not."""
        # They come first in the order.
        return bisect_left(self.all_entries, 1, key=lambda entry: int(entry.state.is_acknowledged))

    def _show(self, entries: list[AlarmEntry]) -> None:
        """Show entries; the same ones in the same order are only repainted where they changed."""
        before = self.entries
        if [entry.id for entry in before] == [entry.id for entry in entries]:
            self.entries = entries
            self._announce([a is not b for a, b in zip(before, entries, strict=True)])
            return
        self.beginResetModel()
        self.entries = entries
        self._places = {entry.id: place for place, entry in enumerate(entries)}
        self._rows = {name: row for name, row in self._rows.items() if name in self._places}
        self.endResetModel()

    def _announce(self, is_changed: Sequence[bool]) -> None:
        last = len(self.columns.widths) - 1
        for place, changed in enumerate(is_changed):
            if changed:
                self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    # ---- rows ----------------------------------------------------------------------------------
    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @override
    def key(self, place: int) -> str:
        return self.entries[place].id if 0 <= place < len(self.entries) else ""

    @override
    def place(self, key: str) -> int:
        return self._places.get(key, -1)

    @override
    def row(self, place: int) -> Row:
        entry = self.entries[place]
        known = self._rows.get(entry.id)
        if known is not None and known[0] is entry:
            return known[1]
        row = self._make_row(entry)
        self._rows[entry.id] = (entry, row)
        return row

    def places_of_points(self, point_ids: Sequence[str]) -> list[int]:
        """Return the rows whose alarms belong to points."""
        wanted = set(point_ids)
        return [place for place, entry in enumerate(self.entries) if entry.point_id in wanted]

    def _make_row(self, entry: AlarmEntry) -> Row:
        zone = "UTC" if self._book is None else self._book.city.time_zone
        return Row(
            key=entry.id,
            texts=(
                entry.priority_word,
                raised_text(entry.state.raised_us, self._at_us, zone),
                short_message(entry.message, entry.subject, entry.place),
                entry.place,
                entry_subject_text(entry),
                entry_value_text(entry),
                entry_limit_text(entry),
                entry_state_text(entry),
                entry.state.acknowledged_by if entry.state.is_acknowledged else "",
            ),
            look=entry.look,
            is_filled=entry.is_unacknowledged,
            is_dimmed=not entry.state.is_active,
            tooltip=entry_tooltip(entry, zone),
        )
