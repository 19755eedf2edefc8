"""Saved views: a button with their names, and what may be done with them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QMessageBox, QToolButton, QWidget

from app.domain.inventory.changes import Action, Changeset, Operation
from app.domain.inventory.fields import Values
from app.domain.inventory.records import Record
from app.services.inventory.uids import new_uid
from widgets.inventory.panes import Wish
from widgets.inventory.table.looks import Look, look_from_dict, look_to_dict
from widgets.theme.icons import icon

KIND: Final = "saved_view"


@dataclass(frozen=True, slots=True)
class SavedView:
    """A saved view.

    Attributes:
        uid: Its permanent name.
        rev: Its version.
        name: What it is called.
        kind: Kind of records it shows.
        look: How it shows them.
        position: Its place among all.
    """

    uid: str
    rev: int
    name: str
    kind: str
    look: Look
    position: int


def saved_views(records: Sequence[Record]) -> list[SavedView]:
    """Return views from their records, in their order; those that cannot be read are left out."""
    views = []
    for record in records:
        try:
            content = json.loads(record.text("content") or "{}")
        except ValueError:
            continue
        views.append(
            SavedView(
                record.uid,
                record.rev,
                record.text("name"),
                record.text("kind"),
                look_from_dict(content),
                round(record.number("position") or 0),
            )
        )
    return sorted(views, key=lambda view: (view.position, view.name.casefold()))


class ViewBar(QToolButton):
    """Says which view is shown; its menu has all of them, and saves, renames, orders, deletes.

    Args:
        look: Returns how the table is looked at now.
        now_us: Returns the present, µs UTC, for the names of new records.
        parent: Owner.

    Signals:
        view_chosen: A `SavedView` shall be shown.
        wished: A `Wish`.
    """

    view_chosen = Signal(object)
    wished = Signal(object)

    def __init__(
        self, look: Callable[[], Look], now_us: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._now_us = look, now_us
        self.views: list[SavedView] = []
        self.current = ""
        self.kind = ""
        self.is_closed = False
        self.setObjectName("switch")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill_menu)
        self.setMenu(self._menu)

    def show_views(self, views: Sequence[SavedView], kind: str) -> None:
        """Take all views, and the kind that is shown."""
        self.views, self.kind = list(views), kind
        self.show_current()

    def mine(self) -> list[SavedView]:
        """Return the views of the kind that is shown."""
        return [view for view in self.views if view.kind == self.kind]

    @property
    def view(self) -> SavedView | None:
        """The view that is shown, None for none."""
        return next((view for view in self.mine() if view.uid == self.current), None)

    def show_current(self) -> None:
        """Say which view is shown, and whether it was changed since."""
        view = self.view
        if view is None:
            text = self.tr("Ansichten")
        elif self.is_changed():
            text = self.tr("{0} (geändert)").format(view.name)
        else:
            text = view.name
        self.setText(text)
        self.setAccessibleName(self.tr("Gespeicherte Ansicht: {0}").format(text))
        self.setToolTip(self.tr("Gespeicherte Ansichten zeigen, sichern und ordnen."))

    def is_changed(self) -> bool:
        """Tell whether the table is looked at otherwise than the view says."""
        view = self.view
        if view is None:
            return False
        now = self._look()
        return [path for path, _ in now.columns] != [path for path, _ in view.look.columns] or (
            now.filters,
            now.sort,
            now.text,
        ) != (view.look.filters, view.look.sort, view.look.text)

    # ---- menu ----------------------------------------------------------------------------------
    def fill_menu(self) -> None:
        """Offer the views of the kind that is shown, and what may be done with the current one."""
        menu, view = self._menu, self.view
        menu.clear()
        for one in self.mine():
            action = menu.addAction(one.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(one.uid == self.current)
            action.triggered.connect(partial(self.view_chosen.emit, one))
        if not self.mine():
            menu.addAction(self.tr("Es ist noch keine Ansicht gespeichert.")).setEnabled(False)
        menu.addSeparator()
        is_open = not self.is_closed
        save = menu.addAction(self.tr("Als neue Ansicht speichern …"), self.save_as)
        save.setEnabled(is_open)
        for text, act in (
            (self.tr("Ansicht überschreiben"), self.overwrite),
            (self.tr("Umbenennen …"), self.rename),
            (self.tr("Nach vorn"), partial(self.move_view, -1)),
            (self.tr("Nach hinten"), partial(self.move_view, 1)),
            (self.tr("Löschen …"), self.remove),
        ):
            menu.addAction(text, act).setEnabled(is_open and view is not None)

    def save_as(self) -> None:
        """Ask for a name and save how the table is looked at."""
        name = self._ask_name(self.tr("Ansicht speichern"), "")
        if name:
            self.save_named(name)

    def save_named(self, name: str) -> None:
        """Save how the table is looked at as a new view."""
        uid = new_uid(self._now_us())
        last = max((view.position for view in self.views), default=0)
        values: Values = {
            "name": name,
            "kind": self.kind,
            "content": self._content(),
            "position": last + 1,
        }
        self.current = uid
        self._wish([Operation(Action.CREATE, KIND, uid, values)], self.tr("Ansicht gespeichert"))

    def overwrite(self) -> None:
        """Save how the table is looked at in the current view."""
        if (view := self.view) is not None:
            self._update(view, {"content": self._content()}, self.tr("Ansicht überschrieben"))

    def rename(self) -> None:
        """Ask for another name of the current view."""
        view = self.view
        if view is None:
            return
        name = self._ask_name(self.tr("Ansicht umbenennen"), view.name)
        if name and name != view.name:
            self._update(view, {"name": name}, self.tr("Ansicht umbenannt"))

    def move_view(self, step: int) -> None:
        """Put the current view before or behind its neighbour."""
        views, view = self.mine(), self.view
        if view is None:
            return
        place = views.index(view)
        if not 0 <= place + step < len(views):
            return
        views.insert(place + step, views.pop(place))
        operations = [
            Operation(Action.UPDATE, KIND, one.uid, {"position": position}, one.rev)
            for position, one in enumerate(views, 1)
            if one.position != position
        ]
        self._wish(operations, self.tr("Ansichten geordnet"))

    def remove(self) -> None:
        """Delete the current view when the person confirms it."""
        view = self.view
        if view is None:
            return
        question = self.tr("Soll die Ansicht „{0}“ für alle gelöscht werden?").format(view.name)
        answer = QMessageBox.question(self, self.tr("Ansicht löschen"), question)
        if answer == QMessageBox.StandardButton.Yes:
            self.current = ""
            operation = Operation(Action.REMOVE, KIND, view.uid, {}, view.rev)
            self._wish([operation], self.tr("Ansicht gelöscht"))

    def _ask_name(self, title: str, name: str) -> str:
        text, is_given = QInputDialog.getText(
            self, title, self.tr("Name der Ansicht"), QLineEdit.EchoMode.Normal, name
        )
        return text.strip() if is_given else ""

    def _content(self) -> str:
        return json.dumps(look_to_dict(self._look()), ensure_ascii=False)

    def _update(self, view: SavedView, values: Values, reason: str) -> None:
        self._wish([Operation(Action.UPDATE, KIND, view.uid, values, view.rev)], reason)

    def _wish(self, operations: list[Operation], reason: str) -> None:
        if operations:
            self.wished.emit(Wish(Changeset(operations, reason)))

    def apply_theme(self) -> None:
        """Take the icon of the theme in force."""
        self.setIcon(icon("mdi6.bookmark-outline"))
