"""Finds a supplier's remembered layout again, also when the supplier changed it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz

from app.services.inventory.imports import shapes
from app.services.inventory.imports.mapping import (
    ColumnMapping,
    Use,
    Way,
    columns_of_template,
    label_of,
)
from app.services.inventory.imports.profiles import ImportProfile, fingerprint
from app.services.inventory.imports.words import mean_alike, name_folded
from app.services.tables.model import RawTable

_ENOUGH: Final = 0.6
"""Share of a profile's columns, by weight, that must be found again."""
_LIKE: Final = 78.0
"""Likeness of two names, of 100, from which one may be the other renamed."""
_USED: Final = 3.0
"""A column that is used counts as much as so many that are not."""
_TRUST: Final = {"same": 1.0, "written": 0.98, "like": 0.8, "place": 0.6}
_TELLING: Final = frozenset({shapes.MAC, shapes.DATE, shapes.POSTCODE, shapes.IP, shapes.CODE,
                             shapes.POSTCODE_PLACE, shapes.ADDRESS_LINE})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recognition:
    """A remembered layout that was found again.

    Attributes:
        profile: The layout as it was.
        found: By its columns, what they are called now.
        score: How much of it was found, 0 to 1.
        mapping: What the table means now: the remembered one with the present names; what was made
            of columns that are gone is left out.
    """

    profile: ImportProfile
    found: Mapping[str, str]
    score: float
    mapping: ColumnMapping


def recognise(raw: RawTable, profiles: Iterable[ImportProfile]) -> Recognition | None:
    """Return the remembered layout that a table has, None when it has none.

    Columns are found by their names, however they are written; else by likeness of name and of
    values; else by standing between the same neighbours with the same sort of values.

    Args:
        raw: The table.
        profiles: What is remembered; of equally good ones the one used last is taken.
    """
    now = fingerprint(raw)
    best: Recognition | None = None
    for profile in sorted(profiles, key=lambda one: one.used_us, reverse=True):
        found, score = _found(profile, now)
        if score >= _ENOUGH and (best is None or score > best.score):
            mapping = adapted(profile.mapping, found)
            if mapping.uses:
                best = Recognition(profile, found, score, mapping)
    return best


def adapted(mapping: ColumnMapping, found: Mapping[str, str]) -> ColumnMapping:
    """Return a mapping with columns by their present names; uses of lost columns are left out."""
    uses: list[Use] = []
    for use in mapping.uses:
        names = [found[name] for name in use.columns if name in found]
        if len(names) == len(use.columns) or (use.way is Way.JOIN and names):
            uses.append(replace(use, columns=tuple(names), detail=_detail(use, found)))
    return replace(mapping, uses=tuple(uses))


def what_moved(recognition: Recognition, raw: RawTable) -> list[str]:
    """Return what a supplier changed since the layout was remembered; German sentences.

    Empty when nothing was changed.
    """
    old = tuple(recognition.profile.columns)
    return [
        *_layout_moved(recognition.profile, raw),
        *_renamed(recognition),
        *_new(recognition, raw),
        *_gone(recognition),
        *_moved(recognition, old, raw.columns),
    ]


def _detail(use: Use, found: Mapping[str, str]) -> str:
    if use.way is not Way.TEMPLATE:
        return use.detail
    detail = use.detail
    for name in columns_of_template(detail):
        detail = detail.replace(f"{{{name}}}", f"{{{found[name]}}}")
    return detail


def _found(profile: ImportProfile, now: Mapping[str, str]) -> tuple[dict[str, str], float]:
    """Return the present names of a profile's columns, and how much of it was found."""
    ways: dict[str, tuple[str, str]] = {
        name: (name, "same") for name in profile.columns if name in now
    }
    _by_writing(profile, now, ways)
    _by_likeness(profile, now, ways)
    _by_place(profile, now, ways)
    used = profile.used_columns
    total = good = 0.0
    for name in profile.columns:
        weight = _USED if name in used else 1.0
        total += weight
        if name in ways:
            good += weight * _TRUST[ways[name][1]]
    found = {name: ways[name][0] for name in profile.columns if name in ways}
    is_poor = sum(name in found for name in used) < len(used) / 2
    return found, 0.0 if is_poor or not total else good / total


def _left(
    profile: ImportProfile, now: Mapping[str, str], ways: Mapping[str, tuple[str, str]]
) -> tuple[list[str], list[str]]:
    taken = {name for name, _ in ways.values()}
    return [n for n in profile.columns if n not in ways], [n for n in now if n not in taken]


def _by_writing(
    profile: ImportProfile, now: Mapping[str, str], ways: dict[str, tuple[str, str]]
) -> None:
    """Add columns whose names are only written otherwise."""
    old, new = _left(profile, now, ways)
    written: dict[str, list[str]] = {}
    for name in new:
        written.setdefault(name_folded(name), []).append(name)
    for name in old:
        same = written.get(name_folded(name))
        if same and name_folded(name):
            ways[name] = (same.pop(0), "written")


def _by_likeness(
    profile: ImportProfile, now: Mapping[str, str], ways: dict[str, tuple[str, str]]
) -> None:
    """Add columns with names and values that are alike, the likest first."""
    old, new = _left(profile, now, ways)
    pairs = [
        (likeness, name, other)
        for name in old
        for other in new
        if shapes.are_alike(profile.columns[name], now[other])
        and (likeness := _likeness(name_folded(name), name_folded(other))) >= _LIKE
    ]
    pairs.sort(key=lambda pair: -pair[0])
    taken: set[str] = set()
    for _, name, other in pairs:
        if name not in ways and other not in taken:
            ways[name] = (other, "like")
            taken.add(other)


def _likeness(one: str, other: str) -> float:
    return 90.0 if mean_alike(one, other) else fuzz.token_sort_ratio(one, other)


def _by_place(
    profile: ImportProfile, now: Mapping[str, str], ways: dict[str, tuple[str, str]]
) -> None:
    """Add columns that stand between the same neighbours, or whose values are unmistakable."""
    count = -1
    while count < len(ways):  # what is found is a neighbour too
        count = len(ways)
        _by_neighbours(profile, now, ways)


def _by_neighbours(
    profile: ImportProfile, now: Mapping[str, str], ways: dict[str, tuple[str, str]]
) -> None:
    before, after = list(profile.columns), list(now)
    old, new = _left(profile, now, ways)
    for name in old:
        shape = profile.columns[name]
        place = before.index(name)
        left = ways.get(before[place - 1], ("", ""))[0] if place else ""
        right = ways.get(before[place + 1], ("", ""))[0] if place + 1 < len(before) else ""
        for other in new:
            there = after.index(other)
            is_between = (not place or (there > 0 and after[there - 1] == left)) and (
                place + 1 == len(before) or (there + 1 < len(after) and after[there + 1] == right)
            )
            alone = shape in _TELLING and [now[one] for one in new].count(shape) == 1
            if now[other] == shape != shapes.EMPTY and (is_between or alone):
                ways[name] = (other, "place")
                new.remove(other)
                break


def _layout_moved(profile: ImportProfile, raw: RawTable) -> Iterator[str]:
    was, now = profile.layout, raw.layout
    if was.header_row != now.header_row and min(was.header_row, now.header_row) >= 0:
        yield (
            f"Die Kopfzeile steht jetzt in Zeile {now.header_row + 1} statt in Zeile "
            f"{was.header_row + 1}."
        )
    if was.sheet and now.sheet and was.sheet != now.sheet:
        yield f"Das Blatt heißt jetzt „{now.sheet}“ statt „{was.sheet}“."
    if None not in (was.decimal_comma, now.decimal_comma) and (
        was.decimal_comma != now.decimal_comma
    ):
        sign = "ein Komma" if now.decimal_comma else "einen Punkt"
        yield f"Zahlen haben jetzt {sign} vor den Nachkommastellen."
    if was.separator and now.separator and was.separator != now.separator:
        yield "Die Zellen sind durch ein anderes Zeichen getrennt als bisher."


def _renamed(recognition: Recognition) -> Iterator[str]:
    for name, now in recognition.found.items():
        if name_folded(name) != name_folded(now) or (name != now and not name_folded(name)):
            yield f"Die Spalte „{name}“ heißt jetzt „{now}“."


def _new(recognition: Recognition, raw: RawTable) -> Iterator[str]:
    there = set(recognition.found.values())
    for place, name in enumerate(raw.columns):
        if name not in there:
            after = f" nach „{raw.columns[place - 1]}“" if place else " am Anfang"
            yield f"Neu ist die Spalte „{name}“{after}; sie wird nicht übernommen."


def _gone(recognition: Recognition) -> Iterator[str]:
    mapping = recognition.profile.mapping
    kept = set(recognition.mapping.targets)
    for name in recognition.profile.columns:
        if name in recognition.found:
            continue
        lost = [
            label_of(mapping.kind, path)
            for use in mapping.uses
            if name in use.columns
            for path in use.targets
            if path not in kept
        ]
        filled = " und ".join(f"„{label}“" for label in lost)
        yield f"Die Spalte „{name}“ fehlt." + (f" Daraus wurde {filled} gefüllt." if lost else "")


def _moved(recognition: Recognition, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Yield columns that stand elsewhere among the others; those only pushed aside do not count."""
    places = {name: place for place, name in enumerate(after)}
    found = [name for name in before if name in recognition.found]
    order = [places[recognition.found[name]] for name in found]
    still = _rising(order)
    for name, place in zip(found, order, strict=True):
        if place not in still:
            yield (
                f"Die Spalte „{recognition.found[name]}“ steht jetzt an {place + 1}. statt an "
                f"{before.index(name) + 1}. Stelle."
            )


def _rising(numbers: Sequence[int]) -> set[int]:
    """Return a longest part of distinct numbers that rises (patience sorting)."""
    tails: list[int] = []
    heads: list[int] = []
    below: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tails, number)
        below[number] = heads[place - 1] if place else None
        if place == len(tails):
            tails.append(number)
            heads.append(number)
        else:
            tails[place] = number
            heads[place] = number
    chain: set[int] = set()
    last = heads[-1] if heads else None
    while last is not None:
        chain.add(last)
        last = below[last]
    return chain
