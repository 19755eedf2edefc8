"""Records in the twin: shown, chosen, taken over from what was placed there, placed by a click."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.console.inventory.carrying import Carrier
from app.console.inventory.selecting import RecordSelection
from app.console.inventory.twinning import TwinRecords
from app.domain.inventory.records import Key, Record
from app.domain.twins import PlacedAsset, Spot
from tests.fakes.console_maps import texts
from tests.fakes.console_twin import TwinSetting, house, panels_of
from tests.inventories import MadeInventory, create, make_inventory, new_uid, update
from twin_viewer.panels.assets import AssetDialog
from twin_viewer.rendering.picking import Hit
from twin_viewer.tools.commands import Tool
from twin_viewer.views.acts import AssetPlace

SITE, TYPE, ASSET, LOOSE = (new_uid() for _ in range(4))


class Bench:
    """A console with a twin and with an inventory beside it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.setting = TwinSetting(qtbot)
        self.store: MadeInventory = make_inventory(folder)
        self.console = self.setting.live()
        self.owner = QObject()
        self.carrier = Carrier(self.console, self.store, self.owner)
        self.records = RecordSelection(self.console, self.store, self.owner)
        self.joined = TwinRecords(self.console, self.store, self.carrier, self.records, self.owner)
        self.view = self.setting.seen(self.console)
        scenery = self.view.scenery
        assert scenery is not None
        frame = scenery.stage.frame
        east, north = frame.east + 30.0, frame.north + 40.0
        self.spot = Spot(east + 5.0, north, 70.0)
        self.store.put(
            create("site", uid=SITE, name="Schule", kind="school", east=east, north=north),
            create("asset_type", uid=TYPE, name="AP", kind="access_point"),
            create("asset", uid=ASSET, name="AP 1", type=TYPE, state="staged", site=SITE),
            create("asset", uid=LOOSE, name="lose", type=TYPE, state="staged"),
        )

    def close(self) -> None:
        for part in (self.joined, self.records, self.carrier):
            part.close()
        self.setting.close()
        self.store.close()

    def settle(self) -> None:
        """Wait until what was asked for is answered, and the answers of the answers."""
        for work in (self.joined._work, self.records._work, self.joined._work):
            with self.setting.qtbot.waitCallback() as answered:
                work.ask(self.owner, lambda: None, answered, answered)

    def pins(self) -> list[str]:
        scenery = self.view.scenery
        assert scenery is not None
        return [mark.name for mark in scenery.assets.marks]

    def click_pin(self, name: str) -> None:
        scenery = self.view.scenery
        assert scenery is not None
        mark = next(one for one in scenery.assets.marks if one.name == name)
        scenery.pointing.asset_chosen.emit(mark.id)

    def record(self, kind: str, uid: str) -> Record:
        with closing(self.store.reader()) as reader:
            found = reader.record(kind, uid)
        assert found is not None
        return found

    def place_thing(self, name: str = "t1", object_id: str = "") -> PlacedAsset:
        thing = PlacedAsset(
            name, f"Ding {name}", "Kamera", self.spot, "M. B.", 1, object_id=object_id
        )
        self.setting.twin.put_asset(thing)
        self.console.twin.keeping.renew()
        self.settle()
        return thing


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(qtbot, tmp_path)
    yield bench
    bench.close()


def test_selected_records_stand_in_the_twin(bench: Bench) -> None:
    bench.records.select([Key("site", SITE)])
    bench.settle()
    assert bench.pins() == ["Schule"]
    bench.records.select([Key("asset", ASSET)])
    bench.settle()
    assert bench.pins() == ["AP 1"]  # where its site is
    bench.records.select([])
    bench.settle()
    assert bench.pins() == []


def test_showing_records_opens_the_twin_and_flies_there(bench: Bench) -> None:
    bench.console.window.open_workspace("lage")
    bench.joined.show([Key("site", SITE), Key("asset", ASSET)])
    bench.settle()
    assert bench.console.window.workspace == "zwilling"
    assert bench.view.scenery is not None
    assert bench.view.scenery.pilot.flights.is_flying
    assert bench.records.keys == [Key("site", SITE), Key("asset", ASSET)]


def test_what_is_nowhere_is_said(bench: Bench) -> None:
    bench.joined.show([Key("asset", LOOSE)])
    bench.settle()
    assert "Von dieser Auswahl ist kein Ort bekannt." in texts(bench.console)


def test_a_click_on_one_of_several_pins_selects_its_record_and_leaves_the_others(
    bench: Bench,
) -> None:
    bench.joined.show([Key("site", SITE), Key("asset", ASSET)])
    bench.settle()
    bench.click_pin("AP 1")
    bench.settle()
    assert bench.records.keys == [Key("asset", ASSET)]
    assert bench.pins() == ["Schule", "AP 1"]
    scenery = bench.view.scenery
    assert scenery is not None
    assert scenery.assets.selected == {f"asset/{ASSET}"}


def test_a_record_that_moves_takes_its_pin_along(bench: Bench) -> None:
    bench.records.select([Key("site", SITE)])
    bench.settle()
    scenery = bench.view.scenery
    assert scenery is not None
    (before,) = scenery.assets.places.tolist()
    with bench.setting.qtbot.waitSignal(bench.carrier.committed):
        bench.store.put(update("site", SITE, east=bench.spot.east + 100.0))
    bench.settle()
    (after,) = scenery.assets.places.tolist()
    assert after[0] == pytest.approx(before[0] + 105.0)


def test_the_card_of_a_building_lists_its_records_and_opens_them(bench: Bench) -> None:
    name, hit = house(bench.view)
    bench.store.put(
        create(
            "relation",
            from_kind="asset",
            from_=ASSET,
            to_kind="twin_object",
            to=name,
            role="belongs",
        )
    )
    data = bench.view.data
    assert data is not None
    one = data.object_of(hit)
    assert one is not None
    _choose(bench, one, hit)
    card = panels_of(bench.console).object
    bench.setting.until(lambda: "AP 1" in [row.text(0) for row in card._all()])
    row = next(row for row in card._all() if row.text(0) == "AP 1")
    assert row.text(1) == "Gerät"
    card.tree.itemActivated.emit(row, 0)
    assert bench.records.keys == [Key("asset", ASSET)]
    _choose(bench, None, None)
    bench.settle()
    assert "AP 1" not in [row.text(0) for row in card._all()]


def _choose(bench: Bench, one: Any, hit: Hit | None) -> None:
    bench.view.object_chosen.emit(None if one is None else (one, hit))


def test_placed_things_become_assets_once_and_can_be_taken_back(bench: Bench) -> None:
    bench.place_thing("t1", "DENW1")
    bench.place_thing("t2")
    panel = panels_of(bench.console).assets
    assert panel.take.isEnabled()
    with bench.setting.qtbot.waitSignal(bench.carrier.committed):
        panel.take.click()
    bench.setting.until(lambda: len(bench.records.keys) == 2)
    asset = bench.record("asset", bench.records.keys[0].uid)
    assert (asset.get("name"), asset.get("height")) == ("Ding t1", 70.0)
    bench.settle()
    bench.setting.until(lambda: not panel.take.isEnabled())
    assert "Steht im Bestand." in panel.list.item(0).toolTip()
    assert "In den Bestand übernommen: 2" in texts(bench.console)
    bench.joined.take(["t1"])
    bench.settle()
    assert "Alles, was hier gesetzt wurde, steht schon im Bestand." in texts(bench.console)
    bench.carrier.undo()
    bench.setting.until(panel.take.isEnabled)


def test_one_thing_is_taken_by_its_menu_and_its_pin_is_the_record(bench: Bench) -> None:
    bench.place_thing("t1")
    bench.place_thing("t2")
    panel = panels_of(bench.console).assets
    panel.choose("t2")
    action = panel.make_menu().actions()[-1]
    assert action.isEnabled()
    with bench.setting.qtbot.waitSignal(bench.carrier.committed):
        action.trigger()
    bench.setting.until(lambda: len(bench.records.keys) == 1)
    key = bench.records.keys[0]
    assert bench.record("asset", key.uid).get("name") == "Ding t2"
    bench.setting.until(lambda: not panel.make_menu().actions()[-1].isEnabled())
    bench.records.select([])
    bench.settle()
    bench.click_pin("Ding t2")
    assert bench.records.keys == [key]
    bench.click_pin("Ding t1")  # is in no inventory
    assert bench.records.keys == [key]


def test_an_asset_is_placed_by_a_click_in_the_twin(bench: Bench) -> None:
    bench.joined.place([Key("asset", LOOSE)])
    bench.settle()
    assert bench.view._tool is Tool.ASSET
    with bench.setting.qtbot.waitSignal(bench.carrier.committed):
        bench.view.asset_requested.emit(AssetPlace(bench.spot, "", "DENW7"))
    asset = bench.record("asset", LOOSE)
    assert (asset.get("east"), asset.get("height")) == (bench.spot.east, 70.0)
    bench.settle()
    bench.setting.until(lambda: bench.pins() == ["lose"])
    assert bench.setting.twin.assets() == []  # no new thing


def test_whoever_takes_a_tool_in_hand_means_a_new_thing(bench: Bench) -> None:
    bench.joined.place([Key("asset", LOOSE)])
    bench.settle()
    panels_of(bench.console).assets.add_requested.emit()
    bench.view.asset_requested.emit(AssetPlace(bench.spot, "", ""))
    dialog = bench.view.findChild(AssetDialog)
    assert dialog is not None
    dialog.reject()
    assert bench.record("asset", LOOSE).get("east") is None


def test_only_assets_of_the_present_can_be_placed(bench: Bench) -> None:
    bench.joined.place([Key("site", SITE)])
    assert texts(bench.console)[-1].startswith("Bitte wählen Sie zuerst ein Gerät aus")
    bench.console.time_bus.pin(1)
    bench.joined.place([Key("asset", LOOSE)])
    assert bench.view._tool is not Tool.ASSET
