"""The content of a sheet as plain values: panes, colours, followers, undo, what is kept."""

import json
from collections.abc import Callable

import pytest

from app.domain.comparisons import Comparison, Shift
from app.domain.points import PointId, PointKind
from app.services.formulas import FormulaDefinition
from tests.fakes.city import make_city
from widgets.trends.derived_points import comparison_id, comparison_point, forecast_id
from widgets.trends.model import PlotModel, TraceKind

CITY = make_city(60)
CURVES = [point for point in CITY.points if point.kind is not PointKind.STATE]
LANES = [point for point in CITY.points if point.kind is PointKind.STATE]
POINTS = {point.id: point for point in CITY.points}
A, B, C = CURVES[:3]
HOUR = 3_600_000_000
NOW = 1_800_000_000_000_000


def filled(*points: PointId) -> PlotModel:
    model = PlotModel()
    model.add([POINTS[name] for name in points or (A.id, B.id, C.id)])
    return model


def shown_panes(model: PlotModel) -> list[list[str]]:
    return [[t.point.id for axis in pane for t in axis.traces] for pane in model.panes()]


def test_what_belongs_to_a_curve_stands_below_it_in_its_colour() -> None:
    model = filled()
    model.add_comparison(A.id, Comparison.YESTERDAY)
    model.add_forecast(A.id, "saisonal")
    assert [trace.kind for trace in model.traces] == [
        TraceKind.POINT, TraceKind.COMPARISON, TraceKind.FORECAST, TraceKind.POINT, TraceKind.POINT
    ]  # fmt: skip
    assert {trace.slot for trace in model.traces[:3]} == {model.traces[0].slot}
    added = model.add([CURVES[3]])
    assert added[0].slot == 3


@pytest.mark.parametrize("name", [comparison_id(A.id, Comparison.YESTERDAY), PointId("nirgends")])
def test_only_a_curve_of_its_own_can_be_compared_or_continued(name: PointId) -> None:
    model = filled()
    model.add_comparison(A.id, Comparison.YESTERDAY)
    assert model.add_comparison(name, Comparison.LAST_WEEK) is None
    assert model.add_forecast(name, "saisonal") is None


def test_states_are_compared_but_not_continued() -> None:
    model = filled(LANES[0].id)
    assert model.add_forecast(LANES[0].id, "saisonal") is None
    assert model.add_comparison(LANES[0].id, Comparison.LAST_WEEK) is not None
    assert len(model.lanes()) == 2


def test_a_curve_alone_keeps_what_belongs_to_it() -> None:
    model = filled()
    model.add_comparison(A.id, Comparison.YESTERDAY)
    model.set_solo(A.id)
    assert [trace.of for trace in model.shown()] == [None, A.id]


def test_a_curve_goes_into_the_pane_a_person_chose_with_what_belongs_to_it() -> None:
    model = filled()
    model.add_comparison(B.id, Comparison.YESTERDAY)
    compared = comparison_id(B.id, Comparison.YESTERDAY)
    model.set_pane(B.id, 5)
    assert shown_panes(model)[-1] == [B.id, compared]
    model.set_pane(compared, 6)
    assert shown_panes(model)[-2:] == [[B.id], [compared]]
    model.set_pane(B.id, None)
    model.undo()
    assert shown_panes(model)[-2:] == [[B.id], [compared]]


@pytest.mark.parametrize("pane", [-1, 8, 99])
def test_a_pane_that_cannot_be_is_passed_over(pane: int) -> None:
    model = filled()
    before = shown_panes(model)
    model.set_pane(A.id, pane)
    assert shown_panes(model) == before


def test_more_units_than_axes_go_to_another_pane() -> None:
    model = PlotModel()
    model.add(CURVES)
    assert all(len(pane) <= 3 for pane in model.panes())


def test_every_change_to_the_sheet_is_taken_back_and_done_again() -> None:
    model = filled(A.id)
    states = [model.save()]
    changes: list[Callable[[], object]] = [
        lambda: model.add([B]),
        lambda: model.add_comparison(A.id, Shift(HOUR)),
        lambda: model.set_pane(B.id, 2),
        lambda: model.toggle_log(A.unit.symbol),
        lambda: model.set_formulas([FormulaDefinition(PointId("formel:1"), "x", "1")], {}),
        lambda: model.remove(A.id),
        model.clear,
    ]
    for change in changes:
        change()
        states.append(model.save())
    for state in states[-2::-1]:
        assert model.undo()
        assert model.save() == state
    for state in states[1:]:
        assert model.redo()
        assert model.save() == state
    assert not model.redo()


def test_a_new_change_ends_what_could_be_done_again() -> None:
    model = filled(A.id)
    model.add([B])
    model.undo()
    assert model.can_redo
    model.add([C])
    assert not model.can_redo


def test_nothing_to_add_or_remove_is_no_change() -> None:
    model = filled(A.id)
    model.undo()
    model.clear()
    model.add([])
    model.remove(A.id)
    assert not model.can_undo


def test_the_window_shows_the_future_where_there_is_a_forecast() -> None:
    model = filled(A.id)
    model.follow(NOW)
    model.ahead_us = 48 * HOUR
    window = model.window
    assert window is not None
    assert (window.start_us, window.end_us) == (NOW - 12 * HOUR, NOW + 12 * HOUR)
    model.set_window(NOW - 24 * HOUR, NOW)
    model.pan(10)
    assert model.window is not None
    assert model.window.end_us == NOW + 48 * HOUR
    model.ahead_us = 0
    model.pan(-0.5)
    model.pan(3)
    assert model.window is not None
    assert model.window.end_us <= NOW + 36 * HOUR


def test_what_is_kept_of_a_sheet_survives_a_file() -> None:
    model = filled()
    model.add_comparison(A.id, Shift(-HOUR))
    model.add_forecast(B.id, "saisonal")
    model.set_visible(C.id, is_visible=False)
    model.set_pane(C.id, 1)
    model.markers = (NOW, None)
    model.toggle_log("µg/m³")
    again = PlotModel()
    again.restore(json.loads(json.dumps(model.save())), POINTS)
    assert again.save() == model.save()
    assert again.trace(forecast_id(B.id, "saisonal")) is not None


def test_sheets_from_before_there_were_comparisons_are_still_read() -> None:
    model = PlotModel()
    model.restore({"points": [A.id, B.id], "slots": [4, 2], "hidden": [B.id]}, POINTS)
    assert [(t.point.id, t.slot, t.is_visible) for t in model.traces] == [
        (A.id, 4, True), (B.id, 2, False)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("us", "german", "english"),
    [
        (HOUR, "1 h früher", "1 h earlier"),
        (-26 * HOUR - 60_000_000, "1 d 2 h 1 min später", "1 d 2 h 1 min later"),
        (1, "0 min früher", "0 min earlier"),
    ],
)
def test_an_overlay_says_how_far_it_is_moved(us: int, german: str, english: str) -> None:
    name = comparison_point(A, Shift(us)).name
    assert name.de.startswith(f"{german}: ")
    assert name.en.startswith(f"{english}: ")
