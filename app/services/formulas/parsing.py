"""Formula text → tree. Grammar by `ast.parse`, contents by a white list; nothing is ever run.

Python sees only signs, commas and names of ours (`_t0`, `_t1` …), one for each point, number and
word; so its own words, its attributes and its literals cannot even be written.
"""

import ast
import re
from dataclasses import dataclass
from typing import Final

from app.services.formulas.errors import FormulaError
from app.services.formulas.functions import find, resembling
from app.services.formulas.scanning import Kind, Token, check_order, scan
from app.services.formulas.trees import Call, Node, Number, Pair, PointName, Sign, Word

MAX_DEPTH: Final = 60
MAX_POINTS: Final = 16

_PAIRS: Final = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.And: "and",
    ast.Or: "or",
}
_SIGNS: Final = {ast.USub: "-", ast.Not: "not"}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was understood.

    Attributes:
        text: As it was written.
        tree: Its meaning.
        names: The points and formulas it uses, each once, in order of first use.
    """

    text: str
    tree: Node
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in brackets and where it stands."""

    name: str
    start: int
    end: int


def mentions(text: str) -> list[Mention]:
    """Return the names in brackets, also of a formula that is not right yet."""
    found = re.finditer(r"\[([^\[\]]*)\]", text)
    return [Mention(one.group(1).strip(), one.start(), one.end()) for one in found]


def parse(text: str) -> Formula:
    """Return a formula.

    Raises:
        FormulaError: It cannot be understood; never anything else, whatever the text.
    """
    tokens = scan(text)
    check_order(tokens, len(text))
    names = tuple(dict.fromkeys(token.text for token in tokens if token.kind is Kind.POINT))
    if len(names) > MAX_POINTS:
        extra = next(t for t in tokens if t.kind is Kind.POINT and t.text == names[MAX_POINTS])
        raise FormulaError(
            f"Eine Formel nimmt höchstens {MAX_POINTS} Datenpunkte. "
            "Fassen Sie einige in einer eigenen Formel zusammen.",
            extra.start,
            extra.end,
        )
    return Formula(text, _Reader(tokens).read(), names)


class _Reader:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._starts: list[int] = []
        self._ends: list[int] = []
        parts = []
        for place, token in enumerate(tokens):
            # A space behind each part keeps neighbours apart; its place counts for the part.
            part = f"{token.text if token.kind is Kind.SIGN else f'_t{place}'} "
            parts.append(part)
            self._starts += [token.start] * len(part)
            self._ends += [token.end] * len(part)
        self._program = "".join(parts)

    def read(self) -> Node:
        try:
            tree = ast.parse(self._program.strip(), mode="eval")
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            place = getattr(error, "offset", None) or 1
            at = min(max(place - 1, 0), len(self._starts) - 1)
            raise FormulaError(
                "Diese Stelle ist nicht zu verstehen. Fehlt davor ein Rechenzeichen, "
                "eine Klammer oder ein Komma?",
                self._starts[at],
                self._ends[at],
            ) from None
        return self._node(tree.body, 0)

    def _node(self, node: ast.expr, depth: int) -> Node:
        start, end = self._place(node)
        if depth > MAX_DEPTH:
            raise FormulaError(
                "Die Formel ist zu tief geschachtelt. "
                "Teilen Sie sie in mehrere auf, die sich aufeinander beziehen.",
                start,
                end,
            )
        if isinstance(node, ast.Name):
            return self._leaf(self._tokens[int(node.id[2:])])
        if isinstance(node, ast.BinOp) and type(node.op) in _PAIRS:
            left, right = self._node(node.left, depth + 1), self._node(node.right, depth + 1)
            return Pair(start, end, _PAIRS[type(node.op)], left, right)
        if isinstance(node, ast.UnaryOp):
            operand = self._node(node.operand, depth + 1)
            sign = _SIGNS.get(type(node.op))
            return operand if sign is None else Sign(start, end, sign, operand)
        if isinstance(node, ast.BoolOp):
            parts = [self._node(part, depth + 1) for part in node.values]
            return _chain(_PAIRS[type(node.op)], parts)
        if isinstance(node, ast.Compare):
            return self._compare(node, depth)
        if isinstance(node, ast.Call):
            return self._call(node, depth)
        raise FormulaError(
            "Ein Komma trennt nur die Argumente einer Funktion, wie in mittel([name], 15 min).",
            start,
            end,
        )

    def _leaf(self, token: Token) -> Node:
        if token.kind is Kind.POINT:
            return PointName(token.start, token.end, token.text)
        if token.kind is Kind.NUMBER:
            return Number(token.start, token.end, token.value, token.text)
        return Word(token.start, token.end, token.text, token.kind is Kind.TEXT)

    def _compare(self, node: ast.Compare, depth: int) -> Node:
        parts = [self._node(part, depth + 1) for part in (node.left, *node.comparators)]
        steps: list[Node] = [
            Pair(left.start, right.end, _PAIRS[type(sign)], left, right)
            for sign, left, right in zip(node.ops, parts[:-1], parts[1:], strict=True)
        ]
        return _chain("and", steps)

    def _call(self, node: ast.Call, depth: int) -> Node:
        start, end = self._place(node)
        leaf = self._node(node.func, depth + 1)
        if not isinstance(leaf, Word) or leaf.is_quoted or node.keywords:
            raise FormulaError(
                "Vor dieser Klammer fehlt ein Rechenzeichen (+ - * /).", leaf.start, leaf.end
            )
        known = find(leaf.text)
        if known is None:
            alike = resembling(leaf.text)
            hint = f" Meinten Sie „{alike}“?" if alike else " Die Hilfe nennt alle Funktionen."
            raise FormulaError(
                f"Eine Funktion „{leaf.text}“ gibt es nicht.{hint}", leaf.start, leaf.end
            )
        function = known.called(leaf.text)
        if not function.least <= len(node.args) <= function.most:
            raise FormulaError(
                f"„{leaf.text}“ hat hier {len(node.args)} Argumente, das passt nicht. "
                f"So ist es richtig: {function.example}.",
                start,
                end,
            )
        arguments = tuple(self._node(argument, depth + 1) for argument in node.args)
        return Call(start, end, function, arguments)

    def _place(self, node: ast.expr) -> tuple[int, int]:
        last = min(max((node.end_col_offset or 1) - 1, 0), len(self._ends) - 1)
        first = min(node.col_offset, len(self._starts) - 1)
        return self._starts[first], self._ends[last]


def _chain(sign: str, parts: list[Node]) -> Node:
    """Return parts joined by one sign, halved again and again so that the tree stays flat."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    left, right = _chain(sign, parts[:middle]), _chain(sign, parts[middle:])
    return Pair(left.start, right.end, sign, left, right)
