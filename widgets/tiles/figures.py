"""What the tiles say: figures made of many points at once, counts, and the last hour of the first.

Only fresh points of good quality count: a figure never mixes in values that are too old. All of it
is work on whole columns, so that thousands of points at ten states a second cost next to nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.domain.cities import City, FieldOfAction, TileConfig
from app.domain.samples import NO_TIME, BoolArray, Float64Array, Int64Array, Quality
from app.services.states import CityState
from widgets.judgements import Judge
from widgets.texts import DASH, count, language, number

_COUNT: Final = "count:"
_WAYS: Final[dict[str, Callable[[Float64Array], np.float64]]] = {
    "mean": np.mean,
    "max": np.max,
    "min": np.min,
    "sum": np.sum,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number on a tile.

    Attributes:
        title: What it is.
        text: The number; a dash when no point is fresh.
        unit: What stands behind it; empty for none.
        unit_words: The unit in words, for the tooltip.
        used: How many points it is made of now.
        total: How many it could be made of.
    """

    title: str
    text: str
    unit: str
    unit_words: str
    used: int
    total: int

    @property
    def is_known(self) -> bool:
        """True when at least one point is fresh."""
        return self.text != DASH


@dataclass(frozen=True, slots=True)
class TileContent:
    """What a tile says.

    Attributes:
        name: Name of the field of action.
        figures: Its figures in the order of the profile.
        points: How many points the field has.
        abnormal: How many of them deserve attention.
        bad: How many came with a doubtful or bad quality.
        stale: How many have no fresh value.
        worst: Rank of the worst alarm, see `widgets.judgements`.
    """

    name: str
    figures: tuple[Figure, ...] = ()
    points: int = 0
    abnormal: int = 0
    bad: int = 0
    stale: int = 0
    worst: int = 0

    @property
    def is_empty(self) -> bool:
        """True for a field nothing belongs to yet."""
        return not self.points and not self.figures


@dataclass(frozen=True, slots=True)
class _Source:
    """A figure of the profile with the rows of its points."""

    config: TileConfig
    rows: Int64Array
    unit: str
    unit_words: str


class TileBook:
    """Makes the contents of the tiles of one city.

    Args:
        city: The profile.
    """

    def __init__(self, city: City) -> None:
        self.city = city
        self.fields: tuple[FieldOfAction, ...] = tuple(sorted(city.fields, key=lambda f: f.order))
        places = {field.id: place for place, field in enumerate(self.fields)}
        outside = len(self.fields)
        self._field_of = np.array([places.get(p.field, outside) for p in city.points], np.int64)
        self._counts = np.bincount(self._field_of, minlength=outside + 1)
        self._judge = Judge(city)
        row_of = {point.id: row for row, point in enumerate(city.points)}
        self._sources: list[list[_Source]] = [[] for _ in self.fields]
        for tile in city.tiles:
            if tile.field in places:
                rows = [row_of[name] for name in tile.points if name in row_of]
                self._sources[places[tile.field]].append(_source(city, tile, rows))

    def set_rules(self, city: City) -> None:
        """Take the same profile with other rules."""
        self.city = city
        self._judge.set_rules(city)

    def has_content(self, place: int) -> bool:
        """Tell whether a field has points or figures."""
        return bool(self._counts[place]) or bool(self._sources[place])

    def contents(self, state: CityState | None) -> list[TileContent]:
        """Return what each tile says, in the order of `fields`; without a state only dashes."""
        size = len(self.fields) + 1
        n = len(self.city.points)
        fresh = np.zeros(n, bool)
        values = np.full(n, np.nan)
        abnormal = bad = stale = np.zeros(size, np.int64)
        worst = np.zeros(size, np.int64)
        if state is not None:
            fresh, values = fresh_values(state), state.states.value
            is_abnormal = self._judge.abnormal(state)
            abnormal = np.bincount(self._field_of[is_abnormal], minlength=size)
            is_bad = (state.states.quality != Quality.GOOD) & (state.states.time != NO_TIME)
            bad = np.bincount(self._field_of[is_bad], minlength=size)
            stale = np.bincount(self._field_of[state.stale], minlength=size)
            np.maximum.at(worst, self._field_of, self._judge.ranks(state))
        return [
            TileContent(
                name=field.name.in_language(language()),
                figures=tuple(_figure(s, values, fresh) for s in self._sources[place]),
                points=int(self._counts[place]),
                abnormal=int(abnormal[place]),
                bad=int(bad[place]),
                stale=int(stale[place]),
                worst=int(worst[place]),
            )
            for place, field in enumerate(self.fields)
        ]

    def sparks(self, state: CityState) -> list[Float64Array | None]:
        """Return the last hour of the first figure of each tile, None where there is none."""
        if state.sparks is None:
            return [None] * len(self.fields)
        fresh = fresh_values(state)
        found: list[Float64Array | None] = []
        for sources in self._sources:
            rows = sources[0].rows[fresh[sources[0].rows]] if sources else np.empty(0, np.int64)
            has_line = len(rows) > 0
            minutes = state.sparks[rows] if has_line else None
            found.append(None if minutes is None else hour_of(minutes, sources[0].config.aggregate))
        return found


def fresh_values(state: CityState) -> BoolArray:
    """Tell which values may be counted: fresh, known, and of no bad quality, bool[n]."""
    fresh: BoolArray = (
        ~state.stale & (state.states.quality < Quality.BAD) & np.isfinite(state.states.value)
    )
    return fresh


def aggregate(kind: str, values: Float64Array) -> float:
    """Return one number for several; NaN for none.

    Args:
        kind: `mean`, `max`, `min`, `sum` or `count:<code>`.
        values: The values, none of them NaN.
    """
    if not len(values):
        return float("nan")
    if kind.startswith(_COUNT):
        return float(np.count_nonzero(values == float(kind.removeprefix(_COUNT))))
    return float(_WAYS[kind](values))


def hour_of(minutes: Float64Array, kind: str) -> Float64Array:
    """Return the hour of a figure, minute by minute.

    A point's value holds until its next one. Before a point's first value of the hour it is taken
    to be like the others, so that a sum does not climb only because points speak in turn.

    Args:
        minutes: The points' hours, float64[k, 60], k > 0; NaN where there was no sample.
        kind: See `aggregate`.
    """
    places = np.where(np.isfinite(minutes), np.arange(minutes.shape[1]), 0)
    held = np.take_along_axis(minutes, np.maximum.accumulate(places, axis=1), axis=1)
    known = np.isfinite(held)
    if kind.startswith(_COUNT):
        held = np.where(known, held == float(kind.removeprefix(_COUNT)), np.nan)
    if kind in {"max", "min"}:
        empty = -np.inf if kind == "max" else np.inf
        reduce = np.max if kind == "max" else np.min
        line: Float64Array = reduce(np.where(known, held, empty), axis=0)
    else:
        counts = np.maximum(known.sum(axis=0), 1)
        line = np.where(known, held, 0.0).sum(axis=0) / counts
        if kind != "mean":
            line = line * len(minutes)
    return np.where(known.any(axis=0), line, np.nan)


def _source(city: City, tile: TileConfig, rows: list[int]) -> _Source:
    units = {city.points[row].unit for row in rows}
    is_count = tile.aggregate.startswith(_COUNT)
    unit = next(iter(units)) if len(units) == 1 and not is_count else None
    named = next((u for u in city.units.values() if u.symbol == tile.unit and tile.unit), unit)
    return _Source(
        config=tile,
        rows=np.array(rows, np.int64),
        unit=tile.unit or ("" if unit is None else unit.symbol),
        unit_words="" if named is None else named.name.in_language(language()),
    )


def _figure(source: _Source, values: Float64Array, fresh: BoolArray) -> Figure:
    used = source.rows[fresh[source.rows]]
    kind = source.config.aggregate
    unit = source.unit
    if kind.startswith(_COUNT) and not unit and len(used):
        unit = QCoreApplication.translate("tiles", "von {count}").format(count=count(len(used)))
    return Figure(
        title=source.config.title.in_language(language()),
        text=number(aggregate(kind, values[used]), source.config.decimals),
        unit=unit,
        unit_words=source.unit_words if source.unit else "",
        used=len(used),
        total=len(source.rows),
    )
