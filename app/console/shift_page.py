"""The page of the shift: logbook, handover, incident capsules."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from app.console.page import AREA_BOTTOM, AREA_CENTER, AREA_RIGHT, DockPage
from app.console.rail import WorkspaceSpec
from widgets.capsules.library import CapsuleLibraryView
from widgets.shift.handover import HandoverView
from widgets.shift.logbook import LogbookView

if TYPE_CHECKING:
    from app.console.console import Console


class ShiftPage(DockPage):
    """Schicht: what happened, what is handed over, what is kept of incidents.

    Args:
        spec: The workspace.
    """

    def __init__(self, spec: WorkspaceSpec) -> None:
        super().__init__(spec)
        self.handover = HandoverView()
        self.logbook = LogbookView()
        self.capsules = CapsuleLibraryView()
        self.add_view("handover", self.handover, AREA_CENTER, is_live_only=True)
        self.add_view("logbook", self.logbook, AREA_RIGHT)
        self.add_view("capsules", self.capsules, AREA_BOTTOM, beside="logbook")
        self.share({"handover": (3, 2), "logbook": (3, 2)})
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.title("handover", QCoreApplication.translate("pages", "Übergabe"))
        self.title("logbook", QCoreApplication.translate("pages", "Schichtbuch"))
        self.title("capsules", QCoreApplication.translate("pages", "Vorfallkapseln"))


def join_shift(page: ShiftPage, console: "Console") -> None:
    """Connect the wishes of the shift's views to those who carry them out."""
    console.shifts.join(page.logbook, page.handover)
    console.capsules.join(page.capsules)
    page.handover.alarm_requested.connect(console.ways.open_alarm)
    page.logbook.alarm_requested.connect(console.ways.open_alarm)
