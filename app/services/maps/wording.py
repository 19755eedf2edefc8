"""Values as words on the map, in the language of the screen, without Qt.

The same forms as `widgets.texts` has: decimal comma for German, a narrow space before the unit, a
dash where there is no value.
"""

from math import isfinite
from typing import Final

from app.domain.alarms import AlarmRule, AlarmState, RuleKind
from app.domain.points import Point, PointKind

DASH: Final = "–"
"""Shown where there is no value."""

_WITHOUT_MEASURE: Final = frozenset({RuleKind.MIRRORED, RuleKind.FORMULA, RuleKind.LOST})
"""Rules whose measure means nothing without its message."""

_GERMAN_MARKS: Final = str.maketrans(",.", ".,")

NARROW: Final = "\u202f"
"""The narrow space between a number and its unit."""


def number_text(value: float, decimals: int, language: str) -> str:
    """Return a number with a fixed count of decimals and group separators; a dash for NaN."""
    if not isfinite(value):
        return DASH
    text = f"{value:,.{decimals}f}"
    if text.startswith("-") and not text.strip("-0.,"):
        text = text[1:]  # rounded to nothing: "-0,0" would look like a fault
    return text.translate(_GERMAN_MARKS) if language.startswith("de") else text


def with_unit(text: str, symbol: str) -> str:
    """Return a value with the symbol of its unit; a dash stays alone."""
    return f"{text}{NARROW}{symbol}" if symbol and text != DASH else text


def value_text(point: Point, value: float, language: str) -> str:
    """Return a value of a point without its unit: a number, or the name of a state."""
    if not isfinite(value):
        return DASH
    if point.kind is PointKind.STATE:
        state = point.state(value)
        return state.label.in_language(language) if state else number_text(value, 0, language)
    return number_text(value, point.decimals, language)


def span_text(seconds: float) -> str:
    """Return a length of time such as `15 min`, in the largest sensible unit; a dash for NaN."""
    if not isfinite(seconds):
        return DASH
    whole = max(int(seconds), 0)
    for size, sign in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if whole >= 2 * size:
            return f"{whole // size}{NARROW}{sign}"
    return f"{whole}{NARROW}s"


def alarm_text(rule: AlarmRule, state: AlarmState, point: Point, language: str) -> str:
    """Return the measure that raised an alarm and its limit: `72,4 µg/m³ > 60,0 µg/m³`."""
    return raised_text(rule, state.value, point, language) + limit_text(rule, point, language)


def raised_text(rule: AlarmRule, value: float, point: Point, language: str) -> str:
    """Return the measure that raised an alarm; its message where there is none to show."""
    if rule.kind is RuleKind.INACTIVE:
        return span_text(value)
    if rule.kind in _WITHOUT_MEASURE:
        return rule.message.in_language(language)
    return with_unit(value_text(point, value, language), point.unit.symbol)


def limit_text(rule: AlarmRule, point: Point, language: str) -> str:
    """Return the limit behind the measure, ` > 60,0 µg/m³`; empty where a number says nothing."""
    if rule.kind is RuleKind.INACTIVE:
        return f" > {span_text(rule.threshold)}"
    if rule.kind in _WITHOUT_MEASURE or rule.kind is RuleKind.STATE or rule.reference is not None:
        return ""
    sign = ">" if rule.kind.is_upper else "<"
    limit = number_text(rule.threshold, point.decimals, language)
    return f" {sign} {with_unit(limit, point.unit.symbol)}"
