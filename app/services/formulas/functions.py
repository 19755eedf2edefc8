"""The functions formulas know, in German and English. What they do is in `checking`."""

from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Final
from unicodedata import normalize


class Op(StrEnum):
    """What a function does; the value is its English name."""

    MEAN = "mean"
    MINIMUM = "min"
    MAXIMUM = "max"
    DERIVATIVE = "derivative"
    CUMULATIVE = "cumulative"
    INCREASE = "counter_difference"
    IN_STATE = "time_in_state"
    SHIFT = "shift"
    WHERE = "where"
    FILL = "fill"
    AVERAGE = "average"
    GREATEST = "greatest"
    LEAST = "least"
    ABS = "abs"
    SQRT = "sqrt"
    LOG = "log"
    LN = "ln"
    EXP = "exp"


@dataclass(frozen=True, slots=True)
class Function:
    """One function.

    Attributes:
        op: What it does.
        german: Its German name, or the English one it was `called` by; errors show it.
        least: Fewest arguments.
        most: Most arguments.
        arguments: Arguments that are right, with `[a]` for a point.
        others: Further names.
    """

    op: Op
    german: str
    least: int
    most: int
    arguments: str
    others: tuple[str, ...] = ()

    @property
    def english(self) -> str:
        """Its English name."""
        return self.op.value

    @property
    def example(self) -> str:
        """A call that is right; the help and errors show it."""
        return f"{self.german}({self.arguments})"

    def called(self, name: str) -> "Function":
        """Return it for somebody who uses this name: English names have English examples."""
        if self.english == self.german or name.casefold() != self.english:
            return self
        return replace(self, german=self.english, arguments=self.arguments.replace("Tag", "day"))


FUNCTIONS: Final = (
    Function(Op.MEAN, "mittel", 2, 2, "[a], 15 min", ("mittelwert",)),
    Function(Op.MINIMUM, "min", 2, 2, "[a], 1 h", ("minimum",)),
    Function(Op.MAXIMUM, "max", 2, 2, "[a], 1 h", ("maximum",)),
    Function(Op.DERIVATIVE, "ableitung", 1, 2, "[a], h"),
    Function(Op.CUMULATIVE, "summe", 1, 2, "[a], Tag", ("sum", "integral")),
    Function(Op.INCREASE, "zaehlerdifferenz", 1, 2, "[a], Tag", ("counter",)),
    Function(Op.IN_STATE, "zeit_im_zustand", 1, 3, "[a], 2, 1 d"),
    Function(Op.SHIFT, "versatz", 2, 2, "[a], 1 d"),
    Function(Op.WHERE, "wenn", 3, 3, "[a] > 5, [a], 0"),
    Function(Op.FILL, "fuellen", 2, 2, "[a], 0"),
    Function(Op.AVERAGE, "durchschnitt", 2, 16, "[a], [b]"),
    Function(Op.GREATEST, "groesster", 2, 16, "[a], [b]"),
    Function(Op.LEAST, "kleinster", 2, 16, "[a], [b]"),
    Function(Op.ABS, "betrag", 1, 1, "[a] - [b]"),
    Function(Op.SQRT, "wurzel", 1, 1, "[a] ** 2 + [b] ** 2"),
    Function(Op.LOG, "log", 1, 1, "[a] / [b]", ("log10", "lg")),
    Function(Op.LN, "ln", 1, 1, "[a] / [b]"),
    Function(Op.EXP, "exp", 1, 1, "[a] / [b]"),
)

_BY_NAME: Final = {
    name: function
    for function in FUNCTIONS
    for name in (function.german, function.english, *function.others)
}


def find(name: str) -> Function | None:
    """Return a function by any of its names, also with umlauts and in capitals."""
    return _BY_NAME.get(_plain(name))


def resembling(name: str) -> str:
    """Return the known name a misspelt one is most like; empty when there is none."""
    alike = get_close_matches(_plain(name), _BY_NAME, 1, 0.6)
    return alike[0] if alike else ""


def _plain(name: str) -> str:
    """Return a name in small letters of the alphabet: the dots of an umlaut become an e."""
    return normalize("NFD", name).replace(_DIAERESIS, "e").casefold()


_DIAERESIS: Final = "\N{COMBINING DIAERESIS}"

CALENDAR: Final = {
    "tag": "day",
    "day": "day",
    "woche": "week",
    "week": "week",
    "monat": "month",
    "month": "month",
    "jahr": "year",
    "year": "year",
}
"""Words for the local day, week, month and year as the beginning of a sum."""
