"""Feeds live values to the inventory: signs of life, and the findings that come of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from threading import Event
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer

from app.console.feed import StateFeed
from app.console.surroundings import Surroundings
from app.domain.cities import City
from app.domain.inventory.changes import Commit, Origin
from app.domain.inventory.findings import Limits
from app.services.inventory.stoppable import StoppableStore
from app.services.ports import InventoryStore, StoppedError, StorageError
from app.services.states import CityState
from widgets.background import Background

HOUR_US: Final = 3_600_000_000
_AFTER_CHANGE_MS: Final = 5_000
"""A person who edits a lot is not overtaken by a review after each single change."""
_FIRST_MS: Final = 20_000
"""The first review waits until the console has come to rest."""


class Watched(Protocol):
    """A console as this part sees it."""

    surroundings: Surroundings
    feed: StateFeed
    city: City | None


class Watching(QObject):
    """Keeps the inventory up with what is measured, in a thread, as long as the console is live.

    Args:
        console: The console.
        store: The inventory.
        parent: Owner.
    """

    def __init__(self, console: Watched, store: InventoryStore, parent: QObject) -> None:
        super().__init__(parent)
        self._console = console
        self._end = Event()
        self._store = StoppableStore(store, self._end)
        self._work = Background(self, "inventory-watch")
        self._beats: Any = None
        self._city: City | None = None
        self._is_busy = False
        self._reviewed_us = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._wish_review)
        self._is_wished = False
        self._soon.start(_FIRST_MS)
        console.feed.live_ready.connect(self.take)

    def close(self) -> None:
        """End the thread."""
        self._end.set()
        self._soon.stop()
        self._work.close()

    def show_commit(self, commit: Commit) -> None:
        """Look again some time after people changed something."""
        if commit.transaction.origin is not Origin.MEASURED and not self._end.is_set():
            self._soon.start(_AFTER_CHANGE_MS)

    def _wish_review(self) -> None:
        self._is_wished = True

    def take(self, state: CityState) -> None:
        """Take a live state; what it tells is written down now and then."""
        city = self._console.city
        if city is None or self._end.is_set():
            return
        if city is not self._city or self._beats is None:
            from app.services.inventory.heartbeats import (  # noqa: PLC0415 - after the first paint
                Heartbeats,
            )

            self._city = city
            self._beats = Heartbeats(city, self._console.surroundings.clock.now_us())
        self._beats.take(state)
        if self._is_busy:
            return
        is_reviewed = self._is_wished or (
            self._reviewed_us > 0 and state.at_us - self._reviewed_us > HOUR_US
        )
        if is_reviewed or self._beats.is_due(state.at_us):
            self._begin(city, state.at_us, is_reviewed=is_reviewed)

    def _begin(self, city: City, now_us: int, *, is_reviewed: bool) -> None:
        from app.services.inventory.keeping_up import keep_up  # noqa: PLC0415 - see `take`

        store, zone = self._store, ZoneInfo(city.time_zone)
        live, first = self._beats.facts(now_us), self._beats.first_seen()
        today = datetime.fromtimestamp(now_us / 1_000_000, UTC).astimezone(zone).date()
        limits = limits_of(self._console.surroundings.settings.get)

        def work() -> object:
            try:
                return keep_up(
                    store, live, first, today, zone, limits=limits, is_reviewed=is_reviewed
                )
            except (StoppedError, StorageError):
                return None  # the next round does it

        self._is_busy = True
        if is_reviewed:
            self._is_wished, self._reviewed_us = False, now_us
        self._work.ask(self, work, self._rest, self._rest)

    def _rest(self, _: object) -> None:
        self._is_busy = False


def limits_of(get: Any) -> Limits:
    """Return from when on something is a finding, as the settings have it."""
    usual = Limits()
    kinds = get("inventory.silent_days_by_kind", default=None)
    return Limits(
        silent_days=_days(get("inventory.silent_days", default=None), usual.silent_days),
        silent_days_by_kind={
            str(kind): _days(days, usual.silent_days)
            for kind, days in (kinds if isinstance(kinds, Mapping) else {}).items()
        },
        notice_months=_days(get("inventory.notice_months", default=None), usual.notice_months),
        window_days=_days(get("inventory.window_days", default=None), usual.window_days),
    )


def _days(value: object, usual: int) -> int:
    """Return a number of days or months out of the settings; the usual one where it is none."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return int(str(value)) if is_number and int(str(value)) > 0 else usual
