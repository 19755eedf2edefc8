"""The dialog for a policy: for which alarms who is told when."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.alarms import Priority, Schedule
from app.domain.alarms.escalations import ON_DUTY, EscalationStep, NotificationPlan, Policy
from app.domain.cities import City
from app.services.notifications import PlanPart
from widgets.notifications.hours_box import ALWAYS, HoursBox
from widgets.notifications.part_form import PartForm
from widgets.notifications.receiver_forms import free_name, sound_receivers
from widgets.notifications.steps_editor import StepsEditor
from widgets.texts import language, priority_text
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ACROSS = 2


class PolicyForm(PartForm):
    """Asks for a policy.

    Args:
        plan: The plan it belongs to.
        policy: The policy to change; None for a new one.
        city: The city, for its fields of action.
        parent: Owner.
    """

    def __init__(
        self,
        plan: NotificationPlan,
        policy: Policy | None,
        city: City | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Regel der Benachrichtigung"))
        self._plan, self._policy = plan, policy
        given = policy or Policy(
            "", "", frozenset({Priority.CRITICAL}), frozenset(), (EscalationStep(0.0, (ON_DUTY,)),)
        )
        self.name = QLineEdit(given.name)
        self.name.setPlaceholderText(self.tr("etwa „Kritisches außerhalb der Dienstzeit“"))
        self.priorities = {
            priority: self._check(priority_text(priority), priority in given.priorities)
            for priority in Priority
        }
        known = {} if city is None else {one.id: one.name for one in city.fields}
        self.fields = {
            field: self._check(
                known[field].in_language(language()) if field in known else str(field),
                field in given.fields,
            )
            for field in dict.fromkeys([*known, *sorted(given.fields)])
        }
        self.times: list[HoursBox] = []
        self._times_box = QWidget()
        self._add_times = QToolButton()
        self.steps = StepsEditor(plan, given.steps)
        self.steps.changed.connect(self.judge)
        self._arrange_lines(given)
        self.name.textChanged.connect(lambda _: self.judge())
        self.judge()

    def _check(self, text: str, is_on: bool) -> QCheckBox:  # noqa: FBT001 - what a box shows
        box = QCheckBox(text)
        box.setChecked(is_on)
        box.toggled.connect(lambda _: self.judge())
        return box

    def _arrange_lines(self, given: Policy) -> None:
        self.add_line(self.tr("&Name"), self.name, "Die Regel")
        priorities = QWidget()
        across = QHBoxLayout(priorities)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(3 * GRID)
        for box in self.priorities.values():
            across.addWidget(box)
        across.addStretch(1)
        self.add_line(self.tr("Prioritäten"), priorities, "Priorität")
        fields = QWidget()
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(GRID)
        for number, box in enumerate(self.fields.values()):
            grid.addWidget(box, number // _ACROSS, number % _ACROSS)
        hint = self.tr("Ohne Haken gilt die Regel für alle Handlungsfelder.")
        self.add_line(self.tr("Handlungsfelder"), fields, hint=hint)
        column = QVBoxLayout(self._times_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self._add_times.setObjectName("switch")
        self._add_times.setText(self.tr("Zeit hinzufügen"))
        self._add_times.clicked.connect(lambda: self.add_times(ALWAYS))
        column.addWidget(self._add_times, alignment=Qt.AlignmentFlag.AlignLeft)
        for schedule in given.schedule:
            self.add_times(schedule)
        hint = self.tr("Ohne Zeit gilt die Regel immer.")
        self.add_line(self.tr("Zeiten"), self._times_box, "Wochentag", "Uhrzeit", hint=hint)
        self.add_line(self.tr("Stufen"), self.steps, "Stufe")

    def add_times(self, schedule: Schedule) -> None:
        """Let the policy hold at a weekly time, too."""
        hours = HoursBox(schedule)
        remove = QToolButton()
        remove.setIcon(icon("mdi6.close"))
        remove.setToolTip(self.tr("Zeit entfernen"))
        remove.setAccessibleName(self.tr("Zeit entfernen"))
        line = hours.layout()
        if line is not None:
            line.addWidget(remove)
        remove.clicked.connect(partial(self._remove_times, hours))
        hours.changed.connect(self.judge)
        column = self._times_box.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(len(self.times), hours)
        self.times.append(hours)
        self.judge()

    def _remove_times(self, hours: HoursBox) -> None:
        self.times.remove(hours)
        hours.hide()
        hours.deleteLater()
        self.judge()

    @override
    def missing(self) -> str:
        return "" if self.name.text().strip() else self.tr("Geben Sie der Regel einen Namen.")

    @override
    def part(self) -> Policy:
        name = " ".join(self.name.text().split())
        return Policy(
            id=self._new_id(name) if self._policy is None else self._policy.id,
            name=name,
            priorities=frozenset(one for one, box in self.priorities.items() if box.isChecked()),
            fields=frozenset(one for one, box in self.fields.items() if box.isChecked()),
            steps=self.steps.steps,
            schedule=tuple(hours.schedule for hours in self.times),
        )

    def _new_id(self, name: str) -> str:
        return free_name(name, {policy.id for policy in self._plan.policies})

    @override
    def around(self, part: PlanPart) -> NotificationPlan:
        policies = (part,) if isinstance(part, Policy) else ()
        return replace(sound_receivers(self._plan), policies=policies)
