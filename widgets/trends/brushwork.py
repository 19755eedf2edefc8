"""What every layer of a trend needs to paint."""

from dataclasses import dataclass

from PySide6.QtGui import QFontMetricsF, QPainter

from widgets.theme import Tokens
from widgets.trends.date_axis import Tick
from widgets.trends.geometry import Places
from widgets.trends.pictures import Picture


@dataclass(frozen=True, slots=True)
class Brushwork:
    """Painter, colours, and what is painted where."""

    painter: QPainter
    tokens: Tokens
    picture: Picture
    places: Places
    ticks: tuple[Tick, ...]

    @property
    def metrics(self) -> QFontMetricsF:
        """Metrics of the painter's font."""
        return QFontMetricsF(self.painter.font())
