"""The rail above the panes: flags of notes and markers, and what lies between A and B."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from widgets.theme.tokens import GRID
from widgets.trends.brushwork import Brushwork
from widgets.trends.geometry import Places
from widgets.trends.markers import LETTERS, Markers, duration_text, span_of
from widgets.trends.marks import count_text, note_marks
from widgets.trends.tints import faded

_SPAN_TINT = 0.07
_ARROW_PX = 4.0
_LINE_ALPHA = 0.9


def paint_note_spans(work: Brushwork) -> None:
    """Tint the spans notes are about, in the panes of their points, from behind."""
    picture, places = work.picture, work.places
    tint = faded(QColor(work.tokens.accent), _SPAN_TINT)
    work.painter.setPen(QPen(faded(QColor(work.tokens.muted), 0.7), 1))
    for axes, pane in zip(picture.panes, places.panes, strict=True):
        shown = {curve.trace.point.id for axis in axes for curve in axis.curves}
        area, edges = pane.area, set[float]()
        for note in picture.notes:
            if note.points and shown.isdisjoint(note.points):
                continue
            left, right = places.x_of(note.start_us), places.x_of(note.end_us)
            if note.end_us > note.start_us:
                box = QRectF(left, area.top(), right - left, area.height())
                work.painter.fillRect(box & area, tint)
            edges |= {round(x) + 0.5 for x in (left, right) if area.left() <= x <= area.right()}
        # Where the edges of many notes fall onto one pixel, there is one line.
        work.painter.drawLines([QLineF(x, area.top(), x, area.bottom()) for x in sorted(edges)])


def paint_notes(work: Brushwork) -> None:
    """Paint the flags of the notes."""
    painter, tokens = work.painter, work.tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in note_marks(work.picture, work.places, work.metrics):
        side = mark.place.height()
        page = QRectF(mark.place.left(), mark.place.top(), side, side)
        painter.setPen(QPen(QColor(tokens.text), 1))
        painter.setBrush(QColor(tokens.raised))
        painter.drawPolygon(_sheet(page))
        painter.setPen(QPen(QColor(tokens.muted), 1))
        for share in (0.4, 0.65):
            y = page.top() + share * side
            painter.drawLine(QLineF(page.left() + 0.2 * side, y, page.right() - 0.25 * side, y))
        if text := count_text(len(mark.notes)):
            painter.setPen(QColor(tokens.text))
            box = QRectF(page.right() + 2, page.top(), mark.place.width(), side)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags | Qt.TextFlag.TextDontClip, text)
    painter.restore()


def _sheet(page: QRectF) -> QPolygonF:
    """Return a sheet of paper with a turned corner."""
    fold = page.width() * 0.32
    left, top, right, bottom = page.left(), page.top(), page.right() - 1, page.bottom()
    corners = [
        (left, top), (right - fold, top), (right, top + fold), (right, bottom), (left, bottom),
    ]  # fmt: skip
    return QPolygonF([QPointF(x, y) for x, y in corners])


def flag_places(places: Places, markers: Markers, metrics: QFontMetricsF) -> list[QRectF | None]:
    """Return the flags of A and B; None for one that is not set or out of sight."""
    side = metrics.height() + 2
    found: list[QRectF | None] = []
    for time_us in markers:
        x = places.x_of(time_us) if time_us is not None else -1.0
        if time_us is None or not places.field.left() <= x <= places.field.right():
            found.append(None)
        else:
            found.append(QRectF(x - side / 2, places.rail.top(), side, side))
    return found


def paint_markers(work: Brushwork, markers: Markers) -> None:
    """Paint the markers through all panes and lanes, and the time between them."""
    painter, places = work.painter, work.places
    flags = flag_places(places, markers, work.metrics)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_distance(work, markers)
    ink = QColor(work.tokens.text)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    for letter, flag in zip(LETTERS, flags, strict=True):
        if flag is None:
            continue
        x = round(flag.center().x()) + 0.5
        painter.setPen(QPen(faded(ink, _LINE_ALPHA), 1, Qt.PenStyle.DashDotLine))
        painter.drawLine(QLineF(x, flag.bottom(), x, places.time_axis.top()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(flag.adjusted(1, 1, -1, -1), 3, 3)
        painter.setPen(QColor(work.tokens.surface))
        painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


def _paint_distance(work: Brushwork, markers: Markers) -> None:
    """Draw the time from A to B as a dimension line on the rail, in words."""
    span = span_of(markers)
    if span is None:
        return
    painter, places, metrics = work.painter, work.places, work.metrics
    field, rail = places.field, places.rail
    half = metrics.height() / 2 + 1
    ends = [min(max(places.x_of(time_us), field.left()), field.right()) for time_us in span]
    if ends[0] == ends[1]:
        return
    y = round(rail.top() + half) + 0.5
    text = f"Δt {duration_text(span[1] - span[0])}"
    width = metrics.horizontalAdvance(text) + 2 * GRID
    left, right = ends[0] + half, ends[1] - half
    painter.setPen(QPen(QColor(work.tokens.muted), 1))
    if right - left > width + 4 * _ARROW_PX:
        painter.drawLine(QLineF(left, y, right, y))
        for x, way in ((left, 1), (right, -1)):
            painter.drawLine(QLineF(x, y, x + way * _ARROW_PX, y - _ARROW_PX))
            painter.drawLine(QLineF(x, y, x + way * _ARROW_PX, y + _ARROW_PX))
        box = QRectF((left + right - width) / 2, rail.top() + 1, width, metrics.height())
    else:
        # No room between the flags: it stands behind the later one, or before the earlier one.
        start = ends[1] + half + 2
        start = start if start + width <= field.right() else ends[0] - half - 2 - width
        box = QRectF(start, rail.top() + 1, width, metrics.height())
    painter.fillRect(box, QColor(work.tokens.surface))
    painter.setPen(QColor(work.tokens.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
