"""The data of a trend: what is at hand, what has to be read, what comes live.

Keeps cache, feed and live tails together, so that the view only asks for frames.
"""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from app.domain.points import PointId, PointKey
from app.domain.series import SeriesFrame, Tier
from app.services.ports import HistorianReader
from app.services.states import CityState
from widgets.trends.cache import FrameCache
from widgets.trends.feed import Beginning, Delivery, PlotFeed, Request
from widgets.trends.model import PlotModel, Window
from widgets.trends.splices import blank, extended, until
from widgets.trends.tails import LiveTails

_RETRY_US = 10_000_000
_TENTH = 10


class Supply(QObject):
    """Gives frames for the model's window, and reads what is missing in the background.

    Args:
        model: What is shown.
        parent: Owner.

    Signals:
        arrived: New frames are at hand.
        failed: Reading failed; the sentence says why. Empty when it works again.
        beginning_found: µs UTC of the oldest sample of the shown points, `NO_TIME` if none (object:
            Qt's int has 32 bits).
    """

    arrived = Signal()
    failed = Signal(str)
    beginning_found = Signal(object)

    def __init__(self, model: PlotModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._cache = FrameCache()
        self._tails = LiveTails()
        self._feed: PlotFeed | None = None
        self._asked: Request | None = None
        self._is_waiting = False
        self._failed_us: int | None = None
        self._failed_request: Request | None = None
        self._moment_us: int | None = None
        self._is_live = True
        self._was_live = False
        self._zone = ZoneInfo("UTC")

    # --- reader -----------------------------------------------------------------------------

    def set_reader(self, reader: HistorianReader | None) -> None:
        """Read from another historian; None ends reading."""
        if self._feed is not None:
            self._feed.close()
            self._feed.deleteLater()
        self._feed = None
        self.forget()
        if reader is not None:
            self._feed = PlotFeed(reader, self)
            self._feed.delivered.connect(self._receive)
            self._feed.beginning_found.connect(self._tell_beginning)

    def forget(self) -> None:
        """Drop everything read so far."""
        self._cache.clear()
        self._asked = None
        self._is_waiting = False
        self._failed_us = None

    def retry(self) -> None:
        """Read again at once after a failure."""
        self._failed_us = None
        self._asked = None

    def close(self) -> None:
        """End the threads."""
        self.set_reader(None)

    @property
    def has_reader(self) -> bool:
        """True when there is a historian to read from."""
        return self._feed is not None

    @property
    def is_idle(self) -> bool:
        """True when nothing is being read."""
        return self._feed is None or (self._feed.is_idle and not self._is_waiting)

    @property
    def is_waiting(self) -> bool:
        """True while the window's own data is being read."""
        return self._is_waiting

    # --- live -------------------------------------------------------------------------------

    def take_state(self, state: CityState) -> bool:
        """Take a state; True when something of the shown points may have to be drawn."""
        before_us = self._moment_us
        self._moment_us, self._is_live = state.at_us, state.is_live
        keys = [trace.point.key for trace in self._model.traces]
        # What is recent in a state came since the one before it, for points added meanwhile too.
        self._tails.track(keys, state.at_us if before_us is None else before_us)
        # Without `changed` the view was out of sight, and states in between went to others.
        is_gapless = self._was_live and state.recent is not None and state.changed is not None
        self._was_live = state.is_live
        if not (state.is_live and is_gapless):
            self._tails.begin_anew(state.at_us)
            return True
        return state.recent is not None and self._tails.take(state.recent)

    # --- frames -----------------------------------------------------------------------------

    def frames(self, window: Window, max_points: int) -> dict[PointId, SeriesFrame]:
        """Return the best series at hand for each shown point."""
        found: dict[PointId, SeriesFrame] = {}
        for trace in self._model.shown():
            key = trace.point.key
            frame = self._cache.best(key, window, max_points)
            tail = self._tails.tail(key)
            if frame is None and len(tail):
                # A point history does not hold yet, or no history at all: live values stand alone.
                frame = blank(key, window.start_us, window.end_us)
            if frame is not None and self._is_live:
                frame = extended(frame, tail, self._zone)
            if frame is not None and self._moment_us is not None and self._is_live:
                # A device whose clock runs ahead is not drawn into the future.
                frame = until(frame, max(self._moment_us + 1, window.end_us))
            if frame is not None:
                found[trace.point.id] = frame
        return found

    def set_zone(self, zone: ZoneInfo) -> None:
        """Take the zone in which local days begin."""
        self._zone = zone

    def ask(self, window: Window, max_points: int) -> None:
        """Have read what the window needs and is not at hand."""
        now_us = self._model.now_us if self._model.now_us is not None else window.end_us
        missing = self._missing(window, max_points, now_us)
        if self._feed is None or not missing:
            self._is_waiting = False
            return
        request = Request(tuple(missing), window, max_points, now_us)
        if self._failed_us is not None and self._is_like(self._failed_request, request):
            if now_us - self._failed_us < _RETRY_US:
                return
            self._failed_us = None
        if self._is_waiting and self._is_like(self._asked, request):
            return
        self._asked, self._is_waiting = request, True
        self._feed.request(request)

    def find_beginning(self, before_us: int) -> None:
        """Ask since when there is data of the shown points."""
        if self._feed is not None:
            self._feed.find_beginning([t.point.key for t in self._model.shown()], before_us)

    def _missing(self, window: Window, max_points: int, now_us: int) -> list[PointKey]:
        return [
            trace.point.key
            for trace in self._model.shown()
            if not self._cache.is_covering(
                trace.point.key, window, max_points, now_us, self._tail_since(trace.point.key)
            )
        ]

    def _tail_since(self, key: PointKey) -> int | None:
        return self._tails.since(key) if self._is_live else None

    def _is_like(self, asked: Request | None, request: Request) -> bool:
        """Tell whether a request that is under way will serve; live windows creep on meanwhile."""
        if asked is None or set(asked.keys) != set(request.keys):
            return False
        slack = max(request.window.span_us // 50, 1)
        return (
            _TENTH * abs(asked.max_points - request.max_points) <= request.max_points
            and abs(asked.window.start_us - request.window.start_us) <= slack
            and abs(asked.window.end_us - request.window.end_us) <= slack
        )

    def _receive(self, delivery: Delivery) -> None:
        request = delivery.request
        if delivery.error:
            if not request.is_ahead:
                self._is_waiting = False
                self._failed_us, self._failed_request = request.now_us, request
                self.failed.emit(delivery.error)
            return
        for frame in delivery.frames:
            self._cache.put(frame, request.now_us)
            if not request.is_ahead:
                self._cache.settle(frame.key, request.window, request.max_points, frame.tier)
                self._tails.trim(frame.key, request.now_us)
        if request.is_ahead:
            return
        # What history does not know is not asked for again with every state.
        is_whole = {frame.key for frame in delivery.frames} >= set(request.keys)
        self._failed_us = None if is_whole else request.now_us
        self._failed_request = request
        if request is self._asked:
            self._is_waiting = False
        self.failed.emit("")
        self.arrived.emit()
        self._read_ahead(request, delivery.frames)

    def _read_ahead(self, request: Request, frames: Iterable[SeriesFrame]) -> None:
        """Have the windows to the left and right read in the same tiers."""
        if self._feed is None:
            return
        window = request.window
        left = Window(window.start_us - window.span_us, window.start_us)
        sides = [left]
        if window.end_us < request.now_us:
            sides.append(Window(window.end_us, min(window.end_us + window.span_us, request.now_us)))
        by_tier: dict[Tier, list[PointKey]] = {}
        for frame in frames:
            by_tier.setdefault(frame.tier, []).append(frame.key)
        self._feed.read_ahead(
            [
                Request(tuple(keys), side, request.max_points, request.now_us, tier, is_ahead=True)
                for side in sides
                for tier, keys in by_tier.items()
            ]
        )

    def _tell_beginning(self, beginning: Beginning) -> None:
        shown = {trace.point.key for trace in self._model.shown()}
        if shown == set(beginning.keys):
            self.beginning_found.emit(beginning.first_us)
