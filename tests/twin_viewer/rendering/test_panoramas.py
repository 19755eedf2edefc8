"""Photographs all around: their directions, their seams, what they hide, what stays over them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.twin_viewer.rendering.scenery import Draw
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.layers.panoramas import PanoramaLayer, PanoramaMarks, piece_of
from twin_viewer.rendering.layers.sensors import SensorLayer, full_color
from twin_viewer.rendering.layers.spheres import (
    COLUMNS,
    ROWS,
    directions,
    patches,
    places_in_photo,
    rotation,
)
from twin_viewer.rendering.scenes import Scene
from widgets.theme.tokens import ALARM_LOOKS

RED = next(iter(ALARM_LOOKS.values())).fill
MIDDLE = (np.array(0.5), np.array(0.5))


class Clock:
    """Seconds that go on when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def photo(width: int = 256) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return a photograph whose red is the column, whose green is the row."""
    u = (np.arange(width) + 0.5) / width * 255
    v = (np.arange(width // 2) + 0.5) / (width // 2) * 255
    pixels = np.full((width // 2, width, 3), 255, np.uint8)
    pixels[:, :, 0], pixels[:, :, 1] = u, v[:, None]
    return pixels


def shown(layer: PanoramaLayer, draw: Draw, camera: Camera) -> tuple[float, float]:
    """Return which column and row of the photograph the middle of the picture shows."""
    for _ in range(40):
        pixels = draw(camera)
        if layer.is_complete:
            break
    pixels = draw(camera)
    height, width = pixels.shape[:2]
    red, green, _ = pixels[height // 2, width // 2].tolist()
    return red / 255, green / 255


@pytest.fixture
def layer(scene: Scene) -> PanoramaLayer:
    layer = PanoramaLayer()
    scene.put(layer)
    return layer


def level(heading: float, pitch: float = 0.0) -> Camera:
    return Camera(3.0, 4.0, 2.0, heading, pitch, 70.0)


# ---- directions --------------------------------------------------------------------------------
def test_the_middle_column_looks_along_the_heading() -> None:
    ahead = directions(*MIDDLE)
    assert rotation(0, 0, 0) @ ahead == pytest.approx((0, 1, 0))
    assert rotation(90, 0, 0) @ ahead == pytest.approx((1, 0, 0))
    assert rotation(180, 0, 0) @ ahead == pytest.approx((0, -1, 0))


def test_columns_go_to_the_right_and_rows_down() -> None:
    right = directions(np.array(0.75), np.array(0.5))
    assert right == pytest.approx((1, 0, 0))
    assert directions(np.array(0.5), np.array(0.0)) == pytest.approx((0, 0, 1))
    assert directions(np.array(0.5), np.array(1.0)) == pytest.approx((0, 0, -1))


def test_pitch_raises_the_nose() -> None:
    raised = rotation(0, 10, 0) @ directions(*MIDDLE)
    assert np.degrees(np.arcsin(raised[2])) == pytest.approx(10)
    turned = rotation(90, 10, 0) @ directions(*MIDDLE)
    assert turned[0] > 0.9
    assert np.degrees(np.arcsin(turned[2])) == pytest.approx(10)


def test_roll_leans_to_the_right() -> None:
    top = rotation(0, 0, 10) @ np.array((0, 0, 1.0))
    assert np.degrees(np.arcsin(top[0])) == pytest.approx(10)
    assert rotation(0, 0, 10) @ directions(*MIDDLE) == pytest.approx((0, 1, 0))


@given(st.floats(0, 360), st.floats(-80, 80), st.floats(-80, 80))
def test_a_rotation_keeps_lengths_and_handedness(heading: float, pitch: float, roll: float) -> None:
    turned = rotation(heading, pitch, roll)
    assert turned @ turned.T == pytest.approx(np.eye(3), abs=1e-12)
    assert np.linalg.det(turned) == pytest.approx(1.0)


@given(st.floats(0.001, 0.999), st.floats(0.001, 0.999))
def test_places_come_back_from_their_directions(u: float, v: float) -> None:
    place = places_in_photo(directions(np.array(u), np.array(v)))
    assert place == pytest.approx((u, v), abs=1e-9)


def test_the_patches_cover_the_sphere() -> None:
    found = patches()
    assert len(found) == COLUMNS * ROWS
    corners = np.concatenate([patch.points for patch in found])
    assert np.linalg.norm(corners, axis=1) == pytest.approx(1.0, abs=1e-6)
    assert len({tuple(np.round(patch.middle, 6)) for patch in found}) == COLUMNS * ROWS


# ---- what is drawn -----------------------------------------------------------------------------
@pytest.mark.parametrize(("heading", "column"), [(0, 0.5), (90, 0.75), (270, 0.25), (45, 0.625)])
def test_a_photograph_facing_north_fits_the_scene(
    layer: PanoramaLayer, draw: Draw, heading: float, column: float
) -> None:
    layer.set_photo(photo(), rotation(0, 0, 0))
    layer.fade_to(1.0)
    assert shown(layer, draw, level(heading)) == pytest.approx((column, 0.5), abs=0.02)


def test_heading_pitch_and_what_is_above(layer: PanoramaLayer, draw: Draw) -> None:
    layer.set_photo(photo(), rotation(90, 10, 0))
    layer.fade_to(1.0)
    assert shown(layer, draw, level(90, 10)) == pytest.approx((0.5, 0.5), abs=0.02)
    _, row = shown(layer, draw, level(90, 40))
    assert row == pytest.approx(0.5 - 30 / 180, abs=0.02)
    layer.turn(rotation(0, 0, 0))
    assert shown(layer, draw, level(90)) == pytest.approx((0.75, 0.5), abs=0.02)


def test_the_full_photograph_replaces_the_draft_without_a_gap(
    layer: PanoramaLayer, draw: Draw, scene: Scene
) -> None:
    layer.set_photo(photo(256), rotation(0, 0, 0))
    layer.fade_to(1.0)
    shown(layer, draw, level(0))
    layer.set_photo(photo(1024), rotation(0, 0, 0))
    pixels = draw(level(0))
    assert (pixels[:, :, 2] == 255).all()
    assert scene.renderer.GetDraw() == 0


def test_no_seams_are_seen(layer: PanoramaLayer, draw: Draw) -> None:
    smooth = np.full((128, 256, 3), 180, np.uint8)
    layer.set_photo(smooth, rotation(20, 5, 3))
    layer.fade_to(1.0)
    for camera in (level(0), level(200, 30), level(0, -80)):
        pixels = draw(camera)
        assert np.abs(pixels.astype(int) - 180).max() <= 1


@pytest.mark.parametrize("width", [256, 250, 2 * COLUMNS])
def test_pieces_are_the_photograph_with_a_border(width: int) -> None:
    pixels = photo(width)
    seen = np.zeros(pixels.shape[:2], bool)
    for column in range(COLUMNS):
        for row in range(ROWS):
            piece, (low, high) = piece_of(pixels, column, row)
            assert (low >= 0).all()
            assert (high <= 1).all()
            span = (high - low) * (piece.shape[1], piece.shape[0])
            assert span == pytest.approx((width / COLUMNS, width / 2 / ROWS), abs=0.01)
            left, right = int(column * width / COLUMNS), -int(-(column + 1) * width // COLUMNS)
            seen[:, left:right] = True
    assert seen.all()


def test_half_opaque_the_city_shines_through(
    layer: PanoramaLayer, draw: Draw, scene: Scene
) -> None:
    white = np.full((64, 128, 3), 255, np.uint8)
    scene.renderer.SetBackground(0.0, 0.0, 0.0)
    layer.set_photo(white, rotation(0, 0, 0))
    layer.fade_to(0.5)
    assert abs(float(draw(level(0)).mean()) - 127) < 3
    assert scene.renderer.GetDraw() == 1


def test_sensors_are_drawn_over_the_photograph_and_come_back(
    layer: PanoramaLayer, draw: Draw, scene: Scene
) -> None:
    sensors = SensorLayer()
    scene.put(sensors)
    sensors.set_places(["near", "far"], np.array([(3, 24, 2), (800, 2_000, 2)], np.float32))
    sensors.set_states(np.tile(full_color(RED), (2, 1)))
    layer.set_photo(np.full((64, 128, 3), 180, np.uint8), rotation(0, 0, 0))
    layer.fade_to(1.0)
    draw(level(0))
    pixels = draw(level(0)).astype(int)
    x, y, _ = level(0).project(np.array([(3.0, 24.0, 2.0)]), *scene.size)[0]
    red = pixels[:, :, 0] - pixels[:, :, 1]
    assert red[round(y), round(x)] > 60
    x, y, _ = level(0).project(np.array([(800.0, 2_000.0, 2.0)]), *scene.size)[0]
    assert red[round(y) - 2 : round(y) + 3, round(x) - 2 : round(x) + 3].max() < 30
    layer.leave()
    draw(level(0))
    assert sensors._renderer is scene.renderer
    assert scene.renderer.GetDraw() == 1


def test_fading_asks_for_pictures_until_it_is_done(scene: Scene) -> None:
    clock = Clock()
    layer = PanoramaLayer(clock=clock)
    scene.put(layer)
    layer.set_photo(photo(64), rotation(0, 0, 0))
    layer.fade_to(1.0, 0.2)
    assert scene.prepare(level(0), is_moving=False)
    clock.now = 0.1
    assert scene.prepare(level(0), is_moving=False)
    assert layer.opacity == pytest.approx(0.5)
    clock.now = 0.3
    while scene.prepare(level(0), is_moving=False):
        clock.now += 0.1
    assert layer.opacity == 1.0
    layer.leave(0.2)
    while scene.prepare(level(0), is_moving=False):
        clock.now += 0.1
    assert not layer.is_complete


def test_without_a_photograph_the_city_is_seen(
    layer: PanoramaLayer, draw: Draw, scene: Scene
) -> None:
    layer.set_photo(photo(), rotation(0, 0, 0))
    layer.fade_to(1.0)
    shown(layer, draw, level(0))
    layer.set_photo(None, rotation(0, 0, 0))
    draw(level(0))
    assert scene.renderer.GetDraw() == 1


def test_a_dropped_layer_leaves_nothing(draw: Draw, scene: Scene) -> None:
    before = draw(level(0))
    layer = PanoramaLayer("gone")
    scene.put(layer)
    layer.set_photo(photo(), rotation(0, 0, 0))
    layer.fade_to(1.0)
    draw(level(0))
    scene.drop("gone")
    assert np.array_equal(draw(level(0)), before)


def test_marks_are_seen_from_near_only(draw: Draw, scene: Scene) -> None:
    marks = PanoramaMarks()
    scene.put(marks)
    nothing = draw(level(0))
    marks.set_places(["a", "b"], np.array([(3, 14, 2), (3, 2_000, 2)], np.float32))
    assert not np.array_equal(draw(level(0)), nothing)
    marks.set_places(["b"], np.array([(3, 2_000, 2)], np.float32))
    assert np.array_equal(draw(level(0)), nothing)
    marks.set_places(["a"], np.array([(3, 14, 2)], np.float32))
    marks.show(is_visible=False)
    assert np.array_equal(draw(level(0)), nothing)
