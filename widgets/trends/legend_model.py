"""What the legend says of each curve: its value at cursor and markers, its range in sight."""

from dataclasses import dataclass
from enum import IntEnum
from math import isfinite
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.points import Point, PointKind
from app.domain.samples import NO_TIME
from widgets.texts import DASH, count, number, quality_text, value_text
from widgets.trends.markers import MarkerReadings
from widgets.trends.model import TraceKind
from widgets.trends.splices import NOTHING, RangeStats, Reading
from widgets.trends.wording import JOINT, point_name

NOTHING_SEEN: Final = RangeStats(float("nan"), float("nan"), float("nan"), 0, 0)
_ROUGHLY: Final = "≈\u202f"
_PERCENT: Final = 100.0
_NEARLY_ALL: Final = 99.95


class LegendColumn(IntEnum):
    """Columns of the legend."""

    SHOWN = 0
    NAME = 1
    VALUE = 2
    UNIT = 3
    QUALITY = 4
    AT_A = 5
    AT_B = 6
    DIFFERENCE = 7
    SLOPE = 8
    MINIMUM = 9
    MEAN = 10
    WEIGHTED = 11
    MAXIMUM = 12
    DEVIATION = 13
    COUNT = 14
    GOOD = 15
    ORIGIN = 16
    SOLO = 17
    REMOVE = 18


MARKER_COLUMNS: Final = (
    LegendColumn.AT_A,
    LegendColumn.AT_B,
    LegendColumn.DIFFERENCE,
    LegendColumn.SLOPE,
)
"""Columns that are there while markers are set."""

CHOOSABLE: Final = (
    LegendColumn.QUALITY,
    LegendColumn.MINIMUM,
    LegendColumn.MEAN,
    LegendColumn.WEIGHTED,
    LegendColumn.MAXIMUM,
    LegendColumn.DEVIATION,
    LegendColumn.COUNT,
    LegendColumn.GOOD,
    LegendColumn.ORIGIN,
)
"""Columns a person may choose; the others are always there."""

DEFAULTS: Final = frozenset(
    {
        LegendColumn.QUALITY,
        LegendColumn.MINIMUM,
        LegendColumn.MEAN,
        LegendColumn.MAXIMUM,
        LegendColumn.ORIGIN,
    }
)

FIGURES: Final = frozenset(
    {
        LegendColumn.VALUE,
        *MARKER_COLUMNS,
        *(set(CHOOSABLE) - {LegendColumn.QUALITY, LegendColumn.ORIGIN}),
    }
)
"""Columns of numbers, aligned to the right."""


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One curve in the legend.

    `place` tells it from others of the same name, or says what is wrong with it; `detail` is for
    the tooltip. A row that `is_faulty` has no figures: the sentence stands in their place.
    """

    point: Point
    slot: int
    is_visible: bool
    is_solo: bool
    reading: Reading = NOTHING
    stats: RangeStats = NOTHING_SEEN
    origin: str = ""
    place: str = ""
    markers: MarkerReadings | None = None
    kind: TraceKind = TraceKind.POINT
    detail: str = ""
    is_faulty: bool = False


def legend_text(row: LegendRow, column: LegendColumn) -> str:
    """Return the text of a cell; cells with a picture have none."""
    point = row.point
    if column is LegendColumn.VALUE:
        return value_text(point, row.reading.value)
    if column is LegendColumn.QUALITY:
        has_sample = row.reading.time_us != NO_TIME
        return quality_text(row.reading.quality) if has_sample else DASH
    if column in MARKER_COLUMNS:
        return _marker_text(row, column)
    fixed = {
        LegendColumn.NAME: JOINT.join(filter(None, (point_name(point), row.place))),
        LegendColumn.UNIT: point.unit.symbol,
        LegendColumn.ORIGIN: row.origin,
    }
    return fixed[column] if column in fixed else _statistic_text(row, column)


def _marker_text(row: LegendRow, column: LegendColumn) -> str:
    markers, point = row.markers, row.point
    if markers is None:
        return ""
    if column in {LegendColumn.AT_A, LegendColumn.AT_B}:
        return value_text(point, markers.a if column is LegendColumn.AT_A else markers.b)
    if point.kind is PointKind.STATE or markers.span_us is None:
        return ""
    if column is LegendColumn.DIFFERENCE:
        return _signed(markers.difference, point.decimals)
    slope = _signed(markers.slope, point.decimals + 1)
    unit = f"{point.unit.symbol}/{markers.slope_unit}" if point.unit.symbol else ""
    unit = unit or f"1/{markers.slope_unit}"
    return f"{slope}\u202f{unit}" if slope != DASH else DASH


def _signed(value: float, decimals: int) -> str:
    text = _figure(value, decimals)
    return f"+{text}" if value > 0 and round(value, decimals) else text.replace("-", "−")


def _figure(value: float, decimals: int) -> str:
    """Return a number; what rounds to zero has no sign."""
    return number(round(value, decimals) + 0.0 if isfinite(value) else value, decimals)


def _statistic_text(row: LegendRow, column: LegendColumn) -> str:
    point, stats = row.point, row.stats
    if column is LegendColumn.COUNT:
        return count(stats.count) if stats.count + stats.bad else DASH
    if column is LegendColumn.GOOD:
        return good_text(stats)
    figures = {
        LegendColumn.MINIMUM: (stats.minimum, point.decimals),
        LegendColumn.MEAN: (stats.mean, point.decimals + 1),
        LegendColumn.WEIGHTED: (stats.weighted, point.decimals + 1),
        LegendColumn.MAXIMUM: (stats.maximum, point.decimals),
        LegendColumn.DEVIATION: (stats.deviation, point.decimals + 1),
    }
    # States have no mean and no order, so they have no figures.
    if column not in figures or point.kind is PointKind.STATE:
        return ""
    text = _figure(*figures[column])
    is_rough = stats.is_rolled_up and column in {LegendColumn.WEIGHTED, LegendColumn.DEVIATION}
    return _ROUGHLY + text if is_rough and text != DASH else text


def good_text(stats: RangeStats) -> str:
    """Return the share of good samples in per cent; never 100 while a single one is bad."""
    share = stats.good_share * _PERCENT
    if not isfinite(share):
        return DASH
    if stats.bad and share > _NEARLY_ALL:
        return f"> {number(99.9, 1)}\u202f%"
    return f"{number(share, 0 if not stats.bad else 1)}\u202f%"


def sort_value(row: LegendRow, column: LegendColumn) -> tuple[int, float, str]:
    """Return what rows are sorted by: numbers by size, words by letters, nothing last."""
    stats, markers = row.stats, row.markers
    nan = float("nan")
    figures = {
        LegendColumn.VALUE: row.reading.value,
        LegendColumn.AT_A: markers.a if markers else nan,
        LegendColumn.AT_B: markers.b if markers else nan,
        LegendColumn.DIFFERENCE: markers.difference if markers else nan,
        LegendColumn.SLOPE: markers.slope if markers else nan,
        LegendColumn.MINIMUM: stats.minimum,
        LegendColumn.MEAN: stats.mean,
        LegendColumn.WEIGHTED: stats.weighted,
        LegendColumn.MAXIMUM: stats.maximum,
        LegendColumn.DEVIATION: stats.deviation,
        LegendColumn.COUNT: float(stats.count),
        LegendColumn.GOOD: stats.good_share,
    }
    if column in figures:
        value = figures[column]
        return (0, value, "") if isfinite(value) else (1, 0.0, "")
    return (0, 0.0, legend_text(row, column).casefold())


def column_title(column: LegendColumn) -> str:
    """Return the heading of a column; that of the values comes from elsewhere."""
    titles = {
        LegendColumn.NAME: QCoreApplication.translate("trends", "Datenpunkt"),
        LegendColumn.UNIT: QCoreApplication.translate("trends", "Einheit"),
        LegendColumn.QUALITY: QCoreApplication.translate("trends", "Güte"),
        LegendColumn.AT_A: QCoreApplication.translate("trends", "bei A"),
        LegendColumn.AT_B: QCoreApplication.translate("trends", "bei B"),
        LegendColumn.DIFFERENCE: QCoreApplication.translate("trends", "Δ (B − A)"),
        LegendColumn.SLOPE: QCoreApplication.translate("trends", "Steigung"),
        LegendColumn.MINIMUM: QCoreApplication.translate("trends", "Min"),
        LegendColumn.MEAN: QCoreApplication.translate("trends", "Mittel"),
        LegendColumn.WEIGHTED: QCoreApplication.translate("trends", "Zeitmittel"),
        LegendColumn.MAXIMUM: QCoreApplication.translate("trends", "Max"),
        LegendColumn.DEVIATION: QCoreApplication.translate("trends", "Std.-Abw."),
        LegendColumn.COUNT: QCoreApplication.translate("trends", "Anzahl"),
        LegendColumn.GOOD: QCoreApplication.translate("trends", "Gut"),
        LegendColumn.ORIGIN: QCoreApplication.translate("trends", "Quelle · Stufe"),
    }
    return titles.get(column, "")


def column_hint(column: LegendColumn) -> str:
    """Return what a column means, as a sentence; empty where its heading says it all."""
    hints = {
        LegendColumn.AT_A: QCoreApplication.translate("trends", "Wert bei der Marke A"),
        LegendColumn.AT_B: QCoreApplication.translate("trends", "Wert bei der Marke B"),
        LegendColumn.DIFFERENCE: QCoreApplication.translate(
            "trends", "Wert bei B weniger Wert bei A"
        ),
        LegendColumn.SLOPE: QCoreApplication.translate(
            "trends", "Mittlere Änderung von A nach B je Zeiteinheit"
        ),
        LegendColumn.MINIMUM: QCoreApplication.translate("trends", "Kleinster Wert im Bild"),
        LegendColumn.MEAN: QCoreApplication.translate("trends", "Mittel aller Messwerte im Bild"),
        LegendColumn.WEIGHTED: QCoreApplication.translate(
            "trends", "Mittel, gewichtet danach, wie lange jeder Wert galt"
        ),
        LegendColumn.MAXIMUM: QCoreApplication.translate("trends", "Größter Wert im Bild"),
        LegendColumn.DEVIATION: QCoreApplication.translate(
            "trends", "Standardabweichung der Messwerte im Bild"
        ),
        LegendColumn.COUNT: QCoreApplication.translate(
            "trends", "Anzahl der brauchbaren Messwerte im Bild"
        ),
        LegendColumn.GOOD: QCoreApplication.translate(
            "trends", "Anteil der Messwerte im Bild, die nicht schlecht sind"
        ),
    }
    return hints.get(column, "")


def legend_tip(row: LegendRow, column: LegendColumn) -> str:
    """Return the tooltip of a cell: what it is, with its unit, and on what it rests."""
    actions = {
        LegendColumn.SHOWN: QCoreApplication.translate(
            "trends", "Ein- oder ausblenden (Leertaste)"
        ),
        LegendColumn.SOLO: QCoreApplication.translate("trends", "Allein zeigen (S)"),
        LegendColumn.REMOVE: QCoreApplication.translate("trends", "Aus dem Verlauf nehmen (Entf)"),
        LegendColumn.NAME: "\n".join(
            filter(None, (legend_text(row, LegendColumn.NAME), row.detail, str(row.point.id)))
        ),
    }
    if column in actions:
        return actions[column]
    text = legend_text(row, column)
    unit = row.point.unit.symbol
    has_unit = column in FIGURES - {LegendColumn.SLOPE, LegendColumn.COUNT, LegendColumn.GOOD}
    if has_unit and unit and text not in {"", DASH}:
        text = f"{text}\u202f{unit}"
    lines = [": ".join(filter(None, (column_hint(column), text)))]
    slope = legend_text(row, LegendColumn.SLOPE)
    if column is LegendColumn.DIFFERENCE and slope not in {"", DASH}:
        lines.append(f"{column_title(LegendColumn.SLOPE)}: {slope}")
    rolled = {LegendColumn.WEIGHTED, LegendColumn.DEVIATION}
    if column in rolled and row.stats.is_rolled_up:
        lines.append(
            QCoreApplication.translate(
                "trends", "Näherung aus den Mittelwerten der gezeichneten Stufe."
            )
        )
    words = QCoreApplication.translate("trends", "Messwerte im Bild: %1, davon schlecht: %2")
    total = row.stats.count + row.stats.bad
    lines.append(words.replace("%1", count(total)).replace("%2", count(row.stats.bad)))
    return "\n".join(filter(None, lines))
