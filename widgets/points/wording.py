"""What the cells of the table of points say, and what the tooltip adds."""

from html import escape

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmRule
from app.domain.points import Point
from app.domain.samples import NO_TIME, Quality
from app.services.states import CityState
from widgets.alarms.words import alarm_words, limit_text
from widgets.points.arrangement import LiveColumns
from widgets.points.columns import Column
from widgets.points.roster import Roster
from widgets.texts import (
    DASH,
    age_text,
    count,
    language,
    quality_text,
    time_text,
    value_text,
    value_with_unit,
)


def quality_words(quality: int, time_us: int, *, is_stale: bool) -> str:
    """Return quality and age in one word: the worse of the two says more."""
    if time_us == NO_TIME:
        return QCoreApplication.translate("points", "ohne Wert")
    if is_stale and quality == Quality.GOOD:
        return QCoreApplication.translate("points", "veraltet")
    return quality_text(quality)


def points_text(number: int) -> str:
    """Return how many points, such as `1 Datenpunkt` or `5.000 Datenpunkte`."""
    if number == 1:
        return QCoreApplication.translate("points", "1 Datenpunkt")
    return QCoreApplication.translate("points", "{0} Datenpunkte").format(count(number))


class Wording:
    """The words for one roster, in its language."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._rules: dict[str, list[AlarmRule]] = {}
        for rule in roster.city.rules:
            self._rules.setdefault(str(rule.point), []).append(rule)

    def text(self, row: int, column: Column, live: LiveColumns, state: CityState | None) -> str:
        """Return the text of a cell; the spark line has none."""
        fixed = self._roster.texts.get(column)
        if fixed is not None:
            return fixed[row]
        if column is Column.VALUE:
            return value_text(self._roster.points[row], float(live.value[row]))
        if column is Column.AGE:
            return self.age(row, live, state)
        if column is Column.QUALITY:
            return quality_words(
                int(live.quality[row]), int(live.time[row]), is_stale=bool(live.stale[row])
            )
        if column is Column.ALARM:
            return alarm_words(int(live.rank[row]))
        return ""

    def value(self, row: int, live: LiveColumns) -> str:
        """Return a value together with its unit."""
        return value_with_unit(self._roster.points[row], float(live.value[row]))

    def age(self, row: int, live: LiveColumns, state: CityState | None) -> str:
        """Return the age of a value at the moment of the state."""
        time_us = int(live.time[row])
        if state is None or time_us == NO_TIME:
            return DASH
        return age_text(state.at_us - time_us)

    def rules(self, point: Point) -> list[AlarmRule]:
        """Return the alarm rules of a point in the profile's order."""
        return self._rules.get(str(point.id), [])

    def tooltip(self, row: int, state: CityState | None) -> str:
        """Return everything about a cell's point that the row has no room for, as rich text."""
        point = self._roster.points[row]
        lines = [f"<b>{escape(self._roster.texts[Column.NAME][row])}</b>", escape(str(point.id))]
        if point.unit.symbol:
            words = point.unit.name.in_language(language())
            lines.append(
                self._line(
                    QCoreApplication.translate("points", "Einheit"),
                    f"{point.unit.symbol} ({words})",
                )
            )
        if state is not None:
            lines += self._live_lines(row, state)
        for rule in self.rules(point):
            basis = f" · {rule.basis}" if rule.basis else ""
            lines.append(
                self._line(
                    QCoreApplication.translate("points", "Grenzwert"),
                    limit_text(point, rule) + basis,
                )
            )
        if point.is_simulated:
            lines.append(
                escape(QCoreApplication.translate("points", "S: Dieser Wert ist simuliert."))
            )
        return "<br>".join(lines)

    def _live_lines(self, row: int, state: CityState) -> list[str]:
        zone = self._roster.city.time_zone
        states = state.states
        point = self._roster.points[row]
        time_us, received_us = int(states.time[row]), int(states.received[row])
        quality = quality_words(int(states.quality[row]), time_us, is_stale=bool(state.stale[row]))
        return [
            self._line(
                QCoreApplication.translate("points", "Wert"),
                value_with_unit(point, float(states.value[row])),
            ),
            self._line(QCoreApplication.translate("points", "Güte"), quality),
            self._line(
                QCoreApplication.translate("points", "Gemessen"),
                time_text(time_us, zone, with_date=True),
            ),
            self._line(
                QCoreApplication.translate("points", "Empfangen"),
                time_text(received_us, zone, with_date=True),
            ),
        ]

    @staticmethod
    def _line(title: str, text: str) -> str:
        return f"{escape(title)}: {escape(text)}"
