"""The steps of a policy: after which time who is told."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.alarms.escalations import ON_DUTY, EscalationStep, NotificationPlan
from widgets.notifications.words import people_text, receiver_text
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_MINUTE_S: Final = 60.0
_LATEST_MIN: Final = 7 * 24 * 60.0
_NEXT_MIN: Final = 10.0


class StepRow(QWidget):
    """One step.

    Signals:
        changed: It is another one.
        removal_wanted: It shall go.
    """

    changed = Signal()
    removal_wanted = Signal()

    def __init__(self, plan: NotificationPlan, step: EscalationStep, number: int) -> None:
        super().__init__()
        self._plan, self._step = plan, step
        self.after = QDoubleSpinBox()
        self.after.setRange(0.0, _LATEST_MIN)
        self.after.setDecimals(2 if step.after_s % _MINUTE_S else 0)
        self.after.setValue(step.after_s / _MINUTE_S)
        self.after.setPrefix(self.tr("nach "))
        self.after.setSuffix(" min")
        self.after.setSpecialValueText(self.tr("sofort"))
        self.after.setAccessibleName(self.tr("Stufe {n}: Wartezeit").format(n=number))
        self.after.setToolTip(self.tr("So lange nach dem Ruf des Alarms, wenn niemand quittiert"))
        self.whom = QToolButton()
        self.whom.setObjectName("switch")
        self.whom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.whom.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.whom.setAccessibleName(self.tr("Stufe {n}: Empfänger").format(n=number))
        self._menu = QMenu(self)
        self._chosen: dict[str, QAction] = {}
        self._fill_menu()
        self.whom.setMenu(self._menu)
        remove = QToolButton()
        remove.setIcon(icon("mdi6.close"))
        remove.setToolTip(self.tr("Stufe entfernen"))
        remove.setAccessibleName(self.tr("Stufe {n} entfernen").format(n=number))
        remove.clicked.connect(self.removal_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        for widget in (self.after, QLabel("→")):
            line.addWidget(widget)
        line.addWidget(self.whom, 1)
        line.addWidget(remove)
        self.after.valueChanged.connect(lambda _: self.changed.emit())
        self._show()

    def _fill_menu(self) -> None:
        plan = self._plan
        known = [ON_DUTY, *(one.id for one in plan.people), *(one.id for one in plan.webhooks)]
        for receiver in dict.fromkeys([*known, *self._step.receivers]):
            action = self._menu.addAction(receiver_text(plan, receiver))
            action.setCheckable(True)
            action.setChecked(receiver in self._step.receivers)
            action.toggled.connect(lambda _: self._follow())
            self._chosen[receiver] = action

    def choose(self, *receivers: str) -> None:
        """Tell these and no others."""
        for receiver, action in self._chosen.items():
            action.setChecked(receiver in receivers)

    def _follow(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        chosen = self.step.receivers
        text = people_text(self._plan, chosen) if chosen else self.tr("Empfänger wählen")
        self.whom.setText(text)
        self.whom.setToolTip(text)

    @property
    def step(self) -> EscalationStep:
        """What is chosen; a time nobody touched stays exact."""
        after_s = round(self.after.value() * _MINUTE_S, 1)
        if abs(after_s - self._step.after_s) < 1.0:
            after_s = self._step.after_s
        chosen = tuple(name for name, action in self._chosen.items() if action.isChecked())
        return EscalationStep(after_s, chosen)


class StepsEditor(QWidget):
    """The steps below each other.

    Signals:
        changed: They are others.
    """

    changed = Signal()

    def __init__(
        self,
        plan: NotificationPlan,
        steps: tuple[EscalationStep, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan = plan
        self.rows: list[StepRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self.add = QToolButton()
        self.add.setObjectName("switch")
        self.add.setText(self.tr("Stufe hinzufügen"))
        self.add.clicked.connect(lambda _: self.add_step())
        self._column.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)
        for step in steps:
            self.add_step(step)

    def add_step(self, step: EscalationStep | None = None) -> StepRow:
        """Add a step below the others; without one, a usual next one."""
        if step is None:
            last = max((row.step.after_s for row in self.rows), default=-_NEXT_MIN * _MINUTE_S)
            step = EscalationStep(last + _NEXT_MIN * _MINUTE_S, ())
        row = StepRow(self._plan, step, len(self.rows) + 1)
        row.changed.connect(self.changed)
        row.removal_wanted.connect(partial(self._remove, row))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        self.changed.emit()
        return row

    def _remove(self, row: StepRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()

    @property
    def steps(self) -> tuple[EscalationStep, ...]:
        """The steps in order of time."""
        return tuple(sorted((row.step for row in self.rows), key=lambda step: step.after_s))
