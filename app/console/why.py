"""„Warum?“: brings the card that explains an alarm or a value to where the person looks."""

from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject
from PySide6QtAds import ads

from app.console.feed import StateFeed
from app.console.notices import NoticeLevel
from app.console.page import AREA_CENTER, AREA_RIGHT, DockPage, Page
from app.console.shifts import ShiftController
from app.console.surroundings import Surroundings
from app.console.time_bus import SelectionBus
from app.console.ways import Ways
from app.console.window import ConsoleWindow
from app.console.workspaces import ALARME
from app.domain.cities import City
from app.services.ports import HistorianReader, JournalReader
from app.services.states import CityState

if TYPE_CHECKING:
    from widgets.why import WhyCard

WHY: Final = "why"
"""Name of the card's dock."""


def add_card(page: DockPage, card: "WhyCard", *, beside: str = "") -> None:
    """Give a page a card; its dock is away until somebody asks why."""
    page.add_view(WHY, card, AREA_CENTER if beside else AREA_RIGHT, beside=beside)
    dock = page.dock(WHY)
    dock.setFeature(ads.CDockWidget.DockWidgetFeature.DockWidgetClosable, True)  # noqa: FBT003 - Qt's way
    dock.toggleView(False)  # noqa: FBT003 - Qt's way
    card.close_requested.connect(lambda: dock.toggleView(False))  # noqa: FBT003 - likewise


def title_card(page: DockPage) -> None:
    """Write the card's title in the language of the screen."""
    page.title(WHY, QCoreApplication.translate("pages", "Warum?"))


class Questioned(Protocol):
    """A console as the answers to „Warum?“ see it."""

    window: ConsoleWindow
    selection: SelectionBus
    feed: StateFeed
    ways: Ways
    shifts: ShiftController
    surroundings: Surroundings
    city: City | None

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


class WhyDesk(QObject):
    """Answers F3 on every page that has a card; from the others it goes to the alarms.

    Args:
        console: The console.
        parent: Owner.
    """

    def __init__(self, console: Questioned, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._console = console
        self._history: HistorianReader | None = None
        self._journal: JournalReader | None = None

    def set_stores(self, history: HistorianReader, journal: JournalReader) -> None:
        """Take what the cards read."""
        self._history, self._journal = history, journal
        for page in self._console.window.pages.values():
            if (card := _card_of(page)) is not None:
                card.set_history(history)
                card.set_journal(journal)

    def join(self, page: Page) -> None:
        """Give the card of a page what it reads, and do what it asks for."""
        card = _card_of(page)
        if card is None:
            return
        console = self._console
        card.set_history(self._history)
        card.set_journal(self._journal)
        card.set_annotations(console.surroundings.annotations)
        card.comment_requested.connect(console.shifts.log)
        card.alarm_requested.connect(console.ways.open_alarm)
        card.connection_requested.connect(lambda _: console.ways.open_connections())
        card.range_requested.connect(console.ways.show_range)

    def explain_alarm(self, alarm_id: str) -> None:
        """Explain an alarm, where the person is."""
        card = self._shown()
        if card is not None:
            card.explain_alarm(alarm_id)

    def explain_selection(self) -> None:
        """Explain the alarm chosen in the list with the focus, else the selected point."""
        console = self._console
        page = console.window.pages.get(console.window.workspace)
        alarms: Any = getattr(page, "alarms", None)
        focus: Any = console.window.focusWidget()
        is_in_list = bool(alarms and focus and alarms.isAncestorOf(focus))
        if is_in_list and (chosen := alarms.selected_alarm()):
            self.explain_alarm(chosen)
            return
        points = console.selection.point_ids
        if points:
            self.explain_point(_worst(points, console.feed.latest, console))
        else:
            text = self.tr("Bitte zuerst einen Alarm oder einen Datenpunkt auswählen.")
            console.say("why", NoticeLevel.INFORMATION, text)

    def explain_point(self, point_id: str) -> None:
        """Explain the value of a point, where the person is."""
        card = self._shown()
        if card is not None:
            card.explain_point(point_id)

    def _shown(self) -> "WhyCard | None":
        """Return the card of the open page, in sight; of the alarms' page where it has none."""
        console = self._console
        page = console.window.pages.get(console.window.workspace)
        if _card_of(page) is None:
            page = console.ways.open_page(ALARME)
        card = _card_of(page)
        if card is None or not isinstance(page, DockPage):
            return None
        dock = page.dock(WHY)
        if dock.isClosed():
            dock.toggleView(True)  # noqa: FBT003 - Qt's way
        dock.setAsCurrentTab()
        page.shown.emit()
        console.window.notices.withdraw("why")
        return card


def _card_of(page: object) -> "WhyCard | None":
    card: WhyCard | None = getattr(page, "why", None)
    return card


def _worst(points: list[str], state: CityState | None, console: Questioned) -> str:
    """Return the selected point with the most urgent alarm; the first where none has any."""
    if state is None or console.city is None:
        return points[0]
    chosen = set(points)
    standing = [
        (int(rule.priority), str(rule.point))
        for rule in console.city.rules
        if rule.id in state.alarms and str(rule.point) in chosen
    ]
    return min(standing)[1] if standing else points[0]
