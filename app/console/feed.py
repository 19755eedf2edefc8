"""The feed: at ten times a second it brings what the collector tells to whoever renders it.

LIVE and a moment of the past are two providers of the same `CityState`; which of them is asked is
the time bus's word. The past is read on a thread of its own, so the window never waits for a file.
The live state goes on while the past is shown: alarms, lamps and views held at LIVE need it.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.console.past import PastReader
from app.console.time_bus import TimeBus
from app.domain.alarms import AlarmId, AlarmState
from app.domain.cities import City
from app.domain.samples import NO_TIME, Float64Array, Int64Array
from app.link.client import LinkClient
from app.link.feeds import pump
from app.services.columns import city_keys
from app.services.ports import Clock, HistorianHealth, HistorianReader, JournalReader
from app.services.sparks import read_sparks
from app.services.states import CityState, LiveState

T = TypeVar("T")

INTERVAL_MS: Final = 100
"""Ten times a second: faster than a person reads, slower than a screen refreshes."""

SPARKS_AFTER_MS: Final = 2_000
"""The last hour of all points takes seconds to read: views and live values come first."""

WARM_UP_AFTER_MS: Final = 5_000
"""Then a moment of the past is read for nobody, so that the first drag need not wait for it."""

_WARM_UP_AGO_US: Final = 3_600_000_000


class StateFeed(QObject):
    """Emits the states that views render.

    Signals:
        state_ready: The `CityState` of the time bus.
        live_ready: The live `CityState`, ten times a second whatever the time bus says.
        held_ready: The `CityState` of a moment that `read_held` asked for.
        happened: An event of the link that is not part of a state (notice, journal, progress).
        connection_changed: Whether the collector is there (bool).
        reading_failed: Why the past could not be read (str).
        past_grew: More was recorded of the past; moments that views are held at may be others now.
    """

    state_ready = Signal(object)
    live_ready = Signal(object)
    held_ready = Signal(object)
    happened = Signal(object)
    connection_changed = Signal(bool)
    reading_failed = Signal(str)
    past_grew = Signal()
    _read = Signal(object, object)

    def __init__(
        self, client: LinkClient, clock: Clock, time_bus: TimeBus, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._clock = clock
        self._time_bus = time_bus
        self._live: LiveState | None = None
        self._live_state: CityState | None = None
        self._last_past: CityState | None = None
        self._reader: HistorianReader | None = None
        self._keys: Int64Array | None = None
        self._latest: CityState | None = None
        self._known_notices: set[str] | None = None
        self._was_connected = False
        self._past = PastReader(self)
        # The last hour takes seconds to read; whoever drags the time must not wait for it.
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="last-hour")
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._tick)
        self._sparks_timer = QTimer(self)
        self._sparks_timer.setSingleShot(True)
        self._sparks_timer.setInterval(SPARKS_AFTER_MS)
        self._sparks_timer.timeout.connect(self.load_sparks)
        self._warm_up_timer = QTimer(self)
        self._warm_up_timer.setSingleShot(True)
        self._warm_up_timer.setInterval(WARM_UP_AFTER_MS)
        self._warm_up_timer.timeout.connect(self._warm_up)
        self._past.read.connect(self._take_past)
        self._past.held_read.connect(self.held_ready)
        self._past.failed.connect(self.reading_failed)
        self._read.connect(lambda use, result: use(result))
        time_bus.changed.connect(self._turn)

    @property
    def is_connected(self) -> bool:
        """True while a collector is there."""
        return self._client.is_connected

    @property
    def latest(self) -> CityState | None:
        """The state last emitted, as if everything in it had changed; None before the first."""
        return whole(self._latest)

    @property
    def latest_live(self) -> CityState | None:
        """The last live state, as if everything in it had changed; None before the first."""
        return whole(self._live_state)

    def live_alarms(self) -> Mapping[AlarmId, AlarmState] | None:
        """Return the alarms of now that are not at rest; None while nobody can know them."""
        state = self._live_state
        return None if state is None or not state.sources else state.alarms

    @property
    def is_reading(self) -> bool:
        """True while a moment of the past is being read."""
        return self._past.is_busy

    def set_city(self, city: City, reader: HistorianReader, journal: JournalReader) -> None:
        """Start over with a profile and the histories that belong to it."""
        before = self._live
        self._live = LiveState(city, self._clock)
        self._past.set_city(city, reader, journal)
        self._last_past = None
        self._reader = reader
        self._keys = city_keys(city)
        if before is not None:
            self._adopt()
        # States of the other profile have other rows: nobody may be given them any more.
        self._latest = self._live_state = None
        self.find_beginning()
        self._sparks_timer.start()
        self._warm_up_timer.start()
        self._timer.start()
        self._turn()

    def set_rules(self, city: City, journal: JournalReader) -> None:
        """Take the same profile with other rules: all that is known of its points stays."""
        reader = self._reader
        if reader is not None and self._past.set_rules(city, reader, journal):
            self._turn_back()

    def read_held(self, time_us: int) -> None:
        """Read a moment that a view is held at; `held_ready` brings it."""
        self._past.ask_held(time_us)

    def read_aside(self, work: Callable[[], T], use: Callable[[T], None]) -> None:
        """Do work that waits for files in a thread; its result is used in the window's thread."""

        def done(future: "Future[T]") -> None:
            if future.cancelled():
                return
            if (error := future.exception()) is not None:
                self.reading_failed.emit(str(error))
            else:
                self._read.emit(use, future.result())

        self._pool.submit(work).add_done_callback(done)

    def find_beginning(self) -> None:
        """Find out since when there is data, for the time bus, and whether files are damaged."""
        if self._reader is not None:
            self.read_aside(self._reader.health, self._take_health)

    def read_again(self) -> None:
        """Read the past again that is shown: more was recorded of it."""
        self._past.read_hours_again()
        if not self._time_bus.is_playing:
            self._turn_back()
        self.past_grew.emit()

    def load_sparks(self) -> None:
        """Read the last hour again, as after a gap in the console's own listening."""
        if self._reader is None or self._keys is None:
            return
        now_us = self._clock.now_us()
        reader, keys = self._reader, self._keys
        self.read_aside(
            lambda: read_sparks(reader, keys, now_us),
            lambda sparks: self._take_sparks(sparks, now_us),
        )

    def close(self) -> None:
        """Stop asking; may be called again."""
        self._timer.stop()
        self._sparks_timer.stop()
        self._warm_up_timer.stop()
        self._past.close()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _adopt(self) -> None:
        """Give a new live state what the link told the old one."""
        live = self._live
        if live is None:
            return
        live.apply_connection(is_connected=self._client.is_connected)
        if (known := self._live_state) is not None:
            live.apply_health(list(known.sources.values()))
            live.apply_alarms(known.alarms, is_whole=True)
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
        state = self._take_live(self._live)
        if self._time_bus.is_live:
            self._publish(state)

    def _take_live(self, live: LiveState) -> CityState:
        state = self._live_state = live.snapshot(self._clock.now_us())
        self.live_ready.emit(state)
        return state

    def _turn(self) -> None:
        """Follow the time bus: a past moment is asked for, LIVE is shown at once."""
        if self._turn_back():
            return
        self._past.forget()
        if self._latest is not None and self._live is not None and not self._latest.is_live:
            self._publish(replace(self._take_live(self._live), changed=None, recent=None))

    def _turn_back(self) -> bool:
        """Ask for the moment of the past that is to be shown; False while that is the present."""
        time_us = self._time_bus.pinned_us
        if time_us is not None:
            self._past.ask(time_us)
        return time_us is not None

    def _warm_up(self) -> None:
        self._past.warm_up(self._clock.now_us() - _WARM_UP_AGO_US)

    def _take_past(self, state: CityState) -> None:
        """Publish a moment that was read, also when the time bus has moved on meanwhile.

        Whoever drags the time is to see where they come by. What changed is counted from the
        moment read before; where that is not what views show, they are given everything.
        """
        before, self._last_past = self._last_past, state
        if not self._time_bus.is_live:
            self._publish(state if before is self._latest else replace(state, changed=None))
            # The state as it was published is what the next one is compared with.
            self._last_past = self._latest

    def _take_health(self, health: HistorianHealth) -> None:
        known, self._known_notices = self._known_notices, set(health.notices)
        if known is not None:  # what is so since the start the collector tells
            for text in sorted(self._known_notices - known):
                self.reading_failed.emit(text)
        first_us = health.first_time
        self._time_bus.set_beginning(None if first_us == NO_TIME else first_us)

    def _take_sparks(self, sparks: Float64Array, end_us: int) -> None:
        if self._live is not None and len(sparks) == len(
            self._keys if self._keys is not None else ()
        ):
            self._live.take_sparks(sparks, end_us)

    def _publish(self, state: CityState) -> None:
        self._latest = state
        self.state_ready.emit(state)


def whole(state: CityState | None) -> CityState | None:
    """Return a state as if everything in it had changed."""
    return None if state is None else replace(state, changed=None, recent=None)
