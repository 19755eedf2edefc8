"""The map as a page: title and moment, the map with scale and north, legend, whose data they are.

A page is recorded once, in the screen's thread, with the colours in force; whoever writes it to a
file plays the record in a thread of its own (`picture_files`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPicture, QPolygonF

from app.services.maps.legends import LegendEntry
from widgets.map.panels.legend_drawings import paint_legend
from widgets.scenes.scales import draw_scale, nice_scale
from widgets.texts import language
from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.tokens import GRID, HEADING_PT, RADIUS_CONTROL

PaintLegend = Callable[[QPainter, QRectF], float]
"""Paints the legend into a box from its top and returns the height it needs."""

_MARGIN: Final = 5.0 * GRID
_LEGEND_WIDTH: Final = 210.0
_LEAST_WIDTH: Final = 520.0
_BESIDE_FROM: Final = 620.0
"""A map at least this wide has its legend beside it, a narrower one below."""

_TITLE_PT: Final = 14.0
_TEXT_PT: Final = 9.0
_PLATE_ALPHA: Final = 0.86
_SCALE_PX: Final = 130.0
_NORTH: Final = 30.0
_ENDLESS: Final = 100_000.0
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAP: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True, eq=False)
class MapPicture:
    """A snapshot of the map and all that must be said beside it.

    Attributes:
        image: The map as it was seen, in pixels of the device, with their ratio.
        title: What the picture shows.
        metres: Metres a pixel of the view stands for; 0 draws no scale.
        moment: Which moment it shows, in words and local time.
        is_live: False for a moment of the past: the page says so loudly.
        paint_legend: Paints what stands for what; None for no legend.
        attributions: Whose data are seen.
        notice: What must be known of the base map, such as `schematisch`.
        is_simulated: True when values are simulated.
        made: When and by whom the picture was made, in words.
        is_light: True when the map in `image` has the light colours.
        is_plan: True when it is seen from straight above with the north at the top; scale and
            north arrow mean nothing otherwise.
    """

    image: QImage
    title: str
    metres: float = 0.0
    moment: str = ""
    is_live: bool = True
    paint_legend: PaintLegend | None = None
    attributions: tuple[str, ...] = ()
    notice: str = ""
    is_simulated: bool = False
    made: str = ""
    is_light: bool = True
    is_plan: bool = True


@dataclass(frozen=True, slots=True)
class PictureWords:
    """What is said of the pictures of a map or twin, in the language of the screen.

    Attributes:
        dialog: Title of the window in which one is made ready.
        save: Title of the window that asks where.
        stem: How the name of a file begins.
        sharp: What stays sharp on a page, however large it is seen.
        copied: A sentence: that one was copied.
    """

    dialog: str
    save: str
    stem: str
    sharp: str
    copied: str


@dataclass(frozen=True, slots=True)
class PictureParts:
    """What of a page is wanted.

    Attributes:
        has_legend: With the legend.
        has_scale: With scale and north arrow, where they mean something.
    """

    has_legend: bool = True
    has_scale: bool = True


WHOLE: Final = PictureParts()
"""A page with everything."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A recorded page, in units of a ninety-sixth of an inch; nothing changes it any more.

    Attributes:
        title: For the facts inside the file.
        size: How large it is.
        ground: Colour behind everything.
        image: The map.
        place: Where the map lies.
        record: All that is drawn over ground and map.
    """

    title: str
    size: QSizeF
    ground: QColor
    image: QImage
    place: QRectF
    record: QPicture


def legend_painter(entries: Sequence[LegendEntry]) -> PaintLegend | None:
    """Return what paints a legend on a page; None when there is nothing to explain."""
    kept = tuple(entries)
    if not kept:
        return None

    def paint(painter: QPainter, box: QRectF) -> float:
        return paint_legend(painter, box, kept, language=language(), font=_font(_TEXT_PT))

    return paint


def make_page(picture: MapPicture, parts: PictureParts) -> Page:
    """Lay out a page with the theme in force and record it."""
    ratio = picture.image.devicePixelRatio()
    shown = QSizeF(picture.image.width() / ratio, picture.image.height() / ratio)
    is_wide = shown.width() >= _BESIDE_FROM
    legend = picture.paint_legend if parts.has_legend else None
    width = max(shown.width(), _LEAST_WIDTH)
    if legend is not None and is_wide:
        width += _LEGEND_WIDTH + _MARGIN
    record = QPicture()
    painter = QPainter(record)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    writer = _Writer(painter, width)
    _write_head(writer, picture)
    place = QRectF(QPointF(_MARGIN, writer.top), shown)
    _draw_map_frame(painter, place)
    if parts.has_scale and picture.is_plan:
        _draw_scale_plate(painter, place, picture.metres)
        _draw_north(painter, place)
    writer.top = place.bottom() + 2 * GRID
    legend_end = 0.0
    if legend is not None and is_wide:
        box = QRectF(place.right() + _MARGIN, place.top(), _LEGEND_WIDTH, _ENDLESS)
        legend_end = box.top() + legend(painter, box) + GRID
        writer.width = place.width()
    elif legend is not None:
        box = QRectF(_MARGIN, writer.top, width, _ENDLESS)
        writer.top += legend(painter, box) + 2 * GRID
    _write_foot(writer, picture)
    writer.top = max(writer.top, legend_end)
    painter.end()
    size = QSizeF(round(width + 2 * _MARGIN), round(writer.top + _MARGIN - GRID))
    return Page(picture.title, size, QColor(theme().tokens.surface), picture.image, place, record)


def _font(size_pt: float, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font of a page.

    Figures of equal width, and colons that rise between them, are signs of their own in a PDF,
    which no reader finds or copies; nothing on a page changes, so it needs none of them.
    """
    font = body_font(size_pt, weight=weight)
    font.clearFeatures()
    font.setFeature(QFont.Tag("calt"), 0)
    return font


class _Writer:
    """Writes line below line."""

    def __init__(self, painter: QPainter, width: float) -> None:
        self.top = _MARGIN
        self.painter = painter
        self.width = width

    def write(self, text: str, font: QFont, colour: str) -> None:
        """Write a text, in as many lines as it needs."""
        metrics = QFontMetricsF(font)
        room = QRectF(0, 0, self.width, _ENDLESS)
        height = metrics.boundingRect(room, _WRAP.value, text).height()
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(QRectF(_MARGIN, self.top, self.width, height + 1), _WRAP.value, text)
        self.top += height + GRID / 2


def _write_head(writer: _Writer, picture: MapPicture) -> None:
    tokens = theme().tokens
    title = _font(_TITLE_PT, weight=QFont.Weight.DemiBold)
    if picture.title:
        writer.write(picture.title, title, tokens.text)
    if picture.is_live:
        if picture.moment:
            writer.write(picture.moment, _font(HEADING_PT), tokens.muted)
    else:
        _write_past(writer, picture.moment)
    writer.top += GRID


def _write_past(writer: _Writer, moment: str) -> None:
    """Write the moment, and in a frame before it that this is not the present."""
    tokens, painter = theme().tokens, writer.painter
    words = QCoreApplication.translate("map_tools", "NICHT LIVE")
    bold = _font(HEADING_PT, weight=QFont.Weight.DemiBold)
    metrics = QFontMetricsF(bold)
    height = metrics.height() + GRID
    box = QRectF(_MARGIN, writer.top, metrics.horizontalAdvance(words) + 4 * GRID, height)
    painter.setFont(bold)
    painter.setPen(QPen(QColor(tokens.not_live), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.setFont(_font(HEADING_PT))
    painter.setPen(QColor(tokens.text))
    rest = QRectF(box.right() + 2 * GRID, writer.top, writer.width - box.width(), height)
    painter.drawText(rest, _LEFT, moment)
    writer.top += height + GRID / 2


def _write_foot(writer: _Writer, picture: MapPicture) -> None:
    tokens, font = theme().tokens, _font(_TEXT_PT)
    simulated = QCoreApplication.translate("map_tools", "Die Werte sind simuliert.")
    lines = [
        picture.notice,
        simulated if picture.is_simulated else "",
        " · ".join(dict.fromkeys(filter(None, picture.attributions))),
        picture.made,
    ]
    for text in filter(None, lines):
        writer.write(text, font, tokens.muted)


def _draw_map_frame(painter: QPainter, place: QRectF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(QColor(theme().tokens.line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)
    painter.restore()


def _plate(painter: QPainter, box: QRectF) -> None:
    """Draw what makes words readable on any map."""
    ground = QColor(theme().tokens.surface)
    ground.setAlphaF(_PLATE_ALPHA)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_scale_plate(painter: QPainter, place: QRectF, metres: float) -> None:
    scale = nice_scale(metres, min(_SCALE_PX, place.width() / 3)) if metres > 0 else None
    if scale is None:
        return
    font = _font(_TEXT_PT)
    metrics = QFontMetricsF(font)
    width = scale.pixels + metrics.horizontalAdvance(scale.text) + 6 * GRID
    height = metrics.height() + 2 * GRID
    corner = QPointF(place.left() + 2 * GRID, place.bottom() - 2 * GRID - height)
    _plate(painter, QRectF(corner, QSizeF(width, height)))
    painter.setFont(font)
    foot = QPointF(corner.x() + 2 * GRID, corner.y() + height - 2 * GRID + 1)
    draw_scale(painter, foot, scale, QColor(theme().tokens.text))


def _draw_north(painter: QPainter, place: QRectF) -> None:
    """Draw an arrow to the north, which is at the top."""
    ink = QColor(theme().tokens.text)
    box = QRectF(place.right() - 2 * GRID - _NORTH, place.top() + 2 * GRID, _NORTH, 1.6 * _NORTH)
    _plate(painter, box)
    middle, top = box.center().x(), box.top() + GRID
    foot = top + 0.8 * _NORTH
    half = 0.22 * _NORTH
    dent = QPointF(middle, foot - half)
    painter.setPen(QPen(ink, 1))
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([QPointF(middle, top), QPointF(middle - half, foot), dent]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([QPointF(middle, top), QPointF(middle + half, foot), dent]))
    painter.setFont(_font(_TEXT_PT, weight=QFont.Weight.DemiBold))
    words = QCoreApplication.translate("map_tools", "N", "north arrow")
    letter = QRectF(box.left(), foot, box.width(), box.bottom() - foot)
    painter.drawText(letter, Qt.AlignmentFlag.AlignCenter, words)
