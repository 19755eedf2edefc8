"""The tool bar: intents by mouse, menu and key; closed with a reason; nothing lost when narrow."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.maps import FakeCanvas
from widgets.map.conditions import Condition
from widgets.map.protocol import Mode
from widgets.map.tools.bars import MapTools
from widgets.map.tools.commands import LOOKS, MODES, Command
from widgets.map.tools.conditions import condition_word, reason_of

TIME_KEYS = set("JKLGP,.?")
"""Keys of the console that work everywhere, see `app.console.commands`."""


class Desk(QWidget):
    """The bar above a canvas, as the view has them."""

    def __init__(self) -> None:
        super().__init__()
        self.tools = MapTools()
        self.canvas = FakeCanvas()
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tools.listen_on(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tools)
        column.addWidget(self.canvas, 1)
        self.modes: list[Mode] = []
        self.tools.mode_requested.connect(self.modes.append)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.resize(1000, 400)
    desk.show()
    qtbot.waitExposed(desk)
    desk.activateWindow()
    return desk


def test_each_tool_says_what_the_pointer_shall_do(desk: Desk) -> None:
    for command in MODES:
        desk.tools.buttons[command].click()
    assert desk.modes == list(Mode)
    assert desk.tools.actions_of[Command.AREA].isChecked()
    assert not desk.tools.actions_of[Command.MOVE].isChecked()


def test_showing_a_mode_tells_no_intent(desk: Desk) -> None:
    desk.tools.set_mode(Mode.LASSO)
    desk.tools.show_layers(is_shown=True)
    assert desk.tools.actions_of[Command.LASSO].isChecked()
    assert desk.tools.actions_of[Command.LAYERS].isChecked()
    assert desk.modes == []


def test_a_chosen_tool_stays_chosen_when_it_is_clicked_again(desk: Desk) -> None:
    desk.tools.buttons[Command.LASSO].click()
    desk.tools.buttons[Command.LASSO].click()
    assert desk.tools.actions_of[Command.LASSO].isChecked()


@pytest.mark.parametrize(
    ("command", "signal", "value"),
    [
        (Command.ZOOM_IN, "zoom_requested", [1.0]),
        (Command.ZOOM_OUT, "zoom_requested", [-1.0]),
        (Command.FIT, "fit_requested", []),
        (Command.LAYERS, "layers_requested", [True]),
        (Command.LEGEND, "legend_requested", [True]),
        (Command.TABLE, "table_requested", [True]),
        (Command.FOLLOW, "follow_requested", [True]),
        (Command.COPY, "copy_requested", []),
        (Command.PICTURE, "picture_requested", []),
    ],
)
def test_each_button_tells_its_intent(
    qtbot: QtBot, desk: Desk, command: Command, signal: str, value: list[object]
) -> None:
    with qtbot.waitSignal(getattr(desk.tools, signal)) as told:
        desk.tools.actions_of[command].trigger()
    assert told.args == value


def test_there_is_nothing_to_go_to_without_a_selection(qtbot: QtBot, desk: Desk) -> None:
    go = desk.tools.actions_of[Command.SELECTION]
    assert not go.isEnabled()
    assert "Es ist nichts ausgewählt." in go.toolTip()
    desk.tools.set_selected(3)
    with qtbot.waitSignal(desk.tools.selection_requested):
        go.trigger()


def test_keys_work_while_the_map_or_the_bar_has_the_focus_and_only_then(
    qtbot: QtBot, desk: Desk
) -> None:
    field = QLineEdit()
    desk.tools.put_beside(field)
    desk.canvas.setFocus()
    qtbot.waitUntil(desk.canvas.hasFocus)
    QTest.keyClick(desk.canvas, Qt.Key.Key_F)
    assert desk.modes == [Mode.LASSO]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_R)
    assert field.text() == "r"
    assert desk.modes == [Mode.LASSO]


def test_keys_the_page_had_no_use_for_do_the_same(desk: Desk) -> None:
    assert desk.tools.take_key("d")
    assert not desk.tools.take_key("j")
    assert not desk.tools.take_key("")
    desk.tools.set_reason("Die Karte startet noch.")
    assert not desk.tools.take_key("a")
    assert desk.modes == [Mode.DISTANCE]


def test_no_key_is_one_of_the_console() -> None:
    assert not {look.key for look in LOOKS.values()} & TIME_KEYS


@pytest.mark.parametrize("condition", [one for one in Condition if one is not Condition.ALIVE])
def test_without_a_living_map_its_tools_are_closed_and_say_why(
    desk: Desk, condition: Condition
) -> None:
    desk.tools.set_reason(reason_of(condition))
    for command in (Command.LASSO, Command.FIT, Command.PICTURE, Command.LEGEND):
        assert not desk.tools.actions_of[command].isEnabled()
        assert reason_of(condition) in desk.tools.actions_of[command].toolTip()
        assert desk.tools.buttons[command].accessibleDescription() == reason_of(condition)
    assert desk.tools.actions_of[Command.TABLE].isEnabled()
    assert condition_word(condition)
    desk.tools.set_reason(reason_of(Condition.ALIVE))
    assert desk.tools.actions_of[Command.LASSO].isEnabled()


@pytest.mark.parametrize("width", [360, 480, 640, 900])
@pytest.mark.parametrize("has_search", [False, True])
def test_what_has_no_room_is_in_the_menu_and_nothing_is_cut(
    desk: Desk, width: int, *, has_search: bool
) -> None:
    if has_search:
        desk.tools.put_beside(QLineEdit())
    desk.resize(width, 300)
    QApplication.processEvents()
    tools = desk.tools
    shown = {one for one, button in tools.buttons.items() if not button.isHidden()}
    offered = {action for action in tools.more_menu.actions() if not action.isSeparator()}
    assert offered == {tools.actions_of[one] for one in Command if one not in shown}
    assert tools.more.isHidden() == (not offered)
    for button in (*tools.buttons.values(), tools.more):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width()
            assert 0 <= button.x() <= tools.width() - button.width()
    assert {Command.MOVE, Command.LASSO} <= shown


def test_a_wide_bar_has_no_menu(desk: Desk) -> None:
    assert desk.tools.more.isHidden()
    assert all(button.isVisible() for button in desk.tools.buttons.values())


def test_every_button_has_a_name_and_a_tooltip_with_its_key(desk: Desk) -> None:
    for command, button in desk.tools.buttons.items():
        assert button.accessibleName()
        assert LOOKS[command].key in button.toolTip()
    assert "(F)" in desk.tools.buttons[Command.LASSO].toolTip()
