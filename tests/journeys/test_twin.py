"""The twin of a village at work: files dropped and drawn, a house found, an alarm above it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.console.workspaces import ZWILLING
from app.services.maps.crs import to_utm
from app.verbs.scenes import colours
from tests.fakes.city_models import document, nrw_building
from tests.fakes.console_twin import WAIT_MS, dropped, page_of, panels_of
from tests.journeys.station import LEVEL, Station, at_work
from twin_viewer.jobs.datasets import DatasetState
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.rendering.picking import HitKind
from twin_viewer.view import TwinView
from twin_viewer.views.conditions import Condition

pytestmark = [pytest.mark.journey, pytest.mark.expects_warnings]

GAUGE = (7.51, 51.51)
"""Where the gauge and its pump stand."""

ROWS = 12
"""Houses stand in so many rows of as many."""

APART_M = 40.0
LEAST_COLOURS = 30
"""Of walls and roofs in the light; a bare ground seen from above has one."""


def write_houses(folder: Path) -> Path:
    """Write a tile of houses around the gauge, none where it stands; return the file."""
    east, north = to_utm(*GAUGE)
    places = [
        (east + APART_M * (column - ROWS / 2), north + APART_M * (row - ROWS / 2) + APART_M / 2)
        for row in range(ROWS)
        for column in range(ROWS)
    ]
    name = f"LoD2_32_{int(east // 1000)}_{int(north // 1000)}_1_NW.gml"
    houses = [nrw_building(f"Haus-{at}", *place, at + 1) for at, place in enumerate(places)]
    path = folder / name
    path.write_text(document(houses), "utf-8")
    return path


def until(station: Station, is_so: Callable[[], object]) -> None:
    """Let the console work until something is so, though graphics and reader take their time."""
    station.bot.waitUntil(lambda: bool(is_so()), timeout=WAIT_MS)


def opened(station: Station) -> TwinView:
    """Open the twin; return it once its graphics are there. Skip where they cannot be."""
    station.console.window.open_workspace(ZWILLING)
    view = page_of(station.console).twin
    ends = {Condition.ALIVE, Condition.EMPTY, Condition.FAILED}
    until(station, lambda: view.condition in ends)
    if view.condition is Condition.FAILED:
        pytest.skip(f"no graphics here: {view.staging.detail}")
    return view


def go_to(station: Station, view: TwinView, place: Any, away_m: float) -> None:
    """Look at a place of the scene; return once that is what is seen."""
    assert view.scenery is not None
    canvas, flights = view.scenery.canvas, view.scenery.pilot.flights
    station.until(lambda: not flights.is_flying)
    camera = looking_at(place, away_m, 20.0, -45.0)
    view.scenery.stage.set_camera(camera)
    station.until(
        lambda: (
            canvas.picture is not None
            and canvas.picture.is_final
            and canvas.picture.camera == camera
        )
    )


def workers() -> list[int]:
    """Return the processes of ours that read data of the twin."""
    found = []
    for task in Path("/proc/self/task").glob("*/children"):
        for child in task.read_text("ascii").split():
            command = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
            if [b"twin", b"work"] in [command[at : at + 2] for at in range(len(command))]:
                found.append(int(child))
    return found


def middle_of(view: TwinView) -> QPoint:
    assert view.scenery is not None
    return view.scenery.canvas.rect().center()


def drop_and_read(station: Station, view: TwinView, folder: Path) -> None:
    """Drop a folder on the scene: its city is listed, read and drawn."""
    assert view.condition is Condition.EMPTY
    view.pane.dropEvent(dropped(folder))
    rows = panels_of(station.console).data.rows
    until(station, lambda: [one.state for one in rows.datasets] == [DatasetState.READY])
    (houses,) = rows.datasets
    assert houses.count == ROWS * ROWS
    assert houses.extent is not None
    assert not view.panel.isHidden()
    until(station, lambda: view.scenery is not None and bool(view.scenery.picker.tiles()))
    panels_of(station.console).data.show_requested.emit(houses.id)
    until(station, lambda: colours_of(view) >= LEAST_COLOURS)


def colours_of(view: TwinView) -> int:
    assert view.picture_canvas is not None
    return colours(view.picture_canvas.image(), 1)


def find_a_house(station: Station, view: TwinView) -> None:
    """Point at a house: the card beside the pointer names it; a click shows all of it."""
    scenery = view.scenery
    assert scenery is not None
    tile = scenery.picker.tiles()[0]
    place = tile.points[tile.triangles[tile.owners == 0]].reshape(-1, 3).mean(axis=0)
    go_to(station, view, place.astype(np.float64), 60.0)
    canvas, at = scenery.canvas, middle_of(view)
    hit = scenery.pointing.hit_at(at.toPointF())
    assert hit is not None
    assert hit.kind is HitKind.BUILDING

    def is_named() -> bool:
        QTest.mouseMove(canvas, at + QPoint(1, 0))
        QTest.mouseMove(canvas, at)
        return scenery.card.content is not None

    station.until(is_named)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    card = panels_of(station.console).object
    station.until(lambda: hit.id in {row.text(1) for row in card._all()})


def see_the_alarm(station: Station, view: TwinView) -> None:
    """Let the water rise: F5 flies to the gauge, and the alarm hangs over it."""
    scenery = view.scenery
    assert scenery is not None
    station.raise_level()
    station.choose()
    station.console.window.activateWindow()
    station.until(station.console.window.isActiveWindow)
    station.press(Qt.Key.Key_F5)
    assert station.console.window.workspace == ZWILLING
    assert station.console.selection.point_ids == ["pegel.stand"]
    live, canvas = scenery.live, scenery.canvas
    station.until(lambda: not scenery.pilot.flights.is_flying)

    def hung() -> set[str]:
        centres = [box.center() for box in live.chips.boxes(canvas.rect())]
        return {live.chips.at(one.x(), one.y()) for one in centres}

    station.until(lambda: "pegel" in hung())
    assert scenery.is_in_sight(["pegel.stand"])
    assert LEVEL.startswith("pegel.stand")


def test_a_dropped_city_an_alarm_in_it_and_the_end(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "kacheln"
    folder.mkdir()
    write_houses(folder)
    with at_work(tmp_path, qtbot) as station:
        view = opened(station)
        drop_and_read(station, view, folder)
        find_a_house(station, view)
        see_the_alarm(station, view)
        assert workers()
    assert not workers()
    assert view.scenery is None
