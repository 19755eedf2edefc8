"""Changes of the draft: forms for its parts, removing them, and their order."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.alarms.escalations import MailServer, NotificationPlan
from app.domain.cities import City
from widgets.notifications.draft import Draft
from widgets.notifications.duty_form import DutyForm
from widgets.notifications.part_form import PartForm
from widgets.notifications.policy_form import PolicyForm
from widgets.notifications.receiver_forms import MailForm, PersonForm, WebhookForm

KINDS: Final = ("people", "webhooks", "duties", "policies")
"""The lists of a plan, by the names of its attributes."""


class Editing(QObject):
    """Opens the forms and changes the draft."""

    def __init__(self, draft: Draft, owner: QWidget) -> None:
        super().__init__(owner)
        self.city: City | None = None
        self.form: PartForm | None = None
        """The form that is open, or was last."""
        self._draft = draft
        self._owner = owner

    def act(self, kind: str, act: str, row: int) -> None:
        """Do what a panel wants.

        Args:
            kind: Which list, of `KINDS`.
            act: `new`, `edit`, `remove`, `up` or `down`.
            row: Which part; -1 for none.
        """
        parts = self.parts(kind)
        if act == "new":
            self._ask(kind, None, lambda part: self._set(kind, [*self.parts(kind), part]))
        elif not 0 <= row < len(parts):
            return
        elif act == "edit":
            self._ask(kind, parts[row], lambda part: self._replace(kind, parts[row], part))
        elif act == "remove":
            self._set(kind, [*parts[:row], *parts[row + 1 :]])
        else:
            self._move(kind, row, row + (1 if act == "down" else -1))

    def parts(self, kind: str) -> list[Any]:
        """Return a list of the draft."""
        return list(getattr(self._draft.plan, kind))

    def _move(self, kind: str, row: int, to: int) -> None:
        parts = self.parts(kind)
        if 0 <= to < len(parts):
            parts[row], parts[to] = parts[to], parts[row]
            self._set(kind, parts)

    def _replace(self, kind: str, old: object, new: object) -> None:
        """Put a part in the place of another; of equal ones the first."""
        parts = self.parts(kind)
        if old in parts:
            parts[parts.index(old)] = new
            self._set(kind, parts)

    def _set(self, kind: str, parts: list[Any]) -> None:
        # By name: the lists of a plan are tuples of different parts.
        change: dict[str, Any] = {kind: tuple(parts)}
        self._draft.change(replace(self._draft.plan, **change))

    def _ask(self, kind: str, part: Any, take: Callable[[object], None]) -> None:
        plan, owner = self._draft.plan, self._owner
        if kind == "people":
            form: PartForm = PersonForm(plan, part, owner)
        elif kind == "webhooks":
            form = WebhookForm(plan, part, owner)
        elif kind == "duties":
            form = DutyForm(plan, part, owner)
        else:
            form = PolicyForm(plan, part, self.city, owner)
        self._open(form, take)

    def ask_mail(self) -> None:
        """Ask for the mail server."""
        self._open(MailForm(self._draft.plan.mail, self._owner), self._take_mail)

    def _take_mail(self, mail: object) -> None:
        plan: NotificationPlan = self._draft.plan
        if isinstance(mail, MailServer):
            self._draft.change(replace(plan, mail=mail))

    def _open(self, form: PartForm, take: Callable[[object], None]) -> None:
        form.part_wanted.connect(take)
        form.finished.connect(lambda _: form.deleteLater())
        self.form = form
        form.open()
