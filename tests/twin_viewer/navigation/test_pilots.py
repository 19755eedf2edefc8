"""Mouse and keys lead the camera; nothing runs while nobody moves."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from pytestqt.qtbot import QtBot

from tests.fakes.twin import Clock, FakeStage, Plain, key, mouse, wheel
from twin_viewer.navigation.flights import Flights
from twin_viewer.navigation.grounds import Reach
from twin_viewer.navigation.pilots import Motion, Pilot
from twin_viewer.navigation.walking import EYES_M
from twin_viewer.rendering.cameras import Camera

PRESS, MOVE, RELEASE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
)


class Canvas:
    """A canvas of 800 by 600."""

    def width(self) -> int:
        """Width."""
        return 800

    def height(self) -> int:
        """Height."""
        return 600


@pytest.fixture
def stage(qapp: object) -> FakeStage:
    """A stage that draws nothing."""
    return FakeStage()


@pytest.fixture
def clock() -> Clock:
    """A clock turned by hand."""
    return Clock()


@pytest.fixture
def pilot(stage: FakeStage, clock: Clock) -> Pilot:
    """A pilot over a level ground."""
    made = Pilot(stage, Plain(), Canvas(), clock=clock)
    made.set_reach(Reach(-5000, -5000, 5000, 5000, 60.0))
    return made


def test_dragging_turns_and_the_right_button_moves(pilot: Pilot, stage: FakeStage) -> None:
    before = stage.camera
    assert pilot.press(mouse(PRESS, (400, 300)))
    pilot.move(mouse(MOVE, (500, 300)))
    pilot.release(mouse(RELEASE, (500, 300)))
    assert stage.camera.heading == pytest.approx(30.0)
    turned = stage.camera
    right = Qt.MouseButton.RightButton
    pilot.press(mouse(PRESS, (400, 300), right))
    pilot.move(mouse(MOVE, (400, 360), right))
    pilot.release(mouse(RELEASE, (400, 360), right))
    assert stage.camera.heading == turned.heading
    assert stage.camera.position != pytest.approx(turned.position)
    assert before.height == pytest.approx(stage.camera.height)
    assert all(is_moving for _, is_moving in stage.moves)


def test_a_press_that_does_not_move_is_a_click(pilot: Pilot, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pilot.clicked) as caught:
        pilot.press(mouse(PRESS, (10, 20)))
        pilot.move(mouse(MOVE, (11, 21)))
        pilot.release(mouse(RELEASE, (11, 21)))
    assert caught.args is not None
    assert caught.args[0] == QPointF(11, 21)
    right = Qt.MouseButton.RightButton
    with qtbot.waitSignal(pilot.menu_requested):
        pilot.press(mouse(PRESS, (10, 20), right))
        pilot.release(mouse(RELEASE, (10, 20), right))


def test_the_wheel_comes_closer_and_never_into_the_ground(pilot: Pilot, stage: FakeStage) -> None:
    for _ in range(60):
        pilot.wheel(wheel((400, 320), 1))
    assert 60.0 < stage.camera.height < 80.0


def test_keys_move_turn_and_tilt(pilot: Pilot, stage: FakeStage) -> None:
    start = stage.camera
    assert pilot.key(key(Qt.Key.Key_Up), is_down=True)
    assert stage.camera.north > start.north
    assert pilot.key(key(Qt.Key.Key_Plus), is_down=True)
    assert stage.camera.height < start.height
    shift = Qt.KeyboardModifier.ShiftModifier
    assert pilot.key(key(Qt.Key.Key_Right, modifiers=shift), is_down=True)
    assert stage.camera.heading == pytest.approx(10.0)
    pitch = stage.camera.pitch
    pilot.key(key(Qt.Key.Key_PageDown), is_down=True)
    assert stage.camera.pitch == pytest.approx(pitch - 5.0)
    assert not pilot.key(key(Qt.Key.Key_F5), is_down=True)


def test_walking_stays_on_the_ground_and_stops_with_the_keys(
    pilot: Pilot, stage: FakeStage, clock: Clock, qtbot: QtBot
) -> None:
    pilot.set_motion(Motion.WALK)
    clock.now = 10.0
    qtbot.waitUntil(lambda: not pilot.flights.is_flying)
    assert stage.camera.height == pytest.approx(60.0 + EYES_M)
    begin = stage.camera
    pilot.key(key(Qt.Key.Key_W), is_down=True)
    clock.now += 0.1
    qtbot.waitUntil(lambda: stage.camera.north > begin.north)
    assert stage.camera.height == pytest.approx(60.0 + EYES_M)
    pilot.key(key(Qt.Key.Key_W, is_down=False), is_down=False)
    at_rest = len(stage.moves)
    qtbot.wait(60)
    assert len(stage.moves) == at_rest


def test_flying_goes_up_and_escape_leads_back(
    pilot: Pilot, stage: FakeStage, clock: Clock, qtbot: QtBot
) -> None:
    pilot.set_motion(Motion.FLY)
    start = stage.camera
    pilot.key(key(Qt.Key.Key_E), is_down=True)
    clock.now += 0.1
    qtbot.waitUntil(lambda: stage.camera.height > start.height)
    pilot.key(key(Qt.Key.Key_Escape), is_down=True)
    assert pilot.motion is Motion.ORBIT
    with qtbot.waitSignal(pilot.left):
        pilot.key(key(Qt.Key.Key_Escape), is_down=True)


def test_a_flight_ends_and_a_slow_picture_makes_it_a_jump(
    stage: FakeStage, clock: Clock, qtbot: QtBot
) -> None:
    flights = Flights(stage, clock=clock)
    end = Camera(100.0, 0.0, 300.0, 90.0, -45.0)
    flights.fly_to(end, 0.5)
    clock.now = 0.25
    qtbot.waitUntil(lambda: bool(stage.moves))
    assert stage.camera != end
    clock.now = 1.0
    qtbot.waitUntil(lambda: not flights.is_flying)
    assert stage.camera == end
    assert stage.moves[-1] == (end, False)
    stage.pictured.emit(SimpleNamespace(took_s=0.9))
    flights.fly_to(Camera(0.0, 0.0, 400.0))
    assert not flights.is_flying
    assert stage.camera == Camera(0.0, 0.0, 400.0)


def test_home_north_and_a_double_click_fly(
    pilot: Pilot, stage: FakeStage, clock: Clock, qtbot: QtBot
) -> None:
    stage.set_camera(Camera(0.0, -1000.0, 560.0, 120.0, -26.0))
    pilot.face_north()
    clock.now += 5.0
    qtbot.waitUntil(lambda: not pilot.flights.is_flying)
    assert stage.camera.heading % 360 == pytest.approx(0.0, abs=1e-6)
    far = stage.camera
    pilot.double(mouse(QEvent.Type.MouseButtonDblClick, (400, 300)))
    clock.now += 5.0
    qtbot.waitUntil(lambda: not pilot.flights.is_flying)
    assert stage.camera.height < far.height
    pilot.go_home()
    clock.now += 5.0
    qtbot.waitUntil(lambda: not pilot.flights.is_flying)
    assert stage.camera.height > far.height
    pilot.close()
