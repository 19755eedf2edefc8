"""Carries out changes of the inventory that a person wants, tells what became of them, undoes."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from threading import Event
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from app.console.notices import Notice, NoticeAction, NoticeLevel
from app.console.window import ConsoleWindow
from app.domain.inventory.changes import (
    Changeset,
    Commit,
    ConflictError,
    Origin,
    RefusedError,
    Transaction,
)
from app.services.inventory.removals import with_companions
from app.services.inventory.stoppable import StoppableStore
from app.services.ports import InventoryStore, StoppedError, StorageError
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.inventory.panes import Wish
from widgets.texts import count as count_text

_NOTICE: Final = "inventory"
_SAID: Final = 3
"""So many problems are told in a notice; a pane tells all of them at their fields."""
_MOST_STEPS: Final = 200
_QUICK: Final = 2_000
"""So many operations are written in a moment: they are, also while the console ends."""


class Said(Protocol):
    """A console as this part sees it."""

    window: ConsoleWindow


class Carrier(QObject):
    """The one way from a wish to the store and back.

    Args:
        console: The console.
        store: The inventory.
        parent: Owner.

    Signals:
        committed: The inventory changed (`Commit`), whoever changed it.
        steps_changed: There is something else to undo or redo.
    """

    committed = Signal(object)
    steps_changed = Signal()
    _told = Signal(object)
    _answered = Signal(object, object)

    def __init__(self, console: Said, store: InventoryStore, parent: QObject) -> None:
        super().__init__(parent)
        self._console, self._store = console, store
        self._end = Event()
        self._patient = StoppableStore(store, self._end)
        self._undo: list[Transaction] = []
        self._redo: list[Transaction] = []
        self._work = Background(self, "inventory-undo")
        self._is_closed = False
        queued = Qt.ConnectionType.QueuedConnection
        self._told.connect(self.committed, queued)
        self._answered.connect(self._take_answer, queued)
        store.listen(self._hear)

    def close(self) -> None:
        """End the thread; nobody is told anything any more."""
        self._is_closed = True
        self._end.set()
        self._work.close()

    def _hear(self, commit: Commit) -> None:
        """Take a commit from the thread of the writer."""
        if not self._is_closed:
            self._told.emit(commit)

    # ---- wishes --------------------------------------------------------------------------------
    def carry_out(self, wish: Wish) -> None:
        """Have a change made; the wish is told what became of it."""

        def done(outcome: Commit | Exception) -> None:
            if not self._is_closed:
                self._answered.emit(wish, outcome)

        def go_on(so_far: int, total: int) -> bool:
            # A large import would hold up the end for many seconds: nothing of it stays then.
            is_wanted = total <= _QUICK or not self._end.is_set()
            return is_wanted and (wish.progress is None or wish.progress(so_far, total))

        self._store.submit(wish.changeset, done, go_on)

    def _take_answer(self, wish: Wish, outcome: Commit | Exception) -> None:
        if self._is_closed:
            return
        if isinstance(outcome, Commit):
            self._remember(outcome)
            self._tell_commit(wish.changeset, outcome)
        elif not wish.is_told or not wish.is_heard():
            self.tell_failure(outcome)
        wish.done(outcome)

    def _remember(self, commit: Commit) -> None:
        # What an audit keeps of itself while somebody scans is no step that is undone.
        is_interim = set(commit.transaction.kinds) == {"scan_audit"}
        if commit.changed and not is_interim:
            self._undo.append(commit.transaction)
            del self._undo[:-_MOST_STEPS]
            self._redo.clear()
            self.steps_changed.emit()

    def _tell_commit(self, changeset: Changeset, commit: Commit) -> None:
        count = len(commit.changed)
        if changeset.origin not in {Origin.BULK, Origin.IMPORT} and count < _SAID:
            return
        text = self.tr("{0} Datensätze wurden geändert.").format(count_text(count))
        undo = NoticeAction(self.tr("Rückgängig machen"), partial(self.undo, commit.transaction))
        actions = (undo,) if count else ()
        if not count:
            text = self.tr("Nichts hat sich geändert: Alles ist schon so.")
        self._show(NoticeLevel.INFORMATION, text, actions)

    def tell_failure(self, error: Exception) -> None:
        """Say why something was not done."""
        level = NoticeLevel.WARNING
        if isinstance(error, RefusedError):
            lines = [
                f"{on_screen(one.reason)} {on_screen(one.suggestion)}".strip()
                for one in error.problems[:_SAID]
            ]
            more = len(error.problems) - len(lines)
            if more > 0:
                lines.append(self.tr("Und {0} weitere Hinweise.").format(count_text(more)))
            text = "\n".join(lines)
        elif isinstance(error, ConflictError):
            text = self.tr(
                "Jemand anderes hat den Datensatz inzwischen geändert; nichts wurde gespeichert. "
                "Bitte sehen Sie nach und versuchen Sie es noch einmal."
            )
        elif isinstance(error, StoppedError):
            level = NoticeLevel.INFORMATION
            text = self.tr("Abgebrochen; nichts wurde geändert.")
        else:
            level, text = NoticeLevel.ERROR, on_screen(str(error))
        self._show(level, text)

    def _show(self, level: NoticeLevel, text: str, actions: tuple[NoticeAction, ...] = ()) -> None:
        notice = Notice(_NOTICE, level, text, actions=actions)
        self._console.window.notices.show_notice(notice)

    # ---- back and forth ------------------------------------------------------------------------
    @property
    def can_undo(self) -> bool:
        """True when this console changed something that can be taken back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """True when something was taken back."""
        return bool(self._redo)

    def undo(self, transaction: Transaction | None = None) -> None:
        """Take the last change back, or this one."""
        if transaction is None and not self._undo:
            text = self.tr("Es gibt nichts, was rückgängig gemacht werden könnte.")
            self._show(NoticeLevel.INFORMATION, text)
            return
        wanted = self._undo[-1] if transaction is None else transaction
        self._step(wanted, self._undo, self._take_undone)

    def redo(self) -> None:
        """Bring back what was taken back last."""
        if not self._redo:
            text = self.tr("Es gibt nichts, was wiederhergestellt werden könnte.")
            self._show(NoticeLevel.INFORMATION, text)
            return
        self._step(self._redo[-1], self._redo, self._take_redone)

    def _step(
        self, wanted: Transaction, steps: list[Transaction], take: Callable[[Commit], None]
    ) -> None:
        store = self._patient
        is_ours = any(one.number == wanted.number for one in steps)
        # Gone at once: whoever presses the keys again means the step before it. One that is
        # refused stays gone, since it would stand in the way of those before it.
        self._forget(wanted)

        def work() -> Commit | Exception:
            try:
                with closing(store.reader()) as reader:
                    changeset = with_companions(reader, store.inverse(wanted.number))
                return store.commit(changeset)
            except (RefusedError, ConflictError, StoppedError, StorageError) as error:
                return error

        def taken(outcome: Commit | Exception) -> None:
            if isinstance(outcome, Commit):
                take(outcome)
            else:
                if is_ours and isinstance(outcome, StorageError):
                    steps.append(wanted)
                    steps.sort(key=lambda one: one.number)
                self.tell_failure(outcome)
            self.steps_changed.emit()

        self._work.ask(self, work, taken, lambda reason: self._show(NoticeLevel.ERROR, reason))

    def _forget(self, wanted: Transaction) -> None:
        for steps in (self._undo, self._redo):
            steps[:] = [one for one in steps if one.number != wanted.number]

    def _take_undone(self, commit: Commit) -> None:
        self._redo.append(commit.transaction)
        count = len(commit.changed)
        text = self.tr("Rückgängig gemacht: {0} Datensätze sind wieder, wie sie waren.")
        if count == 1:
            text = self.tr("Rückgängig gemacht: Der Datensatz ist wieder, wie er war.")
        redo = NoticeAction(self.tr("Wiederherstellen"), self.redo)
        self._show(NoticeLevel.INFORMATION, text.format(count_text(count)), (redo,))

    def _take_redone(self, commit: Commit) -> None:
        self._undo.append(commit.transaction)
        text = self.tr("Wiederhergestellt: {0} Datensätze.")
        self._show(NoticeLevel.INFORMATION, text.format(count_text(len(commit.changed))))
