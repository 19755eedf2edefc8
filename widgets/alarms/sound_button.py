"""The button of the alarm strip that says whether alarms ring, and silences them."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from widgets.theme import theme
from widgets.theme.icons import icon


class SoundButton(QToolButton):
    """Silences what rings with a click; sets how alarms sound with the right button.

    Signals:
        silence_requested: Silence what rings now.
        settings_requested: Set how alarms sound.
    """

    silence_requested = Signal()
    settings_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_ringing = False
        self._is_silenced = False
        self._trouble = ""
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.clicked.connect(self._click)
        self.retranslate()
        self.apply_theme()

    def show_state(self, *, is_ringing: bool, is_silenced: bool, trouble: str) -> None:
        """Show whether alarms ring, see `AlarmStrip.show_sound`."""
        state = (is_ringing, is_silenced, trouble)
        if state != (self._is_ringing, self._is_silenced, self._trouble):
            self._is_ringing, self._is_silenced, self._trouble = state
            self.retranslate()
            self.apply_theme()

    def retranslate(self) -> None:
        """Set all texts again."""
        settings = self.tr("Rechtsklick: wie Alarme klingen")
        if self._is_ringing:
            words = self.tr("Ton aus")
            tooltip = self.tr("Schaltet aus, was jetzt klingt; der nächste Alarm klingt wieder. F8")
        elif self._is_silenced:
            words = ""
            tooltip = self.tr("Alarme warten, aber es klingt nichts.")
        else:
            words = ""
            tooltip = self.tr("Es klingt kein Alarm.")
        if self._trouble:
            words, tooltip = self.tr("kein Ton"), f"{self._trouble} {tooltip}"
        self.setText(words)
        self.setToolTip(f"{tooltip} {settings}")
        self.setAccessibleName(words or tooltip)

    def apply_theme(self) -> None:
        """Take the icon from the theme in force."""
        name = "mdi6.bell-outline"
        if self._trouble:
            name = "mdi6.volume-off"
        elif self._is_ringing:
            name = "mdi6.bell-ring-outline"
        elif self._is_silenced:
            name = "mdi6.bell-sleep-outline"
        is_urgent = self._is_ringing or bool(self._trouble)
        self.setIcon(icon(name, colour=theme().tokens.text if is_urgent else ""))

    def _click(self) -> None:
        if self._is_ringing:
            self.silence_requested.emit()
        else:
            self.settings_requested.emit()

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        silence = menu.addAction(self.tr("Ton ausschalten"))
        silence.setEnabled(self._is_ringing)
        silence.triggered.connect(self.silence_requested)
        menu.addAction(self.tr("Alarmtöne …")).triggered.connect(self.settings_requested)
        menu.popup(self.mapToGlobal(place))
