"""Somebody who shows features of their own is asked first; layers others feed lie on top."""

from collections.abc import Sequence
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.maps import LayerKind, MapLayer
from app.domain.texts import Text
from app.services.maps.legends import LegendEntry, Sign
from app.services.maps.sources import EMPTY_COLLECTION, MapSource
from tests.fakes.map_views import LUFT_1, ViewBench, device
from widgets.map.protocol import Message, Mode

SITES = MapLayer("records:sites", Text("Standorte"), LayerKind.RECORDS, signs=("mdi6.school",))


class Guest:
    """Takes what is about its own source, and areas when it wants them."""

    def __init__(self) -> None:
        self.heard: list[Message] = []
        self.areas: list[Sequence[tuple[float, float]]] = []
        self.wants_areas = True

    def take(self, message: Message) -> bool:
        features: Any = message.get("features") or []
        mine = any(one["source"] == "records-sites" for one in features)
        if mine:
            self.heard.append(message)
        return mine

    def take_area(self, polygon: Sequence[tuple[float, float]]) -> bool:
        self.areas.append(polygon)
        return self.wants_areas


@pytest.fixture
def bench(qtbot: QtBot) -> ViewBench:
    bench = ViewBench(qtbot)
    bench.show()
    return bench


@pytest.fixture
def guest(bench: ViewBench) -> Guest:
    guest = Guest()
    bench.view.pointing.guest = guest
    return guest


def test_a_guest_takes_its_own_clicks_and_leaves_the_others(bench: ViewBench, guest: Guest) -> None:
    bench.click(device("x", source="records-sites"))
    assert (len(guest.heard), bench.heard["points_selected"]) == (1, [])
    bench.click(device("luft-1"))
    assert bench.heard["points_selected"] == [LUFT_1]


def test_a_guest_is_asked_first_about_drawn_shapes(bench: ViewBench, guest: Guest) -> None:
    for wants in (True, False):
        guest.wants_areas = wants
        bench.say("drawn", mode=str(Mode.RECTANGLE), coordinates=[[7.0, 51.0], [8.0, 52.0]])
    assert len(guest.areas) == 2
    assert len(bench.heard["points_selected"]) == 1  # only what the guest did not take


def test_lent_layers_lie_on_top_in_a_group_of_their_own(bench: ViewBench) -> None:
    view = bench.view
    view.foreign.lend([SITES])
    view.stage.set_source(MapSource("records-sites", 1, EMPTY_COLLECTION))
    bench.settle()
    assert view.live.layers[-1] == SITES
    assert "records:sites" in bench.drawn()
    assert view.foreign.own_ids() == []  # nobody can remove it


def test_the_legend_says_what_a_lent_layer_says_of_itself(bench: ViewBench) -> None:
    view = bench.view
    view.foreign.lend([SITES])
    entry = LegendEntry(SITES.id, Sign.SYMBOL, Text("Schule"), icon="mdi6.school")
    assert entry not in view.live.legend()
    view.live.brought[SITES.id] = (entry,)
    assert view.live.legend()[0] == entry
