"""The points that stand for comparisons and forecasts: made for the plot, never recorded."""

from dataclasses import replace
from typing import Final

from app.domain.comparisons import (
    AnyComparison,
    Comparison,
    Shift,
    comparison_text,
    read_comparison,
)
from app.domain.points import Point, PointId
from app.domain.texts import Text
from widgets.trends.traces import TraceKind

_COMPARISON: Final = "vergleich:"
_FORECAST: Final = "prognose:"
_MINUTE_US: Final = 60_000_000
_DAY_MINUTES: Final = 1_440
_HOUR_MINUTES: Final = 60

_CALENDAR: Final = {
    Comparison.YESTERDAY: Text("Gestern", "Yesterday"),
    Comparison.LAST_WEEK: Text("Letzte Woche", "Last week"),
    Comparison.LAST_YEAR: Text("Letztes Jahr", "Last year"),
}


def comparison_id(of: PointId, comparison: AnyComparison) -> PointId:
    """Return the id of the point that stands for a point at another time."""
    return PointId(f"{_COMPARISON}{comparison_text(comparison)}:{of}")


def comparison_point(of: Point, comparison: AnyComparison) -> Point:
    """Return the point that stands for a point at another time."""
    words = comparison_words(comparison)
    return _made(of, comparison_id(of.id, comparison), words)


def comparison_words(comparison: AnyComparison) -> Text:
    """Return what a comparison is called, such as `Gestern`."""
    if isinstance(comparison, Shift):
        span = _span_text(abs(comparison.us))
        if comparison.us < 0:
            return Text(f"{span} später", f"{span} later")
        return Text(f"{span} früher", f"{span} earlier")
    return _CALENDAR[comparison]


def forecast_id(of: PointId, method: str) -> PointId:
    """Return the id of the point that stands for a point's forecast."""
    return PointId(f"{_FORECAST}{method}:{of}")


def forecast_point(of: Point, method: str) -> Point:
    """Return the point that stands for a point's forecast."""
    return _made(of, forecast_id(of.id, method), Text("Prognose", "Forecast"))


def follower_point(kind: TraceKind, of: Point, definition: str) -> Point | None:
    """Return the point of a curve that belongs to another one; None for nonsense."""
    if kind is TraceKind.FORECAST:
        return forecast_point(of, definition)
    comparison = read_comparison(definition)
    if kind is not TraceKind.COMPARISON or comparison is None:
        return None
    return comparison_point(of, comparison)


def _made(of: Point, point_id: PointId, words: Text) -> Point:
    # What is different stands first: long names are cut at their end.
    german = f"{words.de}: {of.name.in_language('de')}"
    english = f"{words.en}: {of.name.in_language('en')}"
    return replace(of, id=point_id, name=Text(german, english), is_writable=False)


def _span_text(span_us: int) -> str:
    """Return a length of time as days, hours and minutes; the abbreviations serve everywhere."""
    minutes = round(span_us / _MINUTE_US)
    days, rest = divmod(minutes, _DAY_MINUTES)
    hours, minutes = divmod(rest, _HOUR_MINUTES)
    parts = [f"{days} d"] * bool(days) + [f"{hours} h"] * bool(hours)
    if minutes or not parts:
        parts.append(f"{minutes} min")
    return " ".join(parts)
