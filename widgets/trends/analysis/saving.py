"""What a tab shows as a file or on the clipboard: table with its origin, image with its title."""

import csv
from io import StringIO
from math import isfinite
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.tokens import GRID, HEADING_PT
from widgets.trends.analysis.page import Cell, Page, Table
from widgets.trends.geometry import axis_font

_SIZE: Final = QSize(1400, 800)
_RATIO: Final = 2.0
_FORMULA_STARTS: Final = ("=", "+", "@", "\t", "\r")
_DIGITS: Final = 10


class Saver(QObject):
    """Writes files and fills the clipboard.

    Signals:
        finished: A sentence: where it is, or why not and what to do.
    """

    finished = Signal(str)

    def copy_table(self, page: Page) -> None:
        """Put the figures of a tab onto the clipboard, for a spreadsheet."""
        table = page.table()
        if table is None:
            return
        QGuiApplication.clipboard().setText(table_text(table, [], separator="\t"))
        self.finished.emit(self.tr("Die Werte liegen in der Zwischenablage."))

    def copy_image(self, page: Page, origin: list[tuple[str, str]]) -> None:
        """Put the picture of a tab onto the clipboard."""
        image = titled_image(page, origin)
        if image is not None:
            QGuiApplication.clipboard().setImage(image)
            self.finished.emit(self.tr("Das Bild liegt in der Zwischenablage."))

    def offer_table(self, parent: QWidget, page: Page, origin: list[tuple[str, str]]) -> None:
        """Ask where to save the figures, and write them."""
        if path := self._ask(parent, self.tr("Tabelle (*.csv)"), f"{page.name}.csv"):
            self.write_table(path, page, origin)

    def offer_image(self, parent: QWidget, page: Page, origin: list[tuple[str, str]]) -> None:
        """Ask where to save the picture, and write it."""
        if path := self._ask(parent, self.tr("Bild (*.png)"), f"{page.name}.png"):
            self.write_image(path, page, origin)

    def write_table(self, path: Path, page: Page, origin: list[tuple[str, str]]) -> bool:
        """Write the figures as CSV; False when there is nothing to write or it failed."""
        table = page.table()
        if table is None:
            return False
        separator = ";" if QLocale().decimalPoint() == "," else ","
        try:
            text = table_text(table, origin, separator=separator)
            path.write_text(text, "utf-8-sig", newline="")
        except OSError as error:
            return self._fail(path, error.strerror or str(error))
        return self._succeed(path)

    def write_image(self, path: Path, page: Page, origin: list[tuple[str, str]]) -> bool:
        """Write the picture as PNG; False when there is nothing to write or it failed."""
        image = titled_image(page, origin)
        if image is None:
            return False
        if not image.save(str(path), "PNG"):  # type: ignore[call-overload]  # text is allowed
            return self._fail(path, self.tr("Grund unbekannt"))
        return self._succeed(path)

    def _ask(self, parent: QWidget, kind: str, name: str) -> Path | None:
        title = self.tr("Auswertung speichern")
        chosen, _ = QFileDialog.getSaveFileName(parent, title, name, kind)
        return Path(chosen) if chosen else None

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


def table_text(table: Table, origin: list[tuple[str, str]], *, separator: str) -> str:
    """Return a table for spreadsheets, in the decimal mark of the language on screen.

    Args:
        table: The table.
        origin: What is said above it, in lines that begin with `#`; nothing when empty.
        separator: What stands between two cells.
    """
    target = StringIO()
    if origin:
        for name, words in [*origin, *table.notes]:
            target.write(f"# {name}: {words}\n")
    writer = csv.writer(target, delimiter=separator, lineterminator="\n")
    writer.writerow([_plain(name) for name in table.header])
    mark = QLocale().decimalPoint()
    writer.writerows([_cell(cell, mark) for cell in row] for row in table.rows)
    return target.getvalue()


def _cell(cell: Cell, mark: str) -> str:
    if isinstance(cell, float):
        return f"{cell:.{_DIGITS}g}".replace(".", mark) if isfinite(cell) else ""
    return str(cell) if isinstance(cell, int) else _plain(cell)


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def titled_image(page: Page, origin: list[tuple[str, str]]) -> QImage | None:
    """Return the picture of a tab with title, origin and notes above; None without a picture."""
    bold = body_font(HEADING_PT, weight=QFont.Weight.DemiBold)
    heading = QFontMetricsF(bold).height()
    line = QFontMetricsF(axis_font()).height()
    margin = 4.0 * GRID
    table = page.table()
    lines = [" · ".join(f"{name}: {words}" for name, words in origin)]
    if table is not None and table.notes:
        lines.append(" · ".join(f"{name}: {words}" for name, words in table.notes))
    top = margin + heading + GRID + len(lines) * line + 3 * GRID
    room = QSize(round(_SIZE.width() - 2 * margin), round(_SIZE.height() - top - margin))
    picture = page.image(room, _RATIO)
    if picture is None:
        return None
    shown = picture.deviceIndependentSize()
    width = max(float(_SIZE.width()), shown.width() + 2 * margin)
    image = QImage(
        QSize(round(width), round(shown.height() + top + margin)) * _RATIO,
        QImage.Format.Format_RGB32,
    )
    image.setDevicePixelRatio(_RATIO)
    tokens = theme().tokens
    image.fill(QColor(tokens.surface))
    painter = QPainter(image)
    painter.setFont(bold)
    painter.setPen(QColor(tokens.text))
    name = QCoreApplication.translate("analysis", "Auswertung")
    painter.drawText(QRectF(margin, margin, width, heading), 0, f"{name} · {page.title()}")
    painter.setFont(axis_font())
    painter.setPen(QColor(tokens.muted))
    for place, words in enumerate(lines):
        y = margin + heading + GRID + place * line
        painter.drawText(QRectF(margin, y, width - 2 * margin, line), 0, words)
    painter.drawImage(QRectF(margin, top, shown.width(), shown.height()), picture)
    painter.end()
    return image
