"""Lights differ by shape and word; movement compares the rules of today with those then."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from app.domain.portfolio.statuses import Light, ProjectStatus
from widgets.portfolio.lights import (
    BETTER,
    SAME,
    WORSE,
    light_icon,
    light_word,
    paint_light,
    trend_arrow,
    trend_words,
)
from widgets.theme import theme


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def shape(light: Light) -> frozenset[tuple[int, int]]:
    """Return which pixels a light covers, whatever their colour."""
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_light(painter, QRectF(2, 2, 16, 16), light)
    painter.end()
    pixels = ((x, y) for x in range(20) for y in range(20))
    return frozenset((x, y) for x, y in pixels if image.pixelColor(x, y).alpha() > 128)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_each_light_has_a_shape_and_a_word_of_its_own(qtbot: QtBot, name: str) -> None:
    theme().apply(name)
    shapes = {light: shape(light) for light in Light}
    assert all(shapes.values())
    assert len(set(shapes.values())) == len(Light)
    assert len({light_word(light) for light in Light}) == len(Light)
    # A ring is open in its middle, a dash is flat.
    assert (10, 10) not in shapes[Light.GREEN]
    assert {y for _, y in shapes[Light.GREY]} <= {9, 10, 11}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_only_what_is_wrong_has_a_colour(qtbot: QtBot, name: str) -> None:
    theme().apply(name)

    def saturation(light: Light) -> int:
        image = light_icon(light).pixmap(16, 16).toImage()
        pixels = (image.pixelColor(x, y) for x in range(16) for y in range(16))
        return max(one.hsvSaturation() for one in pixels if one.alpha() > 100)

    assert max(saturation(Light.GREEN), saturation(Light.GREY)) < 90
    assert min(saturation(Light.YELLOW), saturation(Light.RED)) > 150


@pytest.mark.parametrize(
    ("earlier", "now", "arrow", "word"),
    [
        (Light.GREEN, Light.RED, WORSE, "besser: im Plan"),
        (Light.RED, Light.YELLOW, BETTER, "schlechter: kritisch"),
        (Light.YELLOW, Light.YELLOW, SAME, "ebenso: gefährdet"),
    ],
)
def test_the_arrow_and_its_sentence_tell_how_it_stood_before(
    earlier: Light, now: Light, arrow: str, word: str
) -> None:
    status = ProjectStatus("p", now, now, (), earlier=earlier)
    assert trend_arrow(status) == arrow
    assert word in trend_words(status)


@pytest.mark.parametrize(
    ("earlier", "now"), [(None, Light.RED), (Light.GREY, Light.RED), (Light.RED, Light.GREY)]
)
def test_what_was_not_judged_did_not_move(earlier: Light | None, now: Light) -> None:
    status = ProjectStatus("p", now, now, (), earlier=earlier)
    assert trend_arrow(status) == ""
    assert trend_words(status) == ""


def test_a_light_by_hand_does_not_count_as_movement() -> None:
    status = ProjectStatus("p", Light.GREEN, Light.RED, (), earlier=Light.RED)
    assert trend_arrow(status) == SAME
