"""Loads the programme that a profile brings along, once, and takes it away again."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from app.console.notices import Notice, NoticeAction, NoticeLevel
from app.console.surroundings import Surroundings
from app.console.window import ConsoleWindow
from app.domain.cities import City
from app.domain.inventory.changes import Changeset, ConflictError, RefusedError
from app.domain.inventory.queries import Query
from app.services.inventory.stoppable import StoppableStore
from app.services.ports import InventoryReader, InventoryStore, StoppedError, StorageError
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.texts import count as count_text

_LOADED: Final = "programme-loaded"
"""Setting: the programme was loaded once; who removes it does not want it back."""
_NOTICE: Final = "programme-demo"


class Seeded(Protocol):
    """A console as this part sees it."""

    surroundings: Surroundings
    window: ConsoleWindow
    city: City | None


class ProgrammeSeeding(QObject):
    """Loads and removes the programme of the profile, in a thread.

    Args:
        console: The console.
        store: The records.
        parent: Owner.

    Signals:
        finished: The programme is there, or there is nothing to load.
    """

    finished = Signal()

    def __init__(self, console: Seeded, store: InventoryStore, parent: QObject) -> None:
        super().__init__(parent)
        self._console = console
        self._end = Event()
        self._store = StoppableStore(store, self._end)
        self._work = Background(self, "programme-demo")
        self._is_running = False

    def close(self) -> None:
        """End the thread; what was not written is written the next time."""
        self._end.set()
        self._work.close()

    def begin(self) -> None:
        """Load the programme, where a simulated city has no project yet."""
        console = self._console
        settings, city = console.surroundings.settings, console.city
        is_simulated = city is not None and any(one.is_simulated for one in city.sources)
        if is_simulated and not settings.get(_LOADED, default=False):
            self._run(_load(is_first=True), self._told_loaded)

    def load(self) -> None:
        """Load the programme, or what is missing of it."""
        self._run(_load(is_first=False), self._told_loaded)

    def remove(self) -> None:
        """Take the programme away; what people built on it stays."""
        self._run(_remove, self._told_removed)

    def _run(self, make: "Making", told: Callable[["Outcome"], None]) -> None:
        profile, store = self._console.surroundings.profile, self._store
        if self._is_running or profile is None or self._console.city is None:
            return
        zone = ZoneInfo(self._console.city.time_zone)
        now_us = self._console.surroundings.clock.now_us()
        today = datetime.fromtimestamp(now_us / 1e6, UTC).astimezone(zone).date()

        def work() -> Outcome:
            try:
                with closing(store.reader()) as reader:
                    changeset, kept = make(reader, profile, today)
                done = store.commit(changeset).changed if changeset.operations else ()
            except StoppedError:
                return None
            except (RefusedError, ConflictError, StorageError, ValueError) as error:
                return str(error)
            return len(done), kept

        def taken(outcome: Outcome) -> None:
            self._is_running = False
            if isinstance(outcome, str):
                self._say(on_screen(outcome), NoticeLevel.ERROR)
            elif outcome is not None:
                self._console.surroundings.settings.set(_LOADED, value=True)
                told(outcome)
            self.finished.emit()

        self._is_running = True
        self._work.ask(self, work, taken, taken)

    def _told_loaded(self, outcome: "Outcome") -> None:
        if not isinstance(outcome, tuple) or not outcome[0]:
            return
        text = self.tr(
            "Das Programm des Profils ist geladen: {0} Einträge. Was nicht öffentlich belegt ist, "
            "ist simuliert und so bezeichnet."
        )
        back = NoticeAction(self.tr("Entfernen"), self.remove)
        self._say(text.format(count_text(outcome[0])), NoticeLevel.INFORMATION, (back,))

    def _told_removed(self, outcome: "Outcome") -> None:
        if not isinstance(outcome, tuple):
            return
        text = self.tr("Das Programm des Profils ist entfernt: {0} Einträge.")
        if outcome[1]:
            text = self.tr(
                "Das Programm des Profils ist entfernt: {0} Einträge. {1} bleiben, weil eigene "
                "Einträge darauf beruhen."
            )
        words = text.format(count_text(outcome[0]), count_text(outcome[1]))
        self._say(words, NoticeLevel.INFORMATION)

    def _say(self, text: str, level: NoticeLevel, actions: tuple[NoticeAction, ...] = ()) -> None:
        self._console.window.notices.show_notice(Notice(_NOTICE, level, text, actions=actions))


Outcome = tuple[int, int] | str | None
"""(records changed, records kept), why it could not be done, or None when it was stopped."""

Making = Callable[[InventoryReader, Path, date], tuple[Changeset, int]]


def _load(*, is_first: bool) -> Making:
    def make(reader: InventoryReader, profile: Path, today: date) -> tuple[Changeset, int]:
        from app.services.portfolio.demo import (  # noqa: PLC0415 - seldom wanted
            has_programme,
            programme_changeset,
        )

        if not has_programme(profile) or (is_first and reader.count(Query("project"))):
            return Changeset(()), 0
        return programme_changeset(reader, profile, today), 0

    return make


def _remove(reader: InventoryReader, profile: Path, _: date) -> tuple[Changeset, int]:
    from app.services.portfolio.demo import programme_removal  # noqa: PLC0415 - seldom wanted

    removal = programme_removal(reader, profile)
    return removal.changeset, len(removal.kept)
