"""What the commands of the tool bar do in the view."""

from collections.abc import Callable
from typing import Protocol

from twin_viewer.tools.commands import Command
from twin_viewer.views.acts import TwinActs
from twin_viewer.views.pictures import TwinPictures
from twin_viewer.views.sights import Sights


class Host(Protocol):
    """The view as its commands see it."""

    acts: TwinActs
    sights: Sights
    pictures: TwinPictures

    @property
    def at_us(self) -> int | None:
        """The moment that is shown, µs UTC."""
        ...

    def show_legend(self, *, is_shown: bool) -> None:
        """Show what stands for what, or hide it."""
        ...

    def open_panel(self, *, is_open: bool = True) -> None:
        """Show the panels at the left, or hide them."""
        ...


def carry_out(view: Host, command: Command, *, is_on: bool) -> None:
    """Do what a command means; tools and ways of moving are told by signals of their own.

    Args:
        view: The view.
        command: The command.
        is_on: Whether it was switched on; of no matter for those that are no switch.
    """
    acts, sights = view.acts, view.sights
    ways: dict[Command, Callable[[], object]] = {
        Command.HOME: acts.go_home,
        Command.SELECTION: lambda: acts.show_points(acts.selected),
        Command.FOLLOW: lambda: acts.set_following(is_following=is_on),
        Command.SECTION: lambda: sights.cut_across(is_on=is_on),
        Command.SUN: lambda: sights.set_sun(view.at_us if is_on else None, follows_time=True),
        Command.PANORAMA: lambda: acts.turn_panorama(is_on=is_on),
        Command.LAYERS: lambda: view.open_panel(is_open=is_on),
        Command.LEGEND: lambda: view.show_legend(is_shown=is_on),
        Command.COPY: view.pictures.copy,
        Command.PICTURE: view.pictures.offer,
    }
    if command in ways:
        ways[command]()
