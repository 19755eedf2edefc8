"""The values of one measured quantity: which there are, and the features that show one of them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.domain.alarms import AlarmRule
from app.domain.cities import City
from app.domain.points import DeviceId, Location, Point, PointKind
from app.domain.samples import BoolArray, Float64Array, Int64Array, UInt8Array
from app.domain.texts import Text
from app.services.maps.devices import Devices
from app.services.maps.features import collection, json_text, point_head
from app.services.maps.kinds import kind_name, kind_of
from app.services.maps.scales import Scale, scale_of, upper_limits
from app.services.maps.sources import EMPTY_COLLECTION
from app.services.maps.wording import number_text, with_unit
from app.services.states import CityState

_ENOUGH: Final = 4
"""A quantity that is offered first has at least so many sensors."""


_OF_DEVICES: Final = frozenset(
    {
        "angle",  # the mean of 350° and 10° is not 180°
        "count",
        "data rate",
        "energy",
        "length",
        "power",
        "power of small devices",
        "ratio",
        "signal strength",
        "state",
        "time",
        "traffic flow",
    }
)
"""Quantities that a device has for itself; between two devices there is none."""


@dataclass(frozen=True, slots=True)
class ValueChoice:
    """A measured quantity that the map can show.

    Attributes:
        type: Type of its points, such as `air_station.no2`.
        name: What it is called.
        unit: Symbol of its unit.
        count: How many points with a place measure it.
        is_spatial: True where it has a value also between its points, so that a surface means
            something: temperatures of the air have one, batteries and counters have none.
    """

    type: str
    name: Text
    unit: str
    count: int
    is_spatial: bool = True


def value_choices(city: City) -> tuple[ValueChoice, ...]:
    """Return the quantities of points with a place, in the profile's order.

    Where several types are called alike, such as `Batterie`, the kind of device stands beside the
    name, and where that is not enough what is measured.
    """
    points: dict[str, list[Point]] = {}
    for point in city.points:
        if point.kind is not PointKind.STATE and point.type and point.location is not None:
            points.setdefault(point.type, []).append(point)
    names = {type_: _common_name(those) for type_, those in points.items()}
    names = _told_apart(names, _with_kind)
    names = _told_apart(names, _with_measure)
    machines = {point.device for point in city.points if point.kind is PointKind.STATE}
    return tuple(
        ValueChoice(
            type_,
            names[type_],
            those[0].unit.symbol,
            len(those),
            _is_spatial(those, machines),
        )
        for type_, those in points.items()
    )


def first_choice(city: City, choices: tuple[ValueChoice, ...]) -> str:
    """Return the quantity to begin with: of those that many measure the one with most limits."""
    types = {point.id: point.type for point in city.points}
    limits = Counter(
        types[rule.point] for rule in city.rules if rule.point in types and upper_limits((rule,))
    )
    enough = [choice for choice in choices if choice.count >= _ENOUGH]
    best = max(enough or choices, key=lambda one: (one.is_spatial, limits[one.type]), default=None)
    return "" if best is None else best.type


def _is_spatial(points: list[Point], machines: Collection[DeviceId]) -> bool:
    """Tell whether a quantity has a value between its points.

    What a device that is switched or connected says (it has named states) is its own affair, and
    so are shares, counts and the like of any device.
    """
    first = points[0]
    return (
        first.kind is PointKind.ANALOG
        and first.unit.quantity not in _OF_DEVICES
        and not any(point.device in machines for point in points)
    )


def _common_name(points: list[Point]) -> Text:
    """Return what the points of a type are called, without what only some of them have.

    Names may hold a place, such as `Verkehr Werler Straße stadteinwärts`.
    """
    name, often = Counter(point.name for point in points).most_common(1)[0]
    if 2 * often > len(points):
        return name
    german = _common_words([point.name.de for point in points])
    english = _common_words([point.name.in_language("en") for point in points])
    return Text(german, english) if german and english else name


def _common_words(names: list[str]) -> str:
    """Return the words that all of some names have, in the order of the first one."""
    shared = set.intersection(*(set(name.split()) for name in names))
    return " ".join(word for word in names[0].split() if word in shared)


def _told_apart(names: dict[str, Text], longer: Callable[[Text, str], Text]) -> dict[str, Text]:
    """Return names of types, longer where several types are called alike."""
    often = Counter(name.de for name in names.values())
    return {
        type_: longer(name, type_) if often[name.de] > 1 else name for type_, name in names.items()
    }


def _with_kind(name: Text, type_: str) -> Text:
    kind = kind_name(kind_of(type_))
    return Text(f"{name.de} · {kind.de}", f"{name.in_language('en')} · {kind.in_language('en')}")


def _with_measure(name: Text, type_: str) -> Text:
    measure = type_.rpartition(".")[2]
    return Text(f"{name.de} ({measure})", f"{name.in_language('en')} ({measure})")


class Values:
    """The points that measure one quantity, and the features that show their values.

    Args:
        devices: The devices of the city.
        point_type: The quantity.
        rules: The alarm rules in force; their limits are where a scale may end.

    Attributes:
        type: The quantity.
        rows: Rows of its points that have a place, int64[k].
        unit: Symbol of its unit.
        scale: From where to where it is coloured; None before the first value.
    """

    def __init__(self, devices: Devices, point_type: str, rules: Iterable[AlarmRule]) -> None:
        city = devices.city
        self.type = point_type
        rows = [
            row
            for row, point in enumerate(city.points)
            if point.type == point_type
            and point.kind is not PointKind.STATE
            and devices.all[devices.device_of[row]].spot is not None
        ]
        self.rows: Int64Array = np.array(rows, np.int64)
        self._devices = devices
        self._points = [city.points[row] for row in rows]
        self.unit = self._points[0].unit.symbol if rows else ""
        ids = {point.id for point in self._points}
        self._limits = upper_limits(tuple(rule for rule in rules if rule.point in ids))
        self.scale: Scale | None = None
        self._heads: list[str] = []
        self._texts: list[str] = []
        self._numbers = EMPTY_COLLECTION
        self._heat_heads: list[str] = []
        self._weights: Float64Array | None = None
        self._heat = EMPTY_COLLECTION
        self._last: tuple[Float64Array, UInt8Array, BoolArray, Scale, str] | None = None

    @property
    def decimals(self) -> int:
        """Digits after the decimal mark."""
        return self._points[0].decimals if self._points else 0

    def places(self) -> tuple[Float64Array, Float64Array]:
        """Return the true places of the points, longitudes and latitudes, both float64[k]."""
        places = [self._devices.all[self._devices.device_of[row]].place for row in self.rows]
        known = [place for place in places if place is not None]  # all: rows have a place
        return (
            np.array([place.longitude for place in known], np.float64),
            np.array([place.latitude for place in known], np.float64),
        )

    def fit(self, state: CityState) -> None:
        """Choose the scale, or leave it as it is while it fits."""
        if not len(self.rows):
            return
        values = self.known(state)
        if self.scale is None or not self.scale.fits(values):
            self.scale = scale_of(values, self._limits, self.unit) or self.scale

    def known(self, state: CityState) -> Float64Array:
        """Return the values that count: NaN where a value is stale or bad, float64[k]."""
        is_doubted = state.stale[self.rows] | (state.states.quality[self.rows] != 0)
        known: Float64Array = np.where(is_doubted, np.nan, state.states.value[self.rows])
        return known

    def numbers(self, state: CityState, ranks: UInt8Array, language: str) -> bytes:
        """Return the features of the values as numbers; only rows that changed are written anew."""
        values = state.states.value[self.rows]
        ranks, stale = ranks[self.rows], state.stale[self.rows]
        if self.scale is None:
            return EMPTY_COLLECTION
        if not self._heads:
            self._heads = [self._head(place) for place in range(len(self.rows))]
        last = self._last
        if last is None or last[3:] != (self.scale, language):
            changed: Int64Array = np.arange(len(self.rows))
            self._texts = [""] * len(self.rows)
        else:
            is_same = (values == last[0]) | (np.isnan(values) & np.isnan(last[0]))
            changed = np.flatnonzero(~is_same | (ranks != last[1]) | (stale != last[2]))
        self._last = (values, ranks, stale, self.scale, language)
        if len(changed):
            self._write(changed, values, ranks, stale, language)
            self._numbers = collection(text for text in self._texts if text)
        return self._numbers

    def heat(self, state: CityState) -> bytes:
        """Return the features of the heat map: places with a weight; doubtful values have none."""
        if self.scale is None:
            return EMPTY_COLLECTION
        shares = self.scale.shares(self.known(state)).round(2)
        if self._weights is not None and np.array_equal(shares, self._weights, equal_nan=True):
            return self._heat
        if not self._heat_heads:
            spots = [self._spot(place) for place in range(len(self.rows))]
            self._heat_heads = [
                point_head(row, spot, {"k": self._points[place].device})
                for place, (row, spot) in enumerate(zip(self.rows.tolist(), spots, strict=True))
            ]
        self._weights = shares
        self._heat = collection(
            f'{head},"w":{share}}}}}'
            for head, share in zip(self._heat_heads, shares.tolist(), strict=True)
            if share == share  # noqa: PLR0124 - NaN
        )
        return self._heat

    def _write(
        self,
        changed: Int64Array,
        values: Float64Array,
        ranks: UInt8Array,
        stale: BoolArray,
        language: str,
    ) -> None:
        scale = self.scale
        if scale is None:
            return
        shares = scale.shares(values).round(3)
        tail = json_text(with_unit("", self.unit))[1:-1]  # as it stands inside a JSON text
        columns = (changed, values[changed], shares[changed], ranks[changed], stale[changed])
        for place, value, share, rank, is_stale in zip(
            *(column.tolist() for column in columns), strict=True
        ):
            if value != value or value in (np.inf, -np.inf):  # noqa: PLR0124 - NaN
                self._texts[place] = ""
                continue
            words = number_text(value, self._points[place].decimals, language)
            self._texts[place] = (
                f'{self._heads[place]},"v":{value},"n":{share},"r":{rank},"q":{int(is_stale)},'
                f'"t":"{words}{tail}"}}}}'
            )

    def _head(self, place: int) -> str:
        point = self._points[place]
        names = {"k": point.device, "p": point.id}
        return point_head(int(self.rows[place]), self._spot(place), names)

    def _spot(self, place: int) -> Location:
        row = int(self._devices.device_of[self.rows[place]])
        spot = self._devices.all[row].spot
        if spot is None:
            raise AssertionError("rows were chosen by their place")
        return spot
