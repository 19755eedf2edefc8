"""The menu of the trend sheets, and the question for a name."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from widgets.theme.icons import icon
from widgets.trends.sheets.keeper import SheetKeeper
from widgets.trends.sheets.names import NameDialog

_MOST_LISTED: Final = 40


class SheetMenu(QObject):
    """Fills a menu whenever it opens; asks for names and carries out what was chosen.

    Args:
        keeper: Does what is asked.
        menu: The menu to fill.
        parent: The view dialogs stand over.
    """

    def __init__(self, keeper: SheetKeeper, menu: QMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self._keeper, self._menu, self._view = keeper, menu, parent
        self._sub: QMenu | None = None
        menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what can be done now."""
        self._menu.clear()
        keeper = self._keeper
        has_sheet, is_locked = keeper.sheet is not None, keeper.is_locked
        self._add(self.tr("Neues Kurvenblatt"), self.start_new)
        self._offer_sheets()
        self._menu.addSeparator()
        self._add(self.tr("Speichern"), self.save, is_on=keeper.can_keep, key="Ctrl+S")
        self._add(self.tr("Speichern unter …"), self.save_as, is_on=keeper.can_keep)
        self._add(self.tr("Umbenennen …"), self.rename, is_on=has_sheet and not is_locked)
        lock = self.tr("Sperre aufheben") if is_locked else self.tr("Sperren")
        self._add(lock, self._toggle_lock, is_on=has_sheet)
        self._menu.addSeparator()
        self._add(self.tr("Löschen"), keeper.remove, is_on=has_sheet and not is_locked)
        if keeper.removed is not None:
            words = self.tr("„%1“ zurückholen").replace("%1", keeper.removed.name)
            self._add(words, keeper.bring_back)

    def save(self) -> None:
        """Save the open sheet; one that has no name, or is locked, becomes a new one."""
        if not self._keeper.save():
            self.save_as()

    def save_as(self) -> None:
        """Ask for a name and save what is on screen under it."""
        name = self._keeper.name
        proposal = self.tr("%1 (Kopie)").replace("%1", name) if name else ""
        self._ask(self.tr("Kurvenblatt speichern"), proposal, self._keeper.save_as)

    def rename(self) -> None:
        """Ask for another name of the open sheet."""
        title = self.tr("Kurvenblatt umbenennen")
        self._ask(title, self._keeper.name, self._keeper.rename)

    def start_new(self) -> None:
        """Begin an empty sheet, unless changes would be lost that the person wants to keep."""
        if self.may_leave():
            self._keeper.start_new()

    def open(self, sheet_id: str) -> None:
        """Show a saved sheet, unless changes would be lost that the person wants to keep."""
        if self.may_leave():
            self._keeper.open(sheet_id)

    def may_leave(self) -> bool:
        """Ask what is to become of changes that are not saved; False to stay."""
        keeper = self._keeper
        if not keeper.is_changed or keeper.is_locked:
            return True
        box = QMessageBox(self._view)
        box.setWindowTitle(self.tr("Änderungen speichern?"))
        words = self.tr("Das Kurvenblatt „%1“ hat Änderungen, die noch nicht gespeichert sind.")
        box.setText(words.replace("%1", keeper.name))
        role = QMessageBox.ButtonRole
        save = box.addButton(self.tr("Speichern"), role.AcceptRole)
        drop = box.addButton(self.tr("Verwerfen"), role.DestructiveRole)
        box.addButton(self.tr("Abbrechen"), role.RejectRole)
        box.setDefaultButton(save)
        box.exec()
        if box.clickedButton() is save:
            return keeper.save()
        return box.clickedButton() is drop

    def _offer_sheets(self) -> None:
        """Offer the saved sheets in a menu of their own."""
        sheets = self._keeper.sheets()[:_MOST_LISTED]
        if self._sub is not None:
            self._sub.deleteLater()
        self._sub = self._menu.addMenu(self.tr("Öffnen"))
        self._sub.setEnabled(bool(sheets))
        for sheet in sheets:
            action = self._sub.addAction(sheet.name.replace("&", "&&"))
            if sheet.is_locked:
                action.setIcon(icon("mdi6.lock-outline"))
            action.triggered.connect(lambda _, name=sheet.id: self.open(name))

    def _add(
        self, text: str, run: Callable[[], object], *, is_on: bool = True, key: str = ""
    ) -> QAction:
        action = self._menu.addAction(text.replace("&", "&&"))
        action.setEnabled(is_on)
        if key:
            # Only shown here: the key itself belongs to the view.
            action.setText(f"{text}\t{_key_text(key)}")
        action.triggered.connect(lambda _checked=False: run())
        return action

    def _toggle_lock(self) -> None:
        self._keeper.set_locked(is_locked=not self._keeper.is_locked)

    def _ask(self, title: str, proposal: str, take: Callable[[str], str]) -> None:
        dialog = NameDialog(title, proposal, take, self._view)
        dialog.exec()
        dialog.deleteLater()


def _key_text(key: str) -> str:
    from PySide6.QtGui import QKeySequence  # noqa: PLC0415

    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
