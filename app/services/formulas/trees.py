"""A formula as a tree, as it was written: names, no arrays, no units worked out."""

from dataclasses import dataclass

from app.services.formulas.functions import Function


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a formula with its place in the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number with the symbol of its unit, empty for none."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class PointName(Node):
    """A point or another formula, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A word: the name of a state, of a calendar span, of a unit."""

    text: str
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Sign(Node):
    """A sign before a value: `-` or `not`."""

    sign: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Pair(Node):
    """Two values and the sign between them: + - * / ** < <= > >= == != and or."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function with its arguments."""

    function: Function
    arguments: tuple[Node, ...]
