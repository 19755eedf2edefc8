"""School networks, public WLAN and mobile sites: moved by lessons, leisure and people."""

import numpy as np

from app.domain.points import PointKind
from app.domain.samples import Float64Array
from connectors.simulated_city.calendars import DAY_US
from connectors.simulated_city.models.counters import EPOCH_US, steady
from connectors.simulated_city.models.scenes import Model, Scene, Word

ONLINE = (
    Word(("offline", "getrennt", "nicht erreichbar", "aus", "down", "nein"), is_abnormal=True),
    Word(("online", "verbunden", "erreichbar", "ein", "up", "ja", "in betrieb")),
)
UPLINKS = (
    Word(("down", "getrennt", "unterbrochen", "offline", "aus"), is_abnormal=True),
    Word(("up", "verbunden", "aktiv", "online", "ein")),
)

_BACKUP_HOUR = 2.0
_BACKUP_HALF_H = 0.75
_RESTART_DAYS = 400.0
_ERROR_SHARES = (0.02, 0.02, 0.02, 0.06, 0.16, 0.18, 0.16, 0.12, 0.1, 0.08, 0.05, 0.03)


def _online(scene: Scene) -> Float64Array:
    return np.ones(scene.time.shape)


def _pupils(scene: Scene) -> Float64Array:
    """Return devices in an access point's cell, before rounding."""
    full = scene.trait(61, 9.0, 32.0)
    lesson = 1.0 + 0.25 * scene.flutter(1_500.0)
    return scene.line("school") * full * lesson + 0.5 * np.maximum(scene.flutter(3_600.0, 2), 0.0)


def _school_clients(scene: Scene) -> Float64Array:
    return np.rint(_pupils(scene))


def _school_throughput(scene: Scene) -> Float64Array:
    burst = 1.0 + 0.7 * scene.flutter(240.0, 3)
    return _pupils(scene) * scene.trait(62, 0.8, 2.4) * burst + 0.15


def _uplink_load(scene: Scene) -> Float64Array:
    """Return the load of a school's line, in percent or Mbit/s; or that it is up.

    Lessons move it, and at two in the night the backup.
    """
    if scene.kind is PointKind.STATE:
        return np.ones(scene.time.shape)
    backup = np.where(np.abs(scene.step("hour") - _BACKUP_HOUR) < _BACKUP_HALF_H, 0.24, 0.0)
    lessons = (
        scene.line("school") * scene.trait(63, 0.22, 0.58) * (1.0 + 0.3 * scene.flutter(300.0))
    )
    share = lessons + backup + 0.006 + 0.004 * scene.flutter(600.0)
    return share * (100.0 if "%" in scene.unit else 500.0)


def _ports_up(scene: Scene) -> Float64Array:
    fixed = scene.trait(64, 14.0, 30.0)
    return np.rint(fixed + scene.line("school") * 14.0 * (1.0 + 0.1 * scene.flutter(1_800.0)))


def _switch_temp(scene: Scene) -> Float64Array:
    room = 0.22 * (scene.line("temp") - 12.0)
    return scene.trait(65, 33.0, 40.0) + room + 4.0 * scene.line("school") + scene.flutter(1_200.0)


def _visitors(scene: Scene) -> Float64Array:
    full = scene.trait(66, 8.0, 70.0)
    dry = 1.0 / (1.0 + 0.4 * scene.line("rain"))
    warm = np.clip(0.7 + scene.line("temp") / 45.0, 0.4, 1.3)
    return scene.line("leisure") * full * dry * warm * (1.0 + 0.2 * scene.flutter(900.0))


def _hotspot_clients(scene: Scene) -> Float64Array:
    return np.rint(_visitors(scene))


def _hotspot_throughput(scene: Scene) -> Float64Array:
    return (
        _visitors(scene) * scene.trait(67, 0.5, 1.4) * (1.0 + 0.6 * scene.flutter(300.0, 3)) + 0.1
    )


def _cell_share(scene: Scene) -> Float64Array:
    busy = scene.line("people") * scene.trait(68, 0.4, 0.85)
    return busy * (1.0 + 0.12 * scene.drift(900.0, 69))


def _cell_load(scene: Scene) -> Float64Array:
    return _cell_share(scene) * 82.0


def _cell_users(scene: Scene) -> Float64Array:
    return np.rint(_cell_share(scene) * scene.trait(70, 150.0, 700.0))


def _core_received(scene: Scene) -> Float64Array:
    """Return what a core switch receives, Mbit/s: lessons, and a little all day."""
    burst = 1.0 + 0.4 * scene.flutter(300.0)
    return scene.line("school") * scene.trait(71, 60.0, 340.0) * burst + scene.trait(72, 1.0, 6.0)


def _core_sent(scene: Scene) -> Float64Array:
    """Return what it sends: less by day, and the backup at night."""
    night = np.abs(scene.step("hour") - _BACKUP_HOUR) < _BACKUP_HALF_H
    return _core_received(scene) * 0.35 + np.where(night, scene.trait(73, 150.0, 400.0), 0.0)


def _hall_received(scene: Scene) -> Float64Array:
    burst = 1.0 + 0.6 * scene.flutter(240.0)
    return (scene.line("school") + 0.4 * scene.line("leisure")) * scene.trait(74, 4.0, 30.0) * burst


def _uptime(scene: Scene) -> Float64Array:
    """Return days since a device was last switched on; some time before 400 it is restarted."""
    return ((scene.time - EPOCH_US) / DAY_US + scene.trait(75, 2.0, 380.0)) % _RESTART_DAYS


def _errors(scene: Scene) -> Float64Array:
    return np.floor(steady(scene, _ERROR_SHARES, 76) * scene.trait(77, 0.2, 9.0))


def _loopback(scene: Scene) -> Float64Array:
    """Return a round trip within this machine, ms: that is where simulated echoes go."""
    return scene.trait(78, 0.25, 0.6) + 0.3 * np.abs(scene.flutter(120.0))


def _nothing(scene: Scene) -> Float64Array:
    return np.zeros(scene.time.shape)


MODELS: dict[str, Model] = {
    "online": Model(_online, 0.0, 1.0, ONLINE),
    "access_point.clients": Model(_school_clients, 0.0, 120.0),
    "access_point.throughput": Model(_school_throughput, 0.0, 900.0),
    "school_switch.uplink": Model(_uplink_load, 0.0, 1_000.0, UPLINKS),
    "school_switch.ports": Model(_ports_up, 0.0, 48.0),
    "school_switch.temp": Model(_switch_temp, 15.0, 65.0),
    "hotspot.clients": Model(_hotspot_clients, 0.0, 300.0),
    "hotspot.throughput": Model(_hotspot_throughput, 0.0, 900.0),
    "cell_5g.users": Model(_cell_users, 0.0, 2_000.0),
    "cell_5g.load": Model(_cell_load, 0.0, 100.0),
    "core_switch.uptime": Model(_uptime, 0.0, _RESTART_DAYS),
    "core_switch.uplink": Model(_online, 0.0, 1.0, UPLINKS),
    "core_switch.rx": Model(_core_received, 0.0, 10_000.0),
    "core_switch.tx": Model(_core_sent, 0.0, 10_000.0),
    "core_switch.errors": Model(_errors, 0.0),
    "hall_ap.uplink": Model(_online, 0.0, 1.0, UPLINKS),
    "hall_ap.rx": Model(_hall_received, 0.0, 900.0),
    "fibre_pop.rtt": Model(_loopback, 0.0, 60_000.0),
    "fibre_pop.loss": Model(_nothing, 0.0, 100.0),
}
