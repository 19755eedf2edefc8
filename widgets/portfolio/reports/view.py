"""The pane of reports: frozen ones in a list, the chosen or the new one beside it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.changes import Commit
from app.domain.inventory.records import Key
from app.domain.texts import Text
from app.services.clocks import SystemClock
from app.services.inventory.uids import new_uid
from app.services.portfolio.reports.building import Wanted
from app.services.portfolio.reports.contents import Concern
from app.services.portfolio.reports.freezing import freezing, frozen_text
from app.services.portfolio.states import PortfolioState
from app.services.ports import Clock
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.inventory.panes import OpenReader, Wish
from widgets.placeholders import Stage
from widgets.portfolio.panes import PortfolioPane
from widgets.portfolio.reports.asking import Asked, ReportDialog
from widgets.portfolio.reports.making import (
    Kept,
    Shown,
    make_report,
    read_kept,
    read_report,
    write_file,
    write_page,
)
from widgets.portfolio.reports.sheet import ReportSheet
from widgets.portfolio.reports.shelf import ReportList
from widgets.texts import count, language
from widgets.theme.tokens import GRID

_ICON: Final = "mdi6.file-document-outline"


class ReportsPane(PortfolioPane):
    """Makes, keeps and shows reports.

    Signals:
        made: A report, frozen or not, is on screen, or could not be made.
    """

    made = Signal()
    _went_on = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock: Clock = SystemClock()
        self.author = ""
        self._city_name: Text | None = None
        self._zone = "UTC"
        self._chosen: list[str] = []
        self._stop = Event()
        self._work = Background(self, "portfolio-reports")
        self.new, self.page = QPushButton(), QPushButton()
        self.cancel, self.progress = QPushButton(), QProgressBar()
        self.list, self.sheet = ReportList(), ReportSheet()
        self.stage = Stage(self._beside())
        self._arrange()
        self._connect()
        self.retranslate()
        self._show_nothing()

    # ---- arranging -----------------------------------------------------------------------------
    def _beside(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.sheet)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        return split

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        bar.setSpacing(2 * GRID)
        bar.addWidget(self.new)
        bar.addWidget(self.page)
        bar.addWidget(self.progress, 1)
        bar.addWidget(self.cancel)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.stage, 1)
        self._set_running(is_running=False)

    def _connect(self) -> None:
        self.new.clicked.connect(self.ask)
        self.page.clicked.connect(self._ask_page)
        self.sheet.keep.clicked.connect(self.freeze)
        self.sheet.drop.clicked.connect(self._drop)
        self.sheet.save.clicked.connect(self._ask_file)
        self.cancel.clicked.connect(self._stop.set)
        self.list.report_chosen.connect(self._open_chosen)
        self.stage.action_requested.connect(self.ask)
        self._went_on.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)

    # ---- what the console tells ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._city_name, self._zone = city.name, city.time_zone
        self.sheet.zone = city.time_zone

    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        self._read_list()

    @override
    def show_portfolio(self, state: PortfolioState) -> None:
        super().show_portfolio(state)
        self._show_rights()
        self._show_nothing()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        self._chosen = [key.uid for key in keys if key.kind == "project"]
        report = next((key.uid for key in keys if key.kind == "report"), "")
        if report and (self.sheet.shown is None or self.sheet.shown.uid != report):
            self.open(report)

    @override
    def show_commit(self, commit: Commit) -> None:
        if any(key.kind == "report" for key in commit.changed):
            self._read_list()

    def close_feed(self) -> None:
        """End the threads."""
        self._stop.set()
        self.sheet.close_feed()
        self._work.close()

    def _city_in(self, code: str) -> str:
        return "" if self._city_name is None else self._city_name.in_language(code)

    # ---- the list ------------------------------------------------------------------------------
    def _read_list(self) -> None:
        if self.open_reader is not None:
            self._work.ask(self, read_kept(self.open_reader), self._take_list, self._fail)

    def _take_list(self, found: Sequence[Kept]) -> None:
        chosen = "" if self.sheet.shown is None else self.sheet.shown.uid
        self.list.show_reports(found, self._zone)
        self.list.choose(chosen)
        self._show_nothing()

    def _show_nothing(self) -> None:
        """Say what the pane is for while there is no report at all."""
        past = self.tr(
            "Sie sehen einen vergangenen Stand. Ein neuer Bericht schreibt sich aus diesem."
        )
        self.stage.notice.show_notice("mdi6.history", past if self.is_past else "")
        if self.list.topLevelItemCount() or self.sheet.shown is not None:
            self.stage.show_content()
            return
        text = self.tr(
            "Noch ist kein Bericht eingefroren. Ein Bericht schreibt sich aus dem Programm, und "
            "jede Zahl nennt ihre Quelle."
        )
        action = "" if self.is_past else self.tr("Neuer Bericht …")
        self.stage.show_message(_ICON, text, action)

    def _open_chosen(self, uid: str) -> None:
        if uid and (self.sheet.shown is None or self.sheet.shown.uid != uid):
            self.open(uid)
            self.keys_selected.emit([Key("report", uid)])

    # ---- making --------------------------------------------------------------------------------
    def ask(self) -> None:
        """Ask what a new report is to be."""
        if self.portfolio_state is None:
            return
        dialog = ReportDialog(self.portfolio_state, self._chosen, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.make(dialog.asked()))
        dialog.open()

    def make(self, asked: Asked) -> None:
        """Build a report and show it; it is not frozen yet."""
        state = self.portfolio_state
        if state is None or self.open_reader is None:
            return
        wanted = Wanted(
            type=asked.type,
            title=asked.title,
            city=self._city_in(asked.language),
            author=self.author,
            target=asked.target,
            projects=asked.projects,
            decisions=asked.decisions,
            made_us=self.clock.now_us(),
            zone=ZoneInfo(self._zone),
        )
        self._begin()
        work = make_report(self.open_reader, state, wanted, asked.language, self._go_on)
        self._work.ask(self, work, self._take_made, self._fail)

    def open(self, uid: str) -> None:
        """Open a frozen report; it cannot be changed."""
        if self.open_reader is not None:
            self._begin()
            self._work.ask(self, read_report(self.open_reader, uid), self._take_made, self._fail)

    def _begin(self) -> None:
        self._stop.clear()
        self._set_running(is_running=True)

    def _go_on(self, done: int, total: int) -> bool:
        self._went_on.emit(done, total)
        return not self._stop.is_set()

    def _tell_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total if done < total else 0)
        self.progress.setValue(done)

    def _take_made(self, outcome: Shown | str | None) -> None:
        self._set_running(is_running=False)
        if isinstance(outcome, Shown):
            self._show(outcome)
        elif isinstance(outcome, str):
            self.sheet.show_nothing(outcome)
            self.stage.show_content()
        else:
            self.message_requested.emit(self.tr("Abgebrochen; es wurde kein Bericht erstellt."))
        self.made.emit()

    def _show(self, shown: Shown) -> None:
        self.sheet.show_report(shown)
        self.list.choose(shown.uid)
        self.stage.show_content()

    def _show_rights(self) -> None:
        has_state = self.portfolio_state is not None
        self.new.setEnabled(has_state)
        self.page.setEnabled(has_state)

    def _set_running(self, *, is_running: bool) -> None:
        self.progress.setVisible(is_running)
        self.cancel.setVisible(is_running)
        self.progress.setRange(0, 0)
        self.new.setVisible(not is_running)
        self.page.setVisible(not is_running)
        self._show_rights()

    # ---- keeping -------------------------------------------------------------------------------
    def freeze(self) -> None:
        """Keep the report that is shown, for good."""
        shown = self.sheet.shown
        if shown is None or shown.uid:
            return
        uid = new_uid(self.clock.now_us())
        reason = self.tr("Bericht eingefroren: {0}").format(shown.content.title)
        changeset = freezing(shown.content, uid, shown.pdf, reason)
        self.sheet.keep.setEnabled(False)

        def done(outcome: Commit | Exception) -> None:
            self.sheet.keep.setEnabled(True)
            if isinstance(outcome, Commit) and self.sheet.shown is shown:
                self._show(replace(shown, uid=uid))

        self.change_requested.emit(Wish(changeset, done))

    def _drop(self) -> None:
        self.sheet.show_nothing()
        self._show_nothing()

    def _ask_file(self) -> None:
        shown = self.sheet.shown
        if shown is None:
            return
        kinds = (self.tr("PDF-Datei (*.pdf)"), self.tr("Inhalt mit Prüfsumme (*.json)"))
        path, chosen = QFileDialog.getSaveFileName(
            self,
            self.tr("Bericht speichern"),
            str(self._folder() / f"{_file_name(shown.content.title)}.pdf"),
            ";;".join(kinds),
        )
        if path:
            is_text = chosen == kinds[1] or path.endswith(".json")
            self.write(Path(path), frozen_text(shown.content).encode() if is_text else shown.pdf)

    def write(self, path: Path, content: bytes) -> None:
        """Write a file beside the window, and say where it is."""

        def taken(written: Path) -> None:
            self.message_requested.emit(self.tr("Gespeichert: {0}").format(written))

        self._work.ask(self, write_file(path, content), taken, self._fail_file)

    def _ask_page(self) -> None:
        name = self.tr("Kennzahlen") + f" {_file_name(self._city_in(language()))}".rstrip()
        path, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Öffentliche Seite der Kennzahlen"),
            str(self._folder() / f"{name}.html"),
            self.tr("Seite (*.html)"),
        )
        if path:
            self.write_page(Path(path), language())

    def write_page(self, path: Path, code: str) -> None:
        """Write the public page of key figures."""
        if self.portfolio_state is None:
            return

        def taken(concerns: Sequence[Concern]) -> None:
            text = self.tr("Gespeichert: {0}").format(path)
            if concerns:
                left = self.tr("{0} Angaben sind nicht öffentlich und stehen nicht darin.")
                text = f"{text} {left.format(count(len(concerns)))}"
            self.message_requested.emit(text)

        work = write_page(self.portfolio_state, self._city_in(code), code, path)
        self._work.ask(self, work, taken, self._fail_file)

    def _folder(self) -> Path:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(place) or Path.home())

    def _fail(self, reason: str) -> None:
        self._set_running(is_running=False)
        self.message_requested.emit(on_screen(reason))
        self.made.emit()

    def _fail_file(self, reason: str) -> None:
        text = self.tr("Die Datei konnte nicht geschrieben werden: {0}")
        self.message_requested.emit(text.format(on_screen(reason)))

    @override
    def retranslate(self) -> None:
        self.new.setText(self.tr("Neuer Bericht …"))
        self.new.setToolTip(self.tr("Schreibt einen Bericht aus dem gezeigten Stand."))
        self.page.setText(self.tr("Öffentliche Seite …"))
        self.page.setToolTip(
            self.tr("Schreibt die öffentlichen Kennzahlen als eine Seite, die ohne Netz auskommt.")
        )
        self.cancel.setText(self.tr("Abbrechen"))
        self.progress.setAccessibleName(self.tr("Fortschritt"))
        self.list.retranslate()
        self.sheet.retranslate()
        self._show_nothing()


def _file_name(text: str) -> str:
    """Return a text as a part of a file's name."""
    kept = "".join(letter if letter.isalnum() or letter in " -_." else " " for letter in text)
    return " ".join(kept.split())[:80] or "Bericht"
