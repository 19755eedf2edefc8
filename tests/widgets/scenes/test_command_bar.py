"""The bar of commands: what has no room waits in the menu, and hands without a mouse reach all."""

from enum import StrEnum

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from widgets.scenes.bars import BarTexts, CommandBar, Look
from widgets.theme import theme


class Act(StrEnum):
    """Commands of a scene that does not exist."""

    GO = "go"
    STAY = "stay"
    ASK = "ask"
    FIND = "find"
    SHOW = "show"


LOOKS = {
    Act.GO: Look("mdi6.walk", 0, is_switch=True, key="G"),
    Act.STAY: Look("mdi6.orbit", 3, is_switch=True, key="S"),
    Act.ASK: Look("mdi6.help", 2, starts_group=True),
    Act.FIND: Look("mdi6.magnify", 4, needs_selection=True),
    Act.SHOW: Look("mdi6.layers-outline", 1, is_switch=True, needs_scene=False, starts_end=True),
}


def texts() -> BarTexts[Act]:
    """Return words that are the values of the commands."""
    return BarTexts("Leiste", {one: f"{one.value} …" for one in Act}, {Act.ASK: "Warum?"})


@pytest.fixture
def bar(qtbot: QtBot) -> CommandBar[Act]:
    theme().apply("light")
    bar = CommandBar(LOOKS, texts, groups=((Act.GO, Act.STAY),))
    qtbot.addWidget(bar)
    bar.resize(500, 42)
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def offered(bar: CommandBar[Act]) -> list[Act]:
    """Return what waits in the menu."""
    actions = bar.more_menu.actions()
    return [one for one in Act if bar.actions_of[one] in actions]


@pytest.mark.parametrize("width", range(90, 500, 30))
def test_each_command_is_either_in_the_bar_or_in_the_menu(bar: CommandBar[Act], width: int) -> None:
    bar.resize(width, 42)
    QApplication.processEvents()
    shown = [one for one in Act if bar.buttons[one].isVisible()]
    assert sorted(shown + offered(bar)) == sorted(Act)
    assert bar.more.isVisible() == bool(offered(bar))
    for button in (*bar.buttons.values(), bar.more):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width()
            assert button.geometry().right() < bar.width()


def test_the_least_needed_gives_way_first(bar: CommandBar[Act]) -> None:
    bar.resize(190, 42)
    gone = offered(bar)
    assert gone
    assert max(LOOKS[one].rank for one in Act if one not in gone) < min(
        LOOKS[one].rank for one in gone
    )


def test_what_stands_beside_the_buttons_takes_room_of_them(bar: CommandBar[Act]) -> None:
    bar.resize(260, 42)
    before = offered(bar)
    field = QLineEdit()
    bar.put_beside(field)
    QApplication.processEvents()
    assert field.isVisible()
    assert field.geometry().right() < bar.buttons[Act.SHOW].x()
    assert len(offered(bar)) > len(before)


def test_each_command_tells_itself_once_and_showing_it_tells_nothing(
    bar: CommandBar[Act], qtbot: QtBot
) -> None:
    told: list[tuple[Act, bool]] = []
    bar.triggered.connect(lambda one, is_on: told.append((one, is_on)))
    bar.show_switch(Act.STAY, is_on=True)
    assert told == []
    bar.buttons[Act.GO].click()
    bar.buttons[Act.SHOW].click()
    bar.buttons[Act.SHOW].click()
    assert told == [(Act.GO, True), (Act.SHOW, True), (Act.SHOW, False)]
    assert not bar.actions_of[Act.STAY].isChecked()


def test_a_closed_command_says_why_and_the_scene_goes_first(bar: CommandBar[Act]) -> None:
    def why(one: Act) -> str:
        return "" if bar.actions_of[one].isEnabled() else bar.buttons[one].accessibleDescription()

    assert why(Act.FIND) == "Es ist nichts ausgewählt."
    bar.set_closed(Act.ASK, "Niemand weiß es.")
    bar.set_selected(1)
    assert (why(Act.FIND), why(Act.ASK)) == ("", "Niemand weiß es.")
    bar.set_reason("Es gibt noch nichts zu sehen.")
    assert {why(one) for one in Act if one is not Act.SHOW} == {"Es gibt noch nichts zu sehen."}
    assert why(Act.SHOW) == ""
    bar.set_reason("")
    assert why(Act.ASK) == "Niemand weiß es."
    bar.set_closed(Act.ASK, "")
    assert bar.actions_of[Act.ASK].toolTip() == "ask …\nWarum?"


def test_the_tabulator_reaches_each_button_and_a_key_opens_the_menu(
    bar: CommandBar[Act], qtbot: QtBot
) -> None:
    bar.resize(190, 42)
    bar.activateWindow()
    bar.buttons[Act.GO].setFocus()
    qtbot.waitUntil(bar.buttons[Act.GO].hasFocus)
    reached = [bar.focusWidget()]
    while reached[-1] is not bar.more and len(reached) < len(Act) + 1:
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
        reached.append(bar.focusWidget())
    wanted = [one for one in (*bar.buttons.values(), bar.more) if one.isVisible()]
    assert reached == [one for one in wanted if one.isEnabled()]
    seen: list[bool] = []

    def look() -> None:
        seen.append(bar.more_menu.isVisible())
        bar.more_menu.close()

    QTimer.singleShot(50, bar, look)
    QTest.keyClick(bar.more, Qt.Key.Key_Space)
    assert seen == [True]
