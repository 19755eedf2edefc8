"""The splice plan on screen: fibres, trays, drawing and undoing splices as wishes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Action
from app.domain.inventory.records import Key
from tests.fakes.inventory_networks import MadeNetwork, made_pon
from tests.inventories import MadeInventory, make_inventory
from widgets.inventory.networks.splices import SpliceCommand, SplicePane
from widgets.inventory.panes import Acts, Wish
from widgets.theme import theme
from widgets.theme.fibres import fibre_colour, is_known


@pytest.fixture
def made() -> MadeNetwork:
    made = made_pon()
    made.splice("muffe", "F1.4", "F2.4", tray=2, position=1)
    made.values["strand"][made.uid("F1.9")]["state"] = "defective"
    return made


@pytest.fixture
def inventory(tmp_path: Path, made: MadeNetwork) -> Iterator[MadeInventory]:
    inventory = make_inventory(tmp_path)
    inventory.put(*made.operations())
    yield inventory
    inventory.close()


@pytest.fixture
def pane(qtbot: QtBot, inventory: MadeInventory, made: MadeNetwork) -> Iterator[SplicePane]:
    pane = SplicePane()
    qtbot.addWidget(pane)
    pane.resize(1100, 800)
    pane.set_inventory(inventory.reader)
    pane.show_keys([made.key("asset", "muffe")])
    with qtbot.waitSignal(pane.answered):
        pane.show()
    yield pane
    pane.close_feed()


def item(pane: SplicePane, made: MadeNetwork, kind: str, name: str) -> int:
    assert pane.sheet is not None
    return pane.sheet.item_of(made.key(kind, name))


def choose(pane: SplicePane, *items: int) -> None:
    for place, one in enumerate(items):
        pane.canvas._pick(one, is_added=place > 0)


def test_the_plan_shows_all_fibres_and_splices(pane: SplicePane) -> None:
    assert pane.title.text() == "muffe: 3 Spleiße"
    assert pane.sheet is not None
    assert len(pane.sheet.rows) == 24
    assert len(pane.sheet.splices) == 3


def test_a_tray_shows_its_own_splices(pane: SplicePane) -> None:
    pane.trays.setCurrentIndex(pane.trays.findText("Kassette 2"))
    assert pane.sheet is not None
    assert len(pane.sheet.splices) == 1
    pane.used_only.setChecked(True)
    assert len(pane.sheet.rows) == 2


def test_a_click_on_a_fibre_or_a_splice_selects_it(
    qtbot: QtBot, pane: SplicePane, made: MadeNetwork
) -> None:
    assert pane.sheet is not None
    for kind, name in (("strand", "F1.3"), ("splice", "muffe: F1.1 – F2.1")):
        rect = pane.sheet.item_rect(item(pane, made, kind, name))
        place = pane.canvas._to_screen(rect).center().toPoint()
        with qtbot.waitSignal(pane.keys_selected) as told:
            QTest.mouseClick(pane.canvas, Qt.MouseButton.LeftButton, pos=place)
        assert told.args == [[made.key(kind, name)]]


def test_a_line_from_fibre_to_fibre_becomes_a_splice(
    qtbot: QtBot, pane: SplicePane, made: MadeNetwork, inventory: MadeInventory
) -> None:
    begin, end = item(pane, made, "strand", "F2.3"), item(pane, made, "strand", "F1.3")
    with qtbot.waitSignal(pane.change_requested) as told:
        pane.canvas.joined.emit(begin, end)
    wish: Wish = told.args[0]
    splice = wish.changeset.operations[0]
    assert (splice.values["a"], splice.values["b"]) == (made.uid("F1.3"), made.uid("F2.3"))
    assert (splice.values["tray"], splice.values["position"]) == (2, 2)
    assert [one.values for one in wish.changeset.operations[1:]] == [{"state": "used"}] * 2
    commit = inventory.commit(wish.changeset)
    with qtbot.waitSignal(pane.answered):
        pane.show_commit(commit)
    assert pane.title.text() == "muffe: 4 Spleiße"


def test_dragging_with_the_mouse_draws_that_line(
    qtbot: QtBot, pane: SplicePane, made: MadeNetwork
) -> None:
    assert pane.sheet is not None
    places = [
        pane.canvas._to_screen(pane.sheet.item_rect(item(pane, made, "strand", name))).center()
        for name in ("F1.5", "F2.6")
    ]
    begin, end = (place.toPoint() for place in places)
    with qtbot.waitSignal(pane.change_requested):
        QTest.mousePress(pane.canvas, Qt.MouseButton.LeftButton, pos=begin)
        QTest.mouseMove(pane.canvas, end)
        assert not pane.canvas.grab().isNull()
        QTest.mouseRelease(pane.canvas, Qt.MouseButton.LeftButton, pos=end)


def test_two_chosen_fibres_are_spliced_by_key_or_button(
    qtbot: QtBot, pane: SplicePane, made: MadeNetwork
) -> None:
    assert not pane.bar.actions_of[SpliceCommand.JOIN].isEnabled()
    choose(pane, item(pane, made, "strand", "F1.5"), item(pane, made, "strand", "F2.5"))
    with qtbot.waitSignal(pane.change_requested):
        pane.bar.actions_of[SpliceCommand.JOIN].trigger()


@pytest.mark.parametrize(("name", "why"), [("F1.1", "schon gespleißt"), ("F1.9", "defekt")])
def test_a_fibre_that_is_not_free_is_refused_with_the_reason(
    qtbot: QtBot, pane: SplicePane, made: MadeNetwork, name: str, why: str
) -> None:
    with qtbot.waitSignal(pane.message_requested) as told:
        pane.canvas.joined.emit(
            item(pane, made, "strand", name), item(pane, made, "strand", "F2.8")
        )
    assert why in told.args[0]


def test_a_splice_is_undone_and_frees_fibres_that_lead_nowhere_else(
    qtbot: QtBot, pane: SplicePane, made: MadeNetwork, inventory: MadeInventory
) -> None:
    choose(pane, item(pane, made, "splice", "muffe: F1.4 – F2.4"))
    with qtbot.waitSignal(pane.change_requested) as told:
        pane.bar.actions_of[SpliceCommand.PART].trigger()
    operations = told.args[0].changeset.operations
    assert operations[0].action is Action.REMOVE
    assert {one.uid for one in operations[1:]} == {made.uid("F1.4"), made.uid("F2.4")}
    inventory.commit(told.args[0].changeset)


def test_a_fibre_that_is_connected_elsewhere_stays_used(
    qtbot: QtBot, pane: SplicePane, made: MadeNetwork
) -> None:
    choose(pane, item(pane, made, "strand", "F1.1"))
    with qtbot.waitSignal(pane.change_requested) as told:
        pane.bar.actions_of[SpliceCommand.PART].trigger()
    assert len(told.args[0].changeset.operations) == 1


def test_a_fibre_is_traced_from_here(qtbot: QtBot, pane: SplicePane, made: MadeNetwork) -> None:
    choose(pane, item(pane, made, "strand", "F1.2"))
    with qtbot.waitSignal(pane.act_requested) as told:
        pane.bar.actions_of[SpliceCommand.TRACE].trigger()
    assert told.args == [Acts.TRACE, [made.key("strand", "F1.2")]]


def test_a_selected_splice_elsewhere_shows_the_plan_of_its_closure(
    qtbot: QtBot, pane: SplicePane, made: MadeNetwork
) -> None:
    pane.show_keys([made.key("splice", "muffe: F1.1 – F2.1")])
    splice = item(pane, made, "splice", "muffe: F1.1 – F2.1")
    assert pane.canvas.marks.selected == {splice}


def test_a_device_without_splices_says_so(
    qtbot: QtBot, pane: SplicePane, made: MadeNetwork
) -> None:
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("asset", "olt")])
    assert "keine Kabel" in pane.stage.placeholder.sentence


@pytest.mark.parametrize("name", ["light", "dark"])
def test_it_is_painted_in_both_themes(pane: SplicePane, made: MadeNetwork, name: str) -> None:
    theme().apply(name)
    choose(pane, item(pane, made, "strand", "F1.1"))
    assert not pane.grab().isNull()
    assert pane.sheet is not None
    assert "rot" in pane.sheet.tip(item(pane, made, "strand", "F1.1"))
    assert "Kassette 1" in pane.sheet.tip(item(pane, made, "splice", "muffe: F1.1 – F2.1"))
    assert pane.sheet.item_at(QPointF(-5, -5)) == -1


def test_it_is_saved_as_svg(
    pane: SplicePane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pane, "ask_path", lambda *_: tmp_path / "plan.svg")
    pane.bar.actions_of[SpliceCommand.SVG].trigger()
    assert "türkis" in (tmp_path / "plan.svg").read_text("utf-8")


def test_colours_of_the_standard_are_known_and_others_are_grey() -> None:
    assert is_known("Rot")
    assert fibre_colour("rot").red() > 150
    grey = fibre_colour("karminrot")
    assert abs(grey.red() - grey.blue()) < 20


def test_an_asset_that_is_gone_has_no_plan(qtbot: QtBot, pane: SplicePane) -> None:
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([Key("asset", "weg")])
    assert not pane.stage.is_content_shown


def test_two_fibres_are_chosen_and_spliced_with_keys_alone(
    qtbot: QtBot, pane: SplicePane, made: MadeNetwork
) -> None:
    canvas, kept = pane.canvas, Qt.KeyboardModifier.ControlModifier
    begin, end = item(pane, made, "strand", "F1.6"), item(pane, made, "strand", "F2.6")
    choose(pane, begin)
    ways = [Qt.Key.Key_Right] * 2 + [Qt.Key.Key_Down] * 12
    for way in ways:
        if canvas.marks.current != end:
            QTest.keyClick(canvas, way, kept)
        assert canvas.marks.selected == {begin}
    assert canvas.marks.current == end
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert canvas.marks.selected == {begin, end}
    with qtbot.waitSignal(pane.change_requested) as told:
        pane.bar.buttons[SpliceCommand.JOIN].click()
    values = told.args[0].changeset.operations[0].values
    assert (values["a"], values["b"]) == (made.uid("F1.6"), made.uid("F2.6"))
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert canvas.marks.selected == {begin}
