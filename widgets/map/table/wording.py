"""What the cells of the table of the map say, and the whole sentence a screen reader gets."""

from html import escape

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import Priority
from app.domain.samples import NO_TIME
from app.services.maps.sources import Rank
from app.services.maps.tables import MapTableRows
from widgets.map.coordinate_texts import degrees_text, utm_text
from widgets.map.table.columns import Column, column_title
from widgets.texts import DASH, age_text, count, priority_text


def rank_priority(rank: int) -> Priority | None:
    """Return the priority of the alarm behind a rank; None when no alarm calls."""
    return Priority(int(Rank.CRITICAL) + 1 - rank) if rank >= Rank.LOW else None


def state_text(rank: int) -> str:
    """Return the word for a state."""
    priority = rank_priority(rank)
    if priority is not None:
        return priority_text(priority)
    words = {
        Rank.BAD: QCoreApplication.translate("map", "Gestört"),
        Rank.STALE: QCoreApplication.translate("map", "Veraltet"),
        Rank.NORMAL: QCoreApplication.translate("map", "In Ordnung"),
    }
    return words[Rank(rank)]


def devices_text(number: int) -> str:
    """Return how many devices, such as `1 Gerät` or `467 Geräte`."""
    if number == 1:
        return QCoreApplication.translate("map", "1 Gerät")
    return QCoreApplication.translate("map", "{0} Geräte").format(count(number))


def points_text(number: int) -> str:
    """Return how many points a device carries, in words."""
    if number == 1:
        return QCoreApplication.translate("map", "1 Datenpunkt")
    return QCoreApplication.translate("map", "{0} Datenpunkte").format(count(number))


class Wording:
    """The words for some rows; places are made into words once.

    Args:
        rows: The rows; those of later states have the same words.
        points: How many points each of them carries.
    """

    def __init__(self, rows: MapTableRows, points: list[int]) -> None:
        self._rows = rows
        self._points = points
        self._places: dict[tuple[int, Column], str] = {}

    def text(self, rows: MapTableRows, row: int, column: Column) -> str:  # noqa: PLR0911 - one a column
        """Return the text of a cell.

        Args:
            rows: The rows of the present state.
            row: Which one.
            column: Its column.
        """
        if column is Column.STATE:
            return state_text(int(rows.ranks[row]))
        if column is Column.NAME:
            return rows.names[row]
        if column is Column.KIND:
            return rows.kinds[row]
        if column is Column.FIELD:
            return rows.fields[row]
        if column is Column.DISTRICT:
            return rows.districts[row]
        if column is Column.VALUE:
            return rows.values[row] or DASH
        if column is Column.AGE:
            age_us = int(rows.ages_us[row])
            return DASH if age_us == NO_TIME else age_text(age_us)
        if column is Column.POINTS:
            return count(self._points[row])
        return self.place(row, column)

    def place(self, row: int, column: Column) -> str:
        """Return where a device is, in the notation of a column."""
        key = (row, column)
        if key not in self._places:
            location = self._rows.locations[row]
            write = utm_text if column is Column.GRID else degrees_text
            self._places[key] = DASH if location is None else write(location)
        return self._places[key]

    def sentence(self, rows: MapTableRows, row: int) -> str:
        """Return a row as one whole sentence."""
        where = ", ".join(filter(None, (rows.kinds[row], rows.fields[row], rows.districts[row])))
        state = state_text(int(rows.ranks[row]))
        if rank_priority(int(rows.ranks[row])) is not None:
            state = f"{state}, {acknowledged_text(is_acknowledged=bool(rows.acknowledged[row]))}"
        value = rows.values[row]
        age = self.text(rows, row, Column.AGE)
        if value and age != DASH:
            words = QCoreApplication.translate("map", "{value}, vor {age} gemessen")
            value = words.format(value=value, age=age)
        parts = (value, points_text(self._points[row]), self.place(row, Column.PLACE))
        more = ". ".join(part for part in parts if part and part != DASH)
        return f"{rows.names[row]} ({where}): {state}. {more}."

    def tooltip(self, rows: MapTableRows, row: int) -> str:
        """Return what a row has no room for, as rich text."""
        told = (Column.STATE, Column.KIND, Column.VALUE, Column.AGE, Column.PLACE, Column.GRID)
        lines = [f"<b>{escape(rows.names[row])}</b>", escape(rows.ids[row])]
        lines += [
            f"{escape(column_title(column))}: {escape(self.text(rows, row, column))}"
            for column in told
        ]
        return "<br>".join(lines)


def acknowledged_text(*, is_acknowledged: bool) -> str:
    """Return whether somebody has acknowledged, in words."""
    if is_acknowledged:
        return QCoreApplication.translate("map", "quittiert")
    return QCoreApplication.translate("map", "nicht quittiert")
