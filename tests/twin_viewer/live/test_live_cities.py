"""Devices stand on the ground, look as on the map, and cost a picture only when they change."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from app.domain.cities import City
from app.services.maps.legends import Sign
from app.services.maps.sources import Rank
from tests.fakes.city import make_alarm
from tests.fakes.twin import FRAME, GROUND, FakeStage, Plain, twin_city, twin_state
from twin_viewer.live.chips import AlarmChips
from twin_viewer.live.cities import LiveTwin
from twin_viewer.live.looks import rank_looks
from twin_viewer.live.places import ABOVE_M, box_of
from twin_viewer.rendering.cameras import Camera, looking_at
from widgets.theme import LIGHT
from widgets.theme.tokens import ALARM_LOOKS


@pytest.fixture
def city(qapp: object) -> City:
    """A city of forty points."""
    return twin_city()


@pytest.fixture
def stage(qapp: object) -> FakeStage:
    """A stage that draws nothing."""
    return FakeStage()


@pytest.fixture
def live(stage: FakeStage, city: City) -> Iterator[LiveTwin]:
    """The living city, without a state."""
    made = LiveTwin(stage, Plain(GROUND))
    made.set_city(city)
    yield made
    made.close()


def test_devices_stand_above_the_ground_near_the_middle(live: LiveTwin, city: City) -> None:
    ids, places = live.drawn()
    assert len(ids) == len(live.model.devices)
    assert places[:, 2] == pytest.approx(GROUND + ABOVE_M)
    assert city.box is not None
    west, south, east, north = box_of(city.box, FRAME)
    assert (places[:, :2] > (west, south)).all()
    assert (places[:, :2] < (east, north)).all()


def test_a_state_costs_one_picture_and_the_same_again_none(
    live: LiveTwin, stage: FakeStage, city: City, qtbot: QtBot
) -> None:
    state = twin_state(city)
    before = stage.frames
    live.show_state(state)
    qtbot.wait(130)
    assert stage.frames == before + 1
    for _ in range(5):
        live.show_state(replace(state, at_us=state.at_us + 1))
    qtbot.wait(250)
    assert stage.frames == before + 1
    rule = city.rules[-1]
    live.show_state(replace(state, alarms={**state.alarms, rule.id: make_alarm()}))
    qtbot.wait(130)
    assert stage.frames == before + 2


def test_many_states_in_a_moment_are_few_pictures(
    live: LiveTwin, stage: FakeStage, city: City, qtbot: QtBot
) -> None:
    state = twin_state(city)
    before = stage.frames
    for number in range(len(city.rules)):
        alarms = {rule.id: make_alarm() for rule in city.rules[: number + 1]}
        live.show_state(replace(state, alarms=alarms))
    qtbot.wait(250)
    assert stage.frames <= before + 3
    worst = max(int(live.rank_of(one)) for one in live.drawn()[0])
    assert worst >= Rank.HIGH


def test_devices_come_to_stand_on_the_ground_of_now(stage: FakeStage) -> None:
    ground = Plain(GROUND)
    live = LiveTwin(stage, ground)
    live.set_city(twin_city(700))
    assert (live.drawn()[1][:, 2] == GROUND + ABOVE_M).all()
    ground.level = np.nan
    live.ground = 12.0
    live.renew_places()
    assert (live.drawn()[1][:, 2] == 12.0 + ABOVE_M).all()
    live.set_city(twin_city(0))
    assert not live.drawn()[0]
    live.close()


def test_selection_filter_and_visibility_reach_scene_and_picker(
    live: LiveTwin, stage: FakeStage, city: City
) -> None:
    told: list[int] = []
    live.put_spots = lambda ids, _places: told.append(len(ids))
    live.show_state(twin_state(city))
    acts = len(stage.acts)
    live.select([str(city.points[0].id)])
    live.select([str(city.points[0].id)])
    assert len(stage.acts) == acts + 1
    live.filter_fields({"umwelt"})
    live._settle()
    fields = {str(live.model.devices.find(one).field) for one in live.drawn()[0]}  # type: ignore[union-attr]  # they are drawn
    assert fields == {"umwelt"}
    live.set_visible(is_visible=False)
    assert told[-1] == 0
    assert not live.legend()


def test_values_colour_those_that_have_them(live: LiveTwin, city: City) -> None:
    live.show_state(twin_state(city))
    plain, _ = live._looks()
    live.choose_value("noise.laeq")
    coloured, scale = live._looks()
    changed = np.flatnonzero((plain != coloured).any(axis=1))
    assert 0 < len(changed) <= sum(point.type == "noise.laeq" for point in city.points)
    assert scale[changed].min() > 1.0
    assert any(entry.sign is Sign.RAMP for entry in live.legend())


def test_acknowledged_alarms_are_outlined_and_grey_is_normal(qapp: object) -> None:
    ranks = np.array([Rank.NORMAL, Rank.CRITICAL, Rank.CRITICAL], np.uint8)
    rgba, scale = rank_looks(ranks, np.array([0, 0, 1], np.uint8), LIGHT)
    red = bytes.fromhex(next(iter(ALARM_LOOKS.values())).fill[1:])
    assert bytes(rgba[1, :3].tolist()) == red
    assert rgba[:, 3].tolist() == [255, 255, 0]
    assert scale[1] > scale[0]


def test_of_glyphs_that_would_overlap_the_worst_is_drawn(qapp: object) -> None:
    chips = AlarmChips()
    places = np.array(((0, 0, 0), (0.5, 0, 0), (60, 0, 0), (0, 4000, 0)), np.float32)
    chips.set_places(("a", "b", "c", "d"), places)
    ranks = np.array((Rank.LOW, Rank.CRITICAL, Rank.BAD, Rank.HIGH), np.uint8)
    chips.set_states(ranks, np.zeros(4, np.uint8))
    chips.camera = looking_at(np.zeros(3), 200.0, 0.0, -40.0)
    chips.reach_m = 1000.0
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    chips.paint(painter, QRect(QPoint(), image.size()))
    painter.end()
    assert chips.shown == (1, 2)
    spot = chips.camera.project(places[1:2].astype(np.float64), 400, 300)[0]
    assert chips.at(spot[0], spot[1] - 20) == "b"
    assert chips.at(5, 5) == ""


def test_nothing_is_drawn_before_the_first_picture(qapp: object) -> None:
    chips = AlarmChips()
    chips.set_places(("a",), np.zeros((1, 3), np.float32))
    chips.set_states(np.array([Rank.HIGH], np.uint8), np.zeros(1, np.uint8))
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    chips.paint(painter, QRect(0, 0, 10, 10))
    painter.end()
    assert chips.shown == ()
    assert Camera(0, 0, 0) == Camera(0, 0, 0)
