"""Letters for the map: right bytes, right shapes, every sign the program writes."""

import numpy as np
import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from widgets.map.glyphs import BUFFER_PX, Glyph, GlyphMaker, distances, draw_glyphs, encode

SIGNS = "AzäöüÄÖÜßé0129 –²³µ°→·…≥€"


@pytest.fixture
def maker(qtbot: QtBot) -> GlyphMaker:
    return GlyphMaker(["Inter", "DejaVu Sans"])


def varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def fields(data: bytes) -> list[tuple[int, int | bytes]]:
    """Read a protocol buffer, independently of what wrote it."""
    found: list[tuple[int, int | bytes]] = []
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        value, at = varint(data, at)
        if tag & 7 == 2:
            found.append((tag >> 3, data[at : at + value]))
            at += value
        else:
            found.append((tag >> 3, value))
    return found


def letters(data: bytes) -> dict[int, dict[int, int | bytes]]:
    ((_, stack),) = fields(data)
    assert isinstance(stack, bytes)
    glyphs = [
        dict(fields(raw)) for field, raw in fields(stack) if isinstance(raw, bytes) and field == 3
    ]
    return {int(glyph[1]): glyph for glyph in glyphs}


@pytest.mark.parametrize("font", ["regular", "semibold", "italic"])
def test_every_sign_of_the_program_is_made_in_each_font(maker: GlyphMaker, font: str) -> None:
    for sign in SIGNS:
        start = ord(sign) // 256 * 256
        answer = maker.make(f"{font}/{start}-{start + 255}.pbf")
        assert answer is not None
        assert answer[0] == "application/x-protobuf"
        glyph = letters(answer[1])[ord(sign)]
        if sign != " ":
            bitmap = glyph[2]
            assert isinstance(bitmap, bytes)
            size = (int(glyph[3]) + 2 * BUFFER_PX) * (int(glyph[4]) + 2 * BUFFER_PX)
            assert len(bitmap) == size
            assert max(bitmap) > 191, sign  # there is an inside


@pytest.mark.parametrize(
    "path",
    [
        "regular/0-254.pbf",
        "regular/1-256.pbf",
        "wingdings/0-255.pbf",
        "regular/x-y.pbf",
        "",
        "a/b/c",
        "regular/-1-254.pbf",
        "regular/65536-65791.pbf",
        "../0-255.pbf",
        "regular/²-257.pbf",
    ],
)
def test_what_is_no_range_of_a_font_is_not_answered(maker: GlyphMaker, path: str) -> None:
    assert maker.make(path) is None


def test_a_space_has_a_width_and_nothing_to_draw(maker: GlyphMaker) -> None:
    answer = maker.make("regular/0-255.pbf")
    assert answer is not None
    space = letters(answer[1])[32]
    assert 2 not in space
    assert 4 <= int(space[7]) <= 12


def test_control_characters_are_left_out(maker: GlyphMaker) -> None:
    answer = maker.make("regular/0-255.pbf")
    assert answer is not None
    assert not set(letters(answer[1])) & {0, 9, 10, 13, 127}


def test_figures_have_equal_widths(maker: GlyphMaker) -> None:
    answer = maker.make("semibold/0-255.pbf")
    assert answer is not None
    found = letters(answer[1])
    assert len({found[ord(figure)][7] for figure in "0123456789"}) == 1


def test_a_letter_stands_on_the_line_and_g_hangs_below_it(qtbot: QtBot) -> None:
    font = QFont("Inter")
    font.setPixelSize(24)
    a, g = draw_glyphs(font, [ord("A"), ord("g")])
    assert abs((a.top + 26) - a.height) <= 1  # its foot is at the baseline
    assert g.height - (g.top + 26) >= 4


def test_the_field_is_191_on_the_outline_and_falls_with_the_distance() -> None:
    coverage = np.zeros((30, 30), np.float32)
    coverage[10:20, 10:20] = 1.0
    field = distances(coverage).astype(int)
    row = field[15]
    assert row[9] == 159  # one px outside: 255 - 255 * (1 / 8 + 0.25)
    assert row[10] == 223  # one px inside
    assert row[8] == 128
    assert row[0] == 0
    assert (np.diff(row[:12]) >= 0).all()
    assert field[7, 7] < field[7, 10]  # the corner is farther away than the edge


def test_half_a_pixel_lies_on_the_outline() -> None:
    coverage = np.zeros((20, 20), np.float32)
    coverage[5:15, 5:15] = 1.0
    coverage[5:15, 5] = 0.5
    assert distances(coverage)[10, 5] == 191


def test_numbers_below_zero_are_written_zigzag() -> None:
    data = encode("regular", "0-255", [Glyph(300, 1, 1, -3, -9, 12, b"\x01" * 49)])
    glyph = letters(data)[300]
    assert (glyph[5], glyph[6], glyph[7]) == (5, 17, 12)


def test_a_range_is_made_once(maker: GlyphMaker) -> None:
    first = maker.make("regular/0-255.pbf")
    second = maker.make("regular/0-255.pbf")
    assert first is not None
    assert second is not None
    assert first[1] is second[1]
