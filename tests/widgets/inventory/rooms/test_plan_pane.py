"""The plan on screen: rooms, devices, moving with the room, measuring, pictures, scale, floors."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fakes.clocks import FakeClock
from tests.fakes.inventory_room_panes import Carrier, drag, screen, show_live
from tests.fakes.inventory_rooms import MadeRooms
from tests.inventories import MadeInventory, create, remove, update
from widgets.inventory.networks.live import BAD, WELL
from widgets.inventory.rooms.canvas import ASSET_MIME
from widgets.inventory.rooms.plan_bar import PlanCommand
from widgets.inventory.rooms.plan_pictures import MOST_PX, PictureShelf, read_picture
from widgets.inventory.rooms.plan_sheet import PlanSheet
from widgets.inventory.rooms.plans import PlanCopy, PlanPane
from widgets.theme import theme


@pytest.fixture
def pane(qtbot: QtBot, inventory: MadeInventory, made: MadeRooms) -> Iterator[PlanPane]:
    pane = PlanPane()
    qtbot.addWidget(pane)
    pane.resize(1100, 700)
    pane.set_inventory(inventory.reader)
    pane.show_keys([made.key("school")])
    with qtbot.waitSignal(pane.answered):
        pane.show()
    yield pane
    pane.close_feed()


@pytest.fixture
def carrier(qtbot: QtBot, pane: PlanPane, inventory: MadeInventory) -> Carrier:
    return Carrier(qtbot, pane, inventory)


def sheet_of(pane: PlanPane) -> PlanSheet:
    assert pane.sheet is not None
    return pane.sheet


def item(pane: PlanPane, name: str) -> int:
    sheet = sheet_of(pane)
    for n in range(sheet.count):
        device = sheet.device(n)
        if (device.name if device else sheet.rooms[n].record.text("name")) == name:
            return n
    raise AssertionError(name)


def picture(path: Path, wide: int = 400, high: int = 200) -> Path:
    image = QImage(QSize(wide, high), QImage.Format.Format_RGB32)
    image.fill(QColor(Qt.GlobalColor.lightGray))
    image.save(str(path))
    return path


def with_picture(
    qtbot: QtBot, pane: PlanPane, inventory: MadeInventory, folder: Path, floor: str
) -> None:
    """Give a floor a picture whose scale nobody knows."""
    picture(folder / "eg.png")
    pane.plan_folder = folder
    change = update("space", floor, plan_image="eg.png", plan_width_m=None, plan_height_m=None)
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(inventory.put(change))


def test_without_a_floor_it_says_so(qtbot: QtBot, pane: PlanPane, made: MadeRooms) -> None:
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("empty")])
    assert "keine Etage" in pane.stage.placeholder.sentence
    fresh = PlanPane()
    qtbot.addWidget(fresh)
    fresh.show()
    assert "Bitte wählen Sie" in fresh.stage.placeholder.sentence


def test_rooms_say_their_use_and_how_much_has_no_place(pane: PlanPane) -> None:
    sheet = sheet_of(pane)
    assert sheet.tip(item(pane, "Klasse 1")).splitlines() == [
        "Klasse 1",
        "Unterrichtsraum",
        "1 ohne Lage",
    ]
    assert [room.record.text("name") for room in sheet.listed] == ["Kiosk"]


def test_each_item_is_found_where_it_lies(pane: PlanPane) -> None:
    sheet = sheet_of(pane)
    assert sheet.item_at(sheet.to_px(1, 1)) == item(pane, "Klasse 1")
    assert sheet.item_at(sheet.to_px(5, 3)) == item(pane, "AP 1")
    assert sheet.item_at(sheet.item_rect(item(pane, "Kiosk")).center()) == item(pane, "Kiosk")
    assert sheet.item_at(sheet.to_px(5, 9)) == -1


def test_a_click_selects_and_a_selection_from_elsewhere_is_marked(
    qtbot: QtBot, pane: PlanPane, made: MadeRooms
) -> None:
    with qtbot.waitSignal(pane.keys_selected) as told:
        where = screen(pane.canvas, sheet_of(pane).to_px(5, 3))
        QTest.mouseClick(pane.canvas, Qt.MouseButton.LeftButton, pos=where)
    assert told.args == [[made.key("AP 1")]]
    pane.show_keys([made.key("Technik")])
    assert pane.canvas.marks.selected == {item(pane, "Technik")}
    with qtbot.waitSignal(pane.open_requested) as opened:
        QTest.keyClick(pane.canvas, Qt.Key.Key_Return)
    assert opened.args == [made.key("AP 1")] or opened.args == [made.key("Technik")]


def test_dragging_into_another_room_changes_the_room_and_says_it_before(
    pane: PlanPane, carrier: Carrier, made: MadeRooms
) -> None:
    sheet = sheet_of(pane)
    pane._carry(sheet.device(item(pane, "AP 1")), sheet.to_px(12, 4))
    assert pane.hint.text().endswith("der Raum wechselt von „Klasse 1“ zu „Technik“")
    assert not pane.canvas.grab().isNull()
    drag(pane.canvas, sheet.to_px(5, 3), sheet.to_px(12, 4))
    values = carrier.wishes[-1].changeset.operations[0].values
    assert values["space"] == made.uid("Technik")
    assert values["plan_x"] == pytest.approx(12, abs=0.1)
    carrier.carry_out()
    assert "Technik" in pane.hint.text()
    moved = sheet_of(pane).device(item(pane, "AP 1"))
    assert moved is not None
    assert sheet_of(pane).place_of(moved)[1] == pytest.approx(4, abs=0.1)


def test_beyond_the_plan_is_refused_and_between_rooms_the_room_stays(
    pane: PlanPane, carrier: Carrier
) -> None:
    sheet = sheet_of(pane)
    device = sheet.device(item(pane, "AP 1"))
    pane._drop(device, sheet.to_px(-1, 4))
    assert "außerhalb des Grundrisses" in pane.hint.text()
    assert carrier.wishes == []
    pane._drop(device, sheet.to_px(5, 9))
    assert set(carrier.wishes[-1].changeset.operations[0].values) == {"plan_y"}


def test_what_waits_is_placed_by_return_in_its_room(
    pane: PlanPane, carrier: Carrier, made: MadeRooms
) -> None:
    waiting = pane.waiting.list
    assert waiting.item(0).text() == "AP 3 · Klasse 1"
    waiting.setCurrentRow(0)
    QTest.keyClick(waiting, Qt.Key.Key_Return)
    values = carrier.wishes[-1].changeset.operations[0].values
    assert values == {"plan_x": 5.0, "plan_y": 3.0}
    carrier.carry_out()
    assert item(pane, "AP 3")
    loose = pane.waiting.device(made.uid("AP 4"))
    assert loose is not None
    pane.waiting.chosen.emit(loose)
    assert carrier.wishes[-1].changeset.operations[0].values["plan_x"] == 10.0


def test_alt_and_arrows_nudge_and_delete_takes_out_after_a_question(
    pane: PlanPane, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane.canvas.marks.current = item(pane, "AP 1")
    QTest.keyClick(pane.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert carrier.wishes[-1].changeset.operations[0].values == {"plan_x": 5.25}
    carrier.carry_out()
    monkeypatch.setattr(pane, "confirm", lambda _: True)
    pane.canvas.marks.current = item(pane, "Technik")
    QTest.keyClick(pane.canvas, Qt.Key.Key_Delete)
    assert "zuerst ein Gerät" in pane.hint.text()
    pane.canvas.marks.current = item(pane, "AP 1")
    QTest.keyClick(pane.canvas, Qt.Key.Key_Delete)
    assert carrier.wishes[-1].changeset.operations[0].values == {"plan_x": None, "plan_y": None}


def test_kinds_can_be_left_out(qtbot: QtBot, pane: PlanPane) -> None:
    (action,) = pane.bar._menu.actions()
    assert action.text() == "Access Point (2)"
    action.trigger()
    assert sheet_of(pane).devices == ()
    pane.bar._menu.actions()[0].trigger()
    assert len(sheet_of(pane).devices) == 2


def test_measuring_adds_up_the_clicks_and_escape_ends_it(pane: PlanPane) -> None:
    pane.bar.commands.actions_of[PlanCommand.MEASURE].trigger()
    for x, y in ((1, 1), (4, 5)):
        pane.canvas.tool_clicked.emit(sheet_of(pane).to_px(x, y))
    assert pane.hint.text() == "Länge: 5,00\u202fm"
    assert not pane.canvas.grab().isNull()
    where = screen(pane.canvas, sheet_of(pane).to_px(5, 3))
    QTest.mouseClick(pane.canvas, Qt.MouseButton.LeftButton, pos=where)
    assert len(sheet_of(pane).measured) == 3
    assert pane.canvas.marks.selected == set()
    QTest.keyClick(pane.canvas, Qt.Key.Key_Escape)
    assert sheet_of(pane).measured == []
    assert not pane.canvas.has_tool


def test_rings_are_drawn_as_wide_as_a_person_says(pane: PlanPane) -> None:
    assert sheet_of(pane).ring_m == 0
    pane.bar.commands.actions_of[PlanCommand.RINGS].trigger()
    pane.bar.ring.setValue(20)
    assert sheet_of(pane).ring_m == 20
    assert not pane.canvas.grab().isNull()


def test_floors_are_gone_up_and_down_within_the_building(
    qtbot: QtBot, pane: PlanPane, made: MadeRooms
) -> None:
    up, down = (pane.bar.commands.actions_of[one] for one in (PlanCommand.UP, PlanCommand.DOWN))
    down.trigger()
    assert "Darunter" in pane.hint.text()
    with qtbot.waitSignal(pane.answered):
        up.trigger()
    assert pane.bar.floors.currentText() == "Haus A · Obergeschoss"
    assert not pane.canvas.grab().isNull()
    up.trigger()
    assert "Darüber" in pane.hint.text()
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("AP 2")])
    assert pane.bar.floors.currentText() == "Haus A · Erdgeschoss"
    assert pane.canvas.marks.selected == {item(pane, "AP 2")}


def test_live_states_reach_the_devices_with_a_word(pane: PlanPane) -> None:
    show_live(pane, "d-AP 1", "d-AP 2", bad="d-AP 2")
    states = sheet_of(pane).states
    assert states[item(pane, "AP 1")] == WELL
    assert states[item(pane, "AP 2")] == BAD
    assert "gestört" in sheet_of(pane).tip(item(pane, "AP 2"))


def test_in_the_past_it_shows_the_places_of_then_and_changes_nothing(
    qtbot: QtBot,
    pane: PlanPane,
    carrier: Carrier,
    *,
    inventory: MadeInventory,
    made: MadeRooms,
    clock: FakeClock,
) -> None:
    then = clock.now_us()
    clock.advance(60)
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(inventory.put(update("asset", made.uid("AP 1"), plan_x=9.0)))
    with qtbot.waitSignal(pane.answered):
        pane.show_moment(then)
    device = sheet_of(pane).device(item(pane, "AP 1"))
    assert device is not None
    assert sheet_of(pane).place_of(device) == (5.0, 3.0)
    pane._drop(device, sheet_of(pane).to_px(2, 2))
    assert "Vergangenheit" in pane.hint.text()
    assert carrier.wishes == []
    assert pane.canvas.carried == set()


def test_a_picture_is_drawn_and_two_clicks_and_a_length_give_its_scale(
    qtbot: QtBot,
    pane: PlanPane,
    carrier: Carrier,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    inventory: MadeInventory,
    made: MadeRooms,
) -> None:
    with_picture(qtbot, pane, inventory, tmp_path, made.uid("ground"))
    assert "Maßstab" in pane.stage.notice.sentence
    assert sheet_of(pane).picture is not None
    assert not pane.canvas.grab().isNull()
    pane.stage.action_requested.emit()
    monkeypatch.setattr(pane, "ask_length", lambda drawn: drawn * 2)
    for x in (0, 10):
        pane.canvas.tool_clicked.emit(sheet_of(pane).to_px(x, 1))
    carrier.carry_out()
    assert sheet_of(pane).extent == (100.0, 50.0)
    assert pane.stage.notice.sentence == ""


def test_a_picture_from_the_folder_is_taken_by_name_and_others_are_copied_first(
    pane: PlanPane, carrier: Carrier, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not pane.bar.commands.actions_of[PlanCommand.PICTURE].isEnabled()
    folder = tmp_path / "plans"
    folder.mkdir()
    with qtbot.waitSignal(pane.answered):
        pane.set_plan_folder(folder)
    choose = pane.bar.commands.actions_of[PlanCommand.PICTURE]
    monkeypatch.setattr(pane, "ask_picture", lambda: picture(folder / "a.png"))
    choose.trigger()
    assert carrier.wishes[-1].changeset.operations[0].values == {"plan_image": "a.png"}
    carrier.carry_out()
    monkeypatch.setattr(pane, "ask_picture", lambda: picture(tmp_path / "b.png"))
    copies: list[PlanCopy] = []
    pane.plan_copy_requested.connect(copies.append)
    choose.trigger()
    assert copies[0].source == tmp_path / "b.png"
    copies[0].done(None)
    assert len(carrier.wishes) == 1
    copies[0].done("b.png")
    assert carrier.wishes[-1].changeset.operations[0].values == {"plan_image": "b.png"}


def test_a_missing_picture_is_told_and_the_rooms_are_drawn(
    qtbot: QtBot, pane: PlanPane, inventory: MadeInventory, made: MadeRooms, tmp_path: Path
) -> None:
    pane.plan_folder = tmp_path
    change = update("space", made.uid("ground"), plan_image="../weg.png")
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(inventory.put(change))
    assert pane.stage.notice.sentence.startswith("Die Bilddatei „weg.png“ fehlt")
    assert sheet_of(pane).picture is None


@pytest.mark.qt_log_ignore("Cannot read file", extend=True)  # Qt tells of broken SVG itself
def test_pictures_of_all_kinds_are_read_and_never_too_large(qtbot: QtBot, tmp_path: Path) -> None:
    picture(tmp_path / "a.png", 5_000, 100)
    picture(tmp_path / "a.jpg")
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
        '<rect width="9" height="9"/></svg>'
    )
    writer = QPdfWriter(str(tmp_path / "a.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    painter.drawLine(QPointF(0, 0), QPointF(500, 500))
    painter.end()
    del writer
    for name in ("a.png", "a.jpg", "a.svg", "a.pdf"):
        image = read_picture(tmp_path / name)
        assert 0 < max(image.width(), image.height()) <= MOST_PX
    (tmp_path / "x.png").write_bytes(b"no picture")
    for name in ("x.png", "none.png"):
        with pytest.raises(OSError, match="Bilddatei"):
            read_picture(tmp_path / name)
    for suffix in (".svg", ".pdf"):
        broken = (tmp_path / "x.png").with_suffix(suffix)
        broken.write_bytes(b"no picture")
        with pytest.raises(OSError, match="lässt sich nicht lesen"):
            read_picture(broken)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_it_is_painted_in_both_themes_near_and_far(pane: PlanPane, name: str) -> None:
    theme().apply(name)
    for _ in range(8):
        pane.canvas.zoom_out()
        assert not pane.canvas.grab().isNull()
    for _ in range(12):
        pane.canvas.zoom_in()
        assert not pane.canvas.grab().isNull()


def test_it_is_saved_as_png_and_svg(
    pane: PlanPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command, name in ((PlanCommand.PNG, "p.png"), (PlanCommand.SVG, "p.svg")):
        monkeypatch.setattr(pane, "ask_path", lambda *_, name=name: tmp_path / name)
        pane.bar.commands.actions_of[command].trigger()
    assert QImage(str(tmp_path / "p.png")).width() > 500
    assert "Klasse 1" in (tmp_path / "p.svg").read_text("utf-8")


def test_what_is_remembered_comes_back(pane: PlanPane) -> None:
    pane.bar.hidden = {"display"}
    pane.bar.ring.setValue(17)
    pane.bar.commands.actions_of[PlanCommand.WAITING].trigger()
    state = pane.save_state()
    pane.restore_state({"hidden": [], "ring_m": 5, "waiting": True})
    pane.restore_state(state)
    assert pane.bar.hidden == {"display"}
    assert pane.bar.ring.value() == 17
    assert pane.waiting.isHidden()
    pane.restore_state({"hidden": 7, "ring_m": "x", "split": None})


def test_a_floor_that_is_removed_gives_way_to_another(
    qtbot: QtBot, pane: PlanPane, inventory: MadeInventory, made: MadeRooms
) -> None:
    with qtbot.waitSignal(pane.answered):
        pane.show_floor(made.uid("upper"))
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(inventory.put(remove("space", made.uid("upper"))))
    assert pane.bar.floors.currentText() == "Haus A · Erdgeschoss"


def test_a_floor_without_any_size_is_as_large_as_what_is_on_it(
    qtbot: QtBot, pane: PlanPane, inventory: MadeInventory, made: MadeRooms
) -> None:
    bare = create("space", site=made.uid("empty"), kind="floor", name="Halle", level=0)
    lamp = create(
        "asset", type=made.uid("t ap"), state="ordered", site=made.uid("empty"), space=bare.uid,
        plan_x=30.0, plan_y=2.0,
    )  # fmt: skip
    inventory.put(bare, lamp)
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("empty")])
    assert sheet_of(pane).extent == (30.0, 5.0)


def test_a_picture_is_read_again_only_when_its_file_changed(qtbot: QtBot, tmp_path: Path) -> None:
    shelf, path = PictureShelf(), picture(tmp_path / "a.png")
    first = shelf.read(path)
    assert shelf.read(path) is first
    picture(path, 300, 300)
    assert shelf.read(path).width() == 300
    path.unlink()
    with pytest.raises(OSError, match="fehlt"):
        shelf.read(path)


def test_what_waits_is_carried_out_of_the_list_by_its_name(pane: PlanPane) -> None:
    model = pane.waiting.list.model()
    data = model.mimeData([model.index(0, 0)]).data(ASSET_MIME)
    device = pane.waiting.device(bytes(data.data()).decode())
    assert device is not None
    assert device.name == "AP 3"


def test_the_name_of_a_room_gives_way_to_what_stands_there(pane: PlanPane) -> None:
    sheet = sheet_of(pane)
    first = QRectF(0, 40, 200, 20)
    sheet._covered = [QRectF(60, 35, 40, 30)]
    row, hidden = sheet._free_row(first, QRectF(0, 0, 200, 120), 1)
    assert hidden == 0
    assert not row.intersects(sheet._covered[0])
    sheet._covered = []
    assert sheet._free_row(first, QRectF(0, 0, 200, 120), 1) == (first, 0)
    sheet._covered = [QRectF(0, 0, 200, 120)]
    assert sheet._free_row(first, QRectF(0, 0, 200, 120), 2)[1] > 0
