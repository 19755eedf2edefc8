"""Unit symbols as people write them. Plain tables: pint is not needed to read a formula.

What a symbol means is an expression of the registry in `units`; a level (°C, dB(A)) means what
its *differences* mean, because only those may be added and multiplied.
"""

import re
from dataclasses import dataclass
from typing import Final

from app.domain.points import EngineeringUnit
from app.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Symbol:
    """A unit we know by heart.

    Attributes:
        symbol: As the screen shows it.
        meaning: Expression of the registry, such as `microgram / meter ** 3`.
        id: Name of the unit, as the profiles that come with the program call it.
        name: In words.
        quantity: What is measured with it; units of one quantity may share an axis.
        difference: Symbol of its differences, for levels such as °C; else empty.
    """

    symbol: str
    meaning: str
    id: str
    name: Text
    quantity: str
    difference: str = ""

    @property
    def unit(self) -> EngineeringUnit:
        """The unit as points carry it."""
        return EngineeringUnit(self.id, self.symbol, self.name, self.quantity)


def _all() -> tuple[Symbol, ...]:
    found, quantity = [], ""
    for line in _TABLE.strip().splitlines():
        if line.startswith("= "):
            quantity = line[2:]
            continue
        symbol, meaning, id_, de, en, *rest = line.split("|")
        found.append(Symbol(symbol, meaning, id_, Text(de, en), quantity, *rest))
    return tuple(found)


# The first unit of a dimension is the one a mixture such as kW·min is converted to.
_TABLE: Final = """
= count
|dimensionless|count|Anzahl|count
= ratio
%|percent|percent|Prozent|per cent
‰|permille|permille|Promille|per mille
ppm|ppm|ppm|Millionstel|parts per million
ppb|ppb|ppb|Milliardstel|parts per billion
= relative humidity
% rF|humidity|rh|relative Feuchte|relative humidity
= volumetric water content
Vol.-%|moisture|vwc|Volumenprozent Wasser|volumetric water content
= mass concentration
µg/m³|microgram/meter**3|ug_m3|Mikrogramm je Kubikmeter|micrograms per cubic metre
mg/m³|milligram/meter**3|mg_m3|Milligramm je Kubikmeter|milligrams per cubic metre
ng/m³|nanogram/meter**3|ng_m3|Nanogramm je Kubikmeter|nanograms per cubic metre
g/m³|gram/meter**3|g_m3|Gramm je Kubikmeter|grams per cubic metre
= temperature difference
K|kelvin|kelvin|Kelvin|kelvins
= temperature
°C|kelvin|deg_c|Grad Celsius|degrees Celsius|K
= level difference
dB|decibel|db|Dezibel|decibels
= sound level
dB(A)|decibel|db_a|Dezibel, A-bewertet|decibels, A-weighted|dB
= signal strength
dBm|decibel|dbm|Dezibel Milliwatt|decibel milliwatts|dB
= pressure
hPa|hectopascal|hpa|Hektopascal|hectopascals
Pa|pascal|pa|Pascal|pascals
kPa|kilopascal|kpa|Kilopascal|kilopascals
bar|bar|bar|Bar|bars
mbar|millibar|mbar|Millibar|millibars
= speed
m/s|meter/second|m_s|Meter je Sekunde|metres per second
km/h|kilometer/hour|km_h|Kilometer je Stunde|kilometres per hour
= rain rate
mm/h|millimeter/hour|mm_h|Millimeter je Stunde|millimetres per hour
= angle
°|degree|deg|Grad|degrees
= irradiance
W/m²|watt/meter**2|w_m2|Watt je Quadratmeter|watts per square metre
kW/m²|kilowatt/meter**2|kw_m2|Kilowatt je Quadratmeter|kilowatts per square metre
= radiant exposure
kWh/m²|kilowatthour/meter**2|kwh_m2|Kilowattstunden je Quadratmeter|kilowatt hours per square metre
Wh/m²|watthour/meter**2|wh_m2|Wattstunden je Quadratmeter|watt hours per square metre
= length
m|meter|m|Meter|metres
mm|millimeter|mm|Millimeter|millimetres
cm|centimeter|cm|Zentimeter|centimetres
km|kilometer|km|Kilometer|kilometres
= area
m²|meter**2|m2|Quadratmeter|square metres
= volume
m³|meter**3|m3|Kubikmeter|cubic metres
l|liter|l|Liter|litres
= volume flow
m³/h|meter**3/hour|m3_h|Kubikmeter je Stunde|cubic metres per hour
l/s|liter/second|l_s|Liter je Sekunde|litres per second
l/min|liter/minute|l_min|Liter je Minute|litres per minute
= time
h|hour|h|Stunden|hours
s|second|s|Sekunden|seconds
ms|millisecond|ms|Millisekunden|milliseconds
min|minute|min|Minuten|minutes
d|day|d|Tage|days
= traffic flow
Kfz/h|vehicle/hour|veh_h|Kraftfahrzeuge je Stunde|vehicles per hour
= vehicles
Kfz|vehicle|veh|Kraftfahrzeuge|vehicles
= power
kW|kilowatt|kw|Kilowatt|kilowatts
= power of small devices
W|watt|w|Watt|watts
= power
MW|megawatt|mw|Megawatt|megawatts
= energy
kWh|kilowatthour|kwh|Kilowattstunden|kilowatt hours
Wh|watthour|wh|Wattstunden|watt hours
MWh|megawatthour|mwh|Megawattstunden|megawatt hours
J|joule|j|Joule|joules
kJ|kilojoule|kj|Kilojoule|kilojoules
MJ|megajoule|mj|Megajoule|megajoules
= data rate
Mbit/s|megabit/second|mbit_s|Megabit je Sekunde|megabits per second
kbit/s|kilobit/second|kbit_s|Kilobit je Sekunde|kilobits per second
Gbit/s|gigabit/second|gbit_s|Gigabit je Sekunde|gigabits per second
= data volume
GB|gigabyte|gb|Gigabyte|gigabytes
MB|megabyte|mb|Megabyte|megabytes
TB|terabyte|tb|Terabyte|terabytes
Mbit|megabit|mbit|Megabit|megabits
Gbit|gigabit|gbit|Gigabit|gigabits
= voltage
V|volt|v|Volt|volts
= current
A|ampere|a|Ampere|amperes
mA|milliampere|ma|Milliampere|milliamperes
= frequency
Hz|hertz|hz|Hertz|hertz
= illuminance
lx|lumen/meter**2|lx|Lux|lux
= mass
kg|kilogram|kg|Kilogramm|kilograms
g|gram|g|Gramm|grams
mg|milligram|mg|Milligramm|milligrams
µg|microgram|ug|Mikrogramm|micrograms
t|tonne|t|Tonnen|tonnes
"""

SYMBOLS: Final = _all()

BY_SYMBOL: Final = {entry.symbol: entry for entry in SYMBOLS}

ALIASES: Final = {
    "µg/m3": "µg/m³",
    "ug/m3": "µg/m³",
    "ug/m³": "µg/m³",
    "mg/m3": "mg/m³",
    "g/m3": "g/m³",
    "W/m2": "W/m²",
    "kWh/m2": "kWh/m²",
    "m2": "m²",
    "m3": "m³",
    "m3/h": "m³/h",
    "sek": "s",
    "Sek": "s",
    "Sekunde": "s",
    "Sekunden": "s",
    "Min": "min",
    "Minute": "min",
    "Minuten": "min",
    "Std": "h",
    "Stunde": "h",
    "Stunden": "h",
    "Tag": "d",
    "Tage": "d",
    "Tagen": "d",
}
"""Other ways to write a unit behind a number."""

AFTER_NUMBER: Final = re.compile(
    r"\s*("
    + "|".join(
        re.escape(symbol) for symbol in sorted({*BY_SYMBOL, *ALIASES} - {""}, key=len, reverse=True)
    )
    + r")(?![\w(²³°%])"
)
"""A unit behind a number; a name that goes on, or a call such as `min(`, is none."""

DURATIONS_US: Final = {
    "s": 1_000_000,
    "min": 60_000_000,
    "h": 3_600_000_000,
    "d": 86_400_000_000,
}
"""Units in which spans of time are written; a day has 24 hours."""
