"""Drill mode (Übung): a console on an incident that is played as if live, and a score at the end.

What a trainee does is noted by the drill's clock (`DrillRecorder`); `Drill` marks the windows, runs
the clock, and ends in a talk about what was seen when. The link is in `drills_link`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QDialog, QWidget

from app.console.capsules_replay import WindowMark, put_banner
from app.console.console import Console
from app.console.drills_link import SPEEDS, DrillClock, DrillLink
from app.console.notices import NoticeLevel
from app.console.page import Page
from app.console.time_frames import FRAME, FrameOverlay
from app.console.workspaces import VERLAEUFE
from app.domain.alarms import AlarmId, AlarmOrder, OrderKind
from app.domain.capsules import CapsuleContent
from app.domain.drills import DrillAction, DrillActionKind, score, summary
from app.domain.points import PointId
from app.services.ports import Clock
from widgets.capsules.banner import ModeBanner
from widgets.capsules.wording import seconds_text

if TYPE_CHECKING:
    from widgets.capsules.debrief import DebriefDialog

_LOOK_MS: Final = 500

_KEYS: Final = {
    "F3": DrillActionKind.EXPLAINED,
    "F6": DrillActionKind.TREND,
}
"""What the keys of the console mean for the score; map and twin tell themselves when asked."""


class DrillRecorder(QObject):
    """Notes what a trainee does, by the drill's clock.

    Args:
        console: The console of the drill.
        link: Its link.
        clock: The drill's clock.
    """

    def __init__(self, console: Console, link: DrillLink, clock: Clock) -> None:
        super().__init__(console)
        self._console = console
        self._clock = clock
        self.actions: list[DrillAction] = []
        link.told = self._take_order
        console.selection.changed.connect(
            lambda points: self.note(DrillActionKind.SELECTED, points=points)
        )
        console.ways.place_shown.connect(
            lambda points: self.note(DrillActionKind.PLACE, points=points)
        )
        console.window.workspace_opened.connect(self._take_workspace)
        for action in console.commands.book.all():
            kind = _KEYS.get(action.shortcut().toString())
            if kind is not None:
                action.triggered.connect(lambda _=False, kind=kind: self.note_selected(kind))

    def note(
        self,
        kind: DrillActionKind,
        *,
        alarms: Sequence[str] = (),
        points: Sequence[str] = (),
        text: str = "",
    ) -> None:
        """Note something the trainee did."""
        if alarms or points or text:
            ids = tuple(AlarmId(alarm) for alarm in alarms)
            places = tuple(PointId(point) for point in points)
            self.actions.append(DrillAction(kind, self._clock.now_us(), ids, places, text))

    def note_selected(self, kind: DrillActionKind) -> None:
        """Note something the trainee did with what is selected."""
        self.note(kind, points=self._console.selection.point_ids)

    def _take_workspace(self, workspace: str) -> None:
        if workspace == VERLAEUFE:
            self.note_selected(DrillActionKind.TREND)

    def _take_order(self, order: AlarmOrder, reason: str) -> None:
        kind = DrillActionKind.ORDERED
        if reason:
            kind = DrillActionKind.REFUSED
        elif order.kind is OrderKind.ACKNOWLEDGE:
            kind = DrillActionKind.ACKNOWLEDGED
        self.note(kind, alarms=order.alarms, text=reason or order.comment)


class Drill(QObject):
    """Runs a drill on a console from its begin to the talk about it.

    Args:
        console: The console, not started yet.
        link: Its link.
        clock: The drill's clock.
        content: The capsule.
        warnings: What a person must know before trusting it.
    """

    def __init__(
        self,
        console: Console,
        link: DrillLink,
        clock: DrillClock,
        content: CapsuleContent,
        warnings: Sequence[str] = (),
    ) -> None:
        super().__init__(console)
        self._console = console
        self._link = link
        self.clock = clock
        self._content = content
        self._warnings = warnings
        self._frames: list[FrameOverlay] = []
        self._is_closed = False
        self.recorder = DrillRecorder(console, link, clock)
        self.debrief: DebriefDialog | None = None
        self.banner = ModeBanner(
            "mdi6.school-outline",
            self.tr("ÜBUNG"),
            "",
            [("end", self.tr("Übung beenden und auswerten"))],
        )
        speeds = [(self.tr("{0}× Tempo").format(speed), speed) for speed in SPEEDS]
        self.banner.offer(self.tr("Wie schnell die Übung läuft"), speeds, SPEEDS[0])
        self.banner.chosen.connect(clock.run)
        self.banner.pressed.connect(lambda _: self.end())
        put_banner(console, self.banner)
        self._begun_us = clock.now_us()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._mark()
        console.populated.connect(self._begin)

    def _mark(self) -> None:
        """Mark every window of the drill, so that nobody takes it for the city."""
        console = self._console
        WindowMark(console, self.tr("ÜBUNG"))
        console.window.status.person = self.tr("Übung, nichts geht nach außen")
        console.window.retranslate()
        console.window.setContentsMargins(FRAME, FRAME, FRAME, FRAME)
        self._frames.append(FrameOverlay(console.window))
        QGuiApplication.instance().focusWindowChanged.connect(self._frame_others)  # type: ignore[union-attr]  # there is an application
        self._say_time()

    def _begin(self) -> None:
        self._console.window.top_bar.time_bar.line.set_span(
            max(self._content.header.until_us - self._content.header.from_us, 1)
        )
        for place, text in enumerate(self._warnings):
            self._console.say(f"capsule-{place}", NoticeLevel.WARNING, text)
        from widgets.alarms.strip import AlarmStrip  # noqa: PLC0415 - after the first paint

        strip = self._console.window.top_bar.findChild(AlarmStrip)
        if strip is not None:
            strip.alarm_requested.connect(
                lambda alarm: self.recorder.note(DrillActionKind.OPENED, alarms=[alarm])
            )
        self._timer.start()

    def _frame_others(self, _window: QWindow | None) -> None:
        """Frame dialogs and torn-off docks, too; Qt drops the frames with their windows."""
        window = self._console.window
        others: list[QWidget] = [d for d in window.findChildren(QDialog) if d.isVisible()]
        for page in window.pages.values():
            if isinstance(page, Page):
                torn_off = (pane for pane in page.panes() if pane.is_torn_off)
                others += [pane.window() for pane in torn_off if pane.isVisible()]
        for other in dict.fromkeys(others):
            if other is not window and other.findChild(FrameOverlay) is None:
                FrameOverlay(other).show()

    def _look(self) -> None:
        self._say_time()
        if self.clock.is_over:
            self.end()

    def _say_time(self) -> None:
        passed_s = (self.clock.now_us() - self._begun_us) / 1e6
        text = self.tr("Nichts geht nach außen. Seit dem Beginn: {0}")
        self.banner.say(text.format(seconds_text(passed_s)))

    # --- the end --------------------------------------------------------------------------

    def end(self) -> None:
        """Stop the clock and show how it went; may be called again to see that again."""
        self._timer.stop()
        self.clock.run(0)
        self.banner.choice.setEnabled(False)
        if self.debrief is not None:
            self.debrief.show()
            self.debrief.raise_()
            return
        from widgets.capsules.debrief import DebriefDialog  # noqa: PLC0415 - seldom wanted

        events = [line.event for line in self._content.lines]
        scores = score(self._link.raised.values(), self.recorder.actions, events)
        self.debrief = DebriefDialog(
            self._content, scores, summary(scores), self.recorder.actions, self._console.window
        )
        self.debrief.show()

    def close(self) -> None:
        """End everything that runs by itself; may be called again."""
        self._timer.stop()
        if self._is_closed:
            return
        self._is_closed = True
        QGuiApplication.instance().focusWindowChanged.disconnect(self._frame_others)  # type: ignore[union-attr]  # there is an application
