"""The base map is a layer of the twin: on at first, above the ground, named among the sources."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.cities import City
from app.domain.maps import MapConfig
from app.domain.texts import Text
from tests.fakes.twin import FakeStage, SmallLibrary, twin_city, twin_state
from tests.twin_viewer.grounds.test_ground_features import area, source
from twin_viewer.panels.layers import LAYER_ICONS
from twin_viewer.view import TwinView
from twin_viewer.views.layers import LAYERS, LayerBook


def city_of(folder: Path, reach: float) -> City:
    """Return a city whose base map has one district."""
    found = source("districts", (area(0, 0, reach, reach), ""))
    folder.mkdir()
    (folder / "districts.geojson").write_bytes(found.data)
    return replace(twin_city(), map=MapConfig(str(folder), Text("schematisch"), "Stadt"))


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TwinView]:
    """A view whose city has a base map."""
    city = city_of(tmp_path / "first", 900.0)
    view = TwinView(SmallLibrary, make_stage=FakeStage)
    qtbot.addWidget(view)
    view.show()
    view.set_city(city)
    view.show_state(twin_state(city))
    qtbot.waitUntil(lambda: view.data is not None, timeout=10_000)
    yield view
    view.close_feed()


def test_the_first_sight_has_the_map_and_no_colour_of_its_own() -> None:
    shown = LayerBook().shown()
    assert {one for one, is_visible in shown.items() if not is_visible} == {
        "changes",
        "cloud",
        "ortho",
    }
    assert LAYERS.index("ortho") < LAYERS.index("ground") < LAYERS.index("terrain")
    assert set(LAYER_ICONS) >= set(LAYERS)


def test_it_is_read_with_the_city_and_named_while_it_is_seen(
    view: TwinView, qtbot: QtBot, tmp_path: Path
) -> None:
    assert view.data is not None
    assert {"Stadt", "schematisch"} <= set(view.data.sources)
    view.set_layer_visible("ground", False)
    assert not {"Stadt", "schematisch"} & set(view.data.sources)
    view.set_city(city_of(tmp_path / "second", 2_900.0))
    with qtbot.waitSignal(view.data.ground.settled, timeout=10_000):
        view.set_layer_visible("ground", True)
    assert {"Stadt", "schematisch"} <= set(view.data.sources)
