"""The tree says what the table shows, reveals what is selected, and counts what changes."""

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key
from tests.fakes.clocks import START_US
from tests.inventories import create, update
from tests.widgets.inventory.made import ASSETS, Made, heard, make
from widgets.inventory.panes import Acts
from widgets.inventory.tree import InventoryTree
from widgets.inventory.tree.kind_groups import GROUPS
from widgets.inventory.tree.levels import children
from widgets.inventory.tree.nodes import Mode
from widgets.inventory.tree.places import trail


@pytest.fixture(autouse=True)
def german() -> None:
    QLocale.setDefault(QLocale("de_DE"))


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def tree(made: Made, qtbot: QtBot) -> Iterator[InventoryTree]:
    tree = InventoryTree()
    tree.resize(320, 600)
    tree.set_inventory(made.store.reader)
    tree.show()
    qtbot.waitExposed(tree)
    qtbot.waitUntil(lambda: tree.tree.topLevelItemCount() == 2)
    yield tree
    tree.close()
    tree.deleteLater()


def line(tree: InventoryTree, *places: int) -> QTreeWidgetItem:
    """Return a line by its places from the top."""
    item = tree.tree.invisibleRootItem()
    for place in places:
        item = present(item.child(place))
    return item


def present(item: QTreeWidgetItem | None) -> QTreeWidgetItem:
    assert item is not None
    return item


def chosen(tree: InventoryTree) -> list[str]:
    """Return what the chosen line and those above it say, from below."""
    said = []
    item = next(iter(tree.tree.selectedItems()), None)
    while item is not None:
        said.append(item.text(0))
        item = item.parent()
    return said


def texts(item: QTreeWidgetItem) -> list[tuple[str, str]]:
    children = [present(item.child(place)) for place in range(item.childCount())]
    return [(child.text(0), child.text(1)) for child in children]


def top(tree: InventoryTree) -> list[tuple[str, str]]:
    return texts(tree.tree.invisibleRootItem())


def test_districts_kinds_and_sites_come_with_their_counts_as_they_are_opened(
    qtbot: QtBot, tree: InventoryTree
) -> None:
    assert top(tree) == [("Mitte", "150"), ("Süd", "150")]
    middle = line(tree, 0)
    middle.setExpanded(True)
    qtbot.waitUntil(lambda: middle.childCount() == 2)
    assert texts(middle) == [("Schule", "50"), ("Verteiler", "100")]
    line(tree, 0, 1).setExpanded(True)
    qtbot.waitUntil(lambda: line(tree, 0, 1).childCount() == 2)
    assert texts(line(tree, 0, 1)) == [
        ("Verteiler Lange Straße 0", "50"),
        ("Verteiler Lange Straße 2", "50"),
    ]


def test_what_is_chosen_is_what_the_table_shall_show(
    qtbot: QtBot, tree: InventoryTree, made: Made
) -> None:
    scopes, keys = heard(tree.scope_requested), heard(tree.keys_selected)
    tree.tree.setCurrentItem(line(tree, 0))
    assert scopes == [Query("asset", (Filter("site.district", Operator.IS, (made.districts[0],)),))]
    assert keys == [[Key("district", made.districts[0])]]


def test_a_room_elsewhere_selected_is_revealed_in_silence(
    qtbot: QtBot, tree: InventoryTree, made: Made
) -> None:
    scopes = heard(tree.scope_requested)
    tree.show_keys([Key("space", made.rooms[4])])
    qtbot.waitUntil(lambda: bool(chosen(tree)))
    assert chosen(tree)[:4] == [
        "001 Technik",
        "Erdgeschoss",
        "Haupthaus",
        "Verteiler Lange Straße 4",
    ]
    assert scopes == []
    assert tree.scope() == Query("asset", (Filter("space", Operator.WITHIN, (made.rooms[4],)),))


def test_an_asset_is_revealed_at_its_rack(qtbot: QtBot, tree: InventoryTree, made: Made) -> None:
    tree.show_keys([Key("asset", made.assets[1])])
    qtbot.waitUntil(lambda: chosen(tree)[:1] == ["Schrank A"])


def test_counts_follow_commits_and_what_is_open_stays_so(
    qtbot: QtBot, tree: InventoryTree, made: Made
) -> None:
    middle = line(tree, 0)
    middle.setExpanded(True)
    qtbot.waitUntil(lambda: middle.childCount() == 2)
    tree.show_commit(made.store.put(update("asset", made.assets[0], site=made.sites[5])))
    qtbot.waitUntil(lambda: top(tree) == [("Mitte", "149"), ("Süd", "151")])
    qtbot.waitUntil(lambda: texts(middle)[1] == ("Verteiler", "99"))
    assert middle.isExpanded()


def test_all_kinds_stand_in_groups_with_their_counts(qtbot: QtBot, tree: InventoryTree) -> None:
    listed = {kind for *_, kinds in GROUPS for kind in kinds}
    assert listed | {"saved_view"} == KINDS.keys()
    tree.show_mode(Mode.KINDS)
    qtbot.waitUntil(lambda: tree.tree.topLevelItemCount() == len(GROUPS))
    assert texts(line(tree, 0))[0] == ("Geräte", str(ASSETS))
    scopes = heard(tree.scope_requested)
    tree.tree.setCurrentItem(line(tree, 1, 0))
    assert scopes == [Query("site")]


def test_saved_views_are_offered_whole(qtbot: QtBot, tree: InventoryTree, made: Made) -> None:
    view = create("saved_view", name="Meine", kind="asset", content='{"text": "x"}', position=1)
    made.store.put(view)
    tree.show_mode(Mode.VIEWS)
    qtbot.waitUntil(lambda: tree.tree.topLevelItemCount() == 1)
    views = heard(tree.view_requested)
    tree.tree.setCurrentItem(line(tree, 0))
    assert [one.name for one in views] == ["Meine"]  # type: ignore[attr-defined]
    assert tree.scope() == Query("asset", text="x")


def test_no_saved_view_says_how_to_make_one(qtbot: QtBot, tree: InventoryTree) -> None:
    tree.show_mode(Mode.VIEWS)
    qtbot.waitUntil(lambda: "als Ansicht speichern" in tree.stage.placeholder.sentence)


def test_words_find_places_in_any_spelling_and_the_tree_comes_back(
    qtbot: QtBot, tree: InventoryTree, made: Made
) -> None:
    QTest.keyClicks(tree.box, "strasse 5")
    qtbot.waitUntil(lambda: tree.tree.topLevelItemCount() == 1)
    scopes = heard(tree.scope_requested)
    tree.tree.setCurrentItem(line(tree, 0))
    assert scopes == [Query("asset", (Filter("site", Operator.IS, (made.sites[5],)),))]
    tree.box.clear()
    qtbot.waitUntil(lambda: top(tree)[:1] == [("Mitte", "150")])
    QTest.keyClicks(tree.box, "Nirgendwo")
    qtbot.waitUntil(lambda: "kein Ort" in tree.stage.placeholder.sentence)


def test_the_past_counts_what_there_was(qtbot: QtBot, tree: InventoryTree) -> None:
    tree.show_moment(START_US - 1)
    qtbot.waitUntil(lambda: "war noch kein Standort" in tree.stage.placeholder.sentence)
    tree.show_moment(None)
    qtbot.waitUntil(lambda: top(tree)[:1] == [("Mitte", "150")])


def test_what_was_open_is_open_again(qtbot: QtBot, tree: InventoryTree, made: Made) -> None:
    middle = line(tree, 0)
    middle.setExpanded(True)
    qtbot.waitUntil(lambda: middle.childCount() == 2)
    line(tree, 0, 1).setExpanded(True)
    other = InventoryTree()
    qtbot.addWidget(other)
    other.restore_state(tree.save_state())
    other.set_inventory(made.store.reader)

    def is_open() -> bool:
        root = other.tree.invisibleRootItem()
        if root.childCount() < 2 or line(other, 0).childCount() < 2:
            return False
        return line(other, 0, 1).childCount() == 2

    qtbot.waitUntil(is_open)
    other.restore_state({"mode": "unheard", "open": 3})
    other.close_feed()


def test_another_theme_and_language_leave_the_tree(qtbot: QtBot, tree: InventoryTree) -> None:
    tree.apply_theme()
    tree.retranslate()
    assert len(top(tree)) == 2


def test_below_a_building_stand_its_floors_also_after_it_was_read_again(
    qtbot: QtBot, tree: InventoryTree, made: Made
) -> None:
    tree.show_keys([Key("space", made.rooms[4])])
    qtbot.waitUntil(lambda: bool(chosen(tree)))
    room = tree.tree.selectedItems()[0]
    floor = present(room.parent())
    building = present(floor.parent())
    tree.show_commit(made.store.put(update("asset", made.assets[0], site=made.sites[5])))
    qtbot.waitUntil(lambda: top(tree) == [("Mitte", "149"), ("Süd", "151")])
    assert [text for text, _ in texts(building)] == ["Erdgeschoss"]
    assert [text for text, _ in texts(floor)] == ["001 Technik"]
    assert [text for text, _ in texts(room)] == ["Schrank A"]


def test_below_any_place_by_its_name_is_only_what_is_in_it(made: Made) -> None:
    with closing(made.store.reader()) as reader:
        names = trail(reader, Key("rack", made.racks[4]))
        read = {name: children(reader, Mode.PLACES, name) for name in names}
    for above, below in pairwise(names):
        assert below in {node.name for node in read[above]}
    assert read[names[-1]] == []
    assert [node.label for node in read[names[3]]] == ["Erdgeschoss"]


def test_names_of_rooms_begin_with_what_tells_them_apart(
    qtbot: QtBot, tree: InventoryTree, made: Made
) -> None:
    floor = create(
        "space", site=made.sites[0], kind="floor", name="Obergeschoss", number="1", level=1
    )
    rooms = [
        create("space", site=made.sites[0], parent=floor.uid, kind="room", name=name, number=number)
        for name, number in (("Klassenraum A1.04", "A1.04"), ("Aula", "A1.05"), ("A1.06 Bad", "06"))
    ]
    made.store.put(floor, *rooms)
    tree.show_keys([Key("space", rooms[0].uid)])
    qtbot.waitUntil(lambda: bool(chosen(tree)))
    assert chosen(tree)[1] == "Obergeschoss"
    rest = texts(present(tree.tree.selectedItems()[0].parent()))
    assert {text for text, _ in rest} == {"A1.04 Klassenraum", "A1.05 Aula", "A1.06 Bad"}


def test_what_is_chosen_already_can_be_chosen_again(qtbot: QtBot, tree: InventoryTree) -> None:
    scopes = heard(tree.scope_requested)
    place = tree.tree.visualItemRect(line(tree, 0)).center()
    for _ in range(2):
        QTest.mouseClick(tree.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(scopes) == 2


def test_the_menu_of_a_place_offers_what_can_be_done_and_keeps_the_past_closed(
    qtbot: QtBot, tree: InventoryTree, made: Made
) -> None:
    asked: list[tuple[str, list[Key]]] = []
    tree.act_requested.connect(lambda act, keys: asked.append((act, keys)))
    tree.tree.setCurrentItem(line(tree, 0))
    tree.tree.customContextMenuRequested.emit(tree.tree.visualItemRect(line(tree, 0)).center())
    menu = tree.tree.findChild(QMenu)
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert asked == [(Acts.EDIT, [Key("district", made.districts[0])])]


def test_letters_go_to_the_next_line_that_begins_with_them(tree: InventoryTree) -> None:
    tree.tree.setFocus()
    tree.tree.setCurrentItem(line(tree, 0))
    QTest.keyClicks(tree.tree, "s")
    assert chosen(tree) == ["Süd"]
