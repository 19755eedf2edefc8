"""From the hands to the store: a ghost while something is dragged, a wish when it is let go."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QToolTip

from app.domain.inventory.changes import Changeset, Commit, ConflictError, RefusedError
from app.domain.portfolio.office_days import office, start_number
from app.services.inventory.uids import new_uid
from app.services.portfolio.states import PortfolioState
from app.services.ports import Clock
from widgets.foreign_texts import on_screen
from widgets.inventory.panes import Wish
from widgets.portfolio.gantt.callout import Callout
from widgets.portfolio.gantt.hands import Drag, Grip, Joint
from widgets.portfolio.gantt.rows import GanttRow
from widgets.portfolio.gantt.sheet import GanttSheet
from widgets.portfolio.gantt.steps import Step, joined, moved, resized, stretched, why_fixed

REST_MS: Final = 700
"""Keys that move a bar come in a row: what they add up to is kept when they rest so long."""


class Steering(QObject):
    """Turns drags and keys into wishes.

    Args:
        sheet: Tree and chart.
        clock: Names of new records begin with its time.

    Attributes:
        state: What is shown.
        callout: Says beside a bar why something cannot be.
        words: What was last said of a drag.

    Signals:
        wished: A change is wanted (`Wish`).
    """

    wished = Signal(object)

    def __init__(self, sheet: GanttSheet, clock: Clock) -> None:
        super().__init__(sheet)
        self.state: PortfolioState | None = None
        self.clock = clock
        self.words = ""
        self._sheet, self._chart = sheet, sheet.chart
        self.callout = Callout(self._chart.viewport())
        self._nudge: tuple[str, int, bool] | None = None
        self._is_writing = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.settle)
        self._chart.why_not = why_fixed
        self._chart.dragged.connect(self._show_drag)
        self._chart.dropped.connect(self._drop)
        self._chart.joined.connect(self._join)
        self._chart.refused.connect(self.refuse)
        self._chart.let_go.connect(self._forget)
        self._chart.picked.connect(lambda *_: self.callout.hide())

    def show_state(self, state: PortfolioState) -> None:
        """Work on another state: what was wanted is in it, or never will be."""
        self.state = state
        self._is_writing = False
        if self._chart.drag is None and self._nudge is None:
            self._forget()

    def close(self) -> None:
        """Wait for nothing any more."""
        self._rest.stop()

    # ---- mouse -----------------------------------------------------------------------------------
    def _step(self, drag: Drag) -> Step | None:
        if self.state is None:
            return None
        if drag.grip is Grip.MOVE:
            return moved(self.state, drag.row, drag.start)
        return stretched(self.state, drag.row, drag.finish)

    def _show_drag(self, drag: Drag) -> None:
        step = self._step(drag)
        if step is not None:
            self._show_step(step)
            QToolTip.showText(QCursor.pos(), step.words, self._chart.viewport())

    def _show_step(self, step: Step) -> None:
        self.words = step.words
        self._chart.ghosts = step.ghosts
        self._chart.viewport().update()

    def _drop(self, drag: Drag) -> None:
        step = self._step(drag)
        if step is not None:
            self._carry_out(step)

    def _join(self, joint: Joint) -> None:
        if self.state is not None:
            uid = new_uid(self.clock.now_us())
            step = joined(self.state, joint.before, joint.after, joint.type, uid)
            self._carry_out(step)

    # ---- keys ------------------------------------------------------------------------------------
    def nudge(self, row: GanttRow, by: int, *, is_length: bool) -> None:
        """Move a bar by working days, or make it longer by them; kept when the keys rest."""
        reason = why_fixed(row)
        if reason or (is_length and row.is_milestone):
            self.refuse(row.uid, reason or self.tr("Ein Meilenstein hat keine Dauer."))
            return
        if self._nudge is not None and self._nudge[::2] == (row.uid, is_length):
            by += self._nudge[1]
        elif self._nudge is not None:
            self.settle()
        self._nudge = (row.uid, by, is_length)
        step = self._nudged()
        if step is not None:
            self._show_step(step)
            at = self._chart.bar_in_view(row.uid).bottomLeft().toPoint()
            QToolTip.showText(self._chart.viewport().mapToGlobal(at), step.words)
        self._rest.start()

    def settle(self) -> None:
        """Keep what keys have moved."""
        if self._is_writing:
            self._rest.start()
            return
        step, self._nudge = self._nudged(), None
        if step is not None:
            self._carry_out(step)

    def cancel(self) -> bool:
        """Let go of everything without a change; return False when there was nothing."""
        was_said = self.callout.isVisible() or self._nudge is not None
        self.callout.hide()
        self._rest.stop()
        self._nudge = None
        was_held = self._chart.cancel()
        self._forget()
        return was_said or was_held

    def _nudged(self) -> Step | None:
        if self._nudge is None or self.state is None:
            return None
        uid, by, is_length = self._nudge
        row = self._sheet.row(uid)
        if row is None or row.start is None or row.item is None:
            return None
        if is_length:
            return resized(self.state, row, max(row.item.duration + by, 1))
        return moved(self.state, row, office().day(start_number(row.start) + by))

    # ---- changes ---------------------------------------------------------------------------------
    def wish(self, changeset: Changeset, uid: str) -> None:
        """Wish for a change; a refusal is said beside a row."""
        if self.state is None or self.state.at_us is not None:
            return
        self._is_writing = True

        def done(outcome: Commit | Exception) -> None:
            # After a change the next state ends the writing: until then versions are old.
            self._is_writing = isinstance(outcome, Commit) and bool(outcome.changed)
            if not isinstance(outcome, Commit):
                self.refuse(uid, outcome_words(outcome))
            elif not outcome.changed:
                self._forget()

        self.wished.emit(Wish(changeset, done, is_told=True))

    def refuse(self, uid: str, reason: str) -> None:
        """Say why something cannot be; what is shown is the truth again."""
        self._forget()
        self.callout.say(reason, self._chart.bar_in_view(uid))

    def _carry_out(self, step: Step) -> None:
        if step.refusal:
            self.refuse(step.uid, step.refusal)
        elif step.changeset is None:
            self._forget()
        else:
            QToolTip.hideText()
            self._show_step(step)
            self.wish(step.changeset, step.uid)

    def _forget(self) -> None:
        QToolTip.hideText()
        self._chart.ghosts = ()
        self._chart.viewport().update()


def outcome_words(error: Exception) -> str:
    """Return why a change was not made, in the language of the screen."""
    if isinstance(error, RefusedError):
        found = error.problems[:3]
        texts = [f"{on_screen(one.reason)} {on_screen(one.suggestion)}".strip() for one in found]
        return "\n".join(dict.fromkeys(texts))
    if isinstance(error, ConflictError):
        return on_screen(str(error))
    return on_screen(str(error)) or type(error).__name__
