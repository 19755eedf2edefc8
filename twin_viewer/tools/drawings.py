"""Lines and points of the scene on the picture, cut where they run behind the camera."""

from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.cameras import Camera
from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.tokens import GRID, RADIUS_CONTROL

_NEAR_M: Final = 0.2
_WIDE: Final = 4.5
_THIN: Final = 2.0
_HANDLE: Final = 4.0
_LABEL_PT: Final = 9.0


def seen_line(
    camera: Camera, start: Doubles, end: Doubles, size: tuple[int, int]
) -> tuple[QPointF, QPointF] | None:
    """Return where a line appears; None where all of it lies behind the camera.

    Args:
        camera: From where it is seen.
        start: One end, float64 (3,), metres of the scene.
        end: The other.
        size: Width and height of the picture, pixels.
    """
    depths = np.array((start - camera.position, end - camera.position)) @ camera.direction
    if depths.max() <= _NEAR_M:
        return None
    ends = np.array((start, end))
    if depths.min() < _NEAR_M:
        share = (_NEAR_M - depths[0]) / (depths[1] - depths[0])
        ends[int(depths.argmin())] = start + (end - start) * share
    seen = camera.project(ends, *size)
    if not np.isfinite(seen).all():
        return None
    # Qt draws lines with ends millions of pixels away slowly or not at all.
    seen = np.clip(seen, -20_000, 20_000)
    return QPointF(*seen[0, :2].tolist()), QPointF(*seen[1, :2].tolist())


def size_of(rect: QRect) -> tuple[int, int]:
    """Return width and height of a picture, at least one pixel each."""
    return max(rect.width(), 1), max(rect.height(), 1)


def draw_lines(
    painter: QPainter, rect: QRect, camera: Camera, corners: Doubles, *, is_closed: bool
) -> None:
    """Draw a line through corners, with a handle at each, readable on any ground."""
    tokens = theme().tokens
    size = size_of(rect)
    count = len(corners)
    ends = [(row, row + 1) for row in range(count - 1)]
    if is_closed and count > 2:  # noqa: PLR2004 - an area has three corners
        ends.append((count - 1, 0))
    lines = [seen_line(camera, corners[one], corners[other], size) for one, other in ends]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((tokens.map.halo, _WIDE), (tokens.accent, _THIN)):
        painter.setPen(QPen(QColor(colour), width, c=Qt.PenCapStyle.RoundCap))
        for line in lines:
            if line is not None:
                painter.drawLine(*line)
    painter.setPen(QPen(QColor(tokens.accent), 1.5))
    painter.setBrush(QColor(tokens.map.halo))
    for spot in seen_points(camera, corners, size):
        painter.drawEllipse(spot, _HANDLE, _HANDLE)
    painter.restore()


def seen_points(camera: Camera, points: Doubles, size: tuple[int, int]) -> list[QPointF]:
    """Return where those points appear that lie before the camera."""
    if not len(points):
        return []
    seen = camera.project(points, *size)
    return [QPointF(x, y) for x, y, depth in seen.tolist() if depth > _NEAR_M]


def draw_plate(painter: QPainter, at: QPointF, text: str, rect: QRect) -> None:
    """Draw words on a plate beside a place, inside the picture."""
    tokens = theme().tokens
    font = body_font(_LABEL_PT)
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 3 * GRID, metrics.height() + GRID
    box = QRectF(at.x() + 3 * GRID, at.y() - height - 2 * GRID, width, height)
    box.moveLeft(max(min(box.left(), rect.width() - width - GRID), GRID))
    box.moveTop(max(min(box.top(), rect.height() - height - GRID), GRID))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.setBrush(QColor(tokens.surface))
    painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
    painter.setPen(QColor(tokens.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
