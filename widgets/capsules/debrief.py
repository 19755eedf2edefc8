"""The talk after a drill: how fast each alarm was seen, against what the real shift did."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.alarms import AlarmId
from app.domain.capsules import CapsuleContent
from app.domain.drills import DrillAction, DrillActionKind, DrillScore, DrillSummary
from app.services.lost_sources import all_rules
from widgets.alarms.export import write_csv
from widgets.capsules.text_table import TextTable
from widgets.capsules.wording import seconds_text, span_text, translate
from widgets.placeholders import NoticeBar
from widgets.texts import language, priority_text, time_text
from widgets.theme.tokens import GRID

_LETTERS: Final = 150
_LINES: Final = 16


def action_text(kind: DrillActionKind) -> str:
    """Return the words for what a trainee did."""
    words = {
        DrillActionKind.SELECTED: translate("ausgewählt"),
        DrillActionKind.OPENED: translate("Alarm geöffnet"),
        DrillActionKind.EXPLAINED: translate("„Warum?“ gefragt"),
        DrillActionKind.TREND: translate("Verlauf geöffnet"),
        DrillActionKind.PLACE: translate("Ort geöffnet"),
        DrillActionKind.ACKNOWLEDGED: translate("quittiert"),
        DrillActionKind.ORDERED: translate("anders bearbeitet"),
        DrillActionKind.REFUSED: translate("abgelehnt"),
    }
    return words[kind]


class DebriefDialog(QDialog):
    """Shows the scores and what was done, and saves both where a person says.

    Args:
        content: The capsule of the drill.
        scores: The score of each alarm.
        total: The drill in a few numbers.
        actions: What the trainee did.
        parent: The window of the drill.
    """

    def __init__(
        self,
        content: CapsuleContent,
        scores: Sequence[DrillScore],
        total: DrillSummary,
        actions: Sequence[DrillAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._scores = scores
        self._total = total
        self._actions = actions
        self._rules = all_rules(content.city)
        self._names = {point.id: point.name for point in content.city.points}
        self.setWindowTitle(self.tr("Auswertung der Übung"))
        self.headline = QLabel(self.tr("Auswertung der Übung „{0}“").format(content.header.title))
        self.headline.setObjectName("heading")
        self.sentence = QLabel(self._summary())
        self.sentence.setWordWrap(True)
        self.notice = NoticeBar()
        self.scores = TextTable(self.tr("Alarme der Übung"), self._titles(), self._rows())
        self.log = TextTable(
            self.tr("Was in der Übung getan wurde"), self._log_titles(), self._log_rows()
        )
        self.tabs = QTabWidget()
        self.tabs.addTab(self.scores, self.tr("Alarme"))
        self.tabs.addTab(self.log, self.tr("Ablauf"))
        self._arrange()

    def _arrange(self) -> None:
        metrics = self.fontMetrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.headline)
        column.addWidget(self.sentence)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.notice)
        box = QDialogButtonBox()
        self.save_button = QPushButton(self.tr("Speichern …"))
        self.save_button.clicked.connect(self._ask_file)
        box.addButton(self.save_button, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.tr("Schließen"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        column.addWidget(box)
        self.resize(_LETTERS * metrics.horizontalAdvance("n"), _LINES * 2 * metrics.lineSpacing())

    # --- words ----------------------------------------------------------------------------

    def _summary(self) -> str:
        total = self._total
        if not total.alarms:
            return self.tr(
                "Bis zum Ende der Übung wurde kein Alarm ausgelöst. Vorfall: {0}."
            ).format(span_text(self._content.header))
        lines = [
            self.tr("Alarme: {0}, davon {1} bemerkt, {2} quittiert, {3} verortet.").format(
                total.alarms, total.detected, total.acknowledged, total.located
            ),
            self.tr("Mittlere Zeit (Median) bis zum Bemerken {0}, Quittieren {1}, Verorten {2}.")
            .format(*map(seconds_text, (total.detect_s, total.acknowledge_s, total.locate_s))),
            self._shift_line(),
        ]  # fmt: skip
        return "\n".join(lines)

    def _shift_line(self) -> str:
        total = self._total
        if not total.shift_acknowledged:
            return self.tr("Die Schicht damals quittierte keinen dieser Alarme.")
        return self.tr(
            "Die Schicht damals quittierte {0} dieser Alarme, im Median nach {1}. Wann sie "
            "hinsah, hat niemand aufgezeichnet."
        ).format(total.shift_acknowledged, seconds_text(total.shift_acknowledge_s))

    def _titles(self) -> list[str]:
        return [
            self.tr("Alarm"),
            self.tr("Priorität"),
            self.tr("Ausgelöst"),
            self.tr("Bemerkt nach"),
            self.tr("Quittiert nach"),
            self.tr("Verortet nach"),
            self.tr("Schicht: quittiert"),
            self.tr("Schicht: gehandelt"),
        ]

    def _rows(self) -> list[list[str]]:
        zone = self._content.header.time_zone
        return [
            [
                self._alarm_text(found.alarm.alarm),
                priority_text(found.alarm.priority),
                time_text(found.alarm.raised_us, zone),
                seconds_text(found.detect_s),
                seconds_text(found.acknowledge_s),
                seconds_text(found.locate_s),
                seconds_text(found.shift_acknowledge_s),
                seconds_text(found.shift_act_s),
            ]
            for found in self._scores
        ]

    def _log_titles(self) -> list[str]:
        return [self.tr("Zeit"), self.tr("Was"), self.tr("Woran"), self.tr("Text")]

    def _log_rows(self) -> list[list[str]]:
        zone = self._content.header.time_zone
        return [
            [
                time_text(action.time_us, zone),
                action_text(action.kind),
                ", ".join(
                    [
                        *(self._alarm_text(alarm) for alarm in action.alarms),
                        *(
                            self._names[point].in_language(language())
                            for point in action.points
                            if point in self._names
                        ),
                    ]
                ),
                action.text,
            ]
            for action in self._actions
        ]

    def _alarm_text(self, alarm: AlarmId) -> str:
        rule = self._rules.get(alarm)
        return rule.message.in_language(language()) if rule is not None else str(alarm)

    # --- saving ---------------------------------------------------------------------------

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Auswertung speichern"),
            self.tr("uebung.csv"),
            self.tr("Tabelle (*.csv);;Alles, auch der Ablauf (*.json)"),
        )
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the scores as CSV, or scores and actions as JSON where the name ends so."""
        try:
            if path.suffix.lower() == ".json":
                path.write_text(json.dumps(self.as_json(), ensure_ascii=False, indent=2), "utf-8")
            else:
                write_csv(path, self._titles(), self._rows())
        except OSError as error:
            text = self.tr("{0} konnte nicht geschrieben werden: {1}")
            self.notice.show_notice(
                "mdi6.alert-outline", text.format(path, error.strerror or error)
            )
        else:
            text = self.tr("Geschrieben: {0}")
            self.notice.show_notice("mdi6.check", text.format(path))

    def as_json(self) -> dict[str, object]:
        """Return everything of the drill as plain data; times in µs UTC and seconds."""
        return {
            "capsule": {
                "id": self._content.header.id,
                "title": self._content.header.title,
                "start_us": self._content.header.start_us,
                "end_us": self._content.header.end_us,
            },
            "summary": asdict(self._total),
            "scores": [asdict(found) for found in self._scores],
            "actions": [asdict(action) for action in self._actions],
        }
