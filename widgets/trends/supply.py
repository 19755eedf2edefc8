"""The data of a trend: what is at hand, what has to be read, what comes live.

Keeps cache, feed and live tails together, so that the view only asks for frames. Recorded curves
and those made of others are read apart: a slow formula keeps no recorded curve waiting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from app.domain.points import PointId, PointKey
from app.domain.series import SeriesFrame, Tier
from app.services.derived.formulas import FormulaSeries
from app.services.derived.historian import DerivedHistorian, DerivedSeries
from app.services.ports import HistorianReader
from app.services.states import CityState
from widgets.trends.asking import Asking
from widgets.trends.cache import FRESH_US, FrameCache
from widgets.trends.feed import Beginning, Delivery, PlotFeed, Request
from widgets.trends.model import Mode, PlotModel, Trace, TraceKind, Window
from widgets.trends.splices import blank, extended, until
from widgets.trends.tails import LiveTails

_PACE_US: Final = (1_500_000, 60_000_000)
"""How far a formula may lag behind the present: from a short window to a long one."""

_COMPARED_FRESH_US: Final = 600_000_000
"""What was long ago changes rarely."""

_SLACK: Final = 50
"""A sum over the window may begin this part of the window beside it."""

_LOOKAHEAD: Final = 4
"""Comparisons are read this part of the window further than they are drawn."""


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
        self._series: dict[PointKey, DerivedSeries] = {}
        self._ahead_end_us = {False: 0, True: 0}
        self._asking = {False: Asking(), True: Asking()}
        self.historian: DerivedHistorian | None = None
        """Reads recorded and derived points; None without history."""
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
        self._feed = self.historian = None
        self.forget()
        if reader is not None:
            self.historian = DerivedHistorian(reader)
            self.historian.define(self._series)
            self._feed = PlotFeed(self.historian, self)
            self._feed.delivered.connect(self._receive)
            self._feed.beginning_found.connect(self._tell_beginning)

    def define(self, series: Mapping[PointKey, DerivedSeries]) -> None:
        """Take the series of all derived points; what was read of changed ones is forgotten."""
        before, self._series = self._series, dict(series)
        if self.historian is not None:
            self.historian.define(self._series)
        for key in set(before) | set(series):
            if before.get(key) != series.get(key):
                self._cache.forget(key)
                self._asking[True].forget()

    def failures(self) -> dict[PointKey, str]:
        """Return why derived points could not be read, as sentences."""
        return self.historian.failures() if self.historian is not None else {}

    def forget(self) -> None:
        """Drop everything read so far."""
        self._cache.clear()
        for asking in self._asking.values():
            asking.forget()

    def retry(self) -> None:
        """Read again at once after a failure."""
        for asking in self._asking.values():
            asking.forget()

    def renew(self, keys: Iterable[PointKey]) -> None:
        """Have points read anew."""
        for key in keys:
            self._cache.forget(key)
        self._asking[True].forget()

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
        is_waiting = any(asking.is_waiting for asking in self._asking.values())
        return self._feed is None or (self._feed.is_idle and not is_waiting)

    @property
    def is_waiting(self) -> bool:
        """True while the window's own data is being read."""
        return any(asking.is_waiting for asking in self._asking.values())

    # --- live -------------------------------------------------------------------------------

    def take_state(self, state: CityState) -> bool:
        """Take a state; True when something of the shown points may have to be drawn."""
        before_us = self._moment_us
        self._moment_us, self._is_live = state.at_us, state.is_live
        keys = [t.point.key for t in self._model.traces if t.kind is TraceKind.POINT]
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
            frame = self._cache.best(trace.point.key, window, max_points)
            if trace.kind is TraceKind.POINT:
                frame = self._with_tail(frame, trace.point.key, window)
            if frame is not None:
                found[trace.point.id] = frame
        return found

    def _with_tail(
        self, frame: SeriesFrame | None, key: PointKey, window: Window
    ) -> SeriesFrame | None:
        """Add what came live to what history held."""
        tail = self._tails.tail(key)
        if frame is None and len(tail):
            # A point history does not hold yet, or no history at all: live values stand alone.
            frame = blank(key, window.start_us, window.end_us)
        if frame is None or not self._is_live:
            return frame
        frame = extended(frame, tail, self._zone)
        if self._moment_us is not None:
            # A device whose clock runs ahead is not drawn into the future.
            frame = until(frame, self._moment_us + 1)
        return frame

    def set_zone(self, zone: ZoneInfo) -> None:
        """Take the zone in which local days begin."""
        self._zone = zone

    def ask(self, window: Window, max_points: int) -> None:
        """Have read what the window needs and is not at hand."""
        if self._feed is None:
            return
        now_us = self._model.now_us if self._model.now_us is not None else window.end_us
        plain = Request((), window, max_points, now_us)
        for is_derived, asking in self._asking.items():
            wanted = self._widened(plain) if is_derived else plain
            missing = [
                trace.point.key
                for trace in self._model.shown()
                if (trace.kind is not TraceKind.POINT) is is_derived
                and not asking.is_hopeless(trace.point.key, wanted)
                and not self._is_at_hand(trace, plain)
            ]
            if not missing:
                asking.rest()
                self._look_ahead(plain, is_derived=is_derived)
            elif asking.is_due(request := replace(wanted, keys=tuple(missing))):
                self._feed.request(request)

    def _look_ahead(self, request: Request, *, is_derived: bool) -> None:
        """Have the neighbours read before a window that moves on evenly gets there."""
        window = request.window
        moved_us = abs(window.end_us - self._ahead_end_us[is_derived])
        if self._model.mode is not Mode.LIVE and moved_us * _LOOKAHEAD >= window.span_us:
            self._read_ahead(request, is_derived=is_derived)

    def _read_ahead(self, request: Request, *, is_derived: bool) -> None:
        """Have the windows to the left and right read in the same tiers, where they are not."""
        if self._feed is None:
            return
        self._ahead_end_us[is_derived] = request.window.end_us
        keys = [
            trace.point.key
            for trace in self._model.shown()
            if (trace.kind is not TraceKind.POINT) is is_derived
            and trace.kind is not TraceKind.FORECAST
            and not self._is_bound(trace.point.key)
        ]
        wanted = []
        for side, near in _sides(request.window, request.now_us):
            by_tier: dict[Tier, list[PointKey]] = {}
            for key in keys:
                tier = self._cache.tier(key, request.window, request.max_points)
                points = request.max_points // 2
                if tier is not None and not self._cache.is_covering(
                    key, near, points, request.now_us
                ):
                    by_tier.setdefault(tier, []).append(key)
            wanted += [
                replace(
                    request, keys=tuple(some), window=side, tier=tier, is_ahead=True,
                    is_derived=is_derived,
                )
                for tier, some in by_tier.items()
            ]  # fmt: skip
        if wanted:
            self._feed.read_ahead(wanted)

    def _widened(self, request: Request) -> Request:
        """Ask for more than is seen, where the window moves on with the present all the time."""
        window, points = request.window, request.max_points
        if self._model.mode is Mode.LIVE:
            window = Window(window.start_us, window.end_us + window.span_us // _LOOKAHEAD)
            points += points // _LOOKAHEAD
        return replace(request, window=window, max_points=points, is_derived=True)

    def find_beginning(self, before_us: int) -> None:
        """Ask since when there is data of the shown points."""
        if self._feed is not None:
            self._feed.find_beginning([t.point.key for t in self._model.shown()], before_us)

    def _is_at_hand(self, trace: Trace, wanted: Request) -> bool:
        """Tell whether a curve can be drawn from what was read."""
        key, window, now_us = trace.point.key, wanted.window, wanted.now_us
        place = (key, window, wanted.max_points, now_us)
        if trace.kind is TraceKind.POINT:
            return self._cache.is_covering(*place, self._tail_since(key))
        if key not in self._series:
            return True
        if trace.kind.is_follower:
            fresh_us = FRESH_US if trace.kind is TraceKind.FORECAST else _COMPARED_FRESH_US
            return self._cache.is_covering(*place, until_us=window.end_us, fresh_us=fresh_us)
        if self._is_bound(key) and not self._begins_with(key, window):
            return False
        read_us = self._cache.read_us(key)
        pixel_us = window.span_us // max(wanted.max_points, 1)
        pace_us = min(max(pixel_us, _PACE_US[0]), _PACE_US[1])
        is_recent = read_us is not None and now_us - read_us < pace_us
        return self._cache.is_covering(*place, read_us if is_recent else None)

    def _is_bound(self, key: PointKey) -> bool:
        """Tell whether the values depend on where the window begins, as a running sum's do."""
        series = self._series.get(key)
        return isinstance(series, FormulaSeries) and series.is_bound_to_window

    def _begins_with(self, key: PointKey, window: Window) -> bool:
        """Tell whether a curve was read from about where the window begins."""
        start_us = self._cache.start_us(key)
        return start_us is not None and (abs(start_us - window.start_us) * _SLACK <= window.span_us)

    def _tail_since(self, key: PointKey) -> int | None:
        return self._tails.since(key) if self._is_live else None

    def _receive(self, delivery: Delivery) -> None:
        request = delivery.request
        asking = self._asking[request.is_derived]
        if delivery.error:
            if not request.is_ahead:
                asking.fail(request)
                self.failed.emit(delivery.error)
            return
        for frame in delivery.frames:
            self._keep(frame, request)
        if request.is_ahead:
            return
        asking.take(request, [frame.key for frame in delivery.frames])
        if not any(other.is_failing for other in self._asking.values()):
            self.failed.emit("")
        self.arrived.emit()
        if not (request.is_derived and self._model.mode is Mode.LIVE):
            self._read_ahead(request, is_derived=request.is_derived)

    def _keep(self, frame: SeriesFrame, request: Request) -> None:
        """Keep a frame that was read, unless its series is another one meanwhile."""
        key = frame.key
        if request.is_derived and key not in self._series:
            return
        if self._is_bound(key):
            if request.is_ahead:
                return
            self._cache.forget(key)
        is_whole = any(t.kind.is_follower for t in self._model.traces if t.point.key == key)
        self._cache.put(frame, request.now_us, is_whole=is_whole)
        if not request.is_ahead:
            self._cache.settle(key, request.window, request.max_points, frame.tier)
            self._tails.trim(key, request.now_us)

    def _tell_beginning(self, beginning: Beginning) -> None:
        shown = {trace.point.key for trace in self._model.shown()}
        if shown == set(beginning.keys):
            self.beginning_found.emit(beginning.first_us)


def _sides(window: Window, now_us: int) -> list[tuple[Window, Window]]:
    """Return the windows to the left and right that are past, and the half of each that is near."""
    span_us, half_us = window.span_us, window.span_us // 2
    start_us, end_us = window.start_us, window.end_us
    sides = [(Window(start_us - span_us, start_us), Window(start_us - half_us, start_us))]
    if end_us < now_us:
        right = Window(end_us, min(end_us + span_us, now_us))
        sides.append((right, Window(end_us, min(end_us + half_us, now_us))))
    return sides
