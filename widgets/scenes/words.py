"""Words the tools of scenes share: ranks with their looks, ages, texts of others in plain."""

from typing import Final
from unicodedata import category

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import Priority
from app.domain.samples import NO_TIME
from app.services.maps.sources import Rank
from widgets.texts import age_text, count, priority_text
from widgets.theme.tokens import LOST_LOOK, AlarmLook, alarm_look

_PRIORITIES: Final = {
    Rank.LOW: Priority.LOW,
    Rank.MEDIUM: Priority.MEDIUM,
    Rank.HIGH: Priority.HIGH,
    Rank.CRITICAL: Priority.CRITICAL,
}
_LONGEST: Final = 300
"""Longer texts of files are cut: nobody reads them on a card, and measuring them takes long."""

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Kinds of characters that cannot be seen, and can turn the order of those that can."""


def rank_look(rank: int) -> AlarmLook | None:
    """Return the look of a rank that is worth a glyph, None for normal and stale."""
    if rank == Rank.BAD:
        return LOST_LOOK
    priority = _PRIORITIES.get(Rank(rank))
    return alarm_look(priority) if priority is not None else None


def rank_text(rank: int) -> str:
    """Return the word of a rank."""
    priority = _PRIORITIES.get(Rank(rank))
    if priority is not None:
        return priority_text(priority)
    if rank == Rank.BAD:
        return QCoreApplication.translate("map_tools", "Messung gestört")
    if rank == Rank.STALE:
        return QCoreApplication.translate("map_tools", "Veraltet")
    return QCoreApplication.translate("map_tools", "In Ordnung")


def ago_text(age_us: int) -> str:
    """Return an age such as `vor 12 s`; without a value that there never was one."""
    if age_us == NO_TIME:
        return QCoreApplication.translate("map_tools", "ohne Wert")
    return QCoreApplication.translate("map_tools", "vor %1").replace("%1", age_text(age_us))


def devices_text(number: int) -> str:
    """Return how many devices, such as `1 Gerät` or `12 Geräte`."""
    if number == 1:
        return QCoreApplication.translate("map_tools", "1 Gerät")
    return QCoreApplication.translate("map_tools", "%1 Geräte").replace("%1", count(number))


def points_text(number: int) -> str:
    """Return how many points, such as `1 Datenpunkt` or `48 Datenpunkte`."""
    if number == 1:
        return QCoreApplication.translate("map_tools", "1 Datenpunkt")
    return QCoreApplication.translate("map_tools", "%1 Datenpunkte").replace("%1", count(number))


def plain(text: str) -> str:
    """Return a text of others as one line without characters that cannot be seen."""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    seen = "".join(" " if one.isspace() else one for one in cut)
    return " ".join("".join(one for one in seen if category(one) not in _HIDDEN).split())
