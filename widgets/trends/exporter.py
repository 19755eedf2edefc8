"""Saving the visible range: asks where, writes, and says how it went."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.cities import City
from widgets.trends.exports import png_image, write_csv
from widgets.trends.plot import TrendPlot

_PNG_SIZE: Final = QSize(1600, 900)
_PNG_RATIO: Final = 2.0


class Exporter(QObject):
    """Writes files.

    Signals:
        finished: A sentence: where it is saved, or why not and what to do.
    """

    finished = Signal(str)

    def offer_csv(self, plot: TrendPlot, city: City | None) -> None:
        """Ask where to save a table, and write it."""
        if path := self._ask_path(plot, self.tr("Tabelle (*.csv)"), "verlauf.csv"):
            self.write_csv(path, plot, city)

    def offer_png(self, plot: TrendPlot, city: City | None) -> None:
        """Ask where to save an image, and write it."""
        if path := self._ask_path(plot, self.tr("Bild (*.png)"), "verlauf.png"):
            self.write_png(path, plot, city)

    def _ask_path(self, parent: QWidget, kind: str, name: str) -> Path | None:
        title = self.tr("Ausschnitt speichern")
        chosen, _ = QFileDialog.getSaveFileName(parent, title, name, kind)
        return Path(chosen) if chosen else None

    def write_csv(self, path: Path, plot: TrendPlot, city: City | None) -> bool:
        """Write a table; False when there is nothing to write or it failed."""
        picture = plot.picture()
        if picture is None or city is None:
            return False
        try:
            write_csv(path, picture, city)
        except OSError as error:
            return self._fail(path, error.strerror or str(error))
        return self._succeed(path)

    def write_png(self, path: Path, plot: TrendPlot, city: City | None) -> bool:
        """Write an image; False when there is nothing to write or it failed."""
        picture = plot.picture()
        if picture is None or city is None:
            return False
        image = png_image(plot, picture, city, _PNG_SIZE, _PNG_RATIO)
        if not image.save(str(path)):
            return self._fail(path, self.tr("Grund unbekannt"))
        return self._succeed(path)

    def _succeed(self, path: Path) -> bool:
        self.finished.emit(self.tr("Gespeichert: %1").replace("%1", str(path)))
        return True

    def _fail(self, path: Path, reason: str) -> bool:
        sentence = self.tr(
            "Die Datei %1 konnte nicht geschrieben werden (%2). "
            "Bitte prüfen Sie Ordner, Rechte und freien Platz."
        )
        self.finished.emit(sentence.replace("%1", str(path)).replace("%2", reason))
        return False
