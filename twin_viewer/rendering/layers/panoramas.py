"""Photographs all around: the sphere that shows one, and the spots where they were taken."""

import math
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from twin_viewer.model.frames import Doubles, Floats
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.colors import bytes_of
from twin_viewer.rendering.layers.base import Layer
from twin_viewer.rendering.layers.discs import Discs
from twin_viewer.rendering.layers.spheres import COLUMNS, ROWS, Patch, patches

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene

REACH_M: Final = 250.0
"""Live marks farther away are left out of a photograph: houses between would not hide them."""

UPLOAD_S: Final = 0.03
"""How long parts of a new photograph may be handed to the graphics before each picture."""

_OPAQUE: Final = 0.995
_SHARE_OF_FAR: Final = 0.5


@runtime_checkable
class Lifted(Protocol):
    """A layer that is drawn over photographs, such as sensors."""

    def lift(self, renderer: Any, reach_m: float = ...) -> None:
        """Be drawn by another renderer, up to a distance; None is the scene's own."""
        ...


class PanoramaLayer(Layer):
    """A photograph round the camera, over the city and under what is live.

    The photograph has no distance: it is always seen from its middle. While it hides the city
    completely, the city is not drawn at all.

    Args:
        layer_id: Its name in the scene.
        clock: Seconds of a steady clock.
    """

    def __init__(
        self, layer_id: str = "panorama", clock: Callable[[], float] = time.perf_counter
    ) -> None:
        super().__init__(layer_id)
        self._clock = clock
        self._rotation: Doubles = np.eye(3)
        self._pixels: NDArray[np.uint8] | None = None
        self._waiting: list[int] = []
        self._opacity = 0.0
        self._is_leaving = False
        self._fade: tuple[float, float, float, float] | None = None
        self._patches: list[Patch] = []
        self._actors: list[Any] = []
        self._matrix: Any = None
        self._photo: Any = None
        self._front: Any = None
        self._above: set[str] = set()

    # ---- what is shown -------------------------------------------------------------------------
    def set_photo(self, pixels: NDArray[np.uint8] | None, rotation: Doubles) -> None:
        """Show a photograph; the one before stays until parts of this one replace it.

        Args:
            pixels: Red, green, blue, uint8 (rows, columns, 3), the upper row first; None for none.
            rotation: From the camera's directions to the scene's, float64 (3, 3).
        """
        is_turned = not np.allclose(rotation, self._rotation)
        self._is_leaving = False
        self._rotation = rotation
        self._pixels = pixels
        self._waiting = [] if pixels is None else list(range(len(self._patches)))
        if pixels is None or is_turned:
            self._strip()

    def turn(self, rotation: Doubles) -> None:
        """Turn the photograph that is shown."""
        self._rotation = rotation

    def fade_to(self, opacity: float, seconds: float = 0.0) -> None:
        """Change how much of the city the photograph hides: 0 nothing, 1 all of it."""
        if seconds <= 0:
            self._opacity, self._fade = opacity, None
        else:
            now = self._clock()
            self._fade = (now, now + seconds, self._opacity, opacity)

    def leave(self, seconds: float = 0.0) -> None:
        """Let the photograph go, and its memory once it is gone."""
        self._is_leaving = True
        self.fade_to(0.0, seconds)

    @property
    def opacity(self) -> float:
        """How much of the city the photograph hides."""
        return self._opacity

    @property
    def is_complete(self) -> bool:
        """True when all of the newest photograph is shown."""
        return self._pixels is not None and not self._waiting

    # ---- life ----------------------------------------------------------------------------------
    @override
    def attach(self, scene: "Scene") -> None:
        from vtkmodules.vtkCommonMath import vtkMatrix4x4  # noqa: PLC0415 - loads VTK: here only
        from vtkmodules.vtkRenderingCore import vtkRenderer  # noqa: PLC0415 - likewise

        super().attach(scene)
        scene.window.SetNumberOfLayers(3)
        self._photo, self._front = vtkRenderer(), vtkRenderer()
        for number, renderer in ((1, self._photo), (2, self._front)):
            renderer.SetLayer(number)
            renderer.SetActiveCamera(scene.renderer.GetActiveCamera())
            renderer.SetInteractive(0)
            renderer.DrawOff()
            scene.window.AddRenderer(renderer)
        self._matrix = vtkMatrix4x4()
        self._patches = patches()
        self._actors = [self._make_actor(patch) for patch in self._patches]
        self._waiting = [] if self._pixels is None else list(range(len(self._patches)))

    @override
    def detach(self) -> None:
        scene = self.scene
        if scene is not None:
            self._settle(scene, is_over=False)
            scene.renderer.DrawOn()
            for renderer in (self._photo, self._front):
                renderer.RemoveAllViewProps()
                scene.window.RemoveRenderer(renderer)
        self._actors, self._patches = [], []
        self._photo = self._front = self._matrix = None
        super().detach()

    @override
    def prepare(self, camera: Camera, *, is_moving: bool) -> bool:
        scene = self.scene
        if scene is None:
            return False
        is_fading = self._step_fade()
        if self._is_leaving and not is_fading:
            self._pixels, self._waiting, self._is_leaving = None, [], False
            self._strip()
        is_shown = self._opacity > 0 and self._pixels is not None
        is_changed = self._settle(scene, is_over=is_shown)
        self._photo.SetDraw(is_shown)
        self._front.SetDraw(is_shown)
        if not is_shown:
            scene.renderer.DrawOn()
            return is_fading or is_changed
        self._place(camera)
        self._upload(camera)
        is_whole = all(actor.GetTexture() is not None for actor in self._actors)
        scene.renderer.SetDraw(not (is_whole and self._opacity > _OPAQUE))
        for actor in self._actors:
            actor.GetProperty().SetOpacity(self._opacity)
            actor.SetVisibility(actor.GetTexture() is not None)
        return is_fading or is_changed or bool(self._waiting)

    # ---- inside --------------------------------------------------------------------------------
    def _make_actor(self, patch: Patch) -> Any:
        from twin_viewer.rendering.layers import props  # noqa: PLC0415 - loads VTK: here only

        data = props.face_data(patch.points, patch.faces)
        data.GetPointData().SetTCoords(props.vtk_array(patch.within, "within"))
        actor = props.plain_actor(data)
        actor.SetUserMatrix(self._matrix)
        actor.VisibilityOff()
        self._photo.AddActor(actor)
        return actor

    def _step_fade(self) -> bool:
        if self._fade is None:
            return False
        begin, end, before, after = self._fade
        share = min(1.0, (self._clock() - begin) / (end - begin))
        self._opacity = before + (after - before) * share
        if share >= 1.0:
            self._fade = None
        return self._fade is not None

    def _place(self, camera: Camera) -> None:
        """Put the sphere round the camera, between the nearest and the farthest plane."""
        _, far = self._photo.GetActiveCamera().GetClippingRange()
        turned = self._rotation * (far * _SHARE_OF_FAR)
        for row in range(3):
            for column in range(3):
                self._matrix.SetElement(row, column, turned[row, column])
            self._matrix.SetElement(row, 3, camera.position[row])
        self._matrix.Modified()

    def _upload(self, camera: Camera) -> None:
        """Hand parts of a new photograph over, those in the middle of the view first."""
        if not self._waiting or self._pixels is None:
            return
        ahead = camera.direction @ self._rotation
        self._waiting.sort(key=lambda row: float(self._patches[row].middle @ ahead))
        half = math.hypot(camera.fov, camera.fov * 1.8) / 2 + 180 / ROWS
        edge = math.cos(math.radians(min(180.0, half)))
        end = self._clock() + UPLOAD_S
        while self._waiting:
            row = self._waiting[-1]
            in_sight = float(self._patches[row].middle @ ahead) > edge
            is_bare = self._actors[row].GetTexture() is None
            if self._clock() > end and not (in_sight and is_bare):
                return
            self._waiting.pop()
            self._dress(row, self._pixels)

    def _dress(self, row: int, pixels: NDArray[np.uint8]) -> None:
        """Give a part its piece of the photograph, with a pixel of its neighbours all around."""
        from vtkmodules.vtkCommonDataModel import vtkImageData  # noqa: PLC0415 - loads VTK
        from vtkmodules.vtkRenderingCore import vtkTexture  # noqa: PLC0415 - likewise

        from twin_viewer.rendering.layers import props  # noqa: PLC0415 - likewise

        patch, actor = self._patches[row], self._actors[row]
        piece, span = piece_of(pixels, patch.column, patch.row)
        image = vtkImageData()
        image.SetDimensions(piece.shape[1], piece.shape[0], 1)
        image.GetPointData().SetScalars(
            props.vtk_array(piece.reshape(-1, piece.shape[2]), "pixels")
        )
        texture = vtkTexture()
        texture.SetInputDataObject(image)
        texture.InterpolateOn()
        texture.EdgeClampOn()
        texture.MipmapOff()
        low, high = span
        places = low + patch.within * (high - low)
        data = actor.GetMapper().GetInput()
        data.GetPointData().SetTCoords(props.vtk_array(places.astype(np.float32), "within"))
        data.Modified()
        actor.SetTexture(texture)

    def _strip(self) -> None:
        for actor in self._actors:
            actor.SetTexture(None)
            actor.VisibilityOff()

    def _settle(self, scene: "Scene", *, is_over: bool) -> bool:
        """Have what is live drawn over the photograph, or in the city; tell whether it moved."""
        for layer in tuple(scene.layers.values()):
            if isinstance(layer, Lifted) and (layer.id in self._above) is not is_over:
                layer.lift(self._front if is_over else None, REACH_M if is_over else math.inf)
        lifted = {layer.id for layer in scene.layers.values() if isinstance(layer, Lifted)}
        before, self._above = self._above, lifted if is_over else set()
        return before != self._above


def piece_of(
    pixels: NDArray[np.uint8], column: int, row: int
) -> tuple[NDArray[np.uint8], tuple[Floats, Floats]]:
    """Return the piece of a photograph that a patch of the sphere shows.

    A pixel of the neighbours is added all around, so that no seam is seen between pieces.

    Returns:
        The piece, uint8 (rows, columns, 3), and where the patch begins and ends in it, from left
        and above, shares of its width and height.
    """
    height, width = pixels.shape[:2]
    left, right = column * width / COLUMNS, (column + 1) * width / COLUMNS
    upper, lower = row * height / ROWS, (row + 1) * height / ROWS
    first_x, last_x = math.floor(left) - 1, math.ceil(right) + 1
    first_y, last_y = max(0, math.floor(upper) - 1), min(height, math.ceil(lower) + 1)
    columns = np.arange(first_x, last_x) % width
    if first_x >= 0 and last_x <= width:
        piece = pixels[first_y:last_y, first_x:last_x]
    else:
        piece = pixels[first_y:last_y, columns]
    size = np.array((last_x - first_x, last_y - first_y), np.float64)
    low = np.array((left - first_x, upper - first_y)) / size
    high = np.array((right - first_x, lower - first_y)) / size
    span = (low.astype(np.float32), high.astype(np.float32))
    return np.ascontiguousarray(piece), span


MARK_RADIUS_M: Final = 0.35
MARK_REACH_M: Final = 500.0
_INSIDE: Final = 90


class PanoramaMarks(Layer):
    """Small spots where photographs were taken; only those near the camera are drawn.

    Args:
        layer_id: Its name in the scene.
    """

    def __init__(self, layer_id: str = "panorama-marks") -> None:
        super().__init__(layer_id)
        self.ids: tuple[str, ...] = ()
        self._places = np.zeros((0, 3), np.float32)
        self._discs: Discs | None = None

    def set_places(self, ids: Sequence[str], places: Floats) -> None:
        """Say where photographs were taken: float32 (N, 3), metres of the scene."""
        self._clear()
        self.ids, self._places = tuple(ids), np.ascontiguousarray(places, np.float32)
        self._build()

    @override
    def attach(self, scene: "Scene") -> None:
        super().attach(scene)
        self._build()

    @override
    def detach(self) -> None:
        self._clear()
        super().detach()

    @override
    def show(self, *, is_visible: bool) -> None:
        super().show(is_visible=is_visible)
        if self._discs is not None:
            self._discs.actor.SetVisibility(is_visible)

    @override
    def prepare(self, camera: Camera, *, is_moving: bool) -> bool:
        if self._discs is not None:
            self._discs.fit(camera)
        return False

    @override
    def restyle(self) -> None:
        self._clear()
        self._build()

    def _build(self) -> None:
        if self.scene is None or not len(self._places):
            return
        sign = np.append(bytes_of(self.scene.tokens.map.sign), np.uint8(_INSIDE))
        count = len(self._places)
        self._discs = Discs(
            self._places,
            np.tile(sign, (count, 1)),
            np.ones(count, np.float32),
            radius_m=MARK_RADIUS_M,
            least=0.004,
            most=0.012,
        )
        self._discs.reach_m = MARK_REACH_M
        self._discs.actor.SetVisibility(self.is_visible)
        self.scene.renderer.AddActor(self._discs.actor)

    def _clear(self) -> None:
        if self._discs is not None and self.scene is not None:
            self.scene.renderer.RemoveActor(self._discs.actor)
        self._discs = None
