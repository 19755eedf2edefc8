"""The strips of alarms above panes and lanes: a glyph at the raise, a bar while it stood.

Filled means not acknowledged, hollow acknowledged, as on every alarm chip.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from widgets.theme import alarm_look
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import CHIP_OUTLINE, AlarmLook
from widgets.trends.brushwork import Brushwork
from widgets.trends.extras import AlarmSpan
from widgets.trends.marks import AlarmMark, alarm_marks, count_text
from widgets.trends.tints import blended

_BAR_PX = 3.0
_HOLLOW_PX = 1.0
_BAR_SHARE = 0.78
_INNER = 0.2


def paint_alarms(work: Brushwork) -> None:
    """Paint the strips of all panes and lanes."""
    if not work.picture.alarms:
        return
    marks = alarm_marks(work.picture, work.places, work.metrics)
    for mark in marks:
        for alarm in _apart(work, mark.alarms):
            _paint_bar(work, alarm, mark.row)
    for mark in marks:
        _paint_mark(work, mark)


def _apart(work: Brushwork, alarms: Sequence[AlarmSpan]) -> Iterable[AlarmSpan]:
    """Return alarms without those whose bars would fall onto the very same pixels."""
    window = work.picture.window
    pixel_us = max(window.span_us // max(round(work.places.field.width()), 1), 1)
    return {
        (
            alarm.priority,
            *(
                None if time_us is None else time_us // pixel_us
                for time_us in (alarm.start_us, alarm.acknowledged_us, alarm.end_us)
            ),
        ): alarm
        for alarm in alarms
    }.values()


def _paint_bar(work: Brushwork, alarm: AlarmSpan, row: QRectF) -> None:
    """Draw how long it stood: thick until it was acknowledged, a hairline from then on."""
    end_us = alarm.end_us
    if end_us is None:
        now_us, window_end = work.picture.moments.now_us, work.picture.window.end_us
        # Nobody knows whether it will still stand tomorrow.
        end_us = window_end if now_us is None else min(now_us, window_end)
    seen_us = alarm.acknowledged_us
    seen_us = end_us if seen_us is None else min(max(seen_us, alarm.start_us), end_us)
    left, middle, right = (
        min(max(work.places.x_of(time_us), row.left()), row.right())
        for time_us in (alarm.start_us, seen_us, end_us)
    )
    colour = QColor(alarm_look(alarm.priority).fill)
    if work.tokens.name == "light":
        # Amber and light blue alone are too pale on white.
        colour = blended(colour, QColor(CHIP_OUTLINE), _BAR_SHARE)
    base = row.bottom() - _BAR_PX
    if middle > left:
        work.painter.fillRect(QRectF(left, base, max(middle - left, 1.0), _BAR_PX), colour)
    if right > middle:
        work.painter.setPen(QPen(colour, _HOLLOW_PX))
        ys = (round(base) + 0.5, round(base + _BAR_PX) - 0.5)
        work.painter.drawLines([QLineF(middle, y, right, y) for y in ys])


def _paint_mark(work: Brushwork, mark: AlarmMark) -> None:
    loudest = mark.loudest
    look = alarm_look(loudest.priority)
    place = QRectF(mark.place)
    place.setWidth(place.height())
    draw_mark_glyph(work, place, look, is_filled=loudest.acknowledged_us is None)
    if text := count_text(len(mark.alarms)):
        work.painter.setPen(QColor(work.tokens.text))
        box = QRectF(place.right() + 2, place.top(), mark.place.width(), place.height())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        work.painter.drawText(box, flags | Qt.TextFlag.TextDontClip, text)


def draw_mark_glyph(work: Brushwork, place: QRectF, look: AlarmLook, *, is_filled: bool) -> None:
    """Draw the glyph of a priority, hollow once it was acknowledged."""
    painter = work.painter
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # A rim keeps amber and light blue apart from a white ground.
    rim = QColor(CHIP_OUTLINE if work.tokens.name == "light" else work.tokens.surface)
    draw_glyph(painter, place, look.glyph, rim)
    draw_glyph(painter, place.adjusted(1, 1, -1, -1), look.glyph, QColor(look.fill))
    if not is_filled:
        inset = place.width() * _INNER
        hole = place.adjusted(inset, inset, -inset, -inset)
        if look.glyph == "triangle":
            hole.translate(0, place.height() * 0.07)
        draw_glyph(painter, hole, look.glyph, QColor(work.tokens.surface))
    painter.restore()
