"""What a capsule holds beside what the views show: its reason, the logbook, deeds, pictures."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.capsules import CapsuleContent
from app.services.lost_sources import all_rules
from widgets.alarms.event_words import event_text
from widgets.capsules.text_table import TextTable
from widgets.capsules.wording import made_text, span_text, times_text
from widgets.foreign_texts import on_screen, remark_on_screen
from widgets.texts import DASH, count, language, time_text
from widgets.theme.tokens import GRID

_LETTERS: Final = 120
_LINES: Final = 36


class AboutCapsuleDialog(QDialog):
    """Shows what is in a capsule; nothing can be changed here either.

    Args:
        content: The capsule.
        warnings: What a person must know before trusting it.
        parent: The window that shows it.
    """

    def __init__(
        self,
        content: CapsuleContent,
        warnings: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Über diese Vorfallkapsel"))
        self._content = content
        self._rules = all_rules(content.city)
        heading = QLabel(content.header.title)
        heading.setObjectName("heading")
        heading.setWordWrap(True)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._facts(warnings), self.tr("Übersicht"))
        self.actions_table = TextTable(
            self.tr("Was die Schicht getan hat"),
            [self.tr("Zeit"), self.tr("Person"), self.tr("Was"), self.tr("Alarm"), self.tr("Text")],
            self._actions(),
        )
        self.tabs.addTab(self.actions_table, self.tr("Handlungen"))
        self.log_table = TextTable(
            self.tr("Schichtbuch"),
            [self.tr("Zeit"), self.tr("Person"), self.tr("Text")],
            self._log(),
        )
        self.tabs.addTab(self.log_table, self.tr("Schichtbuch"))
        for name, png in content.pictures.items():
            self.tabs.addTab(_picture(png, name), self.tr("Bild: {0}").format(name))
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("Schließen"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(heading)
        column.addWidget(self.tabs, 1)
        column.addWidget(buttons)
        metrics = self.fontMetrics()
        self.resize(_LETTERS * metrics.horizontalAdvance("n"), _LINES * metrics.lineSpacing())

    def _facts(self, warnings: Sequence[str]) -> QWidget:
        content, header = self._content, self._content.header
        names = self.tr("ja") if header.has_names else self.tr("nein, Rollen stehen für sie")
        recorded = times_text(header.from_us, header.until_us, header.time_zone)
        rows = [
            (self.tr("Stadt"), header.city_name),
            (self.tr("Vorfall"), span_text(header)),
            (self.tr("Aufgezeichnet"), recorded),
            (self.tr("Anlass"), header.why or DASH),
            (self.tr("Gesichert von"), made_text(header)),
            (self.tr("Namen von Personen"), names),
            (self.tr("Programm"), header.program or DASH),
            (self.tr("Datenpunkte"), count(len(content.city.points))),
            (self.tr("Messwerte"), count(len(content.samples))),
            (self.tr("Zeilen im Journal"), count(len(content.lines))),
            (self.tr("Notizen"), count(len(content.notes))),
        ]
        if content.coarse:
            text = self.tr("{0} Datenpunkte nur in Minuten: Die Messwerte waren schon gelöscht.")
            rows.append((self.tr("Auflösung"), text.format(count(content.coarse))))
        rows += [(self.tr("Vorbehalt"), on_screen(text)) for text in warnings]
        inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(2 * GRID, 3 * GRID, 2 * GRID, 2 * GRID)
        form.setSpacing(2 * GRID)
        for name, text in rows:
            label = QLabel(text)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(name, label)
        return inside

    def _actions(self) -> list[list[str]]:
        zone = self._content.header.time_zone
        rows = []
        for line in self._content.actions:
            event = line.event
            rule = self._rules.get(event.alarm)
            alarm = rule.message.in_language(language()) if rule is not None else line.message
            rows.append(
                [
                    time_text(event.time_us, zone, with_date=True),
                    event.actor,
                    event_text(event.kind),
                    alarm or str(event.alarm),
                    remark_on_screen(event.actor, event.comment),
                ]
            )
        return rows

    def _log(self) -> list[list[str]]:
        zone = self._content.header.time_zone
        return [
            [time_text(entry.time_us, zone, with_date=True), entry.author, entry.text]
            for entry in self._content.log
        ]


def _picture(png: bytes, name: str) -> QWidget:
    """Return a picture to scroll in; one that cannot be drawn says so."""
    label = QLabel()
    label.setAccessibleName(name)
    pixmap = QPixmap()
    if pixmap.loadFromData(png):
        label.setPixmap(pixmap)
    else:
        label.setText(DASH)
    area = QScrollArea()
    area.setWidget(label)
    return area
