"""The pane of decisions: the list, filters, the selected one, deferring and reporting as done."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QPushButton, QToolButton, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from app.domain.portfolio.portfolios import title_of
from widgets.filter_box import FilterBox
from widgets.folding import fold, matches
from widgets.inventory.panes import Acts
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.portfolio.decisions.rows import (
    COLUMNS,
    Column,
    DecisionRow,
    FollowUp,
    rows_of,
)
from widgets.portfolio.decisions.sheet import DecisionSheet, is_safe
from widgets.portfolio.fields_panel import FieldsPanel, Question
from widgets.portfolio.listings import Listing
from widgets.portfolio.steering_panes import SteeringPane, TurningSplitter, sizes_of
from widgets.texts import count
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.wrapping import WrappingLine

_ICON = "mdi6.gavel"
_DEFER_DAYS: Final = 30
"""So much later a deferred decision is due, unless a person says something else."""

_TESTS: Final[dict[str, Callable[[DecisionRow], bool]]] = {
    "open": lambda row: row.is_pending,
    "overdue": lambda row: row.overdue > 0,
    "decided": lambda row: not row.is_pending,
    "late": lambda row: row.follow_up is FollowUp.OVERDUE,
}
"""What the switches let through; several switches let through what fits one of them."""


class DecisionPane(SteeringPane):
    """Shows decisions, the open ones first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("decisions", parent)
        self.rows: list[DecisionRow] = []
        self._bodies: list[str] = []
        self.table: Listing[DecisionRow] = Listing(
            COLUMNS, lambda row: row.record.uid, fixed={Column.NAME}
        )
        self.sheet, self.panel, self.tally = DecisionSheet(), FieldsPanel(), ElidedLabel()
        self.tally.setObjectName("muted")
        self.search, self.body, self.new_button = FilterBox(), QComboBox(), QPushButton()
        self.search.setClearButtonEnabled(True)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToContents
        self.body.setSizeAdjustPolicy(adjust)
        self.body.setMinimumHeight(self.scope.sizeHint().height())
        self.switches = {name: QToolButton() for name in _TESTS}
        for switch in self.switches.values():
            switch.setObjectName("switch")
            switch.setCheckable(True)
            switch.toggled.connect(self.refresh)
        self.rows_stage = Stage(self.table)
        self.split = TurningSplitter(self.rows_stage, self.sheet)
        self.split.setSizes([820, 380])
        line = WrappingLine(GRID)
        line.show_parts(
            [self.search, self.body, self.scope, *self.switches.values(), self.new_button]
        )
        for part in (line, self.split, self.panel, self.tally):
            self.column.addWidget(part, 1 if part is self.split else 0)
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.stage.show_loading()

    def _connect(self) -> None:
        self.search.textChanged.connect(self.refresh)
        self.search.left.connect(self.table.setFocus)
        self.body.currentIndexChanged.connect(self.refresh)
        self.new_button.clicked.connect(self.new)
        self.stage.action_requested.connect(self.new)
        self.rows_stage.action_requested.connect(self.clear_filters)
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        self.table.activated_row.connect(self._open_current)
        self.table.doubleClicked.connect(lambda _: self._open_current())
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.sheet.done_wanted.connect(self.ask_done)
        self.sheet.defer_wanted.connect(self.ask_defer)
        self.sheet.edit_wanted.connect(partial(self._ask_selected, Acts.EDIT))
        self.sheet.link_wanted.connect(self.open_link)
        self.panel.change_wanted.connect(self.change_requested)
        for key, act in (
            (Qt.Key.Key_F2, partial(self._ask_selected, Acts.EDIT)),
            (Qt.Key.Key_Delete, partial(self._ask_selected, Acts.REMOVE)),
            (Qt.Key.Key_Insert, self.new),
        ):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    # ---- what is shown ---------------------------------------------------------------------------
    @override
    def refresh(self) -> None:
        if self.portfolio_state is None:
            return
        every = rows_of(self.portfolio_state, self.scope.holds)
        self._offer_bodies(every)
        self._name_switches(every)
        self.rows = [row for row in every if self._fits(row)]
        self.table.listed.show_rows(self.rows)
        self.new_button.setEnabled(not self.is_past)
        if self.is_past:
            self.panel.rest()
        self.show_page(
            is_empty=not every and not self.scope.isChecked(),
            icon=_ICON,
            sentence=self.tr("Noch ist keine Entscheidung erfasst. Was hat das Gremium zu"
                             " entscheiden?"),
            past=self.tr("Zu diesem Zeitpunkt war noch keine Entscheidung erfasst."),
            act=self.tr("Neue Entscheidung"),
        )  # fmt: skip
        if self.rows:
            self.rows_stage.show_content()
        else:
            self.rows_stage.show_message(
                "mdi6.filter-off-outline",
                self.tr("Keine Entscheidung passt zu dieser Auswahl."),
                self.tr("Auswahl aufheben"),
            )
        self._show_tally(len(every))
        self._show_sheet()

    def _fits(self, row: DecisionRow) -> bool:
        wanted = [_TESTS[name] for name, one in self.switches.items() if one.isChecked()]
        body = self.body.currentData()
        return (
            (not wanted or any(test(row) for test in wanted))
            and (not body or row.record.text("body") == body)
            and matches(row.words, fold(self.search.text()).split())
        )

    def _offer_bodies(self, every: Sequence[DecisionRow]) -> None:
        bodies = sorted({text for row in every if (text := row.record.text("body"))})
        kept = self.body.currentData()
        if bodies == self._bodies and self.body.count():
            return
        self._bodies = bodies
        with QSignalBlocker(self.body):
            self.body.clear()
            self.body.addItem(self.tr("Alle Gremien"), "")
            for one in bodies:
                self.body.addItem(one, one)
            self.body.setCurrentIndex(max(self.body.findData(kept), 0))

    def _name_switches(self, every: Sequence[DecisionRow]) -> None:
        texts = {
            "open": self.tr("{0} offen"),
            "overdue": self.tr("{0} überfällig"),
            "decided": self.tr("{0} entschieden"),
            "late": self.tr("Überfällige Folgen: {0}"),
        }
        for name, switch in self.switches.items():
            switch.setText(texts[name].format(count(sum(map(_TESTS[name], every)))))
            switch.setAccessibleName(switch.text())
            switch.setToolTip(self.tr("Ein Klick zeigt nur diese, ein zweiter wieder alle."))

    def _show_tally(self, every: int) -> None:
        text = self.tr("{0} von {1} Entscheidungen")
        if len(self.rows) == every:
            text = self.tr("1 Entscheidung") if every == 1 else self.tr("{0} Entscheidungen")
        self.tally.setText(text.format(count(len(self.rows)), count(every)))

    def _show_sheet(self) -> None:
        chosen = self.table.selected()
        row = chosen[0] if len(chosen) == 1 else None
        self.sheet.show_row(row, is_fixed=self.is_past)

    def clear_filters(self) -> None:
        """Show all decisions."""
        self.search.clear()
        self.body.setCurrentIndex(0)
        for switch in (self.scope, *self.switches.values()):
            switch.setChecked(False)

    # ---- selection -------------------------------------------------------------------------------
    @override
    def mark(self, keys: Sequence[Key]) -> None:
        uids = {key.uid for key in keys if key.kind == "decision"}
        self.table.select_names(uids, next(iter(uids), ""))
        if self.table.selected():
            self.table.scrollTo(self.table.currentIndex())
        self._show_sheet()

    def _chosen(self) -> None:
        self._show_sheet()
        self.tell([row.key for row in self.table.selected()])

    def chosen(self) -> DecisionRow | None:
        """Return the one selected decision, None where there is none or are several."""
        found = self.table.selected()
        return found[0] if len(found) == 1 else None

    # ---- hands -----------------------------------------------------------------------------------
    def ask_done(self) -> None:
        """Ask when what follows was done."""
        row = self.chosen()
        if row is None or self.is_past or self.portfolio_state is None:
            return
        self.panel.ask(
            Question(
                row.record,
                self.tr("Erledigt: was aus „{0}“ folgt").format(title_of(row.record)),
                self.tr("Als erledigt melden"),
                ("follow_up_done_on",),
                values={"follow_up_done_on": self.portfolio_state.today.isoformat()},
                needed=("follow_up_done_on",),
            )
        )

    def ask_defer(self) -> None:
        """Ask to which day a decision is deferred."""
        row, state = self.chosen(), self.portfolio_state
        if row is None or not row.is_pending or self.is_past or state is None:
            return
        later = max(row.due_on or state.today, state.today) + timedelta(days=_DEFER_DAYS)
        self.panel.ask(
            Question(
                row.record,
                self.tr("„{0}“ vertagen").format(title_of(row.record)),
                self.tr("Vertagen"),
                ("due_on",),
                values={"due_on": later.isoformat()},
                fixed={"state": "deferred"},
                needed=("due_on",),
            )
        )

    def open_link(self) -> None:
        """Open the address of the selected decision, if it is one of the web."""
        row = self.chosen()
        if row is not None and is_safe(link := row.record.text("link")):
            QDesktopServices.openUrl(QUrl(link.strip()))

    @override
    def new(self) -> None:
        self.ask_new("decision", self.selected_project())

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self.open_requested.emit(row.key)

    def _ask_selected(self, act: str) -> None:
        keys = [row.key for row in self.table.selected()]
        self.ask(Acts.BULK if act == Acts.EDIT and len(keys) > 1 else act, keys)

    def export(self) -> None:
        """Ask for a file of the selected decisions, or of all that are shown."""
        rows = self.table.selected() if len(self.table.selected()) > 1 else self.rows
        self.ask(Acts.EXPORT, [row.key for row in rows])

    def _show_menu(self, position: QPoint) -> None:
        row, free = self.chosen(), not self.is_past
        some = bool(self.table.selected())
        is_open = row is not None and row.follow_up in {FollowUp.OPEN, FollowUp.OVERDUE}
        can_defer = row is not None and row.is_pending and free
        has_link = row is not None and is_safe(row.record.text("link"))
        self.pop_up(
            self.table,
            self.table.viewport().mapToGlobal(position),
            [
                (self.tr("Öffnen"), self._open_current, some),
                (self.tr("Adresse öffnen"), self.open_link, has_link),
                (self.tr("Bearbeiten …"), partial(self._ask_selected, Acts.EDIT), some and free),
                (self.tr("Neue Entscheidung …"), self.new, free),
                None,
                (self.tr("Als erledigt melden …"), self.ask_done, is_open and free),
                (self.tr("Vertagen …"), self.ask_defer, can_defer),
                None,
                (self.tr("Änderungen zeigen"), partial(self._ask_selected, Acts.HISTORY), some),
                (self.tr("Als Tabelle kopieren"), self.table.copy, True),
                (self.tr("Exportieren …"), self.export, bool(self.rows)),
                None,
                (self.tr("Entfernen …"), partial(self._ask_selected, Acts.REMOVE), some and free),
            ],
            self.table.keeper.make_menu(self.table),
        )

    # ---- what is remembered, texts and looks -----------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {
            "table": self.table.save(),
            "split": self.split.sizes(),
            "switches": [name for name, one in self.switches.items() if one.isChecked()],
            **self.scope.save_state(),
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.table.restore(state.get("table"))
        sizes_of(state, "split", self.split)
        wanted = state.get("switches")
        for name, switch in self.switches.items():
            switch.setChecked(isinstance(wanted, list) and name in wanted)
        self.scope.restore_state(state)

    @override
    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Suchen"))
        self.search.setAccessibleName(self.tr("Entscheidungen durchsuchen"))
        self.body.setAccessibleName(self.tr("Gremium, dessen Entscheidungen gezeigt werden"))
        self.body.setToolTip(self.body.accessibleName())
        self.new_button.setText(self.tr("Neue Entscheidung"))
        self.new_button.setAccessibleName(self.tr("Eine neue Entscheidung anlegen"))
        self.table.setAccessibleName(self.tr("Liste der Entscheidungen"))
        self.table.retranslate()
        self.sheet.retranslate()
        if self.body.count():
            self.body.setItemText(0, self.tr("Alle Gremien"))
        self.refresh()

    @override
    def apply_theme(self) -> None:
        self.new_button.setIcon(icon("mdi6.plus"))
        self.sheet.apply_theme()
        self.table.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.split.fit(self.width())
        super().resizeEvent(event)
