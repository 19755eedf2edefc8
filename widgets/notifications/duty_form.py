"""The dialog for a time on call: who, on which days, from when to when."""

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from app.domain.alarms.escalations import Duty, NotificationPlan
from app.services.notifications import PlanPart
from widgets.notifications.hours_box import ALWAYS, HoursBox
from widgets.notifications.part_form import PartForm
from widgets.notifications.receiver_forms import sound_receivers


class DutyForm(PartForm):
    """Asks for a time on call.

    Args:
        plan: The plan it belongs to; it has people.
        duty: The time to change; None for a new one.
        parent: Owner.
    """

    def __init__(
        self, plan: NotificationPlan, duty: Duty | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Bereitschaft"))
        self._plan = plan
        self.person = QComboBox()
        for person in plan.people:
            self.person.addItem(person.name, person.id)
        if duty is not None:
            self.person.setCurrentIndex(self.person.findData(duty.person))
        self.hours = HoursBox(ALWAYS if duty is None else duty.schedule)
        self.add_line(self.tr("&Person"), self.person, "Person")
        self.add_line(
            self.tr("&Zeiten"),
            self.hours,
            "Wochentag",
            "Uhrzeit",
            hint=self.tr(
                "Es gilt die Uhr der Stadt. Eine Nacht wie 22:00–06:00 gehört zu dem Tag, an dem "
                "sie beginnt."
            ),
        )
        self.person.currentIndexChanged.connect(lambda _: self.judge())
        self.hours.changed.connect(self.judge)
        self.judge()

    @override
    def missing(self) -> str:
        return "" if self.person.currentData() else self.tr("Wählen Sie eine Person.")

    @override
    def part(self) -> Duty:
        return Duty(str(self.person.currentData()), self.hours.schedule)

    @override
    def around(self, part: PlanPart) -> NotificationPlan:
        duties = (part,) if isinstance(part, Duty) else ()
        return replace(sound_receivers(self._plan), duties=duties)
