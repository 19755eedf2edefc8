"""The table of the features on the map: one row a device, as columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.points import Location
from app.domain.samples import BoolArray, Int64Array, UInt8Array
from app.services.maps.sources import Rank


@dataclass(frozen=True, slots=True)
class MapTableRow:
    """One device of the table.

    Attributes:
        id: The device.
        name: Its name.
        field: Name of its field of action.
        district: Name of its district; empty where it belongs to the whole city.
        kind: What kind of device it is, in words.
        rank: How bad its state is.
        is_acknowledged: True when somebody has acknowledged all of its alarms that call.
        value: Its worst value in words, with name and unit.
        age_us: Age of that value at the moment of the state, µs; `NO_TIME` without a value.
        location: Where it is; None for a device that the map cannot show.
    """

    id: str
    name: str
    field: str
    district: str
    kind: str
    rank: Rank
    is_acknowledged: bool
    value: str
    age_us: int
    location: Location | None


@dataclass(frozen=True, slots=True)
class MapTableRows:
    """All rows at one moment, as columns of one length. Arrays are not to be changed.

    The columns of words are the same objects from state to state until the layers or the filter
    change, so a table may compare them by identity; `values` makes its texts when they are asked
    for.

    Attributes:
        at_us: The moment, µs UTC; `NO_TIME` before the first state.
        ids: Devices.
        names: Names.
        fields: Names of their fields of action.
        districts: Names of their districts.
        kinds: Kinds in words.
        locations: Places.
        ranks: `Rank` of each, uint8[n].
        acknowledged: bool[n].
        values: Worst value in words, with name and unit.
        ages_us: Age of that value, `NO_TIME` for none, int64[n].
    """

    at_us: int
    ids: Sequence[str]
    names: Sequence[str]
    fields: Sequence[str]
    districts: Sequence[str]
    kinds: Sequence[str]
    locations: Sequence[Location | None]
    ranks: UInt8Array
    acknowledged: BoolArray
    values: Sequence[str]
    ages_us: Int64Array

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[MapTableRow]:
        return (self.row(index) for index in range(len(self)))

    def row(self, index: int) -> MapTableRow:
        """Return one row with all its columns."""
        return MapTableRow(
            id=self.ids[index],
            name=self.names[index],
            field=self.fields[index],
            district=self.districts[index],
            kind=self.kinds[index],
            rank=Rank(int(self.ranks[index])),
            is_acknowledged=bool(self.acknowledged[index]),
            value=self.values[index],
            age_us=int(self.ages_us[index]),
            location=self.locations[index],
        )
