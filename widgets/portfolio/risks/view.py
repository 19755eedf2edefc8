"""The pane of risks: matrix and list with one selection, moves with a reason."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from app.domain.portfolio.risks import expected_damage
from widgets.inventory.panes import Acts
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.portfolio.chart_files import copy_picture
from widgets.portfolio.fields_panel import FieldsPanel, Question
from widgets.portfolio.heat.cells import euro_text
from widgets.portfolio.listings import Listing
from widgets.portfolio.risks.columns import COLUMNS, Column
from widgets.portfolio.risks.matrix import RiskMatrix
from widgets.portfolio.risks.rows import STATES, RiskRow, choice_word, rows_of, zone_word
from widgets.portfolio.steering_panes import SteeringPane, TurningSplitter, sizes_of
from widgets.texts import count
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.wrapping import WrappingLine

_ICON = "mdi6.shield-alert-outline"


class RiskPane(SteeringPane):
    """Shows risks; a chip that is dragged elsewhere asks why, then leaves as a wish."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("risks", parent)
        self.rows: list[RiskRow] = []
        self.matrix = RiskMatrix()
        self.table: Listing[RiskRow] = Listing(COLUMNS, lambda row: row.uid, fixed={Column.NAME})
        self.panel, self.tally = FieldsPanel(), ElidedLabel()
        self.tally.setObjectName("muted")
        self.new_button = QPushButton()
        self.states = {state: QToolButton() for state in STATES}
        for chip in self.states.values():
            chip.setObjectName("switch")
            chip.setCheckable(True)
            chip.toggled.connect(self.refresh)
        self.split = TurningSplitter(self.matrix, self.table)
        self.split.setSizes([560, 640])
        self.split_stage = Stage(self.split)
        line = WrappingLine(GRID)
        line.show_parts([self.scope, *self.states.values(), self.new_button])
        for part in (line, self.split_stage, self.panel, self.tally):
            self.column.addWidget(part, 1 if part is self.split_stage else 0)
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.stage.show_loading()

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.new)
        self.stage.action_requested.connect(self.new)
        self.split_stage.action_requested.connect(self.clear_filters)
        self.matrix.chosen.connect(lambda uid: self._choose([uid]))
        self.matrix.opened.connect(lambda uid: self.open_requested.emit(Key("risk", uid)))
        self.matrix.move_wanted.connect(self.ask_move)
        self.matrix.menu_wanted.connect(lambda _, place: self._show_menu(place, self.matrix))
        self.matrix.copy_wanted.connect(partial(copy_picture, self.matrix))
        self.table.selectionModel().selectionChanged.connect(self._chosen_in_table)
        self.table.activated_row.connect(self._open_current)
        self.table.doubleClicked.connect(lambda _: self._open_current())
        self.table.customContextMenuRequested.connect(
            lambda at: self._show_menu(self.table.viewport().mapToGlobal(at), self.table)
        )
        self.panel.change_wanted.connect(self.change_requested)
        self.panel.left.connect(lambda: self.matrix.show_pending("", None))
        for owner in (self.matrix, self.table):
            for key, act in (
                (Qt.Key.Key_F2, partial(self._ask_selected, Acts.EDIT)),
                (Qt.Key.Key_Delete, partial(self._ask_selected, Acts.REMOVE)),
                (Qt.Key.Key_Insert, self.new),
            ):
                shortcut = QShortcut(QKeySequence(key), owner)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(act)

    # ---- what is shown ---------------------------------------------------------------------------
    @override
    def refresh(self) -> None:
        if self.portfolio_state is None:
            return
        every = rows_of(self.portfolio_state, self.scope.holds)
        wanted = {state for state, chip in self.states.items() if chip.isChecked()}
        self.rows = [row for row in every if not wanted or row.position.state in wanted]
        self.matrix.is_fixed = self.is_past
        self.matrix.show_rows(self.rows)
        self.table.listed.show_rows(self.rows)
        self.new_button.setEnabled(not self.is_past)
        self._name_states(every)
        if self.is_past:
            self.panel.rest()
        known = bool(every) or self.scope.isChecked()
        self.show_page(
            is_empty=not known,
            icon=_ICON,
            sentence=self.tr("Noch ist kein Risiko erfasst. Was könnte den Projekten in die"
                             " Quere kommen?"),
            past=self.tr("Zu diesem Zeitpunkt war noch kein Risiko erfasst."),
            act=self.tr("Neues Risiko"),
        )  # fmt: skip
        if self.rows:
            self.split_stage.show_content()
        else:
            self.split_stage.show_message(
                "mdi6.filter-off-outline",
                self.tr("Kein Risiko passt zu dieser Auswahl."),
                self.tr("Auswahl aufheben"),
            )
        self._show_tally()

    def _name_states(self, every: Sequence[RiskRow]) -> None:
        counts = Counter(row.position.state for row in every)
        for state, chip in self.states.items():
            chip.setText(f"{count(counts[state])} {choice_word('state', state)}")
            chip.setAccessibleName(chip.text())
            chip.setToolTip(
                self.tr("Ein Klick zeigt nur diese, ein zweiter wieder alle.")
            )  # fmt: skip

    def _show_tally(self) -> None:
        positions = [row.position for row in self.rows if row.position.state != "closed"]
        words = Counter(zone_word(one.score) for one in positions)
        zones = ", ".join(f"{count(number)} {word}" for word, number in words.items())
        text = self.tr("{0} Risiken sind nicht erledigt ({1}). Zu erwartender Schaden: {2}.")
        if len(positions) == 1:
            text = self.tr("1 Risiko ist nicht erledigt ({1}). Zu erwartender Schaden: {2}.")
        if not positions:
            text = self.tr("Kein Risiko ist offen.")
        damage = euro_text(float(expected_damage(positions)))
        self.tally.setText(text.format(count(len(positions)), zones, damage))

    def clear_filters(self) -> None:
        """Show the risks of all projects in all states."""
        for chip in (self.scope, *self.states.values()):
            chip.setChecked(False)

    # ---- one selection ---------------------------------------------------------------------------
    @override
    def mark(self, keys: Sequence[Key]) -> None:
        uids = {key.uid for key in keys if key.kind == "risk"}
        self.table.select_names(uids, next(iter(uids), ""))
        if uids and self.table.selected():
            self.table.scrollTo(self.table.currentIndex())
        self.matrix.select(frozenset(row.uid for row in self.table.selected()))

    def _choose(self, uids: Sequence[str]) -> None:
        """Take what a person selected in the matrix."""
        self.table.select_names(set(uids), uids[0])
        self.table.scrollTo(self.table.currentIndex())
        self.tell([Key("risk", uid) for uid in uids])

    def _chosen_in_table(self) -> None:
        rows = self.table.selected()
        self.matrix.select(frozenset(row.uid for row in rows))
        self.tell([row.key for row in rows])

    # ---- hands -----------------------------------------------------------------------------------
    def ask_move(self, uid: str, probability: int, impact: int) -> None:
        """Ask why a risk is to stand elsewhere; it moves when that was said."""
        row = next((row for row in self.rows if row.uid == uid), None)
        if row is None or row.record is None or self.is_past:
            return
        text = self.tr("„{0}“ neu bewerten: Produkt {1} statt {2}")
        self.panel.ask(
            Question(
                row.record,
                text.format(row.position.name, probability * impact, row.position.score),
                self.tr("Neu bewerten"),
                ("probability", "impact"),
                values={"probability": probability, "impact": impact},
                needed=("probability", "impact"),
                is_reason_needed=True,
            )
        )
        self.matrix.show_pending(uid, (probability, impact))

    @override
    def new(self) -> None:
        self.ask_new("risk", self.selected_project())

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self.open_requested.emit(row.key)

    def _ask_selected(self, act: str) -> None:
        keys = [row.key for row in self.table.selected() if row.record is not None]
        self.ask(
            Acts.BULK if act == Acts.EDIT and len(keys) > 1 and not self.is_past else act, keys
        )

    def export(self) -> None:
        """Ask for a file of the selected risks, or of all that are shown."""
        rows = self.table.selected() if len(self.table.selected()) > 1 else self.rows
        self.ask(Acts.EXPORT, [row.key for row in rows if row.record is not None])

    def _show_menu(self, place: QPoint, owner: QWidget) -> None:
        some, free = bool(self.table.selected()), not self.is_past
        self.pop_up(
            owner,
            place,
            [
                (self.tr("Öffnen"), self._open_current, some),
                (self.tr("Bearbeiten …"), partial(self._ask_selected, Acts.EDIT), some and free),
                (self.tr("Neues Risiko …"), self.new, free),
                None,
                (self.tr("Änderungen zeigen"), partial(self._ask_selected, Acts.HISTORY), some),
                (self.tr("Als Tabelle kopieren"), self.table.copy, True),
                (self.tr("Exportieren …"), self.export, bool(self.rows)),
                (self.tr("Matrix als Bild kopieren"), partial(copy_picture, self.matrix), True),
                (self.tr("Matrix als PNG speichern …"), partial(self._save, "png"), True),
                (self.tr("Matrix als SVG speichern …"), partial(self._save, "svg"), True),
                None,
                (self.tr("Entfernen …"), partial(self._ask_selected, Acts.REMOVE), some and free),
            ],
            self.table.keeper.make_menu(owner),
        )

    def _save(self, suffix: str) -> None:
        self.files.ask(self.matrix, self.tr("risikomatrix"), suffix)

    # ---- what is remembered, texts and looks -----------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {
            "table": self.table.save(),
            "split": self.split.sizes(),
            "states": [state for state, chip in self.states.items() if chip.isChecked()],
            **self.scope.save_state(),
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.table.restore(state.get("table"))
        sizes_of(state, "split", self.split)
        wanted = state.get("states")
        for name, chip in self.states.items():
            chip.setChecked(isinstance(wanted, list) and name in wanted)
        self.scope.restore_state(state)

    @override
    def retranslate(self) -> None:
        self.new_button.setText(self.tr("Neues Risiko"))
        self.new_button.setAccessibleName(self.tr("Ein neues Risiko anlegen"))
        self.table.setAccessibleName(self.tr("Liste der Risiken"))
        self.table.retranslate()
        self.matrix.retranslate()
        self.refresh()

    @override
    def apply_theme(self) -> None:
        self.new_button.setIcon(icon("mdi6.plus"))
        self.matrix.invalidate()
        self.table.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.split.fit(self.width())
        super().resizeEvent(event)
