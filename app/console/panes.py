"""A view in its dock, with the time it shows: it follows the time bus, or is held at a moment."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.console.moments import Shown, moment_text, not_live_texts, short_moment_text
from app.console.time_strip import StripKind, TimeStrip
from app.services.states import CityState
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.views import View


@dataclass(frozen=True, slots=True)
class Hold:
    """Where a view is held.

    Attributes:
        time_us: The moment, µs UTC; None for LIVE.
    """

    time_us: int | None = None


class Pane(QWidget):
    """Carries one view, gives it the states of its own time, and says which time that is.

    A view that follows the bus in the main window needs no words: the window has them. In a window
    of its own, or held somewhere, it has a strip above it.

    Args:
        view: The view; None for one that is made later and then given with `take`.
        is_live_only: True for a view of what nobody records: it shows the present, always.
        parent: Owner.

    Signals:
        seen: The pane came into sight, with or without its view.
        hold_requested: The person pressed the pin: hold the view where it is, or let it follow.
        titled: The words behind the title of the view are others; read `title_suffix`.
    """

    seen = Signal()
    hold_requested = Signal()
    titled = Signal()

    def __init__(
        self, view: View | None, parent: QWidget | None = None, *, is_live_only: bool = False
    ) -> None:
        super().__init__(parent)
        self.view: View | None = None
        self.is_live_only = is_live_only
        self.strip = TimeStrip(self)
        self.action = QAction(self)
        self.action.setCheckable(True)
        self.action.triggered.connect(self._ask)
        self.hold: Hold | None = Hold() if is_live_only else None
        self.is_torn_off = False
        self.title_suffix = ""
        self._bus = Shown(None)
        self._now_us = 0
        self._is_behind = view is None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.strip)
        if view is not None:
            self.take(view)
        theme().changed.connect(self.render_time)
        self.render_time()

    def take(self, view: View) -> None:
        """Carry a view from now on; only once."""
        self.view = view
        view.is_off_bus = self.hold is not None and not self.is_live_only
        had_focus = self.hasFocus()
        self._column.addWidget(view, 1)
        self.setFocusProxy(view)
        if had_focus:
            view.setFocus()

    @property
    def shown(self) -> Shown:
        """Which time the view shows."""
        return self._bus if self.hold is None else Shown(self.hold.time_us, 0, self._bus.zone)

    # --- states ---------------------------------------------------------------------------

    @property
    def is_behind(self) -> bool:
        """True when a state passed by while the view was out of sight."""
        return self._is_behind

    def show_state(self, state: CityState) -> None:
        """Give the view a state of its time; one that is out of sight is given all of it later."""
        if self.view is None or not self.view.isVisible():
            self._is_behind = True
            return
        if self._is_behind:
            self._is_behind = False
            state = replace(state, changed=None, recent=None)
        self.view.show_state(state)

    # --- time -----------------------------------------------------------------------------

    def hold_at(self, hold: Hold | None) -> None:
        """Hold the view somewhere; None lets it follow the time bus."""
        if self.is_live_only:
            return
        self.hold = hold
        if self.view is not None:
            self.view.is_off_bus = hold is not None
        self.render_time()

    def show_time(self, bus: Shown, now_us: int) -> None:
        """Take which time the bus shows."""
        was_live = self._bus.is_live
        self._bus, self._now_us = bus, now_us
        # While time is dragged this comes sixty times a second; where no strip stands, in vain.
        if self.is_torn_off or was_live != bus.is_live:
            self.render_time()

    def render_time(self) -> None:
        """Say which time is shown, in the strip, on the button and behind the title."""
        shown = self.shown
        if self.hold is None:
            self.strip.say(StripKind.PAST, not_live_texts(shown))
            suffix = ""
        elif self.is_live_only:
            self.strip.say(StripKind.HELD_LIVE, live_only_texts())
            suffix = "" if self._bus.is_live else " · LIVE"
        elif shown.time_us is None:
            self.strip.say(StripKind.HELD_LIVE, held_live_texts())
            suffix = " · LIVE"
        else:
            self.strip.say(StripKind.HELD_PAST, _held_texts(shown.time_us, shown.zone))
            suffix = f" · {short_moment_text(shown.time_us, shown.zone, self._now_us)}"
        is_apart = self.hold is not None and not (self.is_live_only and self._bus.is_live)
        self.strip.setVisible(is_apart or (self.is_torn_off and not shown.is_live))
        self._render_action()
        if suffix != self.title_suffix:
            self.title_suffix = suffix
            self.titled.emit()

    def _render_action(self) -> None:
        is_held = self.hold is not None
        tokens = theme().tokens
        self.action.setChecked(is_held)
        name = "mdi6.pin" if is_held else "mdi6.pin-outline"
        self.action.setIcon(icon(name, colour=tokens.accent if is_held else ""))
        words = hold_text(self.hold, self._bus.zone)
        if words != self.action.text():
            self.action.setText(words)
            self.action.setToolTip(words)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit()

    def _ask(self) -> None:
        self.action.setChecked(self.hold is not None)
        self.hold_requested.emit()


def hold_text(hold: Hold | None, zone: str) -> str:
    """Return where a view is held, and what the button does about it."""
    if hold is None:
        return QCoreApplication.translate(
            "panes", "Folgt der Zeit. Klicken hält die Ansicht bei dem fest, was sie jetzt zeigt."
        )
    if hold.time_us is None:
        return QCoreApplication.translate(
            "panes", "Festgehalten bei LIVE. Klicken lässt die Ansicht wieder der Zeit folgen."
        )
    words = QCoreApplication.translate(
        "panes", "Festgehalten bei {0}. Klicken lässt die Ansicht wieder der Zeit folgen."
    )
    return words.format(moment_text(hold.time_us, zone))


def held_live_texts() -> tuple[str, ...]:
    """Return how a view says that it stays in the present, the longest first."""
    return (
        QCoreApplication.translate("panes", "LIVE festgehalten: folgt nicht der Zeit der Konsole"),
        QCoreApplication.translate("panes", "LIVE festgehalten"),
    )


def live_only_texts() -> tuple[str, ...]:
    """Return how a view says that it has no past, the longest first."""
    return (
        QCoreApplication.translate(
            "panes",
            "LIVE: Diese Ansicht zeigt immer die Gegenwart, ihre Vergangenheit wird nicht "
            "aufgezeichnet",
        ),
        QCoreApplication.translate("panes", "LIVE: Diese Ansicht zeigt immer die Gegenwart"),
    )


def _held_texts(time_us: int, zone: str) -> tuple[str, ...]:
    words = QCoreApplication.translate("panes", "NICHT LIVE, festgehalten bei {0}")
    short = QCoreApplication.translate("panes", "Festgehalten bei {0}")
    moment = moment_text(time_us, zone)
    return words.format(moment), short.format(moment)
