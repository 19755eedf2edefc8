"""Which layers are shown, and how much of each; layers that come later fit in."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, Signal

from twin_viewer.rendering.picking.hits import HitKind
from twin_viewer.rendering.scenes import Scene
from twin_viewer.rendering.stage import Stage

LAYERS: Final = (
    "sensors",
    "labels",
    "assets",
    "networks",
    "panoramas",
    "buildings",
    "cloud",
    "changes",
    "objects",
    "ortho",
    "ground",
    "terrain",
)
"""Ids of the layers, the uppermost first."""

_OFF_AT_FIRST: Final = frozenset({"changes", "cloud", "ortho"})
"""Colour is for alarms and for what a person asks for: photographs and scans are full of it."""

_SCENE_IDS: Final[Mapping[str, tuple[str, ...]]] = {
    "sensors": ("sensors",),
    "labels": ("labels",),
    "assets": ("assets",),
    "networks": ("networks",),
    "panoramas": ("panorama-marks",),
    "buildings": ("buildings",),
    "cloud": ("cloud-",),
    "changes": ("changes",),
    "objects": ("objects", "object-"),
    "terrain": ("terrain",),
}
"""What the layers of the scene begin with that belong to each."""

_KINDS: Final[Mapping[str, tuple[HitKind, ...]]] = {
    "sensors": (HitKind.SENSOR,),
    "assets": (HitKind.ASSET,),
    "networks": (HitKind.MAST, HitKind.FIBRE),
    "panoramas": (HitKind.PANORAMA,),
    "buildings": (HitKind.BUILDING, HitKind.OBJECT),
    "cloud": (HitKind.CLOUD,),
    "terrain": (HitKind.TERRAIN,),
}


class LayerBook(QObject):
    """What a person wants to see of each layer.

    Signals:
        changed: A layer was switched, or more or less of it is to be seen (its id).
    """

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visible = {one: one not in _OFF_AT_FIRST for one in LAYERS}
        self._opacity = dict.fromkeys(LAYERS, 1.0)

    def is_visible(self, layer_id: str) -> bool:
        """Tell whether a layer is to be seen."""
        return self._visible.get(layer_id, True)

    def opacity(self, layer_id: str) -> float:
        """Return how much of a layer is to be seen, 0 to 1."""
        return self._opacity.get(layer_id, 1.0)

    def set_visible(self, layer_id: str, *, is_visible: bool) -> None:
        """Show a layer, or hide it."""
        if self._visible.get(layer_id) is not None and self._visible[layer_id] != is_visible:
            self._visible[layer_id] = is_visible
            self.changed.emit(layer_id)

    def set_opacity(self, layer_id: str, opacity: float) -> None:
        """Let so much of a layer be seen, 0 to 1."""
        share = min(max(opacity, 0.0), 1.0)
        if self._opacity.get(layer_id) is not None and self._opacity[layer_id] != share:
            self._opacity[layer_id] = share
            self.changed.emit(layer_id)

    def shown(self) -> dict[str, bool]:
        """Return whether each layer is to be seen."""
        return dict(self._visible)

    def apply(self, stage: Stage, layer_id: str = "") -> None:
        """Show layers of a scene as they are wanted; all of them without an id."""
        wanted = {
            one: (self._visible[one], self._opacity[one])
            for one in LAYERS
            if layer_id in {"", one} and one != "sensors"
        }
        stage.do(lambda scene: show_layers(scene, wanted))

    def save_state(self) -> dict[str, list[float]]:
        """Return what is to be remembered."""
        return {one: [float(self._visible[one]), self._opacity[one]] for one in LAYERS}

    def restore_state(self, state: object) -> None:
        """Take up what was remembered; whatever does not fit is passed over."""
        for one, saved in state.items() if isinstance(state, dict) else ():
            if one not in self._visible or not isinstance(saved, list) or len(saved) != 2:  # noqa: PLR2004 - two numbers
                continue
            if all(isinstance(part, int | float) for part in saved):
                self.set_visible(one, is_visible=bool(saved[0]))
                self.set_opacity(one, float(saved[1]))


def kinds_of(layer_id: str) -> tuple[HitKind, ...]:
    """Return what can be pointed at only while a layer is seen."""
    return _KINDS.get(layer_id, ())


def show_layers(scene: Scene, wanted: Mapping[str, tuple[bool, float]]) -> None:
    """Show layers of a scene, in the render thread.

    Args:
        scene: The scene.
        wanted: By id whether a layer is seen, and how much of it, 0 to 1.
    """
    for name, layer in scene.layers.items():
        for layer_id, (is_visible, opacity) in wanted.items():
            if not name.startswith(_SCENE_IDS.get(layer_id, ("\0",))):
                continue
            if layer.is_visible != is_visible:
                layer.show(is_visible=is_visible)
            layer.fade(opacity)
