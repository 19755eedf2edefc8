"""The tool bar over the scene."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from twin_viewer.navigation.pilots import Motion
from twin_viewer.tools.commands import LOOKS, MOTIONS, TOOLS, Command, Tool, texts
from widgets.scenes.bars import CommandBar


class TwinTools(CommandBar[Command]):
    """The commands of the twin.

    Signals:
        tool_requested: What a click shall mean (`Tool`).
        motion_requested: How a person shall move (`Motion`).
        colour_requested: By what buildings and sensors shall be coloured (id of a choice).
        requested: Any other command (`Command`), and whether it is switched on.
    """

    tool_requested = Signal(object)
    motion_requested = Signal(object)
    colour_requested = Signal(str)
    requested = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LOOKS, texts, groups=(TOOLS, MOTIONS), parent=parent)
        self.colour_menu = QMenu(self)
        self._colours: tuple[tuple[tuple[str, str], ...], str] = ((), "")
        self.actions_of[Command.COLOUR].setMenu(self.colour_menu)
        self.buttons[Command.COLOUR].setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.triggered.connect(self._tell)
        self.show_tool(Tool.POINT)
        self.show_motion(Motion.ORBIT)

    # ---- what the view tells -------------------------------------------------------------------
    def show_tool(self, tool: Tool) -> None:
        """Show what a click means, without telling it again."""
        self.show_switch(next(one for one, meant in TOOLS.items() if meant is tool), is_on=True)

    def show_motion(self, motion: Motion) -> None:
        """Show how a person moves; letters lead the way while somebody walks or flies."""
        shown = next(one for one, meant in MOTIONS.items() if meant is motion)
        self.show_switch(shown, is_on=True)
        for command, action in self.actions_of.items():
            key = LOOKS[command].key
            has_key = bool(key) and (motion is Motion.ORBIT or key.isdigit())
            action.setShortcut(QKeySequence(key if has_key else ""))

    def set_colours(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer by what things can be coloured.

        Args:
            choices: Id and name of each; an empty id is a gap with a heading.
            chosen: Id of the one in force.
        """
        if (tuple(choices), chosen) == self._colours:
            return
        self._colours = (tuple(choices), chosen)
        self.colour_menu.clear()
        group = QActionGroup(self.colour_menu)
        for choice, name in choices:
            if not choice:
                self.colour_menu.addSection(name)
                continue
            action = self.colour_menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(choice == chosen)
            group.addAction(action)
            action.triggered.connect(
                lambda _checked=False, one=choice: self.colour_requested.emit(one)
            )

    # ---- what a person does --------------------------------------------------------------------
    def _tell(self, command: Command, is_on: bool) -> None:  # noqa: FBT001 - a Qt slot
        if command in TOOLS:
            self.tool_requested.emit(TOOLS[command])
        elif command in MOTIONS:
            self.motion_requested.emit(MOTIONS[command])
        else:
            self.requested.emit(command, is_on)
