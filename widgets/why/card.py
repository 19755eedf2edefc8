"""The card "Warum?" as a view: it asks, shows, and leads on."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.samples import NO_TIME
from app.services.explanations import Explanation
from app.services.ports import AnnotationStore, HistorianReader, JournalReader
from app.services.states import CityState
from widgets.foreign_texts import on_screen
from widgets.placeholders import Stage
from widgets.theme.tokens import GRID
from widgets.trends.analysis.waiting import WaitingBar
from widgets.views import View
from widgets.why.asking import Asker, Question
from widgets.why.head import Head
from widgets.why.headings import heading_of, is_outdated
from widgets.why.lines import Chapter, Line, plain_text
from widgets.why.memories import last_cases, the_limit
from widgets.why.nearby import first_out, nearby
from widgets.why.parts import ChapterBox
from widgets.why.sentences import guidance, what_is_wrong, what_to_do
from widgets.why.trend import MiniTrend

_CHAPTERS: Final = ("wrong", "group", "advice", "nearby", "cases", "guidance", "limit")
"""The most useful first."""


class WhyCard(View):
    """Explains an alarm or a point, read from local files in a thread of its own.

    Signals:
        alarm_requested: The alarm to be shown (str).
        range_requested: Begin and end of a window the trends may show, µs UTC; follows
            `trend_requested`.
        connection_requested: The source whose connection is to be shown (str).
        comment_requested: The alarm a person wants to comment on (str).
        close_requested: The card shall be closed.
    """

    alarm_requested = Signal(str)
    range_requested = Signal(object, object)
    connection_requested = Signal(str)
    comment_requested = Signal(str)
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._city: City | None = None
        self._state: CityState | None = None
        self._question: Question | None = None
        self._is_of_now = False
        self._found: Explanation | None = None
        self._chapters: list[Chapter] = []
        self.asker = Asker(self)
        self.head = Head()
        self.trend = MiniTrend()
        self.boxes = {key: ChapterBox() for key in _CHAPTERS}
        self._scroll = QScrollArea()
        self._content = QWidget()
        self.stage = Stage(self._content)
        self.waiting = WaitingBar()
        self._arrange()
        self._connect()
        self._show_stage()

    def _arrange(self) -> None:
        inner = QWidget()
        chapters = QVBoxLayout(inner)
        chapters.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 3 * GRID)
        chapters.setSpacing(3 * GRID)
        for box in self.boxes.values():
            chapters.addWidget(box)
        chapters.addStretch(1)
        self.boxes["wrong"].add_widget(self.trend)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addWidget(self.head)
        content.addWidget(self._scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.waiting)
        column.addWidget(self.stage, 1)

    def _connect(self) -> None:
        self.asker.explained.connect(self._show)
        self.asker.failed.connect(self._fail)
        self.waiting.cancel_requested.connect(self.cancel)
        self.stage.action_requested.connect(self.refresh)
        head = self.head
        head.refresh_wanted.connect(self.refresh)
        head.copy_wanted.connect(self.copy)
        head.close_wanted.connect(self.close_requested)
        head.trend.clicked.connect(self._open_trend)
        head.map.clicked.connect(lambda: self.map_requested.emit(self._points()))
        head.twin.clicked.connect(lambda: self.twin_requested.emit(self._points()))
        head.connection.clicked.connect(self._open_connection)
        head.comment.clicked.connect(self._open_comment)
        self.trend.trend_wanted.connect(self._open_trend)
        for box in self.boxes.values():
            box.opened.connect(self._open)
            box.time_requested.connect(self.time_requested)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Copy), self.copy),
            (QKeySequence(Qt.Key.Key_Escape), self._escape),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ---- what the console gives ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self.asker.set_city(city)
        self._again()

    def set_history(self, reader: HistorianReader | None) -> None:
        """Read samples here; the reader stays the caller's and is not closed."""
        self.asker.set_history(reader)
        self._again()

    def set_journal(self, reader: JournalReader | None) -> None:
        """Read the journal here; likewise."""
        self.asker.set_journal(reader)
        self._again()

    def set_annotations(self, store: AnnotationStore | None) -> None:
        """Read notes here; likewise."""
        self.asker.set_annotations(store)
        self._again()

    def explain_alarm(self, alarm: str, at_us: int | None = None) -> None:
        """Explain an alarm at a moment (µs UTC); None means the moment on screen."""
        self._ask(alarm, at_us)

    def explain_point(self, point: str, at_us: int | None = None) -> None:
        """Explain a point, or its worst alarm that stands; likewise."""
        self._ask(point, at_us)

    @override
    def show_state(self, state: CityState) -> None:
        """Follow in the head how the alarm stands; the rest stays until it is asked again."""
        is_first, self._state = self._state is None, state
        if is_first and self._question is not None and self._question.at_us == NO_TIME:
            self._again()
        if self._found is not None and self.isVisible():
            self._show_head()

    # ---- asking --------------------------------------------------------------------------------
    def _ask(self, subject: str, at_us: int | None) -> None:
        self._is_of_now = at_us is None
        moment = self._moment() if at_us is None else at_us
        question = Question(subject, moment)
        if self._found is not None and self._found.subject != subject:
            self._found = None
        self._question = question
        self._begin()

    def _moment(self) -> int:
        return NO_TIME if self._state is None else self._state.at_us

    def _begin(self) -> None:
        question = self._question
        if question is not None and question.at_us != NO_TIME and self.asker.has_city:
            self.asker.ask(question)
            self.waiting.begin()
        self._show_stage()

    def _again(self) -> None:
        """Ask once more, as what it is read from has changed."""
        if self._question is not None:
            self._ask(self._question.subject, None if self._is_of_now else self._question.at_us)

    def refresh(self) -> None:
        """Explain the same anew; of the present when it was of the present."""
        self._again()

    def cancel(self) -> None:
        """Stop; what was there before stays."""
        self.asker.cancel()
        self._fail(self.tr("Die Erklärung wurde abgebrochen."))

    def _escape(self) -> None:
        if self.asker.is_idle:
            self.close_requested.emit()
        else:
            self.cancel()

    def close_feed(self) -> None:
        """End the thread; the card shows what it has."""
        self.asker.close()
        self.waiting.end()
        self.stage.placeholder.rest()

    @override
    def close(self) -> bool:
        self.close_feed()
        return super().close()

    # ---- showing -------------------------------------------------------------------------------
    def _show(self, found: Explanation) -> None:
        self.waiting.end()
        is_other = self._found is None or self._found.subject != found.subject
        self._found = found
        self._show_found()
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)

    def _show_found(self) -> None:
        found, city = self._found, self._city
        if found is None or city is None:
            return
        self._chapters = [
            what_is_wrong(found, city),
            first_out(found, city),
            what_to_do(found),
            nearby(found, city),
            last_cases(found, city),
            guidance(found),
            the_limit(found, city),
        ]
        for chapter in self._chapters:
            self.boxes[chapter.key].show_chapter(chapter)
        raised_us = found.finding.raised_us
        self.trend.show_curve(found.point, found.curve, raised_us, city.time_zone)
        self._show_head()
        self._show_ways()
        self.stage.show_content()
        unread = " ".join(on_screen(sentence) for sentence in found.unread)
        self.stage.notice.show_notice(
            "mdi6.database-alert-outline", unread, self.tr("Neu erklären") if unread else ""
        )

    def _show_head(self) -> None:
        found, city = self._found, self._city
        if found is None or city is None:
            return
        alarm = None
        if self._state is not None and found.rule is not None:
            alarm = self._state.alarms.get(found.rule.id)
        self.head.show_heading(heading_of(found, city, alarm))
        if self._is_of_now and self._state is not None and is_outdated(found, alarm):
            self.stage.notice.show_notice(
                "mdi6.update",
                self.tr("Seit dieser Erklärung hat sich der Alarm geändert."),
                self.tr("Neu erklären"),
            )

    def _show_ways(self) -> None:
        found, head = self._found, self.head
        has_points = bool(self._points())
        nothing = self.tr("Eine Verbindung hat keinen Verlauf.")
        head.forbid(head.trend, "" if has_points else nothing)
        nowhere = self.tr("Ohne Datenpunkt ist kein Ort bekannt.")
        for way in (head.map, head.twin):
            head.forbid(way, "" if has_points else nowhere)
        is_alarm = found is not None and found.rule is not None
        reason = self.tr("Ohne Alarm gibt es nichts zu kommentieren.")
        head.forbid(head.comment, "" if is_alarm else reason)

    def _fail(self, reason: str) -> None:
        self.waiting.end()
        sentence = on_screen(reason) or self.tr("Dazu ist in dieser Stadt nichts bekannt.")
        if self._found is not None:
            self.stage.notice.show_notice(
                "mdi6.alert-circle-outline", sentence, self.tr("Neu erklären")
            )
        else:
            self.stage.show_message("mdi6.help-circle-outline", sentence, self.tr("Neu erklären"))

    def _show_stage(self) -> None:
        if self._found is not None:
            return
        if self._question is None:
            sentence = self.tr(
                "Wählen Sie einen Alarm oder einen auffälligen Wert und drücken Sie F3: "
                "Hier steht dann, warum er so ist."
            )
            self.stage.show_message("mdi6.help-circle-outline", sentence)
        else:
            self.stage.show_loading()

    # ---- hands ---------------------------------------------------------------------------------
    @property
    def found(self) -> Explanation | None:
        """The explanation on screen."""
        return self._found

    def _points(self) -> list[str]:
        found = self._found
        return [] if found is None or found.point is None else [str(found.point.id)]

    def _open(self, line: Line) -> None:
        if line.alarm:
            self.alarm_requested.emit(line.alarm)
        elif line.points:
            self.points_selected.emit(list(line.points))

    def _open_trend(self) -> None:
        if points := self._points():
            self.trend_requested.emit(points)
            curve = None if self._found is None else self._found.curve
            if curve is not None:
                self.range_requested.emit(curve.start_us, curve.end_us)

    def _open_connection(self) -> None:
        if self._found is not None and self._found.source is not None:
            self.connection_requested.emit(str(self._found.source))

    def _open_comment(self) -> None:
        if self._found is not None and self._found.rule is not None:
            self.comment_requested.emit(str(self._found.rule.id))

    def text(self) -> str:
        """Return everything on the card as text."""
        head = self.head
        lines = (head.text.text(), head.place.text(), head.state.text())
        return plain_text("\n".join(filter(None, lines)), self._chapters)

    def copy(self) -> None:
        """Copy everything as text."""
        if self._found is not None:
            QGuiApplication.clipboard().setText(self.text())
            self.message_requested.emit(self.tr("Die Erklärung ist in der Zwischenablage."))

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Warum?"))
        self.head.retranslate()
        self.waiting.retranslate()
        self._show_found()
        self._show_stage()

    @override
    def apply_theme(self) -> None:
        self.head.apply_theme()
