"""By what rows may find their records, and how well a file bears it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.inventory.kinds import KINDS
from app.services.inventory.imports.mapping import PLACE, ColumnMapping, Match, Way, label_of
from app.services.tables.cells import as_text
from app.services.tables.model import RawTable

_GOOD: Final = 0.98
_MOST_MEASURED: Final = 20_000
"""Rows that a key is measured on; more would tell the same."""
_COMPOSED: Final = (
    ("address", ("street", "house_number", "suffix", "postcode")),
    ("address", ("street", "house_number", "suffix")),
    ("site", ("name", "street")),
    ("site", ("name", "operator", "kind")),
    ("space", ("name", "site")),
    ("rack", ("name", "site")),
    ("asset_type", ("name", "vendor")),
    ("asset", ("name", "site")),
    ("link", ("name",)),
    ("project", ("name",)),
    ("work_item", ("name", "project")),
    ("milestone", ("name", "project")),
    ("risk", ("name", "project")),
    ("decision", ("name", "paper_number")),
    ("decision", ("name", "project")),
    ("budget_line", ("project", "year", "fund", "purpose")),
    ("budget_line", ("project", "year", "fund")),
    ("kpi", ("name", "project")),
    ("kpi", ("name",)),
    ("kpi_value", ("kpi", "as_of")),
    ("effect", ("name", "project")),
)
"""Keys of several fields, by kind; those that are not filled are left out of some."""


@dataclass(frozen=True, slots=True)
class MatchCandidate:
    """A key that rows may be found by.

    Attributes:
        match: The key.
        label: What it is called on screen, German.
        filled: Share of the rows that have it, 0 to 1.
        distinct: Share of those whose key is no other row's, 0 to 1.
    """

    match: Match
    label: str
    filled: float
    distinct: float

    @property
    def is_good(self) -> bool:
        """True when nearly all rows have a key of their own."""
        return self.filled >= _GOOD and self.distinct >= _GOOD


def candidates(raw: RawTable, mapping: ColumnMapping) -> list[MatchCandidate]:
    """Return the keys that the file could be matched by, the safest first."""
    return [_measured(raw, mapping, fields) for fields in dict.fromkeys(_keys(mapping))]


def best_match(raw: RawTable, mapping: ColumnMapping) -> Match:
    """Return the key that suits the file best; one that is counted when none tells rows apart."""
    found = candidates(raw, mapping)
    good = next((one for one in found if one.is_good), None)
    if good is not None:
        return good.match
    filled = [one for one in found if one.filled >= _GOOD] or found
    if not filled:
        return Match()
    best = max(filled, key=lambda one: one.distinct)
    return Match(best.match.fields, is_counted=mapping.kind == "site" and best.distinct < _GOOD)


def _keys(mapping: ColumnMapping) -> list[tuple[str, ...]]:
    targets = set(mapping.targets)
    own = targets | {path.partition(".")[0] for path in targets if "." in path}
    kind = KINDS[mapping.kind]
    found: list[tuple[str, ...]] = [
        (one.name,) for one in kind.fields if one.is_unique and one.name in targets
    ]
    found += [(name,) for name in ("serial", "mac") if name in targets]
    found += [names for owner, names in _COMPOSED if owner == kind.name and set(names) <= own]
    titles = tuple(name for name in kind.title if name in targets)
    if titles:
        found.append(titles)
    if mapping.kind == "site" and {"east", "north"} <= targets:
        found.append((PLACE,))
    return found


def _measured(raw: RawTable, mapping: ColumnMapping, fields: Sequence[str]) -> MatchCandidate:
    places: list[int] = []
    for name in fields:
        for use in mapping.uses:
            is_meant = any(
                path == name or path.startswith(f"{name}.") or (name == PLACE and path == "east")
                for path in use.targets
            )
            if is_meant and use.way is not Way.CONSTANT:
                places += [raw.columns.index(column) for column in use.columns]
    seen: set[tuple[object, ...]] = set()
    filled = 0
    measured = raw.rows[:_MOST_MEASURED]
    for row in measured if places else ():
        if as_text(row[places[0]]) is not None:
            filled += 1
            seen.add(tuple([row[place] for place in places]))
    label = ", ".join("Lage" if one == PLACE else label_of(mapping.kind, one) for one in fields)
    total = len(measured) or 1
    return MatchCandidate(
        Match(tuple(fields)), label, filled / total, len(seen) / filled if filled else 0.0
    )
