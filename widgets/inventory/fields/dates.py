"""Editors of days and of moments: written as people write them, or picked in a calendar."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QToolButton, QWidget, QWidgetAction
from typing_extensions import override

from app.domain.inventory.fields import Field, Value
from widgets.inventory.fields.editors import FieldEditor
from widgets.inventory.fields.wording import ValueWords, day_text
from widgets.theme.icons import icon

_FORMS: Final = ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d/%m/%Y")
_MOMENT_FORMS: Final = tuple(f"{day} {clock}" for day in _FORMS for clock in ("%H:%M", "%H:%M:%S"))


def read_day(text: str) -> date | None:
    """Return the day that a text names (`3.11.2026`, `2026-11-03`), None for none."""
    for form in _FORMS:
        try:
            return datetime.strptime(text.strip(), form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


class DateEditor(FieldEditor):
    """A day, or none."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("TT.MM.JJJJ"))
        self.line.textEdited.connect(self._edited)
        self.line.editingFinished.connect(self._tidy)
        self.button = QToolButton()
        words = self.tr("Kalender öffnen")
        self.button.setToolTip(words)
        self.button.setAccessibleName(words)
        self.button.clicked.connect(self.open_calendar)
        self._menu: QMenu | None = None
        self._put(self.line, self.button)
        self.apply_theme()

    @override
    def value(self) -> Value:
        day = read_day(self.line.text())
        return None if day is None else day.isoformat()

    @override
    def set_value(self, value: Value) -> None:
        self.line.setText("" if value is None else day_text(str(value)))
        self.show_problem("")

    @override
    def own_problem(self) -> str:
        text = self.line.text().strip()
        if text and read_day(text) is None:
            return self.tr("„{0}“ ist kein Tag. Ein Datum sieht so aus: 30.11.2026.").format(text)
        return super().own_problem()

    def _tidy(self) -> None:
        if (day := read_day(self.line.text())) is not None:
            self.line.setText(day_text(day.isoformat()))

    def open_calendar(self) -> None:
        """Open the calendar at the day that is written."""
        if self._menu is None:
            self._menu = QMenu(self)
            calendar = QCalendarWidget()
            calendar.setLocale(QLocale())
            calendar.setGridVisible(False)
            # Weekends are red in Qt; here colour means abnormal.
            plain = QTextCharFormat()
            plain.setForeground(self.palette().text())
            for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
                calendar.setWeekdayTextFormat(day, plain)
            calendar.clicked.connect(self._take)
            calendar.activated.connect(self._take)
            holder = QWidgetAction(self._menu)
            holder.setDefaultWidget(calendar)
            self._menu.addAction(holder)
            self._menu.aboutToShow.connect(lambda: self._show_day(calendar))
        self._menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _show_day(self, calendar: QCalendarWidget) -> None:
        day = read_day(self.line.text())
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))

    def _take(self, picked: QDate) -> None:
        if self._menu is not None:
            self._menu.close()
        text = day_text(f"{picked.year():04}-{picked.month():02}-{picked.day():02}")
        if text != self.line.text():
            self.line.setText(text)
            self._edited()

    @override
    def set_read_only(self, *, is_read_only: bool) -> None:
        self.line.setReadOnly(is_read_only)
        self.button.setEnabled(not is_read_only)

    @override
    def apply_theme(self) -> None:
        super().apply_theme()
        if hasattr(self, "button"):  # the base class calls it before there is one
            self.button.setIcon(icon("mdi6.calendar-blank-outline"))


class MomentEditor(FieldEditor):
    """A moment in the city's time, or none.

    Args:
        field: The field.
        zone: Time zone of the city.
        parent: Owner.
    """

    def __init__(self, field: Field, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._zone = zone
        self._given: tuple[str, Value] = ("", None)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("TT.MM.JJJJ hh:mm"))
        self.line.textEdited.connect(self._edited)
        self._put(self.line)

    def _read(self) -> int | None:
        for form in _MOMENT_FORMS:
            try:
                local = datetime.strptime(self.line.text().strip(), form)  # noqa: DTZ007 - the zone follows
            except ValueError:
                continue
            return round(local.replace(tzinfo=ZoneInfo(self._zone)).timestamp()) * 1_000_000
        return None

    @override
    def value(self) -> Value:
        # What is left as it was shown stays exact, although seconds are not shown.
        return self._given[1] if self.line.text() == self._given[0] else self._read()

    @override
    def set_value(self, value: Value) -> None:
        shown = ValueWords(self._zone).text(self.field, value)
        self._given = (shown, value)
        self.line.setText(shown)
        self.show_problem("")

    @override
    def own_problem(self) -> str:
        if self.line.text().strip() and self.value() is None:
            return self.tr("Ein Zeitpunkt sieht so aus: 30.11.2026 14:30.")
        return ""

    @override
    def set_read_only(self, *, is_read_only: bool) -> None:
        self.line.setReadOnly(is_read_only)
