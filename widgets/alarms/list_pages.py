"""Which of its states the list of alarms draws: content, empty, loading, no right, offline."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.cities import City
from app.services.states import CityState
from widgets.alarms.entries import is_collector_away
from widgets.alarms.model import AlarmTableModel
from widgets.alarms.tabs import AlarmTab, tab_empty
from widgets.foreign_texts import on_screen
from widgets.placeholders import Stage

_PATIENCE_US: Final = 10_000_000
"""How long after the start silence of the collector is still part of the start."""


class ListPages:
    """Chooses what the list shows in place of its rows, or above them.

    Attributes:
        is_allowed: False for a person who lacks the right.
        failure: Why the last order failed, until the person has read it.
    """

    def __init__(self, stage: Stage, model: AlarmTableModel) -> None:
        self.is_allowed = True
        self.failure = ""
        self._stage = stage
        self._model = model
        self._first_us = 0
        self._has_heard = False

    def begin(self) -> None:
        """A profile was read: nothing was heard yet."""
        self._has_heard = False
        self.failure = ""

    def hear(self, state: CityState, *, is_first: bool) -> None:
        """Take a state."""
        if is_first:
            self._first_us = state.at_us
        self._has_heard = self._has_heard or bool(state.sources) or not state.is_live

    def choose(self, state: CityState | None) -> None:
        """Choose the page for a state."""
        city = self._model.city
        if not self.is_allowed:
            self._stage.show_no_right()
        elif city is None or state is None:
            self._stage.show_loading()
        elif not self._model.shown_count:
            self._show_nothing(city, state)
        else:
            self._stage.show_content()
            self._show_notice(city, state)

    def _show_nothing(self, city: City, state: CityState) -> None:
        stage, tab = self._stage, self._model.tab
        if self._model.tab_count:
            stage.show_message(
                "mdi6.filter-off-outline",
                QCoreApplication.translate("alarms", "Kein Alarm passt zu diesem Filter."),
                QCoreApplication.translate("alarms", "Filter zurücksetzen"),
            )
        elif state.unread:
            sentence = QCoreApplication.translate(
                "alarms",
                "Dieser Zeitpunkt ließ sich nicht ganz lesen; ob ein Alarm anstand, ist nicht "
                "bekannt.",
            )
            stage.show_message("mdi6.database-alert-outline", sentence)
        elif not state.is_live and tab in {AlarmTab.ACTIVE, AlarmTab.ALL}:
            sentence = QCoreApplication.translate(
                "alarms", "Zu diesem Zeitpunkt stand kein Alarm an."
            )
            stage.show_message("mdi6.check-circle-outline", sentence)
        elif not is_collector_away(city, state):
            stage.show_message("mdi6.check-circle-outline", tab_empty(tab))
        elif not self._has_heard and state.at_us - self._first_us < _PATIENCE_US:
            stage.show_loading()
        else:
            sentence = QCoreApplication.translate(
                "alarms",
                "Die Datenerfassung antwortet nicht; ob ein Alarm ansteht, ist nicht bekannt.",
            )
            stage.show_message("mdi6.lan-disconnect", sentence)

    def _show_notice(self, city: City, state: CityState) -> None:
        notice = self._stage.notice
        if self.failure:
            done = QCoreApplication.translate("alarms", "Verstanden")
            notice.show_notice("mdi6.alert-outline", on_screen(self.failure), done)
        elif state.unread:
            sentence = QCoreApplication.translate(
                "alarms",
                "Dieser Zeitpunkt ließ sich nicht ganz lesen. Sie sehen die bekannten Alarme, es "
                "können Alarme fehlen.",
            )
            notice.show_notice("mdi6.database-alert-outline", sentence)
        elif is_collector_away(city, state) and self._has_heard:
            sentence = QCoreApplication.translate(
                "alarms",
                "Die Datenerfassung antwortet nicht. Sie sehen die zuletzt bekannten Alarme.",
            )
            notice.show_notice("mdi6.lan-disconnect", sentence)
        else:
            notice.show_notice("", "")
