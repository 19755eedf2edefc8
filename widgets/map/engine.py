"""The web engine behind the canvas: profile, page, view and the wire to the page.

Imported when the map is first wanted, because the engine takes half a second to load.
"""

import atexit
import os
import signal
from collections.abc import Callable, Sequence
from functools import partial
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from widgets.map.answering import Answerer
from widgets.map.graphics import prepare_web_engine, renderer_name
from widgets.map.guards import GuardedPage, Interceptor, guarded_profile
from widgets.map.locks import lock_engine
from widgets.map.schemes import SCHEME, START, register_scheme
from widgets.map.serving import MapContents, PageFiles, headers

_reachable: list[frozenset[str]] = []
_engines: "WeakSet[MapEngine]" = WeakSet()
_profiles: set[QWebEngineProfile] = set()
"""Kept here until their pages are gone, also where nobody closes us and Python tidies up."""


def _prepare(origins: tuple[str, ...]) -> frozenset[str]:
    """Say to the engine what it has to know before its first object; once in the process."""
    if not _reachable:
        prepare_web_engine(renderer_name())
        _reachable.append(lock_engine(origins))
        register_scheme()
    return _reachable[0]


def _drop(profile: QWebEngineProfile) -> None:
    """Let a profile go whose page is gone."""
    _profiles.discard(profile)
    if shiboken6.isValid(profile):
        profile.deleteLater()


def _close_all() -> None:
    """End what is still there when Python ends: after it, nothing goes in order any more."""
    for engine in list(_engines):
        if shiboken6.isValid(engine):
            engine.close()


class Wire(QObject):
    """What the page sees of the console: one way in, one way out, both of text.

    Signals:
        said: A message to the page.
        heard: A message of the page.
    """

    said = Signal(str)
    heard = Signal(str)

    @Slot(str)
    def say(self, text: str) -> None:
        """Take a message of the page."""
        self.heard.emit(text)


class MapEngine(QObject):
    """Profile, page and view of the map, made and ended in the right order.

    Attributes:
        reachable_hosts: What the engine can find until the program ends, see `locks`.
        view: The widget.
        page: Its page.

    Signals:
        said: A message of the page.
        died: The page's process ended, whatever the reason.
        refused: The address of a request or navigation that was refused.
        complained: A warning of the page's code, for the log.
    """

    said = Signal(str)
    died = Signal()
    refused = Signal(QUrl)
    complained = Signal(str)

    def __init__(
        self,
        files: PageFiles,
        contents: MapContents,
        origins: tuple[str, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.reachable_hosts = _prepare(origins)
        if not _engines:
            atexit.unregister(_close_all)
            atexit.register(_close_all)
        _engines.add(self)
        self._profile = guarded_profile()
        self.interceptor = Interceptor(self)
        self.interceptor.refused.connect(self.refused)
        self._profile.setUrlRequestInterceptor(self.interceptor)
        self.answerer = Answerer(files, contents, self)
        self._profile.installUrlSchemeHandler(SCHEME.encode(), self.answerer)
        self.page = GuardedPage(self._profile, self)
        _profiles.add(self._profile)
        self.page.destroyed.connect(partial(_drop, self._profile))
        self.page.navigation_refused.connect(self.refused)
        self.page.console_said.connect(self.complained)
        self.page.renderProcessTerminated.connect(self._on_terminated)
        self.allow(origins)
        self._wire = Wire(self)
        self._wire.heard.connect(self.said)
        self._channel = QWebChannel(self)
        self._channel.registerObject("console", self._wire)
        self.page.setWebChannel(self._channel)
        self.view = QWebEngineView(parent)
        self.view.setPage(self.page)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.view.setAcceptDrops(False)

    def allow(self, origins: Sequence[str]) -> None:
        """Let the page reach these origins; it learns of them with the next `load`."""
        self.interceptor.allow(origins)
        self.answerer.headers = headers(origins)

    def load(self) -> None:
        """Load the page, from its beginning."""
        self.page.load(QUrl(START))

    def say(self, text: str) -> None:
        """Send a message to the page."""
        self._wire.said.emit(text)

    def ask(self, answered: Callable[[], None]) -> None:
        """Ask the page for a sign of life."""
        self.page.runJavaScript("0", 0, lambda _: answered())

    def kill_page(self) -> None:
        """End the page's process, which does not answer any more."""
        pid = self.page.renderProcessPid()
        if pid > 0:
            os.kill(pid, signal.SIGKILL)

    def set_ground(self, colour: QColor) -> None:
        """Show this colour where the page has drawn nothing yet."""
        self.page.setBackgroundColor(colour)

    def close(self) -> None:
        """End all of it at once: the page before its profile, else the engine complains."""
        _engines.discard(self)
        self.answerer.close()
        for part in (self.view, self.page, self._channel, self._profile):
            if shiboken6.isValid(part):
                shiboken6.delete(part)
        self.deleteLater()

    def _on_terminated(
        self, _status: QWebEnginePage.RenderProcessTerminationStatus, _code: int
    ) -> None:
        self.died.emit()
