"""The scale: nice lengths, the bar that is drawn for them, and the scale as a ratio."""

from dataclasses import dataclass
from math import floor, isfinite, log10
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from widgets.texts import number
from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.tokens import GRID

_NICE: Final = (5, 2, 1)
_INCH_M: Final = 0.0254
_KM: Final = 1_000.0
_NARROW: Final = "\u202f"
SMALL_PT: Final = 8.5
_TICK: Final = 5.0
BAR_PX: Final = 110.0
"""The longest bar beside other read-outs."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A bar of a nice length.

    Attributes:
        metres: What it stands for.
        pixels: How long it is drawn.
    """

    metres: float
    pixels: float

    @property
    def text(self) -> str:
        """The length with its unit, such as `500 m` or `2 km`."""
        if self.metres >= _KM:
            return f"{number(self.metres / _KM, 0)}{_NARROW}km"
        return f"{number(self.metres, 0 if self.metres >= 1 else 1)}{_NARROW}m"


def nice_scale(metres_per_pixel: float, most_pixels: float) -> Scale | None:
    """Return the longest bar of 1, 2 or 5 times a power of ten that fits; None for no scale.

    Args:
        metres_per_pixel: What a pixel stands for.
        most_pixels: Room for the bar.
    """
    most = metres_per_pixel * most_pixels
    if not isfinite(most) or most <= 0:
        return None
    power = 10.0 ** floor(log10(most))
    # A share of rounding must not cost a bar that fits to the pixel.
    factor = next((one for one in _NICE if one * power <= most * (1 + 1e-9)), 1)
    metres = factor * power
    return Scale(metres, metres / metres_per_pixel)


def ratio_text(metres_per_pixel: float, dots_per_inch: float) -> str:
    """Return the scale as a ratio of two figures, such as `1:25 000`; empty for no scale."""
    if not isfinite(metres_per_pixel) or metres_per_pixel <= 0 or dots_per_inch <= 0:
        return ""
    exact = metres_per_pixel * dots_per_inch / _INCH_M
    step = 10.0 ** max(floor(log10(exact)) - 1, 0)
    return f"1:{grouped(round(exact / step) * step)}"


def grouped(value: float) -> str:
    """Return a whole number in groups of three, as maps write it in every language."""
    return f"{round(value):,}".replace(",", _NARROW)


def draw_scale(painter: QPainter, foot: QPointF, scale: Scale, ink: QColor) -> None:
    """Draw a bar with its length above it.

    Args:
        painter: Target; its font is used.
        foot: Left end of the bar.
        scale: Its length.
        ink: Colour of bar and words.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    pen = QPen(ink, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    end = foot + QPointF(scale.pixels, 0)
    painter.drawLine(QLineF(foot, end))
    for x in (foot, foot + QPointF(scale.pixels / 2, 0), end):
        tick = _TICK if x != foot + QPointF(scale.pixels / 2, 0) else _TICK / 2
        painter.drawLine(QLineF(x, x - QPointF(0, tick)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    height = QFontMetricsF(painter.font()).height()
    words = QFontMetricsF(painter.font()).horizontalAdvance(scale.text)
    box = QRectF(end.x() + GRID, foot.y() - height + 2, words + GRID, height)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, scale.text)
    painter.restore()


class ScaleBar(QWidget):
    """A bar of a nice length with its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale: Scale | None = None
        self.setFont(body_font(SMALL_PT))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_metres(self, metres_per_pixel: float) -> None:
        """Take what a pixel stands for; zero or NaN draws nothing."""
        scale = nice_scale(metres_per_pixel, BAR_PX)
        if scale != self.scale:
            self.scale = scale
            self.setAccessibleName(scale.text if scale else "")
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        words = metrics.horizontalAdvance(f"500{_NARROW}km")
        return QSize(round(BAR_PX + words + 2 * GRID), round(metrics.height() + GRID))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.scale is None:
            return
        painter = QPainter(self)
        words = QFontMetricsF(self.font()).horizontalAdvance(self.scale.text) + 2 * GRID
        left = self.width() - words - self.scale.pixels
        foot = QPointF(round(left) + 0.5, self.height() - GRID - 0.5)
        draw_scale(painter, foot, self.scale, QColor(theme().tokens.text))
        painter.end()
