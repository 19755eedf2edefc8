"""Conditions on records of a kind: chips, a menu of fields, and the little window of the table."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from app.domain.inventory.fields import FieldType
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Query
from app.domain.inventory.records import Key
from app.services.ports import InventoryReader
from widgets.connections.tables import pop_up
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import line_of
from widgets.inventory.fields import ReaderThread, References
from widgets.inventory.table.columns import CustomFields, make_column
from widgets.inventory.table.filter_bar import FilterBar, paths_of
from widgets.inventory.table.filter_popup import Counts, FilterPopup
from widgets.inventory.table.filter_words import Way, filter_text, way_of

_NOT_ASKED = frozenset({FieldType.JSON, FieldType.GEOMETRY, FieldType.ANY_REFERENCE})


class Conditions(QWidget):
    """Edits the filters of one kind.

    Args:
        reader: Reads counts and titles.
        references: Looks up records that are filtered by.
        parent: Owner.

    Attributes:
        add: Offers fields to filter by.
        bar: The filters as chips.

    Signals:
        changed: The person changed them.
    """

    changed = Signal()

    def __init__(
        self, reader: ReaderThread, references: References, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._reader, self._references = reader, references
        self._kind = ""
        self._custom: CustomFields = {}
        self._filters: list[Filter] = []
        self._titles: dict[str, str] = {}
        self.bar, self.add = FilterBar(), QPushButton(self.tr("Bedingung hinzufügen …"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addWidget(line_of(self.add))
        self.add.clicked.connect(self._offer)
        self.bar.filter_opened.connect(self.open)
        self.bar.filter_removed.connect(lambda path: self._put(path, []))
        self.bar.all_removed.connect(self._clear)

    def show_kind(self, kind: str, custom: CustomFields) -> None:
        """Ask of another kind; conditions of the one before are gone."""
        if kind != self._kind:
            self._filters = []
        self._kind, self._custom = kind, custom
        self._show()

    def filters(self) -> tuple[Filter, ...]:
        """Return the conditions."""
        return tuple(self._filters)

    def set_filters(self, filters: Sequence[Filter]) -> None:
        """Show conditions."""
        self._filters = list(filters)
        self._show()

    # ---- chips ---------------------------------------------------------------------------------
    def _show(self) -> None:
        self.bar.show_filters([(path, self._say(path)) for path in paths_of(self._filters)])
        unknown = {key for key in self._named() if key.uid not in self._titles}
        if unknown:
            self._reader.ask(
                self, lambda reader: reader.titles(unknown), self._take_titles, lambda _: None
            )

    def _take_titles(self, titles: dict[Key, str]) -> None:
        self._titles.update({key.uid: title for key, title in titles.items()})
        if titles:
            self._show()

    def _say(self, path: str) -> str:
        filters = [one for one in self._filters if one.path == path]
        column = None if self._kind not in KINDS else make_column(self._kind, path, self._custom)
        if column is None:
            return self.tr("„{0}“ (unbekanntes Feld)").format(path)
        return filter_text(column, filters, self._titles)

    def _named(self) -> list[Key]:
        found = []
        for one in self._filters:
            column = (
                None if self._kind not in KINDS else make_column(self._kind, one.path, self._custom)
            )
            if column is not None and column.path.field.target in KINDS:
                found += [Key(column.path.field.target, str(value)) for value in one.values]
        return found

    # ---- changing ------------------------------------------------------------------------------
    def _offer(self) -> None:
        pop_up(self.menu(), self.add.mapToGlobal(QPoint(0, self.add.height())))

    def menu(self) -> QMenu:
        """Return the menu of fields: its own, then those of what it refers to."""
        menu = QMenu(self)
        if self._kind not in KINDS:
            return menu
        self._fill(menu, self._kind, "")
        for name in self._custom:
            self._offer_path(menu, f"custom.{name}")
        menu.addSeparator()
        for one in KINDS[self._kind].fields:
            if one.type is FieldType.REFERENCE:
                self._fill(menu.addMenu(on_screen(one.label)), one.target, f"{one.name}.")
        return menu

    def _fill(self, menu: QMenu, kind: str, before: str) -> None:
        for one in KINDS[kind].all_fields:
            if one.type not in _NOT_ASKED:
                self._offer_path(menu, f"{before}{one.name}")
        if before.count(".") == 1:
            for one in KINDS[kind].fields:
                if one.type is FieldType.REFERENCE and one.target != kind:
                    deeper = menu.addMenu(on_screen(one.label))
                    self._fill(deeper, one.target, f"{before}{one.name}.")

    def _offer_path(self, menu: QMenu, path: str) -> None:
        column = make_column(self._kind, path, self._custom)
        if column is not None:
            action = menu.addAction(column.title)
            action.triggered.connect(lambda _=False: self.open(path))

    def open(self, path: str, beside: QWidget | None = None) -> FilterPopup | None:
        """Open the little window in which a field is filtered; None where none fits."""
        column = None if self._kind not in KINDS else make_column(self._kind, path, self._custom)
        if column is None:
            return None
        filters = [one for one in self._filters if one.path == path]
        popup = FilterPopup(column, filters, self._references, self)
        popup.filters_chosen.connect(self._put)
        anchor = beside or self.add
        popup.open_at(anchor.mapToGlobal(QPoint(0, anchor.height())))
        if way_of(column) is Way.LIST:
            others = tuple(one for one in self._filters if one.path != path)
            query = Query(self._kind, others)

            def work(reader: InventoryReader) -> Counts:
                return reader.groups(query, path)

            self._reader.ask(popup, work, popup.show_counts, lambda _: None)
        return popup

    def _put(self, path: str, filters: list[Filter]) -> None:
        kept = [one for one in self._filters if one.path != path]
        self._filters = [*kept, *filters]
        self._show()
        self.changed.emit()

    def _clear(self) -> None:
        self._filters = []
        self._show()
        self.changed.emit()
