"""The list of all alarm rules: looking, searching, changing with a reason, and the way back."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.alarms import AlarmId
from app.domain.cities import City
from app.services.ports import JournalReader
from app.services.states import CityState
from widgets.background import Background
from widgets.connections.tables import MenuLine, make_row_menu, pop_up
from widgets.foreign_texts import on_screen
from widgets.placeholders import Stage
from widgets.rules.acts import RuleActs
from widgets.rules.bar import RulesBar
from widgets.rules.columns import RuleColumn
from widgets.rules.documents import Documents
from widgets.rules.model import RulesModel
from widgets.rules.notices import count_text, emptiness_of, notice_of
from widgets.rules.point_dialog import PointDialog
from widgets.rules.rows import Fate, RuleRow, rows_of
from widgets.rules.sharing import Sharing
from widgets.rules.table import RulesTable
from widgets.rules.windows_model import span_text
from widgets.views import View

_SEARCH_MS: Final = 150


class RulesView(View):
    """All rules in force, and those that people removed.

    Signals:
        edit_requested: A rule (`AlarmRule`) shall be edited.
        new_requested: A new rule is wanted for a point; its id (str).
        publish_requested: A document shall come into force: its kind (`DocumentKind`), the whole
            text, and why (object, str, str). `show_problems` takes what became of it.
    """

    edit_requested = Signal(object)
    new_requested = Signal(str)
    publish_requested = Signal(object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RulesModel(self)
        self.table = RulesTable(self.model)
        self.columns = self.table.columns
        self.sharing = Sharing(self.model, self.table)
        self.stage = Stage(self.table)
        self.bar = RulesBar()
        self.background = Background(self)
        self.documents = Documents(self.background, self)
        self.acts = RuleActs(self.documents, self.background, self)
        self._city: City | None = None
        self._profile: City | None = None
        self._selection: list[str] = []
        self._kept: list[str] = []
        self._refusal = ""
        self._unread = ""
        self._now_minute = -1
        self._serial = 0
        self._is_read = False
        self._is_quiet = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_SEARCH_MS)
        self._wait.timeout.connect(self.filter)
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
        bar, acts = self.bar, self.acts
        bar.box.textChanged.connect(lambda _: self._wait.start())
        bar.box.left.connect(self.table.setFocus)
        bar.only_changed.toggled.connect(lambda _: self.filter())
        bar.only_selected.toggled.connect(lambda _: self.filter())
        bar.edit.clicked.connect(self.ask_edit)
        bar.new.clicked.connect(self.ask_new)
        bar.remove.clicked.connect(self.ask_removal)
        bar.reset.clicked.connect(self.ask_reset)
        bar.import_requested.connect(acts.ask_import)
        bar.changes_export_requested.connect(lambda: acts.ask_export(is_whole=False))
        bar.export_requested.connect(lambda: acts.ask_export(is_whole=True))
        bar.versions_requested.connect(acts.show_versions)
        bar.maintenance.clicked.connect(acts.show_maintenance)
        self.table.activated_row.connect(self.ask_edit)
        self.table.doubleClicked.connect(lambda _: self.ask_edit())
        self.table.copy_wanted.connect(self.sharing.copy)
        self.sharing.told.connect(self.message_requested)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(self._follow_selection)
        self.model.modelAboutToBeReset.connect(self._keep_selection)
        self.model.modelReset.connect(self._restore_selection)
        self.stage.action_requested.connect(self._act)
        self.documents.publish_requested.connect(self.publish_requested)
        self.documents.changed.connect(self._take_versions)
        self.documents.failed.connect(self._take_unread)
        acts.told.connect(self.message_requested)
        acts.refused.connect(self._take_refusal)
        for key, act in (
            (QKeySequence(QKeySequence.StandardKey.Find), bar.box.setFocus),
            (QKeySequence(QKeySequence.StandardKey.Delete), self.ask_removal),
            (QKeySequence(Qt.Key.Key_F2), self.ask_edit),
        ):
            owner = self.table if act is self.ask_removal else self
            shortcut = QShortcut(key, owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        """Take the city with the rules in force."""
        self._city = city
        if self._profile is None or self._profile.id != city.id:
            self.set_profile_city(city)
        else:
            self.acts.set_city(self._profile, city)
            self.documents.read()
            self._show_rows()

    def set_profile_city(self, city: City) -> None:
        """Take the city as the profile has it, without what people changed."""
        if city is self._profile:
            return
        self._profile = city
        if self._city is not None:
            self.acts.set_city(city, self._city)
        self.documents.set_profile(city)
        self._show_rows()

    def set_journal(self, journal: JournalReader | None) -> None:
        """Read versions from this journal; in the background."""
        self.documents.set_journal(journal)

    def set_actor(self, actor: str) -> None:
        """Take who sits here; maintenance windows carry the name."""
        self.acts.actor = self.documents.actor = actor

    def show_problems(self, problems: list[str]) -> None:
        """Take what became of the last `publish_requested`; an empty list: it is in force."""
        self._refusal = ""
        self.acts.show_problems(problems)
        self._choose_page()

    @override
    def show_state(self, state: CityState) -> None:
        self.model.show_states(state.alarms)
        if state.is_live:
            self.acts.show_now(state.at_us)
            if state.at_us // 60_000_000 != self._now_minute:
                self._now_minute = state.at_us // 60_000_000
                self._show_running()

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        self._selection = list(point_ids)
        if self.bar.only_selected.isChecked():
            self.filter()

    @override
    def save_state(self) -> dict[str, Any]:
        return {
            "columns": self.columns.save(),
            "text": self.bar.box.text(),
            "only_changed": self.bar.only_changed.isChecked(),
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        """Take back what `save_state` gave; parts that make no sense are ignored."""
        self.columns.restore(state.get("columns"))
        text = state.get("text")
        self.bar.box.setText(text if isinstance(text, str) else "")
        self.bar.only_changed.setChecked(state.get("only_changed") is True)
        self.filter()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if self._wait.isActive():
            self.filter()
        super().hideEvent(event)

    def close_feed(self) -> None:
        """End the thread that reads."""
        self._wait.stop()
        self.background.close()

    # ---- rows, filter and pages ----------------------------------------------------------------
    def _show_rows(self) -> None:
        if self._city is None or self._profile is None:
            return
        self._serial += 1
        serial, city, profile = self._serial, self._city, self._profile
        last = self.documents.known.last
        self.background.ask(
            self,
            lambda: rows_of(city, profile, last),
            lambda rows: self._take_rows(serial, rows, city.time_zone),
            self._take_unread,
        )

    def _take_rows(self, serial: int, rows: list[RuleRow], zone: str) -> None:
        if serial == self._serial:
            self._is_read = True
            self.model.show_rows(rows, zone)
            self._choose_page()

    def _take_versions(self) -> None:
        self._unread = ""
        self._show_running()
        self._show_rows()

    def _take_unread(self, reason: str) -> None:
        self._unread = on_screen(reason)
        self._choose_page()

    def _take_refusal(self, problems: list[str]) -> None:
        self._refusal = " ".join(on_screen(problem) for problem in problems)
        self._choose_page()

    def _show_running(self) -> None:
        now_us = self.acts.now_us
        running = [one for one in self.documents.known.windows if one.is_open(now_us)]
        longest = max((window.end_us for window in running), default=now_us) - now_us
        self.bar.show_running(len(running), span_text(longest))

    def filter(self) -> None:
        """Show what matches the words and the two marks."""
        self._wait.stop()
        points = self._selection if self.bar.only_selected.isChecked() else None
        self.model.filter(
            self.bar.box.text(), points, is_only_changed=self.bar.only_changed.isChecked()
        )
        self._choose_page()

    def _choose_page(self) -> None:
        shown, total = len(self.model.rows), self.model.total
        self.bar.count.setText(count_text(shown, total))
        self._offer()
        if shown:
            self.stage.show_content()
            undo = self.documents.undo
            why = None if undo is None else undo.why
            self.stage.notice.show_notice(*notice_of(self._refusal, why, self._unread))
        elif not self._is_read:
            self.stage.show_loading()
        else:
            self.stage.show_message(*emptiness_of(total))

    def _act(self) -> None:
        """Do what the notice or the placeholder offers."""
        if self.stage.is_content_shown:
            if self._refusal:
                self._refusal = ""
            elif self.documents.undo is not None:
                self.acts.undo()
            else:
                self.documents.read()
            self._choose_page()
        elif self.model.total:
            self.bar.box.clear()
            self.bar.only_changed.setChecked(False)
            self.bar.only_selected.setChecked(False)
            self.filter()
        else:
            self.ask_new()

    # ---- selection -----------------------------------------------------------------------------
    def selected(self) -> list[RuleRow]:
        """Return the selected rows from top to bottom."""
        return [self.model.rows[row] for row in self.table.selected_rows()]

    def select(self, alarms: list[str]) -> None:
        """Select rules without telling anybody."""
        self._is_quiet = True
        selection = QItemSelection()
        last = len(RuleColumn) - 1
        for row in filter(lambda row: row >= 0, map(self.model.place, alarms)):
            selection.select(self.model.index(row, 0), self.model.index(row, last))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.table.selectionModel().select(selection, flags)
        self._is_quiet = False

    def _keep_selection(self) -> None:
        self._is_quiet = True
        self._kept = [str(row.rule.id) for row in self.selected()]

    def _restore_selection(self) -> None:
        self.select(self._kept)

    def _follow_selection(self) -> None:
        self._offer()
        # A list that follows the selection must not lead it.
        if not self._is_quiet and not self.bar.only_selected.isChecked():
            points = dict.fromkeys(str(row.point.id) for row in self.selected() if row.point)
            if points:
                self.points_selected.emit(list(points))

    def _offer(self) -> None:
        rows = self.selected()
        standing = [row for row in rows if row.fate is not Fate.REMOVED]
        self.bar.offer(
            edit=len(rows) == 1 and len(standing) == 1,
            remove=bool(standing),
            reset=any(row.fate is not Fate.AS_IN_PROFILE for row in rows),
        )

    # ---- what the person wants -----------------------------------------------------------------
    def ask_edit(self) -> None:
        """Ask for the selected rule to be edited."""
        if self.bar.edit.isEnabled():
            self.edit_requested.emit(self.selected()[0].rule)

    def ask_new(self) -> None:
        """Ask for which point a new rule is wanted."""
        if self._city is None:
            return
        rows = self.selected()
        first = str(rows[0].rule.point) if rows else next(iter(self._selection), "")
        dialog = PointDialog(self._city, first, self)
        dialog.point_chosen.connect(self.new_requested)
        dialog.open()

    def ask_removal(self) -> None:
        """Ask whether the selected rules shall go."""
        if alarms := self._alarms(lambda row: row.fate is not Fate.REMOVED):
            self.acts.remove_rules(alarms)

    def ask_reset(self) -> None:
        """Ask whether the selected rules shall be what the profile says."""
        if alarms := self._alarms(lambda row: row.fate is not Fate.AS_IN_PROFILE):
            self.acts.reset_rules(alarms)

    def _alarms(self, is_wanted: Callable[[RuleRow], bool]) -> list[AlarmId]:
        return [row.rule.id for row in self.selected() if is_wanted(row)]

    def _show_trend(self) -> None:
        points = dict.fromkeys(str(row.point.id) for row in self.selected() if row.point)
        if points:
            self.trend_requested.emit(list(points))

    def make_menu(self) -> QMenu:
        """Return the context menu of the rules."""
        bar, sharing, has_rows = self.bar, self.sharing, bool(self.selected())
        lines: tuple[MenuLine, ...] = (
            (self.tr("Bearbeiten …"), self.ask_edit, bar.edit.isEnabled()),
            (self.tr("Entfernen …"), self.ask_removal, bar.remove.isEnabled()),
            (self.tr("Auf Profil zurücksetzen …"), self.ask_reset, bar.reset.isEnabled()),
            (self.tr("In Verläufe zeigen"), self._show_trend, has_rows),
            (self.tr("Kopieren"), sharing.copy, has_rows),
            (self.tr("Als CSV exportieren …"), sharing.ask_csv, bool(self.model.rows)),
        )
        return make_row_menu(self, lines, self.columns)

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(), self.table.viewport().mapToGlobal(position))

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.bar.retranslate()
        self.table.setAccessibleName(self.tr("Regeln"))
        self._show_running()
        self._show_rows()
        self._choose_page()

    @override
    def apply_theme(self) -> None:
        self.bar.retint()
        self.table.delegate.chips.clear()
        self.table.viewport().update()
