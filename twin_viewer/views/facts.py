"""Reads the attributes of city objects beside the window: they are on disk, not in the scene."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QObject, Signal

from twin_viewer.model.cities import TileKey, Value

ReadAttributes = Callable[[str, TileKey], Mapping[str, Value] | None]
"""Reads the attributes of an object of a square; may take a while."""

_MOST: Final = 500


class ObjectFacts(QObject):
    """Keeps what was read; the newest question is answered first, older ones are forgotten.

    Args:
        read: Reads the attributes of an object.
        parent: Owner.

    Signals:
        known: The attributes of an object are here (its id).
    """

    known = Signal(str)
    _arrived = Signal(str, object)

    def __init__(self, read: ReadAttributes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._kept: dict[str, Mapping[str, Value]] = {}
        self._pool = ThreadPoolExecutor(1, "twin-facts")
        self._wanted = ""
        self._is_closed = False
        self._arrived.connect(self._take)

    def of(self, object_id: str, key: TileKey | None) -> Mapping[str, Value] | None:
        """Return the attributes of an object; None while they are read, and `known` follows."""
        kept = self._kept.get(object_id)
        if kept is not None or key is None or self._is_closed:
            return kept
        if object_id != self._wanted:
            self._wanted = object_id
            self._pool.submit(self._work, object_id, key)
        return None

    def forget(self) -> None:
        """Read everything again: the data are others now."""
        self._kept.clear()
        self._wanted = ""

    def close(self) -> None:
        """End the thread."""
        self._is_closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, object_id: str, key: TileKey) -> None:
        if object_id != self._wanted or self._is_closed:
            return
        found: Mapping[str, Value] = {}
        # A tile may go while it is read; then there is nothing to say of its objects.
        with suppress(OSError, ValueError):
            found = self._read(object_id, key) or {}
        self._arrived.emit(object_id, found)

    def _take(self, object_id: str, found: Mapping[str, Value]) -> None:
        if self._is_closed:
            return
        while len(self._kept) >= _MOST:
            del self._kept[next(iter(self._kept))]
        self._kept[object_id] = found
        self.known.emit(object_id)
