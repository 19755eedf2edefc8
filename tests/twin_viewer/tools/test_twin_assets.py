"""Placed things: pins that are found where they are drawn, names that cover nothing."""

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap

from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.picking.hits import HitKind
from twin_viewer.rendering.threads import Picture
from twin_viewer.tools.asset_marks import HEAD_PX, RISE_PX, AssetMarks

RECT = QRect(0, 0, 800, 600)
CAMERA = Camera(0.0, 0.0, 100.0, 0.0, -10.0, 60.0)
NEAR = np.array((0.0, 200.0, 60.0))


class Canvas:
    """What shows a picture."""

    def __init__(self) -> None:
        pixels = np.zeros((1, 1, 4), np.uint8)
        self.picture: Picture | None = Picture(pixels, CAMERA, (800, 600), 1, 0.0, is_final=True)
        self.updates = 0

    def update(self) -> None:
        self.updates += 1

    def devicePixelRatioF(self) -> float:  # noqa: N802 - Qt's name
        return 1.0


@pytest.fixture
def marks(qapp: object) -> AssetMarks:
    return AssetMarks(Canvas())


def painted(marks: AssetMarks) -> int:
    """Return how many pixels are drawn."""
    pixmap = QPixmap(RECT.size())
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    marks.paint(painter, RECT)
    painter.end()
    image = pixmap.toImage()
    return sum(
        image.pixelColor(x, y).alpha() > 0 for x in range(0, 800, 2) for y in range(0, 600, 2)
    )


def test_a_pin_is_found_where_it_is_drawn_and_says_what_it_is(marks: AssetMarks) -> None:
    marks.set_assets([("a", "Access Point 3", NEAR, "WLAN", "am Mast")])
    assert painted(marks) > 30
    assert marks.shown == ("a",)
    x, y, _ = CAMERA.project(NEAR[None], 800, 600)[0]
    hit = marks.at(x, y - RISE_PX)
    assert hit is not None
    assert (hit.kind, hit.id) == (HitKind.ASSET, "a")
    assert hit.place == pytest.approx(NEAR)
    assert marks.at(x + 3 * HEAD_PX, y - RISE_PX) is None
    card = marks.card("a")
    assert card is not None
    assert "Access Point 3" in card.title
    assert {line.value for line in card.lines} == {"WLAN", "am Mast"}
    assert marks.card("b") is None


def test_what_is_off_far_behind_or_cut_away_has_no_pin(marks: AssetMarks) -> None:
    behind = np.array((0.0, -200.0, 60.0))
    marks.set_assets([("a", "A", NEAR), ("b", "B", behind)])
    painted(marks)
    assert marks.shown == ("a",)
    marks.reach_m = 50.0
    assert painted(marks) == 0
    marks.reach_m = 1e9
    marks.cuts = np.array([(0.0, -1.0, 0.0, 100.0)])  # what lies north of 100 m is cut away
    assert painted(marks) == 0
    marks.cuts = np.zeros((0, 4))
    marks.is_visible = False
    assert painted(marks) == 0
    assert marks.at(400, 300) is None


def test_of_many_at_one_place_the_nearest_is_drawn_and_names_cover_nothing(
    marks: AssetMarks,
) -> None:
    rng = np.random.default_rng(4)
    places = rng.uniform((-100, 150, 40), (100, 600, 70), (300, 3))
    marks.set_assets([(str(row), f"Gerät {row}", place) for row, place in enumerate(places)])
    painted(marks)
    named = marks.named()
    assert 0 < len(named) < len(marks.shown) < 300
    boxes = [box for _, box in named]
    assert not any(a.intersects(b) for row, a in enumerate(boxes) for b in boxes[:row])
