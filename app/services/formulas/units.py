"""Units of measurement by pint: what may be added to what, by which factor, and how it is written.

Pint is imported when the first formula is checked, never before: that takes 0.4 s. Only our own
definitions are in its registry, so nothing is read from files.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import isclose
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from app.domain.points import EngineeringUnit
from app.domain.texts import Text
from app.services.formulas.symbols import ALIASES, BY_SYMBOL, SYMBOLS

if TYPE_CHECKING:
    import pint

_DEFINITIONS: Final = """
nano- = 1e-9
micro- = 1e-6
milli- = 1e-3
centi- = 1e-2
hecto- = 1e2
kilo- = 1e3
mega- = 1e6
giga- = 1e9
tera- = 1e12
meter = [length]
gram = [mass]
second = [time]
kelvin = [temperature]
ampere = [current]
bit = [information]
vehicle = [vehicles]
degree = [angle]
decibel = [level]
lumen = [light]
humidity = [relative_humidity]
moisture = [water_content]
percent = 1e-2
permille = 1e-3
ppm = 1e-6
ppb = 1e-9
minute = 60 second
hour = 3600 second
day = 86400 second
hertz = 1 / second
liter = 1e-3 meter ** 3
tonne = 1e6 gram
pascal = kilogram / meter / second ** 2
bar = 1e5 pascal
joule = kilogram * meter ** 2 / second ** 2
watt = joule / second
watthour = 3600 joule
volt = watt / ampere
byte = 8 bit
"""

_DIGITS: Final = str.maketrans("²³⁴⁵⁶", "23456")
_POWERS: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_PART: Final = re.compile(r"(?P<atom>[^\d²³⁴⁵⁶]+)(?P<power>[²³⁴⁵⁶]|\d)?")
_LOCK: Final = Lock()


@dataclass(frozen=True, slots=True)
class Kind:
    """The unit of a value.

    Attributes:
        factors: Names in the registry with their exponents, sorted.
        level: Symbol of a level such as °C, whose differences have `factors`; else empty.
    """

    factors: tuple[tuple[str, int], ...] = ()
    level: str = ""


NUMBER: Final = Kind()
"""Numbers without a unit, counts, codes, and 0 or 1 for false or true."""

HOUR: Final = Kind((("hour", 1),))
PERCENT: Final = Kind((("percent", 1),))


@cache
def _registry() -> "pint.UnitRegistry[Any]":
    import pint  # noqa: PLC0415 - takes 0.4 s; most sheets have no formula

    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(None)
    for line in _DEFINITIONS.strip().splitlines():
        registry.define(line)
    return registry


def load_units() -> None:
    """Import pint and make its registry, which takes half a second; later calls take nothing."""
    with _LOCK:
        _registry()


def are_units_loaded() -> bool:
    """Tell whether a formula can be checked at once."""
    return _registry.cache_info().currsize > 0


# --- symbols --------------------------------------------------------------------------------


def kind_of(symbol: str) -> Kind:
    """Return what a symbol means; one that nobody knows stands for itself alone."""
    symbol = symbol.replace("μ", "µ")
    symbol = ALIASES.get(symbol, symbol)
    with _LOCK:
        return _kind_of(symbol)


@lru_cache(maxsize=1_000)
def _kind_of(symbol: str) -> Kind:
    if entry := BY_SYMBOL.get(symbol):
        return Kind(_parsed(entry.meaning), entry.symbol if entry.difference else "")
    return _composed(symbol) or Kind(((_unknown(symbol), 1),))


def _parsed(meaning: str) -> tuple[tuple[str, int], ...]:
    found = _registry().parse_units_as_container(meaning)
    return _sorted({str(name): round(float(str(power))) for name, power in found.items()})


def _sorted(factors: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((name, power) for name, power in factors.items() if power))


def _composed(symbol: str) -> Kind | None:
    """Return the kind of a symbol such as `l/(m²·h)` out of parts we know; None else."""
    total: dict[str, int] = {}
    above, *below = symbol.split("/", 1)
    parts = [(part, 1) for part in above.split("·")]
    if below:
        parts += [(part, -1) for part in re.split(r"[·/]", below[0].strip("()"))]
    for part, sign in parts:
        found = _PART.fullmatch(part.strip())
        if part == "1" and sign > 0:
            continue
        entry = BY_SYMBOL.get(found["atom"]) if found else None
        if found is None or len(parts) == 1 or (entry is not None and entry.difference):
            return None
        power = int((found["power"] or "1").translate(_DIGITS))
        meaning = _parsed(entry.meaning) if entry else ((_unknown(found["atom"]), 1),)
        for name, exponent in meaning:
            total[name] = total.get(name, 0) + sign * power * exponent
    return Kind(_sorted(total))


_OWN: Final[dict[str, str]] = {}


def _unknown(symbol: str) -> str:
    for name, known in _OWN.items():
        if known == symbol:
            return name
    name = f"own_{len(_OWN)}"
    _registry().define(f"{name} = [{name}]")
    _OWN[name] = symbol
    return name


@cache
def _signs() -> dict[str, str]:
    """Return the symbol of each name of the registry."""
    signs = {"hertz": "Hz"}
    for entry in SYMBOLS:
        factors = _parsed(entry.meaning)
        if len(factors) == 1 and factors[0][1] == 1 and not entry.difference:
            signs.setdefault(factors[0][0], entry.symbol)
    return signs


def symbol_of(kind: Kind) -> str:
    """Return a unit as the screen writes it, such as `µg·h/m³`; empty for plain numbers."""
    if kind.level:
        return kind.level
    for entry in SYMBOLS:
        if not entry.difference and _kind_of(entry.symbol).factors == kind.factors:
            return entry.symbol
    above = [_power(name, power) for name, power in _in_order(kind) if power > 0]
    below = [_power(name, -power) for name, power in _in_order(kind) if power < 0]
    text = "·".join(above) or "1"
    if below:
        divisor = "·".join(below)
        text += f"/({divisor})" if len(below) > 1 else f"/{divisor}"
    return text


def _in_order(kind: Kind) -> list[tuple[str, int]]:
    """Return factors as people write them: times last, lengths before them."""
    last = {"hour": 3, "minute": 3, "second": 3, "day": 3, "meter": 2}
    return sorted(kind.factors, key=lambda factor: last.get(factor[0], 1))


def _power(name: str, power: int) -> str:
    sign = _OWN.get(name) or _signs().get(name, name)
    return sign if power == 1 else f"{sign}{str(power).translate(_POWERS)}"


# --- algebra --------------------------------------------------------------------------------


def product(left: Kind, right: Kind, sign: int = 1) -> Kind:
    """Return the unit of a product, or of a quotient for the sign -1. Not for levels."""
    total = dict(left.factors)
    for name, power in right.factors:
        total[name] = total.get(name, 0) + sign * power
    return Kind(_sorted(total))


def power_of(kind: Kind, exponent: int) -> Kind:
    """Return the unit of a power."""
    return Kind(_sorted({name: power * exponent for name, power in kind.factors}))


def root_of(kind: Kind) -> Kind | None:
    """Return the unit of a square root; None when it has none."""
    if any(power % 2 for _, power in kind.factors):
        return None
    return Kind(_sorted({name: power // 2 for name, power in kind.factors}))


def difference_of(kind: Kind) -> Kind:
    """Return the unit of differences: K for °C, the same unit for most."""
    return Kind(kind.factors)


def factor_between(source: Kind, target: Kind) -> float | None:
    """Return by what a value is multiplied on its way to another unit; None when it cannot go."""
    if source.factors == target.factors:
        return 1.0
    return _factor(source.factors, target.factors)


@lru_cache(maxsize=1_000)
def _factor(
    source: tuple[tuple[str, int], ...], target: tuple[tuple[str, int], ...]
) -> float | None:
    registry = _registry()
    ratio = registry.Quantity(1.0, _written(source)) / registry.Quantity(1.0, _written(target))
    if not ratio.dimensionless:
        return None
    return float(ratio.to("dimensionless").magnitude)


def _written(factors: tuple[tuple[str, int], ...]) -> str:
    return " * ".join(f"{name} ** {power}" for name, power in factors) or "dimensionless"


def _is_ratio(kind: Kind) -> bool:
    return factor_between(kind, NUMBER) is not None


# --- result ---------------------------------------------------------------------------------


def presented(
    kind: Kind, known: Mapping[str, EngineeringUnit]
) -> tuple[EngineeringUnit, Kind, float]:
    """Return how a result is shown, its unit there, and by what its values are multiplied.

    What mixes units of one dimension becomes one unit: kWh/h is kW, kW·min is kWh.

    Args:
        kind: What came out of the formula.
        known: Units of the points by symbol; theirs are taken where the symbol fits.
    """
    with _LOCK:
        for symbol, unit in known.items():
            if _kind_of(symbol) == kind:
                return unit, kind, 1.0
        shown, factor = _tidied(kind)
        symbol = symbol_of(shown)
        if symbol in known:
            return known[symbol], shown, factor
        if entry := BY_SYMBOL.get(symbol):
            return entry.unit, shown, factor
        unit = EngineeringUnit(f"formel:{symbol}", symbol, Text(symbol), f"formula {symbol}")
        return unit, shown, factor


def _tidied(kind: Kind) -> tuple[Kind, float]:
    if kind.level or len(kind.factors) <= 1:
        return kind, 1.0
    if _is_ratio(kind):
        return NUMBER, factor_between(kind, NUMBER) or 1.0
    bare = Kind(tuple(f for f in kind.factors if not _is_ratio(Kind((f,)))))
    factor = factor_between(kind, bare) or 1.0
    if not _is_mixed(bare):
        return bare, factor
    alike = [
        (candidate, ratio)
        for candidate in (_kind_of(entry.symbol) for entry in SYMBOLS if not entry.difference)
        if (ratio := factor_between(bare, candidate)) is not None
    ]
    exact = [found for found in alike if isclose(found[1], 1.0, rel_tol=1e-9)]
    best, ratio = (exact or alike or [(bare, 1.0)])[0]
    return best, factor * ratio


def _is_mixed(kind: Kind) -> bool:
    """Tell whether one dimension comes from several units, as time in kWh/h."""
    seen: set[str] = set()
    for factor in kind.factors:
        for dimension in _registry().get_dimensionality(_written((factor,))):
            if dimension in seen:
                return True
            seen.add(str(dimension))
    return False
