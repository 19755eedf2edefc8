"""One selection: records of the inventory and the points that belong to them follow each other."""

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal

from app.console.notices import NoticeLevel
from app.console.time_bus import SelectionBus
from app.domain.cities import City
from app.domain.inventory.records import Key
from app.services.inventory.bindings import keys_of_points, points_of_keys
from app.services.ports import InventoryStore
from widgets.background import Background

MOST: Final = 200
"""So many records are followed by their points; a larger selection is one for bulk work."""


class Selecting(Protocol):
    """A console as its selection of records sees it."""

    selection: SelectionBus
    city: City | None

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


class RecordSelection(QObject):
    """Holds the selected records of the inventory.

    Args:
        console: The console.
        store: The inventory.
        parent: Owner.

    Signals:
        changed: Other records are selected (list of Key).
    """

    changed = Signal(list)

    def __init__(self, console: Selecting, store: InventoryStore, parent: QObject) -> None:
        super().__init__(parent)
        self._console, self._store = console, store
        self.keys: list[Key] = []
        self._points: list[str] = []
        self._turn = 0
        self._work = Background(self, "inventory-selection")
        console.selection.changed.connect(self._follow_points)

    def close(self) -> None:
        """End the thread."""
        self._work.close()

    def select(self, keys: Sequence[Key]) -> None:
        """Select records; their points are selected too."""
        if list(keys) == self.keys:
            return
        self._take(list(keys))
        self._turn += 1
        if not keys:
            return  # what was chosen elsewhere is still chosen there
        if len(keys) > MOST:
            self._take_points([])
            return
        turn, store, city = self._turn, self._store, self._console.city
        if city is None:
            return

        def work() -> list[str]:
            with closing(store.reader()) as reader:
                return points_of_keys(reader, keys, city)

        def taken(points: list[str]) -> None:
            if turn == self._turn:
                self._take_points(points)

        self._work.ask(self, work, taken, lambda _: None)

    def _take_points(self, points: list[str]) -> None:
        """Select the points of the records; none where they have none."""
        self._points = points
        self._console.selection.select(points)

    def with_records(self, show: Callable[[list[Key]], None]) -> None:
        """Have the records of the selected points shown, once they are known."""
        store, city = self._store, self._console.city
        points = list(self._console.selection.point_ids)[:MOST]
        if city is None:
            return

        def work() -> list[Key]:
            with closing(store.reader()) as reader:
                return keys_of_points(reader, points, city)

        def taken(keys: list[Key]) -> None:
            if keys:
                show(keys)
            else:
                text = self.tr("Zu dieser Auswahl steht nichts im Bestand.")
                self._console.say("inventory", NoticeLevel.INFORMATION, text)

        self._work.ask(self, work, taken, lambda _: None)

    def with_points(self, keys: Sequence[Key], show: Callable[[list[str]], None]) -> None:
        """Have the points of records shown, once they are known."""
        store, city = self._store, self._console.city
        if city is None:
            return

        def work() -> list[str]:
            with closing(store.reader()) as reader:
                return points_of_keys(reader, keys[:MOST], city)

        def taken(points: list[str]) -> None:
            if points:
                show(points)
            else:
                text = self.tr("Zu dieser Auswahl gehören keine Datenpunkte.")
                self._console.say("inventory", NoticeLevel.INFORMATION, text)

        self._work.ask(self, work, taken, lambda _: None)

    def _take(self, keys: list[Key]) -> None:
        self.keys = keys
        self.changed.emit(keys)

    def _follow_points(self, *_: object) -> None:
        """Points were selected somewhere; the records they belong to follow."""
        points, city = list(self._console.selection.point_ids), self._console.city
        if points == self._points or city is None:
            return
        self._points = points
        self._turn += 1
        turn, store = self._turn, self._store

        def work() -> list[Key]:
            with closing(store.reader()) as reader:
                return keys_of_points(reader, points[:MOST], city)

        def taken(keys: list[Key]) -> None:
            if keys and turn == self._turn and keys != self.keys:
                self._take(keys)

        self._work.ask(self, work, taken, lambda _: None)
