"""The pane of key figures: the list by field of action, the selected course, values, effects."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.records import Key
from app.domain.portfolio.evaluations import effects_of, evaluations_of
from app.domain.portfolio.portfolios import day_of
from app.services.portfolio.states import PortfolioState
from widgets.inventory.panes import Acts
from widgets.placeholders import Stage
from widgets.points.inspector_parts import words
from widgets.portfolio.bands import Band
from widgets.portfolio.chart_files import copy_picture
from widgets.portfolio.kpis.chart import KpiChart
from widgets.portfolio.kpis.columns import (
    COLUMNS,
    EFFECT_COLUMNS,
    VALUE_COLUMNS,
    Column,
    EffectColumn,
    EffectRow,
    KpiRow,
    ValueColumn,
    ValueRow,
)
from widgets.portfolio.kpis.course import Course
from widgets.portfolio.kpis.wording import forecast_words
from widgets.portfolio.listings import Group, Listing
from widgets.portfolio.steering_panes import SteeringPane, TurningSplitter, sizes_of
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.wrapping import WrappingLine

_ICON = "mdi6.chart-timeline-variant"


class KpiPane(SteeringPane):
    """Shows key figures; new values and changes are asked for by acts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("kpis", parent)
        self.rows: list[KpiRow] = []
        self.table: Listing[KpiRow] = Listing(
            COLUMNS, lambda row: row.evaluation.uid, fixed={Column.NAME}
        )
        self.values: Listing[ValueRow] = Listing(
            VALUE_COLUMNS, lambda row: row.point.uid, fixed={ValueColumn.DAY}
        )
        self.effects: Listing[EffectRow] = Listing(
            EFFECT_COLUMNS, lambda row: row.evaluation.uid, fixed={EffectColumn.NAME}
        )
        self.chart, self.sentence = KpiChart(), words(name="muted")
        self.title = words(name="heading")
        self.new_value, self.evidence = QPushButton(), QPushButton()
        self.edit, self.new_button = QPushButton(), QPushButton()
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.stage.show_loading()

    def _arrange(self) -> None:
        line = WrappingLine(GRID)
        line.show_parts([self.scope, self.new_value, self.edit, self.evidence, self.new_button])
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for part in (self.title, self.chart, self.sentence):
            column.addWidget(part, 1 if part is self.chart else 0)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.effects_stage = Stage(self.effects)
        self.tabs.addTab(self.values, "")
        self.tabs.addTab(self.effects_stage, "")
        self.right = QSplitter(Qt.Orientation.Vertical)
        self.right.setChildrenCollapsible(False)
        self.right.addWidget(above)
        self.right.addWidget(self.tabs)
        self.right.setSizes([520, 260])
        self.rows_stage = Stage(self.table)
        self.split = TurningSplitter(self.rows_stage, self.right)
        self.split.setSizes([700, 620])
        self.column.addWidget(line)
        self.column.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.stage.action_requested.connect(self.new)
        self.rows_stage.action_requested.connect(lambda: self.scope.setChecked(False))
        self.effects_stage.action_requested.connect(self.new_effect)
        self.new_button.clicked.connect(self.new)
        self.new_value.clicked.connect(self.ask_value)
        self.edit.clicked.connect(partial(self._ask_selected, Acts.EDIT))
        self.evidence.clicked.connect(self.ask_evidence)
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        self.chart.opened.connect(lambda uid: self.open_requested.emit(Key("kpi_value", uid)))
        self.chart.copy_wanted.connect(partial(copy_picture, self.chart))
        self.chart.menu_wanted.connect(self._show_chart_menu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        for table in (self.values, self.effects):
            table.customContextMenuRequested.connect(partial(self._show_part_menu, table))
        for owner in (self.table, self.values, self.effects):
            owner.activated_row.connect(partial(self._open_current, owner))
            owner.doubleClicked.connect(lambda _, owner=owner: self._open_current(owner))
        for key, act in (
            (Qt.Key.Key_F2, partial(self._ask_selected, Acts.EDIT)),
            (Qt.Key.Key_Delete, partial(self._ask_selected, Acts.REMOVE)),
            (Qt.Key.Key_Insert, self.ask_value),
        ):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    # ---- what is shown ---------------------------------------------------------------------------
    @override
    def refresh(self) -> None:
        state = self.portfolio_state
        if state is None:
            return
        self.rows = self._rows(state)
        self.table.listed.show_given(_groups(self.rows, self.tr("Ohne Handlungsfeld")))
        portfolio = state.portfolio
        effects = [
            EffectRow(
                one,
                portfolio.name("project", one.project),
                portfolio.name("kpi", one.kpi),
                "" if record is None else record.text("source"),
            )
            for one in effects_of(portfolio)
            if self.scope.holds(one.project)
            for record in (portfolio.get("effect", one.uid),)
        ]
        self.effects.listed.show_rows(effects)
        self.show_page(
            is_empty=not portfolio.all("kpi") and not portfolio.all("effect"),
            icon=_ICON,
            sentence=self.tr("Noch ist keine Kennzahl erfasst. Woran messen Sie den Erfolg?"),
            past=self.tr("Zu diesem Zeitpunkt war noch keine Kennzahl erfasst."),
            act=self.tr("Neue Kennzahl"),
        )
        self._show_parts(has_effects=bool(effects))
        self._show_course()

    def _rows(self, state: PortfolioState) -> list[KpiRow]:
        portfolio = state.portfolio
        return [
            KpiRow(
                one,
                portfolio.name("field_of_action", one.field_of_action),
                portfolio.name("project", one.project),
                portfolio.records["kpi"][one.uid],
            )
            for one in evaluations_of(portfolio, state.evidence, state.today)
            if self.scope.holds(one.project)
        ]

    def _show_parts(self, *, has_effects: bool) -> None:
        if self.rows:
            self.rows_stage.show_content()
        else:
            self.rows_stage.show_message(
                "mdi6.filter-off-outline",
                self.tr("Zu den ausgewählten Projekten gehört keine Kennzahl."),
                self.tr("Alle Projekte zeigen") if self.scope.isChecked() else "",
            )
        if has_effects:
            self.effects_stage.show_content()
        else:
            self.effects_stage.show_message(
                "mdi6.compare-horizontal",
                self.tr("Noch ist keine Wirkung erfasst."),
                "" if self.is_past else self.tr("Neue Wirkung"),
            )

    def shown(self) -> KpiRow | None:
        """Return whose course is on screen: the selected key figure, else the first."""
        chosen = self.table.selected()
        return chosen[0] if chosen else next(iter(self.rows), None)

    def _show_course(self) -> None:
        row, state = self.shown(), self.portfolio_state
        free = row is not None and not self.is_past
        for button in (self.new_value, self.edit, self.evidence):
            button.setEnabled(free)
        self.new_button.setEnabled(not self.is_past)
        if row is None or state is None:
            self.chart.show_course(None)
            self.values.listed.show_rows([])
            self.title.setText("")
            self.sentence.setText("")
            return
        one = row.evaluation
        self.title.setText(one.name)
        self.chart.show_course(Course(one, day_of(row.record, "start_on"), state.today))
        method = row.record.text("method")
        told = [forecast_words(one)] if one.latest is not None else []
        if method:
            told.append(self.tr("Berechnung: {0}").format(method))
        self.sentence.setText("\n".join(told))
        records = {each.uid: each for each in state.portfolio.parts("kpi_value", one.uid)}
        rows = [
            ValueRow(point, one.unit, records[point.uid].text("source"))
            for segment in one.segments
            for point in segment
        ]
        self.values.listed.show_rows(rows[::-1])

    # ---- selection -------------------------------------------------------------------------------
    @override
    def mark(self, keys: Sequence[Key]) -> None:
        uids = {key.uid for key in keys if key.kind == "kpi"}
        if self.portfolio_state is not None:
            for key in keys:
                value = self.portfolio_state.portfolio.get(key.kind, key.uid)
                if key.kind == "kpi_value" and value is not None:
                    uids.add(value.text("kpi"))
        self.table.select_names(uids, next(iter(uids), ""))
        if self.table.selected():
            self.table.scrollTo(self.table.currentIndex())
        self._show_course()

    def _chosen(self) -> None:
        self._show_course()
        self.tell([row.key for row in self.table.selected()])

    # ---- hands -----------------------------------------------------------------------------------
    @override
    def new(self) -> None:
        self.ask_new("kpi", self.selected_project())

    def new_effect(self) -> None:
        """Ask for a new effect of the selected project."""
        self.ask_new("effect", self.selected_project())

    def ask_value(self) -> None:
        """Ask for a new value of the key figure on screen."""
        row = self.shown()
        if row is not None:
            self.ask_new("kpi_value", row.key)

    def ask_evidence(self) -> None:
        """Ask for the editor of what measures the key figure on screen."""
        row = self.shown()
        if row is not None:
            self.ask("evidence", [row.key])

    def _ask_selected(self, act: str) -> None:
        row = self.shown()
        keys = [one.key for one in self.table.selected()] or ([] if row is None else [row.key])
        self.ask(Acts.BULK if act == Acts.EDIT and len(keys) > 1 else act, keys)

    def _open_current(self, table: Listing[Any]) -> None:
        row = table.current()
        if row is not None:
            self.open_requested.emit(row.key)

    def export(self, table: Listing[Any]) -> None:
        """Ask for a file of the selected rows of a table, or of all of them."""
        chosen = table.selected()
        rows = chosen if len(chosen) > 1 else table.listed.chosen
        self.ask(Acts.EXPORT, [row.key for row in rows])

    def _show_menu(self, position: QPoint) -> None:
        free, some = not self.is_past, self.shown() is not None
        self.pop_up(
            self.table,
            self.table.viewport().mapToGlobal(position),
            [
                (self.tr("Öffnen"), partial(self._open_current, self.table), some),
                (self.tr("Neuer Wert …"), self.ask_value, some and free),
                (self.tr("Bearbeiten …"), partial(self._ask_selected, Acts.EDIT), some and free),
                (self.tr("Nachweis bearbeiten …"), self.ask_evidence, some and free),
                (self.tr("Neue Kennzahl …"), self.new, free),
                None,
                (self.tr("Änderungen zeigen"), partial(self._ask_selected, Acts.HISTORY), some),
                (self.tr("Als Tabelle kopieren"), self.table.copy, some),
                (self.tr("Exportieren …"), partial(self.export, self.table), some),
                None,
                (self.tr("Entfernen …"), partial(self._ask_selected, Acts.REMOVE), some and free),
            ],
            self.table.keeper.make_menu(self.table),
        )

    def _show_part_menu(self, table: Listing[Any], position: QPoint) -> None:
        free, some = not self.is_past, bool(table.selected())
        is_effect = table is self.effects
        keys = [row.key for row in table.selected()]
        new = self.tr("Neue Wirkung …") if is_effect else self.tr("Neuer Wert …")
        self.pop_up(
            table,
            table.viewport().mapToGlobal(position),
            [
                (self.tr("Öffnen"), partial(self._open_current, table), some),
                (self.tr("Bearbeiten …"), partial(self.ask, Acts.EDIT, keys[:1]), some and free),
                (new, self.new_effect if is_effect else self.ask_value, free),
                None,
                (self.tr("Als Tabelle kopieren"), table.copy, True),
                (self.tr("Exportieren …"), partial(self.export, table), True),
                None,
                (self.tr("Entfernen …"), partial(self.ask, Acts.REMOVE, keys), some and free),
            ],
            table.keeper.make_menu(table),
        )

    def _show_chart_menu(self, place: QPoint) -> None:
        name = self.tr("kennzahl")
        self.pop_up(
            self.chart,
            place,
            [
                (self.tr("Neuer Wert …"), self.ask_value, not self.is_past),
                None,
                (self.tr("Als Bild kopieren"), partial(copy_picture, self.chart), True),
                (self.tr("Als PNG speichern …"), partial(self._save, name, "png"), True),
                (self.tr("Als SVG speichern …"), partial(self._save, name, "svg"), True),
            ],
        )

    def _save(self, name: str, suffix: str) -> None:
        self.files.ask(self.chart, name, suffix)

    # ---- what is remembered, texts and looks -----------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {
            "table": self.table.save(),
            "values": self.values.save(),
            "effects": self.effects.save(),
            "split": self.split.sizes(),
            "right": self.right.sizes(),
            "tab": self.tabs.currentIndex(),
            **self.scope.save_state(),
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        for name in ("table", "values", "effects"):
            listing: Listing[Any] = getattr(self, name)
            listing.restore(state.get(name))
        sizes_of(state, "split", self.split)
        sizes_of(state, "right", self.right)
        tab = state.get("tab")
        if isinstance(tab, int) and 0 <= tab < self.tabs.count():
            self.tabs.setCurrentIndex(tab)
        self.scope.restore_state(state)

    @override
    def retranslate(self) -> None:
        texts = {
            self.new_value: self.tr("Neuer Wert"),
            self.edit: self.tr("Bearbeiten"),
            self.evidence: self.tr("Nachweis"),
            self.new_button: self.tr("Neue Kennzahl"),
        }
        for button, text in texts.items():
            button.setText(text)
            button.setAccessibleName(text)
        self.evidence.setToolTip(self.tr("Legt fest, welche Abfrage den Wert misst."))
        self.tabs.setTabText(0, self.tr("Werte"))
        self.tabs.setTabText(1, self.tr("Wirkungen"))
        self.table.setAccessibleName(self.tr("Liste der Kennzahlen"))
        self.values.setAccessibleName(self.tr("Werte der gewählten Kennzahl"))
        self.effects.setAccessibleName(self.tr("Liste der Wirkungen"))
        for table in (self.table, self.values, self.effects):
            table.retranslate()
        self.refresh()

    @override
    def apply_theme(self) -> None:
        self.new_value.setIcon(icon("mdi6.plus"))
        self.edit.setIcon(icon("mdi6.pencil-outline"))
        self.evidence.setIcon(icon("mdi6.database-search-outline"))
        self.new_button.setIcon(icon("mdi6.plus"))
        for table in (self.table, self.values, self.effects):
            table.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.split.fit(self.width())
        super().resizeEvent(event)


def _groups(rows: Sequence[KpiRow], none: str) -> list[Group[KpiRow]]:
    """Return rows below bands of their fields of action, in the order of the rows."""
    groups: dict[str, list[KpiRow]] = {}
    for row in rows:
        groups.setdefault(row.area, []).append(row)
    return [(Band(name, name or none, len(own)), own) for name, own in groups.items()]
