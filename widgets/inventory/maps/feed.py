"""Reads the layers of records beside the window: those that are seen, and those that changed."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing
from threading import Lock
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.inventory.changes import Commit
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from app.domain.maps import Box
from app.services.inventory.map_layers import LAYERS, RecordLayer
from app.services.inventory.map_reading import (
    LayerContent,
    Shown,
    marks_of,
    read_layer,
    read_open_findings,
)
from app.services.inventory.places import places_of
from app.services.ports import InventoryReader, StoppedError
from widgets.background import Background
from widgets.inventory.panes import OpenReader

_T = TypeVar("_T")

MOST_MARKED: Final = 2_000
"""So many selected records are marked; more of them are no places to go to."""

_LATER_MS: Final = 250
"""Several changes in a row are read once."""


class RecordFeed(QObject):
    """Keeps the layers true that somebody looks at.

    Args:
        parent: Owner.

    Attributes:
        contents: What was read, by the name of the layer.

    Signals:
        came: A layer was read (`LayerContent`).
        marked: What marks the selection: GeoJSON (bytes), a box around it (`Box` or None), whether
            it shall be gone to, and how many of the keys are nowhere.
        failed: Why something cannot be read, a sentence.
    """

    came = Signal(object)
    marked = Signal(bytes, object, bool, int)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.contents: dict[str, LayerContent] = {}
        self._open: OpenReader | None = None
        self._shown = Shown()
        self._stale = {one.name for one in LAYERS}
        self._asked: dict[str, int] = {}
        self._turn = 0
        self._marking = 0
        self._wanted: Collection[str] = ()
        self._work = Background(self, "inventory-map")
        self._lock = Lock()
        self._reader: InventoryReader | None = None
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._read)

    def close(self) -> None:
        """Stop what is being read, and end the thread."""
        self._later.stop()
        self._turn += 1
        self._stop()
        self._work.close()

    def set_inventory(self, open_reader: OpenReader) -> None:
        """Take where readers come from."""
        self._open = open_reader
        self._renew()

    @property
    def shown(self) -> Shown:
        """What of the inventory is to be seen."""
        return self._shown

    def show(self, shown: Shown) -> None:
        """Show something else of the inventory: another moment, another query."""
        if shown != self._shown:
            self._shown = shown
            self._renew()

    def show_query(self, query: Query | None) -> None:
        """Show what a table shows; None for everything."""
        self.show(Shown(self._shown.at_us, query))

    def show_moment(self, at_us: int | None) -> None:
        """Show the inventory at a moment; None for the present."""
        self.show(Shown(at_us, self._shown.query))

    def take_commit(self, commit: Commit) -> None:
        """Read again what a change touched, soon."""
        if self._shown.at_us is not None:
            return  # the past does not change
        touched = set(commit.transaction.kinds) | {key.kind for key in commit.changed[:100]}
        if self._shown.query is not None:
            touched = touched | ({"site"} if self._shown.query.kind in touched else set())
        self._mark_stale(one.name for one in LAYERS if one.reads & touched)
        self._later.start()

    def look_at(self, names: Collection[str]) -> None:
        """Read these layers where they are not known, or no longer true."""
        self._wanted = frozenset(names)
        self._read()

    def _renew(self) -> None:
        self._turn += 1
        self._stop()
        self._mark_stale(one.name for one in LAYERS)
        self._read()

    def _mark_stale(self, names: Iterable[str]) -> None:
        for name in names:
            self._stale.add(name)
            self._asked.pop(name, None)

    # ---- reading -------------------------------------------------------------------------------
    def _read(self) -> None:
        if self._open is None:
            return
        for layer in reversed(LAYERS):
            is_due = layer.name in self._wanted and layer.name in self._stale
            if is_due and self._asked.get(layer.name) != self._turn:
                self._asked[layer.name] = self._turn
                self._ask(layer)

    def _ask(self, layer: RecordLayer) -> None:
        turn, shown = self._turn, self._shown

        def work() -> LayerContent | None:
            if turn != self._turn:
                return None
            return self._with_reader(
                lambda reader: read_layer(
                    reader, layer, shown, read_open_findings(reader, shown.at_us)
                )
            )

        def taken(content: LayerContent | None) -> None:
            if content is not None and turn == self._turn:
                if self._asked.pop(layer.name, None) is not None:
                    self._stale.discard(layer.name)
                self.contents[layer.name] = content
                self.came.emit(content)

        self._work.ask(self, work, taken, self.failed.emit)

    def mark(self, keys: Sequence[Key], *, is_flying: bool) -> None:
        """Find where records are, to mark them, and to go there."""
        self._marking += 1
        number, at_us = self._marking, self._shown.at_us
        wanted = list(keys[:MOST_MARKED])

        def work() -> tuple[bytes, Box | None, int] | None:
            if number != self._marking:
                return None

            def read(reader: InventoryReader) -> tuple[bytes, Box | None, int]:
                places = places_of(reader, wanted, at_us)
                return (*marks_of(places), len(wanted) - len(places))

            return self._with_reader(read)

        def taken(found: tuple[bytes, Box | None, int] | None) -> None:
            if found is not None and number == self._marking:
                data, box, missing = found
                self.marked.emit(data, box, is_flying, missing)

        self._work.ask(self, work, taken, self.failed.emit)

    def _with_reader(self, read: Callable[[InventoryReader], _T]) -> _T | None:
        """Read with a reader of this thread's own; None when it was stopped."""
        if self._open is None:
            return None
        with closing(self._open()) as reader:
            with self._lock:
                self._reader = reader
            try:
                return read(reader)
            except StoppedError:
                return None
            finally:
                with self._lock:
                    self._reader = None

    def _stop(self) -> None:
        with self._lock:
            if self._reader is not None:
                self._reader.interrupt()
