"""Names over the picture: drawn by Qt, in the window's thread, sharp and in the program's font.

They follow the picture that is shown, not the camera, so that they never run ahead of the city.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.threads import Picture
from widgets.theme import Tokens, theme
from widgets.theme.current import body_font
from widgets.theme.tokens import BODY_PT, HEADING_PT

Label = tuple[str, Doubles, int]
"""Text, place (float64 (3,), metres of the scene) and rank: 0 the most important."""

REACHES_M: Final = (60_000.0, 6_000.0, 2_000.0, 500.0, 180.0)
"""From how far names of each rank are still written; the last holds for all further ranks."""

MOST: Final = 120
"""Names that are written at once at most."""

_CLEAR: Final = 1
"""Names up to this rank are written in the clear colour."""

_GAP: Final = 4.0
_HALO: Final = 3.0
_CACHED: Final = 2_000


class Shown(Protocol):
    """What shows pictures, such as the canvas."""

    picture: Picture | None

    def update(self) -> None:
        """Draw soon."""
        ...

    def devicePixelRatioF(self) -> float:  # noqa: N802 - Qt's name
        """Return how many pixels of the screen one of the widget has."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """A name on the screen.

    Attributes:
        row: Row of the label.
        box: Where it is, pixels of the widget.
    """

    row: int
    box: QRectF


class LabelOverlay:
    """Writes names; of two that would cover each other the more important one is written.

    Args:
        canvas: Where the picture is shown.

    Attributes:
        is_visible: False while names are switched off.
        reach_m: Names of what is farther away are not written.
        taken: Says where no name may be, given the canvas's rectangle.
    """

    def __init__(self, canvas: Shown) -> None:
        self._canvas = canvas
        self.is_visible = True
        self.reach_m = math.inf
        self.taken: Callable[[QRect], Sequence[QRectF]] = lambda _rect: ()
        self._texts: tuple[str, ...] = ()
        self._places: Doubles = np.zeros((0, 3))
        self._ranks = np.zeros(0, np.int64)
        self._was_written: frozenset[int] = frozenset()
        self._pixmaps: dict[tuple[str, int, str, float], QPixmap] = {}
        self._widths: dict[tuple[str, int], float] = {}

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Write these names and no others."""
        self._texts = tuple(text for text, _, _ in labels)
        self._places = np.array([place for _, place, _ in labels], np.float64).reshape(-1, 3)
        self._ranks = np.array([rank for _, _, rank in labels], np.int64)
        self._was_written = frozenset()
        self._canvas.update()

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Write them over the picture."""
        if not self.is_visible:
            return
        ratio, tokens = self._canvas.devicePixelRatioF(), theme().tokens
        for written in self.arranged(rect):
            rank = int(self._ranks[written.row])
            pixmap = self._pixmap(self._texts[written.row], rank, tokens, ratio)
            painter.drawPixmap(written.box.topLeft() - QPointF(_HALO, _HALO), pixmap)

    def arranged(self, rect: QRect) -> list[Written]:
        """Return which names are written where, the most important first."""
        picture = self._canvas.picture
        if picture is None or not self._texts:
            return []
        seen = picture.camera.project(self._places, rect.width(), rect.height())
        reaches = np.array(REACHES_M)[np.minimum(self._ranks, len(REACHES_M) - 1)]
        x, y, depth = seen.T
        with np.errstate(invalid="ignore"):
            is_seen = (depth > 0) & (depth < np.minimum(reaches, self.reach_m)) & (x > 0) & (y > 0)
            is_seen &= (x < rect.width()) & (y < rect.height())
        rows = np.flatnonzero(is_seen)
        is_new = np.array([row not in self._was_written for row in rows.tolist()], np.bool_)
        rows = rows[np.lexsort((depth[rows], is_new, self._ranks[rows]))]
        found = self._placed(rows, x, y, self.taken(rect))
        self._was_written = frozenset(one.row for one in found)
        return found

    def _placed(
        self,
        rows: "np.ndarray[tuple[int], np.dtype[np.int64]]",
        x: Doubles,
        y: Doubles,
        others: Sequence[QRectF],
    ) -> list[Written]:
        """Place names one after the other, each where no other one is, and nothing else."""
        found: list[Written] = []
        taken = np.zeros((len(others) + MOST, 4))
        for number, box in enumerate(others):
            taken[number] = (box.left(), box.top(), box.right(), box.bottom())
        for row in rows.tolist():
            rank = int(self._ranks[row])
            width, height = self._width(self._texts[row], rank), label_metrics(rank).height()
            left, top = x[row] - width / 2, y[row] - height - _GAP
            boxes = taken[: len(others) + len(found)]
            covers = (left < boxes[:, 2] + _GAP) & (left + width > boxes[:, 0] - _GAP)
            covers &= (top < boxes[:, 3]) & (top + height > boxes[:, 1])
            if covers.any():
                continue
            taken[len(others) + len(found)] = (left, top, left + width, top + height)
            found.append(Written(row, QRectF(round(left), round(top), width, height)))
            if len(found) == MOST:
                break
        return found

    def _width(self, text: str, rank: int) -> float:
        key = (text, min(rank, 1))
        width = self._widths.get(key)
        if width is None:
            if len(self._widths) > _CACHED:
                self._widths.clear()
            width = self._widths[key] = label_metrics(rank).horizontalAdvance(text)
        return width

    def _pixmap(self, text: str, rank: int, tokens: Tokens, ratio: float) -> QPixmap:
        """Return a name with its halo; made once, for outlines of letters are slow to draw."""
        key = (text, rank, tokens.name, ratio)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            if len(self._pixmaps) > _CACHED:
                self._pixmaps.clear()
            pixmap = self._pixmaps[key] = label_pixmap(text, rank, tokens, ratio)
        return pixmap


def _font(rank: int) -> QFont:
    if rank == 0:
        return body_font(HEADING_PT, weight=QFont.Weight.DemiBold)
    return body_font(BODY_PT)


def label_metrics(rank: int) -> QFontMetricsF:
    """Return the measures of names of a rank."""
    found = _METRICS.get(min(rank, 1))
    if found is None:
        found = _METRICS[min(rank, 1)] = QFontMetricsF(_font(rank))
    return found


_METRICS: Final[dict[int, QFontMetricsF]] = {}


def label_pixmap(text: str, rank: int, tokens: Tokens, ratio: float) -> QPixmap:
    """Return a name with its halo around it, 3 pixels wide.

    Args:
        text: The name.
        rank: Its rank, as for `Label`.
        tokens: Colours of the theme.
        ratio: Pixels of the screen for each of the widget.
    """
    metrics = label_metrics(rank)
    width, height = metrics.horizontalAdvance(text) + 2 * _HALO, metrics.height() + 2 * _HALO
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    path.addText(_HALO, _HALO + metrics.ascent(), _font(rank), text)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    halo = QPen(QColor(tokens.map.halo), _HALO)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, halo)
    painter.fillPath(path, QColor(tokens.map.label if rank <= _CLEAR else tokens.map.label_minor))
    painter.end()
    return pixmap
