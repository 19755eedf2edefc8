"""What is said of a device when the pointer rests on it: its worst values, its alarms, its name."""

from dataclasses import dataclass
from typing import Final

from app.domain.points import Location, PointId
from app.domain.samples import NO_TIME, Float64Array
from app.services.maps.devices import Device, Devices
from app.services.maps.judging import MapAlarm, MapJudge
from app.services.maps.sources import Rank
from app.services.maps.wording import DASH, alarm_text, value_text
from app.services.states import CityState

LINES: Final = 5
"""A hover card shows so many values."""


@dataclass(frozen=True, slots=True, eq=False)
class HoverLine:
    """A value of a device.

    Attributes:
        point: The point.
        name: What it is called.
        value: Its value, without its unit.
        unit: Symbol of its unit; empty without a value.
        age_us: Age at the moment of the state, µs; `NO_TIME` when there never was a value.
        is_stale: True when it must not be taken for live.
        rank: How bad it is.
        minutes: The last hour in minutes, NaN where nothing came; None when not known.
    """

    point: PointId
    name: str
    value: str
    unit: str
    age_us: int
    is_stale: bool
    rank: Rank
    minutes: Float64Array | None = None


@dataclass(frozen=True, slots=True)
class HoverAlarm:
    """An alarm of a device that calls.

    Attributes:
        id: The alarm.
        rank: How bad it is.
        is_acknowledged: True when somebody has seen it.
        message: What is wrong.
        text: What raised it, and the limit.
        since_us: When it was raised, µs UTC.
    """

    id: str
    rank: Rank
    is_acknowledged: bool
    message: str
    text: str
    since_us: int


@dataclass(frozen=True, slots=True, eq=False)
class HoverFacts:
    """Everything a hover card shows of a device.

    Attributes:
        device: The device.
        name: Its name.
        kind: What kind of device it is.
        field: Name of its field of action.
        site: Where it stands.
        district: Name of its district; empty where it belongs to the whole city.
        rank: How bad its state is.
        is_acknowledged: True when all its alarms that call are acknowledged.
        lines: Its worst values, worst first, `LINES` at most.
        more: How many further values it has.
        alarms: Its alarms that call, worst first.
        hidden: How many of its alarms are shelved, suppressed or out of service.
        is_simulated: True when what it says is simulated.
        location: Its true place; None when nobody knows it.
    """

    device: str
    name: str
    kind: str
    field: str
    site: str
    district: str
    rank: Rank
    is_acknowledged: bool
    lines: tuple[HoverLine, ...]
    more: int
    alarms: tuple[HoverAlarm, ...]
    hidden: int
    is_simulated: bool
    location: Location | None


def hover_facts(
    device: Device, devices: Devices, judge: MapJudge, state: CityState, language: str
) -> HoverFacts:
    """Return what is said of a device.

    Args:
        device: The device.
        devices: All devices.
        judge: What has judged the state.
        state: The state.
        language: Language of the screen.
    """
    city = devices.city
    rows = sorted(device.rows, key=lambda row: (-int(judge.ranks[row]), row))
    mine = set(device.rows)
    of_device = [alarm for alarm in judge.alarms if alarm.row in mine]
    calling = [alarm for alarm in of_device if not alarm.is_hidden]
    calling.sort(key=lambda one: (-one.rank, one.is_acknowledged, -one.state.raised_us, one.number))
    fields = {one.id: one.name for one in city.fields}
    districts = {one.id: one.name for one in city.districts}
    field, district = fields.get(device.field), districts.get(device.district)
    return HoverFacts(
        device=str(device.id),
        name=device.name(language),
        kind=device.kind_text(language),
        field=field.in_language(language) if field else str(device.field),
        site=device.site.in_language(language),
        district=district.in_language(language) if district else device.district,
        rank=Rank(int(judge.ranks[rows[0]])),
        is_acknowledged=bool(calling) and all(alarm.is_acknowledged for alarm in calling),
        lines=tuple(_line(row, devices, judge, state, language) for row in rows[:LINES]),
        more=max(len(rows) - LINES, 0),
        alarms=tuple(_alarm(alarm, devices, language) for alarm in calling),
        hidden=len(of_device) - len(calling),
        is_simulated=device.is_simulated,
        location=device.place,
    )


def _line(
    row: int, devices: Devices, judge: MapJudge, state: CityState, language: str
) -> HoverLine:
    point, time_us = devices.city.points[row], int(state.states.time[row])
    value = value_text(point, float(state.states.value[row]), language)
    return HoverLine(
        point=point.id,
        name=point.name.in_language(language),
        value=value,
        unit="" if value == DASH else point.unit.symbol,
        age_us=NO_TIME if time_us == NO_TIME else max(state.at_us - time_us, 0),
        is_stale=bool(state.stale[row]),
        rank=Rank(int(judge.ranks[row])),
        minutes=None if state.sparks is None else state.sparks[row],
    )


def _alarm(alarm: MapAlarm, devices: Devices, language: str) -> HoverAlarm:
    return HoverAlarm(
        id=str(alarm.rule.id),
        rank=alarm.rank,
        is_acknowledged=alarm.is_acknowledged,
        message=alarm.rule.message.in_language(language),
        text=alarm_text(alarm.rule, alarm.state, devices.city.points[alarm.row], language),
        since_us=alarm.state.raised_us,
    )
