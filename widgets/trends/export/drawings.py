"""The page of a drawing: title, facts, the plot, the legend with statistics, notes, who and when.

One layout for every format; it is drawn with vectors wherever the format has them. The page grows
with its legend, so that no curve is left out.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.domain.points import PointKind
from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.tokens import GRID, HEADING_PT
from widgets.trends.export.facts import (
    curve_name,
    figure_titles,
    figures,
    made_words,
    marker_words,
    note_words,
    origin_words,
    range_words,
    simulated_words,
)
from widgets.trends.export.subject import ExportCurve, Subject
from widgets.trends.geometry import axis_font
from widgets.trends.plot import TrendPlot
from widgets.trends.tints import curve_pen, faded
from widgets.trends.wording import tier_text, tiers_text

PAGE_WIDTH: Final = 1_600.0
_PLOT_HEIGHT: Final = 700.0
_MARGIN: Final = 6.0 * GRID
_SWATCH_PX: Final = 5.0 * GRID
_FIGURE_LETTERS: Final = 12
_NAME_SHARE: Final = 0.6
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be drawn, in units of a ninety-sixth of an inch.

    Attributes:
        subject: What it says.
        plot: Paints the curves; its own size does not matter.
        size: How large it is.
    """

    subject: Subject
    plot: TrendPlot
    size: QSizeF


def make_page(subject: Subject, plot: TrendPlot) -> Page:
    """Return a page high enough for everything there is to say."""
    line = QFontMetricsF(axis_font()).height() + GRID
    rows = len(_head(subject)) + 1 + len(subject.curves) + len(_notes(subject)) + 1
    heading = QFontMetricsF(_heading_font()).height() + GRID
    height = 2 * _MARGIN + heading + rows * line + _PLOT_HEIGHT + 4 * GRID
    return Page(subject, plot, QSizeF(PAGE_WIDTH, round(height)))


def draw_page(painter: QPainter, page: Page, ratio: float) -> None:
    """Draw a page.

    Args:
        painter: Target, in the units of the page.
        page: What is drawn.
        ratio: Pixels of the device for each unit; how finely curves are thinned out.
    """
    tokens = theme().tokens
    painter.fillRect(QRectF(0, 0, page.size.width(), page.size.height()), QColor(tokens.surface))
    pen = _Pencil(painter, page.size.width() - 2 * _MARGIN)
    subject = page.subject
    pen.write(f"{subject.title} · {subject.city}", _heading_font(), tokens.text)
    for text in _head(subject):
        pen.write(text, axis_font(), tokens.muted)
    plot = QRectF(_MARGIN / 2, pen.top + GRID, page.size.width() - _MARGIN, _PLOT_HEIGHT)
    painter.save()
    page.plot.paint_base(painter, plot, ratio)
    painter.restore()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    pen.top = plot.bottom() + 2 * GRID
    pen.write_titles()
    for curve in subject.curves:
        pen.write_curve(curve)
    for text in _notes(subject):
        pen.write(text, axis_font(), tokens.text)
    pen.write(made_words(subject), axis_font(), tokens.muted)


def _heading_font() -> QFont:
    return body_font(HEADING_PT, weight=QFont.Weight.DemiBold)


def _head(subject: Subject) -> list[str]:
    """Return the lines below the title."""
    parts = [
        range_words(subject.window, subject.zone),
        subject.zone.key,
        tiers_text(subject.tiers),
    ]
    sources = ", ".join(subject.sources)
    source = QCoreApplication.translate("trends", "Quelle: %1").replace("%1", sources)
    return [
        " · ".join(filter(None, parts)),
        " · ".join(
            filter(
                None,
                [source if sources else "", simulated_words() if subject.is_simulated else ""],
            )
        ),
    ]


def _notes(subject: Subject) -> list[str]:
    """Return the lines below the legend."""
    markers = " · ".join(marker_words(subject))
    notes = [note_words(note, subject.zone) for note in subject.annotations]
    return [*([markers] if markers else []), *notes]


class _Pencil:
    """Writes line below line."""

    def __init__(self, painter: QPainter, width: float) -> None:
        self.top = _MARGIN
        self._painter = painter
        self._width = width
        metrics = QFontMetricsF(axis_font())
        self._line = metrics.height() + GRID
        self._figure = metrics.horizontalAdvance("0") * _FIGURE_LETTERS

    def write(self, text: str, font: QFont, colour: str) -> None:
        """Write one line, cut at the end where it is too long."""
        metrics = QFontMetricsF(font)
        painter = self._painter
        painter.setFont(font)
        painter.setPen(QColor(colour))
        box = QRectF(_MARGIN, self.top, self._width, metrics.height() + GRID)
        end = Qt.TextElideMode.ElideRight
        painter.drawText(box, _LEFT, metrics.elidedText(text, end, self._width))
        self.top += box.height()

    def write_titles(self) -> None:
        """Write what stands above the columns of the legend."""
        tokens = theme().tokens
        self._painter.setFont(axis_font())
        self._painter.setPen(QColor(tokens.muted))
        for box, title in zip(self._figure_boxes(), figure_titles(), strict=True):
            self._painter.drawText(box, _RIGHT, title)
        self.top += self._line
        self._painter.setPen(QPen(QColor(tokens.line), 1))
        y = self.top - GRID / 2
        self._painter.drawLine(QLineF(_MARGIN, y, _MARGIN + self._width, y))

    def write_curve(self, curve: ExportCurve) -> None:
        """Write one row of the legend."""
        painter, tokens = self._painter, theme().tokens
        self._draw_swatch(curve)
        boxes = self._figure_boxes()
        left = _MARGIN + _SWATCH_PX + 2 * GRID
        metrics = QFontMetricsF(axis_font())
        end = Qt.TextElideMode.ElideRight
        room = boxes[0].left() - left
        used = room * _NAME_SHARE
        name = metrics.elidedText(curve_name(curve), end, used - 2 * GRID)
        painter.setFont(axis_font())
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRectF(left, self.top, used, self._line), _LEFT, name)
        tier = tier_text(curve.frame.tier) if curve.frame is not None else ""
        origin = " · ".join(filter(None, [origin_words(curve), tier]))
        painter.setPen(QColor(tokens.muted))
        box = QRectF(left + used, self.top, room - used, self._line)
        painter.drawText(box, _LEFT, metrics.elidedText(origin, end, room - used))
        painter.setPen(QColor(tokens.text))
        for place, text in zip(boxes, figures(curve), strict=True):
            painter.drawText(place, _RIGHT, text)
        self.top += self._line

    def _draw_swatch(self, curve: ExportCurve) -> None:
        painter, tokens = self._painter, theme().tokens
        middle = self.top + self._line / 2
        if curve.point.kind is PointKind.STATE:
            block = QRectF(_MARGIN, middle - GRID, _SWATCH_PX, 2 * GRID)
            painter.fillRect(block, faded(QColor(tokens.muted), 0.55))
            return
        painter.setPen(curve_pen(tokens, curve.slot, 2.0))
        painter.drawLine(QLineF(_MARGIN, middle, _MARGIN + _SWATCH_PX, middle))

    def _figure_boxes(self) -> list[QRectF]:
        count = len(figure_titles())
        left = _MARGIN + self._width - count * self._figure
        return [
            QRectF(left + place * self._figure, self.top, self._figure, self._line)
            for place in range(count)
        ]
