"""A console whose surroundings are imagined, for tests."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.console.console import Console
from app.console.pages import OverviewPage
from app.console.surroundings import Surroundings
from app.domain.cities import City
from app.domain.points import Point
from app.services.ports import HistorianReader, TwinStore
from app.services.twin_memory import MemoryTwin
from tests.fakes.adapters import FakeJournal
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US, FakeClock
from tests.fakes.historian import MemoryHistorian
from tests.fakes.link import FakeLink
from tests.fakes.logbook import MemoryLogbook
from tests.fakes.maps import FakeCanvas
from tests.fakes.notes import FakeAnnotations, FakeTrendSheets
from tests.fakes.settings import FakeSettings
from tests.fakes.sounds import FakePlayer
from tests.fakes.twin import FakeStage

NOW = START_US
SECOND = 1_000_000


class Setting:
    """Everything around one console, at hand for a test.

    Attributes:
        city: What the profile says; another one takes effect with the next reload.
        broken: Why the profile cannot be read; empty when it can.
        twin: What people keep of the twin.
        open_library: Opens the data of the twin; None where there are none.
    """

    def __init__(self, qtbot: QtBot, settings: FakeSettings | None = None) -> None:
        self.qtbot = qtbot
        self.city = make_city(60)
        self.broken = ""
        self.clock = FakeClock()
        self.link = FakeLink()
        self.settings = settings or FakeSettings()
        self.annotations = FakeAnnotations()
        self.trend_sheets = FakeTrendSheets()
        self.logbook = MemoryLogbook()
        self.history = MemoryHistorian()
        self.journal = FakeJournal()
        self.twin: TwinStore = MemoryTwin()
        self.open_library: Any = None
        self.opened = 0
        self.added: list[Point] = []
        self.consoles: list[Console] = []

    def console(self, **options: str) -> Console:
        """Return a console that is not started yet."""
        console = Console(
            Surroundings(
                clock=self.clock,
                client=self.link,
                settings=self.settings,
                annotations=self.annotations,
                trend_sheets=self.trend_sheets,
                logbook=self.logbook,
                load_city=self._load,
                open_history=self._open,
                open_journal=lambda _: self.journal,
                add_points=self._add,
                actor="M. Beispiel",
                translations=Path("resources/translations"),
                make_player=FakePlayer,
                make_canvas=FakeCanvas,
                twin=self.twin,
                open_library=self.open_library,
                make_stage=FakeStage,
            ),
            **options,
        )
        console.window.resize(1400, 900)
        self.consoles.append(console)
        return console

    def started(self, **options: str) -> Console:
        """Return a console with its profile read and the open workspace built.

        On the overview the table of points is in front, not the map.
        """
        console = self.console(**options)
        with self.qtbot.waitSignal(console.populated):
            console.start()
        page = console.window.pages.get(console.window.workspace)
        if isinstance(page, OverviewPage):
            page.show_table()
        self.qtbot.waitExposed(console.window)
        return console

    def live(self, **options: str) -> Console:
        """Return a console that shows live values."""
        console = self.started(**options)
        self.link.connect(self.city)
        self.link.deliver(self.city, 42.0, NOW)
        with self.qtbot.waitSignal(console.became_live):
            pass
        return console

    def tick(self, console: Console) -> None:
        """Let the feed ask once more."""
        with self.qtbot.waitSignal(console.feed.state_ready):
            pass

    def activate(self, console: Console) -> None:
        """Give the window the keyboard."""
        console.window.activateWindow()
        self.qtbot.waitUntil(console.window.isActiveWindow)

    def press(
        self,
        console: Console,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key in the window."""
        self.activate(console)
        QTest.keyClick(console.window, key, modifier)

    def close(self) -> None:
        """Close all consoles."""
        for console in self.consoles:
            console.close()
            console.window.deleteLater()
            console.deleteLater()

    def _load(self) -> City:
        assert threading.current_thread() is not threading.main_thread()
        if self.broken:
            raise ValueError(self.broken)
        return self.city

    def _open(self, city: City) -> HistorianReader:
        self.opened += 1
        return self.history

    def _add(self, points: Sequence[Point]) -> None:
        self.added += points
