"""Finds records of the inventory for the palette, beside the window."""

from contextlib import closing
from typing import Final

from PySide6.QtCore import QObject

from app.console.palette import Palette
from app.domain.inventory.queries import Hit
from app.services.ports import InventoryStore
from widgets.background import Background

_MOST: Final = 20


class RecordFinder(QObject):
    """Answers what the palette wants to know; only the newest words are looked for.

    Args:
        palette: The palette.
        store: The inventory.
        parent: Owner.
    """

    def __init__(self, palette: Palette, store: InventoryStore, parent: QObject) -> None:
        super().__init__(parent)
        self._palette, self._store = palette, store
        self._work = Background(self, "inventory-search")
        self._words = ""
        palette.records_wanted.connect(self._find)

    def close(self) -> None:
        """End the thread."""
        self._work.close()

    def _find(self, words: str) -> None:
        self._words = words

        def work() -> list[Hit]:
            if words != self._words:
                return []  # somebody typed on
            with closing(self._store.reader()) as reader:
                return reader.search(words, (), _MOST)

        def taken(hits: list[Hit]) -> None:
            self._palette.show_records(words, hits)

        self._work.ask(self, work, taken, lambda _: None)
