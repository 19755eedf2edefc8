"""Rules in words: limits with their units, spans of time, schedules, and what an attribute is."""

from collections import Counter
from collections.abc import Collection
from math import isfinite, isnan
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.alarms import AlarmRule, Consequence, Priority, ResponseTime, RuleKind, Schedule
from app.domain.points import Point, PointId
from app.domain.texts import Text
from widgets.texts import DASH, language, priority_text, rule_kind_text

_NARROW: Final = "\u202f"
_MINUTE_S: Final = 60
_HOUR_S: Final = 3_600
_DAY_S: Final = 86_400
_HOUR_MINUTES: Final = 60
_WEEK: Final = 7


def plain_number(value: float, unit: str = "") -> str:
    """Return a number with as many decimals as it has, and its unit; a dash for none."""
    if not isfinite(value):
        return DASH
    text = QLocale().toString(float(value), "g", 6)
    return f"{text}{_NARROW}{unit}" if unit else text


def seconds_text(seconds: float) -> str:
    """Return a span such as `10 s`, `5 min`, `1 h 30 min` or `2 d`."""
    if not isfinite(seconds):
        return DASH
    whole = round(seconds)
    if whole != seconds or whole < _MINUTE_S or whole % _MINUTE_S:
        return plain_number(seconds, "s")
    days, rest = divmod(whole, _DAY_S)
    hours, rest = divmod(rest, _HOUR_S)
    parts = ((days, "d"), (hours, "h"), (rest // _MINUTE_S, "min"))
    return " ".join(f"{count}{_NARROW}{unit}" for count, unit in parts if count)


def measure_unit(rule: AlarmRule, point: Point | None) -> str:
    """Return the unit of a rule's limit and deadband."""
    if rule.kind is RuleKind.INACTIVE:
        return "s"
    if point is None or rule.kind is RuleKind.FORMULA or rule.kind.has_codes:
        return ""
    return point.unit.symbol


def limit_text(rule: AlarmRule, point: Point | None) -> str:
    """Return what a rule compares with, such as `> 200 µg/m³` or `0,15 m in 1 h`."""
    makers = {
        RuleKind.STATE: lambda: codes_text(rule, point),
        RuleKind.LOST: lambda: QCoreApplication.translate("rules", "verloren"),
        RuleKind.INACTIVE: lambda: f"> {seconds_text(rule.threshold)}",
        RuleKind.FORMULA: lambda: rule.formula,
        RuleKind.RATE: lambda: _rate_text(rule, point),
        RuleKind.DEVIATION: lambda: _deviation_text(rule, point),
    }
    return makers[rule.kind]() if rule.kind in makers else _bound_text(rule, point)


def _rate_text(rule: AlarmRule, point: Point | None) -> str:
    words = QCoreApplication.translate("rules", "{amount} in {span}")
    amount = plain_number(rule.threshold, measure_unit(rule, point))
    return words.format(amount=amount, span=seconds_text(rule.span_s))


def _deviation_text(rule: AlarmRule, point: Point | None) -> str:
    unit = measure_unit(rule, point)
    around = plain_number(rule.setpoint, unit) if rule.reference is None else str(rule.reference)
    words = QCoreApplication.translate("rules", "± {amount} um {setpoint}")
    return words.format(amount=plain_number(rule.threshold, unit), setpoint=around)


def _bound_text(rule: AlarmRule, point: Point | None) -> str:
    """Return a limit on one side; where another point gives it, with what is added to that."""
    sign, unit = (">" if rule.kind.is_upper else "<"), measure_unit(rule, point)
    if rule.reference is None:
        return f"{sign} {plain_number(rule.threshold, unit)}"
    if rule.threshold == 0:
        return f"{sign} {rule.reference}"
    joint = "+" if rule.threshold > 0 else "−"
    return f"{sign} {rule.reference} {joint} {plain_number(abs(rule.threshold), unit)}"


def codes_text(rule: AlarmRule, point: Point | None) -> str:
    """Return the names of the abnormal states."""
    names = []
    for code in sorted(rule.codes):
        state = None if point is None else point.state(code)
        names.append(str(code) if state is None else state.label.in_language(language()))
    return ", ".join(names)


def deadband_text(rule: AlarmRule, point: Point | None) -> str:
    """Return the deadband with its unit; empty where there is none."""
    if rule.deadband == 0:
        return ""
    if rule.kind is RuleKind.INACTIVE:
        return seconds_text(rule.deadband)
    return plain_number(rule.deadband, measure_unit(rule, point))


def delays_text(rule: AlarmRule) -> str:
    """Return the delays, such as `5 min / 10 min`: before it comes, before it goes."""
    if rule.on_delay_s == 0 and rule.off_delay_s == 0:
        return ""
    return f"{seconds_text(rule.on_delay_s)} / {seconds_text(rule.off_delay_s)}"


def consequence_text(consequence: Consequence | None) -> str:
    """Return what is at stake in a word."""
    words = {
        None: "",
        Consequence.NONE: QCoreApplication.translate("rules", "keine"),
        Consequence.MINOR: QCoreApplication.translate("rules", "gering"),
        Consequence.MODERATE: QCoreApplication.translate("rules", "spürbar"),
        Consequence.MAJOR: QCoreApplication.translate("rules", "groß"),
        Consequence.SEVERE: QCoreApplication.translate("rules", "Gefahr für Menschen"),
    }
    return words[consequence]


def response_text(response: ResponseTime | None) -> str:
    """Return how long there is to act."""
    words = {
        None: "",
        ResponseTime.HOURS: QCoreApplication.translate("rules", "über 2 h"),
        ResponseTime.SOON: QCoreApplication.translate("rules", "30 min bis 2 h"),
        ResponseTime.PROMPT: QCoreApplication.translate("rules", "5 bis 30 min"),
        ResponseTime.IMMEDIATE: QCoreApplication.translate("rules", "unter 5 min"),
    }
    return words[response]


def schedule_text(schedules: tuple[Schedule, ...]) -> str:
    """Return the hours of a rule, such as `Mo–Fr 07:00–17:00`; empty for always."""
    return ", ".join(_hours(schedule) for schedule in schedules)


def _hours(schedule: Schedule) -> str:
    start, end = _clock(schedule.start_minute), _clock(schedule.end_minute)
    return f"{_days(sorted(schedule.days))} {start}–{end}".strip()


def _clock(minute: int) -> str:
    return f"{minute // _HOUR_MINUTES:02d}:{minute % _HOUR_MINUTES:02d}"


def _days(days: list[int]) -> str:
    """Return days of the week in short, runs of three and more joined."""
    if len(days) == _WEEK:
        return QCoreApplication.translate("rules", "täglich")
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = []
    for run in runs:
        names = [_day(day) for day in run]
        parts += [f"{names[0]}–{names[-1]}"] if len(run) > 2 else names  # noqa: PLR2004 - two stay
    return ", ".join(parts)


def _day(day: int) -> str:
    return QLocale().dayName(day + 1, QLocale.FormatType.ShortFormat).rstrip(".")


def yes_no(value: bool) -> str:  # noqa: FBT001 - the one thing it is about
    """Return yes or no."""
    if value:
        return QCoreApplication.translate("rules", "ja")
    return QCoreApplication.translate("rules", "nein")


def extras_text(rule: AlarmRule) -> str:
    """Return what is special about a rule: that it latches, calls again, has hours."""
    parts = []
    if rule.latches:
        parts.append(QCoreApplication.translate("rules", "hält"))
    if rule.realarm_s > 0:
        words = QCoreApplication.translate("rules", "ruft erneut nach {span}")
        parts.append(words.format(span=seconds_text(rule.realarm_s)))
    if rule.schedule:
        parts.append(schedule_text(rule.schedule))
    if rule.suppressed_by:
        words = QCoreApplication.translate("rules", "still bei {alarms}")
        parts.append(words.format(alarms=", ".join(rule.suppressed_by)))
    return " · ".join(parts)


def point_names(points: Collection[Point]) -> dict[PointId, str]:
    """Return what points are called in lists, such as `Status – Hauptbahnhof`.

    Where several points would be called alike, the device stands behind the name.
    """
    tongue = language()
    names = {
        point.id: f"{point.name.in_language(tongue)} – {point.site.in_language(tongue)}"
        for point in points
    }
    often = Counter(names.values())
    return {
        point.id: f"{names[point.id]} · {point.device}"
        if often[names[point.id]] > 1
        else names[point.id]
        for point in points
    }


# --- attributes -----------------------------------------------------------------------------


def attribute_title(name: str) -> str:
    """Return what an attribute of `AlarmRule` is called on screen."""
    titles = {
        "point": QCoreApplication.translate("rules", "Datenpunkt"),
        "kind": QCoreApplication.translate("rules", "Art"),
        "threshold": QCoreApplication.translate("rules", "Grenze"),
        "priority": QCoreApplication.translate("rules", "Priorität"),
        "message": QCoreApplication.translate("rules", "Meldung"),
        "action": QCoreApplication.translate("rules", "Maßnahme"),
        "deadband": QCoreApplication.translate("rules", "Totband"),
        "on_delay_s": QCoreApplication.translate("rules", "Einschaltverzögerung"),
        "off_delay_s": QCoreApplication.translate("rules", "Ausschaltverzögerung"),
        "basis": QCoreApplication.translate("rules", "Grundlage"),
        "codes": QCoreApplication.translate("rules", "Zustände"),
        "is_event": QCoreApplication.translate("rules", "Nur Ereignis"),
        "reference": QCoreApplication.translate("rules", "Bezugspunkt"),
        "setpoint": QCoreApplication.translate("rules", "Sollwert"),
        "span_s": QCoreApplication.translate("rules", "Zeitspanne"),
        "formula": QCoreApplication.translate("rules", "Formel"),
        "limit": QCoreApplication.translate("rules", "Gesetzlicher Grenzwert"),
        "latches": QCoreApplication.translate("rules", "Hält bis zum Zurücksetzen"),
        "realarm_s": QCoreApplication.translate("rules", "Ruft erneut nach"),
        "realarm_limit": QCoreApplication.translate("rules", "Ruft erneut höchstens"),
        "schedule": QCoreApplication.translate("rules", "Zeitplan"),
        "suppressed_by": QCoreApplication.translate("rules", "Still bei"),
        "group": QCoreApplication.translate("rules", "Gruppe"),
        "consequence": QCoreApplication.translate("rules", "Folge"),
        "response": QCoreApplication.translate("rules", "Reaktionszeit"),
        "effect": QCoreApplication.translate("rules", "Folge in Worten"),
        "rationale": QCoreApplication.translate("rules", "Begründung"),
        "contact": QCoreApplication.translate("rules", "Ansprechpartner"),
    }
    return titles[name]


def attribute_text(rule: AlarmRule, name: str, point: Point | None) -> str:
    """Return an attribute of a rule in words; a dash where it is not given."""
    value: Any = getattr(rule, name)
    return _attribute(rule, name, value, point) or DASH


def _attribute(rule: AlarmRule, name: str, value: Any, point: Point | None) -> str:
    if isinstance(value, Text):
        return _text(value)
    if name in {"threshold", "deadband", "setpoint"}:
        return "" if isnan(value) else plain_number(value, measure_unit(rule, point))
    if name.endswith("_s"):
        return seconds_text(value)
    if isinstance(value, bool):
        return yes_no(value)
    makers = {
        "priority": lambda: priority_text(Priority(value)),
        "kind": lambda: rule_kind_text(value),
        "codes": lambda: codes_text(rule, point),
        "schedule": lambda: schedule_text(value),
        "suppressed_by": lambda: ", ".join(value),
        "consequence": lambda: consequence_text(value),
        "response": lambda: response_text(value),
        "realarm_limit": lambda: str(value) if value else "",
    }
    return makers[name]() if name in makers else str(value or "")


def _text(text: Text) -> str:
    """Return a text of both languages: a change of the other one must be seen, too."""
    return f"{text.de} / {text.en}" if text.en else text.de
