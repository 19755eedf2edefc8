"""Formula text → tokens with their places. Says in German what does not belong there."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final
from unicodedata import name as name_of

from app.services.formulas.errors import FormulaError
from app.services.formulas.symbols import AFTER_NUMBER, ALIASES

MAX_LETTERS: Final = 2_000
MAX_TOKENS: Final = 400
MAX_PARENTHESES: Final = 30

_PLAIN: Final = str.maketrans("×·∗÷−–μ≤≥≠", "***/--µ≤≥≠")
"""Signs that word processors put in; each is replaced by one of the same length."""

_NUMBER: Final = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_WORD: Final = re.compile(r"[^\W\d]\w*")
_SIGN: Final = re.compile(r"\*\*|<=|>=|==|!=|<>|[-+*/^<>(),≤≥≠]")
_COMMA: Final = re.compile(r"\d+,\d", re.ASCII)
_SIGNS: Final = {"^": "**", "≤": "<=", "≥": ">=", "≠": "!=", "<>": "!="}
_LOGIC: Final = {
    "und": "and",
    "and": "and",
    "oder": "or",
    "or": "or",
    "nicht": "not",
    "not": "not",
}


class Kind(Enum):
    """What a token is."""

    POINT = auto()
    NUMBER = auto()
    WORD = auto()
    TEXT = auto()
    SIGN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula.

    Attributes:
        kind: What it is.
        text: Name of the point, word, text without its quotes, sign as Python writes it; for a
            number its unit, empty without one.
        start: Its first letter.
        end: The letter behind it.
        value: The number.
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: float = 0.0

    @property
    def is_operand(self) -> bool:
        """True when it stands for a value by itself."""
        return self.kind is not Kind.SIGN


def scan(text: str) -> list[Token]:
    """Return the tokens of a formula.

    Raises:
        FormulaError: It is too long, or holds something that is no part of a formula.
    """
    if len(text) > MAX_LETTERS:
        raise FormulaError(
            f"Die Formel ist länger als {MAX_LETTERS} Zeichen. "
            "Teilen Sie sie in mehrere Formeln auf, die sich aufeinander beziehen.",
            MAX_LETTERS,
            len(text),
        )
    plain = text.translate(_PLAIN)
    tokens: list[Token] = []
    place = 0
    while place < len(plain):
        if plain[place].isspace():
            place += 1
            continue
        token = _next(plain, place)
        tokens.append(token)
        place = token.end
        if len(tokens) > MAX_TOKENS:
            raise FormulaError(
                "Die Formel hat zu viele Teile. "
                "Teilen Sie sie in mehrere Formeln auf, die sich aufeinander beziehen.",
                token.start,
                token.end,
            )
    return tokens


def _next(text: str, place: int) -> Token:
    letter = text[place]
    if letter == "[":
        return _point(text, place)
    if _is_quote(letter):
        return _quoted(text, place)
    if number := _NUMBER.match(text, place):
        return _number(text, number)
    if word := _WORD.match(text, place):
        sign = _LOGIC.get(word.group().lower())
        kind = Kind.WORD if sign is None else Kind.SIGN
        return Token(kind, sign or word.group(), place, word.end())
    if sign_match := _SIGN.match(text, place):
        sign = sign_match.group()
        return Token(Kind.SIGN, _SIGNS.get(sign, sign), place, sign_match.end())
    raise FormulaError(_stray(letter), place, place + 1)


def _stray(letter: str) -> str:
    if letter == "=":
        return "Zum Vergleichen dienen zwei Gleichheitszeichen: ==."
    if letter == "]":
        return "Vor „]“ fehlt die öffnende eckige Klammer. Datenpunkte schreibt man so: [name]."
    if letter in "{}":
        return "Geschweifte Klammern kommen in Formeln nicht vor. Bitte runde nehmen."
    if letter in ";|&":
        return f"„{letter}“ kommt in Formeln nicht vor. Argumente trennt ein Komma."
    if letter in ".:":
        return f"„{letter}“ kann hier nicht stehen. Datenpunkte schreibt man so: [name]."
    return f"Das Zeichen „{letter}“ kommt in Formeln nicht vor."


def _point(text: str, place: int) -> Token:
    close = text.find("]", place)
    inner = text[place + 1 : close if close >= 0 else len(text)]
    if close < 0 or "[" in inner:
        raise FormulaError(
            "Die eckige Klammer um den Datenpunkt ist nicht geschlossen. Bitte „]“ ergänzen.",
            place,
            place + 1 + len(inner.split("[")[0]),
        )
    if not inner.strip():
        raise FormulaError(
            "Zwischen den eckigen Klammern fehlt der Name eines Datenpunkts.", place, close + 1
        )
    return Token(Kind.POINT, inner.strip(), place, close + 1)


def _quoted(text: str, place: int) -> Token:
    is_single = text[place] == "'"
    behind = range(place + 1, len(text))
    close = next(
        (at for at in behind if _is_quote(text[at]) and (text[at] == "'") is is_single), -1
    )
    if close < 0:
        raise FormulaError(
            "Das Anführungszeichen ist nicht geschlossen. Bitte am Ende des Wortes ergänzen.",
            place,
            len(text),
        )
    return Token(Kind.TEXT, text[place + 1 : close].strip(), place, close + 1)


def _is_quote(letter: str) -> bool:
    """Tell whether a letter is a quotation mark of any country."""
    return letter == "'" or name_of(letter, "").endswith("QUOTATION MARK")


def _number(text: str, found: re.Match[str]) -> Token:
    if comma := _COMMA.match(text, found.start()):
        digits = re.match(r"\d+,\d+", text[found.start() :], re.ASCII)
        written = digits.group() if digits else comma.group()
        raise FormulaError(
            f"In Formeln steht ein Punkt statt des Dezimalkommas: {written.replace(',', '.')}. "
            "Sind zwei Argumente gemeint, bitte nach dem Komma ein Leerzeichen setzen.",
            found.start(),
            found.start() + len(written),
        )
    value, end, unit = float(found.group()), found.end(), ""
    if value > _MOST:
        raise FormulaError("Diese Zahl ist zu groß.", found.start(), end)
    if symbol := AFTER_NUMBER.match(text, end):
        unit, end = ALIASES.get(symbol.group(1), symbol.group(1)), symbol.end()
    return Token(Kind.NUMBER, unit, found.start(), end, value)


_MOST: Final = 1e30


# --- order ----------------------------------------------------------------------------------


def check_order(tokens: list[Token], length: int) -> None:
    """See to it that values and signs take turns and that parentheses match.

    Args:
        tokens: The tokens.
        length: Length of the text, the place where something is missing at its end.

    Raises:
        FormulaError: They do not; the sentence says what is missing and where.
    """
    if not tokens:
        raise FormulaError(
            "Hier steht noch keine Formel. Ein Beispiel: [name] * 2. "
            "Datenpunkte lassen sich hereinziehen.",
            0,
            length,
        )
    for before, token in zip([None, *tokens], tokens, strict=False):
        _check_pair(before, token)
    last = tokens[-1]
    if not _ends_value(last):
        raise FormulaError(
            f"Nach „{_shown(last)}“ fehlt noch etwas: eine Zahl, ein Datenpunkt oder eine Klammer.",
            last.start,
            last.end,
        )
    _check_parentheses(tokens)


def _check_pair(before: Token | None, token: Token) -> None:
    begins = token.is_operand or token.text in {"(", "not", "-", "+"}
    if before is not None and _ends_value(before):
        is_call = token.text == "(" and before.kind is Kind.WORD
        if token.kind is not Kind.SIGN or (token.text in {"(", "not"} and not is_call):
            raise FormulaError(
                f"Vor „{_shown(token)}“ fehlt ein Rechenzeichen (+ - * /) oder ein Komma.",
                token.start,
                token.end,
            )
    elif not begins:
        # Empty parentheses of a call have an error of their own, with an example.
        if before is not None and before.text == "(" and token.text == ")":
            return
        raise FormulaError(
            f"Vor „{_shown(token)}“ fehlt eine Zahl oder ein Datenpunkt.",
            token.start,
            token.end,
        )


def _check_parentheses(tokens: list[Token]) -> None:
    opened: list[Token] = []
    for token in tokens:
        if token.kind is not Kind.SIGN:
            continue
        if token.text == "(":
            opened.append(token)
        elif token.text == ")":
            if not opened:
                raise FormulaError(
                    "Diese Klammer schließt nichts. Bitte entfernen oder vorne eine öffnen.",
                    token.start,
                    token.end,
                )
            opened.pop()
        if len(opened) > MAX_PARENTHESES:
            raise FormulaError(
                "Die Klammern sind zu tief geschachtelt. "
                "Teilen Sie die Formel in mehrere auf, die sich aufeinander beziehen.",
                token.start,
                token.end,
            )
    if opened:
        raise FormulaError(
            "Diese Klammer ist nicht geschlossen. Bitte „)“ ergänzen.",
            opened[-1].start,
            opened[-1].end,
        )


def _ends_value(token: Token) -> bool:
    return token.is_operand or (token.kind is Kind.SIGN and token.text == ")")


def _shown(token: Token) -> str:
    if token.kind is Kind.POINT:
        return f"[{token.text}]"
    if token.kind is Kind.NUMBER:
        return f"{token.value:g} {token.text}".strip()
    return token.text
