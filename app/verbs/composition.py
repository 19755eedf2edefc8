"""Composes a console with everything it needs: adapters, processes, log; and takes it down again.

`run`, `snapshot` and `selftest` differ only in what they do with it.
"""

import argparse
import gc
import getpass
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Signal
from PySide6.QtWidgets import QApplication

from app.console.console import Console
from app.console.notices import Notice, NoticeLevel
from app.console.surroundings import Surroundings
from app.domain.cities import City
from app.domain.points import Point
from app.link.client import LinkClient
from app.services.capsules import CapsuleDesk, Launcher
from app.services.clocks import SystemClock
from app.services.profiles import ProfileError, ProfileProblem, append_points, check_city
from app.storage.annotations import CityAnnotations
from app.storage.capsules import CapsuleFolder
from app.storage.city import CityDatabase
from app.storage.historian import SqliteHistorianReader
from app.storage.inventory import CityInventory
from app.storage.journal import SqliteJournalReader
from app.storage.logbook import CityLogbook
from app.storage.settings import CitySettings
from app.storage.trend_sheets import CityTrendSheets
from app.storage.twins import CityTwin
from app.verbs.crew import Crew
from app.verbs.mishaps import caught
from app.verbs.moments import read_moment
from app.verbs.places import Places, program_command
from widgets.foreign_texts import on_screen
from widgets.map.schemes import share_graphics

SWITCH_INTERVAL_S: Final = 0.0005
"""How long a thread may hold Python while the window waits; the default of 5 ms is felt."""

SHOWN_PROBLEMS: Final = 8

_RESOURCES: Final = Path(__file__).resolve().parents[2] / "resources"


@dataclass(frozen=True, slots=True)
class Workplace:
    """A console that runs.

    Attributes:
        app: Qt's application.
        console: The console; shown by `console.start()`.
        crew: The processes beside it.
        client: The link to the collector.
        places: The folders.
    """

    app: QApplication
    console: Console
    crew: Crew
    client: LinkClient
    places: Places


class Reports(QObject):
    """Brings what other threads have to say to the console's thread.

    Signals:
        collector_said: What the collector said of itself when it started (a mapping).
        overlay_broken: Problems of the points added by hand (str).
        city_file_said: What became of the console's own file: the key of the notice (str), and
            the sentence (str); an empty one takes the notice back.
        went_wrong: An exception was caught by nobody.
    """

    collector_said = Signal(object)
    overlay_broken = Signal(str)
    city_file_said = Signal(str, str)
    went_wrong = Signal()


@contextmanager
def workplace(places: Places, options: argparse.Namespace, crew: Crew) -> Iterator[Workplace]:
    """Compose a console; when the block ends everything in it is ended, but not the crew.

    Args:
        places: The folders.
        options: The command line: theme, lang, workspace, size, at.
        crew: The processes beside it, started; they collect once the window is painted.
    """
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    app = make_application()
    reports = Reports()
    database = CityDatabase(places.settings)
    database.copy_daily()
    client = LinkClient(places.data)
    log_file = places.data / "logs" / "console.log"
    with caught(log_file, reports.went_wrong.emit):
        surroundings = _surroundings(places, client, database, reports)
        console = Console(
            surroundings,
            theme_name=options.theme or "",
            language=options.lang or "",
            workspace=options.workspace or "",
        )
        if options.size:
            console.window.resize(*options.size)
        _join(console, reports, log_file)
        database.listen(reports.city_file_said.emit)
        console.painted.connect(client.start)
        console.populated.connect(settle_memory)
        console.painted.connect(lambda: crew.collect(reports.collector_said.emit))
        if options.at:
            console.populated.connect(lambda: pin(console, options.at))
        with ending_by_signal(console):
            try:
                yield Workplace(app, console, crew, client, places)
            finally:
                console.close()
                client.close()
                database.close()


def _surroundings(
    places: Places, client: LinkClient, database: CityDatabase, reports: Reports
) -> Surroundings:
    clock, person = SystemClock(), actor()
    return Surroundings(
        clock=clock,
        client=client,
        settings=CitySettings(database),
        annotations=CityAnnotations(database, clock, person),
        trend_sheets=CityTrendSheets(database, clock, person),
        logbook=CityLogbook(database, clock, person),
        load_city=lambda: _load_city(places, reports.overlay_broken.emit),
        open_history=lambda city: SqliteHistorianReader(places.history, city.time_zone),
        open_journal=lambda _: SqliteJournalReader(places.journal),
        add_points=lambda points: _add_points(places, points),
        actor=person,
        translations=_RESOURCES / "translations",
        overlay=places.overlay,
        capsules=_capsules(places),
        twin=CityTwin(database, clock, person),
        open_library=lambda tell: _open_library(places, tell),
        inventory=CityInventory(database, clock, person),
        table_command=program_command("inventory", "read-table"),
        write_geopackage=_write_geopackage,
        plans=places.plans,
        profile=places.profile,
        open_plan_server=_open_plan_server,
    )


def _open_plan_server(address: str, key: str) -> Any:
    """Return a server of plans; it is asked nothing yet."""
    from connectors.openproject import OpenProjectServer  # noqa: PLC0415 - seldom wanted

    return OpenProjectServer(address, key)


def _write_geopackage(*given: Any, **named: Any) -> Any:
    """Write a GeoPackage; geometry is loaded with the first one."""
    from app.storage.geopackages import write_geopackage  # noqa: PLC0415 - loads pyproj and shapely

    return write_geopackage(*given, **named)


def _open_library(places: Places, tell: Callable[[Any], None]) -> Any:
    """Return the data of the twin; its worker is started with the first thing to read."""
    from twin_viewer.jobs.library import TwinLibrary  # noqa: PLC0415 - with the first twin

    return TwinLibrary(places.twin, program_command, on_change=tell)


def _capsules(places: Places) -> CapsuleDesk:
    """Return where capsules are kept, and how another console is started on one."""

    def command(path: Path, is_drill: bool) -> list[str]:  # noqa: FBT001 - see `Launcher`
        return program_command("replay", str(path), *(["--drill"] if is_drill else []))

    log_file = places.data / "logs" / "replay.log"
    return CapsuleDesk(CapsuleFolder(places.capsules), Launcher(command, log_file))


def make_application() -> QApplication:
    """Return Qt's application, made if need be."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    QCoreApplication.setApplicationName("Leitstand")
    QCoreApplication.setOrganizationName("Leitstand")
    share_graphics()
    return QApplication(sys.argv[:1])


def actor() -> str:
    """Return the name of the person at this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def pin(console: Console, moment: str) -> None:
    """Show a moment of the past, written like `2026-11-23T14:30` or in words, in city time."""
    if console.city is not None:
        now_us = console.surroundings.clock.now_us()
        try:
            console.time_bus.pin(read_moment(moment, console.city.time_zone, now_us))
        except ValueError as error:  # an hour that the clocks of this city left out
            console.say("at", NoticeLevel.WARNING, str(error))


def settle_memory() -> None:
    """Tell Python that the city and its views stay, so that it does not look for garbage in them.

    Looking at all their objects holds the window up for a tenth of a second every few seconds.
    Once is enough: what a later profile brings is little, and what it replaces can be collected.
    """
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()


@contextmanager
def ending_by_signal(console: Console) -> Iterator[None]:
    """Let SIGTERM and Ctrl+C close the window like a person would.

    Python runs its handlers only between its own instructions, which may take long while Qt waits
    for events: so the signal also makes a socket readable, and that wakes Qt.
    """
    reading, writing = socket.socketpair()
    reading.settimeout(0)
    writing.settimeout(0)
    names = (signal.SIGTERM, signal.SIGINT)
    before = {name: signal.signal(name, lambda *_: None) for name in names}
    wake_up = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
    notifier = QSocketNotifier(reading.fileno(), QSocketNotifier.Type.Read)

    def end() -> None:
        notifier.setEnabled(False)
        QApplication.closeAllWindows()  # dialogs first; the last window ends the program
        console.window.close()

    notifier.activated.connect(end)
    try:
        yield
    finally:
        notifier.setEnabled(False)
        signal.set_wakeup_fd(wake_up)
        for name, handler in before.items():
            signal.signal(name, handler)
        reading.close()
        writing.close()


# --- what is told ---------------------------------------------------------------------------


def _join(console: Console, reports: Reports, log_file: Path) -> None:
    """Let the reports appear as notices."""

    def collector_said(said: Mapping[str, Any]) -> None:
        if said.get("state") == "ready":
            console.window.notices.withdraw("collector-failed")
            if console.city is None:
                console.reload_city()  # The profile was broken and is mended.
        else:
            notice = Notice("collector-failed", NoticeLevel.ERROR, failure_text(said))
            console.window.notices.show_once(notice)

    def went_wrong() -> None:
        text = translate(
            "Im Programm ist ein unerwarteter Fehler aufgetreten; es läuft weiter. "
            "Einzelheiten stehen in {0}."
        )
        console.say("unexpected", NoticeLevel.ERROR, text.format(log_file))

    def city_file_said(key: str, text: str) -> None:
        if text:
            console.say(key, NoticeLevel.WARNING, text)
        else:
            console.window.notices.withdraw(key)

    reports.collector_said.connect(collector_said)
    reports.overlay_broken.connect(lambda text: console.say("overlay", NoticeLevel.WARNING, text))
    reports.went_wrong.connect(went_wrong)
    reports.city_file_said.connect(city_file_said)


def failure_text(said: Mapping[str, Any]) -> str:
    """Return why the collector cannot work."""
    reason = on_screen(str(said.get("reason", "?")))
    text = translate(
        "Die Erfassung kann nicht arbeiten: {0} Sobald das behoben ist, startet sie von selbst."
    )
    return text.format(reason if reason.endswith((".", "!")) else f"{reason}.")


def translate(text: str) -> str:
    """Return a German sentence of this room in the language of the screen."""
    return QCoreApplication.translate("composition", text)


def problems_text(problems: Sequence[ProfileProblem]) -> str:
    """Return the first problems of a profile, one a line, and how many more there are."""
    lines = [str(problem) for problem in problems[:SHOWN_PROBLEMS]]
    more = len(problems) - len(lines)
    if more > 0:
        lines.append(translate("… und {0} weitere; --check nennt alle.").format(more))
    return "\n".join(lines)


def _load_city(places: Places, tell: Callable[[str], None]) -> City:
    """Read the profile; points added by hand that are broken are left out, and that is told."""
    city, problems = check_city(places.profile, places.overlay, has_units=False)
    if city is None:
        headline = translate("Das Stadtprofil enthält Fehler ({0}):").format(places.profile)
        raise ValueError(f"{headline}\n{problems_text(problems)}")
    if problems:
        headline = translate("Die selbst angelegten Datenpunkte enthalten Fehler und fehlen:")
        tell(f"{headline}\n{problems_text(problems)}")
    return city


def _add_points(places: Places, points: Sequence[Point]) -> None:
    """Write points into the overlay file.

    Raises:
        ValueError: The file is broken; the text says where.
        OSError: It cannot be written.
    """
    try:
        append_points(places.overlay, points)
    except ProfileError as error:
        raise ValueError(problems_text(error.problems)) from error
