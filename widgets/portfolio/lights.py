"""Traffic lights of projects, alike in all panes: a shape and a word; colour where it is wrong.

In plan is a ring, endangered a triangle, critical an octagon, and what is not judged a dash.
"""

from functools import cache
from typing import Final

from PySide6.QtCore import QCoreApplication, QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from app.domain.alarms import Priority
from app.domain.portfolio.statuses import Light, ProjectStatus
from widgets.theme import theme
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import CHIP_OUTLINE, DARK, LIGHT, alarm_look

BETTER: Final = "↗"
WORSE: Final = "↘"
SAME: Final = "→"

_tr = QCoreApplication.translate
_ICON_PX: Final = 16
_RATIO: Final = 2


def light_word(light: Light) -> str:
    """Return the word of a light in the language on screen."""
    words = {
        Light.GREEN: _tr("lights", "im Plan"),
        Light.YELLOW: _tr("lights", "gefährdet"),
        Light.RED: _tr("lights", "kritisch"),
        Light.GREY: _tr("lights", "nicht bewertet"),
    }
    return words[light]


def paint_light(painter: QPainter, rect: QRectF, light: Light) -> None:
    """Draw the shape of a light into the largest square of a rectangle."""
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    if light is Light.YELLOW:
        _paint_shape(painter, box, "triangle", alarm_look(Priority.MEDIUM).fill)
    elif light is Light.RED:
        _paint_shape(painter, box, "octagon", alarm_look(Priority.CRITICAL).fill)
    else:
        _paint_line(painter, box, is_ring=light is Light.GREEN)


def light_icon(light: Light) -> QIcon:
    """Return the shape of a light as an icon of the theme in force."""
    return _icon(light, theme().tokens.name)


def trend_arrow(status: ProjectStatus) -> str:
    """Return how the light by rules moved in 90 days; empty when one of both was not judged."""
    if status.earlier is None or Light.GREY in {status.earlier, status.by_rules}:
        return ""
    moved = status.by_rules.rank - status.earlier.rank
    return SAME if moved == 0 else WORSE if moved > 0 else BETTER


def trend_words(status: ProjectStatus) -> str:
    """Return the movement in 90 days as a whole sentence; empty when nothing is known."""
    arrow = trend_arrow(status)
    sentences = {
        BETTER: _tr("lights", "Vor 90 Tagen stand es schlechter: {0}."),
        SAME: _tr("lights", "Vor 90 Tagen stand es ebenso: {0}."),
        WORSE: _tr("lights", "Vor 90 Tagen stand es besser: {0}."),
    }
    if not arrow or status.earlier is None:
        return ""
    return sentences[arrow].format(light_word(status.earlier))


def _paint_shape(painter: QPainter, box: QRectF, glyph: str, fill: str) -> None:
    """Draw a filled shape; a hairline round it, for amber alone is faint on white."""
    if theme().tokens.name == "light":
        draw_glyph(painter, box, glyph, QColor(CHIP_OUTLINE))
        inner = 1.2 if glyph != "triangle" else 1.5
        box = box.adjusted(inner, inner * (1.3 if glyph == "triangle" else 1), -inner, -inner)
    draw_glyph(painter, box, glyph, QColor(fill))


def _paint_line(painter: QPainter, box: QRectF, *, is_ring: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme().tokens.muted), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if is_ring:
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    else:
        middle = box.center().y()
        painter.drawLine(QLineF(box.left() + 1.5, middle, box.right() - 1.5, middle))
    painter.restore()


@cache
def _icon(light: Light, name: str) -> QIcon:
    tokens = DARK if name == "dark" else LIGHT
    picture = QPixmap(_ICON_PX * _RATIO, _ICON_PX * _RATIO)
    picture.setDevicePixelRatio(_RATIO)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    with theme().lent(tokens.name):
        paint_light(painter, QRectF(2, 2, _ICON_PX - 4, _ICON_PX - 4), light)
    painter.end()
    return QIcon(picture)
