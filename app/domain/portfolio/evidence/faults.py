"""What is wrong with a question: names nobody knows, operators and values that do not fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from typing import Final

from app.domain.inventory.fields import Field, FieldType, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator
from app.domain.portfolio.evidence.fields import (
    SELF,
    CustomFields,
    Leads,
    UnknownPathError,
    lead,
)
from app.domain.portfolio.evidence.notation import nearest
from app.domain.portfolio.evidence.questions import (
    Chosen,
    Direction,
    Has,
    Measure,
    OfHistory,
    OfRecords,
    Question,
    Statistic,
    Step,
    Target,
    Window,
)

LONGEST_DAYS: Final = 3_660
"""Longest window, days: ten years."""

_WHOLE: Final = 100.0
_YEARS: Final = range(1970, 2200)
_ORDERED: Final = {FieldType.DATE, FieldType.MOMENT}
_WORDED: Final = {FieldType.TEXT, FieldType.CHOICE, FieldType.TAGS, FieldType.JSON}
_WITHOUT_VALUE: Final = {Operator.IS_EMPTY, Operator.IS_FILLED}
_WITH_MANY: Final = {Operator.IN, Operator.WITHIN, Operator.HAS_TAG}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a question.

    Attributes:
        place: Where, such as `filters[0].path`.
        text: What, a whole sentence, German.
    """

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to ask for.

    Attributes:
        points: Types of all points, by id; None when points are not known here.
        custom: Fields of people's own; None when they are not known here.
    """

    points: Mapping[str, str] | None = None
    custom: CustomFields | None = field(default=None)


def problems(question: Question, known: Known = Known()) -> list[Problem]:
    """Return what is wrong with a question, in its order; nothing when it can be asked."""
    if isinstance(question.of, OfRecords):
        found = _Records(question.of, known).problems()
    else:
        found = _of_history(question.of, known)
    return [*found, *_of_target(question.target)]


def chosen_points(chosen: Chosen, types: Mapping[str, str]) -> list[str]:
    """Return the points that are meant, in the order of the city, those named by id first.

    Args:
        chosen: What is asked for.
        types: Types of all points, by id.
    """
    found = dict.fromkeys(one for one in chosen.ids if one in types)
    for one, type_ in types.items():
        by_pattern = chosen.pattern and fnmatchcase(one, chosen.pattern)
        if by_pattern or (chosen.type and type_ == chosen.type):
            found[one] = None
    return list(found)


# --- records ----------------------------------------------------------------------------------


class _Records:
    """What is wrong with a question to the records.

    Args:
        of: The question.
        known: What there is.
    """

    def __init__(self, of: OfRecords, known: Known) -> None:
        self._of, self._custom = of, known.custom

    def problems(self) -> Iterator[Problem]:
        of = self._of
        if of.kind not in KINDS:
            yield _unknown_kind("kind", of.kind)
            return
        yield from self._measure()
        yield from self._dated()
        yield from self._filters(of.kind, of.filters, "filters")
        yield from self._all_have(of.has, "has")
        is_share = of.measure is Measure.SHARE
        if is_share and not of.of_these and not of.of_these_has:
            yield Problem(
                "of_these", "Für einen Anteil fehlt die Bedingung, die den gezählten Teil ausmacht."
            )
        if not is_share and (of.of_these or of.of_these_has):
            yield Problem("of_these", "Eine zweite Bedingung gibt es nur bei einem Anteil.")
        yield from self._filters(of.kind, of.of_these, "of_these")
        yield from self._all_have(of.of_these_has, "of_these_has")

    def _measure(self) -> Iterator[Problem]:
        of = self._of
        if not of.measure.takes_path:
            if of.path:
                yield Problem("path", "Eine Anzahl oder ein Anteil hat kein Feld.")
            return
        if not of.path:
            yield Problem("path", "Es fehlt das Feld, dessen Zahlen ausgewertet werden.")
            return
        found = self._lead(of.kind, of.path)
        if isinstance(found, str):
            yield Problem("path", found)
        elif not found.field.type.is_number:
            yield Problem("path", f"„{found.label}“ enthält keine Zahlen.")

    def _dated(self) -> Iterator[Problem]:
        if not self._of.dated_by:
            return
        found = self._lead(self._of.kind, self._of.dated_by)
        if isinstance(found, str):
            yield Problem("dated_by", found)
        elif found.field.type not in _ORDERED:
            yield Problem("dated_by", f"„{found.label}“ ist kein Tag und kein Zeitpunkt.")

    def _filters(self, kind: str, filters: tuple[Filter, ...], place: str) -> Iterator[Problem]:
        for number, one in enumerate(filters):
            where = f"{place}[{number}]"
            found = self._lead(kind, one.path)
            if isinstance(found, str):
                yield Problem(f"{where}.path", f"Bedingung {number + 1}: {found}")
                continue
            if not _fits(one.operator, found.field.type):
                part, fault = "operator", f"Der Vergleich „{one.operator}“ passt nicht zum Feld."
            else:
                part, fault = "values", _fault(one, found.field)
            if fault:
                yield Problem(f"{where}.{part}", f"Bedingung {number + 1}, {found.label}: {fault}")

    def _all_have(self, many: tuple[Has, ...], place: str) -> Iterator[Problem]:
        for number, one in enumerate(many):
            yield from self._has(one, f"{place}[{number}]")

    def _has(self, has: Has, where: str) -> Iterator[Problem]:
        if has.kind not in KINDS:
            yield _unknown_kind(f"{where}.kind", has.kind)
            return
        target = self._of.kind
        via = self._lead(self._of.kind, has.via)
        if isinstance(via, str):
            yield Problem(f"{where}.via", via)
            return
        if via.field is not SELF or "." in has.via:
            target = via.field.target if via.field is not SELF else via.kind
        if target not in KINDS:
            yield Problem(f"{where}.via", f"„{via.label}“ führt zu keinem anderen Datensatz.")
            return
        if not has.fields:
            yield Problem(f"{where}.fields", "Es fehlt das Feld, das auf den Datensatz verweist.")
        for number, path in enumerate(has.fields):
            found = self._lead(has.kind, path)
            fault = found if isinstance(found, str) else _refers(found, target)
            if fault:
                yield Problem(f"{where}.fields[{number}]", fault)
        yield from self._filters(has.kind, has.filters, f"{where}.filters")
        yield from _numbers(has, where)

    def _lead(self, kind: str, path: str) -> Leads | str:
        if not path:
            return "Es fehlt das Feld."
        try:
            return lead(kind, path, self._custom)
        except UnknownPathError as error:
            return error.text


def _unknown_kind(place: str, kind: str) -> Problem:
    if not kind:
        return Problem(place, "Es fehlt, was gezählt wird.")
    return Problem(place, f"Die Art „{kind}“ gibt es nicht.{nearest(kind, tuple(KINDS))}")


def _refers(found: Leads, target: str) -> str:
    one = found.field
    if one.type is FieldType.ANY_REFERENCE or (one is SELF and found.kind == target):
        return ""
    if one.type is FieldType.REFERENCE and one.target == target:
        return ""
    return f"„{found.label}“ verweist nicht auf „{KINDS[target].label}“."


def _numbers(has: Has, where: str) -> Iterator[Problem]:
    if has.at_least < 0 or (has.at_most is not None and has.at_most < has.at_least):
        yield Problem(
            f"{where}.at_least", "Die kleinste Anzahl liegt unter 0 oder über der größten."
        )
    elif has.at_least == 0 and has.at_most is None:
        yield Problem(f"{where}.at_least", "Die Bedingung schließt nichts aus.")


def _fault(one: Filter, of: Field) -> str:
    """Return what is wrong with the values of a filter, empty when nothing is."""
    if one.operator in _WITHOUT_VALUE:
        return "Dieser Vergleich nimmt keinen Wert." if one.values else ""
    if not one.values:
        return "Es fehlt der Wert."
    if len(one.values) > 1 and one.operator not in _WITH_MANY:
        return "Dieser Vergleich nimmt nur einen Wert."
    return next((text for value in one.values if (text := _value_fault(value, one, of))), "")


def _fits(operator: Operator, type_: FieldType) -> bool:
    match operator:
        case Operator.CONTAINS | Operator.BEGINS:
            return type_ in _WORDED or type_.is_number or type_ is FieldType.DATE
        case Operator.AT_LEAST | Operator.AT_MOST:
            return type_.is_number or type_ in _ORDERED or type_ is FieldType.TEXT
        case Operator.HAS_TAG:
            return type_ is FieldType.TAGS
        case Operator.WITHIN:
            return type_ is FieldType.REFERENCE
        case _:
            return True


def _value_fault(value: Value, one: Filter, of: Field) -> str:
    if value in (None, "") or one.operator in {Operator.CONTAINS, Operator.BEGINS}:
        return ""
    if of.type is FieldType.CHOICE:
        return _choice_fault(value, of)
    if of.type.is_number or of.type in {FieldType.MOMENT, FieldType.FLAG}:
        return "" if isinstance(value, int | float) else f"„{value}“ ist keine Zahl."
    if of.type is FieldType.DATE and not _is_day(value):
        return f"„{value}“ ist kein Tag in der Form 2026-11-30."
    return ""


def _choice_fault(value: Value, of: Field) -> str:
    keys = {choice.key: choice.label for choice in of.choices}
    if value in keys:
        return ""
    # People write what they see on screen; what is stored is the key.
    labelled = [key for key, label in keys.items() if label == value]
    hint = f" Gemeint ist vielleicht „{labelled[0]}“." if labelled else nearest(str(value), keys)
    return f"Den Wert „{value}“ gibt es nicht.{hint}"


def _is_day(value: Value) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


# --- history ----------------------------------------------------------------------------------


def _of_history(of: OfHistory, known: Known) -> Iterator[Problem]:
    yield from _points(of.points, known.points)
    span = of.span
    if span.window is Window.DAYS and not 1 <= span.days <= LONGEST_DAYS:
        yield Problem("span.days", f"Das Zeitfenster muss 1 bis {LONGEST_DAYS} Tage lang sein.")
    if span.year is not None and span.year not in _YEARS:
        yield Problem("span.year", f"Das Jahr {span.year} liegt außerhalb der Historie.")
    if of.statistic is Statistic.ABOVE and of.limit is None:
        yield Problem("limit", "Es fehlt der Grenzwert, dessen Überschreitungen gezählt werden.")
    if of.statistic is Statistic.PERCENTILE and of.percent is None:
        yield Problem("percent", "Es fehlt, das wievielte Perzentil gemeint ist.")
    if of.percent is not None and not 0 <= of.percent <= _WHOLE:
        yield Problem("percent", "Ein Perzentil liegt zwischen 0 und 100.")
    if of.step is Step.VALUE and of.statistic in {Statistic.ABOVE, Statistic.PERCENTILE}:
        yield Problem("step", "Diese Auswertung braucht Mittelwerte je Stunde oder je Tag.")
    if not 0 <= of.min_coverage <= 1:
        yield Problem("min_coverage", "Die Mindestabdeckung liegt zwischen 0 und 100 %.")


def _points(chosen: Chosen, types: Mapping[str, str] | None) -> Iterator[Problem]:
    if not chosen.ids and not chosen.pattern and not chosen.type:
        yield Problem("points", "Es fehlt, welche Datenpunkte gemeint sind.")
        return
    if types is None:
        return
    for number, one in enumerate(chosen.ids):
        if one not in types:
            yield Problem(
                f"points.ids[{number}]",
                f"Den Datenpunkt „{one}“ gibt es nicht.{nearest(one, tuple(types))}",
            )
    if chosen.pattern and not chosen_points(Chosen(pattern=chosen.pattern), types):
        yield Problem("points.pattern", f"Zum Muster „{chosen.pattern}“ gibt es keinen Datenpunkt.")
    if chosen.type and chosen.type not in types.values():
        hint = nearest(chosen.type, tuple(dict.fromkeys(types.values())))
        yield Problem("points.type", f"Datenpunkte der Art „{chosen.type}“ gibt es nicht.{hint}")


# --- target -----------------------------------------------------------------------------------


def _of_target(target: Target) -> Iterator[Problem]:
    if target.direction is not Direction.NONE and target.value is None:
        yield Problem("target.value", "Es fehlt der Zielwert.")
    if target.tolerance < 0:
        yield Problem("target.tolerance", "Die Toleranz ist nie kleiner als 0.")
    if target.max_age_days is not None and target.max_age_days <= 0:
        yield Problem("target.max_age_days", "Das höchste Alter ist mehr als 0 Tage.")
