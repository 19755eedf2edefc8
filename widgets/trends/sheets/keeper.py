"""Keeps track of the open sheet: saved where, changed since, locked; and does what is asked."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from time import time
from typing import Any, Final
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from app.domain.trend_sheets import SheetRefusedError, TrendSheet
from app.services.ports import TrendSheetStore
from widgets.foreign_texts import on_screen

_LOOKED_THROUGH: Final = frozenset({"mode", "span_us", "end_us", "focus", "solo", "markers"})
"""Looking around changes nothing of a sheet."""


def essence(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a content makes the sheet another one when it changes."""
    return {name: value for name, value in content.items() if name not in _LOOKED_THROUGH}


class SheetKeeper(QObject):
    """Holds which sheet is open and carries out what a person wants with sheets.

    Args:
        content: Returns what is on screen now, JSON-like.
        parent: Owner.

    Signals:
        opened: Another sheet is to be shown (its content; empty for a new one).
        changed: Name, lock or list of sheets are others; read the properties.
        said: A sentence for the person.
    """

    opened = Signal(object)
    changed = Signal()
    said = Signal(str)

    def __init__(
        self, content: Callable[[], dict[str, Any]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._store: TrendSheetStore | None = None
        self._sheet: TrendSheet | None = None
        self._removed: TrendSheet | None = None
        self._wanted = ""
        self.author = ""

    # --- what is open -----------------------------------------------------------------------

    def set_store(self, store: TrendSheetStore) -> None:
        """Keep sheets here."""
        self._store = store
        if self._wanted:
            self.rejoin(self._wanted)
        self.changed.emit()

    def sheets(self) -> list[TrendSheet]:
        """Return all saved sheets."""
        return self._store.sheets() if self._store is not None else []

    @property
    def can_keep(self) -> bool:
        """True when there is a place to keep sheets in."""
        return self._store is not None

    @property
    def sheet(self) -> TrendSheet | None:
        """The open sheet as it is saved; None for one that never was."""
        return self._sheet

    @property
    def name(self) -> str:
        """The name of the open sheet; empty for one that was never saved."""
        return self._sheet.name if self._sheet is not None else ""

    @property
    def is_locked(self) -> bool:
        """True when the open sheet must not be changed."""
        return self._sheet is not None and self._sheet.is_locked

    @property
    def is_changed(self) -> bool:
        """True when what is on screen differs from what is saved."""
        return self._sheet is not None and essence(self._sheet.content) != essence(self._content())

    @property
    def removed(self) -> TrendSheet | None:
        """The sheet removed last, that can be brought back."""
        return self._removed

    # --- what a person does -----------------------------------------------------------------

    def start_new(self) -> None:
        """Begin an empty sheet."""
        self._sheet = None
        self.opened.emit({})
        self.changed.emit()

    def open(self, sheet_id: str) -> None:
        """Show a saved sheet."""
        sheet = self._find(sheet_id)
        if sheet is None:
            self.said.emit(self.tr("Dieses Kurvenblatt gibt es nicht mehr."))
            return
        self._sheet = sheet
        self.opened.emit(dict(sheet.content))
        # What cannot be shown any more (a point that left the profile) is no change by the person.
        self._sheet = replace(sheet, content=self._content())
        self.changed.emit()

    def rejoin(self, sheet_id: object) -> None:
        """Take it that what is on screen came from a saved sheet, as after a restart."""
        self._wanted = sheet_id if isinstance(sheet_id, str) else ""
        self._sheet = self._find(self._wanted) if self._wanted else None
        self.changed.emit()

    def save(self) -> bool:
        """Save the open sheet; False when it has no name yet, is locked, or was refused."""
        if self._sheet is None or self._sheet.is_locked:
            return False
        return self._put(replace(self._sheet, content=self._content())) == ""

    def save_as(self, name: str) -> str:
        """Save what is on screen as a new sheet; return why not, empty when it is done."""
        return self._put(TrendSheet(uuid4().hex, name.strip(), self._content()))

    def rename(self, name: str) -> str:
        """Rename the open sheet; return why not, empty when it is done."""
        stored = self._stored()
        return self._put(replace(stored, name=name.strip())) if stored is not None else ""

    def set_locked(self, *, is_locked: bool) -> None:
        """Lock the open sheet as it is saved, or unlock it."""
        stored = self._stored()
        if stored is not None and (reason := self._put(replace(stored, is_locked=is_locked))):
            self.said.emit(reason)

    def remove(self) -> None:
        """Remove the open sheet; what is on screen stays, without a name."""
        stored = self._stored()
        if stored is None or self._store is None:
            return
        try:
            self._store.remove(stored.id)
        except SheetRefusedError as error:
            self.said.emit(on_screen(str(error)))
            return
        self._removed, self._sheet = stored, None
        words = self.tr("Das Kurvenblatt „%1“ ist gelöscht. Im Menü lässt es sich zurückholen.")
        self.said.emit(words.replace("%1", stored.name))
        self.changed.emit()

    def bring_back(self) -> None:
        """Undo the last removal."""
        removed, self._removed = self._removed, None
        if removed is not None and (reason := self._put(removed)):
            self._removed = removed
            self.said.emit(reason)

    def _put(self, sheet: TrendSheet) -> str:
        """Save a sheet and make it the open one; return why not."""
        if self._store is None:
            return self.tr("Kurvenblätter können hier nicht gespeichert werden.")
        sheet = replace(sheet, author=self.author, changed_us=int(time() * 1e6))
        try:
            self._store.save(sheet)
        except SheetRefusedError as error:
            return on_screen(str(error))
        self._sheet = sheet
        self.changed.emit()
        return ""

    def _stored(self) -> TrendSheet | None:
        """Return the open sheet as the store has it now."""
        return self._find(self._sheet.id) if self._sheet is not None else None

    def _find(self, sheet_id: str) -> TrendSheet | None:
        return next((sheet for sheet in self.sheets() if sheet.id == sheet_id), None)
