"""History is read beside the window: the newest request wins, and nothing is left running."""

import threading
from collections.abc import Iterator
from functools import partial

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.domain.points import PointKey
from app.domain.samples import NO_TIME
from app.services.derived.historian import DerivedHistorian
from app.services.ports import StorageError
from tests.fakes.history_curves import CurveHistory
from widgets.trends.feed import Delivery, PlotFeed, Request
from widgets.trends.model import Window

NOW = 1_764_000_000_000_000
HOUR = 3_600_000_000


def request(hours: int, key: int = 1) -> Request:
    return Request((PointKey(key),), Window(NOW - hours * HOUR, NOW), 500, NOW)


def _has_begun(history: CurveHistory, n: int) -> bool:
    return len(history.asked) == n


@pytest.fixture
def history() -> CurveHistory:
    return CurveHistory(lambda key, time: np.sin(time / 1e9) + key, first_us=NOW - 100 * HOUR)


@pytest.fixture
def feed(qtbot: QtBot, history: CurveHistory) -> Iterator[PlotFeed]:
    feed = PlotFeed(DerivedHistorian(history))
    yield feed
    history.gate.set()
    feed.close()


def test_frames_arrive_on_the_thread_of_the_window(qtbot: QtBot, feed: PlotFeed) -> None:
    threads: list[threading.Thread] = []
    feed.delivered.connect(lambda _: threads.append(threading.current_thread()))
    with qtbot.waitSignal(feed.delivered) as caught:
        feed.request(request(2))
    assert threads == [threading.main_thread()]
    (delivery,) = caught.args
    assert len(delivery.frames[0]) > 100


def test_of_many_requests_in_a_row_only_the_newest_is_read(
    qtbot: QtBot, feed: PlotFeed, history: CurveHistory
) -> None:
    with qtbot.waitSignal(feed.delivered):
        for hours in range(1, 30):
            feed.request(request(hours))
    assert [asked[1] for asked in history.asked] == [NOW - 29 * HOUR]


def test_what_waits_behind_a_slow_answer_is_replaced(
    qtbot: QtBot, feed: PlotFeed, history: CurveHistory
) -> None:
    """Two workers are held up; of three more requests only the last is read."""
    history.gate.clear()
    for hours in (1, 2, 3, 4, 5):
        feed.request(request(hours))
        qtbot.waitUntil(lambda: not feed._pending)
        qtbot.waitUntil(partial(_has_begun, history, min(hours, 2)))
    history.gate.set()
    qtbot.waitUntil(lambda: feed.is_idle)
    assert [NOW - asked[1] for asked in history.asked] == [HOUR, 2 * HOUR, 5 * HOUR]


def test_an_error_is_delivered_in_words_and_the_feed_lives_on(
    qtbot: QtBot, feed: PlotFeed, history: CurveHistory
) -> None:
    history.error = StorageError("Die Datei ist beschädigt.")
    with qtbot.waitSignal(feed.delivered) as caught:
        feed.request(request(1))
    assert caught.args[0] == Delivery(request(1), error="Die Datei ist beschädigt.")
    history.error = None
    with qtbot.waitSignal(feed.delivered) as caught:
        feed.request(request(1))
    assert caught.args[0].frames


@pytest.mark.expects_warnings
def test_an_unforeseen_error_is_logged_and_delivered_too(
    qtbot: QtBot, feed: PlotFeed, history: CurveHistory
) -> None:
    history.error = ZeroDivisionError("oops")
    with qtbot.waitSignal(feed.delivered) as caught:
        feed.request(request(1))
    assert "oops" in caught.args[0].error


def test_the_beginning_of_history_is_found(
    qtbot: QtBot, feed: PlotFeed, history: CurveHistory
) -> None:
    with qtbot.waitSignal(feed.beginning_found) as caught:
        feed.find_beginning([PointKey(1)], NOW)
    assert caught.args[0].first_us == history.first_us
    history.first_us = NOW + 1
    with qtbot.waitSignal(feed.beginning_found) as caught:
        feed.find_beginning([PointKey(1)], NOW)
    assert caught.args[0].first_us == NO_TIME


def test_closing_ends_the_threads_and_delivers_nothing_more(
    qtbot: QtBot, history: CurveHistory
) -> None:
    feed = PlotFeed(DerivedHistorian(history))
    heard: list[object] = []
    feed.delivered.connect(heard.append)
    history.gate.clear()
    feed.request(request(1))
    qtbot.waitUntil(lambda: len(history.asked) == 1)
    history.gate.set()
    feed.close()
    feed.close()
    feed.request(request(1))
    assert not [t for t in threading.enumerate() if t.name.startswith("trend-feed")]
    assert heard == []
