"""The page of the alarms: what calls, why, by which rules, how often; and their journal."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QSplitter
from typing_extensions import override

from app.console.page import AREA_BOTTOM, AREA_CENTER, AREA_RIGHT, DockPage
from app.console.rail import WorkspaceSpec
from app.console.why import add_card, title_card
from app.services.ports import HistorianReader, JournalReader
from widgets.alarms.journal import JournalView
from widgets.alarms.list import AlarmListView
from widgets.kpis.view import KpiView
from widgets.notifications import NotificationsView
from widgets.points.inspector import InspectorView
from widgets.rules.view import RulesView
from widgets.why import WhyCard

if TYPE_CHECKING:
    from app.console.console import Console


class AlarmsPage(DockPage):
    """Alarme: the list, the rules and the figures in tabs; the journal; what is known and why.

    Args:
        spec: The workspace.
        journal: Where alarms of the past are read; None until there is one.
    """

    def __init__(self, spec: WorkspaceSpec, journal: JournalReader | None) -> None:
        super().__init__(spec)
        self.alarms = AlarmListView()
        self.rules = RulesView()
        self.kpis = KpiView()
        self.journal = JournalView()
        self.inspector = InspectorView()
        self.why = WhyCard()
        self.add_view("alarms", self.alarms, AREA_CENTER)
        self.add_view("rules", self.rules, AREA_CENTER, beside="alarms", is_live_only=True)
        self.add_view("kpis", self.kpis, AREA_CENTER, beside="alarms")
        self.notifications = NotificationsView()
        self.add_view(
            "notifications", self.notifications, AREA_CENTER, beside="alarms", is_live_only=True
        )
        self.dock("alarms").setAsCurrentTab()
        self.add_view("journal", self.journal, AREA_BOTTOM, beside="alarms")
        self.add_view("inspector", self.inspector, AREA_RIGHT)
        add_card(self, self.why, beside="inspector")
        self.share({"inspector": (8, 3), "alarms": (3, 2)})
        self.dock("alarms").dockAreaWidget().currentChanged.connect(self._place_journal)
        self.dock("alarms").visibilityChanged.connect(self._place_journal)
        if journal is not None:
            self.set_journal(journal)
        self.retranslate()

    def show_alarm(self, alarm_id: str) -> None:
        """Bring an alarm of the list into sight."""
        self.dock("alarms").setAsCurrentTab()
        self.alarms.show_alarm(alarm_id)

    def _place_journal(self) -> None:
        """Leave the room below the list to the other tabs; a journal elsewhere stays."""
        alarms, journal = self.dock("alarms"), self.dock("journal")
        area, place = alarms.dockAreaWidget(), journal.dockAreaWidget()
        shared = area.parent()
        is_near = isinstance(shared, QSplitter) and shared.indexOf(place) not in {
            -1,
            shared.indexOf(area),
        }
        is_wanted = alarms.isCurrentTab() or not is_near
        if journal.isClosed() is is_wanted:
            journal.toggleView(is_wanted)

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        super().restore_state(state)
        self._place_journal()

    @override
    def set_history(self, history: HistorianReader) -> None:
        self.why.set_history(history)

    @override
    def set_journal(self, journal: JournalReader) -> None:
        self.journal.set_journal(journal)
        self.rules.set_journal(journal)
        self.kpis.set_journal(journal)
        self.notifications.set_journal(journal)
        self.why.set_journal(journal)

    @override
    def retranslate(self) -> None:
        self.title("alarms", QCoreApplication.translate("pages", "Alarme"))
        self.title("rules", QCoreApplication.translate("pages", "Regeln"))
        self.title("kpis", QCoreApplication.translate("pages", "Kennzahlen"))
        self.title("notifications", QCoreApplication.translate("pages", "Benachrichtigung"))
        self.title("journal", QCoreApplication.translate("pages", "Journal"))
        self.title("inspector", QCoreApplication.translate("pages", "Auswahl"))
        title_card(self)


def join_alarms(page: AlarmsPage, console: "Console") -> None:
    """Connect the wishes of the alarms' views to those who carry them out."""
    console.rules.join(page.rules)
    console.notifying.join(page.notifications)
    page.kpis.rule_requested.connect(console.rules.edit)
    page.kpis.alarm_requested.connect(console.ways.open_alarm)
