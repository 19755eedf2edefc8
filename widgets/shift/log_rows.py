"""A line of the logbook in words: its time, what it is about, who wrote it, what is left to do."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from app.domain.alarms import AlarmId
from app.domain.cities import City
from app.domain.shifts import LogEntry
from app.services.lost_sources import all_rules
from widgets.records.rows import RecordColumns, RecordWording, whole_city
from widgets.texts import language, time_text


class LogColumn(IntEnum):
    """Columns of the logbook in their first order."""

    TIME = 0
    TEXT = 1
    OPEN = 2
    ABOUT = 3
    AUTHOR = 4
    PLACE = 5
    WRITTEN = 6


def log_title(column: LogColumn) -> str:
    """Return the heading of a column."""
    titles = {
        LogColumn.TIME: QCoreApplication.translate("logbook", "Zeit"),
        LogColumn.TEXT: QCoreApplication.translate("logbook", "Eintrag"),
        LogColumn.OPEN: QCoreApplication.translate("logbook", "Zu tun"),
        LogColumn.ABOUT: QCoreApplication.translate("logbook", "Betrifft"),
        LogColumn.AUTHOR: QCoreApplication.translate("logbook", "Von"),
        LogColumn.PLACE: QCoreApplication.translate("logbook", "Ort"),
        LogColumn.WRITTEN: QCoreApplication.translate("logbook", "Geschrieben am"),
    }
    return titles[column]


LOG_COLUMNS: Final[RecordColumns[LogEntry]] = RecordColumns(
    every=list(LogColumn),
    title=log_title,
    widths={
        LogColumn.TIME: 21.0,
        LogColumn.TEXT: 40.0,
        LogColumn.OPEN: 9.0,
        LogColumn.ABOUT: 34.0,
        LogColumn.AUTHOR: 15.0,
        LogColumn.PLACE: 18.0,
        LogColumn.WRITTEN: 21.0,
    },
    time=LogColumn.TIME,
    written=LogColumn.WRITTEN,
    text=LogColumn.TEXT,
    time_of=lambda entry: entry.time_us,
    hidden=frozenset({LogColumn.PLACE, LogColumn.WRITTEN}),
    fixed=frozenset({LogColumn.TIME, LogColumn.TEXT}),
)


class LogWording(RecordWording[LogEntry]):
    """Turns lines of the logbook into words.

    Args:
        city: The profile; None while there is none.
    """

    def __init__(self, city: City | None) -> None:
        super().__init__(city)
        self._rules = {} if city is None else all_rules(city)

    @override
    def texts(self, record: LogEntry) -> tuple[str, ...]:
        is_open = QCoreApplication.translate("logbook", "offen")
        return (
            time_text(record.time_us, self.zone, with_date=True),
            " ".join(record.text.split()),
            is_open if record.is_open else "",
            self.about(record),
            record.author,
            self.place_of(record),
            time_text(record.created_us, self.zone, with_date=True),
        )

    def about(self, entry: LogEntry) -> str:
        """Return what a line is about: the alarm, the points, or the whole city."""
        if entry.alarm is not None:
            return self.alarm_text(entry.alarm)
        return ", ".join(map(self.point_text, entry.points)) or whole_city()

    def alarm_text(self, alarm: AlarmId) -> str:
        """Return what an alarm says; of one that is not in the profile its id."""
        rule = self._rules.get(alarm)
        return str(alarm) if rule is None else rule.message.in_language(language())
