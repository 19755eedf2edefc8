"""The words of the carpet: days, clock times, and what a cell says."""

from datetime import date

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.analysis.calendars import HOUR_US
from app.domain.analysis.carpets import Carpet
from app.domain.points import Point
from widgets.texts import language
from widgets.trends.analysis.wording import figure_text, figure_with_unit, share_text

_QUARTERS = 4
_ALMOST = 0.995


def day_label(day: date, *, is_long: bool) -> str:
    """Return a day for the axis: its weekday and date, or month and year of a long window."""
    if is_long:
        return day.strftime("%m.%Y" if language() == "de" else "%m/%Y")
    return f"{_weekday(day)} {day.strftime('%d.%m.' if language() == 'de' else '%d/%m')}"


def day_text(day: date) -> str:
    """Return a day with its weekday and year."""
    return f"{_weekday(day)} {day.strftime('%d.%m.%Y' if language() == 'de' else '%d/%m/%Y')}"


def clock_text(carpet: Carpet, row: int) -> str:
    """Return from when to when a row is, by the clock."""
    an_hour = HOUR_US // carpet.cell_us
    times = []
    for place in (row, row + 1):
        hour, quarter = divmod(place, an_hour)
        times.append(f"{hour:02d}:{quarter * 60 // _QUARTERS if an_hour > 1 else 0:02d}")
    return f"{times[0]}–{times[1]}"


def cell_words(carpet: Carpet, point: Point, row: int, column: int) -> str:
    """Return what a cell says: when, the mean with its unit, and what is special about it."""
    when = f"{day_text(carpet.days[column])} {clock_text(carpet, row)}"
    if carpet.is_missing[row, column]:
        gone = QCoreApplication.translate(
            "analysis", "diese Stunde gab es nicht (Beginn der Sommerzeit)"
        )
        return f"{when}: {gone}"
    mean = float(carpet.mean[row, column])
    if not np.isfinite(mean):
        return f"{when}: {QCoreApplication.translate('analysis', 'keine Werte')}"
    notes = []
    if carpet.is_double[row, column]:
        notes.append(
            QCoreApplication.translate(
                "analysis", "diese Stunde kam zweimal (Ende der Sommerzeit), Mittel aus beiden"
            )
        )
    known = float(carpet.known[row, column])
    if known < _ALMOST:
        part = QCoreApplication.translate("analysis", "zu %1 bekannt")
        notes.append(part.replace("%1", share_text(known, 0)))
    tail = f" ({'; '.join(notes)})" if notes else ""
    return f"{when}: {figure_with_unit(point, mean)}{tail}"


def marks_note(carpet: Carpet, point: Point) -> str:
    """Return what is special about a carpet, and what its marks mean; empty for nothing."""
    notes = []
    low, high = carpet.usual_range()
    if carpet.has_data and (np.nanmax(carpet.mean) > high or np.nanmin(carpet.mean) < low):
        words = QCoreApplication.translate(
            "analysis", "Farben von %1 bis %2; einzelne Stunden liegen weit außerhalb"
        )
        ends = (figure_text(point, low), figure_with_unit(point, high))
        notes.append(words.replace("%1", ends[0]).replace("%2", ends[1]))
    if carpet.is_double.any():
        notes.append(
            QCoreApplication.translate("analysis", "Balken: Stunde kam zweimal, gemittelt")
        )
    if carpet.is_missing.any():
        notes.append(QCoreApplication.translate("analysis", "gekreuzt: Stunde gab es nicht"))
    return " · ".join(notes)


def _weekday(day: date) -> str:
    form = QLocale.FormatType.ShortFormat
    return QLocale().standaloneDayName(day.isoweekday(), form).rstrip(".")
