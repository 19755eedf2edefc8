"""The stage draws one picture per change, none at rest, and never holds the window up."""

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.twin_viewer.rendering.scenery import (
    DEADLINE_MS,
    FRAME,
    SIZE,
    make_tile,
    overview,
    picture_of,
    when_done,
)
from twin_viewer.rendering import stage as stages
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.layers.buildings import BuildingLayer
from twin_viewer.rendering.meshes import tile_mesh
from twin_viewer.rendering.stage import Stage
from twin_viewer.rendering.threads import Picture
from widgets.theme import DARK, LIGHT, theme
from widgets.theme.tokens import Tokens


def test_a_picture_has_the_size_and_the_camera_that_were_asked_for(
    stage: Stage, qtbot: QtBot
) -> None:
    picture = picture_of(stage, qtbot)
    assert picture.pixels.shape == (SIZE[1], SIZE[0], 4)
    assert picture.pixels.dtype == np.uint8
    assert picture.pixels.flags.c_contiguous
    assert picture.camera == overview()
    stage.resize(200, 100)
    assert picture_of(stage, qtbot).pixels.shape == (100, 200, 4)


def test_a_change_makes_one_picture_and_rest_makes_none(stage: Stage, qtbot: QtBot) -> None:
    for heading in (40.0, 50.0, 60.0):
        before = stage.pictures
        with qtbot.waitSignal(stage.pictured, timeout=DEADLINE_MS):
            stage.set_camera(overview(heading=heading))
        when_done(stage, qtbot)
        qtbot.wait(60)
        assert stage.pictures == before + 1


def test_the_same_camera_again_makes_no_picture(stage: Stage, qtbot: QtBot) -> None:
    before = stage.pictures
    stage.set_camera(replace(stage.camera))
    stage.resize(*stage.size)
    stage.do(lambda _: None, redraw=False)
    when_done(stage, qtbot)
    qtbot.wait(60)
    assert stage.pictures == before


def test_hidden_it_draws_nothing_and_shown_again_once(stage: Stage, qtbot: QtBot) -> None:
    stage.set_open(is_open=False)
    when_done(stage, qtbot)
    before = stage.pictures
    for heading in range(10):
        stage.set_camera(overview(heading=heading))
    when_done(stage, qtbot)
    qtbot.wait(60)
    assert stage.pictures == before
    with qtbot.waitSignal(stage.pictured, timeout=DEADLINE_MS) as shown:
        stage.set_open(is_open=True)
    assert isinstance(shown.args[0], Picture)
    assert shown.args[0].camera == overview(heading=9)
    assert stage.pictures == before + 1


def test_a_camera_that_moves_is_told_and_comes_to_rest_sharp(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "MOVING_S", 0.0)  # every picture takes too long
    got: list[Picture] = []
    told: list[Camera] = []
    stage.pictured.connect(got.append)
    stage.camera_changed.connect(told.append)
    for heading in range(31, 41):
        with qtbot.waitSignal(stage.pictured, timeout=DEADLINE_MS):
            stage.set_camera(overview(heading=heading), is_moving=True)
    widths = [picture.pixels.shape[1] for picture in got]
    assert widths[-1] < widths[0] == SIZE[0]
    assert all(picture.size == SIZE for picture in got)
    assert [camera.heading for camera in told] == list(range(31, 41))
    qtbot.waitUntil(lambda: got[-1].pixels.shape[1] == SIZE[0], timeout=DEADLINE_MS)
    stage.pictured.disconnect(got.append)
    stage.camera_changed.disconnect(told.append)


def test_another_theme_is_taken_by_the_scene_and_its_layers(stage: Stage, qtbot: QtBot) -> None:
    layer = BuildingLayer()
    layer.put(tile_mesh(make_tile()))
    stage.do(lambda scene: scene.put(layer))
    bright = picture_of(stage, qtbot).pixels[:, :, :3].mean()
    theme().apply("dark")
    dark = picture_of(stage, qtbot).pixels[:, :, :3].mean()
    assert dark < bright / 2
    seen: list[Tokens] = []
    stage.do(lambda scene: seen.append(scene.tokens))
    when_done(stage, qtbot)
    assert seen == [DARK]
    theme().apply("light")
    stage.do(lambda scene: seen.append(scene.tokens))
    when_done(stage, qtbot)
    assert seen[-1] == LIGHT


def test_what_is_done_before_the_start_is_done_then(qtbot: QtBot) -> None:
    stage = Stage(FRAME)
    done: list[int] = []
    stage.do(lambda _: done.append(1))
    stage.do(lambda _: done.append(2))
    with qtbot.waitSignal(stage.started, timeout=DEADLINE_MS) as started:
        stage.start()
        stage.start()
    when_done(stage, qtbot)
    assert done == [1, 2]
    assert started.args[0]
    stage.close()
    stage.do(lambda _: done.append(3))
    stage.request_frame()
    stage.close()
    assert done == [1, 2]


def test_graphics_that_fail_are_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no display")

    monkeypatch.setattr(stages, "Scene", broken)
    stage = Stage(FRAME)
    with qtbot.waitSignal(stage.failed, timeout=DEADLINE_MS) as failed:
        stage.start()
    assert failed.args == ["no display"]
    stage.close()
