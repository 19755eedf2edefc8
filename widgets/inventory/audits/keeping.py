"""Keeps an unfinished audit as one goes, at a bounded rate."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.inventory.audits import Audit, Place
from app.domain.inventory.changes import Commit, ConflictError, RefusedError
from app.services.inventory.audits import saving
from widgets.inventory.panes import Wish

SAVE_MS: Final = 5_000
"""What was read is kept at most this much later, ms; more often would only fill the change log."""


class Keeper(QObject):
    """Wishes that what was read is kept: one wish at a time, and not more often than needed.

    Signals:
        change_requested: A `Wish`.
        failed: It could not be kept (why, str); it is tried again with the next scan.
    """

    change_requested = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = Place("", "")
        self._name = ""
        self._audit: Audit | None = None
        self._is_new = self._is_saving = False
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._timer.timeout.connect(self.save)

    @property
    def is_dirty(self) -> bool:
        """True while something that was read is not kept yet."""
        return self._audit is not None

    @property
    def is_waiting(self) -> bool:
        """True while it will be kept soon."""
        return self._timer.isActive()

    def begin(self, place: Place, name: str, *, is_new: bool) -> None:
        """Keep another audit from now on.

        Args:
            place: Its site.
            name: What it is called.
            is_new: True while it has no record.
        """
        self.forget()
        self._place, self._name, self._is_new = place, name, is_new

    def note(self, audit: Audit) -> None:
        """Take what shall be kept soon."""
        self._audit = audit
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Keep now what is not kept yet."""
        self._timer.stop()
        audit = self._audit
        if audit is None or self._is_saving:
            return
        self._audit, self._is_saving = None, True
        changeset = saving(audit, self._place, self._name, is_new=self._is_new)

        def done(outcome: Commit | Exception) -> None:
            self._is_saving = False
            then, self._then = self._then, None
            if isinstance(outcome, Commit):
                self._is_new = False
                if self.is_dirty:
                    self._timer.start()
            else:
                self.failed.emit(str(outcome))
                if not isinstance(outcome, RefusedError | ConflictError):
                    # The disk may do it again in a while: nothing is left behind until then.
                    self._audit, then = self._audit or audit, None
            if then is not None:
                then()

        self.change_requested.emit(Wish(changeset, done, is_told=True))

    def after_saving(self, act: Callable[[], None]) -> None:
        """Do something once what was read is kept; never while the disk cannot keep it."""
        self.save()
        if self._is_saving:
            self._then = act
        else:
            act()

    def forget(self) -> None:
        """Keep nothing more of this audit."""
        self._timer.stop()
        self._audit = None

    def close(self) -> None:
        """Keep what is not kept yet, and wait for nothing any more."""
        self.save()
        self._timer.stop()
