"""The mode of photographs: in with the heading kept, along, around, out again; clicks and turns."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from twin_viewer.canvas import TwinCanvas
from twin_viewer.model.frames import SceneFrame
from twin_viewer.model.panoramas import PanoramaPose, Survey
from twin_viewer.panorama.bars import PanoramaBar
from twin_viewer.panorama.modes import FOV, PanoramaMode
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.layers.spheres import Offsets
from twin_viewer.rendering.picking.hits import Hit, HitKind
from twin_viewer.rendering.stage import Stage

FRAME = SceneFrame(412_000, 5_725_000, 0)
SURVEY = Survey(
    tuple(
        PanoramaPose(name, Path(f"{name}.jpg"), 412_000.0, 5_725_000.0 + 10 * number, 62.0, 0.0)
        for number, name in enumerate(("a", "b", "broken", "d"))
    )
)


class Ground:
    """What lies under the pointer: one thing, or nothing."""

    def __init__(self) -> None:
        self.hit: Hit | None = Hit(HitKind.BUILDING, "Haus", np.array((1.0, 2.0, 3.0)), 5.0)

    def pick(self, camera: Camera, x: float, y: float, width: int, height: int) -> Hit | None:
        return self.hit

    def height_at(self, east: float, north: float) -> float | None:
        return None


def read(pose: PanoramaPose, width: int) -> Any:
    if pose.id == "broken":
        raise ValueError("Das Bild „broken.jpg“ ist beschädigt.")
    return np.zeros((width // 2, width, 3), np.uint8)


@pytest.fixture
def stage(qapp: object) -> Iterator[Stage]:
    stage = Stage(FRAME)
    stage.set_camera(Camera(30.0, -40.0, 200.0, 75.0, -40.0))
    yield stage
    stage.close()


@pytest.fixture
def canvas(stage: Stage, qtbot: QtBot) -> TwinCanvas:
    canvas = TwinCanvas(stage)
    qtbot.addWidget(canvas)
    canvas.resize(800, 600)
    return canvas


@pytest.fixture
def ground() -> Ground:
    return Ground()


@pytest.fixture
def mode(stage: Stage, canvas: TwinCanvas, ground: Ground) -> Iterator[PanoramaMode]:
    mode = PanoramaMode(stage, canvas, ground, read=read)
    mode.set_surveys({"drive": SURVEY})
    yield mode
    mode.close()


@pytest.fixture
def inside(mode: PanoramaMode, qtbot: QtBot) -> PanoramaMode:
    with qtbot.waitSignals([mode.shown, mode.shown], timeout=10_000):
        mode.enter("drive/b")
    return mode


def test_entering_keeps_the_heading(inside: PanoramaMode, stage: Stage) -> None:
    camera = stage.camera
    assert camera.position == pytest.approx((0, 10, 62))
    assert camera.heading == 75.0
    assert camera.fov == FOV
    assert abs(camera.pitch) <= 15.0


def test_leaving_keeps_heading_and_place_and_hands_back(
    inside: PanoramaMode, stage: Stage, canvas: TwinCanvas, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(inside.left):
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not inside.is_active
    assert canvas.hands == []
    assert canvas.overlays == []
    assert stage.camera.heading == 75.0
    assert stage.camera.fov == 45.0
    assert stage.camera.position == pytest.approx((0, 10, 62))


def test_walking_goes_where_one_looks(inside: PanoramaMode, stage: Stage, qtbot: QtBot) -> None:
    stage.set_camera(stage.camera.turned(170.0, 0.0))
    with qtbot.waitSignal(inside.shown, timeout=10_000):
        inside.walk()
    assert inside.pose_id == "drive/a"
    assert stage.camera.position == pytest.approx((0, 0, 62))
    assert stage.camera.heading == 170.0


def test_a_broken_photograph_is_told_and_one_can_go_on(
    inside: PanoramaMode, stage: Stage, qtbot: QtBot
) -> None:
    told: list[str] = []
    inside.troubled.connect(told.append)
    stage.set_camera(stage.camera.turned(0.0, 0.0))
    with qtbot.waitSignal(inside.shown, timeout=10_000):
        inside.walk()
    assert inside.pose_id == "drive/broken"
    assert told[-1].startswith("Das Bild „broken.jpg“ ist beschädigt.")
    with qtbot.waitSignal(inside.shown, timeout=10_000):
        inside.walk()
    assert inside.pose_id == "drive/d"
    assert told[-1] == ""


def test_what_is_not_there_cannot_be_entered(mode: PanoramaMode) -> None:
    assert not mode.enter("drive/z")
    assert not mode.is_active


def test_the_nearest_photograph_is_found(mode: PanoramaMode) -> None:
    assert mode.nearest(np.array((3.0, 29.0, 0.0))) == "drive/d"
    mode.set_surveys({})
    assert mode.nearest(np.zeros(3)) == ""


def test_a_survey_that_goes_ends_the_mode(inside: PanoramaMode, qtbot: QtBot) -> None:
    with qtbot.waitSignal(inside.left):
        inside.set_surveys({})


def test_dragging_looks_around(
    inside: PanoramaMode, stage: Stage, canvas: TwinCanvas, qtbot: QtBot
) -> None:
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, button, pos=QPoint(400, 300))
    QTest.mouseMove(canvas, QPoint(300, 360))
    QTest.mouseRelease(canvas, button, pos=QPoint(300, 360))
    share = FOV / 600
    assert stage.camera.heading == pytest.approx(75.0 + 100 * share)
    assert stage.camera.pitch == pytest.approx(-15.0 + 60 * share)
    qtbot.waitUntil(lambda: not stage._rest.isActive())


def test_the_wheel_zooms(
    inside: PanoramaMode, stage: Stage, canvas: TwinCanvas, qtbot: QtBot
) -> None:
    for delta, is_nearer in ((120, True), (-120, False)):
        before = stage.camera.fov
        event = QWheelEvent(
            QPointF(9, 9),
            QPointF(9, 9),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas, event)
        assert (stage.camera.fov < before) is is_nearer
    qtbot.waitUntil(lambda: not stage._rest.isActive())


def test_a_click_tells_what_was_met(inside: PanoramaMode, canvas: TwinCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(inside.clicked) as clicked:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    assert clicked.args[0].id == "Haus"


def test_a_click_places_an_asset_in_the_world(
    inside: PanoramaMode, canvas: TwinCanvas, ground: Ground, qtbot: QtBot
) -> None:
    inside.is_placing = True
    with qtbot.waitSignal(inside.asset_requested) as asked:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    place, pose = asked.args
    assert place == pytest.approx((412_001, 5_725_002, 3))
    assert pose == "drive/b"
    ground.hit = None
    with qtbot.waitSignal(inside.troubled) as told:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    assert told.args[0]


def test_the_nearer_of_city_and_scan_counts(
    inside: PanoramaMode, canvas: TwinCanvas, qtbot: QtBot
) -> None:
    for distance, kind in ((2.0, HitKind.CLOUD), (9.0, HitKind.BUILDING)):
        point = Hit(HitKind.CLOUD, "scan", np.zeros(3), distance)
        inside.pick_cloud = lambda *_, point=point: point
        with qtbot.waitSignal(inside.clicked) as clicked:
            QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
        assert clicked.args[0].kind is kind


def test_an_arrow_leads_on(
    inside: PanoramaMode, stage: Stage, canvas: TwinCanvas, qtbot: QtBot
) -> None:
    stage.set_camera(stage.camera.turned(180.0, -15.0))
    stage.resize(800, 600)
    inside._arrows.follow(stage.camera, stage.size, 1.0)
    (arrow,) = [one for one in inside._arrows._shown if one.row == 0]
    middle = arrow.outline.boundingRect().center()
    inside._hover((middle.x(), middle.y()))
    assert inside._arrows.hovered == 0
    with qtbot.waitSignal(inside.shown, timeout=10_000):
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert inside.pose_id == "drive/a"


def test_a_survey_is_turned_by_keys_and_remembered(
    inside: PanoramaMode, canvas: TwinCanvas, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(inside.offsets_changed) as changed:
        QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    name, offsets = changed.args
    assert name == "drive"
    assert offsets == Offsets(heading=0.25)
    QTest.keyClick(canvas, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier)
    assert inside.offsets == Offsets(heading=0.25, roll=-0.25)
    inside.leave()
    inside.set_surveys({"drive": SURVEY}, {"drive": Offsets(pitch=2.0)})
    with qtbot.waitSignal(inside.shown, timeout=10_000):
        inside.enter("drive/a")
    assert inside.offsets == Offsets(pitch=2.0)


def test_the_bar_shows_and_sets(inside: PanoramaMode, canvas: TwinCanvas, qtbot: QtBot) -> None:
    bar = PanoramaBar(inside)
    qtbot.addWidget(bar)
    inside.set_offsets(Offsets(heading=3.0))
    assert bar.heading.value() == 3.0
    bar.pitch.setValue(1.5)
    assert inside.offsets == Offsets(heading=3.0, pitch=1.5)
    bar.opacity.setValue(40)
    assert inside.opacity == pytest.approx(0.4)
    bar.quit.click()
    assert not inside.is_active
    assert not bar.isVisible()
