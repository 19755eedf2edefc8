"""Questions written down as JSON text, and read again.

Version 1 is an object with `version`, `sort` (`records` or `history`), `target`, `unit`, and the
attributes of the question. What is left at its default is left out, so that texts stay short and
equal questions are written equally. A name that nobody knows is refused with what comes nearest.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from difflib import get_close_matches
from enum import StrEnum
from math import isfinite
from typing import Any, Final, Never, TypeVar

from app.domain.inventory.queries import Filter, Operator
from app.domain.portfolio.evidence.questions import (
    ITSELF,
    Chosen,
    Combination,
    Direction,
    Has,
    Measure,
    OfHistory,
    OfRecords,
    Question,
    Span,
    Statistic,
    Step,
    Target,
    Window,
)

VERSION: Final = 1

_Made = TypeVar("_Made")
_Word = TypeVar("_Word", bound=StrEnum)


class QuestionError(ValueError):
    """A text is no question; the message says why, a whole sentence, German.

    Attributes:
        place: Where it stands, such as `filters[0].operator`; empty for the whole.
    """

    def __init__(self, place: str, text: str) -> None:
        super().__init__(text)
        self.place = place


def nearest(word: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """Return a sentence that suggests what comes nearest to a word, empty when nothing does."""
    found = get_close_matches(word, list(known), 1, 0.5)
    return f" Gemeint ist vielleicht „{found[0]}“." if found else ""


# --- writing ----------------------------------------------------------------------------------


def written(question: Question) -> str:
    """Return a question as text.

    Raises:
        ValueError: It holds a number that is none (NaN, infinite).
    """
    sort = "records" if isinstance(question.of, OfRecords) else "history"
    parts = {"version": VERSION, "sort": sort, **_plain(question.of)}
    if question.target != Target():
        parts["target"] = _plain(question.target)
    if question.unit:
        parts["unit"] = question.unit
    return json.dumps(parts, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))


def _plain(made: Any) -> dict[str, Any]:
    """Return the attributes of a dataclass that are not at their defaults."""
    found = {}
    for one in fields(made):
        value = getattr(made, one.name)
        if one.default is MISSING or value != one.default:
            found[one.name] = _value(value)
    return found


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return _plain(value) if is_dataclass(value) else value


# --- reading ----------------------------------------------------------------------------------


def read_question(text: str) -> Question:
    """Return the question a text holds.

    Raises:
        QuestionError: It holds none; whether its kinds, fields and points are there is told by
            `faults.problems`.
    """
    try:
        raw = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise QuestionError("", "Der Nachweis ist keine lesbare Abfrage (kein JSON).") from error
    parts = _Parts(raw, "")
    if parts.raw.pop("version", None) != VERSION:
        raise QuestionError(
            "version", f"Der Nachweis hat nicht die Fassung {VERSION}, die hier gelesen wird."
        )
    sort = parts.raw.pop("sort", "")
    target = parts.part("target", _target, Target())
    unit = parts.text("unit")
    if sort == "records":
        of: OfRecords | OfHistory = _of_records(parts)
    elif sort == "history":
        of = _of_history(parts)
    else:
        raise QuestionError(
            "sort",
            "Der Nachweis fragt weder den Bestand („records“) noch die Historie („history“).",
        )
    parts.end()
    return Question(of, target, unit)


def _no_number(word: str) -> Never:
    raise ValueError(word)


class _Parts:
    """The attributes of one object, taken out one after the other.

    Args:
        raw: What was read; refused when it is no object.
        place: Where it stands.
    """

    def __init__(self, raw: object, place: str) -> None:
        if not isinstance(raw, dict):
            raise QuestionError(place, f"{_named(place)} ist kein Objekt mit Namen und Werten.")
        self.raw: dict[str, Any] = dict(raw)
        self.taken: list[str] = []
        self._place = place

    def at(self, name: str) -> str:
        """Return where an attribute stands."""
        return f"{self._place}.{name}" if self._place else name

    def take(self, name: str) -> Any:
        """Return an attribute, None when it is left out."""
        self.taken.append(name)
        return self.raw.pop(name, None)

    def text(self, name: str, default: str = "") -> str:
        """Return a text."""
        value = self.take(name)
        if value is None:
            return default
        if not isinstance(value, str):
            raise QuestionError(self.at(name), f"{_named(self.at(name))} muss ein Text sein.")
        return value

    def number(self, name: str) -> float | None:
        """Return a number, None when it is left out."""
        value = self.take(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not _is_small(value):
            raise QuestionError(self.at(name), f"{_named(self.at(name))} muss eine Zahl sein.")
        return float(value)

    def whole(self, name: str) -> int | None:
        """Return a whole number, None when it is left out."""
        value = self.number(name)
        if value is not None and value != int(value):
            raise QuestionError(
                self.at(name), f"{_named(self.at(name))} muss eine ganze Zahl sein."
            )
        return None if value is None else int(value)

    def word(self, name: str, words: type[_Word], default: _Word) -> _Word:
        """Return one of some words."""
        text = self.text(name, default.value)
        known = tuple(one.value for one in words)
        if text not in known:
            place = self.at(name)
            raise QuestionError(
                place, f"{_named(place)} kennt „{text}“ nicht.{nearest(text, known)}"
            )
        return words(text)

    def many(self, name: str, read: Callable[[Any, str], _Made]) -> tuple[_Made, ...]:
        """Return a list."""
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise QuestionError(self.at(name), f"{_named(self.at(name))} muss eine Liste sein.")
        return tuple(read(one, f"{self.at(name)}[{place}]") for place, one in enumerate(value))

    def part(self, name: str, read: Callable[["_Parts"], _Made], default: _Made) -> _Made:
        """Return an object."""
        value = self.take(name)
        return default if value is None else read(_Parts(value, self.at(name)))

    def end(self) -> None:
        """Refuse what nobody took."""
        for name in self.raw:
            hint = nearest(name, tuple(self.taken))
            raise QuestionError(
                self.at(name), f"Der Nachweis hat einen unbekannten Teil „{name}“.{hint}"
            )


def _named(place: str) -> str:
    return f"„{place}“ im Nachweis" if place else "Der Nachweis"


def _is_small(value: float) -> bool:
    """Tell whether a number fits into what the machine computes with."""
    try:
        return isfinite(float(value))
    except OverflowError:
        return False


def _of_records(parts: _Parts) -> OfRecords:
    return OfRecords(
        parts.text("kind"),
        parts.word("measure", Measure, Measure.COUNT),
        parts.text("path"),
        parts.many("filters", _filter),
        parts.many("has", _has),
        parts.many("of_these", _filter),
        parts.many("of_these_has", _has),
        parts.text("dated_by"),
    )


def _of_history(parts: _Parts) -> OfHistory:
    default = OfHistory(Chosen())
    coverage = parts.number("min_coverage")
    return OfHistory(
        parts.part("points", _chosen, Chosen()),
        parts.word("statistic", Statistic, default.statistic),
        parts.part("span", _span, default.span),
        parts.word("step", Step, default.step),
        parts.number("limit"),
        parts.number("percent"),
        parts.word("combination", Combination, default.combination),
        default.min_coverage if coverage is None else coverage,
    )


def _chosen(parts: _Parts) -> Chosen:
    made = Chosen(parts.many("ids", _text), parts.text("pattern"), parts.text("type"))
    parts.end()
    return made


def _span(parts: _Parts) -> Span:
    window = parts.word("window", Window, Window.ROLLING_YEAR)
    made = Span(window, parts.whole("days") or 0, parts.whole("year"))
    parts.end()
    return made


def _target(parts: _Parts) -> Target:
    made = Target(
        parts.word("direction", Direction, Direction.NONE),
        parts.number("value"),
        parts.number("tolerance") or 0.0,
        parts.number("max_age_days"),
    )
    parts.end()
    return made


def _filter(raw: object, place: str) -> Filter:
    parts = _Parts(raw, place)
    made = Filter(
        parts.text("path"),
        parts.word("operator", Operator, Operator.IS),
        parts.many("values", _scalar),
    )
    parts.end()
    return made


def _has(raw: object, place: str) -> Has:
    parts = _Parts(raw, place)
    least = parts.whole("at_least")
    made = Has(
        parts.text("kind"),
        parts.many("fields", _text),
        parts.text("via", ITSELF),
        parts.many("filters", _filter),
        1 if least is None else least,
        parts.whole("at_most"),
    )
    parts.end()
    return made


def _text(raw: object, place: str) -> str:
    if not isinstance(raw, str):
        raise QuestionError(place, f"{_named(place)} muss ein Text sein.")
    return raw


def _scalar(raw: object, place: str) -> str | int | float | None:
    if raw is None or isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return int(raw)
    if isinstance(raw, int | float) and _is_small(raw):
        return raw
    raise QuestionError(place, f"{_named(place)} muss ein Text oder eine Zahl sein.")
