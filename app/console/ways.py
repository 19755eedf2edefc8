"""Ways through the console: from whatever a person looks at to where more is known of it."""

from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.console.feed import StateFeed
from app.console.notices import Notice, NoticeAction, NoticeLevel
from app.console.time_bus import SelectionBus
from app.console.window import ConsoleWindow
from app.console.workspaces import ALARME, ANBINDUNG, LAGE, SCHICHT, VERLAEUFE, ZWILLING
from app.console.zeitzeiger import Zeitzeiger
from app.domain.maps import Box


class Ground(Protocol):
    """A console as its ways see it."""

    window: ConsoleWindow
    selection: SelectionBus
    feed: StateFeed
    zeitzeiger: Zeitzeiger

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


class Ways(QObject):
    """Opens workspaces, and in them what was asked for.

    Args:
        console: The console.
        parent: Owner.

    Signals:
        place_shown: The places of some points are shown (list of str).
    """

    place_shown = Signal(list)

    def __init__(self, console: Ground, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._console = console

    def open_page(self, workspace: str) -> Any:
        """Open a workspace; return its page, None while there is no profile yet."""
        window = self._console.window
        window.open_workspace(workspace)
        page: QWidget | None = window.pages.get(workspace)
        return page

    def open_connections(self) -> None:
        """Go to the sources."""
        self._console.window.open_workspace(ANBINDUNG)

    def open_sheet(self, sheet_id: str) -> None:
        """Show a saved trend sheet."""
        page = self.open_page(VERLAEUFE)
        if page is not None:
            page.trends.sheets.open(sheet_id)

    def show_trend(self, point_ids: list[str]) -> None:
        """Open the trends and add points to them; the selection when there are none."""
        page = self.open_page(VERLAEUFE)
        if page is not None:
            page.trends.add_points(point_ids or self._console.selection.point_ids)

    def show_range(self, start_us: int, end_us: int) -> None:
        """Show the selected points in the trends over [start, end), µs UTC."""
        page = self.open_page(VERLAEUFE)
        if page is not None:
            page.trends.add_points(self._console.selection.point_ids)
            page.trends.go_to(start_us, end_us)

    def show_map(self, point_ids: list[str]) -> None:
        """Show points on the map of the overview; the selection when there are none."""
        wanted = point_ids or self._console.selection.point_ids
        page = self.open_page(LAGE)
        if page is not None:
            page.show_map(wanted)
            self._tell_place("map", wanted)

    def show_box(self, box: Box) -> None:
        """Show a rectangle on the map of the overview."""
        page = self.open_page(LAGE)
        if page is not None:
            page.show_box(box)

    def show_twin(self, point_ids: list[str]) -> None:
        """Show points in the twin; the selection when there are none."""
        wanted = point_ids or self._console.selection.point_ids
        page = self.open_page(ZWILLING)
        if page is not None:
            page.show_twin(wanted)
            self._tell_place("twin", wanted)

    def _tell_place(self, key: str, point_ids: list[str]) -> None:
        console = self._console
        if point_ids:
            console.selection.select(point_ids)
            self.place_shown.emit(point_ids)
        else:
            text = self.tr("Bitte zuerst einen Alarm oder einen Datenpunkt auswählen.")
            console.say(key, NoticeLevel.INFORMATION, text)

    def open_point(self, point_id: str) -> None:
        """Show a point in the table of all points."""
        page = self.open_page(LAGE)
        if page is not None:
            page.show_table()
            page.table.reveal(point_id)
            self._console.selection.select([point_id])

    def open_alarm(self, alarm_id: str) -> None:
        """Show an alarm in the list of alarms."""
        page = self.open_page(ALARME)
        if page is not None:
            page.show_alarm(alarm_id)

    def offer_handover(self, text: str) -> None:
        """Say that a handover waits, with the way to it."""
        look = NoticeAction(self.tr("Übergabe ansehen"), lambda: self.open_page(SCHICHT))
        notice = Notice("handover", NoticeLevel.INFORMATION, text, actions=(look,))
        self._console.window.notices.show_once(notice)

    def open_next_alarm(self) -> None:
        """Go to the newest alarm that calls: nobody has acknowledged it, nothing hides it."""
        console = self._console
        state = console.feed.latest_live
        alarms = {} if state is None else state.alarms
        waiting = [
            (alarm.raised_us, name)
            for name, alarm in alarms.items()
            if not alarm.is_acknowledged and not alarm.is_hidden
        ]
        if waiting:
            console.zeitzeiger.open_live_alarm(max(waiting)[1])
        else:
            text = self.tr("Es gibt keinen Alarm, der noch nicht quittiert ist.")
            console.say("next-alarm", NoticeLevel.INFORMATION, text)
