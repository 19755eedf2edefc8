"""The feed: at ten times a second it brings what the collector tells to whoever renders it.

LIVE and a moment of the past are two providers of the same `CityState`; which of them is asked is
the time bus's word. The past is read on a thread of its own, so the window never waits for a file.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.console.time_bus import TimeBus
from app.domain.cities import City
from app.domain.samples import Float64Array, Int64Array
from app.link.client import LinkClient
from app.link.feeds import pump
from app.services.columns import city_keys
from app.services.ports import Clock, HistorianReader, JournalReader
from app.services.sparks import read_sparks
from app.services.states import CityState, HistorianStateProvider, LiveState

T = TypeVar("T")

INTERVAL_MS: Final = 100
"""Ten times a second: faster than a person reads, slower than a screen refreshes."""

SPARKS_AFTER_MS: Final = 2_000
"""The last hour of all points takes seconds to read: views and live values come first."""


class StateFeed(QObject):
    """Emits the states that views render.

    Signals:
        state_ready: A `CityState`.
        happened: An event of the link that is not part of a state (notice, journal, progress).
        connection_changed: Whether the collector is there (bool).
        reading_failed: Why the past could not be read (str).
    """

    state_ready = Signal(object)
    happened = Signal(object)
    connection_changed = Signal(bool)
    reading_failed = Signal(str)
    _past_read = Signal(object)
    _sparks_read = Signal(object, object)

    def __init__(
        self, client: LinkClient, clock: Clock, time_bus: TimeBus, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._clock = clock
        self._time_bus = time_bus
        self._live: LiveState | None = None
        self._past: HistorianStateProvider | None = None
        self._reader: HistorianReader | None = None
        self._keys: Int64Array | None = None
        self._latest: CityState | None = None
        self._was_connected = False
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="state-at")
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._tick)
        self._sparks_timer = QTimer(self)
        self._sparks_timer.setSingleShot(True)
        self._sparks_timer.setInterval(SPARKS_AFTER_MS)
        self._sparks_timer.timeout.connect(self.load_sparks)
        self._past_read.connect(self._take_past)
        self._sparks_read.connect(self._take_sparks)
        time_bus.changed.connect(self._turn)

    @property
    def is_connected(self) -> bool:
        """True while a collector is there."""
        return self._client.is_connected

    @property
    def latest(self) -> CityState | None:
        """The state last emitted, as if everything in it had changed; None before the first."""
        state = self._latest
        return None if state is None else replace(state, changed=None, recent=None)

    def set_city(self, city: City, reader: HistorianReader, journal: JournalReader) -> None:
        """Start over with a profile and the histories that belong to it."""
        before = self._live
        self._live = LiveState(city, self._clock)
        self._past = HistorianStateProvider(city, reader, journal)
        self._reader = reader
        self._keys = city_keys(city)
        if before is not None:
            self._adopt()
        self._sparks_timer.start()
        self._timer.start()

    def load_sparks(self) -> None:
        """Read the last hour again, as after a gap in the console's own listening."""
        if self._reader is None or self._keys is None:
            return
        now_us = self._clock.now_us()
        reader, keys = self._reader, self._keys
        future = self._pool.submit(read_sparks, reader, keys, now_us)
        future.add_done_callback(
            self._when_done(lambda sparks: self._sparks_read.emit(sparks, now_us))
        )

    def close(self) -> None:
        """Stop asking; may be called again."""
        self._timer.stop()
        self._sparks_timer.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _adopt(self) -> None:
        """Give a new live state what the link told the old one."""
        live = self._live
        if live is None:
            return
        live.apply_connection(is_connected=self._client.is_connected)
        if self._latest is not None and self._latest.is_live:
            live.apply_health(list(self._latest.sources.values()))
            live.apply_alarms(self._latest.alarms, is_whole=True)
        if (table := self._client.table()) is not None:
            live.apply_table(table)

    def _tick(self) -> None:
        if self._live is None:
            return
        for event in pump(self._client, self._live):
            self.happened.emit(event)
        if self._client.is_connected != self._was_connected:
            self._was_connected = self._client.is_connected
            self.connection_changed.emit(self._was_connected)
        # Also while the past is shown: what came meanwhile must not pile up in the live state.
        state = self._live.snapshot(self._clock.now_us())
        if self._time_bus.is_live:
            self._publish(state)

    def _turn(self) -> None:
        """Follow the time bus: a past moment is asked for once, LIVE is the next tick's work."""
        pinned_us = self._time_bus.pinned_us
        if pinned_us is None or self._past is None:
            if self._latest is not None and self._live is not None:
                state = self._live.snapshot(self._clock.now_us())
                self._publish(replace(state, changed=None, recent=None))
            return
        future = self._pool.submit(self._past.at, pinned_us)
        future.add_done_callback(self._when_done(self._past_read.emit))

    def _when_done(self, use: Callable[[T], None]) -> Callable[["Future[T]"], None]:
        """Return a callback that hands a result on, or says why there is none."""

        def done(future: "Future[T]") -> None:
            if future.cancelled():
                return
            if (error := future.exception()) is not None:
                self.reading_failed.emit(str(error))
            else:
                use(future.result())

        return done

    def _take_past(self, state: CityState) -> None:
        if self._time_bus.pinned_us == state.at_us:
            self._publish(state)

    def _take_sparks(self, sparks: Float64Array, end_us: int) -> None:
        if self._live is not None and len(sparks) == len(
            self._keys if self._keys is not None else ()
        ):
            self._live.take_sparks(sparks, end_us)

    def _publish(self, state: CityState) -> None:
        self._latest = state
        self.state_ready.emit(state)
