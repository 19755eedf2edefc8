"""The signs of the map: the glyphs of the house, found by name, sharp, of one content a name."""

import json

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.domain.samples import BoolArray
from widgets.map.sprites import make_sheet, signs_of
from widgets.map.style.scenes import LOOKS, NAMES
from widgets.theme import DARK, LIGHT, Tokens
from widgets.theme.glyphs import draw_glyph

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)


def sheet_parts(tokens: Tokens, ending: str = "") -> tuple[dict[str, dict[str, int]], QImage]:
    sheet = make_sheet(tokens, ["mdi6.leaf"])
    files = {path: data for path, _, data in sheet.files}
    table = json.loads(files[f"{sheet.name}{ending}.json"])
    return table, QImage.fromData(files[f"{sheet.name}{ending}.png"])


def cut(table: dict[str, dict[str, int]], image: QImage, name: str) -> QImage:
    place = table[name]
    return image.copy(place["x"], place["y"], place["width"], place["height"])


def mask_of(image: QImage, colour: str) -> BoolArray:
    wanted = QColor(colour)
    return np.array(
        [
            [_is_near(image.pixelColor(x, y), wanted) for x in range(image.width())]
            for y in range(image.height())
        ]
    )


def _is_near(one: QColor, other: QColor) -> bool:
    apart = abs(one.red() - other.red()) + abs(one.green() - other.green())
    return one.alpha() > 200 and apart + abs(one.blue() - other.blue()) < 60


@THEMES
@pytest.mark.parametrize("rank", list(LOOKS), ids=lambda rank: rank.name.lower())
def test_an_alarm_has_the_shape_and_colour_of_its_priority(
    qtbot: QtBot, tokens: Tokens, rank: object
) -> None:
    look, name = LOOKS[rank], NAMES[rank]  # type: ignore[index]  # a Rank
    table, image = sheet_parts(tokens, "@2x")
    seen = mask_of(cut(table, image, f"alarm-{name}-filled"), look.fill)
    drawn = QImage(48, 48, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    draw_glyph(painter, QRectF(4, 4, 40, 40), look.glyph, QColor(look.fill))
    painter.end()
    expected = mask_of(drawn, look.fill)
    assert (seen & expected).sum() / (seen | expected).sum() > 0.7


@THEMES
def test_an_acknowledged_alarm_is_hollow(qtbot: QtBot, tokens: Tokens) -> None:
    table, image = sheet_parts(tokens, "@2x")
    for rank, name in NAMES.items():
        fill = LOOKS[rank].fill
        filled = mask_of(cut(table, image, f"alarm-{name}-filled"), fill).sum()
        outline = mask_of(cut(table, image, f"alarm-{name}-outline"), fill).sum()
        assert 0.15 * filled < outline < 0.85 * filled, name


@THEMES
def test_signs_do_not_overlap_and_lie_on_the_sheet(qtbot: QtBot, tokens: Tokens) -> None:
    for ending in ("", "@2x"):
        table, image = sheet_parts(tokens, ending)
        taken = np.zeros((image.height(), image.width()), bool)
        for place in table.values():
            x, y = place["x"], place["y"]
            spot = taken[y : y + place["height"], x : x + place["width"]]
            assert spot.shape == (place["height"], place["width"])
            assert not spot.any()
            spot[:] = True


def test_every_icon_that_is_asked_for_is_there_and_drawn(qtbot: QtBot) -> None:
    table, image = sheet_parts(LIGHT)
    leaf = cut(table, image, "mdi6.leaf")
    assert mask_of(leaf, LIGHT.map.sign).sum() > 20


def test_a_theme_has_a_sheet_of_its_own_and_equal_ones_an_equal_name(qtbot: QtBot) -> None:
    light, dark = make_sheet(LIGHT), make_sheet(DARK)
    assert light.name != dark.name
    assert make_sheet(LIGHT) == light
    assert make_sheet(LIGHT, ["mdi6.leaf"]).name != light.name


def test_a_plate_may_be_stretched_and_a_hatch_goes_on_in_the_next_tile(qtbot: QtBot) -> None:
    signs = signs_of(DARK)
    assert {"stretchX", "stretchY", "content"} <= set(signs["badge"].more)
    table, image = sheet_parts(DARK)
    hatch = cut(table, image, "hatch")
    rows = [[hatch.pixelColor(x, y).alpha() for x in range(8)] for y in range(8)]
    ways = {tuple(rows[y][(x - y) % 8] for x in range(8)) for y in range(8)}
    assert len(ways) == 1 or _spread(ways) < 40  # each row is the one above, shifted by a pixel


def _spread(ways: set[tuple[int, ...]]) -> int:
    return int(np.ptp(np.array(sorted(ways)), axis=0).max())
