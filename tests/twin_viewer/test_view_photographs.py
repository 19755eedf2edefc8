"""Photographs take the camera and give it back; pointing goes on in them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.fakes.twin import FRAME, KEYS, FakeStage, SmallLibrary, key, twin_city, twin_state
from twin_viewer.model.panoramas import PanoramaPose, Survey
from twin_viewer.tools.commands import Command, Tool
from twin_viewer.view import TwinView


class StreetLibrary(SmallLibrary):
    """The small library with two photographs."""

    def __init__(self, file: Path) -> None:
        super().__init__(keys=KEYS[4:5])
        east, north = float(FRAME.east), float(FRAME.north)
        self.poses = tuple(
            PanoramaPose(f"p{row}", file, east, north + 8.0 * row, 62.4, 0.0) for row in range(2)
        )

    @override
    def surveys(self) -> tuple[tuple[str, Survey], ...]:
        return (("fahrt", Survey(self.poses)), ("fahrt", Survey(self.poses[:1])))


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TwinView]:
    """A view with photographs, ready."""
    file = tmp_path / "p.jpg"
    Image.fromarray(np.full((64, 128, 3), 120, np.uint8)).save(file)
    city = twin_city()
    made = TwinView(lambda _tell: StreetLibrary(file), make_stage=FakeStage)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.set_city(city)
    made.show()
    made.show_state(twin_state(city))
    qtbot.waitUntil(lambda: made.scenery is not None)
    made.staging._take_started("llvmpipe")
    qtbot.waitUntil(lambda: made.data is not None and bool(made.data.poses))
    yield made
    made.close_feed()


def test_a_photograph_is_entered_and_left(view: TwinView, qtbot: QtBot) -> None:
    scenery, data = view.scenery, view.data
    assert scenery is not None
    assert data is not None
    assert set(data.poses) == {"fahrt/p0", "fahrt/p1", "fahrt-1/p0"}
    assert view.tools.actions_of[Command.PANORAMA].isEnabled()
    view.acts.open_panorama(np.array((0.0, 9.0, 60.0)))
    assert scenery.panorama.pose_id == "fahrt/p1"
    assert view.tools.actions_of[Command.PANORAMA].isChecked()
    was_locked = scenery.pilot.is_locked
    assert was_locked
    assert scenery.canvas.hands[0] is scenery.pointing
    assert scenery.live.chips.reach_m < 1_000.0
    qtbot.waitUntil(lambda: abs(scenery.stage.camera.height - 62.4) < 0.1, timeout=3000)
    scenery.canvas.keyPressEvent(key(Qt.Key.Key_Escape))
    assert not scenery.panorama.is_active
    assert not scenery.pilot.is_locked
    assert not view.tools.actions_of[Command.PANORAMA].isChecked()
    assert [type(one).__name__ for one in scenery.canvas.hands] == [
        "PlacingHand",
        "Lasso",
        "Sketches",
        "Pointing",
        "Pilot",
    ]


def test_a_device_is_placed_in_a_photograph(view: TwinView, qtbot: QtBot) -> None:
    scenery = view.scenery
    assert scenery is not None
    scenery.panorama.enter("fahrt/p0")
    view.set_tool(Tool.ASSET)
    assert scenery.panorama.is_placing
    with qtbot.waitSignal(view.asset_requested) as caught:
        scenery.panorama.asset_requested.emit(
            np.array((FRAME.east + 1.0, FRAME.north + 2.0, 63.0)), "fahrt/p0"
        )
    assert caught.args is not None
    placed = caught.args[0]
    assert placed.panorama == "fahrt/p0"
    assert placed.spot.east == pytest.approx(FRAME.east + 1.0)
    assert view.tools.actions_of[Command.POINT].isChecked()


def test_without_photographs_it_is_said(view: TwinView, qtbot: QtBot) -> None:
    scenery = view.scenery
    assert scenery is not None
    scenery.panorama.set_surveys({})
    with qtbot.waitSignal(view.message_requested) as caught:
        view.acts.turn_panorama(is_on=True)
    assert caught.args == ["Hier gibt es keine Straßenfotos."]
