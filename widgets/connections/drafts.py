"""The list of new points: nodes are dropped on it, completed, checked and saved."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import City
from app.services.states import CityState
from widgets.connections.draft_cells import DraftDelegate
from widgets.connections.draft_columns import SHARED, WIDTH_IN_LETTERS, Column, column_title
from widgets.connections.drafts_model import DraftsModel
from widgets.connections.export import as_tsv
from widgets.connections.node_mime import NODES_MIME, FoundNode, nodes_of
from widgets.connections.tables import ColumnKeeper, RowTable, pop_up
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID, RADIUS_CARD


class DraftsPanel(QWidget):
    """New points on their way into the profile.

    Signals:
        points_wanted: The points (list of `Point`) that shall be added.
        trend_wanted: Ids of points that were added and shall be shown in the trends.
    """

    points_wanted = Signal(list)
    trend_wanted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DraftsModel(self)
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(DraftDelegate(self.model, self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.columns = ColumnKeeper(
            self.table.horizontalHeader(),
            list(Column),
            column_title,
            WIDTH_IN_LETTERS,
            fixed={Column.CHECK, Column.ID},
        )
        self.heading = ElidedLabel()
        self.heading.setObjectName("heading")
        self.undo, self.redo, self.remove_button = _button(), _button(), _button()
        self.trend = _button()
        self.save = QPushButton()
        self.message = QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.failure = QLabel()
        self.failure.setTextFormat(Qt.TextFormat.PlainText)
        self.failure.setWordWrap(True)
        self.place = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.place.setObjectName("muted")
        self.stage = Stage(self.table)
        self._place = ""
        self._is_pending = False
        self._is_target = False
        self.setAcceptDrops(True)
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        bar.setSpacing(GRID)
        bar.addWidget(self.heading, 1)
        for widget in (self.trend, self.undo, self.redo, self.remove_button, self.save):
            bar.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.stage, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        foot.setSpacing(GRID)
        for label in (self.failure, self.message, self.place):
            foot.addWidget(label)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.model.changed.connect(self._render)
        self.undo.clicked.connect(self.model.undo)
        self.redo.clicked.connect(self.model.redo)
        self.remove_button.clicked.connect(self.remove)
        self.trend.clicked.connect(self._show_trend)
        self.save.clicked.connect(self.send)
        self.table.activated_row.connect(self._edit)
        self.table.copy_wanted.connect(self.copy)
        self.table.customContextMenuRequested.connect(self._show_menu)
        selection = self.table.selectionModel()
        selection.selectionChanged.connect(self._render)
        selection.currentChanged.connect(self._render)
        for keys, use in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self.model.undo),
            (QKeySequence(QKeySequence.StandardKey.Redo), self.model.redo),
            (QKeySequence(QKeySequence.StandardKey.Delete), self.remove),
            (QKeySequence("Ctrl+S"), self.send),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(use)

    # --- what the view calls ----------------------------------------------------------------
    def set_city(self, city: City) -> None:
        """Check the drafts against a (new) profile."""
        self.model.set_city(city)

    def show_state(self, state: CityState) -> None:
        """Show the live values of points that were added."""
        self.model.take(state)

    def set_place(self, place: str) -> None:
        """Say which file the points are written to."""
        self._place = place
        self._render()

    def add(self, found: list[FoundNode]) -> None:
        """Put browsed nodes on the list and select the first of them."""
        first = len(self.model.drafts)
        if self.model.add(found):
            self.failure.setText("")
            self.table.selectRow(first)
            self.table.setCurrentIndex(self.model.index(first, Column.ID))
            self.table.scrollTo(self.model.index(first, Column.CHECK))
        self._render()

    def show_saved(self, ids: list[str], remark: str = "") -> None:
        """Show that points were added; a remark says what is still to come."""
        self._is_pending = False
        self.failure.setText(on_screen(remark))
        self.model.take_saved(ids)
        self._render()

    def show_failure(self, sentence: str) -> None:
        """Say above the file's name why nothing was saved; the drafts stay."""
        self._is_pending = False
        self.failure.setText(on_screen(sentence))
        self._render()

    # --- hands ------------------------------------------------------------------------------
    def send(self) -> None:
        """Save what is in order."""
        points = self.model.points()
        if points and not self._is_pending:
            self._is_pending = True
            self.failure.setText("")
            self._render()
            self.points_wanted.emit(points)

    def remove(self) -> None:
        """Take the selected rows off the list; saved ones are only put away."""
        rows = self.table.selected_rows()
        if self._is_pending:
            return
        if any(row >= len(self.model.drafts) for row in rows):
            self.model.clear_saved()
        self.model.remove(rows)

    def copy(self) -> None:
        """Copy the selected rows as tab separated text with a heading."""
        rows = self.table.selected_rows()
        if rows:
            text = as_tsv(self.model, rows, self.columns.in_sight())
            QGuiApplication.clipboard().setText(text)

    def _edit(self) -> None:
        """Enter: edit the current cell, or the first one that needs a hand."""
        index = self.table.currentIndex()
        row = index.row()
        if not 0 <= row < len(self.model.drafts):
            return
        wrong = [column for column in self.model.findings[row] if column is not Column.ADDRESS]
        if Column(index.column()) is Column.CHECK and wrong:
            index = index.siblingAtColumn(wrong[0])
        elif not self.model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            index = index.siblingAtColumn(Column.ID)
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def _show_trend(self) -> None:
        self.trend_wanted.emit([str(id_) for id_ in self.model.saved_ids()])

    def make_menu(self, index: QModelIndex) -> QMenu:
        """Return the context menu of a cell."""
        menu = QMenu(self)
        column = Column(index.column()) if index.isValid() else Column.CHECK
        row = index.row()
        is_draft = 0 <= row < len(self.model.drafts)
        share = menu.addAction(
            self.tr("„{0}“ für alle Zeilen übernehmen").format(column_title(column))
        )
        share.setEnabled(is_draft and column in SHARED)
        share.triggered.connect(lambda: self.model.share(column, row))
        menu.addAction(self.tr("Entfernen")).triggered.connect(self.remove)
        menu.addAction(self.tr("Kopieren")).triggered.connect(self.copy)
        menu.addSeparator()
        menu.addMenu(self.columns.make_menu(menu))
        return menu

    def _show_menu(self, position: QPoint) -> None:
        menu = self.make_menu(self.table.indexAt(position))
        pop_up(menu, self.table.viewport().mapToGlobal(position))

    # --- dropping ---------------------------------------------------------------------------
    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(NODES_MIME) and not self._is_pending:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._mark_target(is_target=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark_target(is_target=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._mark_target(is_target=False)
        found = nodes_of(event.mimeData())
        if found:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.add(found)

    def _mark_target(self, *, is_target: bool) -> None:
        self._is_target = is_target
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_target:
            painter = QPainter(self)
            painter.setPen(QPen(QColor(theme().tokens.accent), 2))
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)
            painter.end()

    # --- what is shown ----------------------------------------------------------------------
    def _render(self) -> None:
        drafts, sound = len(self.model.drafts), len(self.model.sound)
        if self.model.rowCount():
            self.stage.show_content()
        else:
            sentence = self.tr(
                "Ziehen Sie Knoten aus der Quelle hierher, um Datenpunkte aus ihnen zu machen. "
                "Mit der Tastatur: Knoten wählen, Eingabetaste."
            )
            self.stage.show_message("mdi6.tray-arrow-down", sentence)
        title = self.tr("Neue Datenpunkte")
        self.heading.setText(f"{title}  {drafts}" if drafts else title)
        if self._is_pending:
            self.save.setText(self.tr("Wird angelegt …"))
        elif sound:
            self.save.setText(self.tr("%n Datenpunkt(e) anlegen", "", sound))
        else:
            self.save.setText(self.tr("Anlegen"))
        self.save.setAccessibleName(self.save.text())
        self._offer_save(is_possible=sound > 0 and not self._is_pending)
        self.table.setEnabled(not self._is_pending)
        self.undo.setEnabled(self.model.can_undo and not self._is_pending)
        self.redo.setEnabled(self.model.can_redo and not self._is_pending)
        self.remove_button.setEnabled(bool(self.table.selected_rows()) and not self._is_pending)
        self.trend.setVisible(bool(self.model.saved))
        self._render_foot(drafts, sound)

    def _offer_save(self, *, is_possible: bool) -> None:
        """Let the button carry the accent only while it can be pressed."""
        self.save.setEnabled(is_possible)
        name = "primary" if is_possible else ""
        if self.save.objectName() != name:
            self.save.setObjectName(name)
            self.save.style().unpolish(self.save)
            self.save.style().polish(self.save)

    def _render_foot(self, drafts: int, sound: int) -> None:
        row = self.table.currentIndex().row()
        wrong = self.model.findings[row] if 0 <= row < drafts else {}
        message = " ".join(wrong.values())
        if not message and sound < drafts:
            message = self.tr(
                "%n Zeile(n) brauchen noch eine Angabe; die übrigen lassen sich schon anlegen.",
                "",
                drafts - sound,
            )
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.message.setAccessibleName(message)
        self.failure.setVisible(bool(self.failure.text()))
        self.failure.setAccessibleName(self.failure.text())
        self.place.setText(self.tr("Gespeichert wird in {0}").format(self._place))
        self.place.setVisible(bool(self._place))

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered."""
        return {"columns": self.columns.save()}

    def restore_state(self, saved: object) -> None:
        """Take up what was remembered; what does not fit is passed over."""
        if isinstance(saved, dict):
            self.columns.restore(saved.get("columns"))

    # --- looks ------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Set all texts again."""
        self.table.setAccessibleName(self.tr("Neue Datenpunkte"))
        labels = (
            (
                self.undo,
                self.tr("Rückgängig"),
                self.tr("Nimmt den letzten Schritt zurück (Strg+Z)"),
            ),
            (self.redo, self.tr("Wiederholen"), self.tr("Macht ihn wieder (Strg+Umschalt+Z)")),
            (
                self.remove_button,
                self.tr("Entfernen"),
                self.tr("Nimmt Zeilen von der Liste (Entf)"),
            ),
            (self.trend, self.tr("In Verläufe zeigen"), self.tr("Zeigt die angelegten Punkte.")),
        )
        for button, name, tip in labels:
            button.setAccessibleName(name)
            button.setToolTip(f"{name}: {tip}")
        self.save.setToolTip(self.tr("Legt an, was in Ordnung ist (Strg+S)"))
        if self.model.city is not None:
            self.model.set_city(self.model.city)
        self._render()

    def apply_theme(self) -> None:
        """Tint the icons."""
        self.undo.setIcon(icon("mdi6.undo"))
        self.redo.setIcon(icon("mdi6.redo"))
        self.remove_button.setIcon(icon("mdi6.trash-can-outline"))
        self.trend.setIcon(icon("mdi6.chart-line"))
        self.table.viewport().update()


def _button() -> QToolButton:
    button = QToolButton()
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    return button
