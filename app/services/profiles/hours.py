"""Hours of a week as they are written: `{ days = ["mo"], start = "07:00", end = "17:00" }`."""

import re
from typing import Final

from msgspec import UNSET

from app.domain.alarms import Schedule
from app.services.profiles import faults
from app.services.profiles.problems import Findings, Origin
from app.services.profiles.tables import HoursTable, ShiftTable

DAYS: Final = ("mo", "di", "mi", "do", "fr", "sa", "so")
"""The days of the week as a profile writes them, Monday first."""

_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})")
_DAY_MINUTES: Final = 24 * 60
_HOUR_MINUTES: Final = 60


def schedule_of(table: HoursTable | ShiftTable, origin: Origin, findings: Findings) -> Schedule:
    """Return written hours as the domain has them.

    Args:
        table: What was written; without days it means every day.
        origin: Where.
        findings: Takes days and times that do not exist, and hours without any day.
    """
    return Schedule(
        days=_days(table, origin.at("days"), findings),
        start_minute=_minute(table.start, _DAY_MINUTES - 1, origin.at("start"), findings),
        end_minute=_minute(table.end, _DAY_MINUTES, origin.at("end"), findings),
    )


def _days(table: HoursTable | ShiftTable, origin: Origin, findings: Findings) -> frozenset[int]:
    if table.days is UNSET:
        return frozenset(range(len(DAYS)))
    if not table.days:
        findings.add(faults.NO_DAYS, origin)
    for index, day in enumerate(table.days):
        if day not in DAYS:
            findings.add(faults.WRONG_CHOICE, origin.at(index), value=day, known=", ".join(DAYS))
    return frozenset(DAYS.index(day) for day in table.days if day in DAYS)


def _minute(text: str, latest: int, origin: Origin, findings: Findings) -> int:
    found = _TIME.fullmatch(text)
    minute = _DAY_MINUTES + 1
    if found is not None and int(found.group(2)) < _HOUR_MINUTES:
        minute = int(found.group(1)) * _HOUR_MINUTES + int(found.group(2))
    if minute <= latest:
        return minute
    findings.add(faults.BAD_TIME, origin, value=text)
    return 0


def time_text(minute: int) -> str:
    """Return minutes after midnight as they are written, such as `07:00`."""
    return f"{minute // _HOUR_MINUTES:02d}:{minute % _HOUR_MINUTES:02d}"
