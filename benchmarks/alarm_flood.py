"""10,000 alarms within ten seconds: the longest stall of the window, and what the journal lost.

A real collector judges 5,000 points, each of which crosses two limits; the journal takes each
alarm. The real console stands open at its alarms and its strip, and beats every ten milliseconds.
Before the flood it beats for a while at rest. In the end the journal must have each alarm once,
and the console must know them all.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer

from app.console.console import Console
from app.console.surroundings import Surroundings
from app.console.workspaces import ALARME
from app.domain.alarms import AlarmEventKind
from app.domain.samples import Float64Array
from app.link.client import LinkClient
from app.services.clocks import SystemClock
from app.services.processes import ProcessSupervisor
from app.storage.annotations import CityAnnotations
from app.storage.city import CityDatabase
from app.storage.historian import SqliteHistorianReader
from app.storage.journal import SqliteJournalReader
from app.storage.logbook import CityLogbook
from app.storage.settings import CitySettings
from app.storage.trend_sheets import CityTrendSheets
from app.verbs.composition import SWITCH_INTERVAL_S, make_application, settle_memory
from app.verbs.scenes import settle, wait_until
from benchmarks._collector import SOURCE
from benchmarks._flood import POINTS, flood_city
from benchmarks.result import Result

ALARMS = 2 * POINTS
FLOOD_S = 10.0
BEAT_MS = 10
STALL_MS = 100.0
PATIENCE_S = 90.0

_RESOURCES = Path(__file__).resolve().parents[1] / "resources"


def run() -> Result:
    """Flood, beat, count."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    with tempfile.TemporaryDirectory(prefix="leitstand-") as folder:
        data = Path(folder)
        with collecting(data) as client, console_of(data, client) as console:
            rest = beat(4.0)
            client.browse(SOURCE, f"raise {POINTS / FLOOD_S}")
            flood = beat(FLOOD_S + 1.0)
            after = beat(4.0)
            client.browse(SOURCE, "calm 0").result(10)
            state = console.feed.latest_live
            shown = 0 if state is None else len(state.alarms)
        raised = Counter(
            event.alarm
            for _, event in SqliteJournalReader(data / "journal.db").events_after(0, 10**9)
            if event.kind is AlarmEventKind.RAISED
        )
    for name, gaps in (("at rest", rest), ("in the flood", flood), ("after it", after)):
        print(f"{name}: heartbeat p50/p99/max {_told(gaps)} ms")
    print(f"{len(raised):,} alarms in the journal, {shown:,} in the console")
    stall = float(max(flood.max(), after.max()))
    lost = ALARMS - sum(count == 1 for count in raised.values())
    return Result(
        "alarm_flood",
        round(stall, 1),
        "ms",
        f"longest stall at rest {rest.max():.1f} ms; {lost} of {ALARMS:,} lost or told twice, "
        f"{shown:,} shown",
        round(stall / STALL_MS, 3),
        f"<= {STALL_MS:.0f} ms, 0 lost",
        stall <= STALL_MS and lost == 0 and shown == ALARMS,
    )


@contextmanager
def collecting(data: Path) -> Iterator[LinkClient]:
    """Keep the flooding collector running; yield a link to it that is not started."""
    command = [sys.executable, "-m", "benchmarks._flood", str(data)]
    keeper = ProcessSupervisor("collector", lambda: command, log_file=data / "stderr.log")
    client = LinkClient(data)
    keeper.start()
    try:
        yield client
    finally:
        client.close()
        keeper.stop()


@contextmanager
def console_of(data: Path, client: LinkClient) -> Iterator[Console]:
    """Keep a real console open at its alarms; yield it once it is live."""
    make_application()
    database = CityDatabase(data / "city.db")
    clock, city = SystemClock(), flood_city()
    console = Console(
        Surroundings(
            clock=clock,
            client=client,
            settings=CitySettings(database),
            annotations=CityAnnotations(database, clock, "M. Beispiel"),
            trend_sheets=CityTrendSheets(database, clock, "M. Beispiel"),
            logbook=CityLogbook(database, clock, "M. Beispiel"),
            load_city=lambda: city,
            open_history=lambda _: SqliteHistorianReader(data / "hist", city.time_zone),
            open_journal=lambda _: SqliteJournalReader(data / "journal.db"),
            add_points=lambda _: None,
            actor="M. Beispiel",
            translations=_RESOURCES / "translations",
        ),
        theme_name="light",
        language="de",
        workspace=ALARME,
    )
    console.window.resize(1500, 900)
    console.painted.connect(client.start)
    console.populated.connect(settle_memory)
    console.start()
    try:
        if not wait_until(lambda: client.is_connected, PATIENCE_S):
            raise TimeoutError("there is no collector")
        client.browse(SOURCE, f"calm {POINTS / 2}")
        settle(10.0)  # until the last hour is read and a first moment of the past
        client.browse(SOURCE, "calm 0")
        settle(2.0)
        yield console
    finally:
        console.close()
        database.close()


def beat(seconds: float) -> Float64Array:
    """Return the distances of heartbeats in milliseconds."""
    beats: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(BEAT_MS)
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1_000), loop.quit)
    loop.exec()
    timer.stop()
    distances: Float64Array = np.diff(beats) * 1e3
    return distances


def _told(gaps: Float64Array) -> str:
    return "/".join(f"{np.percentile(gaps, share):.1f}" for share in (50, 99, 100))
