"""Reads a plan out of a file, whatever of ours it is."""

from pathlib import Path
from typing import Final

from app.domain.portfolio.foreign_plans import MOST_BYTES, ForeignPlan, ForeignPlanError
from app.services.portfolio.interchange.calendars import read_calendar
from app.services.portfolio.interchange.project_xml import read_project_xml

SUFFIXES: Final = (".xml", ".ics")
"""Endings of files that can be read."""

_CALENDAR: Final = b"BEGIN:VCALENDAR"
_HEAD: Final = 4_096


def read_plan(path: Path) -> ForeignPlan:
    """Return the plan in a file: XML of MS Project, or a calendar.

    What is too large is told by its beginning; it is not read whole.

    Raises:
        ForeignPlanError: It cannot be taken; it says why.
        OSError: It cannot be read.
    """
    is_large = path.stat().st_size > MOST_BYTES
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if is_large and path.suffix.casefold() != ".mpp":
            size = MOST_BYTES // 1024 // 1024
            raise ForeignPlanError(
                f"Die Datei ist größer als {size} MB. Bitte teilen Sie den Plan."
            )
        content = head if is_large else head + file.read()
    try:
        return _read(content, path.suffix.casefold())
    except (ValueError, OverflowError) as error:
        # Numbers and days no program writes; which of them it was helps nobody.
        raise ForeignPlanError(
            "In der Datei stehen Zahlen oder Tage, die es nicht gibt. Bitte speichern Sie den Plan "
            "im anderen Programm noch einmal."
        ) from error


def _read(content: bytes, suffix: str) -> ForeignPlan:
    is_calendar = content.lstrip(b"\xef\xbb\xbf \t\r\n")[: len(_CALENDAR)].upper() == _CALENDAR
    if is_calendar or suffix == ".ics":
        return read_calendar(content)
    return read_project_xml(content)
