"""Browsing an unknown source and making points of what it offers, by mouse and by keyboard."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.points import Address, Point, PointId, PointKind, SourceId
from app.domain.sources import BrowseNode
from app.services.states import CityState
from tests.fakes.city import make_city
from widgets.connections.draft_columns import Column
from widgets.connections.drafts import DraftsPanel
from widgets.connections.node_mime import FoundNode, nodes_mime_data, nodes_of
from widgets.connections.nodes_model import NodesModel
from widgets.connections.view import ConnectionsView
from widgets.point_mime import points_mime_data

TOP = [BrowseNode("bad/", "bad", has_children=True), BrowseNode("park/", "park", has_children=True)]
POOL = [
    BrowseNode("bad/becken", "temp", is_variable=True, item="/temp", value="27.4", unit="°C"),
    BrowseNode("bad/becken", "laut", is_variable=True, item="/laut", value="3", unit="Sone"),
    BrowseNode("bad/becken", "alt", is_variable=True, item="/alt", is_known=True),
]


@pytest.fixture
def browsed(view: ConnectionsView, qtbot: QtBot) -> ConnectionsView:
    """Return the view with a branch of three variables open."""
    QAbstractItemModelTester(
        view.browser.model, QAbstractItemModelTester.FailureReportingMode.Warning, view
    )
    with qtbot.waitSignal(view.browse_requested) as asked:
        view.tabs.setCurrentIndex(2)
    assert asked.args == ["lora", ""]
    view.show_nodes("lora", "", TOP)
    with qtbot.waitSignal(view.browse_requested) as asked:
        view.browser.tree.expand(view.browser.proxy.index(0, 0))
    assert asked.args == ["lora", "bad/"]
    view.show_nodes("lora", "bad/", POOL)
    return view


def node_index(view: ConnectionsView, row: int) -> QModelIndex:
    proxy = view.browser.proxy
    return proxy.index(row, 0, proxy.index(0, 0))


def select(view: ConnectionsView, *rows: int) -> None:
    selection = view.browser.tree.selectionModel()
    flags = selection.SelectionFlag
    selection.clear()
    for row in rows:
        selection.setCurrentIndex(node_index(view, row), flags.Select | flags.Rows)


def drop(panel: QWidget, found: Sequence[FoundNode]) -> bool:
    """Drop nodes on a widget as Qt does; tell whether it wanted them."""
    data = nodes_mime_data(found)
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 60), copy, data, left, none)
    QApplication.sendEvent(panel, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(20, 60), copy, data, left, none)
    QApplication.sendEvent(panel, event)
    return event.isAccepted()


def cell(panel: DraftsPanel, row: int, column: Column) -> str:
    return str(panel.model.index(row, column).data())


# --- browsing -------------------------------------------------------------------------------


def test_nothing_is_fetched_before_a_person_looks(view: ConnectionsView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.browse_requested, wait=20):
        view.show_source("daten")


def test_a_branch_shows_that_it_loads_and_why_it_failed(
    browsed: ConnectionsView, qtbot: QtBot
) -> None:
    browser = browsed.browser
    park = browser.proxy.index(1, 0)
    assert browser.proxy.hasChildren(park)
    browser.tree.setCurrentIndex(park)
    with qtbot.waitSignal(browsed.browse_requested):
        QTest.keyClick(browser.tree, Qt.Key.Key_Right)
    assert browser.proxy.index(0, 0, park).data() == "wird geladen …"
    browsed.show_browse_failure("lora", "park/", "Der Broker antwortet nicht.")
    failed = browser.proxy.index(0, 0, park)
    assert failed.data() == "Der Broker antwortet nicht."
    browser.tree.setCurrentIndex(failed)
    with qtbot.waitSignal(browsed.browse_requested) as asked:
        QTest.keyClick(browser.tree, Qt.Key.Key_Return)
    assert asked.args == ["lora", "park/"]
    browsed.show_nodes("lora", "park/", [])
    assert browser.proxy.index(0, 0, park).data() == "Hier gibt es nichts."


def test_a_source_that_cannot_be_browsed_at_all_offers_to_try_again(
    view: ConnectionsView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.browse_requested):
        view.tabs.setCurrentIndex(2)
    view.show_browse_failure("lora", "", "Die Erfassung ist nicht da.")
    assert view.browser.stage.placeholder.sentence == "Die Erfassung ist nicht da."
    with qtbot.waitSignal(view.browse_requested):
        view.browser.stage.placeholder.action_requested.emit()


def test_an_answer_in_the_same_moment_does_not_disturb_the_tree(
    view: ConnectionsView, qtbot: QtBot
) -> None:
    view.browse_requested.connect(
        lambda source, address: (
            view.show_browse_failure(source, address, "Nicht da.")
            if address
            else view.show_nodes(source, address, TOP)
        )
    )
    view.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: view.browser.proxy.rowCount() == 2)
    view.browser.tree.expandAll()
    park = view.browser.proxy.index(1, 0)
    qtbot.waitUntil(lambda: view.browser.proxy.index(0, 0, park).data() == "Nicht da.")


def test_f5_fetches_the_branch_anew(browsed: ConnectionsView, qtbot: QtBot) -> None:
    select(browsed, 1)
    browsed.browser.tree.setFocus()
    with qtbot.waitSignal(browsed.browse_requested) as asked:
        QTest.keyClick(browsed.browser.tree, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["lora", "bad/"]
    browsed.show_nodes("lora", "bad/", POOL[:1])
    assert browsed.browser.proxy.rowCount(browsed.browser.proxy.index(0, 0)) == 1


def test_the_filter_keeps_matches_with_what_they_lie_in(browsed: ConnectionsView) -> None:
    QTest.keyClicks(browsed.browser.filter, "laut")
    assert browsed.browser.proxy.rowCount() == 1
    assert node_index(browsed, 0).data() == "laut"
    QTest.keyClicks(browsed.browser.filter, "xyz")
    assert "passt zu diesem Filter" in browsed.browser.stage.placeholder.sentence
    browsed.browser.stage.placeholder.action_requested.emit()
    assert browsed.browser.proxy.rowCount() == 2


def test_answers_of_another_source_are_passed_over(browsed: ConnectionsView) -> None:
    browsed.show_source("daten")
    browsed.show_nodes("lora", "", TOP)
    assert browsed.browser.proxy.rowCount() <= 1


def test_a_node_met_twice_is_answered_twice() -> None:
    model = NodesModel()
    model.set_source("opc")
    model.load(QModelIndex())
    twin = BrowseNode("nsu=u;s=A", "A", has_children=True)
    model.show_nodes("", [twin, twin])
    for row in (0, 1):
        model.open(model.index(row, 0))
    model.show_nodes("nsu=u;s=A", [BrowseNode("nsu=u;s=A.x", "x", is_variable=True)])
    assert [model.rowCount(model.index(row, 0)) for row in (0, 1)] == [1, 1]


def test_copy_takes_addresses(browsed: ConnectionsView) -> None:
    select(browsed, 0, 1)
    QTest.keyClick(browsed.browser.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "bad/becken /temp" in QGuiApplication.clipboard().text()


# --- points ---------------------------------------------------------------------------------


def test_nodes_survive_the_way_under_the_mouse_and_nonsense_does_not() -> None:
    found = [FoundNode("lora", node, "becken") for node in POOL]
    assert nodes_of(nodes_mime_data(found)) == found
    assert nodes_of(points_mime_data(["a"])) == []


def test_what_the_tree_drags_is_what_the_list_takes(browsed: ConnectionsView) -> None:
    select(browsed, 0, 1, 2)
    proxy = browsed.browser.proxy
    data = proxy.mimeData(browsed.browser.tree.selectionModel().selectedRows())
    assert [one.node.name for one in nodes_of(data)] == ["temp", "laut"]
    known = node_index(browsed, 2)
    assert not proxy.flags(known) & Qt.ItemFlag.ItemIsDragEnabled


def test_dropped_nodes_become_drafts_with_sensible_proposals(browsed: ConnectionsView) -> None:
    panel = browsed.drafts
    assert drop(panel, [FoundNode("lora", node, "becken") for node in POOL[:2]])
    assert cell(panel, 0, Column.ID) == "lora.becken.temp"
    assert cell(panel, 0, Column.NAME) == "becken temp"
    assert cell(panel, 0, Column.UNIT) == "°C"
    assert cell(panel, 0, Column.FIELD) == "Umwelt"
    assert cell(panel, 0, Column.CHECK) == "Bereit zum Anlegen."
    assert "„Sone“" in cell(panel, 1, Column.CHECK)
    assert "1 Datenpunkt" in panel.save.text()
    assert panel.save.isEnabled()


def test_something_else_is_not_taken(browsed: ConnectionsView) -> None:
    assert not drop(browsed.tabs, [])
    data = points_mime_data(["a"])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
    event.ignore()
    QApplication.sendEvent(browsed.drafts, event)
    assert not event.isAccepted()


def test_enter_sends_the_chosen_nodes_once(browsed: ConnectionsView) -> None:
    select(browsed, 0)
    QTest.keyClick(browsed.browser.tree, Qt.Key.Key_Return)
    QTest.mouseClick(browsed.browser.add, Qt.MouseButton.LeftButton)
    assert browsed.drafts.model.rowCount() == 1


def test_a_draft_is_edited_in_its_row_and_checked_at_once(
    browsed: ConnectionsView, qtbot: QtBot
) -> None:
    panel = browsed.drafts
    drop(panel, [FoundNode("lora", POOL[1], "becken")])
    assert not panel.save.isEnabled()
    table = panel.table
    table.setCurrentIndex(panel.model.index(0, Column.CHECK))
    QTest.keyClick(table, Qt.Key.Key_Return)
    box = table.viewport().findChild(QComboBox)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("db"))
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(panel, 0, Column.UNIT) == "dB(A)")
    assert panel.save.isEnabled()
    table.setCurrentIndex(panel.model.index(0, Column.ID))
    QTest.keyClick(table, Qt.Key.Key_F2)
    line = table.viewport().findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("Böse Kennung!")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "taugt nicht als Kennung" in panel.message.text())
    assert not panel.save.isEnabled()
    QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert cell(panel, 0, Column.ID) == "lora.becken.laut"


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        (Column.ID, "umwelt.mitte.air_station.no2.0000", "gibt es im Profil schon"),
        (Column.ID, "", "taugt nicht"),
        (Column.NAME, "  ", "Der Text ist leer"),
        (Column.FIELD, "", "Handlungsfeld"),
        (Column.DISTRICT, "mond", "Stadtbezirk"),
        (Column.INTERVAL, 0.0, "größer als null"),
        (Column.DECIMALS, 12, "nicht zwischen 0 und 9"),
        (Column.UNIT, "", "Einheit"),
        (Column.KIND, PointKind.STATE, "Benennen Sie die Zustände"),
    ],
)
def test_whatever_does_not_fit_is_said_in_the_row(
    browsed: ConnectionsView, column: Column, value: object, words: str
) -> None:
    panel = browsed.drafts
    drop(panel, [FoundNode("lora", POOL[0], "becken")])
    panel.model.setData(panel.model.index(0, column), value)
    assert words in cell(panel, 0, Column.CHECK)
    assert panel.model.is_wrong(0, Column.STATES if value is PointKind.STATE else column)


def test_two_drafts_of_one_name_and_a_node_in_use_are_refused(browsed: ConnectionsView) -> None:
    panel, city = browsed.drafts, make_city(60)
    address = city.points[0].address
    used = BrowseNode(address.node, "x", is_variable=True, item=address.item, unit="°C")
    drop(panel, [FoundNode("lora", POOL[0]), FoundNode("lora", POOL[1]), FoundNode("lora", used)])
    panel.model.setData(panel.model.index(1, Column.ID), cell(panel, 0, Column.ID))
    assert "Zwei neue Punkte" in cell(panel, 0, Column.CHECK)
    assert "Zwei neue Punkte" in cell(panel, 1, Column.CHECK)
    assert "liest schon der Datenpunkt" in cell(panel, 2, Column.CHECK)


def test_rows_are_removed_by_del_and_come_back_by_undo(browsed: ConnectionsView) -> None:
    panel = browsed.drafts
    drop(panel, [FoundNode("lora", node) for node in POOL[:2]])
    panel.table.selectRow(0)
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert panel.model.rowCount() == 1
    QTest.mouseClick(panel.undo, Qt.MouseButton.LeftButton)
    assert panel.model.rowCount() == 2
    QTest.mouseClick(panel.redo, Qt.MouseButton.LeftButton)
    assert panel.model.rowCount() == 1


def test_a_value_is_carried_over_to_all_rows(browsed: ConnectionsView) -> None:
    panel = browsed.drafts
    drop(panel, [FoundNode("lora", node) for node in POOL[:2]])
    panel.model.setData(panel.model.index(0, Column.DISTRICT), "rhynern")
    menu = panel.make_menu(panel.model.index(0, Column.DISTRICT))
    menu.actions()[0].trigger()
    assert cell(panel, 1, Column.DISTRICT) == "Rhynern"


def test_saved_points_leave_the_drafts_and_appear_live(
    browsed: ConnectionsView, qtbot: QtBot, make_live: Callable[..., CityState]
) -> None:
    panel = browsed.drafts
    browsed.set_overlay_place("/daten/overlay/points.toml")
    assert "/daten/overlay/points.toml" in panel.place.text()
    drop(panel, [FoundNode("lora", node, "becken") for node in POOL[:2]])
    with qtbot.waitSignal(browsed.points_requested) as asked:
        QTest.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    (point,) = asked.args[0]
    assert type(point) is Point
    assert point.address == Address("bad/becken", "/temp")
    assert not panel.save.isEnabled()
    city = make_city(60)
    browsed.show_saved([str(point.id)])
    browsed.set_city(replace(city, points=(*city.points[:-1], point)))
    browsed.show_state(make_live(1))
    assert len(panel.model.drafts) == 1
    assert "°C" in cell(panel, 1, Column.VALUE)
    assert cell(panel, 1, Column.CHECK) == "Angelegt."
    assert node_index(browsed, 0).siblingAtColumn(4).data() == "vorhanden"
    with qtbot.waitSignal(browsed.trend_requested) as shown:
        QTest.mouseClick(panel.trend, Qt.MouseButton.LeftButton)
    assert shown.args == [[PointId(point.id)]]
    panel.table.selectRow(1)
    QTest.mouseClick(panel.remove_button, Qt.MouseButton.LeftButton)
    assert panel.model.rowCount() == 1


def test_a_failed_save_keeps_the_drafts_and_says_why(
    browsed: ConnectionsView, qtbot: QtBot
) -> None:
    panel = browsed.drafts
    drop(panel, [FoundNode("lora", POOL[0])])
    panel.table.setFocus()
    with qtbot.waitSignal(browsed.points_requested):
        QTest.keyClick(panel.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    browsed.show_save_failure("Die Platte ist voll.")
    assert panel.failure.text() == "Die Platte ist voll."
    assert panel.save.isEnabled()
    assert panel.model.rowCount() == 1


def test_drafts_survive_a_changed_profile_and_are_checked_against_it(
    browsed: ConnectionsView,
) -> None:
    panel, city = browsed.drafts, make_city(60)
    drop(panel, [FoundNode("lora", POOL[0])])
    units = {name: unit for name, unit in city.units.items() if name != "celsius"}
    browsed.set_city(replace(city, units=units))
    assert "Einheit" in cell(panel, 0, Column.CHECK)
    browsed.set_city(
        replace(city, sources=tuple(s for s in city.sources if s.id != SourceId("lora")))
    )
    assert "steht nicht mehr im Profil" in cell(panel, 0, Column.CHECK)
