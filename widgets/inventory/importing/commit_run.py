"""The carrying out of an import: one at a time, with what became of it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.domain.inventory.changes import Changeset, Commit, Transaction
from app.domain.inventory.records import Key
from widgets.inventory.importing.jobs import Watch
from widgets.inventory.panes import Wish

_MOST_SHOWN: Final = 10_000


class CommitRun(QObject):
    """Wishes for an import, and for its being taken back.

    Args:
        parent: Owner.

    Attributes:
        watch: How far it is; None while nothing is carried out.
        transaction: What was carried out; None before, and after it was taken back.
        changed: The first records of the kind of the import that it changed.

    Signals:
        change_requested: A `Wish`.
        undo_requested: The import is to be taken back (`Transaction`).
    """

    change_requested = Signal(object)
    undo_requested = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.watch: Watch | None = None
        self.transaction: Transaction | None = None
        self.changed: list[Key] = []
        self._is_closed = False

    def begin(
        self, changeset: Changeset, kind: str, told: Callable[[Commit | Exception], None]
    ) -> None:
        """Wish for an import.

        Args:
            changeset: The import.
            kind: Whose records are shown afterwards.
            told: Is given what became of it, unless `close` came before.
        """
        self.watch = watch = Watch(total=len(changeset.operations))

        def done(outcome: Commit | Exception) -> None:
            if self._is_closed:
                return
            self.watch = None
            if isinstance(outcome, Commit):
                self.transaction = outcome.transaction
                self.changed = [key for key in outcome.changed if key.kind == kind][:_MOST_SHOWN]
            told(outcome)

        wish = Wish(
            changeset,
            done,
            is_told=True,
            progress=watch.tell,
            is_heard=lambda: not self._is_closed,
        )
        self.change_requested.emit(wish)

    def stop(self) -> None:
        """Stop the import; nothing of it stays."""
        if self.watch is not None:
            self.watch.is_stopped = True

    def undo(self) -> bool:
        """Wish that the import is taken back; False where there is none."""
        if self.transaction is None:
            return False
        self.undo_requested.emit(self.transaction)
        return True

    def is_undone_by(self, commit: Commit) -> bool:
        """Tell whether a change takes the import back; it is forgotten then."""
        number = self.transaction.number if self.transaction is not None else None
        if number is None or commit.transaction.undoes != number:
            return False
        self.transaction = None
        return True

    def close(self) -> None:
        """Tell nobody any more. What is being carried out goes on; the console tells of it."""
        self._is_closed = True
