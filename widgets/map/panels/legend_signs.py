"""The signs of the legend, drawn like those of the map; on any device, a picture or a printer."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QLinearGradient, QPainter, QPen

from app.services.maps.legends import LegendEntry, Sign
from app.services.maps.sources import Rank
from app.services.maps.works import WorkKind
from widgets.map.sprites import draw_alarm, signs_of
from widgets.map.style.scenes import LOOKS
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import RADIUS_CONTROL

SIGN_WIDTH: Final = 28.0
SIGN_HEIGHT: Final = 21.0

_RADII: Final = {
    Rank.NORMAL: 4.5,
    Rank.STALE: 4.0,
    Rank.BAD: 5.5,
    Rank.LOW: 6.0,
    Rank.MEDIUM: 6.5,
    Rank.HIGH: 7.0,
    Rank.CRITICAL: 8.0,
}
"""Radii of devices, as the style of the map has them."""

_GLYPH: Final = 21.0
_ALARM_BOX: Final = 24.0
_ICON_PX: Final = 48
_FINE: Final = 3
_COUNT: Final = "12"
_FILL: Final = 0.2
_DASHES: Final = (2.5, 2.0)
_HATCH_STEP: Final = 5.0


def draw_sign(painter: QPainter, rect: QRectF, entry: LegendEntry) -> None:
    """Draw the sign of an entry into a rectangle; a ramp takes all of it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _DRAWN[entry.sign](painter, rect, entry)
    painter.restore()


def _dot(painter: QPainter, rect: QRectF, entry: LegendEntry) -> None:
    """Draw a device; one without fresh values is hollow."""
    colours, rank = theme().tokens.map, entry.rank or Rank.NORMAL
    radius = _RADII[rank]
    fill, edge, width = colours.dot, colours.dot_line, 1.25
    if entry.rank is None:
        fill = _curve(entry).name()  # a point of a file
    elif rank is Rank.STALE:
        fill, edge, width = colours.land, colours.stale, 1.75
    elif rank in LOOKS:
        fill = LOOKS[rank].fill
    if theme().tokens.name == "light" and rank is not Rank.STALE:
        edge = colours.plate_line  # the legend's ground is as light as the edge on the map
    painter.setPen(QPen(QColor(edge), width))
    painter.setBrush(QColor(fill))
    painter.drawEllipse(rect.center(), radius, radius)


def _cluster(painter: QPainter, rect: QRectF, entry: LegendEntry) -> None:
    """Draw several devices as one: their number, and the worst state as rim and glyph."""
    colours, rank = theme().tokens.map, entry.rank or Rank.NORMAL
    look = LOOKS.get(rank)
    side = min(rect.width(), rect.height()) / 2 - 1
    painter.setPen(QPen(QColor(look.fill if look else colours.plate_line), 3 if look else 1.25))
    painter.setBrush(QColor(colours.plate))
    painter.drawEllipse(rect.center(), side, side)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    font.setPointSizeF(font.pointSizeF() * 0.8)
    painter.setFont(font)
    painter.setPen(QColor(theme().tokens.text))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _COUNT)
    if look:
        at = rect.center() + QPointF(side * 0.9, -side * 0.7)
        _glyph_at(painter, at, _GLYPH * 0.6, rank, is_filled=True)


def _glyph(painter: QPainter, rect: QRectF, entry: LegendEntry) -> None:
    """Draw an alarm: filled while nobody has acknowledged it, else its outline."""
    _glyph_at(painter, rect.center(), _GLYPH, entry.rank, is_filled=entry.sign is Sign.GLYPH)


def _glyph_at(
    painter: QPainter, center: QPointF, side: float, rank: Rank | None, *, is_filled: bool
) -> None:
    """Draw the glyph of an alarm as the map does, in a box of another size."""
    look = LOOKS.get(rank or Rank.LOW, LOOKS[Rank.LOW])
    painter.save()
    painter.translate(center.x() - side / 2, center.y() - side / 2)
    painter.scale(side / _ALARM_BOX, side / _ALARM_BOX)
    draw_alarm(painter, look, theme().tokens, is_filled=is_filled)
    painter.restore()


def _line(painter: QPainter, rect: QRectF, entry: LegendEntry) -> None:
    """Draw a connection in its state, or a line of a file."""
    is_dashed = entry.sign is Sign.DASHED
    look = LOOKS.get(entry.rank) if entry.rank is not None else None
    if entry.rank is None:
        colour, width = _curve(entry), 2.0
    elif look is not None:
        colour, width = QColor(look.fill), 2.6
    else:
        colour, width = QColor(theme().tokens.map.line), 1.6
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if is_dashed:
        pen.setDashPattern(_DASHES)
    painter.setPen(pen)
    middle = rect.center().y()
    painter.drawLine(QLineF(rect.left() + 1, middle, rect.right() - 1, middle))


def _area(painter: QPainter, rect: QRectF, entry: LegendEntry) -> None:
    fill = _curve(entry)
    painter.setPen(QPen(QColor(fill), 1.5))
    fill.setAlphaF(_FILL)
    painter.setBrush(fill)
    painter.drawRect(rect.adjusted(3, 4, -3, -4))


def _ramp(painter: QPainter, rect: QRectF, _: LegendEntry) -> None:
    """Draw the colours from the lowest value to the highest."""
    tokens = theme().tokens
    colours = tokens.map.ramp
    gradient = QLinearGradient(rect.topLeft(), rect.topRight())
    for place, colour in enumerate(colours):
        gradient.setColorAt(place / (len(colours) - 1), QColor(colour))
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.setBrush(QBrush(gradient))
    painter.drawRoundedRect(rect, RADIUS_CONTROL / 2, RADIUS_CONTROL / 2)


def _hatch(painter: QPainter, rect: QRectF, _: LegendEntry) -> None:
    """Draw lines instead of a pattern: patterns of brushes become tiny on a printer."""
    colour = QColor(theme().tokens.map.hatch)
    box = rect.adjusted(3, 3, -3, -3)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    painter.setClipRect(box)
    start = box.left() - box.height()
    while start < box.right():
        painter.drawLine(QPointF(start, box.bottom()), QPointF(start + box.height(), box.top()))
        start += _HATCH_STEP


def _symbol(painter: QPainter, rect: QRectF, entry: LegendEntry) -> None:
    """Draw the sign of works, or the icon of a field of action on its round plate."""
    if entry.layer == "works":
        _work(painter, rect, entry)
        return
    colours = theme().tokens.map
    side = min(rect.width(), rect.height()) / 2 - 0.5
    painter.setPen(QPen(QColor(colours.plate_line), 1))
    painter.setBrush(QColor(colours.plate))
    painter.drawEllipse(rect.center(), side, side)
    if entry.icon:
        box = QRectF(0, 0, side * 1.3, side * 1.3)
        box.moveCenter(rect.center())
        # An image, not a pixmap: pictures for files are recorded here and painted in a thread.
        picture = icon(entry.icon, colour=colours.sign).pixmap(_ICON_PX, _ICON_PX).toImage()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, picture, QRectF(picture.rect()))


def _work(painter: QPainter, rect: QRectF, entry: LegendEntry) -> None:
    kinds = list(WorkKind)
    sign = signs_of(theme().tokens)[f"works-{kinds[entry.colour % len(kinds)]}"]
    image = QImage(
        sign.width * _FINE, sign.height * _FINE, QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    inner = QPainter(image)
    inner.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner.scale(_FINE, _FINE)
    sign.draw(inner)
    inner.end()
    box = QRectF(0, 0, rect.height(), rect.height())
    box.moveCenter(rect.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(box, image, QRectF(image.rect()))


def _curve(entry: LegendEntry) -> QColor:
    curves = theme().tokens.curves
    return QColor(curves[entry.colour % len(curves)])


_DRAWN: Final[dict[Sign, Callable[[QPainter, QRectF, LegendEntry], None]]] = {
    Sign.DOT: _dot,
    Sign.CLUSTER: _cluster,
    Sign.GLYPH: _glyph,
    Sign.GLYPH_OUTLINE: _glyph,
    Sign.LINE: _line,
    Sign.DASHED: _line,
    Sign.AREA: _area,
    Sign.RAMP: _ramp,
    Sign.HATCH: _hatch,
    Sign.SYMBOL: _symbol,
}
