"""The visible range as a file: CSV with tier, quality and source; PNG with title and zone."""

import csv
from io import StringIO
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from app.domain.cities import City
from app.domain.points import PointKind
from app.domain.series import SeriesFrame
from widgets.texts import language, quality_text
from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.tokens import GRID, HEADING_PT
from widgets.trends.date_axis import date_text
from widgets.trends.geometry import axis_font
from widgets.trends.model import Trace, Window
from widgets.trends.moments import from_us
from widgets.trends.pictures import Picture
from widgets.trends.plot import TrendPlot
from widgets.trends.tints import curve_pen
from widgets.trends.wording import point_titles, state_label, tier_text, tiers_text

_SWATCH_PX: Final = 5.0 * GRID


def range_words(window: Window, zone: ZoneInfo) -> str:
    """Return a window in words: from, to, in local time."""
    start, end = from_us(window.start_us, zone), from_us(window.end_us, zone)
    if start.date() == end.date():
        return f"{date_text(start)} {start:%H:%M:%S} – {end:%H:%M:%S}"
    return f"{date_text(start)} {start:%H:%M} – {date_text(end)} {end:%H:%M}"


def csv_text(picture: Picture, city: City) -> str:
    """Return what is drawn as CSV for spreadsheets: `;`, decimal mark of the language.

    The head says city, range, zone, tiers and sources in lines that begin with `#`. Each row is a
    sample or bucket with its tier and quality; a gap marker is a row without values.
    """
    zone = ZoneInfo(city.time_zone)
    target = StringIO()
    traces = [part.trace for part in picture.parts()]
    sources = {source.id: source.name.in_language(language()) for source in city.sources}
    used = list(dict.fromkeys(sources.get(t.point.source, t.point.source) for t in traces))
    for name, value in _head(picture, city, used):
        target.write(f"# {name}: {value}\n")
    if any(trace.point.is_simulated for trace in traces):
        notice = QCoreApplication.translate("trends", "Hinweis: Die Werte sind simuliert.")
        target.write(f"# {notice}\n")
    writer = csv.writer(target, delimiter=";", lineterminator="\n")
    writer.writerow(_column_names())
    titles = point_titles(trace.point for trace in traces)
    for part in picture.parts():
        if part.frame is not None:
            title = titles[part.trace.point.id]
            writer.writerows(_rows(part.trace, title, part.frame, picture.window, zone))
    return target.getvalue()


def _head(picture: Picture, city: City, sources: list[str]) -> list[tuple[str, str]]:
    return [
        (QCoreApplication.translate("trends", "Stadt"), city.name.in_language(language())),
        (
            QCoreApplication.translate("trends", "Zeitraum"),
            range_words(picture.window, ZoneInfo(city.time_zone)),
        ),
        (QCoreApplication.translate("trends", "Zeitzone"), city.time_zone),
        (QCoreApplication.translate("trends", "Stufe"), tiers_text(picture.tiers)),
        (QCoreApplication.translate("trends", "Quelle"), ", ".join(sources)),
    ]


def _column_names() -> list[str]:
    return [
        QCoreApplication.translate("trends", "Zeit"),
        QCoreApplication.translate("trends", "Zeit (UTC)"),
        QCoreApplication.translate("trends", "Datenpunkt"),
        QCoreApplication.translate("trends", "Name"),
        QCoreApplication.translate("trends", "Einheit"),
        QCoreApplication.translate("trends", "Stufe"),
        QCoreApplication.translate("trends", "Minimum"),
        QCoreApplication.translate("trends", "Mittel"),
        QCoreApplication.translate("trends", "Maximum"),
        QCoreApplication.translate("trends", "Letzter Wert"),
        QCoreApplication.translate("trends", "Zustand"),
        QCoreApplication.translate("trends", "Anzahl gut"),
        QCoreApplication.translate("trends", "Anzahl schlecht"),
        QCoreApplication.translate("trends", "Güte"),
    ]


def write_csv(path: Path, picture: Picture, city: City) -> None:
    """Write the CSV with a byte order mark, so that spreadsheets read umlauts.

    Raises:
        OSError: The file cannot be written.
    """
    path.write_text(csv_text(picture, city), "utf-8-sig", newline="")


def _rows(
    trace: Trace, title: str, frame: SeriesFrame, window: Window, zone: ZoneInfo
) -> list[list[str]]:
    point = trace.point
    first, past = np.searchsorted(frame.time, [window.start_us, window.end_us], "left").tolist()
    mark = QLocale().decimalPoint()
    is_state = point.kind is PointKind.STATE
    found = []
    for i in range(first, past):
        time_us = int(frame.time[i])
        values = [frame.low[i], frame.mean[i], frame.high[i], frame.last[i]]
        last = float(frame.last[i])
        found.append(
            [
                from_us(time_us, zone).isoformat(timespec="milliseconds"),
                from_us(time_us, ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                point.id,
                title,
                point.unit.symbol,
                tier_text(frame.tier),
                *(_figure(float(value), mark) for value in values),
                state_label(point, last) if is_state and np.isfinite(last) else "",
                str(int(frame.good[i])),
                str(int(frame.bad[i])),
                quality_text(int(frame.quality[i])),
            ]
        )
    return found


def _figure(value: float, mark: str) -> str:
    return f"{value:.10g}".replace(".", mark) if np.isfinite(value) else ""


def png_image(plot: TrendPlot, picture: Picture, city: City, size: QSize, ratio: float) -> QImage:
    """Return a picture of the plot for reports: title, range, zone and tier above, names below.

    Args:
        plot: The plot; its own size does not matter.
        picture: What it shows.
        city: For the title.
        size: Size of the image in pixels before scaling.
        ratio: Pixels of the image per pixel of `size`.
    """
    image = QImage(size * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    tokens = theme().tokens
    image.fill(QColor(tokens.surface))
    painter = QPainter(image)
    bold = body_font(HEADING_PT, weight=QFont.Weight.DemiBold)
    top, left = 4.0 * GRID, 4.0 * GRID
    painter.setFont(bold)
    painter.setPen(QColor(tokens.text))
    height = QFontMetricsF(bold).height()
    heading = QCoreApplication.translate("trends", "Verläufe")
    title = f"{heading} · {city.name.in_language(language())}"
    painter.drawText(QRectF(left, top, size.width() - 2 * left, height), 0, title)
    top += height + GRID
    painter.setFont(axis_font())
    line = QFontMetricsF(axis_font()).height()
    words = [range_words(picture.window, ZoneInfo(city.time_zone)), city.time_zone]
    subtitle = " · ".join([*words, tiers_text(picture.tiers)]).rstrip(" ·")
    painter.setPen(QColor(tokens.muted))
    painter.drawText(QRectF(left, top, size.width() - 2 * left, line), 0, subtitle)
    top += line + GRID
    bottom = _paint_names(painter, picture, size)
    painter.save()
    plot.paint_base(painter, QRectF(0, top, size.width(), bottom - top), ratio)
    painter.restore()
    painter.end()
    return image


def _paint_names(painter: QPainter, picture: Picture, size: QSize) -> float:
    """Paint the names of the curves at the lower edge; return where they begin."""
    metrics = QFontMetricsF(axis_font())
    tokens = theme().tokens
    rows: list[list[tuple[Trace, str, float]]] = [[]]
    used = 0.0
    curves = [curve for pane in picture.panes for axis in pane for curve in axis.curves]
    titles = point_titles(part.trace.point for part in picture.parts())
    for curve in curves:
        name = titles[curve.trace.point.id]
        symbol = curve.trace.point.unit.symbol
        text = f"{name} ({symbol})" if symbol else name
        width = _SWATCH_PX + 2 * GRID + metrics.horizontalAdvance(text) + 6 * GRID
        if used and used + width > size.width() - 8 * GRID:
            rows.append([])
            used = 0.0
        rows[-1].append((curve.trace, text, width))
        used += width
    step = metrics.height() + GRID
    begin = size.height() - 2 * GRID - len(rows) * step
    for number, row in enumerate(rows):
        x = 4.0 * GRID
        middle = begin + number * step + metrics.height() / 2
        for trace, text, width in row:
            painter.setPen(curve_pen(tokens, trace.slot, 2.0))
            painter.drawLine(round(x), round(middle), round(x + _SWATCH_PX), round(middle))
            painter.setPen(QColor(tokens.text))
            box = QRectF(x + _SWATCH_PX + 2 * GRID, middle - metrics.height() / 2, width, step)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)
            x += width
    return begin
