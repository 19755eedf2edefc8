"""Capsules as words: spans, sizes, states of files, durations."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.capsules import CapsuleHeader
from app.services.capsules import CapsuleInfo
from widgets.texts import DASH, count, time_text

_MINUTE_S: Final = 60


class CapsuleState(IntEnum):
    """What is known of a file."""

    CHECKING = 0
    INTACT = 1
    WARNED = 2
    BROKEN = 3


def translate(text: str) -> str:
    """Return a German sentence of this room in the language of the screen."""
    return QCoreApplication.translate("capsules", text)


def span_text(header: CapsuleHeader) -> str:
    """Return the incident's span in the city's time, such as `24.11.2025 17:00:00 – 17:10:00`."""
    return times_text(header.start_us, header.end_us, header.time_zone)


def times_text(start_us: int, end_us: int, zone: str) -> str:
    """Return a span; the day is named again only where it is another one."""
    begin = time_text(start_us, zone, with_date=True)
    if start_us == end_us:
        return begin
    end = time_text(end_us, zone, with_date=True)
    day = begin.split(" ", maxsplit=1)[0]
    return f"{begin} – {end.split(' ')[1] if end.startswith(day) else end}"


def made_text(header: CapsuleHeader) -> str:
    """Return who made a capsule and when."""
    moment = time_text(header.created_us, header.time_zone, with_date=True)
    return f"{header.actor or DASH}, {moment}"


def size_text(size: int) -> str:
    """Return the size of a file such as `3,4 MB`."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def state_of(info: CapsuleInfo | None) -> CapsuleState:
    """Return what is known of a file; None while it is being checked."""
    if info is None:
        return CapsuleState.CHECKING
    if info.error:
        return CapsuleState.BROKEN
    return CapsuleState.WARNED if info.warnings else CapsuleState.INTACT


def state_text(state: CapsuleState) -> str:
    """Return the word for the state of a file."""
    words = {
        CapsuleState.CHECKING: translate("wird geprüft …"),
        CapsuleState.INTACT: translate("unverändert"),
        CapsuleState.WARNED: translate("mit Vorbehalt"),
        CapsuleState.BROKEN: translate("nicht lesbar"),
    }
    return words[state]


STATE_ICONS: Final = {
    CapsuleState.CHECKING: "mdi6.progress-clock",
    CapsuleState.INTACT: "mdi6.check-decagram-outline",
    CapsuleState.WARNED: "mdi6.alert-outline",
    CapsuleState.BROKEN: "mdi6.file-alert-outline",
}
"""Icons that double the words."""


def seconds_text(seconds: float | None) -> str:
    """Return a duration such as `4:05 min`; a dash where it never came."""
    if seconds is None:
        return DASH
    whole = round(seconds)
    if whole < _MINUTE_S:
        return f"{count(whole)} s"
    return f"{count(whole // _MINUTE_S)}:{whole % _MINUTE_S:02d} min"
