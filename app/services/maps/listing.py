"""The rows of the table of features: words made once, numbers as columns, values when asked for."""

from collections.abc import Sequence
from typing import Final, overload

import numpy as np
from typing_extensions import override

from app.domain.points import Location
from app.domain.samples import NO_TIME, BoolArray, Int64Array, UInt8Array
from app.services.maps.devices import Device, Devices
from app.services.maps.judging import MapJudge
from app.services.maps.tables import MapTableRows
from app.services.maps.wording import value_text, with_unit
from app.services.states import CityState

_NONE: Final = np.zeros(0, np.int64)

_Words = tuple[
    tuple[str, ...],
    tuple[str, ...],
    tuple[str, ...],
    tuple[str, ...],
    tuple[str, ...],
    tuple[Location | None, ...],
]


class DeviceListing:
    """Gives the rows of the table.

    Args:
        devices: The devices of the city.
    """

    def __init__(self, devices: Devices) -> None:
        self._devices = devices
        self._shown: Int64Array = _NONE
        self._language = ""
        self._words: _Words = ((), (), (), (), (), ())

    def rows(
        self,
        shown: BoolArray,
        device_columns: UInt8Array,
        judge: MapJudge,
        state: CityState | None,
        language: str,
    ) -> MapTableRows:
        """Return the rows of the devices that are shown.

        Args:
            shown: bool[devices].
            device_columns: Rank and acknowledged of each device, uint8[devices, 2].
            judge: What has judged the state.
            state: The state; None before the first.
            language: Language of the words.
        """
        chosen = np.flatnonzero(shown)
        if language != self._language or not np.array_equal(chosen, self._shown):
            self._shown, self._language = chosen, language
            self._words = self._made([self._devices.all[row] for row in chosen.tolist()], language)
        ids, names, fields, districts, kinds, places = self._words
        worst = self._devices.worst_rows(judge.ranks)[chosen]
        ages: Int64Array = np.full(len(chosen), NO_TIME, np.int64)
        if state is not None and len(chosen):
            times = state.states.time[worst]
            is_known = times != NO_TIME
            ages[is_known] = np.maximum(state.at_us - times[is_known], 0)
        return MapTableRows(
            at_us=NO_TIME if state is None else state.at_us,
            ids=ids,
            names=names,
            fields=fields,
            districts=districts,
            kinds=kinds,
            locations=places,
            ranks=device_columns[chosen, 0],
            acknowledged=device_columns[chosen, 1].astype(np.bool_),
            values=_ValueTexts(self._devices, worst, state, language),
            ages_us=ages,
        )

    def _made(self, chosen: list[Device], language: str) -> _Words:
        city = self._devices.city
        fields = {one.id: one.name.in_language(language) for one in city.fields}
        districts = {one.id: one.name.in_language(language) for one in city.districts}
        return (
            tuple(str(device.id) for device in chosen),
            tuple(device.name(language) for device in chosen),
            tuple(fields.get(device.field, str(device.field)) for device in chosen),
            tuple(districts.get(device.district, device.district) for device in chosen),
            tuple(device.kind_text(language) for device in chosen),
            tuple(device.place for device in chosen),
        )


class _ValueTexts(Sequence[str]):
    """The worst values as texts; made only for the rows that somebody looks at."""

    def __init__(
        self, devices: Devices, rows: Int64Array, state: CityState | None, language: str
    ) -> None:
        self._points = devices.city.points
        self._rows = rows
        self._state = state
        self._language = language

    @override
    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    @override
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        if isinstance(index, slice):
            return tuple(self._text(int(row)) for row in self._rows[index])
        return self._text(int(self._rows[index]))

    def _text(self, row: int) -> str:
        if self._state is None:
            return ""
        point = self._points[row]
        value = value_text(point, float(self._state.states.value[row]), self._language)
        return f"{point.name.in_language(self._language)}: {with_unit(value, point.unit.symbol)}"
