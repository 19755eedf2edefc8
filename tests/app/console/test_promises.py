"""Docks whose views are made late: when, in which order, and what reaches them then."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.console.docks import configure_docks
from app.console.page import AREA_LEFT, DockPage
from app.console.panes import Hold, Pane
from app.console.promises import DockSpec, Promised
from app.console.workspaces import WORKSPACES
from app.domain.cities import City
from tests.fakes.city import make_city
from widgets.views import View

NAMES = ("first", "second", "side")


class Noting(View):
    """A view that notes what it is told, in order."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.told: list[Any] = []

    @override
    def set_city(self, city: City) -> None:
        self.told.append(("city", str(city.id)))

    @override
    def save_state(self) -> dict[str, Any]:
        return {"name": self.name}

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        self.told.append(("memory", state))


class LatePage(DockPage):
    """Two docks in one place, the first in front, and one at the side."""

    first: Promised[Noting] = Promised("first")
    second: Promised[Noting] = Promised("second")

    def __init__(self) -> None:
        super().__init__(WORKSPACES[0])
        self.log: list[str] = []
        for spec in (
            DockSpec("first", "Tabelle", "", ""),
            DockSpec("second", "Karte", "", "", beside="first"),
            DockSpec("side", "Netz", "", "", AREA_LEFT),
        ):
            self.promise(spec, self.maker(spec.name))
        self.dock("first").setAsCurrentTab()

    def maker(self, name: str) -> Callable[[], View]:
        def make() -> View:
            self.log.append(name)
            QTimer.singleShot(0, self, lambda: self.log.append("turn"))
            return Noting(name)

        return make

    @property
    def made_names(self) -> set[str]:
        return {name for name in NAMES if self.made(name) is not None}


@pytest.fixture
def page(qtbot: QtBot) -> LatePage:
    configure_docks()
    made = LatePage()
    qtbot.addWidget(made)
    made.resize(800, 600)
    return made


def shown(qtbot: QtBot, page: LatePage) -> LatePage:
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: {"first", "side"} <= page.made_names)
    return page


# ---- when --------------------------------------------------------------------------------------
def test_nothing_is_made_before_the_page_is_seen(qtbot: QtBot, page: LatePage) -> None:
    turns: list[int] = []
    QTimer.singleShot(0, page, lambda: turns.append(1))
    qtbot.waitUntil(lambda: bool(turns))
    assert page.log == []
    assert list(page.views()) == []
    assert len(list(page.panes())) == len(NAMES)


def test_what_is_seen_is_made_in_its_order_each_in_a_turn_of_its_own(
    qtbot: QtBot, page: LatePage
) -> None:
    shown(qtbot, page)
    qtbot.waitUntil(lambda: len(page.log) == 4)
    assert page.log == ["first", "turn", "side", "turn"]
    assert {view.isVisible() for view in page.views()} == {True}


def test_a_view_behind_others_is_made_when_it_comes_to_the_front(
    qtbot: QtBot, page: LatePage
) -> None:
    shown(qtbot, page)
    assert page.made("second") is None
    page.dock("second").raise_()
    qtbot.waitUntil(lambda: page.made("second") is not None)
    assert page.second.isVisible()
    page.dock("first").raise_()
    page.dock("second").raise_()
    assert page.log.count("second") == page.log.count("first") == 1


def test_what_is_out_of_sight_before_its_turn_waits_until_it_is_seen_again(
    qtbot: QtBot, page: LatePage
) -> None:
    shown(qtbot, page)
    turns: list[int] = []
    page.dock("second").raise_()
    page.dock("first").raise_()
    QTimer.singleShot(0, page, lambda: turns.append(1))
    qtbot.waitUntil(lambda: bool(turns))
    assert page.made("second") is None
    page.dock("second").raise_()
    qtbot.waitUntil(lambda: page.made("second") is not None)


def test_whoever_asks_for_a_view_has_it_at_once_and_only_one(qtbot: QtBot, page: LatePage) -> None:
    assert page.second is page.view("second") is page.made("second")
    assert page.made_names == {"second"}
    shown(qtbot, page)
    assert page.log.count("second") == 1
    assert not page.second.isVisible()


def test_a_page_that_is_put_away_makes_nothing_by_itself_any_more(
    qtbot: QtBot, page: LatePage
) -> None:
    shown(qtbot, page)
    page.dock("second").raise_()
    page.put_away()
    turns: list[int] = []
    QTimer.singleShot(0, page, lambda: turns.append(1))
    qtbot.waitUntil(lambda: bool(turns))
    assert page.made("second") is None


def test_a_dock_in_a_window_of_its_own_has_its_view(qtbot: QtBot, page: LatePage) -> None:
    shown(qtbot, page)
    page.dock("second").setFloating()
    qtbot.waitUntil(lambda: page.made("second") is not None)
    assert page.second.window() is not page.window()
    page.put_away()


def test_a_dock_that_there_is_not_is_no_view(page: LatePage) -> None:
    with pytest.raises(KeyError):
        page.view("third")


# ---- what reaches it ---------------------------------------------------------------------------
def test_a_late_view_is_joined_first_then_given_city_and_memory_then_seen(
    qtbot: QtBot, page: LatePage
) -> None:
    def joined(pane: Pane) -> None:
        assert isinstance(pane.view, Noting)
        pane.view.told.append("joined")

    def seen(pane: Pane) -> None:
        assert isinstance(pane.view, Noting)
        pane.view.told.append("seen")

    page.view_made.connect(joined)
    page.view_seen.connect(seen)
    shown(qtbot, page)
    city = make_city(2)
    page.set_city(city)
    page.restore_state({"views": {"second": {"zoom": 3}}})
    page.dock("second").raise_()
    qtbot.waitUntil(lambda: page.made("second") is not None)
    assert page.second.told == ["joined", ("city", str(city.id)), ("memory", {"zoom": 3}), "seen"]


def test_what_was_remembered_of_a_view_nobody_looked_at_stays_remembered(
    qtbot: QtBot, page: LatePage
) -> None:
    page.restore_state({"views": {"first": {"zoom": 1}, "second": {"zoom": 3}}})
    shown(qtbot, page)
    assert page.save_state()["views"] == {
        "first": {"name": "first"},
        "second": {"zoom": 3},
        "side": {"name": "side"},
    }


def test_a_remembered_layout_decides_which_views_are_made(qtbot: QtBot, page: LatePage) -> None:
    page.dock("second").setAsCurrentTab()
    saved = page.save_state()
    again = LatePage()
    qtbot.addWidget(again)
    again.restore_state(saved)
    again.resize(800, 600)
    again.show()
    qtbot.waitUntil(lambda: again.made_names == {"second", "side"})
    assert again.dock("second").isCurrentTab()


def test_a_view_made_late_in_a_pane_that_is_held_knows_that_it_is_held(page: LatePage) -> None:
    page.restore_state({"holds": {"second": "live"}})
    assert page.second.is_off_bus
    assert not page.first.is_off_bus
    pane = page.pane(page.second)
    assert pane is not None
    assert pane.hold == Hold()


def test_the_keyboard_goes_on_into_a_view_that_comes_under_it(qtbot: QtBot, page: LatePage) -> None:
    shown(qtbot, page)
    pane = page._panes["second"]
    page.dock("second").raise_()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    pane.setFocus()
    assert pane.hasFocus()
    assert page.second.hasFocus()
