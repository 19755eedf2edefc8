"""Sorts city objects into classes by an attribute."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.cities import BuildingTile, CityObject, TileKey, Value
from widgets.theme.tokens import Tokens

Tile = tuple[str, TileKey]
"""Data set and square kilometre."""

MOST_CLASSES: Final = 6
"""Classes of numbers: as many as the ramp of the theme has colours."""

NUMERIC_SHARE: Final = 0.95
"""Share of values that have to be numbers for an attribute to count as numeric."""

_FEW_NUMBERS: Final = 6
"""Whole numbers with no more different values than that are told apart one by one."""

OTHER: Final = "andere"
MISSING: Final = "keine Angabe"
BETWEEN: Final = "{low} bis unter {high}"
LAST_BETWEEN: Final = "{low} bis {high}"
YES: Final = "ja"
NO: Final = "nein"


class Scheme(StrEnum):
    """How numbers are cut into classes."""

    QUANTILES = "quantiles"
    """Each class has as many objects as the next."""

    EQUAL_STEPS = "equal_steps"
    """Each class spans as much as the next."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend.

    Attributes:
        words: What it says.
        color: Its colour, `#rrggbb`.
        count: City objects in it.
        is_missing: True for objects without a value; they stay neutral, and are hatched here.
    """

    words: str
    color: str
    count: int
    is_missing: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Coloring:
    """What colour each object has.

    Attributes:
        attribute: Name of the attribute.
        is_numeric: True where it is one hue from low to high.
        colors: Colour of class 1, 2, …; class 0 is neutral.
        classes: Class of each object of a tile, uint8 (objects,).
        legend: From low to high, or from frequent to rare; the missing come last.
        breaks: Limits between classes of numbers, float64 (classes + 1,); None of words.
        words: Values of the classes of words, in order, without the others.
    """

    attribute: str
    is_numeric: bool
    colors: tuple[str, ...]
    classes: Mapping[Tile, NDArray[np.uint8]]
    legend: tuple[LegendEntry, ...]
    breaks: NDArray[np.float64] | None = None
    words: tuple[str, ...] = ()


def attributes_of(tiles: Iterable[BuildingTile]) -> dict[str, int]:
    """Return the attributes of city objects and how many have each, frequent ones first."""
    counts: Counter[str] = Counter()
    for tile in tiles:
        for item in tile.objects:
            counts.update(item.attributes.keys())
    return dict(counts.most_common())


def color_by(
    tiles: Sequence[BuildingTile],
    attribute: str,
    tokens: Tokens,
    *,
    scheme: Scheme = Scheme.QUANTILES,
    count: int = 5,
) -> Coloring:
    """Sort the objects of all tiles into classes by an attribute.

    A part of a building that lacks the attribute has that of the building.

    Args:
        tiles: The tiles, with the attributes of their objects.
        attribute: Name of the attribute.
        tokens: Colours of the theme.
        scheme: How numbers are cut.
        count: Wished classes of numbers, at most `MOST_CLASSES`.
    """
    values = [_values(tile.objects, attribute) for tile in tiles]
    every = [value for of_tile in values for value in of_tile if value is not None]
    numbers = np.array([_number(value) for value in every], np.float64)
    is_number = np.isfinite(numbers)
    is_numeric = bool(every) and is_number.mean() >= NUMERIC_SHARE and not _is_code(every)
    breaks = None
    words: tuple[str, ...] = ()
    if is_numeric:
        breaks = _breaks(numbers[is_number], scheme, min(max(count, 1), MOST_CLASSES))
        colors = _number_colors(breaks, tokens)
        said = _spans(breaks)
    else:
        words, has_others = _named(map(_word, every), len(tokens.curves))
        colors = tokens.curves[: len(words)] + ((tokens.map.hatch,) if has_others else ())
        said = [*words, *([OTHER] if has_others else [])]
    plain = Coloring(attribute, is_numeric, colors, {}, (), breaks, words)
    classes = {(tile.dataset, tile.key): classes_of(tile.objects, plain) for tile in tiles}
    legend = _legend(said, colors, classes.values(), tokens)
    return replace(plain, classes=classes, legend=legend)


def classes_of(objects: Sequence[CityObject], coloring: Coloring) -> NDArray[np.uint8]:
    """Return the classes of objects that were not there when a colouring was made.

    Args:
        objects: All objects of a tile, with their attributes.
        coloring: Its breaks or words count.

    Returns:
        uint8 (objects,); 0 is neutral.
    """
    values = _values(objects, coloring.attribute)
    if coloring.breaks is not None:
        numbers = np.array([math.nan if v is None else _number(v) for v in values], np.float64)
        rows = np.searchsorted(coloring.breaks[1:-1], numbers, side="right") + 1
        return np.where(np.isfinite(numbers), rows, 0).astype(np.uint8)
    places = {word: row + 1 for row, word in enumerate(coloring.words)}
    # What is not named is among the others, where there are some; else it stays neutral.
    rest = len(coloring.words) + 1 if len(coloring.colors) > len(coloring.words) else 0
    found = [0 if value is None else places.get(_word(value), rest) for value in values]
    return np.array(found, np.uint8)


def _number_colors(breaks: NDArray[np.float64], tokens: Tokens) -> tuple[str, ...]:
    """Return colours from the ramp; its first is so near to the city's grey that it is left out."""
    ramp = tokens.map.ramp
    places = np.linspace(0, len(ramp) - 1, len(breaks))[1:]
    return tuple(ramp[round(place)] for place in places.tolist())


def _named(words: Iterable[str], room: int) -> tuple[tuple[str, ...], bool]:
    """Return the words that get a colour of their own, frequent ones first; and if some do not."""
    found = Counter(words)
    ordered = sorted(found, key=lambda word: (-found[word], word))
    if len(ordered) <= room:
        return tuple(ordered), False
    return tuple(ordered[: room - 1]), True


def _values(objects: Sequence[CityObject], attribute: str) -> list[Value | None]:
    own = [_known(item.attributes.get(attribute)) for item in objects]
    if not any(item.parent for item in objects):
        return own
    rows = {item.id: row for row, item in enumerate(objects)}
    found = []
    for item, value in zip(objects, own, strict=True):
        parent = rows.get(item.parent, -1) if value is None and item.parent else -1
        found.append(own[parent] if parent >= 0 else value)
    return found


def _known(value: Value | None) -> Value | None:
    """Return a value; None for what says nothing."""
    is_nothing = value is None or value == "" or (isinstance(value, float) and math.isnan(value))
    return None if is_nothing else value


def _number(value: Value) -> float:
    """Return a value as a number; NaN where it is none. German commas count."""
    if isinstance(value, bool):
        return math.nan
    if isinstance(value, (int, float)):
        return float(value)
    try:
        return float(value.strip().replace(",", ".", 1))
    except ValueError:
        return math.nan


def _is_code(values: Sequence[Value]) -> bool:
    """Tell whether whole numbers are names rather than amounts, such as classes of use."""
    texts = {value for value in values if isinstance(value, str)}
    if len(texts) > 0 and all(_is_padded(text) for text in texts):
        return True
    different = {_number(value) for value in values}
    whole = all(number.is_integer() for number in different if math.isfinite(number))
    return bool(texts) and whole and len(different) <= _FEW_NUMBERS


def _is_padded(text: str) -> bool:
    """Tell whether a number is written with zeros in front, or so long that it must be a key."""
    plain = text.strip()
    return plain.isdigit() and (len(plain) > 8 or (len(plain) > 1 and plain[0] == "0"))  # noqa: PLR2004 - longer than any amount


def _breaks(numbers: NDArray[np.float64], scheme: Scheme, count: int) -> NDArray[np.float64]:
    """Return limits of classes, ascending; fewer classes where values repeat."""
    if scheme is Scheme.QUANTILES:
        found = np.quantile(numbers, np.linspace(0, 1, count + 1))
    else:
        found = np.linspace(numbers.min(), numbers.max(), count + 1)
    limits = np.unique(found)
    return limits if len(limits) > 1 else np.repeat(limits, 2)


def _spans(breaks: NDArray[np.float64]) -> list[str]:
    spread = float(breaks[-1] - breaks[0])
    digits = 0 if spread >= 20 or (breaks == np.round(breaks)).all() else 1 if spread >= 2 else 2  # noqa: PLR2004 - so that neighbours differ
    said = [f"{number:.{digits}f}".replace(".", ",") for number in breaks]
    if len(said) == 2 and said[0] == said[1]:  # noqa: PLR2004 - one class only
        return [said[0]]
    spans = [BETWEEN.format(low=a, high=b) for a, b in pairwise(said)]
    return [*spans[:-1], LAST_BETWEEN.format(low=said[-2], high=said[-1])]


def _word(value: Value) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _legend(
    said: Sequence[str],
    colors: Sequence[str],
    classes: Iterable[NDArray[np.uint8]],
    tokens: Tokens,
) -> tuple[LegendEntry, ...]:
    every = np.concatenate([np.zeros(0, np.uint8), *classes])
    missing, *counts = np.bincount(every, minlength=len(colors) + 1).tolist()
    entries = [
        LegendEntry(words, color, count)
        for words, color, count in zip(said, colors, counts, strict=True)
    ]
    if missing:
        entries.append(LegendEntry(MISSING, tokens.map.hatch, missing, is_missing=True))
    return tuple(entries)
