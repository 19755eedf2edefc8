"""The dialogs before a plan comes into force, and of its versions."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.alarms.escalations import NotificationPlan
from app.domain.cities import City
from app.services.notifications import PlanChange, PlanError, plan_changes, read_plan
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.notifications.words import change_parts, summary_text
from widgets.rules.changes import ChangesTree
from widgets.rules.publish_dialog import Preview, PublishDialog
from widgets.rules.versions_dialog import VersionsDialog


def preview_of(text: str, base: NotificationPlan) -> Preview:
    """Return what a plan would change.

    Args:
        text: The plan as TOML.
        base: The plan in force.
    """
    try:
        plan = read_plan(text)
    except PlanError as error:
        return Preview(text, problems=tuple(map(on_screen, error.problems)))
    return Preview(text, tuple(plan_changes(base, plan)))


class PlanPublishDialog(PublishDialog):
    """Shows what a plan changes and asks for the reason.

    Args:
        heading: What will be done.
        text: The plan as TOML.
        base: The plan in force.
        city: The city.
        background: Where the preview is made.
        parent: Owner.
    """

    def __init__(
        self,
        heading: str,
        text: str,
        *,
        base: NotificationPlan,
        city: City,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        self._text, self._base, self._place = text, base, city
        super().__init__(heading, lambda: preview_of(text, base), city, background, parent)

    def rebase(self, base: NotificationPlan) -> None:
        """Show what changes in another plan that came into force meanwhile."""
        if base != self._base and not self._is_waiting:
            text, self._base = self._text, base
            self.ask(lambda: preview_of(text, base), self._place)

    @override
    def title(self) -> str:
        return QCoreApplication.translate("notifications", "Benachrichtigung in Kraft setzen")

    @override
    def summary_of(self, changes: Sequence[Any]) -> str:
        return summary_text(changes)

    @override
    def fill(self, changes: Sequence[Any]) -> None:
        after = self._base if self.preview is None else read_plan(self.preview.text)
        _fill(self.tree, changes, self._base, after, self._place)

    @override
    def sameness(self) -> str:
        return QCoreApplication.translate("notifications", "Damit ändert sich nichts am Plan.")


class PlanVersionsDialog(VersionsDialog):
    """Lists the versions of the plan; see `VersionsDialog`."""

    @override
    def title(self) -> str:
        return QCoreApplication.translate("notifications", "Versionen der Benachrichtigung")

    @override
    def origin(self) -> str:
        return QCoreApplication.translate("notifications", "Niemand wird benachrichtigt")

    @override
    def first_sentence(self) -> str:
        return QCoreApplication.translate("notifications", "Davor wurde niemand benachrichtigt.")

    @override
    def compare(self, older: str, newer: str) -> Sequence[Any] | str:
        try:
            before, after = read_plan(older), read_plan(newer)
        except PlanError as error:
            return on_screen(error.problems[0])
        return [(change, before, after) for change in plan_changes(before, after)]

    @override
    def summary_of(self, changes: Sequence[Any]) -> str:
        return summary_text([change for change, *_ in changes])

    @override
    def fill(self, changes: Sequence[Any]) -> None:
        _, before, after = changes[0]
        _fill(self.tree, [change for change, *_ in changes], before, after, self.profile)


def _fill(
    tree: ChangesTree,
    changes: Sequence[PlanChange],
    before: NotificationPlan,
    after: NotificationPlan,
    city: City,
) -> None:
    title = QCoreApplication.translate("notifications", "Was")
    tree.show_parts(title, change_parts(changes, before, after, city))
