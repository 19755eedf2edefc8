"""Makes the demo inventory once, where a simulated city has none, and takes it away again."""

from collections.abc import Callable, Iterable
from contextlib import closing
from threading import Event
from typing import Final, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.console.notices import Notice, NoticeAction, NoticeLevel
from app.console.surroundings import Surroundings
from app.console.window import ConsoleWindow
from app.domain.cities import City
from app.domain.inventory.changes import Changeset, ConflictError, RefusedError
from app.domain.inventory.fields import SIMULATED
from app.domain.inventory.queries import Query
from app.services.inventory.removals import removal_of_source
from app.services.inventory.stoppable import StoppableStore
from app.services.ports import InventoryReader, InventoryStore, StoppedError, StorageError
from widgets.background import Background
from widgets.texts import count as count_text

T = TypeVar("T")

MakeDemo = Callable[[City, int, InventoryReader], Iterable[Changeset]]
"""Makes an inventory for a city and the present moment (µs UTC), beside what there is already."""

_MADE: Final = "inventory-generated"
"""Setting: the demo inventory was made once; who removes it does not want it back."""
_NOTICE: Final = "inventory-demo"
_HALF: Final = "half"
"""The value of that setting while it is being made; found at a start, it was never finished."""
_REMOVAL: Final = "Simulierten Bestand entfernen"
_FIRST_KINDS: Final = ("site", "asset", "address", "asset_type")
"""An inventory without any of these is empty."""


def shipped_demo(city: City, now_us: int, reader: InventoryReader) -> Iterable[Changeset]:
    """Return the demo inventory that the program brings along."""
    from app.services.inventory.demo import (  # noqa: PLC0415 - seldom wanted
        demo_inventory,
        known_records,
    )

    return demo_inventory(city, now_us, known=known_records(reader))


class Seeded(Protocol):
    """A console as this part sees it."""

    surroundings: Surroundings
    window: ConsoleWindow
    city: City | None


class Seeding(QObject):
    """Makes and removes the demo inventory, in a thread.

    Args:
        console: The console.
        store: The inventory.
        parent: Owner.
        make_demo: Makes what is put into it.

    Signals:
        finished: The demo inventory is there, or was given up.
    """

    finished = Signal()
    _went_on = Signal(int)

    def __init__(
        self,
        console: Seeded,
        store: InventoryStore,
        parent: QObject,
        make_demo: MakeDemo = shipped_demo,
    ) -> None:
        super().__init__(parent)
        self._console, self._make_demo = console, make_demo
        self._stop, self._end = Event(), Event()
        self._store = StoppableStore(store, self._end)
        self._work = Background(self, "inventory-demo")
        self._is_running = False
        self._went_on.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """End the thread; what is half done is removed and made anew with the next start."""
        self._end.set()
        self._stop.set()
        self._work.close()

    @property
    def is_running(self) -> bool:
        """True while the demo inventory is made or removed."""
        return self._is_running

    def begin(self) -> None:
        """Make the demo inventory, where a simulated city has nothing yet."""
        settings, city = self._console.surroundings.settings, self._console.city
        is_simulated = city is not None and any(one.is_simulated for one in city.sources)
        known = settings.get(_MADE, default=False)
        if self._is_running or not is_simulated or known is True:
            return
        if known == _HALF:
            self.make(clears_first=True)
        else:
            self._run(self._is_empty, self._make_if_empty)

    def _is_empty(self) -> bool:
        reader = self._store.reader()
        try:
            return not any(reader.count(Query(kind)) for kind in _FIRST_KINDS)
        finally:
            reader.close()

    def _make_if_empty(self, is_empty: bool) -> None:  # noqa: FBT001 - a result
        self._is_running = False
        if is_empty:
            self.make()
        else:
            self.finished.emit()

    def make(self, *, clears_first: bool = False) -> None:
        """Make the demo inventory; `clears_first` removes what an earlier try left."""
        city, surroundings = self._console.city, self._console.surroundings
        if city is None or self._is_running:
            return
        now_us = surroundings.clock.now_us()
        surroundings.settings.set(_MADE, value=_HALF)

        def work() -> int:
            if clears_first:
                self._clear()
            with closing(self._store.reader()) as reader:
                changesets = self._make_demo(city, now_us, reader)
            done = self._carry_out(changesets)
            if done < 0 and not self._end.is_set():
                self._clear()
            return done

        self._run(work, self._told_made)

    def _carry_out(self, changesets: Iterable[Changeset]) -> int:
        done = 0
        for changeset in changesets:
            if self._stop.is_set():
                return -1
            try:
                self._store.commit(changeset, lambda _, __: not self._stop.is_set())
            except StoppedError:
                return -1
            done += len(changeset.operations)
            self._went_on.emit(done)
        return done

    def remove(self) -> None:
        """Take away everything that was simulated."""
        self._run(self._clear, self._told_removed)

    def _clear(self) -> int:
        """Remove everything simulated, in the thread; a stop is over with it."""
        with closing(self._store.reader()) as reader:
            changeset = removal_of_source(reader, SIMULATED, _REMOVAL)
        return len(self._store.commit(changeset).changed) if changeset.operations else 0

    def _run(self, work: Callable[[], T], take: Callable[[T], None]) -> None:
        def guarded() -> T:
            try:
                return work()
            except (RefusedError, ConflictError, StoppedError) as error:
                raise StorageError(str(error)) from error

        self._is_running = True
        self._stop.clear()
        self._work.ask(self, guarded, take, self._fail)

    # ---- what is said --------------------------------------------------------------------------
    def _tell(self, done: int) -> None:
        if not self._is_running:
            return
        text = self.tr("Ein simulierter Beispielbestand wird angelegt: {0} Datensätze …")
        stop = NoticeAction(self.tr("Abbrechen"), self._stop.set)
        self._say(text.format(count_text(done)), stop)

    def _told_made(self, count: int) -> None:
        self._is_running = False
        if count < 0:
            self._console.surroundings.settings.set(_MADE, value=True)
            self._say(self.tr("Das Anlegen des Beispielbestands wurde abgebrochen."))
        else:
            self._console.surroundings.settings.set(_MADE, value=True)
            text = self.tr(
                "Der Beispielbestand ist angelegt: {0} Datensätze. Er ist simuliert und überall so "
                "bezeichnet."
            )
            self._say(text.format(count_text(count)))
        self.finished.emit()

    def _told_removed(self, count: int) -> None:
        self._is_running = False
        self._console.surroundings.settings.set(_MADE, value=True)
        text = self.tr("Der Beispielbestand ist entfernt: {0} Datensätze.")
        self._say(text.format(count_text(count)))
        self.finished.emit()

    def _fail(self, reason: str) -> None:
        self._is_running = False
        self._say(reason, level=NoticeLevel.ERROR)
        self.finished.emit()

    def _say(
        self,
        text: str,
        *actions: NoticeAction,
        level: NoticeLevel = NoticeLevel.INFORMATION,
    ) -> None:
        self._console.window.notices.show_notice(Notice(_NOTICE, level, text, actions=actions))
