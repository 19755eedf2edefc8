"""Puts the programme of a profile together, in an order in which all is known."""

from datetime import date
from pathlib import Path
from typing import Final

from app.domain.inventory.changes import Operation
from app.services.portfolio.demo.drafts import Draft, Known
from app.services.portfolio.demo.figures import add_series, add_trend
from app.services.portfolio.demo.sheets import ProgrammeError, Sheet, read_sheet
from app.services.portfolio.demo.steering import Steering
from app.services.portfolio.demo.works import Works

SEED: Final = 2021_0629
NOTHING_KNOWN: Final[Known] = {}


def programme_operations(
    profile: Path, today: date, *, seed: int = SEED, known: Known = NOTHING_KNOWN
) -> list[Operation]:
    """Return what creates all records of a profile's programme.

    The same files, day and seed give the same records; their names do not depend on the day.

    Args:
        profile: The folder of the profile.
        today: The day made-up plans are laid about, 2026 or later.
        seed: Of all chances.
        known: Fields of action, waves, organisations and funds that are there already.

    Raises:
        ProgrammeError: Something is wrong with the files; it tells all of it.
    """
    sheet = read_sheet(profile)
    draft = _drafted(profile.name, sheet, today, seed, known)
    operations = draft.operations()
    if draft.problems:
        raise ProgrammeError(draft.problems)
    return operations


def _drafted(city: str, sheet: Sheet, today: date, seed: int, known: Known) -> Draft:
    draft = Draft(city, today, seed, known)
    for entry in sheet.entries:
        draft.enter(entry)
    steering = Steering(draft)
    for planned in Works(draft, sheet).add():
        steering.add(planned)
    for series in sheet.series:
        add_series(draft, series)
    for trend in sheet.trends:
        add_trend(draft, trend)
    return draft
