"""Asking for a range: from and to, as dates or in words such as `gestern 14:30`."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from app.domain.local_times import at_local
from app.services.time_words import TimeWordsError, read_time
from widgets.foreign_texts import on_screen
from widgets.theme.tokens import GRID
from widgets.trends.date_axis import date_text
from widgets.trends.model import Window

_LETTERS = 40


class RangeDialog(QDialog):
    """Two lines, and below each what was understood.

    Args:
        window: The range shown now.
        now_us: The present, µs UTC.
        zone: The zone whose clocks count.
        parent: Owner.
    """

    def __init__(
        self, window: Window | None, now_us: int, zone: ZoneInfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._now_us, self._zone = now_us, zone
        self.start, self.end = QLineEdit(), QLineEdit()
        self._start_hint, self._end_hint = QLabel(), QLabel()
        self._problem = QLabel()
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.show_button = self._buttons.addButton(self.tr("Zeigen"), role.AcceptRole)
        self._buttons.addButton(self.tr("Abbrechen"), role.RejectRole)
        self.window_shown: Window | None = None
        if window is not None:
            self.start.setText(self._written(window.start_us))
            self.end.setText(self._written(window.end_us))
        self._arrange()
        self.start.textChanged.connect(self._read)
        self.end.textChanged.connect(self._read)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._read()
        self.start.selectAll()

    def _arrange(self) -> None:
        self.setWindowTitle(self.tr("Zeitraum wählen"))
        form = QFormLayout(self)
        form.setSpacing(GRID)
        example = self.tr("Zum Beispiel: 3.11. 8 Uhr · gestern 14:30 · vor 2 Stunden · jetzt")
        hint = QLabel(example)
        hint.setObjectName("muted")
        width = self.fontMetrics().averageCharWidth() * _LETTERS
        for label, line, below in (
            (self.tr("Von"), self.start, self._start_hint),
            (self.tr("Bis"), self.end, self._end_hint),
        ):
            line.setMinimumWidth(width)
            line.setAccessibleName(label)
            below.setObjectName("muted")
            below.setWordWrap(True)
            form.addRow(label, line)
            form.addRow("", below)
        self._problem.setWordWrap(True)
        form.addRow(hint)
        form.addRow(self._problem)
        form.addRow(self._buttons)

    def _read(self) -> None:
        start_us = self._moment(self.start, self._start_hint)
        end_us = self._moment(self.end, self._end_hint)
        self.window_shown = None
        problem = ""
        if start_us is not None and end_us is not None:
            if start_us < end_us:
                self.window_shown = Window(start_us, end_us)
            else:
                problem = self.tr("Der Anfang muss vor dem Ende liegen.")
        self._problem.setText(problem)
        self.show_button.setEnabled(self.window_shown is not None)

    def _moment(self, line: QLineEdit, below: QLabel) -> int | None:
        """Return the moment a line names, and say below it what was understood."""
        try:
            time_us = read_time(line.text(), self._now_us, self._zone.key)
        except TimeWordsError as error:
            below.setText(on_screen(str(error)) if line.text().strip() else "")
            return None
        local = at_local(time_us, self._zone)
        day = QLocale().dayName(local.isoweekday(), QLocale.FormatType.ShortFormat)
        below.setText(f"{day} {self._written(time_us)}")
        return time_us

    def _written(self, time_us: int) -> str:
        local = at_local(time_us, self._zone)
        return f"{date_text(local)} {local:%H:%M}"
