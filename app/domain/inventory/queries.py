"""How records are asked for: filters, text, order, moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.inventory.fields import Value


class Operator(StrEnum):
    """How a filter compares."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    """The text holds this one; upper and lower case, ß and ss, ä and ae alike."""
    BEGINS = "begins"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    IS_EMPTY = "is_empty"
    IS_FILLED = "is_filled"
    IN = "in"
    """One of `values`."""
    WITHIN = "within"
    """The record or one of those above it is one of `values`: the path is a reference to a kind
    that refers to its own kind by `parent` (a space, an asset)."""
    HAS_TAG = "has_tag"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition.

    Attributes:
        path: A field, or fields through references with dots (`site.district.name`); a custom
            field as `custom.NAME`; `uid` for the record itself.
        operator: How it compares.
        values: With what; one value for most operators.
    """

    path: str
    operator: Operator
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Sort:
    """An order.

    Attributes:
        path: As in `Filter`.
        is_descending: Greatest first. Empty values come last either way.
    """

    path: str
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Which records, in which order, at which moment.

    Attributes:
        kind: Of which kind.
        filters: All of them hold.
        text: Words that are all found in the searched fields; empty for any.
        sort: The order; after all of them by id. With text and no order, the best hits first.
        at_us: The moment, µs UTC; None for the present.
    """

    kind: str
    filters: Sequence[Filter] = ()
    text: str = ""
    sort: Sequence[Sort] = ()
    at_us: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """What a search over all kinds found.

    Attributes:
        kind: Kind of the record.
        uid: The record.
        title: What it is called.
        detail: Where it is or what it is, for a second line.
    """

    kind: str
    uid: str
    title: str
    detail: str = ""
