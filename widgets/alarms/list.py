"""The list of alarms with its bar and its five drawn states."""

from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.services.states import CityState
from widgets.alarms.bar import AlarmBar
from widgets.alarms.columns import AlarmColumn
from widgets.alarms.comment import CommentDialog
from widgets.alarms.entries import AlarmEntry, is_collector_away, why_not_acknowledge
from widgets.alarms.export import as_tsv, write_csv
from widgets.alarms.model import AlarmTableModel
from widgets.alarms.table import RowTable, pop_up
from widgets.dragging import point_name_of
from widgets.placeholders import Stage
from widgets.views import View

_PATIENCE_US: Final = 10_000_000
"""How long after the start silence of the collector is still part of the start."""


class AlarmListView(View):
    """Alarms that are not at rest, in the order of urgency.

    Signals:
        acknowledge_requested: Alarm ids (list of str) and a comment, empty for none.
    """

    acknowledge_requested = Signal(list, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = AlarmTableModel(self)
        self.bar = AlarmBar()
        self.table = RowTable(self.model, AlarmColumn.PRIORITY)
        self.stage = Stage(self.table)
        self._state: CityState | None = None
        self._first_us = 0
        self._has_heard = False
        self._is_allowed = True
        self._wanted_alarm = ""
        self._is_late = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stage, 1)
        self.setFocusProxy(self.table)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.bar.filter_changed.connect(self._filter)
        self.bar.acknowledge_wanted.connect(self.acknowledge)
        self.bar.comment_wanted.connect(self.ask_comment)
        self.bar.left.connect(self.table.setFocus)
        self.table.chosen.connect(self._tell_selection)
        self.table.dragged = self._dragged
        self.table.activated_rows.connect(self._show_trend)
        self.table.acknowledge_wanted.connect(self.acknowledge)
        self.table.copy_wanted.connect(self.copy)
        self.table.menu_wanted.connect(self._show_menu)
        self.table.released.connect(self._catch_up)
        self.stage.action_requested.connect(self._clear_filter)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.focus_filter)

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self.model.set_city(city)
        self._state = None
        self._has_heard = False
        self._count()
        self._choose_page()

    @override
    def show_state(self, state: CityState) -> None:
        if self._state is None:
            self._first_us = state.at_us
        self._state = state
        self._has_heard = self._has_heard or bool(state.sources) or not state.is_live
        if self.table.is_pressed:
            self._is_late = True  # rows must not move under the mouse
            return
        if self.model.take(state):
            self._count()
            self._find_wanted()
        self._tell_work()
        self._choose_page()

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        if set(self._selected_points()) == set(point_ids):
            return
        self.table.select_rows(self.model.places_of_points(point_ids), scroll=True)
        self._tell_work()

    def show_alarm(self, alarm_id: str) -> None:
        """Select an alarm and bring it into sight; the filter gives way when it hides it."""
        self._wanted_alarm = alarm_id
        if self.model.place(alarm_id) < 0:
            self._clear_filter()
        self._find_wanted()

    def set_allowed(self, *, is_allowed: bool) -> None:
        """Show the alarms, or say that this person lacks the right."""
        self._is_allowed = is_allowed
        self._choose_page()

    def focus_filter(self) -> None:
        """Put the cursor into the filter box."""
        self.bar.box.setFocus()
        self.bar.box.selectAll()

    @override
    def save_state(self) -> dict[str, Any]:
        """Return columns and filter as plain data (JSON)."""
        return {
            **self.table.save_columns(),
            "text": self.bar.text,
            "waiting": self.bar.is_waiting_only,
        }

    @override
    def restore_state(self, saved: dict[str, Any]) -> None:
        """Take back what `save_state` gave; parts that make no sense are ignored."""
        self.table.restore_columns(saved)
        text = saved.get("text")
        is_waiting_only = saved.get("waiting") is True
        self.bar.set_filter(text if isinstance(text, str) else "", is_waiting_only=is_waiting_only)
        self._filter()

    # ---- selection and filter ------------------------------------------------------------------
    def selected_entries(self) -> list[AlarmEntry]:
        """Return the selected alarms from top to bottom."""
        return [self.model.entries[row] for row in self.table.selected_rows()]

    def _selected_points(self) -> list[str]:
        ids = (entry.point_id for entry in self.selected_entries())
        return list(dict.fromkeys(point_id for point_id in ids if point_id))

    def _dragged(self) -> tuple[list[str], str]:
        points = self._selected_points()
        return points, point_name_of(self.model.city, points)

    def _tell_selection(self) -> None:
        self._tell_work()
        self.points_selected.emit(self._selected_points())

    def _show_trend(self) -> None:
        if points := self._selected_points():
            self.trend_requested.emit(points)

    def _find_wanted(self) -> None:
        place = self.model.place(self._wanted_alarm)
        if not self._wanted_alarm or place < 0:
            return
        self._wanted_alarm = ""
        self.table.select_rows([place], scroll=True)
        self.table.setFocus()
        self._tell_selection()

    def _filter(self) -> None:
        self.model.text = self.bar.text
        self.model.is_waiting_only = self.bar.is_waiting_only
        self.model.rearrange()
        self._count()
        self._tell_work()
        self._choose_page()

    def _clear_filter(self) -> None:
        if self.bar.text or self.bar.is_waiting_only:
            self.bar.set_filter("", is_waiting_only=False)
            self._filter()

    def _catch_up(self) -> None:
        if self._is_late and self._state is not None:
            self._is_late = False
            self.show_state(self._state)

    def _count(self) -> None:
        model = self.model
        self.bar.set_numbers(len(model.entries), len(model.all_entries), model.waiting_count)

    # ---- acknowledge ---------------------------------------------------------------------------
    def _reason(self) -> str:
        """Return why nothing can be acknowledged; empty when it can."""
        city = self.model.city
        if city is None or self._state is None:
            return self.tr("Die Alarme sind noch nicht geladen.")
        return why_not_acknowledge(city, self._state)

    def _waiting(self) -> list[AlarmEntry]:
        return [entry for entry in self.selected_entries() if entry.is_unacknowledged]

    def _tell_work(self) -> None:
        self.bar.set_work(self._reason(), has_work=bool(self._waiting()))

    def acknowledge(self, comment: str = "") -> None:
        """Ask for the selected alarms to be acknowledged; say so when that cannot be."""
        reason, waiting = self._reason(), self._waiting()
        if reason:
            self.message_requested.emit(reason)
        elif waiting:
            self.acknowledge_requested.emit([entry.id for entry in waiting], comment)

    def ask_comment(self) -> CommentDialog | None:
        """Ask for a comment, then acknowledge what was selected when the dialog opened."""
        reason, waiting = self._reason(), self._waiting()
        if reason or not waiting:
            self.acknowledge()
            return None
        ids = [entry.id for entry in waiting]
        dialog = CommentDialog(waiting, self)
        dialog.given.connect(lambda comment: self.acknowledge_requested.emit(ids, comment))
        dialog.open()
        return dialog

    # ---- the five states -----------------------------------------------------------------------
    def _choose_page(self) -> None:
        city, state = self.model.city, self._state
        self.bar.setEnabled(self._is_allowed and city is not None)
        if not self._is_allowed:
            self.stage.show_no_right()
        elif city is None or state is None:
            self.stage.show_loading()
        elif not self.model.entries:
            self._show_nothing(city, state)
        else:
            self.stage.show_content()
            self._show_notice(city, state)

    def _show_nothing(self, city: City, state: CityState) -> None:
        if self.model.all_entries:
            sentence = self.tr("Kein Alarm passt zu diesem Filter.")
            self.stage.show_message(
                "mdi6.filter-off-outline", sentence, self.tr("Filter zurücksetzen")
            )
        elif state.unread:
            sentence = self.tr(
                "Dieser Zeitpunkt ließ sich nicht ganz lesen; ob ein Alarm anstand, ist nicht "
                "bekannt."
            )
            self.stage.show_message("mdi6.database-alert-outline", sentence)
        elif not state.is_live:
            sentence = self.tr("Zu diesem Zeitpunkt stand kein Alarm an.")
            self.stage.show_message("mdi6.check-circle-outline", sentence)
        elif not is_collector_away(city, state):
            self.stage.show_message("mdi6.check-circle-outline", self.tr("Kein Alarm steht an."))
        elif not self._has_heard and state.at_us - self._first_us < _PATIENCE_US:
            self.stage.show_loading()
        else:
            sentence = self.tr(
                "Die Datenerfassung antwortet nicht; ob ein Alarm ansteht, ist nicht bekannt."
            )
            self.stage.show_message("mdi6.lan-disconnect", sentence)

    def _show_notice(self, city: City, state: CityState) -> None:
        symbol, sentence = "mdi6.lan-disconnect", ""
        if state.unread:
            symbol = "mdi6.database-alert-outline"
            sentence = self.tr(
                "Dieser Zeitpunkt ließ sich nicht ganz lesen. Sie sehen die bekannten Alarme, es "
                "können Alarme fehlen."
            )
        elif is_collector_away(city, state) and self._has_heard:
            sentence = self.tr(
                "Die Datenerfassung antwortet nicht. Sie sehen die zuletzt bekannten Alarme."
            )
        self.stage.notice.show_notice(symbol, sentence)

    # ---- copy, export, menu --------------------------------------------------------------------
    def copy(self) -> None:
        """Copy the selected rows as tab separated text with a heading."""
        rows, columns = self.table.selected_rows(), self.table.columns_in_sight()
        if rows:
            lines = [self.model.cells(row, columns) for row in rows]
            QGuiApplication.clipboard().setText(as_tsv(self.model.titles(columns), lines))

    def export_csv(self, path: Path) -> None:
        """Write the selected alarms, or all that are listed, as CSV; say how it went."""
        rows = self.table.selected_rows()
        if len(rows) <= 1:
            rows = list(range(len(self.model.entries)))
        columns = self.table.columns_in_sight()
        lines = [self.model.cells(row, columns) for row in rows]
        try:
            write_csv(path, self.model.titles(columns), lines)
        except OSError as error:
            sentence = self.tr("{file} konnte nicht geschrieben werden: {reason}")
            self.message_requested.emit(sentence.format(file=path.name, reason=error.strerror))
            return
        sentence = self.tr("%n Alarm(e) in {file} geschrieben.", "", len(rows))
        self.message_requested.emit(sentence.format(file=path.name))

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Als CSV exportieren"), "alarme.csv", "CSV (*.csv)"
        )
        if name:
            self.export_csv(Path(name))

    def make_menu(self) -> QMenu:
        """Return the context menu of the rows."""
        menu = QMenu(self)
        can_acknowledge = bool(self._waiting()) and not self._reason()
        acknowledge = menu.addAction(self.tr("Quittieren"))
        acknowledge.setEnabled(can_acknowledge)
        acknowledge.triggered.connect(partial(self.acknowledge, ""))
        comment = menu.addAction(self.tr("Quittieren mit Kommentar …"))
        comment.setEnabled(can_acknowledge)
        comment.triggered.connect(self.ask_comment)
        menu.addSeparator()
        trend = menu.addAction(self.tr("In Verläufe zeigen"))
        trend.setEnabled(bool(self._selected_points()))
        trend.triggered.connect(self._show_trend)
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
        self.table.setAccessibleName(self.tr("Alarme"))
        self.model.retranslate()
        self._count()
        self._tell_work()
        self._choose_page()

    @override
    def apply_theme(self) -> None:
        self.bar.apply_theme()
        self.table.delegate.apply_theme()
        self.table.viewport().update()
