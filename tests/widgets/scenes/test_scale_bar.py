"""The scale: nice lengths that fit, and the ratio in two figures."""

from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from widgets.scenes.scales import ScaleBar, nice_scale, ratio_text
from widgets.theme import theme


@pytest.mark.parametrize(
    ("metres", "text"),
    [(10.0, "1\u202fkm"), (6.6, "500\u202fm"), (0.01, "1\u202fm"), (40.0, "2\u202fkm")],
)
def test_the_bar_has_a_nice_length(metres: float, text: str) -> None:
    scale = nice_scale(metres, 110.0)
    assert scale is not None
    assert scale.text == text


@given(st.floats(1e-4, 1e6), st.floats(40, 300))
def test_it_fits_and_uses_at_least_a_third_of_the_room(metres: float, room: float) -> None:
    scale = nice_scale(metres, room)
    assert scale is not None
    assert room / 3 < scale.pixels <= room * 1.000001
    assert scale.pixels * metres == pytest.approx(scale.metres)


@pytest.mark.parametrize("metres", [0.0, -1.0, nan])
def test_without_a_scale_there_is_no_bar(metres: float) -> None:
    assert nice_scale(metres, 110.0) is None
    assert ratio_text(metres, 96) == ""


@pytest.mark.parametrize(
    ("metres", "text"),
    [
        (6.6, "1:25\u202f000"),
        (0.3, "1:1\u202f100"),
        (0.001, "1:4"),
        (300.0, "1:1\u202f100\u202f000"),
    ],
)
def test_the_ratio_has_two_figures(metres: float, text: str) -> None:
    assert ratio_text(metres, 96) == text


def test_the_bar_is_as_long_as_it_says(qtbot: QtBot) -> None:
    bar = ScaleBar()
    qtbot.addWidget(bar)
    bar.set_metres(10.0)
    bar.resize(bar.sizeHint())
    image = bar.grab().toImage()
    ink = QColor(theme().tokens.text).rgb()
    rows = [
        sum(image.pixel(x, y) == ink for x in range(image.width())) for y in range(image.height())
    ]
    assert max(rows) in range(99, 103)
