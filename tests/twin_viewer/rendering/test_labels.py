"""Names over the picture: the important ones, never one over another, in the picture's camera."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap
from pytestqt.qtbot import QtBot

from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.layers.labels import MOST, LabelOverlay
from twin_viewer.rendering.threads import Picture
from widgets.theme import theme

RECT = QRect(0, 0, 800, 600)
CAMERA = Camera(0.0, 0.0, 100.0, 0.0, -10.0, 60.0)


class Canvas:
    """What shows a picture taken from one camera."""

    def __init__(self, camera: Camera | None = CAMERA) -> None:
        pixels = np.zeros((1, 1, 4), np.uint8)
        self.picture = (
            None if camera is None else Picture(pixels, camera, (800, 600), 1, 0.0, is_final=True)
        )
        self.updates = 0

    def update(self) -> None:
        self.updates += 1

    def devicePixelRatioF(self) -> float:  # noqa: N802 - Qt's name
        return 1.0


def test_the_more_important_of_two_is_written(qtbot: QtBot) -> None:
    overlay = LabelOverlay(Canvas())
    place = np.array((0.0, 400.0, 10.0))
    overlay.set_labels([("Nebensache", place, 2), ("Größe", place + 1.0, 0)])
    assert [one.row for one in overlay.arranged(RECT)] == [1]


def test_unimportant_names_are_for_near_only(qtbot: QtBot) -> None:
    overlay = LabelOverlay(Canvas())
    overlay.set_labels([("fern", np.array((0.0, 1_500.0, 10.0)), 3)])
    assert overlay.arranged(RECT) == []
    overlay.set_labels([("nah", np.array((0.0, 300.0, 10.0)), 3)])
    assert len(overlay.arranged(RECT)) == 1


def test_behind_the_camera_nothing_is_written(qtbot: QtBot) -> None:
    overlay = LabelOverlay(Canvas())
    overlay.set_labels([("hinten", np.array((0.0, -300.0, 10.0)), 0)])
    assert overlay.arranged(RECT) == []


def test_before_the_first_picture_nothing_is_written(qtbot: QtBot) -> None:
    overlay = LabelOverlay(Canvas(None))
    overlay.set_labels([("Ort", np.array((0.0, 300.0, 10.0)), 0)])
    assert overlay.arranged(RECT) == []


def test_umlauts_are_painted_and_switching_off_works(qtbot: QtBot) -> None:
    theme().apply("light")
    overlay = LabelOverlay(Canvas())
    overlay.set_labels([("Müllergäßchen", np.array((0.0, 400.0, 10.0)), 0)])

    def is_blank() -> bool:
        pixmap = QPixmap(800, 600)
        pixmap.fill()
        blank = pixmap.toImage()
        painter = QPainter(pixmap)
        overlay.paint(painter, RECT)
        painter.end()
        return pixmap.toImage() == blank

    assert not is_blank()
    overlay.is_visible = False
    assert is_blank()


@given(
    st.lists(st.tuples(st.floats(-500, 500), st.floats(50, 3_000), st.integers(0, 5)), max_size=60)
)
def test_no_name_covers_another(places: list[tuple[float, float, int]]) -> None:
    overlay = LabelOverlay(Canvas())
    labels = [
        (f"Straße {number}", np.array((east, north, 5.0)), rank)
        for number, (east, north, rank) in enumerate(places)
    ]
    overlay.set_labels(labels)
    boxes = [one.box for one in overlay.arranged(RECT)]
    assert len(boxes) <= MOST
    for number, box in enumerate(boxes):
        assert not any(box.adjusted(1, 1, -1, -1).intersects(other) for other in boxes[:number])


def test_the_same_picture_writes_the_same_names(qtbot: QtBot) -> None:
    random = np.random.default_rng(3)
    overlay = LabelOverlay(Canvas())
    overlay.set_labels(
        [
            (f"Ort {number}", np.append(random.uniform((-400, 100), (400, 1_500)), 5.0), number % 4)
            for number in range(200)
        ]
    )
    first = overlay.arranged(RECT)
    assert overlay.arranged(RECT) == first


def test_names_keep_away_from_what_is_more_important(qtbot: QtBot) -> None:
    overlay = LabelOverlay(Canvas())
    overlay.set_labels([("Mitte", np.array((0.0, 400.0, 10.0)), 0)])
    (box,) = [one.box for one in overlay.arranged(RECT)]
    overlay.taken = lambda _rect: [box]
    assert not overlay.arranged(RECT)
