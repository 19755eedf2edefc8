"""Tagesgang: the carpet plot of one curve."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.analysis.calendars import HOUR_US, QUARTER_US
from app.domain.analysis.carpets import Carpet, carpet
from app.domain.points import PointId
from widgets.labels import ElidedLabel
from widgets.theme import theme
from widgets.trends.analysis.carpet_canvas import CarpetCanvas
from widgets.trends.analysis.carpet_words import clock_text, marks_note
from widgets.trends.analysis.choices import Choice, SubjectChoice
from widgets.trends.analysis.page import Cell, Page, Table, image_of
from widgets.trends.analysis.readings import Reading, Subject


@dataclass(frozen=True, slots=True)
class Woven:
    """A carpet with the curve it is of."""

    subject: Subject
    carpet: Carpet


class CarpetPage(Page):
    """Chooses the curve and what a row stands for."""

    name = "carpet"

    def __init__(self, parent: QWidget | None = None) -> None:
        self.canvas = CarpetCanvas()
        super().__init__(self.canvas, parent)
        self.curve, self.rows = SubjectChoice(), Choice()
        self._curve_label = self.add_choice(self.curve)
        self._rows_label = self.add_choice(self.rows)
        self._note = ElidedLabel()
        self._note.setObjectName("muted")
        self._note.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        self._bar.addWidget(self._note, 1)
        self.curve.chosen.connect(self.changed)
        self.rows.chosen.connect(self.changed)
        self.canvas.time_requested.connect(self.time_requested)
        self.retranslate()

    @override
    def set_focus(self, point_id: PointId) -> None:
        super().set_focus(point_id)
        self.curve.choose(point_id)

    @override
    def title(self) -> str:
        return QCoreApplication.translate("analysis", "Tagesgang")

    @override
    def job(self, reading: Reading) -> Callable[[], object] | None:
        self.curve.offer_subjects(reading.quantities(), self.focus_id)
        subject = reading.subject(self.curve.value)
        if subject is None or subject.course is None:
            sentence = QCoreApplication.translate(
                "analysis",
                "Einen Tagesgang gibt es für Messwerte; hier sind nur Zustände zu sehen.",
            )
            self.stage.show_message("mdi6.grid", sentence)
            return None
        course, zone, cell_us = subject.course, reading.zone, int(self.rows.value)
        return lambda: Woven(subject, carpet(course, zone, cell_us))

    @override
    def show_result(self, reading: Reading, result: object) -> None:
        if isinstance(result, Woven):
            self.canvas.show_carpet(result.subject, result.carpet)
            self._note.setText(marks_note(result.carpet, result.subject.trace.point))
            self.stage.show_content()

    @override
    def table(self) -> Table | None:
        shown = self.canvas.carpet
        if shown is None:
            return None
        clock = QCoreApplication.translate("analysis", "Uhrzeit")
        rows: list[list[Cell]] = [
            [clock_text(shown, row), *means] for row, means in enumerate(shown.mean.tolist())
        ]
        name = QCoreApplication.translate("analysis", "Datenpunkt")
        notes = [(name, self.curve.currentText())]
        if symbol := self.canvas.symbol:
            notes.append((QCoreApplication.translate("analysis", "Einheit"), symbol))
        if self._note.text():
            marks = QCoreApplication.translate("analysis", "Zeichen")
            notes.append((marks, self._note.text()))
        if np.any(shown.is_double | shown.is_missing):
            remark = QCoreApplication.translate("analysis", "Zeitumstellung")
            words = QCoreApplication.translate(
                "analysis", "Die doppelte Stunde ist gemittelt, die fehlende leer."
            )
            notes.append((remark, words))
        return Table((clock, *(day.isoformat() for day in shown.days)), rows, tuple(notes))

    @override
    def image(self, size: QSize, ratio: float) -> QImage | None:
        if self.canvas.carpet is None:
            return None
        return image_of(self.canvas, size, ratio, theme().tokens.surface)

    @override
    def save_state(self) -> dict[str, Any]:
        return {"rows": self.rows.value}

    @override
    def restore_state(self, saved: dict[str, Any]) -> None:
        self.rows.choose(str(saved.get("rows")))

    @override
    def retranslate(self) -> None:
        self._curve_label.setText(QCoreApplication.translate("analysis", "Datenpunkt"))
        self._rows_label.setText(QCoreApplication.translate("analysis", "Zeilen"))
        self.rows.offer(
            [
                (str(HOUR_US), QCoreApplication.translate("analysis", "Stunden")),
                (str(QUARTER_US), QCoreApplication.translate("analysis", "Viertelstunden")),
            ]
        )
        self.curve.setAccessibleName(self._curve_label.text())
        self.rows.setAccessibleName(self._rows_label.text())
        self.canvas.setAccessibleName(self.title())
