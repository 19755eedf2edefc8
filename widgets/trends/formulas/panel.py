"""The formula panel: all formulas of a trend sheet, checked while they are written."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
    QUndoStack,
)
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import City
from app.domain.points import Point, PointId
from app.services.formulas import FormulaDefinition
from widgets.point_mime import point_ids_of
from widgets.texts import language
from widgets.theme import theme
from widgets.trends.formulas.bar import FormulaBar, FormulaHead
from widgets.trends.formulas.changes import FormulaChange
from widgets.trends.formulas.checks import PAUSE_MS, FormulaChecks
from widgets.trends.formulas.completion import Offer, Offers, Wanted
from widgets.trends.formulas.empty import EmptyFormulas
from widgets.trends.formulas.help import FormulaHelp
from widgets.trends.formulas.naming import free_id, free_name, number_of, point_title
from widgets.trends.formulas.row import FormulaRow

_ROWS_SEEN: Final = 4
"""Rows the panel would like to show without scrolling; an error below one needs a row too."""


class FormulaPanel(QWidget):
    """Rows of name, formula, unit and what is wrong; what counts is told by `changed`.

    Signals:
        changed: All formulas (list of FormulaDefinition) as they count now, right or wrong.
        height_changed: The panel would like another height, see `sizeHint`.
    """

    changed = Signal(list)
    height_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: dict[PointId, Point] = {}
        self._offers = Offers()
        self._definitions: tuple[FormulaDefinition, ...] = ()
        self._selected: PointId | None = None
        self._highest = 0
        self.help: FormulaHelp | None = None
        self.rows: list[FormulaRow] = []
        self.stack = QUndoStack(self)
        self.checks = FormulaChecks(self, lambda: self.rows)
        self.bar = FormulaBar()
        self.empty = EmptyFormulas()
        self._list = QVBoxLayout()
        self._pages = QStackedWidget()
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self._show_rows()

    def _arrange(self) -> None:
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._list)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self._head = FormulaHead(scroll)
        self._scroll = scroll
        scroll.verticalScrollBar().rangeChanged.connect(self._fit_head)
        scroll.verticalScrollBar().rangeChanged.connect(self.height_changed)
        self._pages.addWidget(self._head)
        self._pages.addWidget(self.empty)
        for part in (scroll, self.empty):
            part.setMinimumHeight(self.fontMetrics().height())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self._pages, 1)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.bar.add.clicked.connect(self._add_empty)
        self.bar.undo.clicked.connect(self.stack.undo)
        self.bar.redo.clicked.connect(self.stack.redo)
        self.bar.help.clicked.connect(self.show_help)
        self.empty.chosen.connect(self.add)
        self.stack.canUndoChanged.connect(self.bar.undo.setEnabled)
        self.stack.canRedoChanged.connect(self.bar.redo.setEnabled)
        theme().changed.connect(self.apply_theme)

    # --- what the view gives ----------------------------------------------------------------

    def set_city(self, city: City) -> None:
        """Take a (new) profile: its points can be used."""
        self._points = {point.id: point for point in city.points}
        self._name_points()
        self.checks.set_points(self._points, ZoneInfo(city.time_zone))

    def restore(self, definitions: Iterable[FormulaDefinition]) -> None:
        """Take the formulas of a sheet, without a word and with nothing to undo."""
        wanted = tuple(definitions)
        if wanted != self._definitions:
            self.stack.clear()
            self._show(wanted)

    def definitions(self) -> list[FormulaDefinition]:
        """Return all formulas as they count, right or wrong."""
        return list(self._definitions)

    def show_failures(self, failures: Mapping[PointId, str]) -> None:
        """Say what kept formulas from being computed, by their ids; others are all right."""
        self.checks.set_failures(failures)

    def show_notices(self, notices: Mapping[PointId, str]) -> None:
        """Say what should be known of results, such as a division by zero, by formula ids."""
        self.checks.set_notices(notices)

    # --- what the person does ---------------------------------------------------------------

    def add(self, name: str = "", text: str = "") -> None:
        """Add a formula and go there."""
        new = FormulaDefinition(free_id(self._highest), self._named(name), text)
        self._change((*self._definitions, new), self.tr("Formel hinzufügen"))
        row = self._row(new.id)
        self._select(new.id)
        if row is not None:
            row.editor.setFocus()
            row.editor.moveCursor(row.editor.textCursor().MoveOperation.End)

    def _add_empty(self) -> None:
        self.add()

    def remove(self, point_id: PointId) -> None:
        """Take a formula away; an undo brings it back."""
        places = [item.id for item in self._definitions]
        if point_id not in places:
            return
        place = places.index(point_id)
        left = tuple(item for item in self._definitions if item.id != point_id)
        self._change(left, self.tr("Formel entfernen"))
        if left:
            following = left[min(place, len(left) - 1)].id
            self._select(following)
            if row := self._row(following):
                row.setFocus()

    def duplicate(self, point_id: PointId) -> None:
        """Add the same formula once more, below."""
        row = self._row(point_id)
        if row is None:
            return
        draft = row.draft()
        new = FormulaDefinition(free_id(self._highest), self._named(draft.name), draft.text)
        at = self.rows.index(row) + 1
        changed = (*self._definitions[:at], new, *self._definitions[at:])
        self._change(changed, self.tr("Formel verdoppeln"))
        self._select(new.id)

    def apply(self, point_id: PointId) -> None:
        """Let what is written in a row count."""
        row = self._row(point_id)
        if row is None or not row.is_dirty:
            return
        draft = row.draft()
        self._change(
            tuple(draft if item.id == point_id else item for item in self._definitions),
            self.tr("Formel ändern"),
        )

    def show_help(self) -> None:
        """Open the help beside the panel."""
        if self.help is None:
            self.help = FormulaHelp(self)
        self.help.show()
        self.help.raise_()

    @property
    def selected(self) -> PointId | None:
        """The formula the person is at."""
        return self._selected

    # --- changes ----------------------------------------------------------------------------

    def _change(self, definitions: tuple[FormulaDefinition, ...], words: str) -> None:
        self.stack.push(FormulaChange(self.take, self._definitions, definitions, words))

    def take(self, definitions: tuple[FormulaDefinition, ...]) -> None:
        """Let formulas count and tell it; called by the steps of the undo stack."""
        self._show(definitions)
        self.changed.emit(list(definitions))

    def _show(self, definitions: tuple[FormulaDefinition, ...]) -> None:
        self._definitions = definitions
        numbers = [number_of(item.id) for item in definitions]
        self._highest = max([self._highest, *numbers])
        self._show_rows()
        self.checks.check_soon(0)

    def _show_rows(self) -> None:
        """Have one row for each formula; rows of formulas that stay keep what is written there."""
        there = {row.definition.id: row for row in self.rows}
        rows = []
        for place, definition in enumerate(self._definitions):
            row = there.pop(definition.id, None)
            if row is None:
                row = self._new_row(definition)
            elif row.definition != definition:
                row.show_definition(definition)
            if self._list.indexOf(row) != place:
                self._list.removeWidget(row)
                self._list.insertWidget(place, row)
            rows.append(row)
        self.rows = rows
        for row in there.values():
            self._list.removeWidget(row)
            row.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            row.hide()
            row.deleteLater()
        if self._selected not in {item.id for item in self._definitions}:
            self._selected = None
        self._pages.setCurrentIndex(0 if rows else 1)
        self._fit_head()
        self.height_changed.emit()

    def _fit_head(self) -> None:
        """Keep the titles above their columns."""
        if self.rows:
            bar = self._scroll.verticalScrollBar()
            is_scrolled = bar.maximum() > bar.minimum()
            end = self.rows[0].buttons_width + (bar.sizeHint().width() if is_scrolled else 0)
            self._head.set_end(end)

    def _new_row(self, definition: FormulaDefinition) -> FormulaRow:
        name = definition.id
        row = FormulaRow(definition, lambda what: self._find(name, what))
        row.edited.connect(lambda: self.checks.check_soon(PAUSE_MS))
        row.applied.connect(lambda: self.apply(name))
        row.selected.connect(lambda: self._select(name))
        row.remove_requested.connect(lambda: self.remove(name))
        row.duplicate_requested.connect(lambda: self.duplicate(name))
        row.undo_requested.connect(self.stack.undo)
        row.redo_requested.connect(self.stack.redo)
        return row

    def _find(self, point_id: PointId, what: Wanted) -> list[Offer]:
        others = [item.name for item in self._definitions if item.id != point_id and item.name]
        return self._offers.find(what, others)

    def _row(self, point_id: PointId) -> FormulaRow | None:
        return next((row for row in self.rows if row.definition.id == point_id), None)

    def _select(self, point_id: PointId) -> None:
        self._selected = point_id
        for row in self.rows:
            row.set_selected(is_selected=row.definition.id == point_id)

    def _named(self, name: str) -> str:
        return free_name(name, self.tr("Formel"), {item.name for item in self._definitions})

    def _name_points(self) -> None:
        words = language()
        self._offers = Offers((str(p.id), point_title(p, words)) for p in self._points.values())
        self.empty.set_points(list(self._points.values()))

    # --- drag and drop ----------------------------------------------------------------------

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(PointId(name) in self._points for name in point_ids_of(event.mimeData())):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.add_points(point_ids_of(event.mimeData()))
        event.acceptProposedAction()

    def add_points(self, point_ids: Iterable[str]) -> None:
        """Make a formula of points: their sum when their units are alike, else one of each."""
        known = [PointId(name) for name in point_ids if PointId(name) in self._points]
        units = {self._points[name].unit.symbol for name in known}
        if known and len(units) == 1:
            self.add("", " + ".join(f"[{name}]" for name in known))
        else:
            for name in known:
                self.add("", f"[{name}]")

    # --- looks ------------------------------------------------------------------------------

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key stands for anywhere in the panel."""
        acts: tuple[tuple[QKeySequence.StandardKey, Callable[[], None]], ...] = (
            (QKeySequence.StandardKey.Undo, self.stack.undo),
            (QKeySequence.StandardKey.Redo, self.stack.redo),
            (QKeySequence.StandardKey.HelpContents, self.show_help),
        )
        return next((act for key, act in acts if event.matches(key)), None)

    @override
    def event(self, event: QEvent) -> bool:
        # The view around has an undo of its own; inside the panel the panel's counts.
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._act_of(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if act := self._act_of(event):
            act()
        else:
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        height = self.bar.sizeHint().height()
        if self.rows:
            row = self.rows[0].sizeHint().height()
            rows = min(self._list.sizeHint().height(), _ROWS_SEEN * row)
            height += self._head.titles_height + rows
        else:
            height += self.empty.wanted_height
        return QSize(super().sizeHint().width(), height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.height_changed.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.checks.load()
        self.checks.check_soon(0)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.checks.rest()
        if self.help is not None:
            self.help.hide()
        super().hideEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Formeln"))
        self.bar.retranslate()
        self._head.retranslate()
        self._name_points()
        self.empty.retranslate()
        for row in self.rows:
            row.retranslate()
        self.checks.show()

    def apply_theme(self) -> None:
        """Tint the icons."""
        self.bar.apply_theme()
        for row in self.rows:
            row.apply_theme()
        self.checks.show()
