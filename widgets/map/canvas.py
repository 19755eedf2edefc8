"""The web view of the map: starts the engine, keeps it alive, says how it is.

`MapCanvas` costs nothing until `start()`: only then the web engine is loaded. What the map shows
is said by `stage` in messages; the canvas carries them, serves the page's files, and brings the
page back when its process died.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QHideEvent, QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from widgets.map.conditions import Condition, action_of, sentence_of
from widgets.map.exposures import keep_exposed
from widgets.map.focus import FocusReturn
from widgets.map.graphics import make_own_surface
from widgets.map.paces import Pace
from widgets.map.protocol import Message, decode, encode
from widgets.map.serving import WEB, MapContents, origin_of, page_files
from widgets.map.vitality import Deaths, Pulse, is_blank
from widgets.placeholders import Placeholder
from widgets.theme import theme

if TYPE_CHECKING:
    from widgets.map.engine import MapEngine

__all__ = ["Condition", "MapCanvas"]

_LOG: Final = logging.getLogger(__name__)
_LOOKS: Final = 8
_LOOK_MS: Final = 500
_PULSE_MS: Final = 2000
_UNCOVER_MS: Final = 3000
_COVER_MS: Final = 700
_PATIENCE_MS: Final = 30_000


class MapCanvas(QWidget):
    """The map's web view with what keeps it locked down and alive.

    Attributes:
        contents: What is served to the page beside its own files.
        pace: How often the page is given something new to draw.

    Signals:
        ready: The page waits for its first style, also after each restart (name of the graphics).
        received: Any other message of the page (`protocol.Message`).
        condition_changed: `condition` is another one.
        refused: The page asked for a host that is not allowed; told once for each.
    """

    ready = Signal(str)
    received = Signal(object)
    condition_changed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, folder: Path = WEB) -> None:
        super().__init__(parent)
        self.contents = MapContents()
        self.pace = Pace()
        self._folder = folder
        self._condition = Condition.STARTING
        self._engine: MapEngine | None = None
        self._origins: tuple[str, ...] = ()
        self._refused: set[str] = set()
        self._is_ready = False
        self._looks_left = 0
        self._focus = FocusReturn(self)
        self._deaths = Deaths()
        self._pulse = Pulse()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._cover = Placeholder(self)
        self._cover.setAutoFillBackground(True)
        self._cover.action_requested.connect(self.restart)
        self._cover.show_loading()
        self._timers: list[QTimer] = []
        self._look_timer = self._timer(_LOOK_MS, self._look)
        self._pulse_timer = self._timer(_PULSE_MS, self._feel_pulse)
        self._cover_timer = self._timer(_COVER_MS, self._cover_up, single=True)
        self._uncover_timer = self._timer(_UNCOVER_MS, self._uncover, single=True)
        self._patience_timer = self._timer(_PATIENCE_MS, self._give_up, single=True)
        self.setAccessibleName(self.tr("Karte der Stadt"))
        theme().changed.connect(self._apply_theme)

    @property
    def condition(self) -> Condition:
        """How the view is."""
        return self._condition

    def condition_text(self) -> str:
        """Return what is to be said to a person about the condition; empty while all is well."""
        return sentence_of(self._condition, is_loaded=self._engine is not None)

    @property
    def page_pid(self) -> int:
        """The page's process; 0 while there is none."""
        return self._engine.page.renderProcessPid() if self._engine else 0

    @property
    def refused_count(self) -> int:
        """How many requests of the page were refused."""
        return self._engine.interceptor.refused_count if self._engine else 0

    def allow(self, hosts: Sequence[str]) -> None:
        """Let the page reach these hosts (by https), and no others.

        The page's policy is read when it is loaded, so a change loads it again. The engine learns
        once which hosts it may find: see `unreachable_hosts`.
        """
        origins = tuple(dict.fromkeys(filter(None, map(origin_of, hosts))))
        if origins == self._origins:
            return
        self._origins = origins
        self._refused.clear()
        if self._engine is not None:
            self._engine.allow(origins)
            self._load()

    @property
    def unreachable_hosts(self) -> tuple[str, ...]:
        """Allowed hosts that were not yet so when the engine started; the next start knows them."""
        if self._engine is None:
            return ()
        hosts = (QUrl(origin).host() for origin in self._origins)
        return tuple(host for host in hosts if host not in self._engine.reachable_hosts)

    def start(self) -> None:
        """Load the engine and the page; does nothing when that was done."""
        if self._engine is not None:
            return
        engine = self._make_engine()
        if engine is None:
            self._set_condition(Condition.BROKEN)
            return
        self._engine = engine
        engine.said.connect(self._take)
        engine.died.connect(self._on_death)
        engine.refused.connect(self._on_refusal)
        engine.complained.connect(_LOG.info)
        self._column.addWidget(engine.view)
        self._stack()
        self.setFocusProxy(engine.view)
        self._apply_theme()
        self._focus.watch()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close_engine)
        self._load()

    def restart(self) -> None:
        """Try again, also after the map was given up."""
        self._deaths = Deaths()
        self._set_condition(Condition.STARTING)
        if self._engine is None:
            self.start()
        else:
            self._load()

    def send(self, message: Message) -> None:
        """Say something to the page; dropped unless it is ready."""
        if self._is_ready and self._engine is not None:
            self._engine.say(encode(message))

    def grab_map(self) -> QImage:
        """Return what is seen of the map, in pixels of the screen; a null image without one."""
        return self._engine.view.grab().toImage() if self._engine else QImage()

    def close_engine(self) -> None:
        """End page, view and engine; `start` makes them anew."""
        for timer in self._timers:
            timer.stop()
        self._is_ready = False
        engine, self._engine = self._engine, None
        if engine is None:
            return
        self._focus.rest()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.disconnect(self.close_engine)
        self.setFocusProxy(None)  # type: ignore[arg-type]  # the stub is wrong: none is allowed
        engine.close()
        self._cover_up()
        self._set_condition(Condition.STARTING)

    # --- what the page says -----------------------------------------------------------------

    def _take(self, text: str) -> None:
        message = decode(text)
        kind = message.get("on")
        if kind == "ready":
            self._on_ready(str(message.get("renderer") or ""))
            return
        if kind == "shown":
            self._uncover()
        if kind == "key" and message.get("key") == "Escape":
            self._focus.give_back()
        if message:
            self.received.emit(message)

    def _on_ready(self, renderer: str) -> None:
        self._is_ready = bool(renderer)
        self._patience_timer.stop()
        if not renderer:
            self._set_condition(Condition.NO_WEBGL)
            return
        self._pulse.reset()
        self._set_condition(Condition.ALIVE)
        self._looks_left = _LOOKS
        self._keep_rhythm()
        self._keep_tab_order()
        self.ready.emit(renderer)

    # --- starting, dying, coming back -------------------------------------------------------

    def _make_engine(self) -> "MapEngine | None":
        try:
            from widgets.map.engine import MapEngine  # noqa: PLC0415 - takes long; only now
        except ImportError:
            _LOG.warning("the web engine cannot be loaded", exc_info=True)
            return None
        make_own_surface(self)
        return MapEngine(page_files(self._folder), self.contents, self._origins, self)

    def _load(self) -> None:
        self._is_ready = False
        if self._engine is not None:
            self._patience_timer.start()
            self._engine.load()

    def _give_up(self) -> None:
        """Stop waiting for a page that was loaded and says nothing."""
        self._set_condition(Condition.BROKEN)

    def _on_death(self) -> None:
        self._is_ready = False
        self._patience_timer.stop()
        self._keep_rhythm()
        if not self._deaths.count():
            self._set_condition(Condition.BROKEN)
            return
        self._set_condition(Condition.RESTARTING)
        self._cover.show_loading()  # at once: what is left of the view turns black
        self._cover.show()
        self._cover_timer.start()
        QTimer.singleShot(0, self, self._load)

    def _keep_rhythm(self) -> None:
        """Look and feel only while there is somebody to see it."""
        is_watched = self._condition is Condition.ALIVE and self.isVisible()
        is_bare = not self._cover_shown()
        for timer, is_wanted in (
            (self._pulse_timer, is_watched),
            (self._look_timer, is_watched and is_bare and self._looks_left > 0),
            (self._uncover_timer, is_watched and not is_bare),
        ):
            if is_wanted and not timer.isActive():
                timer.start()
            elif not is_wanted:
                timer.stop()

    def _feel_pulse(self) -> None:
        if self._engine is None:
            return
        number = self._pulse.ask()
        if self._pulse.is_lost:
            _LOG.warning("the page of the map does not answer; its process is ended")
            self._pulse.reset()
            self._engine.kill_page()
            return
        self._engine.ask(lambda: self._pulse.answer(number))

    def _look(self) -> None:
        """Test by its pixels whether the map is seen at all."""
        if self.window().isMinimized() or self.size().isEmpty():
            return  # nothing is drawn, and nothing has to be
        self._looks_left -= 1
        if not is_blank(self.grab_map(), self._ground()):
            self._looks_left = 0
        elif self._looks_left <= 0:
            self._set_condition(Condition.BLANK)
        self._keep_rhythm()

    def _on_refusal(self, url: QUrl) -> None:
        host = url.host() or url.scheme()
        if host not in self._refused:
            self._refused.add(host)
            self.refused.emit(host)

    # --- what is seen -----------------------------------------------------------------------

    def _set_condition(self, condition: Condition) -> None:
        if condition is self._condition:
            return
        self._condition = condition
        if condition.is_failed or condition is Condition.STARTING:
            self._cover_up()
        self.condition_changed.emit()

    def _cover_shown(self) -> bool:
        return not self._cover.isHidden()

    def _cover_up(self) -> None:
        """Hide the web view behind words; it stays visible for its own page."""
        if self._condition is Condition.STARTING:
            self._cover.show_loading()
        elif self._condition is not Condition.ALIVE:
            self._cover.show_message(
                "mdi6.map-outline", self.condition_text(), action_of(self._condition)
            )
        self._cover.show()

    def _stack(self) -> None:
        """Keep what others lay over the map (tools, cards) above the cover and the web view."""
        self._cover.lower()
        if self._engine is not None:
            self._engine.view.lower()

    def _uncover(self) -> None:
        self._cover_timer.stop()
        if self._condition is Condition.ALIVE:
            self._cover.rest()
            self._cover.hide()
            self._keep_rhythm()

    def _ground(self) -> QColor:
        """Return a colour nobody can tell from the background, and that no page draws.

        So a picture of this colour alone is one in which the page is missing.
        """
        colour = QColor(theme().tokens.background)
        colour.setBlue(colour.blue() ^ 1)
        return colour

    def _apply_theme(self) -> None:
        if self._engine is not None:
            self._engine.set_ground(self._ground())

    # --- focus ------------------------------------------------------------------------------

    def _keep_tab_order(self) -> None:
        """Let Tab reach the page where the canvas stands; Qt puts each new page behind all else."""
        page = self._engine.view.focusProxy() if self._engine else None
        buttons = self._cover.findChildren(QPushButton)
        if page is not None and buttons:
            self.setTabOrder(buttons[-1], page)  # the cover's stands where the canvas does

    # --- Qt ---------------------------------------------------------------------------------

    def _timer(self, interval_ms: int, act: object, *, single: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.setSingleShot(single)
        timer.timeout.connect(act)
        self._timers.append(timer)
        return timer

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ParentWindowAboutToChange:
            self._lift_view()
        elif event.type() is QEvent.Type.ParentWindowChange:
            QTimer.singleShot(0, self, self._settle_view)
        return super().event(event)

    def _lift_view(self) -> None:
        """Take the web view out while the canvas moves to another window, as docks do.

        Qt tells a web view of such a move only up to the next native window, which is ours: it
        would go on drawing with the graphics of the window it left.
        """
        if self._engine is not None and self._engine.view.parent() is self:
            self._column.removeWidget(self._engine.view)
            self._engine.view.setParent(None)

    def _settle_view(self) -> None:
        if self._engine is not None and self._engine.view.parent() is not self:
            self._column.addWidget(self._engine.view)
            self._engine.view.show()
            self._stack()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        keep_exposed(self)
        self._keep_rhythm()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._cover_timer.stop()
        self._keep_rhythm()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cover.setGeometry(self.rect())
