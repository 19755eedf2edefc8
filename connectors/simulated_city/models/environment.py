"""Air, noise, weather, water and soil: moved by sun, wind, rain and traffic.

Levels follow the yearly means and daily courses that stations of LANUV in North Rhine-Westphalia
publish for towns of this size: NO2 15-40 µg/m³ beside roads, PM10 10-30, O3 up to about 150.
"""

import numpy as np

from app.domain.samples import Float64Array
from connectors.simulated_city.models.scenes import Model, Scene

_HOUR = 3_600.0
_DAY = 86_400.0
_BATTERY_DAYS = 400.0


def _thinning(scene: Scene) -> Float64Array:
    """Return by how much wind thins what is emitted near the ground, 1 at 3 m/s."""
    return 2.1 / (0.9 + 0.4 * scene.line("wind"))


def _no2(scene: Scene) -> Float64Array:
    road = scene.trait(11, 0.55, 1.25)
    traffic = scene.line("traffic") * road * (1.0 + 0.15 * scene.flutter(0.7 * _HOUR))
    burned = 2.0 - 1.5 * scene.line("season")
    mixed = _thinning(scene) + 0.7 * scene.line("inversion")
    return (3.0 + burned + 21.0 * traffic) * mixed * (1.0 + 0.04 * scene.grain())


def _fine_dust(scene: Scene) -> Float64Array:
    """Return PM2.5; coarse dust adds to it."""
    stove = (1.0 - scene.line("season")) * scene.line("leisure") * 1.8
    cleaned = 1.0 / (1.0 + 0.5 * scene.line("rain"))
    haze = 5.2 + 2.6 * scene.area(2.4 * _DAY, 21) + stove
    mixed = 0.55 + 0.45 * _thinning(scene) + 0.9 * scene.line("inversion")
    return np.asarray(haze * mixed * cleaned * scene.trait(12, 0.85, 1.15), np.float64)


def _pm25(scene: Scene) -> Float64Array:
    return _fine_dust(scene) * (1.0 + 0.05 * scene.flutter(600.0))


def _pm10(scene: Scene) -> Float64Array:
    dry = 1.0 / (1.0 + 1.5 * scene.line("rain"))
    coarse = (3.0 + 6.5 * scene.line("traffic") * scene.trait(11, 0.55, 1.25)) * dry
    return _fine_dust(scene) * 1.18 + coarse * (1.0 + 0.08 * scene.flutter(600.0))


def _o3(scene: Scene) -> Float64Array:
    sun = scene.line("ozone")
    eaten = 17.0 * scene.line("traffic") * scene.trait(11, 0.55, 1.25)
    night = 14.0 * scene.line("inversion")
    base = 44.0 + 8.0 * scene.line("season") + 6.0 * scene.area(1.3 * _DAY, 22)
    return base + 68.0 * sun - eaten - night + 2.0 * scene.flutter(900.0)


def _temp(scene: Scene) -> Float64Array:
    town = scene.trait(13, -0.5, 0.9)
    local = 0.5 * scene.area(5 * _HOUR, 23)
    return scene.line("temp") + town + local + 0.12 * scene.flutter(1_200.0)


def _humidity(scene: Scene) -> Float64Array:
    return scene.line("humidity") + scene.trait(14, -3, 3) + 1.5 * scene.flutter(1_800.0)


def _pressure(scene: Scene) -> Float64Array:
    # Station height about 60 m over sea level takes 7 hPa off the sea-level value.
    return scene.line("pressure") - scene.trait(15, 5.5, 9.0) + 0.05 * scene.flutter(900.0)


def _wind(scene: Scene) -> Float64Array:
    return scene.line("wind") * scene.trait(16, 0.75, 1.15) * (1.0 + 0.25 * scene.drift(240.0, 31))


def _gust(scene: Scene) -> Float64Array:
    return _wind(scene) * (1.55 + 0.3 * scene.flutter(300.0)) + 0.4


def _direction(scene: Scene) -> Float64Array:
    turned = 235.0 + 95.0 * scene.area(1.1 * _DAY, 24) + 25.0 * scene.flutter(600.0)
    return np.mod(turned, 360.0)


def _rain(scene: Scene) -> Float64Array:
    return scene.line("rain") * np.clip(1.0 + 0.6 * scene.drift(900.0, 32), 0.2, 1.8)


def _radiation(scene: Scene) -> Float64Array:
    return scene.line("radiation") * (0.93 + 0.07 * scene.flutter(420.0))


def _noise(scene: Scene) -> Float64Array:
    traffic = np.maximum(scene.line("traffic"), 0.03)
    road = 8.2 * np.log10(traffic) + scene.trait(17, 58.0, 66.0)
    return road + 0.35 * scene.line("wind") + 0.5 * scene.line("rain") + 1.6 * scene.flutter(180.0)


def _water_temp(scene: Scene) -> Float64Array:
    return scene.line("water") + scene.trait(18, -0.6, 0.6) + 0.1 * scene.flutter(3 * _HOUR)


def _water_level(scene: Scene) -> Float64Array:
    flood = scene.area(6.5 * _DAY, 25) + 0.4 * scene.area(1.7 * _DAY, 26)
    wave = 0.01 * scene.flutter(900.0)
    return scene.trait(19, 0.8, 2.1) + 0.28 * flood - 0.12 * scene.line("season") + wave


def _soil_temp(scene: Scene) -> Float64Array:
    return scene.line("soil") + scene.trait(20, -0.7, 0.7) + 0.05 * scene.flutter(2 * _HOUR)


def _soil_moisture(scene: Scene) -> Float64Array:
    season = -6.5 * scene.line("season")
    return scene.trait(21, 24.0, 33.0) + season + 4.0 * scene.area(9 * _DAY, 27)


def _battery(scene: Scene) -> Float64Array:
    """Return a battery's charge in percent, or its volts where that is what is shown.

    A lithium cell lasts some 400 days and is changed late, so that one or two are always near
    their end; in the cold it shows slightly less.
    """
    cold = scene.line("temp") - 20.0
    if "%" not in scene.unit:
        return scene.trait(22, 3.52, 3.64) + 0.004 * cold + 0.008 * scene.flutter(_DAY)
    age = np.mod(scene.time * 1e-6 / (_BATTERY_DAYS * _DAY) + scene.trait(22, 0.0, 1.0), 1.0)
    return 100.0 - 89.0 * age + 0.06 * cold + 0.3 * scene.flutter(_DAY)


def _rssi(scene: Scene) -> Float64Array:
    """Return dBm of a LoRaWAN uplink at the nearest gateway; rain takes a little."""
    fading = 3.0 * scene.flutter(_HOUR) + 2.0 * scene.grain()
    return scene.trait(28, -112.0, -72.0) + fading - 0.3 * scene.line("rain")


MODELS: dict[str, Model] = {
    "air_station.no2": Model(_no2, 0.5, 180.0),
    "air_station.pm10": Model(_pm10, 1.0, 150.0),
    "air_station.pm25": Model(_pm25, 0.5, 100.0),
    "air_station.o3": Model(_o3, 1.0, 200.0),
    "noise.laeq": Model(_noise, 32.0, 82.0),
    "weather_station.wind": Model(_wind, 0.0, 30.0),
    "weather_station.gust": Model(_gust, 0.0, 45.0),
    "weather_station.direction": Model(_direction, 0.0, 360.0),
    "weather_station.rain": Model(_rain, 0.0, 40.0),
    "weather_station.radiation": Model(_radiation, 0.0, 1_100.0),
    "water_temp.temp": Model(_water_temp, 0.2, 27.0),
    "water_temp.level": Model(_water_level, 0.2, 4.0),
    "soil.temp": Model(_soil_temp, -4.0, 30.0),
    "soil.moisture": Model(_soil_moisture, 6.0, 55.0),
    "temp": Model(_temp, -22.0, 41.0),
    "humidity": Model(_humidity, 18.0, 100.0),
    "pressure": Model(_pressure, 955.0, 1_050.0),
    "battery": Model(_battery, 0.0, 100.0),
    "rssi": Model(_rssi, -125.0, -40.0),
}
"""By type, or by measurement alone where every device measures it the same way."""
