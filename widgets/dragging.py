"""Dragging points out of any view: what the mouse carries, and what it shows meanwhile.

Tables start a drag themselves and call `drag_points`; other widgets get a `PointDrag`.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.points import Point
from widgets.point_mime import points_mime_data
from widgets.texts import count, language
from widgets.theme import theme
from widgets.theme.tokens import GRID

MOST_DRAGGED: Final = 64
"""More curves than these nobody tells apart; the picture says that some stay behind."""

_LETTERS: Final = 40


def drag_text(ids: Sequence[str], name: str) -> str:
    """Return what is written beside the mouse: the name of one point, and how many more."""
    number = len(ids)
    if number > MOST_DRAGGED:
        words = QCoreApplication.translate("points", "{0} von {1} Datenpunkten")
        return words.format(count(MOST_DRAGGED), count(number))
    if number == 1:
        return name
    words = QCoreApplication.translate("points", "{0} und {1} weitere")
    return words.format(name, count(number - 1))


def drag_picture(source: QWidget, text: str) -> QPixmap:
    """Return what hangs at the mouse."""
    tokens, metrics = theme().tokens, source.fontMetrics()
    room = metrics.averageCharWidth() * _LETTERS
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    width, height = metrics.horizontalAdvance(shown) + 6 * GRID, metrics.height() + 3 * GRID
    ratio = source.devicePixelRatioF()
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(tokens.selection))
    painter = QPainter(picture)
    painter.setFont(source.font())
    painter.setPen(QPen(QColor(tokens.accent), 1))
    painter.drawRect(0, 0, width - 1, height - 1)
    painter.setPen(QColor(tokens.text))
    painter.drawText(0, 0, width, height, Qt.AlignmentFlag.AlignCenter, shown)
    painter.end()
    return picture


def drag_points(source: QWidget, ids: Sequence[str], name: str) -> None:
    """Let a person carry points to another view; returns when they are dropped.

    Args:
        source: Where they come from.
        ids: The points; nothing happens without any.
        name: The name of the first one.
    """
    if not ids:
        return
    drag = QDrag(source)
    drag.setMimeData(points_mime_data(ids[:MOST_DRAGGED]))
    drag.setPixmap(drag_picture(source, drag_text(ids, name)))
    drag.exec(Qt.DropAction.CopyAction)


def point_name_of(city: City | None, ids: Sequence[str]) -> str:
    """Return the name of the first point as it stands on screen."""
    first = ids[0] if ids else ""
    points: Sequence[Point] = city.points if city is not None else ()
    names = (point.name.in_language(language()) for point in points if point.id == first)
    return next(names, first)


class PointDrag(QObject):
    """Makes points draggable out of a widget that is no table.

    Args:
        source: The widget.
        points: Returns the points and the name of the first.
        carry: What carries them.

    Signals:
        started: A drag begins; a button is no longer pressed.
    """

    started = Signal()

    def __init__(
        self,
        source: QWidget,
        points: Callable[[], tuple[Sequence[str], str]],
        carry: Callable[[QWidget, Sequence[str], str], None] = drag_points,
    ) -> None:
        super().__init__(source)
        self._source = source
        self._points = points
        self.carry = carry
        self._press: QPointF | None = None
        self._is_spent = False
        source.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            kind = event.type()
            if self._is_spent and kind != QEvent.Type.MouseButtonPress:
                return True  # what follows a drag is no click
            self._is_spent = False
            if kind == QEvent.Type.MouseButtonPress:
                is_left = event.button() == Qt.MouseButton.LeftButton
                self._press = event.position() if is_left else None
            elif kind == QEvent.Type.MouseButtonRelease:
                self._press = None
            elif kind == QEvent.Type.MouseMove and self._press is not None:
                return self._move(event)
        return super().eventFilter(watched, event)

    def _move(self, event: QMouseEvent) -> bool:
        """Begin to drag once the mouse went far enough; small movements are part of a click."""
        if self._press is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        far = (event.position() - self._press).manhattanLength()
        if far < QApplication.startDragDistance():
            return False
        self._press = None
        ids, name = self._points()
        if ids:
            self._is_spent = True
            self.started.emit()
            self.carry(self._source, ids, name)
        return bool(ids)
