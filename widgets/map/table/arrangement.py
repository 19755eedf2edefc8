"""Which devices are listed and in which order, as pure array work."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.maps import Box
from app.domain.points import Location
from app.domain.samples import NO_TIME, BoolArray, Float64Array, Int64Array
from app.services.maps.tables import MapTableRows
from widgets.folding import fold, matches, natural_key
from widgets.map.table.columns import Column


@dataclass(slots=True)
class Wishes:
    """What the person asked for.

    Attributes:
        text: Words of the filter box, all of which must occur.
        is_in_extent: True for the devices in sight of the map only.
        column: Column to sort by; None for the order of the map.
        is_descending: Direction of the sort.
    """

    text: str = ""
    is_in_extent: bool = False
    column: Column | None = Column.STATE
    is_descending: bool = False

    @property
    def is_filtered(self) -> bool:
        """True while something may be left out."""
        return bool(self.text.strip()) or self.is_in_extent


class Roster:
    """What of some rows does not live: words to search, order of words, places.

    Args:
        rows: The rows.
        points: How many points each device carries; unknown ones carry none.
    """

    def __init__(self, rows: MapTableRows, points: dict[str, int]) -> None:
        self._rows = rows
        self.row_of = {one: row for row, one in enumerate(rows.ids)}
        self.points: Int64Array = np.array([points.get(one, 0) for one in rows.ids], np.int64)
        self.longitudes, self.latitudes = _degrees(rows.locations)
        self._search: list[str] | None = None
        self._orders: dict[Column, Float64Array] = {}

    def text_mask(self, text: str) -> BoolArray:
        """Tell which rows hold all words of a text, bool[n]."""
        words = fold(text).split()
        if not words:
            return np.ones(len(self._rows), bool)
        if self._search is None:
            rows = self._rows
            texts = (rows.names, rows.ids, rows.kinds, rows.fields, rows.districts)
            self._search = [fold("\n".join(parts)) for parts in zip(*texts, strict=True)]
        return np.array([matches(one, words) for one in self._search], bool)

    def extent_mask(self, box: Box | None) -> BoolArray:
        """Tell which rows lie in a box, its edge included, bool[n]; all without a box."""
        if box is None:
            return np.ones(len(self._rows), bool)
        mask: BoolArray = (
            (self.longitudes >= box.west)
            & (self.longitudes <= box.east)
            & (self.latitudes >= box.south)
            & (self.latitudes <= box.north)
        )
        return mask

    def sort_keys(self, rows: MapTableRows, column: Column) -> Float64Array:
        """Return a number for each row whose order is that of a column; NaN sorts last.

        The worst state comes first; among equal ones what nobody has acknowledged.
        """
        if column is Column.STATE:
            worst: Float64Array = rows.acknowledged - 2.0 * rows.ranks
            return worst
        if column is Column.AGE:
            ages: Float64Array = np.where(rows.ages_us == NO_TIME, np.nan, rows.ages_us)
            return ages
        if column is Column.POINTS:
            return self.points.astype(np.float64)
        if column is Column.VALUE:
            return _text_order(rows.values)
        if column not in self._orders:
            self._orders[column] = self._fixed_order(column)
        return self._orders[column]

    def _fixed_order(self, column: Column) -> Float64Array:
        rows = self._rows
        if column is Column.PLACE:
            return -self.latitudes
        if column is Column.GRID:
            return self.longitudes
        texts = {
            Column.NAME: rows.names,
            Column.KIND: rows.kinds,
            Column.FIELD: rows.fields,
            Column.DISTRICT: rows.districts,
        }
        return _text_order(texts[column])


def arrange(shown: BoolArray, keys: Float64Array | None, *, is_descending: bool) -> Int64Array:
    """Return the rows that are listed, in order; equal ones keep the order they had."""
    rows = np.flatnonzero(shown)
    if keys is None:
        return rows
    chosen = keys[rows]
    return rows[np.argsort(-chosen if is_descending else chosen, kind="stable")]


_NOWHERE: Final = Location(float("nan"), float("nan"))


def _degrees(locations: Sequence[Location | None]) -> tuple[Float64Array, Float64Array]:
    """Return longitudes and latitudes; NaN where a device has no place."""
    places = [place or _NOWHERE for place in locations]
    longitudes = np.array([place.longitude for place in places], np.float64)
    latitudes = np.array([place.latitude for place in places], np.float64)
    return longitudes, latitudes


def _text_order(texts: Sequence[str]) -> Float64Array:
    """Return the place of each text in their order; equal ones tie, empty ones come last."""
    found = list(texts)
    order = {text: natural_key(text) for text in set(found)}
    place = {key: float(rank) for rank, key in enumerate(sorted(set(order.values())))}
    return np.array([place[order[text]] if text else np.nan for text in found], np.float64)
