"""Questions in words, German, as they stand beside their answers and in reports."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.domain.inventory.fields import Field, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator
from app.domain.portfolio.evidence.fields import UnknownPathError, lead
from app.domain.portfolio.evidence.questions import (
    ANNUAL_COVERAGE,
    ITSELF,
    Chosen,
    Combination,
    Direction,
    Has,
    Measure,
    OfHistory,
    OfRecords,
    Question,
    Span,
    Statistic,
    Step,
    Target,
    Window,
)

Names = Mapping[str, str]
"""What records and points are called, by uid or id."""

_MEASURES: Final = {
    Measure.COUNT: "Anzahl",
    Measure.SHARE: "Anteil",
    Measure.SUM: "Summe",
    Measure.MEAN: "Mittelwert",
    Measure.MIN: "kleinster Wert",
    Measure.MAX: "größter Wert",
    Measure.MEDIAN: "Median",
}

_OPERATORS: Final = {
    Operator.IS: "=",
    Operator.IS_NOT: "≠",
    Operator.CONTAINS: "enthält",
    Operator.BEGINS: "beginnt mit",
    Operator.AT_LEAST: "mindestens",
    Operator.AT_MOST: "höchstens",
    Operator.IS_EMPTY: "ist leer",
    Operator.IS_FILLED: "ist ausgefüllt",
    Operator.IN: "=",
    Operator.WITHIN: "liegt in",
    Operator.HAS_TAG: "hat das Schlagwort",
}

_STATISTICS: Final = {
    Statistic.MEAN: "Mittel",
    Statistic.MAX: "Höchstwert",
    Statistic.MIN: "Tiefstwert",
    Statistic.SUM: "Summe",
    Statistic.LAST: "letzter Wert",
    Statistic.AVAILABILITY: "Anteil der Zeit mit gültigen Werten",
}

_STEPS: Final = {
    Step.VALUE: "Einzelwerte",
    Step.HOUR: "Stundenmittel",
    Step.DAY: "Tagesmittel",
}

_COMBINATIONS: Final = {
    Combination.WORST: "ungünstigster",
    Combination.MEAN: "Mittel",
    Combination.SUM: "Summe",
}


def number(value: float) -> str:
    """Return a number as Germans write it, without needless digits."""
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return text.translate({ord(","): ".", ord("."): ",", ord("-"): "−"})


def sentence(question: Question, names: Names | None = None) -> str:
    """Return a question in words, German.

    Args:
        question: A question; names nobody knows stay as they are written.
        names: What the records and points it names are called.
    """
    known = names or {}
    if isinstance(question.of, OfRecords):
        text = _of_records(question.of, known)
    else:
        text = _of_history(question.of, known)
    return text + _target(question.target, question.unit)


def _of_records(of: OfRecords, names: Names) -> str:
    plural = KINDS[of.kind].plural if of.kind in KINDS else f"„{of.kind}“"
    measure = _MEASURES[of.measure]
    if of.measure.takes_path:
        measure = f"{measure} von {_label(of.kind, of.path)}"
    among = _conditions(of.kind, of.filters, of.has, names)
    where = f" mit {among}" if among else ""
    if of.measure is Measure.SHARE:
        part = _conditions(of.kind, of.of_these, of.of_these_has, names)
        return f"{measure} mit {part} an: {plural}{where}"
    link = "über" if of.measure.takes_path else "von"
    return f"{measure} {link}: {plural}{where}"


def _conditions(kind: str, filters: Sequence[Filter], has: Sequence[Has], names: Names) -> str:
    found = [_condition(kind, one, names) for one in filters]
    found += [_others(kind, one, names) for one in has]
    return " und ".join(found)


def _condition(kind: str, one: Filter, names: Names) -> str:
    operator = _OPERATORS[one.operator]
    values = " oder ".join(_value(kind, one.path, value, names) for value in one.values)
    return " ".join(part for part in (_label(kind, one.path), operator, values) if part)


def _others(kind: str, one: Has, names: Names) -> str:
    there = KINDS.get(one.kind)
    least, most = one.at_least, one.at_most
    if most == 0:
        many = "keinem"
    elif most is None:
        many = f"mindestens {least}"
    elif least == most:
        many = f"genau {least}"
    elif least:
        many = f"{least} bis {most}"
    else:
        many = f"höchstens {most}"
    label = f"„{one.kind}“" if there is None else f"„{there.label}“"
    among = _conditions(one.kind, one.filters, (), names)
    place = "" if one.via == ITSELF else f" bei {_label(kind, one.via)}"
    return f"{many} {label}{place}" + (f" ({among})" if among else "")


def _label(kind: str, path: str) -> str:
    found = _field(kind, path)
    return path if found is None else found[0]


def _field(kind: str, path: str) -> tuple[str, Field] | None:
    try:
        found = lead(kind, path)
    except (KeyError, UnknownPathError):
        return None
    return found.label, found.field


def _value(kind: str, path: str, value: Value, names: Names) -> str:
    if value in (None, ""):
        return "leer"
    found = _field(kind, path)
    unit = ""
    if found is not None:
        if found[1].choices:
            return found[1].choice_label(value)
        unit = f" {found[1].unit}" if found[1].unit else ""
    if isinstance(value, str):
        return names.get(value, value)
    return number(float(value or 0)) + unit


def _of_history(of: OfHistory, names: Names) -> str:
    what = _statistic(of)
    if of.statistic is not Statistic.LAST and of.statistic is not Statistic.AVAILABILITY:
        steps = "" if of.statistic is Statistic.ABOVE else f" der {_STEPS[of.step]}"
        what = f"{what}{steps}"
    text = f"{what} von {_points(of.points, names)}, {_span(of.span)}"
    if of.points.pattern or of.points.type or len(of.points.ids) > 1:
        text += f" ({_COMBINATIONS[of.combination]} aller Datenpunkte)"
    if of.min_coverage != ANNUAL_COVERAGE:
        text += f", bei mindestens {number(of.min_coverage * 100)} % Abdeckung"
    return text


def _statistic(of: OfHistory) -> str:
    if of.statistic is Statistic.ABOVE:
        steps = "Tage" if of.step is Step.DAY else "Stunden"
        return f"{steps} über {number(of.limit or 0.0)}"
    if of.statistic is Statistic.PERCENTILE:
        return f"{number(of.percent or 0.0)}-%-Perzentil"
    return _STATISTICS[of.statistic]


def _points(chosen: Chosen, names: Names) -> str:
    found = [names.get(one, one) for one in chosen.ids]
    if chosen.pattern:
        found.append(f"allen Datenpunkten „{chosen.pattern}“")
    if chosen.type:
        found.append(f"allen Datenpunkten der Art „{chosen.type}“")
    return ", ".join(found)


def _span(span: Span) -> str:
    match span.window:
        case Window.DAYS:
            return "letzter Tag" if span.days == 1 else f"letzte {span.days} Tage"
        case Window.ROLLING_YEAR:
            return "letzte 365 Tage"
        case Window.YEAR_TO_DATE:
            return "seit Jahresbeginn"
        case _:
            return "letztes Kalenderjahr" if span.year is None else f"Jahr {span.year}"


def _target(target: Target, unit: str) -> str:
    text = ""
    if target.direction is not Direction.NONE and target.value is not None:
        side = "mindestens" if target.direction is Direction.AT_LEAST else "höchstens"
        text = f", {side} {number(target.value)}" + (f" {unit}" if unit else "")
    if target.max_age_days is not None:
        text += f", nicht älter als {number(target.max_age_days)} Tage"
    return text
