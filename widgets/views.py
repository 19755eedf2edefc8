"""What all views have in common: they are given a city and states, and say what was selected."""

from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.cities import City
from app.services.states import CityState
from widgets.theme import theme


class View(QWidget):
    """A view of the console.

    The console calls `set_city` when a profile is loaded or changed, and `show_state` at most ten
    times a second while the view is visible (and once with `changed=None` when it becomes so). The
    states are those of the view's own time: of the time bus, or of the moment it is held at.

    Attributes:
        is_off_bus: True while the person holds the view at a time of its own.

    Signals:
        points_selected: Point ids (list of str) the person selected here; feeds the selection bus.
        trend_requested: Point ids (list of str) to be shown in the trends.
        map_requested: Point ids (list of str) to be shown on the map.
        twin_requested: Point ids (list of str) to be shown in the twin.
        message_requested: A sentence for the notification strip.
        time_requested: A moment the person wants to see, µs UTC (object: Qt's int has 32 bits).
    """

    points_selected = Signal(list)
    trend_requested = Signal(list)
    map_requested = Signal(list)
    twin_requested = Signal(list)
    message_requested = Signal(str)
    time_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_off_bus = False
        theme().changed.connect(self.apply_theme)

    def set_city(self, city: City) -> None:
        """Take a (new) profile; everything shown before belongs to the old one."""

    def set_rules(self, city: City) -> None:
        """Take the same profile with other alarm rules; values, selection and places stay."""
        self.set_city(city)

    def show_state(self, state: CityState) -> None:
        """Render a state; only what is visible and changed may be repainted."""

    def show_selection(self, point_ids: list[str]) -> None:
        """Follow the selection bus: mark these points, without emitting anything."""

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered of the view (columns, curves), JSON-like."""
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was remembered; whatever does not fit is passed over."""

    def retranslate(self) -> None:
        """Set all texts again; called at a change of language."""

    def apply_theme(self) -> None:
        """Take colours and icons from `theme().tokens`; called at a change of theme."""

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
