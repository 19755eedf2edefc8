"""Calls of functions → steps: what each takes, which unit comes out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from app.domain.points import State
from app.services.formulas.durations import duration_us, is_duration, span_of, unit_word
from app.services.formulas.errors import FormulaError
from app.services.formulas.functions import Op
from app.services.formulas.states import code_of
from app.services.formulas.steps import (
    Apply,
    Column,
    Constant,
    Increase,
    Rolling,
    Shift,
    Since,
    Slope,
    Span,
    Step,
    Total,
    Value,
)
from app.services.formulas.trees import Call, Node, PointName
from app.services.formulas.typed import Typed, joined, no_level, shown, truth
from app.services.formulas.units import (
    HOUR,
    NUMBER,
    PERCENT,
    Kind,
    difference_of,
    kind_of,
    product,
    root_of,
)

Check = Callable[[Node], Typed]
States = Mapping[str, tuple[State, ...]]

_ROLLING: Final = {
    Op.MEAN: Value.MEAN,
    Op.MINIMUM: Value.LOW,
    Op.MAXIMUM: Value.HIGH,
}


def check_call(call: Call, check: Check, states: States) -> Typed:
    """Return a call with its unit and how it is computed.

    Args:
        call: The call.
        check: Does the same for any node.
        states: Named states of STATE points by id.

    Raises:
        FormulaError: An argument or its unit does not fit.
    """
    op = call.function.op
    if op is Op.IN_STATE:
        return _time_in_state(call, check, states)
    return _CALLS[op](call, check)


def _series(call: Call, check: Check) -> Typed:
    """Return the first argument, which must change over time."""
    part = check(call.arguments[0])
    if part.kind is None or isinstance(part.step, Constant):
        raise FormulaError(
            f"„{call.function.german}“ braucht zuerst einen Datenpunkt. "
            f"So ist es richtig: {call.function.example}.",
            part.node.start,
            part.node.end,
        )
    return part


def _column(part: Typed, value: Value) -> Step:
    """Return a point's series by another column; what is computed already stays."""
    return replace(part.step, value=value) if isinstance(part.step, Column) else part.step


def _rolling(call: Call, check: Check) -> Typed:
    part = _series(call, check)
    node = call.arguments[1]
    if call.function.op is not Op.MEAN and not is_duration(node):
        which = "groesster" if call.function.op is Op.MAXIMUM else "kleinster"
        several = f"{which}([a], [b])"
        raise FormulaError(
            f"„{call.function.german}“ läuft über die Zeit und braucht eine Dauer, wie in "
            f"{call.function.example}. Für mehrere Datenpunkte gibt es {several}.",
            node.start,
            node.end,
        )
    step = _column(part, _ROLLING[call.function.op])
    rolled = Rolling(call.function.op.value, step, duration_us(node, call.function))
    return Typed(call, rolled, part.kind)


def _derivative(call: Call, check: Check) -> Typed:
    part = _series(call, check)
    symbol, per_us = ("h", 3_600_000_000)
    if len(call.arguments) > 1:
        symbol, per_us = unit_word(call.arguments[1], call.function)
    kind = product(difference_of(part.kind or NUMBER), kind_of(symbol), -1)
    return Typed(call, Slope(part.step, per_us), kind)


def _cumulative(call: Call, check: Check) -> Typed:
    part = _series(call, check)
    no_level(part)
    return Typed(call, Total(part.step, _span(call)), product(part.kind or NUMBER, HOUR))


def _increase(call: Call, check: Check) -> Typed:
    part = _series(call, check)
    no_level(part)
    return Typed(call, Increase(_column(part, Value.LAST), _span(call)), part.kind)


def _span(call: Call) -> Span:
    if len(call.arguments) == 1:
        return Span(Since.WINDOW)
    return span_of(call.arguments[1], call.function)


def _time_in_state(call: Call, check: Check, states: States) -> Typed:
    """Return hours in a state since a moment, or per cent of the last so many hours."""
    part = _series(call, check)
    arguments = list(call.arguments[1:])
    if part.is_truth and (not arguments or _is_span(arguments[0])):
        step: Step = part.step
    elif arguments:
        node = call.arguments[0]
        known = states.get(node.name, ()) if isinstance(node, PointName) else ()
        code = code_of(arguments.pop(0), known)
        if part.kind != NUMBER:
            raise FormulaError(
                f"Hier wird ein Datenpunkt mit Zuständen gebraucht oder eine Bedingung wie "
                f"[name] > 5; das ist aber ein Wert in {shown(part.kind)}.",
                part.node.start,
                part.node.end,
            )
        step = Apply("==", (_column(part, Value.LAST), Constant(code)))
    else:
        raise FormulaError(
            f"Welcher Zustand ist gemeint? Zum Beispiel so: {call.function.example}.",
            call.start,
            call.end,
        )
    span = span_of(arguments[0], call.function) if arguments else Span(Since.WINDOW)
    if span.since is Since.TRAILING:
        share = Apply("*", (Rolling(Op.MEAN.value, step, span.width_us), Constant(100.0)))
        return Typed(call, share, PERCENT)
    return Typed(call, Total(step, span), HOUR)


def _is_span(node: Node) -> bool:
    try:
        span_of(node, None)
    except FormulaError:
        return False
    return True


def _shift(call: Call, check: Check) -> Typed:
    part = _series(call, check)
    width = duration_us(call.arguments[1], call.function)
    return Typed(call, Shift(part.step, width), part.kind)


def _where(call: Call, check: Check) -> Typed:
    condition, *choices = [check(node) for node in call.arguments]
    kind, steps = joined(choices)
    is_truth = all(choice.is_truth for choice in choices)
    return Typed(call, Apply("where", (truth(condition), *steps)), kind, is_truth=is_truth)


def _fill(call: Call, check: Check) -> Typed:
    part = _series(call, check)
    kind, steps = joined((part, check(call.arguments[1])))
    return Typed(call, Apply("fill", steps), kind, is_truth=part.is_truth)


def _several(call: Call, check: Check) -> Typed:
    if is_duration(call.arguments[1]):
        raise FormulaError(
            f"„{call.function.german}“ nimmt mehrere Datenpunkte. Über eine Dauer laufen "
            "mittel, min und max, wie in max([a], 1 h).",
            call.arguments[1].start,
            call.arguments[1].end,
        )
    kind, steps = joined([check(node) for node in call.arguments])
    return Typed(call, Apply(call.function.op.value, steps), kind)


def _abs(call: Call, check: Check) -> Typed:
    part = check(call.arguments[0])
    no_level(part)
    return Typed(call, Apply("abs", (part.step,)), part.kind)


def _sqrt(call: Call, check: Check) -> Typed:
    part = check(call.arguments[0])
    no_level(part)
    kind: Kind | None = None
    if part.kind is not None:
        kind = root_of(part.kind)
        if kind is None:
            raise FormulaError(
                f"Eine Wurzel aus {shown(part.kind)} hat keine sinnvolle Einheit. "
                "Unter der Wurzel stehen Quadrate, wie in wurzel([a] ** 2 + [b] ** 2).",
                part.node.start,
                part.node.end,
            )
    return Typed(call, Apply("sqrt", (part.step,)), kind)


def _pure(call: Call, check: Check) -> Typed:
    part = check(call.arguments[0])
    step = part.converted(NUMBER)
    if step is None:
        raise FormulaError(
            f"„{call.function.german}“ rechnet nur mit Zahlen ohne Einheit. Bitte durch einen "
            f"Bezug teilen, wie in {call.function.german}([name] / 1 {shown(part.kind)}).",
            part.node.start,
            part.node.end,
        )
    return Typed(call, Apply(call.function.op.value, (step,)), NUMBER)


_CALLS: Final[dict[Op, Callable[[Call, Check], Typed]]] = {
    Op.MEAN: _rolling,
    Op.MINIMUM: _rolling,
    Op.MAXIMUM: _rolling,
    Op.DERIVATIVE: _derivative,
    Op.CUMULATIVE: _cumulative,
    Op.INCREASE: _increase,
    Op.SHIFT: _shift,
    Op.WHERE: _where,
    Op.FILL: _fill,
    Op.AVERAGE: _several,
    Op.GREATEST: _several,
    Op.LEAST: _several,
    Op.ABS: _abs,
    Op.SQRT: _sqrt,
    Op.LOG: _pure,
    Op.LN: _pure,
    Op.EXP: _pure,
}
