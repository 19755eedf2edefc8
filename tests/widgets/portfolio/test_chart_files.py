"""Charts as files and on the clipboard: light, whole, and told when they could not be written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.portfolios import small_programme
from tests.widgets.inventory.made import heard
from tests.widgets.portfolio.joining import shown
from widgets.portfolio.chart_files import picture_of
from widgets.portfolio.risks import RiskPane
from widgets.theme import LIGHT, theme


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[RiskPane]:
    made = shown(qtbot, RiskPane())
    made.show_portfolio(small_programme().state())
    yield made
    made.close_feed()


def test_png_and_svg_are_written_in_the_background(
    qtbot: QtBot, tmp_path: Path, pane: RiskPane
) -> None:
    told = heard(pane.message_requested)
    for name in ("matrix.png", "matrix.svg"):
        pane.files.save(pane.matrix, tmp_path / name)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [f"Gespeichert: {tmp_path / name}" for name in ("matrix.png", "matrix.svg")]
    picture = QImage(str(tmp_path / "matrix.png"))
    assert picture.width() >= 1_800
    text = (tmp_path / "matrix.svg").read_text("utf-8")
    assert "<title>Risikomatrix mit 2 Risiken" in text


def test_what_could_not_be_written_is_told(qtbot: QtBot, tmp_path: Path, pane: RiskPane) -> None:
    told = heard(pane.message_requested)
    pane.files.save(pane.matrix, tmp_path / "fehlt" / "matrix.png")
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0]).startswith("matrix.png konnte nicht gespeichert werden: ")


def test_pictures_are_light_whatever_the_screen_is(pane: RiskPane) -> None:
    theme().apply("dark")
    try:
        picture = picture_of(pane.matrix)
    finally:
        theme().apply("light")
    assert picture.pixelColor(2, 2) == QColor(LIGHT.surface)
