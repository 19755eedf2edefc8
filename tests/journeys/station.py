"""A whole control room for one journey: broker, collector process, window; all of it our own."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.console.alarms_page import AlarmsPage
from app.console.console import Console
from app.console.workspaces import ALARME
from app.domain.alarms import AlarmEventKind, AlarmId, AlarmState
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.sources import SourceState
from app.main import make_parser
from app.services.ports import JournalEntry
from app.storage.journal import SqliteJournalReader
from app.verbs.composition import Workplace, workplace
from app.verbs.crew import crew_of
from app.verbs.places import find_places
from tests.servers.mosquitto import Mosquitto
from widgets.alarms.strip import AlarmStrip

LEVEL = AlarmId("pegel.stand#hi")
"""The alarm the journeys are about: the gauge is above 100 cm."""

PUMP = AlarmId("pumpe.strom#hi")
"""Belongs to the same group: the pump below the gauge draws more than 10 A."""

WAIT_MS = 20_000
"""Longer than anything here takes on a busy machine; nothing ever waits for all of it."""

FILES = {
    "city.toml": """\
[city]
id = "dorf"
name = "Dorf"
time_zone = "Europe/Berlin"
box = [7.0, 51.0, 8.0, 52.0]

[[field]]
id = "umwelt"
name = "Umwelt"
icon = "mdi6.leaf"
order = 1

[[district]]
id = "mitte"
name = "Mitte"
lon = 7.5
lat = 51.5
""",
    "units.toml": """\
unit = [
  { id = "cm", symbol = "cm", name = "Zentimeter" },
  { id = "ampere", symbol = "A", name = "Ampere" },
]
""",
    "sources.toml": """\
[[source]]
id = "funk"
name = "Funknetz"
kind = "mqtt"
url = "BROKER"
node = "dorf/{device}"

[source.options]
subscriptions = [{ filter = "dorf/#", decoder = "json", options = { time = "/time" } }]
""",
    "types.toml": """\
[[type]]
id = "pegel"
name = "Pegel"
field = "umwelt"
source = "funk"

[[type.point]]
suffix = "stand"
name = "Wasserstand"
unit = "cm"
item = "/wert"
interval_s = 600

[[type.point.alarm]]
kind = "hi"
threshold = 100
deadband = 5
consequence = "moderate"
response = "prompt"
group = "bach"
message = "Wasserstand über {limit}"
action = "Rechen prüfen."
basis = "Absprache mit dem Bauhof"

[[type]]
id = "pumpe"
name = "Pumpe"
field = "umwelt"
source = "funk"

[[type.point]]
suffix = "strom"
name = "Strom der Pumpe"
unit = "ampere"
item = "/wert"
interval_s = 600

[[type.point.alarm]]
kind = "hi"
threshold = 10
consequence = "moderate"
response = "soon"
group = "bach"
message = "Die Pumpe zieht zu viel Strom"
action = "Pumpe ansehen."
""",
    "devices/alle.toml": """\
[[device]]
id = "pegel"
type = "pegel"
site = "Brücke"
district = "mitte"
lon = 7.51
lat = 51.51

[[device]]
id = "pumpe"
type = "pumpe"
site = "Brücke"
district = "mitte"
lon = 7.51
lat = 51.51
""",
    "guidance.toml": """\
[[guidance]]
scope = "type"
subject = "pegel"
steps = ["Rechen ansehen", "Bauhof anrufen"]
contact = "Bauhof, Durchwahl 12 (erfunden)"
""",
}


class Station:
    """A console at work, and the hands and eyes of the person before it.

    Args:
        place: The console and its processes.
        broker: What the sensors publish to.
        qtbot: Presses keys and waits.
    """

    def __init__(self, place: Workplace, broker: Mosquitto, qtbot: QtBot) -> None:
        self.place = place
        self.broker = broker
        self.bot = qtbot

    # ---- the city ----------------------------------------------------------------------------
    def measure(self, device: str, *values: float, ago_s: float = 0.0) -> None:
        """Let a sensor say values; those of the past have their own time, a minute apart."""
        now_us = self.console.surroundings.clock.now_us()
        first_us = now_us - int(ago_s * 1e6)
        step_us = 60_000_000 if ago_s else 0
        messages: list[str | dict[str, object]] = []
        for count, value in enumerate(values):
            moment = datetime.fromtimestamp((first_us + count * step_us) / 1e6, UTC)
            messages.append({"wert": value, "time": moment.isoformat()})
        self.broker.publish(f"dorf/{device}", messages)

    def collector(self) -> int:
        """Return the number of the collector's process; 0 while none runs."""
        return self.place.crew.pids().get("collect", 0)

    # ---- what is seen ------------------------------------------------------------------------
    @property
    def console(self) -> Console:
        """The console."""
        return self.place.console

    @property
    def page(self) -> AlarmsPage:
        """The page of the alarms, opened if need be."""
        if self.console.window.workspace != ALARME:
            self.console.window.open_workspace(ALARME)
        page = self.console.window.pages[ALARME]
        assert isinstance(page, AlarmsPage)
        return page

    @property
    def strip(self) -> AlarmStrip:
        """The alarm strip of the top bar."""
        found: AlarmStrip | None = self.console.window.top_bar.findChild(AlarmStrip)
        assert found is not None
        return found

    def until(self, is_so: Callable[[], object]) -> None:
        """Let the console work until something is so."""
        try:
            self.bot.waitUntil(lambda: bool(is_so()), timeout=WAIT_MS)
        except self.bot.TimeoutError:
            pytest.fail(f"It did not come to pass. {self.alarm()}\nNotices: {self.said()}")

    def alarm(self, name: AlarmId = LEVEL) -> AlarmState:
        """Return an alarm as the console shows it; one at rest where it shows none."""
        state = self.console.feed.latest
        return AlarmState() if state is None else state.alarms.get(name, AlarmState())

    def is_listening(self) -> bool:
        """Tell whether somebody listens to the sensors; before, their words are lost."""
        state = self.console.feed.latest
        return state is not None and any(
            health.state is SourceState.ONLINE for health in state.sources.values()
        )

    def is_live(self) -> bool:
        """Tell whether all values shown are fresh, and their source is there."""
        state = self.console.feed.latest
        return state is not None and state.is_live and not state.stale.any() and self.is_listening()

    def moment_us(self) -> int:
        """Return the moment of the state on screen, µs UTC."""
        state = self.console.feed.latest
        return 0 if state is None else state.at_us

    def said(self) -> str:
        """Return all notices."""
        return "\n".join(notice.text for notice in self.console.window.notices.said)

    def rows(self) -> list[str]:
        """Return the rows of the list of alarms as a person reads them."""
        return table_rows(self.page.alarms.model)

    def journal_rows(self) -> list[str]:
        """Return the rows of the journal view, newest first."""
        return table_rows(self.page.journal.model)

    def journal(self) -> list[JournalEntry]:
        """Return the lines on disk, oldest first, read as another program would."""
        with closing(SqliteJournalReader(self.place.places.journal)) as reader:
            assert reader.verify() is None
            return reader.entries(1_000)[::-1]

    def versions(self) -> list[DocumentVersion]:
        """Return the versions of the rules on disk, oldest first."""
        with closing(SqliteJournalReader(self.place.places.journal)) as reader:
            assert reader.verify_versions() is None
            return reader.versions(DocumentKind.RULES)

    def kinds(self, name: AlarmId = LEVEL) -> list[AlarmEventKind]:
        """Return what happened to an alarm, in order."""
        return [line.event.kind for line in self.journal() if line.event.alarm == name]

    # ---- hands -------------------------------------------------------------------------------
    def choose(self, name: AlarmId = LEVEL) -> None:
        """Select an alarm in the list, in whatever tab it is."""
        self.page.show_alarm(name)
        self.until(lambda: self.page.alarms.selected_alarm() == name)

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key in the list of alarms."""
        QTest.keyClick(self.page.alarms.table, key, modifier)

    def write(self, box: QWidget, words: str, *, is_sent: bool = False) -> None:
        """Write words (ASCII) into a box; send them off with Ctrl+Return where that is wanted."""
        QTest.keyClicks(box, words)
        if is_sent:
            QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def click(self, button: QWidget) -> None:
        """Click a button."""
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def dialog(self) -> Any:
        """Return the dialog that waits for an answer."""
        self.until(lambda: QApplication.activeModalWidget() is not None)
        found: QWidget | None = QApplication.activeModalWidget()
        return found

    def raise_level(self, value: float = 120.0) -> None:
        """Let the water rise until the alarm calls."""
        self.measure("pegel", value)
        self.until(lambda: self.alarm().is_active)


def table_rows(model: Any) -> list[str]:
    """Return the rows of a table as texts, cells parted by ` | `."""
    columns = range(model.columnCount())
    return [
        " | ".join(str(model.index(row, column).data() or "") for column in columns)
        for row in range(model.rowCount())
    ]


def write_village(folder: Path, broker: str) -> Path:
    """Write the profile of a village with a gauge and a pump; return its folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("BROKER", broker), "utf-8")
    return folder


def options(*arguments: str) -> argparse.Namespace:
    """Return a command line, read as the program reads it."""
    return make_parser().parse_args([*arguments])


@contextmanager
def at_work(folder: Path, qtbot: QtBot) -> Iterator[Station]:
    """Start broker, collector and console; end all of them when the block ends."""
    broker = Mosquitto(folder / "broker")
    profile = write_village(folder / "dorf", broker.url)
    places = find_places(str(profile), str(folder / "data"))
    said = options(
        "--workspace", "alarme", "--lang", "de", "--theme", "dark", "--size", "1600x1000"
    )
    broker.start()
    try:
        with crew_of(places) as crew, workplace(places, said, crew) as place:
            station = Station(place, broker, qtbot)
            console = place.console
            with qtbot.waitSignals([console.populated, console.painted], timeout=WAIT_MS):
                console.start()
            station.until(lambda: console.feed.is_connected)
            station.until(station.is_listening)
            station.measure("pegel", 50.0)
            station.measure("pumpe", 3.0)
            station.until(station.is_live)
            yield station
            console.window.deleteLater()
            console.deleteLater()
    finally:
        broker.kill()
