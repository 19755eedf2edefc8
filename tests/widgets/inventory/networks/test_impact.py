"""The impact lens on screen: headline, groups, selection, file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.domain.inventory.records import Key
from app.domain.points import DeviceId
from tests.fakes.city import make_city
from tests.fakes.inventory_networks import MadeNetwork, made_schools
from tests.inventories import MadeInventory, create, make_inventory
from widgets.inventory.networks.impact import MOST_ROWS, ImpactCommand, ImpactPane, _row
from widgets.inventory.networks.impact_lines import Entry, Group
from widgets.inventory.panes import Acts


@pytest.fixture
def made() -> MadeNetwork:
    return made_schools(4)


@pytest.fixture
def inventory(tmp_path: Path, made: MadeNetwork) -> Iterator[MadeInventory]:
    inventory = make_inventory(tmp_path)
    inventory.put(*made.operations())
    yield inventory
    inventory.close()


@pytest.fixture
def pane(qtbot: QtBot, inventory: MadeInventory, made: MadeNetwork) -> Iterator[ImpactPane]:
    pane = ImpactPane()
    qtbot.addWidget(pane)
    pane.resize(800, 600)
    pane.set_inventory(inventory.reader)
    pane.show_keys([made.key("site", "PoP Nord")])
    with qtbot.waitSignal(pane.answered):
        pane.show()
    yield pane
    pane.close_feed()


def top(pane: ImpactPane, name: str) -> QTreeWidgetItem:
    place = next(n for n, group in enumerate(pane.groups) if group.name == name)
    item = pane.tree.topLevelItem(place)
    assert item is not None
    return item


def child(pane: ImpactPane, name: str, place: int = 0) -> QTreeWidgetItem:
    item = top(pane, name).child(place)
    assert item is not None
    return item


def test_the_headline_says_in_words_what_is_hit(pane: ImpactPane) -> None:
    text = pane.headline.text()
    assert text.startswith("2 Schulen mit 960 Schülerinnen und Schülern, ")
    assert "Geräte" in text
    assert "Vorhaben" in text
    assert "nur noch einen Weg" in pane.thinned.text()


def test_points_of_the_devices_count(qtbot: QtBot, pane: ImpactPane) -> None:
    city = make_city(6)
    points = tuple(replace(point, device=DeviceId("router-1")) for point in city.points)
    with qtbot.waitSignal(pane.answered):
        pane.set_city(replace(city, points=points))
    assert "6 Datenpunkte" in pane.headline.text()
    item = child(pane, "points")
    with qtbot.waitSignal(pane.points_selected) as told:
        item.setSelected(True)
    assert told.args == [[str(points[0].id)]]


def test_groups_stay_folded_as_they_were_left(
    qtbot: QtBot, pane: ImpactPane, made: MadeNetwork
) -> None:
    assert top(pane, "schools").isExpanded()
    top(pane, "schools").setExpanded(False)
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("asset", "Core 1")])
    assert not top(pane, "schools").isExpanded()


def test_a_chosen_line_selects_its_record(qtbot: QtBot, pane: ImpactPane) -> None:
    item = child(pane, "schools")
    with qtbot.waitSignal(pane.keys_selected) as told:
        item.setSelected(True)
    assert told.args[0][0].kind == "school"
    with qtbot.waitSignal(pane.open_requested):
        pane.tree.itemActivated.emit(item, 0)


def test_what_is_hit_is_asked_for_on_map_and_in_table(qtbot: QtBot, pane: ImpactPane) -> None:
    for command, act in (
        (ImpactCommand.MAP, Acts.SHOW_MAP),
        (ImpactCommand.TABLE, Acts.SHOW_TABLE),
    ):
        with qtbot.waitSignal(pane.act_requested) as told:
            pane.bar.actions_of[command].trigger()
        assert told.args[0] == act
        assert {key.kind for key in told.args[1]} == {"school", "asset"}


def test_the_file_holds_everything_and_no_formulas(
    pane: ImpactPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane.groups = [Group("sites", "Standorte: 1", "", (Entry(Key("site", "x"), "=1+1", "b"),))]
    monkeypatch.setattr(pane, "ask_path", lambda *_: tmp_path / "a.csv")
    pane.bar.actions_of[ImpactCommand.CSV].trigger()
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "Standorte;'=1+1;b" in text
    assert "PoP Nord" in text


def test_of_a_long_group_the_first_are_listed_and_the_rest_is_counted(
    qtbot: QtBot, made: MadeNetwork, inventory: MadeInventory, pane: ImpactPane
) -> None:
    type_uid, site = made.uid("type-access_point"), made.uid("Schule am Weg 1")
    many = [
        create("asset", tag=f"V{n}", type=type_uid, site=site, state="in_service")
        for n in range(MOST_ROWS + 7)
    ]
    commit = inventory.put(*many)
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(commit)
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("site", "Schule am Weg 1")])
    item = top(pane, "asset.access_point")
    assert item.childCount() == MOST_ROWS + 1
    assert "weitere" in child(pane, "asset.access_point", MOST_ROWS).text(0)


def test_where_nothing_hangs_it_says_so(qtbot: QtBot, pane: ImpactPane, made: MadeNetwork) -> None:
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("asset", "Display 1.1")])
    assert "hängt im Bestand nichts ab" in pane.stage.placeholder.sentence


def test_a_duct_says_where_it_lies_and_how_full_it_is(
    qtbot: QtBot, pane: ImpactPane, inventory: MadeInventory
) -> None:
    route = create("route", name="Trasse Nord")
    outer = create("duct", name="Verband", route=route.uid, diameter_mm=50.0)
    inner = create("duct", name="Rohr 1", parent=outer.uid, diameter_mm=10.0)
    commit = inventory.put(route, outer, inner)
    pane.show_commit(commit)
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([Key("duct", outer.uid)])
    assert "Trasse Nord" in pane.thinned.text()
    assert "4" in pane.thinned.text()


def test_an_entry_has_its_words_as_tooltip() -> None:
    assert _row(Entry(Key("site", "x"), "Schule", "Ort")).toolTip(1) == "Ort"


def test_what_is_clicked_in_the_list_leaves_the_list_as_it_is(
    qtbot: QtBot, pane: ImpactPane, made: MadeNetwork
) -> None:
    before = pane.impact
    pane.keys_selected.connect(pane.show_keys)
    child(pane, "schools").setSelected(True)
    assert pane.impact is before
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("asset", "Core 1")])
    assert pane.impact is not before
