"""The devices of a city: what each carries, where it is drawn, and which rows belong to it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from app.domain.cities import City
from app.domain.points import DeviceId, FieldId, Location, Point, PointId, SourceId
from app.domain.samples import Int64Array, UInt8Array
from app.domain.texts import NO_TEXT, Text
from app.services.maps.kinds import kind_name, kind_of
from app.services.maps.places import fanned_out


@dataclass(frozen=True, slots=True)
class Device:
    """A device, as the map shows it.

    Attributes:
        row: Its place among the devices; the id of its feature.
        id: Permanent name.
        site: Where it stands, in words.
        kind: Kind of device, such as `air_station`.
        field: Field of action.
        district: District; empty where it belongs to the whole city.
        place: Its true place; None when nobody knows it.
        spot: Where it is drawn, beside others of the same place; None without a place.
        rows: Rows of its points in the city, in the profile's order.
        is_simulated: True when anything it says is simulated.
    """

    row: int
    id: DeviceId
    site: Text
    kind: str
    field: FieldId
    district: str
    place: Location | None
    spot: Location | None
    rows: tuple[int, ...]
    is_simulated: bool

    def name(self, language: str) -> str:
        """Return its name: the place it stands at and its own name, as the alarm list has it."""
        site = self.site.in_language(language)
        return f"{site} · {self.id}" if site and site != self.id else str(self.id)

    def kind_text(self, language: str) -> str:
        """Return what kind of device it is, in words."""
        return kind_name(self.kind).in_language(language)


class Devices:
    """All devices of a city in the order in which its points name them; never changes.

    Attributes:
        city: The city.
        all: The devices.
        device_of: Device of each point, int64[n].
        source_of: Place of each point's source among the city's sources, int64[n].
    """

    def __init__(self, city: City) -> None:
        self.city = city
        rows_of: dict[DeviceId, list[int]] = {}
        for row, point in enumerate(city.points):
            rows_of.setdefault(point.device, []).append(row)
        places = [_place(city, rows) for rows in rows_of.values()]
        spots = fanned_out(places)
        self.all = tuple(
            _device(city, index, rows, places[index], spots[index])
            for index, rows in enumerate(rows_of.values())
        )
        self._row_of = {device.id: device.row for device in self.all}
        self._point_rows = {point.id: row for row, point in enumerate(city.points)}
        self._sorted: Int64Array = np.array(
            [row for rows in rows_of.values() for row in rows], np.int64
        )
        sizes = np.array([len(rows) for rows in rows_of.values()], np.int64)
        self._starts: Int64Array = np.cumsum(sizes) - sizes
        self.device_of: Int64Array = np.zeros(len(city.points), np.int64)
        self.device_of[self._sorted] = np.repeat(np.arange(len(sizes)), sizes)
        sources = {source.id: place for place, source in enumerate(city.sources)}
        self.source_of: Int64Array = np.array(
            [sources.get(point.source, len(sources)) for point in city.points], np.int64
        )

    def __len__(self) -> int:
        return len(self.all)

    @property
    def unplaced(self) -> tuple[Device, ...]:
        """Devices that no map can show: nobody knows where they are."""
        return tuple(device for device in self.all if device.spot is None)

    def find(self, device_id: str) -> Device | None:
        """Return a device by its name, None for an unknown one."""
        row = self._row_of.get(DeviceId(device_id))
        return None if row is None else self.all[row]

    def point_row(self, point_id: PointId) -> int:
        """Return the row of a point in the city; -1 for an unknown one."""
        return self._point_rows.get(point_id, -1)

    def source_place(self, source: SourceId) -> int:
        """Return the place of a source among the city's; -1 for an unknown one."""
        ids = [one.id for one in self.city.sources]
        return ids.index(source) if source in ids else -1

    def rows_of(self, point_ids: Iterable[PointId]) -> tuple[int, ...]:
        """Return the devices that carry some points, ascending, each once."""
        rows = {self._point_rows[one] for one in point_ids if one in self._point_rows}
        return tuple(sorted({int(self.device_of[row]) for row in rows}))

    def points_of(self, device_id: str) -> tuple[Point, ...]:
        """Return the points that a device carries, in the profile's order."""
        device = self.find(device_id)
        rows = () if device is None else device.rows
        return tuple(self.city.points[row] for row in rows)

    def worst(self, ranks: UInt8Array) -> UInt8Array:
        """Return the largest of the points' ranks for each device, uint8[devices]."""
        if not len(self._starts):
            return np.zeros(0, np.uint8)
        worst: UInt8Array = np.maximum.reduceat(ranks[self._sorted], self._starts)
        return worst

    def best(self, ranks: UInt8Array) -> UInt8Array:
        """Return the smallest of the points' ranks for each device, uint8[devices]."""
        if not len(self._starts):
            return np.zeros(0, np.uint8)
        best: UInt8Array = np.minimum.reduceat(ranks[self._sorted], self._starts)
        return best

    def worst_rows(self, ranks: UInt8Array) -> Int64Array:
        """Return the row of the worst point of each device, the first of several, int64[n]."""
        if not len(self._starts):
            return np.zeros(0, np.int64)
        count = len(self._sorted)
        score = ranks[self._sorted].astype(np.int64) * count + (count - 1 - np.arange(count))
        highest = np.maximum.reduceat(score, self._starts)
        rows: Int64Array = self._sorted[count - 1 - highest % count]
        return rows


def _place(city: City, rows: list[int]) -> Location | None:
    return next((place for row in rows if (place := city.points[row].location) is not None), None)


def _device(
    city: City, index: int, rows: list[int], place: Location | None, spot: Location | None
) -> Device:
    points = [city.points[row] for row in rows]
    first = points[0]
    return Device(
        row=index,
        id=first.device,
        site=next((point.site for point in points if point.site.de), NO_TEXT),
        kind=kind_of(first.type),
        field=first.field,
        district=first.district,
        place=place,
        spot=spot,
        rows=tuple(rows),
        is_simulated=any(point.is_simulated for point in points),
    )
