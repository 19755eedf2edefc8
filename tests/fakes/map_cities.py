"""A made-up city for the map: few devices at known places, with a few points and a network."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.alarms import AlarmId, AlarmRule, Priority, RuleKind
from app.domain.cities import City
from app.domain.maps import Box
from app.domain.points import DeviceId, FieldId, Location, Point, PointId, PointKind, SourceId
from app.domain.texts import Text
from app.services.maps.sources import ImageSource, MapSource
from tests.fakes.city import FIELDS, STATES, UNITS, make_city

HOME = Location(7.82, 51.68)
"""Where several devices of the city stand together."""

BOX = Box(7.70, 51.60, 7.95, 51.76)


def map_point(
    device: str, item: str, place: Location | None, *, field: str = "umwelt", **others: Any
) -> Point:
    """Return a point of a device; STATE where its type ends with `online`."""
    is_state = item.endswith("online")
    base = make_city(1).points[0]
    point = replace(
        base,
        id=PointId(f"{device}.{item.partition('.')[2]}"),
        name=Text(f"{item.partition('.')[2].upper()}"),
        kind=PointKind.STATE if is_state else PointKind.ANALOG,
        unit=UNITS["state"] if is_state else UNITS["ug_m3"],
        source=SourceId("netz") if is_state else SourceId("lora"),
        field=FieldId(field),
        device=DeviceId(device),
        site=Text("Marktplatz", "Market place"),
        type=item,
        district="mitte",
        location=place,
        states=STATES if is_state else (),
        decimals=1,
    )
    return replace(point, **others)


def high_rule(point: Point, threshold: float = 60.0, **others: Any) -> AlarmRule:
    """Return a rule with an upper limit."""
    rule = AlarmRule(
        AlarmId(f"{point.id}#hi"),
        point.id,
        RuleKind.HI,
        threshold,
        Priority.HIGH,
        Text("Zu hoch", "Too high"),
        Text("Nachsehen"),
    )
    return replace(rule, **others)


def map_city() -> City:
    """Return a city of five devices.

    `luft-1` and `luft-2` stand at one place, `luft-3` somewhere else, `ap-1` is connected through
    `switch-1`; nobody knows where `mobil-1` is.
    """
    points = (
        map_point("luft-1", "air_station.no2", HOME),
        map_point("luft-1", "air_station.pm10", HOME),
        map_point("luft-2", "air_station.no2", HOME),
        map_point("luft-3", "air_station.no2", Location(7.85, 51.69)),
        map_point("ap-1", "ap.online", Location(7.80, 51.67), field="bildung"),
        map_point("ap-1", "ap.clients", Location(7.80, 51.67), field="bildung"),
        map_point("switch-1", "switch.online", Location(7.80, 51.671), field="bildung"),
        map_point("mobil-1", "air_station.no2", None),
    )
    rules = (
        high_rule(points[0]),
        high_rule(points[0], 90.0, id=AlarmId("luft-1.no2#hihi"), priority=Priority.CRITICAL),
        high_rule(points[3], priority=Priority.LOW),
        replace(
            high_rule(points[4], float("nan"), priority=Priority.MEDIUM),
            id=AlarmId("ap-1.online#state"),
            kind=RuleKind.STATE,
            codes=frozenset({2}),
        ),
        replace(
            high_rule(points[5], 900.0, priority=Priority.LOW),
            id=AlarmId("ap-1.clients#inactive"),
            kind=RuleKind.INACTIVE,
        ),
    )
    return replace(
        make_city(0),
        fields=FIELDS,
        points=points,
        rules=rules,
        tiles=(),
        uplinks={DeviceId("ap-1"): DeviceId("switch-1")},
        box=BOX,
    )


def sensor_city(places: Sequence[tuple[float, float]]) -> City:
    """Return a city with one NO2 sensor at each place."""
    points = tuple(
        map_point(f"luft-{row}", "air_station.no2", Location(*place))
        for row, place in enumerate(places)
    )
    return replace(make_city(0), points=points, rules=(), tiles=(), box=BOX)


def features(source: MapSource | ImageSource | bytes) -> list[Mapping[str, Any]]:
    """Return the features of a source."""
    assert not isinstance(source, ImageSource)
    data = source if isinstance(source, bytes) else source.data
    found: list[Mapping[str, Any]] = json.loads(data)["features"]
    return found


def properties(source: MapSource | ImageSource | bytes) -> dict[int, Mapping[str, Any]]:
    """Return the properties of the features of a source, by their ids."""
    return {one["id"]: one["properties"] for one in features(source)}
