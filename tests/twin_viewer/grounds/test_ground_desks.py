"""The base map comes onto the ground, follows theme and profile, and ends cleanly."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.domain.cities import City
from app.domain.maps import NO_MAP, MapConfig
from app.domain.texts import Text
from tests.fakes.city import make_city
from tests.fakes.twin import FakeStage
from tests.twin_viewer.grounds.test_ground_features import area, source
from twin_viewer.grounds import GroundDesk
from twin_viewer.model.cities import TileKey
from twin_viewer.model.frames import SceneFrame
from twin_viewer.model.grids import OrthoImage
from twin_viewer.rendering.colors import share_of
from twin_viewer.rendering.layers.terrain import TerrainLayer
from widgets.theme import DARK, LIGHT, theme

HERE = TileKey(412, 5725)
EAST = TileKey(413, 5725)


class FakeScene:
    """A scene that is restyled by its stage, and else left alone."""

    def restyle(self, tokens: object) -> None:
        """Nothing is drawn."""


class FakeTerrain(TerrainLayer):
    """A ground that keeps what is laid on it."""

    def __init__(self) -> None:
        super().__init__()
        self.images: dict[TileKey, OrthoImage] = {}
        self.mapped: list[frozenset[TileKey]] = []
        self.shown: list[bool] = []

    @override
    def put_map(self, key: TileKey, image: OrthoImage) -> None:
        self.images[key] = image

    @override
    def set_mapped(self, keys: frozenset[TileKey]) -> None:
        self.mapped.append(keys)

    @override
    def show_maps(self, *, is_visible: bool) -> None:
        self.shown.append(is_visible)


class Setting:
    """A desk with its fakes."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.stage = FakeStage(SceneFrame(412_000, 5_725_000))
        self.terrain = FakeTerrain()
        self.desk = GroundDesk(self.stage, self.terrain, lambda _east, _north: 0.0)

    def write(self, east: float = 900.0, folder: str = "") -> City:
        """Write a map; return a city that has it."""
        found = source("districts", (area(100, 100, east, 900), ""))
        place = self.folder / folder
        place.mkdir(exist_ok=True)
        (place / "districts.geojson").write_bytes(found.data)
        config = MapConfig(str(place), Text("schematisch"), "Stadt")
        return replace(make_city(3), map=config)

    def settle(self, city: City) -> None:
        with self.qtbot.waitSignal(self.desk.settled, timeout=10_000):
            self.desk.set_city(city)
        self.act()

    def act(self) -> None:
        acts, self.stage.acts = self.stage.acts, []
        for act in acts:
            act(FakeScene())  # type: ignore[arg-type]  # all that is asked of a scene

    def land(self) -> tuple[int, ...]:
        pixels = self.terrain.images[HERE].pixels
        return tuple(int(part) for part in pixels[len(pixels) // 2, len(pixels) // 2])


@pytest.fixture
def setting(qtbot: QtBot, tmp_path: Path) -> Iterator[Setting]:
    theme().apply("light")
    setting = Setting(qtbot, tmp_path)
    yield setting
    setting.desk.close()
    theme().apply("light")


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(round(255 * part) for part in share_of(colour))


def test_the_map_comes_onto_the_ground_near_squares_finer(setting: Setting) -> None:
    setting.settle(setting.write(1_500.0))
    assert setting.terrain.mapped == [frozenset({HERE, EAST})]
    assert set(setting.terrain.images) == {HERE, EAST}
    assert setting.terrain.shown == [True]
    assert setting.desk.credits == ("Stadt", "schematisch")


def test_another_theme_paints_it_anew(setting: Setting) -> None:
    setting.settle(setting.write())
    assert setting.land() == rgb(LIGHT.map.land)
    with setting.qtbot.waitSignal(setting.desk.settled, timeout=10_000):
        theme().apply("dark")
    setting.act()
    assert setting.land() == rgb(DARK.map.land)


def test_another_profile_is_read_anew_and_the_same_one_is_not(setting: Setting) -> None:
    city = setting.write()
    setting.settle(city)
    setting.desk.set_city(city)
    setting.settle(setting.write(1_900.0, "new"))
    assert setting.terrain.mapped == [frozenset({HERE}), frozenset({HERE, EAST})]
    setting.desk.set_city(replace(city, map=NO_MAP))
    setting.qtbot.waitUntil(lambda: bool(setting.stage.acts), timeout=10_000)
    setting.act()
    assert setting.terrain.mapped[-1] == frozenset()
    assert setting.desk.credits == ()


def test_hidden_it_paints_nothing_until_it_is_wanted(setting: Setting) -> None:
    setting.desk.show(is_visible=False)
    city = setting.write()
    with setting.qtbot.assertNotEmitted(setting.desk.settled, wait=100):
        setting.desk.set_city(city)
    assert setting.desk.credits == ()
    with setting.qtbot.waitSignal(setting.desk.settled, timeout=10_000):
        setting.desk.show(is_visible=True)
    setting.act()
    assert setting.terrain.shown == [True, False, True]
    assert set(setting.terrain.images) == {HERE}


def test_a_city_without_a_map_starts_nothing(setting: Setting) -> None:
    setting.desk.set_city(make_city(3))
    assert setting.desk.credits == ()
    assert setting.terrain.mapped == []


def test_a_broken_file_leaves_the_rest(setting: Setting) -> None:
    (setting.folder / "roads.geojson").write_text("{")
    empty = {"type": "FeatureCollection", "features": []}
    (setting.folder / "green.geojson").write_text(json.dumps(empty))
    setting.settle(setting.write())
    assert set(setting.terrain.images) == {HERE}
