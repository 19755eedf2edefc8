"""The signs of the map as one sheet of pictures: alarms, symbols, badges, hatching.

Alarms are drawn by the same function as in tables, strips and plots.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from widgets.map.style.ground import LANDMARK_ICONS
from widgets.map.style.scenes import LOOKS, NAMES
from widgets.theme.glyphs import draw_glyph
from widgets.theme.icons import icon
from widgets.theme.tokens import CHIP_OUTLINE, AlarmLook, Tokens

ALARM_PX: Final = 20
_BOX: Final = ALARM_PX + 4
_EDGE: Final = 0.9
_BAND: Final = 3.0
_ICON_PX: Final = 18
_SHEET_PX: Final = 256
_WORKS: Final = {
    "works-now": "mdi6.account-hard-hat",
    "works-soon": "mdi6.calendar-clock",
    "works-out": "mdi6.power-plug-off-outline",
}
_INSCRIBED: Final = {
    "octagon": (0.5, 0.462),
    "triangle": (0.691, 0.309),
    "diamond": (0.5, 0.354),
    "circle": (0.5, 0.5),
}
"""How far down the middle of the inscribed circle of a glyph lies, and its radius; side 1."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A picture of the sheet.

    Attributes:
        width: Width in px of the screen.
        height: Height in px of the screen.
        draw: Draws it at 0, 0.
        more: What else MapLibre is told, such as where it may be stretched.
    """

    width: int
    height: int
    draw: Callable[[QPainter], None]
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SpriteSheet:
    """All signs of one theme.

    Attributes:
        name: Name under `sprites/`; another content has another name.
        files: Path below `sprites/`, kind and content.
    """

    name: str
    files: tuple[tuple[str, str, bytes], ...]


def make_sheet(tokens: Tokens, icons: Iterable[str] = ()) -> SpriteSheet:
    """Draw the signs of a theme, for usual screens and for those of 200 %.

    Args:
        tokens: Colours.
        icons: More icons that layers ask for, such as `mdi6.leaf`.
    """
    signs = signs_of(tokens, icons)
    drawn = [(scale, *_drawn(signs, scale)) for scale in (1, 2)]
    digest = hashlib.blake2s(b"".join(png + index for _, index, png in drawn), digest_size=4)
    name = f"{tokens.name}-{digest.hexdigest()}"
    files = []
    for scale, index, png in drawn:
        ending = "" if scale == 1 else f"@{scale}x"
        files.append((f"{name}{ending}.json", "application/json", index))
        files.append((f"{name}{ending}.png", "image/png", png))
    return SpriteSheet(name, tuple(files))


def signs_of(tokens: Tokens, icons: Iterable[str] = ()) -> dict[str, Sign]:
    """Return the signs of a theme by name."""
    colours = tokens.map
    signs: dict[str, Sign] = {}
    for rank, name in NAMES.items():
        for is_filled, how in ((True, "filled"), (False, "outline")):
            signs[f"alarm-{name}-{how}"] = Sign(_BOX, _BOX, _alarm(LOOKS[rank], tokens, is_filled))
    signs["badge"] = _plate(tokens, radius=7.0)
    signs["shield"] = _plate(tokens, radius=3.0)
    signs["hatch"] = Sign(8, 8, _hatch(colours.hatch))
    signs["mark"] = Sign(28, 36, _pin(colours.selected, colours.halo))
    signs["landmark"] = Sign(10, 10, _square(colours.sign, colours.halo))
    for name, picture in _WORKS.items():
        signs[name] = Sign(22, 22, _work(picture, tokens))
    for name in sorted({*LANDMARK_ICONS.values(), *icons} - {""}):
        signs[name] = Sign(_BOX, _BOX, _symbol(name, colours.sign, colours.halo))
    return signs


def draw_alarm(painter: QPainter, look: AlarmLook, tokens: Tokens, *, is_filled: bool) -> None:
    """Draw the glyph of a priority as it lies on the map, into a square of 24 px at 0, 0.

    Filled while nobody has acknowledged the alarm, outlined afterwards; with a thin edge, since
    it lies on whatever ground there is.
    """
    edge = _edge(look, tokens)
    outer = QRectF(2, 2, ALARM_PX, ALARM_PX)
    if look.glyph == "cross":
        _draw_cross(painter, outer, look, tokens, is_filled=is_filled)
        return
    draw_glyph(painter, _inset(outer, look.glyph, -_EDGE), look.glyph, edge)
    draw_glyph(painter, outer, look.glyph, QColor(look.fill))
    if not is_filled:
        core = _inset(outer, look.glyph, _BAND)
        draw_glyph(painter, core, look.glyph, QColor(tokens.map.plate))


def _alarm(look: AlarmLook, tokens: Tokens, is_filled: bool) -> Callable[[QPainter], None]:  # noqa: FBT001 - private
    return lambda painter: draw_alarm(painter, look, tokens, is_filled=is_filled)


def _draw_cross(
    painter: QPainter, outer: QRectF, look: AlarmLook, tokens: Tokens, *, is_filled: bool
) -> None:
    halo = _edge(look, tokens)
    for x, y in ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1), (-1, 1), (1, -1)):
        draw_glyph(painter, outer.translated(x, y), look.glyph, halo)
    draw_glyph(painter, outer, look.glyph, QColor(look.fill))
    if not is_filled:
        inner = outer.adjusted(3, 3, -3, -3)
        pen = QPen(halo, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())


def _edge(look: AlarmLook, tokens: Tokens) -> QColor:
    """Return what stands out from the ground as well as from the fill of a glyph."""
    if tokens.name == "light":
        return QColor(tokens.map.halo if look.glyph == "cross" else CHIP_OUTLINE)
    is_dark = QColor(look.ink).lightness() > QColor(look.fill).lightness()
    return QColor(tokens.map.label if is_dark else tokens.map.halo)


def _inset(box: QRectF, glyph: str, width: float) -> QRectF:
    """Return the box of the same glyph, smaller by an even band along its sides (or larger)."""
    down, radius = _INSCRIBED[glyph]
    side = box.width()
    shrunk = 1 - width / (radius * side)
    middle = QPointF(box.left() + side / 2, box.top() + down * side)
    return QRectF(
        middle.x() - shrunk * side / 2,
        middle.y() - shrunk * down * side,
        shrunk * side,
        shrunk * side,
    )


def _plate(tokens: Tokens, *, radius: float) -> Sign:
    """Return a small plate behind a text, as wide as the text is."""

    def draw(painter: QPainter) -> None:
        painter.setPen(QPen(QColor(tokens.map.plate_line), 1.0))
        painter.setBrush(QColor(tokens.map.plate))
        painter.drawRoundedRect(QRectF(0.5, 0.5, 17, 15), radius, radius)

    more = {"stretchX": [[8, 10]], "stretchY": [[7, 9]], "content": [3, 2, 15, 14]}
    return Sign(18, 16, draw, more)


def _hatch(colour: str) -> Callable[[QPainter], None]:
    """Return slanting lines that go on in the next tile."""

    def draw(painter: QPainter) -> None:
        painter.setPen(QPen(QColor(colour), 1.2))
        for shift in (-8, 0, 8):
            painter.drawLine(QPointF(shift - 2, 10), QPointF(shift + 10, -2))

    return draw


def _pin(fill: str, halo: str) -> Callable[[QPainter], None]:
    def draw(painter: QPainter) -> None:
        path = QPainterPath(QPointF(14, 35))
        path.cubicTo(QPointF(12, 27), QPointF(3, 22), QPointF(3, 12.5))
        path.arcTo(QRectF(3, 1.5, 22, 22), 180, -180)
        path.cubicTo(QPointF(25, 22), QPointF(16, 27), QPointF(14, 35))
        painter.setPen(QPen(QColor(halo), 1.5))
        painter.setBrush(QColor(fill))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(halo))
        painter.drawEllipse(QPointF(14, 12.5), 4.5, 4.5)

    return draw


def _square(fill: str, halo: str) -> Callable[[QPainter], None]:
    def draw(painter: QPainter) -> None:
        painter.setPen(QPen(QColor(halo), 1.5))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(QRectF(1.5, 1.5, 7, 7), 1.5, 1.5)

    return draw


def _symbol(name: str, colour: str, halo: str) -> Callable[[QPainter], None]:
    """Return an icon with a halo, in the middle of the square of an alarm."""

    def draw(painter: QPainter) -> None:
        place = QRectF((_BOX - _ICON_PX) / 2, (_BOX - _ICON_PX) / 2, _ICON_PX, _ICON_PX)
        for x, y in ((-1, 0), (1, 0), (0, -1), (0, 1), (-0.7, -0.7), (0.7, 0.7)):
            _draw_icon(painter, place.translated(x, y), name, halo)
        _draw_icon(painter, place, name, colour)

    return draw


def _work(name: str, tokens: Tokens) -> Callable[[QPainter], None]:
    def draw(painter: QPainter) -> None:
        painter.setPen(QPen(QColor(tokens.map.label), 1.5))
        painter.setBrush(QColor(tokens.map.plate))
        painter.drawRoundedRect(QRectF(1.5, 1.5, 19, 19), 4, 4)
        _draw_icon(painter, QRectF(3.5, 3.5, 15, 15), name, tokens.map.label)

    return draw


def _draw_icon(painter: QPainter, place: QRectF, name: str, colour: str) -> None:
    picture = icon(name, colour=colour).pixmap(QSize(_ICON_PX * 2, _ICON_PX * 2))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(place, picture, QRectF(picture.rect()))


def _drawn(signs: dict[str, Sign], scale: int) -> tuple[bytes, bytes]:
    """Return the table of a sheet and its picture: shelf below shelf, 2 px apart."""
    places, height = _placed(signs)
    size = QSize(_SHEET_PX * scale, height * scale)
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    table = {}
    for name, (x, y) in places.items():
        sign = signs[name]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.translate(x, y)
        painter.setClipRect(QRectF(0, 0, sign.width, sign.height))
        sign.draw(painter)
        painter.restore()
        table[name] = {
            "x": x * scale,
            "y": y * scale,
            "width": sign.width * scale,
            "height": sign.height * scale,
            "pixelRatio": scale,
            **{key: _scaled(value, scale) for key, value in sign.more.items()},
        }
    painter.end()
    return json.dumps(table, separators=(",", ":")).encode(), _png(image)


def _placed(signs: dict[str, Sign]) -> tuple[dict[str, tuple[int, int]], int]:
    places: dict[str, tuple[int, int]] = {}
    x = y = shelf = 0
    for name, sign in sorted(signs.items(), key=lambda one: (-one[1].height, one[0])):
        if x + sign.width > _SHEET_PX:
            x, y, shelf = 0, y + shelf + 2, 0
        places[name] = (x, y)
        x += sign.width + 2
        shelf = max(shelf, sign.height)
    return places, y + shelf


def _scaled(value: Any, scale: int) -> Any:
    if isinstance(value, list):
        return [_scaled(one, scale) for one in value]
    return value * scale


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt a str
    return bytes(buffer.data().data())
