"""The legend over the map: inside it at every size, above what else lies there, as it was left."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from pytestqt.qtbot import QtBot

from app.domain.texts import Text
from app.services.maps.legends import LegendEntry, Sign
from app.services.maps.sources import Rank
from widgets.map.legends import LegendCard
from widgets.theme import theme

ENTRIES = [
    LegendEntry("alarms", Sign.GLYPH, Text(f"Alarm der Stufe {rank}"), rank=Rank(rank))
    for rank in (6, 5, 4, 3)
] * 3


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    ground = QWidget()
    ground.resize(800, 600)
    qtbot.addWidget(ground)
    return ground


def opened(ground: QWidget, below: QWidget | None = None) -> LegendCard:
    card = LegendCard(ground, below)
    ground.show()
    card.set_entries(ENTRIES)
    card.panel.heading.click()
    return card


@pytest.mark.parametrize("size", [(360, 240), (240, 120), (1000, 700), (300, 200)])
def test_the_legend_stays_inside_the_map(ground: QWidget, size: tuple[int, int]) -> None:
    card = opened(ground)
    ground.resize(*size)
    assert card.isVisible()
    assert ground.rect().contains(card.geometry())
    assert card.height() <= 0.75 * ground.height()


def test_it_goes_where_there_is_no_room_and_comes_back(ground: QWidget) -> None:
    card = opened(ground)
    ground.resize(60, 30)
    assert not card.isVisible()
    ground.resize(500, 400)
    assert card.isVisible()


def test_it_is_no_larger_than_what_it_says(ground: QWidget) -> None:
    card = opened(ground)
    tall = card.height()
    card.set_entries(ENTRIES[:2])
    assert card.height() < tall
    card.panel.heading.click()
    assert card.height() < 60


@pytest.mark.parametrize("number", [1, 4, 9])
def test_nothing_is_scrolled_where_all_has_room(ground: QWidget, number: int) -> None:
    card = opened(ground)
    card.set_entries(ENTRIES[:number])
    QApplication.processEvents()
    assert card.panel.scroller.verticalScrollBar().maximum() == 0
    assert card.panel.drawing.height() == card.panel.scroller.viewport().height()


def test_an_empty_legend_says_that_nothing_needs_it(ground: QWidget) -> None:
    card = opened(ground)
    card.set_entries([])
    assert card.isVisible()
    assert card.height() >= card.panel.heading.height() + card.fontMetrics().height()


def test_it_stands_above_what_lies_over_the_lower_edge(ground: QWidget) -> None:
    strip = QFrame(ground)
    strip.setGeometry(100, 500, 600, 90)
    strip.hide()
    card = opened(ground, strip)
    card.panel.heading.click()
    low = card.geometry().bottom()
    strip.show()
    assert card.geometry().bottom() < strip.geometry().top()
    strip.setGeometry(400, 500, 300, 90)
    assert card.geometry().bottom() == low, "beside it there is room"
    strip.setGeometry(100, 20, 600, 570)
    assert not card.isVisible()
    strip.hide()
    assert card.geometry().bottom() == low


def test_what_was_folded_and_wanted_is_remembered(ground: QWidget) -> None:
    card = opened(ground)
    saved = card.save_state()
    other = LegendCard(ground)
    other.restore_state(saved)
    assert not other.panel.is_folded
    card.set_wanted(False)
    other.restore_state(card.save_state())
    assert not other.is_wanted
    assert not other.isVisible()


def test_the_same_entries_are_no_news(ground: QWidget) -> None:
    card = opened(ground)
    before = card.panel.entries
    card.set_entries(list(ENTRIES))
    assert card.panel.entries is before
    card.retranslate()
    assert card.isVisible()
