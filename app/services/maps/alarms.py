"""Alarms on the map: each that is not at rest, at its device, with what raised it."""

from collections.abc import Collection, Iterable
from typing import Final

from app.domain.alarms import AlarmRule, AlarmState
from app.domain.points import Location
from app.services.maps.devices import Devices
from app.services.maps.features import collection, json_text, point_head
from app.services.maps.judging import MapAlarm
from app.services.maps.places import ring_offsets, shifted
from app.services.maps.sources import EMPTY_COLLECTION, Rank
from app.services.maps.wording import limit_text, raised_text

_RING_M: Final = 4.0
"""Distance between alarms of one device: less than between devices of one place."""


class AlarmFeatures:
    """Makes the features of alarms; those that did not change are kept as they were written.

    Args:
        devices: The devices of the city.
        rules: The alarm rules in force.
    """

    def __init__(self, devices: Devices, rules: Iterable[AlarmRule]) -> None:
        self._devices = devices
        self._spots = _spots_of_rules(devices, rules)
        self._heads: dict[int, str] = {}
        self._limits: dict[tuple[int, str], str] = {}
        self._texts: dict[int, tuple[AlarmState, str, str]] = {}
        self._last: tuple[object, ...] = ()
        self._bytes = EMPTY_COLLECTION

    def features(
        self,
        alarms: tuple[MapAlarm, ...],
        language: str,
        *,
        ranks: Collection[Rank] | None,
        with_hidden: bool,
    ) -> bytes:
        """Return the features, the worst last so that it is drawn on top.

        Args:
            alarms: Alarms that are not at rest.
            language: Language of the texts.
            ranks: Only these ranks; None for all.
            with_hidden: True to show also those that call nobody.
        """
        key = (alarms, language, ranks, with_hidden)
        if self._last and self._last[0] is alarms and self._last[1:] == key[1:]:
            return self._bytes
        self._last = key
        shown = [
            alarm
            for alarm in alarms
            if alarm.row >= 0
            and (with_hidden or not alarm.is_hidden)
            and (ranks is None or alarm.rank in ranks)
        ]
        shown.sort(key=lambda one: (not one.is_hidden, one.rank, not one.is_acknowledged))
        self._bytes = collection(text for one in shown if (text := self._text(one, language)))
        return self._bytes

    def _text(self, alarm: MapAlarm, language: str) -> str:
        known = self._texts.get(alarm.number)
        if known is not None and known[0] is alarm.state and known[1] == language:
            return known[2]
        text = self._made(alarm, language)
        self._texts[alarm.number] = (alarm.state, language, text)
        return text

    def _made(self, alarm: MapAlarm, language: str) -> str:
        head = self._heads.get(alarm.number)
        if head is None:
            head = self._heads[alarm.number] = self._head(alarm)
        if not head:
            return ""
        point = self._devices.city.points[alarm.row]
        limit = self._limits.get((alarm.number, language))
        if limit is None:
            limit = limit_text(alarm.rule, point, language)
            self._limits[alarm.number, language] = limit
        words = json_text(raised_text(alarm.rule, alarm.state.value, point, language) + limit)
        seen, hidden = int(alarm.is_acknowledged), int(alarm.is_hidden)
        return f'{head},"r":{int(alarm.rank)},"a":{seen},"h":{hidden},"t":{words}}}}}'

    def _head(self, alarm: MapAlarm) -> str:
        """Return what no state of an alarm changes of its feature; empty without a place."""
        device = self._devices.all[self._devices.device_of[alarm.row]]
        spot = self._spots.get(str(alarm.rule.id), device.spot)
        if spot is None:
            return ""
        names = {
            "k": alarm.rule.id,
            "p": alarm.rule.point,
            "d": device.id,
            "f": device.field,
            "i": device.row,
        }
        return point_head(alarm.number, spot, names)


def _spots_of_rules(devices: Devices, rules: Iterable[AlarmRule]) -> dict[str, Location]:
    """Return where the alarm of each rule is drawn: several of a device close together.

    The place of an alarm depends on the rules alone: it does not move when others come and go.
    """
    rules_of: dict[int, list[str]] = {}
    for rule in rules:
        row = devices.point_row(rule.point)
        if row >= 0:
            rules_of.setdefault(int(devices.device_of[row]), []).append(str(rule.id))
    spots = {}
    for row, names in rules_of.items():
        center = devices.all[row].spot
        if center is None:
            continue
        offsets = [(0.0, 0.0), *ring_offsets(len(names) - 1, _RING_M)]
        for name, (east, north) in zip(names, offsets, strict=True):
            spots[name] = shifted(center, east, north)
    return spots
