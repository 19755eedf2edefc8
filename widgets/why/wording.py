"""Small words the card is made of: moments, spans, distances, names."""

from datetime import datetime
from math import isfinite
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from app.domain.cities import City
from app.domain.points import Point, PointKind, SourceId
from app.domain.samples import NO_TIME
from app.services.explanations import Nearness, Relation
from widgets.texts import DASH, count, language, number, time_text

_SECOND_US: Final = 1_000_000
_DAY_MIN: Final = 1_440
_KILOMETRE_M: Final = 1_000.0


def span_text(span_us: int) -> str:
    """Return how long something took, such as `40 s`, `12 min`, `3 h 10 min`, `2 d 4 h`."""
    if span_us == NO_TIME:
        return DASH
    seconds = round(max(span_us, 0) / _SECOND_US)
    if seconds < 120 and seconds % 60:  # noqa: PLR2004 - two minutes
        return f"{seconds} s"
    minutes = round(seconds / 60)
    if minutes < 120:  # noqa: PLR2004 - two hours
        return f"{minutes} min" if seconds else "0 s"
    if minutes < 2 * _DAY_MIN:
        hours, rest = divmod(minutes, 60)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days, rest = divmod(round(minutes / 60), 24)
    return f"{days} d {rest} h" if rest else f"{days} d"


def offset_text(offset_us: int) -> str:
    """Return when something was against the moment explained, such as `40 s vorher`."""
    if abs(offset_us) < _SECOND_US:
        return QCoreApplication.translate("why", "gleichzeitig")
    words = (
        QCoreApplication.translate("why", "{span} vorher")
        if offset_us < 0
        else QCoreApplication.translate("why", "{span} danach")
    )
    return words.format(span=span_text(abs(offset_us)))


def moment_text(time_us: int, at_us: int, zone: str) -> str:
    """Return a time of day; of another day than the moment shown, with the date."""
    if time_us == NO_TIME:
        return DASH
    where = ZoneInfo(zone)
    day, today = (datetime.fromtimestamp(us / 1e6, where).date() for us in (time_us, at_us))
    return time_text(time_us, zone, with_date=day != today)


def day_text(time_us: int, zone: str) -> str:
    """Return day and minute of a moment, such as `24.11.2025 17:00`."""
    if time_us == NO_TIME:
        return DASH
    return time_text(time_us, zone, with_date=True)[:-3]


def amount_text(point: Point, amount: float) -> str:
    """Return a difference or a limit of a point with its unit, never a state's name."""
    if not isfinite(amount):
        return DASH
    unit = f"\u202f{point.unit.symbol}" if point.unit.symbol else ""
    return f"{number(amount, point.decimals)}{unit}"


def share_text(part: float, whole: float) -> str:
    """Return a part of a whole in percent; empty where that says nothing."""
    if not (isfinite(part) and isfinite(whole)) or whole == 0:
        return ""
    return f"{count(round(100 * abs(part / whole)))}\u202f%"


def point_text(point: Point) -> str:
    """Return the name of a point with the device that carries it."""
    name, device = point.name.in_language(language()), str(point.device)
    return name if not device or device in name else f"{name} · {device}"


def place_text(point: Point | None) -> str:
    """Return the place of a point; empty where it has none."""
    return "" if point is None else point.site.in_language(language())


def source_text(city: City, source: SourceId | None) -> str:
    """Return the name of a source."""
    names = {one.id: one.name.in_language(language()) for one in city.sources}
    return "" if source is None else names.get(source, str(source))


def nearness_text(nearness: Nearness) -> str:
    """Return how near something is, such as `120 m` or `gleicher Anschluss (switch-1), 40 m`."""
    parts = [_relation_text(nearness)]
    is_apart = nearness.relation not in {Relation.SAME_DEVICE, Relation.SAME_SITE}
    if is_apart and isfinite(nearness.distance_m) and nearness.distance_m >= 1:
        parts.append(_metres(nearness.distance_m))
    return ", ".join(filter(None, parts))


def _relation_text(nearness: Nearness) -> str:
    words = {
        Relation.SAME_DEVICE: QCoreApplication.translate("why", "am selben Gerät"),
        Relation.UPSTREAM: QCoreApplication.translate("why", "vorgelagert im Netz"),
        Relation.DOWNSTREAM: QCoreApplication.translate("why", "dahinter im Netz"),
        Relation.SAME_UPLINK: QCoreApplication.translate("why", "gleicher Anschluss ({device})"),
        Relation.SAME_SITE: QCoreApplication.translate("why", "am selben Ort"),
        Relation.NEAR: "",
        Relation.SAME_SOURCE: QCoreApplication.translate("why", "dieselbe Quelle"),
        Relation.CITY: QCoreApplication.translate("why", "ganze Stadt"),
    }
    return words[nearness.relation].format(device=nearness.via or DASH)


def _metres(metres: float) -> str:
    if metres >= _KILOMETRE_M:
        return f"{number(metres / _KILOMETRE_M, 1)}\u202fkm"
    return f"{count(round(metres / 10) * 10 if metres >= 50 else round(metres))}\u202fm"  # noqa: PLR2004 - near by, metres count


def is_number(point: Point) -> bool:
    """Tell whether the values of a point are numbers and no states."""
    return point.kind is not PointKind.STATE
