"""The stage: says what is to be seen once a turn, and all of it again after a restart."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.maps import Box, MapLayer
from app.domain.points import Location
from app.services.maps.sources import ImageSource, StateRows
from tests.fakes.map_scenes import HAMM, devices, layer, source
from tests.fakes.maps import FakeCanvas
from widgets.map.paces import Pace
from widgets.map.protocol import Mode
from widgets.map.stage import FLIGHT_MS, MapStage
from widgets.theme import theme

CAMERA = {"on": "camera", "center": [7.8, 51.6], "zoom": 13.5, "box": [7, 51, 8, 52], "metres": 4}


@pytest.fixture
def stage(canvas: FakeCanvas) -> MapStage:
    return MapStage(canvas, canvas)


@pytest.fixture
def ready(canvas: FakeCanvas, stage: MapStage, qtbot: QtBot) -> MapStage:
    """A stage with two devices whose page has said that it is ready."""
    stage.set_layers([layer("points:a")])
    stage.set_source(two_devices())
    canvas.become_ready()
    said(canvas, qtbot)
    return stage


def two_devices(version: int = 1) -> Any:
    return source("points", devices([HAMM, HAMM]), version)


def said(canvas: FakeCanvas, qtbot: QtBot) -> list[dict[str, Any]]:
    """Return what was sent in the turn that ends now."""
    qtbot.wait(1)
    return [dict(message) for message in canvas.take_messages()]


def kinds(messages: list[dict[str, Any]]) -> list[str]:
    return [message["do"] for message in messages]


def rows(*pairs: tuple[int, int], source_id: str = "points") -> StateRows:
    return StateRows(source_id, ("r", "a"), [row for row, _ in pairs], [[r, 0] for _, r in pairs])


def test_nothing_is_said_before_the_page_is_ready(
    canvas: FakeCanvas, stage: MapStage, qtbot: QtBot
) -> None:
    stage.set_layers([layer("points:a")])
    stage.set_states(rows((0, 6)))
    assert said(canvas, qtbot) == []


def test_calls_of_one_turn_are_one_style(canvas: FakeCanvas, ready: MapStage, qtbot: QtBot) -> None:
    ready.set_layers([layer("points:a"), layer("alarms")])
    ready.set_source(source("alarms"))
    ready.set_source(two_devices(2))
    ready.set_language("en")
    messages = said(canvas, qtbot)
    assert kinds(messages) == ["style"]
    assert messages[0]["style"]["sources"]["points"]["data"].endswith("/points/2.json")


def test_the_same_again_says_nothing(canvas: FakeCanvas, ready: MapStage, qtbot: QtBot) -> None:
    ready.set_source(two_devices())
    ready.set_layers([layer("points:a")])
    ready.set_language("de")
    assert said(canvas, qtbot) == []


def test_states_of_one_turn_are_one_message_with_the_newest_of_each_feature(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    ready.set_states(rows((0, 2), (1, 3)))
    tick = ready.set_states(rows((1, 6)))
    (message,) = said(canvas, qtbot)
    assert message["do"] == "states"
    assert dict(zip(message["ids"], message["rows"], strict=True)) == {0: [2, 0], 1: [6, 0]}
    assert message["tick"] == tick


def test_only_new_states_are_said(canvas: FakeCanvas, ready: MapStage, qtbot: QtBot) -> None:
    ready.set_states(rows((0, 2), (1, 3)))
    said(canvas, qtbot)
    ready.set_states(rows((1, 0)))
    (message,) = said(canvas, qtbot)
    assert message["ids"] == [1]


def test_a_style_comes_before_the_states_it_brings_features_for(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    ready.set_source(two_devices(2))
    ready.set_states(rows((0, 5)))
    assert kinds(said(canvas, qtbot)) == ["style", "states"]


def test_a_new_version_forgets_the_states_of_the_old_one(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    ready.set_states(rows((0, 6)))
    said(canvas, qtbot)
    ready.set_source(two_devices(2))
    said(canvas, qtbot)
    canvas.become_ready()
    assert "states" not in kinds(said(canvas, qtbot))


def test_after_a_restart_everything_is_said_again(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    ready.set_states(rows((0, 6), (1, 1)))
    ready.select("points", [1])
    ready.set_mode(Mode.AREA)
    ready.sketch([HAMM, (7.9, 51.7)], is_closed=True)
    ready.mark(Location(*HAMM))
    canvas.say(CAMERA)
    said(canvas, qtbot)
    canvas.become_ready()
    messages = {message["do"]: message for message in said(canvas, qtbot)}
    assert list(messages) == ["style", "states", "camera", "select", "mode", "sketch", "mark"]
    assert messages["states"]["ids"] == [0, 1]
    assert messages["select"]["ids"] == [1]
    assert messages["camera"] == {"do": "camera", "center": [7.8, 51.6], "zoom": 13.5, "ms": 0}
    assert messages["mode"]["mode"] == "area"
    assert messages["sketch"]["closed"] is True
    assert messages["mark"]["place"] == list(HAMM)


def test_the_first_page_looks_at_what_was_asked_for_before_it_was_there(
    canvas: FakeCanvas, stage: MapStage, qtbot: QtBot
) -> None:
    stage.fit(Box(7.6, 51.5, 8.0, 51.8))
    canvas.become_ready()
    message = said(canvas, qtbot)[-1]
    assert (message["do"], message["box"], message["ms"]) == ("fit", [7.6, 51.5, 8.0, 51.8], 0)


def test_a_flight_keeps_the_height_and_is_short(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    canvas.say(CAMERA)
    ready.fly_to(*HAMM)
    (message,) = said(canvas, qtbot)
    assert message == {"do": "camera", "center": list(HAMM), "zoom": 13.5, "ms": FLIGHT_MS}
    ready.fly_to(*HAMM, 16, at_once=True)
    assert said(canvas, qtbot)[0]["ms"] == 0


def test_zooming_keeps_the_middle(canvas: FakeCanvas, ready: MapStage, qtbot: QtBot) -> None:
    ready.zoom_by(1)
    assert said(canvas, qtbot) == []  # nothing is known of the camera yet
    canvas.say(CAMERA)
    ready.zoom_by(-1)
    (message,) = said(canvas, qtbot)
    assert (message["center"], message["zoom"]) == ([7.8, 51.6], 12.5)


def test_the_camera_is_known_as_the_page_told_it(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(ready.moved):
        canvas.say(CAMERA)
    assert ready.camera is not None
    assert ready.camera.metres == 4
    assert ready.camera.box == Box(7, 51, 8, 52)


@pytest.mark.parametrize("broken", [{"center": None}, {"zoom": "x"}, {"box": [1, 2]}])
def test_a_camera_that_cannot_be_read_changes_nothing(
    canvas: FakeCanvas, ready: MapStage, broken: dict[str, Any]
) -> None:
    canvas.say({**CAMERA, **broken})
    assert ready.camera is None


def test_a_resting_map_is_told_nothing_and_then_all_it_missed(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    ready.rest(True)
    assert said(canvas, qtbot) == [{"do": "resting", "resting": True}]
    ready.set_states(rows((0, 6)))
    ready.set_states(rows((0, 5), (1, 2)))
    ready.set_source(source("alarms"))
    assert said(canvas, qtbot) == []
    ready.rest(False)
    messages = said(canvas, qtbot)
    assert kinds(messages) == ["resting", "style", "states"]
    assert messages[-1]["rows"] == [[5, 0], [2, 0]]


def test_painted_and_shown_are_passed_on(canvas: FakeCanvas, ready: MapStage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ready.painted) as painted:
        canvas.say({"on": "painted", "tick": 5})
    assert painted.args == [5]
    with qtbot.waitSignal(ready.shown):
        canvas.say({"on": "shown"})


def test_a_style_that_is_out_of_date_is_not_told_as_shown(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    told: list[bool] = []
    ready.shown.connect(lambda: told.append(True))
    ready.set_source(two_devices(2))
    canvas.say({"on": "shown", "number": 1})  # before the new style is sent
    (message,) = said(canvas, qtbot)
    canvas.say({"on": "shown", "number": message["number"] - 1})  # and while it is on its way
    assert told == []
    canvas.say({"on": "shown", "number": message["number"]})
    assert told == [True]


def test_the_data_of_a_version_are_served_until_a_newer_one_is_shown(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    assert canvas.contents.get("data/points/1.json") is not None
    ready.set_source(two_devices(2))
    canvas.say({"on": "shown"})  # that of the style before
    assert canvas.contents.get("data/points/1.json") is not None
    said(canvas, qtbot)
    canvas.say({"on": "shown"})
    assert canvas.contents.get("data/points/1.json") is None
    assert canvas.contents.get("data/points/2.json") is not None


def test_a_picture_is_served_as_one(canvas: FakeCanvas, ready: MapStage) -> None:
    corners = ((7.0, 52.0), (8.0, 52.0), (8.0, 51.0), (7.0, 51.0))
    ready.set_source(ImageSource("surface", 1, b"\x89PNG", corners))
    assert canvas.contents.get("data/surface/1.png") == ("image/png", b"\x89PNG")


def test_a_dropped_source_is_drawn_no_more(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    ready.drop_source("points")
    ready.drop_source("points")
    (message,) = said(canvas, qtbot)
    assert "points" not in message["style"]["sources"]


def test_a_theme_has_its_own_colours_and_signs(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    sprites = set()
    for name in ("light", "dark"):
        theme().apply(name)
        style = said(canvas, qtbot)[-1]["style"]
        sprites.add(style["sprite"])
        path = style["sprite"].removeprefix("leitstand://app/")
        for ending in (".json", ".png", "@2x.json", "@2x.png"):
            assert canvas.contents.get(f"{path}{ending}") is not None
    assert len(sprites) == 2


def test_letters_are_served(canvas: FakeCanvas, stage: MapStage) -> None:
    found = canvas.contents.get("glyphs/regular/0-255.pbf")
    assert found is not None
    assert found[0] == "application/x-protobuf"


def test_icons_of_layers_are_among_the_signs(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    before = canvas.contents.paths()
    layers: list[MapLayer] = [layer("points:a", icon="mdi6.leaf")]
    ready.set_layers(layers)
    said(canvas, qtbot)
    new = set(canvas.contents.paths()) - set(before)
    index = next(path for path in new if path.endswith(".json") and "@" not in path)
    found = canvas.contents.get(index)
    assert found is not None
    assert b"mdi6.leaf" in found[1]


def test_states_of_a_hidden_layer_are_said_when_it_is_drawn(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    ready.set_states(rows((0, 2), (1, 6)))
    ready.set_layers([layer("points:a", is_visible=False)])
    said(canvas, qtbot)
    ready.set_states(rows((1, 4)))
    assert said(canvas, qtbot) == []
    ready.set_layers([layer("points:a")])
    style, message = said(canvas, qtbot)
    assert style["do"] == "style"
    assert dict(zip(message["ids"], message["rows"], strict=True)) == {0: [2, 0], 1: [4, 0]}


def test_states_of_a_source_that_is_not_there_wait_for_it(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    ready.set_states(rows((0, 2), source_id="connections"))
    assert said(canvas, qtbot) == []


def test_a_closed_stage_waits_for_nothing(
    canvas: FakeCanvas, ready: MapStage, qtbot: QtBot
) -> None:
    canvas.pace = Pace()
    ready.set_states(rows((0, 6)))
    said(canvas, qtbot)
    ready.set_states(rows((0, 5)))
    assert said(canvas, qtbot) == [], "the page has not answered yet"
    ready.close()
    assert not ready._turn.isActive()
    assert said(canvas, qtbot) == []
