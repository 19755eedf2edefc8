"""What is filtered: chips in words, windows that filter by a field, the menu of fields."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter
from app.domain.inventory.records import Key
from app.services.ports import InventoryReader
from widgets.connections.tables import pop_up
from widgets.inventory.fields import References, ValueWords
from widgets.inventory.table.columns import CustomFields, make_column
from widgets.inventory.table.feed import TableFeed
from widgets.inventory.table.filter_bar import FilterBar, paths_of
from widgets.inventory.table.filter_popup import Counts, FilterPopup
from widgets.inventory.table.filter_words import Way, condition_text, filter_text, way_of
from widgets.inventory.table.looks import Look
from widgets.inventory.table.top_bar import TopBar


@dataclass(frozen=True, slots=True)
class Filtered:
    """What is filtered, and what it is said with.

    Attributes:
        kind: Kind of the records.
        look: How they are looked at.
        custom: Fields of people's own of the kind.
        words: Says values.
        at_us: The moment shown, µs UTC; None for the present.
    """

    kind: str
    look: Look
    custom: CustomFields
    words: ValueWords
    at_us: int | None = None


class FilterDesk(QObject):
    """Shows filters and asks for others.

    Args:
        chips: Where they are shown.
        top: The bar whose button offers fields to filter by.
        feed: What reads titles and counts.
        owner: Owner; windows open over it.

    Attributes:
        references: Looks up records that are filtered by.

    Signals:
        wished: A field shall be filtered otherwise (path, list of `Filter`).
    """

    wished = Signal(str, list)

    def __init__(self, chips: FilterBar, top: TopBar, feed: TableFeed, owner: QWidget) -> None:
        super().__init__(owner)
        self._chips, self._top, self._feed, self._owner = chips, top, feed, owner
        self._titles: dict[str, str] = {}
        self._now = Filtered("", Look(), {}, ValueWords())
        self.references: References | None = None
        chips.filter_opened.connect(self.open)

    def show(self, now: Filtered) -> None:
        """Say what is filtered."""
        self._now = now
        scope = self._now.look.scope
        texts = [(path, self._say(path)) for path in paths_of(now.look.filters)]
        parts = [self._condition(one) for one in scope]
        self._chips.show_filters(texts, " · ".join(filter(None, parts)))
        unknown = set(self._unknown())
        if unknown:
            self._feed.ask(self, lambda reader: reader.titles(unknown), self._take_titles)

    def forget_titles(self) -> None:
        """Read again what records are called, once they may be called otherwise."""
        self._titles.clear()

    def _say(self, path: str) -> str:
        now = self._now
        filters = [one for one in now.look.filters if one.path == path]
        column = make_column(now.kind, path, now.custom, now.words)
        if column is None:
            return self.tr("Auswahl: {0} Datensätze").format(len(filters[0].values))
        return filter_text(column, filters, self._titles)

    def _condition(self, one: Filter) -> str:
        """Return what a filter of the tree says: its value alone where that is enough."""
        now = self._now
        column = make_column(now.kind, one.path, now.custom, now.words)
        if column is None:
            return ""
        if one.values:
            return condition_text(column, one, self._titles)
        return filter_text(column, [one], self._titles)

    def _unknown(self) -> list[Key]:
        now = self._now
        found = []
        for one in (*now.look.scope, *now.look.filters):
            column = make_column(now.kind, one.path, now.custom, now.words)
            if column is not None and column.is_reference:
                target = column.path.field.target
                found += [Key(target, str(v)) for v in one.values if str(v) not in self._titles]
        return found

    def _take_titles(self, titles: dict[Key, str]) -> None:
        self._titles.update({key.uid: title for key, title in titles.items()})
        if titles:
            self.show(self._now)

    # ---- filtering by a field ------------------------------------------------------------------
    def open(self, path: str, beside: QWidget | None = None) -> FilterPopup | None:
        """Open the little window in which a person filters by a field; None where none fits."""
        now = self._now
        column = make_column(now.kind, path, now.custom, now.words)
        if column is None:
            return None
        filters = [one for one in now.look.filters if one.path == path]
        popup = FilterPopup(column, filters, self.references, self._owner)
        popup.filters_chosen.connect(self.wished)
        anchor = beside or self._top.filters
        popup.open_at(anchor.mapToGlobal(QPoint(0, anchor.height())))
        if way_of(column) is Way.LIST:
            others = replace(now.look, filters=now.look.with_filter(path, []), sort=())
            query = others.query(now.kind, now.at_us)

            def work(reader: InventoryReader) -> Counts:
                return reader.groups(query, path)

            self._feed.ask(popup, work, popup.show_counts)
        return popup

    def offer(self, shown: Sequence[str]) -> None:
        """Offer all fields in a menu, those that are shown first."""
        now = self._now
        menu = QMenu(self._owner)
        own = [one.name for one in KINDS[now.kind].fields if one.name not in shown]
        for place, paths in enumerate((shown, own)):
            if place and paths:
                menu.addSeparator()
            for path in paths:
                column = make_column(now.kind, path, now.custom, now.words)
                if column is not None:
                    action = menu.addAction(column.title)
                    action.triggered.connect(lambda _=False, which=path: self.open(which))
        button = self._top.filters
        pop_up(menu, button.mapToGlobal(QPoint(0, button.height())))
