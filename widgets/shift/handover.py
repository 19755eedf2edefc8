"""The handover (Übergabe): what the next shift must know, with both signatures."""

from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.samples import NO_TIME
from app.domain.shifts import Handover
from app.services.states import CityState
from widgets.alarms.export import as_tsv
from widgets.background import Background
from widgets.connections.tables import ColumnKeeper, pop_up
from widgets.placeholders import Stage
from widgets.shift.handover_desk import HandoverChoice, HandoverDesk
from widgets.shift.handover_head import HandoverHead
from widgets.shift.handover_paper import as_text, nothing_text, write_paper
from widgets.shift.handover_table import (
    ITEM_WIDTHS,
    HandoverModel,
    HandoverTable,
    ItemColumn,
    item_title,
)
from widgets.shift.handover_words import (
    ALARM_TOPICS,
    ENTRY_TOPICS,
    HandoverWording,
    ItemLine,
)
from widgets.shift.sign_panel import SignPanel
from widgets.views import View

_ICON: Final = "mdi6.clipboard-text-clock-outline"
_COUNT_US: Final = 30_000_000
"""So often countdowns are said anew, µs."""


class HandoverView(View):
    """The handover of a shift: prepared, handed over, taken over; and all earlier ones.

    Signals:
        prepare_requested: The handover of a shift shall be put together (object: Shift).
        cancel_requested: Not any more.
        remark_requested: Id of a draft (str), its remark (str).
        leave_requested: Somebody hands over: id (str), name (str), remark (str).
        take_requested: Somebody takes over: id (str), name (str).
        alarm_requested: Id of an alarm the person wants to see (str).
        entry_requested: Id of a line of the logbook the person wants to see (str).
    """

    prepare_requested = Signal(object)
    cancel_requested = Signal()
    remark_requested = Signal(str, str)
    leave_requested = Signal(str, str, str)
    take_requested = Signal(str, str)
    alarm_requested = Signal(str)
    entry_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HandoverModel(self)
        self.table = HandoverTable(self.model)
        self.columns = ColumnKeeper(
            self.table.horizontalHeader(),
            list(ItemColumn),
            item_title,
            ITEM_WIDTHS,
            fixed={ItemColumn.CHIP, ItemColumn.WHAT},
        )
        self.stage = Stage(self.table)
        self.head = HandoverHead()
        self.panel = SignPanel()
        self.wording = HandoverWording(None)
        self._city: City | None = None
        self._desk: HandoverDesk | None = None
        self._chosen: tuple[str, int] | None = None
        self._is_preparing = False
        self._counted_us = NO_TIME
        self._background = Background(self)
        self._arrange()
        self._connect()
        self.retranslate()
        self.head.apply_theme()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.stage, 1)
        column.addWidget(self.panel)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.head.chosen.connect(self._choose)
        self.head.prepare.clicked.connect(self._prepare)
        self.head.cancel.clicked.connect(self.cancel_requested)
        self.head.copy.clicked.connect(self.copy_text)
        self.head.export.clicked.connect(self._ask_export)
        self.stage.action_requested.connect(self._prepare)
        self.table.activated_row.connect(self._open)
        self.table.doubleClicked.connect(lambda _: self._open())
        self.table.copy_wanted.connect(self.copy)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._tell_selection())
        self.panel.remarked.connect(lambda text: self._sign(self.remark_requested, text))
        self.panel.left.connect(lambda *words: self._sign(self.leave_requested, *words))
        self.panel.taken.connect(lambda name: self._sign(self.take_requested, name))

    # ---- what the console calls ------------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self.wording = HandoverWording(city)
        self._render()

    def show_desk(self, desk: HandoverDesk) -> None:
        """Show what there is; the choice of the person stays."""
        before = None if self._desk is None else self._desk.first()
        first = desk.first()
        is_news = (before and before.key) != (first and first.key)
        is_known = self._desk is not None and self._desk.is_like(desk)
        self._desk = desk
        if is_known and not is_news:
            return
        if self._chosen is None or is_news:
            self._chosen = None if first is None else first.key
        self._render()

    def show_progress(self, step: int | None) -> None:
        """Show how much of a handover is put together; None when nothing is being done."""
        self._is_preparing = step is not None
        self.head.progress.setValue(step or 0)
        self._render()

    def show_problem(self, sentence: str) -> None:
        """Say why a handover could not be put together."""
        self.stage.notice.show_notice("mdi6.alert-outline", sentence)
        if not self.stage.is_content_shown:
            self.stage.show_message("mdi6.alert-outline", sentence, self.tr("Noch einmal"))

    def refuse(self, sentence: str) -> None:
        """Say why a signature was not taken."""
        self.panel.refuse(sentence)

    @override
    def show_state(self, state: CityState) -> None:
        self.wording.learn(state.alarms)
        handover = self.handover()
        if handover is not None and abs(state.at_us - self._counted_us) >= _COUNT_US:
            self._counted_us = state.at_us
            self.model.show_sections(self.wording.sections(handover, self._count_from(handover)))

    def close_feed(self) -> None:
        """End what runs; keep a remark that was just written."""
        self.panel.flush()
        self._background.close()

    @override
    def save_state(self) -> dict[str, Any]:
        return {"columns": self.columns.save()}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.columns.restore(state.get("columns"))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.panel.flush()
        super().hideEvent(event)

    # ---- what is shown ---------------------------------------------------------------------------
    def choice(self) -> HandoverChoice | None:
        """Return the shift that is shown."""
        choices = [] if self._desk is None else self._desk.choices
        return next((one for one in choices if one.key == self._chosen), None)

    def handover(self) -> Handover | None:
        """Return the handover that is shown; None while there is none."""
        choice = self.choice()
        return None if choice is None else choice.handover

    def _count_from(self, handover: Handover) -> int | None:
        """A handover that was taken over counts nothing down any more."""
        if handover.taken is not None:
            return None
        return handover.made_us if self._counted_us == NO_TIME else self._counted_us

    def _choose(self, place: int) -> None:
        self.panel.flush()
        choices = [] if self._desk is None else self._desk.choices
        if 0 <= place < len(choices):
            self._chosen = choices[place].key
        self._render()

    def _render(self) -> None:
        choice, handover = self.choice(), self.handover()
        self.head.show_choice(self._desk, choice, self.wording, is_preparing=self._is_preparing)
        self.panel.setVisible(handover is not None)
        if handover is None or self._desk is None:
            self.model.show_sections([])
            self._show_nothing(choice)
            return
        self.panel.show_handover(handover, self.wording, self._desk.actor)
        sections = self.wording.sections(handover, self._count_from(handover))
        self.model.show_sections(sections)
        if sections:
            self.stage.show_content()
        else:
            self.stage.show_message("mdi6.check", nothing_text())

    def _show_nothing(self, choice: HandoverChoice | None) -> None:
        if self._is_preparing or self._desk is None:
            self.stage.show_loading()
        elif choice is None:
            sentence = self.tr("Dieses Profil plant keine Schicht, in der jemand hier sitzt.")
            self.stage.show_message(_ICON, sentence)
        else:
            sentence = self.tr(
                "Für diese Schicht ist noch keine Übergabe vorbereitet. Sie schreibt sich aus "
                "Journal, Schichtbuch und Notizen; Sie prüfen und unterschreiben sie."
            )
            self.stage.show_message(_ICON, sentence, self.tr("Übergabe vorbereiten"))

    # ---- what the person wants -------------------------------------------------------------------
    def _prepare(self) -> None:
        choice = self.choice()
        if choice is not None and not self._is_preparing:
            self.panel.flush()
            self.prepare_requested.emit(choice.shift)

    def _sign(self, signal: Any, *words: str) -> None:
        handover = self.handover()
        if handover is not None:
            signal.emit(handover.id, *words)

    def lines(self) -> list[ItemLine]:
        """Return the selected items."""
        found = map(self.model.line, self.table.selected_rows())
        return [line for line in found if line is not None]

    def _tell_selection(self) -> None:
        points = [str(line.point.id) for line in self.lines() if line.point is not None]
        if points:
            self.points_selected.emit(list(dict.fromkeys(points)))

    def _open(self) -> None:
        """Go to what the selected item is about."""
        lines = self.lines()
        if not lines:
            return
        item = lines[0].item
        if item.topic in ALARM_TOPICS:
            self.alarm_requested.emit(item.subject)
        elif item.topic in ENTRY_TOPICS:
            self.entry_requested.emit(item.subject)
        else:
            self._jump(item.since_us)

    def _jump(self, time_us: int) -> None:
        if time_us != NO_TIME:
            self.time_requested.emit(time_us)

    def make_menu(self) -> QMenu:
        """Return the context menu of the items."""
        menu = QMenu(self)
        lines = self.lines()
        line = lines[0] if lines else None
        since_us = NO_TIME if line is None else line.item.since_us
        point = "" if line is None or line.point is None else str(line.point.id)
        trend = partial(self.trend_requested.emit, [point])
        for text, act, is_possible in (
            (self.tr("Öffnen"), self._open, line is not None),
            (self.tr("Zeitpunkt zeigen"), partial(self._jump, since_us), since_us != NO_TIME),
            (self.tr("In Verläufe zeigen"), trend, bool(point)),
            (self.tr("Kopieren"), self.copy, line is not None),
        ):
            action = menu.addAction(text)
            action.setEnabled(is_possible)
            action.triggered.connect(act)
        menu.addSeparator()
        menu.addMenu(self.columns.make_menu(menu))
        return menu

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(), self.table.viewport().mapToGlobal(position))

    def copy(self) -> None:
        """Copy the selected items as tab separated text with a heading."""
        if rows := self.table.selected_rows():
            titles = [item_title(column) for column in ItemColumn]
            lines = [self.model.texts(row) for row in rows]
            QGuiApplication.clipboard().setText(as_tsv(titles, lines))

    def copy_text(self) -> None:
        """Copy the whole handover as text, for a mail."""
        if (handover := self.handover()) is not None:
            QGuiApplication.clipboard().setText(as_text(handover, self.wording))
            self.message_requested.emit(
                self.tr("Die Übergabe liegt als Text in der Zwischenablage.")
            )

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Übergabe exportieren"),
            self.tr("uebergabe.pdf"),
            self.tr("PDF (*.pdf);;Webseite (*.html)"),
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write the handover as PDF or HTML beside the window; say how it went."""
        handover, wording = self.handover(), self.wording
        if handover is None:
            return
        failed = self.tr("{file} konnte nicht geschrieben werden: {reason}")
        done = self.tr("Geschrieben: {0}").format(path)
        self._background.ask(
            self,
            lambda: write_paper(path, handover, wording),
            lambda _: self.message_requested.emit(done),
            lambda why: self.message_requested.emit(failed.format(file=path.name, reason=why)),
        )

    # ---- texts and looks -------------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.head.retranslate()
        self.table.setAccessibleName(self.tr("Was die nächste Schicht wissen muss"))
        self.panel.retranslate()
        self._render()

    @override
    def apply_theme(self) -> None:
        self.head.apply_theme()
        self.table.viewport().update()
