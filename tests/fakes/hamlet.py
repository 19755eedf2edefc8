"""A hamlet: a small city with every kind of device, for tests of the simulated city."""

from dataclasses import replace

from app.domain.alarms import AlarmId, AlarmRule, Priority, RuleKind
from app.domain.cities import City, District, SourceConfig
from app.domain.points import (
    Address,
    DeviceId,
    EngineeringUnit,
    FieldId,
    Location,
    Point,
    PointId,
    PointKind,
    SourceId,
    State,
)
from app.domain.sources import SourceKind
from app.domain.texts import Text

_STATES = {
    "charger.status": (
        State(0, Text("frei"), "Available"),
        State(1, Text("Vorbereitung"), "Preparing"),
        State(2, Text("lädt"), "Charging"),
        State(3, Text("angehalten"), "SuspendedEV"),
        State(4, Text("beendet"), "Finishing"),
        State(5, Text("gestört"), "Faulted", is_abnormal=True),
    ),
    "online": (State(0, Text("offline"), is_abnormal=True), State(1, Text("online"))),
    "fault": (State(0, Text("ok")), State(1, Text("Störung"), is_abnormal=True)),
    "mode": (
        State(1, Text("Automatik")),
        State(2, Text("Festzeit")),
        State(3, Text("Hand")),
        State(4, Text("Blinken"), is_abnormal=True),
        State(5, Text("aus"), is_abnormal=True),
    ),
    "signal": (
        State(0, Text("dunkel"), is_abnormal=True),
        State(1, Text("rot")),
        State(2, Text("rot-gelb")),
        State(3, Text("grün")),
        State(4, Text("gelb")),
        State(5, Text("gelb blinkend"), is_abnormal=True),
    ),
}
_FLEET: dict[str, tuple[tuple[str, str, float], ...]] = {
    "air_station": (
        ("no2", "µg/m³", 600),
        ("pm10", "µg/m³", 600),
        ("pm25", "µg/m³", 600),
        ("o3", "µg/m³", 600),
        ("temp", "°C", 600),
        ("humidity", "%", 600),
        ("battery", "V", 3_600),
    ),
    "noise": (("laeq", "dB(A)", 60),),
    "weather_station": (
        ("temp", "°C", 60),
        ("humidity", "%", 60),
        ("pressure", "hPa", 60),
        ("wind", "m/s", 60),
        ("gust", "m/s", 60),
        ("rain", "mm/h", 60),
        ("radiation", "W/m²", 60),
    ),
    "water_temp": (("temp", "°C", 900), ("level", "m", 900)),
    "soil": (("temp", "°C", 1_800), ("moisture", "%", 1_800)),
    "signal_controller": (
        ("program", "", 10),
        ("mode", "", 10),
        ("cycle", "s", 1),
        ("fault", "", 10),
        ("main", "", 1),
        ("side", "", 1),
        ("det1", "Kfz/h", 10),
        ("det2", "Kfz/h", 10),
    ),
    "charger": (
        ("status", "", 10),
        ("power", "kW", 10),
        ("energy", "kWh", 60),
        ("limit", "kW", 60),
    ),
    "street_light": (("level", "%", 60), ("power", "W", 60), ("fault", "", 60)),
    "access_point": (("online", "", 30), ("clients", "", 30), ("throughput", "Mbit/s", 30)),
    "school_switch": (
        ("online", "", 30),
        ("uplink", "Mbit/s", 30),
        ("ports", "", 60),
        ("temp", "°C", 60),
    ),
    "hotspot": (("online", "", 30), ("clients", "", 30), ("throughput", "Mbit/s", 30)),
    "cell_5g": (("online", "", 30), ("load", "%", 30), ("users", "", 30)),
    "puzzle": (("riddle", "?", 60), ("share", "%", 60)),
}
_WIRES = {
    "air_station": ("ttn", "v3/leitstand@ttn/devices/{device}/up"),
    "noise": ("json", "stadt/laerm/{device}"),
    "weather_station": ("senml", "stadt/wetter/{device}"),
    "water_temp": ("chirpstack", "application/7/device/{device}/event/up"),
    "soil": ("chirpstack", "application/7/device/{device}/event/up"),
}
_DECODERS = {"ttn": "ttn-v3", "json": "json", "senml": "senml", "chirpstack": "chirpstack-v4"}
_COUNTED = {"program", "cycle", "clients", "users", "ports", "det1", "det2"}


def hamlet(devices: int = 2) -> City:
    """Return a city with `devices` devices of every kind."""
    points = [
        point for family in _FLEET for number in range(devices) for point in _device(family, number)
    ]
    return City(
        "hamlet",
        Text("Weiler"),
        "Europe/Berlin",
        (),
        (District("mitte", Text("Mitte"), Location(7.82, 51.68)),),
        {},
        (
            *(
                SourceConfig(
                    SourceId(name),
                    Text(name),
                    SourceKind.MQTT,
                    "sim:mqtt",
                    is_simulated=True,
                    options={"decoder": decoder},
                )
                for name, decoder in _DECODERS.items()
            ),
            SourceConfig(
                SourceId("plant"), Text("plant"), SourceKind.OPCUA, "sim:opcua", is_simulated=True
            ),
        ),
        tuple(points),
        tuple(_rules(points)),
        (),
    )


def _device(family: str, number: int) -> list[Point]:
    device = f"{family}-{number}"
    return [
        _point(family, device, name, symbol, interval) for name, symbol, interval in _FLEET[family]
    ]


def _point(family: str, device: str, name: str, symbol: str, interval: float) -> Point:
    wire = _WIRES.get(family)
    states = _states(family, name)
    kind = PointKind.STATE if states else PointKind.ANALOG
    point = Point(
        PointId(f"{device}.{name}"),
        Text(f"{device} {name}"),
        PointKind.COUNTER if name == "energy" else kind,
        EngineeringUnit(symbol or "count", symbol, Text(symbol)),
        SourceId("plant"),
        Address(f"nsu=urn:hamlet:{family};s={device}.{name}"),
        FieldId("umwelt"),
        DeviceId(device),
        Text(device),
        type=f"{family}.{name}",
        district="mitte" if device.endswith("0") else "sued",
        interval_s=interval,
        decimals=0 if name in _COUNTED else 2,
        states=states,
        is_writable=name in {"mode", "limit", "level"},
        is_simulated=True,
    )
    if wire is None:
        return point
    source, topic = wire
    item = name if source == "senml" else f"/{name}"
    return replace(
        point, source=SourceId(source), address=Address(topic.format(device=device), item)
    )


def _states(family: str, name: str) -> tuple[State, ...]:
    if name in {"main", "side"}:
        return _STATES["signal"]
    return _STATES.get(f"{family}.{name}") or _STATES.get(name, ())


def _rules(points: list[Point]) -> list[AlarmRule]:
    return [
        AlarmRule(
            AlarmId(f"{point.id}#hi"),
            point.id,
            RuleKind.HI,
            200.0,
            Priority.MEDIUM,
            Text("zu viel Stickstoffdioxid"),
            Text("Verkehr umleiten"),
            deadband=5.0,
        )
        for point in points
        if point.type == "air_station.no2"
    ]
