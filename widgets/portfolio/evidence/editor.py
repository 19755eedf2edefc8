"""The dialog that builds the question of a milestone or key figure, with its answer as it grows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.changes import Commit
from app.domain.inventory.records import Record
from app.domain.points import Point
from app.domain.portfolio.evidence.faults import Known, problems
from app.domain.portfolio.evidence.items import Item, has_question
from app.domain.portfolio.evidence.notation import QuestionError, read_question, written
from app.domain.portfolio.evidence.questions import OfHistory, OfRecords, Question
from app.domain.portfolio.evidence.results import EvidenceResult
from app.domain.portfolio.portfolios import title_of
from app.services.portfolio.evidence.asker import EvidenceAsker
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import line_of
from widgets.inventory.fields import ReaderThread, References
from widgets.inventory.panes import OpenReader, Wish
from widgets.placeholders import NoticeBar
from widgets.points.inspector_parts import words
from widgets.portfolio.evidence.fields import Chooser
from widgets.portfolio.evidence.history_form import HistoryForm
from widgets.portfolio.evidence.orders import evidence_change
from widgets.portfolio.evidence.records_form import RecordsForm
from widgets.portfolio.evidence.target_form import TargetForm
from widgets.portfolio.evidence.wording import age_words, question_words, value_words, verdict_word
from widgets.texts import count
from widgets.theme.tokens import GRID

REST_MS: Final = 300
"""So long after the last change the question is asked."""

_RECORDS, _HISTORY, _TYPED = "records", "history", "typed"


class EvidenceEditor(QDialog):
    """Builds a question.

    Args:
        item: The milestone or key figure with its question, if it has one.
        record: Its record as the person sees it.
        asker: Answers the preview.
        open_reader: Where readers come from.
        parent: The window.
        points: All points of the city.

    Attributes:
        preview: The answer, or why there is none.
        save: Wishes the change.

    Signals:
        change_requested: A `Wish`.
    """

    change_requested = Signal(object)

    def __init__(
        self,
        item: Item,
        record: Record,
        asker: EvidenceAsker,
        open_reader: OpenReader,
        parent: QWidget | None = None,
        *,
        points: Sequence[Point] = (),
    ) -> None:
        super().__init__(parent)
        self._item, self._record, self._asker = item, record, asker
        self._known, self._number, self._is_done = Known(), 0, False
        self._unreadable = ""
        self._background = Background(self, "evidence-preview")
        self._reader = ReaderThread(open_reader, self, "evidence-editor")
        self._references = References(open_reader, self)
        self.sort = Chooser(self.tr("Worauf beruht der Wert?"))
        self.records = RecordsForm(self._reader, self._references)
        self.history = HistoryForm(points)
        self.target = TargetForm()
        self.notice, self.sentence = NoticeBar(), words(name="muted")
        self.preview, self.reason = words(name="heading"), QLineEdit()
        self.save, self.leave = QPushButton(), QPushButton()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(REST_MS)
        self._arrange()
        self._name()
        self._show(record)
        self._connect()
        self._background.ask(self, asker.known, self._take_known, self._fail)
        self._show_sort()

    def _arrange(self) -> None:
        self._typed = words(
            self.tr("Der Wert wird von Hand gemeldet und überall als gemeldet gezeigt.")
        )
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 2 * GRID, 0)
        inner.setSpacing(3 * GRID)
        inner.addWidget(self.records)
        inner.addWidget(self.history)
        inner.addWidget(self._typed)
        inner.addWidget(self.target)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self.save.setObjectName("primary")
        self.save.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(words(title_of(self._record), name="heading"))
        column.addWidget(self.notice)
        column.addWidget(self.sort)
        column.addWidget(self._scroll, 1)
        for part in (self.sentence, self.preview, self.reason, line_of(self.save, self.leave)):
            column.addWidget(part)
        metrics = self.fontMetrics()
        self.resize(100 * metrics.averageCharWidth(), 42 * metrics.lineSpacing())

    def _connect(self) -> None:
        self.sort.currentIndexChanged.connect(self._show_sort)
        for form in (self.records, self.history, self.target):
            form.changed.connect(self._edited)
        self._wait.timeout.connect(self.ask)
        self.save.clicked.connect(self.send)
        self.leave.clicked.connect(self.reject)

    def _name(self) -> None:
        self.setWindowTitle(self.tr("Nachweis"))
        self.sort.offer(
            (
                (_RECORDS, self.tr("Der Wert beruht auf dem Bestand oder dem Programm")),
                (_HISTORY, self.tr("Der Wert beruht auf gemessenen Werten")),
                (_TYPED, self.tr("Der Wert wird von Hand gemeldet")),
            )
        )
        self.reason.setPlaceholderText(self.tr("Warum? (steht in den Änderungen)"))
        self.reason.setAccessibleName(self.tr("Begründung der Änderung"))
        self.save.setText(self.tr("Speichern"))
        self.leave.setText(self.tr("Abbrechen"))

    # ---- the question --------------------------------------------------------------------------
    def _show(self, record: Record) -> None:
        """Show the question of the record; what is no question is said and left for a new one."""
        if not has_question(record):
            return
        try:
            found = read_question(self._item.text)
        except QuestionError as error:
            text = self.tr("Die bisherige Abfrage ist nicht lesbar: {0}")
            self._unreadable = text.format(on_screen(str(error)))
            return
        self.target.show_target(found.target, found.unit)
        if isinstance(found.of, OfRecords):
            self.records.show_question(found.of)
        else:
            self.sort.choose(_HISTORY)
            self.history.show_question(found.of)

    def question(self) -> Question | None:
        """Return the question as it is built, None when the value is reported by hand."""
        target = self.target.target()
        unit = self.target.unit.text().strip()
        if self.sort.key() == _TYPED:
            return None
        of: OfRecords | OfHistory = self.records.question()
        if self.sort.key() == _HISTORY:
            of = self.history.question()
        return Question(of, target, unit)

    def problems(self) -> list[tuple[str, str]]:
        """Return what is wrong with the question: places and sentences."""
        question = self.question()
        if question is None:
            return []
        return [(one.place, on_screen(one.text)) for one in problems(question, self._known)]

    # ---- while the person writes ---------------------------------------------------------------
    def _show_sort(self) -> None:
        sort = self.sort.key()
        self.records.setVisible(sort == _RECORDS)
        self.history.setVisible(sort == _HISTORY)
        self._typed.setVisible(sort == _TYPED)
        self.target.setVisible(sort != _TYPED)
        self._edited()

    def _edited(self) -> None:
        self._number += 1
        found = self.problems()
        form = self.history if self.sort.key() == _HISTORY else self.records
        left = [text for _, text in self.target.complain(form.complain(found))]
        self.notice.show_notice("mdi6.alert-outline", " ".join(left) or self._unreadable)
        self.save.setEnabled(not found)
        if found or self.question() is None:
            self._wait.stop()
            self.sentence.setText("")
            self.preview.setText("" if not found else self.tr("Noch nicht vollständig"))
        else:
            self._wait.start()

    def ask(self) -> None:
        """Ask what is built, and show what it gives."""
        question = self.question()
        if question is None or self.problems():
            return
        number, reported = self._number, self._item.reported
        asked = replace(self._item, text=written(question)).question()
        self._background.ask(
            self,
            lambda: self._asker.ask(asked, None, reported, with_trend=False),
            lambda result: self._take(number, result),
            self._fail,
        )

    def _take(self, number: int, result: EvidenceResult) -> None:
        if number != self._number:
            return
        self.sentence.setText(question_words(result))
        text = verdict_word(result.verdict)
        if result.value is not None:
            text = self.tr("{0} – {1}, Alter der Daten {2}, {3} Werte").format(
                value_words(result.value, result.unit),
                text,
                age_words(result),
                count(result.count),
            )
        self.preview.setText(f"{text}\n{on_screen(result.problem)}".strip())

    def _take_known(self, known: Known) -> None:
        self._known = known
        self.records.set_known(known)
        self._edited()

    def _fail(self, why: str) -> None:
        sentence = self.tr("Der Wert lässt sich gerade nicht lesen: {0}")
        self.notice.show_notice("mdi6.database-alert-outline", sentence.format(why))

    # ---- saving --------------------------------------------------------------------------------
    def send(self) -> None:
        """Emit the wish to keep the question."""
        if self.problems():
            self._edited()
            return
        change = evidence_change(self._record, self.question(), self.reason.text().strip())
        self.save.setEnabled(False)
        self.change_requested.emit(
            Wish(change, self._done, is_told=True, is_heard=lambda: not self._is_done)
        )

    def _done(self, outcome: Commit | Exception) -> None:
        if self._is_done:
            return
        if isinstance(outcome, Commit):
            self.accept()
            return
        self.save.setEnabled(True)
        self.notice.show_notice("mdi6.alert-outline", on_screen(str(outcome)))

    @override
    def done(self, result: int) -> None:
        """Leave, and end the threads."""
        self._is_done = True
        self._wait.stop()
        self._background.close()
        self._reader.close()
        self._references.close()
        super().done(result)
