"""Records and devices of the profile are brought together, singly and in bulk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.cities import City
from app.domain.inventory.changes import Commit, Origin
from app.domain.inventory.records import Key
from app.domain.points import DeviceId
from app.domain.sources import DeviceIdentity
from app.domain.texts import Text
from app.services.clocks import SystemClock
from app.services.inventory.binding_facts import devices_of
from app.services.states import LiveState
from tests.fakes.inventory_worlds import World, make_world
from tests.fakes.network_city import network_city
from tests.inventories import create, new_uid, update
from widgets.inventory.binding import BindDialog, BindingsPane, Inquiry, Question
from widgets.inventory.binding.asking import AskDialog
from widgets.inventory.binding.many import AcceptDialog, CreateDialog
from widgets.inventory.panes import Wish

AP, SWITCH = (Key("asset", f"{n:032x}") for n in (11, 12))


def school_city() -> City:
    """Return a core switch and an access point that stand at the school of the made world."""
    city = network_city()
    site = Text("Märkisches Gymnasium")
    return replace(city, points=tuple(replace(one, site=site) for one in city.points))


CITY = school_city()


@pytest.fixture(autouse=True)
def german() -> None:
    QLocale.setDefault(QLocale("de_DE"))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path)
    made.inventory.put(update("asset", AP.uid, device=None, name="ap Märkisches Gymnasium"))
    made.inventory.put(update("asset", SWITCH.uid, name="kern Märkisches Gymnasium"))
    yield World(made.inventory, CITY)
    made.inventory.close()


@pytest.fixture
def pane(qtbot: QtBot, world: World) -> Iterator[BindingsPane]:
    pane = BindingsPane()
    qtbot.addWidget(pane)
    pane.change_requested.connect(world.carry_out(pane))
    pane.resize(1200, 600)
    pane.set_city(CITY)
    with qtbot.waitSignals([pane.answered, pane.proposed]):
        pane.set_inventory(world.inventory.reader)
        pane.show()
    yield pane
    pane.close_feed()


def device_of(world: World, key: Key) -> str:
    reader = world.inventory.reader()
    record = reader.record("asset", key.uid)
    reader.close()
    assert record is not None
    return record.text("device")


def choose(pane: BindingsPane, device: str, key: Key | None) -> None:
    pane.devices.choose([device])
    pane.assets.choose([] if key is None else [key.uid])


def test_what_is_loose_stands_on_both_sides_with_counts(pane: BindingsPane) -> None:
    assert {one.name for one in pane.device_model.rows} == {"kern", "ap"}
    assert {one.uid for one in pane.asset_model.rows} == {AP.uid, SWITCH.uid}
    assert "2 Geräte im Profil, davon 0 mit Datensatz" in pane.sheet.counts.text()
    assert "(2)" in pane.sheet.device_title.text()


def test_a_chosen_device_brings_what_fits_to_the_top_and_says_why(pane: BindingsPane) -> None:
    choose(pane, "kern", None)
    assert pane.asset_model.name_at(0) == SWITCH.uid
    assert "Standort „Märkisches Gymnasium“" in pane.hint.text()


def test_enter_goes_to_the_best_record_and_enter_binds(
    qtbot: QtBot, pane: BindingsPane, world: World
) -> None:
    choose(pane, "ap", None)
    QTest.keyClick(pane.devices, Qt.Key.Key_Return)
    assert pane.assets.chosen() == [AP.uid]
    with qtbot.waitSignal(pane.answered):
        QTest.keyClick(pane.assets, Qt.Key.Key_Return)
    assert device_of(world, AP) == "ap"
    assert {one.name for one in pane.device_model.rows} == {"kern"}
    assert "Strg+Z" in pane.hint.text()


def test_a_device_that_is_dropped_on_a_record_is_bound(
    qtbot: QtBot, pane: BindingsPane, world: World
) -> None:
    row = pane.device_model.place_of("kern")
    data = pane.device_model.mimeData([pane.device_model.index(row, 0)])
    target = pane.asset_model.index(pane.asset_model.place_of(SWITCH.uid), 0)
    link = Qt.DropAction.LinkAction
    assert not pane.device_model.canDropMimeData(data, link, -1, -1, target)
    assert pane.asset_model.canDropMimeData(data, link, -1, -1, target)
    with qtbot.waitSignal(pane.answered):
        pane.asset_model.dropMimeData(data, link, -1, -1, target)
    assert device_of(world, SWITCH) == "kern"


def test_what_the_store_refuses_is_said_and_nothing_is_bound(
    qtbot: QtBot, pane: BindingsPane, world: World
) -> None:
    world.inventory.put(create("asset", tag="HAM-9", type=f"{22:032x}", state="staged",
                               device="kern"))  # fmt: skip
    choose(pane, "kern", SWITCH)
    pane.bind()
    assert "Nichts wurde geändert" in pane.hint.text()
    assert device_of(world, SWITCH) == ""


def test_an_unknown_device_is_told_and_can_be_given_up(
    qtbot: QtBot, pane: BindingsPane, world: World
) -> None:
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(world.inventory.put(update("asset", AP.uid, device="weg")))
    assert "1 Datensätze nennen ein unbekanntes" in pane.sheet.counts.text()
    pane.sheet.choice.setCurrentIndex(1)
    assert [one.uid for one in pane.asset_model.rows] == [AP.uid]
    pane.assets.choose([AP.uid])
    with qtbot.waitSignal(pane.answered):
        pane.unbind()
    assert device_of(world, AP) == ""
    assert "gelöst" in pane.hint.text()
    pane.sheet.choice.setCurrentIndex(0)
    pane.assets.choose([AP.uid])
    assert pane.device_model.name_at(0) == "ap"


def test_proposals_above_a_score_are_taken_together(
    qtbot: QtBot, pane: BindingsPane, world: World
) -> None:
    dialog = pane.accept_proposals()
    assert isinstance(dialog, AcceptDialog)
    dialog.least.setValue(100)
    assert dialog.ticked() == []
    assert not dialog.apply_button.isEnabled()
    dialog.least.setValue(60)
    assert dialog.apply_button.text() == "2 Geräte zuordnen"
    with qtbot.waitSignals([dialog.accepted, pane.answered]):
        dialog.apply()
    assert (device_of(world, AP), device_of(world, SWITCH)) == ("ap", "kern")
    assert not pane.device_model.rows


def test_records_are_made_of_devices_once_each_has_a_type(
    qtbot: QtBot, pane: BindingsPane, world: World
) -> None:
    world.inventory.put(create("asset_type", uid=new_uid(), name="WA-9", kind="access_point"))
    with qtbot.waitSignal(pane.answered):
        pane.ask()
    pane.devices.selectAll()
    dialog = pane.create_assets()
    assert isinstance(dialog, CreateDialog)
    assert len(dialog.ticked()) == 1  # the only type of switches is taken, of two none
    box = dialog.types["access_point"]
    box.setCurrentIndex(box.findText("WA-9"))
    assert dialog.apply_button.text() == "2 Datensätze anlegen"
    line = dialog.tree.topLevelItem(0)
    assert line is not None
    line.setText(1, "Kernswitch")
    with qtbot.waitSignals([dialog.accepted, pane.answered]):
        dialog.apply()
    reader = world.inventory.reader()
    made = reader.find("asset", "device", ["kern", "ap"])
    names = {reader.record("asset", uid).text("name") for (uid,) in made.values()}  # type: ignore[union-attr] # they are there
    assert "Kernswitch" in names
    reader.close()


def test_in_the_past_nothing_can_be_bound(pane: BindingsPane) -> None:
    pane.show_moment(1)
    choose(pane, "kern", SWITCH)
    assert not pane.sheet.bind_button.isEnabled()
    assert "Live-Betrieb" in pane.hint.text()


def test_live_states_stand_beside_the_devices(pane: BindingsPane) -> None:
    live = LiveState(CITY, SystemClock())
    pane.show_state(live.snapshot(1_000_000))
    column = 4
    tips = {
        pane.device_model.data(pane.device_model.index(row, column), Qt.ItemDataRole.ToolTipRole)
        for row in range(2)
    }
    assert tips == {"veraltet"}
    assert np.all(live.snapshot(2).stale)


# ---- one record ----------------------------------------------------------------------------------


def open_dialog(qtbot: QtBot, world: World, key: Key = AP) -> BindDialog:
    dialog = BindDialog(key, CITY, world.inventory.reader)
    qtbot.addWidget(dialog)

    def carry_out(wish: Wish) -> None:
        wish.done(world.attempt(wish.changeset))

    dialog.change_requested.connect(carry_out)
    with qtbot.waitSignal(dialog.shown):
        dialog.open()
    return dialog


def test_the_best_free_device_is_chosen_and_what_changes_is_said(
    qtbot: QtBot, world: World
) -> None:
    dialog = open_dialog(qtbot, world)
    assert dialog.table.chosen() == ["ap"]
    assert dialog.change.text() == "Es ändert sich: Gerät im Profil, bisher keines, danach ap."
    with qtbot.waitSignal(dialog.shown):
        dialog.bind()
    assert device_of(world, AP) == "ap"
    assert "mit 3 Datenpunkten" in dialog.present.text()
    with qtbot.waitSignal(dialog.shown):
        dialog.unbind()
    assert device_of(world, AP) == ""
    dialog.reject()


def test_a_device_of_another_record_is_named_with_its_holder(qtbot: QtBot, world: World) -> None:
    world.inventory.put(update("asset", SWITCH.uid, device="ap"))
    dialog = open_dialog(qtbot, world)
    assert dialog.table.chosen() != ["ap"]
    dialog.table.choose(["ap"])
    assert "„HAM-000120 kern Märkisches Gymnasium“ gibt es dafür ab." in dialog.change.text()
    dialog.reject()


def test_single_points_are_bound_and_loosened(qtbot: QtBot, world: World) -> None:
    dialog = open_dialog(qtbot, world)
    dialog.table.choose(["kern"])
    point = devices_of(CITY)[0].points[1]
    dialog.points.item(1).setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(dialog.shown):
        dialog.bind_points()
    assert dialog.ticked() == {point}
    assert "1 Datenpunkte sind einzeln zugeordnet" in dialog.present.text()
    dialog.points.item(1).setCheckState(Qt.CheckState.Unchecked)
    with qtbot.waitSignal(dialog.shown):
        dialog.bind_points()
    assert dialog.ticked() == set()
    dialog.reject()


def test_a_record_that_changed_meanwhile_is_shown_anew(qtbot: QtBot, world: World) -> None:
    dialog = open_dialog(qtbot, world)
    world.inventory.put(update("asset", AP.uid, owner="Stadt"))
    with qtbot.waitSignal(dialog.shown):
        dialog.bind()
    assert "inzwischen geändert" in dialog.stage.notice.sentence
    with qtbot.waitSignal(dialog.shown):
        dialog.bind()
    assert device_of(world, AP) == "ap"
    dialog.reject()


# ---- what devices say ----------------------------------------------------------------------------


def test_answers_and_failures_are_shown_and_what_is_ticked_is_taken(
    qtbot: QtBot, pane: BindingsPane, world: World
) -> None:
    changes = update("asset", AP.uid, device="ap"), update("asset", SWITCH.uid, device="kern")
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(world.inventory.put(*changes))
    inquiries: list[Inquiry] = []
    pane.identify_requested.connect(inquiries.append)
    dialog = pane.ask_devices()
    assert isinstance(dialog, AskDialog)
    (inquiry,) = inquiries
    by_device = {one.device: one for one in inquiry.questions}
    assert by_device["kern"].key == SWITCH
    inquiry.told(by_device["ap"], "Das Gerät antwortet nicht.")
    with qtbot.waitSignal(dialog.asked):
        inquiry.told(by_device["kern"], DeviceIdentity("kern.example", 1, serials=("SN-1",)))
    assert dialog.counts.text() == "1 von 2 Geräten haben geantwortet, 1 nicht"
    assert dialog.apply_button.text() == "1 Angaben übernehmen"
    with qtbot.waitSignals([dialog.accepted, pane.answered]):
        dialog.apply()
    reader = world.inventory.reader()
    record = reader.record("asset", SWITCH.uid)
    assert record is not None
    assert record.text("serial") == "SN-1"
    assert reader.transactions(1)[0].origin is Origin.MEASURED
    reader.close()


def test_a_record_that_changed_meanwhile_is_compared_again(qtbot: QtBot, world: World) -> None:
    question = Question("netz", "kern.example", "kern", SWITCH)
    dialog = AskDialog([question], world.inventory.reader)
    qtbot.addWidget(dialog)
    dialog.identify_requested.connect(
        lambda one: one.told(question, DeviceIdentity("kern.example", 1, serials=("SN-1",)))
    )
    dialog.change_requested.connect(lambda wish: wish.done(world.attempt(wish.changeset)))
    dialog.open()
    with qtbot.waitSignal(dialog.asked):
        dialog.ask()
    world.inventory.put(update("asset", SWITCH.uid, serial="SN-0"))
    with qtbot.waitSignal(dialog.asked):
        dialog.apply()
    assert "inzwischen geändert" in dialog.notice.sentence
    (difference,) = dialog.comparisons[SWITCH].differences
    assert "im Bestand „SN-0“" in difference.sentence
    assert not dialog.apply_button.isEnabled()
    dialog.reject()


def test_who_stops_asking_keeps_what_was_said_and_asks_nobody_more(
    qtbot: QtBot, world: World
) -> None:
    questions = [Question("netz", "a", "a", AP), Question("netz", "b", "b", SWITCH)]
    dialog = AskDialog(questions, world.inventory.reader)
    qtbot.addWidget(dialog)
    inquiries: list[Inquiry] = []
    dialog.identify_requested.connect(inquiries.append)
    dialog.open()
    dialog.ask()
    assert inquiries[0].is_wanted()
    with qtbot.waitSignal(dialog.asked):
        dialog.stop()
    assert not inquiries[0].is_wanted()
    assert not dialog.apply_button.isEnabled()
    dialog.reject()


def test_a_commit_of_something_else_is_passed_over(pane: BindingsPane, world: World) -> None:
    commit = world.inventory.put(create("fund", name="Anderer Topf"))
    assert isinstance(commit, Commit)
    pane.show_commit(commit)
    assert CITY.points[0].device == DeviceId("kern")


def test_an_empty_list_says_why_it_is_empty(pane: BindingsPane) -> None:
    sheet = pane.sheet
    assert sheet.device_stage.is_content_shown
    sheet.device_box.setText("gibt es nicht")
    assert sheet.device_stage.placeholder.sentence == "Kein Gerät passt zu dieser Suche."
    sheet.device_box.clear()
    assert sheet.device_stage.is_content_shown
    pane.device_model.show_rows([])
    assert sheet.device_stage.placeholder.sentence == "Jedes Gerät im Profil hat seinen Datensatz."
    assert sheet.asset_stage.is_content_shown
