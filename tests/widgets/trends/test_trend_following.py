"""The window follows the moment the console shows: smoothly while it is played, without reading."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.history_curves import CurveHistory
from tests.fakes.trend_views import (
    DAY,
    HOUR,
    MINUTE,
    NO2,
    NOW,
    live_state,
    make_view,
    past_state,
    settle,
    wavy_history,
    with_points,
)
from widgets.trends.following import Follower
from widgets.trends.model import Mode, PlotModel, Window
from widgets.trends.presets import Preset
from widgets.trends.view import TrendsView


@pytest.fixture
def history() -> CurveHistory:
    return wavy_history()


@pytest.fixture
def view(qtbot: QtBot, history: CurveHistory) -> Iterator[TrendsView]:
    view = make_view(qtbot, history)
    yield view
    view.close()


def window_of(view: TrendsView) -> Window:
    window = view.model.window
    assert window is not None
    return window


def playing(at_us: int) -> tuple[PlotModel, Follower]:
    """Return a window of a day around a moment of the past."""
    model = PlotModel()
    follower = Follower(model)
    follower.go_live(NOW)
    follower.turn_to(at_us)
    return model, follower


def test_a_moment_inside_the_window_leaves_it_where_it_is() -> None:
    model, follower = playing(NOW - 10 * DAY)
    before = model.window
    assert follower.turn_to(NOW - 10 * DAY - MINUTE) is False
    assert model.window == before


def test_a_moment_that_is_played_on_carries_the_window_along_evenly() -> None:
    model, follower = playing(NOW - 10 * DAY)
    places = []
    for step in range(1, 60):
        at = NOW - 10 * DAY + step * 30 * MINUTE
        follower.turn_to(at)
        window = model.window
        assert window is not None
        assert window.span_us == DAY
        places.append((at - window.start_us) / DAY)
    assert places[-1] == pytest.approx(0.75)
    assert max(places) == pytest.approx(0.75)


def test_a_moment_near_the_edge_stays_there_when_it_is_played_on() -> None:
    model, follower = playing(NOW - HOUR)
    before = model.window
    assert before is not None
    follower.turn_to(NOW - HOUR + MINUTE)
    assert model.window == Window(before.start_us + MINUTE, before.end_us + MINUTE)


def test_a_moment_that_is_played_back_carries_the_window_to_the_left() -> None:
    model, follower = playing(NOW - 10 * DAY)
    for step in range(1, 60):
        follower.turn_to(NOW - 10 * DAY - step * 30 * MINUTE)
    window = model.window
    assert window is not None
    assert NOW - 10 * DAY - 59 * 30 * MINUTE - window.start_us == DAY // 4


def test_a_jump_shows_the_moment_with_some_time_after_it() -> None:
    model, follower = playing(NOW - 10 * DAY)
    follower.turn_to(NOW - 100 * DAY)
    assert model.window == Window(NOW - 100 * DAY - 3 * DAY // 4, NOW - 100 * DAY + DAY // 4)
    assert model.can_go_back


def test_the_window_does_not_run_beyond_the_present() -> None:
    model, follower = playing(NOW - 100 * DAY)
    follower.turn_to(NOW - HOUR)
    assert model.window == Window(NOW - DAY, NOW)


def test_live_again_the_window_follows_the_present() -> None:
    model, follower = playing(NOW - 10 * DAY)
    follower.go_live(NOW + MINUTE)
    assert model.mode is Mode.LIVE
    assert model.window == Window(NOW + MINUTE - DAY, NOW + MINUTE)


def test_a_window_chosen_while_live_stays_while_live_goes_on() -> None:
    model, follower = playing(NOW - DAY)
    follower.go_live(NOW)
    model.set_window(NOW - 3 * HOUR, NOW + HOUR)
    follower.go_live(NOW + MINUTE)
    assert model.window == Window(NOW - 3 * HOUR, NOW + HOUR)


def test_scrubbing_inside_the_window_reads_nothing(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    with_points(qtbot, view, NO2)
    view.show_state(past_state(NOW - 12 * HOUR))
    settle(qtbot, view)
    asked, before = len(history.asked), window_of(view)
    for step in range(20):
        view.show_state(past_state(NOW - 12 * HOUR + step * 10 * MINUTE))
    settle(qtbot, view)
    assert len(history.asked) == asked
    assert window_of(view) == before


def test_playing_on_finds_what_comes_already_read(
    qtbot: QtBot, view: TrendsView, history: CurveHistory
) -> None:
    """The neighbouring windows are at hand before the moment gets there."""
    with_points(qtbot, view, NO2)
    start = NOW - 100 * DAY
    view.show_state(past_state(start))
    settle(qtbot, view)
    for step in range(1, 40):
        view.show_state(past_state(start + step * HOUR))
        frame = view.presenter.frames[NO2.id]
        window = window_of(view)
        assert frame.time[-1] >= window.end_us - HOUR
        settle(qtbot, view)
    assert len(history.asked) < 20


def test_only_a_range_that_is_over_takes_the_console_into_the_past(
    qtbot: QtBot, view: TrendsView
) -> None:
    with_points(qtbot, view, NO2)
    with qtbot.assertNotEmitted(view.time_pinned):
        view.bar.preset_requested.emit(Preset.TODAY)
    assert view.model.mode is Mode.PINNED
    view.show_state(live_state(NOW + MINUTE, 50.0))
    assert view.presenter.frames[NO2.id].time[-1] == NOW + MINUTE
    with qtbot.waitSignal(view.time_pinned) as caught:
        view.bar.preset_requested.emit(Preset.YESTERDAY)
    assert caught.args[0] == window_of(view).end_us
    view.show_state(past_state(window_of(view).end_us))
    with qtbot.waitSignal(view.live_requested):
        view.go_back()
        view.go_back()
