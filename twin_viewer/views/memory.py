"""What is remembered of the view: where the camera stood, layers, tools, panels."""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from twin_viewer.rendering.layers.spheres import Offsets
from twin_viewer.tools.bars import TwinTools
from twin_viewer.tools.commands import Command
from twin_viewer.tools.readouts import TwinReadout
from twin_viewer.views.acts import TwinActs
from twin_viewer.views.layers import LayerBook
from twin_viewer.views.pictures import TwinPictures
from twin_viewer.views.sights import Sights
from twin_viewer.views.stagings import Staging
from widgets.scenes.splits import PanelSplit

_ANGLES: Final = 3


class Host(Protocol):
    """The view as its memory sees it."""

    staging: Staging
    layers: LayerBook
    sights: Sights
    acts: TwinActs
    pictures: TwinPictures
    tools: TwinTools
    readout: TwinReadout
    has_legend: bool

    @property
    def split(self) -> PanelSplit:
        """How panels and scene share the room."""
        ...

    @property
    def has_panel(self) -> bool:
        """True while the panels at the left are open."""
        ...

    def camera_bookmark(self) -> dict[str, Any]:
        """Return the view as it is."""
        ...

    def go_to(self, camera: Mapping[str, Any]) -> None:
        """Fly to a view that was kept."""
        ...

    def show_legend(self, *, is_shown: bool) -> None:
        """Show what stands for what."""
        ...

    def open_panel(self, *, is_open: bool = True) -> None:
        """Show the panels at the left."""
        ...


def saved_state(view: Host) -> dict[str, Any]:
    """Return what is to be remembered of the view, JSON-like."""
    return {
        "camera": view.camera_bookmark(),
        "layers": view.layers.save_state(),
        "sights": view.sights.save_state(),
        "legend": view.has_legend,
        "panel": view.has_panel,
        "across": view.split.saved(),
        "following": view.acts.is_following,
        "surveys": {
            name: [one.heading, one.pitch, one.roll] for name, one in view.staging.offsets.items()
        },
        "readout": view.readout.save_state(),
        "picture": view.pictures.save_state(),
    }


def restore_state(view: Host, state: Mapping[str, Any]) -> None:
    """Take up what was remembered; whatever does not fit is passed over."""
    if isinstance(camera := state.get("camera"), dict):
        view.go_to(camera)
    view.layers.restore_state(state.get("layers"))
    view.sights.restore_state(state.get("sights"))
    view.show_legend(is_shown=flag(state, "legend", default=True))
    view.open_panel(is_open=flag(state, "panel"))
    view.split.take_saved(state.get("across"))
    view.acts.is_following = flag(state, "following")
    view.tools.show_switch(Command.FOLLOW, is_on=view.acts.is_following)
    if isinstance(readout := state.get("readout"), dict):
        view.readout.restore_state(readout)
    view.pictures.restore_state(state.get("picture"))
    _turn_surveys(view, state.get("surveys"))


def _turn_surveys(view: Host, saved: object) -> None:
    for name, angles in saved.items() if isinstance(saved, dict) else ():
        is_whole = isinstance(angles, list) and len(angles) == _ANGLES
        if is_whole and all(isinstance(one, int | float) for one in angles):
            view.staging.offsets[str(name)] = Offsets(*(float(one) for one in angles))


def flag(state: Mapping[str, Any], name: str, *, default: bool = False) -> bool:
    """Return a switch that was remembered."""
    value = state.get(name)
    return value if isinstance(value, bool) else default
