"""Traffic signals, chargers, street lights, car parks and bikes.

A signal's colours follow from its program and cycle second; a charger's status, power and energy
register all follow from the same session, so they never contradict each other.
"""

from functools import partial

import numpy as np

from app.domain.points import PointKind
from app.domain.samples import BoolArray, Float64Array, Int64Array
from connectors.simulated_city.calendars import DayKind
from connectors.simulated_city.models.counters import (
    CHARGING_SHARES,
    TRAFFIC_SHARES,
    register,
    slot_start,
    slots,
    steady,
)
from connectors.simulated_city.models.scenes import Model, Scene, Word

_CYCLE_S = np.array([60.0, 90.0, 80.0, 90.0, 70.0])
"""Cycle of the programs night, morning, day, evening, weekend in seconds (RiLSA: 30 to 120)."""
_GREEN_MAIN_S = np.array([26.0, 46.0, 38.0, 44.0, 34.0])
_PEAKS = ((6.0, 9.5, 1.0), (15.0, 19.0, 3.0))
"""First and last hour of a workday's peak, and its program."""
_NIGHT = (22.0, 5.5)
_FIXED_PART = 0.12
"""This part of the controllers runs by the clock, the others follow the traffic."""
_AMBER_S = 3.0
_RED_AMBER_S = 1.0
_CLEARING_S = 5.0
_RED, _RED_AMBER, _GREEN, _AMBER, _FLASHING, _DARK = range(6)
_AUTOMATIC, _FIXED, _MANUAL, _BLINK, _OFF = range(5)

COLOURS = (
    Word(("red", "rot", "stop-and-remain")),
    Word(("red_amber", "rot-gelb", "rotgelb", "red-amber", "pre-movement")),
    Word(("green", "grün", "gruen", "permissive-movement-allowed")),
    Word(("amber", "gelb", "yellow", "permissive-clearance")),
    Word(
        ("flashing_amber", "gelb blinkend", "gelbblinken", "flashing", "blinkend"), is_abnormal=True
    ),
    Word(("dark", "aus", "dunkel", "off"), is_abnormal=True),
)
MODES = (
    Word(("traffic actuated", "verkehrsabhängig", "auto", "automatic", "automatik", "central")),
    Word(("fixed", "festzeit", "fixed time", "schedule", "zeitplan", "local", "lokal")),
    Word(("manual", "hand", "handbetrieb", "manuell")),
    Word(("flash", "flashing", "blinken", "gelb blinkend", "gelbblinken"), is_abnormal=True),
    Word(("off", "aus", "dunkel"), is_abnormal=True),
)
PROGRAMS = (
    Word(("night", "nacht", "nachtprogramm")),
    Word(("morning", "morgen", "frühspitze", "morning peak", "morgenspitze")),
    Word(("day", "tag", "tagesprogramm", "normal")),
    Word(("evening", "abend", "abendspitze", "evening peak", "spätspitze")),
    Word(("weekend", "wochenende")),
)
_FAULT_NAMES = (
    "controller disturbed",
    "steuerung gestört",
    "lamp defective",
    "leuchtmittel defekt",
    "fault",
    "störung",
    "faulted",
    "fehler",
    "ja",
    "defekt",
)
FAULTS = (
    Word(("ok", "none", "kein fehler", "in ordnung", "keine", "nein", "normal")),
    Word(_FAULT_NAMES, is_abnormal=True),
)


def _program(scene: Scene) -> Float64Array:
    hour, kind = scene.step("hour"), scene.step("kind")
    program = np.full(hour.shape, 2.0)
    for begin, end, number in _PEAKS:
        program[(hour >= begin) & (hour < end)] = number
    program[kind != DayKind.WORKDAY] = 4.0
    program[(hour >= _NIGHT[0]) | (hour < _NIGHT[1])] = 0.0
    return program


def _mode(scene: Scene) -> Float64Array:
    written = scene.setpoint("mode")
    usual = np.where(scene.trait(41, 0.0, 1.0) < _FIXED_PART, float(_FIXED), float(_AUTOMATIC))
    mode = np.where(np.isnan(written), usual, written)
    return np.broadcast_to(mode, scene.time.shape)


def _cycle(scene: Scene) -> tuple[Float64Array, Int64Array]:
    """Return cycle second and program index."""
    program = _program(scene).astype(np.int64)
    length = _CYCLE_S[program]
    shift = np.floor(scene.trait(42, 0.0, 90.0))
    second = np.floor(scene.time * 1e-6) + shift
    return second - np.floor(second / length) * length, program


def _cycle_second(scene: Scene) -> Float64Array:
    return _cycle(scene)[0]


def _colour(second: Float64Array, green_s: Float64Array, scene: Scene) -> Float64Array:
    """Return the colour of a signal that turns red-amber at second 0."""
    colour = np.full(scene.time.shape, float(_RED))
    end = _RED_AMBER_S + green_s
    colour[second < end] = _GREEN
    colour[second < _RED_AMBER_S] = _RED_AMBER
    colour[(second >= end) & (second < end + _AMBER_S)] = _AMBER
    mode = _mode(scene)
    colour[mode == _BLINK] = _FLASHING
    colour[mode == _OFF] = _DARK
    return colour


def _main(scene: Scene) -> Float64Array:
    second, program = _cycle(scene)
    return _colour(second, _GREEN_MAIN_S[program], scene)


def _side(scene: Scene) -> Float64Array:
    second, program = _cycle(scene)
    main_end = _RED_AMBER_S + _GREEN_MAIN_S[program] + _AMBER_S + _CLEARING_S
    left = _CYCLE_S[program] - main_end
    green = left - _RED_AMBER_S - _AMBER_S - _CLEARING_S
    shifted = second - main_end
    shifted = np.where(shifted < 0, shifted + _CYCLE_S[program], shifted)
    return _colour(shifted, green, scene)


def _no_fault(scene: Scene) -> Float64Array:
    return np.zeros(scene.time.shape)


def _detector(scene: Scene, salt: int = 43, inward: float = 0.0, size: float = 1.0) -> Float64Array:
    """Return vehicles: an hourly flow, or a register where the point counts up.

    Args:
        scene: Points and times.
        salt: Names the road, so that its two directions are of one size.
        inward: 1 for traffic into town, -1 out of it, 0 for both.
        size: Share of a main road.
    """
    lane = scene.trait(salt, 180.0, 720.0) * size
    if scene.kind is PointKind.COUNTER:
        return np.floor(steady(scene, TRAFFIC_SHARES, 44) * lane * 11.0)
    hour = scene.line("hour")
    # People drive into town in the morning and home in the afternoon.
    tide = 1.0 + 0.3 * inward * np.clip((12.5 - hour) / 5.0, -1.0, 1.0)
    flow = scene.line("traffic") * lane * tide
    flow = flow * (1.0 + 0.16 * scene.flutter(300.0) + 0.05 * scene.grain())
    return np.rint(flow if "/h" in scene.unit or not scene.unit else flow / 60.0)


def _occupancy(scene: Scene) -> Float64Array:
    share = scene.line("traffic") * scene.own_trait(45, 12.0, 34.0)
    return share * (1.0 + 0.2 * scene.flutter(240.0))


# --- chargers -------------------------------------------------------------------------------

_AVAILABLE, _PREPARING, _CHARGING, _SUSPENDED, _FINISHING = range(5)
STATUSES = (
    Word(("available", "frei", "verfügbar")),
    Word(("preparing", "vorbereitung")),
    Word(("charging", "lädt", "laden", "occupied", "belegt")),
    Word(("suspendedev", "suspended", "angehalten", "charging")),
    Word(("finishing", "beendet", "abschluss")),
    Word(("faulted", "fault", "störung", "gestört"), is_abnormal=True),
    Word(("unavailable", "außer betrieb", "nicht verfügbar"), is_abnormal=True),
)
FAULTED = 5
_RATED_KW = np.array([11.0, 22.0, 22.0, 22.0, 50.0])
_FULL_PART = 0.6
_MEAN_LOAD = 0.8
"""A session runs at full power for 0.6 of its time and then falls to nothing: 0.8 on average."""
_LONGEST_S = 5_400.0
_PREPARE_S = 90.0
_LEAST_KWH = 0.2
_LINGER_S = 600.0


class _Session:
    """The charging session of the slot each moment lies in."""

    def __init__(self, scene: Scene) -> None:
        slot = slots(scene.time)
        self.rated = _rated(scene)
        # The busiest slot at double amount just fits into the longest session.
        most = self.rated * _MEAN_LOAD * _LONGEST_S / 3_600.0
        self.daily = most / (2.0 * max(CHARGING_SHARES) / sum(CHARGING_SHARES))
        self.before = register(scene, slot, CHARGING_SHARES, 46)
        after = register(scene, slot + 1, CHARGING_SHARES, 46)
        self.energy = (after - self.before) * self.daily
        self.length_s = self.energy / (self.rated * _MEAN_LOAD) * 3_600.0
        room = 7_200.0 - _LONGEST_S - _PREPARE_S - _LINGER_S
        start_s = _PREPARE_S + room * scene.device_chance(slot, 47)
        self.since_s = (scene.time - slot_start(slot)) * 1e-6 - start_s
        self.exists: BoolArray = self.energy > _LEAST_KWH
        self.part = np.clip(self.since_s / np.maximum(self.length_s, 1.0), 0.0, 1.0)


def _rated(scene: Scene) -> Float64Array:
    """Return the rated power in kW, float64[p, 1]."""
    return _RATED_KW[(scene.trait(48, 0.0, 0.999) * len(_RATED_KW)).astype(np.int64)]


def _in_unit(kilo: Float64Array, scene: Scene) -> Float64Array:
    return kilo if scene.unit.startswith("k") else kilo * 1_000.0


def _limit_kw(scene: Scene) -> Float64Array:
    written = scene.setpoint("limit")
    return np.where(np.isnan(written), _rated(scene), written)


def _limit(scene: Scene) -> Float64Array:
    return np.broadcast_to(_limit_kw(scene), scene.time.shape)


def _power(scene: Scene) -> Float64Array:
    session = _Session(scene)
    is_on = session.exists & (session.since_s >= 0.0) & (session.since_s < session.length_s)
    taper = np.minimum(1.0, (1.0 - session.part) / (1.0 - _FULL_PART))
    power = np.where(is_on, session.rated * taper, 0.0)
    return _in_unit(np.minimum(power, _limit_kw(scene)), scene)


def _energy(scene: Scene) -> Float64Array:
    session = _Session(scene)
    part = session.part
    late = np.maximum(part - _FULL_PART, 0.0)
    done = (part - late**2 / (2.0 * (1.0 - _FULL_PART))) / _MEAN_LOAD
    # A residue too small for a session is counted at the slot's end, where the register needs it.
    done = np.where(session.exists, done, 0.0)
    return _in_unit(session.before * session.daily + session.energy * done, scene)


def _status(scene: Scene) -> Float64Array:
    session = _Session(scene)
    since, length = session.since_s, session.length_s
    status = np.full(scene.time.shape, float(_AVAILABLE))
    status[(since >= -_PREPARE_S) & (since < 0)] = _PREPARING
    status[(since >= 0) & (since < length)] = _CHARGING
    status[(since >= length) & (since < length + _LINGER_S * 0.7)] = _SUSPENDED
    status[(since >= length + _LINGER_S * 0.7) & (since < length + _LINGER_S)] = _FINISHING
    status[~session.exists] = _AVAILABLE
    return status


# --- street lights --------------------------------------------------------------------------

_FEW_PEOPLE = 0.45
_QUIET_LEVEL = 0.45


def _level(scene: Scene) -> Float64Array:
    """Return the dimming level in percent: full at dusk, lower while hardly anyone is about."""
    written = scene.setpoint("level")
    quiet = np.where(scene.line("people") < _FEW_PEOPLE, _QUIET_LEVEL, 1.0)
    passing = np.clip(scene.flutter(120.0) * 2.0 - 1.2, 0.0, 1.0)
    level = scene.line("darkness") * np.maximum(quiet, passing) * 100.0
    level = np.where(np.isnan(written), np.rint(level / 5.0) * 5.0, written)
    return np.clip(level, 0.0, 100.0)


def _lamp_power(scene: Scene) -> Float64Array:
    level = _level(scene) / 100.0
    watts = level * scene.trait(49, 38.0, 92.0) + np.where(level > 0, 2.5, 0.6)
    watts = watts * (1.0 + 0.01 * scene.flutter(300.0))
    return watts / 1_000.0 if scene.unit.startswith("k") else watts


def _lamp_energy(scene: Scene) -> Float64Array:
    shares = (0.15, 0.13, 0.13, 0.11, 0.02, 0.0, 0.0, 0.0, 0.03, 0.12, 0.15, 0.16)
    kilo = steady(scene, shares, 50) * scene.trait(49, 38.0, 92.0) * 0.0078
    return _in_unit(kilo, scene)


# --- parking and bikes ----------------------------------------------------------------------

_SHOPPING = (
    (0, 6, 9, 11, 14, 17, 19, 21, 24),
    (0.10, 0.08, 0.35, 0.72, 0.78, 0.74, 0.48, 0.28, 0.12),
)
"""Hour of day and share of the spaces taken on a day with open shops."""


def _taken(scene: Scene) -> Float64Array:
    """Return the share of the spaces of a car park that are taken."""
    level = np.interp(scene.line("hour"), *_SHOPPING)
    kind = scene.step("kind")
    level = level * np.where(
        kind == DayKind.SUNDAY, 0.45, np.where(kind == DayKind.SATURDAY, 1.1, 1.0)
    )
    level = level * scene.trait(51, 0.75, 1.15) + 0.06 * scene.drift(2_700.0, 52)
    return np.clip(level, 0.02, 1.0)


def _spaces(scene: Scene) -> Float64Array:
    return np.rint(scene.trait(53, 9.0, 60.0)) * 10.0


def _free_spaces(scene: Scene) -> Float64Array:
    return np.rint(_spaces(scene) * (1.0 - _taken(scene)))


def _parked_share(scene: Scene) -> Float64Array:
    return 100.0 * (1.0 - _free_spaces(scene) / _spaces(scene))


def _docks(scene: Scene) -> Float64Array:
    return np.rint(scene.trait(54, 10.0, 24.0))


def _bikes(scene: Scene) -> Float64Array:
    """Return bikes at a station: full at night where people live, by day where they work."""
    day = np.clip(1.4 - np.abs(scene.line("hour") - 13.0) / 5.0, 0.0, 1.0)
    share = 0.5 + scene.trait(55, -0.32, 0.32) * (2.0 * day - 1.0) + 0.22 * scene.drift(3_600.0, 56)
    return np.rint(_docks(scene) * np.clip(share, 0.0, 1.0))


def _free_docks(scene: Scene) -> Float64Array:
    return _docks(scene) - _bikes(scene)


MODELS: dict[str, Model] = {
    "signal_controller.program": Model(_program, 0.0, 5.0, PROGRAMS),
    "signal_controller.mode": Model(_mode, 0.0, 4.0, MODES),
    "signal_controller.cycle": Model(_cycle_second, 0.0, 120.0),
    "signal_controller.main": Model(_main, 0.0, 5.0, COLOURS),
    "signal_controller.side": Model(_side, 0.0, 5.0, COLOURS),
    "signal_controller.detector": Model(_detector, 0.0, 1e9),
    "signal_controller.det1": Model(partial(_detector, salt=43, inward=1.0), 0.0, 1e9),
    "signal_controller.det2": Model(partial(_detector, salt=43, inward=-1.0), 0.0, 1e9),
    "signal_controller.det3": Model(partial(_detector, salt=57, inward=1.0, size=0.45), 0.0, 1e9),
    "signal_controller.det4": Model(partial(_detector, salt=57, inward=-1.0, size=0.45), 0.0, 1e9),
    "signal_controller.occupancy": Model(_occupancy, 0.0, 100.0),
    "fault": Model(_no_fault, 0.0, 1.0, FAULTS),
    "charger.status": Model(_status, 0.0, 6.0, STATUSES),
    "charger.power": Model(_power, 0.0, 400_000.0),
    "charger.energy": Model(_energy, 0.0, 1e12),
    "charger.limit": Model(_limit, 0.0, 400_000.0),
    "street_light.level": Model(_level, 0.0, 100.0),
    "street_light.power": Model(_lamp_power, 0.0, 150.0),
    "street_light.energy": Model(_lamp_energy, 0.0, 1e9),
    "car_park.free": Model(_free_spaces, 0.0, 1e6),
    "car_park.occupancy": Model(_parked_share, 0.0, 100.0),
    "bike_station.bikes": Model(_bikes, 0.0, 100.0),
    "bike_station.docks": Model(_free_docks, 0.0, 100.0),
}
