"""Letters for the map, made out of the program's own font: distance fields as MapLibre reads them.

MapLibre asks for the letters of a font in ranges of 256 (`glyphs/<font>/<from>-<to>.pbf`). Each is
drawn once at 24 px and turned into the distance of each pixel from its outline, by which it can be
drawn sharply at any size and with a halo. Safe to call in any thread.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPainterPath

FONTS: Final = {
    "regular": (QFont.Weight.Medium, False),
    "semibold": (QFont.Weight.DemiBold, False),
    "italic": (QFont.Weight.Medium, True),
}
"""Names of fonts in the style; a weight more than elsewhere, since halos make letters thinner."""

SIZE_PX: Final = 24
BUFFER_PX: Final = 3
RADIUS_PX: Final = 8
CUTOFF: Final = 0.25

_MIME: Final = "application/x-protobuf"
_CELL: Final = 48
_MARGIN: Final = 5
"""Free pixels round a letter in its cell: no letter comes within reach of another's distances."""
_ACROSS: Final = 16
_ASCENT: Final = 26
"""Where MapLibre takes the upper edge of a line to be, px above the baseline."""
_FAR: Final = np.float32(1e6)
_SKIPPED: Final = frozenset({"Cc", "Cn", "Cs", "Co"})
_Field = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter with its distance field.

    Attributes:
        code: Its code point.
        width: Width in px, without the buffer.
        height: Height in px, without the buffer.
        left: From the pen to its left edge, px.
        top: From the upper edge of the line to its top, px.
        advance: Where the next letter begins, px.
        bitmap: One byte a pixel, row by row, the buffer included; empty for a space.
    """

    code: int
    width: int
    height: int
    left: int
    top: int
    advance: int
    bitmap: bytes


class GlyphMaker:
    """Answers the map's questions for letters; keeps what it made."""

    def __init__(self, families: Sequence[str]) -> None:
        self._families = list(families)
        self._lock = Lock()
        self._make = lru_cache(maxsize=64)(self._made)

    def make(self, rest: str) -> tuple[str, bytes] | None:
        """Return the answer to a path such as `regular/0-255.pbf`; None for what is no range."""
        font, _, name = rest.partition("/")
        first, _, last = name.removesuffix(".pbf").partition("-")
        if font not in FONTS or not (first.isdecimal() and last.isdecimal()):
            return None
        start = int(first)
        if start % 256 or int(last) != start + 255 or start > 0xFFFF:  # noqa: PLR2004 - BMP
            return None
        with self._lock:
            return _MIME, self._make(font, start)

    def _made(self, font: str, start: int) -> bytes:
        glyphs = draw_glyphs(self._font(font), range(start, start + 256))
        return encode(font, f"{start}-{start + 255}", glyphs)

    def _font(self, name: str) -> QFont:
        weight, is_italic = FONTS[name]
        font = QFont()
        if self._families:
            font.setFamilies(self._families)
        font.setPixelSize(SIZE_PX)
        font.setWeight(weight)
        font.setItalic(is_italic)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font


def draw_glyphs(font: QFont, codes: Sequence[int]) -> list[Glyph]:
    """Draw letters and measure the distance of each of their pixels from the outline."""
    metrics = QFontMetricsF(font)
    drawn = [code for code in codes if unicodedata.category(chr(code)) not in _SKIPPED]
    rows = -(-len(drawn) // _ACROSS) or 1
    image = QImage(_ACROSS * _CELL, rows * _CELL, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.white)
    places = []
    for at, code in enumerate(drawn):
        path = QPainterPath()
        path.addText(QPointF(0, 0), font, chr(code))
        box = path.boundingRect()
        left, top = int(np.floor(box.left())), int(np.floor(box.top()))
        width, height = int(np.ceil(box.right())) - left, int(np.ceil(box.bottom())) - top
        if max(width, height) > _CELL - 2 * _MARGIN:
            continue  # a word in one sign; there is no room for it
        advance = round(metrics.horizontalAdvance(chr(code)))
        x = at % _ACROSS * _CELL + _MARGIN
        y = at // _ACROSS * _CELL + _MARGIN
        painter.drawPath(path.translated(x - left, y - top))
        bare = Glyph(code, max(width, 0), max(height, 0), left, -top - _ASCENT, advance, b"")
        places.append((bare, x, y))
    painter.end()
    field = distances(_coverage(image))
    return [_cut(field, *place) for place in places]


def distances(coverage: _Field) -> NDArray[np.uint8]:
    """Turn how much of each pixel is covered (0 to 1) into MapLibre's bytes: 191 on the outline."""
    away = _reach(np.where(coverage >= 1, 0, np.where(coverage <= 0, _FAR, 0.5 - coverage)), 6)
    within = _reach(np.where(coverage <= 0, 0, np.where(coverage >= 1, _FAR, coverage - 0.5)), 2)
    distance = np.sqrt(away) - np.sqrt(within)
    value = 255 - 255 * (distance / RADIUS_PX + CUTOFF)
    return np.clip(np.rint(value), 0, 255).astype(np.uint8)


def encode(name: str, span: str, glyphs: Sequence[Glyph]) -> bytes:
    """Write letters as the protocol buffer that MapLibre reads."""
    stack = _text(1, name.encode()) + _text(2, span.encode())
    for glyph in glyphs:
        body = _number(1, glyph.code)
        if glyph.bitmap:
            body += _text(2, glyph.bitmap)
        body += _number(3, glyph.width) + _number(4, glyph.height)
        body += _number(5, _zigzag(glyph.left)) + _number(6, _zigzag(glyph.top))
        stack += _text(3, body + _number(7, max(glyph.advance, 0)))
    return _text(1, stack)


def _coverage(image: QImage) -> _Field:
    """Return how much of each pixel is covered, 0 to 1."""
    raw = np.frombuffer(image.constBits(), dtype=np.uint8)
    grid = raw.reshape(image.height(), image.bytesPerLine())[:, : image.width()]
    return grid.astype(np.float32) / np.float32(255)


def _reach(start: NDArray[np.floating], reach: int) -> _Field:
    """Return the square of each pixel's distance to the nearest start, exact within reach."""
    near = np.maximum(start, 0).astype(np.float32)
    squares = np.where(near >= _FAR, _FAR, near * near).astype(np.float32)
    for axis in (0, 1):
        best = squares.copy()
        for step in range(1, reach + 1):
            cost = np.float32(step * step)
            ahead = squares[step:] if axis == 0 else squares[:, step:]
            behind = squares[:-step] if axis == 0 else squares[:, :-step]
            upper = best[:-step] if axis == 0 else best[:, :-step]
            lower = best[step:] if axis == 0 else best[:, step:]
            np.minimum(upper, ahead + cost, out=upper)
            np.minimum(lower, behind + cost, out=lower)
        squares = best
    return squares


def _cut(field: NDArray[np.uint8], bare: Glyph, x: int, y: int) -> Glyph:
    """Return a letter with its part of the field."""
    if not (bare.width and bare.height):
        return replace(bare, width=0, height=0)
    rows = slice(y - BUFFER_PX, y + bare.height + BUFFER_PX)
    columns = slice(x - BUFFER_PX, x + bare.width + BUFFER_PX)
    return replace(bare, bitmap=field[rows, columns].tobytes())


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:  # noqa: PLR2004 - seven bits a byte
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1
