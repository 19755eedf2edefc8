"""Why an alarm is hidden, and for how long, in words."""

from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmState
from app.domain.alarms.mirrors import SERVER
from app.domain.cities import City
from app.domain.samples import NO_TIME
from app.domain.shifts import shift_at
from widgets.foreign_texts import remark_on_screen
from widgets.texts import DASH

SCHEDULE: Final = "schedule"
"""What an alarm is suppressed by outside the hours of its rule."""

_MINUTE_US: Final = 60_000_000

NameOf = Callable[[str], str]
"""Gives the name of an alarm or of a maintenance window by its id; empty for an unknown one."""


def span_text(span_us: int) -> str:
    """Return a span such as `2 h 14 min`, `14 min`, or `unter 1 min`; minutes rounded up."""
    minutes = -(-span_us // _MINUTE_US)
    if minutes < 1:
        return QCoreApplication.translate("alarms", "unter 1 min")
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def remaining_text(state: AlarmState, at_us: int) -> str:
    """Return how long an alarm stays shelved, such as `noch 2 h 14 min`; empty where it is not."""
    if state.shelf is None:
        return ""
    left_us = state.shelf.until_us - at_us
    if state.shelf.until_us == NO_TIME:  # a server's own, until the alarm returns
        return QCoreApplication.translate("alarms", "bis zur Rückkehr")
    if left_us <= 0:
        return QCoreApplication.translate("alarms", "endet jetzt")
    words = QCoreApplication.translate("alarms", "noch {span}").format(span=span_text(left_us))
    if state.shelf.is_one_shot:
        return QCoreApplication.translate("alarms", "{span}, einmalig").format(span=words)
    return words


def suppression_text(by: str, name_of: NameOf) -> str:
    """Return what suppresses an alarm, in words."""
    if not by:
        return ""
    if by == SCHEDULE:
        return QCoreApplication.translate("alarms", "laut Zeitplan")
    if by == SERVER:
        return QCoreApplication.translate("alarms", "vom Server")
    name = name_of(by)
    if "#" in by or "@" in by:
        words = QCoreApplication.translate("alarms", "durch Alarm „{name}“")
        return words.format(name=name or by)
    words = QCoreApplication.translate("alarms", "Wartungsfenster „{name}“")
    return words.format(name=name) if name else words.partition(" ")[0]


def hidden_comment(state: AlarmState) -> str:
    """Return why an alarm is hidden, as the person wrote it; else the comment of an alarm."""
    if state.out_of_service is not None:
        return state.out_of_service.reason
    if state.shelf is not None:
        return remark_on_screen(state.shelf.actor, state.shelf.reason)
    return remark_on_screen(state.acknowledged_by, state.comment)


def hidden_by(state: AlarmState) -> str:
    """Return who hid an alarm; empty where nobody did."""
    if state.out_of_service is not None:
        return state.out_of_service.actor
    return "" if state.shelf is None else state.shelf.actor


def shift_end_us(city: City, at_us: int) -> int:
    """Return when the shift at a moment ends, µs UTC; `NO_TIME` where nobody is on shift."""
    if not city.shifts:
        return NO_TIME
    shift = shift_at(city.shifts, at_us, ZoneInfo(city.time_zone))
    return NO_TIME if shift is None else shift.end_us


def ends_in_shift(state: AlarmState, end_us: int) -> bool:
    """Tell whether a shelf ends before the present shift does."""
    return state.shelf is not None and end_us != NO_TIME and 0 < state.shelf.until_us <= end_us


def dash(text: str) -> str:
    """Return a text, or a dash where there is none."""
    return text or DASH
