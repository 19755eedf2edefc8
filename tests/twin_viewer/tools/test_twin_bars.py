"""The bar tells intents, hides nothing for good, and says why something is closed."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from twin_viewer.navigation.pilots import Motion
from twin_viewer.tools.bars import TwinTools
from twin_viewer.tools.commands import LOOKS, MOTIONS, TOOLS, Command, Tool, names
from widgets.theme import theme


def made(qtbot: QtBot, width: int = 1280) -> TwinTools:
    """Return a bar on the screen."""
    theme().apply("light")
    bar = TwinTools()
    qtbot.addWidget(bar)
    bar.resize(width, 40)
    bar.show()
    return bar


def test_all_commands_have_a_look_and_a_name(qapp: object) -> None:
    assert set(LOOKS) == set(Command) == set(names())
    keys = [look.key for look in LOOKS.values() if look.key]
    assert len(keys) == len(set(keys))
    assert not {"J", "K", "L", "G", "P"} & set(keys)


def test_what_has_no_room_is_in_the_menu(qtbot: QtBot) -> None:
    bar = made(qtbot)
    assert bar.more.isHidden()
    bar.resize(500, 40)
    inside = {action.text() for action in bar.more_menu.actions() if action.text()}
    seen = [one for one, button in bar.buttons.items() if button.isVisible()]
    shown = {bar.actions_of[one].text() for one in seen}
    assert inside | shown == set(names().values())
    assert inside


@pytest.mark.parametrize("width", [360, 560, 700, 860, 1000])
def test_nothing_is_cut_off_however_narrow_the_dock_is(qtbot: QtBot, width: int) -> None:
    bar = made(qtbot, width)
    QApplication.processEvents()
    waiting = [action for action in bar.more_menu.actions() if not action.isSeparator()]
    for command, button in bar.buttons.items():
        assert button.isVisible() != (bar.actions_of[command] in waiting)
    for button in (*bar.buttons.values(), bar.more):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width()
            assert button.geometry().right() < bar.width()
    assert {Command.ORBIT, Command.POINT} <= {
        one for one, button in bar.buttons.items() if button.isVisible()
    }


def test_colours_are_offered_from_the_menu_too(qtbot: QtBot) -> None:
    bar = made(qtbot, 420)
    bar.set_colours([("neutral", "Neutral")], "neutral")
    colour = bar.actions_of[Command.COLOUR]
    assert colour in bar.more_menu.actions()
    assert colour.menu() is bar.colour_menu
    assert not bar.colour_menu.isEmpty()


def test_buttons_tell_tools_motions_and_commands(qtbot: QtBot) -> None:
    bar = made(qtbot)
    for command, tool in TOOLS.items():
        with qtbot.waitSignal(bar.tool_requested) as caught:
            bar.actions_of[command].trigger()
        assert caught.args == [tool]
    for command, motion in MOTIONS.items():
        with qtbot.waitSignal(bar.motion_requested) as caught:
            bar.actions_of[command].trigger()
        assert caught.args == [motion]
    with qtbot.waitSignal(bar.requested) as caught:
        bar.actions_of[Command.HOME].trigger()
    assert caught.args == [Command.HOME, False]


def test_letters_are_for_walking_while_somebody_walks(qtbot: QtBot) -> None:
    bar = made(qtbot)
    assert bar.actions_of[Command.DISTANCE].shortcut().toString() == "D"
    bar.show_motion(Motion.WALK)
    assert bar.actions_of[Command.DISTANCE].shortcut().isEmpty()
    assert not bar.actions_of[Command.ORBIT].shortcut().isEmpty()
    bar.show_motion(Motion.ORBIT)
    assert not bar.actions_of[Command.DISTANCE].shortcut().isEmpty()


def test_a_closed_command_says_why(qtbot: QtBot) -> None:
    bar = made(qtbot)
    assert not bar.actions_of[Command.SELECTION].isEnabled()
    bar.set_selected(2)
    assert bar.actions_of[Command.SELECTION].isEnabled()
    bar.set_reason("Der Zwilling wird noch geladen.")
    assert not bar.actions_of[Command.HOME].isEnabled()
    assert "geladen" in bar.actions_of[Command.HOME].toolTip()
    assert bar.actions_of[Command.LAYERS].isEnabled()
    bar.set_reason("")
    bar.set_closed(Command.PANORAMA, "Keine Straßenfotos.")
    assert bar.buttons[Command.PANORAMA].accessibleDescription() == "Keine Straßenfotos."


def test_colours_are_chosen_from_a_menu(qtbot: QtBot) -> None:
    bar = made(qtbot)
    bar.set_colours([("neutral", "Neutral"), ("", "Gebäude"), ("function", "Funktion")], "neutral")
    found = [action for action in bar.colour_menu.actions() if action.isCheckable()]
    assert [action.isChecked() for action in found] == [True, False]
    with qtbot.waitSignal(bar.colour_requested) as caught:
        found[1].trigger()
    assert caught.args == ["function"]


def test_a_tool_is_shown_without_telling_it_again(qtbot: QtBot) -> None:
    bar = made(qtbot)
    with qtbot.assertNotEmitted(bar.tool_requested):
        bar.show_tool(Tool.AREA)
    assert bar.actions_of[Command.AREA].isChecked()
    assert not bar.actions_of[Command.POINT].isChecked()
