"""What a trend shows is a plain value: points, window, live or pinned, ways back."""

from tests.fakes.city import make_city
from widgets.trends.model import MIN_SPAN_US, Mode, PlotModel

HOUR = 3_600_000_000
DAY = 24 * HOUR
NOW = 1_764_000_000_000_000
CITY = make_city(60)
POINTS = {point.id: point for point in CITY.points}


def is_live(model: PlotModel) -> bool:
    return model.mode is Mode.LIVE


def model_with(n: int = 3) -> PlotModel:
    model = PlotModel()
    model.add(CITY.points[:n])
    model.follow(NOW)
    return model


def test_a_point_is_added_once_and_keeps_its_colour_when_another_leaves() -> None:
    model = model_with()
    assert model.add(CITY.points[:1]) == []
    model.remove(CITY.points[1].id)
    added = model.add([CITY.points[4]])
    assert added[0].slot == 1
    assert [trace.slot for trace in model.traces] == [0, 2, 1]


def test_at_most_three_units_share_a_pane_and_states_are_lanes() -> None:
    model = PlotModel()
    model.add(CITY.points[:10])
    panes = model.panes()
    assert [len(pane) for pane in panes] == [3, 2]
    assert [trace.point.id for trace in model.lanes()] == [CITY.points[5].id, CITY.points[8].id]
    assert len(panes[0][0].traces) == 2


def test_live_follows_the_present_and_zooms_around_it() -> None:
    model = model_with()
    model.zoom(0.5, NOW - 20 * HOUR)
    assert is_live(model)
    assert model.window is not None
    assert (model.window.end_us, model.window.span_us) == (NOW, DAY // 2)
    model.follow(NOW + HOUR)
    assert model.window.end_us == NOW + HOUR


def test_panning_left_pins_and_the_present_is_the_border() -> None:
    model = model_with()
    model.pan(0.5)
    assert is_live(model)
    model.pan(-1.0)
    assert not is_live(model)
    assert model.window is not None
    assert model.window.end_us == NOW - DAY
    model.pan(7.0)
    assert model.window.end_us == NOW


def test_zooming_keeps_the_anchor_in_place() -> None:
    model = model_with()
    model.set_window(NOW - 10 * HOUR, NOW)
    anchor = NOW - 8 * HOUR
    model.zoom(0.5, anchor)
    window = model.window
    assert window is not None
    assert (anchor - window.start_us) / window.span_us == 0.2
    for _ in range(100):
        model.zoom(0.1)
    assert model.span_us == MIN_SPAN_US


def test_back_and_forward_walk_through_the_windows() -> None:
    model = model_with()
    assert not model.back()
    model.set_window(0, HOUR)
    model.set_window(0, 2 * HOUR)
    assert model.back()
    assert model.span_us == HOUR
    assert model.back()
    assert is_live(model)
    assert model.forward()
    assert model.span_us == HOUR
    model.set_span(3 * HOUR)
    assert not model.can_go_forward


def test_solo_shows_one_and_visibility_hides_one() -> None:
    model = model_with()
    model.set_visible(CITY.points[0].id, is_visible=False)
    assert len(model.shown()) == 2
    model.set_solo(CITY.points[2].id)
    assert [trace.point.id for trace in model.shown()] == [CITY.points[2].id]
    model.remove(CITY.points[2].id)
    assert model.solo is None


def test_a_saved_trend_comes_back_the_same() -> None:
    model = model_with()
    model.remove(CITY.points[0].id)
    model.set_visible(CITY.points[1].id, is_visible=False)
    model.set_focus(CITY.points[2].id)
    model.set_window(NOW - 5 * HOUR, NOW - HOUR)
    again = PlotModel()
    again.restore(model.save(), POINTS)
    assert again.save() == model.save()


def test_nonsense_in_a_saved_trend_is_passed_over() -> None:
    model = PlotModel()
    model.restore(
        {"points": [1, "gone", CITY.points[0].id], "slots": "x", "span_us": "wide", "mode": 3},
        POINTS,
    )
    assert [trace.point.id for trace in model.traces] == [CITY.points[0].id]
    assert is_live(model)
    kept = {"id": CITY.points[0].id, "kind": "point"}
    kinds: list[object] = [[], {}, 1, None]
    broken = [{"id": "x", "kind": kind} for kind in kinds]
    model.restore({"traces": [*broken, kept]}, POINTS)
    assert [trace.point.id for trace in model.traces] == [CITY.points[0].id]
    model.restore({}, POINTS)
    assert model.traces == ()


def test_a_new_profile_drops_points_it_does_not_know() -> None:
    model = model_with()
    model.replace({CITY.points[1].id: CITY.points[1]})
    assert [trace.point.id for trace in model.traces] == [CITY.points[1].id]


def test_without_a_state_there_is_no_live_window() -> None:
    model = PlotModel()
    assert model.window is None
    model.pan(-1)
    model.zoom(2)
    assert model.window is None
