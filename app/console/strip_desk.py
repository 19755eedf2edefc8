"""The alarm strip and the sound of alarms: both are of the present, whatever time is shown."""

import importlib
from typing import Any

from PySide6.QtCore import QObject

from app.console.controllers import AlarmController
from app.console.sound_dialog import SoundDialog
from app.console.sounds import AlarmSound, SoundState
from app.console.window import ConsoleWindow
from app.console.zeitzeiger import Zeitzeiger
from app.domain.cities import City
from app.services.states import CityState


class StripDesk(QObject):
    """Builds the strip, and joins it to the orders and to the sound.

    Args:
        window: Its top bar carries the strip.
        alarms: Takes orders.
        zeitzeiger: Goes to the present.
        sound: Rings.
        parent: Owner.
    """

    def __init__(
        self,
        window: ConsoleWindow,
        alarms: AlarmController,
        zeitzeiger: Zeitzeiger,
        *,
        sound: AlarmSound,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._alarms, self._zeitzeiger = window, alarms, zeitzeiger
        self.sound = sound
        self.strip: Any = None
        sound.changed.connect(self._show_sound)

    def build(self) -> None:
        """Put the strip into the top bar; its module is loaded after the first paint."""
        module = importlib.import_module("widgets.alarms.strip")
        self.strip = module.AlarmStrip()
        self._window.top_bar.put_strip(self.strip)
        self.strip.acknowledge_requested.connect(self._alarms.acknowledge)
        self.strip.alarm_requested.connect(self._zeitzeiger.open_live_alarm)
        self.strip.silence_requested.connect(self.sound.silence)
        self.strip.sound_settings_requested.connect(self.ask_sounds)
        self._show_sound()

    def set_city(self, city: City) -> None:
        """Take a profile."""
        self.strip.set_city(city)
        self.sound.set_city(city)

    def set_rules(self, city: City) -> None:
        """Take the same profile with other rules."""
        self.strip.set_rules(city)
        self.sound.set_rules(city)

    def show_live(self, state: CityState) -> None:
        """Take a live state."""
        if self.strip is not None:
            self.strip.show_state(state)
        self.sound.take(state)

    def ask_sounds(self) -> None:
        """Show how alarms sound, to be changed."""
        SoundDialog(self.sound, self._window).open()

    def close(self) -> None:
        """Ring no more."""
        self.sound.close()

    def _show_sound(self) -> None:
        if self.strip is not None:
            state = self.sound.state
            self.strip.show_sound(
                is_ringing=state is SoundState.RINGING,
                is_silenced=state is SoundState.SILENCED,
                trouble=self.sound.player.trouble,
            )
