"""Values as words: numbers, times, ages, qualities and states in the language of the screen.

Numbers and dates follow `QLocale()`, times are shown in the city's time zone, ages in the largest
sensible unit. Everything here is for display only; nothing is ever parsed back.
"""

from datetime import UTC, datetime
from math import isfinite
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.alarms import Priority, RuleKind, VisibleState
from app.domain.points import Point, PointKind
from app.domain.samples import NO_TIME, Quality
from app.domain.sources import SourceState

DASH = "–"
"""Shown where there is no value."""

_GERMAN_ZONES = {"CET": "MEZ", "CEST": "MESZ"}
_SECOND_US = 1_000_000
_MINUTE_US = 60 * _SECOND_US
_HOUR_US = 60 * _MINUTE_US
_DAY_US = 24 * _HOUR_US


def language() -> str:
    """Return the code of the language on screen, `de` or `en`."""
    return "en" if QLocale().language() == QLocale.Language.English else "de"


def number(value: float, decimals: int) -> str:
    """Return a number in the locale's form with a fixed number of decimals; a dash for NaN."""
    return QLocale().toString(value, "f", decimals) if isfinite(value) else DASH


def count(value: int) -> str:
    """Return a whole number with the locale's group separators."""
    return QLocale().toString(value)


def value_text(point: Point, value: float) -> str:
    """Return a value of a point without its unit: a number, or the name of a state."""
    if not isfinite(value):
        return DASH
    if point.kind is PointKind.STATE:
        state = point.state(value)
        return state.label.in_language(language()) if state else number(value, 0)
    return number(value, point.decimals)


def value_with_unit(point: Point, value: float) -> str:
    """Return a value with its unit behind a narrow space."""
    text = value_text(point, value)
    return f"{text}\u202f{point.unit.symbol}" if point.unit.symbol and text != DASH else text


def age_text(age_us: int) -> str:
    """Return an age such as `12 s`, `4 min`, `3 h` or `2 d`; a dash for no time at all."""
    if age_us == NO_TIME:
        return DASH
    age = max(age_us, 0)
    if age < 2 * _MINUTE_US:
        return f"{age // _SECOND_US} s"
    if age < 2 * _HOUR_US:
        return f"{age // _MINUTE_US} min"
    if age < 2 * _DAY_US:
        return f"{age // _HOUR_US} h"
    return f"{age // _DAY_US} d"


def time_text(time_us: int, zone: str, *, with_date: bool = False) -> str:
    """Return a local time such as `08:41:07`, with the date in the locale's short form if asked."""
    if time_us == NO_TIME:
        return DASH
    moment = datetime.fromtimestamp(time_us / 1e6, UTC).astimezone(ZoneInfo(zone))
    clock = moment.strftime("%H:%M:%S")
    if not with_date:
        return clock
    pattern = "%d/%m/%Y" if language() == "en" else "%d.%m.%Y"
    return f"{moment.strftime(pattern)} {clock}"


def zone_sign(local: datetime) -> str:
    """Return the sign of a local time's zone, such as MESZ; it tells equal times apart."""
    name = local.tzname() or ""
    return _GERMAN_ZONES.get(name, name) if language() == "de" else name


def quality_text(quality: int) -> str:
    """Return the word for a quality."""
    words = {
        Quality.GOOD: QCoreApplication.translate("texts", "gut"),
        Quality.UNCERTAIN: QCoreApplication.translate("texts", "unsicher"),
        Quality.BAD: QCoreApplication.translate("texts", "schlecht"),
        Quality.GAP: QCoreApplication.translate("texts", "Lücke"),
    }
    return words[Quality(quality)]


def priority_text(priority: Priority, *, is_lost: bool = False) -> str:
    """Return the word of a priority; a lost connection has a word of its own."""
    if is_lost:
        return QCoreApplication.translate("texts", "Störung")
    words = {
        Priority.CRITICAL: QCoreApplication.translate("texts", "Kritisch"),
        Priority.HIGH: QCoreApplication.translate("texts", "Hoch"),
        Priority.MEDIUM: QCoreApplication.translate("texts", "Mittel"),
        Priority.LOW: QCoreApplication.translate("texts", "Niedrig"),
    }
    return words[priority]


def alarm_state_text(state: VisibleState) -> str:
    """Return the words for an alarm's visible state."""
    words = {
        VisibleState.NORMAL: QCoreApplication.translate("texts", "normal"),
        VisibleState.UNACKNOWLEDGED: QCoreApplication.translate("texts", "aktiv, nicht quittiert"),
        VisibleState.ACKNOWLEDGED: QCoreApplication.translate("texts", "aktiv, quittiert"),
        VisibleState.RETURNED: QCoreApplication.translate(
            "texts", "zurückgekehrt, nicht quittiert"
        ),
        VisibleState.SHELVED: QCoreApplication.translate("texts", "zurückgestellt"),
        VisibleState.SUPPRESSED: QCoreApplication.translate("texts", "unterdrückt"),
        VisibleState.OUT_OF_SERVICE: QCoreApplication.translate("texts", "außer Betrieb"),
        VisibleState.LATCHED_UNACKNOWLEDGED: QCoreApplication.translate(
            "texts", "gehalten, nicht quittiert"
        ),
        VisibleState.LATCHED: QCoreApplication.translate("texts", "gehalten, quittiert"),
    }
    return words[state]


def source_state_text(state: SourceState) -> str:
    """Return the words for the state of a source."""
    words = {
        SourceState.STOPPED: QCoreApplication.translate("texts", "angehalten"),
        SourceState.CONNECTING: QCoreApplication.translate("texts", "verbindet"),
        SourceState.ONLINE: QCoreApplication.translate("texts", "verbunden"),
        SourceState.DEGRADED: QCoreApplication.translate("texts", "eingeschränkt"),
        SourceState.BACKING_OFF: QCoreApplication.translate("texts", "unterbrochen, wird versucht"),
        SourceState.FAILED: QCoreApplication.translate("texts", "gestört, braucht eine Person"),
    }
    return words[state]


def rule_kind_text(kind: RuleKind) -> str:
    """Return the short sign of a limit."""
    words = {
        RuleKind.HIHI: "HIHI",
        RuleKind.HI: "HI",
        RuleKind.LO: "LO",
        RuleKind.LOLO: "LOLO",
        RuleKind.DEVIATION: QCoreApplication.translate("texts", "Abweichung"),
        RuleKind.RATE: QCoreApplication.translate("texts", "Änderung"),
        RuleKind.STATE: QCoreApplication.translate("texts", "Zustand"),
        RuleKind.INACTIVE: QCoreApplication.translate("texts", "Stille"),
        RuleKind.FORMULA: QCoreApplication.translate("texts", "Formel"),
        RuleKind.MIRRORED: QCoreApplication.translate("texts", "Server"),
        RuleKind.LOST: QCoreApplication.translate("texts", "Verbindung"),
    }
    return words[kind]
