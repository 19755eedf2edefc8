"""Dialogs that change records: edit, new, copy, many at once, remove."""

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from app.console.inventory.carrying import Carrier
from app.console.notices import Notice, NoticeAction, NoticeLevel
from app.console.surroundings import Surroundings
from app.console.time_bus import TimeBus
from app.console.window import ConsoleWindow
from app.domain.cities import City
from app.domain.inventory.changes import Changeset, Commit
from app.domain.inventory.fields import Values
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from app.services.inventory.removals import removal_of
from app.services.ports import InventoryStore
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.inventory.panes import Acts, Wish
from widgets.texts import count as count_text

if TYPE_CHECKING:
    from widgets.inventory.table.selecting import ChosenRecords


class Edited(Protocol):
    """A console as its dialogs see it."""

    surroundings: Surroundings
    window: ConsoleWindow
    time_bus: TimeBus
    city: City | None

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


class Editing(QObject):
    """Opens dialogs over the window and passes on what they wish.

    Args:
        console: The console.
        store: The inventory.
        carrier: Carries changes out.
        parent: Owner.
    """

    def __init__(
        self, console: Edited, store: InventoryStore, carrier: Carrier, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._console, self._store, self._carrier = console, store, carrier
        self._work = Background(self, "inventory-removal")

    def close(self) -> None:
        """End the thread."""
        self._work.close()

    def edit(self, act: str, keys: list[Key], given: Values | None = None) -> None:
        """Edit a record, or begin a new one (`Acts.NEW`) or one like it (`Acts.COPY_OF`).

        Args:
            act: What is wanted.
            keys: The record comes first.
            given: What a new record begins with.
        """
        from widgets.inventory.editing import EditDialog  # noqa: PLC0415 - seldom wanted

        if not keys or not self.may_edit():
            return
        city = self._console.city
        dialog = EditDialog(
            self._store.reader,
            keys[0],
            self._console.window,
            is_copy=act == Acts.COPY_OF,
            given=given,
            zone="UTC" if city is None else city.time_zone,
            clock=self._console.surroundings.clock,
        )
        dialog.change_requested.connect(self._carrier.carry_out)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def edit_many(self, keys: list[Key], chosen: "ChosenRecords | None") -> None:
        """Edit the same fields of many records of one kind.

        Args:
            keys: The records.
            chosen: What the table has selected, which may be more than can be named.
        """
        from widgets.inventory.bulk import BulkDialog, BulkSource  # noqa: PLC0415 - see above

        if not self.may_edit():
            return
        city = self._console.city
        if chosen is not None and (len(chosen.ids) or chosen.query is not None):
            source = BulkSource(chosen.kind, ids=chosen.ids, query=chosen.query)
        elif keys and len({key.kind for key in keys}) == 1:
            source = BulkSource(keys[0].kind, keys)
        else:
            text = self.tr("Bitte wählen Sie zuerst Datensätze einer Art aus.")
            self._console.say("inventory", NoticeLevel.INFORMATION, text)
            return
        dialog = BulkDialog(
            source,
            self._store.reader,
            self._console.window,
            zone="UTC" if city is None else city.time_zone,
        )
        dialog.change_requested.connect(self._carrier.carry_out)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def remove(self, keys: list[Key]) -> None:
        """Ask, then remove records with what is only about them."""
        if not keys or not self.may_edit():
            return
        store = self._store

        def work() -> tuple[str, int]:
            with closing(store.reader()) as reader:
                gone = len(removal_of(reader, keys, "").operations) - len(keys)
                return reader.titles(keys[:1]).get(keys[0], ""), gone

        self._work.ask(self, work, lambda found: self._ask(keys, *found), self._fail)

    def _ask(self, keys: list[Key], title: str, more: int) -> None:
        if len(keys) == 1:
            kind = on_screen(KINDS[keys[0].kind].label)
            question = self.tr("{0} „{1}“ entfernen?").format(kind, title)
        else:
            question = self.tr("{0} Datensätze entfernen?").format(count_text(len(keys)))
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Entfernen"),
            question,
            QMessageBox.StandardButton.Cancel,
            self._console.window,
        )
        kept = self.tr(
            "Der Verlauf der Änderungen behält alles, und Sie können es rückgängig machen."
        )
        if more:
            along = self.tr(
                "Mit gehen {0} Einträge, die ohne das nichts bedeuten: Teile, Befunde, Notizen, "
                "Beziehungen."
            )
            kept = f"{along.format(count_text(more))} {kept}"
        box.setInformativeText(kept)
        yes = box.addButton(self.tr("Entfernen"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.buttonClicked.connect(lambda button: self._remove(keys) if button is yes else None)
        box.finished.connect(box.deleteLater)
        box.open()

    def _remove(self, keys: list[Key]) -> None:
        store, reason = self._store, self.tr("Entfernt")

        def work() -> Changeset:
            with closing(store.reader()) as reader:
                return removal_of(reader, keys, reason)

        def taken(changeset: Changeset) -> None:
            self._carrier.carry_out(Wish(changeset, self._told_removed))

        self._work.ask(self, work, taken, self._fail)

    def _told_removed(self, outcome: Commit | Exception) -> None:
        if isinstance(outcome, Commit):
            text = self.tr("Entfernt. Mit Strg+Z machen Sie es rückgängig.")
            undo = partial(self._carrier.undo, outcome.transaction)
            back = NoticeAction(self.tr("Rückgängig machen"), undo)
            notice = Notice("inventory", NoticeLevel.INFORMATION, text, actions=(back,))
            self._console.window.notices.show_notice(notice)

    def _fail(self, reason: str) -> None:
        self._console.say("inventory", NoticeLevel.ERROR, on_screen(reason))

    def may_edit(self) -> bool:
        """Tell whether the present is shown; the past cannot be changed, and that is said."""
        if self._console.time_bus.is_live:
            return True
        text = self.tr(
            "Sie sehen einen vergangenen Stand; ändern lässt sich nur der gegenwärtige. "
            "Strg+L führt zurück zur Gegenwart."
        )
        self._console.say("inventory", NoticeLevel.INFORMATION, text)
        return False
