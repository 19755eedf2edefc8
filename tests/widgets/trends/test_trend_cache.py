"""Frames that were read serve neighbouring windows, and leave when there are too many."""

import numpy as np

from app.domain.points import PointKey
from app.domain.series import SeriesFrame, Tier
from widgets.trends.cache import FRESH_US, FrameCache
from widgets.trends.model import Window

KEY = PointKey(7)
NOW = 10**12


def frame_of(start: int, end: int, tier: Tier = Tier.RAW, *, key: PointKey = KEY) -> SeriesFrame:
    n = 10
    time = np.linspace(start, end - 1, n).astype(np.int64)
    value = np.ones(n)
    return SeriesFrame(
        key, tier, start, end, time, value, value, value, value,
        np.ones(n, np.int32), np.zeros(n, np.int32), np.zeros(n, np.uint8),
    )  # fmt: skip


def settled(cache: FrameCache, start: int, end: int, tier: Tier = Tier.RAW) -> None:
    cache.put(frame_of(start, end, tier), NOW)
    cache.settle(KEY, Window(start, end), 100, tier)


def test_a_pan_into_what_was_read_ahead_needs_nothing() -> None:
    cache = FrameCache()
    settled(cache, 1000, 2000)
    cache.put(frame_of(0, 1000), NOW)
    assert cache.is_covering(KEY, Window(500, 1500), 100, NOW)
    assert not cache.is_covering(KEY, Window(1500, 2500), 100, NOW)
    best = cache.best(KEY, Window(500, 1500), 100)
    assert best is not None
    assert len(best) == 20


def test_another_width_must_be_asked_but_is_served_meanwhile() -> None:
    cache = FrameCache()
    settled(cache, 1000, 2000)
    window = Window(1000, 1200)
    assert not cache.is_covering(KEY, window, 100, NOW)
    assert cache.best(KEY, window, 100) is not None


def test_old_frames_are_read_again() -> None:
    cache = FrameCache()
    settled(cache, 1000, 2000)
    assert not cache.is_covering(KEY, Window(1000, 2000), 100, NOW + FRESH_US)
    cache.expire()
    assert not cache.is_covering(KEY, Window(1000, 2000), 100, NOW)


def test_live_samples_cover_what_came_since_the_frame_was_read() -> None:
    cache = FrameCache()
    cache.put(frame_of(1000, 2000), 1900)
    cache.settle(KEY, Window(1000, 2000), 100, Tier.RAW)
    window = Window(1050, 2050)
    assert not cache.is_covering(KEY, window, 100, 2050)
    assert cache.is_covering(KEY, window, 100, 2050, tail_since_us=1800)


def test_the_least_recently_used_frames_leave() -> None:
    cache = FrameCache(max_rows=50)
    for n in range(20):
        cache.put(frame_of(0, 1000, key=PointKey(n)), NOW)
    assert cache.rows <= 50
    assert cache.best(PointKey(0), Window(0, 1000), 100) is None
    assert cache.best(PointKey(19), Window(0, 1000), 100) is not None


def test_a_newer_frame_replaces_what_it_covers() -> None:
    cache = FrameCache()
    for shift in range(50):
        cache.put(frame_of(1000 + shift, 2000 + shift), NOW)
    assert cache.rows <= 30
    cache.clear()
    assert cache.rows == 0
