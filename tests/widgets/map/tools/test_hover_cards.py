"""The hover card: after a rest, beside the pointer, never outside the view; texts stay texts."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.points import PointId
from app.domain.samples import NO_TIME, Float64Array
from app.services.maps.hovers import HoverAlarm, HoverFacts, HoverLine
from app.services.maps.sources import Rank
from tests.fakes.city import make_city
from widgets.map.protocol import Feature
from widgets.map.tools.card_contents import (
    CardContent,
    CardLine,
    cluster_card,
    connection_card,
    device_card,
    feature_card,
    text_card,
)
from widgets.map.tools.hover_cards import HoverCard, place_beside
from widgets.theme import theme
from widgets.theme.tokens import ALARM_LOOKS, LOST_LOOK

CITY = make_city(20)
POINTS = {point.id: point for point in CITY.points}
SECOND = 1_000_000


def make_line(
    value: str = "72,4",
    *,
    point: PointId = CITY.points[0].id,
    rank: Rank = Rank.NORMAL,
    age_us: int = 12 * SECOND,
    is_stale: bool = False,
    minutes: Float64Array | None = None,
) -> HoverLine:
    return HoverLine(point, "NO₂", value, "µg/m³", age_us, is_stale, rank, minutes)


def make_facts(
    *lines: HoverLine,
    name: str = "Luftmessstation",
    rank: Rank = Rank.NORMAL,
    alarms: tuple[HoverAlarm, ...] = (),
    is_acknowledged: bool = False,
    more: int = 0,
) -> HoverFacts:
    return HoverFacts(
        device="luft",
        name=name,
        kind="Luftgüte",
        field="Umwelt",
        site="Bahnhofstraße",
        district="Mitte",
        rank=rank,
        is_acknowledged=is_acknowledged,
        lines=lines,
        more=more,
        alarms=alarms,
        hidden=0,
        is_simulated=True,
        location=None,
    )


def make_alarm(rank: Rank) -> HoverAlarm:
    return HoverAlarm(
        "a", rank, is_acknowledged=False, message="Zu hoch", text="72 > 60", since_us=0
    )


@pytest.fixture
def view(qtbot: QtBot) -> QWidget:
    view = QWidget()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def card(view: QWidget) -> HoverCard:
    return HoverCard(view)


def test_it_appears_only_after_the_pointer_has_rested(qtbot: QtBot, card: HoverCard) -> None:
    card.show_content(device_card(make_facts(make_line()), POINTS), QPoint(50, 50))
    assert not card.isVisible()
    assert card.timer.interval() == 150
    qtbot.waitUntil(card.isVisible)
    card.leave()
    assert not card.isVisible()


def test_a_pointer_that_goes_on_sees_no_card(card: HoverCard) -> None:
    card.show_content(device_card(make_facts(make_line()), POINTS), QPoint(50, 50))
    card.leave()
    assert not card.timer.isActive()


def test_an_open_card_shows_the_next_thing_at_once(qtbot: QtBot, card: HoverCard) -> None:
    card.show_content(device_card(make_facts(name="Eins"), POINTS), QPoint(50, 50))
    qtbot.waitUntil(card.isVisible)
    card.show_content(device_card(make_facts(name="Zwei"), POINTS), QPoint(300, 200))
    assert card.isVisible()
    assert card.x() > 300
    assert "Zwei" in card.accessibleName()


def test_newer_values_change_the_card_and_not_its_place(qtbot: QtBot, card: HoverCard) -> None:
    card.show_content(device_card(make_facts(make_line("1,0")), POINTS), QPoint(50, 50))
    qtbot.waitUntil(card.isVisible)
    before = card.pos()
    card.refresh(device_card(make_facts(make_line("2,0")), POINTS))
    assert card.pos() == before
    assert "2,0 µg/m³" in card.accessibleName()


def test_newer_values_are_not_hidden_by_what_came_to_lie_over_the_card(
    qtbot: QtBot, view: QWidget, card: HoverCard
) -> None:
    card.show_content(device_card(make_facts(make_line("1,0")), POINTS), QPoint(50, 50))
    qtbot.waitUntil(card.isVisible)
    legend = QWidget(view)
    legend.setGeometry(card.geometry())
    legend.show()
    card.refresh(device_card(make_facts(make_line("2,0")), POINTS))
    drawn_last = [child for child in view.children() if isinstance(child, QWidget)][-1]
    assert drawn_last is card


def test_it_goes_out_of_the_way_of_the_pointer(qtbot: QtBot, card: HoverCard) -> None:
    card.show_content(device_card(make_facts(make_line()), POINTS), QPoint(50, 50))
    qtbot.waitUntil(card.isVisible)
    inside = card.geometry().center()
    card.follow(inside)
    assert not card.geometry().contains(inside)


def test_an_open_card_stays_while_the_pointer_moves_elsewhere(
    qtbot: QtBot, card: HoverCard
) -> None:
    card.show_content(device_card(make_facts(make_line()), POINTS), QPoint(50, 50))
    qtbot.waitUntil(card.isVisible)
    before = card.pos()
    card.follow(QPoint(40, 45))
    assert card.pos() == before


def test_a_pointer_that_still_moves_has_not_rested(qtbot: QtBot, card: HoverCard) -> None:
    card.show_content(device_card(make_facts(make_line()), POINTS), QPoint(50, 50))
    card.follow(QPoint(300, 200))
    qtbot.waitUntil(card.isVisible)
    assert card.x() > 300
    card.leave()
    card.follow_cursor()
    assert not card.timer.isActive()


def test_mouse_events_reach_the_map_below(qtbot: QtBot, view: QWidget, card: HoverCard) -> None:
    assert card.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    card.show_content(device_card(make_facts(make_line()), POINTS), QPoint(50, 50))
    qtbot.waitUntil(card.isVisible)
    assert view.childAt(card.geometry().center()) is None
    QTest.mouseMove(view, card.geometry().center())


@pytest.mark.parametrize("x", [0, 90, 300, 510, 599])
@pytest.mark.parametrize("y", [0, 90, 200, 310, 399])
def test_no_pointer_pushes_it_out_of_the_view_or_under_itself(x: int, y: int) -> None:
    size, room = QSize(240, 130), QRect(0, 0, 600, 400)
    placed = QRect(place_beside(QPoint(x, y), size, room), size)
    assert room.contains(placed)
    assert not placed.contains(QPoint(x, y))


def test_in_a_tiny_view_it_still_stays_inside(qtbot: QtBot, view: QWidget, card: HoverCard) -> None:
    view.resize(150, 90)
    card.show_content(device_card(make_facts(make_line()), POINTS), QPoint(75, 45))
    qtbot.waitUntil(card.isVisible)
    assert view.rect().contains(card.geometry())


# --- contents --------------------------------------------------------------------------------


def test_a_device_tells_values_with_units_ages_and_how_many_more_there_are() -> None:
    lines = [make_line(), make_line("3", age_us=NO_TIME)]
    content = device_card(make_facts(*lines, more=3), POINTS)
    assert content.title == "Luftmessstation"
    assert content.subtitle == "Umwelt · Luftgüte · Bahnhofstraße"
    assert [line.age for line in content.lines] == ["vor 12 s", "ohne Wert"]
    assert content.more == "und 3 weitere"
    assert content.note == "Simuliert"
    assert content.chip is None
    assert content.moment == ""


def test_a_device_that_is_called_like_its_place_says_it_once() -> None:
    content = device_card(make_facts(name="Bahnhofstraße · Luft 3"), POINTS)
    assert content.subtitle == "Umwelt · Luftgüte"


def test_the_past_says_which_moment_it_is() -> None:
    content = device_card(make_facts(), POINTS, moment="24.11.2025 17:00:00")
    assert content.moment == "Stand 24.11.2025 17:00:00 – nicht LIVE"


def test_the_worst_alarm_is_a_chip_with_how_many_there_are() -> None:
    alarms = (make_alarm(Rank.HIGH), make_alarm(Rank.LOW))
    content = device_card(make_facts(rank=Rank.HIGH, alarms=alarms), POINTS)
    assert content.chip is not None
    assert (content.chip.text, content.chip.is_filled) == ("Hoch · 2 Alarme", True)
    assert content.alarm == "Zu hoch · 72 > 60"
    seen = device_card(make_facts(alarms=alarms[:1], is_acknowledged=True), POINTS)
    assert seen.chip is not None
    assert (seen.chip.text, seen.chip.is_filled) == ("Hoch", False)


def test_a_lost_measurement_without_an_alarm_is_a_chip_too() -> None:
    content = device_card(make_facts(rank=Rank.BAD), POINTS)
    assert content.chip is not None
    assert content.chip.text == "Messung gestört"


def test_states_are_drawn_in_steps_and_slow_points_with_wide_gaps() -> None:
    state = next(point for point in CITY.points if point.states)
    content = device_card(make_facts(make_line(point=state.id), make_line()), POINTS)
    assert [line.is_step for line in content.lines] == [True, False]
    assert device_card(make_facts(make_line()), {}).lines[0].gap == 2


def test_a_cluster_counts_its_devices_by_state_the_worst_first() -> None:
    content = cluster_card({Rank.NORMAL: 40, Rank.CRITICAL: 1, Rank.STALE: 2, Rank.HIGH: 0})
    assert content.title == "43 Geräte"
    assert [(line.name, line.value) for line in content.lines] == [
        ("Kritisch", "1"),
        ("Veraltet", "2"),
        ("In Ordnung", "40"),
    ]
    assert cluster_card({Rank.LOW: 1}).title == "1 Gerät"
    assert "Doppelklick" in content.note  # one click selects them


def test_a_connection_tells_both_ends_and_its_state() -> None:
    content = connection_card("Station 12", "Gateway Rathaus", Rank.BAD)
    assert content.title == "Station 12"
    assert content.subtitle == "verbunden über Gateway Rathaus"
    assert content.lines[0].value == "Messung gestört"


def test_a_state_is_said_once_to_those_who_listen() -> None:
    (counted,) = cluster_card({Rank.HIGH: 1}).lines
    assert counted.spoken == "Hoch: 1"
    (connection,) = connection_card("Station 12", "Gateway", Rank.BAD).lines
    assert connection.spoken == "Verbindung: Messung gestört"
    assert CardLine("Feinstaub", "72", "µg/m³", rank=Rank.HIGH).spoken.endswith(", Hoch")


def test_properties_of_files_are_text_whatever_they_contain() -> None:
    hostile = "<img src=x onerror=alert(1)>\u202e\x00\n" + "A" * 100_000
    properties = {"name": hostile, "an": True, "laenge": 1.5, "leer": None} | {
        f"p{nth}": nth for nth in range(9)
    }
    feature = Feature("file:x", "file-x", 3, "", properties)
    content = feature_card(feature, "Radwege", label="name")
    assert content.title.startswith("<img src=x onerror=alert(1)> AAA")
    assert "\u202e" not in content.title
    assert len(content.title) < 400
    assert content.subtitle == "Radwege"
    assert [line.value for line in content.lines[:2]] == ["ja", "1,5"]
    assert len(content.lines) == 8
    assert content.more == "und 3 weitere"


def test_a_feature_without_a_name_is_called_like_its_layer() -> None:
    content = feature_card(Feature("file:x", "file-x", 3, "", {"a": 1}), "Radwege", label="name")
    assert (content.title, content.subtitle) == ("Radwege", "")


def test_a_few_texts_make_a_card() -> None:
    content = text_card("Arbeiten", {"Auftrag": "A-12"}, moment="17:00")
    assert content.lines[0].spoken == "Auftrag: A-12"
    assert content.spoken == "Arbeiten. Auftrag: A-12. Stand 17:00 – nicht LIVE"


# --- drawing ---------------------------------------------------------------------------------


def drawn(qtbot: QtBot, card: HoverCard, content: CardContent) -> QImage:
    card.show_content(content, QPoint(20, 20))
    qtbot.waitUntil(card.isVisible)
    return card.grab().toImage()


def holds(image: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    return any(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


@pytest.mark.parametrize("name", ["light", "dark"])
def test_each_rank_is_drawn_in_its_colour(qtbot: QtBot, card: HoverCard, name: str) -> None:
    theme().apply(name)
    counts: dict[int, int] = dict.fromkeys(Rank, 2)
    image = drawn(qtbot, card, cluster_card(counts))
    for look in (*ALARM_LOOKS.values(), LOST_LOOK):
        assert holds(image, look.fill)


def test_a_stale_spark_line_ends_in_dashes_up_to_the_present(qtbot: QtBot, card: HoverCard) -> None:
    minutes = np.full(60, 5.0)
    minutes[30:] = np.nan
    fresh = CardContent("A", lines=(CardLine("x", "1", minutes=minutes),))
    stale = CardContent("A", lines=(CardLine("x", "1", minutes=minutes, is_stale=True),))
    counts = []
    for content in (fresh, stale):
        image = drawn(qtbot, card, content)
        ground = image.pixelColor(image.width() // 2, 4)
        right = range(image.width() - 36, image.width() - 14)
        line = range(image.height() // 2, image.height() - 6)
        counts.append(sum(image.pixelColor(x, y) != ground for x in right for y in line))
        card.leave()
    assert counts[0] == 0
    assert 5 < counts[1] < 25


def test_a_change_of_theme_repaints_an_open_card(qtbot: QtBot, card: HoverCard) -> None:
    drawn(qtbot, card, cluster_card({Rank.LOW: 3}))
    theme().apply("dark")
    image = card.grab().toImage()
    assert image.pixelColor(image.width() // 2, 4) == QColor(theme().tokens.surface)
