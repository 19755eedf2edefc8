"""Step 4: what the import would do, row by row; nothing is written yet."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.fields import Field
from app.domain.inventory.records import Key
from app.services.inventory.imports.mapping import ColumnMapping
from app.services.inventory.imports.plans import ImportPlan
from app.services.inventory.imports.problems import RowStatus
from app.services.tables.model import RawTable
from widgets.connections.tables import RowDelegate, RowTable
from widgets.foreign_texts import on_screen
from widgets.inventory.importing.chips import Chip, ChipBar
from widgets.inventory.importing.proposals import Trial
from widgets.inventory.importing.trial_model import SIGNS, ProblemsModel, TrialModel
from widgets.placeholders import NoticeBar, Stage
from widgets.texts import DASH, count
from widgets.theme.tokens import GRID

MOST_ABSENT: Final = 1_000
"""So many records that the file does not have are listed; more than that is told as a number."""
_PROBLEM_WIDTHS: Final = (10, 22, 20, 52, 40)
_NUMBER_LETTERS: Final = 10
_STATUS_LETTERS: Final = 16
_CELL_LETTERS: Final = 24
_PERCENT: Final = 100


class TrialStep(QWidget):
    """Counts, rows, problems, and what the file does not have.

    Signals:
        stop_requested: The trial shall end.
        error_file_requested: The rows with problems are wanted as a file.
        titles_wanted: Records whose titles are not known (list of Key).
        open_requested: A record is wanted (Key).
    """

    stop_requested = Signal()
    error_file_requested = Signal()
    titles_wanted = Signal(list)
    open_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        self._absent: Sequence[Key] = ()
        self._is_compared = True
        self.notice, self.chips = NoticeBar(), ChipBar()
        self.bar, self.stop = QProgressBar(), QPushButton()
        self.bar.setTextVisible(False)
        self.doing = QLabel()
        self.model, self.rows = TrialModel(self), RowTable()
        self.problem_model, self.problems = ProblemsModel(self), RowTable()
        self.problems_stage = Stage(self.problems)
        self.absent = QListWidget()
        self.absent_note = QLabel()
        self.save_errors = QPushButton()
        self.tabs = QTabWidget()
        self.stage = Stage(self._content())
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.notice)
        line = QHBoxLayout()
        line.addWidget(self.doing)
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        column.addLayout(line)
        column.addWidget(self.stage, 1)
        self.chips.chosen_changed.connect(self._filter)
        self.stop.clicked.connect(self.stop_requested)
        self.save_errors.clicked.connect(self.error_file_requested)
        self.model.titles_wanted.connect(self.titles_wanted)
        self.problems.clicked.connect(self._go_to)
        self.problems.activated_row.connect(lambda: self._go_to(self.problems.currentIndex()))
        self.absent.itemActivated.connect(self._open_absent)
        self.show_progress(-1, 0)
        self.retranslate()

    def _content(self) -> QWidget:
        letter = self.fontMetrics().horizontalAdvance("0")
        for table, model in ((self.rows, self.model), (self.problems, self.problem_model)):
            table.setModel(model)
            table.setItemDelegate(RowDelegate(table))
        for place, width in enumerate(_PROBLEM_WIDTHS):
            self.problems.setColumnWidth(place, width * letter)
        self.problems.horizontalHeader().setStretchLastSection(True)
        self.absent_note.setWordWrap(True)
        self.absent_note.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        absent = QWidget()
        inner = QVBoxLayout(absent)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.absent_note)
        inner.addWidget(self.absent, 1)
        self.absent.setUniformItemSizes(True)
        self.tabs.addTab(self.problems_stage, "")
        self.tabs.addTab(absent, "")
        self.tabs.setDocumentMode(True)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.rows)
        split.addWidget(self.tabs)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * GRID)
        top = QHBoxLayout()
        top.addWidget(self.chips, 1)
        top.addWidget(self.save_errors, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(top)
        column.addWidget(split, 1)
        return whole

    # ---- trying --------------------------------------------------------------------------------
    def show_progress(self, done: int, total: int) -> None:
        """Show how far the trial is; a negative `done` when none runs."""
        is_running = done >= 0
        for part in (self.bar, self.stop, self.doing):
            part.setVisible(is_running)
        if is_running:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            share = self.tr("{0}\u202f%").format(done * _PERCENT // total) if total else ""
            self.doing.setText(f"{self.tr('Der Import wird geprobt …')} {share}".strip())
            if not self.stage.is_content_shown or self._plan is None:
                self.stage.show_loading()

    def show_stopped(self) -> None:
        """Say that the trial was given up."""
        self._plan = None
        self.show_progress(-1, 0)
        self.stage.show_message(
            "mdi6.stop-circle-outline",
            self.tr("Die Probe wurde abgebrochen. Nichts wurde geändert."),
            self.tr("Noch einmal proben"),
        )

    def show_failure(self, sentences: Sequence[str]) -> None:
        """Say why the import cannot be tried."""
        self._plan = None
        self.show_progress(-1, 0)
        words = "\n".join(on_screen(one) for one in sentences)
        self.stage.show_message("mdi6.alert-circle-outline", words, self.tr("Noch einmal proben"))

    def show_trial(
        self, raw: RawTable, mapping: ColumnMapping, trial: Trial, custom: dict[str, Field]
    ) -> None:
        """Show what the import would do."""
        plan = trial.plan
        self._plan, self._absent = plan, trial.absent
        self._is_compared = trial.is_compared
        self.show_progress(-1, 0)
        self.chips.release()
        self.model.show_trial(raw, mapping, plan, custom)
        self.problem_model.show_problems(plan.problems)
        self._show_absent()
        self._size_columns()
        self.stage.show_content()
        self._say()

    def _size_columns(self) -> None:
        letter = self.fontMetrics().horizontalAdvance("0")
        widths = [_NUMBER_LETTERS, _STATUS_LETTERS]
        widths += [_CELL_LETTERS] * (self.model.columnCount() - len(widths))
        for place, width in enumerate(widths):
            heading = str(self.model.headerData(place, Qt.Orientation.Horizontal))
            self.rows.setColumnWidth(place, max(width, len(heading) + 4) * letter)

    def _say(self) -> None:
        plan = self._plan
        if plan is None:
            return
        statuses = [RowStatus.NEW, RowStatus.CHANGED, RowStatus.SAME, RowStatus.ERROR]
        if plan.repeated:
            statuses.append(RowStatus.REPEATED)
        self.chips.show_chips(
            [
                Chip(one, self.model.status_text(one), SIGNS[one], plan.count(one))
                for one in statuses
            ]
        )
        if plan.is_empty and not plan.errors:
            words = self.tr("Nichts zu tun: Der Bestand sagt schon alles, was in der Datei steht.")
            self.notice.show_notice("mdi6.check-circle-outline", words)
        elif plan.is_empty:
            words = self.tr("Nichts zu tun: Keine Zeile lässt sich übernehmen.")
            self.notice.show_notice("mdi6.alert-circle-outline", words)
        else:
            notes = " ".join(on_screen(one) for one in plan.notes)
            self.notice.show_notice("mdi6.information-outline", notes)
        told = plan.problem_count + plan.warning_count
        if told:
            self.problems_stage.show_content()
        else:
            self.problems_stage.show_message(
                "mdi6.check-circle-outline", self.tr("Jede Zeile lässt sich übernehmen.")
            )
        self.tabs.setTabText(0, self.tr("Hinweise ({0})").format(count(told)))
        number = count(len(self._absent)) if self._is_compared else DASH
        absent = self.tr("Nicht in der Datei ({0})").format(number)
        self.tabs.setTabText(1, absent)
        self.save_errors.setEnabled(plan.errors > 0)

    # ---- what the file does not have -----------------------------------------------------------
    def _show_absent(self) -> None:
        self.absent.clear()
        shown = list(self._absent[:MOST_ABSENT])
        for key in shown:
            item = QListWidgetItem("…")
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.absent.addItem(item)
        words = self.tr("Diese Datensätze hat der Bestand, die Datei aber nicht. Sie bleiben.")
        if not self._is_compared:
            words = self.tr(
                "Was der Bestand sonst noch hat, wird hier nicht aufgeführt: Die Zeilen haben "
                "keinen Schlüssel, oder der Bestand ist dafür zu groß."
            )
        elif not self._absent:
            words = self.tr("Alles, was der Bestand von dieser Art hat, steht auch in der Datei.")
        elif len(self._absent) > len(shown):
            words += " " + self.tr("Die ersten {0} sind aufgeführt.").format(count(len(shown)))
        self.absent_note.setText(words)
        if shown:
            self.titles_wanted.emit(shown)

    def show_titles(self, titles: Mapping[Key, str]) -> None:
        """Take what records are called."""
        self.model.show_titles(titles)
        for place in range(self.absent.count()):
            item = self.absent.item(place)
            title = titles.get(item.data(Qt.ItemDataRole.UserRole))
            if title is not None:
                item.setText(title)

    def _open_absent(self, item: QListWidgetItem) -> None:
        self.open_requested.emit(item.data(Qt.ItemDataRole.UserRole))

    # ---- filtering -----------------------------------------------------------------------------
    def _filter(self) -> None:
        self.model.show_only(self.chips.chosen)

    def _go_to(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        problem = self.problem_model.problems[index.row()]
        if self.model.place_of(problem.row) < 0:
            self.chips.release()
        place = self.model.place_of(problem.row)
        if place >= 0:
            self.rows.selectRow(place)
            self.rows.scrollTo(self.model.index(place, 0), RowTable.ScrollHint.PositionAtCenter)

    def retranslate(self) -> None:
        """Set all texts."""
        self.stop.setText(self.tr("Abbrechen"))
        self.save_errors.setText(self.tr("Fehlerdatei speichern …"))
        self.rows.setAccessibleName(self.tr("Zeilen der Datei und was aus ihnen wird"))
        self.problems.setAccessibleName(self.tr("Hinweise zu Zeilen"))
        self.absent.setAccessibleName(self.tr("Nicht in der Datei"))
        self.tabs.setTabText(0, self.tr("Hinweise"))
        self.tabs.setTabText(1, self.tr("Nicht in der Datei"))
        self._say()
