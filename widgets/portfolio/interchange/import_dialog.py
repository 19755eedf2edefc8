"""Takes plans over: reads a file or a server, shows what would change, and does it when told."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.changes import Commit, ConflictError, RefusedError
from app.domain.portfolio.foreign_plans import ForeignPlan
from app.domain.portfolio.portfolios import title_of
from app.services.portfolio.interchange.comparing import Comparison, write_problems
from app.services.portfolio.states import PortfolioState
from app.services.ports.plan_servers import ForeignProject, OpenPlanServer
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.inventory.panes import OpenReader, Wish
from widgets.placeholders import NoticeBar, Stage
from widgets.portfolio.interchange.preview import Preview, problem_heads
from widgets.portfolio.interchange.reading import PlanReading
from widgets.portfolio.interchange.sources import FileSource, ServerSource
from widgets.texts import count
from widgets.theme.tokens import GRID

_PLAN, _GOOD, _BAD = "mdi6.file-import-outline", "mdi6.check-circle-outline", "mdi6.alert-outline"


class PlanImportDialog(QDialog):
    """One window from the file to the changed programme; nothing is changed before it was shown.

    When it is closed it ends its work as soon as that lets go, and says so with `gone`.

    Args:
        open_reader: Returns a reader of the store; the programme is read anew for each comparison.
        state: The programme, for its projects.
        project: Uid of the project that is proposed; empty for none.
        open_server: Opens an OpenProject server; without it only files are offered.
        parent: The console's window.

    Signals:
        change_requested: A `Wish`.
        gone: It is closed and its threads have ended.
    """

    change_requested = Signal(object)
    gone = Signal()
    _progressed = Signal(int, int)

    def __init__(
        self,
        open_reader: OpenReader,
        state: PortfolioState,
        project: str = "",
        open_server: OpenPlanServer | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_server = open_server
        self._plan: ForeignPlan | None = None
        self._file_name = ""
        self.comparison: Comparison | None = None
        self._is_writing, self._is_stopped = False, False
        self._result = ""
        self.reading = PlanReading(open_reader, self)
        self._files = Background(self, "plan-problems")
        self.sources, self.file, self.server = QTabWidget(), FileSource(), ServerSource()
        self.target_label, self.target = QLabel(), QComboBox()
        self.preview, self.notice, self.progress = Preview(), NoticeBar(), QProgressBar()
        self.stage = Stage(self.preview)
        self.stop_button, self.take, self.leave = QPushButton(), QPushButton(), QPushButton()
        for one in state.portfolio.projects:
            name = " ".join(filter(None, (one.text("number"), title_of(one))))
            self.target.addItem(name, one.uid)
        self.target.setCurrentIndex(max(self.target.findData(project), 0))
        self._arrange()
        self._connect()
        self.retranslate()
        self._show_busy()
        self._show_nothing()

    def _arrange(self) -> None:
        self.sources.addTab(self.file, "")
        if self._open_server is not None:
            self.sources.addTab(self.server, "")
        self.target_label.setBuddy(self.target)
        self.take.setObjectName("primary")
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self.target_label)
        line.addWidget(self.target, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(self.progress, 1)
        buttons.addWidget(self.stop_button)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self.sources)
        column.addLayout(line)
        column.addWidget(self.stage, 1)
        column.addWidget(self.notice)
        column.addLayout(buttons)
        self.resize(1_060, 720)

    def _connect(self) -> None:
        reading = self.reading
        self.file.chosen.connect(self.read_file)
        self.server.projects_wanted.connect(self._list_projects)
        self.server.plan_wanted.connect(self._read_server)
        self.target.currentIndexChanged.connect(lambda _: self._compare())
        reading.read.connect(self._take_plan)
        reading.listed.connect(self._take_projects)
        reading.compared.connect(self._take_comparison)
        reading.refused.connect(self._refuse)
        reading.busy_changed.connect(self._show_busy)
        reading.progressed.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        reading.ended.connect(self.gone)
        self.sources.currentChanged.connect(lambda _: self._fit_source())
        self._progressed.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        self.stop_button.clicked.connect(self.stop)
        self.take.clicked.connect(self.take_over)
        self.leave.clicked.connect(self.reject)
        self.preview.export_wanted.connect(self._ask_problems)

    # ---- reading -------------------------------------------------------------------------------
    def read_file(self, path: Path) -> None:
        """Read a plan out of a file."""
        self.file.show_file(path)
        self._begin()
        self.reading.read_file(path)

    def _list_projects(self) -> None:
        if self._open_server is not None:
            self.notice.show_notice("", "")
            address, key = self.server.address.text().strip(), self.server.key.text().strip()
            self.reading.list_projects(self._open_server, address, key)

    def _take_projects(self, found: list[ForeignProject]) -> None:
        self.server.show_projects(found)
        if not found:
            text = self.tr("Der Server zeigt zu diesem Schlüssel keine Projekte.")
            self.notice.show_notice("mdi6.information-outline", text)

    def _read_server(self, project: ForeignProject) -> None:
        if self._open_server is not None:
            self._begin()
            address, key = self.server.address.text().strip(), self.server.key.text().strip()
            self.reading.read_server(self._open_server, address, key, project)

    def _begin(self) -> None:
        self._plan, self.comparison, self._result = None, None, ""
        self.notice.show_notice("", "")
        self.stage.show_loading()

    def _take_plan(self, plan: ForeignPlan, file_name: str) -> None:
        self._plan, self._file_name = plan, file_name
        self._compare()

    def _compare(self) -> None:
        project = self.target.currentData()
        if self._plan is None or not project or self._is_writing:
            return
        self.comparison = None
        self.reading.compare(self._plan, str(project), self._file_name)

    def _take_comparison(self, found: Comparison) -> None:
        self.comparison = found
        self.preview.show_comparison(found)
        self.stage.show_content()
        told = found.told
        if self._result:
            self.notice.show_notice(_GOOD, self._result)
        elif self._is_ring(found):
            self.notice.show_notice(_BAD, on_screen(told.problems[-1].reason))
        elif not told.changeset.operations:
            text = self.tr("Es gibt nichts zu tun: Das Projekt ist so, wie der Plan es will.")
            self.notice.show_notice(_GOOD, text)
        else:
            self.notice.show_notice("", "")
        self._show_busy()

    @staticmethod
    def _is_ring(found: Comparison) -> bool:
        told = found.told
        is_idle = not told.changeset.operations and not told.same
        return is_idle and bool(found.plan.tasks) and bool(told.problems)

    def _refuse(self, reason: str) -> None:
        if not reason:
            return
        if self._plan is None:
            self._show_nothing()
        self.notice.show_notice(_BAD, on_screen(reason))

    def stop(self) -> None:
        """Wait no longer; nothing is changed."""
        self._is_stopped = True
        if not self._is_writing:
            self.reading.stop()
            self._show_nothing()
            text = self.tr("Abgebrochen; es wurde nichts geändert.")
            self.notice.show_notice("mdi6.information-outline", text)

    # ---- taking over ---------------------------------------------------------------------------
    def take_over(self) -> None:
        """Wish for what is shown."""
        found = self.comparison
        if found is None or not found.told.changeset.operations or self._is_writing:
            return
        self._is_writing, self._is_stopped, self._result = True, False, ""
        self._show_busy()
        wish = Wish(
            found.told.changeset,
            partial(self._done, found),
            is_told=True,
            progress=self._told,
            is_heard=self.isVisible,
        )
        self.change_requested.emit(wish)

    def _told(self, done: int, total: int) -> bool:
        """Told by the writer's thread how far it is."""
        self._progressed.emit(done, total)
        return not self._is_stopped

    def _done(self, found: Comparison, outcome: Commit | Exception) -> None:
        self._is_writing = False
        self._show_busy()
        told = found.told
        if isinstance(outcome, Commit):
            text = self.tr("Übernommen: {0} neu, {1} geändert. Rückgängig geht wie immer.")
            self._result = text.format(count(told.new), count(told.changed))
            self._compare()
        elif isinstance(outcome, RefusedError):
            reasons = [f"{one.reason} {one.suggestion}".strip() for one in outcome.problems]
            text = " ".join(on_screen(one) for one in dict.fromkeys(reasons[:3]))
            self.notice.show_notice(_BAD, text)
        elif isinstance(outcome, ConflictError):
            self._result = ""
            self._compare()
            text = self.tr("Jemand hat das Projekt inzwischen geändert; es wird neu verglichen.")
            self.notice.show_notice(_BAD, text)
        else:
            words = on_screen(str(outcome)) or self.tr("Abgebrochen; es wurde nichts geändert.")
            self.notice.show_notice(_BAD, words)

    # ---- problems as a file ----------------------------------------------------------------------
    def _ask_problems(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Hinweise speichern"), self.tr("hinweise.csv"), "CSV (*.csv)"
        )
        if name:
            self.save_problems(Path(name))

    def save_problems(self, path: Path) -> None:
        """Write the problems as CSV."""
        problems, heads = self.preview.told_problems(), problem_heads()
        self._files.ask(
            self,
            lambda: write_problems(path, problems, heads),
            lambda _: self.notice.show_notice(_GOOD, self.tr("Gespeichert: {0}").format(path)),
            lambda reason: self.notice.show_notice(
                _BAD,
                self.tr("{0} konnte nicht gespeichert werden: {1}").format(path.name, reason),
            ),
        )

    def _fit_source(self) -> None:
        """Let the source that is seen decide how high all of them are."""
        page = self.sources.currentWidget()
        if page is not None:
            bar, layout = self.sources.tabBar().sizeHint().height(), page.layout()
            high = page.sizeHint().height()
            if layout is not None and layout.hasHeightForWidth():
                high = layout.totalHeightForWidth(self.sources.width())
            self.sources.setFixedHeight(bar + high + 2 * GRID)

    @override
    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        self._fit_source()

    # ---- looks ---------------------------------------------------------------------------------
    def _show_nothing(self) -> None:
        if not self.target.count():
            self.stage.show_message(
                _PLAN, self.tr("Legen Sie zuerst ein Projekt an, in das der Plan gehört.")
            )
            return
        text = self.tr("Wählen Sie einen Plan; hier steht dann, was sich ändern würde.")
        self.stage.show_message(_PLAN, text)

    def _show_busy(self) -> None:
        is_busy = self.reading.is_busy or self._is_writing
        self.progress.setVisible(is_busy)
        self.stop_button.setVisible(is_busy)
        if (is_busy and not self.progress.maximum()) or not is_busy:
            self.progress.setRange(0, 0)
        self.sources.setEnabled(not is_busy and bool(self.target.count()))
        self.target.setEnabled(not is_busy)
        found = self.comparison
        has_some = found is not None and bool(found.told.changeset.operations)
        self.take.setEnabled(has_some and not is_busy)

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(total, 0))
        self.progress.setValue(done)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setWindowTitle(self.tr("Plan übernehmen"))
        self.sources.setTabText(0, self.tr("Datei"))
        if self.sources.count() > 1:
            self.sources.setTabText(1, "OpenProject")
        self.target_label.setText(self.tr("In das Projekt"))
        self.target.setAccessibleName(self.target_label.text())
        self.stop_button.setText(self.tr("Abbrechen"))
        self.take.setText(self.tr("Übernehmen"))
        self.leave.setText(self.tr("Schließen"))
        self.progress.setAccessibleName(self.tr("Fortschritt"))
        for part in (self.file, self.server, self.preview):
            part.retranslate()
        self._fit_source()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def done(self, arg__1: int) -> None:
        super().done(arg__1)
        self._is_stopped = True
        self.server.forget()
        self._files.close()
        self.reading.close()
