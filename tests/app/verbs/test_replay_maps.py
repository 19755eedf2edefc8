"""The map of a capsule: what lies here is shown, nothing outside is asked."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.console.maps import MAP
from app.console.pages import OverviewPage
from app.console.workspaces import ALARME, LAGE
from app.domain.drills import DrillActionKind
from app.domain.maps import LayerFile, MapConfig, OnlineMap
from app.domain.texts import Text
from app.services.capsules import OpenedCapsule
from app.verbs.replay import replayed
from app.verbs.replay_maps import CITIES, with_local_map
from tests.fakes.capsules import make_capsule
from tests.fakes.city import make_city
from tests.fakes.map_files import collection, feature, written
from widgets.map.conditions import Condition


def local(cities: Path, city_id: str = "hamm", **config: object) -> MapConfig:
    made = replace(make_city(3), id=city_id, map=MapConfig(**config))  # type: ignore[arg-type]  # as given
    return with_local_map(made, cities).map


def layer(path: str) -> LayerFile:
    return LayerFile("x", Text("x"), path)


def test_nothing_of_a_capsule_opens_the_network(tmp_path: Path) -> None:
    online = OnlineMap("o", Text("o"), "https://karten.example/{z}/{x}/{y}", "©")
    config = local(tmp_path, online=(online,), allowed=("https://karten.example",))
    assert (config.online, config.allowed) == ((), ())


def test_what_is_here_stays_and_what_is_not_goes(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text("{}")
    here, gone = layer(str(tmp_path / "a.geojson")), layer(str(tmp_path / "b.geojson"))
    config = local(tmp_path / "cities", folder=str(tmp_path), files=(here, gone), attribution="©")
    assert config.folder == str(tmp_path)
    assert config.files == (here,)
    assert config.attribution == "©"


@pytest.mark.parametrize("path", ["//server/map", "\\\\server\\map", "\\/server/map", "a\0b", ""])
def test_no_folder_of_the_network_is_asked_for(tmp_path: Path, path: str) -> None:
    config = local(tmp_path, folder=path, files=(layer(path),))
    assert (config.folder, config.files) == ("", ())


@pytest.mark.parametrize("city_id", ["dorf", "..", "../hamm", ""])
def test_only_the_same_city_lends_its_base_map(tmp_path: Path, city_id: str) -> None:
    (tmp_path / "hamm" / "map").mkdir(parents=True)
    assert local(tmp_path, "hamm", folder="/weg").folder == str(tmp_path / "hamm" / "map")
    assert local(tmp_path, city_id, folder="/weg").folder == ""


def test_the_program_brings_the_base_map_of_its_city() -> None:
    assert (CITIES / "hamm" / "map").is_dir()


@pytest.mark.parametrize("is_drill", [False, True])
def test_the_map_of_a_capsule_shows_its_moment(
    qtbot: QtBot, tmp_path: Path, *, is_drill: bool
) -> None:
    content = make_capsule()
    options = Namespace(
        data=str(tmp_path / "data"), drill=is_drill, theme="dark", lang="de", workspace="lage",
        size=(1_200, 800),
    )  # fmt: skip
    with replayed(OpenedCapsule(content, ()), options) as replay:
        console = replay.console
        with qtbot.waitSignal(console.populated):
            console.start()
        page = console.window.pages[LAGE]
        assert isinstance(page, OverviewPage)
        view = page.map
        canvas = view.canvas
        qtbot.waitUntil(lambda: canvas.condition is Condition.ALIVE, timeout=20_000)
        qtbot.waitUntil(lambda: view.live.model.state is not None)
        # A drill plays what happened as if it were now; a replay says that it is not.
        assert bool(view.readout.time_note.text()) is not is_drill
        point = next(str(one.id) for one in content.city.points if one.location is not None)
        console.window.open_workspace(ALARME)
        console.ways.show_map([point])
        assert page.dock(MAP).isCurrentTab()
        # What a person lays over it is there until the end, and written nowhere.
        view.files_dropped.emit([written(tmp_path, collection(feature("Point", [7.8, 51.6])))])
        qtbot.waitUntil(lambda: len(view.foreign.own_ids()) == 1)
        if replay.drill is not None:
            kinds = [action.kind for action in replay.drill.recorder.actions]
            assert DrillActionKind.PLACE in kinds
    replay.console.window.deleteLater()
    replay.console.deleteLater()
    assert {path.name for path in tmp_path.iterdir()} <= {"data", "datei.geojson"}
    assert not [path for path in (tmp_path / "data").rglob("*") if path.suffix == ".db"]
