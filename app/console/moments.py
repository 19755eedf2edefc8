"""Moments, speeds and steps as words."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

from app.console.time_bus import DAY_US, HOUR_US, MINUTE_US, SECOND_US, TimeBus
from app.domain.local_times import at_local, is_twice
from widgets.texts import language, time_text, zone_sign


@dataclass(frozen=True, slots=True)
class Shown:
    """Which time something shows.

    Attributes:
        time_us: The moment, µs UTC; None for LIVE.
        rate: How fast it moves; 0 while it stands.
        zone: IANA name of the zone in which it is written.
        is_late: True while the moment is being read, and something else is on screen still.
    """

    time_us: int | None
    rate: int = 0
    zone: str = "UTC"
    is_late: bool = False

    @property
    def is_live(self) -> bool:
        """True for the present."""
        return self.time_us is None


def shown_by(bus: TimeBus, zone: str) -> Shown:
    """Return which time the time bus shows."""
    return Shown(bus.pinned_us, bus.rate, zone)


def moment_text(time_us: int, zone: str) -> str:
    """Return date and time; an hour that comes twice names its zone, too."""
    text = time_text(time_us, zone, with_date=True)
    there = at_local(time_us, ZoneInfo(zone))
    return f"{text} {zone_sign(there)}" if is_twice(there) else text


def weekday_text(time_us: int, zone: str) -> str:
    """Return the name of the day of a moment."""
    day = at_local(time_us, ZoneInfo(zone)).isoweekday()
    return QLocale().dayName(day, QLocale.FormatType.LongFormat)


def short_moment_text(time_us: int, zone: str, now_us: int) -> str:
    """Return the time alone today, else day, month, hour and minute."""
    there, now = (at_local(us, ZoneInfo(zone)) for us in (time_us, now_us))
    clock = there.strftime("%H:%M:%S" if there.second else "%H:%M")
    if there.date() == now.date():
        return clock
    pattern = "%d/%m/%Y" if language() == "en" else "%d.%m.%Y"
    if there.year == now.year:
        pattern = "%d/%m" if language() == "en" else "%d.%m."
    return f"{there.strftime(pattern)} {clock}"


def speed_text(speed: int) -> str:
    """Return a speed such as `60×`."""
    return f"{QLocale().toString(speed)}×"


def rate_text(rate: int) -> str:
    """Return which way and how fast the past is played; empty while it stands."""
    if not rate:
        return ""
    words = (
        QCoreApplication.translate("time", "spielt vorwärts, {0}")
        if rate > 0
        else QCoreApplication.translate("time", "spielt rückwärts, {0}")
    )
    return words.format(speed_text(abs(rate)))


def step_text(step_us: int) -> str:
    """Return the length of a step in words."""
    if step_us >= DAY_US:
        return QCoreApplication.translate("time", "1 Tag")
    if step_us >= HOUR_US:
        return QCoreApplication.translate("time", "1 Stunde")
    unit_us, unit = (MINUTE_US, "min") if step_us >= MINUTE_US else (SECOND_US, "s")
    return f"{step_us // unit_us} {unit}"


def not_live_texts(shown: Shown) -> tuple[str, ...]:
    """Return how a window says that it shows the past, the longest first."""
    if shown.time_us is None:
        return ("",)
    words = QCoreApplication.translate("time", "NICHT LIVE")
    moment = moment_text(shown.time_us, shown.zone)
    day = weekday_text(shown.time_us, shown.zone)
    rate = rate_text(shown.rate)
    if shown.is_late:
        rate = QCoreApplication.translate("time", "wird gelesen …")
    back = QCoreApplication.translate("time", "Strg+L führt zur Gegenwart")
    parts = (
        (words, f"{day}, {moment}", rate, back),
        (words, moment, rate),
        (words, moment, rate if shown.is_late or not shown.rate else speed_text(shown.rate)),
        (words, moment),
    )
    return tuple(" · ".join(filter(None, part)) for part in parts)
