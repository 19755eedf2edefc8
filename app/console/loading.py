"""Reading the city beside the window: the profile, and the rules that people laid over it."""

import importlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.console.in_force import city_in_force
from app.console.surroundings import Surroundings
from app.domain.cities import City
from app.services.ports import JournalReader

_LATER: Final = ("app.console.inventory.page", "app.console.portfolio.page")
"""So many modules that the window would be held up by them when those pages are first opened."""
_PANES: Final = ("app.console.inventory.docks", "app.console.portfolio.docks")
"""Name the modules of panes that would hold up the window when one is first seen."""


class CityLoader(QObject):
    """Reads in one thread, in the order it is asked to, so that what comes last is the newest.

    Args:
        surroundings: Where the profile and its journal come from.
        needs_units: True when a formula is on screen from the start.
        parent: Owner.

    Signals:
        loaded: What is in force (`CityInForce`), its journal, and the module of the pages.
        broken: Why the profile cannot be read (str).
    """

    loaded = Signal(object, object, object)
    broken = Signal(str)

    def __init__(
        self, surroundings: Surroundings, needs_units: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._needs_units = needs_units
        self._profile: City | None = None
        self._journal: JournalReader | None = None
        self._is_closed = False
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="profile")

    def load(self) -> None:
        """Read the profile (again), and the rules."""
        self._submit(is_rules_only=False)

    def load_rules(self) -> None:
        """Read the rules again; the profile only where it never could be read."""
        self._submit(is_rules_only=True)

    def close(self) -> None:
        """End the thread; may be called again."""
        self._is_closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, *, is_rules_only: bool) -> None:
        if not self._is_closed:
            self._pool.submit(self._load, is_rules_only=is_rules_only)

    def _load(self, *, is_rules_only: bool) -> None:
        try:
            profile = self._profile if is_rules_only else None
            profile = self._profile = profile or self._surroundings.load_city()
            journal = self._journal or self._surroundings.open_journal(profile)
            self._journal = journal
            in_force = city_in_force(profile, journal)
            pages = importlib.import_module("app.console.pages")
            # Units take half a second, and not the window's: a sheet may ask for them at once.
            units = importlib.import_module("app.services.formulas")
            if self._needs_units():
                units.load_units()
        except Exception as error:  # noqa: BLE001 - whatever is wrong is shown, the console stays
            self.broken.emit(str(error))
        else:
            self.loaded.emit(in_force, journal, pages)
            units.load_units()
            if not self._is_closed and self._surroundings.inventory is not None:
                for later in _LATER:
                    importlib.import_module(later)
                self._load_panes()

    def _load_panes(self) -> None:
        for docks in _PANES:
            for dock in importlib.import_module(docks).DOCKS:
                if not self._is_closed:
                    importlib.import_module(dock.module)
