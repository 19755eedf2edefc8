"""The list of what happens: by month, or of one day."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from app.domain.portfolio.portfolios import Portfolio
from app.domain.portfolio.statuses import Light
from widgets.portfolio.bands import Band
from widgets.portfolio.calendar.entries import Entry
from widgets.portfolio.calendar.wording import (
    detail_words,
    entry_tip,
    kind_icon,
    kind_word,
    long_day,
    month_word,
    project_name,
    state_word,
)
from widgets.portfolio.lights import light_icon
from widgets.portfolio.listings import Col, Group, Listing

_tr = QCoreApplication.translate
_NONE = Portfolio.of(())


class Column(IntEnum):
    """The columns."""

    DAY = 0
    KIND = 1
    WHAT = 2
    PROJECT = 3
    STATE = 4
    DETAIL = 5


class Agenda(Listing[Entry]):
    """Shows entries below their months.

    Args:
        is_of_day: True for the entries of one day alone: without days and bands.
        parent: Owner.
    """

    def __init__(self, *, is_of_day: bool = False, parent: QWidget | None = None) -> None:
        self._portfolio = _NONE
        self._is_of_day = is_of_day
        hidden = {Column.DAY, Column.DETAIL} if is_of_day else set()
        columns = self._columns()
        super().__init__(columns, lambda entry: entry.name, hidden=hidden, fixed={Column.WHAT},
                         parent=parent)  # fmt: skip

    def _columns(self) -> dict[Column, Col[Entry]]:
        def tip(entry: Entry) -> str:
            return entry_tip(entry, self._portfolio)

        def make(
            title: Callable[[], str], width: float, text: Callable[[Entry], str]
        ) -> Col[Entry]:
            return Col(title, width, text, tip)

        is_narrow = self._is_of_day
        return {
            Column.DAY: Col(lambda: _tr("calendar", "Tag"), 22, lambda one: long_day(one.day), tip,
                            order=lambda one: one.day),
            Column.KIND: Col(lambda: _tr("calendar", "Art"), 16, lambda one: kind_word(one.kind),
                             tip, sign=lambda one: kind_icon(one.kind)),
            Column.WHAT: make(lambda: _tr("calendar", "Was"), 26 if is_narrow else 46,
                              lambda one: one.title),
            Column.PROJECT: make(lambda: _tr("calendar", "Projekt"), 32,
                                 lambda one: project_name(self._portfolio, one)),
            Column.STATE: Col(lambda: _tr("calendar", "Stand"), 16, state_word, tip,
                              sign=_late_sign),
            Column.DETAIL: make(lambda: _tr("calendar", "Näheres"), 40, detail_words),
        }  # fmt: skip

    def show_entries(self, entries: Sequence[Entry], portfolio: Portfolio) -> None:
        """Show entries."""
        self._portfolio = portfolio
        if self._is_of_day:
            self.listed.show_rows(entries)
            return
        groups: list[Group[Entry]] = []
        months: dict[tuple[int, int], list[Entry]] = {}
        for one in entries:
            months.setdefault((one.day.year, one.day.month), []).append(one)
        for (year, month), own in months.items():
            late = sum(one.is_late for one in own)
            note = _tr("calendar", "{0} verspätet").format(late) if late else ""
            band = Band(month_key(date(year, month, 1)), month_word(year, month), len(own), note)
            groups.append((band, own))
        self.listed.show_given(groups)

    def go_to(self, day: date) -> None:
        """Bring a day into sight, or the first one after it that has entries."""
        for row in range(self.rows.rowCount()):
            entry, band = self.rows.row_at(row), self.rows.band(row)
            is_there = entry is not None and entry.day >= day
            if is_there or (band is not None and band.key >= month_key(day)):
                place = max(row - 1, 0) if is_there else row
                self.scrollTo(self.rows.index(place, 0), self.ScrollHint.PositionAtTop)
                return
        self.scrollToBottom()


def month_key(day: date) -> str:
    """Return the name under which a month is remembered as folded."""
    return f"{day:%Y-%m}"


def _late_sign(entry: Entry) -> QIcon | None:
    return light_icon(Light.YELLOW) if entry.is_late else None
