"""The racks on screen: drawn, moved by hand and key, refused with a reason, saved, then and now."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QImage, QPdfWriter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.rooms.racks import Side
from tests.fakes.clocks import FakeClock
from tests.fakes.inventory_room_panes import Carrier, drag, show_live
from tests.fakes.inventory_rooms import MadeRooms
from tests.inventories import MadeInventory, create, new_uid, update
from widgets.inventory.networks.live import BAD, WELL
from widgets.inventory.rooms.canvas import asset_mime
from widgets.inventory.rooms.port_sheet import PortSheet
from widgets.inventory.rooms.printing import draw_page
from widgets.inventory.rooms.rack_sheet import RackSheet, Spot
from widgets.inventory.rooms.racks import RackCommand, RackPane
from widgets.theme import theme


@pytest.fixture
def pane(qtbot: QtBot, inventory: MadeInventory, made: MadeRooms) -> Iterator[RackPane]:
    pane = RackPane()
    qtbot.addWidget(pane)
    pane.resize(1100, 800)
    pane.set_inventory(inventory.reader)
    pane.show_keys([made.key("school")])
    with qtbot.waitSignal(pane.answered):
        pane.show()
    yield pane
    pane.close_feed()


@pytest.fixture
def carrier(qtbot: QtBot, pane: RackPane, inventory: MadeInventory) -> Carrier:
    return Carrier(qtbot, pane, inventory)


def sheet_of(pane: RackPane) -> RackSheet:
    assert pane.sheet is not None
    return pane.sheet


def item(pane: RackPane, name: str) -> int:
    items = enumerate(sheet_of(pane).items)
    return next(n for n, one in items if one.device and one.device.name.startswith(name))


def go_to(pane: RackPane, name: str) -> None:
    pane.canvas.marks.current = item(pane, name)


def place(pane: RackPane, spot: Spot) -> QPointF:
    """Return the middle of a unit."""
    sheet = sheet_of(pane)
    for y in range(round(sheet.size.height())):
        for x in range(0, round(sheet.size.width()), 40):
            if sheet.spot_at(QPointF(x, y), 1.0) == spot:
                return QPointF(x + 60, y + 8)
    raise AssertionError(spot)


def test_without_a_fitting_selection_it_says_what_to_choose(
    qtbot: QtBot, inventory: MadeInventory, made: MadeRooms
) -> None:
    pane = RackPane()
    qtbot.addWidget(pane)
    pane.set_inventory(inventory.reader)
    pane.show()
    assert "Bitte wählen Sie" in pane.stage.placeholder.sentence
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("empty")])
    assert "kein Schrank" in pane.stage.placeholder.sentence
    pane.close_feed()


def test_fill_power_and_units_are_said_in_words(pane: RackPane) -> None:
    tip = sheet_of(pane).tip(0)
    assert tip.splitlines()[:3] == [
        "Schrank A",
        "6 von 12 HE belegt",
        "1.300\u202fW von 3.680\u202fW",
    ]
    assert "HE 4 bis 5, vorn" in sheet_of(pane).tip(item(pane, "Server"))
    assert "bestellt" in sheet_of(pane).tip(item(pane, "Bald"))


def test_each_item_is_found_where_it_lies(pane: RackPane) -> None:
    sheet = sheet_of(pane)
    centres = [sheet.item_rect(n).center() for n in range(sheet.count)]
    assert [sheet.item_at(centre) for centre in centres] == list(range(sheet.count))


def test_the_device_that_is_selected_elsewhere_is_marked_and_its_ports_are_drawn(
    qtbot: QtBot, pane: RackPane, made: MadeRooms
) -> None:
    pane.show_keys([made.key("Core")])
    assert pane.canvas.marks.selected == {item(pane, "Core")}
    qtbot.waitUntil(pane.face.isVisible)
    assert "2 Anschlüsse: 1 belegt, 1 frei" in pane.face_title.text()
    face = pane.face.sheet
    assert isinstance(face, PortSheet)
    assert "eth0" in face.tip(0)
    assert "frei" in face.tip(1)
    with qtbot.waitSignal(pane.open_requested) as told:
        pane.face.opened.emit(0)
    assert told.args == [made.key("cable")]


def test_a_click_selects_and_return_opens(qtbot: QtBot, pane: RackPane, made: MadeRooms) -> None:
    with qtbot.waitSignal(pane.keys_selected) as told:
        pane.canvas._pick(item(pane, "Server"), is_added=False)
    assert told.args == [[made.key("Server")]]
    with qtbot.waitSignal(pane.open_requested) as opened:
        QTest.keyClick(pane.canvas, Qt.Key.Key_Return)
    assert opened.args == [made.key("Server")]


def test_dragging_moves_a_device_to_another_unit_face_and_rack(
    pane: RackPane, carrier: Carrier, inventory: MadeInventory, made: MadeRooms
) -> None:
    begin = sheet_of(pane).item_rect(item(pane, "Core")).center()
    drag(pane.canvas, begin, place(pane, Spot(1, Side.REAR, 3.0)))
    carrier.carry_out()
    assert "Schrank B, HE 3, hinten" in pane.hint.text()
    moved = sheet_of(pane).items[item(pane, "Core")]
    assert moved.rack == 1
    assert moved.device is not None
    assert (moved.device.mount.unit, moved.device.mount.side) == (3.0, Side.REAR)


def test_a_place_that_is_taken_is_refused_with_the_reason(pane: RackPane, carrier: Carrier) -> None:
    begin = sheet_of(pane).item_rect(item(pane, "Core")).center()
    drag(pane.canvas, begin, place(pane, Spot(0, Side.FRONT, 4.0)))
    assert "Dort steht schon „Server Schule am Weg“" in pane.hint.text()
    assert carrier.wishes == []


def test_while_it_is_carried_a_ghost_shows_where_it_would_land(pane: RackPane) -> None:
    device = sheet_of(pane).items[item(pane, "Core")].device
    pane._carry(device, place(pane, Spot(0, Side.FRONT, 4.0)))
    ghost = sheet_of(pane).ghost
    assert ghost is not None
    assert ghost.reason
    assert not pane.canvas.grab().isNull()
    pane._carry(device, place(pane, Spot(0, Side.FRONT, 7.0)))
    assert pane.hint.text() == "Schrank A, HE 7, vorn"
    QTest.keyClick(pane.canvas, Qt.Key.Key_Escape)
    assert sheet_of(pane).ghost is None


def test_alt_and_arrows_move_the_current_device(pane: RackPane, carrier: Carrier) -> None:
    go_to(pane, "Core")
    QTest.keyClick(pane.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert carrier.wishes[-1].changeset.operations[0].values == {"rack_unit": 11.0}
    carrier.carry_out()
    go_to(pane, "Core")
    QTest.keyClick(pane.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    carrier.carry_out()
    go_to(pane, "Core")
    QTest.keyClick(pane.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert "ragt aus dem Schrank" in pane.hint.text()  # the other rack has six units
    assert len(carrier.wishes) == 2


def test_while_a_change_runs_there_is_no_second_one(pane: RackPane, carrier: Carrier) -> None:
    go_to(pane, "Core")
    for _ in range(2):
        QTest.keyClick(pane.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert len(carrier.wishes) == 1
    assert "läuft noch" in pane.hint.text()


def test_what_the_store_refuses_is_said_where_it_was_done(
    pane: RackPane, carrier: Carrier, inventory: MadeInventory, made: MadeRooms
) -> None:
    go_to(pane, "Core")
    QTest.keyClick(pane.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    inventory.put(update("asset", made.uid("Core"), note="inzwischen"))
    carrier.carry_out()
    assert "inzwischen geändert" in pane.hint.text()
    assert not pane.is_busy


@pytest.mark.parametrize("is_meant", [True, False])
def test_delete_takes_a_device_out_after_a_question(
    pane: RackPane, carrier: Carrier, monkeypatch: pytest.MonkeyPatch, *, is_meant: bool
) -> None:
    asked: list[str] = []

    def confirm(question: str) -> bool:
        asked.append(question)
        return is_meant

    monkeypatch.setattr(pane, "confirm", confirm)
    QTest.keyClick(pane.canvas, Qt.Key.Key_Delete)
    assert asked == []
    go_to(pane, "Core")
    QTest.keyClick(pane.canvas, Qt.Key.Key_Delete)
    assert len(asked) == 1
    assert len(carrier.wishes) == is_meant
    if is_meant:
        carrier.carry_out()
        with pytest.raises(StopIteration):
            item(pane, "Core")


def test_the_stock_is_found_by_words_and_mounted_by_return_or_drop(
    qtbot: QtBot, pane: RackPane, carrier: Carrier, made: MadeRooms
) -> None:
    stock = pane.stock
    stock.box.setText("gibtesnicht")
    assert stock.list.count() == 0
    stock.box.setText("ersatz")
    assert stock.list.count() == 1
    uid = made.uid("Ersatz")
    mime = asset_mime(uid)
    spot = place(pane, Spot(1, Side.FRONT, 2.0))
    there = ((spot - pane.canvas.to_sheet(QPointF(0, 0))) * pane.canvas.marks.zoom).toPoint()
    args = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    pane.canvas.dragMoveEvent(QDragMoveEvent(there, *args))
    assert sheet_of(pane).ghost is not None
    pane.canvas.dropEvent(QDropEvent(QPointF(there), *args))
    assert carrier.wishes[-1].changeset.operations[0].values["rack_unit"] == 2.0
    pane.is_busy = False
    stock.list.setCurrentRow(0)
    QTest.keyClick(stock.list, Qt.Key.Key_Return)
    assert carrier.wishes[-1].changeset.operations[0].values["rack_unit"] == 11.0
    carrier.carry_out()
    assert item(pane, "Ersatz")


def test_where_nothing_is_free_the_stock_stays_and_it_says_so(
    qtbot: QtBot, pane: RackPane, carrier: Carrier, inventory: MadeInventory, made: MadeRooms
) -> None:
    commit = inventory.put(update("asset_type", made.uid("t switch"), height_units=13.0))
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(commit)
    device = pane.stock.device(made.uid("Ersatz"))
    assert device is not None
    pane.stock.chosen.emit(device)
    assert "genug Platz" in pane.hint.text()
    assert carrier.wishes == []


def test_collisions_and_too_much_power_are_marked_in_words(
    qtbot: QtBot, pane: RackPane, inventory: MadeInventory, made: MadeRooms
) -> None:
    commit = inventory.put(
        update("asset", made.uid("USV"), rack_unit=3.0),
        update("asset_type", made.uid("t server"), power_w=4_000.0),
    )
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(commit)
    tip = sheet_of(pane).tip(0)
    assert "2 Geräte kollidieren" in tip
    assert "720\u202fW zu viel" in tip
    assert "Dort steht schon" in sheet_of(pane).tip(item(pane, "USV"))
    assert not pane.canvas.grab().isNull()
    rects = [sheet_of(pane).item_rect(item(pane, name)) for name in ("Server", "USV")]
    assert rects[0].left() != rects[1].left()


def test_live_states_reach_the_devices(pane: RackPane) -> None:
    show_live(pane, "d-Core", "d-Server", bad="d-Server")
    states = sheet_of(pane).states
    assert states[item(pane, "Core")] == WELL
    assert states[item(pane, "Server")] == BAD
    assert "gestört" in sheet_of(pane).tip(item(pane, "Server"))


def test_in_the_past_it_shows_the_rack_of_then_and_changes_nothing(
    qtbot: QtBot,
    pane: RackPane,
    carrier: Carrier,
    *,
    inventory: MadeInventory,
    made: MadeRooms,
    clock: FakeClock,
) -> None:
    then = clock.now_us()
    clock.advance(60)
    commit = inventory.put(update("asset", made.uid("Core"), rack_unit=9.0))
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(commit)
    with qtbot.waitSignal(pane.answered):
        pane.show_moment(then)
    assert "HE 12" in sheet_of(pane).tip(item(pane, "Core"))
    assert pane.stage.notice.sentence.startswith("Stand vom")
    go_to(pane, "Core")
    QTest.keyClick(pane.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert "Vergangenheit" in pane.hint.text()
    assert carrier.wishes == []
    assert not pane.bar.actions_of[RackCommand.REMOVE].isEnabled()
    with qtbot.waitSignal(pane.answered):
        pane.show_moment(None)
    assert pane.stage.notice.sentence == ""


def test_racks_of_another_room_are_a_choice(
    qtbot: QtBot, pane: RackPane, inventory: MadeInventory, made: MadeRooms
) -> None:
    other = create(
        "rack", name="Wandschrank", site=made.uid("school"), space=made.uid("Klasse 1"),
        height_units=9,
    )  # fmt: skip
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(inventory.put(other))
    assert pane.rooms.isVisible()
    pane.rooms.setCurrentIndex(pane.rooms.findData(made.uid("Klasse 1")))
    with qtbot.waitSignal(pane.answered):
        pane.rooms.activated.emit(pane.rooms.currentIndex())
    assert [rack.record.text("name") for rack in sheet_of(pane).racks] == ["Wandschrank"]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_it_is_painted_in_both_themes_near_and_far(pane: RackPane, name: str) -> None:
    theme().apply(name)
    for _ in range(8):
        pane.canvas.zoom_out()
        assert not pane.canvas.grab().isNull()
    for _ in range(12):
        pane.canvas.zoom_in()
        assert not pane.canvas.grab().isNull()


def test_it_is_saved_and_printed(
    pane: RackPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command, name in ((RackCommand.PNG, "s.png"), (RackCommand.SVG, "s.svg")):
        monkeypatch.setattr(pane, "ask_path", lambda *_, name=name: tmp_path / name)
        pane.bar.actions_of[command].trigger()
    assert QImage(str(tmp_path / "s.png")).width() > 500
    assert "Server" in (tmp_path / "s.svg").read_text("utf-8")
    writer = QPdfWriter(str(tmp_path / "s.pdf"))
    draw_page(writer, sheet_of(pane), "Schränke", pane.font())
    del writer
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_remembered_comes_back(pane: RackPane) -> None:
    pane.bar.actions_of[RackCommand.STOCK].trigger()
    state = pane.save_state()
    pane.restore_state({"stock": True})
    assert not pane.stock.isHidden()
    pane.restore_state(state)
    assert pane.stock.isHidden()
    pane.restore_state({"split": 7})


def test_a_place_beside_all_racks_is_none(pane: RackPane) -> None:
    device = sheet_of(pane).items[item(pane, "Core")].device
    pane._carry(device, QPointF(-5_000, 10))
    assert pane.hint.text() == "Hier steht kein Schrank."


def test_what_lies_in_a_store_is_offered_with_the_name_of_the_store(
    qtbot: QtBot, pane: RackPane, carrier: Carrier, inventory: MadeInventory, made: MadeRooms
) -> None:
    store, spare = new_uid(), new_uid()
    commit = inventory.put(
        create("site", uid=store, name="Hauptlager", kind="store"),
        create(
            "asset",
            uid=spare,
            name="Reserve",
            tag="X-1",
            type=made.uid("t switch"),
            site=store,
            state="in_stock",
        ),
    )
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(commit)
    lines = [pane.stock.list.item(row).text() for row in range(pane.stock.list.count())]
    assert "Reserve · Hauptlager" in lines
    device = pane.stock.device(spare)
    assert device is not None
    pane.stock.chosen.emit(device)
    values = carrier.wishes[-1].changeset.operations[0].values
    assert values["site"] == made.uid("school")
