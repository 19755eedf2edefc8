"""Pictures of the map: with all that belongs to them, in light colours where that is wanted."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.fakes.city import make_alarm, make_state
from tests.fakes.map_views import ALARM, ViewBench, air_city
from widgets.map.pictures import MapPictures
from widgets.theme import DARK, LIGHT, theme


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")
    yield
    QLocale.setDefault(before)


@pytest.fixture
def bench(qtbot: QtBot) -> ViewBench:
    bench = ViewBench(qtbot)
    bench.show({ALARM: make_alarm()})
    return bench


def pictures(bench: ViewBench) -> MapPictures:
    return bench.view.pictures


def test_a_picture_says_what_is_seen_when_and_whose_it_is(bench: ViewBench) -> None:
    bench.show({ALARM: make_alarm()}, is_live=False)
    bench.say("camera", center=[7.8, 51.7], zoom=12, box=[7.7, 51.6, 7.9, 51.8], metres=7.5)
    picture = pictures(bench).picture()
    assert picture.title == "Musterstadt"
    assert picture.metres == 7.5
    assert not picture.is_live
    assert picture.moment
    assert picture.attributions == ("Stadt Hamm",)
    assert picture.notice == "schematisch"
    assert picture.is_simulated
    assert picture.is_light
    assert picture.paint_legend is not None


def test_before_the_first_state_a_picture_has_no_moment(qtbot: QtBot) -> None:
    picture = ViewBench(qtbot).view.pictures.picture()
    assert picture.moment == ""
    assert picture.metres == 0.0


def test_a_copy_lies_in_the_clipboard_and_is_told(bench: ViewBench) -> None:
    QGuiApplication.clipboard().clear()
    bench.view.tools.copy_requested.emit()
    assert not QGuiApplication.clipboard().image().isNull()
    assert bench.heard["message_requested"] == ["Das Bild der Karte ist kopiert."]


def test_a_dark_map_is_drawn_light_for_the_picture_and_dark_again_after(qtbot: QtBot) -> None:
    theme().apply("dark")
    bench = ViewBench(qtbot)
    bench.show()
    bench.canvas.take_messages()
    pictures(bench).offer()
    bench.settle()
    dialog = pictures(bench)._export.dialog
    assert dialog is not None
    assert bench.view.stage.tokens is LIGHT
    assert bench.canvas.sent("style")
    bench.say("shown")
    assert not pictures(bench)._patience.isActive()
    dialog.reject()
    assert bench.view.stage.tokens is DARK


def test_a_surface_is_drawn_in_the_colours_of_the_picture(qtbot: QtBot) -> None:
    theme().apply("dark")
    bench = ViewBench(qtbot, air_city())
    live = bench.view.live
    visible = [one for one in live.layers if one.id != "surface"]
    surface = next(one for one in live.layers if one.id == "surface")
    bench.view.arranged.show([*visible, type(surface)(surface.id, surface.name, surface.kind)])
    rng = np.random.default_rng(1)
    with qtbot.waitSignal(live.surfaces.made):
        bench.view.show_state(make_state(bench.city, values=rng.uniform(10, 60, 5)))
    with qtbot.waitSignal(live.surfaces.made):
        pictures(bench).offer()
    assert live.surfaces._drawn_in is LIGHT
    dialog = pictures(bench)._export.dialog
    assert dialog is not None
    with qtbot.waitSignal(live.surfaces.made):
        dialog.reject()
    assert live.surfaces._drawn_in is DARK


def test_closing_the_view_closes_the_dialog(bench: ViewBench) -> None:
    pictures(bench).offer()
    bench.view.close_feed()
    assert pictures(bench)._export.dialog is None
