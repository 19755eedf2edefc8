"""The tables of bad actors and floods, with what may be done about a row."""

from enum import IntEnum
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.domain.alarms.actors import BadActors
from app.services.alarm_kpis import KpiReport
from widgets.connections.export import as_tsv
from widgets.connections.tables import ColumnKeeper, RowDelegate, RowTable, pop_up, row_height
from widgets.kpis.tables import (
    ACTOR_WIDTHS,
    FLOOD_WIDTHS,
    ActorColumn,
    FloodColumn,
    Row,
    RowsModel,
    actor_rows,
    actor_title,
    actors_model,
    flood_rows,
    flood_title,
    floods_model,
)
from widgets.kpis.words import AlarmNames
from widgets.texts import count
from widgets.theme.tokens import GRID

_MOST_ROWS: Final = 12
"""So many rows are shown without scrolling."""


class Topic(IntEnum):
    """What a tab shows."""

    TOP = 0
    CHATTERING = 1
    FLEETING = 2
    STALE = 3
    FLOODS = 4


class Desk(QWidget):
    """Tabs of bad actors and floods; buttons for the row that is chosen.

    Signals:
        rule_requested: The rule that a proposal suggests (object: `AlarmRule`).
        alarm_requested: The alarm to be shown (str).
        time_requested: A moment, µs UTC (object).
        points_selected: The point of the chosen alarm (list of str).
    """

    rule_requested = Signal(object)
    alarm_requested = Signal(str)
    time_requested = Signal(object)
    points_selected = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: KpiReport | None = None
        self._names: AlarmNames | None = None
        self._zone = "UTC"
        self._told = ""
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for _ in Topic:
            self.tabs.addTab("")
        self.proposal = QPushButton()
        self.alarm = QPushButton()
        self.actors = RowTable()
        self.floods = RowTable()
        self.actor_model = actors_model(self)
        self.flood_model = floods_model(self)
        self.actors.setModel(self.actor_model)
        self.floods.setModel(self.flood_model)
        self._columns = ColumnKeeper(
            self.actors.horizontalHeader(), list(ActorColumn), actor_title, ACTOR_WIDTHS,
            fixed=(ActorColumn.ALARM,),
        )  # fmt: skip
        self._flood_columns = ColumnKeeper(
            self.floods.horizontalHeader(), list(FloodColumn), flood_title, FLOOD_WIDTHS,
            fixed=(FloodColumn.START,),
        )  # fmt: skip
        self.pages = QStackedWidget()
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.setContentsMargins(2 * GRID, 0, 0, 0)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.alarm)
        line.addWidget(self.proposal)
        for table in (self.actors, self.floods):
            table.setItemDelegate(RowDelegate(table))
            table.horizontalHeader().setStretchLastSection(True)
            self.pages.addWidget(table)
        self.pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.tabs)
        column.addLayout(line)
        column.addWidget(self.pages)
        self.setFocusProxy(self.actors)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_topic)
        self.proposal.clicked.connect(self._ask_rule)
        self.alarm.clicked.connect(self._ask_alarm)
        for table in (self.actors, self.floods):
            table.copy_wanted.connect(self.copy)
            table.activated_row.connect(self._act)
            table.doubleClicked.connect(self._act)
            table.customContextMenuRequested.connect(partial(self._show_menu, table))
            table.selectionModel().selectionChanged.connect(self._tell)

    # ---- content ------------------------------------------------------------------------------
    @property
    def topic(self) -> Topic:
        """What is shown."""
        return Topic(max(self.tabs.currentIndex(), 0))

    @property
    def table(self) -> RowTable:
        """The table that is shown."""
        return self.floods if self.topic is Topic.FLOODS else self.actors

    @property
    def model(self) -> RowsModel:
        """Its model."""
        return self.flood_model if self.topic is Topic.FLOODS else self.actor_model

    def show_report(self, report: KpiReport, names: AlarmNames, zone: str) -> None:
        """Show the bad actors and floods of a report; the chosen alarm stays chosen."""
        self._report, self._names, self._zone = report, names, zone
        self._name_tabs()
        row = self._row()
        self._show_topic()
        if row is not None and row.alarm is not None:
            alarms = [each.alarm for each in self.model.rows]
            if row.alarm in alarms:
                self.table.selectRow(alarms.index(row.alarm))

    def _actors(self) -> BadActors:
        return BadActors() if self._report is None else self._report.kpis.actors

    def _name_tabs(self) -> None:
        actors = self._actors()
        floods = () if self._report is None else self._report.kpis.floods
        words = {
            Topic.TOP: (self.tr("Häufigste"), len(actors.top)),
            Topic.CHATTERING: (self.tr("Flatternd"), len(actors.chattering)),
            Topic.FLEETING: (self.tr("Flüchtig"), len(actors.fleeting)),
            Topic.STALE: (self.tr("Länger als 24 h"), len(actors.stale)),
            Topic.FLOODS: (self.tr("Fluten"), len(floods)),
        }
        for topic, (name, number) in words.items():
            self.tabs.setTabText(topic, f"{name} ({count(number)})")

    def _show_topic(self) -> None:
        actors, report, names = self._actors(), self._report, self._names
        if report is None or names is None:
            return
        if self.topic is Topic.FLOODS:
            self.flood_model.show_rows(flood_rows(report.kpis.floods, self._zone))
        else:
            groups = {
                Topic.TOP: actors.top,
                Topic.CHATTERING: actors.chattering,
                Topic.FLEETING: actors.fleeting,
                Topic.STALE: actors.stale,
            }
            self.actor_model.show_rows(actor_rows(groups[self.topic], report, names))
        self.pages.setCurrentWidget(self.table)
        self.pages.setVisible(bool(self.model.rows))
        self._fit()
        self._tell()

    def _nothing(self) -> str:
        words = {
            Topic.TOP: self.tr("In diesem Zeitraum hat kein Alarm gemeldet."),
            Topic.CHATTERING: self.tr("Kein Alarm flattert."),
            Topic.FLEETING: self.tr("Kein Alarm ist meist nach einer Minute vorbei."),
            Topic.STALE: self.tr("Kein Alarm stand länger als 24 Stunden an."),
            Topic.FLOODS: self.tr("Es gab keine Flut."),
        }
        return words[self.topic]

    def _fit(self) -> None:
        """Be as high as the rows, so that only one thing scrolls."""
        rows = min(max(len(self.model.rows), 3), _MOST_ROWS)
        header = self.table.horizontalHeader().sizeHint().height()
        self.pages.setFixedHeight(header + rows * row_height(self.table) + 4 * GRID)

    # ---- the chosen row -----------------------------------------------------------------------
    def _row(self) -> Row | None:
        rows = self.table.selected_rows()
        known = self.model.rows
        return known[rows[0]] if rows and rows[0] < len(known) else None

    def _tell(self) -> None:
        row = self._row()
        alarm = None if row is None else row.alarm
        proposals = {} if self._report is None else self._report.proposals
        proposal = None if alarm is None else proposals.get(alarm)
        self.proposal.setEnabled(proposal is not None and proposal.rule is not None)
        self.alarm.setEnabled(alarm is not None)
        is_about_alarms = self.topic is not Topic.FLOODS and bool(self.model.rows)
        self.sentence.setText(self._sentence(row))
        self.proposal.setVisible(is_about_alarms)
        self.alarm.setVisible(is_about_alarms)
        point = "" if alarm is None or self._names is None else self._names.point(alarm)
        if point and point != self._told:
            self._told = point
            self.points_selected.emit([point])

    def _sentence(self, row: Row | None) -> str:
        """Return what is said of the chosen row, whole: a cell may be too narrow for it."""
        if not self.model.rows:
            return self._nothing()
        if row is not None:
            return row.tip.replace("\n", ": ")
        if self.topic is Topic.FLOODS:
            return self.tr("Eine Flut wählen und mit der Eingabetaste zu ihrem Beginn gehen.")
        return self.tr("Einen Alarm wählen, um seinen Vorschlag zu lesen und anzusehen.")

    def _act(self) -> None:
        """Do what a row is for: see what would mend it, or go to the flood."""
        row = self._row()
        if row is None:
            return
        if row.alarm is None:
            self.time_requested.emit(row.time_us)
        elif self.proposal.isEnabled():
            self._ask_rule()
        else:
            self._ask_alarm()

    def _ask_rule(self) -> None:
        row = self._row()
        if row is not None and row.alarm is not None and self._report is not None:
            proposal = self._report.proposals.get(row.alarm)
            if proposal is not None and proposal.rule is not None:
                self.rule_requested.emit(proposal.rule)

    def _ask_alarm(self) -> None:
        row = self._row()
        if row is not None and row.alarm is not None:
            self.alarm_requested.emit(str(row.alarm))

    def _go_to_moment(self) -> None:
        row = self._row()
        if row is not None:
            self.time_requested.emit(row.time_us)

    def copy(self) -> None:
        """Copy the selected rows, or all where none is, as tab separated text with a heading."""
        rows = self.table.selected_rows() or list(range(len(self.model.rows)))
        keeper = self._flood_columns if self.topic is Topic.FLOODS else self._columns
        QGuiApplication.clipboard().setText(as_tsv(self.model, rows, keeper.in_sight()))

    def make_menu(self) -> QMenu:
        """Return the context menu of the rows."""
        menu = QMenu(self)
        row = self._row()
        if self.topic is not Topic.FLOODS:
            proposal = menu.addAction(self.proposal.text())
            proposal.setEnabled(self.proposal.isEnabled())
            proposal.triggered.connect(self._ask_rule)
            alarm = menu.addAction(self.alarm.text())
            alarm.setEnabled(self.alarm.isEnabled())
            alarm.triggered.connect(self._ask_alarm)
        moment = menu.addAction(self.tr("Zu diesem Zeitpunkt gehen"))
        moment.setEnabled(row is not None)
        moment.triggered.connect(self._go_to_moment)
        menu.addAction(self.tr("Kopieren")).triggered.connect(self.copy)
        menu.addSeparator()
        keeper = self._flood_columns if self.topic is Topic.FLOODS else self._columns
        menu.addMenu(keeper.make_menu(menu))
        return menu

    def _show_menu(self, table: RowTable, position: QPoint) -> None:
        pop_up(self.make_menu(), table.viewport().mapToGlobal(position))

    # ---- memory and words ---------------------------------------------------------------------
    def save(self) -> dict[str, Any]:
        """Return what is to be remembered."""
        return {
            "topic": self.topic.name,
            "actors": self._columns.save(),
            "floods": self._flood_columns.save(),
        }

    def restore(self, state: object) -> None:
        """Take up what was remembered; what does not fit is passed over."""
        if not isinstance(state, dict):
            return
        self._columns.restore(state.get("actors"))
        self._flood_columns.restore(state.get("floods"))
        if state.get("topic") in Topic.__members__:
            self.tabs.setCurrentIndex(Topic[str(state["topic"])])

    def retranslate(self) -> None:
        """Set all texts again."""
        self.proposal.setText(self.tr("Vorschlag ansehen"))
        self.proposal.setToolTip(
            self.tr("Die Regel mit der vorgeschlagenen Änderung öffnen und zurückrechnen")
        )
        self.alarm.setText(self.tr("Alarm zeigen"))
        self.alarm.setToolTip(self.tr("Den Alarm in der Liste zeigen"))
        for button in (self.proposal, self.alarm):
            button.setAccessibleName(button.text())
        self.tabs.setAccessibleName(self.tr("Auffällige Alarme"))
        self.actors.setAccessibleName(self.tr("Auffällige Alarme mit Vorschlägen"))
        self.floods.setAccessibleName(self.tr("Alarmfluten"))
        self.actor_model.reword()
        self.flood_model.reword()
        self._name_tabs()
        self._show_topic()
