"""The dialog in which a person writes a line of the logbook, or reads and changes one."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.shifts import LogEntry
from widgets.labels import ElidedLabel
from widgets.records.dialog import RecordDialog
from widgets.shift.log_rows import LogWording


class LogDialog(RecordDialog[LogEntry]):
    """Asks for text, moment and points of a line, and whether something is left to do.

    Args:
        entry: The line, or a draft of one.
        city: The profile; None while there is none.
        now_us: The present, µs UTC.
        is_new: True for a draft.
        parent: The window.
    """

    def __init__(
        self,
        entry: LogEntry,
        city: City | None,
        now_us: int,
        *,
        is_new: bool,
        parent: QWidget | None = None,
    ) -> None:
        wording = LogWording(city)
        super().__init__(entry, wording, now_us, is_new=is_new, parent=parent)
        self.name(
            self.tr("Ins Schichtbuch eintragen") if is_new else self.tr("Eintrag bearbeiten"),
            self.tr("Text des Eintrags"),
            self.tr("Was ist geschehen, was wurde getan, was ist noch zu tun?"),
        )
        self.start.setText(self.time_text(entry.time_us))
        self.start.setAccessibleName(self.tr("Zeitpunkt"))
        self.start.setToolTip(self.tr("Auch in Worten: „vor 10 min“, „gestern 14:30“"))
        self.to_do = QCheckBox(self.tr("Noch zu erledigen"))
        self.to_do.setToolTip(self.tr("Bleibt in jeder Übergabe, bis jemand es erledigt"))
        self.to_do.setChecked(entry.is_open)
        self.form.addRow(self.tr("Zeit"), self.start)
        if entry.alarm is not None:
            self.form.addRow(self.tr("Alarm"), ElidedLabel(wording.alarm_text(entry.alarm)))
        self.arrange()
        self.form.addRow("", self.to_do)
        self.finish()

    @override
    def unsaved_text(self) -> str:
        return self.tr("Der Eintrag ist nicht gespeichert. Nochmals abbrechen verwirft ihn.")

    @override
    def read(self) -> LogEntry:
        text = self.read_text()
        return replace(
            self.record,
            time_us=self.read_time(self.start, self.record.time_us),
            text=text,
            points=self.point_list.ids(),
            location=self.read_place(),
            is_open=self.to_do.isChecked(),
        )
