"""What people keep comes into the scene, also into one that comes later."""

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.domain.twins import PlacedAsset, Spot
from tests.fakes.clocks import START_US
from tests.fakes.twin import FRAME, GROUND, KEYS, FakeStage, SmallLibrary, twin_city, twin_state
from twin_viewer.rendering.cameras import Camera, looking_at
from twin_viewer.rendering.picking import Hit, HitKind
from twin_viewer.view import TwinView

WAIT_MS = 60_000
KEY = KEYS[4]
SPOT = Spot(FRAME.east + 40.0, FRAME.north - 30.0, 68.0)
THING = PlacedAsset("a", "AP 7", "Access Point", SPOT, "Anna", START_US)
AWAY = looking_at(np.array((900.0, 900.0, GROUND)), 200.0, 30.0, -60.0)


class Bench:
    """A view that is drawn by nothing."""

    def __init__(self, qtbot: QtBot, *, has_library: bool = True) -> None:
        self.bot = qtbot
        self.library = SmallLibrary(keys=(KEY,))
        make = (lambda _: self.library) if has_library else None
        self.view = TwinView(make, make_stage=FakeStage)
        qtbot.addWidget(self.view)
        self.view.resize(1_000, 700)

    def start(self) -> None:
        """Bring a city into the scene."""
        city = twin_city()
        self.view.set_city(city)
        self.view.show()
        self.view.show_state(twin_state(city))
        view = self.view
        self.bot.waitUntil(lambda: view.scenery is not None, timeout=WAIT_MS)
        self.bot.waitUntil(lambda: view.data is None or view.data.is_complete, timeout=WAIT_MS)

    def placed(self) -> dict[str, list[float]]:
        """Return where things are in the scene, by their names."""
        assert self.view.scenery is not None
        return {one.name: one.place.tolist() for one in self.view.scenery.assets.marks}

    def landed(self) -> Camera:
        """Return the camera once no flight goes on."""
        scenery = self.view.scenery
        assert scenery is not None
        self.bot.waitUntil(lambda: not scenery.pilot.flights.is_flying, timeout=WAIT_MS)
        return scenery.stage.camera


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(qtbot)
    yield made
    made.view.close_feed()


def house(view: TwinView, row: int = 0) -> Hit:
    """Return how a house of the scene is met."""
    assert view.scenery is not None
    (tile,) = view.scenery.picker.tiles()
    place = tile.points[tile.triangles[tile.owners == row]].reshape(-1, 3).mean(axis=0)
    name = tile.objects[row].id
    return Hit(HitKind.BUILDING, name, place.astype(float), 10.0, KEY, row, "stadt", row)


def test_things_are_where_they_were_placed_also_in_a_later_scene(bench: Bench) -> None:
    bench.view.kept.show_assets([THING])
    bench.start()
    assert bench.placed() == {"AP 7": pytest.approx([40.0, -30.0, 68.0], abs=0.01)}
    bench.view.kept.show_assets([])
    assert bench.placed() == {}
    bench.view.kept.show_assets([THING])
    bench.view.staging.drop()
    bench.start()
    assert list(bench.placed()) == ["AP 7"]


def test_a_place_a_hit_and_an_extent_are_flown_to(bench: Bench) -> None:
    kept = bench.view.kept
    kept.show_spot(SPOT)  # nothing is seen yet
    kept.show_extent((0.0, 0.0, 1.0, 1.0))
    bench.start()
    scenery = bench.view.scenery
    assert scenery is not None
    hit = house(bench.view)
    kept.show_hit(hit)
    assert np.linalg.norm(bench.landed().position - hit.place) < 400.0
    scenery.stage.set_camera(AWAY)
    kept.show_spot(SPOT)
    assert np.linalg.norm(bench.landed().position - np.array((40.0, -30.0, 68.0))) < 400.0
    scenery.stage.set_camera(AWAY)
    west, south = FRAME.east - 400.0, FRAME.north - 300.0
    kept.show_extent((west, south, west + 800.0, south + 500.0))
    camera = bench.landed()
    corners = np.array([(x, y, GROUND) for x in (-400.0, 400.0) for y in (-300.0, 200.0)])
    width, height = scenery.pilot.size
    seen = camera.project(corners, width, height)
    assert (seen[:, :2] > 0).all()
    assert (seen[:, :2] < (width, height)).all()
    assert camera.heading == pytest.approx(30.0)


def test_what_is_known_of_a_house_is_told_once_it_is_read(bench: Bench) -> None:
    bench.start()
    hit = house(bench.view, 3)
    with bench.bot.waitSignal(bench.view.kept.object_known, timeout=WAIT_MS) as told:
        bench.view.kept.object_of(hit)
    assert told.args == [hit.id]
    one = bench.view.kept.object_of(hit)
    assert one is not None
    assert one.attributes["address"] == "Musterstraße 4"
    assert hit.id in bench.view.kept.object_ids()


def test_tables_are_asked_again_when_they_are_others(bench: Bench) -> None:
    bench.start()
    hit, known = house(bench.view), bench.view.kept.object_known
    with bench.bot.waitSignal(known, timeout=WAIT_MS):
        bench.view.kept.object_of(hit)
    bench.library.join_facts(lambda _: {"kWh": 81.5})
    with bench.bot.waitSignal(known, timeout=WAIT_MS):
        bench.view.kept.renew_facts()
        bench.view.kept.object_of(hit)
    one = bench.view.kept.object_of(hit)
    assert one is not None
    assert one.attributes["kWh"] == 81.5
    data = bench.view.data
    assert data is not None
    bench.bot.waitUntil(lambda: "kWh" in data.colours.attributes, timeout=WAIT_MS)


def test_without_a_library_there_are_no_buildings(qtbot: QtBot) -> None:
    bench = Bench(qtbot, has_library=False)
    bench.start()
    bench.view.kept.renew_facts()
    bench.view.kept.show_assets([THING])
    assert bench.view.kept.object_ids() == frozenset()
    assert bench.view.kept.object_of(Hit(HitKind.BUILDING, "x", np.zeros(3), 1.0)) is None
    assert list(bench.placed()) == ["AP 7"]
    bench.view.close_feed()
