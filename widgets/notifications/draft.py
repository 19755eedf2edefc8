"""The plan as somebody is changing it: nothing of it holds until it is published."""

from PySide6.QtCore import QObject, Signal

from app.domain.alarms.escalations import NotificationPlan
from app.services.notifications import PlanChange, plan_changes, problems_of


class Draft(QObject):
    """A plan with the way back and forth.

    Signals:
        changed: The plan, what is in force, or the way back is another one.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.base = NotificationPlan()
        """The plan in force."""
        self.plan = NotificationPlan()
        """The plan as it would be."""
        self.problems: list[str] = []
        """Why it could not come into force, whole sentences."""
        self.is_outdated = False
        """True when another plan came into force while this one was being changed."""
        self._back: list[NotificationPlan] = []
        self._forth: list[NotificationPlan] = []

    @property
    def changes(self) -> list[PlanChange]:
        """What differs from what is in force."""
        return plan_changes(self.base, self.plan)

    @property
    def is_changed(self) -> bool:
        """True where publishing would change something."""
        return self.plan != self.base

    @property
    def can_undo(self) -> bool:
        """True where there is a way back."""
        return bool(self._back)

    @property
    def can_redo(self) -> bool:
        """True where something was taken back."""
        return bool(self._forth)

    def change(self, plan: NotificationPlan) -> None:
        """Take the next state of the plan."""
        if plan != self.plan:
            self._back.append(self.plan)
            self._forth.clear()
            self._show(plan)

    def undo(self) -> None:
        """Go one change back."""
        if self._back:
            self._forth.append(self.plan)
            self._show(self._back.pop())

    def redo(self) -> None:
        """Go one change forth again."""
        if self._forth:
            self._back.append(self.plan)
            self._show(self._forth.pop())

    def discard(self) -> None:
        """Be what is in force again; `undo` brings the changes back."""
        self.is_outdated = False
        if self.is_changed:
            self.change(self.base)
        else:
            self.changed.emit()

    def set_base(self, base: NotificationPlan) -> None:
        """Take the plan in force; what was changed here stays a change."""
        if base == self.base:
            return
        was_changed = self.is_changed
        self.base = base
        self.is_outdated = was_changed and self.is_changed
        if not self.is_outdated:
            self._back.clear()
            self._forth.clear()
            self.plan = base
        self._show(self.plan)

    def _show(self, plan: NotificationPlan) -> None:
        self.plan = plan
        self.problems = problems_of(plan)
        self.is_outdated = self.is_outdated and self.is_changed
        self.changed.emit()
