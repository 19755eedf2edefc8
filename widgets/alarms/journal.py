"""The journal of alarms: what happened, who acknowledged it, and what they wrote."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.alarms import AlarmId, Mirror
from app.domain.cities import City
from app.services.ports import JournalReader
from app.services.states import CityState
from widgets.alarms.columns import JournalColumn
from widgets.alarms.export import copy_rows
from widgets.alarms.journal_bar import JournalBar
from widgets.alarms.journal_choice import JournalChoice, JournalMatcher, export_journal
from widgets.alarms.journal_reading import JournalPages, Page, Request
from widgets.alarms.journal_rows import JournalModel, JournalWording
from widgets.alarms.table import RowTable, pop_up
from widgets.dragging import point_name_of
from widgets.foreign_texts import on_screen
from widgets.placeholders import Stage
from widgets.texts import count
from widgets.views import View

_SEARCH_MS: Final = 250
_MOVE_MS: Final = 150
"""As often is the journal read while the time moves."""
_PAUSE_MS: Final = 250
"""So long after news others wait."""

_AHEAD: Final = 20
"""Older lines are read when so few are left below those in sight."""


class JournalView(View):
    """Lines of the journal up to the moment shown, newest first; older ones come on scrolling."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = JournalModel(self)
        self.table = RowTable(self.model, JournalColumn.PRIORITY)
        self.stage = Stage(self.table)
        self.bar = JournalBar()
        self.box = self.bar.box
        self._pages: JournalPages | None = None
        self._city: City | None = None
        self._alarms: object = None
        self._mirrors: Mapping[AlarmId, Mirror] = {}
        self._until_us: int | None = None
        self._at_us = 0
        self._serial = 0
        self._newest_id = 0
        self._reached_id = 0
        self._is_end = False
        self._is_reading = False
        self._has_news = False
        self._is_renewal = False
        self._error = ""
        self._is_allowed = True
        self._wait, self._move, self._pause = (
            QTimer(self, singleShot=True, interval=span_ms)
            for span_ms in (_SEARCH_MS, _MOVE_MS, _PAUSE_MS)
        )
        self._wait.timeout.connect(self.reload)
        self._move.timeout.connect(self._renew)
        self._pause.timeout.connect(self._end_pause)
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stage, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.bar.changed.connect(self._wait.start)
        self.box.left.connect(self.table.setFocus)
        self.table.chosen.connect(self._tell_selection)
        self.table.dragged = self._dragged
        self.table.activated_rows.connect(self._go_to_moment)
        self.table.copy_wanted.connect(self.copy)
        self.table.menu_wanted.connect(self._show_menu)
        self.table.verticalScrollBar().valueChanged.connect(self._read_on)
        self.stage.action_requested.connect(self._act)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.box.setFocus)

    # ---- what the console calls ----------------------------------------------------------------
    def set_journal(self, reader: JournalReader | None) -> None:
        """Read from a journal; None ends reading."""
        self.close_feed()
        if reader is not None:
            self._pages = JournalPages(reader, self)
            self._pages.arrived.connect(self._take)
            self._pages.told.connect(self.message_requested)
            self._pages.mirrors_known.connect(self._take_mirrors)
            self._pages.ask_mirrors()
        self.reload()

    def close_feed(self) -> None:
        """End the reading thread; the view shows what it has."""
        self._wait.stop()
        self._move.stop()
        self._pause.stop()
        if self._pages is not None:
            self._pages.close()
            self._pages.deleteLater()
        self._pages = None
        self._is_reading = False

    @override
    def close(self) -> bool:
        self.close_feed()
        return super().close()

    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self.model.reword(JournalWording(city, self._mirrors))
        self.reload()

    @override
    def set_rules(self, city: City) -> None:
        """Say the lines that are read already by other rules; all of them stay."""
        self._city = city
        self.model.reword(JournalWording(city, self._mirrors))

    @override
    def show_state(self, state: CityState) -> None:
        self._at_us = state.at_us
        until_us = None if state.is_live else state.at_us
        if until_us != self._until_us:
            is_turn = until_us is None or self._until_us is None
            self._until_us = until_us
            self._alarms = state.alarms
            if is_turn:
                self.reload()
            else:
                self._move_on(state.at_us)
        elif state.alarms is not self._alarms:
            self._alarms = state.alarms
            self._read_news()

    def set_allowed(self, *, is_allowed: bool) -> None:
        """Show the journal, or say that this person lacks the right."""
        self._is_allowed = is_allowed
        self._choose_page()

    @property
    def is_idle(self) -> bool:
        """True when nothing is being read."""
        timers = (self._wait, self._move, self._pause)
        return not self._is_reading and not any(timer.isActive() for timer in timers)

    @override
    def save_state(self) -> dict[str, Any]:
        return {**self.table.save_columns(), **self.bar.save()}

    @override
    def restore_state(self, saved: dict[str, Any]) -> None:
        """Take back what `save_state` gave; parts that make no sense are ignored."""
        self.table.restore_columns(saved)
        self.bar.restore(saved)

    # ---- reading -------------------------------------------------------------------------------
    def reload(self) -> None:
        """Read from the newest line on."""
        self._wait.stop()
        self.model.clear()
        self._ask_newest()

    def _ask_newest(self, *, is_renewal: bool = False) -> None:
        self._move.stop()
        self._has_news = False
        self._is_renewal = is_renewal
        self._newest_id = self._reached_id = 0
        self._is_end = False
        self._ask()

    def _move_on(self, until_us: int) -> None:
        """Another moment of the past: its lines are read as fast as may be, and no faster."""
        entries = self.model.entries
        self.model.replace([line for line in entries if line.event.time_us <= until_us])
        if not self._move.isActive():
            self._move.start()

    def _renew(self) -> None:
        """Read from the newest line on; what is shown stays until the answer is there."""
        if self._is_reading and self._is_renewal:
            self._move.start()
        else:
            self._ask_newest(is_renewal=True)

    def _ask(self, *, before_id: int | None = None, after_id: int = -1) -> None:
        wording = self.model.wording
        if self._pages is None or wording is None:
            self._choose_page()
            return
        self._serial += 1
        self._is_reading = True
        matcher = self._matcher(wording)
        request = Request(self._serial, matcher, before_id, after_id, matcher.start_us)
        self._pages.ask(request)
        self._choose_page()

    def _matcher(self, wording: JournalWording) -> JournalMatcher:
        return JournalMatcher(wording, self.bar.chosen, self._until_us, self._at_us)

    def _read_news(self) -> None:
        """Read the lines that came since; while something is being read, do it afterwards.

        In a flood they are read a few times a second: faster than a person reads, and the window
        has other things to do.
        """
        if self._until_us is not None or self._pages is None:
            return
        self._has_news = self._is_reading or self._pause.isActive()
        if self._has_news:
            return
        self._pause.start()
        if self._newest_id or self._is_end:
            self._ask(after_id=self._newest_id)
        else:
            self.reload()

    def _end_pause(self) -> None:
        if self._has_news:
            self._read_news()

    def _read_on(self, value: int) -> None:
        """Read older lines once the end of those read so far comes into sight."""
        table = self.table
        in_sight = table.viewport().height() // table.verticalHeader().defaultSectionSize()
        is_near = value + in_sight + _AHEAD >= len(self.model.entries)
        if is_near and not self._is_end and not self._is_reading and self._reached_id:
            self._ask(before_id=self._reached_id)

    def _take(self, page: Page) -> None:
        if page.request.serial != self._serial:
            return
        self._is_reading = False
        self.bar.add_persons(entry.event.actor for entry in page.entries)
        self._error = on_screen(page.error)
        if self._is_renewal:
            self._is_renewal = False
            self._show_renewed(page)
            return
        is_news = page.request.after_id >= 0
        if is_news and not page.is_end and not page.error:
            self.reload()  # more came than a page holds
            return
        if is_news:
            self.model.prepend(page.entries)
        else:
            self.model.append(page.entries)
            self._is_end = page.is_end
            self._reached_id = page.reached_id
        self._newest_id = max(self._newest_id, page.newest_id)
        self._choose_page()
        if self._has_news:
            self._read_news()
        elif not page.error and not self._is_end:
            self._read_on(self.table.verticalScrollBar().value())

    def _take_mirrors(self, mirrors: Mapping[AlarmId, Mirror]) -> None:
        self._mirrors = mirrors
        if mirrors and self._city is not None:
            self.model.reword(JournalWording(self._city, mirrors))

    def _show_renewed(self, page: Page) -> None:
        until_us = self._until_us
        if until_us is not None:  # the moment may have moved back meanwhile
            self.model.replace([e for e in page.entries if e.event.time_us <= until_us])
        self._is_end, self._reached_id = page.is_end, page.reached_id
        self._newest_id = page.newest_id
        self._choose_page()
        if not page.error:
            self._read_on(self.table.verticalScrollBar().value())

    # ---- pages ---------------------------------------------------------------------------------
    def _choose_page(self) -> None:
        self._tell_count()
        self.bar.setEnabled(self._is_allowed and self._pages is not None)
        if not self._is_allowed:
            self.stage.show_no_right()
        elif self.model.entries:
            self.stage.show_content()
            self._show_notice()
        elif self._error:
            self.stage.show_message("mdi6.database-alert-outline", self._error, self._action())
        elif self._pages is None or self._city is None or self._is_reading:
            self.stage.show_loading()
        elif self.bar.chosen != JournalChoice():
            sentence = self.tr("Keine Zeile des Journals passt zu diesem Filter.")
            self.stage.show_message("mdi6.filter-off-outline", sentence, self._action())
        elif self._until_us is not None:
            sentence = self.tr("Bis zum gezeigten Zeitpunkt steht im Journal nichts.")
            self.stage.show_message("mdi6.notebook-outline", sentence)
        else:
            sentence = self.tr("Im Journal steht noch nichts.")
            self.stage.show_message("mdi6.notebook-outline", sentence)

    def _show_notice(self) -> None:
        if self._error:
            self.stage.notice.show_notice(
                "mdi6.database-alert-outline", self._error, self._action()
            )
        elif self._until_us is not None:
            sentence = self.tr("Zu sehen ist, was bis zum gezeigten Zeitpunkt geschehen war.")
            self.stage.notice.show_notice("mdi6.history", sentence)
        else:
            self.stage.notice.show_notice("", "")

    def _action(self) -> str:
        return self.tr("Erneut lesen") if self._error else self.tr("Filter zurücksetzen")

    def _act(self) -> None:
        if not self._error:
            self.bar.clear()
        self.reload()

    def _tell_count(self) -> None:
        n = len(self.model.entries)
        words = self.tr("%n Zeile(n)", "", n).replace(str(n), count(n))
        more = self.tr("{lines}, ältere folgen beim Blättern")
        is_partial = n > 0 and not self._is_end
        self.bar.set_count(more.format(lines=words) if is_partial else words if n else "")

    # ---- selection, copy, export ---------------------------------------------------------------
    def _selected_points(self) -> list[str]:
        wording = self.model.wording
        if wording is None:
            return []
        ids = (wording.point_id(self.model.entries[row]) for row in self.table.selected_rows())
        return list(dict.fromkeys(filter(None, ids)))

    def _dragged(self) -> tuple[list[str], str]:
        points = self._selected_points()
        return points, point_name_of(self._city, points)

    def _tell_selection(self) -> None:
        self.points_selected.emit(self._selected_points())

    def _go_to_moment(self) -> None:
        """Show the city at the moment of the current line."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.entries):
            self.time_requested.emit(self.model.entries[row].event.time_us)

    def _show_trend(self) -> None:
        if points := self._selected_points():
            self.trend_requested.emit(points)

    def copy(self) -> None:
        """Copy the selected lines as tab separated text with a heading."""
        copy_rows(self.table, self.model)

    def export_csv(self, path: Path) -> None:
        """Write all lines that match as CSV, also those not read yet; say how it went."""
        if self._pages is not None and self.model.wording is not None:
            matcher = self._matcher(self.model.wording)
            self._pages.run(partial(export_journal, path, self.model.wording, matcher))

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Als CSV exportieren"), "alarmjournal.csv", "CSV (*.csv)"
        )
        if name:
            self.export_csv(Path(name))

    def make_menu(self) -> QMenu:
        """Return the context menu of the lines."""
        menu = QMenu(self)
        moment = menu.addAction(self.tr("Zu diesem Zeitpunkt gehen"))
        moment.setEnabled(len(self.table.selected_rows()) == 1)
        moment.triggered.connect(self._go_to_moment)
        trend = menu.addAction(self.tr("In Verläufe zeigen"))
        trend.setEnabled(bool(self._selected_points()))
        trend.triggered.connect(self._show_trend)
        points = self._selected_points()
        place = menu.addAction(self.tr("Auf der Karte zeigen"))
        place.setEnabled(bool(points))
        place.triggered.connect(lambda: self.map_requested.emit(points))
        copy = menu.addAction(self.tr("Kopieren"))
        copy.setEnabled(bool(self.table.selected_rows()))
        copy.triggered.connect(self.copy)
        menu.addAction(self.tr("Als CSV exportieren …")).triggered.connect(self._ask_export)
        menu.addSeparator()
        menu.addMenu(self.table.make_column_menu(menu))
        return menu

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(), position)

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.bar.retranslate()
        self.table.setAccessibleName(self.tr("Alarmjournal"))
        if self._city is not None:
            self.model.reword(JournalWording(self._city, self._mirrors))
        self.table.horizontalHeader().viewport().update()
        self._choose_page()

    @override
    def apply_theme(self) -> None:
        self.bar.apply_theme()
        self.table.apply_theme()
