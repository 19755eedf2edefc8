"""Questions in words, German or English, as they stand beside their answers and in reports."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.domain.inventory.fields import Field, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator
from app.domain.portfolio.evidence.fields import UnknownPathError, lead
from app.domain.portfolio.evidence.phrases import ENGLISH
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
    Operator.IS: "{0} = {1}",
    Operator.IS_NOT: "{0} ≠ {1}",
    Operator.CONTAINS: "{0} enthält {1}",
    Operator.BEGINS: "{0} beginnt mit {1}",
    Operator.AT_LEAST: "{0} mindestens {1}",
    Operator.AT_MOST: "{0} höchstens {1}",
    Operator.IS_EMPTY: "{0} ist leer",
    Operator.IS_FILLED: "{0} ist ausgefüllt",
    Operator.IN: "{0} = {1}",
    Operator.WITHIN: "{0} liegt in {1}",
    Operator.HAS_TAG: "{0} hat {1}",
}

_STATISTICS: Final = {
    Statistic.MEAN: "Mittel der {0} von {1}",
    Statistic.MAX: "Höchstwert der {0} von {1}",
    Statistic.MIN: "Tiefstwert der {0} von {1}",
    Statistic.SUM: "Summe der {0} von {1}",
    Statistic.PERCENTILE: "{2}-%-Perzentil der {0} von {1}",
    Statistic.LAST: "letzter Wert von {1}",
    Statistic.AVAILABILITY: "Anteil der Zeit mit gültigen Werten von {1}",
}

_STEPS: Final = {
    Step.VALUE: "Einzelwerte",
    Step.HOUR: "Stundenmittel",
    Step.DAY: "Tagesmittel",
}

_COMBINATIONS: Final = {
    Combination.WORST: "{0} (ungünstigster aller Datenpunkte)",
    Combination.MEAN: "{0} (Mittel aller Datenpunkte)",
    Combination.SUM: "{0} (Summe aller Datenpunkte)",
}


def number(value: float, language: str = "de") -> str:
    """Return a number as it is written in a language, without needless digits."""
    text = f"{value:,.3f}".rstrip("0").rstrip(".").replace("-", "−")
    return text if language == "en" else text.translate({ord(","): ".", ord("."): ","})


def sentence(
    question: Question,
    names: Names | None = None,
    language: str = "de",
    label: Callable[[str], str] = str,
) -> str:
    """Return a question in words.

    Args:
        question: A question; names nobody knows stay as they are written.
        names: What the records and points it names are called.
        language: `de` or `en`.
        label: Returns the name of a kind, field or choice in that language, given the German one.
    """
    text = _Speaker(names or {}, language, label).question(question)
    return text[:1].upper() + text[1:]


class _Speaker:
    """Says questions in one language.

    Args:
        names: What records and points are called.
        language: `de` or `en`.
        label: Translates names of kinds, fields and choices.
    """

    def __init__(self, names: Names, language: str, label: Callable[[str], str]) -> None:
        self._names, self._language, self._translate = names, language, label

    def _say(self, template: str, *parts: str) -> str:
        said = ENGLISH[template] if self._language == "en" else template
        return said.format(*parts)

    def _number(self, value: float) -> str:
        return number(value, self._language)

    def question(self, question: Question) -> str:
        """Return a question in words."""
        of = question.of
        text = self._of_records(of) if isinstance(of, OfRecords) else self._of_history(of)
        return self._with_target(text, question.target, question.unit)

    # --- records ------------------------------------------------------------------------------

    def _of_records(self, of: OfRecords) -> str:
        plural = self._translate(KINDS[of.kind].plural) if of.kind in KINDS else f"„{of.kind}“"
        among = self._conditions(of.kind, of.filters, of.has)
        records = self._say("{0} mit {1}", plural, among) if among else plural
        measure = self._say(_MEASURES[of.measure])
        if of.measure is Measure.SHARE:
            part = self._conditions(of.kind, of.of_these, of.of_these_has)
            return self._say("Anteil mit {0} an: {1}", part, records)
        if of.measure.takes_path:
            label = self._label(of.kind, of.path)
            return self._say("{0} von {1} über: {2}", measure, label, records)
        return self._say("{0} von: {1}", measure, records)

    def _conditions(self, kind: str, filters: Sequence[Filter], has: Sequence[Has]) -> str:
        found = [self._condition(kind, one) for one in filters]
        found += [self._others(kind, one) for one in has]
        return self._say(" und ").join(found)

    def _condition(self, kind: str, one: Filter) -> str:
        values = [self._value(kind, one.path, value) for value in one.values]
        label = self._label(kind, one.path)
        return self._say(_OPERATORS[one.operator], label, self._say(" oder ").join(values))

    def _others(self, kind: str, one: Has) -> str:
        there = KINDS.get(one.kind)
        label = one.kind if there is None else self._translate(there.label)
        text = self._say("{0} „{1}“", self._amount(one), label)
        if one.via != ITSELF:
            text = self._say("{0} bei {1}", text, self._label(kind, one.via))
        among = self._conditions(one.kind, one.filters, ())
        return f"{text} ({among})" if among else text

    def _amount(self, one: Has) -> str:
        least, most = str(one.at_least), str(one.at_most)
        if one.at_most == 0:
            return self._say("keinem")
        if one.at_most is None:
            return self._say("mindestens {0}", least)
        if least == most:
            return self._say("genau {0}", least)
        if one.at_least:
            return self._say("{0} bis {1}", least, most)
        return self._say("höchstens {0}", most)

    def _label(self, kind: str, path: str) -> str:
        found = _field(kind, path)
        if found is None:
            return path
        return ": ".join(self._translate(part) for part in found[0].split(": "))

    def _value(self, kind: str, path: str, value: Value) -> str:
        if value is None or value == "":
            return self._say("leer")
        found = _field(kind, path)
        if found is not None and found[1].choices:
            return self._translate(found[1].choice_label(value))
        if isinstance(value, str):
            return self._names.get(value, value)
        unit = "" if found is None else found[1].unit
        return f"{self._number(float(value))} {unit}".rstrip()

    # --- history ------------------------------------------------------------------------------

    def _of_history(self, of: OfHistory) -> str:
        points = self._points(of.points)
        if of.statistic is Statistic.ABOVE:
            template = (
                "Tage über {0} von {1}" if of.step is Step.DAY else "Stunden über {0} von {1}"
            )
            what = self._say(template, self._number(of.limit or 0.0), points)
        else:
            percent = self._number(of.percent or 0.0)
            template = _STATISTICS[of.statistic]
            what = self._say(template, self._say(_STEPS[of.step]), points, percent)
        text = f"{what}, {self._span(of.span)}"
        if of.points.pattern or of.points.type or len(of.points.ids) > 1:
            text = self._say(_COMBINATIONS[of.combination], text)
        if of.min_coverage != ANNUAL_COVERAGE:
            share = self._number(of.min_coverage * 100)
            text = self._say("{0}, bei mindestens {1} % Abdeckung", text, share)
        return text

    def _points(self, chosen: Chosen) -> str:
        found = [self._names.get(one, one) for one in chosen.ids]
        if chosen.pattern:
            found.append(self._say("allen Datenpunkten „{0}“", chosen.pattern))
        if chosen.type:
            found.append(self._say("allen Datenpunkten der Art „{0}“", chosen.type))
        return ", ".join(found)

    def _span(self, span: Span) -> str:
        match span.window:
            case Window.DAYS if span.days == 1:
                return self._say("letzter Tag")
            case Window.DAYS:
                return self._say("letzte {0} Tage", str(span.days))
            case Window.ROLLING_YEAR:
                return self._say("letzte {0} Tage", "365")
            case Window.YEAR_TO_DATE:
                return self._say("seit Jahresbeginn")
            case _:
                year = "" if span.year is None else str(span.year)
                return self._say("Jahr {0}" if year else "letztes Kalenderjahr", year)

    # --- target -------------------------------------------------------------------------------

    def _with_target(self, text: str, target: Target, unit: str) -> str:
        if target.direction is not Direction.NONE and target.value is not None:
            is_least = target.direction is Direction.AT_LEAST
            template = "{0}, mindestens {1}" if is_least else "{0}, höchstens {1}"
            text = self._say(template, text, f"{self._number(target.value)} {unit}".rstrip())
        if target.max_age_days is not None:
            age = self._number(target.max_age_days)
            text = self._say("{0}, nicht älter als {1} Tage", text, age)
        return text


def _field(kind: str, path: str) -> tuple[str, Field] | None:
    try:
        found = lead(kind, path)
    except (KeyError, UnknownPathError):
        return None
    return found.label, found.field
