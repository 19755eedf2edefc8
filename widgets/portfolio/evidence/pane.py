"""Evidence of the programme: the list of all, verdict first, and one milestone in full."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.records import Key
from app.domain.portfolio.evidence.items import item_of
from app.services.portfolio.evidence.asker import EvidenceAsker
from app.services.portfolio.states import PortfolioState
from widgets.inventory.card.parts import line_of
from widgets.inventory.fields import ReaderThread
from widgets.inventory.panes import Acts, OpenReader
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.portfolio.evidence.editor import EvidenceEditor
from widgets.portfolio.evidence.listing import EvidenceTable
from widgets.portfolio.evidence.model import EvidenceModel
from widgets.portfolio.evidence.rows import EvidenceRow, row_of, rows_of
from widgets.portfolio.evidence.sheet import EvidenceSheet
from widgets.portfolio.panes import PortfolioPane
from widgets.texts import count
from widgets.theme.tokens import GRID

_OWN = ("milestone", "kpi")


class EvidencePane(PortfolioPane):
    """Shows what milestones and key figures rest on.

    The console gives it the asker once (`set_asker`), for the previews of the editor; values come
    with the state. A selected milestone or key figure is shown in full, a selected project narrows
    the list to its own.

    Signals:
        query_requested: Records behind a value shall be shown in the inventory (`Query`).
        points_requested: Points behind a value shall be shown (list of str).
    """

    query_requested = Signal(object)
    points_requested = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asker: EvidenceAsker | None = None
        self._reader: ReaderThread | None = None
        self._city: City | None = None
        self._keys: list[Key] = []
        self._project = ""
        self.editor: EvidenceEditor | None = None
        self.model = EvidenceModel(self)
        self.table = EvidenceTable(self.model)
        self.sheet = EvidenceSheet()
        self.typed, self.tally = QCheckBox(), ElidedLabel()
        self.tally.setObjectName("muted")
        self.stage = Stage(self.table)
        self.pages = QStackedWidget()
        self._list = QWidget()
        self._arrange()
        self._connect()
        self.retranslate()
        self.stage.show_loading()

    def _arrange(self) -> None:
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.stage, 1)
        foot = line_of(self.tally, self.typed, stretch=0)
        foot.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
        column.addWidget(foot)
        self.pages.addWidget(self._list)
        self.pages.addWidget(self.sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)

    def _connect(self) -> None:
        self.table.row_opened.connect(self._open)
        self.table.edit_wanted.connect(self.edit)
        self.table.act_wanted.connect(self._act)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.typed.toggled.connect(self._show_list)
        self.stage.action_requested.connect(self._act_on_empty)
        self.sheet.back_requested.connect(self.show_list)
        self.sheet.edit_requested.connect(lambda: self.edit(self.sheet.row))
        self.sheet.open_requested.connect(self.open_requested)
        self.sheet.points_requested.connect(self.points_requested)
        self.sheet.all_requested.connect(self._show_all)

    # ---- what the console calls ----------------------------------------------------------------
    def set_asker(self, asker: EvidenceAsker) -> None:
        """Take who answers the previews of the editor."""
        self._asker = asker

    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        self.close_feed()
        self._reader = ReaderThread(open_reader, self, "portfolio-evidence")

    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self.sheet.zone = city.time_zone
        self.sheet.points = {str(point.id): point for point in city.points}

    @override
    def show_portfolio(self, state: PortfolioState) -> None:
        super().show_portfolio(state)
        self.table.is_past = self.is_past
        self._show_list()
        if self.pages.currentWidget() is self.sheet and self.sheet.row is not None:
            self._show_key(self.sheet.row.key)

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        self._keys = list(keys)
        own = [key for key in keys if key.kind in _OWN]
        project = "" if own else next((key.uid for key in keys if key.kind == "project"), "")
        if project != self._project:
            self._project = project
            self._show_list()
        if len(own) == 1:
            self._show_key(own[0])
        elif self.pages.currentWidget() is self.sheet:
            self.show_list()
        self._mark()

    def close_feed(self) -> None:
        """End the thread that reads."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    # ---- the list ------------------------------------------------------------------------------
    def show_list(self) -> None:
        """Show all in place of the one."""
        self.pages.setCurrentWidget(self._list)
        self.table.setFocus()

    def _show_list(self) -> None:
        state = self.portfolio_state
        if state is None:
            return
        rows = rows_of(state, self._project, with_typed=self.typed.isChecked())
        self.model.take(rows)
        self._mark()
        self._show_tally(rows)
        if rows:
            self.stage.show_content()
            self.stage.notice.show_notice("mdi6.history", self._past_words(state))
        elif self._project:
            self.stage.show_message(
                "mdi6.clipboard-search-outline",
                self.tr("In diesem Projekt beruht noch kein Wert auf einer Abfrage."),
                self.tr("Alle Projekte zeigen"),
            )
        else:
            self.stage.show_message(
                "mdi6.clipboard-search-outline",
                self.tr("Noch beruht kein Meilenstein und keine Kennzahl auf einer Abfrage."),
                "" if self.is_past else self.tr("Kennzahl anlegen …"),
            )

    def _past_words(self, state: PortfolioState) -> str:
        if state.at_us is None:
            return ""
        return self.tr("Sie sehen den Stand von damals. Ändern können Sie nur den gegenwärtigen.")

    def _show_tally(self, rows: Sequence[EvidenceRow]) -> None:
        asked = [row for row in rows if row.has_question]
        wrong = sum(row.is_wrong for row in asked)
        text = self.tr("{0} Nachweise").format(count(len(asked)))
        if len(asked) == 1:
            text = self.tr("1 Nachweis")
        if wrong:
            text = self.tr("{0} Nachweise, bei {1} lohnt ein Blick").format(
                count(len(asked)), count(wrong)
            )
        self.tally.setText(text)

    def _mark(self) -> None:
        """Select what is selected in the console, without telling anybody."""
        selection = self.table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        with QSignalBlocker(selection):
            selection.clearSelection()
            for place, row in enumerate(self.model.rows):
                if row.key in self._keys:
                    selection.select(self.model.index(place, 0), flags.Select | flags.Rows)
        self.table.viewport().update()

    def _selected(self) -> None:
        self._keys = [row.key for row in self.table.chosen()]
        if self._keys:
            self.keys_selected.emit(self._keys)

    # ---- one of them ---------------------------------------------------------------------------
    def _open(self, row: EvidenceRow) -> None:
        self._keys = [row.key]
        self.keys_selected.emit(self._keys)
        self._show_key(row.key)

    def _show_key(self, key: Key) -> None:
        state = self.portfolio_state
        record = None if state is None else state.portfolio.get(key.kind, key.uid)
        if state is None or record is None:
            self.pages.setCurrentWidget(self._list)
            return
        row = row_of(state, record)
        self.sheet.show_row(row, is_past=self.is_past)
        self.pages.setCurrentWidget(self.sheet)
        if row.result is not None and row.result.rows and self._reader is not None:
            keys, at_us = list(row.result.rows), state.at_us
            self._reader.ask(
                self,
                lambda reader: reader.titles(keys, at_us),
                lambda titles: self._take_titles(key, titles),
                self.message_requested.emit,
            )

    def _take_titles(self, key: Key, titles: Mapping[Key, str]) -> None:
        if self.sheet.row is not None and self.sheet.row.key == key:
            self.sheet.show_titles(titles)

    def _show_all(self) -> None:
        row = self.sheet.row
        if row is not None and row.result is not None and row.result.query is not None:
            self.query_requested.emit(row.result.query)

    # ---- acts ----------------------------------------------------------------------------------
    def edit(self, row: EvidenceRow | None) -> None:
        """Open the dialog that builds the question of a milestone or key figure."""
        state = self.portfolio_state
        opens, asker = self.open_reader, self._asker
        if row is None or state is None or self.is_past or opens is None or asker is None:
            return
        points = () if self._city is None else self._city.points
        dialog = EvidenceEditor(
            item_of(state.portfolio, row.record), row.record, asker, opens, self, points=points
        )
        dialog.change_requested.connect(self.change_requested)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(self._forget_editor)
        self.editor = dialog
        dialog.open()

    def _forget_editor(self) -> None:
        self.editor = None

    def _act(self, name: str, rows: Sequence[EvidenceRow]) -> None:
        self.act_requested.emit(name, [row.key for row in rows])

    def _act_on_empty(self) -> None:
        if self._project:
            self.keys_selected.emit([])
            self.show_keys([])
        else:
            self.act_requested.emit(Acts.NEW, [Key("kpi", "")])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.pages.currentWidget() is self.sheet:
            self.show_list()
        else:
            super().keyPressEvent(event)

    # ---- what is remembered, texts and looks ---------------------------------------------------
    @override
    def save_state(self) -> dict[str, Any]:
        return {"columns": self.table.keeper.save(), "typed": self.typed.isChecked()}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.table.keeper.restore(state.get("columns"))
        self.typed.setChecked(state.get("typed") is True)

    @override
    def retranslate(self) -> None:
        self.typed.setText(self.tr("Auch von Hand gemeldete zeigen"))
        self.table.setAccessibleName(self.tr("Nachweise"))
        self.sheet.retranslate()
        self._show_list()

    @override
    def apply_theme(self) -> None:
        self.sheet.show_row(self.sheet.row, is_past=self.is_past)
        self.table.viewport().update()
