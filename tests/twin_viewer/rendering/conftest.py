"""One scene and one stage for all tests that draw: graphics are slow to start, never quite freed.

`scene` is drawn in the test's own thread and needs no Qt; `stage` has a render thread. Both come
empty, in the light theme, 320 x 240 pixels, and are emptied after each test. What can be put into
them is in `scenery`.
"""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.twin_viewer.rendering.scenery import (
    FRAME,
    SIZE,
    Draw,
    Pixels,
    overview,
    picture_of,
    when_done,
)
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.scenes import Scene
from twin_viewer.rendering.stage import Stage
from widgets.theme import LIGHT, theme


@pytest.fixture(scope="session")
def session_scene() -> Iterator[Scene]:
    scene = Scene(FRAME, LIGHT)
    yield scene
    scene.close()


@pytest.fixture
def scene(session_scene: Scene) -> Iterator[Scene]:
    """An empty scene that is drawn in this thread."""
    session_scene.restyle(LIGHT)
    session_scene.resize(*SIZE)
    yield session_scene
    _empty(session_scene)


@pytest.fixture
def draw(scene: Scene) -> Draw:
    """Draws the scene from a camera; returns the picture's pixels (height, width, 3)."""

    def drawn(camera: Camera | None = None, *, is_moving: bool = False) -> Pixels:
        scene.prepare(camera or overview(), is_moving=is_moving)
        return scene.draw()[:, :, :3]

    return drawn


@pytest.fixture(scope="session")
def session_stage(qapp: object) -> Iterator[Stage]:
    del qapp
    stage = Stage(FRAME)
    stage.start()
    yield stage
    stage.close()


@pytest.fixture
def stage(session_stage: Stage, qtbot: QtBot) -> Iterator[Stage]:
    """An empty stage that runs and is open; it draws in its own thread."""
    theme().apply("light")
    session_stage.resize(*SIZE)
    session_stage.set_camera(overview())
    session_stage.set_open(is_open=True)
    picture_of(session_stage, qtbot)
    yield session_stage
    theme().apply("light")
    session_stage.set_open(is_open=False)
    session_stage.do(_empty, redraw=False)
    when_done(session_stage, qtbot)
    qtbot.waitUntil(lambda: not session_stage._rest.isActive())


def _empty(scene: Scene) -> None:
    for layer_id in tuple(scene.layers):
        scene.drop(layer_id)
    for name in tuple(scene._effects):
        scene.set_effect(name, None)
    scene.bottom = 0.0
    scene.renderer.RemoveAllLights()
