"""Drawings of reports as SVG with the same in words; grey is normal, shape and word tell the rest.

The inks have a contrast of at least 3 to 1 on white (WCAG 2.2, 1.4.11), texts of 7 to 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import floor, log10
from typing import Final

from app.services.portfolio.reports.contents import Chart
from app.services.portfolio.reports.words import Words

_TEXT: Final = "rgb(27,36,48)"
_LINE: Final = "rgb(120,130,142)"
_SOFT: Final = "rgb(217,221,227)"
_PLAIN: Final = "rgb(92,104,119)"
_INKS: Final = {
    "green": "rgb(140,150,162)",
    "yellow": "rgb(214,158,0)",
    "red": "rgb(179,38,30)",
    "grey": "rgb(217,221,227)",
}
_WIDTH: Final = 640
_FONT: Final = 'font-family="Inter, DejaVu Sans, Arial, sans-serif"'
_ROW: Final = 18
_LEFT: Final = 190
_YEAR: Final = 30
"""The label of a year needs so much room."""


@dataclass(frozen=True, slots=True)
class Span:
    """A bar on a time axis.

    Attributes:
        name: What it is.
        start: First day.
        finish: Last day.
        light: `green`, `yellow`, `red` or `grey`.
    """

    name: str
    start: date
    finish: date
    light: str


def lights_chart(counts: Sequence[tuple[str, int]], words: Words) -> Chart:
    """Return one bar that is divided by lights.

    Args:
        counts: (light, how many projects), in the order of the bar.
        words: The words of the report.
    """
    total = sum(count for _, count in counts) or 1
    parts, at = [], 0.0
    for light, count in counts:
        width = _WIDTH * count / total
        if not count:
            continue
        parts.append(_rect((at, 8), (width, 26), _INKS[light]))
        parts.append(_mark(light, at + 14, 21))
        parts.append(_label(at + 26, 25, str(count), is_light=light in {"red", "green"}))
        at += width
    at = 0.0
    for light, count in counts:
        text = f"{words(light)}: {count}"
        parts.append(_rect((at, 44), (11, 11), _INKS[light]))
        parts.append(_mark(light, at + 5.5, 49.5))
        parts.append(_label(at + 17, 54, text))
        at += 150
    alt = ", ".join(f"{words(light)}: {count}" for light, count in counts)
    title = words("lights_chart")
    return Chart(title=title, svg=_svg(_WIDTH, 64, parts), alt=f"{title}: {alt}.")


def bars_chart(
    title: str, names: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], words: Words
) -> Chart:
    """Return bars side by side, a group for each name.

    Args:
        title: What it shows.
        names: Under the groups.
        series: (name, a value for each group).
        words: The words of the report.
    """
    height, bottom, left = 190, 150, 70
    most = _round(max((value for _, values in series for value in values), default=0.0) or 1.0)
    inks = (_SOFT, _PLAIN, _TEXT, _LINE)
    parts = []
    for step in range(5):
        y = bottom - step * 32
        parts.append(f'<line x1="{left}" y1="{y}" x2="{_WIDTH}" y2="{y}" stroke="{_SOFT}"/>')
        parts.append(_label(left - 6, y + 3, words.number(most * step / 4), anchor="end"))
    group = (_WIDTH - left) / max(len(names), 1)
    width = min(group / (len(series) + 1), 36)
    for place, name in enumerate(names):
        x = left + group * place + (group - width * len(series)) / 2
        for number, (_, values) in enumerate(series):
            tall = 128 * values[place] / most
            at = (x + width * number, bottom - tall)
            parts.append(_rect(at, (width - 1, tall), inks[number % len(inks)], _TEXT))
        parts.append(_label(left + group * (place + 0.5), bottom + 14, name, anchor="middle"))
    for number, (name, _) in enumerate(series):
        x = left + 150 * number
        parts.append(_rect((x, height - 16), (11, 11), inks[number % len(inks)], _TEXT))
        parts.append(_label(x + 17, height - 6, name))
    alt = "; ".join(
        f"{name}: " + ", ".join(f"{one} {words.number(values[at])}" for one, values in series)
        for at, name in enumerate(names)
    )
    return Chart(title=title, svg=_svg(_WIDTH, height, parts), alt=f"{title}. {alt}.")


def spans_chart(title: str, spans: Sequence[Span], today: date, words: Words) -> Chart:
    """Return bars on a time axis, one a row, with a line at today."""
    first = min((one.start for one in spans), default=today)
    last = max((one.finish for one in spans), default=today)
    first, last = min(first, today), max(last, today)
    days = max((last - first).days, 1)
    height = 26 + _ROW * len(spans)

    def at(day: date) -> float:
        return _LEFT + (_WIDTH - _LEFT - 4) * (day - first).days / days

    parts, free = [], 0.0
    for year in range(first.year, last.year + 1):
        day = max(date(year, 1, 1), first)
        x = at(day)
        parts.append(f'<line x1="{x:.1f}" y1="14" x2="{x:.1f}" y2="{height}" stroke="{_SOFT}"/>')
        if x >= free and x + _YEAR <= _WIDTH:
            parts.append(_label(x + 3, 11, str(year)))
            free = x + _YEAR
    for row, one in enumerate(spans):
        y = 20 + _ROW * row
        parts.append(_label(0, y + 9, _short(one.name, 30)))
        width = max(at(one.finish) - at(one.start), 3)
        parts.append(_rect((at(one.start), y), (width, 11), _INKS[one.light], _LINE))
        parts.append(_mark(one.light, at(one.start) + 7, y + 5.5))
    x = at(today)
    parts.append(
        f'<line x1="{x:.1f}" y1="14" x2="{x:.1f}" y2="{height}" stroke="{_TEXT}" '
        'stroke-dasharray="3 2"/>'
    )
    alt = "; ".join(
        f"{one.name}: {words.day(one.start)} – {words.day(one.finish)}, {words(one.light)}"
        for one in spans
    )
    return Chart(title=title, svg=_svg(_WIDTH, height, parts), alt=f"{title}. {alt}.")


def course_chart(
    title: str,
    segments: Sequence[Sequence[tuple[date, float]]],
    target: float | None,
    words: Words,
) -> Chart:
    """Return values over time; segments of different methods are not joined.

    Args:
        title: What it shows, with its unit.
        segments: (day, value) in order, a list for each method.
        target: Drawn as a line, None for none.
        words: The words of the report.
    """
    points = [point for segment in segments for point in segment]
    width, height, left = 300, 96, 44
    if not points:
        return Chart(title=title, svg=_svg(width, 24, [_label(0, 14, "–")]), alt=f"{title}: –.")
    values = [value for _, value in points] + ([] if target is None else [target])
    low, high = min(values), max(values)
    reach = high - low or abs(high) or 1.0
    low, high = low - reach * 0.08, high + reach * 0.08
    first, last = min(day for day, _ in points), max(day for day, _ in points)
    days = max((last - first).days, 1)

    def x(day: date) -> float:
        return left + (width - left - 8) * (day - first).days / days

    def y(value: float) -> float:
        return 78 - 70 * (value - low) / (high - low)

    parts = []
    if target is not None:
        parts.append(
            f'<line x1="{left}" y1="{y(target):.1f}" x2="{width}" y2="{y(target):.1f}" '
            f'stroke="{_LINE}" stroke-dasharray="4 3"/>'
        )
    for segment in segments:
        line = " ".join(f"{x(day):.1f},{y(value):.1f}" for day, value in segment)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{_TEXT}" stroke-width="1.6"/>')
        parts += [
            f'<circle cx="{x(day):.1f}" cy="{y(value):.1f}" r="2.4" fill="{_TEXT}"/>'
            for day, value in segment
        ]
    parts.append(_label(left - 5, y(max(values)) + 3, words.figure(max(values)), anchor="end"))
    if min(values) != max(values):
        parts.append(_label(left - 5, y(min(values)) + 3, words.figure(min(values)), anchor="end"))
    parts.append(_label(left, 92, words.day(first)))
    parts.append(_label(width, 92, words.day(last), anchor="end"))
    told = "; ".join(f"{words.day(day)}: {words.figure(value)}" for day, value in points)
    aim = "" if target is None else f" {words('target')}: {words.figure(target)}."
    return Chart(title=title, svg=_svg(width, height, parts), alt=f"{title}. {told}.{aim}")


def _round(value: float) -> float:
    """Return the next number above that four steps divide well: 1, 2, 4, 8 times a power of 10."""
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 2, 4, 8, 10) if step * power >= value)


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" {_FONT} font-size="9.5">{"".join(parts)}</svg>'
    )


def _rect(at: tuple[float, float], size: tuple[float, float], ink: str, edge: str = "none") -> str:
    return (
        f'<rect x="{at[0]:.1f}" y="{at[1]:.1f}" width="{max(size[0], 0):.1f}" '
        f'height="{max(size[1], 0):.1f}" fill="{ink}" stroke="{edge}" stroke-width="0.6"/>'
    )


def _mark(light: str, x: float, y: float) -> str:
    """Return the shape of a light: triangle, octagon, circle; none for what is not judged."""
    if light == "yellow":
        return f'<path d="M{x - 4} {y + 3.5}L{x + 4} {y + 3.5}L{x} {y - 4}Z" fill="{_TEXT}"/>'
    if light == "red":
        a, b = 4.2, 1.8
        way = (
            f"M{x - b} {y - a}L{x + b} {y - a}L{x + a} {y - b}L{x + a} {y + b}"
            f"L{x + b} {y + a}L{x - b} {y + a}L{x - a} {y + b}L{x - a} {y - b}Z"
        )
        return f'<path d="{way}" fill="white"/>'
    if light == "green":
        return f'<circle cx="{x}" cy="{y}" r="3.2" fill="none" stroke="{_TEXT}"/>'
    return ""


def _label(x: float, y: float, text: str, *, anchor: str = "start", is_light: bool = False) -> str:
    ink = "white" if is_light and anchor == "start" else _TEXT
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{ink}" text-anchor="{anchor}">{escape(text)}</text>'
    )


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
