"""Paints the base map of a square kilometre in the map's colours; in any thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from twin_viewer.grounds.features import AREAS, KM, GroundMap, Part, Shapes
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import Doubles
from twin_viewer.model.grids import OrthoImage
from widgets.theme.tokens import MapTokens

_MARGIN_M: Final = 60.0
_MARGIN_PX: Final = 8.0
"""Shapes reach so far beyond the square: their ends and half their widths lie outside it."""

_BLUR_PX: Final = 0.3
"""What is finer than this cannot be seen in the picture."""

_TIES_M: Final = 2.5
"""The gaps in the line of a railway are painted where a pixel is no wider."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is painted.

    Attributes:
        colour: Which of the map's colours.
        width: Metres.
        least: Pixels, where the metres would be fewer.
        edge: Metres of an edge in the colour of casings, on each side; 0 for none.
        opacity: How much of it is seen.
        dashes: Dashes and gaps, in widths of the line; empty for none.
    """

    colour: str
    width: float
    least: float
    edge: float = 0.0
    opacity: float = 1.0
    dashes: tuple[float, ...] = ()


STROKES: Final[Mapping[Part, Stroke]] = {
    Part.STREAM: Stroke("water", 5.0, 1.0),
    Part.RIVER: Stroke("water", 32.0, 2.0),
    Part.CANAL: Stroke("water", 48.0, 2.5),
    Part.TRACKS: Stroke("rail", 5.0, 1.0, opacity=0.7),
    Part.SECONDARY: Stroke("road", 9.0, 1.0, edge=1.5),
    Part.MAIN: Stroke("road", 12.0, 1.4, edge=2.0),
    Part.MOTORWAY: Stroke("motorway", 28.0, 2.0, edge=2.5),
    Part.RAIL: Stroke("rail", 6.0, 1.2),
    Part.BORDER: Stroke("border", 2.5, 1.2, opacity=0.9, dashes=(7.0, 3.0, 1.5, 3.0)),
}
"""How lines are painted: usual widths, as the base map gives none; dashes as on the map."""

_EDGE_PX: Final = 1.0
_TIE: Final = Stroke("tie", 3.0, 1.0, dashes=(4.0, 4.0))
_FILLS: Final[Mapping[Part, tuple[str, float]]] = {
    Part.LAND: ("land", 1.0),
    Part.GREEN: ("green", 1.0),
    Part.WATER: ("water", 1.0),
    Part.YARD: ("rail", 0.18),
}
"""Colour and opacity of areas, as on the map."""


def paint(ground: GroundMap, key: TileKey, colours: MapTokens, pixels: int) -> OrthoImage:
    """Return the picture of a square.

    Args:
        ground: The base map.
        key: The square.
        colours: Colours of the theme.
        pixels: Its width and height; a multiple of 4.
    """
    metres = KM / pixels
    found = ground.cut(key, _MARGIN_M + _MARGIN_PX * metres, _BLUR_PX * metres)
    image = QImage(pixels, pixels, QImage.Format.Format_RGB32)
    image.fill(QColor(colours.outside if ground.has_city else colours.land))
    brush = _Brush(image, key, metres, colours)
    for part in Part:
        if part in found:
            brush.put(part, found[part])
    brush.end()
    west, south = key.east_km * KM, key.north_km * KM
    return OrthoImage(_pixels_of(image), west, south, west + KM, south + KM)


class _Brush:
    """Paints shapes in metres onto a picture of a square."""

    def __init__(self, image: QImage, key: TileKey, metres: float, colours: MapTokens) -> None:
        self._corner = np.array((key.east_km * KM, (key.north_km + 1) * KM))
        self._scale = np.array((1.0 / metres, -1.0 / metres))
        self._metres = metres
        self._colours = colours
        self._painter = QPainter(image)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def end(self) -> None:
        self._painter.end()

    def put(self, part: Part, shapes: Shapes) -> None:
        """Paint what belongs to a part of the map."""
        if part in AREAS:
            self._fill(*_FILLS[part], shapes)
            return
        stroke = STROKES[part]
        lines = [self._on_picture(shapely.get_coordinates(one)) for one in shapes]
        width = max(stroke.width / self._metres, stroke.least)
        if stroke.edge:
            edge = max(stroke.edge / self._metres, _EDGE_PX)
            self._draw(Stroke("casing", 0.0, 0.0), width + 2 * edge, lines)
        self._draw(stroke, width, lines)
        if part is Part.RAIL and self._metres <= _TIES_M:
            self._draw(_TIE, max(_TIE.width / self._metres, _TIE.least), lines)

    def _fill(self, colour: str, opacity: float, shapes: Shapes) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colour(colour, opacity))
        for shape in shapes:
            path = QPainterPath()  # odd and even: holes stay free
            for ring in shapely.get_rings(shape):
                path.addPolygon(self._on_picture(shapely.get_coordinates(ring)))
            self._painter.drawPath(path)

    def _draw(self, stroke: Stroke, width: float, lines: list[QPolygonF]) -> None:
        pen = QPen(self._colour(stroke.colour, stroke.opacity), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if stroke.dashes:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(list(stroke.dashes))
        self._painter.setPen(pen)
        for line in lines:
            self._painter.drawPolyline(line)

    def _colour(self, name: str, opacity: float) -> QColor:
        colour = QColor(getattr(self._colours, name))
        colour.setAlphaF(opacity)
        return colour

    def _on_picture(self, places: Doubles) -> QPolygonF:
        at: list[Any] = ((places - self._corner) * self._scale).tolist()
        return QPolygonF([QPointF(x, y) for x, y in at])


def _pixels_of(image: QImage) -> NDArray[np.uint8]:
    """Return red, green, blue, uint8 (rows, columns, 3)."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1)
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).copy()
