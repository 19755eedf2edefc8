"""Pictures a second while a hand drags the time, with overview, trends and alarms of Hamm open.

The real console with its collector and simulated city, and four days of history with alarms. The
overview with its alarm list stands in one window, the trends are torn off into another one. The
hand asks for another moment sixty times a second, to and fro over a day, as by mouse. A picture
counts once both windows have painted it.
"""

import json
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.collector.past import FILLED_FILE
from app.console.console import Console
from app.console.workspaces import LAGE, VERLAEUFE
from app.domain.alarms import AlarmEvent, AlarmEventKind
from app.domain.cities import City
from app.domain.samples import Float64Array
from app.services.clocks import SystemClock
from app.services.profiles import load_city
from app.storage.historian import SqliteHistorian
from app.storage.journal import SqliteJournal
from app.verbs.composition import workplace
from app.verbs.crew import crew_of
from app.verbs.places import Places, find_places
from app.verbs.scenes import DAY_US, is_live, settle, wait_until, worthy_points
from benchmarks.result import Result
from connectors.simulated_city.history import DAYS, BackFill, day_bounds
from connectors.simulated_city.world import World

FILLED_DAYS = 4
ALARMS_A_DAY = 100
HAND_MS = 16
BEAT_MS = 10
PHASE_S = 6.0
PATIENCE_S = 90.0
MINUTE_US = 60_000_000

FRAMES = 20.0
STALL_MS = 100.0


def run() -> Result:
    """Drag, and compare with what an eye takes for motion."""
    with tempfile.TemporaryDirectory(prefix="leitstand-") as folder:
        places = find_places("hamm", folder)
        record(places)
        with console_of(places) as console:
            trends = open_views(console)
            windows = (console.window, trends)
            rounds = {
                name: drag(console, windows, reach_us)
                for name, reach_us in (("a day", DAY_US), ("ten minutes", 10 * MINUTE_US))
            }
            playing = play(console, windows)
            console.time_bus.go_live()
            settle(1.0)
            trends.hide()
    for name, (frames, gaps) in (*rounds.items(), ("played at 3600x", playing)):
        print(f"{name}: {frames:.1f} pictures/s, heartbeat p99/max {_gaps(gaps)} ms")
    frames = min(frames for frames, _ in rounds.values())
    stall = max(float(gaps.max()) for _, gaps in (*rounds.values(), playing))
    return Result(
        "scrubbing",
        round(frames, 1),
        "pictures/s",
        f"limit: {FRAMES:.0f} pictures/s; longest stall {stall:.0f} ms, limit {STALL_MS:.0f} ms",
        round(frames / FRAMES, 3),
        f">= {FRAMES:.0f} pictures/s, no stall > {STALL_MS:.0f} ms",
        frames >= FRAMES and stall <= STALL_MS,
    )


# --- the city -------------------------------------------------------------------------------


def record(places: Places) -> None:
    """Write the last days of the city and their alarms, as a collector leaves them."""
    city = load_city(places.profile)
    world = World(city)
    now_us = SystemClock().now_us()
    historian = SqliteHistorian(places.history, city.time_zone)
    fill = BackFill(
        historian.append, lambda *_: False, world, now_us, count=FILLED_DAYS, pause_s=0.0
    )
    fill.run()
    assert not fill.progress.error, fill.progress.error
    while historian.maintain(1.0):
        pass
    historian.close()
    days = [start for start, _ in day_bounds(world, now_us, DAYS)]
    (places.history / FILLED_FILE).write_text(json.dumps(days), "utf-8")
    journal = SqliteJournal(places.journal)
    journal.record([(event, "Grenzwert überschritten") for event in alarms(city, now_us)], {})
    journal.close()
    print(f"{fill.progress.samples:,} samples of {FILLED_DAYS} days", flush=True)


def alarms(city: City, now_us: int) -> list[AlarmEvent]:
    """Return the alarms of the days, each raised, acknowledged and cleared, in order of time."""
    rng = np.random.default_rng(3)
    found = []
    for _ in range(ALARMS_A_DAY * FILLED_DAYS):
        rule = city.rules[int(rng.integers(len(city.rules)))]
        raised = now_us - int(rng.integers(FILLED_DAYS * DAY_US))
        seen, cleared = raised + 5 * MINUTE_US, raised + int(rng.integers(10, 120)) * MINUTE_US
        found += [
            AlarmEvent(rule.id, AlarmEventKind.RAISED, raised, 1.0),
            AlarmEvent(rule.id, AlarmEventKind.ACKNOWLEDGED, seen, 1.0, "M. Beispiel"),
            AlarmEvent(rule.id, AlarmEventKind.CLEARED, cleared, 0.0),
        ]
    return sorted((event for event in found if event.time_us < now_us), key=lambda e: e.time_us)


# --- the console ----------------------------------------------------------------------------


@contextmanager
def console_of(places: Places) -> Iterator[Console]:
    """Keep the real console with its processes; yield it once it is live."""
    options = Namespace(theme="light", lang="de", workspace=LAGE, size=(1500, 900), at="")
    with crew_of(places) as crew, workplace(places, options, crew) as place:
        place.console.start()
        if not wait_until(lambda: is_live(place.console), PATIENCE_S):
            raise TimeoutError("the console did not become live")
        settle(5.0)  # until the last hour is read
        yield place.console


def open_views(console: Console) -> QWidget:
    """Open the trends in a window of their own, and the overview behind; return that window."""
    assert console.city is not None
    console.ways.show_trend([str(point.id) for point in worthy_points(console.city)])
    page: Any = console.window.pages[VERLAEUFE]
    page.trends.bar.span_requested.emit(DAY_US)
    wait_until(lambda: bool(page.trends.is_idle), 10.0)
    page.dock("trends").setFloating()
    window: QWidget = page.trends.window()
    window.resize(1000, 600)
    console.window.open_workspace(LAGE)
    settle(1.0)
    return window


class _Counter(QObject):
    """Counts the states that all windows have painted, and notes a heartbeat."""

    def __init__(self, console: Console, windows: tuple[QWidget, ...]) -> None:
        super().__init__()
        self.frames = 0
        self._beats: list[float] = []
        self._waiting: set[QObject] = set()
        self._windows = windows
        for window in windows:
            window.installEventFilter(self)
        console.feed.state_ready.connect(self._note_state)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._beats.append(time.perf_counter()))

    def _note_state(self) -> None:
        self._waiting = set(self._windows)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and watched in self._waiting:
            self._waiting.discard(watched)
            self.frames += not self._waiting
        return False

    def measure(self, seconds: float) -> tuple[float, Float64Array]:
        """Let the console work; return pictures a second and the gaps of the heartbeat in ms."""
        self.frames = 0
        self._timer.start(BEAT_MS)
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1_000), loop.quit)
        loop.exec()
        self._timer.stop()
        for window in self._windows:
            window.removeEventFilter(self)
        gaps: Float64Array = np.diff(self._beats) * 1e3
        return self.frames / seconds, gaps


def drag(
    console: Console, windows: tuple[QWidget, ...], reach_us: int
) -> tuple[float, Float64Array]:
    """Ask for another moment sixty times a second, to and fro over a span of time."""
    end_us = console.surroundings.clock.now_us() - 2 * MINUTE_US
    began = time.perf_counter()

    def move() -> None:
        swing = (1 - np.cos((time.perf_counter() - began) * np.pi / 3)) / 2
        console.time_bus.pin(end_us - round(float(swing) * reach_us))

    move()
    settle(1.0)
    hand = QTimer()
    hand.setTimerType(Qt.TimerType.PreciseTimer)
    hand.timeout.connect(move)
    hand.start(HAND_MS)
    measured = _Counter(console, windows).measure(PHASE_S)
    hand.stop()
    return measured


def play(console: Console, windows: tuple[QWidget, ...]) -> tuple[float, Float64Array]:
    """Play the past as fast as it goes."""
    console.time_bus.pin(console.surroundings.clock.now_us() - DAY_US)
    settle(1.0)
    console.time_bus.play(3_600)
    return _Counter(console, windows).measure(PHASE_S)


def _gaps(gaps: Float64Array) -> str:
    return f"{np.percentile(gaps, 99):.0f}/{gaps.max():.0f}"
