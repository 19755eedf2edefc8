"""Spans of time inside formulas: `15 min`, `1 h`, `1 d`, and Tag, Woche, Monat, Jahr."""

import re
from typing import Final

from app.services.formulas.errors import FormulaError
from app.services.formulas.functions import CALENDAR, Function
from app.services.formulas.steps import Since, Span
from app.services.formulas.symbols import ALIASES, DURATIONS_US
from app.services.formulas.trees import Node, Number, Word

MAX_DAYS: Final = 366
_WRITTEN: Final = re.compile(r"(\d+(?:\.\d+)?)\s*([^\W\d_]+)", re.ASCII)
_EXAMPLE: Final = "Zum Beispiel 15 min, 1 h oder 1 d."


def is_duration(node: Node) -> bool:
    """Tell whether a number with a unit of time stands here."""
    return _microseconds(node) is not None


def duration_us(node: Node, function: Function | None) -> int:
    """Return a span of time in µs.

    Raises:
        FormulaError: It is none, or it is too long.
    """
    length = _microseconds(node)
    if length is None:
        start = f"„{function.german}“ braucht hier eine Dauer. " if function else ""
        if isinstance(node, Number) and not node.unit:
            hint = f"Bitte die Einheit dazuschreiben: {node.value:g} min."
            raise FormulaError(f"{start}{hint}", node.start, node.end)
        raise FormulaError(f"{start}{_EXAMPLE}", node.start, node.end)
    if not 0 < length <= MAX_DAYS * DURATIONS_US["d"]:
        raise FormulaError(
            f"Eine Dauer muss größer als 0 sein und darf höchstens {MAX_DAYS} Tage lang sein.",
            node.start,
            node.end,
        )
    return length


def span_of(node: Node, function: Function | None) -> Span:
    """Return since when is summed: a word of the calendar, or a span of time.

    Raises:
        FormulaError: It is neither.
    """
    if isinstance(node, Word) and (word := CALENDAR.get(node.text.lower())):
        return Span(Since(word))
    if _microseconds(node) is None:
        raise FormulaError(
            "Hier steht, worüber summiert wird: Tag, Woche, Monat oder Jahr (ab deren Beginn), "
            "oder eine Dauer wie 1 h.",
            node.start,
            node.end,
        )
    return Span(Since.TRAILING, duration_us(node, function))


def unit_word(node: Node, function: Function) -> tuple[str, int]:
    """Return a unit of time and its length in µs.

    Raises:
        FormulaError: It is none.
    """
    text = node.text if isinstance(node, Word) else ""
    if isinstance(node, Number) and node.value == 1:
        text = node.unit
    symbol = ALIASES.get(text, text)
    if symbol not in DURATIONS_US:
        raise FormulaError(
            f"„{function.german}“ rechnet je s, min, h oder d. "
            f"So ist es richtig: {function.example}.",
            node.start,
            node.end,
        )
    return symbol, DURATIONS_US[symbol]


def _microseconds(node: Node) -> int | None:
    value, unit = 0.0, ""
    if isinstance(node, Number):
        value, unit = node.value, node.unit
    elif isinstance(node, Word) and (found := _WRITTEN.fullmatch(node.text)):
        value, unit = float(found.group(1)), found.group(2)
    width = DURATIONS_US.get(ALIASES.get(unit, unit))
    if width is None:
        return None
    return round(min(value, 1e9) * width)
