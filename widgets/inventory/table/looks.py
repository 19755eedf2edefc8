"""What a person made of a table: columns, widths, filters, order, words; as plain data and back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from typing_extensions import TypeIs

from app.domain.inventory.fields import Value
from app.domain.inventory.queries import Filter, Operator, Query, Sort

_MOST_LETTERS: Final = 200.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is looked at.

    Attributes:
        columns: Paths from left to right, with their widths in letters (0 for the first width).
        filters: What is filtered.
        sort: What the rows are sorted by.
        text: What is searched.
        scope: What the tree narrows the rows to, beside the filters.
    """

    columns: tuple[tuple[str, float], ...] = ()
    filters: tuple[Filter, ...] = ()
    sort: tuple[Sort, ...] = ()
    text: str = ""
    scope: tuple[Filter, ...] = ()

    def query(self, kind: str, at_us: int | None) -> Query:
        """Return the records that are shown."""
        return Query(kind, (*self.scope, *self.filters), self.text.strip(), self.sort, at_us)

    def with_filter(self, path: str, filters: Iterable[Filter]) -> tuple[Filter, ...]:
        """Return the filters with those of a path replaced, in the place they had."""
        mine = tuple(filters)
        kept: list[Filter] = []
        is_placed = False
        for one in self.filters:
            if one.path != path:
                kept.append(one)
            elif not is_placed:
                kept.extend(mine)
                is_placed = True
        return tuple(kept if is_placed else [*kept, *mine])


def look_to_dict(look: Look) -> dict[str, Any]:
    """Return a look as plain data."""
    return {
        "columns": [{"path": path, "width": round(width, 1)} for path, width in look.columns],
        "filters": [_filter_to_dict(one) for one in look.filters],
        "scope": [_filter_to_dict(one) for one in look.scope],
        "sort": [{"path": one.path, "descending": one.is_descending} for one in look.sort],
        "text": look.text,
    }


def _filter_to_dict(one: Filter) -> dict[str, Any]:
    return {"path": one.path, "operator": one.operator.value, "values": list(one.values)}


def look_from_dict(saved: object) -> Look:
    """Return a look from plain data; whatever is unknown or nonsense is passed over."""
    if not isinstance(saved, Mapping):
        return Look()
    text = saved.get("text")
    return Look(
        tuple(_columns(_entries(saved, "columns"))),
        tuple(_filters(_entries(saved, "filters"))),
        tuple(Sort(one["path"], one.get("descending") is True) for one in _entries(saved, "sort")),
        text if isinstance(text, str) else "",
        tuple(_filters(_entries(saved, "scope"))),
    )


def _entries(saved: Mapping[Any, Any], name: str) -> list[Mapping[str, Any]]:
    entries = saved.get(name)
    if not isinstance(entries, list):
        return []
    return [one for one in entries if isinstance(one, Mapping) and isinstance(one.get("path"), str)]


def _columns(entries: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, float]]:
    for one in entries:
        width = one.get("width")
        is_width = isinstance(width, int | float) and 0 < width <= _MOST_LETTERS
        yield one["path"], float(width) if is_width and width is not None else 0.0


def _filters(entries: Iterable[Mapping[str, Any]]) -> Iterable[Filter]:
    for one in entries:
        try:
            operator = Operator(str(one.get("operator")))
        except ValueError:
            continue
        values = one.get("values")
        if isinstance(values, list) and all(_is_value(value) for value in values):
            yield Filter(one["path"], operator, tuple(values))


def _is_value(value: object) -> TypeIs[Value]:
    return value is None or isinstance(value, str | int | float)
