"""The load of organisations: who has too much to do in which week, and with what."""

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.records import Key
from app.domain.portfolio.loads import Loads, load_of
from app.services.portfolio.states import PortfolioState
from widgets.background import Background
from widgets.inventory.panes import Acts
from widgets.placeholders import Stage
from widgets.portfolio.gantt.tips import day_words
from widgets.portfolio.load.chart import LoadChart
from widgets.portfolio.load.figures import (
    lanes_of,
    state_words,
    table_text,
    week_words,
    write_table,
)
from widgets.portfolio.panes import PortfolioPane
from widgets.texts import count
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ICON: Final = "mdi6.account-group-outline"
_UID: Final = Qt.ItemDataRole.UserRole


class LoadPane(PortfolioPane):
    """Shows the load by organisation and week; nothing is changed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self, "load")
        self._keys: tuple[Key, ...] = ()
        self._is_followed = True
        self.loads = Loads()
        self.chart = LoadChart()
        self.detail, self.items = QLabel(), QTreeWidget()
        self.detail.setObjectName("heading")
        self.detail.setWordWrap(True)
        self.items.setRootIsDecorated(False)
        self.items.setAlternatingRowColors(True)
        self.items.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self._make_menu()
        head = QHBoxLayout()
        head.addWidget(self.detail, 1)
        head.addWidget(self.more)
        column.addLayout(head)
        column.addWidget(self.items, 1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(self.chart)
        self.split.addWidget(below)
        self.split.setSizes([620, 240])
        self.split.setChildrenCollapsible(False)
        self.stage = Stage(self.split)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stage)
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.stage.show_loading()

    def _make_menu(self) -> None:
        self.more = QToolButton()
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.copy_action = self.menu.addAction("")
        self.csv_action = self.menu.addAction("")
        self.export_action = self.menu.addAction("")
        self.more.setMenu(self.menu)

    def _connect(self) -> None:
        self.chart.chosen.connect(self._show_week)
        self.chart.opened.connect(self._select_items)
        self.chart.copy_wanted.connect(self.copy)
        self.items.itemSelectionChanged.connect(self._tell_selected)
        self.items.itemDoubleClicked.connect(lambda item, _: self._open(item))
        self.stage.action_requested.connect(self._act)
        self.copy_action.triggered.connect(lambda _=False: self.copy())
        self.csv_action.triggered.connect(lambda _=False: self._ask_path())
        self.export_action.triggered.connect(lambda _=False: self.export_items())

    # ---- what the console calls ------------------------------------------------------------------
    @override
    def show_portfolio(self, state: PortfolioState) -> None:
        super().show_portfolio(state)
        self._background.ask(
            self,
            lambda: load_of(state.portfolio, state.plan),
            partial(self._take, state),
            self._fail,
        )

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        self._keys = tuple(keys)
        self._is_followed = False
        self._show_marks()

    def _show_marks(self) -> None:
        """Mark what is selected in the console: work items, or all those of projects."""
        state = self.portfolio_state
        if state is None or not self.chart.lanes:
            return
        uids = {key.uid for key in self._keys}
        marked = {one.uid for one in state.plan.items if {one.uid, one.project} & uids}
        self.chart.mark(marked, is_followed=not self._is_followed)
        self._is_followed = True
        self._select_rows(uids)

    def _select_rows(self, uids: Collection[str]) -> None:
        blocker = QSignalBlocker(self.items)
        for place in range(self.items.topLevelItemCount()):
            row = self.items.topLevelItem(place)
            if row is not None:
                row.setSelected(str(row.data(0, _UID)) in uids)
        blocker.unblock()

    def close_feed(self) -> None:
        """End the thread."""
        self._background.close()

    @override
    def retranslate(self) -> None:
        self.items.setHeaderLabels(
            [self.tr("Arbeitspaket"), self.tr("Projekt"), self.tr("Beginn"), self.tr("Ende")]
        )
        self.copy_action.setText(self.tr("Tabelle kopieren"))
        self.csv_action.setText(self.tr("Auslastung als Tabelle speichern (CSV) …"))
        self.export_action.setText(self.tr("Arbeitspakete der Woche exportieren …"))
        self.more.setToolTip(self.tr("Mehr: speichern, kopieren, exportieren"))
        self.more.setAccessibleName(self.more.toolTip())
        self.items.setAccessibleName(self.tr("Arbeitspakete der gewählten Woche"))
        self.chart.setAccessibleName(
            self.tr("Auslastung: Pfeiltasten wählen Woche und Organisation, Eingabe wählt ihre"
                    " Arbeitspakete")
        )  # fmt: skip
        if self.portfolio_state is not None:
            self._take(self.portfolio_state, self.loads)

    @override
    def apply_theme(self) -> None:
        self.more.setIcon(icon("mdi6.dots-vertical"))

    # ---- what is shown ---------------------------------------------------------------------------
    def _take(self, state: PortfolioState, loads: Loads) -> None:
        if state is not self.portfolio_state:
            return
        self.loads = loads
        self.chart.show_lanes(lanes_of(loads, state.portfolio), state.today)
        if loads.by_organisation:
            self.stage.show_content()
            self._show_notice()
            self._show_week()
            self._show_marks()
        elif state.plan.ring:
            text = self.tr("Abhängigkeiten gehen im Kreis. Solange ist kein Termin sicher, und"
                           " keine Auslastung lässt sich rechnen.")  # fmt: skip
            self.stage.show_message("mdi6.sync-alert", text)
        else:
            text = self.tr("Noch trägt keine Organisation Arbeitspakete. Legen Sie Organisationen"
                           " an und ordnen Sie ihnen Arbeitspakete zu.")  # fmt: skip
            action = "" if self.is_past else self.tr("Organisation anlegen")
            self.stage.show_message(_ICON, text, action)

    def _fail(self, reason: str) -> None:
        self.stage.show_message("mdi6.alert-circle-outline", reason)

    def _show_notice(self) -> None:
        if self.loads.unassigned:
            text = self.tr("Offene Arbeitspakete ohne Organisation: {0}. Ihre Arbeit fehlt hier.")
            self.stage.notice.show_notice(
                "mdi6.account-question-outline",
                text.format(count(len(self.loads.unassigned))),
                self.tr("Auswählen"),
            )
        else:
            self.stage.notice.show_notice("", "")

    def _show_week(self) -> None:
        blocker = QSignalBlocker(self.items)
        self.items.clear()
        blocker.unblock()
        state, week = self.portfolio_state, self.chart.chosen_week
        if state is None or week is None:
            self.detail.setText(self.tr("Wählen Sie eine Woche, um ihre Arbeitspakete zu sehen."))
            return
        name = state.portfolio.name("organisation", week.organisation)
        self.detail.setText(f"{name} · {week_words(week.monday)} · {state_words(week)}")
        items = {item.uid: item for item in state.plan.items}
        for uid in week.items:
            item = items[uid]
            project = state.portfolio.name("project", item.project)
            texts = [item.name, project, day_words(item.start), day_words(item.finish)]
            row = QTreeWidgetItem(texts)
            row.setData(0, _UID, uid)
            row.setSizeHint(0, QSize(0, self.items.fontMetrics().height() + 2 * GRID + 2))
            self.items.addTopLevelItem(row)
        for column in range(self.items.columnCount()):
            self.items.resizeColumnToContents(column)
        self._select_rows({key.uid for key in self._keys})

    # ---- what is asked for -----------------------------------------------------------------------
    def copy(self) -> None:
        """Copy all weeks as a table."""
        QGuiApplication.clipboard().setText(table_text(self.chart.lanes))

    def save_csv(self, path: Path) -> None:
        """Write all weeks as CSV."""
        lanes = self.chart.lanes
        failed = self.tr("{0} konnte nicht gespeichert werden: {1}")
        self._background.ask(
            self,
            lambda: write_table(path, lanes),
            lambda _: self.message_requested.emit(self.tr("Gespeichert: {0}").format(path)),
            lambda reason: self.message_requested.emit(failed.format(path.name, reason)),
        )

    def export_items(self) -> None:
        """Ask for an export of the selected work items, of those of the week when none is."""
        chosen = [str(row.data(0, _UID)) for row in self.items.selectedItems()]
        week = self.chart.chosen_week
        uids = chosen or ([] if week is None else week.items)
        if uids:
            self.act_requested.emit(Acts.EXPORT, [Key("work_item", uid) for uid in uids])
        else:
            self.message_requested.emit(self.tr("Wählen Sie zuerst eine Woche mit Arbeit."))

    def _ask_path(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(), self.tr("Auslastung speichern"), f"{self.tr('auslastung')}.csv",
            "CSV (*.csv)",
        )  # fmt: skip
        if chosen:
            path = Path(chosen)
            self.save_csv(path if path.suffix else path.with_suffix(".csv"))

    def _act(self) -> None:
        if self.loads.by_organisation:
            self._select([*self.loads.unassigned])
        else:
            self.act_requested.emit(Acts.NEW, [Key("organisation", "")])

    def _select_items(self) -> None:
        week = self.chart.chosen_week
        if week is not None:
            self._select(week.items)

    def _tell_selected(self) -> None:
        self._select([str(row.data(0, _UID)) for row in self.items.selectedItems()])

    def _select(self, uids: Sequence[str]) -> None:
        if uids:
            self._keys = tuple(Key("work_item", uid) for uid in uids)
            self._show_marks()
            self.keys_selected.emit(list(self._keys))

    def _open(self, row: QTreeWidgetItem) -> None:
        key = Key("work_item", str(row.data(0, _UID)))
        if self.is_past:
            self.open_requested.emit(key)
        else:
            self.act_requested.emit(Acts.EDIT, [key])
