"""The self-test and the pictures wait for the map, and never for ever."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.console.workspaces import LAGE, VERLAEUFE
from app.verbs.maps import LEAST_COLOURS, try_map, wait_for_map
from tests.fakes.console import Setting
from widgets.map.conditions import Condition

CAMERA = {
    "on": "camera",
    "center": [7.8, 51.7],
    "zoom": 12.0,
    "box": [7.7, 51.6, 7.9, 51.8],
    "metres": 20.0,
}
WAIT_S = 1.5


@pytest.fixture
def setting(qtbot: QtBot) -> Iterator[Setting]:
    setting = Setting(qtbot)
    yield setting
    setting.close()


def canvas_of(console: Any) -> Any:
    return console.window.pages[LAGE].map.canvas


def many_colours() -> QImage:
    pixels = np.arange(64 * 64, dtype=np.uint32) * 97 | 0xFF000000
    image = QImage(pixels.tobytes(), 64, 64, 64 * 4, QImage.Format.Format_RGB32)
    return image.copy()


def draw(canvas: Any, picture: QImage) -> None:
    canvas.become_ready()
    canvas.say({"on": "shown"})
    canvas.say(CAMERA)
    canvas.picture = picture


def test_a_drawn_map_passes(setting: Setting) -> None:
    console = setting.live()
    draw(canvas_of(console), many_colours())
    seen = try_map(console, WAIT_S)
    assert (seen["passed"], seen["condition"], seen["said"]) == (True, "alive", "")
    assert seen["colours"] >= LEAST_COLOURS


def test_a_map_without_anything_on_it_does_not_pass(setting: Setting) -> None:
    console = setting.live()
    canvas = canvas_of(console)
    draw(canvas, canvas.picture)
    seen = try_map(console, WAIT_S)
    assert (seen["passed"], seen["colours"]) == (False, 0)


def test_an_engine_that_never_starts_does_not_pass(setting: Setting) -> None:
    seen = try_map(setting.live(), WAIT_S)
    assert (seen["passed"], seen["condition"]) == (False, "starting")


@pytest.mark.parametrize("condition", [Condition.NO_WEBGL, Condition.BLANK, Condition.BROKEN])
def test_where_no_map_can_be_drawn_the_table_passes(setting: Setting, condition: Condition) -> None:
    console = setting.live()
    canvas_of(console).become(condition)
    seen = try_map(console, WAIT_S)
    assert seen["passed"]
    assert seen["condition"] == str(condition)
    assert seen["rows"] > 0
    assert seen["said"]


def test_only_a_map_in_front_is_waited_for(setting: Setting) -> None:
    console = setting.live(workspace=VERLAEUFE)
    assert not wait_for_map(console, 1e6)
    console.window.open_workspace(LAGE)
    console.window.pages[LAGE].show_table()  # type: ignore[attr-defined]  # the overview
    assert not wait_for_map(console, 1e6)
