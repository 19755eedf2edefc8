"""Layers out of files: shown, styled, removed, brought back, and told when they cannot be shown."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.domain.maps import Box, LayerFile, MapConfig
from app.domain.maps.layers import layer_of, moved
from app.domain.texts import Text
from app.services.maps.files import LayerData, LayerError, TileArchive, TileKind
from app.services.maps.files.reading import read_layer
from app.services.maps.files.tiles import TileArchiveInfo
from tests.fakes.map_cities import map_city
from tests.fakes.map_files import AREA, HAMM, collection, feature, written
from tests.fakes.map_views import ViewBench
from widgets.map.panels.faults import FaultsDialog
from widgets.map.panels.style_dialog import StyleDialog
from widgets.scenes.words import plain
from widgets.theme import theme

OWN = LayerFile("rad", Text("Radwege"), "/nirgends/rad.geojson")
CITY = LayerFile("wald", Text("Wald"), "/nirgends/wald.geojson", attribution="Forstamt")


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def data(tmp_path: Path) -> LayerData:
    good = feature("Polygon", AREA, name="A", art="x")
    bad = feature("Point", [7.8, None])
    return read_layer(written(tmp_path, collection(good, bad)), HAMM)


@pytest.fixture
def bench(qtbot: QtBot) -> ViewBench:
    city = replace(map_city(), map=MapConfig(folder="/nirgends", files=(CITY,)))
    return ViewBench(qtbot, city)


def ids(bench: ViewBench) -> list[str]:
    return [layer.id for layer in bench.view.live.layers]


def test_an_own_layer_is_drawn_below_labels_and_devices(bench: ViewBench, data: LayerData) -> None:
    bench.view.foreign.put(OWN, data, is_own=True)
    bench.settle()
    order = ids(bench)
    assert order.index("file:wald") < order.index("file:rad") < order.index("base:places")
    assert "file:rad" in bench.drawn()
    assert bench.view.layers.tree.layer is None, "what was there at the start chooses nothing"


def test_a_layer_of_the_profile_stays_when_the_city_is_set_again(
    bench: ViewBench, data: LayerData
) -> None:
    bench.view.foreign.put(CITY, data, is_own=False)
    shown = replace(layer_of(bench.view.live.layers, "file:wald"), is_visible=True)
    bench.view.arranged.show(
        [shown if one.id == shown.id else one for one in bench.view.live.layers]
    )
    bench.view.set_city(replace(bench.city, points=bench.city.points[:5]))
    bench.settle()
    assert "file:wald" in bench.drawn()
    assert "Forstamt" in bench.view.readout.attribution.toolTip()


def test_a_missing_file_is_told_at_its_layer_and_the_others_are_there(bench: ViewBench) -> None:
    bench.view.foreign.fail(CITY, "Die Datei wald.geojson fehlt.", is_own=False)
    bench.view.foreign.fail(OWN, "Die Datei rad.geojson fehlt.", is_own=True)
    notes = bench.view.layers.model.notes
    assert notes == {
        "file:wald": "Die Datei wald.geojson fehlt.",
        "file:rad": "Die Datei rad.geojson fehlt.",
    }
    assert "alarms" in ids(bench)


def test_what_was_drawn_of_a_file_goes_when_it_fails_later(
    bench: ViewBench, data: LayerData
) -> None:
    bench.view.foreign.put(OWN, data, is_own=True)
    bench.view.foreign.fail(OWN, "Die Datei rad.geojson fehlt.", is_own=True)
    assert "file-rad" not in bench.view.stage._sources
    assert bench.view.foreign.box_of("file:rad") is None


def test_a_removal_is_asked_for_and_undone_where_it_stood(
    bench: ViewBench, data: LayerData
) -> None:
    view = bench.view
    view.foreign.put(OWN, data, is_own=True)
    view.layers.layers_changed.emit(moved(view.live.layers, "file:rad", 0))
    view.arranged.show(view.live.layers)
    view.layers.choose("file:rad")
    view.layers._remove()
    assert bench.heard["layer_removed"] == ["rad"]
    view.foreign.drop("rad")
    assert "file:rad" not in ids(bench)
    view.layers.undo()
    assert bench.heard["layer_restored"] == ["rad"]
    view.set_city(bench.city)  # something arranges the layers while the file is being read
    view.foreign.put(OWN, data, is_own=True)
    assert ids(bench)[0] == "file:rad"


def test_layers_of_the_city_cannot_be_removed(bench: ViewBench, data: LayerData) -> None:
    bench.view.foreign.put(CITY, data, is_own=False)
    bench.view.foreign.remove("file:wald")
    assert not bench.heard["layer_removed"]


def test_reset_arranges_as_at_first_and_keeps_own_layers(bench: ViewBench, data: LayerData) -> None:
    before = ids(bench)
    bench.view.foreign.put(OWN, data, is_own=True)
    bench.view.layers.layers_changed.emit(moved(bench.view.live.layers, "alarms", 0))
    bench.view.layers.reset_requested.emit()
    assert [one for one in ids(bench) if one != "file:rad"] == before


def test_the_style_is_seen_at_once_and_cancel_takes_it_back(
    bench: ViewBench, data: LayerData
) -> None:
    view = bench.view
    view.foreign.put(OWN, data, is_own=True)
    before = layer_of(view.live.layers, "file:rad")
    view.foreign.ask_style("file:rad")
    dialog = view.foreign._dialog
    assert isinstance(dialog, StyleDialog)
    dialog.dashed.setChecked(True)
    assert layer_of(view.live.layers, "file:rad").style.is_dashed
    assert layer_of(view.layers.layers, "file:rad").style.is_dashed
    dialog.reject()
    assert layer_of(view.live.layers, "file:rad") == before
    view.foreign.ask_style("file:rad")
    dialog = view.foreign._dialog
    assert isinstance(dialog, StyleDialog)
    dialog.dashed.setChecked(True)
    dialog.accept()
    assert layer_of(view.live.layers, "file:rad").style.is_dashed
    assert view.foreign._dialog is None


def test_a_style_dialog_outlives_its_layer(bench: ViewBench, data: LayerData) -> None:
    bench.view.foreign.put(OWN, data, is_own=True)
    bench.view.foreign.ask_style("file:rad")
    dialog = bench.view.foreign._dialog
    assert isinstance(dialog, StyleDialog)
    bench.view.foreign.drop("rad")
    dialog.dashed.setChecked(True)
    dialog.accept()
    bench.view.foreign.ask_style("file:rad")
    bench.view.foreign.show_faults("file:rad")
    assert "file:rad" not in ids(bench)


def test_faults_are_counted_and_listed_beside_a_map_that_stays_usable(
    bench: ViewBench, data: LayerData
) -> None:
    bench.view.foreign.put(OWN, data, is_own=True)
    assert bench.view.foreign.fault_counts() == {"file:rad": 1}
    bench.view.layers.faults_requested.emit("file:rad")
    dialog = bench.view.foreign._dialog
    assert isinstance(dialog, FaultsDialog)
    assert not dialog.isModal()
    place = HAMM.center
    dialog.place_requested.emit(place)
    bench.settle()
    assert bench.canvas.last("mark")["place"] == [place.longitude, place.latitude]
    bench.view.close_feed()
    assert bench.view.foreign._dialog is None


def test_a_layer_is_shown_whole(bench: ViewBench, data: LayerData) -> None:
    bench.view.foreign.put(OWN, data, is_own=True)
    bench.view.layers.extent_requested.emit("file:rad")
    bench.settle()
    assert bench.canvas.last("fit")["box"] == [7.8, 51.6, 7.81, 51.61]
    bench.view.layers.extent_requested.emit("base:water")
    bench.settle()
    assert bench.canvas.last("fit")["box"] == [7.70, 51.60, 7.95, 51.76]


def test_why_there_is_no_surface_is_told_at_its_layer_and_goes_with_the_wish(
    bench: ViewBench,
) -> None:
    bench.show()
    layers = bench.view.live.layers

    def wish(*, is_visible: bool) -> None:
        surface = replace(layer_of(layers, "surface"), is_visible=is_visible)
        bench.view.layers.layers_changed.emit(
            tuple(surface if one.id == "surface" else one for one in layers)
        )

    wish(is_visible=True)
    assert "mindestens 4 Orten" in bench.view.layers.model.notes["surface"]
    wish(is_visible=False)
    assert "surface" not in bench.view.layers.model.notes


class Tiles(TileArchive):
    """An archive of tiles without a file."""

    def __init__(self) -> None:
        box = Box(7.7, 51.6, 7.9, 51.7)
        self.info = TileArchiveInfo("x", TileKind.RASTER, "image/png", 8, 14, box, (), "")

    @override
    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        if zoom > self.info.max_zoom:
            raise LayerError("Die Kachel ist beschädigt.")
        return f"{zoom}/{column}/{row}".encode()


def test_tiles_are_handed_out_to_the_page(bench: ViewBench) -> None:
    archive = Tiles()
    file = replace(OWN, id="luftbild", path="/nirgends/luftbild.pmtiles")
    bench.view.foreign.put(file, archive, is_own=True)
    bench.settle()
    assert "tiles:luftbild" in bench.drawn()
    found = bench.canvas.contents.get("tiles/luftbild/9/267/170")
    assert found == ("image/png", b"9/267/170")
    for nonsense in ("x/1/2", "9/267", "9/267/" + "1" * 5000, "15/1/1", "9/²/1"):
        assert bench.canvas.contents.get(f"tiles/luftbild/{nonsense}") is None
    assert bench.view.foreign.box_of("tiles:luftbild") == archive.info.box
    bench.view.foreign.drop("luftbild")
    bench.settle()
    assert "tiles:luftbild" not in bench.drawn()


def test_names_of_files_are_only_text(bench: ViewBench, data: LayerData) -> None:
    file = replace(OWN, name=Text("<img src=x onerror=alert(1)>"))
    bench.view.foreign.put(file, data, is_own=True)
    assert layer_of(bench.view.live.layers, "file:rad").name.de == file.name.de
    assert plain(file.name.de)
