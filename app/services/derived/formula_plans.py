"""In which order formulas of a sheet are made, which go round in a ring, and which live."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from app.domain.points import Point, PointId, PointKey, point_key
from app.services.formulas import Formula, FormulaDefinition, FormulaError, mentions, parse
from app.services.formulas.trees import PointName

MOST_FORMULAS: Final = 100
MOST_LEVELS: Final = 20
"""Formulas made of formulas made of formulas: deeper than this nobody reads any more."""

S = TypeVar("S")
Make = Callable[[Formula, Mapping[str, S]], S]


@dataclass(frozen=True, slots=True)
class Plan(Generic[S]):
    """What became of the formulas of a sheet.

    Attributes:
        series: The series of those that make sense, by their keys.
        errors: What ails the others, by their ids.
        points: The points of those that make sense, by their ids.
    """

    series: dict[PointKey, S] = field(default_factory=dict)
    errors: dict[PointId, FormulaError] = field(default_factory=dict)
    points: dict[PointId, Point] = field(default_factory=dict)


def arranged(
    definitions: Sequence[FormulaDefinition],
    known: Collection[str],
    make: Make[S],
    point_of: Callable[[FormulaDefinition, S], Point],
) -> Plan[S]:
    """Make formulas one after the other, those that others use first.

    Args:
        definitions: All formulas.
        known: Ids of the points.
        make: Makes the series of a formula; raises `FormulaError`.
        point_of: Makes its point.
    """
    planner = _Planner(definitions, known, make)
    found: Plan[S] = Plan()
    for definition in definitions:
        outcome = planner.outcome(definition)
        if isinstance(outcome, FormulaError):
            found.errors[definition.id] = outcome
        else:
            found.series[point_key(definition.id)] = outcome.series
            found.points[definition.id] = point_of(definition, outcome.series)
    return found


@dataclass(frozen=True, slots=True)
class _Made(Generic[S]):
    series: S
    level: int


class _Planner(Generic[S]):
    def __init__(
        self, definitions: Sequence[FormulaDefinition], known: Collection[str], make: Make[S]
    ) -> None:
        self._make = make
        self._known = known
        self._outcomes: dict[PointId, _Made[S] | FormulaError] = {}
        self._way: list[FormulaDefinition] = []
        self._by_name: dict[str, FormulaDefinition] = {}
        for place, definition in enumerate(definitions):
            fault = self._fault_of_name(definition, place)
            if fault:
                length = len(definition.text)
                self._outcomes.setdefault(definition.id, FormulaError(fault, 0, length))
                continue
            if definition.name.strip():
                self._by_name[definition.name.strip()] = definition
            self._by_name.setdefault(str(definition.id), definition)

    def _fault_of_name(self, definition: FormulaDefinition, place: int) -> str:
        name = definition.name.strip()
        if place >= MOST_FORMULAS:
            return f"Ein Kurvenblatt hat höchstens {MOST_FORMULAS} Formeln."
        if name in self._by_name:
            return f"Der Name „{name}“ ist schon vergeben. Bitte einen anderen wählen."
        if name in self._known:
            return f"„{name}“ heißt schon ein Datenpunkt. Bitte einen anderen Namen wählen."
        if "[" in name or "]" in name:
            return "Der Name einer Formel kann keine eckigen Klammern enthalten."
        return ""

    def outcome(self, definition: FormulaDefinition) -> _Made[S] | FormulaError:
        """Return the series of a formula, or what is wrong with it."""
        if definition.id not in self._outcomes:
            self._way.append(definition)
            try:
                made: _Made[S] | FormulaError = self._made(definition)
            except FormulaError as error:
                made = error
            self._way.pop()
            # A member of a ring may have been judged on the way already.
            self._outcomes.setdefault(definition.id, made)
        return self._outcomes[definition.id]

    def _made(self, definition: FormulaDefinition) -> _Made[S]:
        formula = parse(definition.text)
        parts: dict[str, S] = {}
        level = 0
        for name in formula.names:
            used = self._by_name.get(name)
            if used is None:
                continue
            part = self._part(formula, name, used)
            parts[name] = part.series
            level = max(level, part.level + 1)
        if level >= MOST_LEVELS:
            raise FormulaError(
                f"Hier bauen mehr als {MOST_LEVELS} Formeln aufeinander auf. "
                "Bitte einige zusammenfassen.",
                0,
                len(formula.text),
            )
        return _Made(self._make(formula, parts), level)

    def _part(self, formula: Formula, name: str, used: FormulaDefinition) -> _Made[S]:
        place = _place_of(formula, name)
        if used in self._way:
            raise self._ring(used, place)
        outcome = self.outcome(used)
        if isinstance(outcome, FormulaError):
            own = self._outcomes.get(self._way[-1].id)
            if isinstance(own, FormulaError):
                raise own
            raise FormulaError(
                f"Die Formel „{name}“ hat selbst noch einen Fehler. "
                "Ist er behoben, wird auch diese gerechnet.",
                place.start,
                place.end,
            )
        return outcome

    def _ring(self, used: FormulaDefinition, place: PointName) -> FormulaError:
        """Return the error of the last on the way, and give all others of the ring theirs."""
        ring = self._way[self._way.index(used) :]
        for at, definition in enumerate(ring[:-1]):
            following = ring[at + 1]
            there = _place_in(definition.text, following)
            self._outcomes[definition.id] = _ring_error(ring[at:] + ring[:at], there)
        return _ring_error([ring[-1], *ring[:-1]], place)


def _ring_error(ring: Sequence[FormulaDefinition], place: PointName) -> FormulaError:
    names = " → ".join(item.name or str(item.id) for item in [*ring, ring[0]])
    return FormulaError(
        f"Die Formeln drehen sich im Kreis: {names}. Bitte eine davon ändern.",
        place.start,
        place.end,
    )


def _place_of(formula: Formula, name: str) -> PointName:
    found = next(one for one in mentions(formula.text) if one.name == name)
    return PointName(found.start, found.end, name)


def _place_in(text: str, used: FormulaDefinition) -> PointName:
    names = {used.name.strip(), str(used.id)}
    found = next(one for one in mentions(text) if one.name in names)
    return PointName(found.start, found.end, found.name)
