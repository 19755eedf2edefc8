"""What people keep of the twin: views, placed things and tables, also over a restart."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.console.workspaces import ZWILLING
from app.domain.twins import PlacedAsset, Spot
from app.storage.city import CityDatabase
from app.storage.twins import CityTwin
from tests.fakes.console import NOW, SECOND
from tests.fakes.console_maps import texts
from tests.fakes.console_twin import TwinSetting, house, page_of, panels_of, stage_of
from tests.fakes.twin import GROUND
from twin_viewer.panels.assets import AssetDialog
from twin_viewer.panels.lists import KeptList
from twin_viewer.rendering.cameras import looking_at
from twin_viewer.tools.commands import Tool
from twin_viewer.views.acts import AssetPlace

NEAR = looking_at(np.array((100.0, 200.0, GROUND)), 300.0, 40.0, -35.0)
FAR = looking_at(np.array((-800.0, 100.0, GROUND)), 900.0, 200.0, -50.0)


@pytest.fixture
def setting(qtbot: QtBot) -> Iterator[TwinSetting]:
    setting = TwinSetting(qtbot)
    yield setting
    setting.close()


def names(panel: KeptList) -> list[str]:
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def landed(setting: TwinSetting, view: Any) -> Any:
    """Return from where the scene is seen once no flight goes on."""
    setting.until(lambda: not view.scenery.pilot.flights.is_flying)
    return stage_of(view).camera


def values(panel: Any) -> dict[str, str]:
    """Return the rows of the card of a building."""
    return {row.text(0): row.text(1) for row in panel._all()}


# ---- views ---------------------------------------------------------------------------------------


def test_a_view_is_kept_renamed_removed_and_comes_back(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    panel = panels_of(console).bookmarks
    assert not panel.undo.isEnabled()
    panel.add_requested.emit()
    (kept,) = setting.twin.bookmarks()
    assert kept.name.startswith("Ansicht vom ")
    assert (kept.author, kept.time_us) == ("M. Beispiel", None)
    assert view.panel.currentWidget() is panel
    panel.list.currentItem().setText("Markt")
    assert [one.name for one in setting.twin.bookmarks()] == ["Markt"]
    panel.list.currentItem().setText("  ")  # no name is no name
    assert names(panel) == ["Markt"]
    panel.remove_requested.emit(kept.id)
    assert (names(panel), setting.twin.bookmarks()) == ([], [])
    assert panel.undo.isEnabled()
    panel.undo_requested.emit()
    assert names(panel) == ["Markt"]
    assert not panel.undo.isEnabled()
    panel.undo_requested.emit()
    for ask in (panel.remove_requested, panel.open_requested):
        ask.emit("unknown")
    panel.renamed.emit("unknown", "x")
    assert names(panel) == ["Markt"]


def test_a_view_comes_back_with_its_layers_and_its_moment(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    note = view.readout.bar.time_note
    panel = panels_of(console).bookmarks
    console.time_bus.pin(NOW - 60 * SECOND)
    setting.until(note.text)
    stage_of(view).set_camera(NEAR)
    view.set_layer_visible("labels", False)
    view.set_layer_visible("changes", True)
    panel.add_requested.emit()
    (kept,) = setting.twin.bookmarks()
    assert kept.time_us == NOW - 60 * SECOND
    console.time_bus.go_live()
    setting.until(lambda: not note.text())
    stage_of(view).set_camera(FAR)
    view.set_layer_visible("labels", True)
    view.set_layer_visible("changes", False)
    panel.open_requested.emit(kept.id)
    camera = landed(setting, view)
    assert camera.position == pytest.approx(NEAR.position, abs=0.01)
    assert (camera.heading, camera.pitch) == pytest.approx((40.0, -35.0))
    assert not view.layers.is_visible("labels")
    assert view.layers.is_visible("changes")
    setting.until(note.text)
    assert console.time_bus.pinned_us == NOW - 60 * SECOND


def test_a_view_of_nothing_is_not_kept(setting: TwinSetting) -> None:
    console = setting.started(workspace=ZWILLING)
    panels_of(console).bookmarks.add_requested.emit()
    assert setting.twin.bookmarks() == []


def test_all_that_is_kept_outlives_the_program(qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "energie.csv"
    for is_first in (True, False):
        setting = TwinSetting(qtbot)
        database = CityDatabase(tmp_path / "city.db")
        setting.twin = CityTwin(database, setting.clock, "M. Beispiel")
        console = setting.live()
        view = setting.seen(console)
        panels = panels_of(console)
        name, hit = house(view)
        if is_first:
            stage_of(view).set_camera(NEAR)
            panels.bookmarks.add_requested.emit()
            panels.bookmarks.list.currentItem().setText("Markt")
            set_down(setting, console, "AP 7")
            table.write_text(f"gml_id;kWh\n{name};81,5\n", "utf-8")
            console.twin.keeping.join_table(table)
            setting.until(setting.twin.tables)
        assert names(panels.bookmarks) == ["Markt"]
        assert names(panels.assets) == ["AP 7"]
        assert view.scenery is not None
        assert [one.name for one in view.scenery.assets.marks] == ["AP 7"]
        view.scenery.pointing.choose(hit)
        setting.until(lambda: values(panels.object).get("kWh") == "81,50")  # noqa: B023 - see above
        if not is_first:
            panels.bookmarks.open_requested.emit(setting.twin.bookmarks()[0].id)
            assert landed(setting, view).position == pytest.approx(NEAR.position, abs=0.01)
        setting.close()
        database.close()


# ---- things --------------------------------------------------------------------------------------


def set_down(setting: TwinSetting, console: Any, name: str, row: int = 0) -> str:
    """Place a thing on a house by the dialog; return the id of the house."""
    view = page_of(console).twin
    owner, hit = house(view, row)
    panels_of(console).assets.add_requested.emit()
    assert view.scenery is not None
    assert view.scenery.pointing.sketches.tool is Tool.ASSET
    view.scenery.pointing.asset_placed.emit(hit)
    setting.until(lambda: view.findChildren(AssetDialog))
    dialog = view.findChildren(AssetDialog)[-1]
    dialog.name.setText(name)
    dialog.kind.setCurrentText("Sirene")
    dialog._save()
    setting.until(lambda: not dialog.isVisible())
    return owner


def test_a_thing_is_placed_shown_renamed_removed_and_comes_back(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    panel = panels_of(console).assets
    owner = set_down(setting, console, "AP 7")
    (thing,) = setting.twin.assets()
    assert (thing.name, thing.kind, thing.object_id) == ("AP 7", "Sirene", owner)
    assert thing.author == "M. Beispiel"
    assert names(panel) == ["AP 7"]
    panel.list.setCurrentRow(0)
    panel.list.currentItem().setText("AP 8")
    assert [one.name for one in setting.twin.assets()] == ["AP 8"]
    assert view.scenery is not None
    assert [one.name for one in view.scenery.assets.marks] == ["AP 8"]
    stage_of(view).set_camera(FAR)
    panel.open_requested.emit(thing.id)
    place = view.scenery.assets.places[0]
    camera = landed(setting, view)
    assert float(np.linalg.norm(camera.position - place)) < 400.0
    panel.remove_requested.emit(thing.id)
    assert names(panel) == []
    assert view.scenery.assets.marks == ()
    panel.undo_requested.emit()
    assert names(panel) == ["AP 8"]
    panel.undo_requested.emit()
    for ask in (panel.remove_requested, panel.open_requested):
        ask.emit("unknown")
    panel.renamed.emit("unknown", "x")
    assert names(panel) == ["AP 8"]


def test_the_card_of_a_house_names_the_things_on_it(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    set_down(setting, console, "AP 7", 2)
    assert view.scenery is not None
    view.scenery.pointing.choose(house(view, 2)[1])
    setting.until(lambda: "AP 7" in values(panels_of(console).object))


def test_a_thing_in_a_photograph_names_it_and_one_without_a_name_is_not_kept(
    setting: TwinSetting,
) -> None:
    console = setting.live()
    view = setting.seen(console)
    view.asset_requested.emit(AssetPlace(Spot(413_500.0, 5_725_500.0, 64.0), "fahrt/7"))
    setting.until(lambda: view.findChildren(AssetDialog))
    (dialog,) = view.findChildren(AssetDialog)
    dialog._save()
    assert dialog.isVisible()
    assert setting.twin.assets() == []
    dialog.name.setText("Kamera 3")
    dialog._save()
    assert [(one.name, one.panorama) for one in setting.twin.assets()] == [("Kamera 3", "fahrt/7")]
    view.asset_requested.emit(AssetPlace(Spot(413_500.0, 5_725_500.0, 64.0)))
    setting.until(lambda: any(one.isVisible() for one in view.findChildren(AssetDialog)))
    view.findChildren(AssetDialog)[-1].reject()
    assert len(setting.twin.assets()) == 1


def exported(
    setting: TwinSetting, console: Any, target: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Export what is placed; return the notice."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    before = len(texts(console))
    panels_of(console).assets.export_requested.emit()
    setting.until(lambda: len(texts(console)) > before)
    return texts(console)[-1]


def test_things_are_exported(
    setting: TwinSetting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = setting.live()
    setting.seen(console)
    set_down(setting, console, "AP 7")
    set_down(setting, console, "=1+1", 4)
    sheet, places = tmp_path / "geraete.csv", tmp_path / "geraete.geojson"
    assert str(sheet) in exported(setting, console, sheet, monkeypatch)
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["name"] for row in rows] == ["AP 7", "'=1+1"]
    exported(setting, console, places, monkeypatch)
    features = json.loads(places.read_text("utf-8"))["features"]
    assert [one["properties"]["name"] for one in features] == ["AP 7", "=1+1"]
    assert features[0]["geometry"]["coordinates"][0] == pytest.approx(7.75, abs=0.2)
    assert "geraete.csv: " in exported(
        setting, console, tmp_path / "no" / "geraete.csv", monkeypatch
    )
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    panels_of(console).assets.export_requested.emit()
    assert {path.name for path in tmp_path.iterdir()} == {sheet.name, places.name}


def test_things_placed_before_the_scene_are_in_it_later(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    set_down(setting, console, "AP 7")
    console.window.open_workspace("lage")
    setting.city = replace(setting.city, id="andere")
    with setting.qtbot.waitSignal(console.populated):
        console.reload_city()
    again = setting.seen(console)
    assert again is view
    assert again.scenery is not None
    assert [one.name for one in again.scenery.assets.marks] == ["AP 7"]


# ---- tables --------------------------------------------------------------------------------------


def joined(setting: TwinSetting, console: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Join a table by the dialog; return the notice."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    before = len(texts(console))
    panels_of(console).object.join_requested.emit()
    setting.until(lambda: len(texts(console)) > before)
    return texts(console)[-1]


def test_a_table_tells_of_houses_and_colours_them(
    setting: TwinSetting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = setting.live()
    view = setting.seen(console)
    card, data = panels_of(console).object, view.data
    assert view.scenery is not None
    assert data is not None
    ids = [house(view, row)[0] for row in range(40)]
    name, hit = house(view, 1)
    view.scenery.pointing.choose(hit)
    setting.until(lambda: "Baujahr" in values(card))
    lines = [f"{one};{'ABC'[row % 3]};{row},5" for row, one in enumerate(ids)]
    table = tmp_path / "energie.csv"
    table.write_text("\n".join(["gml_id;Klasse;kWh", *lines, "fremd;A;1", "zu;wenig"]), "utf-8")
    notice = joined(setting, console, table, monkeypatch)
    assert "40 von 41" in notice
    assert "Zeile 43: " in notice
    assert (values(card)["Klasse"], values(card)["kWh"]) == ("B", "1,50")
    setting.until(lambda: {"Klasse", "kWh"} <= set(data.colours.attributes))
    key = view.scenery.picker.tiles()[0].key
    assert setting.library.attributes(name, key)["Klasse"] == "B"  # type: ignore[index]  # it is there
    card.color_requested.emit("Klasse")
    setting.until(lambda: len(data.colours.legend()) >= 3)
    assert "Klasse" in data.colours.legend()[0].name.de
    colours = data.colours.legend()
    panels_of(console).bookmarks.add_requested.emit()  # nothing else that is kept disturbs them
    assert data.colours.legend() == colours


def test_a_table_about_other_buildings_is_refused(
    setting: TwinSetting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = setting.live()
    setting.seen(console)
    table = tmp_path / "energie.csv"
    table.write_text("gml_id;Klasse\nfremd;A\n", "utf-8")
    assert "Keine Kennung" in joined(setting, console, table, monkeypatch)
    assert "fehlt.csv: " in joined(setting, console, tmp_path / "fehlt.csv", monkeypatch)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    panels_of(console).object.join_requested.emit()
    assert setting.twin.tables() == []


def test_a_chosen_house_can_be_gone_to(setting: TwinSetting) -> None:
    console = setting.live()
    view = setting.seen(console)
    assert view.scenery is not None
    card = panels_of(console).object
    name, hit = house(view, 1)
    card.show_requested.emit(name)  # none is chosen
    view.scenery.pointing.choose(hit)
    stage_of(view).set_camera(FAR)
    card.show_requested.emit(name)
    camera = landed(setting, view)
    assert float(np.linalg.norm(camera.position - hit.place)) < 400.0


def test_what_is_kept_is_shown_though_nothing_is_drawn(setting: TwinSetting) -> None:
    console = setting.started(workspace=ZWILLING)
    spot = PlacedAsset("a", "AP 7", "Sirene", Spot(413_500.0, 5_725_500.0, 60.0), "Anna", NOW)
    setting.twin.put_asset(spot)
    console.twin.keeping.renew()
    panels = panels_of(console)
    assert names(panels.assets) == ["AP 7"]
    panels.assets.open_requested.emit("a")
    panels.object.show_requested.emit("x")
