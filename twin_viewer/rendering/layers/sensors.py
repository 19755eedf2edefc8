"""Sensors where they stand, coloured by their state."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from twin_viewer.model.frames import Floats
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.colors import bytes_of
from twin_viewer.rendering.layers.discs import Discs
from twin_viewer.rendering.layers.lifted import LiftedLayer
from widgets.theme.tokens import Tokens

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene

RADIUS_M: Final = 0.9
LEAST: Final = 0.0055
"""Smallest radius on the screen, as a share of its height: 4 of 800 pixels."""

MOST: Final = 0.013
RING: Final = 1.7
"""The ring round a selected sensor is so many times larger."""

STEM_OPACITY: Final = 0.7


def normal_color(tokens: Tokens) -> NDArray[np.uint8]:
    """Return the colour of a sensor whose state is normal, uint8 (4,)."""
    return np.append(bytes_of(tokens.map.dot), np.uint8(255))


def stale_color(tokens: Tokens) -> NDArray[np.uint8]:
    """Return the colour of a sensor without fresh values, uint8 (4,): hollow."""
    return np.append(bytes_of(tokens.map.stale), np.uint8(0))


def full_color(color: str) -> NDArray[np.uint8]:
    """Return a full disc in the colour of a token, uint8 (4,), as for alarms."""
    return np.append(bytes_of(color), np.uint8(255))


class SensorLayer(LiftedLayer):
    """One disc a sensor, all drawn at once, with a thin stem down to the ground.

    Args:
        layer_id: Its name in the scene.

    Attributes:
        ids: Ids of the sensors, in the order of all arrays.
    """

    def __init__(self, layer_id: str = "sensors") -> None:
        super().__init__(layer_id)
        self.ids: tuple[str, ...] = ()
        self._places = np.zeros((0, 3), np.float32)
        self._feet = np.zeros(0, np.float32)
        self._rgba = np.zeros((0, 4), np.uint8)
        self._scale = np.zeros(0, np.float32)
        self._selected: tuple[int, ...] = ()
        self._discs: Discs | None = None
        self._rings: Discs | None = None
        self._stems: Any = None

    # ---- what is shown -------------------------------------------------------------------------
    def set_places(self, ids: Sequence[str], places: Floats, ground: Floats | None = None) -> None:
        """Say where sensors are; their states are unknown (stale) until `set_states`.

        Args:
            ids: Their ids.
            places: float32 (N, 3), metres of the scene.
            ground: Height of the ground below each, float32 (N,), where stems end; None for no
                stems.
        """
        self._clear()
        self.ids = tuple(ids)
        self._places = np.ascontiguousarray(places, np.float32).reshape(-1, 3)
        self._feet = self._places[:, 2] if ground is None else np.asarray(ground, np.float32)
        self._rgba = np.zeros((len(self._places), 4), np.uint8)
        self._scale = np.ones(len(self._places), np.float32)
        self._selected = ()
        if self.scene is not None:
            self._rgba[:] = stale_color(self.scene.tokens)
            self._build(self.scene)

    def set_states(self, rgba: NDArray[np.uint8], scale: Floats | None = None) -> None:
        """Colour all sensors anew, in place.

        Args:
            rgba: uint8 (N, 4); the fourth is how opaque the inside is: 255 full, 0 hollow.
            scale: How many times larger than normal each is, float32 (N,).
        """
        self._rgba[:] = rgba
        if scale is not None:
            self._scale[:] = scale

    def set_selected(self, ids: Sequence[str]) -> None:
        """Draw a ring round sensors, and round no other."""
        wanted = set(ids)
        self._selected = tuple(row for row, name in enumerate(self.ids) if name in wanted)
        if self.scene is not None:
            self._ring(self.scene)

    # ---- life ----------------------------------------------------------------------------------
    @override
    def attach(self, scene: "Scene") -> None:
        super().attach(scene)
        is_new = not self._rgba.any()
        if is_new:
            self._rgba[:] = stale_color(scene.tokens)
        self._build(scene)

    @override
    def detach(self) -> None:
        self._clear()
        super().detach()

    @override
    def show(self, *, is_visible: bool) -> None:
        super().show(is_visible=is_visible)
        for actor in self._actors():
            actor.SetVisibility(is_visible)

    @override
    def prepare(self, camera: Camera, *, is_moving: bool) -> bool:
        for discs in (self._discs, self._rings):
            if discs is not None:
                discs.reach_m = self._reach_m
                discs.fit(camera)
        return False

    @override
    def restyle(self) -> None:
        if self.scene is not None:
            self._clear()
            self._build(self.scene)

    # ---- VTK -----------------------------------------------------------------------------------
    def _build(self, scene: "Scene") -> None:
        from twin_viewer.rendering.layers import props  # noqa: PLC0415 - loads VTK: here only

        if not len(self._places):
            return
        self._discs = Discs(
            self._places, self._rgba, self._scale, radius_m=RADIUS_M, least=LEAST, most=MOST
        )
        self._discs.restyle(scene.tokens.map.dot_line)
        stands = np.flatnonzero(self._places[:, 2] > self._feet)
        if len(stands):
            ends = np.repeat(self._places[stands], 2, axis=0)
            ends[1::2, 2] = self._feet[stands]
            data = props.line_data(ends, np.full(len(stands), 2))
            self._stems = props.plain_actor(data, scene.tokens.map.line, opacity=STEM_OPACITY)
        for actor in self._actors():
            actor.SetVisibility(self.is_visible)
            self._renderer.AddActor(actor)
        self._ring(scene)

    def _ring(self, scene: "Scene") -> None:
        if self._rings is not None:
            self._renderer.RemoveActor(self._rings.actor)
            self._rings = None
        if not self._selected:
            return
        rows = list(self._selected)
        rgba = np.tile(np.append(bytes_of(scene.tokens.map.selected), np.uint8(0)), (len(rows), 1))
        self._rings = Discs(
            self._places[rows],
            rgba,
            self._scale[rows] * np.float32(RING),
            radius_m=RADIUS_M,
            least=LEAST,
            most=MOST,
            rim=3.0,
        )
        self._rings.actor.SetVisibility(self.is_visible)
        self._renderer.AddActor(self._rings.actor)

    @override
    def _actors(self) -> list[Any]:
        discs = [part.actor for part in (self._discs, self._rings) if part is not None]
        return discs if self._stems is None else [*discs, self._stems]

    def _clear(self) -> None:
        for actor in self._actors():
            self._renderer.RemoveActor(actor)
        self._discs = self._rings = self._stems = None
