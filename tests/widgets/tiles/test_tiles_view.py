"""The tiles as a person uses them: read, choose a field, leave it again, with keys and mouse."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.domain.cities import City, FieldOfAction
from app.domain.points import FieldId
from app.domain.samples import PointStates
from app.domain.texts import Text
from tests.fakes.city import SOURCES, make_alarm, make_city, make_state
from tests.fakes.clocks import START_US
from widgets.theme import theme
from widgets.theme.tokens import ALARM_LOOKS
from widgets.tiles.tile import counts_text, tile_tooltip
from widgets.tiles.view import TilesView

CITY = make_city(120)
EMPTY = FieldOfAction(FieldId("gesundheit"), Text("Gesundheit", "Health"), "mdi6.heart-pulse", 0)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def view(qtbot: QtBot) -> TilesView:
    theme().apply("light")
    view = TilesView()
    qtbot.addWidget(view)
    view.resize(1100, 320)
    view.set_city(CITY)
    view.show()
    qtbot.waitExposed(view)
    view.show_state(make_state(CITY))
    return view


def test_each_field_has_a_tile_with_its_figures(view: TilesView) -> None:
    assert [tile.content.name for tile in view.tiles][:2] == ["Umwelt", "Mobilität"]
    first = view.tile("umwelt").content.figures[0]
    assert (first.title, first.unit) == ("Mittleres NO₂", "µg/m³")
    assert "Umwelt. Mittleres NO₂: " in view.tile("umwelt").accessibleName()


def test_a_field_nothing_belongs_to_comes_last_and_says_so(view: TilesView) -> None:
    view.set_city(replace(CITY, fields=(EMPTY, *CITY.fields)))
    assert view.tiles[-1].field_id == "gesundheit"
    assert counts_text(view.tiles[-1].content) == "noch keine Datenpunkte"


def with_empty_fields(n: int) -> City:
    more = [replace(EMPTY, id=FieldId(f"leer-{nth}"), order=nth) for nth in range(n)]
    return replace(CITY, fields=(*more, *CITY.fields))


def test_fields_nothing_belongs_to_are_slim_and_below_the_others(view: TilesView) -> None:
    view.set_city(with_empty_fields(4))
    view.resize(1300, 230)
    QApplication.processEvents()
    slim = [tile for tile in view.tiles if tile.is_slim]
    full = [tile for tile in view.tiles if not tile.is_slim]
    assert len(slim) == 4
    assert min(tile.y() for tile in slim) > max(tile.geometry().bottom() for tile in full)
    assert max(tile.height() for tile in slim) * 2 < min(tile.height() for tile in full)


def test_little_height_shows_all_tiles_with_less_in_each(view: TilesView) -> None:
    view.set_city(with_empty_fields(3))
    view.show_state(make_state(CITY))
    for height, is_compact in ((190, True), (600, False)):
        view.resize(1100, height)
        QApplication.processEvents()
        assert max(tile.geometry().bottom() for tile in view.tiles) < height
        assert view.tile("umwelt").is_compact is is_compact
        view.grab()


def test_the_size_hint_is_the_height_that_shows_every_tile(view: TilesView) -> None:
    view.set_city(with_empty_fields(4))
    view.show_state(make_state(CITY))
    QApplication.processEvents()
    view.resize(1100, view.sizeHint().height())
    QApplication.processEvents()
    assert max(tile.geometry().bottom() for tile in view.tiles) < view.height()
    assert not view.tile("umwelt").is_compact
    assert view.minimumSizeHint().height() < view.sizeHint().height()


def test_slim_tiles_speak_in_fewer_words_where_there_is_little_room(view: TilesView) -> None:
    view.set_city(with_empty_fields(4))
    view.show_state(make_state(CITY))
    has_room = []
    for width in (520, 1900):
        view.resize(width, 400)
        QApplication.processEvents()
        assert "noch keine Datenpunkte" in view.tiles[-1].accessibleName()
        has_room.append(view.tiles[-1].has_room(view.tiles[-1].width()))
        view.grab()
    assert has_room == [False, True]


def test_arrow_keys_go_from_full_to_slim_tiles_and_back(qtbot: QtBot, view: TilesView) -> None:
    view.set_city(with_empty_fields(2))
    view.show_state(make_state(CITY))
    view.activateWindow()
    first, slim = view.tiles[0], next(tile for tile in view.tiles if tile.is_slim)
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    while not slim.hasFocus():
        at = next(tile for tile in view.tiles if tile.hasFocus())
        QTest.keyClick(at, Qt.Key.Key_Down)
        assert not at.hasFocus(), "each step leads further down"
    QTest.keyClick(slim, Qt.Key.Key_Down)
    assert slim.hasFocus()
    QTest.keyClick(slim, Qt.Key.Key_Up)
    assert not slim.hasFocus()


def test_alarm_colour_appears_only_where_something_is_abnormal(view: TilesView) -> None:
    rule = next(rule for rule in CITY.rules if rule.id.endswith("#hihi"))
    fill = ALARM_LOOKS[rule.priority].fill

    def has_fill() -> bool:
        picture = view.tile("umwelt").grab().toImage()
        return any(
            picture.pixelColor(x, y).name() == fill
            for x in range(picture.width() // 2, picture.width())
            for y in range(picture.height() // 3)
        )

    assert not has_fill()
    view.show_state(make_state(CITY, alarms={rule.id: make_alarm()}))
    assert has_fill()
    assert "1 auffällig" in counts_text(view.tile("umwelt").content)


def test_a_click_asks_for_a_field_and_a_second_one_for_all(qtbot: QtBot, view: TilesView) -> None:
    tile = view.tile("mobilitaet")
    with qtbot.waitSignal(view.field_requested) as told:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert told.args == ["mobilitaet"]
    assert tile.is_chosen
    with qtbot.waitSignal(view.field_requested) as told:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert told.args == [""]
    assert not tile.is_chosen


def test_keys_choose_move_and_leave(qtbot: QtBot, view: TilesView) -> None:
    view.activateWindow()
    view.tiles[0].setFocus()
    qtbot.waitUntil(view.tiles[0].hasFocus)
    QTest.keyClick(view.tiles[0], Qt.Key.Key_Right)
    assert view.tiles[1].hasFocus()
    with qtbot.waitSignal(view.field_requested) as told:
        QTest.keyClick(view.tiles[1], Qt.Key.Key_Return)
    assert told.args == ["mobilitaet"]
    with qtbot.waitSignal(view.field_requested) as told:
        QTest.keyClick(view.tiles[1], Qt.Key.Key_Escape)
    assert told.args == [""]
    with qtbot.assertNotEmitted(view.field_requested):
        QTest.keyClick(view.tiles[1], Qt.Key.Key_Escape)


def test_a_field_chosen_elsewhere_is_marked_silently(qtbot: QtBot, view: TilesView) -> None:
    with qtbot.assertNotEmitted(view.field_requested):
        view.show_field("bildung")
    assert view.tile("bildung").is_chosen
    assert view.chosen_field == "bildung"


def test_the_tooltip_tells_units_in_words_and_what_is_missing(view: TilesView) -> None:
    rows = [row for row, point in enumerate(CITY.points) if point.type == "air_station.no2"]
    view.show_state(make_state(CITY, silent=rows[:3]))
    text = tile_tooltip(view.tile("umwelt").content)
    assert "Mikrogramm je Kubikmeter" in text
    assert f"{len(rows) - 3} von {len(rows)} Werten sind frisch" in text


@pytest.mark.parametrize("size", [(320, 300), (560, 420), (1100, 320), (2400, 900)])
def test_tiles_wrap_without_overlapping(view: TilesView, size: tuple[int, int]) -> None:
    view.resize(*size)
    QApplication.processEvents()
    places = [tile.geometry() for tile in view.tiles]
    assert all(place.left() >= 0 and place.right() <= size[0] for place in places)
    for nth, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[nth + 1 :])


def test_more_room_shows_more_figures(view: TilesView) -> None:
    tall = view.tile("umwelt").height_with(6)
    city = replace(CITY, tiles=tuple(replace(t, field=FieldId("umwelt")) for t in CITY.tiles))
    view.set_city(city)
    view.show_state(make_state(city))
    view.resize(1500, 900)
    QApplication.processEvents()
    assert view.tile("umwelt").height() >= tall


def test_nothing_is_drawn_while_nothing_changes(view: TilesView) -> None:
    state = make_state(CITY)
    view.show_state(state)
    QApplication.processEvents()
    painted = _PaintCounter(view.tiles[0])
    for _ in range(3):
        view.show_state(replace(state, changed=np.empty(0, np.int64)))
        view.show_state(replace(state, changed=np.array([0])))
        QApplication.processEvents()
    assert painted.count == 0, "a changed point that changes no figure draws nothing either"


# --- five states ----------------------------------------------------------------------------


def test_a_profile_without_fields_says_so(view: TilesView) -> None:
    view.set_city(replace(CITY, fields=()))
    view.show_state(make_state(CITY))
    assert "Handlungsfeld" in view.stage.placeholder.sentence


def test_it_loads_until_the_first_state(view: TilesView) -> None:
    view.set_city(CITY)
    assert not view.stage.is_content_shown
    view.show_state(make_state(CITY))
    assert view.stage.is_content_shown


def test_a_lost_source_is_named_above_the_tiles(view: TilesView) -> None:
    view.show_state(make_state(CITY, offline={"netz"}))
    assert "Netzmanagement" in view.stage.notice.sentence
    assert view.stage.is_content_shown
    assert not view.tile("bildung").content.figures[0].is_known


def test_all_sources_down_and_no_value_ever_is_offline(view: TilesView) -> None:
    state = make_state(CITY, offline={source.id for source in SOURCES})
    nothing = PointStates.unknown(state.states.key)
    view.show_state(replace(state, states=nothing, at_us=START_US))
    assert not view.stage.is_content_shown
    assert "unterbrochen" in view.stage.placeholder.sentence


def test_without_the_right_nothing_is_shown(view: TilesView) -> None:
    view.set_allowed(is_allowed=False)
    assert "Recht" in view.stage.placeholder.sentence


def test_texts_follow_the_language(view: TilesView) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert view.tile("umwelt").content.name == "Environment"


def test_it_can_be_drawn_in_both_themes(view: TilesView) -> None:
    pictures = []
    for name in ("light", "dark"):
        theme().apply(name)
        QApplication.processEvents()
        pictures.append(view.grab().toImage())
    assert pictures[0] != pictures[1]


class _PaintCounter(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False
