"""The self-test and the pictures wait for the twin, and never for ever."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.console.workspaces import LAGE, ZWILLING
from app.verbs.twin_scenes import LEAST_COLOURS, is_drawn, try_twin, wait_for_twin
from tests.fakes.console_twin import TwinSetting, page_of, stage_of
from twin_viewer.rendering.threads import Picture
from twin_viewer.view import TwinView
from twin_viewer.views.conditions import Condition

WAIT_S = 1.5


@pytest.fixture
def setting(qtbot: QtBot) -> Iterator[TwinSetting]:
    setting = TwinSetting(qtbot)
    yield setting
    setting.close()


def draw(view: TwinView, *, is_plain: bool = False, is_final: bool = True) -> None:
    """Let the scene be drawn: of many colours, or of one."""
    stage = stage_of(view)
    shades = np.arange(64 * 64, dtype=np.uint32) * (0 if is_plain else 97) | 0xFF000000
    pixels = shades.astype("<u4").view(np.uint8).reshape(64, 64, 4)
    picture = Picture(pixels, stage.camera, (64, 64), 1, 0.01, is_final)
    stage.pictured.emit(picture)


def test_a_drawn_city_passes(setting: TwinSetting) -> None:
    console = setting.live()
    draw(setting.seen(console))
    seen = try_twin(console, WAIT_S)
    assert (seen["passed"], seen["condition"], seen["said"]) == (True, "alive", "")
    assert seen["graphics"] == "fake graphics"
    assert seen["colours"] >= LEAST_COLOURS
    assert seen["datasets"] == 1


def test_the_twin_is_opened_for_the_test(setting: TwinSetting) -> None:
    console = setting.live(workspace=LAGE)
    seen = try_twin(console, WAIT_S)
    assert console.window.workspace == ZWILLING
    assert page_of(console).twin.scenery is not None
    assert not seen["passed"]  # its graphics never started


@pytest.mark.parametrize("how", [{"is_plain": True}, {"is_final": False}])
def test_sky_alone_or_a_picture_on_its_way_does_not_pass(
    setting: TwinSetting, how: dict[str, Any]
) -> None:
    console = setting.live()
    view = setting.seen(console)
    draw(view, **how)
    assert not is_drawn(view)
    assert not try_twin(console, WAIT_S)["passed"]


def test_a_city_that_is_still_read_is_waited_for(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    draw(view)
    assert is_drawn(view)
    assert view.data is not None
    view.data._is_complete = False
    assert not is_drawn(view)


def test_graphics_that_cannot_draw_pass_with_a_reason(setting: TwinSetting) -> None:
    console = setting.live()
    stage_of(setting.seen(console)).failed.emit("no OpenGL 3.2")
    seen = try_twin(console, WAIT_S)
    assert seen["passed"]
    assert seen["condition"] == str(Condition.FAILED)
    assert seen["said"] == "no OpenGL 3.2"
    assert seen["colours"] == 0


def test_devices_alone_are_drawn_too(setting: TwinSetting) -> None:
    setting.open_library, setting.keys = None, ()
    console = setting.live()
    draw(setting.seen(console))
    seen = try_twin(console, WAIT_S)
    assert (seen["passed"], seen["datasets"]) == (True, 0)


def test_only_a_twin_in_front_is_waited_for(setting: TwinSetting) -> None:
    console = setting.live(workspace=LAGE)
    assert not wait_for_twin(console, 1e6)
    setting.seen(console)
    console.window.open_workspace(LAGE)
    assert not wait_for_twin(console, 1e6)
