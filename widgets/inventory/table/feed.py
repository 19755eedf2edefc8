"""Brings the table what it shows: the order in two stages, pages in sight, sums of what is chosen.

Three threads, so that none waits for another: one sorts and counts, one reads pages, one adds up.
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.inventory.queries import Query
from app.services.ports import InventoryReader
from widgets.background import Take
from widgets.inventory.fields import ReaderThread
from widgets.inventory.panes import OpenReader
from widgets.inventory.table.columns import Column
from widgets.inventory.table.model import PAGE, InventoryModel
from widgets.inventory.table.rows import Numbers, Row, RowReading

FIRST: Final = 200
"""So many rows are brought first, before all are sorted."""

CALM_MS: Final = 120
"""So long nothing moves before pages beside those in sight are read."""

LATER_MS: Final = 150
"""So long nobody types before all hits of a search are brought, after the first ones."""

SLOW_MS: Final = 400
"""What takes longer says so, and can be stopped."""

_CHUNK: Final = 1_000
"""Rows that are read together where many are read one after the other."""

_Pages = list[tuple[int, "array[int]", list[Row | None]]]


@dataclass(frozen=True, slots=True)
class _First:
    """The first rows of an order, those in sight read already."""

    ids: "array[int]"
    rows: list[Row | None]
    columns: tuple[Column, ...]


class TableFeed(QObject):
    """Reads for one `InventoryModel`.

    Args:
        model: The rows.
        parent: Owner.

    Attributes:
        screenful: So many rows are in sight; the first ones of an order are read for these alone.
        query: What is shown.
        is_whole: All its rows are there, not only the first ones.
        is_ordering: Its rows, or the rest of them, are on their way.

    Signals:
        about_to_order: Other rows will stand in the table; who keeps selection and place notes it.
        ordered: Rows stand in their order (bool: all of them, else only the first ones).
        counted: How many records of the kind there are (int), whatever is filtered.
        page_came: A page was read.
        slow: Sorting takes its time (bool: True begins, False is over).
        failed: Why the inventory cannot be read, a sentence.
        added_up: What the chosen rows amount to (list of `Numbers`).
    """

    about_to_order = Signal()
    ordered = Signal(bool)
    counted = Signal(int)
    page_came = Signal()
    slow = Signal(bool)
    failed = Signal(str)
    added_up = Signal(list)

    def __init__(self, model: InventoryModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._orders: ReaderThread | None = None
        self._pages: ReaderThread | None = None
        self._sums: ReaderThread | None = None
        self._wanted = range(0)
        self._is_reading = False
        self._version = 0
        self.screenful = PAGE
        self.query = Query("")
        self.is_whole = False
        self.is_ordering = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(lambda: self.slow.emit(True))  # noqa: FBT003 - a signal's argument
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self._ask_all)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._read_around)

    def set_inventory(self, open_reader: OpenReader) -> None:
        """Take where readers come from."""
        self.close()
        self._orders = ReaderThread(open_reader, self, "inventory-order")
        self._pages = ReaderThread(open_reader, self, "inventory-pages")
        self._sums = ReaderThread(open_reader, self, "inventory-sums")

    @property
    def is_open(self) -> bool:
        """True once there is an inventory."""
        return self._orders is not None

    # ---- order ---------------------------------------------------------------------------------
    def order(self, query: Query, *, is_quiet: bool = False) -> None:
        """Show the records of a query; what was asked before is dropped.

        Args:
            query: Which records, in which order.
            is_quiet: True when the same is read again after a change: all at once, no first rows.
        """
        self.query = query
        if self._orders is None:
            return
        self._orders.drop()
        self._later.stop()
        self._slow.start()
        self.is_ordering = True
        if not is_quiet:
            self.is_whole = False
        if is_quiet or query.sort:
            # The first rows of a sorted order take as long as all of them; they come together.
            self._ask_all()
            return
        reading, many = self.reading(), self.screenful
        self._orders.ask(
            self, lambda reader: _first(reader, query, reading, many), self._take_first, self._fail
        )
        if not query.text:
            self._ask_all()

    def _ask_all(self) -> None:
        query = self.query
        if self._orders is not None:
            self._orders.ask(self, lambda reader: reader.ids(query), self._take_all, self._fail)
            self._ask_total()

    def _ask_total(self) -> None:
        everything = Query(self.query.kind, at_us=self.query.at_us)
        if self._orders is not None:
            self._orders.ask(
                self, lambda reader: reader.count(everything), self.counted.emit, self._fail
            )

    def reading(self) -> RowReading:
        """Return how rows are read now."""
        return RowReading(self._model.kind, self._model.columns, self.query.at_us)

    def stop(self) -> None:
        """Stop sorting; the first rows stay."""
        if self._orders is not None:
            self._orders.drop()
        self._later.stop()
        self._rest()
        self.ordered.emit(self.is_whole)

    def _take_first(self, first: _First) -> None:
        if len(first.ids) < FIRST:
            self.is_whole = True
            self._rest()
            if self.query.text:
                self._ask_total()
        elif self.query.text:
            self._later.start()
        self.about_to_order.emit()
        self._model.set_order(first.ids)
        self._model.put_head(first.rows, first.columns)
        self.ordered.emit(self.is_whole)

    def _take_all(self, ids: "array[int]") -> None:
        self._rest()
        self.is_whole = True
        if ids != self._model.ids:
            self.about_to_order.emit()
            self._model.set_order(ids)
        self.ordered.emit(True)  # noqa: FBT003 - a signal's argument

    def _rest(self) -> None:
        self._slow.stop()
        self.is_ordering = False
        self.slow.emit(False)  # noqa: FBT003 - a signal's argument

    def _fail(self, sentence: str) -> None:
        self._rest()
        self.failed.emit(sentence)

    # ---- pages ---------------------------------------------------------------------------------
    def forget(self) -> None:
        """Drop the pages that are being read: columns, moment or values are others now."""
        self._version += 1
        self._is_reading = False

    def want(self, rows: range) -> None:
        """Read what is in sight, and then a page on either side."""
        self._wanted = rows
        self._go_on()

    def _go_on(self) -> None:
        if self._pages is None or self._is_reading or not self._model.columns:
            return
        missing = self._model.missing(self._wanted)
        if missing:
            self._read_pages(missing)
        elif self._wanted:
            self._calm.start()

    def _read_around(self) -> None:
        """Read what is beside what is in sight, once the person rests there."""
        around = range(self._wanted.start - PAGE // 2, self._wanted.stop + PAGE // 2)
        if self._pages is not None and not self._is_reading:
            self._read_pages(self._model.missing(around))

    def _read_pages(self, missing: Sequence[int]) -> None:
        if self._pages is None or not missing:
            return
        self._is_reading = True
        version, reading = self._version, self.reading()
        wanted = [(page, self._model.ids_of(page)) for page in missing[:3]]

        def work(reader: InventoryReader) -> _Pages:
            return [(page, ids, reading.read(reader, ids)) for page, ids in wanted]

        self._pages.ask(
            self, work, lambda pages: self._take_pages(version, pages, reading.columns), self._fail
        )

    def _take_pages(self, version: int, pages: _Pages, columns: tuple[Column, ...]) -> None:
        if version != self._version:
            self._go_on()
            return
        self._is_reading = False
        for page, ids, rows in pages:
            self._model.put_page(page, ids, rows, columns)
        self.page_came.emit()
        self._go_on()

    # ---- what is chosen ------------------------------------------------------------------------
    def ask_keys(self, ids: Sequence[int], owner: QObject, take: Take) -> None:
        """Bring the uids of rows."""
        if self._sums is None:
            return
        kind, wanted = self._model.kind, list(ids)
        self._sums.ask(owner, lambda reader: reader.keys(kind, wanted), take, self._fail)

    def drop_sums(self) -> None:
        """Drop what is asked of rows that are chosen no more."""
        if self._sums is not None:
            self._sums.drop()

    def add_up(self, ids: Sequence[int], columns: Sequence[int]) -> None:
        """Add up columns over rows; told by `added_up`."""
        if self._sums is None or not columns:
            return
        is_wanted = self._sums.is_wanted()
        kind, at_us = self._model.kind, self.query.at_us
        paths = [self._model.columns[place].path.text for place in columns]

        def work(reader: InventoryReader) -> list[Numbers]:
            totals, filled = [0.0] * len(paths), [0] * len(paths)
            for begin in range(0, len(ids), _CHUNK):
                if not is_wanted():
                    break
                for values in reader.rows(kind, ids[begin : begin + _CHUNK], paths, at_us):
                    for place, value in enumerate(values or ()):
                        if isinstance(value, int | float):
                            totals[place] += value
                            filled[place] += 1
            return [Numbers(*one) for one in zip(columns, totals, filled, strict=True)]

        self._sums.ask(self, work, self.added_up.emit, self._fail)

    def read_rows(self, ids: Sequence[int], owner: QObject, take: Take) -> None:
        """Bring what many rows say, such as for the clipboard."""
        if self._sums is None:
            return
        reading = self.reading()

        def work(reader: InventoryReader) -> list[Row | None]:
            rows: list[Row | None] = []
            for begin in range(0, len(ids), _CHUNK):
                rows += reading.read(reader, ids[begin : begin + _CHUNK])
            return rows

        self._sums.ask(owner, work, take, self._fail)

    def ask(self, owner: QObject, work: Callable[[InventoryReader], object], take: Take) -> None:
        """Read something else of the inventory, behind what is being read of pages."""
        if self._pages is not None:
            self._pages.ask(owner, work, take, self._fail)

    def close(self) -> None:
        """End all threads."""
        self._slow.stop()
        self._calm.stop()
        self._later.stop()
        for thread in (self._orders, self._pages, self._sums):
            if thread is not None:
                thread.close()
        self._orders = self._pages = self._sums = None
        self._is_reading = False


def _first(reader: InventoryReader, query: Query, reading: RowReading, many: int) -> _First:
    ids = reader.ids(query, FIRST)
    return _First(ids, reading.read(reader, ids[:many]), reading.columns)
