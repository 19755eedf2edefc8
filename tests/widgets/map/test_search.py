"""The search line of the map as a person uses it: type, walk through the list, choose, leave."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.points import Location
from app.services.maps.search_places import PlaceKind
from app.services.maps.searching import Found
from app.services.maps.sources import MapSource
from tests.fakes.map_rows import BOX, make_places_city
from widgets.map.search import MapSearch
from widgets.map.search_memory import MOST_RECENT
from widgets.theme import theme

KEY = Qt.Key
PARK = Location(7.85, 51.68)
GROUND = MapSource(
    "base-landmarks",
    1,
    b'{"features":[{"properties":{"name":"Kurpark","name_en":"Spa gardens"},'
    b'"geometry":{"type":"Point","coordinates":[7.85,51.68]}}]}',
)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def search(qtbot: QtBot) -> Iterator[MapSearch]:
    theme().apply("light")
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 500)
    column = QVBoxLayout(window)
    search = MapSearch()
    column.addWidget(search)
    column.addStretch(1)
    search.set_city(make_places_city(), [GROUND])
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    search.line.setFocus()
    qtbot.waitUntil(lambda: search.is_ready)
    yield search
    search.close_index()


def type_in(search: MapSearch, text: str) -> None:
    search.line.clear()
    QTest.keyClicks(search.line, text)


def listed(search: MapSearch) -> list[str]:
    return [line.text for line in search.results.lines]


def places(search: MapSearch) -> list[str]:
    return [line.text for line in search.results.lines if line.found is not None]


def choices(search: MapSearch) -> list[Found]:
    chosen: list[Found] = []
    search.chosen.connect(chosen.append)
    return chosen


def test_typing_lists_places_by_kind_with_the_first_one_marked(search: MapSearch) -> None:
    type_in(search, "bahnhofstr")
    assert search.results.isVisible()
    assert listed(search)[:2] == ["Standorte", "Bahnhofstraße"]
    assert "Geräte" in listed(search)
    assert search.results.current is not None
    assert search.results.current.name == "Bahnhofstraße"
    assert search.line.accessibleDescription().startswith("Standorte, Bahnhofstraße")


def test_arrows_pass_over_headings_and_stop_at_the_ends(search: MapSearch) -> None:
    type_in(search, "bahnhofstr")
    names = places(search)
    seen = []
    for _ in range(len(names) + 2):
        assert search.results.current is not None
        seen.append(search.results.current.name)
        QTest.keyClick(search.line, KEY.Key_Down)
    assert seen[: len(names)] == names
    assert seen[-1] == names[-1]
    QTest.keyClick(search.line, KEY.Key_Up)
    assert search.results.current is not None
    assert search.results.current.name == names[-2]


def test_return_chooses_the_marked_place_and_closes_the_list(search: MapSearch) -> None:
    chosen = choices(search)
    type_in(search, "kurpark")
    QTest.keyClick(search.line, KEY.Key_Return)
    assert [(one.name, one.kind, one.location) for one in chosen] == [
        ("Kurpark", PlaceKind.LANDMARK, PARK)
    ]
    assert not search.results.isVisible()
    assert search.line.text() == "Kurpark"


def test_a_click_chooses_too_and_leaves_the_keyboard_in_the_line(search: MapSearch) -> None:
    chosen = choices(search)
    type_in(search, "kurpark")
    area = search.results.list.visualItemRect(search.results.list.item(1))
    QTest.mouseClick(search.results.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert [one.name for one in chosen] == ["Kurpark"]
    heading = search.results.list.item(0)
    type_in(search, "bahnhof")
    heading = search.results.list.item(0)
    area = search.results.list.visualItemRect(heading)
    QTest.mouseClick(search.results.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert len(chosen) == 1, "a heading is no place"


def test_escape_closes_the_list_then_empties_the_line_then_leaves(search: MapSearch) -> None:
    left: list[bool] = []
    search.left.connect(lambda: left.append(True))
    type_in(search, "kurpark")
    QTest.keyClick(search.line, KEY.Key_Escape)
    assert not search.results.isVisible()
    assert search.line.text() == "kurpark"
    QTest.keyClick(search.line, KEY.Key_Escape)
    assert search.line.text() == ""
    assert not left
    QTest.keyClick(search.line, KEY.Key_Escape)
    assert left == [True]


def test_what_is_not_found_is_said(search: MapSearch) -> None:
    chosen = choices(search)
    type_in(search, "xyzxyz")
    assert listed(search) == ["Dazu wurde nichts gefunden."]
    QTest.keyClick(search.line, KEY.Key_Return)
    assert not chosen


def test_a_coordinate_is_a_place_with_the_other_notation_beside_it(search: MapSearch) -> None:
    chosen = choices(search)
    type_in(search, "51,678 7,807")
    assert listed(search) == ["Koordinate", "51,67800° N 7,80700° O"]
    QTest.keyClick(search.line, KEY.Key_Return)
    assert chosen[0].kind is PlaceKind.COORDINATE
    assert chosen[0].location == Location(7.807, 51.678)
    assert chosen[0].detail.startswith("32U ")
    type_in(search, "32U 417555 5725800")
    assert places(search) == ["32U 417 555 E 5 725 800 N"]
    type_in(search, "7,807 51,678")
    assert search.results.current is not None
    assert search.results.current.detail == "Länge und Breite waren vertauscht"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("51,8000 7,8000", "Das liegt 5,6\u202fkm außerhalb von Hamm."),
        ("51,8600 7,8000", "Das liegt 12\u202fkm außerhalb von Hamm."),
        ("51,7550 7,8000", "Das liegt 556\u202fm außerhalb von Hamm."),
        ("40,0 -74,0", "Das liegt 6.1"),
    ],
)
def test_a_coordinate_outside_the_city_says_how_far(
    search: MapSearch, text: str, sentence: str
) -> None:
    chosen = choices(search)
    type_in(search, text)
    assert len(listed(search)) == 1
    assert listed(search)[0].startswith(sentence)
    QTest.keyClick(search.line, KEY.Key_Return)
    assert not chosen


def test_the_last_places_are_offered_while_the_line_is_empty(search: MapSearch) -> None:
    for name in ("kurpark", "ostenallee"):
        type_in(search, name)
        QTest.keyClick(search.line, KEY.Key_Return)
    search.line.clear()
    QTest.keyClick(search.line, KEY.Key_Down)
    assert listed(search) == ["Zuletzt gesucht", "Ostenallee", "Kurpark"]


def test_the_last_places_survive_the_program_and_nonsense_does_not(qtbot: QtBot) -> None:
    first, second = MapSearch(), MapSearch()
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    for number in range(MOST_RECENT + 3):
        first._choose(Found(f"Ort {number}", PlaceKind.SITE, Location(7.8, 51.6), BOX))
    first._choose(Found("Ort 5", PlaceKind.SITE, Location(7.8, 51.6), BOX))
    second.restore_state(first.save_state())
    assert second.recent == first.recent
    assert len(second.recent) == MOST_RECENT
    assert second.recent[0].name == "Ort 5"


@pytest.mark.parametrize(
    "recent",
    [
        "nonsense",
        [7, {}, {"name": "X", "kind": "moon", "at": [1, 2]}],
        [{"name": "X", "kind": "site", "at": [float("nan"), 2]}],
        [
            {"name": "X", "kind": "site", "at": [True, 2]},
            {"name": "", "kind": "site", "at": [1, 2]},
        ],
        [{"name": "X" * 201, "kind": "site", "at": [7.8, 51.6]}],
    ],
)
def test_last_places_that_make_no_sense_are_passed_over(qtbot: QtBot, recent: object) -> None:
    search = MapSearch()
    qtbot.addWidget(search)
    search.restore_state({"recent": recent})
    assert search.recent == ()


def test_names_come_in_the_language_on_screen(search: MapSearch, qtbot: QtBot) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    search.retranslate()
    qtbot.waitUntil(lambda: search.is_ready)
    type_in(search, "kurpark")
    assert places(search) == ["Spa gardens"]


def test_of_two_cities_asked_for_one_after_the_other_the_second_counts(
    search: MapSearch, qtbot: QtBot
) -> None:
    search.set_city(make_places_city(10))
    search.set_city(make_places_city(), [GROUND])
    assert not search.is_ready
    type_in(search, "kurpark")
    assert listed(search) == ["Die Suche wird vorbereitet …"]
    qtbot.waitUntil(lambda: search.is_ready)
    assert places(search) == ["Kurpark"], "the list is filled once names can be found"


def test_the_list_stays_inside_a_narrow_window(qtbot: QtBot, search: MapSearch) -> None:
    window = search.window()
    window.resize(320, 260)
    type_in(search, "a")
    area = search.results.geometry()
    assert window.rect().contains(area)


def test_leaving_the_line_closes_the_list(search: MapSearch) -> None:
    type_in(search, "kurpark")
    search.line.clearFocus()
    assert not search.results.isVisible()


def test_every_part_has_a_name_for_screen_readers(search: MapSearch) -> None:
    assert search.line.accessibleName()
    assert search.results.list.accessibleName()
    type_in(search, "kurpark")
    spoken = search.results.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Orte, Kurpark"
