"""Pointer, keys and tools on the real page: what is told, and what is not."""

import math

import pytest
from PySide6.QtCore import Qt

from app.domain.points import Location
from tests.fakes.map_scenes import HAMM, alarm, devices, layer, source
from tests.widgets.map.page.conftest import SIZE, Bench
from widgets.map.protocol import Feature, Mode

PX = 512 * 2**14 / 360
STEP = 100 / PX
X, Y = SIZE[0] // 2, SIZE[1] // 2


@pytest.fixture
def two(bench: Bench) -> Bench:
    """A page with two devices, 100 px left and right of the middle."""
    places = [(HAMM[0] - STEP, HAMM[1]), (HAMM[0] + STEP, HAMM[1])]
    bench.stage.set_layers([layer("points:a"), layer("alarms")])
    bench.look(HAMM)
    bench.shown(lambda: bench.stage.set_source(source("points", devices(places))))
    bench.heard.clear()
    return bench


@pytest.fixture
def cluster(bench: Bench) -> Bench:
    """A page with a cluster of five devices in its middle."""
    places = [(HAMM[0] + (at - 2) * STEP / 50, HAMM[1]) for at in range(5)]
    bench.stage.set_layers([layer("points:a")])
    bench.look(HAMM, 12)
    made = source("points", devices(places), cluster_radius=40, cluster_max_zoom=14)
    bench.shown(lambda: bench.stage.set_source(made))
    bench.heard.clear()
    return bench


def test_a_click_tells_the_device_and_the_place(two: Bench) -> None:
    two.click(X + 100, Y)
    message = two.wait_for("click")
    found = Feature.of(message["features"][0])
    assert found is not None
    assert (found.layer, found.source, found.id, found.key) == ("points:a", "points", 1, "device-1")
    assert message["place"] == pytest.approx([HAMM[0] + STEP, HAMM[1]], abs=1e-4)
    assert message["keys"] == {"shift": False, "ctrl": False, "alt": False}


def test_a_click_beside_tells_no_device(two: Bench) -> None:
    two.click(X, Y + 80)
    assert two.wait_for("click")["features"] == []


def test_the_right_button_asks_for_a_menu(two: Bench) -> None:
    two.click(X - 100, Y, right=True)
    assert two.wait_for("menu")["features"][0]["key"] == "device-0"


def test_the_topmost_comes_first(two: Bench) -> None:
    place = (HAMM[0] + STEP, HAMM[1])
    two.shown(lambda: two.stage.set_source(source("alarms", [alarm(7, place, 6)])))
    two.click(X + 100, Y)
    features = two.wait_for("click")["features"]
    assert [one["layer"] for one in features] == ["alarms", "points:a"]


def test_hover_tells_a_device_once_and_when_it_is_left(two: Bench) -> None:
    two.hover(X + 100, Y)
    two.move(X + 102, Y)
    two.move(X, Y + 80)
    two.wait_for("hover", lambda one: one["feature"] is None)
    told = [message["feature"] and message["feature"]["key"] for message in two.said("hover")]
    assert told == ["device-1", None]


def test_the_place_below_the_pointer_is_told(two: Bench) -> None:
    two.move(X, Y)
    two.wait_for("pointer", lambda one: one["place"] == pytest.approx(list(HAMM), abs=1e-4))


def test_a_cluster_tells_all_of_its_devices(cluster: Bench) -> None:
    cluster.click(X, Y)
    message = cluster.wait_for("cluster")
    assert (message["source"], sorted(message["ids"])) == ("points", [0, 1, 2, 3, 4])
    assert not cluster.said("click")


def test_hover_over_a_cluster_tells_which_devices_it_holds(cluster: Bench) -> None:
    message = cluster.hover(X, Y)
    found = Feature.of(message["feature"])
    assert found is not None
    assert (found.source, found.id, found.key) == ("points", -1, "")
    assert sorted(found.properties["leaves"]) == [0, 1, 2, 3, 4]


def test_what_appears_below_a_resting_pointer_is_told(two: Bench) -> None:
    two.move(X, Y + 80)
    south = 0.8 * STEP * math.cos(math.radians(HAMM[1]))
    place = (HAMM[0], HAMM[1] - south)
    two.shown(lambda: two.stage.set_source(source("alarms", [alarm(7, place, 6)])))
    told = two.wait_for("hover", lambda one: one["feature"] is not None)
    assert told["feature"]["layer"] == "alarms"


def test_a_double_click_on_a_cluster_comes_closer(cluster: Bench) -> None:
    cluster.double(X, Y)
    cluster.wait_for("camera", lambda one: one["zoom"] > 12.9)


@pytest.mark.parametrize("mode", [Mode.RECTANGLE, Mode.MOVE])
def test_a_rectangle_is_drawn_in_its_mode_and_with_shift(two: Bench, mode: Mode) -> None:
    two.stage.set_mode(mode)
    two.stage.zoom_by(0)
    two.wait_for("camera")
    two.drag((X - 150, Y - 50), (X, Y), (X + 50, Y + 50), shift=mode is Mode.MOVE)
    message = two.wait_for("drawn")
    assert message["mode"] == "rectangle"
    corners = message["coordinates"]
    assert len(corners) == 4
    west, east = HAMM[0] - 1.5 * STEP, HAMM[0] + STEP / 2
    assert sorted({round(x, 4) for x, _ in corners}) == pytest.approx([west, east], abs=2e-4)
    assert not two.said("click")


def test_a_lasso_follows_the_pointer(two: Bench) -> None:
    two.stage.set_mode(Mode.LASSO)
    two.stage.mark(Location(*HAMM))
    two.stage.zoom_by(0)
    two.wait_for("camera")
    two.drag((X - 50, Y - 50), (X + 50, Y - 50), (X + 50, Y + 50), (X - 50, Y + 50))
    message = two.wait_for("drawn")
    assert message["mode"] == "lasso"
    assert len(message["coordinates"]) == 4


def test_a_distance_is_clicked_and_ended_with_a_double_click(two: Bench) -> None:
    two.stage.set_mode(Mode.DISTANCE)
    two.stage.zoom_by(0)
    two.wait_for("camera")
    two.click(X - 100, Y)
    two.click(X, Y)
    two.double(X + 100, Y)
    message = two.wait_for("drawn")
    assert message["mode"] == "distance"
    found = [x for x, _ in message["coordinates"]]
    assert found == pytest.approx([HAMM[0] - STEP, HAMM[0], HAMM[0] + STEP], abs=1e-4)
    assert two.said("drawing")
    assert not two.said("click")


def test_backspace_takes_the_last_corner_and_enter_ends_an_area(two: Bench) -> None:
    two.stage.set_mode(Mode.AREA)
    two.stage.zoom_by(0)
    two.wait_for("camera")
    for x, y in ((X - 100, Y), (X, Y), (X, Y + 90), (X + 60, Y + 60)):
        two.click(x, y)
    two.press(Qt.Key.Key_Backspace)
    two.press(Qt.Key.Key_Return)
    message = two.wait_for("drawn")
    assert message["mode"] == "area"
    assert len(message["coordinates"]) == 3


def test_escape_abandons_a_sketch_and_is_told_when_there_is_none(two: Bench) -> None:
    two.stage.set_mode(Mode.DISTANCE)
    two.stage.zoom_by(0)
    two.wait_for("camera")
    two.click(X - 100, Y)
    two.wait_for("drawing")
    two.press(Qt.Key.Key_Escape)
    two.wait_for("abandoned")
    assert not two.said("key")
    two.press(Qt.Key.Key_Escape)
    assert two.wait_for("key")["key"] == "Escape"


def test_home_is_told_and_letters_are_not(two: Bench) -> None:
    two.press(Qt.Key.Key_A)
    two.press(Qt.Key.Key_F6)
    two.press(Qt.Key.Key_Home)
    two.wait_for("key")
    assert [message["key"] for message in two.said("key")] == ["Home"]


def test_arrows_and_plus_move_the_map(two: Bench) -> None:
    two.type("+")
    two.wait_for("camera", lambda one: one["zoom"] > 14.9)
    two.press(Qt.Key.Key_Right)
    two.wait_for("camera", lambda one: one["center"][0] > HAMM[0] + 0.0002)
