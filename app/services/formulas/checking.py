"""Tree → steps: every unit worked out, every conversion written down, every name known.

Numbers without a unit take the unit of what they are added to or compared with: `[no2] > 40`.
Levels (°C, dB(A), dBm) are no amounts: their differences are (K, dB). So two of them may be
subtracted, compared and averaged, but neither added nor multiplied.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Final

from app.domain.points import EngineeringUnit, State
from app.services.formulas import calls
from app.services.formulas.errors import FormulaError
from app.services.formulas.parsing import Formula
from app.services.formulas.steps import Apply, Column, Constant, Part, Step
from app.services.formulas.suggestions import unknown_name
from app.services.formulas.trees import Call, Node, Number, Pair, PointName, Sign, Word
from app.services.formulas.typed import (
    Typed,
    joined,
    no_level,
    scaled,
    shown,
    truth,
    unlike,
)
from app.services.formulas.units import (
    NUMBER,
    Kind,
    difference_of,
    kind_of,
    power_of,
    presented,
    product,
)

MAX_EXPONENT: Final = 10
_COMPARISONS: Final = frozenset({"<", "<=", ">", ">=", "==", "!="})


@dataclass(frozen=True, slots=True)
class Checked:
    """A formula that makes sense.

    Attributes:
        unit: The unit of its result.
        step: How it is computed.
        kind: The same unit for formulas that use this one.
        is_truth: True when its values are only 0 and 1, for false and true.
    """

    unit: EngineeringUnit
    step: Step
    kind: Kind
    is_truth: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a formula may refer to.

    Attributes:
        units: Units of the points by id.
        states: Named states of the STATE points by id.
        parts: Other formulas by their names, already checked.
    """

    units: Mapping[str, EngineeringUnit]
    states: Mapping[str, tuple[State, ...]] = field(default_factory=dict)
    parts: Mapping[str, Checked] = field(default_factory=dict)


def check(formula: Formula, units: Mapping[str, EngineeringUnit]) -> EngineeringUnit:
    """Return the unit of a formula's result.

    Args:
        formula: The formula.
        units: The units of all points it may use, by their ids.

    Raises:
        FormulaError: A point is missing or units do not fit together.
    """
    return prepare(formula, Surroundings(units)).unit


def prepare(formula: Formula, around: Surroundings) -> Checked:
    """Check a formula and return how it is computed.

    Raises:
        FormulaError: A point is missing or units do not fit together.
    """
    typed = _Checker(around).check(formula.tree)
    known = {
        around.units[name].symbol: around.units[name]
        for name in formula.names
        if name in around.units
    }
    unit, kind, factor = presented(typed.kind or NUMBER, known)
    step = scaled(typed.step, factor)
    return Checked(unit, step, kind, typed.is_truth)


class _Checker:
    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._signs: dict[str, Callable[[Pair, Typed, Typed], Typed]] = {
            "+": self._sum,
            "-": self._sum,
            "*": self._product,
            "/": self._product,
            "**": self._power,
            "and": self._logic,
            "or": self._logic,
        }

    def check(self, node: Node) -> Typed:
        """Return a node with its unit and how it is computed."""
        if isinstance(node, Number):
            return Typed(node, Constant(node.value), kind_of(node.unit) if node.unit else None)
        if isinstance(node, PointName):
            return self._point(node)
        if isinstance(node, Sign):
            return self._sign(node, self.check(node.operand))
        if isinstance(node, Pair):
            left, right = self.check(node.left), self.check(node.right)
            if node.sign in _COMPARISONS:
                return self._comparison(node, left, right)
            return self._signs[node.sign](node, left, right)
        if isinstance(node, Call):
            return calls.check_call(node, self.check, self._around.states)
        assert isinstance(node, Word)  # noqa: S101 - there are no other nodes
        raise FormulaError(
            f"„{node.text}“ kann hier nicht stehen. Datenpunkte und andere Formeln schreibt man "
            f"in eckigen Klammern: [{node.text}].",
            node.start,
            node.end,
        )

    def _point(self, node: PointName) -> Typed:
        around = self._around
        if part := around.parts.get(node.name):
            return Typed(node, Part(node.name, part.step), part.kind, is_truth=part.is_truth)
        if unit := around.units.get(node.name):
            return Typed(node, Column(node.name), kind_of(unit.symbol))
        raise unknown_name(node, [*around.parts, *around.units])

    def _sign(self, node: Sign, operand: Typed) -> Typed:
        if node.sign == "not":
            return Typed(node, Apply("not", (truth(operand),)), NUMBER, is_truth=True)
        if isinstance(operand.step, Constant):
            return Typed(node, Constant(-operand.step.value), operand.kind)
        no_level(operand)
        return Typed(node, Apply("neg", (operand.step,)), operand.kind)

    def _logic(self, node: Pair, left: Typed, right: Typed) -> Typed:
        step = Apply(node.sign, (truth(left), truth(right)))
        return Typed(node, step, NUMBER, is_truth=True)

    def _comparison(self, node: Pair, left: Typed, right: Typed) -> Typed:
        _, steps = joined((left, right))
        return Typed(node, Apply(node.sign, steps), NUMBER, is_truth=True)

    def _sum(self, node: Pair, left: Typed, right: Typed) -> Typed:
        steps: tuple[Step, ...] = (left.step, right.step)
        if left.kind is None and right.kind is None:
            return Typed(node, _folded(node.sign, (left.step, right.step)), None)
        if left.kind is None or right.kind is None:
            kind = left.kind or right.kind
            if node.sign == "-" and left.kind is None and right.kind and right.kind.level:
                raise unlike(left, right)
            return Typed(node, Apply(node.sign, steps), kind)
        if left.kind.level or right.kind.level:
            return self._level_sum(node, left, right)
        kind, steps = joined((left, right))
        return Typed(node, Apply(node.sign, steps), kind)

    def _level_sum(self, node: Pair, left: Typed, right: Typed) -> Typed:
        """Return level ± difference, a level, or level - level, a difference."""
        one, other = left.kind or NUMBER, right.kind or NUMBER
        if one.level and one.level == other.level:
            if node.sign == "+":
                raise FormulaError(
                    f"Zwei Angaben in {one.level} lassen sich nicht addieren, nur ihre Differenz "
                    "ist eine Menge. Für das Mittel mehrerer Datenpunkte gibt es "
                    "durchschnitt([a], [b]).",
                    node.start,
                    node.end,
                )
            return Typed(node, Apply("-", (left.step, right.step)), difference_of(one))
        if (one.level and other.level) or (other.level and node.sign == "-"):
            raise unlike(left, right)
        level, amount = (left, right) if one.level else (right, left)
        step = amount.converted(difference_of(level.kind or NUMBER))
        if step is None:
            raise unlike(left, right)
        return Typed(node, Apply(node.sign, (level.step, step)), level.kind)

    def _product(self, node: Pair, left: Typed, right: Typed) -> Typed:
        for operand in (left, right):
            no_level(operand)
        steps = (left.step, right.step)
        if left.kind is None and right.kind is None:
            return Typed(node, _folded(node.sign, steps), None)
        sign = 1 if node.sign == "*" else -1
        kind = product(left.kind or NUMBER, right.kind or NUMBER, sign)
        return Typed(node, Apply(node.sign, steps), kind)

    def _power(self, node: Pair, base: Typed, exponent: Typed) -> Typed:
        if exponent.kind is not None or not isinstance(exponent.step, Constant):
            raise FormulaError(
                "Der Exponent muss eine Zahl sein, wie in [name] ** 2.",
                exponent.node.start,
                exponent.node.end,
            )
        value = exponent.step.value
        if abs(value) > MAX_EXPONENT:
            raise FormulaError(
                f"Der Exponent darf höchstens {MAX_EXPONENT} sein.",
                exponent.node.start,
                exponent.node.end,
            )
        no_level(base)
        step = _folded("**", (base.step, exponent.step))
        if base.kind is None or base.kind == NUMBER:
            return Typed(node, step, base.kind)
        if not value.is_integer():
            raise FormulaError(
                f"Werte in {shown(base.kind)} lassen sich nur mit ganzen Zahlen potenzieren. "
                "Für die Quadratwurzel gibt es wurzel(…).",
                exponent.node.start,
                exponent.node.end,
            )
        return Typed(node, step, power_of(base.kind, int(value)))


_FOLDS: Final[dict[str, Callable[[float, float], float]]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}


def _folded(sign: str, steps: tuple[Step, Step]) -> Step:
    """Return a computation with numbers alone as its result; division by 0 stays for later."""
    left, right = steps
    if isinstance(left, Constant) and isinstance(right, Constant):
        can_fold = sign in _FOLDS and (sign != "/" or right.value != 0)
        if can_fold and isfinite(result := _FOLDS[sign](left.value, right.value)):
            return Constant(result)
    return Apply(sign, steps)
