"""The maintenance windows: which go on and how long, announcing one, ending one now."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.alarms import MaintenanceWindow
from app.domain.cities import City
from app.services.rulesets import write_windows
from widgets.alarms.export import as_tsv
from widgets.connections.tables import ColumnKeeper, RowDelegate, RowTable, pop_up
from widgets.foreign_texts import on_screen
from widgets.placeholders import Stage
from widgets.rules.scope_chooser import parts_of
from widgets.rules.window_form import WindowForm
from widgets.rules.windows_model import (
    WIDTHS,
    WindowColumn,
    WindowsModel,
    column_title,
)
from widgets.theme.tokens import GRID

_KEPT_US: Final = 30 * 86_400_000_000
"""Windows that ended longer ago than this leave the document; the journal keeps its versions."""


class MaintenanceDialog(QDialog):
    """Lists the maintenance windows and asks for changes.

    Args:
        city: The city.
        now_us: The present, µs UTC.
        parent: Owner.

    Signals:
        publish_requested: The document of windows and the reason (str, str).
    """

    publish_requested = Signal(str, str)

    def __init__(self, city: City, now_us: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Wartungsfenster"))
        self.actor = ""
        """Who announces windows here."""
        self._city = city
        self._now_us = now_us
        self._names = {(part.kind, part.id): part.name for part in parts_of(city)}
        self.model = WindowsModel(city.time_zone, self)
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(RowDelegate(self.table))
        self.table.setAccessibleName(self.tr("Wartungsfenster"))
        self.columns = ColumnKeeper(
            self.table.horizontalHeader(),
            list(WindowColumn),
            column_title,
            WIDTHS,
            fixed={WindowColumn.STATE, WindowColumn.SCOPE},
        )
        self.stage = Stage(self.table)
        self.form: WindowForm | None = None
        self.new = QPushButton(self.tr("Neu …"))
        self.new.setAutoDefault(False)
        self.end = QPushButton(self.tr("Jetzt beenden"))
        self.end.setAutoDefault(False)
        self._arrange()
        self.table.copy_wanted.connect(self.copy)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._judge())
        self.new.clicked.connect(self.ask_window)
        self.end.clicked.connect(self.end_selected)
        self.stage.action_requested.connect(self.ask_window)
        self.stage.show_loading()
        self._judge()

    def _arrange(self) -> None:
        letter, line = self.fontMetrics().horizontalAdvance("0"), self.fontMetrics().height()
        self.resize(150 * letter, 24 * line)
        bar = QHBoxLayout()
        bar.setSpacing(2 * GRID)
        bar.addWidget(self.new)
        bar.addWidget(self.end)
        bar.addStretch(1)
        box = QDialogButtonBox()
        close = box.addButton(self.tr("Schließen"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(bar)
        column.addWidget(self.stage, 1)
        column.addWidget(box)

    # ---- what the view calls -------------------------------------------------------------------
    def show_windows(self, windows: Sequence[MaintenanceWindow]) -> None:
        """Show the windows there are."""
        self.model.show_windows(windows, self._names, self._now_us)
        if windows:
            self.stage.show_content()
        else:
            self.stage.show_message(
                "mdi6.wrench-clock",
                self.tr("Keine Wartungsfenster. Kündigen Sie eines an, bevor gearbeitet wird."),
                self.tr("Wartungsfenster ankündigen"),
            )
        self._judge()

    def show_now(self, now_us: int) -> None:
        """Count on, µs UTC."""
        if now_us // 1_000_000 != self._now_us // 1_000_000:
            self._now_us = now_us
            self.model.tick(now_us)
            self._judge()

    def show_problems(self, problems: Sequence[str]) -> None:
        """Say why a change was refused; an empty list takes that away."""
        sentence = " ".join(on_screen(problem) for problem in problems)
        self.stage.notice.show_notice("mdi6.alert-outline" if sentence else "", sentence)

    # ---- what the person wants -----------------------------------------------------------------
    def selected(self) -> list[MaintenanceWindow]:
        """Return the selected windows."""
        return [self.model.windows[row] for row in self.table.selected_rows()]

    def _judge(self) -> None:
        self.end.setEnabled(any(window.end_us > self._now_us for window in self.selected()))

    def ask_window(self) -> None:
        """Ask for a new window."""
        self.form = WindowForm(self._city, self._now_us, self)
        self.form.window_wanted.connect(self.add)
        self.form.open()

    def add(self, window: MaintenanceWindow) -> None:
        """Announce a window."""
        announced = replace(window, actor=self.actor)
        self._publish([*self.model.windows, announced], window.reason)

    def end_selected(self) -> None:
        """End the selected windows now; one that has not begun is called off."""
        chosen = [window for window in self.selected() if window.end_us > self._now_us]
        if not chosen:
            return
        ids = {window.id for window in chosen}
        kept = [window for window in self.model.windows if window.id not in ids]
        kept += [
            replace(window, end_us=self._now_us)
            for window in chosen
            if window.start_us < self._now_us
        ]
        words = self.tr("Vorzeitig beendet: {reason}")
        self._publish(kept, words.format(reason=", ".join(window.reason for window in chosen)))

    def _publish(self, windows: Sequence[MaintenanceWindow], why: str) -> None:
        fresh = [window for window in windows if window.end_us > self._now_us - _KEPT_US]
        self.publish_requested.emit(write_windows(fresh), why)

    def copy(self) -> None:
        """Copy the selected windows as tab separated text with a heading."""
        titles = [column_title(column) for column in WindowColumn]
        lines = [self.model.texts(row) for row in self.table.selected_rows()]
        QGuiApplication.clipboard().setText(as_tsv(titles, lines))

    def make_menu(self) -> QMenu:
        """Return the context menu of the windows."""
        menu = QMenu(self)
        menu.addAction(self.tr("Neu …")).triggered.connect(self.ask_window)
        end = menu.addAction(self.tr("Jetzt beenden"))
        end.setEnabled(self.end.isEnabled())
        end.triggered.connect(self.end_selected)
        copy = menu.addAction(self.tr("Kopieren"))
        copy.setEnabled(bool(self.selected()))
        copy.triggered.connect(self.copy)
        menu.addSeparator()
        menu.addMenu(self.columns.make_menu(menu))
        return menu

    def _show_menu(self, position: QPoint) -> None:
        pop_up(self.make_menu(), self.table.viewport().mapToGlobal(position))
