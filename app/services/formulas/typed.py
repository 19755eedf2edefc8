"""A part of a formula with its unit, and the rules by which units meet."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.formulas.errors import FormulaError
from app.services.formulas.steps import Apply, Constant, Step
from app.services.formulas.trees import Node
from app.services.formulas.units import NUMBER, Kind, factor_between, symbol_of


@dataclass(frozen=True, slots=True)
class Typed:
    """A part of a formula whose unit is known.

    Attributes:
        node: Where it stands.
        step: How it is computed.
        kind: Its unit; None for a bare number, which takes the unit of its neighbour.
        is_truth: True when it is only 0 or 1.
    """

    node: Node
    step: Step
    kind: Kind | None
    is_truth: bool = False

    def converted(self, target: Kind) -> Step | None:
        """Return the computation in another unit; None when there is no way."""
        if self.kind is None:
            return self.step
        if self.kind.level != target.level:
            return None
        factor = factor_between(self.kind, target)
        return None if factor is None else scaled(self.step, factor)


def scaled(step: Step, factor: float) -> Step:
    """Return a computation whose values are multiplied."""
    if factor == 1.0:
        return step
    if isinstance(step, Constant):
        return Constant(step.value * factor)
    return Apply("*", (step, Constant(factor)))


def shown(kind: Kind | None) -> str:
    """Return a unit in a sentence."""
    if kind is None or kind == NUMBER:
        return "ohne Einheit"
    return symbol_of(kind)


def joined(parts: Sequence[Typed]) -> tuple[Kind | None, tuple[Step, ...]]:
    """Return values in one common unit, that of the first which has one.

    Raises:
        FormulaError: They are unlike quantities.
    """
    first = next((part for part in parts if part.kind is not None), None)
    if first is None or first.kind is None:
        return None, tuple(part.step for part in parts)
    steps = []
    for part in parts:
        step = part.converted(first.kind)
        if step is None:
            raise unlike(first, part)
        steps.append(step)
    return first.kind, tuple(steps)


def unlike(one: Typed, other: Typed) -> FormulaError:
    """Return the error for two quantities that do not go together, naming both."""
    left, right = sorted((one, other), key=lambda part: part.node.start)
    return FormulaError(
        f"Hier treffen ungleiche Größen aufeinander: links {shown(left.kind)}, "
        f"rechts {shown(right.kind)}. Bitte Datenpunkte gleicher Größe wählen.",
        left.node.start,
        right.node.end,
    )


def no_level(part: Typed) -> None:
    """Refuse a level where only amounts make sense.

    Raises:
        FormulaError: It is a level such as °C.
    """
    if part.kind is not None and part.kind.level:
        level = part.kind.level
        raise FormulaError(
            f"Angaben in {level} sind keine Mengen, so rechnen lässt sich nur mit Differenzen. "
            f"Ein Weg: erst einen Bezug abziehen, wie in [name] - 0 {level}.",
            part.node.start,
            part.node.end,
        )


def truth(part: Typed) -> Step:
    """Return a condition.

    Raises:
        FormulaError: It is a quantity with a unit.
    """
    if part.kind is not None and part.kind != NUMBER:
        raise FormulaError(
            f"Hier wird eine Bedingung gebraucht, wie [name] > 5; das ist aber ein Wert in "
            f"{shown(part.kind)}.",
            part.node.start,
            part.node.end,
        )
    return part.step
