"""Offers the way back to the present to who has left the console in the past."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.console.notices import Notice, NoticeAction, NoticeLevel, NoticeStrip
from app.console.time_bus import TimeBus
from app.services.ports import Clock

IDLE_S: Final = 600.0
NOTICE: Final = "idle"
_LOOK_MS: Final = 5_000
_INPUTS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleOffer(QObject):
    """Looks, while the console is not LIVE, for how long nobody has touched it.

    After ten minutes it offers to return, and again ten minutes after the person chose to stay.
    It never returns by force: who shows the past on a wall may do so all night.

    Args:
        bus: The time bus.
        clock: Where time comes from.
        notices: Where the offer is made.
        window: The console's window; others are listened to once they have had the keyboard.
        parent: Owner.
    """

    def __init__(
        self, bus: TimeBus, clock: Clock, notices: NoticeStrip, window: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._bus = bus
        self._clock = clock
        self._notices = notices
        self._touched_s = clock.monotonic()
        self._windows: list[QWindow] = []
        self._is_ended = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        bus.mode_changed.connect(self._turn)
        QGuiApplication.instance().focusWindowChanged.connect(self._listen_to)  # type: ignore[union-attr]  # there is an application

    def look(self) -> None:
        """Make the offer when it is due."""
        idle_s = self._clock.monotonic() - self._touched_s
        if self._bus.is_live or idle_s < IDLE_S or self._notices.is_shown(NOTICE):
            return
        text = self.tr(
            "Seit {0} Minuten hat niemand etwas getan, und die Konsole ist NICHT LIVE. "
            "Möchten Sie zur Gegenwart zurück?"
        )
        actions = (
            NoticeAction(self.tr("Zur Gegenwart"), self._bus.go_live),
            NoticeAction(self.tr("Hier bleiben"), self.touch),
        )
        text = text.format(round(idle_s // 60))
        self._notices.show_notice(Notice(NOTICE, NoticeLevel.INFORMATION, text, actions=actions))

    def touch(self) -> None:
        """Take that somebody is there."""
        self._touched_s = self._clock.monotonic()

    def close(self) -> None:
        """Look no more; the console ends."""
        self._is_ended = True
        self._timer.stop()
        self._listen_to_none()

    # Keys and mouse come through the window system's windows; listening there, and only while it
    # matters, spares Python all the other events of the program.
    def _turn(self) -> None:
        if self._bus.is_live:
            self._timer.stop()
            self._notices.withdraw(NOTICE)
            self._listen_to_none()
        elif not self._timer.isActive():
            self.touch()
            self._timer.start()
            self._listen_to(QGuiApplication.focusWindow())
            self._listen_to(self._window.windowHandle())

    def _listen_to(self, window: QWindow | None) -> None:
        is_wanted = not (self._is_ended or self._bus.is_live)
        if window is not None and is_wanted and window not in self._windows:
            window.installEventFilter(self)
            self._windows.append(window)
            window.destroyed.connect(lambda _=None: self._drop(window))

    def _drop(self, window: QWindow) -> None:
        if window in self._windows:
            self._windows.remove(window)

    def _listen_to_none(self) -> None:
        for window in self._windows:
            window.removeEventFilter(self)
        self._windows = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUTS:
            self.touch()
        return False
