"""The words on a trend: tiers, ranges, limits and states."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import RuleKind
from app.domain.points import Point, PointId
from app.domain.series import Tier
from widgets.texts import language, number, rule_kind_text

JOINT: Final = " · "
"""What stands between a name and its place."""

MINUTE_US: Final = 60_000_000
HOUR_US: Final = 60 * MINUTE_US
DAY_US: Final = 24 * HOUR_US

RANGES: Final = (
    15 * MINUTE_US,
    HOUR_US,
    6 * HOUR_US,
    DAY_US,
    7 * DAY_US,
    30 * DAY_US,
    90 * DAY_US,
    365 * DAY_US,
)
"""Widths of the range buttons in µs."""


def range_text(span_us: int) -> str:
    """Return the name of one of the `RANGES`."""
    words = {
        15 * MINUTE_US: QCoreApplication.translate("trends", "15 min"),
        HOUR_US: QCoreApplication.translate("trends", "1 h"),
        6 * HOUR_US: QCoreApplication.translate("trends", "6 h"),
        DAY_US: QCoreApplication.translate("trends", "24 h"),
        7 * DAY_US: QCoreApplication.translate("trends", "7 Tage"),
        30 * DAY_US: QCoreApplication.translate("trends", "30 Tage"),
        90 * DAY_US: QCoreApplication.translate("trends", "90 Tage"),
        365 * DAY_US: QCoreApplication.translate("trends", "1 Jahr"),
    }
    return words[span_us]


def tier_text(tier: Tier) -> str:
    """Return the name of a tier."""
    words = {
        Tier.RAW: QCoreApplication.translate("trends", "Rohwerte"),
        Tier.MINUTE: QCoreApplication.translate("trends", "1 min"),
        Tier.QUARTER_HOUR: QCoreApplication.translate("trends", "15 min"),
        Tier.HOUR: QCoreApplication.translate("trends", "1 h"),
        Tier.DAY: QCoreApplication.translate("trends", "1 Tag"),
    }
    return words[tier]


def tiers_text(tiers: list[Tier]) -> str:
    """Return what is drawn, such as `Rohwerte` or `1 min: min, Mittel, max`; empty for nothing."""
    if not tiers:
        return ""
    names = " · ".join(tier_text(tier) for tier in tiers)
    if tiers == [Tier.RAW]:
        return names
    kinds = QCoreApplication.translate("trends", "min, Mittel, max")
    return f"{names}: {kinds}"


def limit_label(kind: RuleKind, threshold: float, point: Point) -> str:
    """Return the label of a limit line, such as `HI 40 µg/m³`."""
    decimals = max(point.decimals, 0)
    value = number(threshold, 0 if threshold == round(threshold) else decimals)
    unit = f"\u202f{point.unit.symbol}" if point.unit.symbol else ""
    return f"{rule_kind_text(kind)} {value}{unit}"


def point_name(point: Point) -> str:
    """Return the name of a point in the language of the screen."""
    return point.name.in_language(language())


def point_places(points: Iterable[Point]) -> dict[PointId, str]:
    """Return where each point is: its site, and the device too where the rest is equal."""
    known = list(dict.fromkeys(points))
    sites = {point.id: point.site.in_language(language()) for point in known}
    same = Counter((point_name(point), sites[point.id]) for point in known)
    places = {}
    for point in known:
        site = sites[point.id]
        is_only = same[point_name(point), site] == 1
        parts = [site] if is_only else [site, str(point.device)]
        places[point.id] = JOINT.join(filter(None, parts))
    return places


def point_titles(points: Iterable[Point]) -> dict[PointId, str]:
    """Return name and place of each point, by which they can be told apart."""
    known = list(points)
    places = point_places(known)
    return {p.id: JOINT.join(filter(None, (point_name(p), places[p.id]))) for p in known}


def state_label(point: Point, code: float) -> str:
    """Return the name of a state, or its number when nobody named it."""
    state = point.state(code)
    return state.label.in_language(language()) if state else number(code, 0)


def mixed_label() -> str:
    """Return the word for several states inside one bar."""
    return QCoreApplication.translate("trends", "wechselnd")
