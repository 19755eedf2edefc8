"""Points are dragged out of every view that shows them, and the mouse says which."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import widgets.alarms.table
import widgets.connections.sources_table
import widgets.points.table
from app.domain.alarms import AlarmEvent, AlarmEventKind
from app.domain.sources import BrowseNode
from app.services.ports import JournalEntry
from tests.fakes.city import make_alarm, make_city, make_state
from tests.fakes.clocks import START_US
from widgets.alarms.journal_rows import JournalModel, JournalWording
from widgets.alarms.list import AlarmListView
from widgets.alarms.table import RowTable
from widgets.connections.nodes_model import NodesModel
from widgets.connections.view import ConnectionsView
from widgets.dragging import MOST_DRAGGED, PointDrag, drag_picture, drag_text
from widgets.point_mime import point_ids_of
from widgets.points.inspector import InspectorView
from widgets.points.view import PointTableView
from widgets.theme import theme
from widgets.tiles.view import TilesView

CITY = make_city(60)
LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
Carried = list[tuple[list[str], str]]


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> Carried:
    """Return what is carried away; a real drag would wait for a hand to let go."""
    found: Carried = []

    def carry(_: QWidget, ids: Sequence[str], name: str) -> None:
        found.append((list(ids), name))

    for module in (widgets.alarms.table, widgets.connections.sources_table, widgets.points.table):
        monkeypatch.setattr(module, "drag_points", carry)
    monkeypatch.setattr(PointDrag.__init__, "__defaults__", (carry,))
    return found


def pull(widget: QWidget, start: QPoint, by: QPoint) -> None:
    """Press, move and let go."""
    QTest.mousePress(widget, LEFT, NO_KEY, start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(widget, start + QPoint(round(by.x() * share), round(by.y() * share)))
        QApplication.processEvents()
    QTest.mouseRelease(widget, LEFT, NO_KEY, start + by)


def test_the_mouse_says_which_point_and_how_many_more() -> None:
    assert drag_text(["a"], "NO₂ Bahnhof") == "NO₂ Bahnhof"
    assert drag_text(["a", "b", "c"], "NO₂ Bahnhof") == "NO₂ Bahnhof und 2 weitere"
    assert drag_text(["a"] * 1_200, "NO₂") == f"{MOST_DRAGGED} von 1.200 Datenpunkten"


def test_the_picture_is_as_wide_as_its_text_needs(qtbot: QtBot) -> None:
    source = QLabel()
    qtbot.addWidget(source)
    short, long = (drag_picture(source, text).width() for text in ("NO₂", "NO₂ und 12 weitere"))
    assert 0 < short < long
    endless = drag_picture(source, "x" * 500).width()
    assert endless < drag_picture(source, "x" * 60).width() + 20


def test_a_widget_is_clicked_by_small_movements_and_dragged_by_large_ones(qtbot: QtBot) -> None:
    found: Carried = []
    source = QLabel("Name")
    qtbot.addWidget(source)
    source.resize(200, 80)
    source.show()
    qtbot.waitExposed(source)
    PointDrag(source, lambda: (["a"], "A"), lambda _, ids, name: found.append((list(ids), name)))
    pull(source, QPoint(20, 20), QPoint(2, 2))
    assert found == []
    pull(source, QPoint(20, 20), QPoint(90, 30))
    assert found == [(["a"], "A")]


def test_the_point_table_carries_what_is_selected(qtbot: QtBot, carried: Carried) -> None:
    view = PointTableView()
    qtbot.addWidget(view)
    view.set_city(CITY)
    view.show_state(make_state(CITY))
    ids = [str(point.id) for point in CITY.points[:2]]
    view.table.select_ids(ids)
    view.table.startDrag(Qt.DropAction.CopyAction)
    assert set(carried[0][0]) == set(ids)
    assert carried[0][1].startswith("NO₂") or carried[0][1].startswith("PM10")


def test_an_alarm_carries_its_point_and_the_list_moves_on_afterwards(
    qtbot: QtBot, carried: Carried
) -> None:
    view = AlarmListView()
    qtbot.addWidget(view)
    view.set_city(CITY)
    rule = CITY.rules[0]
    view.show_state(make_state(CITY, alarms={rule.id: make_alarm()}))
    view.table.select_rows([0])
    view.table.is_pressed = True
    with qtbot.waitSignal(view.table.released):
        view.table.startDrag(Qt.DropAction.CopyAction)
    assert carried[0][0] == [rule.point]
    assert not view.table.is_pressed
    assert view.model.flags(view.model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_lines_of_the_journal_can_be_dragged(qtbot: QtBot) -> None:
    model = JournalModel()
    table = RowTable(model, next(iter(model.columns.widths)))
    qtbot.addWidget(table)
    assert table.dragEnabled()
    rule = CITY.rules[0]
    event = AlarmEvent(rule.id, AlarmEventKind.RAISED, START_US, value=1.0)
    wording = JournalWording(CITY)
    assert wording.point_id(JournalEntry(1, event, "")) == rule.point


def test_the_inspector_carries_the_points_it_shows(qtbot: QtBot, carried: Carried) -> None:
    view = InspectorView()
    qtbot.addWidget(view)
    view.resize(400, 600)
    view.set_city(CITY)
    view.show_state(make_state(CITY))
    view.show_selection([str(CITY.points[0].id)])
    view.show()
    qtbot.waitExposed(view)
    pull(view.card.name, QPoint(5, 5), QPoint(60, 20))
    assert carried == [([CITY.points[0].id], CITY.points[0].name.de)]
    view.show_selection([str(point.id) for point in CITY.points[:3]])
    pull(view.many.heading, QPoint(5, 5), QPoint(60, 20))
    assert carried[1][0] == [point.id for point in CITY.points[:3]]


def test_a_tile_carries_the_points_behind_its_figures_and_is_not_clicked(
    qtbot: QtBot, carried: Carried
) -> None:
    view = TilesView()
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.set_city(CITY)
    view.show_state(make_state(CITY))
    view.show()
    qtbot.waitExposed(view)
    tile = view.tile("umwelt")
    with qtbot.assertNotEmitted(view.field_requested):
        pull(tile, QPoint(20, 20), QPoint(80, 10))
    configs = [config for config in CITY.tiles if config.field == "umwelt"]
    assert carried[0][0] == [str(name) for config in configs for name in config.points]
    with qtbot.waitSignal(view.field_requested):
        QTest.mouseClick(tile, LEFT, NO_KEY, QPoint(20, 20))
    assert view.points_of("gibt-es-nicht") == []


def test_a_source_carries_its_points(qtbot: QtBot, carried: Carried) -> None:
    view = ConnectionsView()
    qtbot.addWidget(view)
    view.set_city(CITY)
    view.show_state(make_state(CITY))
    view.table.select_source("netz")
    view.table.startDrag(Qt.DropAction.CopyAction)
    assert carried[0][0] == [point.id for point in CITY.points if point.source == "netz"]
    index = view.model.index(0, 0)
    assert view.model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled


def test_a_browsed_node_that_is_a_point_is_dragged_as_that_point() -> None:
    model = NodesModel()
    model.set_source("lora")
    model.load(model.index_of(model.root))
    node = BrowseNode("bad/becken", "temp", is_variable=True, item="/temp")
    known = replace(node, item="/alt", is_known=True)
    model.show_nodes("", [node, known])
    fresh, old = model.index(0, 0), model.index(1, 0)
    assert not model.flags(old) & Qt.ItemFlag.ItemIsDragEnabled
    model.mark_known({("bad/becken", "/alt"): "bad.alt"})
    assert model.flags(old) & Qt.ItemFlag.ItemIsDragEnabled
    assert point_ids_of(model.mimeData([fresh, old])) == ["bad.alt"]
    assert point_ids_of(model.mimeData([fresh])) == []
