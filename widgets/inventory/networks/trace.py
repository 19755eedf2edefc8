"""The trace: the way of a signal from end to end, with what is lost on it and where it ends."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.networks.optics import (
    BUDGET_CLASSES,
    DIRECT_CLASS,
    USUAL_CLASS,
    LossKind,
    judge,
)
from app.domain.inventory.networks.traces import Trace
from app.domain.inventory.records import Key
from app.services.inventory.networks import Networks
from widgets.inventory.networks import words
from widgets.inventory.networks.canvas import Canvas
from widgets.inventory.networks.drawing_files import svg_bytes
from widgets.inventory.networks.pane import NetworkPane, keep_room
from widgets.inventory.networks.trace_lines import Line, as_text, trace_lines
from widgets.inventory.networks.trace_sheet import TraceSheet
from widgets.scenes.bars import BarTexts, CommandBar, Look
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate

TRACED: Final = frozenset({"port", "link", "strand", "splice", "asset", "site", "school"})
"""Kinds whose way can be followed."""


class TraceCommand(StrEnum):
    """What the bar of the trace offers."""

    WHOLE = "whole"
    COPY = "copy"
    SVG = "svg"


_LOOKS: Final = {
    TraceCommand.WHOLE: Look("mdi6.source-branch", 2, is_switch=True, needs_scene=False),
    TraceCommand.COPY: Look("mdi6.content-copy", 0, needs_scene=False),
    TraceCommand.SVG: Look("mdi6.image-outline", 1, needs_scene=False),
}


def _bar_texts() -> BarTexts[TraceCommand]:
    return BarTexts(
        _tr("networks", "Werkzeuge der Verfolgung"),
        {
            TraceCommand.WHOLE: _tr("networks", "Alle Zweige zeigen"),
            TraceCommand.COPY: _tr("networks", "Als Text kopieren"),
            TraceCommand.SVG: _tr("networks", "Als SVG speichern …"),
        },
        {TraceCommand.WHOLE: _tr("networks", "Auch die Zweige neben dem ausgewählten Weg.")},
    )


class TracePane(NetworkPane):
    """The way on which the selected port, link, strand, splice, device or site lies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = Canvas()
        self.summary = QLabel()
        self.verdict = QLabel()
        self.budget = QComboBox()
        self.bar: CommandBar[TraceCommand] = CommandBar(_LOOKS, _bar_texts)
        self.trace: Trace | None = None
        self.lines: list[Line] = []
        self._is_budget_chosen = False
        self._fill()
        self.bar.triggered.connect(self._do)
        self.budget.currentIndexChanged.connect(self._show_verdict)
        self.budget.activated.connect(self._choose_budget)
        self.canvas.picked.connect(self._pick)
        self.canvas.opened.connect(self._open)
        self.retranslate()

    def _fill(self) -> None:
        for budget in BUDGET_CLASSES:
            self.budget.addItem(budget.name, budget)
        self.budget.setCurrentIndex(BUDGET_CLASSES.index(USUAL_CLASS))
        self.summary.setWordWrap(True)
        self.verdict.setWordWrap(True)
        self.summary.setObjectName("heading")
        self.verdict.setObjectName("muted")
        side = QVBoxLayout()
        side.setSpacing(GRID)
        side.addWidget(self.summary)
        side.addWidget(self.verdict)
        head = QHBoxLayout()
        head.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, GRID)
        head.setSpacing(2 * GRID)
        head.addLayout(side, 1)
        head.addWidget(self.budget)
        head.addWidget(self.bar)
        keep_room(self.bar)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.canvas, 1)

    # ---- asking ----------------------------------------------------------------------------------
    @override
    def accepts(self, keys: Sequence[Key]) -> bool:
        return any(key.kind in TRACED for key in keys)

    @override
    def question(self, networks: Networks) -> Callable[[], object]:
        return partial(networks.trace, next(key for key in self.keys if key.kind in TRACED))

    @override
    def show_answer(self, answer: Any) -> None:
        self.trace = answer
        if not self._is_budget_chosen:
            kinds = {loss.kind for step in answer.steps for loss in step.losses}
            usual = USUAL_CLASS if LossKind.SPLITTER in kinds else DIRECT_CLASS
            self.budget.setCurrentIndex(BUDGET_CLASSES.index(usual))
        self._draw()

    @override
    def empty_sentence(self) -> str:
        return self.tr(
            "Bitte wählen Sie einen Anschluss, eine Verbindung, eine Faser, ein Gerät oder einen "
            "Standort; hier steht dann der ganze Weg."
        )

    @override
    def nothing_sentence(self) -> str:
        return self.tr("Von hier führt im Bestand kein Weg weiter.")

    # ---- showing ---------------------------------------------------------------------------------
    def _draw(self) -> None:
        if self.trace is None or self.network is None:
            return
        is_whole = self.bar.actions_of[TraceCommand.WHOLE].isChecked()
        self.lines = trace_lines(self.network, self.trace, is_whole=is_whole)
        width = self.canvas.width() - 8.0 * GRID
        sheet = TraceSheet(self.lines, self.canvas.font(), width)
        self.canvas.show_sheet(sheet, fit_width=True)
        asked = next((item for item, line in enumerate(self.lines) if line.is_asked), -1)
        self.canvas.select({asked} if asked >= 0 else set())
        self.canvas.reveal(asked)
        self._show_summary()
        self._show_verdict()

    def _show_summary(self) -> None:
        if self.trace is None or self.network is None:
            return
        steps = self.trace.steps
        end = steps[self.trace.main_end()]
        records = self.network.records
        text = f"{words.name_of(records, steps[0].key)} → {words.name_of(records, end.key)}"
        if end.length_m:
            text += f" · {words.metres_text(end.length_m)}"
        self.summary.setText(text)
        self.summary.setToolTip(text)

    def _show_verdict(self) -> None:
        if self.trace is None:
            return
        is_optical = self.trace.is_optical
        self.budget.setVisible(is_optical)
        sentences = []
        end = self.trace.steps[self.trace.main_end()]
        if end.end is not None:
            sentences.append(words.end_text(end.end))
        if is_optical and end.end is not None and end.end.is_finished:
            budget = self.budget.currentData()
            verdict = judge(end.total_db, budget)
            sentences.insert(0, words.verdict_text(end.total_db, budget, verdict))
        faults = len({line.step for line in self.lines if line.trouble})
        if faults:
            sentences.append(
                self.tr("Eine Stelle ist unfertig oder gestört.")
                if faults == 1
                else self.tr("{0} Stellen sind unfertig oder gestört.").format(faults)
            )
        self.verdict.setText(" ".join(sentences))

    def _choose_budget(self) -> None:
        """Keep the person's class from now on."""
        self._is_budget_chosen = True

    def text(self) -> str:
        """Return the trace as plain text."""
        return as_text(self.lines, f"{self.summary.text()}\n{self.verdict.text()}")

    # ---- hands -----------------------------------------------------------------------------------
    def _do(self, command: TraceCommand, _: object) -> None:
        if command is TraceCommand.WHOLE:
            self._draw()
        elif command is TraceCommand.COPY:
            QGuiApplication.clipboard().setText(self.text())
            self.message_requested.emit(self.tr("Der Weg steht in der Zwischenablage."))
        elif self.canvas.sheet is not None:
            name = self.tr("Verfolgung.svg")
            path = self.ask_path(self.tr("Weg als SVG speichern"), name, "SVG (*.svg)")
            if path is not None:
                self.write(path, svg_bytes(self.canvas.sheet, self.summary.text(), self.font()))

    def _pick(self, item: int, _: object) -> None:
        if item >= 0:
            self.keys_selected.emit([self.lines[item].key])

    def _open(self, item: int) -> None:
        self.open_requested.emit(self.lines[item].key)

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        # What is clicked in the trace stays in it: the same way is not asked for again.
        chosen = {item for item, line in enumerate(self.lines) if line.key in keys}
        if chosen and self.is_settled:
            self.keys = tuple(keys)
            self.canvas.select(chosen)
        else:
            super().show_keys(keys)

    # ---- language and theme ----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.budget.setAccessibleName(self.tr("Budgetklasse"))
        self.budget.setToolTip(
            self.tr("Wogegen die Dämpfung gemessen wird; die Grenzen stehen in den Normen.")
        )
        self.canvas.setAccessibleName(self.tr("Weg des Signals von Ende zu Ende"))
        self._draw()

    @override
    def apply_theme(self) -> None:
        self.canvas.update()
