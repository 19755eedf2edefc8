"""The tool bar over the map."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from widgets.map.protocol import Mode
from widgets.map.tools.commands import LOOKS, MODES, Command, texts
from widgets.scenes.bars import CommandBar


class MapTools(CommandBar[Command]):
    """The commands of the map.

    Their keys are none of the console's own (J, K, L, G, P play and move the time).

    Signals:
        mode_requested: What the pointer shall do (`Mode`).
        zoom_requested: So many steps closer (float; negative for away).
        fit_requested: Show the whole city.
        selection_requested: Go to what is selected.
        follow_requested: Follow the selection, or no longer (bool).
        layers_requested: Show the layers, or hide them (bool).
        legend_requested: Show the legend, or hide it (bool).
        table_requested: Show the table, or hide it (bool).
        copy_requested: Copy the map as a picture.
        picture_requested: Save the map as a picture.
    """

    mode_requested = Signal(object)
    zoom_requested = Signal(float)
    fit_requested = Signal()
    selection_requested = Signal()
    follow_requested = Signal(bool)
    layers_requested = Signal(bool)
    legend_requested = Signal(bool)
    table_requested = Signal(bool)
    copy_requested = Signal()
    picture_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LOOKS, texts, groups=(MODES,), parent=parent)
        for command, action in self.actions_of.items():
            action.setAutoRepeat(command in {Command.ZOOM_IN, Command.ZOOM_OUT})
        self._connect()
        self.set_mode(Mode.MOVE)

    # --- what the view tells ----------------------------------------------------------------

    def set_mode(self, mode: Mode) -> None:
        """Show what the pointer does, without telling it again."""
        command = next(one for one, meant in MODES.items() if meant is mode)
        self.show_switch(command, is_on=True)

    def show_layers(self, *, is_shown: bool) -> None:
        """Show whether the layers are open."""
        self.show_switch(Command.LAYERS, is_on=is_shown)

    def show_legend(self, *, is_shown: bool) -> None:
        """Show whether the legend is open."""
        self.show_switch(Command.LEGEND, is_on=is_shown)

    def show_table(self, *, is_shown: bool) -> None:
        """Show whether the table is open."""
        self.show_switch(Command.TABLE, is_on=is_shown)

    def show_following(self, *, is_following: bool) -> None:
        """Show whether the map follows the selection."""
        self.show_switch(Command.FOLLOW, is_on=is_following)

    def take_key(self, key: str) -> bool:
        """Do what a key means that the map's page had no use for; tell whether it means something.

        Args:
            key: Name of the key as the page says it, such as `r`.
        """
        for command, look in LOOKS.items():
            action = self.actions_of[command]
            if look.key and look.key == key.upper() and action.isEnabled():
                action.trigger()
                return True
        return False

    # --- making -----------------------------------------------------------------------------

    def _connect(self) -> None:
        plain: dict[Command, Callable[[], None]] = {
            Command.ZOOM_IN: partial(self.zoom_requested.emit, 1.0),
            Command.ZOOM_OUT: partial(self.zoom_requested.emit, -1.0),
            Command.FIT: self.fit_requested.emit,
            Command.SELECTION: self.selection_requested.emit,
            Command.COPY: self.copy_requested.emit,
            Command.PICTURE: self.picture_requested.emit,
        }
        for command, mode in MODES.items():
            plain[command] = partial(self.mode_requested.emit, mode)
        for command, tell in plain.items():
            self.actions_of[command].triggered.connect(lambda _checked=False, say=tell: say())
        for command, signal in (
            (Command.FOLLOW, self.follow_requested),
            (Command.LAYERS, self.layers_requested),
            (Command.LEGEND, self.legend_requested),
            (Command.TABLE, self.table_requested),
        ):
            self.actions_of[command].triggered.connect(signal)
