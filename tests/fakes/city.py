"""A made-up city and its states, for tests of everything that renders them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import cycle, islice

import numpy as np

from app.domain.alarms import AlarmId, AlarmRule, AlarmState, Condition, Priority, RuleKind
from app.domain.cities import City, District, FieldOfAction, SourceConfig, TileConfig
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
from app.domain.samples import NO_TIME, Float64Array, PointStates, Quality, is_stale, stale_after_us
from app.domain.sources import SourceHealth, SourceKind, SourceState
from app.domain.texts import Text
from app.services.states import SPARK_MINUTES, CityState
from tests.fakes.clocks import START_US

UNITS = {
    unit.id: unit
    for unit in (
        EngineeringUnit("ug_m3", "µg/m³", Text("Mikrogramm je Kubikmeter", "micrograms/m³")),
        EngineeringUnit("db", "dB(A)", Text("Dezibel, A-bewertet", "decibels, A-weighted")),
        EngineeringUnit("celsius", "°C", Text("Grad Celsius", "degrees Celsius")),
        EngineeringUnit("kw", "kW", Text("Kilowatt", "kilowatts")),
        EngineeringUnit("count", "", Text("Anzahl", "count")),
        EngineeringUnit("state", "", Text("Zustand", "state")),
    )
}

FIELDS = (
    FieldOfAction(FieldId("umwelt"), Text("Umwelt", "Environment"), "mdi6.leaf", 1),
    FieldOfAction(FieldId("mobilitaet"), Text("Mobilität", "Mobility"), "mdi6.bus", 2),
    FieldOfAction(FieldId("bildung"), Text("Bildung", "Education"), "mdi6.school-outline", 3),
    FieldOfAction(FieldId("netze"), Text("Digitale Infrastruktur", "Networks"), "mdi6.lan", 4),
    FieldOfAction(
        FieldId("energie"), Text("Energie und Beleuchtung", "Energy"), "mdi6.lightbulb-outline", 5
    ),
)

DISTRICTS = tuple(
    District(name.lower().replace("ö", "oe"), Text(name), Location(7.75 + 0.02 * i, 51.65))
    for i, name in enumerate(
        ("Mitte", "Uentrop", "Rhynern", "Pelkum", "Herringen", "Bockum-Hövel", "Heessen")
    )
)

SOURCES = (
    SourceConfig(SourceId("lora"), Text("LoRaWAN-Netz"), SourceKind.MQTT, "sim:mqtt", True),
    SourceConfig(SourceId("daten"), Text("Urbane Datenplattform"), SourceKind.MQTT, "sim:mqtt"),
    SourceConfig(SourceId("signale"), Text("Verkehrsrechner"), SourceKind.OPCUA, "sim:opcua"),
    SourceConfig(SourceId("netz"), Text("Netzmanagement"), SourceKind.OPCUA, "sim:opcua"),
)

STATES = (
    State(0, Text("Aus", "Off")),
    State(1, Text("In Betrieb", "Running")),
    State(2, Text("Störung", "Fault"), is_abnormal=True),
)

_SITES = (
    "Bahnhofstraße", "Ostenallee", "Kaiserstraße", "Märkisches Gymnasium", "Willy-Brandt-Platz",
    "Werler Straße", "Marktplatz", "Römerstraße", "Alter Uentroper Weg", "Caldenhofer Weg",
)  # fmt: skip

_MAKES = (
    ("air_station.no2", "NO₂", "ug_m3", "umwelt", "lora", 0, 38.0),
    ("air_station.pm10", "PM10", "ug_m3", "umwelt", "lora", 1, 19.0),
    ("noise.laeq", "Lärmpegel", "db", "umwelt", "daten", 1, 58.0),
    ("water.temp", "Wassertemperatur", "celsius", "umwelt", "daten", 1, 14.3),
    ("charger.power", "Ladepunkt Leistung", "kw", "mobilitaet", "signale", 1, 11.0),
    ("signal.state", "Lichtsignalanlage", "state", "mobilitaet", "signale", 0, 1.0),
    ("bike.count", "Mobilstation Räder", "count", "mobilitaet", "daten", 0, 7.0),
    ("ap.clients", "Access Point Nutzer", "count", "bildung", "netz", 0, 24.0),
    ("switch.state", "Switch", "state", "netze", "netz", 0, 1.0),
    ("light.power", "Straßenbeleuchtung", "kw", "energie", "daten", 2, 3.4),
)


def _point(index: int) -> Point:
    type_, name, unit, field, source, decimals, _ = _MAKES[index % len(_MAKES)]
    nth = index // len(_MAKES)
    site = _SITES[(index + nth) % len(_SITES)]
    district = DISTRICTS[nth % len(DISTRICTS)]
    is_state = unit == "state"
    return Point(
        id=PointId(f"{field}.{district.id}.{type_}.{nth:04d}"),
        name=Text(f"{name} {site} {nth + 1}"),
        kind=PointKind.STATE if is_state else PointKind.ANALOG,
        unit=UNITS[unit],
        source=SourceId(source),
        address=Address(f"hamm/{field}/{nth:04d}", "" if source in {"signale", "netz"} else type_),
        field=FieldId(field),
        device=DeviceId(f"{type_.split('.')[0]}-{nth:04d}"),
        site=Text(site),
        type=type_,
        district=district.id,
        location=Location(7.80 + (index % 97) * 1e-3, 51.66 + (index % 89) * 1e-3),
        decimals=decimals,
        states=STATES if is_state else (),
        is_simulated=source == "lora",
    )


def make_city(n: int = 60) -> City:
    """Return a city of n points in five fields, seven districts and four sources.

    Every third analogue point has a limit (HI), every tenth of those also HIHI; every STATE point
    has a rule for its fault.
    """
    points = tuple(_point(index) for index in range(n))
    return City(
        id="musterstadt",
        name=Text("Musterstadt"),
        time_zone="Europe/Berlin",
        fields=FIELDS,
        districts=DISTRICTS,
        units=UNITS,
        sources=SOURCES,
        points=points,
        rules=tuple(rule for i, point in enumerate(points) for rule in _rules(i, point)),
        tiles=_tiles(points),
    )


def _rules(index: int, point: Point) -> list[AlarmRule]:
    if point.kind is PointKind.STATE:
        text = Text(f"{point.name.de} meldet eine Störung")
        action = Text("Fernzugriff prüfen, sonst Bereitschaft rufen.")
        return [
            AlarmRule(
                AlarmId(f"{point.id}#state"), point.id, RuleKind.STATE, float("nan"),
                Priority.MEDIUM, text, action, codes=frozenset({2}),
            )
        ]  # fmt: skip
    if index % 3:
        return []
    limit = base_value(index) * 1.6
    hi = AlarmRule(
        AlarmId(f"{point.id}#hi"), point.id, RuleKind.HI, limit, Priority.HIGH,
        Text(f"{point.name.de} über dem Grenzwert"), Text("Messstelle prüfen, Umweltamt anrufen."),
        deadband=1.0, basis="39. BImSchV, Anlage 11 (2010)",
    )  # fmt: skip
    if index % 30:
        return [hi]
    hihi = replace(
        hi,
        id=AlarmId(f"{point.id}#hihi"),
        kind=RuleKind.HIHI,
        threshold=limit * 1.5,
        priority=Priority.CRITICAL,
    )
    return [hi, hihi]


def _tiles(points: tuple[Point, ...]) -> tuple[TileConfig, ...]:
    figures = (
        ("Mittleres NO₂", "umwelt", "air_station.no2", "mean", "", 1),
        ("Höchster Lärmpegel", "umwelt", "noise.laeq", "max", "", 0),
        ("Ladeleistung", "mobilitaet", "charger.power", "sum", "", 0),
        ("Signale in Störung", "mobilitaet", "signal.state", "count:2", "", 0),
        ("Angemeldete Geräte", "bildung", "ap.clients", "sum", "", 0),
        ("Switches in Betrieb", "netze", "switch.state", "count:1", "", 0),
        ("Lichtleistung", "energie", "light.power", "sum", "", 1),
    )
    return tuple(
        TileConfig(
            f"tile{i}", Text(title), FieldId(field),
            tuple(p.id for p in points if p.type == type_), aggregate, unit, decimals,
        )
        for i, (title, field, type_, aggregate, unit, decimals) in enumerate(figures)
    )  # fmt: skip


def base_value(index: int) -> float:
    """Return about what the point at an index of `make_city` shows on an ordinary day."""
    return _MAKES[index % len(_MAKES)][-1]


def make_values(city: City, seed: int = 1) -> Float64Array:
    """Return an ordinary value for each point; STATE points are in operation."""
    n = len(city.points)
    base = np.array(list(islice(cycle(make[-1] for make in _MAKES), n)))
    is_state = np.array([point.kind is PointKind.STATE for point in city.points], bool)
    noise = np.random.default_rng(seed).normal(1.0, 0.12, n)
    values: Float64Array = np.where(is_state, 1.0, base * noise)
    return values


def make_sparks(city: City, seed: int = 1) -> Float64Array:
    """Return the last hour of each point, float64[n, 60], with a few empty minutes."""
    n = len(city.points)
    rng = np.random.default_rng(seed)
    walk = np.cumsum(rng.normal(0, 0.04, (n, SPARK_MINUTES)), axis=1)
    sparks: Float64Array = make_values(city, seed)[:, None] * (1 + walk)
    sparks[rng.random((n, SPARK_MINUTES)) < 0.03] = np.nan
    is_state = np.array([point.kind is PointKind.STATE for point in city.points], bool)
    sparks[is_state] = 1.0
    return sparks


def make_alarm(
    *, raised_us: int = START_US, value: float = 99.0, by: str = "", active: bool = True
) -> AlarmState:
    """Return a raised alarm; `by` names who acknowledged it, empty means that nobody has."""
    return AlarmState(
        condition=Condition.ACTIVE if active else Condition.NORMAL,
        is_acknowledged=bool(by),
        raised_us=raised_us,
        cleared_us=NO_TIME if active else raised_us + 60_000_000,
        value=value,
        occurrences=1,
        acknowledged_by=by,
    )


def make_state(
    city: City,
    *,
    at_us: int = START_US,
    is_live: bool = True,
    values: Float64Array | None = None,
    bad: Collection[int] = (),
    silent: Collection[int] = (),
    offline: Collection[str] = (),
    alarms: Mapping[AlarmId, AlarmState] | None = None,
    changed: Collection[int] | None = None,
    seed: int = 1,
) -> CityState:
    """Return a state of a city.

    Args:
        city: The city.
        at_us: The moment.
        is_live: Whether it claims to be live.
        values: Value of each point; ordinary ones when None.
        bad: Rows of BAD quality.
        silent: Rows that have been silent for an hour.
        offline: Ids of sources that are down since ten minutes.
        alarms: Alarms that are not at rest.
        changed: Rows that changed; None means any may have.
        seed: Of values and ages.
    """
    n = len(city.points)
    age_us = np.random.default_rng(seed).integers(0, 50, n) * 1_000_000
    age_us[list(silent)] = 3_600_000_000
    down = np.array([point.source in offline for point in city.points], bool)
    age_us[down] += 600_000_000
    quality = np.zeros(n, np.uint8)
    quality[list(bad)] = Quality.BAD
    states = PointStates(
        key=np.array([point.key for point in city.points], np.int64),
        time=at_us - age_us,
        received=at_us - age_us + 200_000,
        value=make_values(city, seed) if values is None else values,
        quality=quality,
    )
    limits = stale_after_us(np.array([point.interval_s for point in city.points]))
    return CityState(
        at_us=at_us,
        is_live=is_live,
        states=states,
        stale=is_stale(states, limits, at_us) | down,
        sources={source.id: _health(source, at_us, offline) for source in city.sources},
        alarms=alarms or {},
        changed=None if changed is None else np.array(sorted(changed), np.int64),
        sparks=make_sparks(city, seed),
    )


def _health(source: SourceConfig, at_us: int, offline: Collection[str]) -> SourceHealth:
    if source.id in offline:
        return SourceHealth(
            source.id,
            SourceState.BACKING_OFF,
            reason="Der Server antwortet nicht.",
            since_us=at_us - 600_000_000,
            retries=7,
        )
    return SourceHealth(source.id, SourceState.ONLINE, since_us=at_us - 86_400_000_000)
