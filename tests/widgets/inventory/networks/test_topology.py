"""The topology on screen: boxes, groups, live states, selection both ways, files."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.cities import City
from app.domain.points import DeviceId
from app.domain.samples import Quality
from app.services.states import CityState
from tests.fakes.city import make_city, make_state
from tests.fakes.inventory_networks import MadeNetwork, made_schools
from tests.inventories import MadeInventory, make_inventory
from widgets.inventory.networks.canvas import Canvas
from widgets.inventory.networks.live import BAD, STALE, UNKNOWN, WELL, sign_of, state_text
from widgets.inventory.networks.topology import TopologyCommand, TopologyPane
from widgets.theme import theme


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
def pane(qtbot: QtBot, inventory: MadeInventory) -> Iterator[TopologyPane]:
    pane = TopologyPane()
    qtbot.addWidget(pane)
    pane.resize(1000, 700)
    pane.set_inventory(inventory.reader)
    with qtbot.waitSignal(pane.answered):
        pane.show()
    yield pane
    pane.close_feed()


def item(pane: TopologyPane, title: str) -> int:
    assert pane.topology is not None
    return next(n for n, node in enumerate(pane.topology.nodes) if node.title == title)


def city_of(*devices: str) -> City:
    city = make_city(len(devices))
    points = zip(city.points, devices, strict=True)
    return replace(city, points=tuple(replace(p, device=DeviceId(d)) for p, d in points))


def calm(city: City) -> CityState:
    state = make_state(city)
    quality = np.full(len(city.points), Quality.GOOD, state.states.quality.dtype)
    stale = np.zeros(len(city.points), np.bool_)
    return replace(state, states=replace(state.states, quality=quality), stale=stale, alarms={})


def test_without_a_selection_the_whole_network_is_drawn(pane: TopologyPane) -> None:
    assert item(pane, "Core 1") == 0
    assert "Verbindungen" in pane.summary.text()
    assert any(node.is_group for node in pane.topology.nodes) if pane.topology else False


def test_a_group_opens_where_it_stands(qtbot: QtBot, pane: TopologyPane) -> None:
    assert pane.topology is not None
    group = next(n for n, node in enumerate(pane.topology.nodes) if node.is_group)
    members = pane.topology.nodes[group].members
    with qtbot.waitSignal(pane.answered):
        pane.canvas.opened.emit(group)
    singles = {node.key for node in pane.topology.nodes if not node.is_group}
    assert set(members) <= singles


def test_all_groups_open_and_close_together(qtbot: QtBot, pane: TopologyPane) -> None:
    assert pane.topology is not None
    for is_group in (False, True):
        with qtbot.waitSignal(pane.answered):
            pane.bar.actions_of[TopologyCommand.UNFOLD].trigger()
        assert any(node.is_group for node in pane.topology.nodes) is is_group


def test_what_is_clicked_is_selected_and_a_group_selects_its_members(
    qtbot: QtBot, pane: TopologyPane, made: MadeNetwork
) -> None:
    with qtbot.waitSignal(pane.keys_selected) as told:
        pane.canvas._pick(item(pane, "Router 1"), is_added=False)
    assert told.args == [[made.key("asset", "Router 1")]]
    assert pane.topology is not None
    group = next(n for n, node in enumerate(pane.topology.nodes) if node.is_group)
    with qtbot.waitSignal(pane.keys_selected) as told:
        pane.canvas._pick(group, is_added=False)
    assert len(told.args[0]) == len(pane.topology.nodes[group].members)


def test_a_selection_that_is_drawn_is_marked_and_another_one_is_laid_out(
    qtbot: QtBot, pane: TopologyPane, made: MadeNetwork
) -> None:
    pane.show_keys([made.key("asset", "Router 2")])
    assert pane.canvas.marks.selected == {item(pane, "Router 2")}
    with qtbot.waitSignal(pane.answered):
        pane.show_keys([made.key("site", "Schule am Weg 1")])
    assert pane.topology is not None
    assert "Router 2" not in {node.title for node in pane.topology.nodes}


def test_no_box_lies_on_another_and_each_is_found_where_it_is(pane: TopologyPane) -> None:
    sheet = pane.sheet
    assert sheet is not None
    rects = [sheet.item_rect(n) for n in range(sheet.count)]
    assert all(sheet.item_at(rect.center()) == n for n, rect in enumerate(rects))
    assert not any(a.intersects(b) for n, a in enumerate(rects) for b in rects[n + 1 :])


def test_live_states_reach_the_boxes_of_their_devices(pane: TopologyPane) -> None:
    city = city_of("core-1", "router-1", "router-2", "router-3")
    pane.set_city(city)
    state = calm(city)
    state.stale[1] = True
    state.states.quality[2] = Quality.BAD
    pane.show_state(state)
    assert pane.sheet is not None
    states = {node.title: pane.sheet.states[n] for n, node in enumerate(pane.sheet.nodes)}
    found = [states[name] for name in ("Core 1", "Router 1", "Router 2", "Router 4")]
    assert found == [WELL, STALE, BAD, UNKNOWN]


def test_each_state_has_a_word_and_trouble_has_a_shape() -> None:
    assert sign_of(WELL) is None
    stale, bad = sign_of(STALE), sign_of(BAD)
    assert stale is not None
    assert bad is not None
    assert (stale.word, bad.word) == ("veraltet", "gestört")
    assert bad.look is not None
    alarm = sign_of(10 + 9)
    assert alarm is not None
    assert (alarm.word, alarm.is_filled) == ("Kritisch", True)
    assert state_text(UNKNOWN) == "Ohne Messwerte"


@pytest.mark.parametrize("name", ["light", "dark"])
def test_it_is_painted_in_both_themes_near_and_far(pane: TopologyPane, name: str) -> None:
    theme().apply(name)
    pane.canvas.marks.hovered = 0
    for _ in range(8):
        pane.canvas.zoom_out()
        assert not pane.canvas.grab().isNull()
    pane.canvas.fit()
    assert pane.sheet is not None
    assert "Core 1" in pane.sheet.tip(0)


def test_it_is_saved_as_png_and_svg(
    pane: TopologyPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command, name in ((TopologyCommand.PNG, "netz.png"), (TopologyCommand.SVG, "netz.svg")):
        monkeypatch.setattr(pane, "ask_path", lambda *_, name=name: tmp_path / name)
        pane.bar.actions_of[command].trigger()
    assert QImage(str(tmp_path / "netz.png")).width() > 500
    assert "Router 1" in (tmp_path / "netz.svg").read_text("utf-8")


def test_an_empty_inventory_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    empty = make_inventory(tmp_path / "leer.db")
    pane = TopologyPane()
    qtbot.addWidget(pane)
    pane.set_inventory(empty.reader)
    with qtbot.waitSignal(pane.answered):
        pane.show()
    assert "noch keine Verbindungen" in pane.stage.placeholder.sentence
    pane.close_feed()
    empty.close()


def test_dragging_moves_the_sheet_and_keeps_a_part_of_it_in_view(pane: TopologyPane) -> None:
    canvas = pane.canvas
    before = canvas.to_sheet(QPointF(0, 0))
    _drag(canvas, QPoint(40, 25))
    assert canvas.to_sheet(QPointF(0, 0)) != before
    for _ in range(30):
        _drag(canvas, QPoint(-380, 0))
    assert canvas.to_sheet(QPointF(0, 0)).x() < canvas.sheet.size.width() if canvas.sheet else False


def _drag(canvas: Canvas, step: QPoint) -> None:
    begin = QPoint(400, 650)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(canvas, begin + step)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=begin + step)


def test_what_was_asked_for_is_in_sight_however_large_the_picture_is(
    qtbot: QtBot, inventory: MadeInventory, made: MadeNetwork
) -> None:
    pane = TopologyPane()
    qtbot.addWidget(pane)
    pane.resize(420, 260)
    pane.set_inventory(inventory.reader)
    pane.show_keys([made.key("site", f"Schule am Weg {n}") for n in (4, 3, 2)])
    pane.keys = (*pane.keys, made.key("asset", "Router 4"))
    with qtbot.waitSignal(pane.answered):
        pane.show()
    assert pane.sheet is not None
    assert pane.canvas.marks.zoom >= pane.canvas.readable
    first = min(pane.canvas.marks.selected)
    place = pane.canvas._to_screen(pane.sheet.item_rect(first))
    assert pane.canvas.rect().toRectF().contains(place.center())
    pane.close_feed()
