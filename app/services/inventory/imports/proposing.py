"""Guesses what the columns of a table mean."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz

from app.domain.inventory.fields import Field, FieldType
from app.domain.inventory.kinds import KINDS
from app.services.inventory.imports import shapes
from app.services.inventory.imports.keys import best_match
from app.services.inventory.imports.mapping import (
    ColumnMapping,
    Missing,
    Use,
    Way,
    flaws,
    kind_at,
    prefix_of,
)
from app.services.inventory.imports.profiles import ImportProfile
from app.services.inventory.imports.recognising import recognise
from app.services.inventory.imports.spots import spots_of
from app.services.inventory.imports.targets import Target, targets_of
from app.services.inventory.imports.values import converter
from app.services.inventory.imports.words import EASTS, NORTHS, folded, name_folded
from app.services.tables.model import Cell, RawTable

_ENOUGH: Final = 78.0
"""Points from which a column is proposed for a target."""
_EXACT: Final = 100.0
_WITHIN: Final = 84.0
_DEEPER: Final = 5.0
_NEARLY: Final = 8.0
"""Points lost by a name that is only like another one."""
_LATER: Final = 0.05
"""Points lost for each synonym that is commoner."""
_UNFIT: Final = 0.5
_BARELY: Final = 0.3
_GOOD: Final = 0.9
_SHORT: Final = 4
_MANY: Final = 0.7
"""Share of distinct numbers from which they are no postcodes but count something."""
_DIGITS: Final = re.compile(r"\s*\d+\s*$")
_LIKELY: Final = (
    "asset", "site", "school", "address", "asset_type", "space", "rack", "licence", "contract",
    "vendor", "district", "fund",
)  # fmt: skip
"""Kinds that files are likely to be about; of equally likely ones the first."""
_THROUGH: Final = 0.6
"""What a column says that fills a field of something referred to."""
_BY_SHAPE: Final = {
    shapes.MAC: ("mac", 92.0),
    shapes.IP: ("ip", 88.0),
    shapes.POSTCODE: ("postcode", 80.0),
}
"""Values that tell by themselves what they are: the field, and the points for it."""
_MADE_ALONG: Final = frozenset({"vendor", "asset_type"})
"""Kinds that are made with the rows unless a person says otherwise: they are only names."""
_DEFAULTS: Final = {
    ("asset_type", "kind"): "other",
    ("site", "kind"): "other",
    ("space", "kind"): "room",
}
"""What new records get where a file does not say it."""


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    names: tuple[str, ...]
    cells: list[Cell]
    shape: str


def propose(
    raw: RawTable,
    kind: str,
    memory: Sequence[ImportProfile] = (),
    custom: Mapping[str, Field] | None = None,
) -> ColumnMapping:
    """Return what a table probably means.

    A layout that is remembered goes before any guess.

    Args:
        raw: The table.
        kind: Kind of the records that rows are.
        memory: Remembered layouts.
        custom: Fields of people's own for the kind, by name.
    """
    known = recognise(raw, [one for one in memory if one.mapping.kind == kind])
    if known is not None:
        return known.mapping
    return _guess(raw, kind, custom)


def _guess(raw: RawTable, kind: str, custom: Mapping[str, Field] | None) -> ColumnMapping:
    columns = [_column(raw, place) for place in range(len(raw.columns))]
    targets = targets_of(kind, custom)
    comma = raw.layout.decimal_comma is not False
    uses: list[Use] = []
    uses += _places(columns, targets, comma=comma)
    uses += _splits(columns, targets, uses)
    uses += _series(columns, targets, uses)
    uses += _singles(columns, targets, uses, comma=comma)
    order = {column.name: place for place, column in enumerate(columns)}
    uses.sort(key=lambda use: order[use.columns[0]])
    uses = [*_with_house_number(uses, columns), *_name(kind, uses)]
    mapping = ColumnMapping(kind, tuple(uses), missing=_missing(kind, uses))
    mapping = replace(mapping, defaults=defaults_for(mapping))
    return replace(mapping, match=best_match(raw, mapping))


def _column(raw: RawTable, place: int) -> _Column:
    name = raw.columns[place]
    cells = shapes.sample(raw, place)
    last = name.rpartition(" / ")[2]
    names = dict.fromkeys((name_folded(name), name_folded(last), folded(name)))
    return _Column(name, tuple(names), cells, shapes.shape_of(cells))


def _free(columns: Iterable[_Column], uses: Iterable[Use]) -> list[_Column]:
    taken = {name for use in uses for name in use.columns}
    return [column for column in columns if column.name not in taken]


def _taken(uses: Iterable[Use]) -> set[str]:
    return {path for use in uses for path in use.targets}


def _shallowest(targets: Iterable[Target], name: str) -> Target | None:
    return next(
        (one for one in targets if one.field.name == name and one.owner != "district"), None
    )


def _places(columns: Sequence[_Column], targets: Sequence[Target], *, comma: bool) -> list[Use]:
    """Return the use of two columns that are a place, if there are such."""
    target = _shallowest(targets, "east")
    if target is None or target.depth > 1:
        return []
    east = _called(columns, EASTS)
    north = _called(columns, NORTHS)
    if east is None or north is None or east is north:
        return []
    length = min(len(east.cells), len(north.cells))
    spots = spots_of(east.cells[:length], north.cells[:length], comma=comma)
    if sum(isinstance(spot, tuple) for spot in spots) < _GOOD * max(length, 1):
        return []
    path = target.path
    paths = (path, path.removesuffix("east") + "north")
    return [Use(paths, (east.name, north.name), Way.PLACE, certainty=0.95)]


def _called(columns: Iterable[_Column], names: Sequence[str]) -> _Column | None:
    """Return the column with one of these names, the likelier name first."""
    numeric = [one for one in columns if one.shape in (shapes.NUMBER, shapes.WHOLE, shapes.TEXT)]
    for name in names:
        for column in numeric:
            words = column.names[1].split() if len(column.names) > 1 else []
            if name in column.names or (len(name) > _SHORT and name in words):
                return column
    return None


def _splits(
    columns: Sequence[_Column], targets: Sequence[Target], uses: Sequence[Use]
) -> list[Use]:
    """Return the uses of columns that hold several things at once."""
    ways = {
        shapes.POSTCODE_PLACE: ("postcode_place", ("postcode", "place")),
        shapes.ADDRESS_LINE: ("address_line", ("street", "postcode", "place")),
    }
    found: list[Use] = []
    for column in _free(columns, uses):
        splitter, parts = ways.get(column.shape, ("", ()))
        ends = [_shallowest(targets, part) for part in parts]
        paths = tuple(end.path for end in ends if end is not None)
        if parts and len(paths) == len(parts) and not set(paths) & _taken(found):
            found.append(Use(paths, (column.name,), Way.SPLIT, splitter, certainty=0.85))
    return found


def _series(
    columns: Sequence[_Column], targets: Sequence[Target], uses: Sequence[Use]
) -> list[Use]:
    """Return the uses of columns that are counted (`Steckertypen 1`, `Steckertypen 2`)."""
    groups: dict[str, list[_Column]] = {}
    for column in _free(columns, uses):
        bare = _DIGITS.sub("", column.names[min(1, len(column.names) - 1)])
        if bare and bare not in column.names:
            groups.setdefault(bare, []).append(column)
    found: list[Use] = []
    for bare, members in groups.items():
        target = next(
            (one for one in targets if one.field.type is FieldType.TEXT and bare in one.names), None
        )
        if target is not None and len(members) > 1 and target.path not in _taken(found):
            names = tuple(column.name for column in members)
            found.append(Use((target.path,), names, Way.JOIN, "; ", certainty=0.85))
    return found


def _singles(
    columns: Sequence[_Column], targets: Sequence[Target], uses: Sequence[Use], *, comma: bool
) -> list[Use]:
    """Return the uses of single columns: the best pairs first, each target and column once."""
    pairs = [
        (points, -place, column, target)
        for place, column in enumerate(_free(columns, uses))
        for target in targets
        if column.shape != shapes.EMPTY
        and (points := _points(column, target, comma=comma)) >= _ENOUGH
    ]
    pairs.sort(key=lambda pair: pair[:2], reverse=True)
    columns_done: set[str] = set()
    paths_done = _taken(uses)
    found: list[Use] = []
    for points, _, column, target in pairs:
        if column.name in columns_done or target.path in paths_done:
            continue
        columns_done.add(column.name)
        paths_done.add(target.path)
        found.append(
            Use((target.path,), (column.name,), certainty=min(round(points / _EXACT, 2), 1.0))
        )
    return found


def _points(column: _Column, target: Target, *, comma: bool) -> float:
    """Return how well a column suits a target, 0 to a little over 100."""
    points = max(_name_points(name, target.names) for name in column.names)
    field, shaped = _BY_SHAPE.get(column.shape, ("", 0.0))
    is_numbering = field == "postcode" and len(set(column.cells)) > _MANY * len(column.cells)
    if field == target.field.name and not is_numbering:
        points = max(points, shaped)
    points -= _DEEPER * target.depth
    if points < _ENOUGH:
        return 0.0
    share = shapes.fit(column.cells, converter(target.field, comma=comma, owner=target.owner))
    if target.field.type is FieldType.CHOICE:
        return points - 15.0 if share < _BARELY else points
    if share < _UNFIT:
        return 0.0
    return points + (3.0 if share >= _GOOD else 0.0)


def _name_points(name: str, names: Iterable[str]) -> float:
    best = 0.0
    words = set(name.split())
    for place, one in enumerate(names):
        if one == name:
            return _EXACT - _LATER * place
        if len(one) > _SHORT and set(one.split()) <= words:
            best = max(best, _WITHIN)
        best = max(best, fuzz.token_sort_ratio(name, one) - _NEARLY)
    return best


def _with_house_number(uses: Iterable[Use], columns: Sequence[_Column]) -> list[Use]:
    """Return uses where house numbers with letters are split, unless letters have a column."""
    uses = list(uses)
    cells = {column.name: column.cells for column in columns}
    there = _taken(uses)
    for place, use in enumerate(uses):
        head, _, last = use.targets[0].rpartition(".")
        suffix = f"{head}.suffix" if head else "suffix"
        if last != "house_number" or use.way is not Way.PLAIN or suffix in there:
            continue
        if any(
            isinstance(cell, str) and not cell.strip().isdigit() for cell in cells[use.columns[0]]
        ):
            paths = (use.targets[0], suffix)
            uses[place] = replace(use, targets=paths, way=Way.SPLIT, detail="house_number")
    return uses


def _name(kind: str, uses: Sequence[Use]) -> list[Use]:
    """Return names that a file does not give: a site is called by its address or school."""
    there = {use.targets[0]: use for use in uses}
    if kind == "school" and "name" in there and "site.name" not in there:
        return [replace(there["name"], targets=("site.name",), certainty=0.7)]
    if kind != "site" or "name" in _taken(uses) or "street" not in there:
        return []
    columns = list(there["street"].columns)
    columns += [name for name in there.get("postcode", Use(())).columns if name not in columns]
    template = ", ".join(f"{{{name}}}" for name in columns)
    return [Use(("name",), tuple(columns), Way.TEMPLATE, template, certainty=0.7)]


def _missing(kind: str, uses: Iterable[Use]) -> dict[str, Missing]:
    prefixes = {prefix_of(path) for use in uses for path in use.targets} - {""}
    prefixes |= {prefix.rpartition(".")[0] for prefix in prefixes} - {""}
    result: dict[str, Missing] = {}
    for prefix in sorted(prefixes):
        target = kind_at(kind, prefix)
        is_own = kind == "school" and prefix == "site"
        is_made = target in _MADE_ALONG or is_own
        result[prefix] = Missing.CREATE if is_made else Missing.REFUSE
    return result


def defaults_for(mapping: ColumnMapping) -> dict[str, str]:
    """Return what new records get where the file does not say it: kinds and states."""
    filled = set(mapping.targets)
    found = dict(mapping.defaults)
    prefixes = {"", *mapping.missing}
    for prefix in sorted(prefixes):
        kind = kind_at(mapping.kind, prefix)
        start = f"{prefix}." if prefix else ""
        for one in KINDS[kind].fields:
            word = _default(mapping, kind, one, prefix)
            if word and start + one.name not in filled:
                found.setdefault(start + one.name, word)
    return found


def _default(mapping: ColumnMapping, kind: str, one: Field, prefix: str) -> str:
    if (kind, one.name) == ("asset", "state"):
        is_placed = "tag" in mapping.targets and any(p.startswith("site.") for p in mapping.targets)
        return "in_service" if is_placed else "staged"
    if (kind, one.name) == ("site", "state"):
        return "active"
    if (mapping.kind, prefix, one.name) == ("school", "site", "kind"):
        return "school"
    return _DEFAULTS.get((kind, one.name), "")


def likely_kind(raw: RawTable, memory: Sequence[ImportProfile] = ()) -> str:
    """Return the kind of records that the rows of a table most likely are.

    Args:
        raw: The table.
        memory: Remembered layouts; one that is recognised decides.
    """
    known = recognise(raw, memory)
    if known is not None:
        return known.mapping.kind
    return max(_LIKELY, key=lambda kind: _likelihood(raw, kind))


def _likelihood(raw: RawTable, kind: str) -> float:
    """Return how many columns speak for a kind: its own fields most, what is missing against it."""
    mapping = _guess(raw, kind, None)
    own = sum(use.certainty for use in mapping.uses if "." not in use.targets[0])
    through = sum(use.certainty for use in mapping.uses if "." in use.targets[0])
    return own + _THROUGH * through - len(flaws(mapping, raw.columns))
