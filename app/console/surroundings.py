"""What the console stands on, as the composition gives it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.console.sound_player import make_player
from app.console.sounds import Player
from app.domain.cities import City
from app.domain.points import Point
from app.link.client import LinkClient
from app.services.capsules import CapsuleDesk
from app.services.ports import (
    AnnotationStore,
    Clock,
    HistorianReader,
    InventoryStore,
    JournalReader,
    LogbookStore,
    SettingsStore,
    TrendSheetStore,
    TwinStore,
)
from app.services.twin_memory import MemoryTwin

if TYPE_CHECKING:
    from app.services.inventory.exports import GeoPackageWriter
    from app.services.ports.plan_servers import OpenPlanServer
    from twin_viewer.jobs.datasets import Change
    from twin_viewer.jobs.library import TwinLibrary
    from twin_viewer.model.frames import SceneFrame
    from twin_viewer.rendering.stage import Stage
    from widgets.map.canvas import MapCanvas


def make_canvas() -> "MapCanvas":
    """Return what draws a map; nothing heavy is loaded before it is started."""
    from widgets.map.canvas import MapCanvas  # noqa: PLC0415 - the window is painted first

    return MapCanvas()


def make_stage(frame: "SceneFrame") -> "Stage":
    """Return what draws the twin; nothing heavy is loaded before it is started."""
    from twin_viewer.rendering.stage import Stage  # noqa: PLC0415 - with the page of the twin

    return Stage(frame)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the composition gives the console.

    Attributes:
        clock: Where time comes from.
        client: The link to the collector, started.
        settings: What is remembered.
        annotations: What people wrote to moments and points.
        trend_sheets: Saved trend sheets.
        logbook: The logbook of the control room and its handovers.
        load_city: Reads the profile; raises an exception whose text a person understands.
        open_history: Opens the historian of a profile for reading.
        open_journal: Opens its journal for reading.
        add_points: Writes points a person made while browsing into the profile's overlay.
        actor: Name of the person at the console.
        translations: Folder of the compiled translations.
        overlay: File that `add_points` writes, for people who want to see it.
        make_player: Makes what plays the tones of alarms.
        capsules: Where incident capsules are kept and opened; None where that cannot be.
        make_canvas: Makes what draws a map.
        twin: What people keep of the twin.
        open_library: Opens the data of the twin; it is given what must be told of changes, from
            any thread. None where there are none.
        make_stage: Makes what draws the twin.
        inventory: What the city runs; None where there is none, as in a replay.
        table_command: Command line of a process that reads foreign tables; empty where none may
            be read.
        write_geopackage: Writes a GeoPackage; None where none can be written.
        plans: Folder of the pictures of floors; None where none are kept.
        profile: Folder of the profile, which may bring a programme along; None where there is none.
        open_plan_server: Opens a server of plans; None where none may be asked.
    """

    clock: Clock
    client: LinkClient
    settings: SettingsStore
    annotations: AnnotationStore
    trend_sheets: TrendSheetStore
    logbook: LogbookStore
    load_city: Callable[[], City]
    open_history: Callable[[City], HistorianReader]
    open_journal: Callable[[City], JournalReader]
    add_points: Callable[[Sequence[Point]], None]
    actor: str
    translations: Path
    overlay: Path | None = None
    capsules: CapsuleDesk | None = None
    make_player: Callable[[], Player] = make_player
    make_canvas: Callable[[], "MapCanvas"] = make_canvas
    twin: TwinStore = field(default_factory=MemoryTwin)
    open_library: Callable[[Callable[["Change"], None]], "TwinLibrary"] | None = None
    make_stage: Callable[["SceneFrame"], "Stage"] = make_stage
    inventory: InventoryStore | None = None
    table_command: Sequence[str] = ()
    write_geopackage: "GeoPackageWriter | None" = None
    plans: Path | None = None
    profile: Path | None = None
    open_plan_server: "OpenPlanServer | None" = None
