"""The bench beside the form: the back-test, made anew with every edit."""

from functools import partial
from math import isnan
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.alarms import AlarmRule
from app.domain.cities import City
from app.domain.points import Point
from app.services.backtests import BackTester, BackTestReport, Note
from app.services.ports import HistorianReader
from widgets.alarms.export import write_csv
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.rule_editor.differences import DifferencesModel
from widgets.rule_editor.drawn import Drawn
from widgets.rule_editor.errands import Refused, is_same_question, tested
from widgets.rule_editor.figures import FiguresModel, SmallTable
from widgets.rule_editor.plot import BackTestPlot
from widgets.rule_editor.words import basis_text, change_text, note_text
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.analysis.waiting import WaitingBar
from widgets.trends.analysis.worker import Worker

DEBOUNCE_MS: Final = 300
DAYS: Final = (7, 30, 90)
_HALF: Final = 1_000
_FIGURES: Final = 7
"""So many figures are seen without scrolling."""
_DAY_US: Final = 86_400_000_000


class Bench(QWidget):
    """Tests a rule beside the saved one and shows what comes out.

    Signals:
        threshold_dragged: The limit was moved on the plot (float).
        threshold_dropped: The hand let go of it.
        moment_requested: A moment is to be shown elsewhere (object: µs UTC).
        message_requested: A sentence for the person.
    """

    threshold_dragged = Signal(float)
    threshold_dropped = Signal()
    moment_requested = Signal(object)
    message_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot, self.waiting = BackTestPlot(), WaitingBar()
        self.heading, self.basis, self.notes = QLabel(), ElidedLabel(), QLabel()
        self.list_heading, self.nothing, self.changes = QLabel(), QLabel(), QLabel()
        self.figures_model, self.list_model = FiguresModel(self), DifferencesModel(self)
        self.figures, self.list = SmallTable(), SmallTable()
        self.export, self.whole = QToolButton(), QToolButton()
        self.days = QButtonGroup(self)
        self.stage = Stage(self._content())
        self._worker = Worker("back-test", self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._tester: BackTester | None = None
        self._rule: AlarmRule | None = None
        self._saved: AlarmRule | None = None
        self._asked: tuple[AlarmRule, AlarmRule | None, int] | None = None
        self._point: Point | None = None
        self._zone, self._now_us, self._span_days = "UTC", 0, DAYS[-1]
        self._hindrance = ""
        self.report: BackTestReport | None = None
        self._arrange()
        self._connect()
        self.retranslate()

    # --- building ---------------------------------------------------------------------------

    def _content(self) -> QWidget:
        for label in (self.basis, self.notes, self.nothing, self.changes):
            label.setObjectName("muted")
        self.notes.setWordWrap(True)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self._upper())
        both.addWidget(self._lower())
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 0)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(2 * GRID)
        return both

    def _upper(self) -> QWidget:
        """Return the plot with what it rests on below."""
        upper, line = QWidget(), QHBoxLayout()
        top = _column(upper)
        top.addWidget(self.plot, 1)
        line.addWidget(self.basis, 1)
        line.addWidget(self.whole)
        top.addLayout(line)
        top.addWidget(self.notes)
        return upper

    def _lower(self) -> QWidget:
        """Return the figures, and beside them what changes."""
        self.figures.setModel(self.figures_model)
        self.list.setModel(self.list_model)
        self.figures.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.figures.setMinimumHeight(self.figures.height_of(_FIGURES))
        self.nothing.setWordWrap(True)
        self.changes.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.list_heading.setObjectName("heading")
        right, head = QWidget(), QHBoxLayout()
        column = _column(right)
        head.addWidget(self.list_heading, 1)
        head.addWidget(self.export)
        column.addLayout(head)
        column.addWidget(self.changes)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        lower = QSplitter(Qt.Orientation.Horizontal)
        lower.addWidget(self.figures)
        lower.addWidget(right)
        lower.setStretchFactor(0, 1)
        lower.setStretchFactor(1, 1)
        lower.setSizes([_HALF, _HALF])
        lower.setChildrenCollapsible(False)
        lower.setHandleWidth(3 * GRID)
        return lower

    def _arrange(self) -> None:
        self.heading.setObjectName("heading")
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.heading, 1)
        for days in DAYS:
            button = QToolButton()
            button.setObjectName("switch")
            button.setCheckable(True)
            button.setChecked(days == self._span_days)
            self.days.addButton(button, days)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 3 * GRID, 4 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.waiting)
        column.addWidget(self.stage, 1)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._ask)
        self._worker.progressed.connect(self.waiting.show_share)
        self._worker.finished.connect(self._take)
        self._worker.failed.connect(self._failed)
        self.waiting.cancel_requested.connect(self._give_up)
        self.stage.action_requested.connect(self._again)
        self.days.idClicked.connect(self.choose_days)
        self.plot.threshold_dragged.connect(self.threshold_dragged)
        self.plot.threshold_dropped.connect(self.threshold_dropped)
        self.plot.moment_requested.connect(self.moment_requested)
        self.whole.clicked.connect(self.plot.show_whole)
        self.export.clicked.connect(self._export)
        self.list.selectionModel().currentRowChanged.connect(self._go_to)
        self.list.clicked.connect(self._go_to)
        self.list.doubleClicked.connect(self._request_moment)
        self.list.activated.connect(self._request_moment)

    # --- what is tested ---------------------------------------------------------------------

    def open(self, city: City, history: HistorianReader, now_us: int) -> None:
        """Take where to read, and until when; what was shown belongs to another rule."""
        self._timer.stop()
        self._worker.cancel()
        self.waiting.end()
        self._tester = BackTester(history, city)
        self._zone, self._now_us = city.time_zone, now_us
        self._asked = self._rule = None
        self.plot.forget()
        self.plot.set_zone(city.time_zone)
        self._show(None)
        self.stage.show_loading()

    def show_rule(
        self, rule: AlarmRule, saved: AlarmRule | None, point: Point, *, hindrance: str
    ) -> None:
        """Show a rule as it is edited; it is tested a moment later.

        Args:
            rule: The rule as it is now.
            saved: The saved one.
            point: Its point.
            hindrance: Why it cannot be tested yet, a sentence; empty when it can.
        """
        self._rule, self._saved, self._point = rule, saved, point
        self._hindrance = hindrance
        self.plot.show_rule(rule, point)
        if hindrance:
            self._timer.stop()
            self._worker.cancel()
            self._asked = None
            self.waiting.end()
            self._hinder(hindrance)
            return
        asked = self._asked
        if asked is not None and is_same_question(asked, (rule, saved, self._span_days)):
            self._timer.stop()
            return
        self._timer.start()

    def _hinder(self, sentence: str) -> None:
        """Say why nothing is tested: beside what is shown, or in its place."""
        if self.report is None:
            self.stage.show_message("mdi6.pencil-outline", sentence)
        else:
            self.stage.notice.show_notice("mdi6.pencil-outline", sentence)

    def choose_days(self, days: int) -> None:
        """Test another stretch of the past, one of `DAYS`."""
        self._span_days = days
        self.days.button(days).setChecked(True)
        if self._rule is not None and not self._hindrance:
            self._timer.stop()
            self._ask()

    def _ask(self) -> None:
        tester, rule, point = self._tester, self._rule, self._point
        if tester is None or rule is None or point is None:
            return
        self._asked = (rule, self._saved, self._span_days)
        window = (self._now_us - self._span_days * _DAY_US, self._now_us)
        self.waiting.begin()
        self._worker.ask(partial(tested, tester, (rule, self._saved), point, window))

    def _again(self) -> None:
        if self._rule is not None:
            self._ask()

    def _give_up(self) -> None:
        self._worker.cancel()
        self.waiting.end()
        self._asked = None
        sentence = self.tr("Der Rücktest wurde abgebrochen.")
        again = self.tr("Noch einmal")
        if self.report is None:
            self.stage.show_message("mdi6.cancel", sentence, again)
        else:
            self.stage.notice.show_notice("mdi6.cancel", sentence, again)

    # --- what comes out ---------------------------------------------------------------------

    def _take(self, result: object) -> None:
        self.waiting.end()
        if isinstance(result, Refused):
            self._show(None)
            self.stage.show_message("mdi6.information-outline", on_screen(result.sentence))
        elif isinstance(result, Drawn):
            self._show(result)
            if Note.EMPTY in result.report.notes:
                self.stage.show_message(
                    "mdi6.database-off-outline",
                    self.tr("In dieser Zeit ist von diesem Datenpunkt nichts aufgezeichnet."),
                )
            else:
                self.stage.show_content()
                self.stage.notice.show_notice("mdi6.information-outline", self._notice(result))

    def _notice(self, result: Drawn) -> str:
        rule = result.report.rule
        if isnan(rule.threshold) and not rule.kind.has_codes:
            return self.tr("Noch keine Grenze: Ein Klick in das Bild setzt sie.")
        return on_screen(result.report.saved_problem)

    def _failed(self, reason: str) -> None:
        self.waiting.end()
        self._show(None)
        sentence = self.tr("Die Historie lässt sich nicht lesen: {0}").format(on_screen(reason))
        self.stage.show_message("mdi6.database-alert-outline", sentence, self.tr("Noch einmal"))

    def _show(self, result: Drawn | None) -> None:
        report = None if result is None else result.report
        self.report = report
        self.plot.show_test(result)
        self.figures_model.show_report(report)
        self.list_model.show_report(report, self._point, self._zone)
        has_list = bool(self.list_model.rows)
        self.list.setVisible(has_list)
        self.export.setEnabled(has_list)
        self.nothing.setVisible(not has_list)
        if report is None:
            return
        self.figures.setMinimumWidth(self.figures.whole_width())
        self.basis.setText(basis_text(report))
        notes = [note_text(note, report) for note in report.notes]
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))
        self.changes.setText("" if report.saved is None else change_text(report))
        self.changes.setVisible(bool(self.changes.text()))
        if report.saved is None:
            self.nothing.setText(self.tr("Die Regel ist neu: Es gibt nichts zu vergleichen."))
        else:
            self.nothing.setText(self.tr("Beide Regeln melden dieselben Ereignisse."))

    def _go_to(self, index: QModelIndex, *_: object) -> None:
        if index.isValid():
            row = self.list_model.rows[index.row()]
            self.plot.show_span(row.start_us, row.end_us)

    def _request_moment(self, index: QModelIndex) -> None:
        self.moment_requested.emit(self.list_model.rows[index.row()].start_us)

    def _export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Unterschiede speichern"), "ruecktest.csv", "CSV (*.csv)"
        )
        if name:
            self.save_csv(Path(name))

    def save_csv(self, path: Path) -> None:
        """Write the list as CSV; say what became of it."""
        self.list.clearSelection()
        try:
            write_csv(path, self.list.headings(), self.list.text_rows())
        except OSError as error:
            reason = error.strerror or str(error)
            text = self.tr("Die Datei lässt sich nicht schreiben: {0}").format(reason)
            self.message_requested.emit(text)
        else:
            self.message_requested.emit(self.tr("Gespeichert: {0}").format(path.name))

    def close_feed(self) -> None:
        """End the thread; nothing is tested afterwards."""
        self._timer.stop()
        self.waiting.end()
        self._worker.close()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.heading.setText(self.tr("Was hätte die Regel gebracht?"))
        for days in DAYS:
            button = self.days.button(days)
            button.setText(self.tr("%n Tage", "", days))
            button.setAccessibleName(button.text())
            button.setToolTip(self.tr("Die letzten %n Tage prüfen", "", days))
        self.list_heading.setText(self.tr("Was ändert sich?"))
        self.export.setIcon(icon("mdi6.file-export-outline"))
        self.export.setToolTip(self.tr("Als CSV speichern"))
        self.export.setAccessibleName(self.export.toolTip())
        self.whole.setText(self.tr("Ganze Zeit"))
        self.whole.setToolTip(self.tr("Die ganze Zeit zeigen (Pos1)"))
        self.whole.setAccessibleName(self.whole.text())
        self.figures.setAccessibleName(self.tr("Kennzahlen beider Regeln"))
        self.list.setAccessibleName(self.tr("Alarme, die entfallen oder neu sind"))


def _column(inside: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    return column
